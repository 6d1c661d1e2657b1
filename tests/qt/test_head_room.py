"""What stands over the text of a pane."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QFrame, QTextBrowser
from pytestqt.qtbot import QtBot

from zhupi.qt.head_room import HeadRoom


def test_parts_stand_one_below_the_other_and_the_text_below_them(qtbot: QtBot) -> None:
    pane = QTextBrowser()
    qtbot.addWidget(pane)
    pane.setFrameShape(QFrame.Shape.NoFrame)
    pane.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
    pane.resize(400, 300)
    pane.show()
    head = HeadRoom(pane)
    first, second = QFrame(pane), QFrame(pane)
    head.give(first, 30)
    head.give(second, 40)
    assert (first.y(), first.height(), second.y(), second.height()) == (0, 30, 30, 40)
    assert pane.viewport().y() == 70
    bar = pane.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.mapTo(pane, QPoint(0, 0)).y() == 70)
    assert first.width() == second.width() == 400
    assert bar.mapTo(pane, QPoint(0, bar.height())).y() == 300
    head.give(first, 50)
    assert (second.y(), pane.viewport().y()) == (50, 90)
    pane.resize(500, 300)
    assert first.width() == second.width() == head.width
    head.give(first, 0)
    assert (second.y(), pane.viewport().y()) == (0, 40)
    head.give(second, 0)
    assert pane.viewport().y() == 0
