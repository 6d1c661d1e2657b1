"""The search as the user sees it: the box, the results in the left pane, the way back."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt, Signal

from zhupi.library.model import SearchResults
from zhupi.qt.catalog_model import Narrowing
from zhupi.qt.hits import HitWalker
from zhupi.qt.panes import Panes
from zhupi.qt.passages import PassageRow
from zhupi.qt.reading import Reader
from zhupi.qt.searching import Searcher

_LONGEST = 40
"""Characters of a selection that become a query."""


class SearchDesk(QObject):
    """Puts a search's parts together."""

    open_requested = Signal(str, int)
    """A document, and the place of a hit in it."""

    def __init__(
        self,
        panes: Panes,
        searcher: Searcher,
        walker: HitWalker,
        reader: Reader,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._box = panes.top_bar.search_box
        self._left = panes.left
        self._page = panes.page
        self._searcher = searcher
        self._walker = walker
        self._reader = reader

    def enter(self) -> None:
        """Put the cursor into the search box; words selected in the text are the query."""
        stretch, stored = self._page.selected(), self._reader.stored
        if stretch is not None and stored is not None and stretch[1] - stretch[0] <= _LONGEST:
            self._box.setText(" ".join(stored.document.text[slice(*stretch)].split()))
        self._box.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._box.selectAll()

    def leave(self) -> None:
        """Return to the catalog."""
        self._box.clear()
        self._left.show_catalog()
        self._left.catalog.view.setFocus()

    def narrow(self, narrowing: Narrowing) -> None:
        """Narrow the search and the catalog."""
        self._searcher.narrow(narrowing)
        self._left.catalog.narrow(narrowing)

    def show(self, results: SearchResults, rows: list[PassageRow]) -> None:
        """Show what was found, and the hits in the open document."""
        self._left.results.show_results(results, rows)
        self._left.show_results()
        self._walker.look()

    def forget(self) -> None:
        """There is no query any more."""
        self._left.show_catalog()
        self._walker.forget()

    def choose(self, row: PassageRow) -> None:
        """Open a document at its hit."""
        if row.document is not None:
            self._walker.show_at(row.document, row.at)
            self.open_requested.emit(row.document, row.at or 0)

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
        view = self._left.results.view
        view.setFocus(Qt.FocusReason.OtherFocusReason)
        if not view.currentIndex().isValid() and view.rows.rowCount():
            view.setCurrentIndex(view.rows.index(0))
