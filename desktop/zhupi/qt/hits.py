"""Walking the hits of a search through the documents, over their ends."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from zhupi.qt.reading import Reader
from zhupi.qt.reading_pane import ReadingPane
from zhupi.qt.searching import Searcher

_LAST = -1
"""Asks for the last hit of a document that is still to be searched."""


class HitWalker(QObject):
    """Paints the hits in the open document and moves among them."""

    open_requested = Signal(str)
    """A document with hits, to be opened so that the walk goes on in it."""

    def __init__(
        self, searcher: Searcher, reader: Reader, pane: ReadingPane, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._searcher = searcher
        self._reader = reader
        self._pane = pane
        self._places: list[tuple[int, int]] = []
        self._current = -1
        self._wanted: int | None = None
        """Which hit to show once the document's hits are known: an offset, or `_LAST`."""

    def show_at(self, document: str, offset: int | None) -> None:
        """Make the hit at an offset the current one, as soon as the document's are known."""
        self._wanted = offset if offset is not None else 0
        if self._places and document == self._reader.id:
            self._choose()

    def look(self) -> None:
        """Find the hits in the document that was opened."""
        self._places, self._current = [], -1
        self._pane.set_hits([])
        if self._reader.id:
            self._searcher.find_places(self._reader.id)

    def take(self, document: str, places: list[tuple[int, int]]) -> None:
        """Paint the places found in a document."""
        if document == self._reader.id:
            self._places = sorted(places)
            self._pane.set_hits(self._places)
            if self._wanted is not None:
                self._choose()

    def forget(self) -> None:
        """There is no search any more."""
        self._places, self._current, self._wanted = [], -1, None
        self._pane.set_hits([])

    def step(self, step: int) -> None:
        """Go to the next hit, or the one before; over the document's end to another's."""
        if not self._searcher.query:
            return
        if self._current < 0 and self._places:
            top = self._pane.top_offset()
            after = [i for i, (start, _) in enumerate(self._places) if start >= top]
            self._show(after[0] if after else 0)
            return
        target = self._current + step
        if 0 <= target < len(self._places):
            self._show(target)
            return
        document = self._searcher.neighbour(self._reader.id, step)
        if document is not None:
            self._wanted = 0 if step > 0 else _LAST
            self.open_requested.emit(document)

    def _choose(self) -> None:
        wanted, self._wanted = self._wanted, None
        if not self._places or wanted is None:
            return
        if wanted == _LAST:
            self._show(len(self._places) - 1)
            return
        after = [i for i, (start, end) in enumerate(self._places) if end > wanted]
        self._show(after[0] if after else len(self._places) - 1)

    def _show(self, place: int) -> None:
        self._current = place
        self._pane.show_hit(*self._places[place])
