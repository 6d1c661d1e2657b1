"""The two buttons at the thumb of many a mouse: back and forward."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QAbstractScrollArea

_STEPS = {Qt.MouseButton.BackButton: -1, Qt.MouseButton.ForwardButton: 1}


class MouseWay(QObject):
    """Hears them over text and lists, which would take them for a click."""

    travel_requested = Signal(int)

    def watch(self, areas: Iterable[QAbstractScrollArea]) -> None:
        """Hear what is pressed over these."""
        for area in areas:
            area.viewport().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        if event.type() in (
            QEvent.Type.MouseButtonPress,
            QEvent.Type.MouseButtonDblClick,
        ) and isinstance(event, QMouseEvent):
            steps = _STEPS.get(event.button())
            if steps is not None:
                self.travel_requested.emit(steps)
                return True
        return super().eventFilter(watched, event)
