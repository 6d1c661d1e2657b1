"""Painting raw lines: number, bracket, the characters on their grid, remarks beside them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen

from zhupi.gazette.model import Lines
from zhupi.qt import fonts, raw_cells
from zhupi.qt.raw_cells import CELLS, Look
from zhupi.qt.raw_layout import ROW, Place, RawLayout
from zhupi.qt.raw_sheet import Bracket, RawSheet, Remark, Tone
from zhupi.qt.themes import Theme

_HAN = re.compile("[一-鿿]+")
_SIDE = 8
"""Pixels free at either side of a column."""
_BRACKET = 12
_DOUBT = 3
"""How wide the bar at lines in doubt is."""


class Metrics:
    """The fonts and measures of the view, all in pixels."""

    def __init__(self, size: int, digits: int) -> None:
        self.size = size
        self.font = fonts.font("mono", size)
        self.font.setKerning(False)
        self._measures = measures = QFontMetricsF(self.font)
        self.cell = measures.horizontalAdvance("国") / 2
        self.ascent = measures.ascent()
        self.unit = max(5, round(size * 1.5 / ROW))
        self.row = self.unit * ROW
        self.baseline = (self.row - measures.height()) / 2 + measures.ascent()
        self.small = fonts.font("ui", max(11, round(size * 0.8)))
        self.code = fonts.font("mono", max(7, round(size * 0.5)))
        self.numbers = fonts.font("mono", max(10, round(size * 0.78)))
        wide = QFontMetricsF(self.numbers).horizontalAdvance("0") * digits
        self.gutter = round(wide) + 2 * _SIDE + _DOUBT
        self.left = self.gutter + _BRACKET + _SIDE
        self._advances: dict[str, float] = {}
        self._has: dict[str, bool] = {}

    def advance(self, text: str) -> float:
        """How wide a text is in the font of the lines."""
        found = self._advances.get(text)
        if found is None:
            found = self._measures.horizontalAdvance(text)
            if len(text) == 1:
                self._advances[text] = found
        return found

    def has(self, char: str) -> bool:
        """Whether a font is installed that has a glyph for a character."""
        found = self._has.get(char)
        if found is None:
            found = self._has[char] = self._measures.inFontUcs4(ord(char))
        return found

    def readable(self, words: str) -> str:
        """Words with the code points of what no font has a glyph for."""
        return "".join(char if self.has(char) else raw_cells.code(char) for char in words)

    def columns(self, width: int) -> int:
        """How many cells a row has in a viewport of this width."""
        return max(16, int((width - self.left - _SIDE) / self.cell) - 1)


@dataclass(slots=True)
class Shown:
    """What stands out: a block's lines, the line of the caret, a selection."""

    block: Lines | None = None
    caret: Place = (1, 0)
    selection: tuple[Place, Place] | None = None
    focused: bool = False


class SourcePainter:
    """Paints one line after another."""

    def __init__(self, theme: Theme, metrics: Metrics, layout: RawLayout) -> None:
        self._theme = theme
        self._metrics = metrics
        self._layout = layout
        self._sheet: RawSheet = layout.sheet

    @property
    def accent(self) -> QColor:
        """The colour of what has the focus."""
        return self._theme.accent

    def paint(self, painter: QPainter, line: int, top: float, size: QSize, shown: Shown) -> None:
        """Paint a line and its remark at ``top`` in a viewport of this size."""
        width, height = size.width(), size.height()
        bottom = top + (self._layout.bottom(line) - self._layout.top(line)) * self._metrics.unit
        area = QRectF(0, top, width, bottom - top)
        self._paint_ground(painter, line, area, shown)
        rows = self._rows_in_sight(line, top, height)
        self._paint_gutter(painter, line, area, shown, rows)
        for row in rows:
            where = top + row * self._metrics.row
            self._paint_selection(painter, line, row, where, shown)
            self._paint_row(painter, line, row, where)
        if line in self._sheet.remarks:
            self._paint_remarks(painter, line, top, width)
        if shown.focused and shown.caret[0] == line:
            self._paint_caret(painter, shown.caret, top)

    def _rows_in_sight(self, line: int, top: float, height: int) -> range:
        """The rows of a line that are in a viewport of this height."""
        first = max(0, int(-top // self._metrics.row))
        return range(
            first, min(self._layout.rows(line), int((height - top) // self._metrics.row) + 1)
        )

    # The ground

    def _paint_ground(self, painter: QPainter, line: int, area: QRectF, shown: Shown) -> None:
        theme, sheet = self._theme, self._sheet
        if not sheet.inside(line):
            painter.fillRect(area, theme.chrome)
        if shown.block is not None and shown.block[0] <= line <= shown.block[1]:
            painter.fillRect(area.adjusted(self._metrics.gutter, 0, 0, 0), theme.hover)
        part = line in sheet.remarks and any(
            remark.tone is Tone.DOCUMENT for remark in sheet.remarks[line]
        )
        if part:
            painter.fillRect(QRectF(0, area.top(), area.width(), 1), theme.line_strong)

    def _paint_gutter(
        self, painter: QPainter, line: int, area: QRectF, shown: Shown, rows: range
    ) -> None:
        theme, metrics = self._theme, self._metrics
        if any(first <= line <= last for first, last in self._sheet.doubted):
            painter.fillRect(QRectF(0, area.top(), _DOUBT, area.height()), theme.warning)
        here = shown.caret[0] == line
        if area.height() >= metrics.row:
            painter.setFont(metrics.numbers)
            painter.setPen(theme.accent if here else theme.muted)
            box = QRectF(0, area.top(), metrics.gutter - _SIDE, metrics.row)
            painter.drawText(box, _RIGHT, str(line))
            painter.setPen(theme.muted)
            for row in rows:
                if row == 0:
                    continue
                painter.drawText(box.translated(0, row * metrics.row), _RIGHT, "↪")
        self._paint_bracket(painter, line, area, shown)

    def _paint_bracket(self, painter: QPainter, line: int, area: QRectF, shown: Shown) -> None:
        bracket = self._sheet.bracket(line)
        if bracket is Bracket.NONE:
            return
        block = self._sheet.block_at(line)
        current = block is not None and shown.block == block.lines
        painter.setPen(QPen(self._theme.accent if current else self._theme.muted, 1.5))
        x = self._metrics.gutter + 3.5
        top, bottom = area.top(), area.bottom()
        if bracket is Bracket.FIRST:
            top += self._metrics.row * 0.25
            painter.drawLine(QPointF(x, top), QPointF(x + 5, top))
        elif bracket is Bracket.LAST:
            bottom = area.top() + self._metrics.row * (self._layout.rows(line) - 0.25)
            painter.drawLine(QPointF(x, bottom), QPointF(x + 5, bottom))
        painter.drawLine(QPointF(x, top), QPointF(x, bottom))

    # The characters

    def _paint_selection(
        self, painter: QPainter, line: int, row: int, top: float, shown: Shown
    ) -> None:
        if shown.selection is None:
            return
        start, end = shown.selection
        first, last = self._layout.row(line, row)
        left, right = max(start, (line, first)), min(end, (line, last))
        if left >= right and not (start <= (line, last) < end):
            return
        cells = self._sheet.starts(line)
        begin = cells[first]
        x = self._x(cells[left[1]] - begin if left[0] == line else 0)
        stop = self._x(cells[right[1]] - begin) if left < right else x
        if end > (line, last) and row == self._layout.rows(line) - 1:
            stop += self._metrics.cell  # the line's end is taken along
        height = self._metrics.row if self._sheet.widths[line - 1] else self._metrics.unit
        painter.fillRect(QRectF(x, top, stop - x, height), self._theme.selection)

    def _paint_row(self, painter: QPainter, line: int, row: int, top: float) -> None:
        sheet, metrics = self._sheet, self._metrics
        first, end = self._layout.row(line, row)
        if first == end:
            return
        starts = sheet.starts(line)
        begin = starts[first]
        text = sheet.line(line)[first:end]
        self._paint_repaired(painter, line, (first, end), top)
        ink = self._ink(line)
        painter.setFont(metrics.font)
        for run, at in _runs(text):
            x = self._x(starts[first + at] - begin)
            if len(run) > 1 and abs(metrics.advance(run) - len(run) * 2 * metrics.cell) < 0.5:
                painter.setPen(ink)
                painter.drawText(QPointF(x, top + metrics.baseline), run)
                continue
            for offset, char in enumerate(run):
                place = self._x(starts[first + at + offset] - begin)
                self._paint_char(painter, char, place, top, ink)
        if line in sheet.furniture:
            middle = top + metrics.row / 2
            painter.setPen(QPen(self._theme.muted, 1))
            painter.drawLine(
                QPointF(self._x(0), middle), QPointF(self._x(starts[end] - begin), middle)
            )

    def _paint_char(self, painter: QPainter, char: str, x: float, top: float, ink: QColor) -> None:
        metrics, theme, cell = self._metrics, self._theme, CELLS[char]
        width = cell.width * metrics.cell
        if cell.look is Look.CODE or not metrics.has(cell.drawn[-1]):
            box = QRectF(x + 0.5, top + metrics.row * 0.14, width - 1, metrics.row * 0.72)
            self._paint_code(painter, box, f"{ord(char):02X}")
            return
        if cell.look is Look.SPACE:
            painter.setPen(theme.line_strong)
        elif cell.look is Look.DAMAGED:
            painter.setPen(theme.accent)
        else:
            painter.setPen(ink)
        shift = (width - metrics.advance(cell.drawn)) / 2
        painter.drawText(QPointF(x + shift, top + metrics.baseline), cell.drawn)

    def _paint_code(self, painter: QPainter, box: QRectF, code: str) -> None:
        """Paint the code point of a character in a box, in two rows as small signs are."""
        painter.setPen(self._theme.warning)
        painter.drawRect(box)
        painter.setFont(self._metrics.code)
        half = (len(code) + 1) // 2 if len(code) > 2 else len(code)
        rows = [code[:half], code[half:]] if code[half:] else [code]
        for number, row in enumerate(rows):
            height = box.height() / len(rows)
            part = QRectF(box.left() - 2, box.top() + number * height, box.width() + 4, height)
            painter.drawText(part, Qt.AlignmentFlag.AlignCenter, row)
        painter.setFont(self._metrics.font)

    def _paint_repaired(
        self, painter: QPainter, line: int, row: tuple[int, int], top: float
    ) -> None:
        starts = self._sheet.starts(line)
        begin = starts[row[0]]
        for made in self._sheet.mended.get(line, ()):
            if made.columns is None:
                continue
            first, last = max(made.columns[0], row[0]), min(made.columns[1], row[1])
            if first < last:
                left, right = self._x(starts[first] - begin), self._x(starts[last] - begin)
                box = QRectF(left, top + 2, right - left, self._metrics.row - 4)
                painter.fillRect(box, self._theme.warning_soft)
                painter.fillRect(
                    QRectF(left, box.bottom() - 2, right - left, 2), self._theme.warning
                )

    def _ink(self, line: int) -> QColor:
        if line in self._sheet.furniture or not self._sheet.inside(line):
            return self._theme.muted
        return self._theme.ink

    def _x(self, cells: int) -> float:
        return self._metrics.left + cells * self._metrics.cell

    # Beside the characters

    def _paint_remarks(self, painter: QPainter, line: int, top: float, width: int) -> None:
        metrics, layout = self._metrics, self._layout
        remarks = self._sheet.remarks[line]
        rows = layout.rows(line)
        painter.setFont(metrics.small)
        measures = QFontMetricsF(metrics.small)
        beside = layout.remark_beside(line)
        room = width - metrics.left - _SIDE
        where = top + (rows - 1 if beside else rows) * metrics.row
        if not self._sheet.widths[line - 1] and not beside:
            where = top
        words = [metrics.readable(remark.words) for remark in remarks]
        needed = sum(measures.horizontalAdvance(one) for one in words) + 18 * (len(words) - 1)
        x = max(metrics.left, width - _SIDE - needed) if beside else float(metrics.left)
        for remark, told in zip(remarks, words, strict=True):
            left_over = metrics.left + room - x
            if left_over < metrics.size:
                break
            drawn = measures.elidedText(told, Qt.TextElideMode.ElideRight, left_over)
            box = QRectF(x, where, left_over, metrics.row)
            painter.setPen(self._remark_ink(remark))
            painter.drawText(box, _LEFT, drawn)
            x += measures.horizontalAdvance(drawn) + 18

    def _remark_ink(self, remark: Remark) -> QColor:
        if remark.tone in (Tone.REPAIR, Tone.DOUBT):
            return self._theme.warning
        return self._theme.accent if remark.tone is Tone.DOCUMENT else self._theme.muted

    def _paint_caret(self, painter: QPainter, caret: Place, top: float) -> None:
        row, cell = self._layout.cell(caret)
        height = self._metrics.row if self._sheet.widths[caret[0] - 1] else self._metrics.unit
        where = top + row * self._metrics.row
        painter.fillRect(QRectF(self._x(cell) - 1, where + 1, 2, height - 2), self._theme.accent)


_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


def _runs(text: str) -> Iterator[tuple[str, int]]:
    """Part a text into runs of Chinese characters, and what lies between; each with its place."""
    at = 0
    for match in _HAN.finditer(text):
        if match.start() > at:
            yield text[at : match.start()], at
        yield match.group(), match.start()
        at = match.end()
    if at < len(text):
        yield text[at:], at
