"""Long work in slices: between two of them the window answers; finished at once when it must be."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject, QTimer
from pytestqt.qtbot import QtBot

from zhupi.qt.slices import Slices


def work(done: list[str]) -> Iterator[None]:
    for name in "abc":
        done.append(name)
        yield
    done.append("end")


def test_events_come_between_the_slices(qtbot: QtBot) -> None:
    parent, done = QObject(), list[str]()
    slices = Slices(work(done), parent)
    ticks = QTimer(parent)
    ticks.timeout.connect(lambda: done.append("."))
    ticks.start(0)
    with qtbot.waitSignal(slices.ended, timeout=5000):
        slices.start()
        assert done == []
    ticks.stop()
    assert "".join(one for one in done if one != ".") == "abcend"
    assert "." in done[done.index("a") : done.index("end")]


def test_the_rest_can_be_done_at_once(qtbot: QtBot) -> None:
    parent, done, ended = QObject(), list[str](), list[bool]()
    slices = Slices(work(done), parent)
    slices.ended.connect(lambda: ended.append(True))
    slices.start()
    slices.finish()
    slices.finish()
    qtbot.wait(1)
    assert (done, ended) == (["a", "b", "c", "end"], [True])


def test_what_goes_wrong_is_raised_and_ends_it(qtbot: QtBot) -> None:
    parent, ended = QObject(), list[bool]()

    def wrong() -> Iterator[None]:
        yield
        raise ValueError("wrong")

    slices = Slices(wrong(), parent)
    slices.ended.connect(lambda: ended.append(True))
    slices.start()
    with pytest.raises(ValueError, match="wrong"):
        slices.finish()
    slices.finish()
    qtbot.wait(1)
    assert ended == []
