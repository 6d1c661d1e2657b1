"""Searching the library while the words are typed, and walking from hit to hit."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QObject, QTimer, Signal

from zhupi.jobs import Job
from zhupi.library import Library
from zhupi.library.model import NoteHit, SearchHit, SearchResults
from zhupi.qt.catalog_model import Narrowing
from zhupi.qt.passages import PassageRow, RowKind
from zhupi.qt.runner import Lane, Runner

_AFTER = 200
"""Milliseconds after the last key until the search begins."""
_SHOWN = 200
"""Documents listed; the total is exact all the same."""
_NOTES_SHOWN = 20


class Searcher(QObject):
    """Finds, in the searching lane; a new query discards the one before."""

    started = Signal()
    found = Signal(object, object)
    """The `SearchResults` and the rows to show."""
    cleared = Signal()
    places_found = Signal(str, object)
    """A document's id, and the places of the query in it."""

    def __init__(self, library: Library, runner: Runner, parent: QObject) -> None:
        super().__init__(parent)
        self._library = library
        self._runner = runner
        self._typed = ""
        self._narrowing = Narrowing()
        self._documents: list[str] = []
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_AFTER)
        self._timer.timeout.connect(self.search_now)

    @property
    def query(self) -> str:
        """What is searched, or ''."""
        return self._typed.strip()

    def type(self, words: str) -> None:
        """Search for these words, once no more are typed."""
        self._typed = words
        if self.query:
            self._timer.start()
        else:
            self.clear()

    def narrow(self, narrowing: Narrowing) -> None:
        """Search within an issuer, a year, a kind."""
        if narrowing != self._narrowing:
            self._narrowing = narrowing
            if self.query:
                self.search_now()

    def clear(self) -> None:
        """Search for nothing."""
        self._typed = ""
        self._timer.stop()
        self._runner.discard(Lane.SEARCH)
        self._documents = []
        self.cleared.emit()

    def search_now(self) -> None:
        """Search for what is typed."""
        self._timer.stop()
        query, narrowing = self.query, self._narrowing
        if not query:
            return
        self.started.emit()
        self._runner.run(
            Lane.SEARCH,
            lambda job: self._search(query, narrowing, job),
            lambda outcome: self._deliver(*outcome),
            receiver=self,
        )

    def _search(
        self, query: str, narrowing: Narrowing, job: Job
    ) -> tuple[SearchResults, list[NoteHit]]:
        """On the searching lane."""
        results = self._library.search(
            query,
            limit=_SHOWN,
            job=job,
            issuer=narrowing.issuer,
            year=narrowing.year,
            kind=narrowing.kind,
        )
        job.check()
        notes = [hit for hit in self._library.search_notes(query) if narrowing.takes(hit.note.row)]
        return results, notes

    def _deliver(self, results: SearchResults, notes: list[NoteHit]) -> None:
        self._documents = [hit.row.id for hit in results.hits]
        rows = [*_note_rows(notes), *_hit_rows(results.hits, headed=bool(notes))]
        self.found.emit(results, rows)

    def find_places(self, document: str) -> None:
        """Find every place of the query in a document."""
        query = self.query
        if query:
            self._runner.run(
                Lane.READ,
                lambda _job: self._library.places_of(document, query),
                lambda places: self._deliver_places(document, query, places),
                receiver=self,
            )

    def _deliver_places(self, document: str, query: str, places: list[tuple[int, int]]) -> None:
        if query == self.query:
            self.places_found.emit(document, places)

    def neighbour(self, document: str, step: int) -> str | None:
        """Return the document before or after one among the hits."""
        if document not in self._documents:
            return self._documents[0] if self._documents else None
        place = self._documents.index(document) + step
        return self._documents[place] if 0 <= place < len(self._documents) else None


def _hit_rows(hits: Iterable[SearchHit], *, headed: bool) -> list[PassageRow]:
    rows: list[PassageRow] = []
    for hit in hits:
        if headed and not rows:
            rows.append(PassageRow(RowKind.GROUP, "正文"))
        first = hit.snippets[0] if hit.snippets else None
        rows.append(
            PassageRow(
                RowKind.DOCUMENT,
                hit.row.title,
                note=hit.row.number or "",
                count=hit.count or None,
                document=hit.row.id,
                at=first.at if first else None,
                length=first.end - first.start if first else 0,
            )
        )
        rows += [
            PassageRow(
                RowKind.PASSAGE,
                snippet.text.replace("\n", " "),
                note=snippet.heading,
                start=snippet.start,
                end=snippet.end,
                document=hit.row.id,
                at=snippet.at,
                length=snippet.end - snippet.start,
            )
            for snippet in hit.snippets
        ]
    return rows


def _note_rows(notes: list[NoteHit]) -> list[PassageRow]:
    if not notes:
        return []
    rows = [PassageRow(RowKind.GROUP, "批注", count=len(notes))]
    for hit in notes[:_NOTES_SHOWN]:
        selector = hit.note.annotation.selector
        rows.append(
            PassageRow(
                RowKind.PASSAGE,
                hit.text.replace("\n", " "),
                note=hit.note.row.title,
                start=hit.start,
                end=hit.end,
                document=hit.note.row.id,
                at=selector.start if selector is not None else 0,
            )
        )
    return rows
