"""The order of hits and the counts beside them."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Mapping, Sequence, Set
from dataclasses import dataclass
from heapq import nsmallest
from itertools import chain
from typing import Literal

from zhupi.search.corpus import Entry, Snapshot
from zhupi.search.terms import Term

Sort = Literal["relevance", "date", "issuer"]
Counts = Mapping[Term, Mapping[str, int]]

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


def narrowed(
    matching: Set[str], snapshot: Snapshot, narrow: Narrow
) -> tuple[Facets, frozenset[str]]:
    """Count the matching documents by field and leave those chosen."""
    entries = [snapshot.entries[id_] for id_ in matching]
    by_issuer, by_year, by_kind = entries, entries, entries
    if narrow.issuer is not None:
        by_issuer = [entry for entry in entries if narrow.issuer in _issuers(entry)]
    if narrow.year is not None:
        by_year = [entry for entry in entries if (entry.year or 0) == narrow.year]
    if narrow.kind is not None:
        by_kind = [entry for entry in entries if (entry.kind or "") == narrow.kind]
    issuers = Counter(chain.from_iterable(map(_issuers, _in_both(by_year, by_kind, entries))))
    years = Counter(entry.year or 0 for entry in _in_both(by_issuer, by_kind, entries))
    kinds = Counter(entry.kind or "" for entry in _in_both(by_issuer, by_year, entries))
    facets = Facets(
        tuple(sorted(issuers.items(), key=lambda item: (-item[1], item[0]))),
        tuple(sorted(years.items(), reverse=True)),
        tuple(sorted(kinds.items(), key=lambda item: (-item[1], item[0]))),
    )
    left = _in_both(_in_both(by_issuer, by_year, entries), by_kind, entries)
    return facets, frozenset(entry.id for entry in left)


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
        counts: Callable[[Term, Set[str]], Mapping[str, int]],
        bearers: Set[str],
    ) -> list[str]:
        """Return the first of ``ids``; ``counts`` gives how often each of some ids holds a term."""
        newest = snapshot.newest_first
        keys: list[tuple[object, ...]]
        if self.sort == "relevance":
            tiers = _tiers(ids, snapshot, terms, bearers)
            if len(terms) == 1:
                # One weight for all: only those that may come first need counting.
                ids = self._leading(tiers)
            scores = _scores(ids, snapshot, {term: counts(term, ids) for term in terms})
            keys = [(tiers[id_], -scores[id_], newest[id_], id_) for id_ in ids]
        elif self.sort == "date":
            keys = [(newest[id_], id_) for id_ in ids]
        else:
            entries = snapshot.entries
            # Documents whose issuer is unknown come last.
            keys = [
                (not entries[id_].issuers, entries[id_].issuers, newest[id_], id_) for id_ in ids
            ]
        first = sorted(keys) if self.limit is None else nsmallest(self.limit, keys)
        return [str(key[-1]) for key in first]

    def _leading(self, tiers: Mapping[str, int]) -> Set[str]:
        """The documents of the first tiers, as many tiers as the limit reaches into."""
        if self.limit is None:
            return tiers.keys()
        reached = sorted(tiers.values())[: self.limit]
        return {id_ for id_, tier in tiers.items() if reached and tier <= reached[-1]}


def _tiers(
    ids: Set[str], snapshot: Snapshot, terms: Sequence[Term], bearers: Set[str]
) -> dict[str, int]:
    entries = snapshot.entries
    tiers = dict.fromkeys(ids, 3)
    for term in terms:
        within = term.within
        tiers |= {id_: 2 for id_ in ids if within(entries[id_].heads)}
    for term in terms:
        within = term.within
        tiers |= {id_: 1 for id_ in ids if within(entries[id_].name)}
    return tiers | dict.fromkeys(bearers & ids, 0)


def _scores(ids: Set[str], snapshot: Snapshot, counts: Counts) -> dict[str, float]:
    scores = dict.fromkeys(ids, 0.0)
    lengths = snapshot.relative_lengths
    for found in counts.values():
        # Of one term the rarity is the same for all, and would depend on how many were counted.
        rarity = 1.0
        if len(counts) > 1:
            rarity = math.log(1 + (len(ids) - len(found) + 0.5) / (len(found) + 0.5))
        for id_, count in found.items():
            norm = _K1 * (1 - _B + _B * lengths[id_])
            scores[id_] += rarity * count * (_K1 + 1) / (count + norm)
    return scores


def _issuers(entry: Entry) -> tuple[str, ...]:
    return entry.issuers or ("",)


def _in_both(some: list[Entry], others: list[Entry], everything: list[Entry]) -> list[Entry]:
    if some is everything:
        return others
    if others is everything:
        return some
    ids = {entry.id for entry in others}
    return [entry for entry in some if entry.id in ids]
