"""The catalog (目录树) as an item model: issuer → year → document.

::

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
)

from zhupi.library.model import CatalogRow, IssuerNode
from zhupi.qt.titles import chinese_date, short_number, short_title

Index = QModelIndex | QPersistentModelIndex

NO_ISSUER = "机关不详"
NO_YEAR = "年份不详"


@dataclass(frozen=True, slots=True)
class Narrowing:
    """What the catalog and the search are narrowed to. An empty one narrows nothing."""

    words: str = ""
    issuer: str | None = None
    year: int | None = None
    kind: str | None = None

    def __bool__(self) -> bool:
        return self != Narrowing()

    def takes(self, row: CatalogRow) -> bool:
        """Whether a document stays in sight."""
        if self.year is not None and row.year != self.year:
            return False
        if self.kind is not None and row.kind != self.kind:
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


class CatalogModel(QAbstractItemModel):
    """The tree. It is filled from the library's catalog and asks the library nothing."""

    NODE: ClassVar[int] = Qt.ItemDataRole.UserRole + 1
    KEY: ClassVar[int] = Qt.ItemDataRole.UserRole + 2
    FLAGS: ClassVar[Qt.ItemFlag] = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._catalog: tuple[IssuerNode, ...] = ()
        self._narrowing = Narrowing()
        self._root = Node("", "")
        self._nodes: list[Node] = [self._root]
        """By number: an index carries a number, never a pointer to what may be gone."""

    def set_catalog(self, catalog: tuple[IssuerNode, ...]) -> None:
        """Show this catalog; what it is narrowed to stays."""
        self._catalog = catalog
        self._rebuild()

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
        self._nodes = [self._root]
        for node in self.nodes():
            node.number = len(self._nodes)
            self._nodes.append(node)
        self.endResetModel()

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
        """Yield the issuers and years, from top to bottom."""
        for issuer in self._root.children:
            yield issuer
            yield from issuer.children

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
        return self.FLAGS if index.isValid() else Qt.ItemFlag.NoItemFlags

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        node = self.node(index)
        if role == Qt.ItemDataRole.DisplayRole:
            return _line(node)
        if role == Qt.ItemDataRole.ToolTipRole:
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


def _spoken(node: Node) -> str:
    if node.row is None:
        return f"{node.label}，{node.count} 件"
    marks = f"，{node.row.annotations} 条批注" if node.row.annotations else ""
    return f"{node.row.title}，{node.row.number or '无文号'}{marks}"


def documents_in(nodes: Iterable[Node]) -> list[str]:
    """The ids of the documents in this order, each once, enclosed texts left out."""
    rows = (node.row for node in nodes)
    return list(dict.fromkeys(row.id for row in rows if row is not None and not row.enclosed_in))
