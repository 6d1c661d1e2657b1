"""The searches that the user keeps: saved, renamed, moved and removed, each a step to undo.

They are listed in the tree (`zhupi.qt.catalog_model`), with how many documents each finds now.
"""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from zhupi.jobs import Job
from zhupi.library import Library
from zhupi.library.model import Changes, SavedSearch
from zhupi.library.searches import Wanted
from zhupi.qt.bulk_steps import BulkSteps
from zhupi.qt.messages import Messages, Offer
from zhupi.qt.runner import Lane, Runner

_COUNTED = 40
"""So many saved searches are counted; the rest only when they are run."""


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
        steps: BulkSteps,
        messages: Messages,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._library = library
        self._runner = runner
        self._steps = steps
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
        """The library changed: what is kept, or what it finds, may be other."""
        if changes.searches:
            self.show(self._library.searches.all())
        if changes.documents or changes.searches:
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
            self._save(wanted)
        else:
            self._messages.info("先在上面输入要搜索的词，再保存。")

    def _save(self, wanted: Wanted) -> None:
        searches, made = self._library.searches, list[SavedSearch]()

        def forth() -> Changes:
            if made:
                return searches.undelete(made[0].id)
            search, changes = searches.save(wanted)
            made.append(search)
            return changes

        def done(_changes: Changes) -> None:
            self._messages.info(
                f"已保存到目录顶端的“保存的搜索”：{made[0].name}", self._offer_name(made[0].id)
            )

        self._steps.make_pair("保存搜索", forth, lambda: searches.delete(made[0].id), done)

    def _offer_name(self, search_id: str) -> Offer:
        return Offer("改名", lambda: self.rename_wanted.emit(search_id))

    def rename(self, search_id: str, name: str) -> None:
        """Give a saved search another name."""
        searches = self._library.searches
        self._steps.make_from(
            "改搜索名",
            lambda: next((one.name for one in searches.all() if one.id == search_id), name),
            lambda _former: searches.rename(search_id, name),
            lambda former: searches.rename(search_id, former),
        )

    def move(self, search_id: str, step: int) -> None:
        """Move a saved search up or down the list, as far as it reaches."""
        searches = self._library.searches

        def place() -> int | None:
            listed = [search.id for search in searches.all()]
            return listed.index(search_id) if search_id in listed else None

        def put(to: int | None) -> Changes:
            return Changes() if to is None else searches.move(search_id, to)

        self._steps.make_from(
            "移动搜索", place, lambda at: put(None if at is None else at + step), put
        )

    def remove(self, search_id: str) -> None:
        """Put a saved search into the waste basket."""
        searches = self._library.searches
        self._steps.make_pair(
            "移除搜索", lambda: searches.delete(search_id), lambda: searches.undelete(search_id)
        )
