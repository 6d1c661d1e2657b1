"""Comparing two documents, in the place of the page that is read; made when first asked for."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from zhupi.jobs import Job
from zhupi.library import Library
from zhupi.library.model import CatalogRow
from zhupi.qt.instead import Instead
from zhupi.qt.messages import Messages
from zhupi.qt.panes import Panes
from zhupi.qt.runner import Lane, Runner

if TYPE_CHECKING:
    from zhupi.library.comparing import Compared
    from zhupi.qt.compare_page import ComparePage

_OFFERED = 4
"""So many other copies are offered to be compared with."""


class Comparison(Instead["ComparePage"]):
    """Compares two documents beside the window; another pair calls the one before off."""

    def __init__(
        self, library: Library, runner: Runner, panes: Panes, messages: Messages, parent: QObject
    ) -> None:
        super().__init__(panes, parent)
        self._library = library
        self._runner = runner
        self._messages = messages
        self._rows: tuple[CatalogRow, CatalogRow] | None = None
        self._job: Job | None = None

    def compare(self, rows: Sequence[str]) -> None:
        """Compare two documents, or one with another copy of its text that the user chooses."""
        first = self._library.row(rows[0])
        second = self._library.row(rows[1]) if len(rows) > 1 else self._other_copy(first)
        if second is not None:
            self._begin((first, second))

    def leave(self) -> None:
        """Go back to the text, and call off what is under way."""
        if self._job is not None:
            self._job.cancel()
        super().leave()

    def _other_copy(self, row: CatalogRow) -> CatalogRow | None:
        copies = [one for one in self._library.copies(row.id) if one.id != row.id][:_OFFERED]
        if not copies:
            self._messages.info("这件公文在库中只有这一份；也可以选中两件公文来对照。")
            return None
        if len(copies) == 1:
            return copies[0]
        chosen = self._messages.choose(
            "与哪一份对照？", row.title, [f"{one.source}　第 {one.lines[0]} 行起" for one in copies]
        )
        return None if chosen is None else copies[chosen]

    def _begin(self, rows: tuple[CatalogRow, CatalogRow]) -> None:
        if self._job is not None:
            self._job.cancel()
        self._rows = rows
        page = self._made()
        page.wait(rows)
        self._panes.show_instead(page)
        page.text.setFocus()
        self._job = self._runner.run(
            Lane.COMPARE,
            lambda job: self._compared(rows, job),
            lambda found: self._show(rows, found),
            receiver=self,
        )

    def _compared(self, rows: tuple[CatalogRow, CatalogRow], job: Job) -> tuple[Compared, ...]:
        from zhupi.library.comparing import compare, paragraphs

        left, right = (paragraphs(self._library.document(row.id).document, row) for row in rows)
        return compare(left, right, job)

    def _show(self, rows: tuple[CatalogRow, CatalogRow], found: tuple[Compared, ...]) -> None:
        if rows == self._rows:
            self._job = None
            self._made().show_found(found)

    def _swap(self) -> None:
        if self._rows is not None:
            self._begin((self._rows[1], self._rows[0]))

    def _make(self) -> ComparePage:
        from zhupi.qt.compare_page import ComparePage

        page = ComparePage()
        page.swap_requested.connect(self._swap)
        return page
