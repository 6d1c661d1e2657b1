"""What stands around the first page: the other panes, actions, what does the work, the wiring."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QToolButton

from zhupi.qt import actions, menus
from zhupi.qt.annotating import Annotator
from zhupi.qt.bulk_steps import BulkSteps
from zhupi.qt.connecting import connect
from zhupi.qt.copying import Copier
from zhupi.qt.dialog_desk import DialogDesk
from zhupi.qt.document_desk import DocumentDesk
from zhupi.qt.excerpting import Excerpter
from zhupi.qt.exporting import Exporter, Here
from zhupi.qt.hits import HitWalker
from zhupi.qt.importing import Keeper
from zhupi.qt.library_desk import LibraryDesk
from zhupi.qt.marking import Marker
from zhupi.qt.notebook_tab import NotebookTab
from zhupi.qt.orphanage import Orphanage
from zhupi.qt.overview import Overview
from zhupi.qt.printing import Printer
from zhupi.qt.runner import Runner
from zhupi.qt.saved_searches import SearchKeeper
from zhupi.qt.search_desk import SearchDesk
from zhupi.qt.search_history import SearchHistory
from zhupi.qt.searching import Searcher
from zhupi.qt.shelf import Shelf
from zhupi.qt.shown_marks import ShownMarks
from zhupi.qt.status import Status

if TYPE_CHECKING:
    from zhupi.qt.main_window import MainWindow


def furnish(window: MainWindow) -> None:
    """Make what is not there yet, connect it once, and let it follow the page that is."""
    window.runner = Runner(window)
    _build(window)
    _build_workers(window)
    _build_desks(window)
    connect(window)
    window.session.restore_rest()
    window.panes.set_theme(window.theme)
    window.dressed.emit(window.theme)
    window.setAcceptDrops(not window.library.read_only)
    if window.reader.stored is not None:
        window.documents.on_opened(window.reader.stored)
    window.furnished.emit()


def _build(w: MainWindow) -> None:
    """Make what is seen."""
    w.panes.furnish()
    w.top_bar, w.left, w.side = w.panes.top_bar, w.panes.left, w.panes.side
    w.status = Status()
    w.actions_ = actions.make(w, w.pane, w.left.catalog.view)
    w.setStatusBar(w.status)
    w.top_bar.arrange(w.actions_)
    w.left.catalog.set_actions(w.actions_)
    w.left.results.set_actions(w.actions_)
    menus.fill_more(w.top_bar.more_menu, w.actions_)
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
    w.search_keeper = SearchKeeper(library, runner, w.marker.stack, said, w)
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
    w.steps = BulkSteps(library, w.marker, said, w)
    w.excerpter = Excerpter(library, w.marker, w.steps, said, w)


def _here(w: MainWindow) -> Here:
    """What can be exported, printed or copied: what the window shows."""
    stored = w.reader.stored
    listed = w.overview.listed()
    if stored is None:
        return Here(listed=listed, selected=w.overview.selected())
    span = w.pane.selected() if listed is None else None
    return Here(stored.id, stored.document, span, listed, w.overview.selected())


def _build_desks(w: MainWindow) -> None:
    """Make what puts the work and the panes together."""
    w.exporter.here = lambda: _here(w)
    w.printer.here = w.exporter.here
    w.page_menu = menus.PageMenu(w.pane, w.annotator, w.copier, w.actions_, w)
    menus.add_copy_forms(w.top_bar.more_menu, w.actions_, w.copier)
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
    w.dialogs = DialogDesk(w.library, w.places, w.annotator, w)
    w.documents = DocumentDesk(
        w.library,
        w.runner,
        w.panes,
        w.reader,
        w.walker,
        w.annotator,
        w.messages,
        w,
    )
    w.notebooks = NotebookTab(
        w.library,
        w.runner,
        w.side,
        w.steps,
        w.excerpter,
        w.annotator,
        w.reader,
        w.pane,
        w.settings,
        w.messages,
        w,
    )
    w.overview = Overview(
        w.library,
        w.runner,
        w.panes,
        w.steps,
        w.annotator,
        w.exporter,
        w.excerpter,
        w.messages,
        w,
    )
    w.orphanage = Orphanage(
        w.library,
        w.runner,
        w.panes,
        w.steps,
        w.annotator,
        w.reader,
        w.messages,
        w,
    )
    w.library_desk = LibraryDesk(
        w.library,
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
