"""The left pane while nothing is searched: the filter box, the tree, the waste basket."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPoint, QSignalBlocker, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QPushButton, QVBoxLayout, QWidget

from zhupi.library.groups import Groups, Tags
from zhupi.library.model import IssueNode, IssuerNode, SavedSearch
from zhupi.library.title_filter import TitleFilter
from zhupi.qt.catalog_delegate import CatalogDelegate
from zhupi.qt.catalog_head import CatalogHead
from zhupi.qt.catalog_menu import CatalogMenu
from zhupi.qt.catalog_model import SEARCHES, CatalogModel, Narrowing
from zhupi.qt.catalog_nodes import Kind, Node, collection_key, issue_key
from zhupi.qt.catalog_tree import NOTHING, CatalogTree
from zhupi.qt.themes import Theme

_FILTER_AFTER = 60
"""Milliseconds after the last key until the tree is filtered."""

_OPENED = 300
"""So many rows are opened at once by a filter."""


class CatalogPane(QWidget):
    """Chooses a document. Signals name the document's id, or that of an enclosed text."""

    open_requested = Signal(str)
    page_wanted = Signal()
    """The document that is open was chosen: something else may stand before it."""
    basket_requested = Signal()
    search_requested = Signal(object)
    """A `SavedSearch` that is to be run."""
    notes_requested = Signal()
    """All annotations of the library are to be seen."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.head = CatalogHead()
        self.filter_box = self.head.filter_box
        self.model = CatalogModel(self)
        self.view = CatalogTree("目录", self.model)
        self.delegate = CatalogDelegate(self.view)
        self.view.setItemDelegate(self.delegate)
        self.menu = CatalogMenu(self.model, self)
        self.notes_button = QPushButton("批注")
        self.notes_button.setObjectName("footer")
        self.notes_button.setToolTip("全库的批注（Ctrl+J）")
        self.basket_button = QPushButton("回收站")
        self.basket_button.setObjectName("footer")
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_FILTER_AFTER)
        self._expanded: set[str] = {Kind.FAVOURITES.value, Kind.COLLECTIONS.value}
        self._known: set[str] = set()
        self._current = ""
        self._filters = Narrowing()
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 12, 0, 0)
        layout.setSpacing(6)
        layout.addWidget(self.head)
        layout.addWidget(self.view, 1)
        foot = QHBoxLayout()
        foot.setSpacing(0)
        foot.addWidget(self.notes_button, 1)
        foot.addWidget(self.basket_button, 1)
        layout.addLayout(foot)

    def _connect(self) -> None:
        self.notes_button.clicked.connect(self.notes_requested)
        self.basket_button.clicked.connect(self.basket_requested)
        self.filter_box.textChanged.connect(self._timer.start)
        self.menu.open_requested.connect(self.open_requested)
        self.menu.search_requested.connect(self.search_requested)
        self.view.chosen.connect(self._on_chosen)
        self.view.collapsed.connect(self._on_collapsed)
        self.view.customContextMenuRequested.connect(self._show_menu)
        self.view.expanded.connect(self._on_expanded)
        self._timer.timeout.connect(self._narrow)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        if event.key() == Qt.Key.Key_Escape and self.filter_box.text():
            self.filter_box.clear()
            self.view.setFocus()
        elif event.key() == Qt.Key.Key_Down and self.filter_box.hasFocus():
            self.view.setFocus()
        else:
            super().keyPressEvent(event)

    def set_theme(self, theme: Theme) -> None:
        """Draw in these colours."""
        self.view.theme = self.delegate.theme = theme
        self.head.set_theme(theme)
        self.view.viewport().update()

    def set_read_only(self) -> None:
        """Offer nothing that writes."""
        self.model.writable = False

    def set_actions(self, actions: dict[str, QAction]) -> None:
        """Take the actions of the menus."""
        self.menu.actions = actions
        self.head.set_actions(actions)

    @property
    def open_groups(self) -> list[str]:
        """Which of the groups over the catalog are open."""
        return sorted(kind.value for kind in Kind if kind.is_group and kind.value in self._expanded)

    def set_open_groups(self, groups: list[str]) -> None:
        """Open these groups over the catalog and no others."""
        self._expanded -= {kind.value for kind in Kind if kind.is_group}
        self._expanded |= set(groups)

    # What is shown

    def set_searches(self, searches: tuple[SavedSearch, ...]) -> None:
        """Show the saved searches; the first ones to come are in sight."""
        if searches == self.model.searches:
            return
        if searches and SEARCHES not in self._known:
            self._known.add(SEARCHES)
            self._expanded.add(SEARCHES)
        with _Kept(self, after=SEARCHES):
            self.model.set_searches(searches)

    def set_groups(self, groups: Groups) -> None:
        """Show what the user keeps, over the catalog; a new collection is open."""
        made = {collection_key(one.id) for one, _ in groups.collections} - self._known
        if made and self._known & {Kind.COLLECTIONS.value}:
            self._expanded |= made | {Kind.COLLECTIONS.value}
        self._known |= made | {Kind.COLLECTIONS.value}
        with _Kept(self, after=Kind.COLLECTIONS.value):
            self.model.set_groups(groups)

    def set_tags(self, tags: Tags) -> None:
        """Show the tags of annotations, over the catalog."""
        with _Kept(self):
            self.model.set_tags(tags)

    def set_catalog(
        self, catalog: tuple[IssuerNode, ...], issues: tuple[IssueNode, ...] | None = None
    ) -> None:
        """Show a catalog; what was open and selected stays so, what is new among few is opened."""
        known = {f"i:{node.issuer}" for node in catalog}
        fresh = known - self._known
        if sum(node.count for node in catalog) <= _OPENED:
            self._expanded |= fresh
            self._expanded |= {
                f"i:{node.issuer}/{year.year}"
                for node in catalog
                for year in node.years
                if f"i:{node.issuer}" in fresh
            }
            if issues is not None:
                self._open_issues(issues)
        self._known |= fresh
        with _Kept(self):
            self.model.set_catalog(catalog, issues)

    def _open_issues(self, issues: tuple[IssueNode, ...]) -> None:
        keys = {f"g:{issue.gazette or ''}" for issue in issues}
        keys |= {issue_key(issue.source_id) for issue in issues}
        self._expanded |= keys - self._known
        self._known |= keys

    def take_filter(self, prepared: TitleFilter) -> None:
        """Filter by what was prepared of the rows that are shown."""
        with _Kept(self):
            self.model.set_filter(prepared)

    def set_basket(self, count: int) -> None:
        """Show how much lies in the waste basket."""
        self.basket_button.setText(f"回收站（{count}）" if count else "回收站")

    def set_notes(self, count: int) -> None:
        """Show how many annotations there are."""
        self.notes_button.setText(f"批注（{count:,}）" if count else "批注")

    def narrow(self, filters: Narrowing) -> None:
        """Narrow by issuer, year and kind, beside the words in the box."""
        self._filters = filters
        self._narrow()

    def _narrow(self) -> None:
        wanted = Narrowing(
            self.filter_box.text().strip(),
            self._filters.issuer,
            self._filters.year,
            self._filters.kind,
        )
        if wanted != self.model.narrowing:
            with _Kept(self, scroll=False):
                self.model.narrow(wanted)
            nothing = bool(wanted) and not self.model.rowCount()
            self.view.setAccessibleDescription(NOTHING if nothing else "")

    # Rows

    def current_node(self) -> Node:
        """The row that has the focus; the root where none has."""
        return self.model.node(self.view.currentIndex())

    def current_search(self) -> SavedSearch | None:
        """The saved search that is selected."""
        return self.current_node().search

    def edit_name(self, search_id: str) -> None:
        """Let the user write the name of a saved search."""
        self.edit_key(f"{SEARCHES}/{search_id}")

    def edit_key(self, key: str) -> None:
        """Let the user write the name of a row."""
        self.filter_box.clear()
        self._narrow()
        index = self.model.index_by_key(key)
        if index.isValid():
            self.view.expand(index.parent())
            self.view.setFocus()
            self.view.select_only(index)
            self.view.edit(index)

    def show_document(self, document: str) -> None:
        """Select the row of a document that was opened, and bring it into view.

        While it stays open the user may have gone to other rows: these are left selected.
        """
        same, self._current = document == self._current, document
        current = self.current_node().row
        if current is not None and (same or document in (current.id, current.enclosed_in)):
            return
        self.go_to(self.model.index_of(document))

    def go_to(self, index: QModelIndex) -> None:
        """Select a row, if it is there, and bring it into view."""
        if index.isValid():
            self.view.select_only(index)
            self.view.scrollTo(index)

    def neighbour(self, document: str, step: int) -> str | None:
        """Return the document before or after one, in the order of the tree."""
        documents = self.model.documents()
        if document not in documents:
            return documents[0] if documents else None
        place = documents.index(document) + step
        return documents[place] if 0 <= place < len(documents) else None

    def first(self) -> str | None:
        """Return the first document of the tree."""
        documents = self.model.documents()
        return documents[0] if documents else None

    def restore(self, selected: list[str], current: str, after: str, place: int) -> None:
        """Open and select, after a reset, what was open and selected before it, by key.

        Where the current row is gone and stood under ``after``, the one at its place follows it.
        """
        blocker = QSignalBlocker(self.view)
        open_all = bool(self.model.narrowing) and self.model.document_rows() <= _OPENED
        for node in list(self.model.branches()):
            # What stands over the catalog holds the same documents once more.
            if node.key in self._expanded or (open_all and not node.top.kind.is_group):
                self.view.expand(self.model.index_for(node))
        blocker.unblock()
        indexes = [index for key in selected if (index := self.model.index_by_key(key)).isValid()]
        index = self.model.index_by_key(current) if current else QModelIndex()
        if not index.isValid() and after and current.startswith(after):
            top = self.model.index_by_key(after)
            index = self.model.index(min(place, self.model.rowCount(top) - 1), 0, top)
        if not index.isValid():
            index = self.model.index_of(self._current)
        if index.isValid():
            self.view.select_only(index)
        selection = self.view.selectionModel()
        for other in indexes:
            selection.select(other, selection.SelectionFlag.Select)

    def _on_expanded(self, index: QModelIndex) -> None:
        self._expanded.add(self.model.node(index).key)

    def _on_collapsed(self, index: QModelIndex) -> None:
        if not self.model.narrowing:
            self._expanded.discard(self.model.node(index).key)

    def _on_chosen(self, index: QModelIndex) -> None:
        node = self.model.node(index)
        if node.search is not None:
            self.search_requested.emit(node.search)
        elif node.row is None:
            self.view.setExpanded(index, not self.view.isExpanded(index))
        elif node.row.id == self._current:
            self.page_wanted.emit()
        else:
            self._current = node.row.id
            self.open_requested.emit(node.row.id)

    # Menus

    def _show_menu(self, point: QPoint) -> None:
        index = self.view.indexAt(point)
        if not self.view.selectionModel().isSelected(index) and index.isValid():
            self.view.select_only(index)
        menu = self.menu_at(index)
        if menu is not None:
            menu.exec(self.view.viewport().mapToGlobal(point))
            menu.deleteLater()

    def menu_at(self, index: QModelIndex) -> QMenu | None:
        """Make the menu of a row, and of those that are selected with it."""
        node = self.model.node(index)
        if node.row is not None:
            rows = self.view.selected_rows()
            within = node.parent if node.row in rows else None
            return self.menu.for_documents(rows if node.row in rows else [node.row], within)
        if node.search is not None:
            return self.menu.for_search(node)
        if node.kind in (Kind.COLLECTION, Kind.COLLECTIONS):
            return self.menu.for_collection(own=node.kind is Kind.COLLECTION)
        if node.kind is Kind.ISSUE and node.rows:
            return self.menu.for_source(node.rows[0].source_id)
        return None


class _Kept:
    """While the model is filled anew: keeps what is selected, and where the view stands.

    The current row stays at its height, if it is in sight: rows may have come above it.
    """

    def __init__(self, pane: CatalogPane, *, after: str = "", scroll: bool = True) -> None:
        self._pane = pane
        self._after = after
        self._scroll = scroll

    def __enter__(self) -> None:
        view, model = self._pane.view, self._pane.model
        self._top = view.verticalScrollBar().value()
        row = view.visualRect(view.currentIndex())
        self._height = row.top() if view.viewport().rect().intersects(row) else None
        node = self._pane.current_node()
        self._current, self._place = node.key, node.place
        indexes = view.selectionModel().selectedIndexes()
        self._selected = [model.node(index).key for index in indexes] if len(indexes) > 1 else []
        self._resets = 0
        model.modelReset.connect(self._on_reset)

    def _on_reset(self) -> None:
        self._resets += 1

    def __exit__(self, *_: object) -> None:
        self._pane.model.modelReset.disconnect(self._on_reset)
        if self._resets:
            self._pane.restore(self._selected, self._current, self._after, self._place)
            if self._scroll:
                self._scroll_back()

    def _scroll_back(self) -> None:
        view = self._pane.view
        bar, row = view.verticalScrollBar(), view.visualRect(view.currentIndex())
        if self._height is None or not row.isValid():
            bar.setValue(self._top)
        else:
            bar.setValue(bar.value() + row.top() - self._height)
