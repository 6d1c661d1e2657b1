"""The window: three panes under a bar. It is built, then connected; each part does its own work."""

from __future__ import annotations

from base64 import b64decode, b64encode
from binascii import Error as NotBase64
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QByteArray, QPoint, QSize, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QGuiApplication
from PySide6.QtWidgets import QApplication, QMainWindow, QMenu

from zhupi.annotations.model import Colour
from zhupi.errors import KnownError
from zhupi.library import Library
from zhupi.library.model import Changes, StoredDocument
from zhupi.locations import Places
from zhupi.qt import actions, citations, themes
from zhupi.qt.annotating import Annotator
from zhupi.qt.dialog_desk import DialogDesk
from zhupi.qt.exporting import Exporter
from zhupi.qt.first_page import FirstPage
from zhupi.qt.hits import HitWalker
from zhupi.qt.importing import Keeper
from zhupi.qt.marking import Marker
from zhupi.qt.message_bar import WindowMessages
from zhupi.qt.messages import Messages
from zhupi.qt.panes import Panes
from zhupi.qt.passages import PassageRow
from zhupi.qt.reading import Reader
from zhupi.qt.runner import Lane, Runner
from zhupi.qt.search_desk import SearchDesk
from zhupi.qt.searching import Searcher
from zhupi.qt.shelf import Shelf, State
from zhupi.qt.status import Status
from zhupi.settings import Settings

WRITING = (
    "mark",
    "mark_red",
    "mark_yellow",
    "mark_green",
    "mark_blue",
    "mark_purple",
    "write_note",
    "delete_mark",
    "undo",
    "redo",
    "import_files",
    "import_folder",
    "rebuild_index",
)
"""The actions that a window may not do while another one writes."""


class MainWindow(QMainWindow):
    """One library in one window. ``messages`` takes the place of the window's own, in tests."""

    settled = Signal()
    """Everything asked for at the start is imported, indexed and shown."""

    def __init__(
        self,
        library: Library,
        places: Places,
        settings: Settings,
        messages: Messages | None = None,
    ) -> None:
        super().__init__()
        self.setObjectName("mainWindow")
        self.setAcceptDrops(True)
        self.library = library
        self.settings = settings
        self._places = places
        self._closing = False
        self._insists = False
        self._closed = False
        self._announced = False
        self._files: Sequence[Path] = ()
        self.runner = Runner(self)
        self.theme = themes.chosen(settings.theme)
        self._build()
        self.messages: Messages = messages or WindowMessages(
            self, self.panes.notice, self.panes.banner
        )
        self._build_workers()
        self._follow = QTimer(self)
        self._follow.setSingleShot(True)
        self._follow.setInterval(60)
        self._connect()
        self._restore()
        self.set_theme(settings.theme)

    # Building

    def _build(self) -> None:
        self.panes = Panes()
        self.top_bar, self.left = self.panes.top_bar, self.panes.left
        self.pane, self.side = self.panes.page, self.panes.side
        self.status = Status()
        self.actions_ = actions.make(self, self.pane)
        self.setCentralWidget(self.panes)
        self.setStatusBar(self.status)
        self.top_bar.arrange(self.actions_)
        self._fill_more_menu()
        for name in ("write_note", "copy"):
            self.panes.selection_bar.add_action(self.actions_[name])

    def _build_workers(self) -> None:
        library, runner, settings, said = self.library, self.runner, self.settings, self.messages
        self.reader = Reader(library, self.pane, settings, self)
        self.marker = Marker(library, runner, self)
        self.searcher = Searcher(library, runner, self)
        self.walker = HitWalker(self.searcher, self.reader, self.pane, self)
        self.shelf = Shelf(library, runner, self)
        self.first_page = FirstPage(self.pane, self)
        self.keeper = Keeper(library, runner, said, settings, self)
        self.exporter = Exporter(library, runner, said, settings, self)
        self.annotator = Annotator(
            library,
            self.reader,
            self.marker,
            self.pane,
            self.panes.selection_bar,
            self.side,
            settings,
            said,
            self,
        )
        self.desk = SearchDesk(self.panes, self.searcher, self.walker, self.reader, self)
        self.dialogs = DialogDesk(library, self._places, self.annotator, self)

    def _fill_more_menu(self) -> None:
        menu = self.top_bar.more_menu
        for group in (
            ("undo", "redo"),
            ("basket", "meanings", "rebuild_index"),
            ("shortcuts", "about"),
            ("quit",),
        ):
            for name in group:
                menu.addAction(self.actions_[name])
            menu.addSeparator()

    def _connect(self) -> None:
        act = self.actions_
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._on_system_scheme)
        act["about"].triggered.connect(self.dialogs.show_about)
        act["back"].triggered.connect(self.reader.back)
        act["basket"].triggered.connect(self.dialogs.show_basket)
        act["copy"].triggered.connect(self.pane.copy)
        act["delete_mark"].triggered.connect(self.annotator.delete_current)
        act["export_all"].triggered.connect(lambda: self.exporter.export(None))
        act["export_document"].triggered.connect(self.export_document)
        act["filter_catalog"].triggered.connect(self.desk.enter_filter)
        act["focus_catalog"].triggered.connect(self.desk.enter_catalog)
        act["focus_panel"].triggered.connect(self.side.tabs.setFocus)
        act["focus_text"].triggered.connect(self.pane.setFocus)
        act["forward"].triggered.connect(self.reader.forward)
        act["import_files"].triggered.connect(self.keeper.choose_files)
        act["import_folder"].triggered.connect(self.keeper.choose_folder)
        act["larger"].triggered.connect(lambda: self.reader.zoom(1))
        act["mark"].triggered.connect(self.annotator.mark_or_hint)
        act["mark_blue"].triggered.connect(lambda: self.annotator.mark(Colour.BLUE))
        act["mark_green"].triggered.connect(lambda: self.annotator.mark(Colour.GREEN))
        act["mark_purple"].triggered.connect(lambda: self.annotator.mark(Colour.PURPLE))
        act["mark_red"].triggered.connect(lambda: self.annotator.mark(Colour.RED))
        act["mark_yellow"].triggered.connect(lambda: self.annotator.mark(Colour.YELLOW))
        act["meanings"].triggered.connect(self.dialogs.show_meanings)
        act["next_document"].triggered.connect(lambda: self.step_document(1))
        act["next_hit"].triggered.connect(lambda: self.walker.step(1))
        act["previous_document"].triggered.connect(lambda: self.step_document(-1))
        act["previous_hit"].triggered.connect(lambda: self.walker.step(-1))
        act["quit"].triggered.connect(self.close)
        act["rebuild_index"].triggered.connect(self.keeper.rebuild_index)
        act["redo"].triggered.connect(self.marker.stack.redo)
        act["search"].triggered.connect(self.desk.enter)
        act["shortcuts"].triggered.connect(self.dialogs.show_shortcuts)
        act["smaller"].triggered.connect(lambda: self.reader.zoom(-1))
        act["undo"].triggered.connect(self.marker.stack.undo)
        act["write_note"].triggered.connect(self.annotator.write_note)
        self._follow.timeout.connect(self._follow_scroll)
        self.annotator.notes_wanted.connect(self.side.show)
        self.desk.open_requested.connect(self.open)
        self.dialogs.restore_requested.connect(self.keeper.restore)
        self.first_page.readable.connect(self._load_rest)
        self.keeper.changed.connect(self.shelf.refresh)
        self.keeper.progress.connect(self.shelf.import_goes_on)
        self.keeper.progress.connect(self.status.show_progress)
        self.keeper.reported.connect(self.dialogs.show_report)
        self.keeper.settled.connect(self._on_settled)
        self.left.catalog.basket_requested.connect(self.dialogs.show_basket)
        self.left.catalog.open_requested.connect(self.open)
        self.left.catalog.remove_requested.connect(self.keeper.remove_document)
        self.left.catalog.remove_source_requested.connect(self.keeper.remove_source)
        self.left.catalog.said.connect(self.messages.info)
        self.left.results.left.connect(self.desk.leave)
        self.left.results.view.row_chosen.connect(self.desk.choose)
        self.marker.changed.connect(self.show_marks)
        self.marker.draft_failed.connect(self._on_draft_failed)
        self.marker.draft_failed.connect(self.side.notes.editor.not_saved)
        self.marker.draft_saved.connect(self.side.notes.editor.saved)
        self.marker.made.connect(self.annotator.on_made)
        self.marker.stack.canRedoChanged.connect(act["redo"].setEnabled)
        self.marker.stack.canUndoChanged.connect(act["undo"].setEnabled)
        self.marker.stack.redoTextChanged.connect(lambda text: self._name_step("redo", text))
        self.marker.stack.undoTextChanged.connect(lambda text: self._name_step("undo", text))
        self.pane.annotation_clicked.connect(self.annotator.choose)
        self.pane.customContextMenuRequested.connect(self._show_pane_menu)
        self.pane.scrolled.connect(self._on_scrolled)
        self.pane.selection_gone.connect(self.panes.selection_bar.hide)
        self.pane.selection_made.connect(self.annotator.show_bar)
        self.pane.zoom_requested.connect(self.reader.zoom)
        self.panes.empty.import_requested.connect(self.keeper.choose_files)
        self.panes.selection_bar.colour_requested.connect(self._on_bar_colour)
        self.reader.history_changed.connect(self._show_history)
        self.reader.opened.connect(self._on_opened)
        self.runner.known_error.connect(self.messages.error)
        self.runner.written.connect(self._on_written)
        self.searcher.cleared.connect(self.desk.forget)
        self.searcher.found.connect(self.desk.show)
        self.searcher.places_found.connect(self.walker.take)
        self.searcher.started.connect(self.left.results.start)
        self.shelf.loaded.connect(self.show_library)
        self.side.citations.row_chosen.connect(self.open_citation)
        self.side.notes.card_chosen.connect(self.annotator.go_to)
        self.side.notes.delete_requested.connect(self.marker.delete)
        self.side.notes.editor.colour_requested.connect(self.annotator.recolour)
        self.side.notes.editor.delete_requested.connect(self.marker.delete)
        self.side.notes.editor.save_requested.connect(self.annotator.save)
        self.side.outline.place_requested.connect(self.reader.go_to)
        self.status.cancel_requested.connect(self.keeper.cancel)
        self.status.doubt_requested.connect(self.open_doubt)
        self.top_bar.narrowed.connect(self.desk.narrow)
        self.top_bar.search_box.down_requested.connect(self.desk.enter_results)
        self.top_bar.search_box.left.connect(self.desk.leave)
        self.top_bar.search_box.next_requested.connect(lambda: self.walker.step(1))
        self.top_bar.search_box.previous_requested.connect(lambda: self.walker.step(-1))
        self.top_bar.search_box.textChanged.connect(self.searcher.type)
        self.top_bar.theme_requested.connect(self.set_theme)
        self.walker.open_requested.connect(self.open)

    # Starting and ending

    def _restore(self) -> None:
        """Stand where the window stood, as far as the screens allow."""
        try:
            geometry = b64decode(self.settings.geometry, validate=True)
        except (NotBase64, ValueError):
            geometry = b""
        if not geometry or not self.restoreGeometry(QByteArray(geometry)):
            self.resize(QSize(1440, 900).boundedTo(self.screen().availableSize()))
        self.panes.set_widths(self.settings.splitter)
        for name in ("undo", "redo", "back", "forward"):
            self.actions_[name].setEnabled(False)
        if self.library.read_only:
            self._restrict()

    def _restrict(self) -> None:
        """Another window writes: offer nothing here that does, and say so."""
        for name in WRITING:
            self.actions_[name].setEnabled(False)
        self.left.catalog.set_read_only()
        self.side.notes.editor.set_read_only()
        self.setAcceptDrops(False)
        self.messages.warn(
            "这个文库已在另一个窗口中打开。这里只能阅读和搜索，不能导入、批注或移除。"
        )

    def start(self, files: Sequence[Path] = (), address: str | None = None) -> None:
        """After the window shows: open what was asked for or read last, then load the rest."""
        if self.library.is_new and not self.library.read_only:
            self.panes.empty.show_coming()
        self._files = files
        last = address.removeprefix("zhupi:") if address else self.settings.last_document
        if last and self._has(last):
            self.open(last)
            self.first_page.wait()
        else:
            self._load_rest()
        self.pane.setFocus()

    def _load_rest(self) -> None:
        self.shelf.refresh()
        self.keeper.start(self._files)
        self.shelf.watch()

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802 - Qt's name
        """Save what is written, end the work, and keep how the window stood.

        The window stays until the last write is on disk. If that cannot be done it says so and
        stays open; closed once more, it goes all the same.
        """
        if self._closed:
            super().closeEvent(event)
            return
        if not self._insists:
            self.side.notes.editor.flush()
            if self.runner.waiting(Lane.WRITE):
                self._closing = True
                event.ignore()
                return
        self._closed = True
        self._end()
        super().closeEvent(event)

    def _end(self) -> None:
        self.shelf.stop()
        self._follow.stop()
        self.reader.remember()
        self.settings.geometry = b64encode(self.saveGeometry().data()).decode()
        self.settings.splitter = self.panes.widths()
        self.hide()
        self.runner.close()
        self.marker.close()
        try:
            self.settings.save(self._places.config)
        except KnownError as error:
            self.messages.error(str(error))
        self.library.close()

    def _on_written(self) -> None:
        if self._closing:
            self.close()

    def _on_draft_failed(self) -> None:
        self._insists = self._closing
        self._closing = False

    # Opening

    def open(self, row_id: str, at: int | None = None) -> None:
        """Open a document, or an enclosed text, at a place or where it was left."""
        try:
            self.reader.open(row_id, at)
        except KnownError as error:
            self.messages.error(str(error))
            self.shelf.refresh()

    def open_citation(self, row: PassageRow) -> None:
        """Open the text that a citation names, or go to the citation's own place."""
        if row.document is not None:
            self.open(row.document, row.at)
        elif row.at is not None:
            self.reader.go_to(row.at)
        if row.at is not None and row.length:
            self.pane.select(row.at, row.at + row.length)

    def open_doubt(self, document: str) -> None:
        """Open a document at its first doubt."""
        self.open(document)
        places = self.pane.doubts()
        if places:
            self.reader.go_to(places[0])

    def step_document(self, step: int) -> None:
        """Open the document after or before this one in the tree."""
        document = self.left.catalog.neighbour(self.reader.id, step)
        if document is not None:
            self.open(document)

    def _open_first(self) -> None:
        first = self.left.catalog.first()
        if first is not None:
            self.open(first)

    def _has(self, document: str) -> bool:
        try:
            self.library.row(document)
        except KnownError:
            return False
        return True

    def _on_opened(self, stored: StoredDocument) -> None:
        self.panes.show_page()
        self.setWindowTitle(f"{stored.document.title} — 朱批")
        self.side.outline.show_document(stored.document)
        self.annotator.show()
        self.left.catalog.show_document(stored.id)
        self.walker.look()
        self._find_citations(stored.id)
        self._follow.start()

    def _find_citations(self, document: str) -> None:
        self.runner.run(
            Lane.READ,
            lambda _job: citations.find(self.library, document),
            lambda found: self._show_citations(document, found),
            receiver=self,
        )

    def _show_citations(self, document: str, found: citations.Found) -> None:
        if document == self.reader.id:
            self.side.show_citations(found.rows, found.cited)

    # What changed

    def show_marks(self, changes: Changes) -> None:
        """Show what a change of annotations touched; the catalog stays as it is."""
        for document in changes.documents:
            if self._has(document):
                self.left.catalog.model.update_row(self.library.row(document))
        self.status.show_orphans(self.library.orphan_count())
        self.annotator.show()

    def show_library(self, state: State, changes: Changes) -> None:
        """Show the library as it is now, wherever it is shown."""
        self.left.catalog.set_catalog(state.catalog)
        self.left.catalog.set_basket(state.basket)
        self.left.catalog.show_document(self.reader.id)
        self.top_bar.set_rows(state.documents, [node.issuer for node in state.catalog])
        self._show_summary(state)
        self._follow_changes(state, changes)
        if not self.reader.id:
            self._open_first()
        if self._announced:
            self._announced = False
            self.settled.emit()

    def _follow_changes(self, state: State, changes: Changes) -> None:
        """Let what is read and searched follow the documents that came, went or changed."""
        self.reader.forget(frozenset(id_ for id_ in changes.documents if id_ not in state.rows))
        here = state.rows.get(self.reader.id)
        if self.reader.stored is not None and here is None:
            self._leave_document()
        elif here is not None and here.revision != self.reader.stored_revision:
            self.reader.reload()
        elif changes.annotations:
            self.annotator.show()
        if changes.documents and self.searcher.query:
            self.searcher.search_now()
        if changes.documents:
            self.keeper.tidy()

    def _leave_document(self) -> None:
        self.reader.close()
        self.annotator.show()
        self.side.clear()
        self.panes.show_empty()

    def _show_summary(self, state: State) -> None:
        documents = state.documents
        doubtful = [row for row in documents if row.doubts]
        self.status.show_summary(len(documents), doubtful, self._index_words())
        self.status.show_orphans(state.orphans)
        if documents:
            self.panes.empty.show_choose()
        elif not self.keeper.busy:
            self.panes.empty.show_nothing(read_only=self.library.read_only)

    def _index_words(self) -> str:
        if self.library.read_only:
            return "只读"
        return "索引就绪" if self.library.index_ready else "正在建立索引"

    def _on_settled(self) -> None:
        self._announced = True
        self.shelf.refresh()

    # Reading and marking

    def _on_bar_colour(self, name: str) -> None:
        self.annotator.mark(Colour(name))

    def _on_scrolled(self) -> None:
        self.panes.selection_bar.hide()
        if not self._follow.isActive():
            self._follow.start()

    def _follow_scroll(self) -> None:
        if self.reader.id:
            self.side.outline.follow(self.pane.reading_offset())

    def _show_history(self) -> None:
        self.actions_["back"].setEnabled(self.reader.can_go_back)
        self.actions_["forward"].setEnabled(self.reader.can_go_forward)

    def _name_step(self, action: str, step: str) -> None:
        words = actions.TABLE[action].text
        self.actions_[action].setText(f"{words}{step}" if step else words)

    def _show_pane_menu(self, point: QPoint) -> None:
        menu = QMenu(self)
        clicked = self.pane.annotation_at(point)
        if clicked:
            self.annotator.choose(clicked)
        for name in ("mark", "write_note", "copy", "search") if self.pane.selected() else ():
            menu.addAction(self.actions_[name])
        if clicked:
            menu.addSeparator()
            menu.addAction(self.actions_["delete_mark"])
        menu.addSeparator()
        for name in ("undo", "redo"):
            menu.addAction(self.actions_[name])
        menu.exec(self.pane.viewport().mapToGlobal(point))
        menu.deleteLater()

    def export_document(self) -> None:
        """Export the excerpts of the open document."""
        if self.reader.id:
            self.exporter.export(self.library.row(self.reader.id))
        else:
            self.messages.info("先打开一件公文。")

    # Looks

    def set_theme(self, choice: str) -> None:
        """Dress everything in a theme, or in that of the system."""
        self.settings.theme = choice
        self.theme = themes.chosen(choice)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            themes.apply(application, self.theme)
        actions.dress(self.actions_, self.theme)
        self.panes.set_theme(self.theme, choice)
        self.dialogs.theme = self.theme
        self.reader.set_theme(self.theme)

    def _on_system_scheme(self) -> None:
        if self.settings.theme == themes.SYSTEM:
            self.set_theme(themes.SYSTEM)

    # Files dropped

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802
        files = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        if files:
            event.acceptProposedAction()
            self.keeper.import_paths(files)
