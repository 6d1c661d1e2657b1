"""Marks on paper: washes and lines that are told apart in black and white, too."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from zhupi.annotations.model import Colour
from zhupi.export.looks import INKS

PATTERNS: dict[Colour, tuple[str, tuple[float, ...]]] = {
    Colour.RED: ("实线", ()),
    Colour.YELLOW: ("点线", (1.2, 2.2)),
    Colour.GREEN: ("短划线", (5, 2.5)),
    Colour.BLUE: ("点划线", (6, 2, 1.2, 2)),
    Colour.PURPLE: ("双点划线", (6, 2, 1.2, 2, 1.2, 2)),
}
"""The line of each colour: its name, and its dashes in breadths of the line."""
_THIN, _THICK = 14, 26
"""Breadths of the lines of highlights and of underlinings, in twips."""
_APART = 40
"""Between two lines under the same words."""

Marked = tuple[float, float, tuple[Colour, ...], tuple[Colour, ...]]
"""From, to, the colours of highlights, the shortest last, and of underlinings."""


def pen(colour: Colour, breadth: float) -> QPen:
    """The pen that draws the line of a colour."""
    made = QPen(QColor(f"#{INKS[colour].line}"), breadth)
    made.setCapStyle(Qt.PenCapStyle.FlatCap)
    dashes = PATTERNS[colour][1]
    if dashes:
        made.setDashPattern(list(dashes))
    return made


def draw_marks(
    painter: QPainter, marks: Iterable[Marked], x: float, y: float, pitch: float
) -> None:
    """Draw what marks a line of words; they come on top of it."""
    for left, right, colours, lines in marks:
        if colours:
            wash = QColor(f"#{INKS[colours[-1]].wash}")
            painter.fillRect(QRectF(x + left, y + pitch * 0.1, right - left, pitch * 0.8), wash)
        base = y + pitch * 0.9
        drawn = [(colour, _THIN) for colour in dict.fromkeys(reversed(colours))]
        drawn += [(colour, _THICK) for colour in dict.fromkeys(reversed(lines))]
        for number, (colour, breadth) in enumerate(drawn[:3]):
            painter.setPen(pen(colour, breadth))
            low = base + number * _APART
            painter.drawLine(QPointF(x + left, low), QPointF(x + right, low))
    painter.setPen(QColor(0, 0, 0))
