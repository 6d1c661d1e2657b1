"""What the reader does with the pane's width, and with the look that the settings ask for."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QTextCursor
from pytestqt.qtbot import QtBot

from zhupi.gazette import corrections
from zhupi.gazette.corrections import Amends
from zhupi.qt.main_window import MainWindow
from zhupi.qt.messages import Recorder

from .conftest import Opener


def title_lines(window: MainWindow) -> list[str]:
    """The lines into which the first title is parted."""
    block = window.pane.document().begin()
    lines = []
    while block.isValid() and "国发" not in block.text():
        lines += block.text().split("\u2028")
        block = block.next()
    return [line for line in lines if line]


def test_a_title_is_parted_for_the_column_it_stands_in(
    open_window: Callable[[Path], MainWindow], folder: Path, qtbot: QtBot
) -> None:
    window = open_window(folder)
    window.open(window.library.resolve("国发〔2016〕49号"))
    # As the gazette printed it: lines 1 and 2 of the file.
    printed = ["国务院关于推进中央与地方财政事权和", "支出责任划分改革的指导意见"]
    assert title_lines(window) == printed
    window.resize(900, 700)
    qtbot.waitUntil(lambda: title_lines(window) != printed)
    narrow = title_lines(window)
    assert "".join(narrow) == "".join(printed)
    for word in ("国务院", "中央", "地方", "财政", "事权", "支出", "责任", "改革", "指导", "意见"):
        assert any(word in line for line in narrow)
    window.resize(1200, 800)
    qtbot.waitUntil(lambda: title_lines(window) == printed)


def first_line(window: MainWindow) -> tuple[int, int]:
    """From which offset of the text to which the first line in sight reaches."""
    pane = window.pane
    # A line begins a character below the edge, see `go_to`.
    middle = QPoint(pane.viewport().width() // 2, round(window.settings.font_size * 1.6))
    pane.cursorForPosition(middle)  # lays out so far
    cursor = pane.cursorForPosition(middle)
    cursor.movePosition(QTextCursor.MoveOperation.StartOfLine)
    start = pane.map.offset(cursor.position())
    cursor.movePosition(QTextCursor.MoveOperation.EndOfLine)
    return start, pane.map.offset(cursor.position())


def change(window: MainWindow, qtbot: QtBot, **values: object) -> None:
    """Change settings of the look, as the dialog does."""
    for name, value in values.items():
        setattr(window.settings, name, value)
    with qtbot.waitSignal(window.reader.set_anew, timeout=5000):
        window.reader.renew()


CHANGES: list[dict[str, object]] = [
    {"column": 44},
    {"column": 30},
    {"font_size": 31},
    {"font_size": 12},
    {"line_height": 2.2},
    {"line_height": 1.4},
    {"font": "Noto Sans CJK SC"},
    {"font_size": 22, "column": 40, "line_height": 1.9, "font": ""},
]


def test_the_place_stays_when_the_look_changes_however_often(
    open_window: Callable[[Path], MainWindow], folder: Path, qtbot: QtBot
) -> None:
    window = open_window(folder)
    window.open(window.library.resolve("国发〔2016〕49号"))
    place = window.pane.words.index("特别是1994年实施的分税制改革")
    window.pane.go_to(place, at_top=True)
    for values in CHANGES * 3:
        change(window, qtbot, **values)
        start, end = first_line(window)
        assert start <= place <= end
        assert window.pane.top_offset() == place
    for step in (1, 1, -1, -1, -1):
        window.reader.zoom(step)
        assert window.pane.top_offset() == place
    window.resize(900, 700)
    window.resize(1200, 800)
    start, end = first_line(window)
    assert start <= place <= end


def test_the_caret_and_what_is_selected_stay_when_the_look_changes(
    open_window: Callable[[Path], MainWindow], folder: Path, qtbot: QtBot
) -> None:
    window = open_window(folder)
    window.open(window.library.resolve("国发〔2016〕49号"))
    at = window.pane.words.index("特别是1994年实施的分税制改革")
    window.pane.go_to(at - 400, at_top=True)
    window.pane.set_bracket(at)
    window.pane.select(at + 7, at)
    moved: list[int] = []
    window.pane.cursorPositionChanged.connect(lambda: moved.append(1))
    window.reader.zoom(3)
    change(window, qtbot, column=30)
    assert window.pane.standing() == (at - 400, at + 7, at)
    assert window.pane.selected() == (at, at + 7)
    assert window.pane.set_bracket(None) == at
    assert moved == []


def test_a_changed_text_keeps_the_caret_and_selects_nothing(
    open_window: Opener, folder: Path
) -> None:
    window = open_window(folder)
    window.open(window.library.resolve("国发〔2016〕49号"))
    at = window.pane.words.index("特别是1994年实施的分税制改革")
    window.pane.select(at, at + 7)
    stored = window.reader.stored
    assert stored is not None
    window.corrections.correct(
        stored.id, lambda: corrections.field(stored.document, Amends.NUMBER, "国发〔2016〕50号")
    )
    open_window.settle(window)
    assert window.reader.stored_revision > stored.revision
    assert window.pane.standing()[1:] == (at + 7, at + 7)


def test_scrolling_after_a_change_gives_a_new_place(
    open_window: Callable[[Path], MainWindow], folder: Path, qtbot: QtBot
) -> None:
    window = open_window(folder)
    window.open(window.library.resolve("国发〔2016〕49号"))
    place = window.pane.words.index("特别是1994年实施的分税制改革")
    window.pane.go_to(place, at_top=True)
    bar = window.pane.verticalScrollBar()
    bar.setValue(bar.value() + 600)
    later = window.pane.top_offset()
    assert later > place + 300
    change(window, qtbot, column=30)
    assert window.pane.top_offset() == later


def test_a_document_opens_where_it_was_left_in_another_look(
    open_window: Callable[[Path], MainWindow], folder: Path, qtbot: QtBot
) -> None:
    window = open_window(folder)
    first = window.library.resolve("国发〔2016〕49号")
    other = window.library.resolve("国办发〔2016〕47号")
    window.open(first)
    place = window.pane.words.index("特别是1994年实施的分税制改革")
    window.pane.go_to(place, at_top=True)
    window.open(other)
    change(window, qtbot, column=30, font_size=26, line_height=2.0)
    window.open(first)
    start, end = first_line(window)
    assert start <= place <= end
    open_window.close(window)  # type: ignore[attr-defined]
    again = open_window(folder)
    assert again.reader.id == first
    start, end = first_line(again)
    assert start <= place <= end


def test_a_font_that_is_not_here_is_remembered_and_not_used(
    open_window: Callable[[Path], MainWindow], folder: Path, qtbot: QtBot
) -> None:
    window = open_window(folder)
    change(window, qtbot, font="失传宋体")
    families = window.pane.document().begin().charFormat().font().families()
    assert "失传宋体" not in families
    assert window.settings.font == "失传宋体"


@pytest.mark.parametrize("size", [12, 25, 32])
def test_the_usual_size_comes_back_at_a_key(
    open_window: Callable[[Path], MainWindow], folder: Path, qtbot: QtBot, size: int
) -> None:
    window = open_window(folder)
    change(window, qtbot, font_size=size)
    window.pane.setFocus()
    qtbot.keyClick(window.pane, Qt.Key.Key_0, Qt.KeyboardModifier.ControlModifier)
    assert window.settings.font_size == 18


def test_what_is_not_in_the_library_any_more_is_not_opened(
    open_window: Opener, folder: Path
) -> None:
    """What was put away, or went into the one before, is no page to mark words on."""
    recorder = Recorder()
    window = open_window(folder, recorder)
    first, second = window.library.resolve("国发〔2016〕49号"), "川府发〔2016〕37号"
    joined = window.library.resolve(second)
    window.open(first)
    window.shelf.stop()
    window.library.correct(
        joined, corrections.join_documents(window.library.document(joined).document)
    )
    window.open(joined)
    assert recorder.of("error") == [f"库中没有编号为“{joined}”的公文。"]
    assert window.reader.id == first
    away = window.library.resolve("川府发〔2016〕30号")
    window.library.remove_document(away)
    window.open(away)
    assert recorder.of("error")[-1] == f"库中没有编号为“{away}”的公文。"
    assert window.reader.id == first
    open_window.settle(window)


def test_what_is_marked_found_and_selected_stays_in_another_look(
    open_window: Opener, folder: Path, qtbot: QtBot
) -> None:
    window = open_window(folder)
    document = window.library.resolve("国发〔2016〕48号")
    start, end = window.library.find_quote(document, "降低实体经济企业成本")
    window.library.highlight(document, start, end)
    window.open(document)
    pane = window.pane
    qtbot.waitUntil(lambda: bool(pane.links.all), timeout=10_000)
    window.annotator.show()
    mark = window.library.annotations(document)[0].id
    pane.set_current(mark)
    text = pane.words
    places = [(at, at + 2) for at in range(len(text)) if text.startswith("成本", at)]
    pane.set_hits(places)
    pane.show_hit(*places[3], scroll=False)
    pane.select(end, start)  # from its end, as a mouse drawn upwards does
    links = pane.links.all
    for change_look in (
        lambda: window.reader.zoom(3),
        lambda: open_window.dress(window, "dark"),
        lambda: change(window, qtbot, column=31, font="Noto Sans CJK SC"),
    ):
        change_look()
        current = pane.current_mark()
        assert current is not None
        assert (current.id, current.start, current.end) == (mark, start, end)
        assert pane.marks_at(pane.rect_of(start + 1).center()) == [current]
        assert pane.hits == places
        (hit,) = pane.extraSelections()
        assert hit.cursor.document() is pane.document()
        assert pane.map.offset(hit.cursor.selectionStart()) == places[3][0]
        assert pane.selected() == (start, end)
        cursor = pane.textCursor()
        assert pane.map.offset(cursor.anchor()) == end
        assert pane.map.offset(cursor.position()) == start
        assert pane.links.all == links


def test_another_look_takes_nobody_from_another_page(open_window: Opener, folder: Path) -> None:
    window = open_window(folder)
    window.open(window.library.resolve("国发〔2016〕49号"))
    window.actions_["all_notes"].trigger()
    page = window.overview.page
    assert page is not None and window.panes.centre.currentWidget() is page
    open_window.dress(window, "sepia")
    window.reader.zoom(1)
    assert window.panes.centre.currentWidget() is page


def test_out_of_sight_the_page_is_set_for_the_width_that_it_has(
    open_window: Opener, folder: Path, qtbot: QtBot
) -> None:
    window = open_window(folder)
    window.open(window.library.resolve("国发〔2016〕49号"))
    printed = title_lines(window)
    window.resize(900, 700)
    qtbot.waitUntil(lambda: title_lines(window) != printed)
    narrow = title_lines(window)
    window.actions_["all_notes"].trigger()
    assert not window.pane.isVisible()
    change(window, qtbot, line_height=1.9)
    assert title_lines(window) == narrow
