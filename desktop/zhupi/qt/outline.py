"""The outline of a document (大纲) as a tree."""

from __future__ import annotations

from bisect import bisect_right

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

from zhupi.gazette.model import Document
from zhupi.gazette.signposts import signposts
from zhupi.qt import fonts
from zhupi.qt.paper_tree import PaperTree
from zhupi.qt.themes import Theme

Index = QModelIndex | QPersistentModelIndex

_OFFSET = Qt.ItemDataRole.UserRole + 1
_LEVEL = Qt.ItemDataRole.UserRole + 2


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
        for entry in signposts(document):
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
