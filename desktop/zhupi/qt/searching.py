"""Searching the library while the words are typed, page by page."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from zhupi.jobs import Job
from zhupi.library import Library
from zhupi.library.model import NotebookHit, NoteFilter, NoteHit, SearchHit, SearchResults
from zhupi.library.searches import Wanted
from zhupi.qt.catalog_model import Narrowing
from zhupi.qt.runner import Lane, Runner

if TYPE_CHECKING:
    from zhupi.search.ranking import Sort

_AFTER = 200
"""Milliseconds after the last key until the search begins."""
PAGE = 20
"""Documents that are listed at a time."""
NOTES_SHOWN = 200
"""Notes that are listed at most: the notes view lists all, a page at a time."""
ENTRIES_SHOWN = 50


@dataclass(frozen=True, slots=True)
class Found:
    """What came of a search. ``again``: the same was searched before, the library changed.

    ``notes`` are the first of ``notes_total``; ``entries`` are items of notebooks.
    """

    wanted: Wanted
    results: SearchResults
    notes: list[NoteHit]
    notes_total: int
    entries: list[NotebookHit]
    again: bool = False


class Searcher(QObject):
    """Finds, in the searching lane; a new query discards the one before."""

    started = Signal()
    stopped = Signal()
    """The search that was started is over, whatever came of it."""
    found = Signal(object)
    """A `Found`."""
    more_found = Signal(object, object)
    """The `SearchHit`s of a further page, and the last one before them."""
    cleared = Signal()
    places_found = Signal(str, object)
    """A document's id, and the places of the query in it."""

    def __init__(self, library: Library, runner: Runner, parent: QObject) -> None:
        super().__init__(parent)
        self._library = library
        self._runner = runner
        self._typed = ""
        self._narrowing = Narrowing()
        self._sort: Sort = "relevance"
        self._found: Found | None = None
        self._hits: list[SearchHit] = []
        self._next = 0
        self._paging = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_AFTER)
        self._timer.timeout.connect(self.search_now)

    @property
    def query(self) -> str:
        """What is searched, or ''."""
        return self._typed.strip()

    @property
    def wanted(self) -> Wanted:
        """What is searched, and how it is narrowed and sorted."""
        narrowing = self._narrowing
        return Wanted(self.query, narrowing.issuer, narrowing.year, narrowing.kind, self._sort)

    @property
    def pending(self) -> bool:
        """Whether the results shown are not those of what is typed."""
        return bool(self.query) and (self._found is None or self._found.wanted != self.wanted)

    # Asking

    def type(self, words: str) -> None:
        """Search for these words, once no more are typed."""
        before, self._typed = self.query, words
        if not self.query:
            self.clear()
        elif self.query != before:
            self._runner.discard(Lane.SEARCH)
            self._timer.start()

    def narrow(self, narrowing: Narrowing) -> None:
        """Search within an issuer, a year, a kind."""
        if narrowing != self._narrowing:
            self._narrowing = narrowing
            self.search_now()

    def sort(self, sort: Sort) -> None:
        """Put the hits into another order."""
        if sort != self._sort:
            self._sort = sort
            self.search_now()

    def take(self, wanted: Wanted) -> None:
        """Search for just this."""
        self._typed, self._sort = wanted.query, wanted.sort
        self._narrowing = replace(
            self._narrowing, issuer=wanted.issuer, year=wanted.year, kind=wanted.kind
        )
        self.search_now()

    def clear(self) -> None:
        """Search for nothing."""
        self._typed = ""
        self._timer.stop()
        self._runner.discard(Lane.SEARCH)
        self._found, self._hits, self._next, self._paging = None, [], 0, False
        self.cleared.emit()

    def search_now(self) -> None:
        """Search for what is typed."""
        self._search(PAGE, again=False)

    def search_again(self) -> None:
        """The library changed: search the same, as far as it is listed."""
        if self.pending:
            # That search, under way or about to be, is of the library as it was a moment ago.
            self.search_now()
        else:
            self._search(max(PAGE, self._next), again=True)

    def _search(self, limit: int, *, again: bool) -> None:
        self._timer.stop()
        wanted = self.wanted
        if not wanted.query:
            return
        self._paging = False
        if not again:
            self.started.emit()
        self._runner.run(
            Lane.SEARCH,
            lambda job: self._find(wanted, limit, job, again=again),
            self._deliver,
            receiver=self,
            ended=self.stopped.emit,
        )

    def _find(self, wanted: Wanted, limit: int, job: Job, *, again: bool) -> Found:
        """On the searching lane."""
        results = self._library.search(
            wanted.query,
            sort=wanted.sort,
            limit=limit,
            job=job,
            issuer=wanted.issuer,
            year=wanted.year,
            kind=wanted.kind,
        )
        job.check()
        notes = self._library.find_notes(
            wanted.query,
            NoteFilter(issuer=wanted.issuer, year=wanted.year, document_kind=wanted.kind),
        )
        entries = self._library.search_notebooks(wanted.query, ENTRIES_SHOWN)
        shown = notes.hits(0, NOTES_SHOWN)
        return Found(wanted, results, shown, notes.total, entries, again)

    def _deliver(self, found: Found) -> None:
        self._next = max(PAGE, self._next) if found.again else PAGE
        self._found, self._hits = found, list(found.results.hits)
        self.found.emit(found)

    # Further pages

    @property
    def has_more(self) -> bool:
        """Whether not all that was found is listed."""
        return self._found is not None and self._next < self._found.results.total

    def more(self) -> None:
        """List a further page; nothing happens where one is on its way or all are listed."""
        if self._found is None or self._paging or self.pending or not self.has_more:
            return
        results, start = self._found.results, self._next
        self._paging = True
        self._runner.run(
            Lane.SEARCH,
            lambda job: self._library.more_hits(results, start, start + PAGE, job),
            self._deliver_more,
            receiver=self,
        )

    def _deliver_more(self, hits: tuple[SearchHit, ...]) -> None:
        self._paging = False
        self._next += PAGE
        last = self._hits[-1] if self._hits else None
        self._hits += hits
        self.more_found.emit(hits, last)

    def neighbour(self, document: str, step: int) -> str | None:
        """Return the document before or after one among those listed."""
        documents = [hit.row.id for hit in self._hits]
        if document not in documents:
            return documents[0] if documents else None
        place = documents.index(document) + step
        return documents[place] if 0 <= place < len(documents) else None

    # Places in a document

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
