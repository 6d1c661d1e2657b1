"""Words whose text was divided anew: they may stand in another of several texts now."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import accumulate

from zhupi.annotations.anchoring import CONTEXT, Anchor, anchor
from zhupi.annotations.model import Selector
from zhupi.gazette.folding import fold

PlaceIn = Callable[[int, int], str]
"""Tells the ladder place of an offset in the text of an index."""

_EDGE = "\x00" * CONTEXT
"""What no document holds."""

Found = tuple[int, Anchor]
"""The index of the text, and the place in it."""


def anchor_among(
    texts: Sequence[str],
    selector: Selector,
    *,
    own: int | None = None,
    place_in: PlaceIn | None = None,
) -> Found | None:
    """Find words again in one of the texts that a source is divided into, or return ``None``.

    ``own`` is the index of the text that they were written down in, if it is still there, with the
    same beginning. It is believed where nothing speaks for another text; otherwise the texts are
    searched as one, since what stood at the end of one may stand in the middle of another now.
    Words across the seam of two texts are not found.
    """

    def place_at(index: int) -> Callable[[int], str] | None:
        return None if place_in is None else lambda at: place_in(index, at)

    if own is not None:
        home = anchor(texts[own], selector, place_at=place_at(own))
        others = [at for at in range(len(texts)) if at != own]
        if home is not None and _is_home(texts, own, home, selector, others, place_at):
            return own, home
    return _joined(texts, selector, own, place_in)


def _is_home(
    texts: Sequence[str],
    own: int,
    home: Anchor,
    selector: Selector,
    others: Sequence[int],
    place_at: Callable[[int], Callable[[int], str] | None],
) -> bool:
    """Whether the own text's answer stands against all that the others hold."""
    if home.start == selector.start and _is_whole(texts[own], home, selector):
        return True
    quote = fold(selector.quote)
    rivals = [at for at in others if quote in fold(texts[at])]
    if not rivals:
        return fold(texts[own][home.start : home.end]) == quote or not others
    answers = [(at, anchor(texts[at], selector, place_at=place_at(at))) for at in rivals]
    return _is_whole(texts[own], home, selector) and not any(
        answer is not None and _is_whole(texts[at], answer, selector) for at, answer in answers
    )


def _is_whole(text: str, found: Anchor, selector: Selector) -> bool:
    """Whether words and context are all as they were written down, the text's edges too."""
    prefix, suffix = fold(selector.prefix), fold(selector.suffix)
    before = fold(text[max(0, found.start - 2 * CONTEXT) : found.start])
    after = fold(text[found.end : found.end + 2 * CONTEXT])
    return (
        fold(text[found.start : found.end]) == fold(selector.quote)
        and (before.endswith(prefix) if len(selector.prefix) == CONTEXT else before == prefix)
        and (after.startswith(suffix) if len(selector.suffix) == CONTEXT else after == suffix)
    )


def _joined(
    texts: Sequence[str], selector: Selector, own: int | None, place_in: PlaceIn | None
) -> Found | None:
    # Where a text begins and ends bears no witness: no context may end with the joined text.
    joined = _EDGE + "\n".join(texts) + _EDGE
    starts = list(accumulate((len(text) + 1 for text in texts), initial=len(_EDGE)))

    def place_at(offset: int) -> str:
        index = max(0, bisect_right(starts, offset, hi=len(texts)) - 1)
        return "" if place_in is None else place_in(index, offset - starts[index])

    # Out of its own text a position is no witness: it goes where nothing stands.
    start = len(joined) if own is None else starts[own] + selector.start
    moved = replace(selector, start=start, end=start + len(selector.quote))
    found = anchor(joined, moved, place_at=None if place_in is None else place_at)
    if found is None:
        return None
    index = max(0, bisect_right(starts, found.start, hi=len(texts)) - 1)
    start, end = found.start - starts[index], found.end - starts[index]
    return (index, replace(found, start=start, end=end)) if end <= len(texts[index]) else None
