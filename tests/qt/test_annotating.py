"""Marking with real keys and mouse on the real window: made, changed, taken back, reached."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from zhupi.annotations.model import Annotation, Colour, Style
from zhupi.errors import LibraryError
from zhupi.library import Library
from zhupi.locations import places
from zhupi.qt.main_window import MainWindow
from zhupi.qt.messages import Recorder

from .conftest import settle

NUMBER = "国发〔2016〕49号"
QUOTE = "财政事权是一级政府应承担的运用财政资金提供基本公共服务的任务和职责"
NONE = Qt.KeyboardModifier.NoModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
CONTROL = Qt.KeyboardModifier.ControlModifier
ALT_SHIFT = Qt.KeyboardModifier.AltModifier | SHIFT
LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def recorder() -> Recorder:
    return Recorder()


@pytest.fixture
def window(open_window, folder, recorder) -> MainWindow:
    made = open_window(folder, recorder)
    made.open(made.library.resolve(NUMBER))
    made.pane.setFocus()
    return made


def press(window: MainWindow, *keys: Qt.Key, modifiers: Qt.KeyboardModifier = NONE) -> None:
    for key in keys:
        QTest.keyClick(window.pane, key, modifiers)


def select(window: MainWindow, words: str) -> tuple[int, int]:
    start = window.pane.words.index(words)
    window.pane.select(start, start + len(words))
    window.pane.go_to(start)
    return start, start + len(words)


def marks(window: MainWindow) -> list[Annotation]:
    return window.library.annotations(window.reader.id)


def quotes(window: MainWindow) -> list[str]:
    return [item.selector.quote for item in marks(window) if item.selector is not None]


def spot(window: MainWindow, offset: int) -> QPoint:
    """The middle of a character in the viewport."""
    here, after = window.pane.rect_of(offset), window.pane.rect_of(offset + 1)
    return QPoint((here.left() + after.left()) // 2, here.center().y())


def made(qtbot: QtBot, window: MainWindow, words: str, key: Qt.Key = Qt.Key.Key_H) -> Annotation:
    select(window, words)
    with qtbot.waitSignal(window.marker.made) as told:
        press(window, key)
    settle(qtbot, window)
    annotation = told.args[0]
    assert isinstance(annotation, Annotation)
    return annotation


# With the keys alone


def test_the_keys_alone_find_select_mark_and_annotate(window, qtbot) -> None:
    start = window.pane.words.index(QUOTE)
    window.pane.go_to(start, at_top=True)
    press(window, Qt.Key.Key_F7)
    assert window.pane.caret.on
    top = window.pane.map.offset(window.pane.textCursor().position())
    assert window.pane.viewport().rect().contains(window.pane.rect_of(top))
    assert top <= start
    for _ in range(start - top):
        press(window, Qt.Key.Key_Right)
    press(window, *[Qt.Key.Key_Right] * 4, modifiers=SHIFT)
    assert window.pane.selected() == (start, start + 4)
    press(window, Qt.Key.Key_N)
    qtbot.waitUntil(window.side.notes.editor.text.hasFocus)
    with qtbot.waitSignal(window.marker.draft_saved, timeout=5_000):
        QTest.keyClicks(window.side.notes.editor.text, "x")
    assert [(item.note, item.colour) for item in marks(window)] == [("x", Colour.RED)]
    assert quotes(window) == ["财政事权"]


def test_without_the_caret_the_arrows_scroll(window) -> None:
    bar = window.pane.verticalScrollBar()
    before, at = window.pane.textCursor().position(), bar.value()
    press(window, Qt.Key.Key_Down, Qt.Key.Key_Down)
    assert bar.value() > at
    assert window.pane.textCursor().position() == before


def test_the_caret_moves_by_words_lines_and_pages(window) -> None:
    press(window, Qt.Key.Key_F7)
    text, pane = window.pane.words, window.pane
    start = text.index("财政事权是一级政府")
    pane.put_caret(start)
    press(window, Qt.Key.Key_Right, modifiers=CONTROL)
    at = pane.map.offset(pane.textCursor().position())
    assert text[start:at].isalnum()
    assert not text[at].isalnum()
    press(window, Qt.Key.Key_Left, modifiers=CONTROL)
    assert pane.map.offset(pane.textCursor().position()) == start
    press(window, Qt.Key.Key_End)
    end = pane.map.offset(pane.textCursor().position())
    press(window, Qt.Key.Key_Home)
    begin = pane.map.offset(pane.textCursor().position())
    assert begin <= start < end
    assert pane.rect_of(begin).top() == pane.rect_of(start).top()
    press(window, Qt.Key.Key_End, Qt.Key.Key_End, Qt.Key.Key_Home)
    assert pane.map.offset(pane.textCursor().position()) == begin
    press(window, Qt.Key.Key_End, modifiers=SHIFT)
    assert pane.selected() == (begin, end)
    value = pane.verticalScrollBar().value()
    press(window, Qt.Key.Key_PageDown)
    assert pane.verticalScrollBar().value() > value
    assert pane.viewport().rect().contains(pane.cursorRect().center())
    press(window, Qt.Key.Key_Home, modifiers=CONTROL)
    assert pane.textCursor().position() == 0


def test_the_caret_makes_the_mark_current_in_which_it_stands(window, qtbot) -> None:
    mark = made(qtbot, window, QUOTE)
    press(window, Qt.Key.Key_F7)
    window.pane.put_caret(mark.selector.start + 2)
    assert window.marks.current == mark
    press(window, Qt.Key.Key_4)
    settle(qtbot, window)
    assert [item.colour for item in marks(window)] == [Colour.BLUE]
    window.pane.put_caret(mark.selector.end + 3)
    assert window.marks.current is None


def test_bracket_keys_walk_from_mark_to_mark(window, qtbot, recorder) -> None:
    words = ["财政事权是一级政府", "分灶吃饭", "法治化、规范化程度不高"]
    ids = [made(qtbot, window, one).id for one in words]
    window.marks.set_current("")
    window.pane.go_to(0, at_top=True)
    seen = []
    for _ in ids:
        press(window, Qt.Key.Key_BracketRight)
        seen.append(window.marks.current.id)
        assert window.side.notes.current() == seen[-1]
    assert seen == ids
    press(window, Qt.Key.Key_BracketRight)
    assert recorder.of("info") == ["后面没有别的标记了。"]
    press(window, Qt.Key.Key_BracketLeft)
    assert window.marks.current.id == ids[1]


# Quick keys


def test_keys_that_follow_at_once_are_obeyed_in_order(window, qtbot) -> None:
    select(window, QUOTE)
    press(window, Qt.Key.Key_1, Qt.Key.Key_2, Qt.Key.Key_3, Qt.Key.Key_U)
    settle(qtbot, window)
    [mark] = marks(window)
    assert (mark.colour, mark.style) == (Colour.GREEN, Style.UNDERLINE)
    window.annotator.undo()
    window.annotator.undo()
    press(window, Qt.Key.Key_5)
    settle(qtbot, window)
    [mark] = marks(window)
    assert (mark.colour, mark.style) == (Colour.PURPLE, Style.HIGHLIGHT)
    assert window.marker.stack.count() == 3


def test_undo_right_after_a_mark_takes_that_mark_back(window, qtbot) -> None:
    made(qtbot, window, "分灶吃饭")
    select(window, QUOTE)
    press(window, Qt.Key.Key_H)
    assert window.actions_["undo"].isEnabled()
    window.actions_["undo"].trigger()
    settle(qtbot, window)
    assert quotes(window) == ["分灶吃饭"]


def test_a_burst_of_stretching_is_one_step_and_stops_at_one_character(
    window, qtbot, recorder
) -> None:
    mark = made(qtbot, window, "财政事权是")
    press(window, *[Qt.Key.Key_Right] * 6, modifiers=ALT_SHIFT)
    press(window, *[Qt.Key.Key_Down] * 2, modifiers=ALT_SHIFT)
    settle(qtbot, window)
    assert quotes(window) == ["事权是一级政府应承"[:9]]
    press(window, *[Qt.Key.Key_Left] * 12, modifiers=ALT_SHIFT)
    settle(qtbot, window)
    assert quotes(window) == ["事"]
    assert "只剩一个字" in recorder.of("info")[0]
    with qtbot.waitSignal(window.marker.changed):
        window.actions_["undo"].trigger()
    assert quotes(window) == ["财政事权是"]
    assert [item.id for item in marks(window)] == [mark.id]


def test_an_end_moves_over_the_break_between_paragraphs(window, qtbot) -> None:
    text = window.pane.words
    at = text.index("\n", text.index("法治化、规范化程度不高"))
    made(qtbot, window, text[at - 4 : at])
    press(window, Qt.Key.Key_Right, modifiers=ALT_SHIFT)
    settle(qtbot, window)
    assert quotes(window) == [text[at - 4 : at + 2]]
    press(window, Qt.Key.Key_Left, modifiers=ALT_SHIFT)
    settle(qtbot, window)
    assert quotes(window) == [text[at - 4 : at]]


def test_e_lets_the_current_mark_be_over_the_selection(window, qtbot) -> None:
    mark = made(qtbot, window, QUOTE)
    select(window, "分灶吃饭")
    press(window, Qt.Key.Key_R)
    settle(qtbot, window)
    assert [(item.id, item.selector.quote) for item in marks(window)] == [(mark.id, "分灶吃饭")]


# Steps


def test_undo_and_redo_go_through_every_kind_of_change_and_name_it(window, qtbot) -> None:
    document, act = window.reader.id, window.actions_
    editor = window.side.notes.editor

    def state() -> list[tuple[object, ...]]:
        return [
            (one.colour, one.style, one.selector and one.selector.quote, one.note, one.tags)
            for one in window.library.annotations(document)
        ]

    seen, names = [state()], []

    def step() -> None:
        settle(qtbot, window)
        seen.append(state())
        names.append(act["undo"].text())

    made(qtbot, window, "财政事权是一级政府")
    step()
    press(window, Qt.Key.Key_3)
    step()
    press(window, Qt.Key.Key_U)
    step()
    press(window, Qt.Key.Key_Right, modifiers=ALT_SHIFT)
    step()
    press(window, Qt.Key.Key_N)
    QTest.keyClicks(editor.text, "one two")
    editor.flush()
    step()
    editor.tags.setFocus()
    QTest.keyClicks(editor.tags, "tag")
    window.pane.setFocus()
    step()
    press(window, Qt.Key.Key_Delete)
    step()
    act["document_note"].trigger()
    QTest.keyClicks(editor.text, "whole")
    window.pane.setFocus()
    step()
    assert names == [
        "撤销 标记“财政事权是一级政府”",
        "撤销 改色“财政事权是一级政府”",
        "撤销 改为划线“财政事权是一级政府”",
        "撤销 改范围“财政事权是一级政府应”",
        "撤销 写批注“财政事权是一级政府应”",
        "撤销 改标签“财政事权是一级政府应”",
        "撤销 删除“财政事权是一级政府应”",
        "撤销 写本文笔记",
    ]
    for expected in reversed(seen[:-1]):
        act["undo"].trigger()
        settle(qtbot, window)
        assert state() == expected
    assert not act["undo"].isEnabled()
    assert act["redo"].text() == "重做 标记“财政事权是一级政府”"
    for expected in seen[1:]:
        act["redo"].trigger()
        settle(qtbot, window)
        assert state() == expected
    assert not act["redo"].isEnabled()


def test_what_was_typed_at_one_sitting_is_one_step(window, qtbot) -> None:
    made(qtbot, window, QUOTE, Qt.Key.Key_N)
    editor = window.side.notes.editor
    for words in ("one ", "two ", "three"):
        QTest.keyClicks(editor.text, words)
        editor.flush()
        settle(qtbot, window)
    window.pane.setFocus()
    assert window.marker.stack.count() == 2
    window.annotator.undo()
    settle(qtbot, window)
    assert [item.note for item in marks(window)] == [""]
    assert editor.text.toPlainText() == ""


def test_undo_takes_what_is_being_typed_first(window, qtbot) -> None:
    made(qtbot, window, QUOTE, Qt.Key.Key_N)
    QTest.keyClicks(window.side.notes.editor.text, "unsaved")
    window.actions_["undo"].trigger()
    settle(qtbot, window)
    assert [item.note for item in marks(window)] == [""]
    window.actions_["redo"].trigger()
    settle(qtbot, window)
    assert [item.note for item in marks(window)] == ["unsaved"]


def test_an_undo_that_cannot_be_written_is_told_and_can_be_tried_again(
    window, qtbot, recorder, monkeypatch
) -> None:
    made(qtbot, window, QUOTE)

    def full(*_args: object) -> None:
        raise LibraryError("磁盘已满，没有保存。")

    with monkeypatch.context() as patch:
        patch.setattr(window.library, "restate", full)
        window.actions_["undo"].trigger()
        settle(qtbot, window)
    assert recorder.of("error") == ["磁盘已满，没有保存。"]
    assert quotes(window) == [QUOTE]
    window.actions_["undo"].trigger()
    settle(qtbot, window)
    assert quotes(window) == []


def test_a_step_of_another_document_says_where_it_was(window, qtbot, recorder) -> None:
    made(qtbot, window, "分灶吃饭")
    window.open(window.library.resolve("国办发〔2016〕64号"))
    window.actions_["undo"].trigger()
    settle(qtbot, window)
    assert recorder.of("info") == ["已撤销：标记“分灶吃饭”（在另一件公文中）。"]


def test_what_another_process_changed_since_is_not_undone(window, folder, qtbot, recorder) -> None:
    mark = made(qtbot, window, QUOTE)
    press(window, Qt.Key.Key_2)
    settle(qtbot, window)
    other = Library.open(places(folder))
    other.edit(mark.id, colour=Colour.PURPLE)
    other.close()
    window.actions_["undo"].trigger()
    settle(qtbot, window)
    assert [item.colour for item in marks(window)] == [Colour.PURPLE]
    assert "已在别处改动" in recorder.of("info")[0]


# The mouse


def drag(window: MainWindow, start: QPoint, end: QPoint) -> None:
    viewport = window.pane.viewport()
    QTest.mousePress(viewport, LEFT, pos=start)
    for part in (1, 2, 3, 4):
        QTest.mouseMove(viewport, start + (end - start) * part / 4)
    QTest.mouseRelease(viewport, LEFT, pos=end)


def test_a_selection_by_mouse_shows_the_bar_and_a_click_there_marks(window, qtbot) -> None:
    start = window.pane.words.index("分灶吃饭")
    window.pane.go_to(start)
    bar = window.panes.selection_bar
    assert not bar.isVisible()
    drag(window, window.pane.rect_of(start).center(), window.pane.rect_of(start + 4).center())
    assert bar.isVisible()
    assert window.pane.viewport().rect().contains(bar.geometry())
    assert not bar.geometry().intersects(window.pane.rect_of(start))
    assert bar.dots[Colour.GREEN].text() == "数据"
    with qtbot.waitSignal(window.marker.made):
        QTest.mouseClick(bar.underline, LEFT)
        QTest.mouseClick(bar.dots[Colour.GREEN], LEFT)
    settle(qtbot, window)
    [mark] = marks(window)
    assert (mark.selector.quote, mark.colour, mark.style) == (
        "分灶吃饭", Colour.GREEN, Style.UNDERLINE,
    )  # fmt: skip
    assert not bar.isVisible()


def test_clicks_on_an_overlap_reach_one_mark_after_the_other(window, qtbot) -> None:
    long = made(qtbot, window, QUOTE)
    short = made(qtbot, window, "财政事权是一级政府", Qt.Key.Key_2)
    middle = made(qtbot, window, "财政事权是一级政府应承担的", Qt.Key.Key_U)
    window.marks.set_current("")
    point = spot(window, long.selector.start + 2)
    chosen = []
    for _ in range(4):
        QTest.mouseClick(window.pane.viewport(), LEFT, pos=point)
        chosen.append(window.side.notes.current())
    assert chosen == [short.id, middle.id, long.id, short.id]
    assert window.side.notes.view.cards.rowCount() == 3


@pytest.mark.parametrize("at_end", [True, False])
def test_a_mark_is_drawn_longer_and_shorter_at_its_ends(window, qtbot, at_end) -> None:
    mark = made(qtbot, window, "一级政府应承担的", Qt.Key.Key_N)
    with qtbot.waitSignal(window.marker.draft_saved, timeout=5_000):
        QTest.keyClicks(window.side.notes.editor.text, "kept")
    window.pane.setFocus()
    settle(qtbot, window)
    start, end = mark.selector.start, mark.selector.end
    first, last = (window.pane.knobs()[one] for one in sorted(window.pane.knobs(), key=str))
    knob = (
        max((first, last), key=lambda p: (p.y(), p.x()))
        if at_end
        else min((first, last), key=lambda p: (p.y(), p.x()))
    )
    target = end - 3 if at_end else start - 5
    with qtbot.waitSignal(window.marker.changed):
        drag(window, knob.toPoint(), window.pane.rect_of(target).center())
    settle(qtbot, window)
    [changed] = marks(window)
    expected = (start, target) if at_end else (target, end)
    assert (changed.selector.start, changed.selector.end) == expected
    assert (changed.id, changed.note) == (mark.id, "kept")
    assert window.actions_["undo"].text().startswith("撤销 改范围")


def test_escape_lets_a_mark_be_as_it_was(window, qtbot) -> None:
    mark = made(qtbot, window, "一级政府应承担的")
    knob = next(iter(window.pane.knobs().values())).toPoint()
    QTest.mousePress(window.pane.viewport(), LEFT, pos=knob)
    QTest.mouseMove(window.pane.viewport(), knob + QPoint(60, 0))
    press(window, Qt.Key.Key_Escape)
    QTest.mouseRelease(window.pane.viewport(), LEFT, pos=knob + QPoint(60, 0))
    settle(qtbot, window)
    assert marks(window) == [mark]


# What is seen


def test_a_mark_runs_over_paragraphs(window, qtbot) -> None:
    text = window.pane.words
    at = text.index("\n", text.index("法治化、规范化程度不高"))
    mark = made(qtbot, window, text[at - 5 : at + 6])
    assert mark.selector.quote == text[at - 5 : at + 6]
    for offset in (at - 3, at + 3):
        assert [one.id for one in window.pane.marks_at(spot(window, offset))] == [mark.id]


@pytest.mark.parametrize("theme", ["light", "sepia", "dark"])
def test_a_note_shows_on_the_page_in_every_theme(window, open_window, qtbot, theme) -> None:
    open_window.dress(window, theme)
    mark = made(qtbot, window, "一级政府应承担的")
    window.marks.set_current("")
    edge = window.theme.marks[Colour.RED].edge

    def painted() -> int:
        """So many pixels have the mark's strong colour."""
        image = window.pane.viewport().grab().toImage()
        return sum(
            image.pixelColor(x, y) == edge
            for x in range(image.width())
            for y in range(max(0, line.top() - 12), line.bottom())
        )

    line = window.pane.rect_of(mark.selector.end)
    bare = painted()
    window.library.edit(mark.id, note="x")
    window.annotator.show()
    assert painted() > bare + 20


def test_an_orphan_is_listed_and_not_painted(window, folder, qtbot) -> None:
    import sqlite3

    mark = made(qtbot, window, QUOTE)
    connection = sqlite3.connect(folder / "library.sqlite3")
    with connection:
        connection.execute("UPDATE annotation SET state = 'orphan'")
    connection.close()
    window.annotator.show()
    assert window.pane.marks_at(spot(window, mark.selector.start + 2)) == []
    assert window.side.notes.view.cards.rowCount() == 1


def test_what_a_mark_means_is_told_under_the_pointer(window, qtbot) -> None:
    mark = made(qtbot, window, QUOTE, Qt.Key.Key_5)
    window.library.edit(mark.id, note="**三年**内\n\n- 办结")
    window.annotator.set_meanings({**window.annotator.meanings, Colour.PURPLE: "期限"})
    assert window.pane.words_at(spot(window, mark.selector.start + 2)) == "期限　三年内 办结"
    assert window.panes.selection_bar.dots[Colour.PURPLE].text() == "期限"
    assert window.side.notes.view.cards.card(0).meaning == "期限"


# Notes


def test_a_link_of_a_note_opens_the_document_it_names(window, qtbot, recorder) -> None:
    made(qtbot, window, QUOTE, Qt.Key.Key_N)
    editor = window.side.notes.editor
    editor.text.setPlainText("[[国办发〔2016〕64号]] 与 [[国发〔1900〕1号]]")
    window.actions_["preview_note"].trigger()
    here = window.reader.id
    broken = editor.view.document().find("1900").charFormat()
    assert not broken.isAnchor()

    def follow(words: str) -> None:
        box = editor.view.cursorRect(editor.view.document().find(words))
        QTest.mouseClick(editor.view.viewport(), LEFT, pos=box.center() - QPoint(4, 0))
        settle(qtbot, window)

    follow("1900")
    assert window.reader.id == here
    follow("64号")
    assert window.reader.id == window.library.resolve("国办发〔2016〕64号")
    window.open(here)
    settle(qtbot, window)
    assert marks(window)[0].note == "[[国办发〔2016〕64号]] 与 [[国发〔1900〕1号]]"
    assert recorder.of("error") == []


def test_the_tags_in_use_are_offered(window, qtbot) -> None:
    start = window.pane.words.index("分灶吃饭")
    window.library.highlight(window.reader.id, start, start + 4, tags=["zhongdian"])
    made(qtbot, window, QUOTE, Qt.Key.Key_N)
    tags = window.side.notes.editor.tags
    tags.setFocus()
    QTest.keyClicks(tags, "zh")
    assert tags.offered() == ["zhongdian"]
    QTest.keyClick(tags.popup, Qt.Key.Key_Down)
    with qtbot.waitSignal(window.marker.draft_saved, timeout=5_000):
        QTest.keyClick(tags.popup, Qt.Key.Key_Return)
    assert [item.tags for item in marks(window)] == [("zhongdian",)] * 2


def test_every_card_comes_however_many_there_are(window, qtbot) -> None:
    for at in range(120):
        window.library.highlight(window.reader.id, 300 + at * 20, 310 + at * 20)
    window.annotator.show()
    cards = window.side.notes.view.cards
    assert cards.rowCount() == 120
    settle(qtbot, window)
    assert cards.missing() == []
    last = cards.annotation(119)
    window.marks.set_current(last)
    view = window.side.notes.view
    qtbot.waitUntil(lambda: view.viewport().rect().intersects(view.visualRect(cards.index(119))))


def test_the_menu_over_the_text_names_the_colours_and_keeps_the_current_mark(window, qtbot) -> None:
    long = made(qtbot, window, QUOTE)
    made(qtbot, window, "财政事权是一级政府", Qt.Key.Key_2)
    window.marks.set_current(long.id)
    window.page_menu.show(spot(window, long.selector.start + 2))
    [menu] = [one for one in window.pane.findChildren(QMenu) if one.isVisible()]
    named = {action.text(): action for action in menu.actions()}
    assert "责任\t4" in named
    with qtbot.waitSignal(window.marker.changed):
        named["责任\t4"].trigger()
    menu.close()
    assert {item.id: item.colour for item in marks(window)}[long.id] is Colour.BLUE


def test_a_window_that_reads_only_changes_nothing(open_window, folder, qtbot) -> None:
    first = open_window(folder)
    document = first.library.resolve(NUMBER)
    start, end = first.library.find_quote(document, QUOTE)
    first.library.highlight(document, start, end)
    second = open_window(folder)
    second.open(document)
    [mark] = marks(second)
    second.marks.set_current(mark.id)
    assert second.pane.knobs() == {}
    second.pane.setFocus()
    press(second, Qt.Key.Key_3, Qt.Key.Key_U, Qt.Key.Key_Delete)
    press(second, Qt.Key.Key_Right, modifiers=ALT_SHIFT)
    second.pane.select(start, end)
    press(second, Qt.Key.Key_E, Qt.Key.Key_H)
    settle(qtbot, second)
    assert marks(second) == [mark]
