"""Strings that look for strings; nothing here knows of documents."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass


def occurrences(text: str, quote: str) -> Iterator[int]:
    """Where `quote` stands in `text`, overlaps included, in linear time."""
    length = len(quote)
    last, at = -length, text.find(quote)
    while at >= 0:
        yield at
        step, last = at - last, at
        if step <= length // 2 and text.startswith(quote[-step:], at + length):
            # Two occurrences that overlap by half repeat with a period: the next one is there.
            at += step
        else:
            at = text.find(quote, at + 1)


def agreement(expected: str, actual: str) -> int:
    """How many characters agree from the beginning on.

    Up to three of them may be exchanged, lost or inserted where the next three agree again; each
    counts against the agreement.
    """
    here = there = count = slips = 0
    while here < len(expected) and there < len(actual):
        if expected[here] == actual[there]:
            here, there, count = here + 1, there + 1, count + 1
            continue
        for skip_here, skip_there in ((1, 1), (1, 0), (0, 1)):
            ahead = expected[here + skip_here : here + skip_here + 3]
            if len(ahead) == 3 and actual.startswith(ahead, there + skip_there):
                break
        else:
            break
        slips += 1
        if slips > 3:
            break
        here, there, count = here + skip_here, there + skip_there, count - 1
    return max(0, count)


@dataclass(frozen=True, slots=True)
class Near:
    """A stretch of text that differs from the quote by ``distance`` edits."""

    start: int
    end: int
    distance: int


def approximate(text: str, quote: str, limit: int) -> list[list[Near]]:
    """The stretches of `text` within `limit` edits of `quote`, in groups that lie together.

    Of each group only the nearest stretches are given; several are equally near where an edit at
    the edge can be told in two ways. G. Myers' bit vectors (1999): one step for each character.
    """
    groups: list[list[tuple[int, int]]] = []
    for end, distance in _distances(text, quote, anchored=False):
        if distance > limit:
            continue
        if not groups or end - groups[-1][0][0] > max(1, len(quote) // 2):
            groups.append([(end, distance)])
        elif distance < groups[-1][0][1]:
            groups[-1] = [(end, distance)]
        elif distance == groups[-1][0][1]:
            groups[-1].append((end, distance))
    return [[_with_start(text, quote, end, distance) for end, distance in g] for g in groups]


def _with_start(text: str, quote: str, end: int, distance: int) -> Near:
    reach = text[max(0, end - len(quote) - distance) : end]
    lengths = [
        length
        for length, edits in _distances(reach[::-1], quote[::-1], anchored=True)
        if edits == distance
    ]
    length = min(lengths, key=lambda length: abs(length - len(quote)))
    return Near(end - length, end, distance)


def _distances(text: str, quote: str, *, anchored: bool) -> Iterator[tuple[int, int]]:
    """For each end in `text`, the edits between `quote` and the nearest stretch that ends there.

    Anchored stretches begin where the text begins.
    """
    mask = (1 << len(quote)) - 1
    top = 1 << (len(quote) - 1)
    places: dict[str, int] = {}
    for at, character in enumerate(quote):
        places[character] = places.get(character, 0) | 1 << at
    positive, negative, distance = mask, 0, len(quote)
    for end, character in enumerate(text, 1):
        equal = places.get(character, 0)
        vertical = equal | negative
        horizontal = (((equal & positive) + positive) ^ positive) | equal
        up = (negative | ~(horizontal | positive)) & mask
        down = positive & horizontal
        distance += bool(up & top) - bool(down & top)
        up = (up << 1 | anchored) & mask
        down = down << 1 & mask
        positive = (down | ~(vertical | up)) & mask
        negative = up & vertical
        yield end, distance
