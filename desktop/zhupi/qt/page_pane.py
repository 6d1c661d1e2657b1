"""A page in a pane: its text, its places, and what is painted under and over the words."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData, QPoint, QPointF, QRect, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import (
    QCursor,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QTextBlock,
    QTextCharFormat,
    QTextCursor,
)
from PySide6.QtWidgets import QTextEdit, QWidget

from zhupi.gazette.model import Document
from zhupi.qt import doubts
from zhupi.qt.caret import Caret
from zhupi.qt.head_room import HeadRoom
from zhupi.qt.links import LinkLayer
from zhupi.qt.margin_numbers import MarginNumbers
from zhupi.qt.page_paint import End, PagePainter, x_of
from zhupi.qt.positions import TextMap
from zhupi.qt.sealed_browser import SealedBrowser
from zhupi.qt.themes import Theme
from zhupi.qt.typeset import Look, Page, set_margins

if TYPE_CHECKING:
    from zhupi.library.model import Sketch

_LEAST_SIDE = 28
"""Pixels left free on either side of the column in a narrow pane."""


_POINTED_FOR = 1600
"""Milliseconds that a bar beside a line says: here."""


class PagePane(SealedBrowser):
    """Shows one page. Marks and links are painted over its visible blocks, never written into it.

    Places go in and out as offsets in the document text.
    """

    selection_gone = Signal()
    scrolled = Signal()
    width_changed = Signal()
    page_painted = Signal()
    """The page now shown was painted for the first time."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("readingPane")
        self.setAccessibleName("正文")
        self.setOpenLinks(False)
        self.setOpenExternalLinks(False)
        self.setUndoRedoEnabled(False)
        # Files dropped on the text are the window's.
        self.setAcceptDrops(False)
        self.viewport().setAcceptDrops(False)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        # Not by keyboard: Qt's own caret cannot be seen, and takes the arrows from scrolling.
        self.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self._page: Page | None = None
        self._document: Document | None = None
        self._theme: Theme | None = None
        self._width = 0
        self._size = 18
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
        self._held = (-1, 0)
        """Where the page was scrolled to, and the place that this brought to the top."""
        self._marks: Sequence[Sketch] = ()
        self._tell: Callable[[str], str] = lambda _annotation: ""
        self.movable = True
        """Whether highlights may be drawn longer and shorter."""
        self.caret = Caret(self)
        self.links = LinkLayer(self)
        self.head = HeadRoom(self)
        self.verticalScrollBar().valueChanged.connect(self.scrolled)

    # What is shown

    def show_page(self, page: Page, document: Document, look: Look) -> None:
        """Show a page; the marks and hits of the one before are gone."""
        old = self._page
        self._page, self._document, self._theme = page, document, look.theme
        self._size, self._width = look.size, look.width
        doubts = _doubts(document, page)
        self._painter = PagePainter(look.theme, look.size, doubts, page.map)
        self._numbers = MarginNumbers(document, page, look.theme, look.size, doubts)
        self._marks, self._pointed = (), -1
        self.links.forget()
        self.setExtraSelections([])
        page.text.setParent(self)
        self.setDocument(page.text)
        self._held = (-1, 0)
        self._fit()
        self._unpainted = True
        if old is not None:
            old.text.deleteLater()
        self.selection_gone.emit()

    def show_numbers(self, *, on: bool) -> None:
        """Show the numbers of the paragraphs in the margin, or not; the first line stays."""
        if on != self._numbered:
            top = self.top_offset()
            self._numbered = on
            if self._page is not None and self._fit():
                self.go_to(top, at_top=True)
                self.width_changed.emit()
            self.viewport().update()

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
            self.setExtraSelections([])
        self.viewport().update()

    @property
    def hits(self) -> list[tuple[int, int]]:
        """The places that are painted as found."""
        return self._painter.hits if self._painter is not None else []

    def show_hit(self, start: int, end: int, *, scroll: bool = True) -> None:
        """Make a hit the current one and bring it into view."""
        if self._theme is None:
            return
        selection = QTextEdit.ExtraSelection()
        selection.cursor = self._cursor(start, end)
        made = QTextCharFormat()
        made.setBackground(self._theme.hit)
        made.setForeground(self._theme.hit_ink)
        selection.format = made
        self.setExtraSelections([selection])
        if scroll:
            self.go_to(start)

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
            at, mapping = self._painter.bracket, self.map
            before = None if at is None else mapping.offset(at)
            self._painter.bracket = None if offset is None else mapping.position(offset)
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

    @property
    def map(self) -> TextMap:
        """Offsets as positions in the page, and back."""
        return self._page.map if self._page is not None else TextMap()

    @property
    def lead(self) -> int:
        """Pixels under the top of the pane at which the first line in sight is looked for."""
        return self._size

    @property
    def words(self) -> str:
        """The document text."""
        return self._document.text if self._document is not None else ""

    def selected(self) -> tuple[int, int] | None:
        """Return the selected stretch, without white space at its ends."""
        cursor = self.textCursor()
        if self._document is None or not cursor.hasSelection():
            return None
        start = self.map.offset(cursor.selectionStart())
        end = self.map.offset(cursor.selectionEnd())
        words = self._document.text[start:end]
        start += len(words) - len(words.lstrip())
        end = start + len(words.strip())
        return (start, end) if start < end else None

    def select(self, start: int, end: int) -> None:
        """Select a stretch."""
        self.setTextCursor(self._cursor(start, end))

    def clear_selection(self) -> None:
        """Select nothing; the cursor stays."""
        cursor = self.textCursor()
        cursor.clearSelection()
        self.setTextCursor(cursor)

    def go_to(self, offset: int, *, at_top: bool = False) -> None:
        """Bring a place into view: to the top, or a quarter down if it is not well in sight."""
        top = self._y(offset)
        bar, height = self.verticalScrollBar(), self.viewport().height()
        shown = bar.value()
        if at_top:
            bar.setValue(round(top - self._size))
            self._held = (bar.value(), offset)
        elif not shown + self._size * 2 <= top <= shown + height - self._size * 5:
            bar.setValue(round(top - height / 4))

    def point_at(self, offset: int) -> None:
        """Say for a moment with a bar beside its line where a place is that was gone to."""
        self._pointed = self.document().findBlock(self.map.position(offset)).position()
        self._point.start()
        self.viewport().update()

    def _point_away(self) -> None:
        self._pointed = -1
        self.viewport().update()

    def top_offset(self) -> int:
        """Return the place of the first line in sight.

        As long as nobody scrolls it is the one that was brought there: the beginnings of its lines,
        one after the other, would lead away from it while the page is set in other widths.
        """
        value, place = self._held
        if value == self.verticalScrollBar().value():
            return place
        cursor = self._cursor_at(QPoint(self.viewport().width() // 2, self._size))
        cursor.movePosition(QTextCursor.MoveOperation.StartOfLine)
        return self.map.offset(cursor.position())

    def reading_offset(self) -> int:
        """Return the place a quarter down the pane, where the eye is and `go_to` leads."""
        height = self.viewport().height() // 4 + self._size
        point = QPoint(self.viewport().width() // 2, height)
        return self.map.offset(self._cursor_at(point).position())

    def _cursor_at(self, point: QPoint) -> QTextCursor:
        """Return the place at a point of the viewport.

        The first question after a layout has begun lays the text out so far and then finds its
        end, whatever the point; the second finds the place.
        """
        self.cursorForPosition(point)
        return self.cursorForPosition(point)

    def eye_offset(self) -> int:
        """Return the place of the caret, where there is one, else where the eye is."""
        if self.caret.on:
            return self.map.offset(self.textCursor().position())
        return self.top_offset()

    def advance(self, cursor: QTextCursor) -> float:
        """Return how wide the character after a cursor is."""
        layout, at = cursor.block().layout(), cursor.positionInBlock()
        line = layout.lineForTextPosition(at)
        end = line.textStart() + line.textLength()
        return x_of(line, end) - x_of(line, at) if line.isValid() else 0.0

    def pointer(self) -> QPoint:
        """Return where the mouse pointer stands in the viewport."""
        return self.viewport().mapFromGlobal(QCursor.pos())

    def rect_of(self, offset: int) -> QRect:
        """Return where a place stands in the viewport."""
        cursor = QTextCursor(self.document())
        cursor.setPosition(self.map.position(offset))
        return self.cursorRect(cursor)

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

    def put_caret(self, offset: int) -> None:
        """Put the caret at a place; nothing is selected then."""
        cursor = QTextCursor(self.document())
        cursor.setPosition(self.map.position(offset))
        self.setTextCursor(cursor)

    def _cursor(self, start: int, end: int) -> QTextCursor:
        cursor = QTextCursor(self.document())
        cursor.setPosition(self.map.position(start))
        cursor.setPosition(self.map.position(end), QTextCursor.MoveMode.KeepAnchor)
        return cursor

    def _y(self, offset: int) -> float:
        """Return a place's distance from the top of the page."""
        position = self.map.position(offset)
        block = self.document().findBlock(position)
        rect = self.document().documentLayout().blockBoundingRect(block)
        line = block.layout().lineForTextPosition(position - block.position())
        return rect.top() + (line.y() if line.isValid() else 0)

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

    def _visible_blocks(self, clip: QRect) -> Iterator[tuple[QTextBlock, QRectF]]:
        layout = self.document().documentLayout()
        shift = self.verticalScrollBar().value()
        first = self.cursorForPosition(QPoint(0, clip.top()))
        table = first.currentTable()
        if table is not None:
            # The cells of a row stand side by side: one before this may reach further down.
            first = table.firstCursorPosition()
        block = first.block()
        while block.isValid():
            rect = layout.blockBoundingRect(block).translated(0, -shift)
            if rect.top() > clip.bottom():
                return
            if rect.bottom() >= clip.top():
                yield block, rect
            block = block.next()

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

    # Its size

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        top = self.top_offset() if event.oldSize().width() > 0 else -1
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self._fit()
            if top >= 0:
                self.go_to(top, at_top=True)
            self.width_changed.emit()

    def room(self, size: int) -> int:
        """How many characters of this size a line has room for."""
        return (self.viewport().width() - 2 * self._least_side()) // size

    def _least_side(self) -> int:
        width = self._numbers.width if self._numbered and self._numbers is not None else 0
        return max(_LEAST_SIDE, width)

    def _fit(self) -> bool:
        """Put the column in the middle; return whether that laid it out anew."""
        if self._page is None:
            return False
        free = max(self._least_side(), (self.viewport().width() - self._width) // 2)
        return set_margins(self._page.text, free, self._size * 2, self._size * 5)

    def createMimeDataFromSelection(self) -> QMimeData:  # noqa: N802
        """Copy the words as they stand in the document text, without the page's own breaks."""
        data = QMimeData()
        stretch = self.selected()
        if stretch is not None and self._document is not None:
            data.setText(self._document.text[slice(*stretch)])
        return data


def _doubts(document: Document, page: Page) -> dict[int, str]:
    """The doubts by the position of the block beside which they are shown."""
    found: dict[int, list[str]] = {}
    for one in doubts.placed(document):
        words = f"{one.doubt.what}：{one.doubt.why}"
        found.setdefault(page.starts[one.block], []).append(words)
    return {start: "\n".join(words) for start, words in found.items()}
