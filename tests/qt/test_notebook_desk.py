"""Notebooks in the real window, on a real library: by keys, by the mouse, and undone."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from zhupi.annotations.model import Colour
from zhupi.library import Library
from zhupi.library.model import NoteFilter
from zhupi.locations import places
from zhupi.qt.entries import ANNOTATIONS, unpack
from zhupi.qt.main_window import MainWindow
from zhupi.qt.messages import Recorder
from zhupi.qt.notebook_panel import NotebookPanel

from .conftest import settle

NUMBER = "国发〔2016〕49号"
QUOTE = "财政事权是一级政府应承担的"
OTHER = "支出责任是政府履行财政事权的"
ALT, SHIFT = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def stocked(folder: Path) -> Path:
    """A library with one notebook: 一 with a text, 二 with an excerpt."""
    library = Library.open(places(folder))
    document = library.resolve(NUMBER)
    books = library.notebooks
    book, _ = books.make("讲义")
    start, end = library.find_quote(document, QUOTE)
    mark, _ = library.highlight(document, start, end, colour=Colour.BLUE)
    books.add_heading(book.id, "一", 1)
    books.add_text(book.id, "自己的话")
    books.add_heading(book.id, "二", 1)
    books.add_excerpts(book.id, [mark.id])
    library.close()
    return folder


def shown(qtbot: QtBot, window: MainWindow) -> NotebookPanel:
    """Bring the notebooks to the front and wait until they are there."""
    window.actions_["notebooks"].trigger()
    settle(qtbot, window)
    return window.notebooks.panel


def words(panel: NotebookPanel) -> list[str]:
    return [entry.words for entry in panel.view.rows.entries]


def press(
    qtbot: QtBot,
    window: MainWindow,
    widget: QWidget,
    key: Qt.Key,
    modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier,
) -> None:
    QTest.keyClick(widget, key, modifiers)
    settle(qtbot, window)


def act(qtbot: QtBot, window: MainWindow, name: str) -> None:
    window.actions_[name].trigger()
    settle(qtbot, window)


def choose(panel: NotebookPanel, row: int) -> None:
    panel.view.setFocus()
    panel.view.setCurrentIndex(panel.view.rows.index(row))


def select_on_page(window: MainWindow, quote: str) -> None:
    document = window.library.resolve(NUMBER)
    start, end = window.library.find_quote(document, quote)
    window.open(document, start)
    window.pane.setFocus()
    window.pane.select(start, end)


def drop(target: QWidget, data: QMimeData, at: QPoint) -> None:
    """Let something be dragged there and fall, as the window system would."""
    actions = Qt.DropAction.CopyAction | Qt.DropAction.MoveAction
    left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(at, actions, data, left, none)
    QApplication.sendEvent(target, enter)
    assert enter.isAccepted()
    QApplication.sendEvent(target, QDragMoveEvent(at, actions, data, left, none))
    QApplication.sendEvent(target, QDropEvent(QPointF(at), actions, data, left, none))


def test_the_first_excerpt_makes_a_notebook(qtbot: QtBot, open_window, folder: Path) -> None:
    recorder = Recorder(names=[None, "讲义"])
    window = open_window(folder, recorder)
    select_on_page(window, QUOTE)
    press(qtbot, window, window.pane, Qt.Key.Key_E)
    assert window.library.notebooks.rows() == [], "nothing is made on second thoughts"
    assert window.pane.selected() is not None
    press(qtbot, window, window.pane, Qt.Key.Key_E)
    (row,) = window.library.notebooks.rows()
    assert (row.notebook.name, row.items, row.excerpts) == ("讲义", 1, 1)
    panel = shown(qtbot, window)
    assert words(panel) == [QUOTE]
    # Notebook, mark and excerpt are one step.
    act(qtbot, window, "undo")
    assert window.library.notebooks.rows() == []
    assert window.library.note_list(NoteFilter()).total == 0
    assert not panel.nothing.isHidden()
    act(qtbot, window, "redo")
    assert words(panel) == [QUOTE]


def test_e_puts_in_the_selection_or_the_current_mark_once(
    qtbot: QtBot, open_window, stocked: Path
) -> None:
    recorder = Recorder()
    window = open_window(stocked, recorder)
    panel = shown(qtbot, window)
    select_on_page(window, OTHER)
    press(qtbot, window, window.pane, Qt.Key.Key_E)
    assert words(panel) == ["一", "自己的话", "二", QUOTE, OTHER]
    assert "已摘入“讲义”" in recorder.of("info")
    mark = window.library.note_list(NoteFilter(text=OTHER)).ids()[0]
    window.annotator.go_to(mark)
    press(qtbot, window, window.pane, Qt.Key.Key_E)
    assert words(panel) == ["一", "自己的话", "二", QUOTE, OTHER]
    assert recorder.of("info")[-1] == "这些批注已经在“讲义”里了。"
    act(qtbot, window, "undo")
    assert words(panel) == ["一", "自己的话", "二", QUOTE]


def test_headings_and_text_are_written_in_their_place(
    qtbot: QtBot, open_window, stocked: Path
) -> None:
    window = open_window(stocked)
    panel = shown(qtbot, window)
    choose(panel, 0)
    panel.heading.click()
    settle(qtbot, window)
    # Behind the section of 一, at its level.
    assert words(panel) == ["一", "自己的话", "新标题", "二", QUOTE]
    editor = panel.view.delegate.editor
    assert isinstance(editor, QLineEdit)
    editor.selectAll()
    QTest.keyClicks(editor, "one")
    press(qtbot, window, editor, Qt.Key.Key_Return)
    assert words(panel)[2] == "one"
    assert panel.view.rows.entries[2].level == 1
    panel.text.click()
    settle(qtbot, window)
    editor = panel.view.delegate.editor
    assert isinstance(editor, QPlainTextEdit)
    QTest.keyClicks(editor, "a")
    QTest.keyClick(editor, Qt.Key.Key_Return)
    QTest.keyClicks(editor, "b")
    press(qtbot, window, editor, Qt.Key.Key_Escape)
    assert words(panel) == ["一", "自己的话", "one", "a\nb", "二", QUOTE]
    for step in ("改摘编文字", "加文字", "改摘编文字", "加标题"):
        assert window.marker.stack.undoText() == step
        act(qtbot, window, "undo")
    assert words(panel) == ["一", "自己的话", "二", QUOTE]
    for _ in range(4):
        act(qtbot, window, "redo")
    assert words(panel) == ["一", "自己的话", "one", "a\nb", "二", QUOTE]


def test_what_is_typed_is_saved_while_the_editor_stays(
    qtbot: QtBot, open_window, stocked: Path
) -> None:
    window = open_window(stocked)
    panel = shown(qtbot, window)
    choose(panel, 1)
    QTest.keyClick(panel.view, Qt.Key.Key_F2)
    editor = panel.view.delegate.editor
    assert isinstance(editor, QPlainTextEdit)

    def stored() -> str:
        return window.library.notebooks.outline(window.settings.last_notebook).entries[1].words

    QTest.keyClicks(editor, "x")
    qtbot.waitUntil(lambda: stored() == "自己的话x")
    QTest.keyClicks(editor, "y")  # while the answer to the first may still be on its way
    qtbot.waitUntil(lambda: stored() == "自己的话xy")
    settle(qtbot, window)
    assert panel.view.delegate.editor is editor, "it is still open"
    assert editor.toPlainText() == "自己的话xy"
    # What another program adds does not touch it.
    window.library.notebooks.add_heading(window.settings.last_notebook, "别处", 1)
    window.shelf.refresh(window.library.refresh())
    panel.came_into_sight.emit()
    settle(qtbot, window)
    assert words(panel)[-1] == "别处"
    assert panel.view.delegate.editor is editor
    # A further letter, and the tab is left at once.
    QTest.keyClicks(editor, "z")
    window.side.show_tab(0)
    settle(qtbot, window)
    assert stored() == "自己的话xyz"
    assert window.marker.stack.undoText() == "改摘编文字"
    act(qtbot, window, "undo")
    assert stored() == "自己的话", "one sitting is one step"


def test_what_is_typed_is_saved_when_the_window_closes(
    qtbot: QtBot, open_window, stocked: Path
) -> None:
    window = open_window(stocked)
    panel = shown(qtbot, window)
    choose(panel, 1)
    QTest.keyClick(panel.view, Qt.Key.Key_F2)
    editor = panel.view.delegate.editor
    assert editor is not None
    QTest.keyClicks(editor, "!")
    book = window.settings.last_notebook
    open_window.close(window)
    library = Library.open(places(stocked))
    assert library.notebooks.outline(book).entries[1].words == "自己的话!"
    library.close()


def test_items_are_moved_indented_and_removed_by_keys(
    qtbot: QtBot, open_window, stocked: Path
) -> None:
    window = open_window(stocked)
    panel = shown(qtbot, window)
    view = panel.view
    choose(panel, 2)
    press(qtbot, window, view, Qt.Key.Key_Up, ALT)
    # The section of 二 goes over one item, and so does the selection.
    assert words(panel) == ["一", "二", QUOTE, "自己的话"]
    assert view.currentIndex().row() == 1
    act(qtbot, window, "undo")
    assert words(panel) == ["一", "自己的话", "二", QUOTE]
    choose(panel, 0)
    press(qtbot, window, view, Qt.Key.Key_Down, ALT)
    assert words(panel) == ["二", "一", "自己的话", QUOTE]
    act(qtbot, window, "undo")
    choose(panel, 2)
    press(qtbot, window, view, Qt.Key.Key_Tab)
    assert view.rows.entries[2].level == 2
    press(qtbot, window, view, Qt.Key.Key_Backtab, SHIFT)
    assert view.rows.entries[2].level == 1
    act(qtbot, window, "undo")
    act(qtbot, window, "undo")
    assert view.rows.entries[2].level == 1
    choose(panel, 1)
    press(qtbot, window, view, Qt.Key.Key_Delete)
    assert words(panel) == ["一", "二", QUOTE]
    act(qtbot, window, "undo")
    assert words(panel) == ["一", "自己的话", "二", QUOTE]
    act(qtbot, window, "redo")
    assert words(panel) == ["一", "二", QUOTE]


def test_what_is_dropped_comes_where_it_fell(qtbot: QtBot, open_window, stocked: Path) -> None:
    window = open_window(stocked)
    panel = shown(qtbot, window)
    view, rows = panel.view, panel.view.rows
    # Its own items: 二 with its excerpt before the first row.
    top = view.visualRect(rows.index(0)).topLeft() + QPoint(20, 2)
    drop(view.viewport(), rows.mimeData([rows.index(2)]), top)
    settle(qtbot, window)
    assert words(panel) == ["二", QUOTE, "一", "自己的话"]
    act(qtbot, window, "undo")
    # Words selected on the page, behind the second row.
    select_on_page(window, OTHER)
    settle(qtbot, window)
    rect = view.visualRect(rows.index(1))
    data = window.pane.createMimeDataFromSelection()
    drop(view.viewport(), data, rect.bottomLeft() + QPoint(20, -1))
    settle(qtbot, window)
    assert words(panel) == ["一", "自己的话", OTHER, "二", QUOTE]
    assert rows.entries[2].note is not None, "the words are marked, and stay linked"
    # Words from elsewhere are one's own text.
    foreign = QMimeData()
    foreign.setText("别处抄来")
    drop(view.viewport(), foreign, top)
    settle(qtbot, window)
    assert words(panel) == ["别处抄来", "一", "自己的话", OTHER, "二", QUOTE]
    act(qtbot, window, "undo")
    act(qtbot, window, "undo")
    assert words(panel) == ["一", "自己的话", "二", QUOTE]


def test_a_card_is_dragged_onto_an_empty_notebook(qtbot: QtBot, open_window, stocked: Path) -> None:
    window = open_window(stocked, Recorder(names=["空的"]))
    window.open(window.library.resolve(NUMBER))
    panel = shown(qtbot, window)
    panel.chosen.emit("")
    settle(qtbot, window)
    assert words(panel) == []
    assert not panel.nothing.isHidden()
    window.side.show_tab(0)
    settle(qtbot, window)
    cards = window.side.notes.view
    qtbot.waitUntil(lambda: cards.cards.rowCount() == 1)
    data = window.notebooks.card_drag.data(cards.visualRect(cards.cards.index(0)).center())
    assert data is not None
    assert unpack(data, ANNOTATIONS) == window.library.note_list(NoteFilter()).ids()
    window.side.show_tab(3)
    settle(qtbot, window)
    drop(panel, data, QPoint(60, 200))
    settle(qtbot, window)
    assert words(panel) == [QUOTE]
    assert [row.excerpts for row in window.library.notebooks.rows()] == [1, 1]


def test_an_excerpt_follows_its_mark_and_leads_back(
    qtbot: QtBot, open_window, stocked: Path
) -> None:
    window = open_window(stocked)
    panel = shown(qtbot, window)
    mark = panel.view.rows.entries[3].note
    assert mark is not None
    assert mark.annotation.selector is not None
    start = mark.annotation.selector.start
    window.marker.edit(mark.annotation.id, stretch=(start, start + 4))
    settle(qtbot, window)
    assert words(panel)[3] == "财政事权"
    window.open(window.library.resolve("国发〔2016〕48号"))
    settle(qtbot, window)
    choose(panel, 3)
    press(qtbot, window, panel.view, Qt.Key.Key_Return)
    assert window.reader.id == window.library.resolve(NUMBER)
    assert window.pane.top_offset() <= start


def test_a_notebook_is_renamed_deleted_and_brought_back(
    qtbot: QtBot, open_window, stocked: Path
) -> None:
    window = open_window(stocked, Recorder(names=["第二本", "改名后"]))
    panel = shown(qtbot, window)
    panel.chosen.emit("")
    settle(qtbot, window)
    assert panel.books.text() == "第二本"
    panel.rename_requested.emit()
    settle(qtbot, window)
    assert panel.books.text() == "改名后"
    panel.earlier_requested.emit()
    settle(qtbot, window)

    def names() -> list[str]:
        return [row.notebook.name for row in window.library.notebooks.rows()]

    assert names() == ["改名后", "讲义"]
    panel.delete_requested.emit()
    settle(qtbot, window)
    assert names() == ["讲义"]
    assert panel.books.text() == "讲义", "another one is shown"
    act(qtbot, window, "undo")
    assert names() == ["改名后", "讲义"]


def test_a_second_window_shows_and_changes_nothing(
    qtbot: QtBot, open_window, stocked: Path
) -> None:
    open_window(stocked)
    second = open_window(stocked)
    panel = shown(qtbot, second)
    assert words(panel) == ["一", "自己的话", "二", QUOTE]
    assert panel.heading.isHidden()
    assert panel.text.isHidden()
    choose(panel, 1)
    for key, modifiers in (
        (Qt.Key.Key_F2, Qt.KeyboardModifier.NoModifier),
        (Qt.Key.Key_Up, ALT),
        (Qt.Key.Key_Delete, Qt.KeyboardModifier.NoModifier),
        (Qt.Key.Key_Return, Qt.KeyboardModifier.NoModifier),
    ):
        press(qtbot, second, panel.view, key, modifiers)
    assert panel.view.delegate.editor is None
    assert not second.actions_["excerpt"].isEnabled()
    second.actions_["excerpt"].trigger()
    settle(qtbot, second)
    assert words(panel) == ["一", "自己的话", "二", QUOTE]
    assert not second.marker.can_undo
