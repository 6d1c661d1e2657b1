"""What was searched before: kept over a restart, each once, offered by key, forgotten on demand."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu

from .conftest import search


def offered(menu: QMenu) -> list[str]:
    return [action.text() for action in menu.actions() if not action.isSeparator()]


def test_searches_that_led_somewhere_are_offered_after_a_restart(
    open_window, folder, qtbot
) -> None:
    window = open_window(folder)
    box = window.top_bar.search_box
    search(qtbot, window, "财")  # only typed on the way
    for words in ("财政事权", "a&b", "财政事权"):
        search(qtbot, window, words)
        QTest.keyClick(box, Qt.Key.Key_Return)
        open_window.settle(window)
    open_window.close(window)
    again = open_window(folder)
    assert again.history.queries == ["财政事权", "a&b"]
    menu = again.history.menu(300, again)
    assert offered(menu) == ["财政事权", "a&&b", "清除搜索历史"]
    with qtbot.waitSignal(again.searcher.found):
        menu.actions()[1].trigger()
    assert again.top_bar.search_box.text() == "a&b"
    again.actions_["clear_history"].trigger()
    assert again.history.queries == []
    empty = again.history.menu(300, again)
    assert [(a.text(), a.isEnabled()) for a in empty.actions()] == [("还没有搜索过", False)]
    for one in (menu, empty):
        one.deleteLater()


# The offscreen platform says so of a menu: it has no other windows to raise it over.
@pytest.mark.qt_log_ignore(r"raise\(\)|grabbing the keyboard", extend=True)
def test_down_in_an_empty_box_opens_it(open_window, folder, qtbot) -> None:
    window = open_window(folder)
    window.history.add("财政事权")
    box = window.top_bar.search_box
    box.setFocus()
    QTest.keyClick(box, Qt.Key.Key_Down)
    [menu] = [menu for menu in box.findChildren(QMenu) if menu.isVisible()]
    assert offered(menu) == ["财政事权", "清除搜索历史"]
    with qtbot.waitSignal(window.searcher.found):
        QTest.keyClick(menu, Qt.Key.Key_Return)
    assert box.text() == "财政事权"
    open_window.settle(window)
