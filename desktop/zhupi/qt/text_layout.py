"""A few wrapped lines of text for a delegate, cut off with … where there are more."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QTextCharFormat, QTextLayout, QTextOption

from zhupi.qt.positions import Units

BREAK = "\u2028"
_SPACING = 1.45


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of the text, in code points, and how it is drawn."""

    start: int
    end: int
    format: QTextCharFormat


@dataclass(slots=True)
class Laid:
    """Text laid out. ``height`` in pixels; keep it alive while it is drawn."""

    layout: QTextLayout
    height: int

    def draw(self, painter: QPainter, x: float, y: float) -> None:
        """Draw with the painter's pen."""
        self.layout.draw(painter, QPointF(x, y))


def lay(
    text: str,
    font: QFont,
    width: float,
    lines: int,
    spans: Sequence[Span] = (),
    spacing: float = _SPACING,
) -> Laid:
    """Wrap ``text`` into at most ``lines`` lines; ``spacing`` is the line height in font sizes."""
    text = text.replace("\n", BREAK).replace("\t", "　")
    height = pitch(font, spacing)
    layout = _layout(text, font, spans)
    count, cut = _wrap(layout, width, lines, height)
    if cut is not None:
        shorter = text[: Units(text).to_points(cut)].rstrip(" 　" + BREAK)
        while shorter and _too_long(shorter, font, width, lines):
            shorter = shorter[:-1]
        layout = _layout(shorter + "…", font, spans)
        count, _ = _wrap(layout, width, lines, height)
    return Laid(layout, count * height)


def pitch(font: QFont, spacing: float = _SPACING) -> int:
    """Return the height of a line in pixels."""
    return round(font.pixelSize() * spacing)


def height(
    text: str,
    font: QFont,
    width: float,
    lines: int,
    spans: Sequence[Span] = (),
    spacing: float = 1.45,
) -> int:
    """How high `lay` makes it, in pixels; quicker, as nothing is cut off for it."""
    text = text.replace("\n", BREAK).replace("\t", "　")
    pitch = round(font.pixelSize() * spacing)
    count, _ = _wrap(_layout(text, font, spans), width, lines, pitch)
    return count * pitch


def _too_long(text: str, font: QFont, width: float, lines: int) -> bool:
    _, cut = _wrap(_layout(text + "…", font, ()), width, lines, 1)
    return cut is not None


def _layout(text: str, font: QFont, spans: Sequence[Span]) -> QTextLayout:
    layout = QTextLayout(text, font)
    option = QTextOption(Qt.AlignmentFlag.AlignLeft)
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    layout.setCacheEnabled(True)
    units = Units(text)
    ranges = []
    for span in spans:
        start, end = min(span.start, len(text)), min(span.end, len(text))
        if start < end:
            made = QTextLayout.FormatRange()
            made.start = units.from_points(start)
            made.length = units.from_points(end) - made.start
            made.format = span.format
            ranges.append(made)
    layout.setFormats(ranges)
    return layout


def _wrap(layout: QTextLayout, width: float, lines: int, pitch: int) -> tuple[int, int | None]:
    """Make the lines; return how many, and where the text was cut (UTF-16), if it was."""
    metrics = QFontMetricsF(layout.font())
    lead = (pitch - metrics.height()) / 2
    layout.beginLayout()
    count, cut = 0, None
    while True:
        line = layout.createLine()
        if not line.isValid():
            break
        if count == lines:
            cut = line.textStart()
            line.setNumColumns(0)
            break
        line.setLineWidth(max(width, 1))
        line.setPosition(QPointF(0, count * pitch + lead))
        count += 1
    layout.endLayout()
    return count, cut
