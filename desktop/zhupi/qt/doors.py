"""The links of the open document at work: walked through, told of, opened."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QObject, QRect, Signal

from zhupi.library import Library
from zhupi.qt import link_card
from zhupi.qt.link_card import CardWords, LinkCard
from zhupi.qt.links import Link, LinkKind
from zhupi.qt.messages import Messages, Offer
from zhupi.qt.reading import Reader
from zhupi.qt.reading_pane import ReadingPane
from zhupi.qt.runner import Lane, Runner
from zhupi.qt.status import Status

_SAID_FOR = 10_000
"""Milliseconds that the status bar names a link."""


class Doors(QObject):
    """Lets links be used with the mouse and the keys."""

    open_requested = Signal(str, object)
    """The row that a link leads to, and ``None``: where it was left."""
    shown_requested = Signal(object)
    """A `Link` whose row in the panel is to be seen."""
    missing_requested = Signal()
    """The list of all that is not in the library is to be seen."""

    def __init__(
        self,
        library: Library,
        runner: Runner,
        reader: Reader,
        pane: ReadingPane,
        status: Status,
        messages: Messages,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._library = library
        self._runner = runner
        self._reader = reader
        self._pane = pane
        self._status = status
        self._messages = messages
        self._told: Link | None = None
        self._named = False
        """Whether the status bar names a link."""
        self.card = LinkCard(pane.viewport())

    # With the keys

    def step(self, step: int) -> None:
        """Give the focus to the next link of the document, or to the one before."""
        pane, links = self._pane, self._pane.links
        if not links.all:
            self._messages.info("本文没有引文。" if self._reader.id else "先打开一件公文。")
            return
        found = links.neighbour(self._from(step), step)
        if found is None:
            self._messages.info(f"{'后面' if step > 0 else '前面'}没有别的引文了。")
            return
        pane.go_to(found.start)
        pane.put_caret(found.start)
        links.focus(found)
        self._tell(found)
        place = links.all.index(found) + 1
        words = f"引文 {place} / {len(links.all)}：{_said(found)}"
        self._named = True
        self._status.showMessage(f"　{words}　按 Enter 打开", _SAID_FOR)
        pane.setAccessibleDescription(words)

    def _from(self, step: int) -> int:
        """From where the next link is looked for: the one with the focus, if it is in sight."""
        pane, focused = self._pane, self._pane.links.focused
        if focused is not None and pane.viewport().rect().intersects(pane.rect_of(focused.start)):
            return focused.start
        offset = pane.eye_offset()
        return offset - 1 if step > 0 else offset

    def open_current(self) -> None:
        """Open the link with the focus, or the one in which the caret stands."""
        pane = self._pane
        link = pane.links.focused
        if link is None and pane.caret.on:
            link = pane.links.around(pane.map.offset(pane.textCursor().position()))
        if link is None:
            self._messages.info("先按 L 走到一处引文，再按 Enter 打开。")
        else:
            self.open(link)

    # Opening

    def click(self, link: Link, aside: bool) -> None:  # noqa: FBT001 - a signal's
        """A link was clicked on; ``aside``: show it in the panel, and stay."""
        if aside:
            self.shown_requested.emit(link)
        else:
            self.open(link)

    def open(self, link: Link) -> None:
        """Go where a link leads; of what is not here, tell who else cites it."""
        self.leave()
        if link.text.row is not None:
            self.open_requested.emit(link.text.row.id, None)
            return
        self.shown_requested.emit(link)
        self._messages.info(
            f"库中没有{link_card.name(link)}，{link_card.citing(link)}。",
            Offer("库中缺少的文件", self.missing_requested.emit),
        )

    # Telling

    def point_to(self, link: Link, note: str) -> None:
        """The pointer rests on a link, with a note of the user's own on the words or ''."""
        if link != self._told:
            self._tell(link, note)

    def leave(self) -> None:
        """Tell of no link any more."""
        self._told = None
        self.card.hide()
        if self._named:
            self._named = False
            self._status.clearMessage()

    def _tell(self, link: Link, note: str = "") -> None:
        self._told = link
        self._runner.run(
            Lane.READ,
            lambda _job: link_card.describe(self._library, link),
            lambda words: self._show(link, replace(words, note=note)),
            receiver=self,
        )

    def _show(self, link: Link, words: CardWords) -> None:
        if link == self._told and link in self._pane.links.all:
            self.card.show_at(words, self._place(link))

    def _place(self, link: Link) -> QRect:
        """Where a link begins in the viewport, down to the line in which it ends."""
        rect = self._pane.rect_of(link.start)
        rect.setBottom(self._pane.rect_of(link.end).bottom())
        return rect


def _said(link: Link) -> str:
    """The link and where it leads, for the status bar and for a screen reader."""
    where = {
        LinkKind.HERE: "",
        LinkKind.BY_TITLE: "（仅题名相同）",
        LinkKind.MISSING: "（库中没有）",
    }
    return link_card.name(link) + where[link.kind]
