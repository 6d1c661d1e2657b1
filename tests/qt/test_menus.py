"""The menu behind the button: short enough for a small screen, and all of reading is in it."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from zhupi.qt.actions import TABLE

MOST = 16
"""Lines that a screen of 576 pixels (720 at 125 %) has room for."""
ON_THE_BAR = {"back", "forward", "theme"}
BY_ALT = {"focus_text", "focus_catalog", "focus_panel", "focus_source"}
"""They move the focus: of no use to the mouse, and told by F1."""


def leaves(menu: QMenu) -> Iterator[QAction]:
    for action in menu.actions():
        below = action.menu()
        if isinstance(below, QMenu):
            yield from leaves(below)
        elif not action.isSeparator():
            yield action


def test_every_menu_is_short(open_window, folder) -> None:
    more = open_window(folder).top_bar.more_menu
    for menu in (more, *more.findChildren(QMenu)):
        assert 0 < len([one for one in menu.actions() if not one.isSeparator()]) <= MOST


def test_all_of_reading_and_citing_is_in_it_once(open_window, folder) -> None:
    window = open_window(folder)
    found = [action.objectName() for action in leaves(window.top_bar.more_menu)]
    named = [name for name in found if name in TABLE]
    assert len(named) == len(set(named))
    groups = ("阅读", "引用与效力")
    wanted = {name for name, spec in TABLE.items() if spec.group in groups}
    assert wanted - set(named) == ON_THE_BAR | BY_ALT


def test_an_entry_of_a_submenu_does_what_its_key_does(open_window, folder) -> None:
    window = open_window(folder)
    [one] = [a for a in leaves(window.top_bar.more_menu) if a.objectName() == "source_view"]
    one.trigger()
    open_window.settle(window)
    assert window.panes.beside_shown
