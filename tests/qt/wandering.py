"""A user without a plan: does at random whatever the window offers, and looks what became of it.

Each walk is repeated by its seed, but for what the threads make of it. After some steps, at rest,
the library is looked at from outside: nothing may be lost that nobody took away, every mark quotes
the words where it stands, the page shows what is on disk, and what is undone and done again is as
it was.
"""

from __future__ import annotations

import random
import sqlite3
import sys
import traceback
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from types import TracebackType
from typing import Any

from answers import Answers
from deeds import WEIGHTS
from handling import Handling
from PySide6.QtCore import QEventLoop
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from zhupi.annotations.model import State
from zhupi.errors import KnownError
from zhupi.library import Library
from zhupi.locations import places
from zhupi.qt.main_window import MainWindow
from zhupi.qt.messages import Recorder

_FROM_OUTSIDE = ("import", "outside")
"""What changes the library beside the steps that can be undone."""


class Wanderer(Handling):
    """One walk through one library. ``faults`` are to be none.

    Every other seed changes nothing from outside: only then all that is undone can be done again.
    """

    def __init__(
        self,
        open_window: Callable[[Recorder], MainWindow],
        close_window: Callable[[MainWindow], None],
        folder: Path,
        work: Path,
        seed: int,
    ) -> None:
        self.chance = random.Random(seed)  # noqa: S311 - chance for a test
        self.folder, self.work = folder, work
        self.faults: list[str] = []
        self.steps = []
        self.messages = Answers(self.chance, work)
        self._open_window, self._close_window = open_window, close_window
        self.window = open_window(self.messages)
        self._live = self._living()
        self.took_away = self.outside = False
        self._names = [
            *("undo_and_redo", "reopen"),
            *(name for name in WEIGHTS if seed % 2 or name not in _FROM_OUTSIDE),
        ]

    # The walk

    def walk(self, steps: int) -> None:
        """Take so many steps, or until there is a fault."""
        weights = [WEIGHTS.get(name, 2) for name in self._names]
        with self._hearing():
            while len(self.steps) < steps and not self.faults:
                (name,) = self.chance.choices(self._names, weights)
                self.steps.append(name)
                try:
                    getattr(self, f"do_{name}")()
                except KnownError as error:
                    self.steps[-1] += f" ({error})"  # a sentence in the window
                if self.chance.random() < 0.7:
                    self._breathe(self.chance.choice([0, 1, 5, 30]))
                    continue
                self.rest()
                if self.chance.random() < 0.3:
                    self.look()
            self.rest()
            self.look()

    @contextmanager
    def _hearing(self) -> Iterator[None]:
        """Hear what nobody caught; of known errors the window tells the sentence."""

        def hook(
            kind: type[BaseException], value: BaseException, trace: TracebackType | None
        ) -> None:
            if not isinstance(value, KnownError):
                self.faults.append("".join(traceback.format_exception(kind, value, trace)))

        before, sys.excepthook = sys.excepthook, hook
        try:
            yield
        finally:
            sys.excepthook = before

    def _breathe(self, milliseconds: int) -> None:
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, milliseconds)

    def rest(self) -> None:
        """Wait until nothing is under way."""
        window = self.window
        for _ in range(4000):
            self._breathe(5)
            timers = window.collector._listing.isActive() or window.desk._follow.isActive()
            if not window.runner.busy and not window.marker._waiting and not timers:
                return
            QTest.qWait(2)
        self.faults.append(f"never at rest: {window.runner._tickets}")

    # Looking

    def _rows(self, query: str, *values: str) -> list[tuple[Any, ...]]:
        with closing(sqlite3.connect(self.folder / "library.sqlite3")) as connection:
            return connection.execute(query, values).fetchall()

    def _living(self) -> set[str]:
        return {id_ for (id_,) in self._rows("SELECT id FROM annotation WHERE deleted IS NULL")}

    def look(self) -> None:
        """At rest: is all there, and sound?"""
        self.window.shelf._look()
        self.rest()
        with closing(Library.open(places(self.folder))) as library:
            self.faults += [
                f"check: {problem} {self._about(problem.where)}"
                for problem in library.check()
                if "索引" not in problem.what
            ]
            texts = {
                row.id: library.document(row.id).document.text
                for row in library.rows()
                if row.enclosed_in is None
            }
            for document, text in texts.items():
                for one in library.annotations(document):
                    selector = one.selector
                    if selector is None or one.state is State.ORPHAN:
                        continue
                    if text[selector.start : selector.end] != selector.quote:
                        self.faults.append(f"{one.id} quotes {selector.quote!r}, not there")
        living = self._living()
        if not self.took_away and (lost := self._live - living):
            self.faults.append(f"lost: {lost}")
        self._live, self.took_away = living, False
        self.faults += [f"bug: {trace}" for trace in self.messages.of("bug")]
        self._look_at_page(texts)

    def _look_at_page(self, texts: dict[str, str]) -> None:
        """Does the page show what is on disk?"""
        stored = self.window.reader.stored
        if stored is None:
            return
        if stored.id not in texts:
            self.faults.append(f"{stored.id} is read, and gone")
        elif not self.window.pane.words == stored.document.text == texts[stored.id]:
            self.faults.append(f"{stored.id} is shown in another state than on disk")

    def _about(self, where: str) -> list[Any]:
        """What the database says of an annotation in which something is wrong."""
        return self._rows(
            "SELECT annotation.document, gone, annotation.state, start, end, quote,"
            " annotation.deleted, annotation.created FROM annotation"
            " JOIN document ON document.id = annotation.document WHERE annotation.id = ?",
            where.split()[-1],
        )

    def written(self) -> dict[str, Any]:
        """Everything that is written, without times."""
        with closing(Library.open(places(self.folder))) as library:
            live = [row.id for row in library.rows() if row.enclosed_in is None]
            return {
                "documents": [repr(library.document(id_).document) for id_ in live],
                "annotations": sorted(
                    repr((one.id, one.document, one.selector, one.note, one.tags, one.colour))
                    for id_ in live
                    for one in library.annotations(id_)
                ),
                "collections": sorted(
                    repr((name, sorted(held)))
                    for name, held in library.collections.members().items()
                ),
                "names": sorted(one.name for one in library.collections.all()),
                "searches": sorted(one.name for one in library.searches.all()),
            }

    # Doing

    def do_undo_and_redo(self) -> None:
        self.window.side.notes.editor.flush()
        self.window.notebooks.flush()
        self.rest()
        stack, before, said = self.window.marker.stack, self.written(), len(self.messages.said)
        # The note of a document that is gone goes to one that takes its place while it is undone.
        waiting = self._rows("SELECT 1 FROM annotation WHERE kind = 'note' AND state = 'orphan'")
        top, steps = stack.index(), self.chance.randrange(1, 8)
        for name, times in (("undo", steps), ("redo", min(steps, top))):
            for _ in range(times):
                self.window.actions_[name].trigger()
                self.rest()
        told = [
            words for _, words in self.messages.said[said:] if "改动" in words or "没有" in words
        ]
        if self.outside or told or waiting or stack.index() != top:
            return  # what was changed elsewhere is left alone, and that was said
        after = self.written()
        names = [stack.text(at) for at in range(max(top - steps, 0), top)]
        self.faults += [
            f"undone and done again, {what}: {_difference(was, after[what])} by {names}"
            for what, was in before.items()
            if was != after[what]
        ]

    def do_reopen(self) -> None:
        self.window.side.notes.editor.flush()
        popup = QApplication.activePopupWidget()
        if popup is not None:
            popup.close()
        self._close_window(self.window)
        self.messages.offers.clear()
        QTest.qWait(200)  # long enough for what a timer may still ask of a window that is closed
        self.window = self._open_window(self.messages)
        self.outside = False


def _difference(was: list[str], now: list[str]) -> str:
    left, came = ([row for row in a if row not in b][:3] for a, b in ((was, now), (now, was)))
    return f"{str(left)[:600]} → {str(came)[:600]}"
