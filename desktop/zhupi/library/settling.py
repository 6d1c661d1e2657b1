"""What becomes of a source's documents and annotations when it is read another way."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from zhupi.annotations.model import Annotation, Kind, State
from zhupi.gazette.identity import work_of
from zhupi.gazette.model import Document, Lines
from zhupi.library.model import Changes
from zhupi.library.reattaching import copies_in, note_settled, reread, with_notes
from zhupi.storage import Annotations, Documents
from zhupi.storage.model import Part, Reread


class Settling:
    """Finds the place of each annotation of a source in what was read of it now."""

    def __init__(self, documents: Documents, annotations: Annotations) -> None:
        self._documents = documents
        self._annotations = annotations

    def settle(
        self, former: Sequence[Part], present: Reread, documents: Mapping[str, Document]
    ) -> Outcome:
        """Where the annotations stand now; nothing is written.

        ``documents`` are those of the source by id. The raw text is the one that was read before.
        """
        outcome = Outcome(touched={*present.changed, *present.lost})
        own = {*documents, *(part.id for part in former)}
        noted = with_notes(self._annotations, documents)
        for part in former:
            annotations = self._annotations.of_document(part.id, deleted=True)
            waiting = [
                annotation
                for annotation in annotations
                if part.id in outcome.touched or annotation.state is State.ORPHAN
            ]
            if not waiting:
                continue
            before = self._documents.document(part.id)
            if before is None:
                raise RuntimeError(f"document {part.id} has annotations and no text")
            copies = copies_in(self._documents, {part.work, before.work}, own)
            for annotation in waiting:
                if annotation.kind is Kind.NOTE:
                    settled = note_settled(annotation, part.lines[0], documents, noted)
                else:
                    settled = reread(annotation, before.document, documents, copies)
                outcome.add(annotation, settled)
        return outcome


@dataclass(slots=True)
class Outcome:
    """What became of a source: its documents touched and its annotations, before and after."""

    touched: set[str] = field(default_factory=set)
    changed: dict[str, tuple[Annotation, Annotation]] = field(default_factory=dict)

    def add(self, before: Annotation, after: Annotation) -> None:
        """Take down where an annotation stands now, instead of what was taken down before."""
        self.changed.pop(before.id, None)
        if after != before:
            self.changed[before.id] = before, after

    @property
    def annotations(self) -> list[Annotation]:
        """The states to be written."""
        return [after for _, after in self.changed.values()]

    @property
    def moved(self) -> int:
        """How many stand at other offsets or in another document."""
        return sum(
            before.state is after.state and _place(before) != _place(after)
            for before, after in self.changed.values()
        )

    @property
    def found(self) -> int:
        """How many were orphans and are none."""
        return self._became(State.ANCHORED)

    @property
    def orphaned(self) -> int:
        """How many became orphans."""
        return self._became(State.ORPHAN)

    def _became(self, state: State) -> int:
        return sum(
            before.state is not state and after.state is state
            for before, after in self.changed.values()
        )

    @property
    def changes(self) -> Changes:
        documents = {one.document for pair in self.changed.values() for one in pair}
        return Changes(
            documents=frozenset(self.touched | documents), annotations=frozenset(self.changed)
        )


def _place(annotation: Annotation) -> tuple[str, int, int]:
    selector = annotation.selector
    span = (0, 0) if selector is None else (selector.start, selector.end)
    return annotation.document, *span


def heirs(
    former: Sequence[Part],
    documents: Sequence[Document],
    promised: Mapping[int, str] | None = None,
) -> list[str | None]:
    """For each document the id of the former one that it continues, ``None`` for a new one.

    Both stand on the lines of the same raw text. What is ``promised`` to the document that begins
    at a line comes first. Then the same work, then the former document that shares most lines, at
    least half of the shorter of the two. One that was gone comes back only as the same work.
    """
    found = _promised(former, documents, promised or {})
    pairs = [
        (work_of(document) == part.work, _shared(part.lines, document.lines), at, part)
        for at, document in enumerate(documents)
        for part in former
    ]
    taken = set(found)
    for same, shared, at, part in sorted(
        pairs, key=lambda pair: (not pair[0], pair[3].gone, -pair[1], pair[2])
    ):
        if found[at] is not None or part.id in taken:
            continue
        least = min(_length(part.lines), _length(documents[at].lines))
        if same or (not part.gone and 2 * shared >= least):
            found[at] = part.id
            taken.add(part.id)
    return found


def heirs_in_update(
    former: Sequence[Part],
    documents: Sequence[Document],
    promised: Mapping[int, str] | None = None,
) -> list[str | None]:
    """The same where the raw text is another: what is promised, the same work, the order.

    The order tells only where as many documents are left as former ones.
    """
    found = _promised(former, documents, promised or {})
    left = [part for part in former if part.id not in found and not part.gone]
    for at, document in enumerate(documents):
        same = next((part for part in left if part.work == work_of(document)), None)
        if found[at] is None and same is not None:
            found[at] = same.id
            left.remove(same)
    unknown = [at for at, heir in enumerate(found) if heir is None]
    if len(unknown) == len(left):
        for at, part in zip(unknown, left, strict=True):
            found[at] = part.id
    return found


def hiding(
    former: Sequence[Part],
    documents: Mapping[str, Document],
    line_now: Callable[[int], int | None] = lambda line: line,
) -> frozenset[str]:
    """The documents in the waste basket into which one went that did not lie there.

    Nobody would see it any more. ``line_now`` tells where a raw line stands in the text that was
    read, if that is another one.
    """
    away = {part.id for part in former if part.deleted and part.id in documents}
    if not away:
        return frozenset()
    found = set()
    for part in former:
        if part.gone or part.deleted or part.id in documents:
            continue
        first, last = part.lines
        lines = (line_now(line) for line in range(last, first - 1, -1))
        line = next((line for line in lines if line is not None), None)
        if line is not None:
            found.add(holder(documents, line))
    return frozenset(away & found)


def holder(documents: Mapping[str, Document], line: int) -> str | None:
    """The document that a line is of: the next one for what stands between two."""
    later = (id_ for id_, document in documents.items() if line <= document.lines[1])
    return next(later, next(reversed(list(documents)), None))


def _promised(
    former: Sequence[Part], documents: Sequence[Document], promised: Mapping[int, str]
) -> list[str | None]:
    free = {part.id for part in former}
    found: list[str | None] = []
    for document in documents:
        heir = promised.get(document.lines[0])
        found.append(heir if heir in free else None)
        free.discard(heir or "")
    return found


def _shared(one: Lines, other: Lines) -> int:
    return max(0, min(one[1], other[1]) - max(one[0], other[0]) + 1)


def _length(lines: Lines) -> int:
    return lines[1] - lines[0] + 1
