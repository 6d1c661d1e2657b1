"""Sheets: the pages of a content, their margins, heads and feet, drawn on anything."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtCore import QPointF
from PySide6.QtGui import QColor, QImage, QPainter, QPen

from zhupi.export.looks import GREY, SONG
from zhupi.export.model import Look
from zhupi.export.parts import Content
from zhupi.export.styles import Style
from zhupi.export.wordpage import PAGES
from zhupi.jobs import Job
from zhupi.qt.paper.lines import Inline, lay
from zhupi.qt.paper.maker import Maker
from zhupi.qt.paper.paging import Page, paged
from zhupi.qt.paper.tables import RULE

WIDTH, HEIGHT = 11906, 16838
"""A4."""
_MM = 1440 / 25.4
_BESIDE = 42 * _MM
"""The breadth of notes in the margin, and the gap before them."""
_GAP = 5 * _MM
_FURNITURE = Style("furniture", SONG, 9, "left", line=240, colour=GREY)


@dataclass(frozen=True, slots=True)
class Furniture:
    """What stands on every page: head left and right, foot; all may be empty."""

    left: str = ""
    right: str = ""
    foot: str = ""


class Sheets:
    """The pages of a content. ``pages`` makes them; they are drawn one by one."""

    def __init__(self, content: Content, furniture: Furniture | None = None) -> None:
        self.title = content.title
        page = PAGES[content.look]
        self._look = content.look
        self._furniture = furniture or Furniture()
        self._top, self._left = page.top * _MM, page.left * _MM
        self._foot = HEIGHT - page.footer * _MM
        self._width, self._height = page.breadth * _MM, page.height * _MM
        # Where notes stand in the margin, the text moves to the left and is narrower.
        self._beside = _BESIDE if content.comments else 0.0
        if self._beside:
            self._left = 20 * _MM
            self._width = WIDTH - 2 * self._left - self._beside - _GAP + 5 * _MM
        self._places: dict[int, int] = {}
        self._maker = Maker(content, self._width, self._beside, self._places)
        self._pages: list[Page] = []
        self._rest = paged(self._maker.slices(), self._height)

    @property
    def made(self) -> list[Page]:
        """The pages that were made so far."""
        return self._pages

    def pages(self, job: Job | None = None) -> Iterator[Page]:
        """Make the pages that were not made yet, one after another. Raises `Cancelled`."""
        for page in self._rest:
            if job is not None:
                job.check()
            for placed in page.lines:
                if placed.slice.heading is not None:
                    self._places[placed.slice.heading] = page.number
            self._pages.append(page)
            yield page

    def first(self) -> Page:
        """The first page; no other is made for it."""
        return self._pages[0] if self._pages else next(self.pages())

    def draw(self, painter: QPainter, page: Page, total: int = 0) -> None:
        """Draw a page; the painter is scaled to twips, its origin in the corner of the sheet."""
        self._draw_head(painter)
        for placed in page.lines:
            placed.slice.draw(painter, self._left, self._top + placed.y)
        self._close_table(painter, page)
        beside = self._left + self._width + _GAP
        for placed in page.beside:
            placed.slice.draw(painter, beside, self._top + placed.y)
        self._draw_foot(painter, page.number, total)

    def _close_table(self, painter: QPainter, page: Page) -> None:
        """Rule off a table that a page parts, at its foot and at its top."""
        for placed, below in [(page.lines[0], 0), (page.lines[-1], 1)] if page.lines else []:
            if placed.slice.ruled:
                y = self._top + placed.y + below * placed.slice.height
                painter.setPen(RULE)
                painter.drawLine(
                    QPointF(self._left, y), QPointF(self._left + placed.slice.ruled, y)
                )
                painter.setPen(QColor(0, 0, 0))

    def image(self, page: Page, width: int, total: int = 0) -> QImage:
        """Draw a page on white, so many pixels wide."""
        height = round(width * HEIGHT / WIDTH)
        image = QImage(width, height, QImage.Format.Format_RGB32)
        image.fill(QColor(255, 255, 255))
        painter = QPainter(image)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.TextAntialiasing)
        painter.scale(width / WIDTH, width / WIDTH)
        self.draw(painter, page, total)
        painter.end()
        return image

    @property
    def _right_edge(self) -> float:
        return self._left + self._width + (self._beside and self._beside + _GAP)

    def _draw_head(self, painter: QPainter) -> None:
        furniture, right_edge = self._furniture, self._right_edge
        if furniture.left or furniture.right:
            y = 15 * _MM
            room = right_edge - self._left - _natural(furniture.right) - 300
            self._small(painter, _shortened(furniture.left, room), self._left, y, "left")
            self._small(painter, furniture.right, right_edge, y, "right")
            painter.setPen(QPen(QColor(0xAA, 0xAA, 0xAA), 8))
            painter.drawLine(QPointF(self._left, y + 280), QPointF(right_edge, y + 280))

    def _draw_foot(self, painter: QPainter, number: int, total: int) -> None:
        furniture, right_edge = self._furniture, self._right_edge
        official = self._look is Look.GONGWEN
        words = f"— {number} —" if official or not total else f"{number} / {total}"
        y = self._foot - 120
        if not official:
            self._small(painter, words, right_edge, y, "right")
            room = right_edge - self._left - 1500
            self._small(painter, _shortened(furniture.foot, room), self._left, y, "left")
            return
        # 公文: 4号 with a dash at each side, odd pages at the right, even at the left.
        style = Style("folio", SONG, 14, "left", line=360)
        line = lay(style, [Inline(words)], self._width, 360)[0]
        breadth = line.breadth
        x = right_edge - 280 - breadth if number % 2 else self._left + 280
        line.draw(painter, x, y - 60)
        self._small(painter, _shortened(furniture.foot, self._width), self._left, y + 360, "left")

    def _small(self, painter: QPainter, words: str, x: float, y: float, side: str) -> None:
        if words:
            line = lay(_FURNITURE, [Inline(words)], float(WIDTH), 240)[0]
            breadth = line.breadth
            line.draw(painter, x - breadth if side == "right" else x, y)


def _natural(words: str) -> float:
    return lay(_FURNITURE, [Inline(words)], float(WIDTH), 240)[0].breadth


def _shortened(words: str, room: float) -> str:
    """As much of the words as stands in a line, cut off with …."""
    if not words or _natural(words) <= room:
        return words
    per_character = _FURNITURE.size * 20
    return words[: max(1, int(room / per_character) - 1)] + "…"
