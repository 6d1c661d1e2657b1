"""The window: three panes under a bar. It is built, then connected; each part does its own work."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QMainWindow, QToolButton

from zhupi.library import Library
from zhupi.locations import Places
from zhupi.qt import actions, menus, themes
from zhupi.qt.annotating import Annotator
from zhupi.qt.bulk_steps import BulkSteps
from zhupi.qt.connecting import connect
from zhupi.qt.dialog_desk import DialogDesk
from zhupi.qt.document_desk import DocumentDesk
from zhupi.qt.excerpting import Excerpter
from zhupi.qt.exporting import Exporter
from zhupi.qt.first_page import FirstPage
from zhupi.qt.hits import HitWalker
from zhupi.qt.importing import Keeper
from zhupi.qt.library_desk import LibraryDesk
from zhupi.qt.marking import Marker
from zhupi.qt.message_bar import WindowMessages
from zhupi.qt.messages import Messages
from zhupi.qt.notebook_tab import NotebookTab
from zhupi.qt.orphanage import Orphanage
from zhupi.qt.overview import Overview
from zhupi.qt.panes import Panes
from zhupi.qt.reading import Reader
from zhupi.qt.runner import Runner
from zhupi.qt.saved_searches import SearchKeeper
from zhupi.qt.search_desk import SearchDesk
from zhupi.qt.search_history import SearchHistory
from zhupi.qt.searching import Searcher
from zhupi.qt.session import Session
from zhupi.qt.shelf import Shelf
from zhupi.qt.shown_marks import ShownMarks
from zhupi.qt.status import Status
from zhupi.settings import Settings


class MainWindow(QMainWindow):
    """One library in one window. ``messages`` takes the place of the window's own, in tests."""

    settled = Signal()
    """Everything asked for at the start is imported, indexed and shown."""
    dressed = Signal(object)
    """The `Theme` that the window wears now."""

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
        self.runner = Runner(self)
        self.theme = themes.chosen(settings.theme)
        self._build()
        self.messages: Messages = messages or WindowMessages(
            self, self.panes.notice, self.panes.banner
        )
        self._build_workers(places)
        self._build_desks(places)
        connect(self)
        self.session.restore()
        self.set_theme(settings.theme)

    # Building

    def _build(self) -> None:
        """Make what is seen."""
        self.panes = Panes()
        self.top_bar, self.left = self.panes.top_bar, self.panes.left
        self.pane, self.side = self.panes.page, self.panes.side
        self.status = Status()
        self.pane.movable = not self.library.read_only
        self.actions_ = actions.make(self, self.pane, self.left.catalog.view)
        self.setCentralWidget(self.panes)
        self.setStatusBar(self.status)
        self.top_bar.arrange(self.actions_)
        self.left.catalog.set_actions(self.actions_)
        self.left.results.set_actions(self.actions_)
        menus.fill_more(self.top_bar.more_menu, self.actions_)
        self.actions_["excerpt"].setIconText("摘入")
        for name in ("write_note", "excerpt", "copy"):
            self.panes.selection_bar.add_action(self.actions_[name])
        self.panes.selection_bar.findChildren(QToolButton)[-1].setToolButtonStyle(
            Qt.ToolButtonStyle.ToolButtonIconOnly  # a narrow window has no room for more words
        )

    def _build_workers(self, places: Places) -> None:
        """Make what does the work, each with what it needs and no more."""
        library, runner, settings, said = self.library, self.runner, self.settings, self.messages
        self.reader = Reader(library, self.pane, settings, self)
        self.marker = Marker(library, runner, self)
        self.searcher = Searcher(library, runner, self)
        self.history = SearchHistory(settings, self)
        self.search_keeper = SearchKeeper(library, runner, self.marker.stack, said, self)
        self.walker = HitWalker(self.searcher, self.reader, self.pane, self)
        self.shelf = Shelf(library, runner, self)
        self.first_page = FirstPage(self.pane, self)
        self.keeper = Keeper(library, runner, said, settings, self)
        self.exporter = Exporter(library, runner, said, settings, self)
        self.marks = ShownMarks(library, runner, self.reader, self.pane, self.side, self)
        self.side.notes.editor.view.set_known(library.leads)
        self.side.notes.editor.tags.set_source(
            lambda prefix: [tag for tag, _ in library.tags(prefix, 12)]
        )
        self.annotator = Annotator(
            library,
            self.reader,
            self.marker,
            self.marks,
            self.pane,
            self.panes.selection_bar,
            self.side,
            settings,
            said,
            self,
        )
        self.steps = BulkSteps(library, self.marker, said, self)
        self.excerpter = Excerpter(library, self.marker, self.steps, said, self)
        self.session = Session(self, places)

    def _build_desks(self, places: Places) -> None:
        """Make what puts the work and the panes together."""
        self.page_menu = menus.PageMenu(self.pane, self.annotator, self.actions_, self)
        self.desk = SearchDesk(
            self.panes,
            self.searcher,
            self.walker,
            self.reader,
            self.history,
            self.search_keeper,
            self.settings,
            self.actions_,
            self,
        )
        self.dialogs = DialogDesk(self.library, places, self.annotator, self)
        self.documents = DocumentDesk(
            self.library,
            self.runner,
            self.panes,
            self.reader,
            self.walker,
            self.annotator,
            self.exporter,
            self.messages,
            self,
        )
        self.notebooks = NotebookTab(
            self.library,
            self.runner,
            self.side,
            self.steps,
            self.excerpter,
            self.annotator,
            self.reader,
            self.pane,
            self.settings,
            self.messages,
            self,
        )
        self.overview = Overview(
            self.library,
            self.runner,
            self.panes,
            self.steps,
            self.annotator,
            self.exporter,
            self.excerpter,
            self.messages,
            self,
        )
        self.orphanage = Orphanage(
            self.library,
            self.runner,
            self.panes,
            self.steps,
            self.annotator,
            self.reader,
            self.messages,
            self,
        )
        self.library_desk = LibraryDesk(
            self.library,
            self.panes,
            self.status,
            self.reader,
            self.annotator,
            self.documents,
            self.keeper,
            self.shelf,
            self.search_keeper,
            self.desk,
            self,
        )

    # Starting and ending

    def start(self, files: Sequence[Path] = (), address: str | None = None) -> None:
        """After the window shows: open what was read last, load the rest, go to an address."""
        self.session.start(files, address)

    def open_address(self, address: str) -> None:
        """Come to the front at a ``zhupi:`` address: somebody called from outside."""
        self.setWindowState(self.windowState() & ~Qt.WindowState.WindowMinimized)
        self.show()
        self.raise_()
        self.activateWindow()
        self.documents.follow_address(address)

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802 - Qt's name
        if self.session.may_close():
            super().closeEvent(event)
        else:
            event.ignore()

    def open(self, row_id: str, at: int | None = None) -> None:
        """Open a document, or an enclosed text, at a place or where it was left."""
        self.documents.open(row_id, at)

    def show_history(self) -> None:
        """Offer the ways back and forward that there are."""
        self.actions_["back"].setEnabled(self.reader.can_go_back)
        self.actions_["forward"].setEnabled(self.reader.can_go_forward)

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
        self.dressed.emit(self.theme)

    def follow_system(self) -> None:
        """The system went dark or light: go with it, if that is the choice."""
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
