"""Orphans at work: where each may belong, and what the user makes of it, as steps to undo."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal

from zhupi.annotations.model import Colour
from zhupi.library import Library
from zhupi.library.model import Candidate, Changes, Orphan
from zhupi.qt.bulk_steps import BulkSteps
from zhupi.qt.messages import Messages, Offer
from zhupi.qt.orphans_page import OrphansPage
from zhupi.qt.reading import Reader
from zhupi.qt.reading_pane import ReadingPane
from zhupi.qt.runner import Lane, Runner
from zhupi.qt.titles import short_title


class OrphansDesk(QObject):
    """Fills the page while it is shown."""

    open_requested = Signal(str, object)
    """A document's id, and the offset in its text or ``None``."""
    delete_requested = Signal(list)
    """Ids of annotations."""

    def __init__(
        self,
        library: Library,
        runner: Runner,
        page: OrphansPage,
        steps: BulkSteps,
        reader: Reader,
        text: ReadingPane,
        messages: Messages,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._library = library
        self._runner = runner
        self._page = page
        self._steps = steps
        self._reader = reader
        self._text = text
        self._messages = messages
        self._candidates: dict[str, Sequence[Candidate]] = {}
        self._looked_for: set[str] = set()
        page.chosen.connect(self._look)
        page.delete_requested.connect(self._delete)
        page.keep_requested.connect(self._keep)
        page.open_requested.connect(self._open)
        page.reattach_requested.connect(self._reattach)
        page.selection_requested.connect(self._take_selection)
        if library.read_only:
            page.set_read_only()

    def set_meanings(self, meanings: dict[Colour, str]) -> None:
        """Name the colours."""
        self._page.view.rows.meanings = dict(meanings)

    def follow(self, changes: Changes) -> None:
        """Show what changed, if the page is in sight."""
        if self._page.isVisible() and (changes.annotations or changes.documents):
            self.show()

    def show(self, wanted: str = "") -> None:
        """List the orphans as they are now."""
        self._candidates.clear()
        self._runner.run(
            Lane.NOTES,
            lambda _job: self._library.orphans(),
            lambda orphans: self._page.show_orphans(orphans, wanted),
            receiver=self,
        )

    def _look(self) -> None:
        """Look for the places of the current orphan."""
        orphan = self._page.current
        if orphan is None:
            return
        id_ = orphan.annotation.id
        self._page.show_candidates(orphan, self._candidates.get(id_))
        if id_ in self._candidates or id_ in self._looked_for:
            return
        self._looked_for.add(id_)

        def came(found: Sequence[Candidate]) -> None:
            self._candidates[id_] = found
            now = self._page.current
            if now is not None and now.annotation.id == id_:
                self._page.show_candidates(now, found)

        self._runner.run(
            Lane.READ,
            lambda _job: self._library.orphan_candidates(id_),
            came,
            receiver=self,
            ended=lambda: self._looked_for.discard(id_),
        )

    # Deciding

    def _reattach(self, number: int) -> None:
        orphan = self._page.current
        found = self._candidates.get(orphan.annotation.id, ()) if orphan is not None else ()
        if orphan is not None and number < len(found):
            place = found[number]
            title = short_title(place.row)
            self._put(orphan, place.row.id, title, place.start, place.end, place.text)

    def _take_selection(self) -> None:
        """Put it where the words are selected; a document's note to the open document."""
        orphan, stretch = self._page.current, self._text.selected()
        stored = self._reader.stored
        if orphan is None:
            return
        if stored is None or (stretch is None and orphan.annotation.selector is not None):
            self._messages.info("先回到正文，选中它该在的文字，再到这里按 S。")
            return
        start, end = stretch or (0, 0)
        words = stored.document.text[start:end]
        self._put(orphan, stored.id, stored.document.title, start, end, words)

    def _put(
        self, orphan: Orphan, document: str, title: str, start: int, end: int, words: str
    ) -> None:
        annotation = orphan.annotation

        def done(_changes: Changes) -> None:
            self._messages.info(
                f"已放回《{title}》",
                Offer("去看", lambda: self.open_requested.emit(document, start)),
            )

        self._steps.make_pair(
            "放回失锚批注",
            lambda: self._library.reattach(annotation.id, document, start, end, words=words),
            lambda: self._library.detach(annotation),
            done,
        )

    def _keep(self) -> None:
        """Keep those selected as they are; count them again if all of them are kept so."""
        orphans = self._page.selected()
        kept = not all(one.kept for one in orphans)
        ids = [one.annotation.id for one in orphans if one.kept is not kept]
        if ids:
            self._steps.make_pair(
                f"保留 {len(ids)} 条失锚批注" if kept else f"恢复提醒 {len(ids)} 条失锚批注",
                lambda: self._library.keep_orphans(ids, kept=kept),
                lambda: self._library.keep_orphans(ids, kept=not kept),
            )

    def _delete(self) -> None:
        ids = [one.annotation.id for one in self._page.selected()]
        if ids:
            self.delete_requested.emit(ids)

    def _open(self) -> None:
        orphan = self._page.current
        if orphan is not None and not orphan.absent:
            selector = orphan.annotation.selector
            self.open_requested.emit(orphan.row.id, None if selector is None else selector.start)
