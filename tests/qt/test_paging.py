"""Reading to the end with the keys: one line stays in sight from page to page."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from zhupi.qt.main_window import MainWindow

NUMBER = "国发〔2016〕48号"
SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def window(open_window, folder) -> MainWindow:
    made: MainWindow = open_window(folder)
    made.open(made.library.resolve(NUMBER))
    made.pane.setFocus()
    return made


def whole_lines(window: MainWindow) -> list[int]:
    """Where the lines begin that are wholly in sight, by asking for each pixel of the height."""
    pane, found = window.pane, []
    height = pane.viewport().height()
    for y in range(height):
        cursor = pane.cursorForPosition(QPoint(pane.viewport().width() // 2, y))
        cursor.movePosition(cursor.MoveOperation.StartOfLine)
        rect = pane.cursorRect(cursor)
        if rect.top() >= 0 and rect.bottom() < height and rect.top() <= y <= rect.bottom():
            found.append(pane.map.offset(cursor.position()))
    return sorted(set(found))


@pytest.mark.parametrize(("key", "back"), [("space", "shift"), ("down", "up")])
def test_a_page_begins_with_the_last_line_of_the_one_before(
    window: MainWindow, key: str, back: str
) -> None:
    pane, bar = window.pane, window.pane.verticalScrollBar()
    pages = 0
    while bar.value() < bar.maximum() and pages < 6:
        lines = whole_lines(window)
        QTest.keyClick(pane, Qt.Key.Key_Space if key == "space" else Qt.Key.Key_PageDown)
        if bar.value() < bar.maximum():
            assert whole_lines(window)[0] == lines[-1]
        pages += 1
    assert pages > 3
    while bar.value() > 0 and pages:
        lines = whole_lines(window)
        QTest.keyClick(
            pane,
            Qt.Key.Key_Space if back == "shift" else Qt.Key.Key_PageUp,
            SHIFT if back == "shift" else Qt.KeyboardModifier.NoModifier,
        )
        if bar.value() > 0:
            assert whole_lines(window)[-1] == lines[0]
        pages -= 1


def test_space_alone_reads_every_line_to_the_end(window: MainWindow) -> None:
    pane, bar = window.pane, window.pane.verticalScrollBar()
    bar.setValue(0)
    seen = set(whole_lines(window))
    for _ in range(200):
        if bar.value() == bar.maximum():
            break
        QTest.keyClick(pane, Qt.Key.Key_Space)
        seen |= set(whole_lines(window))
    assert bar.value() == bar.maximum()
    lines = set()
    block = pane.document().begin()
    while block.isValid():
        for number in range(block.layout().lineCount()):
            start = block.layout().lineAt(number).textStart()
            lines.add(pane.map.offset(block.position() + start))
        block = block.next()
    assert lines <= seen


def test_home_and_end_lead_to_the_ends(window: MainWindow) -> None:
    bar = window.pane.verticalScrollBar()
    for modifiers in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ControlModifier):
        QTest.keyClick(window.pane, Qt.Key.Key_End, modifiers)
        assert bar.value() == bar.maximum()
        QTest.keyClick(window.pane, Qt.Key.Key_Home, modifiers)
        assert bar.value() == 0


def test_with_a_caret_space_turns_the_page_and_takes_it_along(window: MainWindow) -> None:
    pane, bar = window.pane, window.pane.verticalScrollBar()
    QTest.keyClick(window, Qt.Key.Key_F7)
    assert pane.caret.on
    before, place = bar.value(), pane.textCursor().position()
    lines = whole_lines(window)
    QTest.keyClick(pane, Qt.Key.Key_Space)
    assert bar.value() > before
    assert pane.textCursor().position() > place
    assert not pane.textCursor().hasSelection()
    assert pane.viewport().rect().contains(pane.cursorRect().center())
    assert lines[-1] in whole_lines(window)
    after = pane.textCursor().position()
    QTest.keyClick(pane, Qt.Key.Key_Space, SHIFT)
    assert pane.textCursor().position() < after
    assert not pane.textCursor().hasSelection()
    # Home and End are the line's there, with Ctrl the document's.
    QTest.keyClick(pane, Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)
    assert pane.map.offset(pane.textCursor().position()) == len(pane.words)
    QTest.keyClick(pane, Qt.Key.Key_Home, Qt.KeyboardModifier.ControlModifier)
    assert pane.map.offset(pane.textCursor().position()) == 0
