"""Which entries a query matches, found through the index and confirmed on the texts."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field

from zhupi.gazette.folding import fold
from zhupi.jobs import Job
from zhupi.search.query import And, Bears, Field, Filter, Has, Node, Not, Numbered, Or, Years
from zhupi.search.snapshot import Snapshot, members, set_of, united
from zhupi.search.terms import Term
from zhupi.search.view import Lookup

Marks = Callable[[Field, str], Set[str]]
"""Answers 批注 and 标签: the ids of the documents whose marks hold the folded value."""

_CHUNK = 256
_PAGES = 10
"""To count in so many pages of documents at once is quicker than to find out which to count."""
_BRACKETS = str.maketrans("[【〔", "(((") | str.maketrans("]】〕", ")))")


@dataclass(slots=True)
class _Known:
    """What is known of a term: the texts looked at, those that hold it, how often some of them."""

    seen: int = 0
    holding: int = 0
    counted: int = 0
    counts: dict[int, int] = field(default_factory=dict)


class Evaluation:
    """One search under way; what it deals with are sets of the snapshot's documents.

    ``page`` is how many documents are to be shown first, ranked by their counts; ``None`` is all.
    """

    def __init__(
        self,
        snapshot: Snapshot,
        lookup: Lookup | None,
        marks: Marks | None,
        job: Job,
        *,
        page: int | None,
    ) -> None:
        self._snapshot = snapshot
        self._lookup = lookup
        self._marks = marks
        self._job = job
        self._page = page
        self._known: dict[Term, _Known] = {}

    def matches(self, node: Node, universe: int) -> int:
        """Return the documents within ``universe`` that match."""
        self._job.check()
        match node:
            case Has(term):
                return self.holding(term, universe)
            case Numbered(number, term):
                return self._bearers(number) & universe | self.holding(term, universe)
            case Bears(number):
                return self._bearers(number) & universe
            case Not(part):
                return universe & ~self.matches(part, universe)
            case And(parts):
                for part in sorted(parts, key=_cost):
                    universe = self.matches(part, universe)
                return universe
            case Or(parts):
                return united(self.matches(part, universe) for part in parts)
            case Years(first, last):
                years = self._snapshot.of_year.items()
                return universe & united(own for year, own in years if first <= year <= last)
            case Filter(field, value):
                return universe & self._filtered(field, value)

    def holding(self, term: Term, documents: int) -> int:
        """Return those of ``documents`` whose text holds the term."""
        known = self._known.setdefault(term, _Known())
        if unseen := documents & ~known.seen:
            self._look(term, known, unseen)
        return known.holding & documents

    def counts(self, term: Term, documents: int) -> Mapping[int, int]:
        """Return how often each of ``documents``, and maybe others, holds the term.

        Those without it are left out.
        """
        uncounted = self.holding(term, documents) & ~self._known[term].counted
        if uncounted:
            self._count(term, self._known[term], uncounted)
        return self._known[term].counts

    def _look(self, term: Term, known: _Known, documents: int) -> None:
        """Find out which of ``documents`` hold the term; ask the index first."""
        unsure = documents
        if self._lookup is not None and term.gram is not None:
            counts = self._lookup.counts(term.gram)
            held = set_of(counts, len(self._snapshot.documents))
            known.counts |= counts
            known.counted |= held
            known.holding |= held & documents
            unsure = documents & self._lookup.stale
        elif self._lookup is not None:
            unsure = documents & (self._lookup.candidates(term.grams) | self._lookup.stale)
        known.seen |= documents
        if self._must_count(term, unsure):
            self._count(term, known, unsure)
        else:
            known.holding |= self._held(term, unsure, self._snapshot.texts)

    def _must_count(self, term: Term, documents: int) -> bool:
        """Whether all counts are needed for the first page.

        To find that a common term is there is quicker than to count it, but to do both is not.
        Titles and headings go first: if they fill the page, no other need be counted.
        """
        if self._page is None or documents.bit_count() <= _PAGES * self._page:
            return True
        headed = self._held(term, documents, self._snapshot.heads) if self._page else 0
        return headed.bit_count() < self._page

    def _held(self, term: Term, documents: int, texts: Sequence[str]) -> int:
        found: list[int] = []
        for chunk in self._chunks(documents):
            found += term.held(chunk, texts)
        return set_of(found, len(texts))

    def _count(self, term: Term, known: _Known, documents: int) -> None:
        found: list[int] = []
        for chunk in self._chunks(documents):
            counts = term.counts(chunk, self._snapshot.texts)
            known.counts |= counts
            found += counts
        known.counted |= documents
        known.holding |= set_of(found, len(self._snapshot.documents))

    def _bearers(self, number: str) -> int:
        return self._snapshot.bearing(number)

    def _filtered(self, field: Field, value: str) -> int:
        snapshot = self._snapshot
        match field:
            case Field.TITLE:
                held = (place for place, name in enumerate(snapshot.names) if value in name)
                return set_of(held, len(snapshot.documents))
            case Field.ISSUER:
                issuers = snapshot.of_issuer.items()
                return united(own for issuer, own in issuers if value in fold(issuer))
            case Field.KIND:
                kinds = snapshot.of_kind.items()
                return united(own for kind, own in kinds if value in fold(kind))
            case Field.NUMBER:
                value = value.translate(_BRACKETS)
                bearers = [
                    place
                    for number, places in snapshot.bearers.items()
                    if value in fold(number).translate(_BRACKETS)
                    for place in places
                ]
                return set_of(bearers, len(snapshot.documents))
            case _:
                places = snapshot.places
                marked = self._marks(field, value) if self._marks else ()
                held = (places[id_] for id_ in marked if id_ in places)
                return set_of(held, len(snapshot.documents))

    def _chunks(self, documents: int) -> Iterator[list[int]]:
        """Yield the documents in chunks, looking between them whether the search was called off."""
        places = members(documents)
        for start in range(0, len(places), _CHUNK):
            self._job.check()
            yield places[start : start + _CHUNK]


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
