"""The outline of a document (大纲): its ladder, its enclosures and attachments, as a tree."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass

from PySide6.QtCore import (
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFontMetrics, QPainter, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem, QVBoxLayout, QWidget

from zhupi.gazette.model import BlockKind, Document
from zhupi.qt import fonts
from zhupi.qt.paper_tree import PaperTree
from zhupi.qt.themes import Theme

Index = QModelIndex | QPersistentModelIndex

_OFFSET = Qt.ItemDataRole.UserRole + 1
_LEVEL = Qt.ItemDataRole.UserRole + 2
_LONGEST = 40


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the outline. Level 0 is an enclosed or attached text; 1 to 4 the ladder."""

    level: int
    text: str
    offset: int


def entries(document: Document) -> list[Entry]:
    """Return the outline in the order of the text."""
    starts = document.block_starts
    found = [
        Entry(heading.level, _shorten(heading.text), starts[heading.block])
        for heading in document.headings
    ]
    label = ""
    for block, start in zip(document.blocks, starts, strict=True):
        if block.kind is BlockKind.ATTACHMENT_LABEL:
            label = block.text
            found.append(Entry(0, _shorten(label), start))
        elif block.kind is BlockKind.ATTACHMENT_TITLE:
            if label:
                last = found.pop()
                found.append(Entry(0, _shorten(f"{label}　{block.text}"), last.offset))
            else:
                found.append(Entry(0, _shorten(block.text), start))
            label = ""
        elif block.kind is BlockKind.ENCLOSURE_TITLE:
            found.append(Entry(0, _shorten(block.text), start))
    return sorted(found, key=lambda entry: entry.offset)


def _shorten(text: str) -> str:
    text = text.strip().rstrip("。：:")
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"


class _OutlineDelegate(QStyledItemDelegate):
    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.theme: Theme | None = None

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: ARG002, N802
        return QSize(60, 31)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        if self.theme is None:
            return
        level = index.data(_LEVEL)
        painter.save()
        painter.setFont(fonts.font("ui", 13, bold=level == 0))
        painter.setPen(self.theme.ink if level <= 1 else self.theme.muted)
        rect: QRect = option.rect.adjusted(3, 0, -14, 0)
        words = QFontMetrics(painter.font()).elidedText(
            index.data(), Qt.TextElideMode.ElideRight, rect.width()
        )
        painter.drawText(rect, Qt.AlignmentFlag.AlignVCenter, words)
        painter.restore()


class OutlinePanel(QWidget):
    """Shows the outline; follows the place that is read."""

    place_requested = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.model = QStandardItemModel(self)
        self.view = PaperTree("大纲")
        self._delegate = _OutlineDelegate(self.view)
        self.view.setItemDelegate(self._delegate)
        self.view.setModel(self.model)
        self.view.setEditTriggers(PaperTree.EditTrigger.NoEditTriggers)
        self._items: list[QStandardItem] = []
        self._offsets: list[int] = []
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 8, 0, 8)
        layout.addWidget(self.view)
        self.view.activated.connect(self._on_chosen)
        self.view.clicked.connect(self._on_chosen)

    def set_theme(self, theme: Theme) -> None:
        """Draw in these colours."""
        self.view.theme = self._delegate.theme = theme
        self.view.viewport().update()

    def clear(self) -> None:
        """Show nothing."""
        self.model.clear()
        self._items, self._offsets = [], []

    def show_document(self, document: Document) -> None:
        """Show a document's outline, all of it open."""
        self.clear()
        open_: list[tuple[int, QStandardItem]] = []
        for entry in entries(document):
            while open_ and open_[-1][0] >= entry.level:
                open_.pop()
            item = QStandardItem(entry.text)
            item.setData(entry.offset, _OFFSET)
            item.setData(entry.level, _LEVEL)
            item.setToolTip(entry.text)
            (open_[-1][1] if open_ else self.model.invisibleRootItem()).appendRow(item)
            open_.append((entry.level, item))
            self._items.append(item)
            self._offsets.append(entry.offset)
        self.view.expandAll()

    def follow(self, offset: int) -> None:
        """Select the heading under which a place stands."""
        place = bisect_right(self._offsets, offset) - 1
        if place < 0:
            self.view.clearSelection()
            return
        index = self._items[place].index()
        if index != self.view.currentIndex() or not self.view.selectionModel().hasSelection():
            self.view.selectionModel().setCurrentIndex(
                index, QItemSelectionModel.SelectionFlag.ClearAndSelect
            )
            self.view.scrollTo(index)

    def _on_chosen(self, index: QModelIndex) -> None:
        self.place_requested.emit(index.data(_OFFSET))
