"""Drawing the entries of a notebook."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QTextCharFormat
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from zhupi.annotations.markdown import PieceKind, pieces
from zhupi.annotations.notebooks import ItemKind
from zhupi.library.model import Entry
from zhupi.qt import fonts
from zhupi.qt.entries import EntryModel
from zhupi.qt.index import Index
from zhupi.qt.text_layout import BREAK, Laid, Span, lay
from zhupi.qt.themes import Theme

LEFT = 16
RIGHT = 14
_STEP = 12
"""Pixels of one level of heading."""
_BAR = 3
_SMALL = 18
_ABOVE = {ItemKind.HEADING: 9, ItemKind.TEXT: 5, ItemKind.EXCERPT: 7, ItemKind.QUOTE: 7}
_SIZES = (16, 15, 14, 13, 13, 13)
_MOST_LINES = 12
_MOST_OWN_LINES = 120
EDITOR = {ItemKind.HEADING: 36, ItemKind.TEXT: 130}
"""The height of a row, at least, while it is edited."""


class EntryPaint(QStyledItemDelegate):
    """Draws entries as a page of study notes: headings, own words, excerpts with their source."""

    def __init__(self, view: QListView) -> None:
        super().__init__(view)
        self.theme: Theme | None = None
        self._view = view
        self._laid: dict[str, tuple[Entry, int, list[tuple[Laid, int]]]] = {}

    def forget(self) -> None:
        """Lay everything out anew."""
        self._laid.clear()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: ARG002, N802
        entry = index.data(EntryModel.ENTRY)
        if not isinstance(entry, Entry) or self.theme is None:
            return QSize(10, 10)
        height = sum(laid.height + gap for laid, gap in self._parts(entry))
        foot = _SMALL if entry.source else 0
        height += foot + 2 * _ABOVE[entry.kind]
        if self.is_edited(index):
            height = max(height, EDITOR[entry.kind])
        return QSize(10, height)

    def is_edited(self, index: Index) -> bool:  # noqa: ARG002
        """Whether an editor stands in a row."""
        return False

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        entry, theme = index.data(EntryModel.ENTRY), self.theme
        if not isinstance(entry, Entry) or theme is None:
            return
        rect = QRectF(option.rect)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        if selected or option.state & QStyle.StateFlag.State_MouseOver:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.selected if selected else theme.hover)
            painter.drawRoundedRect(rect.adjusted(7, 1, -7, -1), 6, 6)
        left = rect.left() + _indent(entry)
        top = rect.top() + _ABOVE[entry.kind]
        if entry.kind in (ItemKind.EXCERPT, ItemKind.QUOTE):
            self._paint_bar(painter, entry, rect, theme)
        painter.setPen(theme.muted if entry.gone else theme.ink)
        for laid, gap in self._parts(entry):
            laid.draw(painter, left, top)
            top += laid.height + gap
        if entry.source:
            painter.setFont(fonts.font("ui", 12))
            painter.setPen(theme.muted)
            line = QRectF(left, top, rect.right() - RIGHT - left, _SMALL)
            words = f"原文已移走 · {_source(entry)}" if entry.gone else _source(entry)
            metrics = QFontMetrics(painter.font())
            elided = metrics.elidedText(words, Qt.TextElideMode.ElideRight, int(line.width()))
            painter.drawText(line, Qt.AlignmentFlag.AlignVCenter, elided)
        painter.restore()

    def _paint_bar(self, painter: QPainter, entry: Entry, rect: QRectF, theme: Theme) -> None:
        colour = entry.note.annotation.colour if entry.note is not None else None
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.marks[colour].edge if colour is not None else theme.line_strong)
        inner = rect.adjusted(LEFT, _ABOVE[entry.kind], 0, -_ABOVE[entry.kind])
        painter.drawRoundedRect(QRectF(inner.left(), inner.top(), _BAR, inner.height()), 1.5, 1.5)

    def _parts(self, entry: Entry) -> list[tuple[Laid, int]]:
        """What stands in an entry over its source line, each with the gap below it."""
        width = self._view.viewport().width()
        known = self._laid.get(entry.id)
        if known is None or known[:2] != (entry, width):
            known = (entry, width, _lay(entry, width - _indent(entry) - RIGHT))
            self._laid[entry.id] = known
        return known[2]


def _source(entry: Entry) -> str:
    """Where the words stand, short: the panel is narrow, and the file has the whole line."""
    note = entry.note
    if note is None or not note.row.number:
        return entry.source
    return " · ".join(part for part in (note.row.number, note.place) if part)


def _indent(entry: Entry) -> int:
    if entry.kind is ItemKind.HEADING:
        return LEFT + (entry.level - 1) * _STEP
    return LEFT + (_BAR + 9 if entry.kind in (ItemKind.EXCERPT, ItemKind.QUOTE) else 0)


def _lay(entry: Entry, width: int) -> list[tuple[Laid, int]]:
    if entry.kind is ItemKind.HEADING:
        size = _SIZES[entry.level - 1]
        words = entry.words or "（无标题）"
        return [(lay(words, fonts.font("ui", size, bold=True), width, 3), 0)]
    if entry.kind is ItemKind.TEXT:
        text, spans = _own(entry.words or "（空）")
        return [(lay(text, fonts.font("ui", 14), width, _MOST_OWN_LINES, spans), 0)]
    quote = " ".join(entry.words.split("\n"))
    parts = [(lay(quote, fonts.font("song", 14), width, _MOST_LINES), 3)]
    note = entry.note.annotation.note if entry.note is not None else ""
    if note.strip():
        text, spans = _own(note)
        parts.append((lay(text, fonts.font("ui", 13), width, 6, spans), 3))
    return parts


def _own(markdown: str) -> tuple[str, list[Span]]:
    """Markdown as text for a layout: bold words, list marks and headings are seen."""
    text, spans = "", []
    bold = QTextCharFormat()
    bold.setFontWeight(QFont.Weight.Bold)
    for piece in pieces(markdown):
        text += BREAK if text else ""
        text += "　" * max(0, piece.depth - 1) + (f"{piece.marker} " if piece.marker else "")
        begin = len(text)
        for run in piece.runs:
            if run.bold:
                spans.append(Span(len(text), len(text) + len(run.text), bold))
            text += run.text
        if piece.kind is PieceKind.HEADING:
            spans.append(Span(begin, len(text), bold))
    return text, spans
