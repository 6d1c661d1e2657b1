"""A note as it reads: its Markdown set, its links followed, nothing loaded."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt, QUrl
from PySide6.QtGui import QFont, QTextCursor
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from zhupi.qt.note_view import NoteView
from zhupi.qt.themes import load


@pytest.fixture
def view(qtbot: QtBot) -> NoteView:
    made = NoteView()
    qtbot.addWidget(made)
    made.set_theme(load("light"))
    made.resize(400, 300)
    made.show()
    return made


def weight(view: NoteView, words: str) -> int:
    cursor = view.document().find(words)
    assert not cursor.isNull()
    return cursor.charFormat().fontWeight()


def test_a_note_is_set_in_type(view: NoteView) -> None:
    view.show_note("# 标题\n\n**要点**与其他\n\n- 其一\n  - 其二\n\n> 引文\n\n---\n\n`x`")
    assert view.toPlainText() == "标题\n要点与其他\n•\u2002其一\n•\u2002其二\n引文\n\nx"
    assert weight(view, "标题") == weight(view, "要点") == QFont.Weight.Bold
    assert weight(view, "与其他") == QFont.Weight.Normal
    margins = [
        view.document().findBlockByNumber(number).blockFormat().leftMargin() for number in range(5)
    ]
    assert margins == [0, 0, 20, 40, 20]


def test_raw_html_and_strange_links_stay_words(view: NoteView) -> None:
    view.show_note("<b>x</b> <img src='file:///etc/passwd'> [a](file:///etc) [b](javascript:x)")
    assert "<b>x</b>" in view.toPlainText()
    cursor = QTextCursor(view.document())
    while not cursor.atEnd():
        cursor.movePosition(QTextCursor.MoveOperation.NextCharacter)
        assert not cursor.charFormat().isAnchor()
        assert not cursor.charFormat().isImageFormat()


def test_a_click_on_a_link_asks_for_it(view: NoteView, qtbot: QtBot) -> None:
    view.show_note("[[国发〔2016〕49号]]")
    cursor = view.document().find("49号")
    box = view.cursorRect(cursor)
    with qtbot.waitSignal(view.link_requested) as told:
        QTest.mouseClick(
            view.viewport(), Qt.MouseButton.LeftButton, pos=box.center() - QPoint(5, 0)
        )
    address = told.args[0]
    assert isinstance(address, QUrl)
    assert (address.scheme(), address.path()) == ("zhupi", "doc/国发〔2016〕49号")
    assert view.toPlainText() == "国发〔2016〕49号"


def test_a_link_is_followed_from_the_keyboard(view: NoteView, qtbot: QtBot) -> None:
    view.show_note("[a](https://example.org/)")
    view.setFocus()
    QTest.keyClick(view, Qt.Key.Key_Tab)
    with qtbot.waitSignal(view.link_requested):
        QTest.keyClick(view, Qt.Key.Key_Return)


def test_a_link_that_leads_nowhere_is_no_link(view: NoteView) -> None:
    view.set_known(lambda _address: False)
    view.show_note("[[国发〔2016〕49号]]")
    look = view.document().find("49号").charFormat()
    assert not look.isAnchor()
    assert look.toolTip() == "文库里没有它指的内容"
