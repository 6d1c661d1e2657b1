"""The annotations of the open document: painted in the pane, listed on the cards, one current."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from functools import partial

from PySide6.QtCore import QObject

from zhupi.annotations.markdown import plain_text
from zhupi.annotations.model import DEFAULT_MEANINGS, Annotation
from zhupi.gazette import numbering
from zhupi.gazette.places import block_at
from zhupi.jobs import Job
from zhupi.library import Library
from zhupi.library.model import Sketch, StoredDocument
from zhupi.qt.cards import Card
from zhupi.qt.page_pane import PagePane
from zhupi.qt.reading import Reader
from zhupi.qt.runner import Lane, Runner
from zhupi.qt.side_panel import SidePanel

_TOLD = 120
"""So many characters of a note are told where the pointer rests."""
_AT_ONCE = 16
"""So many cards are read at once, more than a panel shows; the others in the reading lane."""
_BATCH = 250


class ShownMarks(QObject):
    """Shows annotations as they are on disk, and knows which one is current."""

    def __init__(
        self,
        library: Library,
        runner: Runner,
        reader: Reader,
        pane: PagePane,
        side: SidePanel,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._library = library
        self._runner = runner
        self._reader = reader
        self._pane = pane
        self._side = side
        self._notes = side.notes
        self._marks: list[Sketch] = []
        self._ids: set[str] = set()
        self._current = ""
        self._counted: tuple[StoredDocument, tuple[int, ...]] | None = None
        self._round = 0
        self.meanings = dict(DEFAULT_MEANINGS)

    def show(self) -> None:
        """Show the annotations of the open document as they are on disk now."""
        stored = self._reader.stored
        self._round += 1
        if stored is None:
            self._marks, self._ids = [], set()
            self._notes.show_cards("", {}, None)
            self._side.set_counts(notes=0)
            return
        sketches = self._library.sketches(stored.id)
        note = next((item for item in reversed(sketches) if item.whole), None)
        highlights = sketches if note is None else [item for item in sketches if not item.whole]
        # The words of an orphan are not known to stand anywhere.
        self._marks = [item for item in highlights if not item.orphan]
        self._ids = {item.id for item in sketches}
        self._pane.set_marks(self._marks, self._tell)
        meaning = {colour.value: words for colour, words in self.meanings.items()}
        self._notes.show_cards(
            stored.id,
            {item.id: (item.modified, item.orphan, meaning[item.colour]) for item in highlights},
            None if note is None else self._library.annotation(note.id),
        )
        self._side.set_counts(notes=len(sketches))
        self._fill(stored)
        self._show_current(self._current if self._current in self._ids else "", follow=False)

    def _fill(self, stored: StoredDocument) -> None:
        """Fill the cards in: those in sight now, the others as the reading lane brings them."""
        missing, now = self._notes.view.cards.missing(), self._round
        self._notes.fill(self._cards(stored, self._library.with_ids(missing[:_AT_ONCE])))

        def came(annotations: list[Annotation]) -> None:
            if self._round == now:
                self._notes.fill(self._cards(stored, annotations))

        for start in range(_AT_ONCE, len(missing), _BATCH):
            batch = missing[start : start + _BATCH]
            self._runner.run(Lane.READ, partial(self._read, batch), came, receiver=self)

    def _read(self, annotations: list[str], _job: Job) -> list[Annotation]:
        return self._library.with_ids(annotations)

    def _cards(self, stored: StoredDocument, annotations: Iterable[Annotation]) -> list[Card]:
        return [
            Card(annotation, self.meanings[annotation.colour], self._place(stored, annotation))
            for annotation in annotations
            if annotation.colour is not None
        ]

    def holds(self, annotation: str) -> bool:
        """Whether an annotation is one of the open document's."""
        return annotation in self._ids

    def get(self, annotation: str) -> Annotation | None:
        """Return an annotation of the open document as it is on disk."""
        return self._library.annotation(annotation) if annotation in self._ids else None

    @property
    def current(self) -> Annotation | None:
        """The annotation that keys without a selection concern."""
        return self.get(self._current)

    def set_current(self, annotation: str) -> None:
        """Make an annotation the current one, or none; its card shows it."""
        self._show_current(annotation, follow=True)

    def _show_current(self, annotation: str, *, follow: bool) -> None:
        self._current = annotation
        self._pane.set_current(annotation)
        self._notes.show_current(annotation, follow=follow)

    def neighbour(self, step: int) -> Sketch | None:
        """Return the highlight after the current one, or before it.

        Without a current one: the first after the place that is read, or the last before it.
        """
        ids = [item.id for item in self._marks]
        if self._current in ids:
            index = ids.index(self._current) + step
        else:
            starts = [item.start for item in self._marks]
            index = bisect_left(starts, self._pane.eye_offset()) - (step < 0)
        return self._marks[index] if 0 <= index < len(self._marks) else None

    def _tell(self, id_: str) -> str:
        """Say what a highlight means, and the beginning of its note."""
        annotation = self.get(id_)
        if annotation is None or annotation.colour is None:
            return ""
        words = " ".join(plain_text(annotation.note[: 2 * _TOLD]).split())
        cut = f"{words[:_TOLD]}{'…' if len(words) > _TOLD else ''}"
        return f"{self.meanings[annotation.colour]}　{cut}".rstrip()

    def _place(self, stored: StoredDocument, annotation: Annotation) -> str:
        """Return where an annotation stands, as a reader would say it: 一、¶2."""
        if annotation.selector is None:
            return ""
        if self._counted is None or self._counted[0] is not stored:
            self._counted = stored, numbering.counts(stored.document)
        block = block_at(stored.document, annotation.selector.start)
        number = f"¶{self._counted[1][block]}"
        return "，".join(part for part in (annotation.selector.place, number) if part)
