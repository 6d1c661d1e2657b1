"""How a text is set: its lines measured, wrapped or a paragraph a line, indents kept or lost."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from zhupi.gazette.ladder import mark_of
from zhupi.gazette.lines import Line
from zhupi.gazette.widths import INDENT, Measure, measure
from zhupi.gazette.wording import STRONG_END

STOP = re.compile(r"[。；！？]")
UNFINISHED = re.compile(r"[，、（〔《“‘—－\-·]$")
"""What no paragraph and no heading ends in."""

_LONG = 15.0
_ENDED = re.compile(r"[。；：！？…）〕”;:!?)]$")


@dataclass(frozen=True, slots=True)
class Sheet:
    """Lines with their measures, and by how much the house sets headings wider than text."""

    lines: Sequence[Line]
    measures: Sequence[Measure]
    heading_stretch: float = 1.0
    wrapped: bool = True
    indents_kept: bool = False

    def part(self, first: int, last: int) -> Sheet:
        """Return lines ``[first, last]`` as a sheet of their own."""
        part = slice(first, last + 1)
        return replace(self, lines=self.lines[part], measures=self.measures[part])


def sheet_of(lines: Sequence[Line]) -> Sheet:
    """Measure ``lines`` and tell how they are set: wrapped or a paragraph a line, with indents."""
    measures = measure(lines)
    long = [line.text for line, it in zip(lines, measures, strict=True) if it.width >= _LONG]
    ended = sum(bool(_ENDED.search(text[-4:])) for text in long)
    wrapped = len(long) < 3 or ended < 0.7 * len(long)
    openings = [
        line.indented
        for above, line in pairwise(lines)
        if STRONG_END.search(above.text[-8:]) and mark_of(line.text) is None
    ]
    kept = sum(openings) >= 3 and sum(line.indented for line in lines) >= 0.05 * len(lines)
    return Sheet(lines, measures, wrapped=wrapped, indents_kept=kept)


def heading_stretch(lines: Sequence[Line], measures: Sequence[Measure]) -> float:
    """Estimate how much wider than text headings are set, from those that fill their line.

    Bold or regular-script headings are often letter-spaced: their full lines hold fewer characters.
    """
    widths = sorted(
        (measure.column - INDENT - 0.5) / measure.width
        for line, measure in zip(lines, measures, strict=True)
        if (mark := mark_of(line.text)) is not None
        and mark.name in ("one", "two")
        and not STOP.search(line.text[:-1])
        and not UNFINISHED.search(line.text)
        and measure.width > measure.column / 2
    )
    if len(widths) < 4:
        return 1.0
    fullest = widths[len(widths) // 20]
    alike = sum(ratio <= 1.05 * fullest for ratio in widths)
    if alike < max(4, 0.35 * len(widths)):
        return 1.0  # headings of all lengths, none of them filling its line
    return min(1.25, fullest) if fullest > 1.06 else 1.0
