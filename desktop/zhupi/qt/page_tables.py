"""Tables on the page: ruled ones as they are printed, lists of names in columns without rules."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtGui import QTextFrameFormat, QTextLength, QTextTableFormat

from zhupi.gazette.typography import LIST_GAP, side_by_side
from zhupi.qt.block_styles import TABLE
from zhupi.qt.themes import Theme

_SHORT_CELL = 10
"""Characters of the longest cell of a column that need not be wrapped."""


def beside(rows: list[list[str]], room: int) -> list[list[str]]:
    """Put a list of one column side by side, in its order, as far as ``room`` characters allow."""
    if max(map(len, rows)) > 1:
        return rows
    names = [row[0] for row in rows]
    columns = side_by_side([len(name) for name in names], room)
    return [names[at : at + columns] for at in range(0, len(names), columns)]


def spread(rows: Sequence[Sequence[str]], column: int) -> bool:
    """Tell whether words of two characters are set as wide as the others of three: 张　强."""
    lengths = {len(row[column]) for row in rows if column < len(row)} - {0}
    return lengths == {2, 3}


def list_format(
    rows: Sequence[Sequence[str]], size: int, room: int, *, alike: bool
) -> QTextTableFormat:
    """A list: columns as wide as their longest cell, or all ``alike``, none ruled."""
    made = QTextTableFormat()
    made.setBorder(0)
    made.setCellPadding(0)
    made.setCellSpacing(0)
    made.setTopMargin(size * 0.3)
    made.setBottomMargin(size * 0.8)
    columns = max(map(len, rows))
    widths = [max(len(row[c]) for row in rows if c < len(row)) + LIST_GAP for c in range(columns)]
    if alike:
        widths = [max(widths)] * columns
    free = room - sum(widths) + LIST_GAP
    if free >= 0:
        made.setLeftMargin(min(2, free) * size)
        # Half a character more: a width rounded down must not break a line.
        lengths = [(width + 0.5) * size for width in widths]
        made.setColumnWidthConstraints(
            [QTextLength(QTextLength.Type.FixedLength, length) for length in lengths]
        )
    elif columns > 1:
        made.setWidth(QTextLength(QTextLength.Type.PercentageLength, 100))
    return made


def ruled_format(
    rows: Sequence[Sequence[str]], size: int, width: int, theme: Theme
) -> QTextTableFormat:
    """A table with rules, as wide as the column of ``width`` pixels."""
    made = QTextTableFormat()
    made.setBorderCollapse(True)
    made.setBorder(1)
    made.setBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_Solid)
    made.setBorderBrush(theme.line_strong)
    made.setCellPadding(size * 0.3)
    made.setCellSpacing(0)
    made.setTopMargin(size * 0.6)
    made.setBottomMargin(size * 0.8)
    columns = max(map(len, rows))
    if columns > 1:
        made.setWidth(QTextLength(QTextLength.Type.PercentageLength, 100))
        made.setColumnWidthConstraints(_column_widths(rows, columns, size, width))
    return made


def _column_widths(
    rows: Sequence[Sequence[str]], columns: int, size: int, whole: int
) -> list[QTextLength]:
    """Columns of short cells are as wide as these; the others share what is left."""
    cells = [[len(row[c]) for row in rows if c < len(row)] for c in range(columns)]
    pitch = size * TABLE.scale
    wanted = [(max(lengths) + 0.6) * pitch + size * 0.6 for lengths in cells]
    short = [max(lengths) <= _SHORT_CELL for lengths in cells]
    taken = sum(width for width, fits in zip(wanted, short, strict=True) if fits)
    left = whole - taken
    if all(short) or left < whole * 0.4:
        return [QTextLength()] * columns
    # The root, so that one very long column does not starve the others.
    weights = [0.0 if fits else sum(n) ** 0.5 for n, fits in zip(cells, short, strict=True)]
    widths = [
        width if fits else left * weight / sum(weights)
        for width, fits, weight in zip(wanted, short, weights, strict=True)
    ]
    percentage = QTextLength.Type.PercentageLength
    return [QTextLength(percentage, 100 * width / whole) for width in widths]
