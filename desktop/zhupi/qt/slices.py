"""Work of the window's thread that is too long for one piece, done in slices between events."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QObject, QTimer, Signal


class Slices(QObject):
    """Does a piece of work up to each of its yields, then lets the window answer its events.

    What the work raises is raised in the event loop, and it is not gone on with.
    """

    ended = Signal()
    """All is done; said once."""

    def __init__(self, work: Iterator[None], parent: QObject) -> None:
        super().__init__(parent)
        self._work = work
        self._timer = QTimer(self)
        self._timer.setInterval(0)
        self._timer.timeout.connect(self._go_on)

    def start(self) -> None:
        """Begin with the first slice in the next turn of the event loop."""
        self._timer.start()

    def finish(self) -> None:
        """Do all that is left at once."""
        while self._timer.isActive():
            self._go_on()

    def _go_on(self) -> None:
        try:
            next(self._work)
        except StopIteration:
            self._timer.stop()
            self.ended.emit()
        except BaseException:
            self._timer.stop()
            raise
