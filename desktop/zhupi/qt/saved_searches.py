"""The searches that the user keeps: saved, renamed, moved and removed, each a step to undo.

They are listed in the tree (`zhupi.qt.catalog_model`), with how many documents each finds now.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QUndoCommand, QUndoStack

from zhupi.jobs import Job
from zhupi.library import Library
from zhupi.library.model import Changes, SavedSearch
from zhupi.library.searches import Wanted
from zhupi.qt.messages import Messages, Offer
from zhupi.qt.runner import Lane, Runner

Write = Callable[[], Changes]

_COUNTED = 40
"""So many saved searches are counted; the rest only when they are run."""


class _Step(QUndoCommand):
    """A change that was made already: the first `redo`, by the stack itself, does nothing."""

    def __init__(self, text: str, undo: Write, redo: Write, run: Callable[[Write], None]) -> None:
        super().__init__(text)
        self._undo, self._redo, self._run = undo, redo, run
        self._done = True

    def undo(self) -> None:
        self._done = False
        self._run(self._undo)

    def redo(self) -> None:
        if not self._done:
            self._done = True
            self._run(self._redo)


class SearchKeeper(QObject):
    """Writes saved searches in the writing lane, and counts what they find."""

    listed = Signal(object)
    """All saved searches, in their order."""
    counted = Signal(object)
    """How many documents each finds, by id."""
    rename_wanted = Signal(str)
    """The saved search whose name is to be written."""

    def __init__(
        self,
        library: Library,
        runner: Runner,
        stack: QUndoStack,
        messages: Messages,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._library = library
        self._runner = runner
        self._stack = stack
        self._messages = messages
        self._kept: tuple[SavedSearch, ...] = ()

    # What is kept

    def show(self, kept: tuple[SavedSearch, ...]) -> None:
        """Take these for what is kept, and list them."""
        self._kept = kept
        self.listed.emit(kept)

    def find(self, wanted: Wanted) -> SavedSearch | None:
        """The saved search that looks for just this, in whatever order, if there is one."""
        for search in self._kept:
            if (search.query, search.issuer, search.year, search.kind) == (
                wanted.query,
                wanted.issuer,
                wanted.year,
                wanted.kind,
            ):
                return search
        return None

    def follow(self, changes: Changes) -> None:
        """The library changed: what is kept may find more or less."""
        if changes.documents:
            self.count()

    def count(self) -> None:
        """Count anew what each finds; one after the other, so that reading is not kept waiting."""
        kept = self._kept[:_COUNTED]
        if kept:
            self._runner.run(
                Lane.WATCH, lambda job: self._count(kept, job), self.counted.emit, receiver=self
            )

    def _count(self, kept: tuple[SavedSearch, ...], job: Job) -> dict[str, int]:
        counts = {}
        for search in kept:
            job.check()
            found = self._library.search(
                search.query,
                limit=1,
                job=job,
                issuer=search.issuer,
                year=search.year,
                kind=search.kind,
            )
            counts[search.id] = found.total
        return counts

    # Changes

    def save(self, wanted: Wanted) -> None:
        """Keep a search; one that is kept already is shown."""
        there = self.find(wanted)
        if there is not None:
            self._messages.info(f"已经保存为“{there.name}”。", self._offer_name(there.id))
        elif wanted.query:
            self._runner.run(
                Lane.WRITE,
                lambda _job: self._library.searches.save(wanted),
                lambda outcome: self._saved(*outcome),
                receiver=self,
            )
        else:
            self._messages.info("先在上面输入要搜索的词，再保存。")

    def _saved(self, made: SavedSearch, changes: Changes) -> None:
        searches = self._library.searches
        self._push("保存搜索", lambda: searches.delete(made.id), lambda: searches.undelete(made.id))
        self._on_changed(changes)
        self._messages.info(
            f"已保存到目录顶端的“保存的搜索”：{made.name}", self._offer_name(made.id)
        )

    def _offer_name(self, search_id: str) -> Offer:
        return Offer("改名", lambda: self.rename_wanted.emit(search_id))

    def rename(self, search_id: str, name: str) -> None:
        """Give a saved search another name."""
        former = self._get(search_id)
        if former is not None and name.strip() != former.name:
            searches = self._library.searches
            self._change(
                "改搜索名",
                lambda: searches.rename(search_id, name),
                lambda: searches.rename(search_id, former.name),
            )

    def move(self, search_id: str, step: int) -> None:
        """Move a saved search up or down the list."""
        places = [search.id for search in self._kept]
        if search_id in places:
            place = places.index(search_id)
            if 0 <= place + step < len(places):
                searches = self._library.searches
                self._change(
                    "移动搜索",
                    lambda: searches.move(search_id, place + step),
                    lambda: searches.move(search_id, place),
                )

    def remove(self, search_id: str) -> None:
        """Put a saved search into the waste basket."""
        searches = self._library.searches
        self._change(
            "移除搜索", lambda: searches.delete(search_id), lambda: searches.undelete(search_id)
        )

    def _get(self, search_id: str) -> SavedSearch | None:
        return next((search for search in self._kept if search.id == search_id), None)

    def _change(self, text: str, do: Write, undo: Write) -> None:
        def done(changes: Changes) -> None:
            if changes:
                self._push(text, undo, do)
            self._on_changed(changes)

        self._runner.run(Lane.WRITE, lambda _job: do(), done, receiver=self)

    def _push(self, text: str, undo: Write, redo: Write) -> None:
        self._stack.push(_Step(text, undo, redo, self._run))

    def _run(self, write: Write) -> None:
        """Undo or redo; if that cannot be done the steps no longer fit the library."""

        def failed(error: Exception) -> None:
            self._stack.clear()
            self._runner.known_error.emit(str(error))

        self._runner.run(
            Lane.WRITE, lambda _job: write(), self._on_changed, receiver=self, failed=failed
        )

    def _on_changed(self, changes: Changes) -> None:
        if changes.searches:
            self.show(self._library.searches.all())
            self.count()
