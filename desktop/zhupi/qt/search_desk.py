"""The search as the user sees it: the box, the results in the left pane, the way back."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtGui import QAction

from zhupi.library.model import Changes, SavedSearch
from zhupi.library.searches import Wanted, in_order
from zhupi.qt import icons
from zhupi.qt.catalog_model import Narrowing
from zhupi.qt.hits import HitWalker
from zhupi.qt.panes import Panes
from zhupi.qt.passages import PassageRow, RowKind
from zhupi.qt.reading import Reader
from zhupi.qt.saved_searches import SearchKeeper
from zhupi.qt.search_history import SearchHistory
from zhupi.qt.searching import Found, Searcher
from zhupi.qt.themes import Theme
from zhupi.settings import Settings

_LONGEST = 40
"""Characters of a selection that become a query."""
_FOLLOW_AFTER = 120
"""Milliseconds after a change of the library until the search follows."""


class SearchDesk(QObject):
    """Puts a search's parts together."""

    open_requested = Signal(str, int)
    """A document, and the place of a hit in it."""
    note_requested = Signal(str, str)
    """A document, and an annotation of it."""
    entry_requested = Signal(str, str)
    """A notebook, and an item of it."""

    def __init__(
        self,
        panes: Panes,
        searcher: Searcher,
        walker: HitWalker,
        reader: Reader,
        history: SearchHistory,
        keeper: SearchKeeper,
        settings: Settings,
        actions: dict[str, QAction],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._bar = panes.top_bar
        self._box = panes.top_bar.search_box
        self._left = panes.left
        self._page = panes.page
        self._searcher = searcher
        self._walker = walker
        self._reader = reader
        self._history = history
        self._keeper = keeper
        self._settings = settings
        self._actions = actions
        self._theme: Theme | None = None
        self._entered = False
        """Enter was pressed before the results were there: the first hit is wanted."""
        self._query = ""
        """The query whose hits are shown."""
        self._follow = QTimer(self)
        self._follow.setSingleShot(True)
        self._follow.setInterval(_FOLLOW_AFTER)
        self._follow.timeout.connect(self._on_follow)
        self.sort(settings.sort)

    # The box

    def enter(self) -> None:
        """Put the cursor into the search box; words selected in the text are the query."""
        stretch, stored = self._page.selected(), self._reader.stored
        if stretch is not None and stored is not None and stretch[1] - stretch[0] <= _LONGEST:
            self._box.setText(" ".join(stored.document.text[slice(*stretch)].split()))
        elif self._searcher.query:
            self._left.show_results()
        self._box.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._box.selectAll()

    def leave(self) -> None:
        """Return to the catalog."""
        self._box.clear()
        self._left.show_catalog()
        self._left.catalog.view.setFocus()

    def step(self, step: int) -> None:
        """Go to the next hit or the one before; to the first of a search that is under way."""
        self._history.add(self._searcher.query)
        if self._searcher.pending:
            self._entered = True
            self._searcher.search_now()
        else:
            self._walker.step(step)

    def show_history(self) -> None:
        """Offer what was searched before."""
        self._box.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._history.show_under(self._box)

    def search_for(self, query: str) -> None:
        """Search for these words at once."""
        self._history.add(query)
        self._box.setText(query)
        self._searcher.search_now()

    # How it is searched

    def narrow(self, narrowing: Narrowing) -> None:
        """Narrow the search and the catalog."""
        self._searcher.narrow(narrowing)
        self._left.catalog.narrow(narrowing)

    def clear_filters(self) -> None:
        """Narrow nothing."""
        self._bar.take(Narrowing())

    def sort(self, order: str) -> None:
        """Put the hits into this order, now and from now on."""
        known = in_order(order)
        self._settings.sort = known
        self._actions[f"sort_{known}"].setChecked(True)
        self._searcher.sort(known)

    # Saved searches

    def run(self, saved: SavedSearch) -> None:
        """Search for what was saved."""
        wanted = Wanted.of(saved)
        self._history.add(wanted.query)
        # Its own order, which is not the user's from now on.
        self._actions[f"sort_{wanted.sort}"].setChecked(True)
        self._searcher.take(wanted)
        # The rest follows; it finds that this is searched already.
        self._box.setText(wanted.query)
        self._bar.take(Narrowing(issuer=wanted.issuer, year=wanted.year, kind=wanted.kind))

    def save(self) -> None:
        """Keep the search under a name."""
        self._history.add(self._searcher.query)
        self._keeper.save(self._searcher.wanted)

    def name(self, search_id: str) -> None:
        """Let the user write the name of a saved search."""
        self._left.show_catalog()
        self._left.catalog.edit_name(search_id)

    def name_current(self) -> None:
        """Let the user write the name of the saved search that is selected in the tree."""
        saved = self._left.catalog.current_search()
        if saved is not None:
            self._left.catalog.edit_name(saved.id)

    def move_current(self, step: int) -> None:
        """Move the saved search that is selected in the tree."""
        saved = self._left.catalog.current_search()
        if saved is not None:
            self._keeper.move(saved.id, step)

    def remove_current(self) -> None:
        """Remove the saved search that is selected in the tree."""
        saved = self._left.catalog.current_search()
        if saved is not None:
            self._keeper.remove(saved.id)

    def show_saved(self, kept: tuple[SavedSearch, ...]) -> None:
        """List the saved searches, and tell whether this search is among them."""
        self._left.catalog.set_searches(kept)
        self._show_star()

    def dress(self, theme: Theme) -> None:
        """Draw in these colours."""
        self._theme = theme
        self._show_star()

    def _show_star(self) -> None:
        if self._theme is not None:
            kept = bool(self._searcher.query) and self._keeper.find(self._searcher.wanted)
            colour = self._theme.accent if kept else self._theme.ink
            icon = icons.icon("starred" if kept else "star", colour)
            self._actions["save_search"].setIcon(icon)

    # Results

    def show(self, found: Found) -> None:
        """Show what was found, and the hits in the open document."""
        results = self._left.results
        results.show_found(found)
        self._show_star()
        same, self._query = found.results.query == self._query, found.results.query
        if same:
            self._walker.look_again()
        else:
            self._walker.look()
        if found.again:
            return
        self._left.show_results()
        if self._entered:
            self._entered = False
            first = next(
                (row for row in results.view.rows.rows() if row.kind is RowKind.DOCUMENT), None
            )
            if first is not None:
                self._go(first)

    def forget(self) -> None:
        """There is no query any more."""
        self._entered, self._query = False, ""
        self._left.show_catalog()
        self._walker.forget()

    def follow(self, changes: Changes) -> None:
        """The library changed: an open list of results follows in a moment."""
        if self._searcher.query and (changes.documents or changes.annotations or changes.notebooks):
            self._follow.start()

    def _on_follow(self) -> None:
        self._searcher.search_again()

    def stop(self) -> None:
        """Follow no more."""
        self._follow.stop()

    def choose(self, row: PassageRow) -> None:
        """Open a document at its hit, or a note at its place."""
        self._history.add(self._searcher.query)
        self._go(row)

    def _go(self, row: PassageRow) -> None:
        if row.item:
            self.entry_requested.emit(row.notebook, row.item)
        elif row.document is None:
            return
        elif row.annotation:
            self.note_requested.emit(row.document, row.annotation)
        else:
            # First, so that the way knows the place that is left.
            self.open_requested.emit(row.document, row.at or 0)
            self._walker.show_at(row.document, row.at)

    def show_position(self, place: int, count: int) -> None:
        """Follow the walk through the hits in the list."""
        self._left.results.show_position(place, count)
        if place:
            self._left.results.view.follow(self._reader.id, self._walker.place)

    # Focus

    def enter_filter(self) -> None:
        """Put the cursor into the filter over the tree."""
        self._left.show_catalog()
        self._left.catalog.filter_box.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._left.catalog.filter_box.selectAll()

    def enter_catalog(self) -> None:
        """Put the focus on the tree."""
        self._left.show_catalog()
        self._left.catalog.view.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def enter_results(self) -> None:
        """Go down from the box into the results."""
        if not self._searcher.query:
            self.enter()
            return
        self._left.show_results()
        view = self._left.results.view
        view.setFocus(Qt.FocusReason.OtherFocusReason)
        if not view.currentIndex().isValid() and view.rows.rowCount():
            view.setCurrentIndex(view.rows.index(0))

    def enter_facets(self) -> None:
        """Go to the counts by issuer, year and kind."""
        if self._searcher.query:
            self._left.show_results()
            self._left.results.facets.enter()
        else:
            self.enter()
