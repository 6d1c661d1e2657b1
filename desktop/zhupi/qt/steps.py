"""The steps of the undo stack: changes that are on disk already when they are put on it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Protocol

from PySide6.QtGui import QUndoCommand

from zhupi.library import Library
from zhupi.library.model import Changes, Edited, Record


class Turner(Protocol):
    """Who writes what a step asks for, in its turn."""

    def turn(self, step: Step, *, undone: bool) -> None: ...


class Step(QUndoCommand):
    """A change that was made already: the first `redo`, by the stack itself, does nothing.

    Where ``leads``, taking it back leads to the annotation that it concerns.
    """

    leads = False

    def __init__(self, text: str, turner: Turner) -> None:
        super().__init__(text)
        self._turner = turner
        self._made = False

    def undo(self) -> None:
        self._turner.turn(self, undone=True)

    def redo(self) -> None:
        if self._made:
            self._turner.turn(self, undone=False)
        self._made = True

    def write(self, *, undone: bool) -> Changes:
        """Take the change back, or make it once more; in the writing lane."""
        raise NotImplementedError

    def take(self, written: Changes) -> None:
        """The change was taken back, or made once more."""


class Restating(Step):
    """A change that is taken back by the states that it changed.

    Changes of one ``key`` that follow one another are one step.
    """

    def __init__(
        self,
        text: str,
        turner: Turner,
        library: Library,
        edited: Edited,
        *,
        key: str = "",
        leads: bool = False,
    ) -> None:
        super().__init__(text, turner)
        self._library = library
        self.edited = edited
        self.key = key
        self.leads = leads

    def write(self, *, undone: bool) -> Changes:  # noqa: ARG002 - the states tell which it is
        return self._library.restate(self.edited.before, self.edited.after)

    def take(self, written: Changes) -> None:
        if isinstance(written, Edited):
            self.edited = written

    def id(self) -> int:
        return 1 if self.key else -1

    def mergeWith(self, other: QUndoCommand) -> bool:  # noqa: N802 - Qt's name
        """What was typed at one sitting in one place is one step, or none if all is as before."""
        if not isinstance(other, Restating) or other.key != self.key:
            return False
        self.edited = replace(other.edited, before=self.edited.before)
        before, after = self.edited.before, self.edited.after
        self.setObsolete([*map(_timeless, before)] == [*map(_timeless, after)])
        return True


class Pair(Step):
    """A change with one that is its inverse."""

    def __init__(
        self,
        text: str,
        turner: Turner,
        forth: Callable[[], Changes],
        back: Callable[[], Changes],
    ) -> None:
        super().__init__(text, turner)
        self._forth, self._back = forth, back

    def write(self, *, undone: bool) -> Changes:
        return (self._back if undone else self._forth)()


def _timeless(record: Record) -> Record:
    """A state without the time of its last change."""
    return replace(record, modified=record.created)
