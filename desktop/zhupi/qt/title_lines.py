"""Parting a title into lines where its meaning allows, as a printed title is (GB/T 9704 7.3.1)."""

from __future__ import annotations

import re
from itertools import pairwise
from math import ceil, inf

_DISTANCE = 0.08
"""What it costs that a line is a character longer than its share: a fixed word parted costs 1."""
_LINE = 1.0
"""What one line more costs."""
_WRONG = 10.0
_ENOUGH = 8000
"""Characters of the document that tell its words: counting in all of them would take longer."""
_NEVER_FIRST = "，。、；：？！”’）》〉】〕的和与及或等之"
_NEVER_LAST = "（《〈“‘【〔"
_WHOLE = re.compile(
    "国务院|人民政府|办公厅|办公室|委员会|关于|印发|转发|通知|意见|办法|规定|方案|[0-9]+年?"
)
"""Words of every title, which the text need not repeat."""


def part_title(title: str, room: int, text: str) -> list[str]:
    """Part ``title`` into lines of at most ``room`` characters, few of them and of like length.

    A line ends where the two characters beside the break seldom stand together in ``text``, that
    of the document: its words are those that it repeats, so no dictionary is needed. Where every
    break would part a word there may be one line more.
    """
    room = max(room, 1)
    count = ceil(len(title) / room)
    if count < 2:
        return [title]
    costs = _costs(title, text[:_ENOUGH])
    cost, ends = _parted(costs, count, room)
    if count < len(title):
        one_more, others = _parted(costs, count + 1, room)
        ends = others if one_more + _LINE < cost else ends
    return [title[start:end] for start, end in pairwise(ends)]


def _parted(costs: list[float], count: int, room: int) -> tuple[float, list[int]]:
    """Return what the best way into ``count`` lines costs, and where each line begins and ends.

    ``costs`` is what it costs to end a line before each character, and nothing at the end.
    """
    length = len(costs) - 1
    share = length / count
    ways: list[dict[int, tuple[float, int]]] = [{0: (0.0, 0)}]
    for line in range(1, count + 1):
        found: dict[int, tuple[float, int]] = {}
        for start, (cost, _) in ways[-1].items():
            for end in range(start + 1, min(start + room, length) + 1):
                whole = cost + costs[end] + _DISTANCE * abs(end - line * share)
                if whole < found.get(end, (inf, 0))[0]:
                    found[end] = (whole, start)
        ways.append(found)
    ends = [length]
    for way in reversed(ways[1:]):
        ends.append(way[ends[-1]][1])
    return ways[-1][length][0], ends[::-1]


def _costs(title: str, text: str) -> list[float]:
    """What it costs to end a line before each character, and nothing at the end."""
    costs = [0.0]
    for before, after in pairwise(title):
        if before.isspace():  # between two bodies
            costs.append(0.0)
            continue
        wrong = after in _NEVER_FIRST or before in _NEVER_LAST or after.isspace()
        together = text.count(before + after)
        alone = max(1, min(text.count(before), text.count(after)))
        costs.append(_WRONG if wrong else together / alone)
    for word in _WHOLE.finditer(title):
        for at in range(word.start() + 1, word.end()):
            costs[at] = _WRONG
    return [*costs, 0.0]
