"""How far the open document was read: kept when it is left, never while the page moves."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal

from zhupi.library import Library
from zhupi.library.model import Changes, ReadingState, StoredDocument
from zhupi.qt.reading_pane import ReadingPane
from zhupi.qt.runner import Lane, Runner

DWELL = 2000
"""Milliseconds that a document is open until it counts: leafing through reads nothing."""

_END = 0.25
"""The share of a screen that may be left below at the end."""


class ReadingProgress(QObject):
    """Follows what is read in one go from the beginning of a document.

    What lies behind a jump is not read. Where reading went on is told by the share of the page's
    height, which stays the same when the letters grow.
    """

    changed = Signal(object)
    """`Changes` that are on disk."""

    def __init__(
        self, library: Library, runner: Runner, pane: ReadingPane, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._library = library
        self._runner = runner
        self._pane = pane
        self._document = ""
        self._upto = 0.0
        self._counts = False
        self.dwell = QTimer(self)
        self.dwell.setSingleShot(True)
        self.dwell.setInterval(DWELL)
        self.dwell.timeout.connect(self._on_dwelt)

    def on_opened(self, stored: StoredDocument) -> None:
        """Another document stands in the pane, or the same one read anew."""
        if stored.id == self._document:
            return
        self.flush()
        self._document, self._upto, self._counts = stored.id, 0.0, False
        self._runner.run(
            Lane.READ,
            lambda _job: self._library.readings.of([stored.id])[stored.id],
            self._go_on_from,
            receiver=self,
        )
        if not self._library.read_only:
            self.dwell.start()

    def _go_on_from(self, kept: ReadingState) -> None:
        """So much of it was read before."""
        if kept.document == self._document:
            self._upto = max(self._upto, kept.percent / 100)
            self.on_moved()

    def on_moved(self) -> None:
        """The page moved: what is in sight is read, if what stands before it was."""
        if not self._document:
            return
        bar = self._pane.verticalScrollBar()
        height, screen = bar.maximum() + bar.pageStep(), bar.pageStep()
        if height <= 0:
            return
        top, bottom = bar.value() / height, (bar.value() + screen) / height
        if bottom >= 1 - _END * screen / height:
            bottom = 1.0
        if top <= self._upto + screen / height:
            self._upto = max(self._upto, bottom)

    def on_marked(self, changes: Changes) -> None:
        """The open document was marked by hand: that holds until it is opened anew."""
        if self._document in changes.readings:
            self._counts = False
            self.dwell.stop()

    def flush(self) -> None:
        """Keep how far the document was read: it is left."""
        self.dwell.stop()
        if self._counts:
            self._counts = False
            document, percent = self._document, int(self._upto * 100)
            self._runner.run(
                Lane.WRITE,
                lambda _job: self._library.readings.leave(document, percent),
                self.changed.emit,
                receiver=self,
            )
        self._document = ""

    def _on_dwelt(self) -> None:
        self._counts = True
        self.on_moved()
