"""The lanes: outcomes come to the UI thread, in order, and never to one who is gone."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from zhupi.errors import LibraryError
from zhupi.jobs import Job
from zhupi.qt.runner import Lane, Runner


@pytest.fixture
def runner(qapp: QObject) -> Iterator[Runner]:
    made = Runner()
    yield made
    made.close()
    assert qapp is not None


def test_the_outcome_comes_on_the_ui_thread(runner: Runner, qtbot: QtBot) -> None:
    came: list[tuple[str, int, int]] = []
    with qtbot.waitSignal(runner.idle):
        runner.run(
            Lane.READ,
            lambda _job: threading.get_ident(),
            lambda worker: came.append(("done", worker, threading.get_ident())),
            receiver=runner,
        )
    [(_, worker, here)] = came
    assert here == threading.get_ident()
    assert worker != here


def test_writes_keep_their_order(runner: Runner, qtbot: QtBot) -> None:
    done: list[int] = []
    with qtbot.waitSignal(runner.idle):
        for number in range(50):
            runner.run(Lane.WRITE, lambda _job, n=number: n, done.append, receiver=runner)
    assert done == list(range(50))


def test_a_new_search_replaces_the_last(runner: Runner, qtbot: QtBot) -> None:
    started, release = threading.Event(), threading.Event()
    found: list[str] = []

    def slow(job: Job) -> str:
        started.set()
        release.wait(5)
        job.check()
        return "old"

    first = runner.run(Lane.SEARCH, slow, found.append, receiver=runner)
    assert started.wait(5)
    with qtbot.waitSignal(runner.idle):
        runner.run(Lane.SEARCH, lambda _job: "new", found.append, receiver=runner)
        release.set()
    assert first.cancelled
    assert found == ["new"]


def test_nothing_comes_to_one_who_is_gone(runner: Runner, qtbot: QtBot) -> None:
    gone = QObject()
    release = threading.Event()
    came: list[bool] = []
    runner.run(Lane.READ, lambda _job: release.wait(5), came.append, receiver=gone)
    with qtbot.waitSignals([gone.destroyed, runner.idle]):
        gone.deleteLater()
        gone.destroyed.connect(release.set)
    assert came == []


def test_a_fault_of_the_world_is_a_sentence(runner: Runner, qtbot: QtBot) -> None:
    def work(_job: Job) -> None:
        raise LibraryError("磁盘已满。")

    with qtbot.waitSignal(runner.known_error) as told:
        runner.run(Lane.WRITE, work, lambda _: None, receiver=runner)
    assert told.args == ["磁盘已满。"]


def test_a_bug_is_raised_again_here(runner: Runner, qtbot: QtBot) -> None:
    def work(_job: Job) -> None:
        raise ZeroDivisionError("a bug")

    with qtbot.captureExceptions() as caught, qtbot.waitSignal(runner.idle):
        runner.run(Lane.READ, work, lambda _: None, receiver=runner)
    assert [kind for kind, _, _ in caught] == [ZeroDivisionError]


def test_cancelled_work_says_so(runner: Runner, qtbot: QtBot) -> None:
    started = threading.Event()
    seen: list[str] = []

    def work(job: Job) -> None:
        started.set()
        while True:
            job.report(1, 2, "一步")

    with qtbot.waitSignal(runner.idle):
        job = runner.run(
            Lane.LONG,
            work,
            lambda _: seen.append("done"),
            receiver=runner,
            cancelled=lambda: seen.append("cancelled"),
            progress=lambda *_: seen.append("progress"),
        )
        assert started.wait(5)
        job.cancel()
    assert seen[-1] == "cancelled"
    assert seen.count("progress") < 20


def test_closing_finishes_what_is_written_and_ends_the_threads(qapp: QObject) -> None:
    assert qapp is not None
    runner = Runner()
    written: list[int] = []
    for number in range(20):
        runner.run(Lane.WRITE, lambda _job, n=number: written.append(n), print, receiver=runner)
    runner.close()
    assert written == list(range(20))
    assert not [thread for thread in threading.enumerate() if thread.name.startswith("zhupi")]


def test_nothing_is_begun_after_closing(qapp: QObject) -> None:
    """A timer may ask for a search when the window is closed already."""
    runner = Runner(qapp)
    runner.close()
    asked: list[object] = []
    runner.run(Lane.SEARCH, asked.append, asked.append, receiver=runner)
    assert not runner.busy
    assert asked == []
    with pytest.raises(RuntimeError):
        runner.run(Lane.WRITE, asked.append, asked.append, receiver=runner)
