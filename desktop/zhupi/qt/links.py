"""The citations in a page as links: painted under the words in sight, found under a point.

Nothing is written into the text document. Three kinds of line tell where a link leads::

    《…》   a line        a text in the library
    《…》   dashes        a text in the library that only bears the same title
    《…》   dots          not in the library
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QTextBlock

from zhupi.annotations.model import Colour
from zhupi.qt.page_paint import Spans, boxes

if TYPE_CHECKING:
    from zhupi.library.citation_model import CitedText
    from zhupi.qt.page_pane import PagePane
    from zhupi.qt.themes import Theme

_LINE_ROOM = 4
"""Pixels under the words in which the line runs, and where a link can be clicked on too."""


class LinkKind(Enum):
    """Where a link leads, and how sure that is."""

    HERE = auto()
    BY_TITLE = auto()
    MISSING = auto()


@dataclass(frozen=True, slots=True)
class Link:
    """A citation in the page: from ``start`` to ``end`` in the document text."""

    start: int
    end: int
    text: CitedText

    @property
    def kind(self) -> LinkKind:
        if self.text.row is None:
            return LinkKind.MISSING
        return LinkKind.BY_TITLE if self.text.by_title_only else LinkKind.HERE


def links_of(cites: Sequence[CitedText]) -> tuple[Link, ...]:
    """Every place of every text that a document cites, in the order of the text."""
    found = [
        Link(place.at, place.at + place.length, text) for text in cites for place in text.places
    ]
    return tuple(sorted(found, key=lambda link: (link.start, -link.end)))


_STROKES = {
    LinkKind.HERE: Qt.PenStyle.SolidLine,
    LinkKind.BY_TITLE: Qt.PenStyle.CustomDashLine,
    LinkKind.MISSING: Qt.PenStyle.CustomDashLine,
}
_DASHES = {LinkKind.BY_TITLE: [5.0, 3.0], LinkKind.MISSING: [1.5, 2.5]}


class LinkLayer:
    """The links of the page that a pane shows; one may have the focus, one the pointer."""

    def __init__(self, pane: PagePane) -> None:
        self._pane = pane
        self._links: tuple[Link, ...] = ()
        self._spans = Spans()
        self._focused: Link | None = None
        self._pointed: Link | None = None

    @property
    def all(self) -> tuple[Link, ...]:
        """Every link, in the order of the text."""
        return self._links

    @property
    def focused(self) -> Link | None:
        """The link to which the keys have led."""
        return self._focused

    def show(self, links: Sequence[Link]) -> None:
        """Show these links, in order of their starts; the focus stays if its link is there."""
        before = self._focused
        self._links = tuple(links)
        self._spans = Spans([(link.start, link.end) for link in self._links])
        self._pointed = None
        self._focused = None
        if before is not None:
            place = (before.start, before.end)
            same = (link for link in self._links if (link.start, link.end) == place)
            self._focused = next(same, None)
        self._pane.viewport().update()

    def forget(self) -> None:
        """Another page is shown: it has no links yet, and none has the focus."""
        self._focused = None
        self.show(())

    def focus(self, link: Link | None) -> None:
        """Give the focus to a link, or to none."""
        if link != self._focused:
            self._focused = link
            self._pane.viewport().update()

    def point_to(self, link: Link | None) -> bool:
        """The pointer is over a link, or over none; return whether that is new."""
        if link == self._pointed:
            return False
        self._pointed = link
        self._pane.viewport().update()
        return True

    # Where they are

    def neighbour(self, offset: int, step: int) -> Link | None:
        """Return the next link after an offset, or with a ``step`` of -1 the one before."""
        if step > 0:
            return next((link for link in self._links if link.start > offset), None)
        return next((link for link in reversed(self._links) if link.start < offset), None)

    def around(self, offset: int) -> Link | None:
        """Return the shortest link over an offset of the document text."""
        found = [self._links[i] for i in self._spans.overlapping(offset, offset + 1)]
        return min(found, key=lambda link: link.end - link.start, default=None)

    def at(self, point: QPoint) -> Link | None:
        """Return the shortest link under a point of the viewport."""
        if not self._links:
            return None
        pane = self._pane
        layout, shift = pane.document().documentLayout(), pane.verticalScrollBar().value()
        spot = QPointF(point) + QPointF(0, shift)
        position = layout.hitTest(spot, Qt.HitTestAccuracy.FuzzyHit)
        block = pane.document().findBlock(max(position, 0))
        rect = layout.blockBoundingRect(block)
        found = [
            link
            for link in self._in_block(block)
            if any(
                box.adjusted(0, 0, 0, _LINE_ROOM).contains(spot)
                for box in self._boxes(link, block, rect)
            )
        ]
        return min(found, key=lambda link: link.end - link.start, default=None)

    def _in_block(self, block: QTextBlock) -> Iterator[Link]:
        mapping, first = self._pane.map, block.position()
        start, end = mapping.offset(first), mapping.offset(first + block.length() - 1)
        for index in self._spans.overlapping(start, end):
            yield self._links[index]

    def _boxes(self, link: Link, block: QTextBlock, rect: QRectF) -> Iterator[QRectF]:
        mapping = self._pane.map
        yield from boxes(block, rect, mapping.position(link.start), mapping.position(link.end))

    # Painting

    def paint(self, painter: QPainter, block: QTextBlock, rect: QRectF, theme: Theme) -> None:
        """Paint what lies under the words of the links in a block that stands at ``rect``."""
        for link in self._in_block(block):
            parts = list(self._boxes(link, block, rect))
            if link == self._pointed:
                for box in parts:
                    painter.fillRect(box.adjusted(0, 0, 0, _LINE_ROOM), theme.hover)
            painter.setPen(_pen(link.kind, theme))
            for box in parts:
                # Below the line of a mark, which ends where the box does.
                height = box.bottom() + 1.5
                painter.drawLine(QPointF(box.left(), height), QPointF(box.right(), height))
            if link == self._focused:
                painter.setPen(QPen(theme.accent, 2))
                painter.setBrush(Qt.BrushStyle.NoBrush)
                for box in parts:
                    painter.drawRoundedRect(box.adjusted(-1.5, -1.5, 1.5, _LINE_ROOM), 3, 3)


def _pen(kind: LinkKind, theme: Theme) -> QPen:
    pen = QPen(ink(kind, theme), 1.3, _STROKES[kind], Qt.PenCapStyle.FlatCap)
    if kind in _DASHES:
        pen.setDashPattern(_DASHES[kind])
    return pen


def ink(kind: LinkKind, theme: Theme) -> QColor:
    """The colour of the line: that of what is here, or fainter where there is nothing to open."""
    return theme.muted if kind is LinkKind.MISSING else theme.marks[Colour.BLUE].edge
