"""The tree's view: opening by a click or Enter, choosing several, finding a row by typing."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import (
    QElapsedTimer,
    QEvent,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QDrag,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QGuiApplication,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QStyleOptionViewItem, QWidget

from zhupi.library.model import CatalogRow
from zhupi.qt import fonts
from zhupi.qt.catalog_model import CatalogModel
from zhupi.qt.catalog_nodes import Kind, Node
from zhupi.qt.index import Index
from zhupi.qt.paper_tree import PaperTree
from zhupi.qt.titles import short_number

NOTHING = "没有符合筛选的公文"
"""What stands in the place of rows where the filter leaves none."""

_TYPED_TOGETHER = 1000
"""Milliseconds between two keys of one word."""
_NO_MENU_KEY = ("xcb", "wayland", "offscreen")
_CHOOSING = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


class CatalogTree(PaperTree):
    """Several rows may be selected, with Ctrl and Shift; a plain click opens what it selects."""

    chosen = Signal(QModelIndex)
    """A row was clicked, or Enter was pressed on it."""
    explanation_wanted = Signal(object, object)
    """The mouse rests on a document: its `CatalogRow`, and where on the screen."""

    def __init__(self, name: str, model: CatalogModel, parent: QWidget | None = None) -> None:
        super().__init__(name, parent)
        self._model = model
        self._typed = ""
        self._since = QElapsedTimer()
        self._target = QPersistentModelIndex()
        self.setModel(model)
        self.setUniformRowHeights(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        # F2 is in the table of actions.
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setDragEnabled(True)
        self.setAcceptDrops(True)
        self.setDropIndicatorShown(False)  # the target is drawn in the theme's colours instead
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragDrop)
        self.setDefaultDropAction(Qt.DropAction.CopyAction)
        self.setAutoExpandDelay(600)
        self.clicked.connect(self._on_clicked)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's names
        super().paintEvent(event)
        if self._model.narrowing and not self._model.rowCount() and self.theme is not None:
            painter = QPainter(self.viewport())
            painter.setPen(self.theme.muted)
            painter.setFont(fonts.font("ui", 13))
            place = self.viewport().rect().adjusted(12, 24, -12, 0)
            where = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop
            painter.drawText(place, where | Qt.TextFlag.TextWordWrap, NOTHING)
            painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """A message came, or went: the current row stays in sight."""
        super().resizeEvent(event)
        row, now = self.visualRect(self.currentIndex()), event.size().height()
        if row.isValid() and row.top() >= 0 and now <= row.bottom() < event.oldSize().height():
            self.scrollTo(self.currentIndex())

    # Dragging

    def startDrag(self, _actions: Qt.DropAction) -> None:  # noqa: N802
        rows = self.selected_rows()
        if rows:
            drag = QDrag(self)  # without a picture: one of the row would hide where it may go
            drag.setMimeData(self._model.mimeData(self.selectedIndexes()))
            drag.exec(Qt.DropAction.CopyAction)

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:  # noqa: N802
        super().dragMoveEvent(event)  # it scrolls and unfolds
        index = self.indexAt(event.position().toPoint())
        copy = Qt.DropAction.CopyAction
        taken = self._model.canDropMimeData(event.mimeData(), copy, -1, -1, index)
        event.setDropAction(copy)
        event.setAccepted(taken)
        self._show_target(index if taken else QModelIndex())

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:  # noqa: N802
        super().dragLeaveEvent(event)
        self._show_target(QModelIndex())

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802
        index = self.indexAt(event.position().toPoint())
        copy = Qt.DropAction.CopyAction
        event.setDropAction(copy)
        event.setAccepted(self._model.dropMimeData(event.mimeData(), copy, -1, -1, index))
        self.dragLeaveEvent(QDragLeaveEvent())  # the view's own would drop beside a row, too

    def _show_target(self, index: QModelIndex) -> None:
        """Frame the collection that what is dragged would go into."""
        node = self._model.node(index)
        if node.row is not None or node.kind is Kind.HINT:
            index = index.parent()
        self._target = QPersistentModelIndex(index)
        self.viewport().update()

    def drawRow(  # noqa: N802
        self, painter: QPainter, options: QStyleOptionViewItem, index: Index
    ) -> None:
        super().drawRow(painter, options, index)
        if self._target.isValid() and self._target == index and self.theme is not None:
            painter.save()
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(self.theme.accent, 1.5))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(self.ground(options.rect), 6, 6)
            painter.restore()

    def selected_rows(self) -> list[CatalogRow]:
        """The documents that are selected, from top to bottom, each once."""
        indexes = self.selectionModel().selectedIndexes()
        places = sorted(indexes, key=lambda index: self._model.node(index).number)
        rows = (self._model.node(index).row for index in places)
        return list({row.id: row for row in rows if row is not None}.values())

    def select_only(self, index: QModelIndex) -> None:
        """Select one row and make it the current one."""
        self.selectionModel().setCurrentIndex(
            index, QItemSelectionModel.SelectionFlag.ClearAndSelect
        )

    def _on_clicked(self, index: QModelIndex) -> None:
        if not QGuiApplication.keyboardModifiers() & _CHOOSING:
            self.chosen.emit(index)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's names
        """The first click has opened it."""
        event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        if event.key() == Qt.Key.Key_F10 and event.modifiers() == Qt.KeyboardModifier.ShiftModifier:
            # Elsewhere the system makes a request for a menu of it.
            if QGuiApplication.platformName() in _NO_MENU_KEY and self.currentIndex().isValid():
                here = self.visualRect(self.currentIndex()).center()
                self.customContextMenuRequested.emit(here)
            return
        # `activated` would come for a click as well, where the desktop opens by a single one.
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not self.state_editing:
            index = self.currentIndex()
            if index.isValid():
                self.chosen.emit(index)
            return
        super().keyPressEvent(event)

    @property
    def state_editing(self) -> bool:
        """Whether a name is being written."""
        return self.state() == QAbstractItemView.State.EditingState

    def viewportEvent(self, event: QEvent) -> bool:  # noqa: N802
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            row = self._model.node(self.indexAt(event.pos())).row
            if row is not None and self._model.marks(row).state is not None:
                self.explanation_wanted.emit(row, event.globalPos())
        return super().viewportEvent(event)

    def keyboardSearch(self, search: str) -> None:  # noqa: N802
        """Go to the next row in sight that begins with what is typed, or has it; initials too.

        Rows that are folded away are not looked at: the filter finds those.
        """
        again = self._typed == search
        if not self._since.isValid() or self._since.elapsed() > _TYPED_TOGETHER:
            self._typed = ""
        self._since.start()
        if not again:
            self._typed += search
        words = self._typed.casefold()
        start = self.currentIndex()
        if not start.isValid():
            start = self._model.index(0, 0)
        # A further key may leave the row where it is; the first, or the same once more, goes on.
        at = start if len(words) > 1 and not again else self.indexBelow(start)
        having = self._model.matching(words)

        def begins(node: Node) -> bool:
            number = "" if node.row is None else short_number(node.row.number)
            return number.startswith(words) or node.label.casefold().startswith(words)

        def has(node: Node) -> bool:
            return node.row.id in having if node.row is not None else words in node.label.casefold()

        found = self._find(at, begins) or self._find(at, has)
        if found is not None:
            self.select_only(found)
            self.scrollTo(found)

    def _find(self, start: QModelIndex, fits: Callable[[Node], bool]) -> QModelIndex | None:
        """The first row in sight from one on, and around, that fits."""
        index, around = start, False
        while True:
            if not index.isValid():
                if around:
                    return None
                index, around = self._model.index(0, 0), True
                if not index.isValid():
                    return None
            if fits(self._model.node(index)):
                return index
            index = self.indexBelow(index)
            if around and index == start:
                return None
