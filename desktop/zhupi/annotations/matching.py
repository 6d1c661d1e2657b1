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


_SLIPS = 4
_GAP = 12
_PROBE = 6
_RUN = 3


@dataclass(frozen=True, slots=True)
class Agreement:
    """How two strings agree from their beginnings on.

    ``count`` are the characters that agree, less two for each slip; ``through`` tells that they
    agree to the end of the string expected, ``whole`` that they do so without a slip.
    """

    count: int
    through: bool
    whole: bool


def agreement(expected: str, actual: str) -> Agreement:
    """Compare character by character; a few slips are passed over.

    A slip is a punctuation mark or a page number exchanged, inserted or lost, behind which both
    agree again, or which is among the last two characters.
    """
    here = there = count = slips = 0
    while here < len(expected):
        if there < len(actual) and expected[here] == actual[there]:
            here, there, count = here + 1, there + 1, count + 1
            continue
        rest = expected[here:]
        if len(rest) <= 2 and slips < _SLIPS and _is_slip_at_end(rest, actual[there:]):
            slips += 1
            here = len(expected)
            break
        step = _step_over(expected, here, actual, there)
        if step is None or slips == _SLIPS:
            break
        here, there, slips = here + step[0], there + step[1], slips + 1
    through = here >= len(expected)
    return Agreement(max(0, count - 2 * slips), through, through and not slips)


def _is_slip_at_end(rest: str, actual: str) -> bool:
    """Whether the last one or two characters differ by a mark exchanged, lost or inserted.

    Where the text itself ends nothing speaks against it.
    """
    if not actual or all(
        one == other or not (one.isalnum() or other.isalnum())
        for one, other in zip(rest, actual, strict=False)
    ):
        return True
    if len(rest) == 2 and not rest[0].isalnum() and actual.startswith(rest[1]):
        return True
    return not actual[0].isalnum() and actual.startswith(rest, 1)


def _step_over(expected: str, here: int, actual: str, there: int) -> tuple[int, int] | None:
    """How far to go in each string to where they agree again.

    Other letters or figures are no slip: they are what tells 第一项 from 第二项.
    """
    for size in range(1, _RUN + 1):
        ahead = expected[here + size : here + size + 3]
        pairs = zip(expected[here : here + size], actual[there : there + size], strict=False)
        if any(one.isalnum() and other.isalnum() for one, other in pairs):
            break
        if len(ahead) == 3 and actual.startswith(ahead, there + size):
            return size, size
    probe = expected[here : here + _PROBE]
    at = actual.find(probe, there, there + _GAP + _PROBE)
    if at >= 0 and len(probe) > 2 and _is_number(actual[there:at]):
        return 0, at - there
    probe = actual[there : there + _PROBE]
    at = expected.find(probe, here, here + _GAP + _PROBE)
    if at >= 0 and len(probe) > 2 and _is_number(expected[here:at]):
        return at - here, 0
    return None


def _is_number(text: str) -> bool:
    """Whether it may be a page number or a mark: dashes, dots, figures, not figures alone."""
    return not any(character.isalpha() for character in text) and not text.isdigit()


@dataclass(frozen=True, slots=True)
class Near:
    """A stretch of text that differs from the quote by ``distance`` edits."""

    start: int
    end: int
    distance: int


def approximate(text: str, quote: str, limit: int) -> list[list[Near]]:
    """The stretches of `text` within `limit` edits of `quote`, in groups that lie together.

    Of each group only the nearest stretches are given, at most four: several are equally near where
    an edit at the edge can be told in two ways. G. Myers' bit vectors (1999): one step for each
    character.
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
    few = [group if len(group) <= 4 else group[:2] + group[-2:] for group in groups]
    return [[_with_start(text, quote, end, distance) for end, distance in g] for g in few]


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
