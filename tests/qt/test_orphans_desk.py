"""Orphans in the real window: compared, re-attached, kept, deleted, and all of it undone."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from zhupi.annotations.model import State
from zhupi.library import Library
from zhupi.library.model import NoteFilter
from zhupi.locations import places
from zhupi.qt.candidates import CandidateModel
from zhupi.qt.main_window import MainWindow
from zhupi.qt.messages import Recorder
from zhupi.qt.orphans_page import OrphansPage

from .conftest import settle

NUMBER = "国发〔2016〕49号"
QUOTE = "财政事权是一级政府应承担的运用财政资金提供基本公共服务的任务和职责"
WAS = QUOTE.replace("任务和职责", "义务和职责")
OTHER = "支出责任是政府履行财政事权的支出义务和保障"
NOWHERE = "甲乙丙丁戊己庚辛壬癸子丑寅卯"


@pytest.fixture
def orphaned(folder: Path) -> Path:
    """Two orphans: one whose words were a little other, one whose words are nowhere."""
    library = Library.open(places(folder))
    document = library.resolve(NUMBER)
    ids = []
    for quote in (QUOTE, OTHER):
        start, end = library.find_quote(document, quote)
        ids.append(library.highlight(document, start, end, note="要点")[0].id)
    library.close()
    with sqlite3.connect(folder / "library.sqlite3") as outside:
        for id_, words in zip(ids, (WAS, NOWHERE), strict=True):
            outside.execute(
                "UPDATE annotation SET state = 'orphan', quote = ? WHERE id = ?", (words, id_)
            )
        outside.execute("UPDATE annotation SET prefix = '', suffix = '' WHERE id = ?", (ids[1],))
    outside.close()
    return folder


def shown(qtbot: QtBot, window: MainWindow) -> OrphansPage:
    QTest.mouseClick(window.status.orphans, Qt.MouseButton.LeftButton)
    settle(qtbot, window)
    page = window.orphanage.page
    assert page is not None
    return page


def listed(page: OrphansPage) -> list[str]:
    rows = page.view.rows
    return [str(rows.index(row).data()) for row in range(rows.rowCount())]


def press(qtbot: QtBot, window: MainWindow, page: OrphansPage, key: Qt.Key) -> None:
    QTest.keyClick(page.view, key)
    settle(qtbot, window)


def state(window: MainWindow, quote: str) -> State:
    (id_,) = window.library.note_list(NoteFilter(text=quote)).ids()
    return window.library.annotation(id_).state


def test_they_are_counted_and_listed_with_what_they_may_belong_to(
    qtbot: QtBot, open_window, orphaned: Path
) -> None:
    window = open_window(orphaned)
    assert window.status.orphans.text() == "2 条失锚批注"
    page = shown(qtbot, window)
    assert listed(page) == [WAS, NOWHERE]
    assert page.count.text() == "2 条待处理"
    first = page.places.passages.index(0).data(CandidateModel.ROW)
    assert first.words == QUOTE
    # 任 stands where 义 was: that is what differs, and nothing else.
    assert [first.words[a:b] for a, b in first.other] == ["任"]
    was = page.original.passages.index(0).data(CandidateModel.ROW)
    assert [was.words[a:b] for a, b in was.other] == ["义"]
    press(qtbot, window, page, Qt.Key.Key_Down)
    assert page.places.isHidden()
    assert "没有找到相近的文字" in page.nowhere.text()


def test_one_is_put_back_by_a_key_and_that_is_undone(
    qtbot: QtBot, open_window, orphaned: Path
) -> None:
    recorder = Recorder()
    window = open_window(orphaned, recorder)
    page = shown(qtbot, window)
    press(qtbot, window, page, Qt.Key.Key_1)
    assert listed(page) == [NOWHERE]
    assert state(window, QUOTE) is State.ANCHORED
    assert window.status.orphans.text() == "1 条失锚批注"
    document = window.library.resolve(NUMBER)
    (id_,) = window.library.note_list(NoteFilter(text=QUOTE)).ids()
    selector = window.library.annotation(id_).selector
    assert selector is not None
    assert (selector.start, selector.end) == window.library.find_quote(document, QUOTE)
    window.actions_["undo"].trigger()
    settle(qtbot, window)
    assert listed(page) == [WAS, NOWHERE]
    assert state(window, WAS) is State.ORPHAN
    window.actions_["redo"].trigger()
    settle(qtbot, window)
    assert listed(page) == [NOWHERE]
    assert recorder.of("info")[0].startswith("已放回《")
    recorder.offers[0].act()
    settle(qtbot, window)
    assert window.panes.centre.currentWidget() is window.pane
    assert window.reader.id == document


def test_one_is_kept_and_counted_again(qtbot: QtBot, open_window, orphaned: Path) -> None:
    window = open_window(orphaned)
    page = shown(qtbot, window)
    press(qtbot, window, page, Qt.Key.Key_Down)
    press(qtbot, window, page, Qt.Key.Key_K)
    assert page.count.text() == "1 条待处理 · 1 条已保留"
    assert window.status.orphans.text() == "1 条失锚批注"
    window.actions_["undo"].trigger()
    settle(qtbot, window)
    assert window.library.orphan_count() == 2
    window.actions_["redo"].trigger()
    settle(qtbot, window)
    assert window.library.orphan_count() == 1
    assert page.current is not None
    assert page.current.kept
    press(qtbot, window, page, Qt.Key.Key_K)
    assert page.count.text() == "2 条待处理"


def test_one_is_deleted_and_comes_back(qtbot: QtBot, open_window, orphaned: Path) -> None:
    window = open_window(orphaned)
    page = shown(qtbot, window)
    press(qtbot, window, page, Qt.Key.Key_Delete)
    assert listed(page) == [NOWHERE]
    press(qtbot, window, page, Qt.Key.Key_Delete)
    assert not page.nothing.isHidden()
    assert window.status.orphans.text() == "0 条失锚批注"
    window.actions_["undo"].trigger()
    settle(qtbot, window)
    window.actions_["undo"].trigger()
    settle(qtbot, window)
    assert sorted(listed(page)) == sorted([WAS, NOWHERE])


def test_one_is_put_where_the_user_selects(qtbot: QtBot, open_window, orphaned: Path) -> None:
    recorder = Recorder()
    window = open_window(orphaned, recorder)
    document = window.library.resolve(NUMBER)
    window.open(document)
    page = shown(qtbot, window)
    press(qtbot, window, page, Qt.Key.Key_Down)
    press(qtbot, window, page, Qt.Key.Key_S)
    assert "先回到正文" in recorder.of("info")[-1]
    QTest.keyClick(page.view, Qt.Key.Key_Escape)
    assert window.panes.centre.currentWidget() is window.pane
    window.pane.select(*window.library.find_quote(document, OTHER))
    page = shown(qtbot, window)
    page.view.select_rows([1], 1)
    settle(qtbot, window)
    press(qtbot, window, page, Qt.Key.Key_S)
    assert listed(page) == [WAS]
    assert state(window, OTHER) is State.ANCHORED


def test_the_notes_view_leads_there(qtbot: QtBot, open_window, orphaned: Path) -> None:
    window = open_window(orphaned)
    window.actions_["all_notes"].trigger()
    settle(qtbot, window)
    notes = window.overview.page
    assert notes is not None
    row = next(at for at in range(2) if notes.view.rows.index(at).data() == NOWHERE)
    notes.view.setCurrentIndex(notes.view.rows.index(row))
    QTest.keyClick(notes.view, Qt.Key.Key_Return)
    settle(qtbot, window)
    page = window.orphanage.page
    assert page is not None
    assert window.panes.centre.currentWidget() is page
    assert page.current is not None
    assert page.current.annotation.selector is not None
    assert page.current.annotation.selector.quote == NOWHERE


def test_a_second_window_decides_nothing(qtbot: QtBot, open_window, orphaned: Path) -> None:
    open_window(orphaned)
    second = open_window(orphaned)
    page = shown(qtbot, second)
    for key in (Qt.Key.Key_1, Qt.Key.Key_K, Qt.Key.Key_Delete, Qt.Key.Key_S):
        press(qtbot, second, page, key)
    assert listed(page) == [WAS, NOWHERE]
    assert not page.attach.isEnabled()
    assert not page.keep.isEnabled()
