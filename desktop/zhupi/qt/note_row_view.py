"""The list of the notes view: several rows may be selected, opened, dragged."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from PySide6.QtCore import (
    QItemSelection,
    QItemSelectionModel,
    QMimeData,
    QModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import QContextMenuEvent, QDrag, QKeyEvent
from PySide6.QtWidgets import QFrame, QHeaderView, QMenu, QTableView, QWidget

from zhupi.qt.entries import ANNOTATIONS, pack
from zhupi.qt.note_row_paint import NoteRowDelegate
from zhupi.qt.note_rows import NoteRowModel

DRAGGED = 500
"""So many annotations can be dragged at once."""


class NoteRowView(QTableView):
    """The list: several may be selected; Enter opens a place.

    A table of one column: a `QListView` asks the model about each of 100,000 rows when it lays
    itself out, a table knows where a row is.
    """

    opened = Signal(int)
    document_wanted = Signal(int)
    """Only the annotations of this row's document are to be shown."""
    drag_refused = Signal()
    """More is selected than can be dragged."""
    edit_requested = Signal(int)
    delete_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows = NoteRowModel(self)
        self.delegate = NoteRowDelegate(self, self.rows)
        self.setModel(self.rows)
        self.setItemDelegate(self.delegate)
        self.setAccessibleName("全部批注")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setDragEnabled(True)
        self.ids_of: Callable[[int, int], Sequence[str]] = lambda _start, _stop: ()
        """The ids of the annotations in the rows from one up to another."""
        self.read_only = False
        self.setShowGrid(False)
        self.setCornerButtonEnabled(False)
        self.setTabKeyNavigation(False)
        self.horizontalHeader().hide()
        self.horizontalHeader().setStretchLastSection(True)
        heights = self.verticalHeader()
        heights.hide()
        heights.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        heights.setDefaultSectionSize(self.delegate.height)
        self.setSelectionMode(QTableView.SelectionMode.ExtendedSelection)
        self.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
        self.setVerticalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.doubleClicked.connect(lambda index: self.opened.emit(index.row()))

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        current = self.currentIndex().row()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and current >= 0:
            self.opened.emit(current)
        elif event.key() == Qt.Key.Key_F2 and current >= 0:
            self.edit_requested.emit(current)
        elif event.key() == Qt.Key.Key_Delete:
            self.delete_requested.emit()
        else:
            super().keyPressEvent(event)

    def moveCursor(  # noqa: N802 - Qt's name
        self, action: QTableView.CursorAction, modifiers: Qt.KeyboardModifier
    ) -> QModelIndex:
        """Home and End lead to the first and the last row, as in a list."""
        ends = {QTableView.CursorAction.MoveHome: 0}
        ends[QTableView.CursorAction.MoveEnd] = self.rows.rowCount() - 1
        if action in ends:
            return self.rows.index(ends[action])
        return super().moveCursor(action, modifiers)

    def selected_ranges(self) -> list[tuple[int, int]]:
        """The rows selected as first and last of each run, in order."""
        chosen = self.selectionModel().selection()
        parts = [chosen.at(number) for number in range(chosen.count())]
        return joined((part.top(), part.bottom()) for part in parts)

    def select_rows(self, rows: Sequence[int], current: int, *, keep: bool = False) -> None:
        """Select these rows, or ``keep`` what is selected, and make one the current."""
        selection = self.selectionModel()
        flag = QItemSelectionModel.SelectionFlag
        chosen = QItemSelection()
        for first, last in joined((row, row) for row in rows):
            chosen.select(self.rows.index(first), self.rows.index(last))
        if not keep:
            selection.select(chosen, flag.ClearAndSelect)
        if 0 <= current < self.rows.rowCount():
            selection.setCurrentIndex(self.rows.index(current), flag.NoUpdate)

    def all_selected(self) -> bool:
        """Whether every row is selected."""
        return self.selected_ranges() == [(0, self.rows.rowCount() - 1)]

    # Taking hold of rows

    def startDrag(self, _actions: Qt.DropAction) -> None:  # noqa: N802 - Qt's name
        data = self.drag_data()
        if data is None:
            self.drag_refused.emit()
        else:
            drag = QDrag(self)
            drag.setMimeData(data)
            drag.exec(Qt.DropAction.CopyAction)

    def drag_data(self) -> QMimeData | None:
        """What is dragged of the selected rows; ``None`` if they are too many."""
        ranges = self.selected_ranges()
        if sum(last + 1 - first for first, last in ranges) > DRAGGED:
            return None
        data = QMimeData()
        ids = [id_ for first, last in ranges for id_ in self.ids_of(first, last + 1)]
        data.setData(ANNOTATIONS, pack(ids))
        return data

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:  # noqa: N802 - Qt's name
        row = self.currentIndex().row()
        if row >= 0:
            menu = self.menu_for(row)
            menu.exec(event.globalPos())
            menu.deleteLater()

    def menu_for(self, row: int) -> QMenu:
        """Make the menu of a row."""
        menu = QMenu(self)
        menu.addAction("打开原文").triggered.connect(lambda: self.opened.emit(row))
        edit = menu.addAction("写批注")
        edit.triggered.connect(lambda: self.edit_requested.emit(row))
        menu.addAction("只看这件公文").triggered.connect(lambda: self.document_wanted.emit(row))
        menu.addSeparator()
        delete = menu.addAction("删除")
        delete.triggered.connect(self.delete_requested)
        for action in (edit, delete):
            action.setEnabled(not self.read_only)
        return menu


def joined(ranges: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Runs of rows, first and last of each, in order, those that touch put together."""
    runs: list[tuple[int, int]] = []
    for first, last in sorted(ranges):
        if runs and first <= runs[-1][1] + 1:
            runs[-1] = runs[-1][0], max(last, runs[-1][1])
        else:
            runs.append((first, last))
    return runs
