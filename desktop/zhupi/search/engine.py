"""Search: a query in, documents with exact counts out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence, Set
from contextlib import nullcontext
from dataclasses import dataclass, field
from time import perf_counter
from typing import NamedTuple

from zhupi.jobs import Job
from zhupi.search import terms
from zhupi.search.corpus import Corpus, Snapshot
from zhupi.search.evaluation import Evaluation, Marks
from zhupi.search.index import Index, View
from zhupi.search.query import Query, asks_for_marks, parse
from zhupi.search.ranking import Facets, Narrow, Order, Sort, narrowed
from zhupi.search.terms import Term

__all__ = ["DocumentHit", "Engine", "Facets", "Narrow", "NumberAnswer", "Results", "Sort"]


class DocumentHit(NamedTuple):
    """A document that matches. ``count`` is the number of places in its text."""

    id: str
    count: int  # type: ignore[assignment]  # a tuple's method of this name is not needed
    in_title: bool


@dataclass(frozen=True, slots=True)
class NumberAnswer:
    """A document number asked for: who bears it here, and whose text cites it."""

    number: str
    bearers: tuple[str, ...]
    citing: tuple[str, ...]


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


@dataclass(frozen=True, slots=True)
class Ranked:
    """All that matched, put in order as far as it is asked for; the texts of that moment count."""

    _snapshot: Snapshot
    _ids: Set[str]
    _terms: tuple[Term, ...]
    _sort: Sort
    _bearers: Set[str]

    def page(self, start: int, stop: int, job: Job | None = None) -> tuple[DocumentHit, ...]:
        """Return the hits from ``start`` up to ``stop``, counted from 0; fewer at the end."""
        evaluation = Evaluation(self._snapshot, None, frozenset(), None, job or Job(), page=stop)
        order = Order(self._sort, stop)
        first = order.first(self._ids, self._snapshot, self._terms, evaluation, self._bearers)
        return _hits(first[start:], self._snapshot, self._terms, evaluation)


@dataclass
class Engine:
    """Searches a corpus; the index, if there is one of use, makes it faster and changes nothing.

    ``marks`` answers the fields 批注 and 标签. May be used from several threads.
    """

    corpus: Corpus
    index: Index | None = None
    marks: Marks | None = None
    _stale: tuple[int, View | None, frozenset[str]] = field(
        default=(-1, None, frozenset()), init=False
    )

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
                view,
                self._stale_ids(snapshot, view),
                self.marks,
                job or Job(),
                page=limit if sort == "relevance" or limit is None else 0,
            )
            asked, matching = self._matching(asked, evaluation, snapshot)
            facets, ids = narrowed(matching, snapshot, narrow or Narrow())
            number = _number_answer(asked, evaluation, snapshot)
            bearers = frozenset(number.bearers) if number else frozenset()
            first = Order(sort, limit).first(ids, snapshot, asked.terms, evaluation, bearers)
            hits = _hits(first, snapshot, asked.terms, evaluation)
        warning = asked.warning
        if warning is None and self.marks is None and asks_for_marks(asked.root):
            warning = "这里不能按批注或标签查找。"
        milliseconds = round((perf_counter() - start) * 1000, 2)
        ranked = Ranked(snapshot, ids, asked.terms, sort, bearers)
        return Results(query, asked, warning, len(ids), hits, facets, number, milliseconds, ranked)

    def _stale_ids(self, snapshot: Snapshot, view: View | None) -> frozenset[str]:
        """The documents for which the index has not the text that the corpus has."""
        if view is None:
            return snapshot.ids
        version, known_view, stale = self._stale
        if version != snapshot.version or known_view is not view:
            fingerprints = view.fingerprints
            stale = frozenset(
                id_
                for id_, entry in snapshot.entries.items()
                if fingerprints.get(id_) != entry.fingerprint
            )
            self._stale = (snapshot.version, view, stale)
        return stale

    def _matching(
        self, asked: Query, evaluation: Evaluation, snapshot: Snapshot
    ) -> tuple[Query, Set[str]]:
        """What matches; the query as text where a number that may be none is nowhere."""
        if asked.root is None:
            return asked, frozenset()
        matching = evaluation.matches(asked.root, snapshot.ids)
        if not matching and asked.fallback is not None:
            return self._matching(asked.fallback, evaluation, snapshot)
        return asked, matching


def _hits(
    ids: Sequence[str], snapshot: Snapshot, terms: Sequence[Term], evaluation: Evaluation
) -> tuple[DocumentHit, ...]:
    shown = frozenset(ids)
    totals: Mapping[str, int] = {}
    for term in terms:
        found = evaluation.counts(term, shown)
        totals = Counter(totals) + Counter(found) if totals else found
    titled = {id_ for term in terms for id_ in term.held(ids, snapshot.names)}
    return tuple(DocumentHit(id_, totals.get(id_, 0), id_ in titled) for id_ in ids)


def _number_answer(asked: Query, evaluation: Evaluation, snapshot: Snapshot) -> NumberAnswer | None:
    if asked.number is None:
        return None
    entries = snapshot.entries
    bearers = snapshot.bearers.get(asked.number, frozenset())
    citing = evaluation.holding(terms.number(asked.number), snapshot.ids) - bearers

    def in_order(ids: Set[str]) -> tuple[str, ...]:
        return tuple(sorted(ids, key=lambda id_: (entries[id_].order, id_)))

    return NumberAnswer(asked.number, in_order(bearers), in_order(citing))
