"""The catalog (目录树) as an item model: issuer → year → document, or by gazette issue.

::

    收藏  1
    保存的搜索  1
      财政事权  9
    国务院  3
      2016  2
        49号  推进中央与地方财政事权和支出责任划分改革
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, ClassVar

from PySide6.QtCore import (
    QModelIndex,
    QObject,
    Qt,
    Signal,
)

from zhupi.library.citation_model import State
from zhupi.library.groups import Groups, Tags
from zhupi.library.model import CatalogRow, IssueNode, IssuerNode, ReadingState, SavedSearch
from zhupi.library.title_filter import TitleFilter
from zhupi.qt import catalog_nodes
from zhupi.qt.catalog_drag import DragModel, takes_drops
from zhupi.qt.catalog_nodes import NO_ISSUER, NO_KIND, NO_YEAR, Kind, Node, Rows
from zhupi.qt.catalog_words import RowMarks, line, spoken, tip
from zhupi.qt.index import Index
from zhupi.qt.narrowing import Narrowing

__all__ = ["NO_ISSUER", "NO_KIND", "NO_YEAR", "SEARCHES", "CatalogModel", "Narrowing", "Node"]

SEARCHES = Kind.SEARCHES.value
"""The key of the row over the saved searches."""

_NO_MARKS = RowMarks()


class CatalogModel(DragModel):
    """The tree. It is filled from the library's catalog and asks the library nothing."""

    rename_requested = Signal(str, str)
    """A saved search, and the name that was written for it."""
    collection_rename_requested = Signal(str, str)
    """A collection, and the name that was written for it."""
    NODE: ClassVar[int] = Qt.ItemDataRole.UserRole + 1
    KEY: ClassVar[int] = Qt.ItemDataRole.UserRole + 2
    MARKS: ClassVar[int] = Qt.ItemDataRole.UserRole + 3
    FLAGS: ClassVar[Qt.ItemFlag] = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._catalog: tuple[IssuerNode, ...] = ()
        self._issues: tuple[IssueNode, ...] | None = None
        self._by_id: dict[str, CatalogRow] = {}
        self._filter = TitleFilter(())
        self._narrowing = Narrowing()
        self._groups = Groups()
        self._tags: Tags = ()
        self._favourites: frozenset[str] = frozenset()
        self._readings: Mapping[str, ReadingState] = {}
        self._states: Mapping[str, State] = {}
        self._ends: Mapping[str, str] = {}
        self._searches: tuple[SavedSearch, ...] = ()
        self._counts: dict[str, int] = {}
        self._root = Node("", Kind.ISSUER)
        self._nodes: list[Node] = [self._root]
        """By number: an index carries a number, never a pointer to what may be gone."""

    # What is shown

    def set_catalog(
        self, catalog: tuple[IssuerNode, ...], issues: tuple[IssueNode, ...] | None = None
    ) -> None:
        """Show this catalog, by ``issues`` if they are given; what it is narrowed to stays."""
        self._catalog, self._issues = catalog, issues
        self._by_id = {
            row.id: row for issuer in catalog for year in issuer.years for row in year.rows
        }
        self._filter = TitleFilter(self._by_id.values())
        self._rebuild()

    @property
    def catalog_rows(self) -> list[CatalogRow]:
        """Every row that can be shown, each once."""
        return list(self._by_id.values())

    def row(self, document: str) -> CatalogRow:
        """The row of a document, or of an enclosed text, that can be shown."""
        return self._by_id[document]

    def set_filter(self, prepared: TitleFilter) -> None:
        """Filter by this; it was made of `catalog_rows` and prepared."""
        self._filter = prepared
        if self._narrowing.words:
            self._rebuild()

    def set_groups(self, groups: Groups) -> None:
        """Show what the user keeps over the catalog, and how far documents were read."""
        former, self._groups = self._groups, groups
        self._favourites, self._readings = frozenset(groups.favourites), groups.readings
        if _listed(former) != _listed(groups):
            self._rebuild()
        else:
            self._repaint(set(former.readings.items()) ^ set(groups.readings.items()))

    def set_tags(self, tags: Tags) -> None:
        """Show these tags of annotations, each with its documents."""
        if tags != self._tags:
            self._tags = tags
            self._rebuild()

    @property
    def groups(self) -> Groups:
        return self._groups

    def set_force(self, states: Mapping[str, State], ends: Mapping[str, str]) -> None:
        """Show of which documents it is known whether they are in force, by row id."""
        former, self._states, self._ends = (self._states, self._ends), states, ends
        if former != (states, ends):
            self._changed(node for node in self._nodes if node.row is not None)

    def set_searches(self, searches: tuple[SavedSearch, ...]) -> None:
        """Show these saved searches over the catalog."""
        self._searches = searches
        self._rebuild()

    @property
    def searches(self) -> tuple[SavedSearch, ...]:
        """The saved searches, those that the filter hides as well."""
        return self._searches

    def set_counts(self, counts: dict[str, int]) -> None:
        """Show how many documents each saved search finds."""
        self._counts = counts
        found = [node for node in self._nodes if node.search is not None]
        for node in found:
            node.count = counts.get(node.search.id) if node.search is not None else None
        self._changed(found)

    def narrow(self, narrowing: Narrowing) -> None:
        """Show only what ``narrowing`` takes; counts follow."""
        if narrowing != self._narrowing:
            self._narrowing = narrowing
            self._rebuild()

    @property
    def narrowing(self) -> Narrowing:
        return self._narrowing

    def update_row(self, row: CatalogRow) -> None:
        """Show a document's row as it is now, wherever it stands."""
        if row.id in self._by_id:
            self._by_id[row.id] = row
        found = [node for node in self._nodes if node.row is not None and node.row.id == row.id]
        for node in found:
            node.row = row
        self._changed(found)

    def _repaint(self, changed: Iterable[tuple[str, ReadingState]]) -> None:
        ids = {document for document, _ in changed}
        self._changed(
            node
            for node in self._nodes
            if node.row is not None and (node.row.enclosed_in or node.row.id) in ids
        )

    def _changed(self, nodes: Iterable[Node]) -> None:
        for node in nodes:
            index = self._index(node)
            self.dataChanged.emit(index, index)

    def _rebuild(self) -> None:
        self.beginResetModel()
        take = self._take()
        self._root = Node("", Kind.ISSUER)
        catalog_nodes.add_groups(
            self._root, self._groups, self._tags, self._by_id, take, narrowed=bool(self._narrowing)
        )
        catalog_nodes.add_searches(self._root, self._searches, self._counts, self._narrowing.words)
        if self._issues is not None:
            catalog_nodes.add_issues(self._root, self._issues, take)
        else:
            catalog_nodes.add_catalog(self._root, self._bodies(), take)
        self._nodes = []
        self._number(self._root)
        self.endResetModel()

    def _bodies(self) -> Iterable[IssuerNode]:
        wanted = self._narrowing.issuer
        return (one for one in self._catalog if wanted in (None, one.issuer, *one.names))

    def _take(self) -> Callable[[Rows], Rows]:
        narrowing = self._narrowing
        if not narrowing:
            return lambda rows: rows
        matching = self._filter.matching(narrowing.words)
        if matching is None:
            return lambda rows: [row for row in rows if narrowing.takes(row)]
        if narrowing.only_words:
            return lambda rows: [row for row in rows if row.id in matching]
        return lambda rows: [row for row in rows if row.id in matching and narrowing.takes(row)]

    def _number(self, node: Node) -> None:
        node.number = len(self._nodes)
        self._nodes.append(node)
        for child in node.children:
            self._number(child)

    def _children(self, node: Node) -> list[Node]:
        """The rows under one, made if they were not in sight so far."""
        if node.rows and not node.children:
            node.make_children(self._by_id)
            for child in node.children:
                self._number(child)
        return node.children

    # Finding rows

    def index_of(self, document: str) -> QModelIndex:
        """Return the row of a document in the catalog, or an invalid index."""
        if document not in self._by_id:
            return QModelIndex()
        for top in self._root.children:
            if top.kind.is_group:
                continue
            for node in self._holding(top):
                for place, row in enumerate(node.rows):
                    if row.id == document:
                        return self._index(self._children(node)[place])
        return QModelIndex()

    def index_by_key(self, key: str) -> QModelIndex:
        """Return the row with a key, or an invalid index."""
        for node in self._nodes[1:]:
            if node.key == key:
                return self._index(node)
        above, _, document = key.rpartition("/")
        for node in self._nodes[1:]:
            if node.key == above and node.rows and not node.children:
                for place, row in enumerate(node.rows):
                    if row.id == document:
                        return self._index(self._children(node)[place])
        return QModelIndex()

    def index_for(self, node: Node) -> QModelIndex:
        """Return the index of a row of the tree."""
        return self._index(node)

    def nodes(self) -> Iterator[Node]:
        """Yield every row, from top to bottom; all of them are made by that."""
        waiting = list(reversed(self._root.children))
        while waiting:
            node = waiting.pop()
            yield node
            waiting.extend(reversed(self._children(node)))

    def branches(self) -> Iterator[Node]:
        """Yield the rows with others under them, from top to bottom."""
        waiting = list(reversed(self._root.children))
        while waiting:
            node = waiting.pop()
            if node.size:
                yield node
            if not node.rows:
                waiting.extend(reversed(node.children))

    def documents(self) -> list[str]:
        """The ids of the documents of the catalog in this order, each once, as it is narrowed."""
        return list(
            dict.fromkeys(
                row.id
                for top in self._root.children
                if not top.kind.is_group
                for node in self._holding(top)
                for row in node.rows
                if row.enclosed_in is None
            )
        )

    def document_rows(self) -> int:
        """How many rows are documents or enclosed texts."""
        return sum(len(node.rows) for node in self.branches())

    def _holding(self, node: Node) -> Iterator[Node]:
        """Those from a row downwards that documents stand under."""
        if node.rows:
            yield node
        else:
            for child in node.children:
                yield from self._holding(child)

    def matching(self, words: str) -> frozenset[str]:
        """The rows of the catalog that have the words, initials too; shown or not."""
        return self._filter.matching(words) or frozenset()

    def copies(self, row: CatalogRow) -> list[CatalogRow]:
        """The other copies of a document's work."""
        return [one for one in self._by_id.values() if one.work == row.work and one.id != row.id]

    def marks(self, row: CatalogRow) -> RowMarks:
        """What is known of a document beside its row."""
        return RowMarks(
            self._readings.get(row.enclosed_in or row.id),
            row.id in self._favourites,
            self._states.get(row.id),
            self._ends.get(row.id, ""),
        )

    # The model's own interface

    def node(self, index: Index) -> Node:
        """Return the row behind an index; the root for an invalid one."""
        number = index.internalId() if index.isValid() else 0
        return self._nodes[number] if 0 <= number < len(self._nodes) else self._root

    def _index(self, node: Node) -> QModelIndex:
        return self.createIndex(node.place, 0, node.number)

    def index(self, row: int, column: int, parent: Index = QModelIndex()) -> QModelIndex:  # noqa: B008
        node = self.node(parent)
        if column != 0 or not 0 <= row < node.size:
            return QModelIndex()
        return self._index(self._children(node)[row])

    def parent(self, index: Index | None = None) -> Any:
        if index is None:
            return super().parent()
        above = self.node(index).parent if index.isValid() else None
        if above is None or above is self._root:
            return QModelIndex()
        return self._index(above)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008, N802
        return self.node(parent).size if parent.column() <= 0 else 0

    def hasChildren(self, parent: Index = QModelIndex()) -> bool:  # noqa: B008, N802
        return self.rowCount(parent) > 0

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: ARG002, B008, N802
        return 1

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        node = self.node(index)
        flags = self.FLAGS
        if node.kind is Kind.HINT:
            return Qt.ItemFlag.ItemIsEnabled
        if node.row is not None:
            flags |= Qt.ItemFlag.ItemIsDragEnabled
        if self.writable and node.renamable:
            flags |= Qt.ItemFlag.ItemIsEditable
        if self.writable and takes_drops(node):
            flags |= Qt.ItemFlag.ItemIsDropEnabled
        return flags

    def setData(  # noqa: N802
        self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole
    ) -> bool:
        """Ask for another name; the row has it once it is on disk."""
        node = self.node(index)
        if not node.renamable or role != Qt.ItemDataRole.EditRole or not str(value).strip():
            return False
        if node.search is not None:
            self.rename_requested.emit(node.search.id, str(value))
        else:
            self.collection_rename_requested.emit(node.id, str(value))
        return True

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        node = self.node(index)
        if role == self.NODE:
            return node
        if role == Qt.ItemDataRole.DisplayRole:
            return line(node)
        if role == Qt.ItemDataRole.EditRole and node.renamable:
            return node.name
        if role == self.KEY:
            return node.key
        marks = self.marks(node.row) if node.row is not None else _NO_MARKS
        if role == self.MARKS:
            return marks
        if role == Qt.ItemDataRole.ToolTipRole:
            return tip(node, marks) or None
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return spoken(node, marks)
        return None


def _listed(groups: Groups) -> object:
    """What rows the groups have."""
    return (groups.favourites, groups.recent, groups.collections)
