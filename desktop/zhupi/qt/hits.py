"""Walking the hits of a search through the documents, over their ends."""

from __future__ import annotations

from bisect import bisect_left

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
    moved = Signal(int, int)
    """The place of the current hit among those of the document, from 1, and their number.

    0 where none is current."""
    ended = Signal(int)
    """There is no further hit in this direction."""
    wanted = Signal()
    """A hit is about to be shown: what else is found on the page should give way."""

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
        self._shown = ("", "")
        """The document and the query whose hits are painted."""
        self._kept: int | None = None
        """Where the current hit of the same document began before it was read anew."""
        self._paging = False
        """A step waits for the next page of documents."""
        self._quiet = False

    @property
    def place(self) -> int | None:
        """Where the current hit begins in the document text."""
        return self._places[self._current][0] if self._current >= 0 else None

    def show_at(self, document: str, offset: int | None) -> None:
        """Make the hit at an offset of the open document the current one, once all are known."""
        if document != self._reader.id:
            return  # it went away a moment ago, which was said
        self.wanted.emit()
        self._wanted = offset if offset is not None else 0
        if self._places:
            self._choose()

    def set_quiet(self, *, on: bool) -> None:
        """Leave the page to what is found in the document itself, or take it back as it was."""
        self._quiet = on
        self._pane.set_hits([] if on else self._places)
        if not on and self._current >= 0:
            self._pane.show_hit(*self._places[self._current], scroll=False)

    def look(self) -> None:
        """Find the hits in the document that was opened, or read anew."""
        shown = (self._reader.id, self._searcher.query)
        if shown != self._shown:
            self._kept = None
        elif self.place is not None:
            self._kept = self.place
        self._shown = shown
        self._set([])
        if self._reader.id:
            self._searcher.find_places(self._reader.id)

    def look_again(self) -> None:
        """The same is searched in a library that changed: what is current stays so."""
        if self._wanted is None:
            self._wanted = self.place
        if self._reader.id:
            self._searcher.find_places(self._reader.id)

    def take(self, document: str, places: list[tuple[int, int]]) -> None:
        """Paint the places found in a document."""
        if document != self._reader.id:
            return
        if sorted(places) == self._places:
            if self._wanted == self.place:
                self._wanted = None
        else:
            self._set(sorted(places))
        if self._wanted is not None:
            self._choose()
        else:
            self._restore()

    def _restore(self) -> None:
        """Make the hit current that was, where the text was read anew, without scrolling to it."""
        kept, self._kept = self._kept, None
        for number, (start, end) in enumerate(self._places):
            if start == kept:
                self._current = number
                if not self._quiet:
                    self._pane.show_hit(start, end, scroll=False)
                self.moved.emit(number + 1, len(self._places))

    def forget(self) -> None:
        """There is no search any more."""
        self._wanted, self._kept, self._paging = None, None, False
        self._set([])

    def step(self, step: int) -> None:
        """Go to the next hit, or the one before; over the document's end to another's."""
        if not self._searcher.query:
            return
        self.wanted.emit()
        target = self._current + step if self._current >= 0 else self._beside_top(step)
        if 0 <= target < len(self._places):
            self._reader.roam()
            self._show(target)
            return
        document = self._searcher.neighbour(self._reader.id, step)
        if document is not None:
            self._wanted = 0 if step > 0 else _LAST
            self.open_requested.emit(document)
        elif step > 0 and self._searcher.has_more:
            self._paging = True
            self._searcher.more()
        else:
            self.ended.emit(step)

    def go_on(self) -> None:
        """A further page of documents came: the step that waited for it is taken."""
        if self._paging:
            self._paging = False
            self.step(1)

    def _beside_top(self, step: int) -> int:
        """The first hit after the top of the pane, or the last before it; else from the far end."""
        if not self._places:
            return -1
        after = bisect_left([start for start, _ in self._places], self._pane.top_offset())
        target = after if step > 0 else after - 1
        return target % len(self._places)

    def _set(self, places: list[tuple[int, int]]) -> None:
        self._places, self._current = places, -1
        if not self._quiet:
            self._pane.set_hits(places)
        self.moved.emit(0, len(places))

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
        if not self._quiet:
            self._pane.show_hit(*self._places[place])
        self.moved.emit(place + 1, len(self._places))
