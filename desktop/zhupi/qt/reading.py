"""What is read, and the way through it: opening documents, jumps, back and forward."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from zhupi.gazette.model import BlockKind, Document
from zhupi.gazette.places import place_of
from zhupi.qt.titles import short_title
from zhupi.qt.typeset import COLUMN, Look, Page, typeset
from zhupi.qt.way import Stop, Way
from zhupi.settings import LIMITS, Settings

if TYPE_CHECKING:
    from zhupi.library import Library
    from zhupi.library.model import StoredDocument
    from zhupi.qt.reading_pane import ReadingPane
    from zhupi.qt.themes import Theme

_TITLES = {BlockKind.TITLE, BlockKind.ENCLOSURE_TITLE, BlockKind.ATTACHMENT_TITLE}
_NARROWEST = 12
_REFIT_AFTER = 120
"""Milliseconds after the pane was last made wider or narrower."""
_RENEW_AFTER = 60
"""Milliseconds after the settings last changed: a slider is drawn over many values."""


class Reader(QObject):
    """Opens documents in the pane and remembers the way."""

    opened = Signal(object)
    """A `StoredDocument` that now stands in the pane: another one, or one whose text changed."""
    set_anew = Signal()
    """The text in the pane has another look now."""
    closed = Signal()
    """Nothing is read any more."""
    history_changed = Signal()
    resized = Signal(int)
    """The size of the text was changed here, to so many pixels."""

    def __init__(
        self,
        library: Library,
        pane: ReadingPane,
        settings: Settings,
        theme: Theme,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._library = library
        self._pane = pane
        self._settings = settings
        self._theme = theme
        self._stored: StoredDocument | None = None
        self._title_lines: dict[int, Sequence[str]] = {}
        self._way = Way()
        self._roaming_from: Stop | None = None
        """Where a walk from hit to hit began that has not ended yet."""
        self._room = COLUMN
        self._laid_out = False
        """Whether the pane was ever in sight: out of sight it keeps its width."""
        self._refit = QTimer(self)
        self._refit.setSingleShot(True)
        self._refit.setInterval(_REFIT_AFTER)
        self._refit.timeout.connect(self._fit_titles)
        pane.width_changed.connect(self._refit.start)
        self._renewal = QTimer(self)
        self._renewal.setSingleShot(True)
        self._renewal.setInterval(_RENEW_AFTER)
        self._renewal.timeout.connect(self._again)
        pane.show_numbers(on=settings.reference)

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
        self.note_place()
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

    def go_to(self, offset: int, *, at_eye: bool = False) -> None:
        """Jump inside the document; the place before is a step back.

        What is well in sight stays where it is, unless it is to be ``at_eye``.
        """
        self.note_place()
        if at_eye:
            self._pane.bring(offset)
        else:
            self._pane.go_to(offset)
        self._visit()

    def close(self) -> None:
        """Read nothing: the document was removed."""
        self._stored = self._roaming_from = None
        self.closed.emit()

    def end(self) -> None:
        """Note where the document is left, and set nothing anew any more: the window closes."""
        self.remember()
        self._stored = None

    def reload(self) -> None:
        """Show the document anew: its text changed."""
        if self._stored is not None:
            top, _, caret = self._pane.standing()
            self._take(self._library.document(self._stored.id))
            self._pane.stand_again(top, caret, caret)  # other words may stand there now

    def _show(self, document_id: str) -> None:
        if self._stored is None or self._stored.id != document_id:
            # One in the waste basket, or one that is gone, can be read no more.
            self._library.row(document_id)
            self._take(self._library.document(document_id))

    def _take(self, stored: StoredDocument) -> None:
        self._title_lines = self._printed_titles(stored)
        self._stored = stored
        self._pane.show_page(*self._typeset(stored.document))
        self.opened.emit(stored)

    def _typeset(self, document: Document) -> tuple[Page, Document, Look]:
        self._room = self._room_now()
        look = Look.of(self._settings, self._theme, self._room)
        return typeset(document, look, self._title_lines), document, look

    def _room_now(self) -> int:
        column = self._settings.column
        self._laid_out |= self._pane.isVisible()
        if not self._laid_out:
            return column  # its width says nothing yet
        return max(_NARROWEST, min(column, self._pane.room(self._settings.font_size)))

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
        raw = dict(self._library.lines_of(stored))
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

    def show_numbers(self, *, on: bool) -> None:
        """Show the numbers of the paragraphs in the margin, now and from now on."""
        self._settings.reference = on
        self._pane.show_numbers(on=on)

    def zoom(self, steps: int) -> None:
        """Set the text larger or smaller."""
        self._resize(self._settings.font_size + steps)

    def reset_size(self) -> None:
        """Set the text in the size that it had at first."""
        self._resize(Settings.font_size)

    def renew(self) -> None:
        """The settings of the look changed: set the document anew in a moment."""
        self._renewal.start()

    def _resize(self, wanted: int) -> None:
        low, high = LIMITS["font_size"]
        size = int(min(high, max(low, wanted)))
        if size != self._settings.font_size:
            self._settings.font_size = size
            self._again()
            self.resized.emit(size)

    def _again(self) -> None:
        if self._stored is not None:
            self._pane.set_anew(*self._typeset(self._stored.document))
            self.set_anew.emit()

    # The way

    @property
    def way(self) -> Way:
        """The stops of the reader, for those who list them; they are changed here only."""
        return self._way

    @property
    def can_go_back(self) -> bool:
        return bool(self._way.behind) or self._roaming_from is not None

    @property
    def can_go_forward(self) -> bool:
        return bool(self._way.ahead) and self._roaming_from is None

    def stop(self) -> Stop | None:
        """Return where the page stands now."""
        if self._stored is None:
            return None
        document, top = self._stored.document, self._pane.top_offset()
        number = f"{document.number}　" if document.number else ""
        return Stop(
            self._stored.id,
            top,
            self._pane.drop_of(top),
            number + short_title(document),
            place_of(document, self._pane.reading_offset()),
        )

    def roam(self, origin: Stop | None = None) -> None:
        """The page is about to be moved from hit to hit: all of that will be one jump.

        It leads from here, or from ``origin``, where the page stood before.
        """
        if self._roaming_from is None:
            self._roaming_from = origin or self.stop()
            self.history_changed.emit()

    def settle(self) -> None:
        """A walk that `roam` began ends where the page stands."""
        origin, self._roaming_from = self._roaming_from, None
        if origin is not None:
            self._way.note(origin)
            self._visit()

    def remember(self) -> None:
        """Note in the settings what is read, and where."""
        if self._stored is not None:
            self.note_place()
            self._settings.last_document = self._stored.id

    def forget(self, documents: frozenset[str]) -> None:
        """Take documents that are gone off the way."""
        if self._roaming_from is not None and self._roaming_from.document in documents:
            self._roaming_from = None
        self._way.keep(lambda document: document not in documents)
        self.history_changed.emit()

    def travel(self, steps: int) -> None:
        """Go so many stops on, or back. Raise `NotFound` if the document is not there."""
        self.note_place()
        stop = self._way.at(steps)
        if stop is not None:
            self._show(stop.document)
            self._way.travel(steps)
            self._pane.put_top(stop.top, stop.drop)
            if self._pane.top_offset() != stop.top:  # set anew since, in another size
                self._pane.go_to(stop.top, at_top=True)
        self.history_changed.emit()

    def note_place(self) -> None:
        """Before a jump: this place is what one comes back to, and where the document was left."""
        self.settle()
        stop = self.stop()
        if stop is None:
            return
        self._settings.remember_place(stop.document, stop.top)
        self._way.note(stop)

    def _visit(self) -> None:
        stop = self.stop()
        if stop is not None:
            self._way.visit(stop)
            self.history_changed.emit()
