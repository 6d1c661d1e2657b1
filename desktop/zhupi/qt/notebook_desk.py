"""Notebooks at work: which one is open, and what the user does with it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QModelIndex, QObject, Signal

from zhupi.annotations.model import Colour
from zhupi.annotations.notebooks import Item, ItemKind, whole_sections
from zhupi.library import Library
from zhupi.library.model import Changes, Edited, Entry, NotebookRow, Outline
from zhupi.qt.bulk_steps import BulkSteps
from zhupi.qt.excerpting import Excerpter, together
from zhupi.qt.messages import Messages
from zhupi.qt.notebook_panel import NotebookPanel
from zhupi.qt.reading import Reader
from zhupi.qt.reading_pane import ReadingPane
from zhupi.qt.runner import Lane, Runner
from zhupi.settings import Settings


class NotebookDesk(QObject):
    """Keeps the panel as the library is, and writes what is asked for as steps to undo."""

    open_requested = Signal(str, object)
    """A document's id and the offset of an excerpt in its text."""
    export_requested = Signal(str)
    """The id of a notebook."""

    def __init__(
        self,
        library: Library,
        runner: Runner,
        panel: NotebookPanel,
        steps: BulkSteps,
        excerpter: Excerpter,
        reader: Reader,
        page: ReadingPane,
        settings: Settings,
        messages: Messages,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._library = library
        self._books = library.notebooks
        self._runner = runner
        self.panel = self._panel = panel
        self._steps = steps
        self._excerpter = excerpter
        self._reader = reader
        self._page = page
        self._settings = settings
        self._messages = messages
        view = panel.view
        panel.came_into_sight.connect(self.show)
        panel.chosen.connect(self.choose)
        panel.delete_requested.connect(self._delete_book)
        panel.earlier_requested.connect(self._earlier)
        panel.export_requested.connect(lambda: self.export_requested.emit(self.current))
        panel.heading_requested.connect(self._add_heading)
        panel.rename_requested.connect(self._rename)
        panel.text_requested.connect(self._add_text)
        view.indented.connect(self._indent)
        view.moved.connect(self._step)
        view.opened.connect(self._open)
        view.removed.connect(self._remove)
        view.rows.annotations_dropped.connect(self._take_annotations)
        view.rows.edited.connect(self._edit)
        view.rows.moved.connect(self._move)
        view.rows.words_dropped.connect(self._take_words)
        if library.read_only:
            panel.set_read_only()

    @property
    def current(self) -> str:
        """The id of the notebook that is open, or ""."""
        return self._settings.last_notebook

    # Showing

    def follow(self, changes: Changes) -> None:
        """Show what changed, if the panel is in sight."""
        if self._panel.isVisible() and (
            changes.notebooks or changes.annotations or changes.documents
        ):
            self.show()

    def show(self) -> None:
        """Read the notebooks and the outline of the one that is open."""

        asked = self.current

        def read(_job: object) -> tuple[list[NotebookRow], Outline | None]:
            rows = self._books.rows()
            ids = [row.notebook.id for row in rows]
            wanted = asked if asked in ids else ids[0] if ids else ""
            return rows, self._books.outline(wanted) if wanted else None

        self._runner.run(Lane.READ, read, lambda came: self._show(asked, *came), receiver=self)

    def _show(self, asked: str, rows: Sequence[NotebookRow], outline: Outline | None) -> None:
        if asked != self.current:
            return  # another notebook was opened meanwhile, and is on its way
        self._settings.last_notebook = "" if outline is None else outline.notebook.id
        self._panel.show_books(rows, self.current)
        self._panel.show_outline(outline)

    def choose(self, book: str) -> None:
        """Open a notebook; "" asks for the name of a new one."""
        if book:
            self._settings.last_notebook = book
            self.show()
            return
        name = self._messages.ask_name("新建摘编", "")
        if name is not None:
            self._make(name)

    def _make(self, name: str) -> None:
        made = ""

        def work() -> Edited:
            nonlocal made
            book, edited = self._books.make(name)
            made = book.id
            return edited

        def done(_edited: Edited) -> None:
            self._settings.last_notebook = made
            self.show()

        self._steps.make(f"新建摘编“{name}”", work, done)

    def _rename(self) -> None:
        book = self.current
        name = self._messages.ask_name("摘编改名", self._books.find(book).name)
        if name is not None:
            self._steps.make("摘编改名", lambda: self._books.rename(book, name))

    def _earlier(self) -> None:
        """Put the notebook before the one that stands before it."""
        ids = [row.notebook.id for row in self._books.rows()]
        at = ids.index(self.current) if self.current in ids else 0
        if at == 0:
            self._messages.info("这已经是第一本摘编。")
        else:
            self._steps.make("移动摘编", lambda: self._books.reorder(ids[at], before=ids[at - 1]))

    def _delete_book(self) -> None:
        book = self.current
        name = self._books.find(book).name
        self._steps.make(
            f"删除摘编“{name}”",
            lambda: self._books.delete(book),
            lambda _edited: self._messages.info(f"摘编“{name}”已移到回收站，按 Ctrl+Z 撤销。"),
        )

    def flush(self) -> None:
        """Write what stands in an editor that is open."""
        self._panel.view.delegate.flush()

    # Taking in

    def take(self, annotation: str) -> None:
        """Excerpt the words selected on the page, else the current mark."""
        stretch = self._page.selected()
        if stretch is not None and self._reader.id:
            self._mark(*stretch, before=None)
        elif annotation:
            self._take_annotations([annotation], "")
        else:
            self._messages.info("先选中文字或一条批注，再按 E 摘入摘编。")

    def _take_annotations(self, ids: list[str], before: str) -> None:
        self._excerpter.add(ids, self._target(), before or None)

    def _target(self) -> str:
        """The id of the notebook that takes what comes: the open one, else the first, or ""."""
        ids = [row.notebook.id for row in self._books.rows()]
        return self.current if self.current in ids else ids[0] if ids else ""

    def _take_words(self, words: str, before: str) -> None:
        """Words were dropped: those selected on the page are marked, others are one's own text."""
        stretch, book = self._page.selected(), self._target()
        if stretch is not None and self._page.words[slice(*stretch)] == words:
            self._mark(*stretch, before=before or None)
        elif words.strip() and book:
            self._steps.make("加文字", lambda: self._books.add_text(book, words, before or None)[1])

    def _mark(self, start: int, end: int, *, before: str | None) -> None:
        document, colour = self._reader.id, Colour(self._settings.last_colour)
        words = self._page.words[start:end]
        book, made = self._target(), Edited()
        name = self._books.find(book).name if book else self._messages.ask_name("新建摘编", "")
        if name is None:
            return

        def work() -> Edited:
            nonlocal book, made
            if not book:
                notebook, made = self._books.make(name)
                book = notebook.id
            put = self._books.mark(
                book, document, start, end, colour=colour, before=before, words=words
            )[1]
            return together(made, put)

        def done(edited: Edited) -> None:
            self._settings.last_notebook = book
            item = next(one for one in edited.after if isinstance(one, Item))
            self._panel.bring_when_shown(item.id)
            self._excerpter.tell(name, book)

        self._steps.make(f"摘入“{name}”", work, done)
        self._page.clear_selection()

    # Changing

    def _add_heading(self) -> None:
        book, (before, level) = self.current, self._panel.after_section()
        self._add("加标题", lambda: self._books.add_heading(book, "新标题", level, before))

    def _add_text(self) -> None:
        book, before = self.current, self._panel.after_selected()
        self._add("加文字", lambda: self._books.add_text(book, "", before))

    def _add(self, what: str, work: Callable[[], tuple[Item, Edited]]) -> None:
        made = ""

        def add() -> Edited:
            nonlocal made
            item, edited = work()
            made = item.id
            return edited

        self._steps.make(what, add, lambda _edited: self._panel.edit_when_shown(made))

    def _edit(self, item: str, text: str) -> None:
        # What was typed in one editor is one step.
        key = f"{item} {self._panel.view.delegate.sitting}"
        self._steps.make("改摘编文字", lambda: self._books.edit(item, text), key=key)

    def _indent(self, step: int) -> None:
        ids = [one.id for one in self._selected() if one.kind is ItemKind.HEADING]
        if ids:
            self._steps.make("改标题级别", lambda: self._books.indent(ids, step))

    def _move(self, ids: list[str], before: str) -> None:
        self._steps.make(
            f"移动 {len(ids)} 项",
            lambda: self._books.move(ids, before or None, sections=True),
        )

    def _step(self, step: int) -> None:
        """Move what is selected, headings with all that stands under them, over one item."""
        entries = self._panel.view.rows.entries
        items = [entry.item for entry in entries]
        ids = whole_sections(items, self._panel.view.selected())
        if not ids:
            return
        places = [row for row, entry in enumerate(entries) if entry.id in set(ids)]
        first, last = places[0], places[-1]
        if step < 0 and first > 0:
            self._move(ids, entries[first - 1].id)
        elif step > 0 and last + 1 < len(entries):
            after = last + 2
            self._move(ids, entries[after].id if after < len(entries) else "")

    def _remove(self) -> None:
        ids = self._panel.view.selected()
        if ids:
            self._steps.make(f"移除 {len(ids)} 项", lambda: self._books.remove(ids))

    def _selected(self) -> list[Entry]:
        wanted = set(self._panel.view.selected())
        return [entry for entry in self._panel.view.rows.entries if entry.id in wanted]

    def _open(self, index: QModelIndex) -> None:
        """Go to the source of an excerpt; edit one's own words."""
        entry = self._panel.view.rows.entries[index.row()]
        if entry.note is not None and not entry.gone:
            selector = entry.note.annotation.selector
            self.open_requested.emit(
                entry.note.row.id, None if selector is None else selector.start
            )
        elif entry.kind in (ItemKind.HEADING, ItemKind.TEXT) and not self._library.read_only:
            self._panel.view.edit(index)
        else:
            self._messages.info("这段摘录的批注已删除，原文位置没有了。")
