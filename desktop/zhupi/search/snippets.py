"""Where the hits stand in the original text of a document, and passages around them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from zhupi.gazette.folding import fold, fold_with_offsets
from zhupi.search.query import Query
from zhupi.search.terms import Term

_BEFORE = 24
_LENGTH = 80
_STOPS = "。；！？\n\t"


@dataclass(frozen=True, slots=True)
class Place:
    """A hit: a stretch of the original text of the block with this index, in code points."""

    block: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Passage:
    """A hit and the text around it; the match is ``text[match_start:match_end]``."""

    place: Place
    text: str
    match_start: int
    match_end: int


def places(blocks: Sequence[str], query: Query) -> list[Place]:
    """Return every hit of every positive term in the order of the text, overlaps included.

    Hits that a folded character makes equal in the original stay apart: there are as many as the
    count says.
    """
    found = []
    for index, block in enumerate(blocks):
        folded = fold(block)
        if any(term.within(folded) for term in query.terms):
            offsets = fold_with_offsets(block)
            spans = sorted(span for term in query.terms for span in term.spans(folded))
            found += [Place(index, *offsets.original(*span)) for span in spans]
    return found


def passages(blocks: Sequence[str], query: Query, most: int = 3) -> list[Passage]:
    """Return up to ``most`` passages: for each term its first place, then further blocks."""
    chosen: list[Place] = []
    holding = [
        (index, block, folded)
        for index, block in enumerate(blocks)
        if any(term.within(folded := fold(block)) for term in query.terms)
    ]
    for round_ in range(most):
        for term in query.terms:
            place = _next_place(holding, term, chosen)
            if place is not None and len(chosen) < most:
                chosen.append(place)
        if len(chosen) <= round_:
            break
    return [_passage(blocks[place.block], place) for place in sorted(chosen, key=_position)]


def _next_place(
    holding: Sequence[tuple[int, str, str]], term: Term, chosen: Sequence[Place]
) -> Place | None:
    """The first place of the term in a block that no passage shows yet."""
    shown = {place.block for place in chosen}
    for index, block, folded in holding:
        if index not in shown and term.within(folded):
            span = next(iter(term.spans(folded)))
            return Place(index, *fold_with_offsets(block).original(*span))
    return None


def _position(place: Place) -> tuple[int, int]:
    return place.block, place.start


def _passage(block: str, place: Place) -> Passage:
    """Cut a passage, from the beginning of the sentence if it is near."""
    earliest = max(0, place.start - _BEFORE)
    start = max(earliest, *(block.rfind(stop, earliest, place.start) + 1 for stop in _STOPS))
    end = min(len(block), max(place.end, start + _LENGTH))
    return Passage(place, block[start:end], place.start - start, place.end - start)
