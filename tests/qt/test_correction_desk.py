"""Corrections in the real window: from the page, the raw lines and the doubts; taken back again."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from zhupi.gazette import corrections
from zhupi.library import Library
from zhupi.library.model import Changes
from zhupi.locations import places
from zhupi.qt.main_window import MainWindow
from zhupi.qt.messages import Recorder

from .conftest import Opener, document_of

# What the first bundled gazette says: a paragraph on lines 102 to 127, a heading on line 129.
PARAGRAPH = "高举中国特色社会主义伟大旗帜，全面贯彻党"
HEADING = "（二）总体要求。"
MIDDLE = "和“四个全面”战略布局"  # line 111


@pytest.fixture
def window(open_window: Opener, folder: Path) -> MainWindow:
    """A window that reads 国发〔2016〕49号."""
    opened = open_window(folder)
    opened.open(document_of(opened, "国发〔2016〕49号"), 0)
    open_window.settle(opened)
    return opened


@pytest.fixture
def settle(open_window: Opener, window: MainWindow) -> Callable[[], None]:
    """Waits until what was asked for is written and shown."""
    return lambda: open_window.settle(window)


def menu_in_sight(qtbot: QtBot) -> QMenu:
    qtbot.waitUntil(lambda: isinstance(QApplication.activePopupWidget(), QMenu))
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    return menu


def take(menu: QMenu, name: str, inner: str = "") -> str:
    """Choose an entry of a menu; return its words."""
    actions = [*menu.actions(), *(one for sub in menu.findChildren(QMenu) for one in sub.actions())]
    found = [one for one in actions if one.objectName() == name and inner in one.text()]
    words = found[0].text()
    found[0].trigger()
    menu.close()
    return words


def menu_at(window: MainWindow, words: str, qtbot: QtBot) -> QMenu:
    """The menu that the key C opens with the caret before some words."""
    window.pane.setFocus()
    window.pane.go_to(window.pane.words.index(words))
    if not window.pane.caret.on:
        window.actions_["caret"].trigger()
    window.pane.put_caret(window.pane.words.index(words))
    QTest.keyClick(window.pane, Qt.Key.Key_C)
    return menu_in_sight(qtbot)


def menu_at_line(window: MainWindow, line: int, qtbot: QtBot) -> QMenu:
    """The menu that the key C opens in the raw lines."""
    window.source.open()
    qtbot.waitUntil(lambda: window.source.sheet is not None and not window.source._waits)
    assert window.source.view is not None
    pane = window.source.view.pane
    pane.setFocus()
    pane.put_caret((line, 0))
    pane.show_line(line)
    QTest.keyClick(pane, Qt.Key.Key_C)
    return menu_in_sight(qtbot)


def texts(window: MainWindow) -> list[str]:
    assert window.reader.stored is not None
    return [block.text for block in window.reader.stored.document.blocks]


def test_a_paragraph_is_joined_with_the_next_and_parted_again(
    window: MainWindow, settle: Callable[[], None], qtbot: QtBot
) -> None:
    before = window.pane.words
    words = take(menu_at(window, PARAGRAPH, qtbot), "correct_join")
    assert words == f"与下一段“{HEADING}”合为一段"
    settle()
    joined = next(text for text in texts(window) if text.startswith(PARAGRAPH))
    assert joined.endswith(f"更好履职尽责。{HEADING}")
    assert window.actions_["undo"].text() == "撤销 更正：第 129 行并入上一段"
    assert window.sign.button.text() == "已更正 1 处"
    window.pane.go_to(0, at_top=True)
    assert window.sign.button.isVisible(), "it stands over the title"
    window.actions_["undo"].trigger()
    settle()
    assert window.pane.words == before
    assert not window.sign.button.isVisible()
    window.actions_["redo"].trigger()
    settle()
    assert joined in texts(window)


def test_a_paragraph_is_parted_where_a_raw_line_begins(
    window: MainWindow, settle: Callable[[], None], qtbot: QtBot
) -> None:
    menu = menu_at_line(window, 111, qtbot)
    words = take(menu, "correct_part")
    assert words == "从“和“四个全面”战略布…”起另起一段"
    settle()
    assert window.reader.stored is not None
    parted = [one for one in window.reader.stored.document.blocks if one.text.startswith(MIDDLE)]
    assert [one.lines for one in parted] == [(111, 127)]
    # The raw lines show it too: the bracket of the first part ends before the page number.
    qtbot.waitUntil(lambda: not window.source._waits)
    sheet = window.source.sheet
    assert sheet is not None
    block = sheet.block_at(104)
    assert block is not None
    assert block.lines == (102, 108)


def test_a_raw_line_is_set_aside_and_one_is_taken_back(
    window: MainWindow, settle: Callable[[], None], qtbot: QtBot
) -> None:
    line = "的十八大和十八届三中、四中、五中全会精神，深入"  # line 104
    assert line in window.pane.words
    words = take(menu_at_line(window, 104, qtbot), "correct_furniture")
    assert words == "第 104 行“的十八大和十八届三中…”不是正文"
    settle()
    assert line not in window.pane.words
    qtbot.waitUntil(lambda: not window.source._waits)
    sheet = window.source.sheet
    assert sheet is not None
    assert 104 in sheet.furniture
    assert take(menu_at_line(window, 110, qtbot), "correct_text") == "第 110 行“２”是正文，收回"
    settle()
    qtbot.waitUntil(lambda: not window.source._waits)
    assert window.source.sheet is not None
    assert 110 not in window.source.sheet.furniture


def test_a_document_begins_at_a_paragraph_and_goes_back_into_the_one_before(
    window: MainWindow, settle: Callable[[], None], qtbot: QtBot
) -> None:
    whole, count = window.reader.id, window.library.document_count()
    words = window.pane.words
    take(menu_at(window, HEADING, qtbot), "correct_part_document")
    settle()
    parted = window.reader.id
    assert parted != whole
    assert window.pane.words.startswith(HEADING)
    assert window.library.document_count() == count + 1
    assert window.left.catalog.model.index_of(parted).isValid()
    window.actions_["undo"].trigger()
    settle()
    assert (window.reader.id, window.pane.words) == (whole, words)
    assert window.library.document_count() == count


def test_documents_are_joined_from_either_side(
    window: MainWindow, settle: Callable[[], None], qtbot: QtBot
) -> None:
    first, second = window.reader.id, document_of(window, "川府发〔2016〕37号")
    assert window.reader.stored is not None
    words = take(menu_at(window, PARAGRAPH, qtbot), "correct_join_next_document")
    assert words == "后一件公文“川府发〔2016〕37号”并入本文"
    settle()
    assert window.reader.id == first
    assert window.reader.stored.document.lines == (1, 1068)
    window.actions_["undo"].trigger()
    settle()
    window.open(second, 0)
    settle()
    take(menu_at(window, "现将《四川省促进外贸", qtbot), "correct_join_documents")
    settle()
    assert window.reader.id == first  # which holds the words now
    window.actions_["undo"].trigger()
    settle()
    assert document_of(window, "川府发〔2016〕37号") == second


def test_a_paragraph_is_given_another_kind(
    window: MainWindow, settle: Callable[[], None], qtbot: QtBot
) -> None:
    take(menu_at(window, PARAGRAPH, qtbot), "correct_block", "四级标题")
    settle()
    assert window.reader.stored is not None
    blocks = window.reader.stored.document.blocks
    found = next(one for one in blocks if one.text.startswith(PARAGRAPH))
    assert (found.kind.value, found.level) == ("heading", 4)


def test_the_menu_over_the_page_offers_it_too(window: MainWindow, qtbot: QtBot) -> None:
    window.pane.go_to(window.pane.words.index(PARAGRAPH), at_top=True)
    spot = window.pane.rect_of(window.pane.words.index(PARAGRAPH)).center()
    window.page_menu.show(spot)
    menu = menu_in_sight(qtbot)
    inner = next(sub for sub in menu.findChildren(QMenu) if sub.title() == "更正")
    qtbot.waitUntil(lambda: inner.actions()[0].objectName() == "correct_join")
    assert inner.actions()[-1].text() == "更正一览…"
    menu.close()


def test_another_document_among_the_raw_lines_is_opened(
    window: MainWindow, settle: Callable[[], None], qtbot: QtBot
) -> None:
    menu = menu_at_line(window, 700, qtbot)
    words = [action.text() for action in menu.actions() if action.text()]
    assert words[0] == "复制原文"
    assert words[-1] == "打开这一行所在的公文“川府发〔2016〕37号”"
    menu.actions()[-1].trigger()
    menu.close()
    settle()
    assert window.reader.id == document_of(window, "川府发〔2016〕37号")


def test_a_doubt_is_settled_from_its_card(window: MainWindow, settle: Callable[[], None]) -> None:
    window.open(document_of(window, "川府发〔2016〕37号"), 0)
    settle()
    window.actions_["next_doubt"].trigger()
    settle()
    card = window.doubts.card
    assert card is not None
    buttons = [card._flow.itemAt(at).widget() for at in range(card._flow.count())]  # type: ignore[union-attr]
    assert [one.text() for one in buttons] == ["更正标题、文号等…", "对照原文"]
    buttons[0].click()
    settle()
    assert window.book.form is not None
    window.book.form.reject()


def test_what_cannot_be_meant_is_refused_in_a_sentence(open_window: Opener, folder: Path) -> None:
    recorder = Recorder()
    window = open_window(folder, recorder)
    window.open(document_of(window, "国发〔2016〕49号"))
    stored = window.reader.stored
    assert stored is not None
    last = len(stored.document.blocks) - 1
    window.corrections.correct(stored.id, lambda: corrections.join(stored.document, last))
    assert recorder.of("error") == ["这是公文的最后一段，后面没有可以并入的段落。"]
    assert not window.marker.can_undo
    # Another state of the text was seen when it was asked for.
    first = lambda: corrections.join(stored.document, 4)  # noqa: E731
    window.corrections.correct(stored.id, first, stored.revision + 1)
    open_window.settle(window)
    assert recorder.of("error")[-1].startswith("这件公文刚刚更新，没有更正")
    assert window.library.corrections() == []
    assert not window.marker.can_undo


def test_fields_after_one_that_is_refused_are_told_of(open_window: Opener, folder: Path) -> None:
    recorder = Recorder()
    window = open_window(folder, recorder)
    window.open(document_of(window, "国发〔2016〕49号"))
    stored = window.reader.stored
    assert stored is not None
    wanted = [
        corrections.field(stored.document, corrections.Amends.TITLE, "另一题名"),
        corrections.field(stored.document, corrections.Amends.NUMBER, "国发〔2016〕50号"),
    ]
    window.corrections.correct_fields(stored.id, wanted, stored.revision + 1)
    open_window.settle(window)
    assert recorder.of("error")[-1].startswith("这件公文刚刚更新，没有更正")
    [left] = [one for one in recorder.of("warn") if "也没有更正" in one]
    assert "国发〔2016〕50号" in left
    assert window.library.corrections() == []


def test_a_field_is_refused_where_another_process_came_between(
    open_window: Opener, folder: Path
) -> None:
    recorder = Recorder()
    window = open_window(folder, recorder)
    window.open(document_of(window, "国发〔2016〕49号"))
    stored = window.reader.stored
    assert stored is not None
    seen = stored.document
    wanted = [
        corrections.field(seen, corrections.Amends.NUMBER, "国发〔2016〕50号"),
        corrections.field(seen, corrections.Amends.KIND, "决定"),
        corrections.field(seen, corrections.Amends.TITLE, "另一题名"),
    ]
    came = []

    def come_between(_changes: Changes) -> None:
        if not came:
            other = Library.open(places(folder))
            came.append(other.correct(stored.id, corrections.join(seen, 4)))
            other.close()

    window.marker.changed.connect(come_between)
    window.corrections.correct_fields(stored.id, wanted, stored.revision)
    open_window.settle(window)
    assert recorder.of("error")[-1].startswith("这件公文刚刚更新，没有更正")
    [left] = [one for one in recorder.of("warn") if "也没有更正" in one]
    assert "另一题名" in left
    kept = {row.correction.amends for row in window.library.corrections()}
    assert kept == {corrections.Amends.NUMBER, corrections.Amends.JOIN}


@pytest.mark.usefixtures("window")
def test_a_window_that_only_reads_offers_none_and_says_why(
    open_window: Opener, folder: Path, qtbot: QtBot
) -> None:
    recorder = Recorder()
    reading = open_window(folder, recorder)
    reading.open(document_of(reading, "川府发〔2016〕37号"), 0)
    assert not reading.actions_["correct"].isEnabled()
    assert not reading.actions_["correct_here"].isEnabled()
    menu = menu_at_line(reading, 683, qtbot)
    words = [action.text() for action in menu.actions() if action.text()]
    why = "这个文库已在另一个窗口中打开，这里不能更正。"
    assert words[-2:] == [why, "更正一览…"]
    menu.close()
    reading.actions_["next_doubt"].trigger()
    open_window.settle(reading)
    card = reading.doubts.card
    assert card is not None
    assert card.refusal.text() == why
    assert card._flow.count() == 1
    reading.book.show_form()
    assert recorder.of("info")[-1] == why
