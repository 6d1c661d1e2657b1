"""Deleting annotations that have excerpts, from anywhere; what is told of putting in."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from zhupi.library import Library
from zhupi.library.model import NoteFilter
from zhupi.locations import places
from zhupi.qt.main_window import MainWindow
from zhupi.qt.messages import Recorder

from .conftest import settle

NUMBER = "国发〔2016〕49号"
QUOTE = "财政事权是一级政府应承担的"
PLAIN = "支出责任是政府履行财政事权的"


@pytest.fixture
def stocked(folder: Path) -> Path:
    """A library with two marks in one document; the first is in the notebook 讲义."""
    library = Library.open(places(folder))
    document = library.resolve(NUMBER)
    book, _ = library.notebooks.make("讲义")
    for quote in (QUOTE, PLAIN):
        start, end = library.find_quote(document, quote)
        mark, _ = library.highlight(document, start, end)
        if quote is QUOTE:
            library.notebooks.add_excerpts(book.id, [mark.id])
    library.close()
    return folder


def id_of(window: MainWindow, quote: str) -> str:
    return window.library.note_list(NoteFilter(text=quote)).ids()[0]


def left(window: MainWindow) -> int:
    return window.library.note_list(NoteFilter()).total


def entries(window: MainWindow) -> list[tuple[str, str]]:
    (row,) = window.library.notebooks.rows()
    outline = window.library.notebooks.outline(row.notebook.id)
    return [(entry.kind, entry.words) for entry in outline.entries]


@pytest.mark.parametrize("where", ["text", "card", "editor"])
def test_wherever_it_is_deleted_it_asks(
    qtbot: QtBot, open_window, stocked: Path, where: str
) -> None:
    recorder = Recorder(ways=[0])
    window = open_window(stocked, recorder)
    window.open(window.library.resolve(NUMBER))
    settle(qtbot, window)
    mark = id_of(window, QUOTE)
    window.annotator.choose(mark)
    settle(qtbot, window)
    if where == "text":
        window.pane.setFocus()
        QTest.keyClick(window.pane, Qt.Key.Key_Delete)
    elif where == "card":
        window.side.notes.view.setFocus()
        QTest.keyClick(window.side.notes.view, Qt.Key.Key_Delete)
    else:
        window.side.notes.editor.delete_requested.emit(mark)
    settle(qtbot, window)
    assert len(recorder.of("choose")) == 1
    assert "这条批注已摘入“讲义”" in recorder.of("choose")[0]
    assert (left(window), entries(window)) == (1, [("quote", QUOTE)])
    window.actions_["undo"].trigger()
    settle(qtbot, window)
    assert (left(window), entries(window)) == (2, [("excerpt", QUOTE)])
    window.actions_["redo"].trigger()
    settle(qtbot, window)
    assert (left(window), entries(window)) == (1, [("quote", QUOTE)])


def test_the_excerpt_may_go_as_well_and_come_back(qtbot: QtBot, open_window, stocked: Path) -> None:
    recorder = Recorder(ways=[None, 1])
    window = open_window(stocked, recorder)
    window.excerpter.delete([id_of(window, QUOTE)])
    settle(qtbot, window)
    assert left(window) == 2, "nothing is deleted on second thoughts"
    window.excerpter.delete([id_of(window, QUOTE), id_of(window, PLAIN)])
    settle(qtbot, window)
    assert "其中 1 条已摘入“讲义”" in recorder.of("choose")[1]
    assert (left(window), entries(window)) == (0, [])
    assert window.marker.stack.undoText() == "删除 2 条批注"
    window.actions_["undo"].trigger()
    settle(qtbot, window)
    assert (left(window), entries(window)) == (2, [("excerpt", QUOTE)])


def test_one_without_excerpts_goes_unasked_and_undo_waits_for_it(
    qtbot: QtBot, open_window, stocked: Path
) -> None:
    recorder = Recorder()
    window = open_window(stocked, recorder)
    window.open(window.library.resolve(NUMBER))
    settle(qtbot, window)
    window.annotator.choose(id_of(window, PLAIN))
    settle(qtbot, window)
    window.pane.setFocus()
    QTest.keyClick(window.pane, Qt.Key.Key_Delete)
    settle(qtbot, window)
    assert left(window) == 1
    assert window.marker.stack.undoText().startswith("删除“支出责任")
    window.actions_["undo"].trigger()
    settle(qtbot, window)
    assert left(window) == 2
    # One key at the heels of the other.
    window.annotator.delete_current()
    window.annotator.undo()
    settle(qtbot, window)
    assert left(window) == 2
    assert window.marker.stack.canRedo()
    assert recorder.of("choose") == []


def test_putting_in_tells_where_and_leads_there(qtbot: QtBot, open_window, stocked: Path) -> None:
    recorder = Recorder(names=["新的", None])
    window = open_window(stocked, recorder)
    both = [id_of(window, QUOTE), id_of(window, PLAIN)]
    window.excerpter.add(both, "")
    settle(qtbot, window)
    assert recorder.of("info")[-1] == "已摘入“新的”"
    assert [row.excerpts for row in window.library.notebooks.rows()] == [1, 2]
    recorder.offers[-1].act()
    settle(qtbot, window)
    assert window.notebooks.panel.books.text() == "新的"
    assert [entry.words for entry in window.notebooks.panel.view.rows.entries] == [QUOTE, PLAIN]
    window.excerpter.add(both, "")
    settle(qtbot, window)
    assert len(window.library.notebooks.rows()) == 2
    window.actions_["undo"].trigger()
    settle(qtbot, window)
    assert [row.notebook.name for row in window.library.notebooks.rows()] == ["讲义"]
