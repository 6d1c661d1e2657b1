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
from PySide6.QtWidgets import QToolTip, QWidget

from zhupi.qt.mark_drag import MarkDrag
from zhupi.qt.page_pane import PagePane

_NOTCH = 120
"""Eighths of a degree, in which Qt counts, from one notch of a wheel to the next."""


class ReadingPane(PagePane):
    """A page that is read: selected from, clicked on, walked through with the caret."""

    marks_clicked = Signal(object)
    """The ids of the highlights under a click, the shortest first."""
    stretch_dragged = Signal(str, int, int)
    """An annotation was drawn longer or shorter: the words from here to there."""
    caret_moved = Signal()
    """The caret moved, and nothing is selected."""
    selection_made = Signal()
    zoom_requested = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pressed = QPoint()
        self._turned = 0
        """How far the wheel was turned since the last step of the zoom."""
        self._drag = MarkDrag(self)
        self.selectionChanged.connect(self._on_selection_changed)
        self.cursorPositionChanged.connect(self._on_cursor_moved)

    def viewportEvent(self, event: QEvent) -> bool:  # noqa: N802
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            words = self.words_at(event.pos())
            if words:
                QToolTip.showText(event.globalPos(), words, self)
            else:
                QToolTip.hideText()
            return True
        return bool(super().viewportEvent(event))

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        if event.key() == Qt.Key.Key_Escape and self._drag.under_way:
            self._drag.cancel()
        elif event.key() == Qt.Key.Key_Escape and self.textCursor().hasSelection():
            self.clear_selection()
        elif not self.caret.key(event):
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        self._pressed = event.position().toPoint()
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
        if event.button() is not Qt.MouseButton.LeftButton:
            return
        if self.textCursor().hasSelection():
            self.selection_made.emit()
            return
        moved = (point - self._pressed).manhattanLength()
        if moved < QGuiApplication.styleHints().startDragDistance():
            clicked = self.marks_at(point)
            if clicked:
                self.marks_clicked.emit([mark.id for mark in clicked])

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        point = event.position().toPoint()
        if self._drag.under_way:
            self._drag.move(point)
            return
        super().mouseMoveEvent(event)
        if event.buttons() is Qt.MouseButton.NoButton:
            shape = Qt.CursorShape.IBeamCursor
            if self._drag.knob_at(point) is not None:
                shape = Qt.CursorShape.SizeHorCursor
            elif self.marks_at(point):
                shape = Qt.CursorShape.PointingHandCursor
            self.viewport().setCursor(shape)

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802
        if self._drag.under_way:
            self._drag.cancel()
        super().focusOutEvent(event)
        self.viewport().update()

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._zoom_by(event.angleDelta().y())
            event.accept()
            return
        self._turned = 0
        super().wheelEvent(event)

    def _zoom_by(self, delta: int) -> None:
        """Zoom a step for each notch; a touchpad turns by small parts of one."""
        if delta * self._turned < 0:
            self._turned = 0
        self._turned += delta
        steps = int(self._turned / _NOTCH)
        self._turned -= steps * _NOTCH
        if steps:
            self.zoom_requested.emit(steps)

    def _on_selection_changed(self) -> None:
        if not self.textCursor().hasSelection():
            self.selection_gone.emit()

    def _on_cursor_moved(self) -> None:
        if self.caret.on:
            self.viewport().update()
            if not self.textCursor().hasSelection():
                self.caret_moved.emit()
