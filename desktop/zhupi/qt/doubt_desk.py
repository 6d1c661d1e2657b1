"""The doubts of the open document: from one to the next, each told on a card beside its block."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, Signal

from zhupi.library.model import StoredDocument
from zhupi.qt.doubt_card import DoubtCard
from zhupi.qt.doubts import Placed, placed
from zhupi.qt.messages import Messages, Offer
from zhupi.qt.reading import Reader
from zhupi.qt.reading_pane import ReadingPane
from zhupi.qt.sheets import Loaded, Sheets
from zhupi.qt.themes import Theme

Offers = Callable[[Loaded, Placed], Sequence[Offer]]


class DoubtDesk(QObject):
    """Shows the card, lets it stay with its block, and takes it away."""

    source_requested = Signal(int)
    """The source view is to be shown at a raw line."""

    def __init__(
        self,
        sheets: Sheets,
        reader: Reader,
        page: ReadingPane,
        messages: Messages,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._sheets = sheets
        self._reader = reader
        self._page = page
        self._messages = messages
        self._offers: Offers = lambda _loaded, _placed: ()
        self._refusal = ""
        self._theme: Theme | None = None
        self._card: DoubtCard | None = None
        self._doubts: Sequence[Placed] = ()
        self._at = -1
        self._document = ("", 0)

    @property
    def card(self) -> DoubtCard | None:
        """The card, if one is shown."""
        return self._card if self._at >= 0 else None

    def set_offers(self, offers: Offers, refusal: str) -> None:
        """What may settle a doubt; ``refusal`` says why nothing is offered here."""
        self._offers, self._refusal = offers, refusal

    def set_theme(self, theme: Theme) -> None:
        """Draw in these colours."""
        self._theme = theme
        if self._card is not None:
            self._card.set_theme(theme)

    def step(self, step: int) -> None:
        """Show the doubt after the place that is read, or before it; at the end begin again."""
        doubts = self._find()
        if not doubts:
            self._messages.info("本文没有存疑之处。")
        elif self._at >= 0:
            self.show((self._at + step) % len(doubts))
        else:
            here = self._page.eye_offset()
            if step > 0:
                self.show(next((n for n, one in enumerate(doubts) if one.offset >= here), 0))
            else:
                before = [n for n, one in enumerate(doubts) if one.offset < here]
                self.show(before[-1] if before else len(doubts) - 1)

    def show_at(self, offset: int) -> None:
        """Show the doubt beside the block that begins at a place."""
        for number, one in enumerate(self._find()):
            if one.offset == offset:
                self.show(number)
                return

    def show(self, number: int) -> None:
        """Show a doubt, counted from 0 in the order of the text."""
        self._doubts = self._find()
        if number >= len(self._doubts):
            return
        one = self._doubts[number]
        card = self._made()
        self._at = number
        self._document = (self._reader.id, self._reader.stored_revision)
        self._reader.go_to(one.offset)
        card.show_doubt(one, (number + 1, len(self._doubts)), self._refusal)
        self.follow()
        card.show()
        card.raise_()
        card.setFocus()
        self._sheets.get(lambda loaded: self._show_lines(loaded, one))

    def _show_lines(self, loaded: Loaded, one: Placed) -> None:
        if self._card is not None and self._at >= 0 and self._doubts[self._at] is one:
            offers = () if self._refusal else self._offers(loaded, one)
            self._card.show_lines(loaded.sheet, offers)
            self.follow()

    def follow(self) -> None:
        """The page moved, and the card with it."""
        if self._card is not None and self._at >= 0:
            area = self._page.viewport().rect()
            self._card.place(self._page.rect_of(self._doubts[self._at].offset), area)

    def follow_document(self, stored: StoredDocument) -> None:
        """Another document is open, or this one was read anew."""
        if self._at >= 0 and self._document == (stored.id, stored.revision):
            self.follow()
        else:
            self.close()

    def close(self) -> None:
        """Take the card away; the text has the focus."""
        if self._card is not None and self._at >= 0:
            self._at = -1
            focused = self._card.isAncestorOf(self._card.window().focusWidget() or self._page)
            had = self._card.hasFocus() or focused
            self._card.hide()
            if had:
                self._page.setFocus()

    def _find(self) -> Sequence[Placed]:
        stored = self._reader.stored
        return placed(stored.document) if stored is not None else ()

    def _made(self) -> DoubtCard:
        if self._card is None:
            self._card = DoubtCard(self._page.viewport())
            self._card.closed.connect(self.close)
            self._card.step_requested.connect(self.step)
            self._card.source_requested.connect(self._open_source)
            if self._theme is not None:
                self._card.set_theme(self._theme)
        return self._card

    def _open_source(self, line: int) -> None:
        self.close()
        self.source_requested.emit(line)
