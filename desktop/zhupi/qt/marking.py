"""Highlights and notes: made, changed and taken back, one after another, each an undoable step."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QUndoStack

from zhupi.annotations.model import Annotation, Colour, Kind, Style
from zhupi.errors import KnownError
from zhupi.library import Library
from zhupi.library.model import Changes, Edited, Restated
from zhupi.qt.note_editor import Draft
from zhupi.qt.runner import Lane, Runner
from zhupi.qt.steps import Restating, Step

_NAMED = 10
"""So many characters of its words name an annotation in the menu."""


class Marker(QObject):
    """Writes annotations in the writing lane and keeps the undo stack.

    What is asked for waits until what was asked before is on disk and shown: keys that follow one
    another quickly find the annotations as the key before left them.
    """

    changed = Signal(object)
    """`Edited`, that is `Changes`, that are on disk."""
    made = Signal(object, bool)
    """A new `Annotation`, and whether its note is to be written."""
    restored = Signal(str, object)
    """What was undone or done again, in words, and the `Annotation` it concerns."""
    said = Signal(str)
    """What was taken back or done again, or why it was not: it was changed elsewhere."""
    steps_changed = Signal()
    """There are other steps to undo or to do again."""
    draft_saved = Signal(object, str)
    draft_failed = Signal(object)

    def __init__(self, library: Library, runner: Runner, parent: QObject) -> None:
        super().__init__(parent)
        self._library = library
        self._runner = runner
        self._waiting: deque[Callable[[], None]] = deque()
        self._busy = False
        self._in_turn = False
        self._mending = False
        self.stack = QUndoStack(self)
        self.stack.indexChanged.connect(self.steps_changed)

    # In turn

    def then(self, work: Callable[[], None]) -> None:
        """Call ``work`` when all that was asked for before is on disk and shown; at once if it is.

        It may ask for one change, which comes before whatever waits already.
        """
        if self._in_turn:
            self._waiting.appendleft(work)
        else:
            self._waiting.append(work)
        self._go_on()

    def _go_on(self) -> None:
        while self._waiting and not self._busy:
            work, outer = self._waiting.popleft(), self._in_turn
            self._in_turn = True
            try:
                work()
            finally:
                self._in_turn = outer

    def write(
        self,
        work: Callable[[], Any],
        done: Callable[[Any], None],
        failed: Callable[[KnownError], None] | None = None,
    ) -> None:
        """Write in the lane; the next in turn comes after the outcome was shown."""

        def ended() -> None:
            self._busy = False
            self.steps_changed.emit()

        def came(outcome: Any) -> None:
            try:
                done(outcome)
            finally:
                self._go_on()

        def fault(error: KnownError) -> None:
            try:
                if failed is not None:
                    failed(error)
                self._runner.known_error.emit(str(error))
            finally:
                self._go_on()

        self._busy = True
        self.steps_changed.emit()
        self._runner.run(
            Lane.WRITE, lambda _job: work(), came, receiver=self, failed=fault, ended=ended
        )

    # Making and changing

    def mark(
        self,
        document: str,
        start: int,
        end: int,
        colour: Colour,
        style: Style = Style.HIGHLIGHT,
        *,
        words: str,
        write: bool = False,
    ) -> None:
        """Highlight a stretch of a document's text, where these ``words`` are seen."""

        def done(outcome: tuple[Annotation, Edited]) -> None:
            annotation, edited = outcome
            self.came(edited)
            self.made.emit(annotation, write)

        self.then(
            lambda: self.write(
                lambda: self._library.highlight(
                    document, start, end, colour=colour, style=style, words=words
                ),
                done,
            )
        )

    def edit(self, annotation: str, *, key: str = "", **fields: Any) -> None:
        """Change fields of an annotation, as `Library.edit` names them.

        Changes of one ``key`` that follow one another are one step.
        """
        self.do(lambda: self._library.edit(annotation, **fields), key=key)

    def do(self, write: Callable[[], Edited], words: str = "", key: str = "") -> None:
        """Write, and make it a step that can be undone; it is named after what was changed."""
        self.then(lambda: self.write(write, lambda edited: self.came(edited, words, key)))

    def save(self, draft: Draft) -> None:
        """Write a note and its tags."""

        def done(outcome: tuple[str, Edited]) -> None:
            annotation, edited = outcome
            self.came(edited, key=draft.key)
            self.draft_saved.emit(draft, annotation)

        self.then(
            lambda: self.write(
                lambda: self._save(draft), done, lambda _error: self.draft_failed.emit(draft)
            )
        )

    def _save(self, draft: Draft) -> tuple[str, Edited]:
        if draft.annotation:
            edited = self._library.edit(draft.annotation, note=draft.note, tags=draft.tags)
            return draft.annotation, edited
        note, edited = self._library.add_note(draft.document, draft.note, draft.tags)
        return note.id, edited

    def came(self, edited: Edited, words: str = "", key: str = "") -> None:
        """Show what is on disk, and make it a step that can be undone."""
        if edited:
            named = words or _words(edited)
            step = Restating(named, self, self._library, edited, key=key, leads=True)
            self.stack.push(step)
        self.changed.emit(edited)

    # Taking back

    @property
    def can_undo(self) -> bool:
        """Whether there is a step to undo, or will be when the change under way is written."""
        return self._busy or self.stack.canUndo()

    @property
    def can_redo(self) -> bool:
        return self._busy or self.stack.canRedo()

    def undo(self) -> None:
        """Take the last step back."""
        self.then(self.stack.undo)

    def redo(self) -> None:
        """Do the step that was taken back once more."""
        self.then(self.stack.redo)

    def turn(self, step: Step, *, undone: bool) -> None:
        """Take a step back or do it once more: the stack asks for it, and has gone on already."""
        if self._mending:
            return

        def done(written: Changes) -> None:
            step.take(written)
            self.changed.emit(written)
            words = f"已{'撤销' if undone else '重做'}：{step.text()}"
            left = written.sentence if isinstance(written, Restated) else ""
            concerned = _concerned(written) if step.leads else None
            if left or not step.leads:
                self.said.emit(left or words)
            if concerned is not None:
                self.restored.emit(words, concerned)

        def failed(_error: KnownError) -> None:
            # Nothing was written: the stack has to come back.
            self._mending = True
            (self.stack.redo if undone else self.stack.undo)()
            self._mending = False

        self.write(lambda: step.write(undone=undone), done, failed)

    def close(self) -> None:
        """Say nothing any more: the stack would name its steps while it is taken apart."""
        self.stack.blockSignals(True)  # noqa: FBT003 - Qt's signature


def _concerned(written: Changes) -> Annotation | None:
    """The first annotation that was written back."""
    after = written.after if isinstance(written, Edited) else ()
    return next((one for one in after if isinstance(one, Annotation)), None)


def _words(edited: Edited) -> str:
    """Name a change of an annotation: what was done, and to which words."""
    pairs = zip(edited.before, edited.after, strict=True)
    before, after = next((pair for pair in pairs if isinstance(pair[0], Annotation)), (None, None))
    if not isinstance(before, Annotation) or not isinstance(after, Annotation):
        raise TypeError("what is no annotation has no name of its own")
    gone, came = after.deleted is not None, before.deleted is not None
    if after.kind is Kind.NOTE:
        return "删除本文笔记" if gone else "写本文笔记"
    return f"{_deed(before, after, gone=gone, came=came)}{_name(after)}"


def _deed(before: Annotation, after: Annotation, *, gone: bool, came: bool) -> str:
    underlined = after.style is Style.UNDERLINE
    if gone:
        return "删除"
    if came:
        return "划线" if underlined else "标记"
    if after.note != before.note:
        return "改批注" if before.note else "写批注"
    if after.tags != before.tags:
        return "改标签"
    if after.selector != before.selector:
        return "改范围"
    if after.style is not before.style:
        return "改为划线" if underlined else "改为底色"
    return "改色"


def _name(annotation: Annotation) -> str:
    """Quote the beginning of an annotation's words."""
    line = " ".join(annotation.selector.quote.split()) if annotation.selector else ""
    return f"“{line[:_NAMED]}…”" if len(line) > _NAMED else f"“{line}”"
