"""The library as the window shows it: what changed reaches every pane from here."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress

from PySide6.QtCore import QObject, Signal

from zhupi.errors import NotFound
from zhupi.library import Library
from zhupi.library.model import CatalogRow, Changes
from zhupi.qt.annotating import Annotator
from zhupi.qt.document_desk import DocumentDesk
from zhupi.qt.importing import Keeper
from zhupi.qt.panes import Panes
from zhupi.qt.reading import Reader
from zhupi.qt.runner import Lane, Runner
from zhupi.qt.saved_searches import SearchKeeper
from zhupi.qt.search_desk import SearchDesk
from zhupi.qt.shelf import Shelf, State
from zhupi.qt.status import Status


class LibraryDesk(QObject):
    """Shows how the library stands, wherever it is shown."""

    shown = Signal(object, object)
    """The `State` that the window shows now, and the `Changes` that led to it."""
    settled = Signal()
    """Everything asked for at the start is imported, indexed and shown."""

    def __init__(
        self,
        library: Library,
        runner: Runner,
        panes: Panes,
        status: Status,
        reader: Reader,
        annotator: Annotator,
        documents: DocumentDesk,
        keeper: Keeper,
        shelf: Shelf,
        search_keeper: SearchKeeper,
        desk: SearchDesk,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._library = library
        self._runner = runner
        self._panes = panes
        self._status = status
        self._reader = reader
        self._annotator = annotator
        self._documents = documents
        self._keeper = keeper
        self._shelf = shelf
        self._search_keeper = search_keeper
        self._desk = desk
        self._announced = False
        self._notes: dict[str, int] = {}
        """How many annotations each document has."""

    def show_marks(self, changes: Changes) -> None:
        """Show what a change of annotations touched; the catalog stays as it is."""
        self._annotator.show()
        self._runner.run(
            Lane.WATCH,  # in turn with the states that `Shelf` loads
            lambda _job: (self._rows(changes.documents), self._library.orphan_count()),
            lambda read: self._show_rows(*read),
            receiver=self,
        )

    def _rows(self, documents: Iterable[str]) -> list[CatalogRow]:
        found = []
        for document in documents:
            with suppress(NotFound):  # it went into the waste basket a moment ago
                found.append(self._library.row(document))
        return found

    def _show_rows(self, rows: list[CatalogRow], orphans: int) -> None:
        for row in rows:
            self._panes.left.catalog.model.update_row(row)
            self._notes[row.id] = row.annotations
        self._panes.left.catalog.set_notes(sum(self._notes.values()))
        self._status.show_orphans(orphans)

    def show(self, state: State, changes: Changes) -> None:
        """Show the library as it is now."""
        catalog = self._panes.left.catalog
        self._search_keeper.show(state.searches)
        catalog.set_groups(state.groups)
        catalog.set_catalog(state.catalog, state.issues)
        catalog.set_basket(state.basket)
        self._notes = {row.id: row.annotations for row in state.documents}
        catalog.set_notes(sum(self._notes.values()))
        catalog.show_document(self._reader.id)
        self._panes.top_bar.set_rows(state.documents, [node.issuer for node in state.catalog])
        self._show_summary(state)
        self._follow_changes(state, changes)
        if not self._reader.id:
            self._documents.open_first()
        self.shown.emit(state, changes)
        if self._announced:
            self._announced = False
            self.settled.emit()

    def settle(self) -> None:
        """Long work is over: show the library once more, then say that it is settled."""
        self._announced = True
        self._shelf.refresh()

    def _follow_changes(self, state: State, changes: Changes) -> None:
        """Let what is read and searched follow the documents that came, went or changed."""
        gone = frozenset(id_ for id_ in changes.documents if id_ not in state.rows)
        self._reader.forget(gone)
        here = state.rows.get(self._reader.id)
        if self._reader.stored is not None and here is None:
            self._documents.leave()
        elif here is not None and here.revision != self._reader.stored_revision:
            self._reader.reload()
        elif changes.annotations:
            self._annotator.show()
        self._desk.follow(changes)
        if changes.documents:
            self._keeper.tidy()

    def _show_summary(self, state: State) -> None:
        documents = state.documents
        doubtful = [row for row in documents if row.doubts]
        self._status.show_summary(len(documents), doubtful, self._index_words())
        self._status.show_orphans(state.orphans)
        if documents:
            self._panes.empty.show_choose()
        elif not self._keeper.busy:
            self._panes.empty.show_nothing(read_only=self._library.read_only)

    def _index_words(self) -> str:
        if self._library.read_only:
            return "只读"
        return "索引就绪" if self._library.index_ready else "正在建立索引"
