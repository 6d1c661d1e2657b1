"""Going to a place of the document that is read, as it is written (转到)."""

from __future__ import annotations

from PySide6.QtCore import QObject

from zhupi.gazette.spots import Spots
from zhupi.library.model import StoredDocument
from zhupi.qt.goto_bar import GotoBar
from zhupi.qt.messages import Messages
from zhupi.qt.panes import Panes
from zhupi.qt.reading import Reader
from zhupi.qt.themes import Theme


class GotoDesk(QObject):
    """Finds what is written in the bar, and goes there."""

    def __init__(self, panes: Panes, reader: Reader, messages: Messages, parent: QObject) -> None:
        super().__init__(parent)
        self._panes = panes
        self._pane = panes.page
        self._reader = reader
        self._messages = messages
        self._read: tuple[StoredDocument, Spots] | None = None
        self.bar = GotoBar(self._pane)
        self.bar.typed.connect(self._on_typed)
        self.bar.chosen.connect(self._go)
        self.bar.left.connect(self.close)

    def set_theme(self, theme: Theme) -> None:
        """Draw in these colours."""
        self.bar.set_theme(theme)

    def open(self) -> None:
        """Show the bar, empty."""
        if self._reader.stored is None:
            self._messages.info("先打开一件公文，再转到其中一处。")
            return
        self._panes.show_page()
        self.bar.show_empty()

    def close(self) -> None:
        """Take the bar away; the keys go to the text."""
        self.bar.hide()
        self._pane.setFocus()

    def follow(self) -> None:
        """Another document was opened, or this one read anew: look there for what is typed."""
        if not self.bar.isHidden() and self._read and self._read[0] is not self._reader.stored:
            self._on_typed(self.bar.box.text())

    def _on_typed(self, text: str) -> None:
        stored = self._reader.stored
        if stored is None:
            return
        if self._read is None or self._read[0] is not stored:
            self._read = stored, Spots(stored.document)
        answer = self._read[1].find(text, self._pane.here())
        self.bar.show_spots(answer.spots, answer.fault)

    def _go(self, offset: int) -> None:
        self.close()
        self._reader.go_to(offset, at_eye=True)
        self._pane.put_caret(offset)
        self._pane.point_at(offset)
