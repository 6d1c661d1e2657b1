"""The strip over the page in the real window: what it says, where it leads, the user's own word."""

from __future__ import annotations

import pytest
import silk
from issues import Paper
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from zhupi.library import Library
from zhupi.library.citation_model import State
from zhupi.locations import places
from zhupi.qt.main_window import MainWindow
from zhupi.qt.passages import PassageRow, RowKind

PLAN, FOLLOWS, REPEALS = "川府发〔2016〕7号", "川府发〔2017〕8号", "川府发〔2018〕9号"


def first(window: MainWindow, number: str) -> str:
    return next(row.id for row in window.library.rows() if row.number == number)


def opened(open_window, window: MainWindow, number: str) -> str:
    document = first(window, number)
    window.open(document)
    open_window.settle(window)
    return document


def plain(window: MainWindow) -> str:
    return window.citing.strip.accessibleDescription()


def choose(open_window, window: MainWindow, label: str) -> None:
    """Choose a state in the menu, by the words of its row."""
    window.actions_["standing"].trigger()
    menu = window.citing.strip.menu
    assert menu.isVisible()
    [action] = [one for one in menu.actions() if one.text().split("，")[0] == label]
    menu.close()
    action.trigger()
    open_window.settle(window)


def test_a_repealed_text_says_so_with_the_link(open_window, silk_folder) -> None:
    window = open_window(silk_folder)
    document = opened(open_window, window, PLAN)
    strip = window.citing.strip
    assert strip.isVisible()
    assert plain(window) == (
        "据本库文件，已被《四川省人民政府关于种桑的通知》（川府发〔2018〕9号）废止；"
        "自2016年6月1日起施行，有效期5年，至2021年5月31日，已满"
    )
    assert strip.geometry().bottom() < window.pane.viewport().geometry().top()
    strip.why.click()
    assert strip.detail.isVisible()
    assert "同时废止。”" in strip.detail.text()
    assert "不是定论" in strip.detail.text()
    strip.words.linkActivated.emit("0")
    assert window.reader.id == first(window, REPEALS)
    window.reader.travel(-1)
    assert window.reader.id == document


def test_the_keys_reach_its_links(open_window, silk_folder) -> None:
    window = open_window(silk_folder)
    opened(open_window, window, PLAN)
    strip = window.citing.strip
    strip.words.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(strip.words, Qt.Key.Key_Tab)
    QTest.keyClick(strip.words, Qt.Key.Key_Return)
    assert window.reader.id == first(window, REPEALS)


def test_a_sentence_of_ones_own_leads_to_its_place(open_window, silk_folder) -> None:
    window = open_window(silk_folder)
    opened(open_window, window, PLAN)
    place = window.pane.words.index("本意见自2016年6月1日起施行")
    assert f"at:{place}" in window.citing.strip.detail.text()


def test_a_text_of_which_nothing_is_known_has_no_strip(open_window, silk_folder) -> None:
    window = open_window(silk_folder)
    opened(open_window, window, PLAN)
    room = window.pane.viewport().height()
    opened(open_window, window, "成府发〔2016〕3号")
    assert not window.citing.strip.isVisible()
    assert window.pane.viewport().height() > room


def test_the_line_at_the_top_stays_there_when_the_strip_comes(open_window, folder) -> None:
    window = open_window(folder)
    window.open(window.library.resolve("川府发〔2018〕10号"))
    open_window.settle(window)
    window.pane.go_to(1500, at_top=True)
    before, height = window.pane.top_offset(), window.pane.viewport().height()
    choose(open_window, window, "已废止")
    assert window.citing.strip.isVisible()
    assert window.pane.viewport().height() < height
    assert window.pane.top_offset() == before > 0


def test_a_document_opens_with_its_title_in_sight(open_window, silk_folder) -> None:
    window = open_window(silk_folder)
    window.resize(1000, 420)
    opened(open_window, window, "成府发〔2016〕3号")
    opened(open_window, window, PLAN)
    assert window.pane.verticalScrollBar().maximum() > 0
    assert window.pane.viewport().rect().contains(window.pane.rect_of(0))


def test_the_users_word_wins_is_shown_as_his_and_is_undone(open_window, silk_folder) -> None:
    window = open_window(silk_folder)
    document = opened(open_window, window, PLAN)
    choose(open_window, window, "有效")
    assert window.library.user_state(document) is State.IN_FORCE
    assert plain(window).startswith("您已标为“有效”。据本库文件，已被")
    assert window.citing.strip.property("tone") == "plain"
    window.actions_["undo"].trigger()
    open_window.settle(window)
    assert window.library.user_state(document) is None
    assert plain(window).startswith("据本库文件")
    window.actions_["redo"].trigger()
    open_window.settle(window)
    assert window.library.user_state(document) is State.IN_FORCE
    choose(open_window, window, "不标注")
    assert window.library.user_state(document) is None


def test_his_word_holds_for_the_copy_too(open_window, silk_folder) -> None:
    window = open_window(silk_folder)
    one, other = (row.id for row in window.library.rows() if row.number == PLAN)
    window.open(one)
    open_window.settle(window)
    choose(open_window, window, "有效期满")
    window.open(other)
    open_window.settle(window)
    assert plain(window).startswith("您已标为“有效期满”")


def test_words_given_quickly_are_undone_one_after_the_other(open_window, silk_folder) -> None:
    window = open_window(silk_folder)
    document = first(window, PLAN)
    opened(open_window, window, PLAN)
    for state in (State.IN_FORCE, State.REVISED, State.REVISED):
        window.citing.set_state(state)  # none waits for the one before
    open_window.settle(window)
    assert window.library.user_state(document) is State.REVISED
    for expected in (State.IN_FORCE, None):
        window.actions_["undo"].trigger()
        open_window.settle(window)
        assert window.library.user_state(document) is expected
    assert not window.marker.can_undo


def test_a_window_that_only_reads_offers_no_word_of_ones_own(open_window, silk_folder) -> None:
    open_window(silk_folder)
    reader = open_window(silk_folder)
    assert reader.library.read_only
    opened(open_window, reader, PLAN)
    strip = reader.citing.strip
    strip.offer_states()
    assert not [action for action in strip.menu.actions() if action.isEnabled()]
    strip.menu.close()


def test_hits_have_a_quiet_word(open_window, silk_folder, qtbot: QtBot) -> None:
    window = open_window(silk_folder)
    with qtbot.waitSignal(window.searcher.found, timeout=10_000):
        window.top_bar.search_box.setText("意见")
    open_window.settle(window)
    flags = {row.document: row.flag for row in heads(window)}
    assert flags[first(window, PLAN)] == "已废止"
    assert flags[first(window, FOLLOWS)] == "已被修改"
    assert flags[first(window, "成府发〔2016〕3号")] == ""
    model = window.left.results.view.rows
    row = next(at for at, one in enumerate(model.rows()) if one.flag == "已被修改")
    assert "据本库文件" in model.index(row).data(Qt.ItemDataRole.ToolTipRole)
    opened(open_window, window, FOLLOWS)
    choose(open_window, window, "有效")
    assert {row.document: row.flag for row in heads(window)}[first(window, FOLLOWS)] == ""


def heads(window: MainWindow) -> list[PassageRow]:
    return [row for row in window.left.results.view.rows.rows() if row.kind is RowKind.DOCUMENT]


@pytest.mark.parametrize("width", [760, 1600])
def test_the_strip_is_whole_at_any_width(open_window, silk_folder, width: int) -> None:
    window = open_window(silk_folder)
    window.resize(width, 700)
    opened(open_window, window, PLAN)
    strip = window.citing.strip
    strip.why.click()
    for part in (strip.words, strip.detail):
        assert part.height() >= part.heightForWidth(part.width())
        assert strip.rect().contains(part.geometry())


def test_a_long_sentence_is_cut_around_the_citation(open_window, tmp_path) -> None:
    folder = tmp_path / "long"
    library = Library.open(places(folder))
    filling = "加强桑园管理和蚕种供应" * 12
    repeals = Paper(
        "四川省人民政府关于种桑的通知",
        "川府发〔2018〕9号",
        (f"{filling}，自本通知印发之日起，《{silk.PLAN.title}》（{silk.PLAN.number}）同时废止。",),
        date="2018年6月6日",
    )
    silk.bring(library, tmp_path, "long.txt", silk.PLAN, repeals)
    library.close()
    window = open_window(folder)
    opened(open_window, window, PLAN)
    said = window.citing.strip.detail.text()
    assert "：“…" in said
    assert "（川府发〔2016〕7号）同时废止。”" in said
    assert filling not in said
