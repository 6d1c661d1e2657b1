"""Turning the page with the keys: the last whole line in sight becomes the first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint

if TYPE_CHECKING:
    from zhupi.qt.page_pane import PagePane

_STEP = 8
"""Pixels; no line is as low."""


def turn(pane: PagePane, step: int) -> bool:
    """Scroll a page on, or back with -1, less one line; return whether anything moved."""
    bar, height = pane.verticalScrollBar(), pane.viewport().height()
    before = bar.value()
    if step > 0:
        top, _ = _whole_line(pane, range(height - 1, -1, -_STEP))
        target = round(top - pane.lead)
    else:
        _, bottom = _whole_line(pane, range(0, height, _STEP))
        target = round(bottom - height)
    moved = (target - before) * step
    # A line as high as the pane, or cells side by side: go on all the same.
    bar.setValue(target if 0 < moved <= height else before + step * max(1, height - pane.lead))
    return bar.value() != before


def _whole_line(pane: PagePane, heights: range) -> tuple[float, float]:
    """Where the first line begins and ends that is wholly in sight, looking in this order."""
    top, bottom = 0.0, 0.0
    first = pane.verticalScrollBar().value()
    for y in heights:
        top, bottom = _line_at(pane, y)
        if first <= top and bottom <= first + pane.viewport().height():
            break
    return top, bottom


def _line_at(pane: PagePane, y: int) -> tuple[float, float]:
    """Where the line at this height of the viewport begins and ends, from the top of the page."""
    point = QPoint(pane.viewport().width() // 2, y)
    pane.cursorForPosition(point)  # lays the text out so far; the next one finds the place
    cursor = pane.cursorForPosition(point)
    block = cursor.block()
    line = block.layout().lineForTextPosition(cursor.positionInBlock())
    top = pane.document().documentLayout().blockBoundingRect(block).top() + line.y()
    return top, top + line.height()
