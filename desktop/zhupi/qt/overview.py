"""The notes view in the window: made when it is first asked for, in the place of the page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from zhupi.library import Library
from zhupi.library.model import Changes
from zhupi.qt.annotating import Annotator
from zhupi.qt.bulk_steps import BulkSteps
from zhupi.qt.excerpting import Excerpter
from zhupi.qt.exporting import Exporter
from zhupi.qt.instead import Instead
from zhupi.qt.messages import Messages
from zhupi.qt.panes import Panes
from zhupi.qt.runner import Runner

if TYPE_CHECKING:
    from zhupi.qt.notes_desk import Ids, NotesDesk
    from zhupi.qt.notes_page import NotesPage


class Overview(Instead["NotesPage"]):
    """Shows and hides the view; what it deletes and hands out goes the way of the rest."""

    _desk: NotesDesk
    """Made with the page."""

    open_requested = Signal(str, object)
    """A document's id, and the offset in its text or ``None``."""
    orphan_requested = Signal(str)
    """The annotation lost its place, and is to be dealt with."""
    edit_requested = Signal(str)
    """The annotation, whose document is open by now, is to have its note edited."""

    def __init__(
        self,
        library: Library,
        runner: Runner,
        panes: Panes,
        steps: BulkSteps,
        annotator: Annotator,
        exporter: Exporter,
        excerpter: Excerpter,
        messages: Messages,
        parent: QObject,
    ) -> None:
        super().__init__(panes, parent)
        self._library = library
        self._runner = runner
        self._steps = steps
        self._annotator = annotator
        self._exporter = exporter
        self._excerpter = excerpter
        self._messages = messages

    @property
    def shown(self) -> int:
        """How many lists were shown so far."""
        return 0 if self._page is None else self._desk.shown

    def show(self) -> None:
        """Bring the view to the front, as the filters stand."""
        page = self._made()
        self._desk.set_meanings(self._annotator.meanings)
        self._panes.show_instead(page)
        self._desk.reload()
        page.view.setFocus()

    def show_document(self, row: str) -> None:
        """Bring the view to the front with the annotations of one document."""
        self.show()
        self._desk.show_only(self._library.row(row))

    def listed(self) -> Ids | None:
        """Reads which annotations the filters let through, while the view is in sight."""
        if self._page is None or not self._page.isVisible():
            return None
        return self._desk.listed()

    def selected(self) -> Ids | None:
        """Reads which of them are selected, if any are."""
        return None if self.listed() is None else self._desk.selected()

    def follow(self, changes: Changes) -> None:
        """Show what changed, if the view is in sight."""
        if self._page is not None:
            self._desk.follow(changes)

    def _make(self) -> NotesPage:
        from zhupi.qt.notes_desk import NotesDesk
        from zhupi.qt.notes_page import NotesPage

        page = NotesPage()
        desk = NotesDesk(self._library, self._runner, page, self._steps, self._messages, self)
        desk.open_requested.connect(self._open)
        desk.edit_requested.connect(self._edit)
        desk.orphan_requested.connect(self.orphan_requested)
        desk.delete_requested.connect(self._excerpter.delete)
        desk.export_requested.connect(self._exporter.export_annotations)
        desk.notebook_requested.connect(self._excerpter.add)
        self._desk = desk
        return page

    def _open(self, document: str, at: int | None) -> None:
        self.leave()
        self.open_requested.emit(document, at)

    def _edit(self, document: str, annotation: str) -> None:
        found = self._library.annotation(annotation)
        selector = found.selector if found is not None else None
        self._open(document, None if selector is None else selector.start)
        self.edit_requested.emit(annotation)
