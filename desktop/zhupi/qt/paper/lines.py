"""A paragraph set in lines: fonts, line breaking, the places of its marks."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from PySide6.QtCore import QPointF, Qt, QTextBoundaryFinder
from PySide6.QtGui import (
    QBrush,
    QColor,
    QFont,
    QFontDatabase,
    QPaintDevice,
    QPainter,
    QTextCharFormat,
    QTextLayout,
    QTextLine,
    QTextOption,
)

from zhupi.annotations.model import Colour
from zhupi.export.looks import LATIN, Font
from zhupi.export.styles import Style
from zhupi.qt import fonts
from zhupi.qt.line_breaks import held
from zhupi.qt.paper.inks import draw_marks
from zhupi.qt.positions import Units

POINT = 20
"""Twips."""
_ALIGN = {
    "both": Qt.AlignmentFlag.AlignJustify,
    "left": Qt.AlignmentFlag.AlignLeft,
    "right": Qt.AlignmentFlag.AlignRight,
    "center": Qt.AlignmentFlag.AlignHCenter,
}
_LOOSEST = 0.75
"""A line that fills less of its breadth, as before a long address, is not spread over all of it."""
_MONOSPACE = "Courier New"


@dataclass(frozen=True, slots=True)
class Inline:
    """Words of one look; what is ``None`` or empty is as the paragraph's style says."""

    text: str
    font: Font | None = None
    size: float = 0
    colour: str = ""
    bold: bool = False
    italic: bool = False
    strike: bool = False
    code: bool = False
    raised: bool = False
    colours: tuple[Colour, ...] = ()
    lines: tuple[Colour, ...] = ()


class Recorder(QPainter):
    """A painter that remembers the lines that it drew."""

    def __init__(self, device: QPaintDevice) -> None:
        super().__init__(device)
        self.drawn: list[Line] = []


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a paragraph. ``x`` counts from the left edge of the text area."""

    layout: QTextLayout
    line: QTextLine
    x: float
    pitch: float
    text: str
    end: int
    """Where it ends in the paragraph, in UTF-16 units."""
    breadth: float
    """That of its words."""
    marks: tuple[tuple[float, float, tuple[Colour, ...], tuple[Colour, ...]], ...] = ()

    def draw(self, painter: QPainter, x: float, y: float) -> None:
        """Draw the marks and the words; ``x, y`` is the upper left corner of the text area."""
        left = x + self.x
        draw_marks(painter, self.marks, left, y, self.pitch)
        lead = (self.pitch - self.line.height()) / 2
        self.line.draw(painter, QPointF(left, y + lead))
        if isinstance(painter, Recorder):
            painter.drawn.append(self)


@lru_cache(maxsize=256)
def qfont(font: Font, size: float, spacing: int = 0, *, code: bool = False) -> QFont:
    """The font in a size in points: the one named, else those that stand in for it."""
    installed = _installed()
    wanted = (_MONOSPACE if code else LATIN, font.name, *font.aliases, *font.instead)
    names = [name for name in wanted if name in installed]
    names += fonts.families("hei" if font.family == "swiss" else "song")
    made = QFont()
    made.setFamilies(list(dict.fromkeys(names)))
    made.setPixelSize(max(1, round(size * POINT)))
    made.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    if spacing:
        made.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, spacing)
    return made


@lru_cache(maxsize=1)
def _installed() -> frozenset[str]:
    return frozenset(QFontDatabase.families())


def lay(
    style: Style,
    inlines: Sequence[Inline],
    width: float,
    pitch: int,
    spacing: int = 0,
    ends: Sequence[int] = (),
) -> list[Line]:
    """Break the words into lines of ``width``; ``pitch`` is that of a style without its own.

    Lines end after so many code points as ``ends`` tells, as far as they are not too long.
    """
    text = "".join(inline.text for inline in inlines).replace("\n", "\u2028")
    layout = QTextLayout(text or " ", qfont(style.font, style.size, spacing))
    em = style.size * POINT + spacing
    option = QTextOption(_ALIGN[style.align])
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    option.setTabStopDistance(float(style.hang or 2 * em))
    layout.setTextOption(option)
    units = Units(text)
    layout.setFormats(_formats(style, inlines, units, spacing))
    first = style.left + style.first * em / 100 - style.hang
    right = style.right * em / 100
    ending = _Ends(text, units, ends, spread=style.align == "both")
    made: list[Line] = []
    layout.beginLayout()
    while True:
        line = layout.createLine()
        if not line.isValid():
            break
        x = style.left if made else first
        _fill(line, max(width - x - right, em), ending)
        start = units.to_points(line.textStart())
        end = units.to_points(line.textStart() + line.textLength())
        words = text[start:end].strip("\u2028")
        after = line.textStart() + line.textLength()
        made.append(
            Line(layout, line, x, style.line or pitch, words, after, line.naturalTextWidth())
        )
    layout.endLayout()
    spans = list(_spans(inlines, units))
    return [_with_marks(line, spans) for line in made]


def _fill(line: QTextLine, width: float, ends: _Ends) -> None:
    """Fill a line as Qt does, but let it end where one is to end, and not where none may."""
    line.setLineWidth(width)
    start, natural = line.textStart(), line.textStart() + line.textLength()
    end = ends.best(start, natural)
    if end < natural:
        _cut(line, end, width)
    if ends.spread and line.naturalTextWidth() < width * _LOOSEST:
        _cut(line, end, line.naturalTextWidth())


def _cut(line: QTextLine, end: int, width: float) -> None:
    """Let a line end at ``end`` and be spread over the width."""
    columns = end - line.textStart()
    line.setNumColumns(columns, width)
    while line.textStart() + line.textLength() > end:
        columns -= 1  # a pair is one column, and —— may be drawn as one
        line.setNumColumns(columns, width)


class _Ends:
    """Where lines of a text end, in UTF-16 units. ``spread``: they are justified."""

    def __init__(self, text: str, units: Units, wanted: Iterable[int], *, spread: bool) -> None:
        self.spread = spread
        self._text = text
        self._never = {units.from_points(at) for at in held(text)}
        self._wanted = [units.from_points(at) for at in wanted]

    def best(self, start: int, natural: int) -> int:
        """The last good end of a line that Qt would let end at ``natural``."""
        wanted = next((end for end in self._wanted if start < end <= natural), 0)
        if wanted or natural not in self._never:
            return wanted or natural
        finder = QTextBoundaryFinder(QTextBoundaryFinder.BoundaryType.Line, self._text)
        finder.setPosition(natural)
        end = natural
        while end in self._never:
            end = finder.toPreviousBoundary()
        return end if end > start else natural


def _formats(
    style: Style, inlines: Iterable[Inline], units: Units, spacing: int
) -> list[QTextLayout.FormatRange]:
    ranges, at = [], 0
    for inline in inlines:
        made = QTextLayout.FormatRange()
        made.start = units.from_points(at)
        at += len(inline.text)
        made.length = units.from_points(at) - made.start
        made.format = _format(style, inline, spacing)
        ranges.append(made)
    return ranges


def _format(style: Style, inline: Inline, spacing: int) -> QTextCharFormat:
    size = inline.size or style.size
    if inline.raised:
        size *= 0.7
    font = QFont(qfont(inline.font or style.font, size, spacing, code=inline.code))
    font.setBold(inline.bold)
    font.setItalic(inline.italic)
    font.setStrikeOut(inline.strike)
    made = QTextCharFormat()
    made.setFont(font)
    colour = inline.colour or style.colour
    made.setForeground(QBrush(QColor(f"#{colour}") if colour else QColor(0, 0, 0)))
    if inline.raised:
        made.setVerticalAlignment(QTextCharFormat.VerticalAlignment.AlignSuperScript)
    return made


def _spans(
    inlines: Iterable[Inline], units: Units
) -> Iterable[tuple[int, int, tuple[Colour, ...], tuple[Colour, ...]]]:
    at = 0
    for inline in inlines:
        start, at = at, at + len(inline.text)
        if inline.colours or inline.lines:
            yield units.from_points(start), units.from_points(at), inline.colours, inline.lines


def _with_marks(
    line: Line, spans: Iterable[tuple[int, int, tuple[Colour, ...], tuple[Colour, ...]]]
) -> Line:
    start = line.line.textStart()
    marks = []
    for first, last, colours, lines in spans:
        left, right = max(first, start), min(last, line.end)
        if left < right:
            x1, x2 = _x(line.line, left), _x(line.line, right)
            marks.append((x1, x2, colours, lines))
    return replace(line, marks=tuple(marks)) if marks else line


def _x(line: QTextLine, at: int) -> float:
    x: float = line.cursorToX(at)[0]  # type: ignore[index]  # its stub knows one value only
    return x
