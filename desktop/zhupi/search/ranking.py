"""The order of hits and the counts beside them."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, Protocol, TypeVar

from zhupi.search.snapshot import Snapshot, members, set_of, united
from zhupi.search.terms import Term

Sort = Literal["relevance", "date", "issuer"]
T = TypeVar("T", str, int)

_K1, _B = 1.2, 0.75


@dataclass(frozen=True, slots=True)
class Narrow:
    """What a click in the counts beside the list leaves; ``None`` leaves all.

    The empty string and ``0`` stand for documents without issuer, kind or year.
    """

    issuer: str | None = None
    year: int | None = None
    kind: str | None = None


@dataclass(frozen=True, slots=True)
class Facets:
    """How many documents match, by issuer, year and kind, the most frequent first.

    Each is counted within the other two choices of `Narrow`, so that what else could be chosen
    stays in sight. The empty string and ``0`` as in `Narrow`.
    """

    issuers: tuple[tuple[str, int], ...] = ()
    years: tuple[tuple[int, int], ...] = ()
    kinds: tuple[tuple[str, int], ...] = ()


def narrowed(matching: int, snapshot: Snapshot, narrow: Narrow) -> tuple[Facets, int]:
    """Count the matching documents by field and leave those chosen."""
    by_issuer = by_year = by_kind = matching
    if narrow.issuer is not None:
        by_issuer &= snapshot.of_issuer.get(narrow.issuer, 0)
    if narrow.year is not None:
        by_year &= snapshot.of_year.get(narrow.year, 0)
    if narrow.kind is not None:
        by_kind &= snapshot.of_kind.get(narrow.kind, 0)
    facets = Facets(
        tuple(_most_first(_counted(snapshot.of_issuer, by_year & by_kind))),
        tuple(sorted(_counted(snapshot.of_year, by_issuer & by_kind), reverse=True)),
        tuple(_most_first(_counted(snapshot.of_kind, by_issuer & by_year))),
    )
    return facets, by_issuer & by_year & by_kind


def _counted(sets: Mapping[T, int], documents: int) -> list[tuple[T, int]]:
    counted = ((value, (own & documents).bit_count()) for value, own in sets.items())
    return [(value, count) for value, count in counted if count]


def _most_first(counted: list[tuple[str, int]]) -> list[tuple[str, int]]:
    return sorted(counted, key=lambda item: (-item[1], item[0]))


class Texts(Protocol):
    """Knows which of some documents hold a term, and how often."""

    def holding(self, term: Term, documents: int) -> int: ...

    def counts(self, term: Term, documents: int) -> Mapping[int, int]: ...


@dataclass(frozen=True, slots=True)
class Order:
    """How to sort, and how many are wanted; ``None`` is all.

    By relevance: the bearers of a number asked for, then documents with a term in the title, in a
    heading, in the body; within each by BM25 on the true counts, then the newest.
    """

    sort: Sort
    limit: int | None

    def first(
        self, found: int, snapshot: Snapshot, terms: Sequence[Term], texts: Texts, bearers: int
    ) -> list[int]:
        """Return the first of the documents found."""
        wanted = found.bit_count() if self.limit is None else self.limit
        if self.sort == "relevance" and terms:
            weights = {term: _rarity(term, found, terms, texts) for term in terms}
            first: list[int] = []
            for tier in _tiers(found, snapshot, terms, bearers):
                # What the page has no room for need not be counted.
                if len(first) >= wanted:
                    break
                scores = _scores(tier, snapshot, texts, weights)
                # Whose scores are equal stay in their order: the newest first.
                first += sorted(scores, key=scores.__getitem__, reverse=True)
            return first[:wanted]
        ordered = members(found)
        if self.sort == "issuer":
            # Documents whose issuer is unknown come last.
            issuers = [entry.issuers for entry in snapshot.documents]
            ordered.sort(key=lambda place: (not issuers[place], issuers[place]))
        return ordered[:wanted]


def _tiers(found: int, snapshot: Snapshot, terms: Sequence[Term], bearers: int) -> Iterator[int]:
    """Part the documents; only those are looked at that are asked for."""
    yield found & bearers
    found &= ~bearers
    for texts in (snapshot.names, snapshot.heads):
        places = members(found)
        tier = united(set_of(term.held(places, texts), len(texts)) for term in terms)
        yield tier
        found &= ~tier
    yield found


def _rarity(term: Term, found: int, terms: Sequence[Term], texts: Texts) -> float:
    if len(terms) == 1:
        return 1.0  # the same for all
    holding = texts.holding(term, found).bit_count()
    return math.log(1 + (found.bit_count() - holding + 0.5) / (holding + 0.5))


def _scores(
    documents: int, snapshot: Snapshot, texts: Texts, weights: Mapping[Term, float]
) -> dict[int, float]:
    places = members(documents)
    scores = dict.fromkeys(places, 0.0)
    lengths = snapshot.relative_lengths
    for term, weight in weights.items():
        counts = texts.counts(term, documents)
        for place in places:
            if count := counts.get(place):
                norm = _K1 * (1 - _B + _B * lengths[place])
                scores[place] += weight * count * (_K1 + 1) / (count + norm)
    return scores
