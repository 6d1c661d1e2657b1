"""Changes that touch several things at once, each one step of the undo stack."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QObject
from PySide6.QtGui import QUndoCommand

from zhupi.errors import KnownError
from zhupi.library import Library
from zhupi.library.model import Changes, Edited, Restated
from zhupi.qt.marking import Marker
from zhupi.qt.messages import Messages


class _Step(QUndoCommand):
    """A change that was made already: the first `redo`, by the stack itself, does nothing."""

    def __init__(self, text: str, steps: BulkSteps) -> None:
        super().__init__(text)
        self._steps = steps
        self._made = False

    def undo(self) -> None:
        self._steps.turn(self, undone=True)

    def redo(self) -> None:
        if self._made:
            self._steps.turn(self, undone=False)
        self._made = True

    def write(self, *, undone: bool) -> Changes:
        """Take the change back, or make it once more; in the writing lane."""
        raise NotImplementedError

    def take(self, written: Changes) -> None:
        """The change was taken back, or made once more."""


class _Restating(_Step):
    """A change that is taken back by the states that it changed."""

    def __init__(
        self, text: str, steps: BulkSteps, library: Library, edited: Edited, key: str
    ) -> None:
        super().__init__(text, steps)
        self.edited = edited
        self.key = key
        self._library = library

    def write(self, *, undone: bool) -> Changes:  # noqa: ARG002 - the states tell which it is
        return self._library.restate(self.edited.before, self.edited.after)

    def take(self, written: Changes) -> None:
        if isinstance(written, Edited):
            self.edited = written

    def id(self) -> int:
        return 2 if self.key else -1

    def mergeWith(self, other: QUndoCommand) -> bool:  # noqa: N802 - Qt's name
        """What was typed at one sitting in one item is one step."""
        if not isinstance(other, _Restating) or other.key != self.key:
            return False
        self.edited = replace(other.edited, before=self.edited.before)
        return True


class _Pair(_Step):
    """A change with one that is its inverse."""

    def __init__(
        self,
        text: str,
        steps: BulkSteps,
        forth: Callable[[], Changes],
        back: Callable[[], Changes],
    ) -> None:
        super().__init__(text, steps)
        self._forth, self._back = forth, back

    def write(self, *, undone: bool) -> Changes:
        return (self._back if undone else self._forth)()


class BulkSteps(QObject):
    """Writes in the marker's turn, and puts what was written on its stack."""

    def __init__(
        self, library: Library, marker: Marker, messages: Messages, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._library = library
        self._marker = marker
        self._messages = messages
        self._mending = False

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
        self._write(work, lambda edited: _Restating(text, self, self._library, edited, key), done)

    def make_pair(
        self,
        text: str,
        forth: Callable[[], Changes],
        back: Callable[[], Changes],
        done: Callable[[Changes], None] | None = None,
    ) -> None:
        """The same for a change that ``back`` takes back."""
        self._write(forth, lambda _changes: _Pair(text, self, forth, back), done)

    def _write(
        self,
        work: Callable[[], Any],
        step: Callable[[Any], _Step],
        done: Callable[[Any], None] | None,
    ) -> None:
        def came(changes: Changes) -> None:
            if changes:
                self._marker.stack.push(step(changes))
                self._marker.changed.emit(changes)
            if done is not None:
                done(changes)

        self._marker.then(lambda: self._marker.write(work, came))

    def turn(self, step: _Step, *, undone: bool) -> None:
        """Undo or redo a step: the stack asks for it, and has gone on already."""
        if self._mending:
            return

        def came(changes: Changes) -> None:
            step.take(changes)
            self._marker.changed.emit(changes)
            sentence = changes.sentence if isinstance(changes, Restated) else ""
            self._messages.info(sentence or f"已{'撤销' if undone else '重做'}：{step.text()}")

        def failed(_error: KnownError) -> None:
            # Nothing was written: the stack has to come back.
            self._mending = True
            (self._marker.stack.redo if undone else self._marker.stack.undo)()
            self._mending = False

        self._marker.write(lambda: step.write(undone=undone), came, failed)
