"""The window: first the page that was read last, then all that stands around it.

A reader wants to read at once. What the page takes is made in `MainWindow.__init__`; the rest, most
of the work, is made by `furnishing.furnish` when the page has been painted.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QMainWindow

from zhupi.library import Library
from zhupi.locations import Places
from zhupi.qt import themes
from zhupi.qt.first_page import FirstPage
from zhupi.qt.message_bar import WindowMessages
from zhupi.qt.messages import Messages
from zhupi.qt.panes import Panes
from zhupi.qt.reading import Reader
from zhupi.qt.session import Session
from zhupi.qt.slices import Slices
from zhupi.settings import Settings

if TYPE_CHECKING:
    from PySide6.QtGui import QAction

    from zhupi.qt.amended_sign import AmendedSign
    from zhupi.qt.annotating import Annotator
    from zhupi.qt.bulk_steps import BulkSteps
    from zhupi.qt.catalog_desk import CatalogDesk
    from zhupi.qt.citing_desk import CitingDesk
    from zhupi.qt.collecting import Collector
    from zhupi.qt.comparison import Comparison
    from zhupi.qt.copying import Copier
    from zhupi.qt.correction_book import CorrectionBook
    from zhupi.qt.correction_desk import CorrectionDesk
    from zhupi.qt.dialog_desk import DialogDesk
    from zhupi.qt.document_desk import DocumentDesk
    from zhupi.qt.doors import Doors
    from zhupi.qt.doubt_desk import DoubtDesk
    from zhupi.qt.excerpting import Excerpter
    from zhupi.qt.exporting import Exporter
    from zhupi.qt.focus_mode import FocusMode
    from zhupi.qt.goto_desk import GotoDesk
    from zhupi.qt.hits import HitWalker
    from zhupi.qt.importing import Keeper
    from zhupi.qt.left_pane import LeftPane
    from zhupi.qt.library_desk import LibraryDesk
    from zhupi.qt.marking import Marker
    from zhupi.qt.menus import PageMenu
    from zhupi.qt.missing_texts import MissingTexts
    from zhupi.qt.mouse_way import MouseWay
    from zhupi.qt.next_line import NextLine
    from zhupi.qt.notebook_tab import NotebookTab
    from zhupi.qt.orphanage import Orphanage
    from zhupi.qt.outer_panes import OuterPanes
    from zhupi.qt.overview import Overview
    from zhupi.qt.page_finder import PageFinder
    from zhupi.qt.printing import Printer
    from zhupi.qt.reading_place import ReadingPlace
    from zhupi.qt.reading_progress import ReadingProgress
    from zhupi.qt.runner import Runner
    from zhupi.qt.saved_searches import SearchKeeper
    from zhupi.qt.search_desk import SearchDesk
    from zhupi.qt.search_history import SearchHistory
    from zhupi.qt.searching import Searcher
    from zhupi.qt.settings_desk import SettingsDesk
    from zhupi.qt.sheets import Sheets
    from zhupi.qt.shelf import Shelf
    from zhupi.qt.shown_marks import ShownMarks
    from zhupi.qt.side_panel import SidePanel
    from zhupi.qt.source_desk import SourceDesk
    from zhupi.qt.status import Status
    from zhupi.qt.top_bar import TopBar


class MainWindow(QMainWindow):
    """One library in one window. ``messages`` takes the place of the window's own, in tests."""

    furnished = Signal()
    """Everything is there and connected; said once, after the first page was painted."""
    settled = Signal()
    """Everything asked for at the start is imported, indexed and shown."""
    dressed = Signal(object)
    """The `Theme` that the window wears now."""

    # Made by `furnishing.furnish`.
    runner: Runner
    top_bar: TopBar
    left: LeftPane
    side: SidePanel
    status: Status
    actions_: dict[str, QAction]
    outer_panes: OuterPanes
    focus_mode: FocusMode
    marker: Marker
    searcher: Searcher
    history: SearchHistory
    steps: BulkSteps
    search_keeper: SearchKeeper
    walker: HitWalker
    shelf: Shelf
    keeper: Keeper
    exporter: Exporter
    marks: ShownMarks
    annotator: Annotator
    copier: Copier
    printer: Printer
    excerpter: Excerpter
    citing: CitingDesk
    doors: Doors
    missing: MissingTexts
    page_menu: PageMenu
    desk: SearchDesk
    settings_desk: SettingsDesk
    dialogs: DialogDesk
    documents: DocumentDesk
    notebooks: NotebookTab
    overview: Overview
    orphanage: Orphanage
    sheets: Sheets
    source: SourceDesk
    doubts: DoubtDesk
    corrections: CorrectionDesk
    book: CorrectionBook
    sign: AmendedSign
    reading_place: ReadingPlace
    finder: PageFinder
    goto: GotoDesk
    mouse_way: MouseWay
    next_line: NextLine
    library_desk: LibraryDesk
    catalog_desk: CatalogDesk
    collector: Collector
    comparison: Comparison
    progress: ReadingProgress

    def __init__(
        self,
        library: Library,
        places: Places,
        settings: Settings,
        messages: Messages | None = None,
    ) -> None:
        super().__init__()
        self.setObjectName("mainWindow")
        self.library = library
        self.places = places
        self.settings = settings
        self.theme = themes.chosen(settings.theme)
        self.panes = Panes()
        self.pane = self.panes.page
        self.pane.movable = not library.read_only
        self.messages: Messages = messages or WindowMessages(
            self, self.panes.notice, self.panes.banner
        )
        self.setCentralWidget(self.panes)
        self.reader = Reader(library, self.pane, settings, self.theme, self)
        self.first_page = FirstPage(self.pane, self)
        self.session = Session(self, places)
        self.first_page.readable.connect(self.session.load_rest)
        self.session.restore()
        self._dressing = Slices(self._dress(), self)
        self._dressing.start()
        self._dressing.finish()

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
        self._dressing.finish()
        if self.session.may_close():
            super().closeEvent(event)
        else:
            event.ignore()

    def open(self, row_id: str, at: int | None = None) -> None:
        """Open a document, or an enclosed text, at a place or where it was left."""
        self.documents.open(row_id, at)

    def show_history(self) -> None:
        """Offer the ways back and forward that there are."""
        self.top_bar.back.set_stops(self.reader.way.behind)
        self.top_bar.forward.set_stops(self.reader.way.ahead)
        self.actions_["back"].setEnabled(self.reader.can_go_back)
        self.actions_["forward"].setEnabled(self.reader.can_go_forward)

    # Looks

    def set_theme(self, choice: str) -> None:
        """Dress everything in a theme, or in that of the system."""
        self._dressing.finish()
        self._dressing.deleteLater()
        self.settings.theme = choice
        self.theme = themes.chosen(choice)
        self._dressing = Slices(self._dress(), self)
        self._dressing.start()

    def _dress(self) -> Iterator[None]:
        """Nothing is drawn until all wears the same."""
        self.setUpdatesEnabled(False)
        try:
            yield from themes.dress(self, self.theme)
            self.reader.set_theme(self.theme)
            yield
            self.panes.set_theme(self.theme)
            self.dressed.emit(self.theme)
            yield
        finally:
            self.setUpdatesEnabled(True)

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
