"""The numbers of paragraphs in the left margin (段号, ¶), painted beside the blocks in sight."""

from __future__ import annotations

from collections.abc import Collection

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QTextBlock

from zhupi.gazette import numbering
from zhupi.gazette.model import Document
from zhupi.qt import fonts
from zhupi.qt.themes import Theme
from zhupi.qt.typeset import Page

_SCALE = 0.62
_SMALLEST = 10
_GAP = 0.9
"""Between number and text, in characters of the body: a bar beside the text has room there."""
_DOUBT = 1.75
"""How far the sign of a doubt reaches from the text, in characters of the body."""


class MarginNumbers:
    """Paints the number of a block beside its first line, left of the sign of a doubt."""

    def __init__(
        self, document: Document, page: Page, theme: Theme, size: int, doubts: Collection[int]
    ) -> None:
        """``doubts``: the positions in the page of the blocks that carry the sign of one."""
        self._numbers = {
            page.starts[block]: number
            for number, block in enumerate(numbering.numbered(document), 1)
        }
        self._doubts = doubts
        self._theme = theme
        self._size = size
        self._font = fonts.font("ui", max(_SMALLEST, round(size * _SCALE)))
        self._metrics = QFontMetricsF(self._font)

    @property
    def width(self) -> int:
        """The pixels that the margin must have, so that no number lies over the text."""
        if not self._numbers:
            return 0
        doubtful = any(position in self._doubts for position in self._numbers)
        away = self._away(beside_doubt=doubtful)
        return round(away + self._metrics.horizontalAdvance(f"¶{len(self._numbers)}") + 4)

    def _away(self, *, beside_doubt: bool) -> float:
        return self._size * ((_DOUBT + _GAP / 2) if beside_doubt else _GAP)

    def box(self, block: QTextBlock, rect: QRectF) -> tuple[str, QRectF]:
        """Return what stands beside a block that stands at ``rect``, or "", and where."""
        number = self._numbers.get(block.position())
        line = block.layout().lineAt(0)
        if number is None or not line.isValid():
            return "", QRectF()
        words = f"¶{number}"
        right = rect.left() - self._away(beside_doubt=block.position() in self._doubts)
        width = self._metrics.horizontalAdvance(words)
        baseline = rect.top() + line.y() + line.ascent()
        top = baseline - self._metrics.ascent()
        return words, QRectF(right - width, top, width, self._metrics.height())

    def paint(self, painter: QPainter, block: QTextBlock, rect: QRectF) -> None:
        """Paint the number of a block."""
        words, box = self.box(block, rect)
        if words:
            painter.setFont(self._font)
            painter.setPen(self._theme.muted)
            painter.drawText(box, Qt.AlignmentFlag.AlignRight | Qt.TextFlag.TextDontClip, words)
