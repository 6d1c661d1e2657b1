"""Which entries a query matches, found through the index and confirmed on the texts."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Set
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import islice

from zhupi.gazette.folding import fold
from zhupi.jobs import Job
from zhupi.search.corpus import Entry, Snapshot
from zhupi.search.index import View
from zhupi.search.query import And, Bears, Field, Filter, Has, Node, Not, Numbered, Or, Years
from zhupi.search.terms import Term

Marks = Callable[[Field, str], Set[str]]
"""Answers 批注 and 标签: the ids of the documents whose marks hold the folded value."""

_CHUNK = 256
_PAGES = 10
"""To count in so many pages of documents at once is quicker than to find out which to count."""
_BRACKETS = str.maketrans("[【〔", "(((") | str.maketrans("]】〕", ")))")


@dataclass(slots=True)
class _Known:
    """What is known of a term: the texts looked at, those that hold it, how often some of them.

    The sets are handed out and never changed in place.
    """

    seen: Set[str] = frozenset()
    holding: Set[str] = frozenset()
    counts: dict[str, int] = field(default_factory=dict)


class Evaluation:
    """One search under way.

    ``stale`` are the ids for which the view has not the text of now. ``page`` is how many documents
    are to be shown first, ranked by their counts; ``None`` is all of them.
    """

    def __init__(
        self,
        snapshot: Snapshot,
        view: View | None,
        stale: Set[str],
        marks: Marks | None,
        job: Job,
        *,
        page: int | None,
    ) -> None:
        self._snapshot = snapshot
        self._view = view
        self._stale = stale
        self._marks = marks
        self._job = job
        self._page = page
        self._known: dict[Term, _Known] = {}

    def matches(self, node: Node, universe: Set[str]) -> Set[str]:
        """Return the ids within ``universe`` that match."""
        self._job.check()
        match node:
            case Has(term):
                return self.holding(term, universe)
            case Numbered(number, term):
                return self._bearers(number, universe) | self.holding(term, universe)
            case Bears(number):
                return self._bearers(number, universe)
            case Not(part):
                return universe - self.matches(part, universe)
            case And(parts):
                for part in sorted(parts, key=_cost):
                    universe = self.matches(part, universe)
                return universe
            case Or(parts):
                return set().union(*(self.matches(part, universe) for part in parts))
            case Years(first, last):
                years = self._snapshot.years
                return {id_ for id_ in universe if first <= (years[id_] or 0) <= last}
            case Filter(field, value):
                return self._filtered(field, value, universe)

    def holding(self, term: Term, ids: Set[str]) -> Set[str]:
        """Return those of ``ids`` whose text holds the term."""
        known = self._known.setdefault(term, _Known())
        if not ids <= known.seen:
            self._look(term, known, ids - known.seen)
        return known.holding if known.holding <= ids else known.holding & ids

    def counts(self, term: Term, ids: Set[str]) -> Mapping[str, int]:
        """Return how often each of ``ids`` holds the term; those without it are left out."""
        holding = self.holding(term, ids)
        counts = self._known[term].counts
        if not holding <= counts.keys():
            self._count(term, counts, holding - counts.keys())
        return counts if counts.keys() <= ids else {id_: counts[id_] for id_ in holding}

    def _look(self, term: Term, known: _Known, ids: Set[str]) -> None:
        """Find out which of ``ids`` hold the term; ask the index first."""
        holding: set[str] = set()
        unsure = ids
        if self._view is not None and term.gram is not None:
            postings = self._view.postings(term.gram)
            holding |= (postings.keys() & ids) - self._stale
            known.counts |= {id_: postings[id_] for id_ in holding}
            unsure = ids & self._stale
        elif self._view is not None:
            unsure = (self._view.candidates(term.grams) & ids) | (ids & self._stale)
        if self._must_count(term, unsure):
            holding |= self._count(term, known.counts, unsure)
        else:
            for chunk in self._chunks(unsure):
                holding.update(term.held(chunk, self._snapshot.texts))
        known.seen = known.seen | ids
        known.holding = known.holding | holding

    def _must_count(self, term: Term, ids: Set[str]) -> bool:
        """Whether all counts are needed for the first page.

        To find that a common term is there is quicker than to count it, but to do both is not.
        Titles and headings go first: if they fill the page, no other need be counted.
        """
        if self._page is None or len(ids) <= _PAGES * self._page:
            return True
        return len(term.held(ids, self._snapshot.heads)) < self._page

    def _count(self, term: Term, counts: dict[str, int], ids: Set[str]) -> Set[str]:
        """Add the counts of ``ids``; return those that hold the term."""
        holding: set[str] = set()
        for chunk in self._chunks(ids):
            found = term.counts(chunk, self._snapshot.texts)
            counts.update(found)
            holding.update(found)
        return holding

    def _bearers(self, number: str, universe: Set[str]) -> Set[str]:
        return self._snapshot.bearers.get(number, frozenset()) & universe

    def _filtered(self, field: Field, value: str, universe: Set[str]) -> Set[str]:
        match field:
            case Field.TITLE:
                names = self._snapshot.names
                return {id_ for id_ in universe if value in names[id_]}
            case Field.ISSUER:
                issuers = self._snapshot.issuers
                wanted = {
                    names
                    for names in set(issuers.values())
                    if any(value in _folded(name) for name in names)
                }
                return {id_ for id_ in universe if issuers[id_] in wanted}
            case Field.KIND:
                kinds = self._snapshot.kinds
                return {id_ for id_ in universe if value in _folded(kinds[id_] or "")}
            case Field.NUMBER:
                entries = self._snapshot.entries
                return {id_ for id_ in universe if _number_holds(entries[id_], value)}
            case _:
                return universe & (self._marks(field, value) if self._marks else frozenset())

    def _chunks(self, ids: Set[str]) -> Iterator[list[str]]:
        """Yield the ids in chunks, looking between them whether the search was called off."""
        remaining = iter(ids)
        while chunk := list(islice(remaining, _CHUNK)):
            self._job.check()
            yield chunk


@lru_cache(maxsize=20_000)
def _folded(name: str) -> str:
    """Fold the name of an issuer or a kind, of which there are few, or a number."""
    return fold(name)


def _number_holds(entry: Entry, value: str) -> bool:
    numbers = [_folded(number).translate(_BRACKETS) for number in entry.numbers]
    return any(value.translate(_BRACKETS) in number for number in numbers)


def _cost(node: Node) -> int:
    """What comes first in an AND: cheap filters, then terms, the longest first, then the rest."""
    match node:
        case Years() | Filter() | Bears():
            return 0
        case Numbered():
            return 1
        case Has(term):
            return 2 if term.gram is None else 3
        case _:
            return 4
