"""How wide lines are set, and how wide their column is.

A blank line says nothing about paragraphs in extracted text and indents are mostly lost: the width
of a line against that of its column is what tells. Widths count in Chinese characters (em), with
digits, Latin letters and punctuation as half an em: justified setting squeezes punctuation so far
that full lines then differ by one em at most.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from zhupi.gazette.lines import Line

INDENT = 2.0
PLAY = 1.2
"""By how much a full line may fall short of its column."""

_PUNCTUATION = frozenset("，。、；：！？“”‘’（）〔〕《》〈〉【】·—－．％")
_WINDOW = 40
_STRIDE = 4
_WIDE = 5.0
"""A line this much wider than its column is set over the full page."""
_LONGEST = 60
_NARROWEST = 8
_DEFAULT = 22.0


@dataclass(frozen=True, slots=True)
class Measure:
    """The width of a line and of the column it stands in."""

    width: float
    column: float

    @property
    def lacks(self) -> float:
        """By how much the line falls short of a full line that is not indented."""
        return self.column - self.width


def measure(lines: Sequence[Line]) -> list[Measure]:
    """Measure each line against the column around it."""
    widths = [width_of(line.text) for line in lines]
    measures = []
    for width, column in zip(widths, _columns(widths), strict=True):
        measures.append(Measure(width, width if width > column + _WIDE else column))
    return measures


def width_of(text: str) -> float:
    """Return the width of ``text`` in em; white space counts nothing."""
    halves = 0
    for char in text:
        if "一" <= char <= "鿿":
            halves += 2
        elif char.isspace():
            continue
        elif char.isascii() or char in _PUNCTUATION or "０" <= char <= "９":
            halves += 1
        else:
            halves += 2 if unicodedata.east_asian_width(char) in "WFA" else 1
    return halves / 2


def _columns(widths: Sequence[float]) -> list[float]:
    """The column width at each line: what most lines around it fill, the file's as a prior."""
    halves = [min(round(2 * width), 2 * _LONGEST) for width in widths]
    whole = Counter(value for value in halves if value >= 2 * _NARROWEST)
    share = min(1.0, 8 / max(1, len(widths)))
    columns: list[float] = []
    for start in range(0, len(halves), _STRIDE):
        window = Counter(halves[max(0, start - _WINDOW) : start + _STRIDE + _WINDOW])
        columns += [_fullest(window, whole, share)] * min(_STRIDE, len(halves) - start)
    return columns


def _fullest(window: Counter[int], whole: Counter[int], share: float) -> float:
    """The upper edge of the one-em band of widths that holds most lines."""

    def mass(edge: int) -> float:
        return sum(window[value] + share * whole[value] for value in (edge - 2, edge - 1, edge))

    edges = [value for value in window.keys() | whole.keys() if value >= 2 * _NARROWEST]
    if not edges:
        return _DEFAULT
    return max(sorted(edges), key=mass) / 2
