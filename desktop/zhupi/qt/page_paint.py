"""What is painted under the words of a page: highlights, hits, doubts. Nothing is written into it.

Places are positions in the text document here. Painting over the blocks in sight only costs the
same for 2,000 marks as for 20.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QTextBlock

from zhupi.annotations.model import Annotation
from zhupi.qt import fonts
from zhupi.qt.themes import Theme

_DEEPEST = 3
"""So many marks that lie over one another keep lines of their own."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A highlight."""

    start: int
    end: int
    annotation: Annotation


class Spans:
    """Spans that answer which of them overlap a stretch."""

    def __init__(self, spans: Sequence[tuple[int, int]] = ()) -> None:
        """``spans`` are in order of their starts."""
        self._starts = [start for start, _ in spans]
        self._ends = [end for _, end in spans]
        # The furthest end so far rises, so it can be searched where the ends cannot.
        self._reach = list(accumulate(self._ends, max))

    def overlapping(self, start: int, end: int) -> Iterator[int]:
        """Yield the index of each span that shares a position with ``start`` to ``end``."""
        first = bisect_right(self._reach, start)
        for index in range(first, bisect_left(self._starts, end)):
            if self._ends[index] > start:
                yield index


class PagePainter:
    """Holds what is to be painted on one page, and paints a block of it."""

    def __init__(self, theme: Theme, size: int, doubts: dict[int, str]) -> None:
        """``doubts``: words by the position of the block beside which they are shown."""
        self.current = ""
        """The id of the highlight that is painted stronger."""
        self._theme = theme
        self._size = size
        self._doubts = doubts
        self._marks: list[Mark] = []
        self._depths: list[int] = []
        self._mark_spans = Spans()
        self._hits: list[tuple[int, int]] = []
        self._hit_spans = Spans()

    def set_marks(self, marks: Sequence[Mark]) -> None:
        """Paint these highlights."""
        self._marks = sorted(marks, key=lambda mark: (mark.start, -mark.end))
        self._mark_spans = Spans([(mark.start, mark.end) for mark in self._marks])
        self._depths = _depths(self._marks)

    def set_hits(self, hits: Sequence[tuple[int, int]]) -> None:
        """Paint the places of a query."""
        self._hits = sorted(hits)
        self._hit_spans = Spans(self._hits)

    def mark_at(self, position: int) -> str:
        """Return the id of the shortest highlight over a position, or ''."""
        found = [self._marks[i] for i in self._mark_spans.overlapping(position, position + 1)]
        return min(found, key=lambda mark: mark.end - mark.start).annotation.id if found else ""

    def doubt(self, block: QTextBlock, rect: QRectF) -> tuple[str, QRectF]:
        """Return the doubt beside a block, or '', and where its sign stands."""
        box = QRectF(rect.left() - self._size * 1.7, rect.top() + 5, self._size, self._size)
        return self._doubts.get(block.position(), ""), box

    def paint(self, painter: QPainter, block: QTextBlock, rect: QRectF) -> None:
        """Paint what lies under a block that stands at ``rect``."""
        start, end = block.position(), block.position() + block.length()
        for index in self._mark_spans.overlapping(start, end):
            self._paint_mark(painter, block, rect, self._marks[index], self._depths[index])
        for index in self._hit_spans.overlapping(start, end):
            painter.setPen(QPen(self._theme.hit_line, 1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            for box in boxes(block, rect, *self._hits[index]):
                painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 3, 3)
        words, box = self.doubt(block, rect)
        if words:
            self._paint_doubt(painter, box)

    def _paint_mark(
        self, painter: QPainter, block: QTextBlock, rect: QRectF, mark: Mark, depth: int
    ) -> None:
        """Paint one highlight; those that lie over another keep a line of their own."""
        colour = mark.annotation.colour
        if colour is None:
            return
        colours = self._theme.marks[colour]
        fill = QColor(colours.fill)
        if depth:
            fill.setAlphaF(0.55)
        current = mark.annotation.id == self.current
        for box in boxes(block, rect, mark.start, mark.end):
            painter.fillRect(box, fill)
            if mark.annotation.note or current or depth:
                line = QRectF(box.left(), box.bottom() - 2 + 3 * depth, box.width(), 2)
                painter.fillRect(line, colours.edge)
            if current:
                painter.fillRect(QRectF(box.left(), box.top(), box.width(), 1), colours.edge)

    def _paint_doubt(self, painter: QPainter, box: QRectF) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.warning_soft)
        painter.drawEllipse(box)
        painter.setPen(self._theme.warning)
        painter.setFont(fonts.font("ui", round(self._size * 0.62)))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, "疑")


def _depths(marks: Sequence[Mark]) -> list[int]:
    """How many marks lie under each where it begins, up to a limit."""
    depths: list[int] = []
    open_: list[tuple[int, int]] = []
    for mark in marks:
        open_ = [(end, depth) for end, depth in open_ if end > mark.start]
        taken = {depth for _, depth in open_}
        depth = next(level for level in range(len(taken) + 1) if level not in taken)
        open_.append((mark.end, depth))
        depths.append(min(depth, _DEEPEST))
    return depths


def boxes(block: QTextBlock, rect: QRectF, start: int, end: int) -> Iterator[QRectF]:
    """Yield the boxes, one a line, of the words from ``start`` to ``end`` inside a block."""
    layout = block.layout()
    first, last = start - block.position(), end - block.position()
    for number in range(layout.lineCount()):
        line = layout.lineAt(number)
        begin, stop = line.textStart(), line.textStart() + line.textLength()
        if stop <= first or begin >= last:
            continue
        left = _x(line.cursorToX(max(first, begin)))
        right = _x(line.cursorToX(min(last, stop)))
        height = line.ascent() + line.descent()
        top = line.y() + line.ascent() - height * 0.69
        yield QRectF(rect.left() + left, rect.top() + top, right - left, height * 0.89)


def _x(found: object) -> float:
    """`cursorToX` gives a float, or a pair with the position that it moved to."""
    return float(found[0] if isinstance(found, tuple) else found)  # type: ignore[arg-type]
