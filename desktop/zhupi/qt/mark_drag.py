"""Drawing a highlight longer or shorter with the mouse, at the knobs on its ends."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QPointF

from zhupi.qt.page_paint import End

if TYPE_CHECKING:
    from zhupi.qt.page_pane import PagePane

_REACH = 9
"""Pixels from the middle of a knob within which it is taken hold of."""


class MarkDrag:
    """One knob of the current highlight, from when it is pressed until it is let go."""

    def __init__(self, pane: PagePane) -> None:
        self._pane = pane
        self._annotation = ""
        self._fixed = 0
        self._stretch = (0, 0)

    @property
    def under_way(self) -> bool:
        return bool(self._annotation)

    def knob_at(self, point: QPoint) -> End | None:
        """Return the end whose knob is under a point of the viewport."""
        for end, knob in self._pane.knobs().items():
            if (QPointF(point) - knob).manhattanLength() <= _REACH:
                return end
        return None

    def press(self, point: QPoint) -> bool:
        """Take hold of the knob under a point, if there is one."""
        end, mark = self.knob_at(point), self._pane.current_mark()
        if end is None or mark is None:
            return False
        self._annotation = mark.id
        self._fixed = mark.start if end is End.END else mark.end
        self._stretch = (mark.start, mark.end)
        return True

    def move(self, point: QPoint) -> None:
        """Let the end follow; the text scrolls where the pointer leaves it."""
        pane, bar = self._pane, self._pane.verticalScrollBar()
        over = min(point.y(), 0) + max(point.y() - pane.viewport().height(), 0)
        if over:
            bar.setValue(bar.value() + over)
        at = pane.map.offset(pane.cursorForPosition(point).position())
        if at != self._fixed:
            self._stretch = (min(at, self._fixed), max(at, self._fixed))
            pane.paint_stretch(self._annotation, *self._stretch)

    def let_go(self) -> tuple[str, int, int]:
        """End it; return the annotation and its stretch."""
        annotation, self._annotation = self._annotation, ""
        return (annotation, *self._stretch)

    def cancel(self) -> None:
        """End it with the highlight as it was."""
        self._annotation = ""
        self._pane.paint_stretch("", 0, 0)
