"""Highlights and notes: made, changed and taken back, each change one step of the undo stack."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QUndoCommand, QUndoStack

from zhupi.annotations.model import Annotation, Colour
from zhupi.errors import KnownError
from zhupi.library import Library
from zhupi.library.model import Changes
from zhupi.qt.note_editor import Draft
from zhupi.qt.runner import Lane, Runner

Write = Callable[[], Changes]


class _Step(QUndoCommand):
    """A change that was made already: the first `redo`, by the stack itself, does nothing."""

    def __init__(
        self, text: str, undo: Write, redo: Write, run: Callable[[Write], None], key: str = ""
    ) -> None:
        super().__init__(text)
        self._before, self.after, self._run = undo, redo, run
        self._done = True
        self.key = key

    def undo(self) -> None:
        self._done = False
        self._run(self._before)

    def redo(self) -> None:
        if not self._done:
            self._done = True
            self._run(self.after)

    def id(self) -> int:
        return 1 if self.key else -1

    def mergeWith(self, other: QUndoCommand) -> bool:  # noqa: N802
        """Typing in one note is one step."""
        if not isinstance(other, _Step) or other.key != self.key:
            return False
        self.after = other.after
        return True


class Marker(QObject):
    """Writes annotations in the writing lane and keeps the undo stack."""

    changed = Signal(object)
    """`Changes` that are on disk."""
    made = Signal(object, bool)
    """A new `Annotation`, and whether its note is to be written."""
    draft_saved = Signal(object, str)
    draft_failed = Signal(object)

    def __init__(self, library: Library, runner: Runner, parent: QObject) -> None:
        super().__init__(parent)
        self._library = library
        self._runner = runner
        self.stack = QUndoStack(self)

    def mark(
        self, document: str, start: int, end: int, colour: Colour, *, write: bool = False
    ) -> None:
        """Highlight a stretch of a document's text."""

        def done(outcome: tuple[Annotation, Changes]) -> None:
            annotation, changes = outcome
            self._push(
                "标记",
                lambda: self._library.delete([annotation.id]),
                lambda: self._library.undelete([annotation.id]),
            )
            self.changed.emit(changes)
            self.made.emit(annotation, write)

        self._runner.run(
            Lane.WRITE,
            lambda _job: self._library.highlight(document, start, end, colour=colour),
            done,
            receiver=self,
        )

    def recolour(self, annotation: Annotation, colour: Colour) -> None:
        """Give a highlight another colour."""
        before = annotation.colour
        if before is colour:
            return
        self._change(
            "改色",
            lambda: self._library.edit(annotation.id, colour=colour),
            lambda: self._library.edit(annotation.id, colour=before),
        )

    def delete(self, annotation: str) -> None:
        """Put an annotation into the waste basket."""
        self._change(
            "删除批注",
            lambda: self._library.delete([annotation]),
            lambda: self._library.undelete([annotation]),
        )

    def save(self, draft: Draft, before: Annotation | None) -> None:
        """Write a note. ``before`` is the annotation as it was, ``None`` for a new one."""

        def failed(error: KnownError) -> None:
            self.draft_failed.emit(draft)
            self._runner.known_error.emit(str(error))

        if before is None:
            self._runner.run(
                Lane.WRITE,
                lambda _job: self._library.add_note(draft.document, draft.note),
                lambda outcome: self._added(draft, *outcome),
                receiver=self,
                failed=failed,
            )
            return
        self._runner.run(
            Lane.WRITE,
            lambda _job: self._library.edit(before.id, note=draft.note, tags=draft.tags),
            lambda changes: self._edited(draft, before, changes),
            receiver=self,
            failed=failed,
        )

    def close(self) -> None:
        """Say nothing any more: the stack would name its steps while it is taken apart."""
        self.stack.blockSignals(True)  # noqa: FBT003 - Qt's signature

    def _added(self, draft: Draft, annotation: Annotation, changes: Changes) -> None:
        self._push(
            "写笔记",
            lambda: self._library.delete([annotation.id]),
            lambda: self._library.undelete([annotation.id]),
        )
        self.draft_saved.emit(draft, annotation.id)
        self.changed.emit(changes)

    def _edited(self, draft: Draft, before: Annotation, changes: Changes) -> None:
        self._push(
            "修改批注",
            lambda: self._library.edit(before.id, note=before.note, tags=before.tags),
            lambda: self._library.edit(before.id, note=draft.note, tags=draft.tags),
            key=before.id,
        )
        self.draft_saved.emit(draft, before.id)
        self.changed.emit(changes)

    def _change(self, text: str, do: Write, undo: Write) -> None:
        def done(changes: Changes) -> None:
            self._push(text, undo, do)
            self.changed.emit(changes)

        self._runner.run(Lane.WRITE, lambda _job: do(), done, receiver=self)

    def _push(self, text: str, undo: Write, redo: Write, key: str = "") -> None:
        self.stack.push(_Step(text, undo, redo, self._run, key))

    def _run(self, write: Write) -> None:
        """Undo or redo; if that cannot be done the steps no longer fit the library."""

        def failed(error: KnownError) -> None:
            self.stack.clear()
            self._runner.known_error.emit(str(error))

        self._runner.run(
            Lane.WRITE,
            lambda _job: write(),
            self.changed.emit,
            receiver=self,
            failed=failed,
        )
