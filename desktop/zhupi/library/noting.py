"""Annotations chosen across the library, listed in order and read when they come into sight."""

from __future__ import annotations

from collections.abc import Sequence

from zhupi.annotations.model import Annotation
from zhupi.library.model import NoteCounts, NoteFilter, NoteRow, NoteSort
from zhupi.storage import Annotations, Documents
from zhupi.storage.listing import Listing, Serials


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

    def places(self, ids: Sequence[str]) -> list[int]:
        """Where these annotations stand, in order; those that are not here are left out."""
        wanted = set(self._listing.serials_of(ids).values())
        return [place for place, serial in enumerate(self._serials) if serial in wanted]

    def counts(self) -> NoteCounts:
        """How many there are of each tag, colour, issuer and so on, now. Slow."""
        return self._listing.counts(self.filter)


class Noting:
    """Lists annotations of all documents."""

    def __init__(self, documents: Documents, annotations: Annotations, listing: Listing) -> None:
        self._documents = documents
        self._annotations = annotations
        self._listing = listing

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
