"""A raw text laid out in rows of a grid; long lines go on in a row below, never unseen.

Which row a character stands in follows from the cell at which it begins, so nothing has to be laid
out to know how high the text is: 40,000 lines take some milliseconds.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import accumulate

from zhupi.qt import raw_cells
from zhupi.qt.raw_sheet import RawSheet, Remark

ROW = 3
"""Units of height of a row; a blank line takes one."""
_REMARK_SIZE = 0.8
"""How large remarks are set, beside the text."""
_CODE = 7
"""Cells for the code point of a character of which there may be no glyph."""
_RARE = re.compile("[^ -~·«»、。〈-】〔-〟一-鿿！-～　—‘-” …→×␣]")
_GAP = 3
"""Cells between a line and the remark beside it."""

Place = tuple[int, int]
"""A line, counted from 1, and a character in it, counted from 0."""


class RawLayout:
    """``columns`` is how many cells a row has; a wide character may reach one cell further."""

    def __init__(self, sheet: RawSheet, columns: int) -> None:
        self.sheet = sheet
        self.columns = columns
        heights = [
            ROW * (last // columns + 1) if last >= 0 else 1  # white space is characters too
            for last in sheet.ends
        ]
        for line, remarks in sheet.remarks.items():
            if 0 < line <= len(heights):
                if heights[line - 1] < ROW:
                    heights[line - 1] = ROW
                if not self._fits(line, remarks):
                    heights[line - 1] += ROW
        self._tops = list(accumulate(heights, initial=0))

    @property
    def height(self) -> int:
        """In units."""
        return self._tops[-1]

    def top(self, line: int) -> int:
        """The units above a line."""
        return self._tops[line - 1]

    def bottom(self, line: int) -> int:
        """The units down to the end of a line and its remark."""
        return self._tops[line]

    def line_at(self, unit: float) -> int:
        """The line at a height; the first and the last are held to."""
        return min(max(1, bisect_right(self._tops, unit)), self.sheet.last)

    def rows(self, line: int) -> int:
        """How many rows the characters of a line take."""
        return max(0, self.sheet.ends[line - 1]) // self.columns + 1

    def remark_beside(self, line: int) -> bool:
        """Whether the remark of a line stands beside its last row, not below it."""
        return self._fits(line, self.sheet.remarks[line])

    def _fits(self, line: int, remarks: Sequence[Remark]) -> bool:
        used = self.sheet.widths[line - 1] - (self.rows(line) - 1) * self.columns
        return used + _GAP + remark_cells(remarks) <= self.columns

    def row(self, line: int, row: int) -> tuple[int, int]:
        """From which character up to which a row reaches."""
        starts = self.sheet.starts(line)
        length = len(starts) - 1
        first = bisect_left(starts, row * self.columns, 0, length)
        return first, bisect_left(starts, (row + 1) * self.columns, first, length)

    def cell(self, place: Place) -> tuple[int, int]:
        """The row of a line, and the cell in it, before a character."""
        line, column = place
        starts = self.sheet.starts(line)
        column = min(column, len(starts) - 1)
        at_end = column == len(starts) - 1 and column > 0
        row = starts[column - 1 if at_end else column] // self.columns
        return row, starts[column] - starts[self.row(line, row)[0]]

    def place(self, unit: float, cell: float) -> Place:
        """The place nearest to a height and a cell."""
        line = self.line_at(unit)
        row = min(int(max(0, unit - self.top(line)) // ROW), self.rows(line) - 1)
        first, end = self.row(line, row)
        starts = self.sheet.starts(line)
        column = bisect_right(starts, starts[first] + max(0, int(cell)), first, end + 1) - 1
        column = max(first, min(column, end))
        if column < end and cell + starts[first] > (starts[column] + starts[column + 1]) / 2:
            column += 1
        return line, column


def remark_cells(remarks: Sequence[Remark]) -> int:
    """How many cells the remarks take beside each other."""
    total = sum(
        raw_cells.width(one.words) + 4 + _CODE * len(_RARE.findall(one.words)) for one in remarks
    )
    return round(total * _REMARK_SIZE) + 1
