"""The outline of a notebook as a list: what is done in it by keys and by dragging."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QModelIndex, Qt, Signal
from PySide6.QtGui import QDropEvent, QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView, QWidget

from zhupi.qt.entries import EntryModel
from zhupi.qt.entry_editing import EntryDelegate

_LAID_OUT_AT_ONCE = 40


class NotebookView(QListView):
    """The outline: Alt with an arrow moves what is selected, Tab changes a heading's level."""

    opened = Signal(QModelIndex)
    moved = Signal(int)
    indented = Signal(int)
    removed = Signal()
    laid_out = Signal()
    """More rows have their places."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows = EntryModel(self)
        self.delegate = EntryDelegate(self)
        self.setModel(self.rows)
        self.setItemDelegate(self.delegate)
        self.setAccessibleName("摘编的内容")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setSelectionMode(QListView.SelectionMode.ExtendedSelection)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setLayoutMode(QListView.LayoutMode.Batched)
        self.setBatchSize(_LAID_OUT_AT_ONCE)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragDrop)
        self.setDefaultDropAction(Qt.DropAction.MoveAction)
        self.setDropIndicatorShown(True)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.doubleClicked.connect(self.opened)

    def updateGeometries(self) -> None:  # noqa: N802 - Qt's name
        """Qt calls this after each batch of heights."""
        super().updateGeometries()
        self.laid_out.emit()

    def is_laid_out(self, index: QModelIndex) -> bool:
        """Whether a row has its place already."""
        return not self.visualRect(index).isEmpty()

    def selected(self) -> list[str]:
        """The ids of the items selected, in order."""
        rows = sorted(index.row() for index in self.selectionModel().selectedRows())
        return [self.rows.entries[row].id for row in rows]

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802 - Qt's name
        """Let the model ask for what was dropped: Qt would move or take out rows by itself."""
        point = event.position().toPoint()
        index = self.indexAt(point)
        row = self.rows.rowCount()
        if index.isValid():
            row = index.row() + (point.y() > self.visualRect(index).center().y())
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()
        self.rows.dropMimeData(event.mimeData(), event.dropAction(), row, 0, QModelIndex())
        self.setState(QAbstractItemView.State.NoState)
        self.viewport().update()

    def event(self, event: QEvent) -> bool:
        """Keep Alt with an arrow, which is a shortcut of the window elsewhere."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            alt = event.modifiers() == Qt.KeyboardModifier.AltModifier
            if alt and event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
                event.accept()
                return True
        return bool(super().event(event))

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        if self.rows.editable and self._change(event):
            return
        key, current = event.key(), self.currentIndex()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and current.isValid():
            self.opened.emit(current)
        elif key not in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
            super().keyPressEvent(event)

    def _change(self, event: QKeyEvent) -> bool:
        """Whether the key was one that changes something."""
        key, alt = event.key(), bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        if alt and key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.moved.emit(-1 if key == Qt.Key.Key_Up else 1)
        elif key in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
            self.indented.emit(1 if key == Qt.Key.Key_Tab else -1)
        elif key == Qt.Key.Key_F2 and self.currentIndex().isValid():
            self.edit(self.currentIndex())
        elif key == Qt.Key.Key_Delete:
            self.removed.emit()
        else:
            return False
        return True

    def focusNextPrevChild(self, _next: bool) -> bool:  # noqa: N802, FBT001 - Qt's name
        """Tab changes the level of a heading; the arrow keys and Alt+1 to 3 lead out."""
        return False
