"""Where the hits stand in the original text of a document, and passages around them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from zhupi.gazette.folding import fold, fold_with_offsets
from zhupi.search.query import Query
from zhupi.search.terms import Term

_BEFORE = 24
_LENGTH = 80
_STOPS = "。；！？\n\t"
_SPACE = re.compile(r"\s")


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


def passages(
    blocks: Sequence[str], query: Query, most: int = 3, folded: Iterable[str] | None = None
) -> list[Passage]:
    """Return up to ``most`` passages, each from a block of its own: one for each term, as far as
    they go, then the first others.

    ``folded`` are the same blocks folded, if at hand: `Entry.text` split at `BREAK`.
    """
    missing = dict.fromkeys(query.terms)
    shown: list[tuple[bool, int, Term, str]] = []
    for index, text in enumerate(map(fold, blocks) if folded is None else folded):
        if len(shown) >= most and not missing:
            break
        held = [term for term in query.terms if term.within(text)]
        if held:
            term = next((term for term in held if term in missing), held[0])
            shown.append((term not in missing, index, term, text))
            missing.pop(term, None)
    # False sorts first: the passages that bring a new term.
    chosen = sorted(shown, key=lambda item: item[:2])[:most]
    return [
        _passage(blocks[index], _first_place(blocks[index], text, index, term))
        for _, index, term, text in sorted(chosen, key=lambda item: item[1])
    ]


def _first_place(block: str, folded: str, index: int, term: Term) -> Place:
    start, end = next(iter(term.spans(folded)))
    if _one_for_one(block, folded):
        return Place(index, start, end)
    return Place(index, *fold_with_offsets(block).original(start, end))


def _one_for_one(block: str, folded: str) -> bool:
    """Whether each character folds into just one: then the offsets are the same in both.

    Nothing but white space folds into nothing.
    """
    return len(folded) == len(block) and not _SPACE.search(block)


def _passage(block: str, place: Place) -> Passage:
    """Cut a passage, from the beginning of the sentence if it is near."""
    earliest = max(0, place.start - _BEFORE)
    start = max(earliest, *(block.rfind(stop, earliest, place.start) + 1 for stop in _STOPS))
    start = place.start - len(block[start : place.start].lstrip())
    end = min(len(block), max(place.end, start + _LENGTH))
    return Passage(place, block[start:end], place.start - start, place.end - start)
