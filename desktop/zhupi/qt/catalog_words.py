"""What the rows of the tree say: on the row, over it, and to a screen reader."""

from __future__ import annotations

from dataclasses import dataclass

from zhupi.gazette.date_words import chinese_date
from zhupi.library.citation_model import State
from zhupi.library.model import CatalogRow, ReadingState, SavedSearch
from zhupi.qt.catalog_nodes import NO_ISSUER, NO_KIND, NO_YEAR, Kind, Node
from zhupi.qt.standing_words import ACCORDING, in_hits
from zhupi.qt.titles import short_number

_UNITS = {Kind.SEARCHES: "个", Kind.COLLECTIONS: "个", Kind.TAGS: "个"}


@dataclass(frozen=True, slots=True)
class RowMarks:
    """What is known of a document beside what its row of the catalog tells.

    ``ends`` is the last day in force, if it is yet to come.
    """

    reading: ReadingState | None = None
    favourite: bool = False
    state: State | None = None
    ends: str = ""

    @property
    def done(self) -> bool:
        return self.reading is not None and self.reading.done

    @property
    def percent(self) -> int:
        """How much was read of what is not done; 0 where nothing was."""
        return 0 if self.reading is None or self.reading.done else self.reading.percent

    @property
    def force(self) -> str:
        """A quiet word on whether it is in force, or nothing where nothing speaks against it."""
        if self.state is not None:
            return in_hits(self.state)
        return f"至{self.ends[:4]}年" if self.ends else ""


def line(node: Node) -> str:
    """What the row says, in one line."""
    if node.row is None:
        return node.label if node.count is None else f"{_named(node)}　{node.count}"
    number = short_number(node.row.number)
    return f"{number}　{node.label}" if number else node.label


def _named(node: Node) -> str:
    return f"{node.label}（{'、'.join(node.names)}）" if node.names else node.label


def tip(node: Node, marks: RowMarks) -> str:
    """What appears over a row under the mouse."""
    if node.search is not None:
        return _search_tip(node.search)
    if node.row is not None:
        return _document_tip(node.row, marks)
    if node.names:
        return f"{node.label}\n也署作：{'、'.join(node.names)}"
    return ""


def _document_tip(row: CatalogRow, marks: RowMarks) -> str:
    facts = [row.number or "", chinese_date(row.date)]
    lines = [row.title, "　".join(fact for fact in facts if fact)]
    if row.enclosed_in is not None:
        lines.append("印发或转发的正文，随其通知打开")
    word = in_hits(marks.state)
    if word:
        lines.append(f"{word}（{ACCORDING}）")
    elif marks.ends:
        lines.append(f"有效期至{chinese_date(marks.ends)}（{ACCORDING}）")
    lines.append(_read(marks))
    if not row.complete:
        lines.append("所收文本不全")
    if row.doubts:
        lines.append(f"{row.doubts} 处存疑")
    lines.append(f"{row.source}　第 {row.lines[0]}—{row.lines[1]} 行")
    return "\n".join(line for line in lines if line)


def _read(marks: RowMarks) -> str:
    if marks.done:
        return "已读"
    return f"读到 {marks.percent}%" if marks.percent else ""


def _search_tip(search: SavedSearch) -> str:
    narrowed = (
        "" if search.issuer is None else search.issuer or NO_ISSUER,
        "" if search.year is None else str(search.year or NO_YEAR),
        "" if search.kind is None else search.kind or NO_KIND,
    )
    within = "、".join(part for part in narrowed if part)
    lines = [search.name, f"搜索：{search.query}", f"限于：{within}" if within else ""]
    return "\n".join(line for line in lines if line)


def spoken(node: Node, marks: RowMarks) -> str:
    """What a screen reader says of a row."""
    if node.search is not None:
        found = "" if node.count is None else f"，{node.count} 件"
        return f"保存的搜索，{node.label}{found}"
    if node.row is not None:
        return _spoken_document(node.row, marks)
    what = {Kind.COLLECTION: "专题，", Kind.TAG: "标签，"}.get(node.kind, "")
    count = "" if node.count is None else f"，{node.count} {_UNITS.get(node.kind, '件')}"
    return f"{what}{_named(node)}{count}"


def _spoken_document(row: CatalogRow, marks: RowMarks) -> str:
    force = marks.force
    if marks.ends and marks.state is None:
        force = f"有效期至{chinese_date(marks.ends)}"
    parts = [
        f"{row.number} {row.title}" if row.number else f"{row.title}，无文号",
        "正文" if row.enclosed_in is not None else "",
        _read(marks) or "未读",
        "收藏" if marks.favourite else "",
        f"{force}（{ACCORDING}）" if force else "",
        f"{row.annotations} 条批注" if row.annotations else "",
    ]
    return "，".join(part for part in parts if part)
