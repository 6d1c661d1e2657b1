"""The left pane while nothing is searched: the filter box, the tree, the waste basket."""

from __future__ import annotations

from PySide6.QtCore import (
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QSignalBlocker,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QAction, QGuiApplication, QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QLineEdit,
    QMenu,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from zhupi.library.model import CatalogRow, IssuerNode, SavedSearch
from zhupi.qt import icons
from zhupi.qt.catalog_delegate import CatalogDelegate
from zhupi.qt.catalog_model import SEARCHES, CatalogModel, Narrowing, documents_in
from zhupi.qt.paper_tree import PaperTree
from zhupi.qt.themes import Theme
from zhupi.qt.titles import citation

_FILTER_AFTER = 120
"""Milliseconds after the last key until the tree is filtered."""

_OPENED = 300
"""So many rows are opened at once by a filter."""

Index = QModelIndex | QPersistentModelIndex


class CatalogPane(QWidget):
    """Chooses a document. Signals name the document's id, or that of an enclosed text."""

    open_requested = Signal(str)
    remove_requested = Signal(str)
    remove_source_requested = Signal(int)
    basket_requested = Signal()
    search_requested = Signal(object)
    """A `SavedSearch` that is to be run."""
    notes_requested = Signal()
    """All annotations of the library are to be seen."""
    notes_of_requested = Signal(str)
    export_requested = Signal(str)
    """A document is to be exported."""
    said = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.filter_box = QLineEdit()
        self.filter_box.setPlaceholderText("筛选目录")
        self.filter_box.setClearButtonEnabled(True)
        self.filter_box.setAccessibleName("筛选目录，按标题或文号")
        self.model = CatalogModel(self)
        self.view = PaperTree("目录")
        self.delegate = CatalogDelegate(self.view)
        self.view.setItemDelegate(self.delegate)
        self.view.setModel(self.model)
        self.notes_button = QPushButton("批注")
        self.notes_button.setObjectName("footer")
        self.notes_button.setToolTip("全库的批注（Ctrl+J）")
        self.basket_button = QPushButton("回收站")
        self.basket_button.setObjectName("footer")
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_FILTER_AFTER)
        self._expanded: set[str] = set()
        self._known: set[str] = set()
        self._current = ""
        self._filters = Narrowing()
        self._read_only = False
        self._actions: dict[str, QAction] = {}
        # F2 is in the table of actions.
        self.view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)

        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 12, 0, 0)
        layout.setSpacing(8)
        box = QVBoxLayout()
        box.setContentsMargins(12, 0, 12, 0)
        box.addWidget(self.filter_box)
        layout.addLayout(box)
        layout.addWidget(self.view, 1)
        foot = QHBoxLayout()
        foot.setSpacing(0)
        foot.addWidget(self.notes_button, 1)
        foot.addWidget(self.basket_button, 1)
        layout.addLayout(foot)

        self.notes_button.clicked.connect(self.notes_requested)
        self.basket_button.clicked.connect(self.basket_requested)
        self.filter_box.textChanged.connect(self._timer.start)
        self.view.activated.connect(self._on_activated)
        self.view.clicked.connect(self._on_activated)
        self.view.collapsed.connect(self._on_collapsed)
        self.view.customContextMenuRequested.connect(self._show_menu)
        self.view.expanded.connect(self._on_expanded)
        self._timer.timeout.connect(self._narrow)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        if event.key() == Qt.Key.Key_Escape and self.filter_box.text():
            self.filter_box.clear()
            self.view.setFocus()
        else:
            super().keyPressEvent(event)

    def set_theme(self, theme: Theme) -> None:
        """Draw in these colours."""
        self.view.theme = self.delegate.theme = theme
        icons.dress_clear_button(self.filter_box, theme.muted)
        self.view.viewport().update()

    def set_read_only(self) -> None:
        """Offer nothing that writes."""
        self._read_only = True
        self.model.renaming = False

    def set_actions(self, actions: dict[str, QAction]) -> None:
        """Take the actions of the menu over a saved search."""
        self._actions = actions

    def set_searches(self, searches: tuple[SavedSearch, ...]) -> None:
        """Show the saved searches; the first ones to come are in sight."""
        if searches == self.model.searches:
            return
        if searches and SEARCHES not in self._known:
            self._known.add(SEARCHES)
            self._expanded.add(SEARCHES)
        here = self.model.node(self.view.currentIndex())
        self.model.set_searches(searches)
        self._restore()
        if here.key.startswith(SEARCHES):
            index = self.model.index_by_key(here.key)
            if not index.isValid():  # it was removed: the one that took its place
                top = self.model.index_by_key(SEARCHES)
                last = self.model.rowCount(top) - 1
                index = self.model.index(min(here.place, last), 0, top)
            self.view.setCurrentIndex(index)

    def current_search(self) -> SavedSearch | None:
        """The saved search that is selected."""
        return self.model.node(self.view.currentIndex()).search

    def edit_name(self, search_id: str) -> None:
        """Let the user write the name of a saved search."""
        self.filter_box.clear()
        self._narrow()
        index = self.model.index_by_key(f"{SEARCHES}/{search_id}")
        if index.isValid():
            self.view.expand(index.parent())
            self.view.setFocus()
            self.view.setCurrentIndex(index)
            self.view.edit(index)

    def set_catalog(self, catalog: tuple[IssuerNode, ...]) -> None:
        """Show a catalog; what was open and selected stays so, what is new among few is opened."""
        fresh = {f"i:{node.issuer}" for node in catalog} - self._known
        shown = sum(node.count for node in catalog)
        if shown <= _OPENED:
            self._expanded |= fresh
            self._expanded |= {
                f"i:{node.issuer}/{year.year}"
                for node in catalog
                for year in node.years
                if f"i:{node.issuer}" in fresh
            }
        self._known |= fresh
        scroll = self.view.verticalScrollBar().value()
        self.model.set_catalog(catalog)
        self._restore()
        self.view.verticalScrollBar().setValue(scroll)

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

    def show_document(self, document: str) -> None:
        """Select a document's row and bring it into view."""
        self._current = document
        index = self.model.index_of(document)
        current = self.model.node(self.view.currentIndex()).row
        if current is not None and document in (current.id, current.enclosed_in):
            return
        if index.isValid():
            self.view.selectionModel().setCurrentIndex(
                index, QItemSelectionModel.SelectionFlag.ClearAndSelect
            )
            self.view.scrollTo(index)

    def neighbour(self, document: str, step: int) -> str | None:
        """Return the document before or after one, in the order of the tree."""
        documents = documents_in(self.model.nodes())
        if document not in documents:
            return documents[0] if documents else None
        place = documents.index(document) + step
        return documents[place] if 0 <= place < len(documents) else None

    def first(self) -> str | None:
        """Return the first document of the tree."""
        documents = documents_in(self.model.nodes())
        return documents[0] if documents else None

    def _narrow(self) -> None:
        self.model.narrow(
            Narrowing(
                self.filter_box.text().strip(),
                self._filters.issuer,
                self._filters.year,
                self._filters.kind,
            )
        )
        self._restore()

    def _restore(self) -> None:
        """Open and select, after a reset, what was open and selected before it."""
        blocker = QSignalBlocker(self.view)
        open_all = bool(self.model.narrowing) and self.model.document_rows() <= _OPENED
        for node in self.model.branches():
            if open_all or node.key in self._expanded:
                self.view.expand(self.model.index_for(node))
        blocker.unblock()
        index = self.model.index_of(self._current)
        if index.isValid():
            self.view.selectionModel().setCurrentIndex(
                index, QItemSelectionModel.SelectionFlag.ClearAndSelect
            )

    def _on_expanded(self, index: QModelIndex) -> None:
        self._expanded.add(self.model.node(index).key)

    def _on_collapsed(self, index: QModelIndex) -> None:
        if not self.model.narrowing:
            self._expanded.discard(self.model.node(index).key)

    def _on_activated(self, index: QModelIndex) -> None:
        node = self.model.node(index)
        if node.search is not None:
            self.search_requested.emit(node.search)
        elif node.row is None:
            self.view.setExpanded(index, not self.view.isExpanded(index))
        elif node.row.id != self._current:
            self._current = node.row.id
            self.open_requested.emit(node.row.id)

    def _show_menu(self, point: QPoint) -> None:
        node = self.model.node(self.view.indexAt(point))
        if node.search is not None:
            self.view.setCurrentIndex(self.view.indexAt(point))
            menu = self.menu_for_search(node.search)
            menu.exec(self.view.viewport().mapToGlobal(point))
            menu.deleteLater()
        elif node.row is not None:
            menu = self.menu_for(node.row)
            menu.exec(self.view.viewport().mapToGlobal(point))
            menu.deleteLater()
            self.show_document(self._current)

    def menu_for_search(self, search: SavedSearch) -> QMenu:
        """Make the menu of a saved search."""
        menu = QMenu(self)
        menu.addAction("搜索").triggered.connect(lambda: self.search_requested.emit(search))
        menu.addSeparator()
        for name in ("rename_search", "search_up", "search_down", "remove_search"):
            menu.addAction(self._actions[name])
        return menu

    def menu_for(self, row: CatalogRow) -> QMenu:
        """Make the menu of a document."""
        menu = QMenu(self)

        def add(text: str) -> QAction:
            action = menu.addAction(text)
            action.setEnabled(True)
            return action

        add("打开").triggered.connect(lambda: self.open_requested.emit(row.id))
        notes = add("只看这件公文的批注")
        notes.triggered.connect(lambda: self.notes_of_requested.emit(row.id))
        notes.setEnabled(bool(row.annotations))
        add("复制标题和文号").triggered.connect(lambda: self._copy(row))
        add("导出…").triggered.connect(lambda: self.export_requested.emit(row.id))
        menu.addSeparator()
        document = row.enclosed_in or row.id
        remove = add("移入回收站…")
        remove.triggered.connect(lambda: self.remove_requested.emit(document))
        remove_source = add("移除整期公报…")
        remove_source.triggered.connect(lambda: self.remove_source_requested.emit(row.source_id))
        for action in (remove, remove_source):
            action.setEnabled(not self._read_only)
        return menu

    def _copy(self, row: CatalogRow) -> None:
        QGuiApplication.clipboard().setText(citation(row))
        self.said.emit("已复制标题和文号。")
