"""Focus mode: the text alone, and back to how everything stood."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from zhupi.locations import places
from zhupi.qt.focus_mode import HINT
from zhupi.qt.main_window import MainWindow
from zhupi.qt.side_panel import CITATIONS
from zhupi.settings import Settings

Open = Callable[..., MainWindow]


def press(qtbot: QtBot, window: MainWindow, key: Qt.Key) -> None:
    qtbot.keyClick(window.focusWidget(), key)


def alone(window: MainWindow) -> bool:
    """Whether nothing but the text is seen."""
    around = (window.top_bar, window.left, window.side, window.status, window.panes.banner)
    return window.pane.isVisible() and not any(part.isVisible() for part in around)


def test_all_but_the_text_goes_and_everything_comes_back(
    open_window: Open, folder: Path, qtbot: QtBot
) -> None:
    window = open_window(folder)
    window.messages.warn("只读")
    window.panes.banner.say("warning", "这个文库在网盘里。")
    window.panes.splitter.setSizes([260, 610, 330])
    window.panes.splitter.splitterMoved.emit(260, 1)
    window.side.show_tab(CITATIONS)
    window.pane.setFocus()
    before = (window.panes.splitter.sizes(), window.windowState(), window.size())
    press(qtbot, window, Qt.Key.Key_F11)
    assert alone(window)
    assert window.isFullScreen()
    assert window.focusWidget() is window.pane
    assert window.panes.centre.width() == window.panes.width()
    press(qtbot, window, Qt.Key.Key_F11)
    assert not window.focus_mode.on
    assert (window.panes.splitter.sizes(), window.windowState(), window.size()) == before
    assert window.side.tabs.currentIndex() == CITATIONS
    for part in (window.top_bar, window.left, window.side, window.status, window.panes.banner):
        assert part.isVisible()


def test_a_warning_that_came_meanwhile_stays(open_window: Open, folder: Path) -> None:
    window = open_window(folder)
    window.actions_["focus_mode"].trigger()
    window.panes.banner.say("warning", "这个文库在网盘里。")
    window.actions_["focus_mode"].trigger()
    assert window.panes.banner.isVisible()


def test_escape_leaves_when_nothing_else_wants_it(
    open_window: Open, folder: Path, qtbot: QtBot
) -> None:
    window = open_window(folder)
    window.actions_["focus_mode"].trigger()
    window.pane.select(0, 6)
    press(qtbot, window, Qt.Key.Key_Escape)
    assert window.pane.selected() is None
    assert window.focus_mode.on
    press(qtbot, window, Qt.Key.Key_Escape)
    assert not window.focus_mode.on
    assert not window.actions_["focus_mode"].isChecked()


def test_a_pane_that_was_hidden_stays_hidden(open_window: Open, folder: Path, qtbot: QtBot) -> None:
    window = open_window(folder)
    window.actions_["left_pane"].trigger()
    window.actions_["focus_mode"].trigger()
    press(qtbot, window, Qt.Key.Key_F9)  # asked for, it comes
    assert window.side.isVisible()
    window.actions_["focus_mode"].trigger()
    assert not window.left.isVisible()
    assert window.side.isVisible()
    assert window.settings.hidden == ["left"]


def test_how_to_leave_is_said_once(open_window: Open, folder: Path, qtbot: QtBot) -> None:
    window = open_window(folder)
    mode = window.focus_mode
    window.actions_["focus_mode"].trigger()
    assert mode.hint.isVisible()
    assert mode.hint.text() == HINT
    assert "F11" in HINT and "Esc" in HINT
    assert abs(mode.hint.geometry().center().x() - window.panes.rect().center().x()) <= 1
    qtbot.waitUntil(lambda: not mode.hint.isVisible(), timeout=8000)
    window.actions_["focus_mode"].trigger()
    window.actions_["focus_mode"].trigger()
    assert mode.on
    assert not mode.hint.isVisible()


def test_marking_and_notes_go_on(open_window: Open, folder: Path, qtbot: QtBot) -> None:
    window = open_window(folder)
    window.open(window.library.resolve("国发〔2016〕49号"), 0)
    window.actions_["focus_mode"].trigger()
    start = window.pane.words.index("合理划分中央")
    window.pane.select(start, start + 6)
    window.pane.selection_made.emit()
    assert window.panes.selection_bar.isVisible()
    window.pane.setFocus()
    with qtbot.waitSignal(window.marker.changed, timeout=10_000):
        qtbot.keyClick(window.pane, Qt.Key.Key_H)
    assert [one.selector.quote for one in window.library.annotations(window.reader.id)] == [
        "合理划分中央"
    ]
    assert alone(window)
    qtbot.keyClick(window.pane, Qt.Key.Key_N)
    qtbot.waitUntil(window.side.notes.editor.text.isVisible, timeout=10_000)
    assert window.focus_mode.on
    window.actions_["focus_mode"].trigger()
    assert window.side.isVisible()


def test_the_search_of_the_library_brings_the_bar_back(
    open_window: Open, folder: Path, qtbot: QtBot
) -> None:
    window = open_window(folder)
    window.actions_["focus_mode"].trigger()
    qtbot.keyClick(window.pane, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    assert not window.focus_mode.on
    assert window.focusWidget() is window.top_bar.search_box


def test_a_window_that_closes_in_focus_mode_opens_as_it_stood_before(
    open_window: Open, folder: Path
) -> None:
    window = open_window(folder)
    widths = window.panes.widths()
    window.actions_["focus_mode"].trigger()
    open_window.close(window)  # type: ignore[attr-defined]
    kept = Settings.load(places(folder).config)
    assert kept.hidden == []
    assert (kept.splitter[0], kept.splitter[2]) == (widths[0], widths[2])
    again = open_window(folder)
    assert not again.isFullScreen()
    assert again.left.isVisible()
    assert again.side.isVisible()


def test_the_right_pane_comes_back_that_had_made_room_for_the_source(
    open_window: Open, folder: Path, qtbot: QtBot
) -> None:
    window = open_window(folder)
    window.resize(1280, 720)
    window.actions_["source_view"].trigger()
    open_window.settle(window)  # type: ignore[attr-defined]
    assert window.side.isHidden()
    window.pane.setFocus()
    press(qtbot, window, Qt.Key.Key_F11)
    press(qtbot, window, Qt.Key.Key_Escape)  # the source goes, and the text stands alone
    assert not window.panes.beside_shown
    assert alone(window)
    press(qtbot, window, Qt.Key.Key_Escape)
    assert not window.focus_mode.on
    assert window.side.isVisible()
    assert window.settings.hidden == []


def test_the_source_opened_in_focus_mode_gets_its_room_afterwards(
    open_window: Open, folder: Path, qtbot: QtBot
) -> None:
    window = open_window(folder)
    window.resize(1280, 720)
    window.pane.setFocus()
    press(qtbot, window, Qt.Key.Key_F11)
    window.actions_["source_view"].trigger()
    open_window.settle(window)  # type: ignore[attr-defined]
    window.pane.setFocus()
    press(qtbot, window, Qt.Key.Key_F11)
    window.resize(1280, 720)
    assert window.panes.beside_shown
    assert window.side.isHidden()
    window.resize(1700, 720)
    assert window.side.isVisible()
    window.resize(1280, 720)
    window.source.close()
    assert window.side.isVisible()
