"""The raw lines beside the page: opened, in step, stepped through, copied from, closed."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from zhupi.locations import places
from zhupi.qt.main_window import MainWindow
from zhupi.qt.source_pane import SourcePane
from zhupi.settings import Settings

from .conftest import Opener, document_of


@pytest.fixture
def window(open_window: Opener, folder: Path, qtbot: QtBot) -> MainWindow:
    """A window that reads 国发〔2016〕49号, its raw lines beside it."""
    opened = open_window(folder)
    opened.open(document_of(opened, "国发〔2016〕49号"), 0)
    with qtbot.waitSignal(opened.source.shown):
        QTest.keyClick(opened, Qt.Key.Key_U, Qt.KeyboardModifier.ControlModifier)
    return opened


def pane_of(window: MainWindow) -> SourcePane:
    assert window.source.view is not None
    return window.source.view.pane


def put_page_at(window: MainWindow, words: str) -> None:
    window.pane.go_to(window.pane.words.index(words), at_top=True)


def test_it_says_what_one_sees(window: MainWindow) -> None:
    view = window.source.view
    assert view is not None
    # The file has 3,724 lines; the next document begins on line 674; three page numbers before it.
    facts = view.facts.text().split(" · ")
    told = [one.replace("\N{NO-BREAK SPACE}", " ").replace("\u2060", "") for one in facts]
    assert told == ["UTF-8", "第 1–673 行，共 3724 行", "修复 0 处", "版面 3 行"]
    assert view.name.toolTip() == "000_d0b377c5939d8c83.txt"
    assert window.pane.isVisible()


def test_the_lines_follow_the_page(window: MainWindow) -> None:
    # Line 102 of the file begins so, and so does the paragraph.
    put_page_at(window, "高举中国特色社会主义伟大旗帜，全面贯彻党")
    assert pane_of(window).top_line() in range(100, 103)
    put_page_at(window, "国务院关于推进中央")
    assert pane_of(window).top_line() == 1


def test_the_page_follows_the_lines(window: MainWindow) -> None:
    pane = pane_of(window)
    pane.show_line(102, at_top=True)
    at = window.pane.words.index("高举中国特色社会主义伟大旗帜，全面贯彻党")
    assert abs(window.pane.top_offset() - at) < 40
    # What is beyond the document moves nothing.
    top = window.pane.top_offset()
    pane.show_line(1500, at_top=True)
    assert (pane.top_line(), window.pane.top_offset()) == (1500, top)


def test_a_click_on_a_line_shows_its_block_and_a_caret_in_the_page_its_lines(
    window: MainWindow, qtbot: QtBot
) -> None:
    pane = pane_of(window)
    pane.show_line(300, at_top=True)
    with qtbot.waitSignal(pane.line_chosen) as chosen:
        spot = QPoint(pane.viewport().width() // 2, pane.viewport().height() // 2)
        QTest.mouseClick(pane.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    assert chosen.args is not None
    line = chosen.args[0]
    sheet = window.source.sheet
    assert sheet is not None
    block = sheet.block_at(line)
    assert block is not None
    assert pane._shown.block == block.lines
    at = window.pane.words.index(block.text)
    assert window.pane.viewport().rect().contains(window.pane.rect_of(at).center())

    window.pane.put_caret(window.pane.words.index("和“四个全面”战略布局"))
    assert pane._shown.block == (102, 127)
    assert pane.current_line == 111


def test_the_line_stays_when_the_page_is_set_anew(window: MainWindow) -> None:
    window.source.go_to_line(129)
    bracket = window.pane.set_bracket(None)
    assert bracket is not None
    window.pane.set_bracket(bracket)
    window.reader.zoom(2)
    assert pane_of(window).current_line == 129
    assert window.pane.set_bracket(None) == bracket


def test_furniture_and_repairs_are_gone_through_by_key(window: MainWindow) -> None:
    pane = pane_of(window)
    window.pane.setFocus()
    QTest.keyClick(window.pane, Qt.Key.Key_F)
    assert pane.current_line == 110
    assert pane.accessibleDescription() == "第 110 行：２；页码，不入正文"
    pane.setFocus()
    QTest.keyClick(pane, Qt.Key.Key_F)
    second = pane.current_line
    assert second > 110
    QTest.keyClick(pane, Qt.Key.Key_F, Qt.KeyboardModifier.ShiftModifier)
    assert pane.current_line == 110
    QTest.keyClick(pane, Qt.Key.Key_X)
    assert pane.current_line == 1210  # in a document after this one: the view shows all of the file
    QTest.keyClick(pane, Qt.Key.Key_X, Qt.KeyboardModifier.ShiftModifier)
    recorder = window.messages
    assert recorder.of("info")[-1] == "前面没有修复了。"  # type: ignore[attr-defined]


def test_the_pointer_at_a_glyph_is_told_what_was_put_right(
    window: MainWindow, qtbot: QtBot
) -> None:
    row = next(row for row in window.library.rows() if row.source.startswith("003_"))
    with qtbot.waitSignal(window.source.shown):
        window.open(row.id)
    pane = pane_of(window)
    sheet, layout = window.source.sheet, pane._layout
    assert sheet is not None
    assert layout is not None
    line_row, cell = layout.cell((12, sheet.line(12).index("ꎮ")))
    y = layout.top(12) * pane._metrics.unit + line_row * pane._metrics.row + 5
    x = pane._metrics.left + (cell + 1) * pane._metrics.cell
    spot = QPoint(int(x), int(y) - pane.verticalScrollBar().value())
    assert pane._told_at(spot) == "修复：ꎮ → 。（字形还原）\n原文字符 U+A3AE"
    assert pane.words_of(16).startswith("第 16 行：")


def test_raw_characters_are_copied_as_they_are(window: MainWindow) -> None:
    pane = pane_of(window)
    pane.setFocus()
    pane.put_caret((28, 0))
    pane.put_caret((30, 2), keep_anchor=True)
    QTest.keyClick(pane, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    copied = QGuiApplication.clipboard().text()
    assert copied == "　　 一、推进财政事权和支出责任划分改革\n\n的必"
    QTest.keyClick(pane, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    source = Path(__file__).parents[2] / "seeds" / "000_d0b377c5939d8c83.txt"
    assert pane.selected_text() == source.read_bytes().decode().replace("\r\n", "\n")


def test_the_caret_walks_over_the_lines(window: MainWindow) -> None:
    pane = pane_of(window)
    pane.setFocus()
    pane.put_caret((2, 0))
    QTest.keyClick(pane, Qt.Key.Key_Down)
    assert pane.current_line == 4  # line 3 is blank
    QTest.keyClick(pane, Qt.Key.Key_Up)
    QTest.keyClick(pane, Qt.Key.Key_End, Qt.KeyboardModifier.ShiftModifier)
    assert pane.selected_text() == "支出责任划分改革的指导意见"
    QTest.keyClick(pane, Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)
    assert pane.current_line == 3724
    QTest.keyClick(pane, Qt.Key.Key_Home, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(pane, Qt.Key.Key_PageDown)
    assert pane.current_line > 10


def test_escape_closes_it_from_either_side_and_its_width_is_remembered(
    window: MainWindow, folder: Path, qtbot: QtBot
) -> None:
    pane = pane_of(window)
    window.panes.middle.setSizes([400, 500])
    width = window.source.view.width()  # type: ignore[union-attr]
    pane.setFocus()
    QTest.keyClick(pane, Qt.Key.Key_Escape)
    assert not window.source.is_open
    assert window.settings.source_width == width
    with qtbot.waitSignal(window.source.shown):
        window.source.toggle()
    assert window.source.view is not None
    assert abs(window.source.view.width() - width) <= 2
    window.pane.clear_selection()
    window.pane.setFocus()
    QTest.keyClick(window.pane, Qt.Key.Key_Escape)
    assert not window.source.is_open
    window.close()
    qtbot.waitUntil(lambda: not window.isVisible())
    assert Settings.load(places(folder).config).source_width == width


def test_the_right_pane_makes_room_in_a_narrow_window(window: MainWindow) -> None:
    assert window.side.isHidden()
    assert window.pane.width() >= 340
    window.actions_["focus_panel"].trigger()
    assert not window.side.isHidden()
    window.source.close()
    assert not window.side.isHidden()


def test_it_goes_with_the_page(window: MainWindow) -> None:
    window.overview.show()
    assert not window.source.is_open
    window.overview.leave()
    assert window.source.is_open


def test_another_document_brings_its_own_lines(window: MainWindow, qtbot: QtBot) -> None:
    with qtbot.waitSignal(window.source.shown):
        window.open(document_of(window, "川府发〔2016〕37号"))
    assert pane_of(window).top_line() in range(672, 675)
    assert window.source.sheet is not None
    assert window.source.sheet.lines[0] == 674


@pytest.mark.parametrize("theme", ["light", "sepia", "dark"])
def test_it_is_drawn_in_every_theme(window: MainWindow, open_window: Opener, theme: str) -> None:
    open_window.dress(window, theme)
    pane = pane_of(window)
    drawn = pane.grab().toImage()
    ratio = drawn.devicePixelRatio()
    paper = drawn.pixelColor(int((pane.width() - 20) * ratio), int((pane.height() - 3) * ratio))
    assert paper == window.theme.paper
    assert len({drawn.pixel(x, y) for x in range(0, 300, 2) for y in range(0, 200, 2)}) > 4


def test_opened_once_more_it_leaves_the_page_where_it_is(
    window: MainWindow, open_window: Opener, qtbot: QtBot
) -> None:
    put_page_at(window, "高举中国特色社会主义伟大旗帜，全面贯彻党")
    window.source.close()
    window.open(document_of(window, "川府发〔2018〕7号"), 0)
    open_window.settle(window)  # type: ignore[attr-defined]
    at = window.pane.words.index("重点任务分工及进度安排表")
    window.pane.go_to(at, at_top=True)
    with qtbot.waitSignal(window.source.shown):
        window.source.toggle()
    assert window.pane.top_offset() == at
    assert window.source.sheet is not None
    first, last = window.source.sheet.lines
    assert first <= pane_of(window).top_line() <= last
