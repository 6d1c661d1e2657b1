"""Finding annotations across the library."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from zhupi.annotations.model import Annotation
from zhupi.gazette.folding import fold, fold_with_offsets
from zhupi.library.model import NotebookHit, NoteCounts, NoteFilter, NoteHit, NoteRow, NoteSort
from zhupi.storage import Annotations, Documents, Listing, Notebooks
from zhupi.storage.listing import Serials

if TYPE_CHECKING:
    from zhupi.search.query import Field


class NoteList:
    """The annotations that met a filter at one moment, in order; their rows are read when asked.

    What changes afterwards is seen in the rows, but none comes or goes: ask for another list. One
    that was deleted since has its ``annotation.deleted`` set. Every method may be called from any
    thread.
    """

    def __init__(
        self,
        listing: Listing,
        annotations: Annotations,
        documents: Documents,
        serials: Serials,
        *,
        filter: NoteFilter,  # noqa: A002
        sort: NoteSort,
    ) -> None:
        self.filter = filter
        self.sort = sort
        self._listing = listing
        self._annotations = annotations
        self._documents = documents
        self._serials = serials

    @property
    def total(self) -> int:
        """How many there are."""
        return len(self._serials)

    def rows(self, start: int = 0, stop: int | None = None) -> list[NoteRow]:
        """The rows from place ``start`` up to ``stop``, counted from 0. A screen takes 5 ms."""
        return rows_of(self._annotations.with_serials(self._serials[start:stop]), self._documents)

    def ids(self, start: int = 0, stop: int | None = None) -> list[str]:
        """The annotations' ids in order; all of a hundred thousand take 0.3 s."""
        return self._listing.ids(self._serials[start:stop])

    def counts(self) -> NoteCounts:
        """How many there are of each tag, colour, issuer and so on, now. Slow."""
        return self._listing.counts(self.filter)


class NoteHits:
    """The annotations that held the words at one moment, in order; each is read when asked."""

    def __init__(
        self,
        annotations: Annotations,
        documents: Documents,
        serials: Serials,
        words: Sequence[str],
    ) -> None:
        self._annotations = annotations
        self._documents = documents
        self._serials = serials
        self._words = words

    @property
    def total(self) -> int:
        """How many there are."""
        return len(self._serials)

    def hits(self, start: int = 0, stop: int | None = None) -> list[NoteHit]:
        """Those from place ``start`` up to ``stop``; one that was changed since is left out."""
        annotations = self._annotations.with_serials(self._serials[start:stop])
        found = []
        for row in rows_of(annotations, self._documents):
            match = _match((row.annotation.note, *row.annotation.tags), self._words)
            if match is not None:
                found.append(NoteHit(row, match.count, match.text, match.start, match.end))
        return found


class Noting:
    """Reads annotations of all documents by what they say."""

    def __init__(
        self,
        documents: Documents,
        annotations: Annotations,
        listing: Listing,
        notebooks: Notebooks,
    ) -> None:
        self._documents = documents
        self._annotations = annotations
        self._listing = listing
        self._notebooks = notebooks

    def note_list(self, wanted: NoteFilter, sort: NoteSort) -> NoteList:
        """Which annotations meet the filter."""
        return NoteList(
            self._listing,
            self._annotations,
            self._documents,
            self._listing.serials(wanted, sort),
            filter=wanted,
            sort=sort,
        )

    def tags(self, prefix: str, limit: int | None) -> list[tuple[str, int]]:
        """The tags that begin so, see `Listing.tags`."""
        return self._listing.tags(prefix, limit)

    def search(self, query: str, within: NoteFilter) -> NoteHits:
        """Annotations whose note and tags together hold every word of the query."""
        words = _words(query)
        serials = self._listing.holding(words, within) if words else ()
        return NoteHits(self._annotations, self._documents, serials, words)

    def search_notebooks(self, query: str, limit: int | None = None) -> list[NotebookHit]:
        """Items of notebooks whose own text holds every word of the query."""
        words = _words(query)
        if not words:
            return []
        items = self._notebooks.holding(words)[:limit]
        notebooks = {
            one.id: one for one in self._notebooks.with_ids([item.notebook for item in items])
        }
        hits = []
        for item in items:
            match = _match((item.text,), words)
            if match is not None:
                hits.append(
                    NotebookHit(
                        notebooks[item.notebook],
                        item,
                        match.count,
                        match.text,
                        match.start,
                        match.end,
                    )
                )
        return hits

    def documents_marked(self, field: Field, value: str) -> set[str]:
        """The documents of which a note holds the folded value, or that have it for a tag."""
        from zhupi.search.query import Field as Fields

        if field is Fields.TAG:
            return self._listing.documents_with(tag=value)
        return self._listing.documents_with(note=value)


def rows_of(annotations: Sequence[Annotation], documents: Documents) -> list[NoteRow]:
    """Each with its document's row, also that of a document in the waste basket."""
    rows = documents.any_rows_of({annotation.document for annotation in annotations})
    return [
        NoteRow(
            annotation,
            rows[annotation.document],
            annotation.selector.place if annotation.selector else "",
        )
        for annotation in annotations
    ]


def _words(query: str) -> list[str]:
    return [word for word in map(fold, query.split()) if word]


@dataclass(frozen=True, slots=True)
class _Match:
    text: str
    count: int
    start: int
    end: int


def _match(fields: Sequence[str], words: Sequence[str]) -> _Match | None:
    """The fields as one text, the number of places of all words, and the first of the first."""
    count, first, at = 0, None, 0
    for field in fields:
        folded = fold_with_offsets(field)
        count += sum(folded.text.count(word) for word in words)
        place = folded.text.find(words[0])
        if first is None and place >= 0:
            start, end = folded.original(place, place + len(words[0]))
            first = at + start, at + end
        at += len(field) + 1
    return None if first is None else _Match("\n".join(fields), count, *first)
