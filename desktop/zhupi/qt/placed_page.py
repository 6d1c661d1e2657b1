"""A page in a pane, and the places on it."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QMimeData, QPoint, QRect, QRectF, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QCursor, QResizeEvent, QTextBlock, QTextCursor
from PySide6.QtWidgets import QWidget

from zhupi.gazette.model import Document
from zhupi.qt.page_paint import x_of
from zhupi.qt.positions import TextMap
from zhupi.qt.sealed_browser import SealedBrowser
from zhupi.qt.typeset import Look, Page, set_margins

_LEAST_SIDE = 28
"""Pixels left free on either side of the column in a narrow pane."""


class PlacedPage(SealedBrowser):
    """Shows one page. Places go in and out as offsets in the document text."""

    scrolled = Signal()
    width_changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
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
        self._width = 0
        self._size = 18
        self._held = (-1, 0)
        """Where the page was scrolled to, and the place that this brought to the top."""
        self.verticalScrollBar().valueChanged.connect(self.scrolled)

    def place_page(self, page: Page, document: Document, look: Look) -> None:
        """Put a page in the place of the one before."""
        old = self._page
        self._page, self._document = page, document
        self._size, self._width = look.size, look.width
        page.text.setParent(self)
        self.setDocument(page.text)
        self._held = (-1, 0)
        self._fit()  # once it is shown: only then its new margins have all of it laid out
        if old is not None:
            old.text.deleteLater()

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
            # Over the beginning there is only its own margin, and what is told there.
            bar.setValue(round(top - self._size) if offset > 0 else 0)
            self._held = (bar.value(), offset)
        elif not shown + self._size * 2 <= top <= shown + height - self._size * 5:
            bar.setValue(round(top - height / 4))

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

    def put_caret(self, offset: int) -> None:
        """Put the caret at a place; nothing is selected then."""
        cursor = QTextCursor(self.document())
        cursor.setPosition(self.map.position(offset))
        self.setTextCursor(cursor)

    def standing(self) -> tuple[int, int, int]:
        """Return the first line in sight, and from where to where the caret selects."""
        cursor = self.textCursor()
        ends = self.map.offset(cursor.anchor()), self.map.offset(cursor.position())
        return self.top_offset(), *ends

    def stand_again(self, top: int, anchor: int, caret: int) -> None:
        """Put all back as it was before the page was set anew; nobody moved the caret."""
        with QSignalBlocker(self):
            self.select(anchor, caret)
        self.go_to(top, at_top=True)

    def _cursor(self, start: int, end: int) -> QTextCursor:
        cursor = QTextCursor(self.document())
        cursor.setPosition(self.map.position(start))
        last = self.map.end(end) if end > start else self.map.position(end)
        cursor.setPosition(last, QTextCursor.MoveMode.KeepAnchor)
        return cursor

    def _y(self, offset: int) -> float:
        """Return a place's distance from the top of the page."""
        position = self.map.position(offset)
        block = self.document().findBlock(position)
        rect = self.document().documentLayout().blockBoundingRect(block)
        line = block.layout().lineForTextPosition(position - block.position())
        return rect.top() + (line.y() if line.isValid() else 0)

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

    def margin_width(self) -> int:
        """How many pixels are needed beside the column for what stands there."""
        return 0

    def _least_side(self) -> int:
        return max(_LEAST_SIDE, self.margin_width())

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
