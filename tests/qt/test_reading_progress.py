"""How far a document was read is kept when it is left, and shown in the tree."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from zhupi.library import Library
from zhupi.library.model import ReadingState
from zhupi.locations import places
from zhupi.qt.main_window import MainWindow

from .conftest import settle


def longest(window: MainWindow) -> str:
    documents = [row.id for row in window.library.rows() if row.enclosed_in is None]
    return max(documents, key=lambda one: len(window.library.document(one).document.text))


def other(window: MainWindow) -> str:
    return next(one for one in window.left.catalog.model.documents() if one != longest(window))


def dwell(window: MainWindow) -> None:
    """As if the time had passed that makes a document count."""
    assert window.progress.dwell.isActive()
    window.progress.dwell.stop()
    window.progress.dwell.timeout.emit()


def left(qtbot: QtBot, window: MainWindow) -> ReadingState | None:
    """Leave the longest document for another; what is kept of it then."""
    document = longest(window)
    window.open(other(window))
    settle(qtbot, window)
    return window.library.readings.all().get(document)


def scroll(window: MainWindow, *, share: float) -> None:
    bar = window.pane.verticalScrollBar()
    bar.setValue(round(bar.maximum() * share))


def test_leafing_through_reads_nothing(open_window, folder, qtbot) -> None:
    window = open_window(folder)
    window.open(longest(window))
    scroll(window, share=1)
    assert left(qtbot, window) is None


def test_what_was_read_in_one_go_counts(open_window, folder, qtbot) -> None:
    window = open_window(folder)
    window.open(longest(window))
    dwell(window)
    bar = window.pane.verticalScrollBar()
    while bar.value() < bar.maximum() * 0.4:
        QTest.keyClick(window.pane, Qt.Key.Key_PageDown)
    share = (bar.value() + bar.pageStep()) / (bar.maximum() + bar.pageStep())
    state = left(qtbot, window)
    assert state is not None
    assert (state.percent, state.done) == (int(share * 100), False)
    assert 40 <= state.percent <= 60
    model = window.left.catalog.model

    def shown() -> int:
        return model.index_of(longest(window)).data(model.MARKS).percent

    qtbot.waitUntil(lambda: shown() == state.percent)
    # The next time it goes on from there.
    window.open(longest(window))
    open_window.settle(window)
    dwell(window)
    while bar.value() < bar.maximum():
        QTest.keyClick(window.pane, Qt.Key.Key_PageDown)
    state = left(qtbot, window)
    assert state is not None
    assert (state.percent, state.done) == (100, True)


def test_a_jump_to_the_end_reads_nothing_of_what_lies_between(open_window, folder, qtbot) -> None:
    window = open_window(folder)
    window.open(longest(window), 0)
    dwell(window)
    scroll(window, share=1)
    state = left(qtbot, window)
    assert state is not None
    assert not state.done
    assert state.percent < 20


def test_marked_by_hand_it_stays_so_until_it_is_opened_anew(open_window, folder, qtbot) -> None:
    window = open_window(folder)
    document = longest(window)
    window.open(document)
    dwell(window)
    window.collector.mark([document], done=True)
    settle(qtbot, window)
    window.collector.mark([document], done=False)
    settle(qtbot, window)
    state = left(qtbot, window)
    assert state is None or state.unread


def test_another_look_or_size_is_the_same_reading(open_window, folder, qtbot) -> None:
    window = open_window(folder)
    window.open(longest(window))
    dwell(window)
    window.reader.zoom(2)
    open_window.dress(window, "dark")
    assert not window.progress.dwell.isActive()
    assert left(qtbot, window) is not None


def test_closing_keeps_it_and_the_recent_are_listed(open_window, folder) -> None:
    window = open_window(folder)
    first, second = longest(window), other(window)
    window.open(first)
    dwell(window)
    window.open(second)
    dwell(window)
    open_window.close(window)
    library = Library.open(places(folder))
    assert library.groups().recent == (second, first)
    library.close()


def test_who_may_only_read_keeps_nothing(open_window, folder) -> None:
    open_window(folder)
    second = open_window(folder)
    second.open(longest(second))
    assert not second.progress.dwell.isActive()
