"""Drawing the rows of the notes view."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from zhupi.annotations.markdown import pieces
from zhupi.annotations.model import Annotation, State, Style
from zhupi.library.model import NoteRow
from zhupi.qt import fonts
from zhupi.qt.index import Index
from zhupi.qt.note_rows import NoteRowModel, words
from zhupi.qt.text_layout import Laid, lay, pitch
from zhupi.qt.themes import Theme

_SIDE = 18
_BAR = 4
_PAD = 12
_FOOT = 20
_DATE = 84
_LINES = 3
"""Lines of a row over its foot: of the quote, and of the note what it leaves, one at least."""


class NoteRowDelegate(QStyledItemDelegate):
    """Draws rows of one height, whatever is in them: a list of 100,000 is measured at once."""

    def __init__(self, view: QAbstractItemView, model: NoteRowModel) -> None:
        super().__init__(view)
        self.theme: Theme | None = None
        self._view = view
        self._model = model
        self._lay = lru_cache(maxsize=256)(_lay)

    def forget(self) -> None:
        """Lay everything out anew."""
        self._lay.cache_clear()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: ARG002, N802
        return QSize(10, self.height)

    @property
    def height(self) -> int:
        """The height of a row."""
        return _LINES * pitch(fonts.font("song", 14)) + _FOOT + 2 * _PAD

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        theme = self.theme
        if theme is None:
            return
        rect = QRectF(option.rect).adjusted(_SIDE, 0, -_SIDE, 0)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        if selected or option.state & QStyle.StateFlag.State_MouseOver:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.selected if selected else theme.hover)
            painter.drawRoundedRect(rect.adjusted(0, 2, 0, -2), 7, 7)
        painter.setPen(QPen(theme.line, 1))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        row = index.data(NoteRowModel.ROW)
        if isinstance(row, NoteRow):
            self._paint_row(painter, row, rect, theme)
        painter.restore()

    def _paint_row(self, painter: QPainter, row: NoteRow, rect: QRectF, theme: Theme) -> None:
        annotation = row.annotation
        inner = rect.adjusted(_PAD, _PAD, -_PAD, -_PAD)
        self._paint_bar(painter, annotation, inner, theme)
        left = inner.left() + _BAR + _PAD
        width = int(inner.right() - left)
        note = _note(annotation)
        quote = self._lay(words(row), "song", 14, width, _LINES - bool(note))
        painter.setPen(theme.ink)
        quote.draw(painter, left, inner.top())
        if note:
            painter.setPen(theme.muted)
            left_over = _LINES - quote.layout.lineCount()
            lines = self._lay(note, "ui", 13, width, left_over)
            lines.draw(painter, left, inner.top() + quote.height + 2)
        foot = QRectF(left, inner.bottom() - _FOOT + 4, width, _FOOT)
        self._paint_foot(painter, row, foot, theme)

    def _paint_bar(
        self, painter: QPainter, annotation: Annotation, inner: QRectF, theme: Theme
    ) -> None:
        """A bar in the colour; a thin one beside a pale one where the words are underlined."""
        colour = annotation.colour
        edge = theme.marks[colour].edge if colour is not None else theme.muted
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(edge)
        width = _BAR / 2 if annotation.style is Style.UNDERLINE else _BAR
        painter.drawRoundedRect(
            QRectF(inner.left(), inner.top() + 1, width, inner.height() - 1), 2, 2
        )

    def _paint_foot(self, painter: QPainter, row: NoteRow, line: QRectF, theme: Theme) -> None:
        painter.setFont(fonts.font("ui", 12))
        metrics = QFontMetrics(painter.font())
        date = row.annotation.created.astimezone().strftime("%Y-%m-%d")
        painter.setPen(theme.muted)
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(line, right, date)
        room = int(line.width()) - _DATE
        tags = "　".join(f"#{tag}" for tag in row.annotation.tags)
        tags = metrics.elidedText(tags, Qt.TextElideMode.ElideRight, room // 3)
        used = metrics.horizontalAdvance(tags) + (14 if tags else 0)
        told = " · ".join(
            part for part in (self._model.meaning(row), self._model.source(row)) if part
        )
        told = metrics.elidedText(told, Qt.TextElideMode.ElideRight, room - used)
        orphan = row.annotation.state is State.ORPHAN
        painter.setPen(theme.accent if orphan else theme.muted)
        painter.drawText(line, Qt.AlignmentFlag.AlignVCenter, told)
        painter.setPen(theme.accent)
        shift = metrics.horizontalAdvance(told) + 14
        painter.drawText(line.adjusted(shift, 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, tags)


def _note(annotation: Annotation) -> str:
    """A note of a highlight as one line of plain words."""
    if annotation.selector is None or not annotation.note.strip():
        return ""
    return "　".join(piece.text for piece in pieces(annotation.note))


def _lay(text: str, role: str, pixels: int, width: int, lines: int) -> Laid:
    return lay(text[:600], fonts.font(role, pixels), width, lines)
