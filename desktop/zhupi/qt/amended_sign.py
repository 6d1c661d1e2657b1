"""The quiet sign over a title that something was put right in the document."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QToolButton

from zhupi.library.model import CorrectionRow, CorrectionState
from zhupi.qt.reading_pane import ReadingPane

_OVER = 4
"""Pixels that it reaches into the first line, which is higher than its characters."""


class AmendedSign(QObject):
    """A small button in the upper margin of the page; it scrolls away with the text."""

    clicked = Signal()

    def __init__(self, page: ReadingPane, parent: QObject) -> None:
        super().__init__(parent)
        self._page = page
        self.button = QToolButton(page.viewport())
        self.button.setObjectName("amendedSign")
        self.button.setCursor(Qt.CursorShape.PointingHandCursor)
        self.button.clicked.connect(self.clicked)
        self.button.hide()
        self._told = False
        """Whether there is something to tell."""

    def show_rows(self, rows: Sequence[CorrectionRow]) -> None:
        """Tell of the corrections of the open document."""
        words = told(rows)
        self.button.setText(words)
        self.button.setAccessibleName(words)
        self.button.setToolTip("\n".join([*(row.words for row in rows[:12]), "点一下看更正一览"]))
        self._told = bool(words)
        self.follow()

    def follow(self) -> None:
        """The page moved, or has another width: the sign is seen whole or not at all."""
        if not self._told:
            self.button.hide()
            return
        self.button.adjustSize()
        free = (self._page.viewport().width() - self.button.width()) // 2
        above = self._page.rect_of(0).top() - self.button.height() + _OVER
        self.button.move(free, above)
        self.button.setVisible(above >= 0 or self._page.verticalScrollBar().value() == 0)


def told(rows: Sequence[CorrectionRow]) -> str:
    """``已更正 2 处，另有 1 处更正不再适用``; '' where there is none."""
    applied = sum(row.state is CorrectionState.APPLIES for row in rows)
    unfit = sum(row.state is CorrectionState.UNFIT for row in rows)
    parts = [f"已更正 {applied} 处"] if applied else []
    if unfit:
        parts.append(f"{'另' if applied else ''}有 {unfit} 处更正不再适用")
    return "，".join(parts)
