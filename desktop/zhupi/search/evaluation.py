"""Which entries a query matches, found through the index and confirmed on the texts."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Set
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
_BRACKETS = str.maketrans("[【〔", "(((") | str.maketrans("]】〕", ")))")


class Evaluation:
    """One search under way.

    ``fresh`` are the ids for which the view has the text of now. With ``counting`` the places are
    counted while matches are found, else when they are asked for.
    """

    def __init__(
        self,
        snapshot: Snapshot,
        view: View | None,
        fresh: Set[str],
        marks: Marks | None,
        job: Job,
        *,
        counting: bool,
    ) -> None:
        self._entries = snapshot.entries
        self._view = view
        self._fresh = fresh
        self._marks = marks
        self._job = job
        self._counting = counting
        self._counts: dict[Term, dict[str, int]] = {}
        self._counted: dict[Term, Set[str]] = {}
        self._holding: dict[Term, Set[str]] = {}

    def matches(self, node: Node, universe: Set[str]) -> Set[str]:
        """Return the ids within ``universe`` that match."""
        self._job.check()
        match node:
            case Has(term):
                return self._with_term(term, universe)
            case Numbered(number, term):
                bearers = self._where(universe, lambda entry: bears(entry, number))
                return bearers | self._with_term(term, universe)
            case Bears(number):
                return self._where(universe, lambda entry: bears(entry, number))
            case Not(part):
                return universe - self.matches(part, universe)
            case And(parts):
                for part in sorted(parts, key=_cost):
                    universe = self.matches(part, universe)
                return universe
            case Or(parts):
                return set().union(*(self.matches(part, universe) for part in parts))
            case Years(first, last):
                return self._where(
                    universe, lambda entry: entry.year is not None and first <= entry.year <= last
                )
            case Filter(field, value):
                return self._filtered(field, value, universe)

    def counts(self, term: Term, ids: Set[str]) -> dict[str, int]:
        """Return how often each of ``ids`` holds the term; those without it are left out."""
        found = self._counts.get(term, {})
        if not found.keys() <= ids:
            found = {id_: count for id_, count in found.items() if id_ in ids}
        missing = ids - self._counted.get(term, frozenset())
        if not missing:
            return found
        if missing <= self._holding.get(term, frozenset()):
            return found | self._confirmed(term, missing)
        posted, unsure = self._narrowed_down(term, missing)
        return found | posted | self._confirmed(term, unsure)

    def _with_term(self, term: Term, universe: Set[str]) -> Set[str]:
        found, unsure = self._narrowed_down(term, universe)
        holding: Set[str]
        if self._counting:
            found = found | self._confirmed(term, unsure)
            holding, counted = found.keys(), universe
        else:
            # To find that a common term is there is much faster than to count it.
            seen = self._where(unsure, lambda entry: term.within(entry.text))
            holding, counted = found.keys() | seen, universe - seen
        self._counts[term] = self._counts.get(term, {}) | found
        self._counted[term] = self._counted.get(term, frozenset()) | counted
        self._holding[term] = self._holding.get(term, frozenset()) | holding
        return holding

    def _narrowed_down(self, term: Term, universe: Set[str]) -> tuple[dict[str, int], Set[str]]:
        """Ask the index: the counts that it knows, and the ids whose texts must be looked into."""
        if self._view is None:
            return {}, universe
        stale = universe - self._fresh
        if term.gram is not None:
            postings = self._view.postings(term.gram)
            known = universe & self._fresh
            return {id_: count for id_, count in postings.items() if id_ in known}, stale
        return {}, (self._view.candidates(term.grams) & universe) | stale

    def _confirmed(self, term: Term, ids: Set[str]) -> dict[str, int]:
        entries = self._entries
        found: dict[str, int] = {}
        for chunk in self._chunks(ids):
            for id_ in chunk:
                count = term.count(entries[id_].text)
                if count:
                    found[id_] = count
        return found

    def _filtered(self, field: Field, value: str, universe: Set[str]) -> Set[str]:
        match field:
            case Field.TITLE:
                return self._where(universe, lambda entry: value in entry.name)
            case Field.ISSUER:
                return self._where(
                    universe, lambda entry: any(value in _folded(name) for name in entry.issuers)
                )
            case Field.KIND:
                return self._where(universe, lambda entry: value in _folded(entry.kind or ""))
            case Field.NUMBER:
                return self._where(universe, lambda entry: _number_holds(entry, value))
            case _:
                return universe & (self._marks(field, value) if self._marks else frozenset())

    def _where(self, universe: Set[str], fits: Callable[[Entry], bool]) -> Set[str]:
        entries = self._entries
        chunks = self._chunks(universe)
        return {id_ for chunk in chunks for id_ in chunk if fits(entries[id_])}

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


def bears(entry: Entry, number: str) -> bool:
    """Whether the document, or a text it encloses, has this number (in canonical form)."""
    return entry.number == number or number in entry.other_numbers


def _number_holds(entry: Entry, value: str) -> bool:
    own = () if entry.number is None else (entry.number,)
    numbers = [_folded(number).translate(_BRACKETS) for number in own + entry.other_numbers]
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
