"""The pane in which a document is read: what the mouse and the keys do to the page."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QGuiApplication,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractSlider, QToolTip, QWidget

from zhupi.qt.mark_drag import MarkDrag
from zhupi.qt.page_pane import PagePane
from zhupi.qt.paging import turn
from zhupi.qt.zoom_wheel import ZoomWheel

_NONE = Qt.KeyboardModifier.NoModifier
_PAGES = {Qt.Key.Key_PageUp: -1, Qt.Key.Key_PageDown: 1}
_ENDS = {
    Qt.Key.Key_Home: QAbstractSlider.SliderAction.SliderToMinimum,
    Qt.Key.Key_End: QAbstractSlider.SliderAction.SliderToMaximum,
}


class ReadingPane(PagePane):
    """A page that is read: selected from, clicked on, walked through with the caret."""

    marks_clicked = Signal(object)
    """The ids of the highlights under a click, the shortest first."""
    stretch_dragged = Signal(str, int, int)
    """An annotation was drawn longer or shorter: the words from here to there."""
    caret_moved = Signal()
    """The caret moved, and nothing is selected."""
    selection_made = Signal()
    left = Signal()
    """Escape was pressed, and there was nothing else for it to end."""
    doubt_clicked = Signal(int)
    """The sign of a doubt was clicked on: the place of the block beside which it stands."""
    zoom_requested = Signal(int)
    link_clicked = Signal(object, bool)
    """A `Link`, and whether it is only to be looked at: Ctrl and a click, or the middle button."""
    link_entered = Signal()
    """Enter was pressed: the link with the focus, or at the caret, is to be opened."""
    link_pointed = Signal(object, str)
    """The pointer rests on a `Link`; what else is to be told of the words there."""
    link_left = Signal()
    """What was told of a link is to go away."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pressed = QPoint()
        self._had_selection = False
        self._wheel = ZoomWheel()
        self._drag = MarkDrag(self)
        self.selectionChanged.connect(self._on_selection_changed)
        self.cursorPositionChanged.connect(self._on_cursor_moved)

    # Where it is read

    def drop_of(self, offset: int) -> int:
        """Return how many pixels under the top of the pane the line of a place stands."""
        return round(self._y(offset)) - self.verticalScrollBar().value()

    def put_top(self, offset: int, drop: int) -> None:
        """Bring the line of a place back to so many pixels under the top of the pane."""
        self.verticalScrollBar().setValue(round(self._y(offset)) - drop)

    def percent(self) -> int:
        """Return how much of the page is above the end of what is in sight, in hundredths."""
        bar = self.verticalScrollBar()
        return round(100 * bar.value() / bar.maximum()) if bar.maximum() else 100

    def bring(self, offset: int) -> None:
        """Bring the line of a place to where the eye is, also if it is in sight."""
        self.put_top(offset, self.viewport().height() // 4)

    @property
    def foot(self) -> int:
        """The pixels that are left blank under the last line."""
        return self.lead * 5

    def here(self) -> int:
        """Return the place of the caret, where one is in sight, else where the eye is."""
        if self.caret.on and self.viewport().rect().intersects(self.cursorRect()):
            return self.map.offset(self.textCursor().position())
        return self.reading_offset()

    # Mouse and keys

    def viewportEvent(self, event: QEvent) -> bool:  # noqa: N802
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            link, words = self.links.at(event.pos()), self.words_at(event.pos())
            if link is not None:
                self.link_pointed.emit(link, words)
            elif words:
                QToolTip.showText(event.globalPos(), words, self)
            else:
                QToolTip.hideText()
            return True
        if event.type() in (QEvent.Type.Leave, QEvent.Type.Wheel):
            self._leave_link()
        return bool(super().viewportEvent(event))

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        if event.key() == Qt.Key.Key_Escape and self._drag.under_way:
            self._drag.cancel()
        elif event.key() == Qt.Key.Key_Escape and self.textCursor().hasSelection():
            self.clear_selection()
        elif event.key() == Qt.Key.Key_Escape and self.links.focused is not None:
            self.links.focus(None)
            self.link_left.emit()
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            # No shortcut: the key means this in the text alone.
            self.link_entered.emit()
        elif not self.caret.key(event) and not self._scroll(event):
            super().keyPressEvent(event)

    def _scroll(self, event: QKeyEvent) -> bool:
        """Scroll as a key asks while no caret is there; return whether it asks for that."""
        key, bar = Qt.Key(event.key()), self.verticalScrollBar()
        pressed = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if key == Qt.Key.Key_Space and pressed in (_NONE, Qt.KeyboardModifier.ShiftModifier):
            turn(self, 1 if pressed == _NONE else -1)
        elif key in _PAGES and pressed == _NONE:
            turn(self, _PAGES[key])
        elif key in _ENDS and pressed in (_NONE, Qt.KeyboardModifier.ControlModifier):
            bar.triggerAction(_ENDS[key])
        else:
            return False
        return True

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        self._pressed = event.position().toPoint()
        self._had_selection = self.textCursor().hasSelection()
        self.link_left.emit()
        if event.button() is not Qt.MouseButton.LeftButton or not self._drag.press(self._pressed):
            super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        point = event.position().toPoint()
        if self._drag.under_way:
            dragged = self._drag.let_go()
            if point != self._pressed:
                self.stretch_dragged.emit(*dragged)
            return
        super().mouseReleaseEvent(event)
        moved = (point - self._pressed).manhattanLength()
        still = moved < QGuiApplication.styleHints().startDragDistance()
        if event.button() is Qt.MouseButton.MiddleButton and still:
            self._click_link(point, aside=True)
        if event.button() is not Qt.MouseButton.LeftButton:
            return
        if self.textCursor().hasSelection():
            self.selection_made.emit()
            return
        doubted = self.doubt_at(point) if still else None
        if doubted is not None:
            self.doubt_clicked.emit(doubted[0])
            return
        # A link comes before a mark on the same words; with Alt, the mark.
        aside = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        past = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        if still and (past or not self._click_link(point, aside=aside)):
            clicked = self.marks_at(point)
            if clicked:
                self.marks_clicked.emit([mark.id for mark in clicked])

    def _click_link(self, point: QPoint, *, aside: bool) -> bool:
        """Ask for the link at a point; a click that only gave up a selection asks for nothing."""
        link = self.links.at(point)
        if link is not None and not self._had_selection:
            self.link_clicked.emit(link, aside)
        return link is not None

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        point = event.position().toPoint()
        if self._drag.under_way:
            self._drag.move(point)
            return
        super().mouseMoveEvent(event)
        if event.buttons() is Qt.MouseButton.NoButton:
            link = self.links.at(point)
            if self.links.point_to(link):
                self.link_left.emit()
            shape = Qt.CursorShape.IBeamCursor
            if self._drag.knob_at(point) is not None:
                shape = Qt.CursorShape.SizeHorCursor
            elif link is not None or self.marks_at(point) or self.doubt_at(point) is not None:
                shape = Qt.CursorShape.PointingHandCursor
            self.viewport().setCursor(shape)

    def _leave_link(self) -> None:
        self.links.point_to(None)
        self.link_left.emit()

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802
        if self._drag.under_way:
            self._drag.cancel()
        super().focusOutEvent(event)
        self.viewport().update()

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            steps = self._wheel.turn(event.angleDelta().y())
            if steps:
                self.zoom_requested.emit(steps)
            event.accept()
        else:
            self._wheel.rest()
            super().wheelEvent(event)

    def _on_selection_changed(self) -> None:
        if not self.textCursor().hasSelection():
            self.selection_gone.emit()

    def _on_cursor_moved(self) -> None:
        if self.caret.on:
            self.viewport().update()
            if not self.textCursor().hasSelection():
                self.caret_moved.emit()
