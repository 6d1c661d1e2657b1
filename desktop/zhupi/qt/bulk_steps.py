"""Changes of any kind, each one step of the undo stack: of several things, or with an inverse."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from PySide6.QtCore import QObject

from zhupi.errors import KnownError
from zhupi.library import Library
from zhupi.library.model import Changes, Edited
from zhupi.qt.marking import Marker
from zhupi.qt.steps import Pair, Restating, Step

_T = TypeVar("_T")


class BulkSteps(QObject):
    """Writes in the marker's turn, and puts what was written on its stack."""

    def __init__(self, library: Library, marker: Marker, parent: QObject) -> None:
        super().__init__(parent)
        self._library = library
        self._marker = marker

    def make(
        self,
        text: str,
        work: Callable[[], Edited],
        done: Callable[[Edited], None] | None = None,
        *,
        key: str = "",
    ) -> None:
        """Write, in the writing lane; ``text`` names the step. Nothing changed is no step.

        Changes of one ``key`` that follow one another are one step.
        """

        def step(edited: Edited) -> Step:
            return Restating(text, self._marker, self._library, edited, key=key)

        self._write(work, step, done)

    def make_pair(
        self,
        text: str,
        forth: Callable[[], Changes],
        back: Callable[[], Changes],
        done: Callable[[Changes], None] | None = None,
        failed: Callable[[KnownError], None] | None = None,
    ) -> None:
        """The same for a change that ``back`` takes back. A fault is told, whoever hears of it."""
        self._write(forth, lambda _changes: Pair(text, self._marker, forth, back), done, failed)

    def make_from(
        self,
        text: str,
        look: Callable[[], _T],
        forth: Callable[[_T], Changes],
        back: Callable[[_T], Changes],
    ) -> None:
        """The same for a change that is taken back to what ``look`` finds.

        It is looked for when the change has its turn: it may follow another one of the same thing.
        """
        found: list[_T] = []

        def look_and_go() -> Changes:
            found[:] = [look()]
            return forth(found[0])

        self.make_pair(text, look_and_go, lambda: back(found[0]))

    def _write(
        self,
        work: Callable[[], Any],
        step: Callable[[Any], Step],
        done: Callable[[Any], None] | None,
        failed: Callable[[KnownError], None] | None = None,
    ) -> None:
        def came(changes: Changes) -> None:
            if changes:
                self._marker.stack.push(step(changes))
                self._marker.changed.emit(changes)
            if done is not None:
                done(changes)

        self._marker.then(lambda: self._marker.write(work, came, failed))
