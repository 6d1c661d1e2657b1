"""The buttons for the way back and the way on, each with a menu of its stops."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QMenu, QToolButton, QWidget

from zhupi.qt.way import Stop

_LISTED = 15
_LONGEST = 34


class WayButton(QToolButton):
    """A click goes one stop; held down, by right click or with the down arrow it lists the last."""

    travel_requested = Signal(int)

    def __init__(self, action: QAction, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._stops: Sequence[tuple[int, Stop]] = ()
        self.setDefaultAction(action)
        self.setIconSize(QSize(20, 20))
        self.setAccessibleName(action.text())
        self.setAccessibleDescription("按住、右击或按向下键列出最近到过的地方")
        self.stops = QMenu(self)
        self.stops.setAccessibleName(f"{action.text()}到")
        self.stops.aboutToShow.connect(self._fill)
        self.setMenu(self.stops)
        self.setPopupMode(QToolButton.ToolButtonPopupMode.DelayedPopup)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(lambda _point: self._popup())

    def set_stops(self, stops: Sequence[tuple[int, Stop]]) -> None:
        """List these stops, the nearest first, each with the steps to it."""
        self._stops = stops

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        if event.key() == Qt.Key.Key_Down:
            self._popup()
        else:
            super().keyPressEvent(event)

    def _popup(self) -> None:
        if self._stops:
            self.stops.popup(self.mapToGlobal(QPoint(0, self.height())))

    def _fill(self) -> None:
        self.stops.clear()
        for steps, stop in self._stops[:_LISTED]:
            action = self.stops.addAction(words_of(stop).replace("&", "&&"))
            action.triggered.connect(lambda _=False, steps=steps: self.travel_requested.emit(steps))


def words_of(stop: Stop) -> str:
    """Say where a stop is: its document, shortened, and the place in it."""
    title = stop.title if len(stop.title) <= _LONGEST else stop.title[: _LONGEST - 1] + "…"
    return f"{title}　·　{stop.place}" if stop.place else title
