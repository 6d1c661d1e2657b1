"""Doubts told on a card: by key, by click, from the status bar; with the raw lines in question."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from zhupi.gazette.model import Block, BlockKind, Doubt
from zhupi.qt.doubts import placed
from zhupi.qt.main_window import MainWindow
from zhupi.qt.messages import Recorder

from .conftest import Opener, document_of, make_document


@pytest.fixture
def window(open_window: Opener, folder: Path) -> MainWindow:
    """A window that reads 川府发〔2016〕37号, whose title names another body than its sign-off."""
    opened = open_window(folder)
    opened.open(document_of(opened, "川府发〔2016〕37号"), 0)
    return opened


def wait_for_lines(window: MainWindow, qtbot: QtBot) -> None:
    qtbot.waitUntil(
        lambda: window.doubts.card is not None and window.doubts.card.pane.sheet is not None
    )


def test_a_key_tells_what_where_and_why(window: MainWindow, qtbot: QtBot) -> None:
    QTest.keyClick(window.pane, Qt.Key.Key_D)
    wait_for_lines(window, qtbot)
    card = window.doubts.card
    assert card is not None
    assert card.what.text() == "标题与落款的发文机关不一致"
    assert card.why.text() == ("标题署“四川省人民政府办公厅”，文号和落款属“四川省人民政府”。")
    assert card.where.text() == "原文第 674–677 行"
    assert card.accessibleName() == "存疑：标题与落款的发文机关不一致"
    # Line 674 of the file is the first of the title.
    assert card.pane.current_line == 674
    assert card.pane.top_line() == 674
    assert window.pane.viewport().rect().contains(card.geometry())
    QTest.keyClick(card, Qt.Key.Key_Escape)
    assert window.doubts.card is None
    assert window.pane.hasFocus()


def test_escape_in_the_text_closes_the_card_before_what_it_lies_over(window: MainWindow) -> None:
    window.actions_["find"].trigger()
    window.actions_["next_doubt"].trigger()
    window.pane.setFocus()
    QTest.keyClick(window.pane, Qt.Key.Key_Escape)
    assert window.doubts.card is None
    assert window.finder.is_open
    QTest.keyClick(window.pane, Qt.Key.Key_Escape)
    assert not window.finder.is_open


def test_a_click_on_the_sign_opens_the_card(window: MainWindow) -> None:
    painter = window.pane._painter
    assert painter is not None
    block, rect = next(iter(window.pane._visible_blocks(window.pane.viewport().rect())))
    words, box = painter.doubt(block, rect)
    assert words.startswith("标题与落款的发文机关不一致")
    QTest.mouseClick(window.pane.viewport(), Qt.MouseButton.LeftButton, pos=box.center().toPoint())
    assert window.doubts.card is not None
    assert "按 D" in window.pane.words_at(box.center().toPoint())


def test_the_status_bar_leads_to_the_card(window: MainWindow) -> None:
    other = document_of(window, "川府发〔2018〕7号")
    window.status.doubt_requested.emit(other)
    assert window.reader.id == other
    card = window.doubts.card
    assert card is not None
    assert card.what.text() == "表格经过重排"


def test_the_card_goes_with_its_document_and_leads_to_the_raw_lines(
    window: MainWindow, open_window: Opener, qtbot: QtBot
) -> None:
    window.actions_["next_doubt"].trigger()
    card = window.doubts.card
    assert card is not None
    window.resize(900, 700)
    open_window.dress(window, "dark")
    assert window.doubts.card is card
    with qtbot.waitSignal(window.source.shown):
        card.source.click()
    assert window.doubts.card is None
    assert window.source.view is not None
    assert window.source.view.pane.current_line == 674
    window.actions_["next_doubt"].trigger()
    window.open(document_of(window, "国发〔2016〕49号"))
    assert window.doubts.card is None


def test_a_document_without_doubts_says_so(open_window: Opener, folder: Path) -> None:
    recorder = Recorder()
    window = open_window(folder, recorder)
    window.open(document_of(window, "国发〔2016〕49号"))
    window.actions_["previous_doubt"].trigger()
    assert recorder.of("info")[-1] == "本文没有存疑之处。"


def test_doubts_stand_in_the_order_of_the_text_none_left_out() -> None:
    blocks = [Block(BlockKind.PARAGRAPH, words, (n, n)) for n, words in ((3, "甲"), (6, "乙"))]
    late, early, beyond = (
        Doubt((line, line), what, "") for line, what in ((6, "后"), (2, "前"), (9, "外"))
    )
    found = placed(make_document(*blocks, doubts=(late, early, beyond)))
    assert [(one.doubt.what, one.offset) for one in found] == [("前", 0), ("后", 2), ("外", 2)]
    assert found[0].where == "原文第 2 行"
