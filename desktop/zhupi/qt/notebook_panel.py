"""The tab of notebooks (摘编): which one, its outline, and what can be done with it.

::

    [讲义：财政事权 ▾]                       ⋯
    一、概念                                   a heading
    先讲清楚两个词。                            one's own words
    ┃ 财政事权是一级政府应承担的…                an excerpt, with its note
    ┃ 定义
    ┃ 国发〔2016〕49号，一
    标题　＋              文字　＋
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QModelIndex, Qt, QTimer, Signal, SignalInstance
from PySide6.QtGui import QAction, QDragEnterEvent, QDropEvent, QShowEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QLabel,
    QMenu,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from zhupi.annotations.notebooks import ItemKind, section
from zhupi.library.model import NotebookRow, Outline
from zhupi.qt.notebook_view import NotebookView
from zhupi.qt.themes import Theme

_LONGEST = 12
"""Characters of a notebook's name on its button."""
_EMPTY = (
    "空的摘编。\n在正文里选中文字，按 E 摘入，\n或把文字、批注拖到这里；\n自己的话用下面的按钮写。"
)
_NONE = "还没有摘编。\n备课、写材料用的笔记本：\n标题、自己的话和摘录。"


class NotebookPanel(QWidget):
    """Says what is asked for; shows what it is given."""

    chosen = Signal(str)
    """The id of a notebook, empty for a new one."""
    heading_requested = Signal()
    text_requested = Signal()
    rename_requested = Signal()
    delete_requested = Signal()
    export_requested = Signal()
    earlier_requested = Signal()
    came_into_sight = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.books = _menu_button()
        self.books.setObjectName("bookButton")
        self.books.setProperty("filter", "true")
        self.heading = self._button("标题　＋", "在所选一节之后加标题", self.heading_requested)
        self.text = self._button("文字　＋", "在所选之后写一段自己的话", self.text_requested)
        self.more = _menu_button()
        self.more.setText("⋯")
        self.more.setToolTip("这本摘编")
        self.more.setAccessibleName("这本摘编")
        self._acts = [
            self._act(words, signal)
            for words, signal in (
                ("导出…", self.export_requested),
                ("改名…", self.rename_requested),
                ("移到前面", self.earlier_requested),
                ("删除", self.delete_requested),
            )
        ]
        self.view = NotebookView()
        self._make_nothing()
        self._lay_out()
        self.setAcceptDrops(True)
        self._read_only = False
        self._editing = ""
        self._wanted = ""
        self.view.laid_out.connect(self._go_on)

    def _act(self, words: str, signal: SignalInstance) -> QAction:
        action = self.more.menu().addAction(words)
        action.triggered.connect(lambda: signal.emit())
        return action

    def _make_nothing(self) -> None:
        """What stands in the place of the outline while there is none."""
        self.hint = QLabel(_NONE)
        self.hint.setObjectName("hint")
        self.hint.setWordWrap(True)
        self.hint.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.hint.setContentsMargins(20, 0, 20, 12)
        self.new = QPushButton("新建摘编")
        self.new.clicked.connect(lambda: self.chosen.emit(""))
        self.nothing = QWidget()
        below = QVBoxLayout(self.nothing)
        below.addStretch(2)
        below.addWidget(self.hint)
        below.addWidget(self.new, 0, Qt.AlignmentFlag.AlignHCenter)
        below.addStretch(3)

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setContentsMargins(10, 6, 8, 4)
        row.setSpacing(2)
        row.addWidget(self.books)
        row.addStretch(1)
        row.addWidget(self.more)
        foot = QHBoxLayout()
        foot.setSpacing(0)
        for button in (self.heading, self.text):
            foot.addWidget(button, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(row)
        layout.addWidget(self.view, 1)
        layout.addWidget(self.nothing, 1)
        layout.addLayout(foot)

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        super().showEvent(event)
        self.came_into_sight.emit()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802 - Qt's name
        """An empty notebook takes what is dropped anywhere."""
        if self.view.isHidden() and self._takes(event):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802 - Qt's name
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()
        self.view.rows.dropMimeData(event.mimeData(), event.dropAction(), -1, 0, QModelIndex())

    def _takes(self, event: QDropEvent) -> bool:
        data, action = event.mimeData(), event.dropAction()
        return self.view.rows.canDropMimeData(data, action, -1, 0, QModelIndex())

    def _button(self, words: str, tip: str, signal: SignalInstance) -> QPushButton:
        button = QPushButton(words)
        button.setObjectName("footer")
        button.setToolTip(tip)
        button.clicked.connect(signal)
        return button

    def set_read_only(self) -> None:
        """Another window writes: show, and change nothing."""
        self._read_only = True
        self.view.rows.editable = False
        self.setAcceptDrops(False)
        self.view.setDragDropMode(QAbstractItemView.DragDropMode.NoDragDrop)

    def show_books(self, books: Sequence[NotebookRow], current: str) -> None:
        """Offer the notebooks."""
        menu = self.books.menu()
        menu.clear()
        name = ""
        for book in books:
            label = f"{book.notebook.name}　{book.items}".replace("&", "&&")
            action = menu.addAction(label)
            action.setCheckable(True)
            action.setChecked(book.notebook.id == current)
            action.triggered.connect(self._ask(book.notebook.id))
            if book.notebook.id == current:
                name = book.notebook.name
        if not self._read_only:
            menu.addSeparator()
            menu.addAction("新建摘编…").triggered.connect(self._ask(""))
        short = name if len(name) <= _LONGEST else f"{name[: _LONGEST - 1]}…"
        self.books.setText(short or "摘编")
        self.books.setToolTip(name or "选一本摘编，或新建")
        for part in (self.heading, self.text, self.more):
            part.setVisible(bool(name) and (not self._read_only or part is self.more))
        for action in self._acts[1:]:
            action.setVisible(not self._read_only)

    def _ask(self, book: str) -> Callable[[], None]:
        return lambda: self.chosen.emit(book)

    def show_outline(self, outline: Outline | None) -> None:
        """Show the items of a notebook; what is selected stays so."""
        view = self.view
        selected = set(view.selected())
        current = view.currentIndex().row()
        here = view.rows.entries[current].id if 0 <= current < view.rows.rowCount() else ""
        entries = () if outline is None else outline.entries
        view.rows.set_entries(entries)
        self.view.setVisible(bool(entries))
        self.nothing.setVisible(not entries)
        self.new.setVisible(outline is None and not self._read_only)
        self.hint.setText(_NONE if outline is None else _EMPTY)
        self._select([row for row, one in enumerate(entries) if one.id in selected], here)
        self._go_on()

    def _go_on(self) -> None:
        """See to what waits for its row, once Qt has laid it out."""
        if self._wanted:
            QTimer.singleShot(0, self, self._bring)
        if self._editing:
            QTimer.singleShot(0, self, self._edit_new)

    def _select(self, rows: Sequence[int], current: str) -> None:
        selection = self.view.selectionModel()
        flag = selection.SelectionFlag
        if [index.row() for index in selection.selectedRows()] != list(rows):
            selection.clearSelection()
            for row in rows:
                selection.select(self.view.rows.index(row), flag.Select)
        row = self.view.rows.row_of(current)
        if row >= 0 and row != self.view.currentIndex().row():
            selection.setCurrentIndex(self.view.rows.index(row), flag.NoUpdate)

    def bring_when_shown(self, item: str) -> None:
        """Select an item that was just made and scroll to it, as soon as it is shown."""
        self._wanted = item
        QTimer.singleShot(0, self, self._bring)

    def _bring(self) -> None:
        index = self.view.rows.index(self.view.rows.row_of(self._wanted))
        if self._wanted and self.view.is_laid_out(index):
            self._wanted = ""
            self.view.setCurrentIndex(index)
            self.view.scrollTo(index)

    def edit_when_shown(self, item: str) -> None:
        """Open the editor of an item that was just made, as soon as it is shown."""
        self._editing = item
        QTimer.singleShot(0, self, self._edit_new)

    def _edit_new(self) -> None:
        index = self.view.rows.index(self.view.rows.row_of(self._editing))
        if self._editing and self.view.is_laid_out(index):
            self._editing = ""
            self.view.setCurrentIndex(index)
            self.view.scrollTo(index)
            self.view.edit(index)

    def after_selected(self) -> str | None:
        """The id of the item after what is selected; ``None`` for the end."""
        rows = [index.row() for index in self.view.selectionModel().selectedRows()]
        entries = self.view.rows.entries
        at = max(rows) + 1 if rows else len(entries)
        return entries[at].id if at < len(entries) else None

    def after_section(self) -> tuple[str | None, int]:
        """What comes after the section in which the selected stands, and the section's level."""
        rows = [index.row() for index in self.view.selectionModel().selectedRows()]
        items = [entry.item for entry in self.view.rows.entries]
        above = range(max(rows) if rows else len(items) - 1, -1, -1)
        heading = next((row for row in above if items[row].kind is ItemKind.HEADING), None)
        if heading is None:
            return self.after_selected(), 1
        end = section(items, heading).stop
        return items[end].id if end < len(items) else None, items[heading].level

    def set_theme(self, theme: Theme) -> None:
        """Draw in these colours."""
        self.view.delegate.theme = theme
        self.view.delegate.forget()
        self.view.scheduleDelayedItemsLayout()


def _menu_button() -> QToolButton:
    made = QToolButton()
    made.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
    made.setMenu(QMenu(made))
    return made
