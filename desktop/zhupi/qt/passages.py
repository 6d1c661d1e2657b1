"""A list of documents with passages under them: results of a search, and citations.

::

    库中已有  2                      a group
    推进中央与地方财政事权…   49号 ×3   a document: opens at its beginning, or at its first passage
      （一）指导思想                    small print: what a passage stands under
      …合理划分【财政事权】和支出责任…     a passage: opens at its place
    再看其余 17 条批注                  asks for rows that are left out
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from itertools import takewhile
from typing import Any

from PySide6.QtCore import (
    QItemSelectionModel,
    QModelIndex,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QTextCharFormat
from PySide6.QtWidgets import (
    QFrame,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from zhupi.qt import fonts, icons
from zhupi.qt.index import Index
from zhupi.qt.row_model import RowModel
from zhupi.qt.standing_words import tip_in_hits
from zhupi.qt.text_layout import Laid, Span, height, lay
from zhupi.qt.themes import Theme


class RowKind(Enum):
    """What a row of the list is."""

    GROUP = auto()
    DOCUMENT = auto()
    PASSAGE = auto()
    MORE = auto()


@dataclass(frozen=True, slots=True)
class PassageRow:
    """One row. ``start`` and ``end`` bound the words that stand out, in code points.

    ``spans`` are all that stand out, where there are more. ``document`` is what the row opens,
    ``None`` for nothing; ``at`` the offset in its text; ``annotation`` the note whose words these
    are, ``notebook`` and ``item`` an entry of a notebook. ``note`` is small print, under a document
    and over a passage, ``flag`` a word of warning after it; ``faint`` rows lead nowhere outside
    this document. ``group`` names the group that the row opens and folds, or of which it asks for
    more; ``folded`` says that it is folded.
    """

    kind: RowKind
    text: str
    note: str = ""
    count: int | None = None
    start: int = 0
    end: int = 0
    document: str | None = None
    at: int | None = None
    length: int = 0
    faint: bool = False
    spans: tuple[tuple[int, int], ...] = ()
    annotation: str = ""
    notebook: str = ""
    item: str = ""
    flag: str = ""
    group: str = ""
    folded: bool = False


class PassageModel(RowModel[PassageRow]):
    """What was found, and the headings of its groups."""

    def change_rows(self, rows: Sequence[PassageRow]) -> None:
        """Show these rows; those at the beginning and the end that are the same stay."""
        old, new = self._rows, tuple(rows)
        start = _same(zip(old, new, strict=False))
        most = min(len(old), len(new)) - start
        end = min(_same(zip(reversed(old), reversed(new), strict=False)), most)
        if start + end < len(old):
            self.beginRemoveRows(QModelIndex(), start, len(old) - end - 1)
            self._rows = old[:start] + old[len(old) - end :]
            self.endRemoveRows()
        if start + end < len(new):
            self.beginInsertRows(QModelIndex(), start, len(new) - end - 1)
            self._rows = new
            self.endInsertRows()

    def leads(self, row: PassageRow) -> bool:
        return (
            row.kind is RowKind.MORE
            or row.document is not None
            or row.at is not None
            or bool(row.item)
            or bool(row.group)
        )

    def told(self, row: PassageRow, role: int) -> Any:
        if role == Qt.ItemDataRole.DisplayRole:
            return row.text
        if role == Qt.ItemDataRole.ToolTipRole and row.kind is RowKind.DOCUMENT:
            flag = tip_in_hits(row.flag) if row.flag else ""
            return "\n".join(filter(None, (row.text, row.note, flag)))
        if role == Qt.ItemDataRole.AccessibleTextRole:
            places = f"，{row.count} 处" if row.count and row.kind is RowKind.DOCUMENT else ""
            if row.group and row.kind is RowKind.GROUP:
                places = f"，{row.count} 件，{'已折叠' if row.folded else '已展开'}"
            return "，".join(filter(None, (row.text, row.note, row.flag))) + places
        return None


def _same(pairs: Iterable[tuple[PassageRow, PassageRow]]) -> int:
    """How many pairs at the beginning are of equal rows."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))


_LEFT = {RowKind.GROUP: 16, RowKind.DOCUMENT: 16, RowKind.PASSAGE: 28, RowKind.MORE: 28}
_RIGHT = 12
_SMALL = 18
"""Pixels of a line of small print."""
SCROLL_BAR = 11
"""Room for the scroll bar, kept free: its coming and going must not wrap the words anew."""


class PassageDelegate(QStyledItemDelegate):
    """Draws the rows. Heights are kept until the width or the rows change."""

    def __init__(self, view: QListView) -> None:
        super().__init__(view)
        self.theme: Theme | None = None
        self._view = view
        self._laid: dict[tuple[PassageRow, int], Laid] = {}
        self._heights: dict[tuple[PassageRow, int], int] = {}

    def forget(self) -> None:
        """Lay everything out anew: other rows, another theme."""
        self._laid.clear()
        self._heights.clear()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: ARG002, N802
        row = index.data(PassageModel.ROW)
        if not isinstance(row, PassageRow) or self.theme is None:
            return QSize(10, 10)
        width = self._view.width() - SCROLL_BAR
        if row.kind is RowKind.GROUP:
            return QSize(width, 38)
        key = (row, width)
        if key not in self._heights:
            # Most rows never come into sight: only those are laid out to be drawn.
            self._heights[key] = height(*self._setting(row, width, self.theme))
        if row.kind is RowKind.DOCUMENT:
            return QSize(width, self._heights[key] + 12 + (_SMALL + 1 if _small(row) else 0))
        return QSize(width, self._heights[key] + 10 + (_SMALL if row.note else 0))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row = index.data(PassageModel.ROW)
        if not isinstance(row, PassageRow) or self.theme is None:
            return
        theme, rect = self.theme, QRectF(option.rect)
        rect.setWidth(self._view.width() - SCROLL_BAR)
        laid = self._lay(row, self._view.width() - SCROLL_BAR, theme)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if row.kind is not RowKind.GROUP or row.group:
            self._paint_ground(painter, option, rect, index, theme)
        left = rect.left() + _LEFT[row.kind]
        if row.kind is RowKind.GROUP:
            self._paint_group(painter, row, rect, theme)
        else:
            passage = row.kind is RowKind.PASSAGE
            over = _SMALL if passage and row.note else 0
            top = rect.top() + (7 if row.kind is RowKind.DOCUMENT else 5)
            if _small(row):
                small = top if passage else top + laid.height
                self._paint_note(
                    painter, row, QRectF(left, small, rect.right() - left - _RIGHT, _SMALL), theme
                )
            painter.setPen(theme.muted if row.faint else theme.ink)
            if row.kind is RowKind.MORE:
                painter.setPen(theme.accent)
            laid.draw(painter, left, top + over)
            if row.count is not None:
                self._paint_count(painter, str(row.count), rect, theme)
        painter.restore()

    def _paint_note(self, painter: QPainter, row: PassageRow, line: QRectF, theme: Theme) -> None:
        painter.setFont(fonts.font("ui", 12))
        painter.setPen(theme.muted)
        metrics = QFontMetrics(painter.font())
        taken = metrics.horizontalAdvance(f"　{row.flag}") if row.flag else 0
        room = int(line.width()) - taken
        words = metrics.elidedText(row.note, Qt.TextElideMode.ElideRight, room)
        painter.drawText(line, Qt.AlignmentFlag.AlignVCenter, words)
        if row.flag:
            left = metrics.horizontalAdvance(f"{words}　") if words else 0
            painter.setPen(theme.warning)
            painter.drawText(line.adjusted(left, 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, row.flag)

    def _lay(self, row: PassageRow, width: int, theme: Theme) -> Laid:
        key = (row, width)
        if key not in self._laid:
            self._laid[key] = lay(*self._setting(row, width, theme))
        return self._laid[key]

    def _setting(
        self, row: PassageRow, width: int, theme: Theme
    ) -> tuple[str, QFont, float, int, list[Span]]:
        """The text of a row, its font, the room it has, its most lines, and what stands out."""
        room = width - _LEFT[row.kind] - _RIGHT - (34 if row.count is not None else 0)
        hit = QTextCharFormat()
        hit.setForeground(theme.accent)
        hit.setFontWeight(700)
        places = row.spans or ([(row.start, row.end)] if row.end > row.start else [])
        passage = row.kind is RowKind.PASSAGE
        font = fonts.font("song" if passage else "ui", 13, bold=row.kind is RowKind.DOCUMENT)
        spans = [Span(start, end, hit) for start, end in places]
        return row.text, font, room, 3 if passage else 2, spans

    def _paint_ground(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        rect: QRectF,
        index: Index,
        theme: Theme,
    ) -> None:
        if not index.flags() & Qt.ItemFlag.ItemIsSelectable:
            return
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        if selected or option.state & QStyle.StateFlag.State_MouseOver:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.selected if selected else theme.hover)
            painter.drawRoundedRect(rect.adjusted(8, 1, -2, -1), 6, 6)

    def _paint_group(self, painter: QPainter, row: PassageRow, rect: QRectF, theme: Theme) -> None:
        painter.setFont(fonts.font("ui", 12, bold=True))
        painter.setPen(theme.muted)
        words = row.text if row.count is None else f"{row.text}　{row.count}"
        painter.drawText(
            rect.adjusted(_LEFT[RowKind.GROUP], 10, -_RIGHT, 0),
            Qt.AlignmentFlag.AlignVCenter,
            words,
        )
        if row.group:
            self._paint_fold(painter, rect, theme, folded=row.folded)

    def _paint_fold(self, painter: QPainter, rect: QRectF, theme: Theme, *, folded: bool) -> None:
        size = 12
        drawn = icons.pixmap("chevron", theme.muted, size, painter.device().devicePixelRatio())
        painter.translate(rect.right() - _RIGHT - size / 2, rect.center().y() + 5)
        if folded:
            painter.rotate(-90)
        painter.drawPixmap(-size // 2, -size // 2, drawn)

    def _paint_count(self, painter: QPainter, count: str, rect: QRectF, theme: Theme) -> None:
        painter.setFont(fonts.font("ui", 11))
        width = max(22, QFontMetrics(painter.font()).horizontalAdvance(count) + 12)
        pill = QRectF(rect.right() - _RIGHT - width, rect.top() + 8, width, 17)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.accent_soft)
        painter.drawRoundedRect(pill, 8.5, 8.5)
        painter.setPen(theme.accent)
        painter.drawText(pill, Qt.AlignmentFlag.AlignCenter, count)


def _small(row: PassageRow) -> bool:
    """Whether a row has a line of small print."""
    return bool(row.note or row.flag)


class PassageView(QListView):
    """The list. A click or Enter on a row asks for what it names."""

    row_chosen = Signal(object)
    end_neared = Signal()
    """Little more than what is in sight is left below."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows = PassageModel(self)
        self.delegate = PassageDelegate(self)
        self.setModel(self.rows)
        self.setItemDelegate(self.delegate)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setLayoutMode(QListView.LayoutMode.Batched)
        self.setBatchSize(80)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.activated.connect(self._on_chosen)
        self.clicked.connect(self._on_chosen)
        self.verticalScrollBar().valueChanged.connect(self._look_ahead)
        self.verticalScrollBar().rangeChanged.connect(self._look_ahead)

    def set_theme(self, theme: Theme) -> None:
        """Draw in these colours."""
        self.delegate.theme = theme
        self.delegate.forget()
        self.scheduleDelayedItemsLayout()

    def show_rows(self, rows: Sequence[PassageRow]) -> None:
        """Show these rows from the top."""
        self.delegate.forget()
        self.rows.set_rows(rows)
        self.scrollToTop()

    def change_rows(self, rows: Sequence[PassageRow]) -> None:
        """Show these rows in place of others; what is in sight and selected stays, if it is."""
        self.rows.change_rows(rows)

    def follow(self, document: str, at: int | None) -> None:
        """Select the row of a place in a document: its passage, else the document's own row."""
        best = -1
        for number, row in enumerate(self.rows.rows()):
            if row.document != document or row.annotation:
                continue
            if best < 0 or (at is not None and row.at is not None and row.at <= at):
                best = number
        if best >= 0 and best != self.currentIndex().row():
            index = self.rows.index(best)
            self.selectionModel().setCurrentIndex(
                index, QItemSelectionModel.SelectionFlag.ClearAndSelect
            )
            self.scrollTo(index)

    def _look_ahead(self) -> None:
        bar = self.verticalScrollBar()
        if self.rows.rowCount() and bar.value() > bar.maximum() - 2 * self.viewport().height():
            self.end_neared.emit()

    def _on_chosen(self, index: QModelIndex) -> None:
        row = index.data(PassageModel.ROW)
        if isinstance(row, PassageRow) and index.flags() & Qt.ItemFlag.ItemIsSelectable:
            self.row_chosen.emit(row)
