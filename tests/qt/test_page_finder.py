"""Finding in the document that is read: the real bar over the real page."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from zhupi.gazette.model import Block, BlockKind
from zhupi.qt.main_window import MainWindow

from .conftest import make_document

NUMBER = "国发〔2016〕49号"
WORDS = "财政事权"
SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def window(open_window, folder) -> MainWindow:
    made: MainWindow = open_window(folder)
    made.open(made.library.resolve(NUMBER))
    made.pane.setFocus()
    return made


def starts(window: MainWindow, words: str = WORDS) -> list[int]:
    """Where the words stand, by a plain scan."""
    return [match.start() for match in re.finditer(re.escape(words), window.pane.words)]


def find(window: MainWindow, words: str) -> None:
    QTest.keyClick(window, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    window.finder.bar.box.setText(words)


def current(window: MainWindow) -> tuple[int, str]:
    """Where the hit begins that is painted strong, and its words."""
    [selection] = window.pane.extraSelections()
    start = window.pane.map.offset(selection.cursor.selectionStart())
    return start, selection.cursor.selectedText()


def test_hits_are_counted_and_walked_and_the_walk_goes_round(window: MainWindow) -> None:
    places = starts(window)
    find(window, WORDS)
    bar = window.finder.bar
    count = len(places)
    assert bar.count.text() == f"1 / {count}"
    assert [place[0] for place in window.finder._places] == places
    assert current(window) == (places[0], WORDS)
    QTest.keyClick(bar.box, Qt.Key.Key_Return)
    QTest.keyClick(window, Qt.Key.Key_F3)
    assert bar.count.text() == f"3 / {count}"
    assert current(window)[0] == places[2]
    QTest.keyClick(bar.box, Qt.Key.Key_Return, SHIFT)
    QTest.keyClick(window, Qt.Key.Key_F3, SHIFT)
    assert current(window)[0] == places[0]
    assert bar.wrapped.text() == ""
    QTest.keyClick(bar.box, Qt.Key.Key_Return, SHIFT)
    assert bar.count.text() == f"{count} / {count}"
    assert bar.wrapped.text() == "已到开头，回到末尾"
    assert window.pane.viewport().rect().contains(window.pane.rect_of(places[-1]))
    QTest.keyClick(bar.box, Qt.Key.Key_Return)
    assert (bar.count.text(), bar.wrapped.text()) == (f"1 / {count}", "已到末尾，回到开头")


def test_the_count_follows_the_typing_and_the_walk_starts_where_one_reads(
    window: MainWindow,
) -> None:
    window.reader.go_to(3000)
    top = window.pane.top_offset()
    find(window, "财")
    first = next(at for at in starts(window, "财") if at >= top)
    assert current(window)[0] == first
    total = len(starts(window, "财"))
    assert window.finder.bar.count.text() == f"{starts(window, '财').index(first) + 1} / {total}"
    QTest.keyClicks(window.finder.bar.box, "x")
    assert window.finder.bar.count.text() == "没有找到"
    assert window.pane.extraSelections() == []
    assert not window.finder.bar.next.isEnabled()
    QTest.keyClick(window.finder.bar.box, Qt.Key.Key_Backspace)
    assert current(window)[0] == first
    window.finder.bar.box.clear()
    assert window.finder.bar.count.text() == ""


def test_a_selection_is_looked_for_and_is_the_current_hit(window: MainWindow) -> None:
    start = starts(window)[7]
    window.pane.select(start, start + len(WORDS))
    QTest.keyClick(window, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert window.finder.bar.box.text() == WORDS
    assert window.finder.bar.count.text() == f"8 / {len(starts(window))}"
    assert QApplication.focusWidget() is window.finder.bar.box
    assert window.finder.bar.box.selectedText() == WORDS


def test_a_selection_over_a_paragraphs_end_is_not(window: MainWindow) -> None:
    window.pane.select(0, 60)
    assert "\n" in window.pane.words[:60]
    QTest.keyClick(window, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert window.finder.bar.box.text() == ""


def test_escape_closes_and_the_hit_is_selected_to_be_marked(
    window: MainWindow, qtbot: QtBot
) -> None:
    find(window, WORDS)
    QTest.keyClick(window.finder.bar.box, Qt.Key.Key_Return)
    QTest.keyClick(window.finder.bar.box, Qt.Key.Key_Escape)
    assert not window.finder.is_open
    assert QApplication.focusWidget() is window.pane
    start = starts(window)[1]
    assert window.pane.selected() == (start, start + len(WORDS))
    assert window.pane.extraSelections() == []
    with qtbot.waitSignal(window.marker.made):
        QTest.keyClick(window.pane, Qt.Key.Key_H)
    [annotation] = window.library.annotations(window.reader.id)
    assert annotation.selector is not None
    assert annotation.selector.start == start


def test_the_bar_covers_no_line_and_moves_none(window: MainWindow) -> None:
    window.reader.go_to(3000)
    pane = window.pane

    def on_screen() -> QRect:
        rect = pane.rect_of(3000)
        return QRect(pane.viewport().mapTo(pane, rect.topLeft()), rect.size())

    before, value = on_screen(), pane.verticalScrollBar().value()
    QTest.keyClick(window, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert on_screen() == before
    assert window.finder.bar.geometry().bottom() < pane.viewport().geometry().top()
    QTest.keyClick(window.finder.bar.box, Qt.Key.Key_Escape)
    assert on_screen() == before
    assert pane.verticalScrollBar().value() == value


def test_the_librarys_hits_give_way_and_come_back(
    window: MainWindow, qtbot: QtBot, open_window
) -> None:
    with qtbot.waitSignal(window.searcher.places_found, timeout=10_000):
        window.top_bar.search_box.setText("支出责任")
    open_window.settle(window)
    QTest.keyClick(window.top_bar.search_box, Qt.Key.Key_Return)
    wide = [match.span() for match in re.finditer("支出责任", window.pane.words)]
    assert window.pane.hits == wide
    kept = current(window)
    find(window, WORDS)
    assert [start for start, _ in window.pane.hits] == starts(window)
    assert current(window)[1] == WORDS
    QTest.keyClick(window, Qt.Key.Key_F3)
    assert window.finder.bar.count.text().startswith("2 / ")
    QTest.keyClick(window.finder.bar.box, Qt.Key.Key_Escape)
    assert window.pane.hits == wide
    assert current(window) == kept
    # F3 is the library's again.
    QTest.keyClick(window, Qt.Key.Key_F3)
    assert current(window)[1] == "支出责任"
    # Whoever walks on in the list of hits wants to see these.
    find(window, WORDS)
    window.top_bar.search_box.setFocus()
    QTest.keyClick(window.top_bar.search_box, Qt.Key.Key_Return)
    assert not window.finder.is_open
    assert QApplication.focusWidget() is window.top_bar.search_box
    assert current(window)[1] == "支出责任"


def test_it_goes_away_with_the_document(window: MainWindow) -> None:
    find(window, WORDS)
    window.documents.leave()
    assert not window.finder.is_open
    window.actions_["next_hit"].trigger()
    assert window.panes.centre.currentWidget() is window.panes.empty


def test_it_looks_in_the_next_document_too_and_in_other_looks(
    window: MainWindow, open_window
) -> None:
    find(window, "企业")
    window.open(window.library.resolve("国发〔2016〕48号"))
    open_window.settle(window)
    assert window.finder.is_open
    assert window.finder.bar.count.text() == f"{len(starts(window, '企业'))} 处"
    top = window.pane.top_offset()
    QTest.keyClick(window, Qt.Key.Key_F3)
    place = next(at for at in starts(window, "企业") if at >= top)
    assert current(window) == (place, "企业")
    count = window.finder.bar.count.text()
    open_window.dress(window, "dark")
    open_window.settle(window)
    assert window.finder.bar.count.text() == count
    assert current(window) == (place, "企业")


def test_f3_brings_the_page_back_from_the_notes(window: MainWindow, open_window) -> None:
    find(window, WORDS)
    window.actions_["all_notes"].trigger()
    open_window.settle(window)
    assert window.panes.centre.currentWidget() is not window.pane
    QTest.keyClick(window, Qt.Key.Key_F3)
    assert window.panes.centre.currentWidget() is window.pane
    assert window.finder.bar.count.text().startswith("2 / ")


def test_a_walk_counts_as_one_jump_when_the_bar_closes_elsewhere(window: MainWindow) -> None:
    window.reader.go_to(2000)
    bar = window.pane.verticalScrollBar()
    origin = bar.value()
    find(window, WORDS)
    for _ in range(40):
        QTest.keyClick(window.finder.bar.box, Qt.Key.Key_Return)
    QTest.keyClick(window.finder.bar.box, Qt.Key.Key_Escape)
    there = bar.value()
    assert there != origin
    window.actions_["back"].trigger()
    assert bar.value() == origin
    window.actions_["forward"].trigger()
    assert bar.value() == there


def test_a_jump_while_the_bar_is_open_is_a_stop_of_its_own(window: MainWindow) -> None:
    bar = window.pane.verticalScrollBar()
    window.reader.go_to(2000)
    window.finder.open()
    window.reader.go_to(5000)
    middle = bar.value()
    window.finder.bar.box.setText("合理划分中央与地方财政事权")
    assert bar.value() != middle
    QTest.keyClick(window.finder.bar.box, Qt.Key.Key_Escape)
    tops = [stop.top for _, stop in window.reader.way.behind]
    assert tops[0] > tops[1] > 0
    window.actions_["back"].trigger()
    assert window.pane.rect_of(5000).intersects(window.pane.viewport().rect())
    window.actions_["back"].trigger()
    assert window.pane.rect_of(2000).intersects(window.pane.viewport().rect())


def test_a_bar_that_closes_where_it_was_opened_is_no_jump(window: MainWindow) -> None:
    behind = list(window.reader.way.behind)
    find(window, "没有这样的字")
    QTest.keyClick(window.finder.bar.box, Qt.Key.Key_Escape)
    assert window.reader.way.behind == behind
    assert window.actions_["back"].isEnabled() == bool(behind)


def test_five_thousand_hits_in_thirty_thousand_characters(window: MainWindow) -> None:
    blocks = [Block(BlockKind.PARAGRAPH, "财政事权字" * 60, (n, n)) for n in range(1, 101)]
    stored = window.reader.stored
    assert stored is not None
    document = make_document(*blocks)
    assert len(document.text) > 30_000
    window.reader._stored = replace(stored, document=document)
    window.reader._title_lines = {}
    window.reader._again()
    find(window, "事权")
    assert window.finder.bar.count.text() == "1 / 6000"
    QTest.keyClick(window.finder.bar.box, Qt.Key.Key_Return, SHIFT)
    assert window.finder.bar.count.text() == "6000 / 6000"
    painter, pane = window.pane._painter, window.pane
    assert painter is not None
    # What is painted is what is in sight, not the 6,000.
    seen = [
        index
        for block, _ in pane._visible_blocks(pane.viewport().rect())
        for index in painter._hit_spans.overlapping(*painter._offsets(block))
    ]
    assert 5999 in seen
    assert len(seen) < 700
