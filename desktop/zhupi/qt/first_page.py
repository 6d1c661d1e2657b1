"""Waiting until what was read last can be read again, before the rest is loaded."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from zhupi.qt.reading_pane import ReadingPane

_AT_MOST = 1000
"""Milliseconds: a window that the desktop does not show is never painted."""


class FirstPage(QObject):
    """Loading texts and catalog holds the interpreter, so the page comes first."""

    readable = Signal()
    """The page was painted, or nobody looks; said once."""

    def __init__(self, pane: ReadingPane, parent: QObject) -> None:
        super().__init__(parent)
        self._pane = pane
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_AT_MOST)
        self._timer.timeout.connect(self._finish)

    def wait(self) -> None:
        """Begin to wait for the page that was just opened."""
        # Queued: the painting is to end first.
        self._pane.page_painted.connect(self._finish, Qt.ConnectionType.QueuedConnection)
        self._timer.start()

    def stop(self) -> None:
        """Wait no more: the window closes."""
        if self._timer.isActive():
            self._timer.stop()
            self._pane.page_painted.disconnect(self._finish)

    def _finish(self) -> None:
        # The signal and the timer may both be under way.
        if self._timer.isActive() or self.sender() is self._timer:
            self._timer.stop()
            self._pane.page_painted.disconnect(self._finish)
            self.readable.emit()
