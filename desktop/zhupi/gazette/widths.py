"""How wide lines are set, and how wide their column is.

A blank line says nothing about paragraphs in extracted text and indents are mostly lost: the width
of a line against that of its column is what tells. Widths count in Chinese characters (em), with
digits and Latin letters as half an em. Punctuation counts half an em where the setting squeezes it
to fill lines, a whole one where characters stand on a grid: whichever makes full lines more alike.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from zhupi.gazette.lines import Line

INDENT = 2.0
PLAY = 1.2
"""By how much a full line may fall short of its column."""

_PUNCTUATION = frozenset("，。、；：！？“”‘’（）〔〕《》〈〉【】")
_HALF = frozenset("·—－．")
_WINDOW = 40
_STRIDE = 4
_WIDE = 5.0
"""A line this much wider than its column is set over the full page."""
_LONGEST = 60
_NARROWEST = 8
_DEFAULT = 22.0
_OPENING = round(2 * INDENT)
_COMMON = 36
"""Half ems from which on a line tells in full of its column: shorter ones are seldom full."""

_SHORT = 18
_SIZE = 2 * _LONGEST + _OPENING + 1
_FEW = 4.0
"""Fewer full lines than this tell nothing: then the widest line gives the column."""

_CELLS = re.compile(r"[一-鿿）]\s+[一-鿿（]")
_ENDS = ("。", "！", "？", "；", "：")


@dataclass(frozen=True, slots=True)
class Measure:
    """The width of a line and of the column it stands in.

    A line set over the full page, above columns, is a column of its own (``over_page``).
    """

    width: float
    column: float
    over_page: bool = False

    @property
    def lacks(self) -> float:
        """By how much the line falls short of a full line that is not indented."""
        return self.column - self.width


def measure(lines: Sequence[Line]) -> list[Measure]:
    """Measure each line against the column around it."""
    texts = [line.text for line in lines]
    widths = _widths([_halves(text) for text in texts])
    told = [_weight(text) for text in texts]
    ended = [text.endswith(_ENDS) or not weight for text, weight in zip(texts, told, strict=True)]
    opens = [True, *ended[:-1]]
    measures = []
    for width, column in zip(widths, _columns(widths, told, opens), strict=True):
        over_page = width > column + _WIDE
        measures.append(Measure(width, width if over_page else column, over_page))
    return measures


def _weight(text: str) -> float:
    """How much a line tells of its column: one that ends a sentence may be a last line."""
    if _CELLS.search(text):
        return 0.0  # a row of a list: its cells are set apart, not its line filled
    if text.endswith(("日", "号")) and len(text) < _SHORT:
        return 0.0  # a date or a number, alone on its line
    return 0.3 if text.endswith(_ENDS) else 1.0


def width_of(text: str) -> float:
    """Return the width of ``text`` in em, punctuation squeezed; white space counts nothing."""
    return _halves(text)[0] / 2


def _halves(text: str) -> tuple[int, int]:
    """Return the width in half ems, punctuation squeezed, and the count of punctuation marks."""
    halves = marks = 0
    for char in text:
        if "一" <= char <= "鿿":
            halves += 2
        elif char.isspace():
            continue
        elif char in _PUNCTUATION:
            halves += 1
            marks += 1
        elif char.isascii() or "０" <= char <= "９" or char in _HALF:
            halves += 1
        else:
            halves += 2 if unicodedata.east_asian_width(char) in "WFA" else 1
    return halves, marks


def _widths(counts: Sequence[tuple[int, int]]) -> list[float]:
    squeezed = [halves for halves, _ in counts]
    gridded = [halves + marks for halves, marks in counts]
    on_grid = _alike(gridded) > 1.15 * _alike(squeezed)
    return [halves / 2 for halves in (gridded if on_grid else squeezed)]


def _alike(halves: Sequence[int]) -> int:
    """How many lines of more than a few words fall into the one-em band that holds most."""
    tally = Counter(value for value in halves if 2 * _NARROWEST <= value <= 2 * _LONGEST)
    return max((tally[value] + tally[value - 1] + tally[value - 2] for value in tally), default=0)


def _columns(widths: Sequence[float], told: Sequence[float], opens: Sequence[bool]) -> list[float]:
    """The column width at each line: what most lines around it fill, the file's as a prior."""
    votes = [
        _votes(width, weight, opens=opening)
        for width, weight, opening in zip(widths, told, opens, strict=True)
    ]
    share = min(1.0, 8 / max(1, len(votes)))
    whole = [0] * _SIZE
    _count(whole, votes, 1)
    prior = [round(share * weight) for weight in whole]
    weights = prior.copy()
    columns: list[float] = []
    begin = end = 0
    for start in range(0, len(votes), _STRIDE):
        first, last = max(0, start - _WINDOW), min(len(votes), start + _STRIDE + _WINDOW)
        _count(weights, votes[begin:first], -1)
        _count(weights, votes[end:last], 1)
        begin, end = first, last
        columns += [_fullest(weights, share)] * min(_STRIDE, len(votes) - start)
    return columns


Vote = tuple[int, int]
"""A column width in half ems, and what speaks for it in thousandths of a line."""


def _votes(width: float, told: float, *, opens: bool) -> list[Vote]:
    """Return the columns that a line speaks for.

    A line below a sentence's end may open a paragraph, and then its column is wider by the indent.
    """
    value = min(round(2 * width), 2 * _LONGEST)
    weight = 1000 * told * min(1.0, value / _COMMON)
    if value < 2 * _NARROWEST or not weight:
        return []
    if opens:
        return [(value, round(0.4 * weight)), (value + _OPENING, round(0.6 * weight))]
    return [(value, round(weight))]


def _count(weights: list[int], votes: Sequence[Sequence[Vote]], sign: int) -> None:
    for line in votes:
        for value, weight in line:
            weights[value] += sign * weight


def _fullest(weights: Sequence[int], share: float) -> float:
    """The upper edge of the one-em band of widths that holds most lines."""
    bands = [sum(band) for band in zip(weights, weights[1:], weights[2:], strict=False)]
    most = max(bands)
    if most >= 1000 * _FEW * (1 + share):
        edge = bands.index(most) + 2
        while not weights[edge]:
            edge -= 1
        return edge / 2
    return next((edge / 2 for edge in range(_SIZE - 1, 0, -1) if weights[edge]), _DEFAULT)
