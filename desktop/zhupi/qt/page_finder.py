"""Finding words in the document that is read (查找本文)."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable

from PySide6.QtCore import QObject

from zhupi.gazette.occurrences import Occurrences
from zhupi.library.model import StoredDocument
from zhupi.qt.find_bar import FindBar
from zhupi.qt.hits import HitWalker
from zhupi.qt.messages import Messages
from zhupi.qt.panes import Panes
from zhupi.qt.reading import Reader
from zhupi.qt.themes import Theme
from zhupi.qt.way import Stop

_LONGEST = 80
"""Characters of a selection that are looked for."""


class PageFinder(QObject):
    """Counts, paints and walks what is found in the open document.

    While its bar is open the hits of the library's search are not painted; closed, it leaves them
    as they were. It stays open when another document is opened, and looks there.
    """

    def __init__(
        self,
        panes: Panes,
        reader: Reader,
        walker: HitWalker,
        messages: Messages,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._panes = panes
        self._pane = panes.page
        self._reader = reader
        self._walker = walker
        self._messages = messages
        self.bar = FindBar(self._pane)
        self._origin: Stop | None = None
        """Where the page stood when the bar was opened, until something leads away from there."""
        self._read: tuple[StoredDocument, Occurrences] | None = None
        self._places: list[tuple[int, int]] = []
        self._starts: list[int] = []
        self._current = -1
        self._from = 0
        """Where typing looks from: the place of the hit that was chosen last."""
        reader.history_changed.connect(self._leave_origin)
        self.bar.left.connect(self.close)
        self.bar.box.textChanged.connect(self._on_typed)
        self.bar.box.next_requested.connect(lambda: self.step(1))
        self.bar.box.previous_requested.connect(lambda: self.step(-1))
        self.bar.next.clicked.connect(lambda: self.step(1))
        self.bar.previous.clicked.connect(lambda: self.step(-1))

    def set_theme(self, theme: Theme) -> None:
        """Draw in these colours."""
        self.bar.set_theme(theme)

    @property
    def is_open(self) -> bool:
        """Whether the bar is there: F3 walks in it then."""
        return not self.bar.isHidden()

    def open(self) -> None:
        """Show the bar; words selected in the text are looked for at once."""
        if self._reader.stored is None:
            self._messages.info("先打开一件公文，再在其中查找。")
            return
        self._panes.show_page()
        self._from = self._pane.top_offset()
        if not self.is_open:
            self._origin = self._reader.stop()
            self.bar.dock()
            self._walker.set_quiet(on=True)
        stretch = self._pane.selected()
        words = self._pane.words[slice(*stretch)] if stretch is not None else ""
        if stretch is not None and len(words) <= _LONGEST and "\n" not in words:
            self._from = stretch[0]
            self.bar.box.setText(words.replace("\t", " "))
        self._look()
        self.bar.box.setFocus()
        self.bar.box.selectAll()

    def close(self) -> None:
        """Take the bar away and go on reading; the hit that was current is selected."""
        if not self.is_open:
            return
        current = self._places[self._current] if self._current >= 0 else None
        self.give_way()
        if current is not None:
            self._pane.select(*current)
        self._reader.settle()
        self._pane.setFocus()

    def give_way(self) -> None:
        """Take the bar away: the page is about to show something else."""
        if not self.is_open:
            return
        self._places, self._starts, self._current = [], [], -1
        self._leave_origin()
        self.bar.undock()
        self._walker.set_quiet(on=False)

    def follow(self) -> None:
        """Another document was opened, or this one read anew: look there, and go nowhere."""
        if self.is_open:
            kept = self._places[self._current] if self._current >= 0 else None
            self._leave_origin()
            self._find()
            if kept in self._places:
                self._current = self._places.index(kept)
                self._pane.show_hit(*kept, scroll=False)
            self.bar.tell(self._current + 1, len(self._places))

    def _leave_origin(self) -> None:
        self._origin = None

    def step_or(self, step: int, otherwise: Callable[[int], None]) -> None:
        """Step here if the bar is open, else do the other thing."""
        (self.step if self.is_open else otherwise)(step)

    def step(self, step: int) -> None:
        """Go to the next place or the one before; over the end to the other."""
        self._panes.show_page()  # all notes, or orphans, may stand before it
        if not self._places:
            self._look()
            return
        count = len(self._places)
        if self._current >= 0:
            target = self._current + step
        else:
            after = bisect_left(self._starts, self._pane.top_offset())
            target = after if step > 0 else after - 1
        wrapped = "" if 0 <= target < count else _WRAPPED[step > 0]
        self._show(target % count, wrapped)

    def _on_typed(self) -> None:
        if self.is_open:
            self._look()

    def _look(self) -> None:
        """Find what is typed, and go to the first place from where the reader is."""
        self._find()
        if self._places:
            at = bisect_left(self._starts, self._from)
            self._show(at % len(self._places))
        else:
            self.bar.tell(0, 0)

    def _find(self) -> None:
        stored = self._reader.stored
        if stored is None:
            self._places = []
        else:
            if self._read is None or self._read[0] is not stored:
                self._read = stored, Occurrences(stored.document)
            self._places = self._read[1].of(self.bar.box.text())
        self._starts = [start for start, _ in self._places]
        self._current = -1
        self._pane.set_hits(self._places)
        self._pane.leave_hit()

    def _show(self, place: int, wrapped: str = "") -> None:
        self._current, self._from = place, self._starts[place]
        self._reader.roam(self._origin)
        self._pane.show_hit(*self._places[place])
        self.bar.tell(place + 1, len(self._places), wrapped)


_WRAPPED = {True: "已到末尾，回到开头", False: "已到开头，回到末尾"}
