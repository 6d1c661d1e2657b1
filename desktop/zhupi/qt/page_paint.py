"""What is painted under the words of a page: highlights, hits, doubts. Nothing is written into it.

Painting over the blocks in sight only costs the same for 2,000 marks as for 20.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from enum import Enum, auto
from itertools import accumulate
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QPolygonF, QTextBlock, QTextLine

from zhupi.annotations.model import Colour
from zhupi.qt import fonts

if TYPE_CHECKING:
    from zhupi.library.model import Sketch
    from zhupi.qt.positions import TextMap
    from zhupi.qt.themes import MarkColours, Theme

_LAST_LANE = 3
"""Marks that lie over one another keep lines of their own, in lanes from 0 to this one."""
_BAR_AWAY = 0.55
"""Between a bar in the margin and the text, in characters of the body."""
_KNOB = 4.5
_ABOVE, _HIGH = 0.99, 1.28
"""How far a mark begins above the baseline, and how high it is, in sizes of the characters."""


class End(Enum):
    """An end of a highlight."""

    START = auto()
    END = auto()


Laid = list[tuple[int, list[QRectF]]]
"""The highlights in a block, by their index, each with its boxes there."""


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
    """Holds what is to be painted on one page, and paints a block of it.

    Highlights and hits are held by their offsets in the document text: only those in sight are
    looked up in the page.
    """

    def __init__(self, theme: Theme, size: int, doubts: dict[int, str], map_: TextMap) -> None:
        """``doubts``: words by the position of the block beside which they are shown."""
        self.movable = True
        """Whether the current highlight shows the knobs at which it is drawn longer."""
        self.bracket: int | None = None
        """A place in the document text: its block has a bar in the margin."""
        self._theme = theme
        self._size = size
        self._doubts = doubts
        self._map = map_
        self._current = ""
        self._marks: list[Sketch] = []
        self._lanes: list[int] = []
        self._crowded: list[bool] = []
        self._mark_spans = Spans()
        self.hits: list[tuple[int, int]] = []
        self._hit_spans = Spans()
        self._chosen: Sketch | None = None

    def take_over(self, before: PagePainter) -> None:
        """Paint what another painter painted on the same text."""
        self.movable, self.bracket = before.movable, before.bracket
        self._current = before._current
        self.set_marks(before._marks)
        self.set_hits(before.hits)

    def set_marks(self, marks: Sequence[Sketch]) -> None:
        """Paint these highlights."""
        # The longer of two that begin together lies under the other.
        self._marks = sorted(marks, key=lambda mark: (mark[2], -mark[3]))
        spans = [mark[2:4] for mark in self._marks]
        self._mark_spans = Spans(spans)
        self._lanes, self._crowded = lanes(spans)
        self.choose(self._current)

    def choose(self, annotation: str) -> None:
        """Paint the highlight of an annotation stronger."""
        self._current = annotation
        self._chosen = next((mark for mark in self._marks if mark.id == annotation), None)

    @property
    def chosen(self) -> Sketch | None:
        """The highlight that is painted stronger, if it is on the page."""
        return self._chosen

    def stretch(self, annotation: str, start: int, end: int) -> None:
        """Paint a highlight over other words, while it is drawn longer or shorter."""
        self.set_marks(
            [
                mark._replace(start=start, end=end) if mark.id == annotation else mark
                for mark in self._marks
            ]
        )

    def set_hits(self, hits: Sequence[tuple[int, int]]) -> None:
        """Paint the places of a query, which are offsets in the document text."""
        self.hits = sorted(hits)
        self._hit_spans = Spans(self.hits)

    def marks_at(self, position: int) -> list[Sketch]:
        """Return the highlights over a position of the page, the shortest first."""
        at = self._map.offset(position)
        found = [self._marks[i] for i in self._mark_spans.overlapping(at, at + 1)]
        return sorted(found, key=lambda mark: mark.end - mark.start)

    def doubt(self, block: QTextBlock, rect: QRectF) -> tuple[str, QRectF]:
        """Return the doubt beside a block, or '', and where its sign stands."""
        left = max(2.0, rect.left() - self._size * 1.7)  # the margin of a narrow pane has no more
        box = QRectF(left, rect.top() + 5, self._size, self._size)
        return self._doubts.get(block.position(), ""), box

    def knobs(self, block: QTextBlock, rect: QRectF) -> dict[End, QPointF]:
        """Return where in a block the ends of the current highlight can be taken hold of."""
        found: dict[End, QPointF] = {}
        if self._chosen is None or not self.movable:
            return found
        start, end = self._places(self._chosen)
        first, last = block.position(), block.position() + block.length()
        if start < last and end > first:
            parts = list(boxes(block, rect, start, end))
            if parts and first <= start:
                found[End.START] = parts[0].topLeft()
            if parts and end <= last:
                found[End.END] = parts[-1].bottomRight()
        return found

    def _places(self, mark: Sketch) -> tuple[int, int]:
        """Return from which position of the page to which a highlight reaches."""
        return self._map.position(mark.start), self._map.position(mark.end)

    def in_block(self, block: QTextBlock, rect: QRectF) -> Laid:
        """Return the highlights in a block, by their index, each with its boxes there."""
        return [
            (index, list(boxes(block, rect, *self._places(self._marks[index]))))
            for index in self._mark_spans.overlapping(*self._offsets(block))
        ]

    def _offsets(self, block: QTextBlock) -> tuple[int, int]:
        """Return from which offset of the document text to which a block reaches."""
        first = block.position()
        return self._map.offset(first), self._map.offset(first + block.length() - 1)

    # Painting

    def paint(self, painter: QPainter, block: QTextBlock, rect: QRectF, laid: Laid) -> None:
        """Paint what lies under a block that stands at ``rect``; ``laid``: see `in_block`."""
        for index, parts in laid:
            self._paint_ground(painter, index, parts)
        for index, parts in laid:  # above every ground: no mark hides the line of another
            self._paint_lines(painter, index, parts)
        for index in self._hit_spans.overlapping(*self._offsets(block)):
            painter.setPen(QPen(self._theme.hit_line, 1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            for box in boxes(block, rect, *map(self._map.position, self.hits[index])):
                painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 3, 3)
        start, end = block.position(), block.position() + block.length()
        if self.bracket is not None and start <= self._map.position(self.bracket) < end:
            bar = QRectF(rect.left() - self._size * _BAR_AWAY, rect.top(), 3, rect.height())
            painter.fillRect(bar, self._theme.accent)
        words, box = self.doubt(block, rect)
        if words:
            self._paint_doubt(painter, box)

    def paint_signs(self, painter: QPainter, block: QTextBlock, rect: QRectF, laid: Laid) -> None:
        """Paint what lies over the words of a block: the signs of notes, and the knobs."""
        end = block.position() + block.length()
        for index, parts in laid:
            mark = self._marks[index]
            if mark.noted and parts and self._places(mark)[1] <= end:
                self._paint_note(painter, mark, parts[-1], self._lanes[index])
        if self._chosen is not None:
            painter.setBrush(self._colours(self._chosen).edge)
            painter.setPen(QPen(self._theme.paper, 1.5))
            for knob in self.knobs(block, rect).values():
                painter.drawEllipse(knob, _KNOB, _KNOB)

    def paint_pointer(self, painter: QPainter, block: QTextBlock, rect: QRectF) -> None:
        """Paint a bar beside a block: here it is."""
        line = block.layout().lineAt(0)
        if line.isValid():
            top, height = rect.top() + line.y(), block.layout().boundingRect().bottom() - line.y()
            bar = QRectF(rect.left() - self._size * _BAR_AWAY, top, 3, height)
            painter.fillRect(bar, self._theme.accent)

    def _colours(self, mark: Sketch) -> MarkColours:
        return self._theme.marks[Colour(mark.colour)]

    def _paint_ground(self, painter: QPainter, index: int, parts: Sequence[QRectF]) -> None:
        """Paint the ground of a highlight; an underlined one has none until it is current."""
        mark = self._marks[index]
        if mark.underlined and mark.id != self._current:
            return
        fill = QColor(self._colours(mark).fill)
        if mark.underlined:
            fill.setAlphaF(0.45)
        elif self._lanes[index]:
            fill.setAlphaF(0.55)
        for box in parts:
            painter.fillRect(box, fill)

    def _paint_lines(self, painter: QPainter, index: int, parts: Sequence[QRectF]) -> None:
        """Paint the line under a mark: those that lie over one another have one each."""
        mark, lane = self._marks[index], self._lanes[index]
        current = mark.id == self._current
        if not (mark.underlined or current or self._crowded[index] or self._theme.edged):
            return
        edge = self._colours(mark).edge
        for box in parts:
            top = box.bottom() - 2 + 3 * lane
            painter.fillRect(QRectF(box.left(), top, box.width(), 2), edge)
            if current:
                painter.fillRect(QRectF(box.left(), box.top(), box.width(), 1), edge)

    def _paint_note(self, painter: QPainter, mark: Sketch, box: QRectF, lane: int) -> None:
        """Paint the sign of a note over the end of its words: a small balloon."""
        width, height = self._size * 0.6, self._size * 0.45
        left = box.right() - width * (0.55 + 0.8 * lane)
        balloon = QRectF(left, box.top() - height * 0.85, width, height)
        path = QPainterPath()
        path.addRoundedRect(balloon, height * 0.35, height * 0.35)
        tail = QPolygonF(
            [
                QPointF(balloon.left() + width * 0.2, balloon.bottom() - 1),
                QPointF(balloon.left() + width * 0.2, balloon.bottom() + height * 0.5),
                QPointF(balloon.left() + width * 0.65, balloon.bottom() - 1),
            ]
        )
        path.addPolygon(tail)
        path.setFillRule(Qt.FillRule.WindingFill)
        painter.strokePath(path, QPen(self._theme.paper, 2.5))  # a rim, on any ground
        painter.fillPath(path, self._colours(mark).edge)

    def _paint_doubt(self, painter: QPainter, box: QRectF) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.warning_soft)
        painter.drawEllipse(box)
        painter.setPen(self._theme.warning)
        painter.setFont(fonts.font("ui", round(self._size * 0.62)))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, "疑")


def lanes(spans: Sequence[tuple[int, int]]) -> tuple[list[int], list[bool]]:
    """The lane in which the line of each span runs, and whether it shares words with another.

    ``spans`` are in order of their starts. Those that share words have lanes of their own, as far
    as there are lanes; the others share the last.
    """
    found: list[int] = []
    crowded = [False] * len(spans)
    ends = [0] * (_LAST_LANE + 1)
    holders = [0] * (_LAST_LANE + 1)
    every = range(_LAST_LANE + 1)
    reach = 0
    for index, (start, end) in enumerate(spans):
        lane = 0
        if reach > start:
            crowded[index] = True
            lane = _LAST_LANE
            for other in reversed(every):
                if ends[other] > start:
                    crowded[holders[other]] = True
                else:
                    lane = other
        found.append(lane)
        ends[lane] = max(ends[lane], end)
        holders[lane] = index
        reach = max(reach, end)
    return found, crowded


def boxes(block: QTextBlock, rect: QRectF, start: int, end: int) -> Iterator[QRectF]:
    """Yield the boxes, one a line, of the words from ``start`` to ``end`` inside a block.

    They are as high as the characters, whatever typeface these are of: fonts differ in the room
    that they leave above and below.
    """
    layout = block.layout()
    size = block.charFormat().font().pixelSize()
    first, last = start - block.position(), end - block.position()
    for number in range(layout.lineCount()):
        line = layout.lineAt(number)
        begin, stop = line.textStart(), line.textStart() + line.textLength()
        if stop <= first or begin >= last:
            continue
        left = x_of(line, max(first, begin))
        right = x_of(line, min(last, stop))
        top = line.y() + line.ascent() - size * _ABOVE
        yield QRectF(rect.left() + left, rect.top() + top, right - left, size * _HIGH)


def x_of(line: QTextLine, position: int) -> float:
    """Return where a position of a block stands in its line."""
    found: object = line.cursorToX(position)
    # It gives a float, or a pair with the position that it moved to.
    return float(found[0] if isinstance(found, tuple) else found)  # type: ignore[arg-type]
