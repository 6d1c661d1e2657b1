"""The order of hits and the counts beside them."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from typing import Literal, Protocol

from zhupi.search.corpus import Snapshot
from zhupi.search.terms import Term

Sort = Literal["relevance", "date", "issuer"]

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


def narrowed(matching: Set[str], snapshot: Snapshot, narrow: Narrow) -> tuple[Facets, Set[str]]:
    """Count the matching documents by field and leave those chosen."""
    issuers, years, kinds = snapshot.issuers, snapshot.years, snapshot.kinds
    by_issuer = by_year = by_kind = matching
    if narrow.issuer is not None:
        by_issuer = {id_ for id_ in matching if narrow.issuer in (issuers[id_] or ("",))}
    if narrow.year is not None:
        by_year = {id_ for id_ in matching if (years[id_] or 0) == narrow.year}
    if narrow.kind is not None:
        by_kind = {id_ for id_ in matching if (kinds[id_] or "") == narrow.kind}
    of_issuers: Counter[str] = Counter()
    for names, count in Counter(map(issuers.__getitem__, by_year & by_kind)).items():
        of_issuers.update(dict.fromkeys(names or ("",), count))
    of_years = Counter(map(years.__getitem__, by_issuer & by_kind))
    of_kinds = Counter(map(kinds.__getitem__, by_issuer & by_year))
    facets = Facets(
        tuple(sorted(of_issuers.items(), key=lambda item: (-item[1], item[0]))),
        tuple(sorted(((year or 0, count) for year, count in of_years.items()), reverse=True)),
        tuple(
            sorted(
                ((kind or "", count) for kind, count in of_kinds.items()),
                key=lambda item: (-item[1], item[0]),
            )
        ),
    )
    return facets, by_issuer & by_year & by_kind


class Counting(Protocol):
    """Knows the texts: which of some documents hold a term, and how often."""

    def holding(self, term: Term, ids: Set[str]) -> Set[str]: ...

    def counts(self, term: Term, ids: Set[str]) -> Mapping[str, int]: ...


@dataclass(frozen=True, slots=True)
class Order:
    """How to sort, and how many are wanted; ``None`` is all.

    By relevance: the bearers of a number asked for, then documents with a term in the title, in a
    heading, in the body; within each by BM25 on the true counts, then the newest.
    """

    sort: Sort
    limit: int | None

    def first(
        self,
        ids: Set[str],
        snapshot: Snapshot,
        terms: Sequence[Term],
        texts: Counting,
        bearers: Set[str],
    ) -> list[str]:
        """Return the first of ``ids``."""
        wanted = len(ids) if self.limit is None else self.limit
        # Each sort keeps what is equal in the order that it had.
        ordered = sorted(ids, key=snapshot.newest_first.__getitem__)
        if self.sort == "issuer":
            # Documents whose issuer is unknown come last.
            ordered.sort(key=lambda id_: (not snapshot.issuers[id_], snapshot.issuers[id_]))
        if self.sort != "relevance" or not terms:
            return ordered[:wanted]
        weights = {term: _rarity(term, ids, terms, texts) for term in terms}
        first: list[str] = []
        for tier in _tiers(ordered, snapshot, terms, bearers):
            # What the page has no room for need not be counted.
            if len(first) >= wanted:
                break
            scores = _scores(tier, snapshot, texts, weights)
            first += sorted(tier, key=scores.__getitem__, reverse=True)
        return first[:wanted]


def _tiers(
    ids: Sequence[str], snapshot: Snapshot, terms: Sequence[Term], bearers: Set[str]
) -> Iterator[list[str]]:
    """Part the documents, each tier in their order, and look only as far as is asked for."""
    yield [id_ for id_ in ids if id_ in bearers]
    done = set(bearers)
    for texts in (snapshot.names, snapshot.heads):
        held = {id_ for term in terms for id_ in term.held(ids, texts)} - done
        yield [id_ for id_ in ids if id_ in held]
        done |= held
    yield [id_ for id_ in ids if id_ not in done]


def _rarity(term: Term, ids: Set[str], terms: Sequence[Term], texts: Counting) -> float:
    if len(terms) == 1:
        return 1.0  # the same for all
    holding = len(texts.holding(term, ids))
    return math.log(1 + (len(ids) - holding + 0.5) / (holding + 0.5))


def _scores(
    ids: Sequence[str], snapshot: Snapshot, texts: Counting, weights: Mapping[Term, float]
) -> dict[str, float]:
    scores = dict.fromkeys(ids, 0.0)
    lengths = snapshot.relative_lengths
    for term, weight in weights.items():
        for id_, count in texts.counts(term, scores.keys()).items():
            norm = _K1 * (1 - _B + _B * lengths[id_])
            scores[id_] += weight * count * (_K1 + 1) / (count + norm)
    return scores
