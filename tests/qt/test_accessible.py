"""What a screen reader hears: every control has a name, whatever action brought it into sight."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QAbstractButton, QApplication, QDialog, QWidget

from zhupi.qt.actions import TABLE
from zhupi.qt.main_window import MainWindow
from zhupi.qt.messages import Recorder

_ENDS = "quit"
_TITLE = "国务院关于推进中央与地方财政事权"


def controls(window: QWidget) -> Iterator[QWidget]:
    """What can be clicked or can have the focus itself, in sight."""
    for widget in (window, *window.findChildren(QWidget)):
        takes_focus = widget.focusPolicy() is not Qt.FocusPolicy.NoFocus
        if (
            widget.isVisible()
            and widget.focusProxy() is None
            and (takes_focus or isinstance(widget, QAbstractButton))
        ):
            yield widget


def name(widget: QWidget) -> str:
    interface = QAccessible.queryAccessibleInterface(widget)
    assert interface is not None, widget
    return interface.text(QAccessible.Text.Name).strip()


def nameless(windows: list[QWidget]) -> list[str]:
    """The controls without a name: their kind, and what they lie in."""
    return [
        f"{type(widget).__name__} {widget.objectName()} in {type(widget.parent()).__name__}"
        for window in windows
        for widget in controls(window)
        if not name(widget)
    ]


def windows(window: MainWindow) -> list[QWidget]:
    return [one for one in QApplication.topLevelWidgets() if one.isVisible() or one is window]


@pytest.fixture
def window(open_window, folder: Path) -> MainWindow:
    recorder = Recorder(ways=[None] * 99, names=[None] * 99, days=[None] * 99)
    recorder.answers = [False] * 99
    opened = open_window(folder, recorder)
    document = opened.library.resolve("国发〔2016〕49号")
    start, end = opened.library.find_quote(document, "财政事权是一级政府应承担的")
    opened.open(document, start)
    opened.pane.select(start, end)
    assert isinstance(opened, MainWindow)
    return opened


def test_whatever_an_action_shows_has_a_name(open_window, window: MainWindow) -> None:
    """One action after the other, as a reader would go through the menus; with a note open."""
    window.actions_["write_note"].trigger()
    open_window.settle(window)
    found = {}
    for action in sorted(set(TABLE) - {_ENDS}):
        window.actions_[action].trigger()
        open_window.settle(window)
        shown = windows(window)
        assert list(controls(window)), "the window is there"
        found[action] = nameless(shown)
        for dialog in (one for one in shown if isinstance(one, QDialog)):
            found[action] += [] if dialog.windowTitle() else [f"{type(dialog).__name__} itself"]
            dialog.reject()
        window.focus_mode.leave()
    assert {action: left for action, left in found.items() if left} == {}


def test_rows_are_read_out(open_window, window: MainWindow) -> None:
    view = window.left.catalog.view
    model, root = view.model(), view.rootIndex()
    assert model.rowCount(root) > 0
    heard = [
        str(model.index(row, 0, root).data(Qt.ItemDataRole.DisplayRole) or "")
        for row in range(model.rowCount(root))
    ]
    assert all(heard)
    window.desk.search_for("财政事权")
    open_window.settle(window)
    results = window.left.results.view
    rows = results.model().rowCount()
    assert rows > 0
    spoken = [
        results.model().index(row, 0).data(Qt.ItemDataRole.AccessibleTextRole)
        or results.model().index(row, 0).data(Qt.ItemDataRole.DisplayRole)
        for row in range(rows)
    ]
    assert all(spoken)
    assert any("财政事权" in str(one) for one in spoken)
