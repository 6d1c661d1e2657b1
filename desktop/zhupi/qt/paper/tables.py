"""Rows of tables in slices, so that a row higher than a page is parted between its lines."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from PySide6.QtCore import QPointF
from PySide6.QtGui import QColor, QPainter, QPen

from zhupi.qt.paper.lines import Line
from zhupi.qt.paper.paging import Slice

EDGE = 108
"""Free at the left and right of a cell."""
RULE = QPen(QColor(0x66, 0x66, 0x66), 10)
_ROOM = 50
"""Free above and below what stands in a cell."""
_LONGEST_KEPT = 12
"""Lines of a row that is not parted."""


def rows(
    table: Sequence[Sequence[Sequence[Line]]], widths: Sequence[float], *, ruled: bool = True
) -> Iterator[Slice]:
    """The slices of rows of cells of lines; ``widths`` are those of the columns."""
    for row in table:
        depth = max((len(cell) for cell in row), default=0) or 1
        pitch = max((line.pitch for cell in row for line in cell), default=300)
        for at in range(depth):
            first, last = at == 0, at == depth - 1
            lines = [cell[at] if at < len(cell) else None for cell in row]
            above, below = _ROOM if first else 0, _ROOM if last else 0
            yield Slice(
                pitch + above + below,
                _Drawn(lines, widths, pitch, above, below, first=first, last=last, ruled=ruled),
                keep=not last and (depth <= _LONGEST_KEPT or first),
                lines=tuple(line for line in lines if line is not None),
                ruled=sum(widths) if ruled else 0,
            )


class _Drawn:
    """One line of a row with the lines around its cells."""

    def __init__(
        self,
        lines: Sequence[Line | None],
        widths: Sequence[float],
        pitch: float,
        above: float,
        below: float,
        *,
        first: bool,
        last: bool,
        ruled: bool,
    ) -> None:
        self._lines = lines
        self._widths = widths
        self._height = pitch + above + below
        self._above = above
        self._first, self._last, self._ruled = first, last, ruled

    def __call__(self, painter: QPainter, x: float, y: float) -> None:
        bottom = y + self._height
        at = x
        for line, width in zip(self._lines, self._widths, strict=True):
            if line is not None:
                line.draw(painter, at + EDGE, y + self._above)
            at += width
        if not self._ruled:
            return
        painter.setPen(RULE)
        if self._first:
            painter.drawLine(QPointF(x, y), QPointF(at, y))
        if self._last:
            painter.drawLine(QPointF(x, bottom), QPointF(at, bottom))
        edge = x
        for width in (0.0, *self._widths):
            edge += width
            painter.drawLine(QPointF(edge, y), QPointF(edge, bottom))
        painter.setPen(QColor(0, 0, 0))
