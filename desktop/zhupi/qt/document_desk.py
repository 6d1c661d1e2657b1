"""The documents as the user moves among them: opening, stepping on, and what goes with a page."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, QUrl, Signal
from PySide6.QtGui import QDesktopServices

from zhupi.errors import KnownError
from zhupi.library import Library
from zhupi.library.model import StoredDocument, Target
from zhupi.qt import doubts
from zhupi.qt.annotating import Annotator
from zhupi.qt.hits import HitWalker
from zhupi.qt.messages import Messages
from zhupi.qt.panes import Panes
from zhupi.qt.passages import PassageRow
from zhupi.qt.reading import Reader
from zhupi.qt.runner import Lane, Runner
from zhupi.qt.side_panel import NOTES
from zhupi.qt.titles import short_title

_FOLLOW_AFTER = 60
"""Milliseconds after scrolling until the outline follows."""


class DocumentDesk(QObject):
    """Opens documents, and lets the panes beside the page follow."""

    missed = Signal()
    """What was to be opened is not there: the library changed."""
    notebook_requested = Signal(str, str)
    """A link leads to a notebook, and to an item of it or ''."""

    def __init__(
        self,
        library: Library,
        runner: Runner,
        panes: Panes,
        reader: Reader,
        walker: HitWalker,
        annotator: Annotator,
        messages: Messages,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._library = library
        self._runner = runner
        self._panes = panes
        self._reader = reader
        self._walker = walker
        self._annotator = annotator
        self._messages = messages
        self._follow = QTimer(self)
        self._follow.setSingleShot(True)
        self._follow.setInterval(_FOLLOW_AFTER)
        self._follow.timeout.connect(self.follow)

    def open(self, row_id: str, at: int | None = None) -> None:
        """Open a document, or an enclosed text, at a place or where it was left."""
        self._bring(lambda: self._reader.open(row_id, at))

    def travel(self, steps: int) -> None:
        """Go so many stops on, or back, on the way that was taken."""
        self._bring(lambda: self._reader.travel(steps))

    def _bring(self, jump: Callable[[], None]) -> None:
        """Bring the page to the front where a jump leads, or say that it leads nowhere."""
        try:
            jump()
        except KnownError as error:
            self._messages.error(str(error))
            self.missed.emit()
        else:
            if self._reader.id:
                self._panes.show_page()

    def open_address(self, address: QUrl) -> None:
        """Follow a link of a note: into the library, or out of the window."""
        if address.scheme() != "zhupi":
            if not QDesktopServices.openUrl(address):
                self._messages.error(f"没有程序可以打开“{address.toString()}”。")
            return
        self.follow_address(bytes(address.toEncoded().data()).decode())

    def follow_address(self, text: str) -> None:
        """Go where a ``zhupi:`` address leads, or say that it leads nowhere."""
        self._runner.run(
            Lane.READ, lambda _job: self._library.follow(text), self._go_to, receiver=self
        )

    def _go_to(self, target: Target) -> None:
        if target.notebook is not None:
            self.notebook_requested.emit(target.notebook, target.item or "")
        elif target.document is not None and target.annotation is not None:
            self.open_note(target.document, target.annotation)
        elif target.row is not None:
            self.open(target.row, target.start or None)

    def open_citation(self, row: PassageRow) -> None:
        """Open the text that a citation names, or go to the citation's own place."""
        if row.document is not None:
            self.open(row.document, row.at)
        elif row.at is not None:
            self._reader.go_to(row.at)
        if row.at is not None and row.length:
            self._panes.page.select(row.at, row.at + row.length)

    def open_stretch(self, document: str, start: int, length: int) -> None:
        """Open a document at words of its text, and select them."""
        self.open(document, start)
        if length and self._reader.id == document.partition("#")[0]:
            self._panes.page.select(start, start + length)

    def open_note(self, document: str, annotation: str) -> None:
        """Open a document at an annotation, its card and its note beside it."""
        there = self._library.with_ids([annotation])
        found = next((one for one in there if one.document == document and not one.deleted), None)
        selector = found.selector if found is not None else None
        self.open(document, selector.start if selector is not None else 0)
        if self._reader.id != document:
            return  # it went away a moment ago, which was said
        if found is not None and selector is None:
            self._panes.side.show_tab(NOTES)
            self._panes.side.notes.edit_document_note()
        else:
            self._annotator.choose(annotation)

    def open_doubt(self, document: str) -> None:
        """Open a document at its first doubt."""
        self._bring(lambda: self._reader.open(document, self._first_doubt(document)))

    def _first_doubt(self, document: str) -> int | None:
        placed = doubts.placed(self._library.document(document).document)
        return placed[0].offset if placed else None

    def open_first(self) -> None:
        """Open the first document of the tree."""
        first = self._panes.left.catalog.first()
        if first is not None:
            self.open(first)

    def step(self, step: int) -> None:
        """Open the document after or before this one in the tree."""
        document = self._panes.left.catalog.neighbour(self._reader.id, step)
        if document is not None:
            self.open(document)

    def name_of_next(self) -> str:
        """Say which document comes after this one in the tree, or ''."""
        document = self._panes.left.catalog.neighbour(self._reader.id, 1)
        if document is None or document == self._reader.id:
            return ""
        row = self._panes.left.catalog.model.row(document)
        return "　".join(filter(None, (row.number, short_title(row))))

    def leave(self) -> None:
        """There is no document to read any more."""
        self._reader.close()
        self._annotator.show()
        self._panes.side.clear()
        self._panes.show_empty()

    # What goes with the page

    def on_opened(self, stored: StoredDocument) -> None:
        """Let every pane show what goes with the document that was opened."""
        self._panes.show_page()
        self._panes.window().setWindowTitle(f"{stored.document.title} — 朱批")
        self._panes.side.outline.show_document(stored.document)
        self._annotator.show()
        self._panes.left.catalog.show_document(stored.id)
        self._walker.look()
        self._follow.start()

    def on_scrolled(self) -> None:
        """The page moved: the outline follows a moment later."""
        self._panes.selection_bar.hide()
        if not self._follow.isActive():
            self._follow.start()

    def follow(self) -> None:
        """Show in the outline where the page stands."""
        if self._reader.id:
            self._panes.side.outline.follow(self._panes.page.reading_offset())

    def stop(self) -> None:
        """Follow no more."""
        self._follow.stop()
