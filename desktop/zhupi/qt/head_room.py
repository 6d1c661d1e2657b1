"""What stands over the text of a pane, in its margin: one part below the other."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QAbstractScrollArea, QWidget


class HeadRoom(QObject):
    """Shares the margin over a pane's viewport among the parts that stand there."""

    def __init__(self, pane: QAbstractScrollArea) -> None:
        super().__init__(pane)
        self._pane = pane
        self._heights: dict[QWidget, int] = {}
        self._over_bar = QWidget()
        """Keeps the scroll bar below the parts, as long as the text is high."""
        self._over_bar.setFixedHeight(0)
        pane.addScrollBarWidget(self._over_bar, Qt.AlignmentFlag.AlignTop)
        pane.installEventFilter(self)

    def give(self, part: QWidget, height: int) -> None:
        """Let a child of the pane stand there, so many pixels high; 0 takes its room away.

        The first to have asked stands at the top. The first line of the text in sight stays the
        first.
        """
        if self._heights.get(part, 0) != height:
            self._heights[part] = height
            total = sum(self._heights.values())
            self._over_bar.setFixedHeight(total)
            self._pane.setViewportMargins(0, total, 0, 0)
            part.raise_()  # over what holds the scroll bar
        self._lie()

    @property
    def width(self) -> int:
        """How wide the parts are: as the pane, with the scroll bar below them."""
        return self._pane.width()

    def _lie(self) -> None:
        top = 0
        for part, height in self._heights.items():
            if height:
                part.setGeometry(0, top, self.width, height)
                top += height

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        if watched is self._pane and event.type() is QEvent.Type.Resize:
            self._lie()
        return super().eventFilter(watched, event)
