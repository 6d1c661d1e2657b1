"""What stands around the first page: the other panes, actions, what does the work, the wiring."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractScrollArea, QToolButton

from zhupi.qt import actions, menus
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
from zhupi.qt.exporting import Exporter, Here
from zhupi.qt.field_keys import FieldKeys
from zhupi.qt.focus_mode import FocusMode
from zhupi.qt.goto_desk import GotoDesk
from zhupi.qt.hits import HitWalker
from zhupi.qt.importing import Keeper
from zhupi.qt.library_desk import LibraryDesk
from zhupi.qt.marking import Marker
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
from zhupi.qt.source_desk import KEYS, STEPS, SourceDesk
from zhupi.qt.status import Status
from zhupi.qt.wiring import connect

if TYPE_CHECKING:
    from zhupi.qt.main_window import MainWindow
    from zhupi.qt.settings_dialog import SettingsPage


def furnish(window: MainWindow) -> Iterator[None]:
    """Make what is not there yet, connect it once, and let it follow the page that is.

    A slice at a time: at each yield the window may answer its events (`zhupi.qt.slices`).
    """
    yield from window.panes.furnish()
    window.runner = Runner(window)
    _build(window)
    _build_workers(window)
    yield
    for build in (_build_page, _build_lists, _build_notes, _build_catalog):
        build(window)
    yield
    connect(window)
    window.session.restore_rest()
    yield
    window.dressed.emit(window.theme)
    window.setAcceptDrops(not window.library.read_only)
    window.actions_["reference"].setChecked(window.settings.reference)
    yield
    if window.reader.stored is not None:
        # It was opened when nobody heard of it yet.
        window.reader.opened.emit(window.reader.stored)
    window.furnished.emit()


def _build(w: MainWindow) -> None:
    """Make what is seen."""
    w.top_bar, w.left, w.side = w.panes.top_bar, w.panes.left, w.panes.side
    w.status = Status()
    w.actions_ = actions.make(w, w.pane, w.left.catalog.view)
    FieldKeys(w)
    w.setStatusBar(w.status)
    w.top_bar.arrange(w.actions_)
    w.left.catalog.set_actions(w.actions_)
    w.left.results.set_actions(w.actions_)
    menus.fill_more(w.top_bar.more_menu, w.actions_)
    w.outer_panes = OuterPanes(w.panes, w.settings, w.actions_, w)
    w.focus_mode = FocusMode(w, w.panes, w.outer_panes, w.actions_["focus_mode"])
    w.actions_["excerpt"].setIconText("摘入")
    for name in ("write_note", "excerpt", "copy", "copy_source"):
        w.panes.selection_bar.add_action(w.actions_[name])
    for button in w.panes.selection_bar.findChildren(QToolButton)[-2:]:
        # A narrow window has no room for more words.
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonIconOnly)


def _build_workers(w: MainWindow) -> None:
    """Make what does the work, each with what it needs and no more."""
    library, runner, settings, said = w.library, w.runner, w.settings, w.messages
    w.marker = Marker(library, runner, w)
    w.searcher = Searcher(library, runner, w)
    w.history = SearchHistory(settings, w)
    w.steps = BulkSteps(library, w.marker, w)
    w.search_keeper = SearchKeeper(library, runner, w.steps, said, w)
    w.walker = HitWalker(w.searcher, w.reader, w.pane, w)
    w.shelf = Shelf(library, runner, w)
    w.keeper = Keeper(library, runner, said, settings, w)
    w.exporter = Exporter(library, runner, said, settings, w)
    w.marks = ShownMarks(library, runner, w.reader, w.pane, w.side, w)
    w.side.notes.editor.view.set_known(library.leads)
    w.side.notes.editor.tags.set_source(lambda prefix: [tag for tag, _ in library.tags(prefix, 12)])
    w.annotator = Annotator(
        library,
        w.reader,
        w.marker,
        w.marks,
        w.pane,
        w.panes.selection_bar,
        w.side,
        settings,
        said,
        w,
    )
    w.copier = Copier(library, runner, w.reader, w.pane, w.annotator, settings, said, w)
    w.printer = Printer(library, runner, said, settings, w)
    w.excerpter = Excerpter(library, w.marker, w.steps, said, w)


def _here(w: MainWindow) -> Here:
    """What can be exported, printed or copied: what the window shows."""
    stored = w.reader.stored
    listed = w.overview.listed()
    if stored is None:
        return Here(listed=listed, selected=w.overview.selected())
    span = w.pane.selected() if listed is None else None
    return Here(stored.id, stored.document, span, listed, w.overview.selected())


def _export_page(w: MainWindow) -> SettingsPage:
    from zhupi.qt.export_page import ExportPage

    return ExportPage(w.settings)


def _build_page(w: MainWindow) -> None:
    """Make what goes with the open document."""
    library, runner, reader, pane, said = w.library, w.runner, w.reader, w.pane, w.messages
    w.documents = DocumentDesk(library, runner, w.panes, reader, w.walker, w.annotator, said, w)
    w.citing = CitingDesk(library, runner, w.panes, reader, w.steps, said, w)
    w.doors = Doors(library, runner, reader, pane, w.status, said, w)
    w.page_menu = menus.PageMenu(pane, w.annotator, w.copier, w.doors, w.actions_, w)
    w.sheets = Sheets(library, runner, reader, w)
    w.source = SourceDesk(w.sheets, w.panes, reader, w.settings, said, w)
    w.source.set_actions(*([w.actions_[name] for name in names] for names in (STEPS, KEYS)))
    w.doubts = DoubtDesk(w.sheets, reader, pane, said, w)
    w.corrections = CorrectionDesk(library, w.steps, w.sheets, reader, pane, said, w)
    w.doubts.set_offers(w.corrections.offers, w.corrections.refusal)
    w.sign = AmendedSign(pane, w)
    w.book = CorrectionBook(library, runner, w.corrections, w.sheets, reader, w.sign, said, w)
    w.reading_place = ReadingPlace(reader, pane, w.status.place, w)
    w.finder = PageFinder(w.panes, reader, w.walker, said, w)
    w.goto = GotoDesk(w.panes, reader, said, w)
    w.next_line = NextLine(pane, w.documents.name_of_next)
    w.mouse_way = MouseWay(w)
    w.mouse_way.watch(w.findChildren(QAbstractScrollArea))


def _build_lists(w: MainWindow) -> None:
    """Make what searches, lists, asks and hands out."""
    w.desk = SearchDesk(
        w.panes,
        w.searcher,
        w.walker,
        w.reader,
        w.history,
        w.search_keeper,
        w.settings,
        w.actions_,
        w,
    )
    w.missing = MissingTexts(w.library, w.runner, w.panes, w.settings, w.messages, w)
    w.dialogs = DialogDesk(w.library, w.places, w.annotator, w)
    w.settings_desk = SettingsDesk(w.settings, w)
    w.settings_desk.add(lambda: _export_page(w))
    w.exporter.here = lambda: _here(w)
    w.printer.here = w.exporter.here
    menus.add_copy_forms(w.top_bar.more_menu, w.actions_, w.copier)
    w.library_desk = LibraryDesk(
        w.library,
        w.runner,
        w.panes,
        w.status,
        w.reader,
        w.annotator,
        w.documents,
        w.keeper,
        w.shelf,
        w.search_keeper,
        w.desk,
        w,
    )


def _build_notes(w: MainWindow) -> None:
    """Make what gathers notes from all documents."""
    library, runner, said = w.library, w.runner, w.messages
    w.notebooks = NotebookTab(
        library,
        runner,
        w.side,
        w.steps,
        w.excerpter,
        w.annotator,
        w.reader,
        w.pane,
        w.settings,
        said,
        w,
    )
    w.overview = Overview(
        library, runner, w.panes, w.steps, w.annotator, w.exporter, w.excerpter, said, w
    )
    w.orphanage = Orphanage(library, runner, w.panes, w.steps, w.annotator, w.reader, said, w)


def _build_catalog(w: MainWindow) -> None:
    """Make what arranges the tree, and keeps what the user keeps of documents."""
    catalog, said = w.left.catalog, w.messages
    w.catalog_desk = CatalogDesk(w.library, w.runner, catalog, w.shelf, w.settings, said, w)
    w.collector = Collector(w.library, w.runner, w.marker, w.steps, catalog, w.reader, said, w)
    w.comparison = Comparison(w.library, w.runner, w.panes, said, w)
    w.progress = ReadingProgress(w.library, w.runner, w.pane, w)
