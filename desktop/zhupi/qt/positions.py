"""Places in a text: code points (Python, W3C), UTF-16 units (Qt), and a text document's positions.

Python and the library count code points; Qt counts UTF-16 units; they part at 𠮷. A
`QTextDocument` moreover holds a table's cells as blocks of their own, line breaks put into a title
for its look, and joiners where no line may end (`line_breaks`). `TextMap` is the only place where
one is turned into the other.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

_BMP_END = "\uffff"


class Units:
    """Code points of one string as UTF-16 units, and back.

    Where joiners are put before some of its characters, which the string itself lacks, ``joins``
    are those characters, in order: a place stands after its joiner.
    """

    __slots__ = ("_astral", "_joiners", "_joins", "length")

    def __init__(self, text: str, joins: Sequence[int] = ()) -> None:
        self._astral = (
            [at for at, char in enumerate(text) if char > _BMP_END]
            if text and max(text) > _BMP_END
            else []
        )
        self._joins = [self._from_points(at) for at in joins]
        self._joiners = [at + before for before, at in enumerate(self._joins)]
        self.length = len(text) + len(self._astral) + len(self._joins)
        """In UTF-16 units."""

    def from_points(self, points: int) -> int:
        """Return the units before the code point at ``points``."""
        units = self._from_points(points)
        return units + bisect_right(self._joins, units) if self._joins else units

    def before(self, points: int) -> int:
        """Return the units up to the end of what stands before a code point: without its joiner."""
        units = self._from_points(points)
        return units + bisect_left(self._joins, units) if self._joins else units

    def _from_points(self, points: int) -> int:
        return points + bisect_left(self._astral, points) if self._astral else points

    def to_points(self, units: int) -> int:
        """Return the code point at ``units``; the middle of a pair is its character."""
        if self._joins:
            units -= bisect_left(self._joiners, units)
        if not self._astral:
            return units
        low, high = 0, units
        while low < high:
            middle = (low + high + 1) // 2
            if self._from_points(middle) <= units:
                low = middle
            else:
                high = middle - 1
        return low


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of the document text that stands unbroken in the text document.

    ``start`` and ``end`` count code points in the document text; ``at`` is the text document's
    position of its first character.
    """

    start: int
    end: int
    at: int
    units: Units


class TextMap:
    """Offsets in the document text (code points) as positions in its `QTextDocument`, and back.

    ``runs`` are in order of both. What lies between two runs (a line break, a cell's border)
    belongs to the end of the one before.
    """

    def __init__(self, runs: Iterable[Run] = ()) -> None:
        self._runs = list(runs)
        self._starts = [run.start for run in self._runs]
        self._ats = [run.at for run in self._runs]

    def position(self, offset: int) -> int:
        """Return the text document's position of ``offset``, which is held inside the text."""
        if not self._runs:
            return 0
        run = self._runs[max(0, bisect_right(self._starts, offset) - 1)]
        inside = min(max(offset, run.start), run.end) - run.start
        return run.at + run.units.from_points(inside)

    def end(self, offset: int) -> int:
        """Return the text document's position at which what stands before ``offset`` ends."""
        if not self._runs:
            return 0
        run = self._runs[max(0, bisect_left(self._starts, offset) - 1)]
        return run.at + run.units.before(min(max(offset, run.start), run.end) - run.start)

    def offset(self, position: int) -> int:
        """Return the offset in the document text of a text document's position."""
        if not self._runs:
            return 0
        run = self._runs[max(0, bisect_right(self._ats, position) - 1)]
        inside = min(max(position - run.at, 0), run.units.length)
        return run.start + run.units.to_points(inside)
