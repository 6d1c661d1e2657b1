"""The page of orphans in the window: made when it is first asked for, in the place of the text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from zhupi.library import Library
from zhupi.library.model import Changes
from zhupi.qt.annotating import Annotator
from zhupi.qt.bulk_steps import BulkSteps
from zhupi.qt.instead import Instead
from zhupi.qt.messages import Messages
from zhupi.qt.panes import Panes
from zhupi.qt.reading import Reader
from zhupi.qt.runner import Runner

if TYPE_CHECKING:
    from zhupi.qt.orphans_desk import OrphansDesk
    from zhupi.qt.orphans_page import OrphansPage


class Orphanage(Instead["OrphansPage"]):
    """Shows the page; its desk is made with it."""

    _desk: OrphansDesk

    open_requested = Signal(str, object)
    """A document's id, and the offset in its text or ``None``."""
    delete_requested = Signal(list)
    """Ids of annotations."""

    def __init__(
        self,
        library: Library,
        runner: Runner,
        panes: Panes,
        steps: BulkSteps,
        annotator: Annotator,
        reader: Reader,
        messages: Messages,
        parent: QObject,
    ) -> None:
        super().__init__(panes, parent)
        self._library = library
        self._runner = runner
        self._steps = steps
        self._annotator = annotator
        self._reader = reader
        self._messages = messages

    def show(self, annotation: str = "") -> None:
        """Bring the page to the front, with one of them if it is named."""
        page = self._made()
        self._desk.set_meanings(self._annotator.meanings)
        self._panes.show_instead(page)
        self._desk.show(annotation)
        page.view.setFocus()

    def follow(self, changes: Changes) -> None:
        """Show what changed, if the page is in sight."""
        if self._page is not None:
            self._desk.follow(changes)

    def _make(self) -> OrphansPage:
        from zhupi.qt.orphans_desk import OrphansDesk
        from zhupi.qt.orphans_page import OrphansPage

        page = OrphansPage()
        self._desk = OrphansDesk(
            self._library,
            self._runner,
            page,
            self._steps,
            self._reader,
            self._panes.page,
            self._messages,
            self,
        )
        self._desk.open_requested.connect(self._open)
        self._desk.delete_requested.connect(self.delete_requested)
        return page

    def _open(self, document: str, at: int | None) -> None:
        self.leave()
        self.open_requested.emit(document, at)
