"""What slices draw: lines by themselves, in a box, in a table of contents; rules."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QPainter, QPen

from zhupi.annotations.markdown import Piece, PieceKind
from zhupi.export.looks import Ink
from zhupi.export.styles import Style
from zhupi.qt.paper.lines import Line
from zhupi.qt.paper.paging import Slice

BAR = 60
"""The breadth of the bar at the left of an excerpt."""


class Entry:
    """A line of the table of contents; its page is known when it is drawn."""

    def __init__(
        self,
        line: Line,
        width: float,
        index: int | None,
        pages: Mapping[int, int],
        style: Style,
        number_line: Callable[[Style, str], Line],
    ) -> None:
        self._line, self._width, self._index = line, width, index
        self._pages, self._style, self._number_line = pages, style, number_line

    def __call__(self, painter: QPainter, x: float, y: float) -> None:
        self._line.draw(painter, x, y)
        page = None if self._index is None else self._pages.get(self._index)
        if page is None:
            return
        shown = self._number_line(self._style, str(page))
        right = self._width - shown.breadth
        shown.draw(painter, x + right, y)
        start = self._line.x + self._line.breadth + 80
        pen = QPen(QColor(0x66, 0x66, 0x66), 12)
        pen.setDashPattern([1, 6])
        painter.setPen(pen)
        base = y + self._line.pitch * 0.72
        painter.drawLine(QPointF(x + start, base), QPointF(x + right - 80, base))
        painter.setPen(QColor(0, 0, 0))


class Boxed:
    """A line with a wash behind it and a bar at its left."""

    def __init__(self, line: Line, width: float, ink: Ink, inset: float = 0) -> None:
        self._line, self._width, self._ink, self._inset = line, width, ink, inset

    def __call__(self, painter: QPainter, x: float, y: float) -> None:
        whole = QRectF(x, y, self._width, self._line.pitch + 2)
        painter.fillRect(whole, QColor(f"#{self._ink.wash}"))
        painter.fillRect(QRectF(x, y, BAR, whole.height()), QColor(f"#{self._ink.line}"))
        self._line.draw(painter, x + self._inset, y)


def sliced(lines: Sequence[Line], style: Style, width: float, box: Ink | None) -> Iterator[Slice]:
    """The lines of a paragraph; neither its first nor its last stands alone."""
    count = len(lines)
    for at, line in enumerate(lines):
        last = at == count - 1
        after = style.after if last else 0
        alone = count <= 3 or at in (0, count - 2)
        yield Slice(
            line.pitch + after,
            line.draw if box is None else Boxed(line, width, box),
            before=style.before if at == 0 else 0,
            keep=style.keep_next if last else alone,
            lines=(line,),
        )


def ruled(width: float, height: float) -> Slice:
    def draw(painter: QPainter, x: float, y: float) -> None:
        painter.setPen(QPen(QColor(0x99, 0x99, 0x99), 10))
        painter.drawLine(QPointF(x, y + height - 40), QPointF(x + width, y + height - 40))
        painter.setPen(QColor(0, 0, 0))

    return Slice(height, draw)


def hung(style: Style, piece: Piece, step: int) -> Style:
    depth = piece.depth + piece.quoted
    if not depth:
        return style
    hang = step if piece.marker else 0
    return replace(style, left=style.left + depth * step, hang=hang, first=0)


def is_plain(piece: Piece) -> bool:
    plain = piece.kind is PieceKind.PARAGRAPH
    return plain and not (piece.depth or piece.marker or piece.quoted)
