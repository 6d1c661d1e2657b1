"""What is read, and the way through it: opening documents, jumps, back and forward."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QObject, QTimer, Signal

from zhupi.gazette.model import BlockKind
from zhupi.library import Library
from zhupi.library.model import StoredDocument
from zhupi.qt.reading_pane import ReadingPane
from zhupi.qt.themes import Theme
from zhupi.qt.typeset import COLUMN, Look, typeset
from zhupi.settings import Settings

_TITLES = {BlockKind.TITLE, BlockKind.ENCLOSURE_TITLE, BlockKind.ATTACHMENT_TITLE}
_SIZES = (12, 32)
_HISTORY = 200
_NARROWEST = 12
_REFIT_AFTER = 120
"""Milliseconds after the pane was last made wider or narrower."""


@dataclass(slots=True)
class _Visit:
    """A stop on the way: a document, and the offset at the top of the pane."""

    document: str
    top: int


class Reader(QObject):
    """Opens documents in the pane and remembers the way."""

    opened = Signal(object)
    """A `StoredDocument` that now stands in the pane."""
    history_changed = Signal()

    def __init__(
        self, library: Library, pane: ReadingPane, settings: Settings, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._library = library
        self._pane = pane
        self._settings = settings
        self._theme: Theme | None = None
        self._stored: StoredDocument | None = None
        self._title_lines: dict[int, Sequence[str]] = {}
        self._visits: list[_Visit] = []
        self._here = -1
        self._room = COLUMN
        self._refit = QTimer(self)
        self._refit.setSingleShot(True)
        self._refit.setInterval(_REFIT_AFTER)
        self._refit.timeout.connect(self._fit_titles)
        pane.width_changed.connect(self._refit.start)

    @property
    def stored(self) -> StoredDocument | None:
        """The document in the pane."""
        return self._stored

    @property
    def id(self) -> str:
        """The id of the document in the pane, or ''."""
        return self._stored.id if self._stored is not None else ""

    @property
    def stored_revision(self) -> int:
        """The revision of the document in the pane."""
        return self._stored.revision if self._stored is not None else 0

    # Opening

    def open(self, row_id: str, at: int | None = None) -> None:
        """Open a document, or an enclosed text in its document; ``at`` is a place in its text.

        Without a place it opens where it was left; one that is open already, at its beginning.
        Raise `NotFound` if it is not there.
        """
        self._note_place()
        document_id = row_id.partition("#")[0]
        if at is None and row_id == self.id:
            at = 0
        if at is None and row_id != document_id:
            at = self._enclosure_start(row_id)
        self._show(document_id)
        if at is not None:
            self._pane.go_to(at)
        else:
            self._pane.go_to(self._settings.places.get(document_id, 0), at_top=True)
        self._visit()

    def go_to(self, offset: int) -> None:
        """Jump inside the document; the place before is a step back."""
        self._note_place()
        self._pane.go_to(offset)
        self._visit()

    def close(self) -> None:
        """Read nothing: the document was removed."""
        self._stored = None

    def reload(self) -> None:
        """Show the document anew: its text changed."""
        if self._stored is not None:
            top = self._pane.top_offset()
            document, self._stored = self._stored.id, None
            self._show(document)
            self._pane.go_to(top, at_top=True)

    def _show(self, document_id: str) -> None:
        if self._stored is None or self._stored.id != document_id or self._theme is None:
            stored = self._library.document(document_id)
            self._title_lines = self._printed_titles(stored)
            self._stored = stored
            self._set()
            self.opened.emit(stored)

    def _set(self) -> None:
        if self._stored is None or self._theme is None:
            return
        self._room = self._room_now()
        look = Look(self._theme, self._settings.font_size, room=self._room)
        page = typeset(self._stored.document, look, self._title_lines)
        self._pane.show_page(page, self._stored.document, look)

    def _room_now(self) -> int:
        if not self._pane.isVisible():
            return COLUMN  # its width says nothing yet
        return max(_NARROWEST, min(COLUMN, self._pane.room(self._settings.font_size)))

    def _fit_titles(self) -> None:
        if self._room_now() != self._room:
            self._again()

    def _enclosure_start(self, row_id: str) -> int:
        row = self._library.row(row_id)
        document = self._library.document(row_id.partition("#")[0]).document
        lines = [block.lines[0] for block in document.blocks]
        block = max(0, bisect_right(lines, row.lines[0]) - 1)
        return document.block_starts[block]

    def _printed_titles(self, stored: StoredDocument) -> dict[int, Sequence[str]]:
        """The lines of each title as they were printed."""
        blocks = [
            (index, block)
            for index, block in enumerate(stored.document.blocks)
            if block.kind in _TITLES and block.lines[1] > block.lines[0]
        ]
        if not blocks:
            return {}
        raw = dict(self._library.raw_lines(stored.id))
        furniture = {item.line for item in stored.furniture}
        return {
            index: [
                raw[line]
                for line in range(block.lines[0], block.lines[1] + 1)
                if line not in furniture and raw.get(line, "").strip()
            ]
            for index, block in blocks
        }

    # The look

    def set_theme(self, theme: Theme) -> None:
        """Set the document in these colours."""
        self._theme = theme
        self._again()

    def zoom(self, steps: int) -> None:
        """Set the text larger or smaller."""
        low, high = _SIZES
        size = min(high, max(low, self._settings.font_size + steps))
        if size != self._settings.font_size:
            self._settings.font_size = size
            self._again()

    def _again(self) -> None:
        if self._stored is not None:
            top = self._pane.top_offset()
            self._set()
            self.opened.emit(self._stored)
            self._pane.go_to(top, at_top=True)

    # The way

    def back(self) -> None:
        """Return to the stop before."""
        self._travel(-1)

    def forward(self) -> None:
        """Go on to the stop after."""
        self._travel(1)

    @property
    def can_go_back(self) -> bool:
        return self._here > 0

    @property
    def can_go_forward(self) -> bool:
        return 0 <= self._here < len(self._visits) - 1

    def remember(self) -> None:
        """Note in the settings what is read, and where."""
        if self._stored is not None:
            self._note_place()
            self._settings.last_document = self._stored.id

    def forget(self, documents: frozenset[str]) -> None:
        """Take documents that are gone off the way."""
        here = self._visits[self._here] if self._visits else None
        self._visits = [visit for visit in self._visits if visit.document not in documents]
        self._here = self._visits.index(here) if here in self._visits else len(self._visits) - 1
        self.history_changed.emit()

    def _travel(self, step: int) -> None:
        target = self._here + step
        if not 0 <= target < len(self._visits):
            return
        self._note_place()
        self._here = target
        visit = self._visits[target]
        self._show(visit.document)
        self._pane.go_to(visit.top, at_top=True)
        self.history_changed.emit()

    def _note_place(self) -> None:
        if self._stored is None:
            return
        top = self._pane.top_offset()
        self._settings.remember_place(self._stored.id, top)
        if self._visits:
            self._visits[self._here].top = top

    def _visit(self) -> None:
        if self._stored is None:
            return
        top = self._pane.top_offset()
        here = self._visits[self._here] if self._visits else None
        if here is None or (here.document, here.top) != (self._stored.id, top):
            del self._visits[self._here + 1 :]
            self._visits.append(_Visit(self._stored.id, top))
            del self._visits[:-_HISTORY]
            self._here = len(self._visits) - 1
        self.history_changed.emit()
