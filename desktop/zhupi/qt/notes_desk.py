"""The notes view at work: what is asked of the library, and what is done with what is selected."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from zhupi.annotations.model import Colour, State, Style
from zhupi.library import Library
from zhupi.library.model import CatalogRow, Changes, Edited, NotebookRow, NoteCounts, NoteRow
from zhupi.library.noting import NoteList
from zhupi.qt.bulk_steps import BulkSteps
from zhupi.qt.messages import Messages
from zhupi.qt.note_row_view import DRAGGED
from zhupi.qt.note_rows import PAGE
from zhupi.qt.notes_page import NotesPage
from zhupi.qt.runner import Lane, Runner
from zhupi.qt.titles import short_title

Ids = Callable[[], Sequence[str]]
"""Reads ids; not for the window's thread."""
_FOLLOWED = 500
"""So many selected rows are found again when the list is read anew."""


@dataclass(frozen=True, slots=True)
class _Came:
    """A list that was read: its rows in sight, and the places of what was selected before."""

    found: NoteList
    pages: dict[int, list[NoteRow]]
    selected: list[int]
    current: int
    everything: bool


class NotesDesk(QObject):
    """Fills the page while it is shown, and knows which annotations are selected."""

    open_requested = Signal(str, object)
    """A document's id, and the offset in its text or ``None``."""
    orphan_requested = Signal(str)
    """An annotation that lost its place is to be dealt with."""
    edit_requested = Signal(str, str)
    """A document's id and an annotation's: its note is to be edited."""
    export_requested = Signal(list)
    """Ids of annotations."""
    delete_requested = Signal(list)
    notebook_requested = Signal(list, str)
    """Ids of annotations, and of the notebook, empty for a new one."""

    def __init__(
        self,
        library: Library,
        runner: Runner,
        page: NotesPage,
        steps: BulkSteps,
        messages: Messages,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._library = library
        self._runner = runner
        self._page = page
        self._steps = steps
        self._messages = messages
        self._list: NoteList | None = None
        self._meanings: dict[Colour, str] = {}
        self.shown = 0
        """Counts the lists that were shown."""
        view, bar = page.view, page.bar
        page.filters.changed.connect(self.reload)
        page.filters.days_wanted.connect(self._ask_days)
        view.rows.page_wanted.connect(self._read)
        view.opened.connect(self._open)
        view.document_wanted.connect(self._only_document)
        view.drag_refused.connect(self._refuse_drag)
        view.ids_of = lambda start, stop: self._list.ids(start, stop) if self._list else ()
        view.read_only = library.read_only
        view.edit_requested.connect(self._edit)
        view.delete_requested.connect(lambda: self._with_selected(self.delete_requested.emit))
        view.selectionModel().selectionChanged.connect(self._show_selected)
        bar.cleared.connect(view.clearSelection)
        bar.colour_requested.connect(self._recolour)
        bar.delete_requested.connect(lambda: self._with_selected(self.delete_requested.emit))
        bar.export_requested.connect(lambda: self._with_selected(self.export_requested.emit))
        bar.notebook_requested.connect(self._add_to)
        bar.style_requested.connect(self._restyle)
        bar.tags_requested.connect(self._tag)
        bar.untag_requested.connect(self._untag)
        bar.tags.set_source(lambda prefix: [tag for tag, _ in library.tags(prefix, 8)])
        if library.read_only:
            bar.set_read_only()

    def set_meanings(self, meanings: dict[Colour, str]) -> None:
        """Name the colours."""
        self._meanings = dict(meanings)
        self._page.view.rows.meanings = self._meanings
        self._page.bar.set_meanings(meanings)
        self._page.view.viewport().update()

    # Reading

    def follow(self, changes: Changes) -> None:
        """Show what changed, if the page is in sight."""
        touched = changes.annotations or changes.documents or changes.notebooks
        if self._page.isVisible() and touched:
            self.reload()

    def reload(self) -> None:
        """Read which annotations are asked for; the place in the list stays as far as it can."""
        wanted, sort = self._page.filters.wanted()
        view, (selected, current) = self._page.view, self._remembered()
        everything = view.all_selected()
        height = view.delegate.height
        top = view.verticalScrollBar().value()
        first, last = top // height // PAGE, (top + view.height()) // height // PAGE

        def read(_job: object) -> _Came:
            found = self._library.note_list(wanted, sort)
            pages = {page: found.rows(page * PAGE, (page + 1) * PAGE) for page in {0, first, last}}
            return _Came(
                found,
                pages,
                [] if everything or not selected else found.places(selected),
                next(iter(found.places([current])), -1) if current else -1,
                everything=everything,
            )

        self._runner.discard(Lane.NOTES)
        self._runner.run(Lane.NOTES, read, self._show, receiver=self)

    def _remembered(self) -> tuple[list[str], str]:
        """The ids of what is selected, if they are few and known, and of the current row."""
        view = self._page.view
        ranges = view.selected_ranges()
        few = sum(last + 1 - first for first, last in ranges) <= _FOLLOWED
        rows = [row for first, last in ranges for row in range(first, last + 1)] if few else []
        known = [view.rows.known(row) for row in rows]
        current = view.rows.known(view.currentIndex().row())
        return (
            [row.annotation.id for row in known if row is not None],
            "" if current is None else current.annotation.id,
        )

    def _show(self, came: _Came) -> None:
        self._list = came.found
        self.shown += 1
        view = self._page.view
        at = view.verticalScrollBar().value()
        self._page.show_total(came.found.total)
        for page, rows in came.pages.items():
            view.rows.take(page, rows)
        view.verticalScrollBar().setValue(at)
        if came.everything:
            view.selectAll()
        if came.selected or came.current >= 0:
            view.select_rows(came.selected, came.current, keep=came.everything)
        self._show_selected()
        # In another lane: the rows that come into sight need not wait for it.
        self._runner.run(
            Lane.READ,
            lambda _job: (came.found.counts(), self._library.notebooks.rows()),
            lambda read: self._offer(came.found, *read),
            receiver=self,
        )

    def _offer(self, found: NoteList, counts: NoteCounts, notebooks: list[NotebookRow]) -> None:
        """Offer what the annotations can be narrowed to, and where they can go."""
        if found is not self._list:
            return
        self._page.bar.set_notebooks([row.notebook for row in notebooks])
        self._page.filters.show_counts(counts, self._meanings)
        self._page.bar.set_tags([tag for tag, _ in counts.tags])

    def _read(self, page: int) -> None:
        found = self._list
        if found is None:
            return

        def take(rows: list[NoteRow]) -> None:
            if found is self._list:
                self._page.view.rows.take(page, rows)

        self._runner.run(
            Lane.NOTES,
            lambda _job: found.rows(page * PAGE, (page + 1) * PAGE),
            take,
            receiver=self,
        )

    def _row(self, at: int) -> NoteRow | None:
        return self._page.view.rows.known(at)

    def _open(self, at: int) -> None:
        row = self._row(at)
        if row is None:
            return
        if row.annotation.state is State.ORPHAN:
            self.orphan_requested.emit(row.annotation.id)
            return
        selector = row.annotation.selector
        self.open_requested.emit(row.row.id, None if selector is None else selector.start)

    def _only_document(self, at: int) -> None:
        row = self._row(at)
        if row is not None:
            self.show_only(row.row)

    def show_only(self, row: CatalogRow) -> None:
        """Show the annotations of one document."""
        self._page.filters.show_only(row.enclosed_in or row.id, row.number or short_title(row))

    def _ask_days(self) -> None:
        filters = self._page.filters
        filters.take_days(self._messages.ask_days("哪几天写的批注", filters.days))

    def _refuse_drag(self) -> None:
        self._messages.info(f"一次最多拖动 {DRAGGED} 条；再多请用下面的“加入摘编”。")

    def _edit(self, at: int) -> None:
        row = self._row(at)
        if row is not None and not self._library.read_only:
            self.edit_requested.emit(row.row.id, row.annotation.id)

    # Changing what is selected

    def _show_selected(self) -> None:
        ranges = self._page.view.selected_ranges()
        self._page.bar.show_count(sum(last - first + 1 for first, last in ranges))

    def listed(self) -> Ids:
        """Reads the ids of all that the filters let through; slow where there are many."""
        found = self._list
        return (lambda: found.ids()) if found is not None else tuple

    def selected(self) -> Ids | None:
        """Reads the ids of what is selected, if anything is."""
        found, ranges = self._list, self._page.view.selected_ranges()
        if found is None or not ranges:
            return None
        return lambda: [id_ for first, last in ranges for id_ in found.ids(first, last + 1)]

    def _with_selected(self, work: Callable[[list[str]], None]) -> None:
        """Call with the ids of what is selected; they are read in a lane, there may be many."""
        read = self.selected()
        if read is not None:
            self._runner.run(Lane.READ, lambda _job: list(read()), work, receiver=self)

    def _change(self, what: str, work: Callable[[list[str]], Edited]) -> None:
        def change(ids: list[str]) -> None:
            self._steps.make(f"{what} {len(ids)} 条批注", lambda: work(ids))

        self._with_selected(change)

    def _tag(self, tags: list[str]) -> None:
        self._change("加标签", lambda ids: self._library.tag(ids, tags))

    def _untag(self, tag: str) -> None:
        self._change("去标签", lambda ids: self._library.untag(ids, [tag]))

    def _recolour(self, colour: str) -> None:
        self._change("改色", lambda ids: self._library.recolour(ids, Colour(colour)))

    def _restyle(self, style: str) -> None:
        self._change("改样式", lambda ids: self._library.restyle(ids, Style(style)))

    def _add_to(self, notebook: str) -> None:
        self._with_selected(lambda ids: self.notebook_requested.emit(ids, notebook))
