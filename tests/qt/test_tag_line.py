"""Tags offered while they are typed, taken with the keys or the mouse."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from zhupi.qt.tag_line import TagLine

TAGS = ["zhongdian", "zhongda", "caizheng"]


@pytest.fixture
def line(qtbot: QtBot) -> TagLine:
    made = TagLine()
    qtbot.addWidget(made)
    made.set_source(lambda prefix: [tag for tag in TAGS if tag.startswith(prefix)])
    made.show()
    made.setFocus()
    return made


def test_tags_that_begin_like_the_word_are_offered_and_enter_takes_one(line: TagLine) -> None:
    QTest.keyClicks(line, "zh")
    assert line.offered() == ["zhongdian", "zhongda"]
    QTest.keyClick(line.popup, Qt.Key.Key_Down)
    QTest.keyClick(line.popup, Qt.Key.Key_Down)
    QTest.keyClick(line.popup, Qt.Key.Key_Return)
    assert line.text() == "zhongda "
    assert line.offered() == []
    QTest.keyClicks(line, "c")
    assert line.offered() == ["caizheng"]


def test_typing_on_keeps_the_word_as_it_is(line: TagLine) -> None:
    QTest.keyClicks(line, "zho")
    QTest.keyClicks(line, "ng ")
    assert (line.text(), line.offered()) == ("zhong ", [])


def test_a_tag_that_is_there_is_not_offered_again(line: TagLine) -> None:
    line.setText("zhongdian caizheng")
    line.setCursorPosition(len("zhongdian"))
    QTest.keyClicks(line, " zh")
    assert line.text() == "zhongdian zh caizheng"
    assert line.offered() == ["zhongda"]
    QTest.keyClick(line.popup, Qt.Key.Key_Down)
    QTest.keyClick(line.popup, Qt.Key.Key_Return)
    assert line.text() == "zhongdian zhongda caizheng"


def test_taking_a_tag_is_an_edit(line: TagLine) -> None:
    edits: list[str] = []
    line.textEdited.connect(edits.append)
    QTest.keyClicks(line, "c")
    QTest.mouseClick(
        line.popup.viewport(),
        Qt.MouseButton.LeftButton,
        pos=line.popup.visualRect(line.popup.model().index(0, 0)).center(),
    )
    assert edits[-1] == "caizheng "
