"""The catalog (目录树) as an item model: issuer → year → document; saved searches over it.

::

    保存的搜索  1
      财政事权  9
    国务院  3
      2016  2
        49号  推进中央与地方财政事权和支出责任划分改革
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, ClassVar

from PySide6.QtCore import (
    QAbstractItemModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from zhupi.library.model import CatalogRow, IssuerNode, SavedSearch
from zhupi.qt.titles import chinese_date, short_number, short_title

Index = QModelIndex | QPersistentModelIndex

NO_ISSUER = "机关不详"
NO_YEAR = "年份不详"
NO_KIND = "文种不详"

SEARCHES = "s:"
"""The key of the row over the saved searches."""


@dataclass(frozen=True, slots=True)
class Narrowing:
    """What the catalog and the search are narrowed to. An empty one narrows nothing.

    ``""`` and ``0`` stand for documents without an issuer, a kind or a year.
    """

    words: str = ""
    issuer: str | None = None
    year: int | None = None
    kind: str | None = None

    def __bool__(self) -> bool:
        return self != Narrowing()

    def takes(self, row: CatalogRow) -> bool:
        """Whether a document stays in sight."""
        if self.issuer is not None and self.issuer not in (row.issuers or ("",)):
            return False
        if self.year is not None and (row.year or 0) != self.year:
            return False
        if self.kind is not None and (row.kind or "") != self.kind:
            return False
        if self.issuer is not None and self.issuer not in (row.issuers or ("",)):
            return False
        words = self.words.casefold().split()
        if not words:
            return True
        where = f"{row.title}\n{row.number or ''}".casefold()
        return all(word in where for word in words)


@dataclass(slots=True)
class Node:
    """A row of the tree. ``key`` is the same after a refresh."""

    key: str
    name: str
    count: int | None = None
    row: CatalogRow | None = None
    search: SavedSearch | None = None
    parent: Node | None = field(default=None, repr=False)
    place: int = 0
    number: int = 0
    children: list[Node] = field(default_factory=list, repr=False)

    @property
    def label(self) -> str:
        """What the row says; a title is shortened only when its row comes into sight."""
        if not self.name and self.row is not None:
            self.name = short_title(self.row)
        return self.name

    def add(self, child: Node) -> Node:
        """Put a row under this one."""
        child.parent, child.place = self, len(self.children)
        self.children.append(child)
        return child

    def put_first(self, child: Node) -> None:
        """Put a row under this one, over all others."""
        child.parent = self
        self.children.insert(0, child)
        for place, other in enumerate(self.children):
            other.place = place


class CatalogModel(QAbstractItemModel):
    """The tree. It is filled from the library's catalog and asks the library nothing."""

    rename_requested = Signal(str, str)
    """A saved search, and the name that was written for it."""

    NODE: ClassVar[int] = Qt.ItemDataRole.UserRole + 1
    KEY: ClassVar[int] = Qt.ItemDataRole.UserRole + 2
    FLAGS: ClassVar[Qt.ItemFlag] = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._catalog: tuple[IssuerNode, ...] = ()
        self._narrowing = Narrowing()
        self._searches: tuple[SavedSearch, ...] = ()
        self._counts: dict[str, int] = {}
        self.renaming = True
        """Whether names may be changed here."""
        self._root = Node("", "")
        self._nodes: list[Node] = [self._root]
        """By number: an index carries a number, never a pointer to what may be gone."""

    def set_catalog(self, catalog: tuple[IssuerNode, ...]) -> None:
        """Show this catalog; what it is narrowed to stays."""
        self._catalog = catalog
        self._rebuild()

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
        # They stand over everything else.
        for node in self._root.children[0].children if self._root.children else ():
            if node.search is not None:
                node.count = counts.get(node.search.id)
                index = self._index(node)
                self.dataChanged.emit(index, index)

    def narrow(self, narrowing: Narrowing) -> None:
        """Show only what ``narrowing`` takes; counts follow."""
        if narrowing != self._narrowing:
            self._narrowing = narrowing
            self._rebuild()

    def update_row(self, row: CatalogRow) -> None:
        """Show a document's row as it is now, wherever it stands."""
        for node in self.nodes():
            if node.row is not None and node.row.id == row.id:
                node.row = row
                index = self._index(node)
                self.dataChanged.emit(index, index)

    @property
    def narrowing(self) -> Narrowing:
        return self._narrowing

    def _rebuild(self) -> None:
        self.beginResetModel()
        self._root = _build(self._catalog, self._narrowing)
        self._add_searches()
        self._nodes = [self._root]
        for node in self.nodes():
            node.number = len(self._nodes)
            self._nodes.append(node)
        self.endResetModel()

    def _add_searches(self) -> None:
        words = self._narrowing.words.casefold().split()
        shown = [
            search
            for search in self._searches
            if all(word in search.name.casefold() for word in words)
        ]
        if not shown:
            return
        top = Node(SEARCHES, "保存的搜索", len(shown))
        for search in shown:
            count = self._counts.get(search.id)
            top.add(Node(f"{SEARCHES}/{search.id}", search.name, count, search=search))
        self._root.put_first(top)

    # Finding rows

    def index_of(self, document: str) -> QModelIndex:
        """Return the first row of a document, or an invalid index."""
        for node in self.nodes():
            if node.row is not None and node.row.id == document:
                return self._index(node)
        return QModelIndex()

    def index_by_key(self, key: str) -> QModelIndex:
        """Return the row with a key, or an invalid index."""
        for node in self.nodes():
            if node.key == key:
                return self._index(node)
        return QModelIndex()

    def index_for(self, node: Node) -> QModelIndex:
        """Return the index of a row of the tree."""
        return self._index(node)

    def nodes(self) -> Iterator[Node]:
        """Yield every row, from top to bottom."""
        waiting = list(reversed(self._root.children))
        while waiting:
            node = waiting.pop()
            yield node
            waiting.extend(reversed(node.children))

    def branches(self) -> Iterator[Node]:
        """Yield the rows with others under them, from top to bottom."""
        return (node for node in self.nodes() if node.children)

    def document_rows(self) -> int:
        """How many rows are documents or enclosed texts."""
        return sum(len(year.children) for top in self._root.children for year in top.children)

    # The model's own interface

    def node(self, index: Index) -> Node:
        """Return the row behind an index; the root for an invalid one."""
        number = index.internalId() if index.isValid() else 0
        return self._nodes[number] if 0 <= number < len(self._nodes) else self._root

    def _index(self, node: Node) -> QModelIndex:
        return self.createIndex(node.place, 0, node.number)

    def index(self, row: int, column: int, parent: Index = QModelIndex()) -> QModelIndex:  # noqa: B008
        children = self.node(parent).children
        if column != 0 or not 0 <= row < len(children):
            return QModelIndex()
        return self._index(children[row])

    def parent(self, index: Index | None = None) -> Any:
        if index is None:
            return super().parent()
        above = self.node(index).parent if index.isValid() else None
        if above is None or above is self._root:
            return QModelIndex()
        return self._index(above)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008, N802
        return len(self.node(parent).children) if parent.column() <= 0 else 0

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: ARG002, B008, N802
        return 1

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        if self.renaming and self.node(index).search is not None:
            return self.FLAGS | Qt.ItemFlag.ItemIsEditable
        return self.FLAGS

    def setData(  # noqa: N802
        self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole
    ) -> bool:
        """Ask for another name; the row has it once it is on disk."""
        search = self.node(index).search
        if search is None or role != Qt.ItemDataRole.EditRole or not str(value).strip():
            return False
        self.rename_requested.emit(search.id, str(value))
        return True

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        node = self.node(index)
        if role == Qt.ItemDataRole.DisplayRole:
            return _line(node)
        if role == Qt.ItemDataRole.EditRole and node.search is not None:
            return node.search.name
        if role == Qt.ItemDataRole.ToolTipRole:
            if node.search is not None:
                return _search_tip(node.search)
            return _tip(node.row) if node.row is not None else None
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return _spoken(node)
        if role == self.NODE:
            return node
        if role == self.KEY:
            return node.key
        return None


def _build(catalog: Sequence[IssuerNode], narrowing: Narrowing) -> Node:
    root = Node("", "")
    for issuer in catalog:
        names = (issuer.issuer, *issuer.names)
        if narrowing.issuer is not None and narrowing.issuer not in names:
            continue
        top = Node(f"i:{issuer.issuer}", issuer.issuer or NO_ISSUER, 0)
        for year in issuer.years:
            rows = [row for row in year.rows if narrowing.takes(row)] if narrowing else year.rows
            if not rows:
                continue
            own = sum(1 for row in rows if row.enclosed_in is None)
            label = NO_YEAR if year.year is None else str(year.year)
            middle = top.add(Node(f"{top.key}/{year.year}", label, own))
            top.count = (top.count or 0) + own
            for row in rows:
                middle.add(Node(f"{middle.key}/{row.id}", "", row=row))
        if top.children:
            root.add(top)
    return root


def _line(node: Node) -> str:
    if node.search is not None and node.count is None:
        return node.label
    if node.row is None:
        return f"{node.label}　{node.count}"
    number = short_number(node.row.number)
    return f"{number}　{node.label}" if number else node.label


def _tip(row: CatalogRow) -> str:
    facts = [row.number or "", chinese_date(row.date)]
    lines = [row.title, "　".join(fact for fact in facts if fact)]
    if row.enclosed_in is not None:
        lines.append("印发或转发的正文，随其通知打开")
    if not row.complete:
        lines.append("所收文本不全")
    if row.doubts:
        lines.append(f"{row.doubts} 处存疑")
    lines.append(f"{row.source}　第 {row.lines[0]}—{row.lines[1]} 行")
    return "\n".join(line for line in lines if line)


def _search_tip(search: SavedSearch) -> str:
    narrowed = (
        "" if search.issuer is None else search.issuer or NO_ISSUER,
        "" if search.year is None else str(search.year or NO_YEAR),
        "" if search.kind is None else search.kind or NO_KIND,
    )
    within = "、".join(part for part in narrowed if part)
    lines = [search.name, f"搜索：{search.query}", f"限于：{within}" if within else ""]
    return "\n".join(line for line in lines if line)


def _spoken(node: Node) -> str:
    if node.search is not None:
        found = "" if node.count is None else f"，{node.count} 件"
        return f"保存的搜索，{node.label}{found}"
    if node.key == SEARCHES:
        return f"{node.label}，{node.count} 个"
    if node.row is None:
        return f"{node.label}，{node.count} 件"
    marks = f"，{node.row.annotations} 条批注" if node.row.annotations else ""
    return f"{node.row.title}，{node.row.number or '无文号'}{marks}"


def documents_in(nodes: Iterable[Node]) -> list[str]:
    """The ids of the documents in this order, each once, enclosed texts left out."""
    rows = (node.row for node in nodes)
    return list(dict.fromkeys(row.id for row in rows if row is not None and not row.enclosed_in))
