"""The pane in which a document is read: the page, its painted marks, and the selection."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, QRect, QRectF, Qt, QUrl, Signal
from PySide6.QtGui import (
    QGuiApplication,
    QHelpEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QTextBlock,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QWheelEvent,
)
from PySide6.QtWidgets import QTextBrowser, QTextEdit, QToolTip, QWidget

from zhupi.annotations.model import Annotation
from zhupi.gazette.model import Document
from zhupi.qt.page_paint import Mark, PagePainter
from zhupi.qt.positions import TextMap
from zhupi.qt.themes import Theme
from zhupi.qt.typeset import Look, Page, set_margins

_LEAST_SIDE = 28
"""Pixels left free on either side of the column in a narrow pane."""


class ReadingPane(QTextBrowser):
    """Shows one page. Marks are painted over its visible blocks, never written into it.

    Places go in and out as offsets in the document text.
    """

    annotation_clicked = Signal(str)
    selection_made = Signal()
    selection_gone = Signal()
    scrolled = Signal()
    zoom_requested = Signal(int)
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
        flag = Qt.TextInteractionFlag
        self.setTextInteractionFlags(flag.TextSelectableByMouse | flag.TextSelectableByKeyboard)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self._page: Page | None = None
        self._document: Document | None = None
        self._theme: Theme | None = None
        self._width = 0
        self._size = 18
        self._painter: PagePainter | None = None
        self._unpainted = False
        self._pressed = QPoint()
        self.verticalScrollBar().valueChanged.connect(self.scrolled)
        self.selectionChanged.connect(self._on_selection_changed)

    # What is shown

    def show_page(self, page: Page, document: Document, look: Look) -> None:
        """Show a page; the marks and hits of the one before are gone."""
        old = self._page
        self._page, self._document, self._theme = page, document, look.theme
        self._size, self._width = look.size, look.width
        self._painter = PagePainter(look.theme, look.size, _doubts(document, page))
        self.setExtraSelections([])
        page.text.setParent(self)
        self.setDocument(page.text)
        self._fit()
        self._unpainted = True
        if old is not None:
            old.text.deleteLater()
        self.selection_gone.emit()

    def set_marks(self, annotations: Sequence[Annotation]) -> None:
        """Paint these highlights."""
        mapping = self.map
        marks = [
            Mark(mapping.position(selector.start), mapping.position(selector.end), annotation)
            for annotation in annotations
            if (selector := annotation.selector) is not None
        ]
        if self._painter is not None:
            self._painter.set_marks(marks)
        self.viewport().update()

    def set_hits(self, places: Sequence[tuple[int, int]]) -> None:
        """Paint the places of a query; none takes them away, and the current one with them."""
        mapping = self.map
        if self._painter is not None:
            self._painter.set_hits([(mapping.position(a), mapping.position(b)) for a, b in places])
        if not places:
            self.setExtraSelections([])
        self.viewport().update()

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
            self._painter.current = annotation
        self.viewport().update()

    # Places

    @property
    def map(self) -> TextMap:
        """Offsets as positions in the page, and back."""
        return self._page.map if self._page is not None else TextMap()

    def doubts(self) -> list[int]:
        """Return the places of the doubts, in order."""
        if self._document is None or self._page is None:
            return []
        return sorted(self.map.offset(start) for start in _doubts(self._document, self._page))

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
        elif not shown + self._size * 2 <= top <= shown + height - self._size * 5:
            bar.setValue(round(top - height / 4))

    def top_offset(self) -> int:
        """Return the place of the first line in sight."""
        cursor = self.cursorForPosition(QPoint(self.viewport().width() // 2, self._size))
        cursor.movePosition(QTextCursor.MoveOperation.StartOfLine)
        return self.map.offset(cursor.position())

    def reading_offset(self) -> int:
        """Return the place a quarter down the pane, where the eye is."""
        point = QPoint(self.viewport().width() // 2, self.viewport().height() // 4)
        return self.map.offset(self.cursorForPosition(point).position())

    def rect_of(self, offset: int) -> QRect:
        """Return where a place stands in the viewport."""
        cursor = QTextCursor(self.document())
        cursor.setPosition(self.map.position(offset))
        return self.cursorRect(cursor)

    def annotation_at(self, point: QPoint) -> str:
        """Return the id of the shortest highlight under a point of the viewport, or ''."""
        position = (
            self.document()
            .documentLayout()
            .hitTest(
                QPointF(point) + QPointF(0, self.verticalScrollBar().value()),
                Qt.HitTestAccuracy.ExactHit,
            )
        )
        return self._painter.mark_at(position) if self._painter and position >= 0 else ""

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
        if self._painter is not None:
            painter = QPainter(self.viewport())
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            for block, rect in self._visible_blocks(event.rect()):
                self._painter.paint(painter, block, rect)
            painter.end()
        super().paintEvent(event)
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

    def _doubt_at(self, point: QPoint) -> str:
        if self._painter is not None:
            for block, rect in self._visible_blocks(self.viewport().rect()):
                words, box = self._painter.doubt(block, rect)
                if words and box.contains(QPointF(point)):
                    return words
        return ""

    # Events

    def viewportEvent(self, event: QEvent) -> bool:  # noqa: N802
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            words = self._doubt_at(event.pos())
            if words:
                QToolTip.showText(event.globalPos(), f"存疑　{words}", self)
            else:
                QToolTip.hideText()
            return True
        return bool(super().viewportEvent(event))

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        self._pressed = event.position().toPoint()
        super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        super().mouseReleaseEvent(event)
        if event.button() is not Qt.MouseButton.LeftButton:
            return
        if self.textCursor().hasSelection():
            self.selection_made.emit()
            return
        moved = (event.position().toPoint() - self._pressed).manhattanLength()
        if moved < QGuiApplication.styleHints().startDragDistance():
            clicked = self.annotation_at(event.position().toPoint())
            if clicked:
                self.annotation_clicked.emit(clicked)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        super().mouseMoveEvent(event)
        if event.buttons() is Qt.MouseButton.NoButton:
            over = self.annotation_at(event.position().toPoint())
            shape = Qt.CursorShape.PointingHandCursor if over else Qt.CursorShape.IBeamCursor
            self.viewport().setCursor(shape)

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom_requested.emit(1 if event.angleDelta().y() > 0 else -1)
            event.accept()
            return
        super().wheelEvent(event)

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
        return (self.viewport().width() - 2 * _LEAST_SIDE) // size

    def _fit(self) -> None:
        if self._page is not None:
            free = max(_LEAST_SIDE, (self.viewport().width() - self._width) // 2)
            set_margins(self._page.text, free, self._size * 2, self._size * 5)

    def _on_selection_changed(self) -> None:
        if not self.textCursor().hasSelection():
            self.selection_gone.emit()

    # Nothing from outside

    def loadResource(self, kind: int, name: QUrl | str) -> object:  # noqa: ARG002, N802
        """Load nothing: the page needs nothing, and nothing may come from a network."""
        return None

    def doSetSource(  # noqa: N802
        self,
        name: QUrl | str,
        type: QTextDocument.ResourceType = QTextDocument.ResourceType.UnknownResource,  # noqa: A002
    ) -> None:
        """Go nowhere: there are no addresses in the page."""

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
    for doubt in document.doubts:
        for block, start in zip(document.blocks, page.starts, strict=True):
            if block.lines[1] >= doubt.lines[0]:
                found.setdefault(start, []).append(f"{doubt.what}：{doubt.why}")
                break
    return {start: "\n".join(words) for start, words in found.items()}
