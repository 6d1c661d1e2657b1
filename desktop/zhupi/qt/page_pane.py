"""A page in a pane: its text, its places, and what is painted under and over the words."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QPointF, QSignalBlocker, Qt, QTimer, Signal
from PySide6.QtGui import (
    QPainter,
    QPaintEvent,
    QTextCharFormat,
)
from PySide6.QtWidgets import QTextEdit, QWidget

from zhupi.gazette.model import Document
from zhupi.qt import doubts
from zhupi.qt.caret import Caret
from zhupi.qt.head_room import HeadRoom
from zhupi.qt.links import LinkLayer
from zhupi.qt.margin_numbers import MarginNumbers
from zhupi.qt.page_paint import End, PagePainter
from zhupi.qt.placed_page import PlacedPage
from zhupi.qt.themes import Theme
from zhupi.qt.typeset import Look, Page

if TYPE_CHECKING:
    from zhupi.library.model import Sketch

_POINTED_FOR = 1600
"""Milliseconds that a bar beside a line says: here."""


class PagePane(PlacedPage):
    """A page with marks, links and numbers: painted over the blocks in sight, not part of it."""

    selection_gone = Signal()
    page_painted = Signal()
    """The page now shown was painted for the first time."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("readingPane")
        self.setAccessibleName("正文")
        self._theme: Theme | None = None
        self._painter: PagePainter | None = None
        self._numbers: MarginNumbers | None = None
        self._numbered = False
        self._pointed = -1
        """The position of the block to which the reader is pointed for a moment."""
        self._point = QTimer(self)
        self._point.setSingleShot(True)
        self._point.setInterval(_POINTED_FOR)
        self._point.timeout.connect(self._point_away)
        self._unpainted = False
        self._marks: Sequence[Sketch] = ()
        self._hit: tuple[int, int] | None = None
        """The current one of the places of a query."""
        self._tell: Callable[[str], str] = lambda _annotation: ""
        self.movable = True
        """Whether highlights may be drawn longer and shorter."""
        self.caret = Caret(self)
        self.links = LinkLayer(self)
        self.head = HeadRoom(self)

    # What is shown

    def show_page(self, page: Page, document: Document, look: Look) -> None:
        """Show the page of another text; the marks and hits of the one before are gone."""
        self._marks, self._hit = (), None
        self.links.forget()
        self.setExtraSelections([])
        self._put(page, document, look)
        self.selection_gone.emit()

    def set_anew(self, page: Page, document: Document, look: Look) -> None:
        """Show the same text in another look: what is in sight, painted and selected stays."""
        painter, standing = self._painter, self.standing()
        self._put(page, document, look)
        if self._painter is not None and painter is not None:
            self._painter.take_over(painter)
        if self._hit is not None:
            self.show_hit(*self._hit, scroll=False)
        self.stand_again(*standing)

    def _put(self, page: Page, document: Document, look: Look) -> None:
        self._theme = look.theme
        doubts = _doubts(document, page)
        self._painter = PagePainter(look.theme, look.size, doubts, page.map)
        self._numbers = MarginNumbers(document, page, look.theme, look.size, doubts)
        self._pointed = -1
        with QSignalBlocker(self):  # nobody moved the caret
            self.place_page(page, document, look)
        self._unpainted = True

    def show_numbers(self, *, on: bool) -> None:
        """Show the numbers of the paragraphs in the margin, or not; the first line stays."""
        if on != self._numbered:
            top = self.top_offset()
            self._numbered = on
            if self._page is not None and self._fit():
                self.go_to(top, at_top=True)
                self.width_changed.emit()
            self.viewport().update()

    def margin_width(self) -> int:
        """The numbers of the paragraphs need their room."""
        return self._numbers.width if self._numbered and self._numbers is not None else 0

    def set_marks(self, sketches: Sequence[Sketch], tell: Callable[[str], str]) -> None:
        """Paint highlights; ``tell`` gives the words under the pointer for one, by its id."""
        self._tell = tell
        self._marks = sketches
        if self._painter is not None:
            self._painter.set_marks(self._marks)
        self.viewport().update()

    def paint_stretch(self, annotation: str, start: int, end: int) -> None:
        """Paint a highlight from one offset to another, and the others as they are."""
        if self._painter is not None:
            self._painter.set_marks(self._marks)
            self._painter.stretch(annotation, start, end)
        self.viewport().update()

    def set_hits(self, places: Sequence[tuple[int, int]]) -> None:
        """Paint the places of a query; none takes them away, and the current one with them."""
        if self._painter is not None:
            self._painter.set_hits(places)
        if not places:
            self.leave_hit()
        self.viewport().update()

    @property
    def hits(self) -> list[tuple[int, int]]:
        """The places that are painted as found."""
        return self._painter.hits if self._painter is not None else []

    def show_hit(self, start: int, end: int, *, scroll: bool = True) -> None:
        """Make a hit the current one and bring it into view."""
        if self._theme is None:
            return
        self._hit = start, end
        selection = QTextEdit.ExtraSelection()
        selection.cursor = self._cursor(start, end)
        made = QTextCharFormat()
        made.setBackground(self._theme.hit)
        made.setForeground(self._theme.hit_ink)
        selection.format = made
        self.setExtraSelections([selection])
        if scroll:
            self.go_to(start)

    def leave_hit(self) -> None:
        """None of the hits is the current one any more."""
        self._hit = None
        self.setExtraSelections([])

    def set_current(self, annotation: str) -> None:
        """Paint one highlight stronger: the one that the panel shows."""
        if self._painter is not None:
            self._painter.choose(annotation)
            self._painter.movable = self.movable
        self.viewport().update()

    def set_bracket(self, offset: int | None) -> int | None:
        """Let the paragraph of a place stand out by a bar; return the place where it was."""
        before = None
        if self._painter is not None:
            before, self._painter.bracket = self._painter.bracket, offset
        self.viewport().update()
        return before

    def current_mark(self) -> Sketch | None:
        """Return the highlight that is painted stronger."""
        return self._painter.chosen if self._painter is not None else None

    def knobs(self) -> dict[End, QPointF]:
        """Return where in the viewport the current highlight can be drawn longer."""
        found: dict[End, QPointF] = {}
        if self._painter is not None and self._painter.chosen is not None:
            for block, rect in self._visible_blocks(self.viewport().rect()):
                found.update(self._painter.knobs(block, rect))
        return found

    # Places

    def point_at(self, offset: int) -> None:
        """Say for a moment with a bar beside its line where a place is that was gone to."""
        self._pointed = self.document().findBlock(self.map.position(offset)).position()
        self._point.start()
        self.viewport().update()

    def _point_away(self) -> None:
        self._pointed = -1
        self.viewport().update()

    def eye_offset(self) -> int:
        """Return the place of the caret, where there is one, else where the eye is."""
        if self.caret.on:
            return self.map.offset(self.textCursor().position())
        return self.top_offset()

    def marks_at(self, point: QPoint) -> list[Sketch]:
        """Return the highlights under a point of the viewport, the shortest first."""
        layout, shift = self.document().documentLayout(), self.verticalScrollBar().value()
        spot = QPointF(point) + QPointF(0, shift)
        position = layout.hitTest(spot, Qt.HitTestAccuracy.ExactHit)
        return self._painter.marks_at(position) if self._painter and position >= 0 else []

    def marks_under_caret(self) -> list[str]:
        """Return the ids of the highlights in which the caret stands, the shortest first."""
        marks = self._painter.marks_at(self.textCursor().position()) if self._painter else []
        return [mark.id for mark in marks]

    # Painting

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        blocks = []
        if self._painter is not None and self._theme is not None:
            painter = QPainter(self.viewport())
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            for block, rect in self._visible_blocks(event.rect()):
                laid = self._painter.in_block(block, rect)
                blocks.append((block, rect, laid))
                self._painter.paint(painter, block, rect, laid)
                self.links.paint(painter, block, rect, self._theme)
                if self._numbered and self._numbers is not None:
                    self._numbers.paint(painter, block, rect)
                if block.position() == self._pointed:
                    self._painter.paint_pointer(painter, block, rect)
            painter.end()
        super().paintEvent(event)
        if self._painter is not None and self._theme is not None:
            painter = QPainter(self.viewport())
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            for block, rect, laid in blocks:
                self._painter.paint_signs(painter, block, rect, laid)
            self.caret.paint(painter, self._theme.accent)
            painter.end()
        if self._unpainted:
            self._unpainted = False
            self.page_painted.emit()

    def words_at(self, point: QPoint) -> str:
        """Return what is to be told of a point: the doubt there, or its highlights."""
        if self._painter is None:
            return ""
        doubted = self.doubt_at(point)
        if doubted is not None:
            return f"存疑　{doubted[1]}\n点一下，或按 D，看原文和可以怎样更正"
        return "\n".join(self._tell(mark.id) for mark in self.marks_at(point))

    def doubt_at(self, point: QPoint) -> tuple[int, str] | None:
        """Return the doubt whose sign is at a point: the place of its block, and its words."""
        if self._painter is not None:
            for block, rect in self._visible_blocks(self.viewport().rect()):
                words, box = self._painter.doubt(block, rect)
                if words and box.contains(QPointF(point)):
                    return self.map.offset(block.position()), words
        return None


def _doubts(document: Document, page: Page) -> dict[int, str]:
    """The doubts by the position of the block beside which they are shown."""
    found: dict[int, list[str]] = {}
    for one in doubts.placed(document):
        words = f"{one.doubt.what}：{one.doubt.why}"
        found.setdefault(page.starts[one.block], []).append(words)
    return {start: "\n".join(words) for start, words in found.items()}
