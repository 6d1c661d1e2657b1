"""Steps that touch several things: undone, done again, merged, and kept right when they fail."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from zhupi.errors import LibraryError
from zhupi.library import Library
from zhupi.library.citation_model import State
from zhupi.library.model import Changes, NoteFilter
from zhupi.locations import places
from zhupi.qt.bulk_steps import BulkSteps
from zhupi.qt.marking import Marker
from zhupi.qt.messages import Recorder
from zhupi.qt.runner import Runner


class Bench:
    """The steps of a library without a window."""

    def __init__(self, folder: Path, qtbot: QtBot) -> None:
        self._qtbot = qtbot
        self.parent = QObject()
        self.library = Library.open(places(folder))
        self.runner = Runner(self.parent)
        self.marker = Marker(self.library, self.runner, self.parent)
        self.messages = Recorder()
        self.marker.said.connect(self.messages.info)
        self.steps = BulkSteps(self.library, self.marker, self.parent)
        self.faults: list[str] = []
        self.runner.known_error.connect(self.faults.append)
        document = self.library.resolve("国发〔2016〕49号")
        start, end = self.library.find_quote(document, "财政事权是一级政府应承担的")
        mark, _ = self.library.highlight(document, start, end)
        self.mark = mark.id

    def do(self, work: Callable[[], None]) -> None:
        work()
        self._qtbot.waitUntil(lambda: not self.runner.busy)

    def tagged(self, tag: str) -> int:
        return self.library.note_list(NoteFilter(tags=(tag,))).total

    def close(self) -> None:
        self.runner.close()
        self.marker.close()
        self.library.close()


@pytest.fixture
def bench(folder: Path, qtbot: QtBot) -> Iterator[Bench]:
    made = Bench(folder, qtbot)
    yield made
    made.close()


def test_a_step_is_named_undone_and_done_again(bench: Bench) -> None:
    bench.do(lambda: bench.steps.make("加标签", lambda: bench.library.tag([bench.mark], ["复核"])))
    assert (bench.marker.stack.undoText(), bench.tagged("复核")) == ("加标签", 1)
    bench.do(bench.marker.undo)
    assert bench.tagged("复核") == 0
    bench.do(bench.marker.redo)
    assert bench.tagged("复核") == 1
    bench.do(bench.marker.undo)
    assert bench.tagged("复核") == 0
    assert bench.messages.of("info") == ["已撤销：加标签", "已重做：加标签", "已撤销：加标签"]


def test_what_changes_nothing_is_no_step(bench: Bench) -> None:
    done: list[bool] = []
    bench.do(
        lambda: bench.steps.make(
            "去标签",
            lambda: bench.library.untag([bench.mark], ["没有"]),
            lambda edited: done.append(bool(edited)),
        )
    )
    assert done == [False]
    assert not bench.marker.stack.canUndo()


def test_one_sitting_is_one_step_and_another_is_another(bench: Bench) -> None:
    book, _ = bench.library.notebooks.make("讲义")
    item, _ = bench.library.notebooks.add_text(book.id, "")

    def text() -> str:
        return bench.library.notebooks.outline(book.id).entries[0].words

    for words, key in (("一", "1"), ("一二", "1"), ("一二三", "2")):
        bench.do(
            lambda words=words, key=key: bench.steps.make(
                "改", lambda: bench.library.notebooks.edit(item.id, words), key=key
            )
        )
    assert bench.marker.stack.count() == 2
    bench.do(bench.marker.undo)
    assert text() == "一二"
    bench.do(bench.marker.undo)
    assert text() == ""
    bench.do(bench.marker.redo)
    assert text() == "一二"


def test_a_pair_is_taken_back_by_its_inverse(bench: Bench) -> None:
    state: list[str] = []

    def write(what: str) -> Changes:
        state.append(what)
        return Changes(annotations=frozenset([bench.mark]))

    bench.do(lambda: bench.steps.make_pair("放回", lambda: write("forth"), lambda: write("back")))
    bench.do(bench.marker.undo)
    bench.do(bench.marker.redo)
    assert state == ["forth", "back", "forth"]
    assert bench.marker.stack.undoText() == "放回"


def test_a_step_that_cannot_be_taken_back_stays_to_be_undone(bench: Bench) -> None:
    fails = [True]

    def back() -> Changes:
        if fails:
            raise LibraryError("磁盘已满。")
        return Changes(annotations=frozenset([bench.mark]))

    bench.do(
        lambda: bench.steps.make_pair(
            "放回", lambda: Changes(annotations=frozenset([bench.mark])), back
        )
    )
    bench.do(bench.marker.undo)
    assert bench.faults == ["磁盘已满。"]
    assert bench.marker.stack.canUndo()
    assert not bench.marker.stack.canRedo()
    fails.clear()
    bench.do(bench.marker.undo)
    assert bench.marker.stack.canRedo()
    assert bench.messages.of("info") == ["已撤销：放回"]


def test_what_follows_at_once_goes_back_to_what_came_before_it(bench: Bench) -> None:
    document = bench.library.resolve("国发〔2016〕49号")

    def say(state: State) -> None:
        bench.steps.make_from(
            state.label,
            lambda: bench.library.user_state(document),
            lambda _former: bench.library.set_state(document, state),
            lambda former: bench.library.set_state(document, former),
        )

    def say_both() -> None:
        say(State.REVISED)
        say(State.REPEALED)

    bench.do(say_both)
    assert bench.library.user_state(document) is State.REPEALED
    for turn, state in (
        (bench.marker.undo, State.REVISED),
        (bench.marker.undo, None),
        (bench.marker.redo, State.REVISED),
        (bench.marker.redo, State.REPEALED),
        (bench.marker.undo, State.REVISED),
    ):
        bench.do(turn)
        assert bench.library.user_state(document) is state
