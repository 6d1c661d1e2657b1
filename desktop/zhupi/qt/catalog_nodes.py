"""The rows of the tree: groups over the catalog, then issuer → year → document, or by issue.

Documents are given as rows of the catalog; a `Node` is made of one only when it comes into sight.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from zhupi.library.groups import Groups, Tags
from zhupi.library.model import FAVOURITES, CatalogRow, IssueNode, IssuerNode, SavedSearch
from zhupi.qt.titles import short_title

NO_ISSUER = "机关不详"
NO_YEAR = "年份不详"
NO_KIND = "文种不详"
NO_GAZETTE = "公报不详"

_YEARS_FROM = 40
"""A gazette of more issues than this has its years between itself and them."""

Rows = Sequence[CatalogRow]
Take = Callable[[Rows], Rows]
"""Leaves out of rows what a filter hides."""


class Kind(StrEnum):
    """What a row of the tree is. Those over the catalog have their key as their value."""

    FAVOURITES = "favourites:"
    RECENT = "recent:"
    COLLECTIONS = "c:"
    TAGS = "t:"
    SEARCHES = "s:"
    COLLECTION = "collection"
    TAG = "tag"
    SEARCH = "search"
    HINT = "hint"
    ISSUER = "issuer"
    GAZETTE = "gazette"
    YEAR = "year"
    ISSUE = "issue"
    DOCUMENT = "document"

    @property
    def is_group(self) -> bool:
        """Whether it stands over the catalog."""
        return self in _GROUPS


_GROUPS = frozenset({Kind.FAVOURITES, Kind.RECENT, Kind.COLLECTIONS, Kind.TAGS, Kind.SEARCHES})
LABELS = {
    Kind.FAVOURITES: "收藏",
    Kind.RECENT: "最近阅读",
    Kind.COLLECTIONS: "我的专题",
    Kind.TAGS: "标签",
    Kind.SEARCHES: "保存的搜索",
}


@dataclass(slots=True)
class Node:
    """A row of the tree. ``key`` is the same after a refresh.

    ``rows`` are the documents under it; they become ``children`` when they are asked for.
    ``names`` are other names of the body. ``id`` is that of a collection, favourites too.
    """

    key: str
    kind: Kind
    name: str = ""
    count: int | None = None
    row: CatalogRow | None = None
    search: SavedSearch | None = None
    id: str = ""
    names: tuple[str, ...] = ()
    rows: Rows = ()
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

    @property
    def size(self) -> int:
        """How many rows stand under this one."""
        return len(self.rows) or len(self.children)

    @property
    def is_top(self) -> bool:
        return self.parent is not None and self.parent.parent is None

    @property
    def top(self) -> Node:
        """The row of the first level that this one stands under, or is."""
        node = self
        while node.parent is not None and not node.is_top:
            node = node.parent
        return node

    @property
    def renamable(self) -> bool:
        """Whether the user gave it its name."""
        return self.kind in (Kind.SEARCH, Kind.COLLECTION)

    def add(self, child: Node) -> Node:
        """Put a row under this one."""
        child.parent, child.place = self, len(self.children)
        self.children.append(child)
        return child

    def make_children(self, by_id: Mapping[str, CatalogRow]) -> None:
        """Make a row of each document under this one, as ``by_id`` knows it."""
        for row in self.rows:
            self.add(Node(f"{self.key}/{row.id}", Kind.DOCUMENT, row=by_id.get(row.id, row)))


def counted(rows: Rows) -> int:
    """How many documents these are, enclosed texts aside."""
    return sum(1 for row in rows if row.enclosed_in is None)


def add_catalog(root: Node, catalog: Iterable[IssuerNode], take: Take) -> None:
    """Issuer → year → document."""
    for issuer in catalog:
        top = Node(
            f"i:{issuer.issuer}", Kind.ISSUER, issuer.issuer or NO_ISSUER, 0, names=issuer.names
        )
        for year in issuer.years:
            rows = take(year.rows)
            if rows:
                label = NO_YEAR if year.year is None else str(year.year)
                own = year.count if rows is year.rows else counted(rows)
                top.add(Node(f"{top.key}/{year.year}", Kind.YEAR, label, own, rows=rows))
                top.count = (top.count or 0) + own
        if top.children:
            root.add(top)


def add_issues(root: Node, issues: Iterable[IssueNode], take: Take) -> None:
    """Gazette → issue → its contents in order; years between where there are very many issues."""
    gazettes: dict[str, list[IssueNode]] = {}
    for issue in issues:
        gazettes.setdefault(issue.gazette or "", []).append(issue)
    for gazette, all_of_it in gazettes.items():
        top = Node(f"g:{gazette}", Kind.GAZETTE, gazette or NO_GAZETTE, 0)
        years: dict[int | None, Node] = {}
        for issue in all_of_it:
            rows = take(issue.rows)
            if not rows:
                continue
            above = top
            if len(all_of_it) > _YEARS_FROM:
                above = years.get(issue.year) or top.add(_year_of_issues(top, issue.year))
                years[issue.year] = above
            own = counted(rows)
            above.add(Node(issue_key(issue.source_id), Kind.ISSUE, _issue(issue), own, rows=rows))
            for node in {id(top): top, id(above): above}.values():
                node.count = (node.count or 0) + own
        if top.children:
            root.add(top)


def _year_of_issues(top: Node, year: int | None) -> Node:
    return Node(f"{top.key}/{year}", Kind.YEAR, NO_YEAR if year is None else str(year), 0)


def issue_key(source_id: int) -> str:
    """The key of the row of a gazette issue."""
    return f"g#{source_id}"


def _issue(node: IssueNode) -> str:
    if node.issue is None:
        return node.source
    year = f"{node.year}年" if node.year is not None else ""
    return f"{year}第{node.issue}期"


def add_groups(
    root: Node,
    groups: Groups,
    tags: Tags,
    by_id: Mapping[str, CatalogRow],
    take: Take,
    *,
    narrowed: bool,
) -> None:
    """What the user keeps of documents; what holds nothing is left out."""

    def rows(ids: Iterable[str]) -> Rows:
        return take([by_id[one] for one in ids if one in by_id])

    for kind, id_, ids in (
        (Kind.FAVOURITES, FAVOURITES, groups.favourites),
        (Kind.RECENT, "", groups.recent),
    ):
        found = rows(ids)
        if found:
            root.add(Node(kind.value, kind, LABELS[kind], len(found), rows=found, id=id_))
    top = Node(Kind.COLLECTIONS.value, Kind.COLLECTIONS, LABELS[Kind.COLLECTIONS])
    for one, ids in groups.collections:
        found = rows(ids)
        if found or not narrowed:
            key = collection_key(one.id)
            made = top.add(Node(key, Kind.COLLECTION, one.name, len(found), rows=found, id=one.id))
            if not found:
                made.add(Node(f"{key}/", Kind.HINT, "从公文的菜单加入，或拖到这里"))
    _finish(root, top)
    top = Node(Kind.TAGS.value, Kind.TAGS, LABELS[Kind.TAGS])
    for tag, ids in tags:
        found = sorted(rows(ids), key=lambda row: (row.source_id, row.ordinal))
        if found:
            top.add(Node(f"{Kind.TAGS.value}/{tag}", Kind.TAG, tag, len(found), rows=found))
    _finish(root, top)


def collection_key(collection: str) -> str:
    """The key of the row of a collection."""
    return f"{Kind.COLLECTIONS.value}/{collection}"


def _finish(root: Node, top: Node) -> None:
    if top.children:
        top.count = len(top.children)
        root.add(top)


def add_searches(
    root: Node, searches: Iterable[SavedSearch], counts: Mapping[str, int], words: str
) -> None:
    """The saved searches whose names have the words."""
    top = Node(Kind.SEARCHES.value, Kind.SEARCHES, LABELS[Kind.SEARCHES])
    for search in searches:
        if all(word in search.name.casefold() for word in words.casefold().split()):
            key = f"{Kind.SEARCHES.value}/{search.id}"
            top.add(Node(key, Kind.SEARCH, search.name, counts.get(search.id), search=search))
    _finish(root, top)
