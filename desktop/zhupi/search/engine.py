"""Search: a query in, documents with exact counts out."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Iterable, Sequence, Set
from contextlib import nullcontext
from dataclasses import dataclass, field
from time import perf_counter
from typing import Literal

from zhupi.jobs import Job
from zhupi.search.corpus import Corpus, Entry, Snapshot
from zhupi.search.evaluation import Evaluation, Marks, bears
from zhupi.search.index import Index, View
from zhupi.search.query import Query, asks_for_marks, parse
from zhupi.search.terms import Term

Sort = Literal["relevance", "date", "issuer"]


@dataclass(frozen=True, slots=True)
class Narrow:
    """What a click in the counts beside the list leaves; ``None`` leaves all.

    The empty string and ``0`` stand for documents without issuer, kind or year.
    """

    issuer: str | None = None
    year: int | None = None
    kind: str | None = None


@dataclass(frozen=True, slots=True)
class DocumentHit:
    """A document that matches. ``count`` is the number of places in its text."""

    id: str
    count: int
    in_title: bool = False


@dataclass(frozen=True, slots=True)
class Facets:
    """How many documents match, by issuer, year and kind, the most frequent first.

    Each is counted within the other two choices of `Narrow`, so that what else could be chosen
    stays in sight. The empty string and ``0`` as in `Narrow`.
    """

    issuers: tuple[tuple[str, int], ...] = ()
    years: tuple[tuple[int, int], ...] = ()
    kinds: tuple[tuple[str, int], ...] = ()


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


@dataclass
class Engine:
    """Searches a corpus; the index, if there is one of use, makes it faster and changes nothing.

    ``marks`` answers the fields 批注 and 标签. May be used from several threads.
    """

    corpus: Corpus
    index: Index | None = None
    marks: Marks | None = None
    _fresh: tuple[int, View | None, frozenset[str]] = field(
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
        view = None if self.index is None else self.index.view()
        with view or nullcontext():
            fresh = self._fresh_ids(snapshot, view)
            evaluation = Evaluation(snapshot, view, fresh, self.marks, job or Job())
            asked, matching = self._matching(parse(query), evaluation, snapshot)
            facets, ids = _narrowed(matching, snapshot, narrow or Narrow())
            counts = {term: evaluation.counts(term, ids) for term in asked.terms}
            number = _number_answer(asked, evaluation, snapshot)
        ranked = _Ranking(snapshot, asked, counts, len(matching)).sorted(ids, sort)
        hits = tuple(
            _hit(snapshot.entries[id_], asked.terms, counts) for id_ in ranked[slice(limit)]
        )
        milliseconds = (perf_counter() - start) * 1000
        warning = asked.warning
        if warning is None and self.marks is None and asks_for_marks(asked.root):
            warning = "这里不能按批注或标签查找。"
        return Results(
            query, asked, warning, len(ids), hits, facets, number, round(milliseconds, 2)
        )

    def _fresh_ids(self, snapshot: Snapshot, view: View | None) -> frozenset[str]:
        """The documents for which the index has the text that the corpus has."""
        if view is None:
            return frozenset()
        version, known_view, fresh = self._fresh
        if version != snapshot.version or known_view is not view:
            fingerprints = view.fingerprints
            fresh = frozenset(
                id_
                for id_, entry in snapshot.entries.items()
                if fingerprints.get(id_) == entry.fingerprint
            )
            self._fresh = (snapshot.version, view, fresh)
        return fresh

    def _matching(
        self, asked: Query, evaluation: Evaluation, snapshot: Snapshot
    ) -> tuple[Query, Set[str]]:
        """What matches; the query as text where a number that may be none is nowhere."""
        if asked.root is None:
            return asked, frozenset()
        matching = evaluation.matches(asked.root, snapshot.entries.keys())
        if not matching and asked.fallback is not None:
            return self._matching(asked.fallback, evaluation, snapshot)
        return asked, matching


def _hit(entry: Entry, terms: Sequence[Term], counts: dict[Term, dict[str, int]]) -> DocumentHit:
    count = sum(counts[term].get(entry.id, 0) for term in terms)
    return DocumentHit(entry.id, count, any(term.within(entry.name) for term in terms))


def _number_answer(asked: Query, evaluation: Evaluation, snapshot: Snapshot) -> NumberAnswer | None:
    if asked.number is None:
        return None
    from zhupi.search import terms

    number = asked.number
    bearers = {id_ for id_, entry in snapshot.entries.items() if bears(entry, number)}
    holding = evaluation.counts(terms.number(number), frozenset(snapshot.entries))
    order = _in_order(snapshot)
    return NumberAnswer(
        number,
        tuple(sorted(bearers, key=order)),
        tuple(sorted(holding.keys() - bearers, key=order)),
    )


def _narrowed(
    matching: Set[str], snapshot: Snapshot, narrow: Narrow
) -> tuple[Facets, frozenset[str]]:
    """Count the matching documents by field and leave those chosen."""
    issuers: Counter[str] = Counter()
    years: Counter[int] = Counter()
    kinds: Counter[str] = Counter()
    left = []
    for id_ in matching:
        entry = snapshot.entries[id_]
        own_issuers = entry.issuers or ("",)
        year, kind = entry.year or 0, entry.kind or ""
        by_issuer = narrow.issuer is None or narrow.issuer in own_issuers
        by_year = narrow.year in (None, year)
        by_kind = narrow.kind in (None, kind)
        if by_year and by_kind:
            issuers.update(own_issuers)
        if by_issuer and by_kind:
            years[year] += 1
        if by_issuer and by_year:
            kinds[kind] += 1
        if by_issuer and by_year and by_kind:
            left.append(id_)
    facets = Facets(
        tuple(sorted(issuers.items(), key=lambda item: (-item[1], item[0]))),
        tuple(sorted(years.items(), reverse=True)),
        tuple(sorted(kinds.items(), key=lambda item: (-item[1], item[0]))),
    )
    return facets, frozenset(left)


class _Ranking:
    """Orders hits: the bearer of a number asked for, title, heading, body; in each by BM25."""

    _K1, _B = 1.2, 0.75

    def __init__(
        self,
        snapshot: Snapshot,
        asked: Query,
        counts: dict[Term, dict[str, int]],
        matching: int,
    ) -> None:
        self._snapshot = snapshot
        self._asked = asked
        self._counts = counts
        self._weights = {
            term: math.log(1 + (matching - len(found) + 0.5) / (len(found) + 0.5))
            for term, found in counts.items()
        }

    def sorted(self, ids: Iterable[str], sort: Sort) -> list[str]:
        entries = self._snapshot.entries
        ordered = sorted(ids, key=_in_order(self._snapshot))
        if sort == "relevance":
            return sorted(ordered, key=lambda id_: self._merit(entries[id_]), reverse=True)
        ordered.sort(key=lambda id_: entries[id_].date or "", reverse=True)
        if sort == "issuer":
            # Documents whose issuer is unknown come last.
            ordered.sort(key=lambda id_: (not entries[id_].issuers, entries[id_].issuers))
        return ordered

    def _merit(self, entry: Entry) -> tuple[int, float, str]:
        number = self._asked.number
        if number is not None and bears(entry, number):
            tier = 3
        elif any(term.within(entry.name) for term in self._asked.terms):
            tier = 2
        else:
            tier = int(any(term.within(entry.heads) for term in self._asked.terms))
        return tier, self._bm25(entry), entry.date or ""

    def _bm25(self, entry: Entry) -> float:
        length = len(entry.text) / (self._snapshot.average_length or 1.0)
        norm = self._K1 * (1 - self._B + self._B * length)
        return sum(
            weight * count * (self._K1 + 1) / (count + norm)
            for term, weight in self._weights.items()
            if (count := self._counts[term].get(entry.id, 0))
        )


def _in_order(snapshot: Snapshot) -> Callable[[str], tuple[tuple[int, ...], str]]:
    """The order of the sources, as a key for ids."""
    return lambda id_: (snapshot.entries[id_].order, id_)
