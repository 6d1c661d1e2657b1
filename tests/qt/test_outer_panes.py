"""Hiding and showing the panes at the sides."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from zhupi.locations import places
from zhupi.qt.main_window import MainWindow
from zhupi.qt.side_panel import NOTES, OUTLINE
from zhupi.settings import Settings

Open = Callable[..., MainWindow]
SHIFT = Qt.KeyboardModifier.ShiftModifier


def test_a_pane_goes_and_comes_back_as_wide_as_it_was(
    open_window: Open, folder: Path, qtbot: QtBot
) -> None:
    window = open_window(folder)
    splitter = window.panes.splitter
    splitter.setSizes([250, 630, 320])
    splitter.splitterMoved.emit(250, 1)
    before = splitter.sizes()
    window.pane.setFocus()
    qtbot.keyClick(window.pane, Qt.Key.Key_F9)
    assert not window.side.isVisible()
    assert splitter.sizes()[0] == before[0]
    assert window.panes.centre.width() > before[1] + 300
    assert not window.actions_["right_pane"].isChecked()
    qtbot.keyClick(window.pane, Qt.Key.Key_F9, SHIFT)
    assert not window.left.isVisible()
    assert window.panes.centre.width() == window.panes.width()
    qtbot.keyClick(window.pane, Qt.Key.Key_F9)
    qtbot.keyClick(window.pane, Qt.Key.Key_F9, SHIFT)
    assert splitter.sizes() == before
    assert window.actions_["left_pane"].isChecked()
    assert window.actions_["right_pane"].isChecked()


def test_the_focus_goes_to_the_text_when_its_pane_goes(
    open_window: Open, folder: Path, qtbot: QtBot
) -> None:
    window = open_window(folder)
    window.left.catalog.view.setFocus()
    qtbot.keyClick(window.left.catalog.view, Qt.Key.Key_F9, SHIFT)
    assert not window.left.isVisible()
    assert window.focusWidget() is window.pane


def test_what_was_hidden_is_hidden_at_the_next_start(
    open_window: Open, folder: Path, qtbot: QtBot
) -> None:
    window = open_window(folder)
    widths = window.panes.widths()
    qtbot.keyClick(window.pane, Qt.Key.Key_F9)
    open_window.close(window)  # type: ignore[attr-defined]
    assert Settings.load(places(folder).config).hidden == ["right"]
    again = open_window(folder)
    assert again.left.isVisible()
    assert not again.side.isVisible()
    assert not again.actions_["right_pane"].isChecked()
    again.actions_["right_pane"].trigger()
    assert again.side.isVisible()
    assert again.panes.widths()[2] == widths[2]


def test_what_needs_a_pane_brings_it_back(open_window: Open, folder: Path, qtbot: QtBot) -> None:
    window = open_window(folder)
    window.side.show_tab(OUTLINE)
    for name in ("left_pane", "right_pane"):
        window.actions_[name].trigger()
    window.actions_["filter_catalog"].trigger()
    assert window.left.isVisible()
    assert window.left.catalog.isAncestorOf(window.focusWidget())
    window.actions_["document_note"].trigger()
    assert window.side.isVisible()
    assert window.side.tabs.currentIndex() == NOTES
    assert window.actions_["right_pane"].isChecked()
    window.actions_["left_pane"].trigger()
    with qtbot.waitSignal(window.searcher.found, timeout=20_000):
        window.top_bar.search_box.setText("财政事权")
    assert window.left.isVisible()
    assert window.left.currentWidget() is window.left.results
    window.actions_["right_pane"].trigger()
    window.actions_["notebooks"].trigger()
    assert window.side.isVisible()


def test_a_pane_that_only_makes_room_comes_back(
    open_window: Open, folder: Path, qtbot: QtBot
) -> None:
    window = open_window(folder)
    window.actions_["source_view"].trigger()
    qtbot.waitUntil(lambda: window.panes.beside_shown and not window.side.isVisible())
    assert window.settings.hidden == [], "the user hid nothing"
    window.actions_["focus_mode"].trigger()
    assert not window.left.isVisible()
    window.actions_["focus_mode"].trigger()
    assert window.left.isVisible()
    assert not window.side.isVisible(), "there is still no room for it"
    window.actions_["source_view"].trigger()
    assert window.side.isVisible()
    window.actions_["source_view"].trigger()
    window.actions_["right_pane"].trigger()
    assert window.side.isVisible(), "it was asked for"
    window.actions_["right_pane"].trigger()
    window.actions_["source_view"].trigger()
    assert not window.side.isVisible(), "now the user hid it"
    assert window.settings.hidden == ["right"]
