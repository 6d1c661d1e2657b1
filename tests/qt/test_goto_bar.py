"""Going to a place that is written: the real bar over the real page."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from zhupi.qt.goto_bar import GotoBar
from zhupi.qt.main_window import MainWindow

RULES = "川府发〔2016〕30号"
CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def window(open_window, folder) -> MainWindow:
    made: MainWindow = open_window(folder)
    made.open(made.library.resolve(RULES))
    made.pane.setFocus()
    return made


def write(window: MainWindow, words: str) -> GotoBar:
    QTest.keyClick(window, Qt.Key.Key_G, CONTROL)
    window.goto.bar.box.setText(words)
    return window.goto.bar


def rows(bar: GotoBar) -> list[str]:
    return [bar.list.item(row).text() for row in range(bar.list.count())]


def test_what_it_would_go_to_is_shown_and_enter_goes(window: MainWindow) -> None:
    bar = write(window, "第五条第二款")
    assert bar.isVisible()
    assert QApplication.focusWidget() is bar.box
    [row] = rows(bar)
    assert row.startswith("第五条第二款　省外来企业投诉中心办公室设在四川省司法厅")
    assert not bar.fault.isVisible()
    before = window.pane.verticalScrollBar().value()
    QTest.keyClick(bar.box, Qt.Key.Key_Return)
    assert not bar.isVisible()
    assert QApplication.focusWidget() is window.pane
    start = window.pane.words.index("省外来企业投诉中心办公室设在")
    assert window.pane.viewport().rect().contains(window.pane.rect_of(start))
    assert window.pane.map.offset(window.pane.textCursor().position()) == start
    window.actions_["back"].trigger()
    assert window.pane.verticalScrollBar().value() == before


def test_the_status_tells_the_paragraph_that_was_gone_to(window: MainWindow, qtbot) -> None:
    for number in (20, 21, 22, 33):
        bar = write(window, f"¶{number}")
        QTest.keyClick(bar.box, Qt.Key.Key_Return)
        qtbot.waitUntil(lambda number=number: f"¶{number}　" in window.status.place.text())


def test_up_and_down_choose_among_several(window: MainWindow) -> None:
    bar = write(window, "(二)")
    text = window.pane.words
    assert rows(bar)[0].startswith("第五条（二）　受理外来企业投诉事项")
    assert rows(bar)[1].startswith("第十条（二）　履行合同")
    assert len(rows(bar)) == text.count("\n（二）") > 3
    QTest.keyClick(bar.box, Qt.Key.Key_Up)
    assert bar.list.currentRow() == len(rows(bar)) - 1
    QTest.keyClick(bar.box, Qt.Key.Key_Down)
    QTest.keyClick(bar.box, Qt.Key.Key_Down)
    QTest.keyClick(bar.box, Qt.Key.Key_Return)
    there = window.pane.map.offset(window.pane.textCursor().position())
    assert text[there:].startswith("（二）履行合同")


def test_a_headings_words_filter_the_outline(window: MainWindow) -> None:
    bar = write(window, "投诉范围")
    assert rows(bar) == ["第三章　投诉范围和方式"]


def test_what_is_not_there_is_said_and_enter_goes_nowhere(window: MainWindow) -> None:
    bar = write(window, "第五条第九款")
    assert bar.fault.text() == "第五条只有 3 款。"
    assert bar.fault.isVisible()
    assert rows(bar) == []
    QTest.keyClick(bar.box, Qt.Key.Key_Return)
    QTest.keyClick(bar.box, Qt.Key.Key_Down)
    assert bar.isVisible()
    bar.box.clear()
    assert not bar.fault.isVisible()


def test_escape_leads_back_to_the_text_and_nothing_moved(window: MainWindow) -> None:
    before = window.pane.verticalScrollBar().value()
    bar = write(window, "¶60")
    assert len(rows(bar)) == 1
    QTest.keyClick(bar.box, Qt.Key.Key_Escape)
    assert not bar.isVisible()
    assert QApplication.focusWidget() is window.pane
    assert window.pane.verticalScrollBar().value() == before
    assert write(window, "").box.text() == ""


def test_it_goes_away_when_the_keys_go_elsewhere(window: MainWindow) -> None:
    bar = write(window, "¶6")
    window.top_bar.search_box.setFocus()
    assert not bar.isVisible()


def test_what_is_typed_is_looked_for_anew_in_what_is_opened_under_it(window: MainWindow) -> None:
    bar = write(window, "第五条")
    assert rows(bar)[0].startswith("第五条　")
    other = window.library.resolve("川府发〔2016〕37号")
    assert "第五条" not in window.library.document(other).document.text
    window.reader.open(other)
    assert bar.isVisible()
    assert rows(bar) == []
    assert bar.fault.isVisible()


def test_a_choice_stays_where_only_the_size_of_the_text_changes(window: MainWindow) -> None:
    bar = write(window, "(二)")
    QTest.keyClick(bar.box, Qt.Key.Key_Down)
    window.actions_["larger"].trigger()
    assert bar.list.currentRow() == 1


def test_it_goes_away_with_the_document(window: MainWindow) -> None:
    bar = write(window, "第五条")
    window.documents.leave()
    window.open(window.library.resolve(RULES))
    assert not bar.isVisible()


def test_it_lies_inside_a_narrow_pane(window: MainWindow) -> None:
    window.resize(900, 700)
    bar = write(window, "（二）")
    assert window.pane.rect().contains(bar.geometry())


def test_the_bar_is_over_the_text_also_where_all_notes_were_shown(window: MainWindow) -> None:
    window.actions_["all_notes"].trigger()
    assert window.panes.centre.currentWidget() is not window.pane
    bar = write(window, "第六条")
    assert window.panes.centre.currentWidget() is window.pane
    assert bar.isVisible()


def test_a_place_gone_to_is_pointed_at_for_a_moment(window: MainWindow, qtbot) -> None:
    bar = write(window, "第九条")
    QTest.keyClick(bar.box, Qt.Key.Key_Return)
    block = window.pane.document().findBlock(window.pane._pointed)
    assert block.text().startswith("第九条")
    qtbot.waitUntil(lambda: window.pane._pointed == -1, timeout=10_000)
