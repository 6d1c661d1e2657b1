"""Search: a query in, documents with exact counts out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, field
from time import perf_counter
from typing import NamedTuple

from zhupi.jobs import Job
from zhupi.search.citing import NumberAnswer, answer
from zhupi.search.corpus import Corpus
from zhupi.search.entry import Entry
from zhupi.search.evaluation import Evaluation, Marks
from zhupi.search.index import Index
from zhupi.search.query import Query, asks_for_marks, parse
from zhupi.search.ranking import Facets, Narrow, Order, Sort, narrowed
from zhupi.search.snapshot import Snapshot, set_of
from zhupi.search.terms import Term
from zhupi.search.view import Lookup, View

__all__ = ["DocumentHit", "Engine", "Facets", "Narrow", "NumberAnswer", "Results", "Sort"]


class DocumentHit(NamedTuple):
    """A document that matches. ``count`` is the number of places in its text."""

    id: str
    count: int  # type: ignore[assignment]  # a tuple's method of this name is not needed
    in_title: bool


@dataclass(frozen=True, slots=True)
class Results:
    """``total`` counts the documents that match; ``hits`` are the first of them.

    ``asked`` is the query as it was understood, for `zhupi.search.snippets`.
    """

    query: str
    asked: Query
    warning: str | None
    total: int
    hits: tuple[DocumentHit, ...]
    facets: Facets
    number: NumberAnswer | None
    milliseconds: float
    ranked: Ranked

    @property
    def entries(self) -> Mapping[str, Entry]:
        """The documents of that moment."""
        return self.ranked.entries


@dataclass(frozen=True, slots=True)
class Ranked:
    """All that matched, put in order as far as it is asked for; the texts of that moment count."""

    _snapshot: Snapshot
    _found: int
    _terms: tuple[Term, ...]
    _sort: Sort
    _bearers: int

    @property
    def entries(self) -> Mapping[str, Entry]:
        """The documents of that moment."""
        return self._snapshot.entries

    def page(self, start: int, stop: int, job: Job | None = None) -> tuple[DocumentHit, ...]:
        """Return the hits from ``start`` up to ``stop``, counted from 0; fewer at the end."""
        evaluation = Evaluation(self._snapshot, None, None, job or Job(), page=stop)
        order = Order(self._sort, stop)
        first = order.first(self._found, self._snapshot, self._terms, evaluation, self._bearers)
        return _hits(first[start:], self._snapshot, self._terms, evaluation)


@dataclass
class Engine:
    """Searches a corpus; the index, if there is one of use, makes it faster and changes nothing.

    ``marks`` answers the fields 批注 and 标签. May be used from several threads.
    """

    corpus: Corpus
    index: Index | None = None
    marks: Marks | None = None
    _lookup: Lookup | None = field(default=None, init=False)

    def search(
        self,
        query: str,
        *,
        sort: Sort = "relevance",
        limit: int | None = None,
        narrow: Narrow | None = None,
        job: Job | None = None,
    ) -> Results:
        """Find all documents that match; raise `Cancelled` if the job is called off."""
        start = perf_counter()
        snapshot = self.corpus.snapshot()
        with self.index.reading() if self.index else nullcontext() as view:
            asked = parse(query)
            evaluation = Evaluation(
                snapshot,
                self._beside(snapshot, view),
                self.marks,
                job or Job(),
                page=limit if sort == "relevance" or limit is None else 0,
            )
            asked, matching = self._matching(asked, evaluation, snapshot)
            facets, found = narrowed(matching, snapshot, narrow or Narrow())
            bearers = snapshot.bearing(asked.number or "")
            number = answer(asked.number, evaluation, snapshot) if asked.number else None
            first = Order(sort, limit).first(found, snapshot, asked.terms, evaluation, bearers)
            hits = _hits(first, snapshot, asked.terms, evaluation)
        warning = asked.warning
        if warning is None and self.marks is None and asks_for_marks(asked.root):
            warning = "这里不能按批注或标签查找。"
        milliseconds = round((perf_counter() - start) * 1000, 2)
        ranked = Ranked(snapshot, found, asked.terms, sort, bearers)
        total = found.bit_count()
        return Results(query, asked, warning, total, hits, facets, number, milliseconds, ranked)

    def _beside(self, snapshot: Snapshot, view: View | None) -> Lookup | None:
        """The index beside the texts; made anew when either changed."""
        if view is None:
            return None
        lookup = self._lookup
        if lookup is None or lookup.view is not view or lookup.version != snapshot.version:
            lookup = self._lookup = Lookup(view, snapshot)
        return lookup

    def _matching(
        self, asked: Query, evaluation: Evaluation, snapshot: Snapshot
    ) -> tuple[Query, int]:
        """What matches; the query as text where a number that may be none is nowhere."""
        if asked.root is None:
            return asked, 0
        matching = evaluation.matches(asked.root, snapshot.everything)
        if not matching and asked.fallback is not None:
            return self._matching(asked.fallback, evaluation, snapshot)
        return asked, matching


def _hits(
    places: Sequence[int], snapshot: Snapshot, terms: Sequence[Term], evaluation: Evaluation
) -> tuple[DocumentHit, ...]:
    documents, names = snapshot.documents, snapshot.names
    shown = set_of(places, len(documents))
    counts = [evaluation.counts(term, shown) for term in terms]
    titled = {place for term in terms for place in term.held(places, names)}
    return tuple(
        DocumentHit(documents[place].id, sum(own.get(place, 0) for own in counts), place in titled)
        for place in places
    )
