"""The outline of a document (大纲) as a tree."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable

from PySide6.QtCore import (
    QElapsedTimer,
    QItemSelectionModel,
    QModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QFontMetrics,
    QGuiApplication,
    QInputMethodEvent,
    QPainter,
    QStandardItem,
    QStandardItemModel,
)
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem, QVBoxLayout, QWidget

from zhupi.gazette.folding import fold
from zhupi.gazette.ladder import mark_of
from zhupi.gazette.model import Document
from zhupi.gazette.signposts import signposts
from zhupi.qt import fonts
from zhupi.qt.index import Index
from zhupi.qt.paper_tree import PaperTree
from zhupi.qt.themes import Theme

_OFFSET = Qt.ItemDataRole.UserRole + 1
_LEVEL = Qt.ItemDataRole.UserRole + 2


_PATIENCE = 3
"""So many times the system's interval belong to one word: Chinese takes longer to type."""


def _ordinal(item: QStandardItem) -> int:
    mark = mark_of(item.text())
    return mark.ordinal if mark is not None else 0


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


class OutlineTree(PaperTree):
    """What is typed jumps, by key or by input method; the panel knows where to."""

    sought = Signal(str)
    """What was typed so far, without a rest."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(name, parent)
        self._typed = ""
        self._since = QElapsedTimer()
        self._since.start()

    def keyboardSearch(self, search: str) -> None:  # noqa: N802 - Qt's name
        if self._since.restart() > QGuiApplication.styleHints().keyboardInputInterval() * _PATIENCE:
            self._typed = ""
        self._typed += search
        self.sought.emit(self._typed)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:  # noqa: N802
        if event.commitString():
            self.keyboardSearch(event.commitString())
        event.accept()


class OutlinePanel(QWidget):
    """Shows the outline; follows the place that is read."""

    place_requested = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.model = QStandardItemModel(self)
        self.view = OutlineTree("大纲")
        self.view.setAccessibleDescription("键入序号或标题里的字跳到那一行，回车前往")
        self._delegate = _OutlineDelegate(self.view)
        self.view.setItemDelegate(self._delegate)
        self.view.setModel(self.model)
        self.view.setEditTriggers(PaperTree.EditTrigger.NoEditTriggers)
        self._items: list[QStandardItem] = []
        self._offsets: list[int] = []
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 8, 0, 8)
        layout.addWidget(self.view)
        self.view.sought.connect(self._seek)
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

    def _seek(self, typed: str) -> None:
        """Select the next line with this ordinal, or that begins with these words or holds them."""
        words = fold(typed)
        current = self.view.currentIndex()
        here = next((n for n, item in enumerate(self._items) if item.index() == current), -1)
        # A further letter may still fit the line that is selected.
        first = here if len(typed) > 1 else here + 1
        order = [*range(first, len(self._items)), *range(max(0, first))]
        folded = {number: fold(self._items[number].text()) for number in order}
        tests: tuple[Callable[[int], bool], ...] = (
            lambda number: words.isdigit() and _ordinal(self._items[number]) == int(words),
            lambda number: folded[number].startswith(words),
            lambda number: words in folded[number],
        )
        for fits in tests:
            found = next(filter(fits, order), None)
            if words and found is not None:
                self.view.setCurrentIndex(self._items[found].index())
                return

    def _on_chosen(self, index: QModelIndex) -> None:
        self.place_requested.emit(index.data(_OFFSET))
