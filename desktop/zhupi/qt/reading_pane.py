"""The pane in which a document is read: the page, its painted marks, and the selection."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, QRect, QRectF, Qt, QUrl, Signal
from PySide6.QtGui import (
    QColor,
    QGuiApplication,
    QHelpEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
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
from zhupi.qt.positions import TextMap
from zhupi.qt.themes import Theme
from zhupi.qt.typeset import Look, Page, set_margins

_LEAST_SIDE = 28
"""Pixels left free on either side of the column in a narrow pane."""


@dataclass(frozen=True, slots=True)
class _Mark:
    """A highlight as positions in the text document."""

    start: int
    end: int
    annotation: Annotation


class _Spans:
    """Spans sorted by start that answer which of them overlap a stretch."""

    def __init__(self, spans: Sequence[tuple[int, int]]) -> None:
        """``spans`` are in order of their starts."""
        self._starts = [start for start, _ in spans]
        self._ends = [end for _, end in spans]
        # The furthest end so far rises, so it can be searched where the ends cannot.
        self._reach = list(accumulate(self._ends, max))

    def overlapping(self, start: int, end: int) -> Iterator[int]:
        """Yield the index of each span that shares a position with ``start`` to ``end``."""
        first = bisect_right(self._reach, start)
        for index in range(first, bisect_left(self._starts, end)):
            if self._ends[index] > start:
                yield index


class ReadingPane(QTextBrowser):
    """Shows one page. Marks are painted over its visible blocks, never written into it.

    Places go in and out as offsets in the document text.
    """

    annotation_clicked = Signal(str)
    selection_made = Signal()
    selection_gone = Signal()
    scrolled = Signal()
    zoom_requested = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("readingPane")
        self.setAccessibleName("正文")
        self.setOpenLinks(False)
        self.setOpenExternalLinks(False)
        self.setUndoRedoEnabled(False)
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
        self._marks: list[_Mark] = []
        self._mark_spans = _Spans([])
        self._hits: list[tuple[int, int]] = []
        self._hit_spans = _Spans([])
        self._current = ""
        self._doubts: dict[int, str] = {}
        self._pressed = QPoint()
        self.verticalScrollBar().valueChanged.connect(self.scrolled)
        self.selectionChanged.connect(self._on_selection_changed)

    # What is shown

    def show_page(self, page: Page, document: Document, look: Look) -> None:
        """Show a page; the marks and hits of the one before are gone."""
        old = self._page
        self._page, self._document, self._theme = page, document, look.theme
        self._size, self._width = look.size, look.width
        self._marks, self._hits, self._current = [], [], ""
        self._mark_spans, self._hit_spans = _Spans([]), _Spans([])
        self._doubts = self._find_doubts(document)
        self.setExtraSelections([])
        page.text.setParent(self)
        self.setDocument(page.text)
        self._fit()
        if old is not None:
            old.text.deleteLater()
        self.selection_gone.emit()

    def set_marks(self, annotations: Sequence[Annotation]) -> None:
        """Paint these highlights."""
        mapping = self.map
        marks = [
            _Mark(mapping.position(selector.start), mapping.position(selector.end), annotation)
            for annotation in annotations
            if (selector := annotation.selector) is not None
        ]
        self._marks = sorted(marks, key=lambda mark: (mark.start, mark.end))
        self._mark_spans = _Spans([(mark.start, mark.end) for mark in self._marks])
        self.viewport().update()

    def set_hits(self, places: Sequence[tuple[int, int]]) -> None:
        """Paint the places of a query; none takes them away, and the current one with them."""
        mapping = self.map
        self._hits = sorted((mapping.position(a), mapping.position(b)) for a, b in places)
        self._hit_spans = _Spans(self._hits)
        if not places:
            self.setExtraSelections([])
        self.viewport().update()

    def show_hit(self, start: int, end: int) -> None:
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
        self.go_to(start)

    def set_current(self, annotation: str) -> None:
        """Paint one highlight stronger: the one that the panel shows."""
        self._current = annotation
        self.viewport().update()

    # Places

    @property
    def map(self) -> TextMap:
        """Offsets as positions in the page, and back."""
        return self._page.map if self._page is not None else TextMap()

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
        if position < 0:
            return ""
        found = [self._marks[i] for i in self._mark_spans.overlapping(position, position + 1)]
        return min(found, key=lambda m: m.end - m.start).annotation.id if found else ""

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
        if self._page is not None and self._theme is not None:
            painter = QPainter(self.viewport())
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            for block, rect in self._visible_blocks(event.rect()):
                self._paint_block(painter, block, rect, self._theme)
            painter.end()
        super().paintEvent(event)

    def _visible_blocks(self, clip: QRect) -> Iterator[tuple[QTextBlock, QRectF]]:
        layout = self.document().documentLayout()
        shift = self.verticalScrollBar().value()
        first = self.cursorForPosition(QPoint(0, clip.top()))
        block = first.block()
        while block.isValid():
            rect = layout.blockBoundingRect(block).translated(0, -shift)
            if rect.top() > clip.bottom():
                return
            yield block, rect
            block = block.next()

    def _paint_block(
        self, painter: QPainter, block: QTextBlock, rect: QRectF, theme: Theme
    ) -> None:
        start, end = block.position(), block.position() + block.length()
        under: dict[int, int] = {}
        for index in self._mark_spans.overlapping(start, end):
            mark = self._marks[index]
            self._paint_mark(painter, block, rect, mark, theme, under)
        for index in self._hit_spans.overlapping(start, end):
            painter.setPen(QPen(theme.hit_line, 1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            for box in _boxes(block, rect, *self._hits[index]):
                painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 3, 3)
        if start in self._doubts:
            self._paint_doubt(painter, self._doubt_box(rect), theme)

    def _paint_mark(
        self,
        painter: QPainter,
        block: QTextBlock,
        rect: QRectF,
        mark: _Mark,
        theme: Theme,
        under: dict[int, int],
    ) -> None:
        """Paint one highlight. Overlapping ones keep their lines apart, so that all are seen."""
        colour = mark.annotation.colour
        if colour is None:
            return
        colours = theme.marks[colour]
        fill = QColor(colours.fill)
        depth = sum(1 for end in under.values() if end > mark.start)
        under[mark.start * 31 + mark.end] = mark.end
        if depth:
            fill.setAlphaF(0.6)
        current = mark.annotation.id == self._current
        for box in _boxes(block, rect, mark.start, mark.end):
            painter.fillRect(box, fill)
            if mark.annotation.note or current or depth:
                line = QRectF(box.left(), box.bottom() - 2 + 3 * depth, box.width(), 2)
                painter.fillRect(line, colours.edge)
            if current:
                painter.fillRect(QRectF(box.left(), box.top(), box.width(), 1), colours.edge)

    # Doubts

    def _find_doubts(self, document: Document) -> dict[int, str]:
        """The doubts by the position of the block beside which they are shown."""
        found: dict[int, list[str]] = {}
        if self._page is None:
            return {}
        for doubt in document.doubts:
            for block, start in zip(document.blocks, self._page.starts, strict=True):
                if block.lines[1] >= doubt.lines[0]:
                    found.setdefault(start, []).append(f"{doubt.what}：{doubt.why}")
                    break
        return {start: "\n".join(words) for start, words in found.items()}

    def _doubt_box(self, rect: QRectF) -> QRectF:
        return QRectF(rect.left() - self._size * 1.6, rect.top() + 4, self._size, self._size)

    def _paint_doubt(self, painter: QPainter, box: QRectF, theme: Theme) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.warning_soft)
        painter.drawEllipse(box)
        painter.setPen(theme.warning)
        font = painter.font()
        font.setPixelSize(round(self._size * 0.62))
        painter.setFont(font)
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, "疑")

    def _doubt_at(self, point: QPoint) -> str:
        clip = self.viewport().rect()
        for block, rect in self._visible_blocks(clip):
            words = self._doubts.get(block.position())
            if words and self._doubt_box(rect).contains(QPointF(point)):
                return words
        return ""

    # Events

    def viewportEvent(self, event: QEvent) -> bool:  # noqa: N802
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip and self._doubts:
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


def _boxes(block: QTextBlock, rect: QRectF, start: int, end: int) -> Iterator[QRectF]:
    """Yield the boxes, one a line, of the words from ``start`` to ``end`` inside a block."""
    layout = block.layout()
    first, last = start - block.position(), end - block.position()
    for number in range(layout.lineCount()):
        line = layout.lineAt(number)
        begin, stop = line.textStart(), line.textStart() + line.textLength()
        if stop <= first or begin >= last:
            continue
        left = _x(line.cursorToX(max(first, begin)))
        right = _x(line.cursorToX(min(last, stop)))
        base = line.y() + line.ascent()
        height = line.ascent() + line.descent()
        top = base - height * 0.66
        yield QRectF(rect.left() + left, rect.top() + top, right - left, height * 0.86)


def _x(found: object) -> float:
    """`cursorToX` gives a float, or a pair with the position that it moved to."""
    return float(found[0] if isinstance(found, tuple) else found)  # type: ignore[arg-type]
