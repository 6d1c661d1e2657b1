"""Places that lost words may belong to: for a reader to choose from, never taken unasked."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

from zhupi.annotations.anchoring import CONTEXT
from zhupi.annotations.matching import approximate, occurrences
from zhupi.annotations.model import Selector
from zhupi.gazette.folding import fold, fold_with_offsets

_FAR = 0.6
"""The share of the words that may differ."""
_PROBE = 6
"""Characters of context that bound words which were written anew."""
_LONGEST = 3
"""Words written anew may be so many times as long."""
_WORDS = 0.7
"""How much the words count against what stands around them."""


@dataclass(frozen=True, slots=True)
class Similar:
    """A stretch of the text; ``similarity`` is that of the words, ``context`` that around them.

    Both are from 0 to 1.
    """

    start: int
    end: int
    similarity: float
    context: float

    @property
    def score(self) -> float:
        return _WORDS * self.similarity + (1 - _WORDS) * self.context


def similar(text: str, selector: Selector, limit: int) -> list[Similar]:
    """The best places, best first, none overlapping a better one.

    Words like the quote, and whatever stands now between the contexts of the quote.
    """
    folded = fold_with_offsets(text)
    quote = fold(selector.quote)
    if not quote or not folded.text:
        return []
    spans = {*_alike(folded.text, quote), *_between(folded.text, quote, selector)}
    found = [_judged(folded.text, start, end, quote, selector) for start, end in spans]
    chosen: list[tuple[Similar, int, int]] = []
    for one, start, end in sorted(found, key=lambda it: (-it[0].score, it[1])):
        if all(end <= other_start or other_end <= start for _, other_start, other_end in chosen):
            chosen.append((one, start, end))
        if len(chosen) == limit:
            break
    return [
        Similar(*folded.original(start, end), one.similarity, one.context)
        for one, start, end in chosen
    ]


def _alike(text: str, quote: str) -> Iterator[tuple[int, int]]:
    """Where the quote stands, and where words like it stand."""
    for at in occurrences(text, quote):
        yield at, at + len(quote)
    for group in approximate(text, quote, int(len(quote) * _FAR)):
        for near in group:
            if near.start < near.end:
                yield near.start, near.end


def _between(text: str, quote: str, selector: Selector) -> Iterator[tuple[int, int]]:
    """What stands between the ends of the contexts."""
    before, after = fold(selector.prefix)[-_PROBE:], fold(selector.suffix)[:_PROBE]
    if len(before) < _PROBE or len(after) < _PROBE:
        return
    for at in occurrences(text, before):
        start = at + len(before)
        end = text.find(after, start, start + _LONGEST * len(quote) + 2 * _PROBE)
        if end > start:
            yield start, end


def _judged(
    text: str, start: int, end: int, quote: str, selector: Selector
) -> tuple[Similar, int, int]:
    before, after = fold(selector.prefix), fold(selector.suffix)
    around = [
        _likeness(expected, actual)
        for expected, actual in (
            (before, text[max(0, start - len(before)) : start]),
            (after, text[end : end + len(after)]),
        )
        if expected
    ]
    context = sum(around) / len(around) if around else 0.0
    return Similar(start, end, _likeness(quote, text[start:end]), context), start, end


def _likeness(one: str, other: str) -> float:
    return SequenceMatcher(None, one, other, autojunk=False).ratio()


def around(text: str, start: int, end: int) -> tuple[str, str]:
    """What stands before and after a stretch, up to the length of a context."""
    return text[max(0, start - CONTEXT) : start], text[end : end + CONTEXT]
