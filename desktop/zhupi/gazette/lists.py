"""Lists of texts that a document repeals or revises (废止目录): items and rows of tables.

Such a list names a text with or without 《》: ``一、某省信访规定（省政府令第114号）。``
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from zhupi.gazette.citations import quoted
from zhupi.gazette.ladder import mark_of
from zhupi.gazette.model import Block, BlockKind
from zhupi.gazette.numbers import find_numbers
from zhupi.gazette.statements import Relation
from zhupi.gazette.wording import has_open_bracket, kind_of

_REPEALED = "废止|失效|作废|停止(?:执行|施行)|不再执行"
_REVISED = "修改|修订|修正"
_PASSAGE = "[中的]?第[^，。；：]{1,14}[条款项章节目]"
_IN_PART = re.compile("(?:部分|个别|有关|相关)(?:条款|内容|条文|规定)|条款")
_PASSAGE_BELOW = re.compile(f"[）)]*[，, 　]?{_PASSAGE}")
_LISTED = "目录|清单|名单|一览表|文件|规章|法规|条例|规定|政策|下列|以下|如下"
_REPEAL = re.compile(_REPEALED)
_REVISE = re.compile(_REVISED)
_OF_A_LIST = re.compile(_LISTED)
_NOT_DONE = re.compile(
    "继续有效|现行有效|保留|拟|建议|征求|需要?(?:修|废)|应(?:当|予)?(?:修|废)|不(?:予|得)|除|未"
)
_LATE_KINDS = (BlockKind.ATTACHMENT_LABEL, BlockKind.ATTACHMENT_TITLE, BlockKind.ENCLOSURE_TITLE)
_CLOSING = (BlockKind.SIGNOFF, BlockKind.DATE, BlockKind.COPIES, BlockKind.SOURCE_NOTE)
_LONGEST_HEAD = 60
_ASIDE = re.compile("理由|原因|依据|备注|说明|意见|处理|责任|单位|时间|日期|期限|替代|机关|部门")
_TITLE = re.compile("[^，。；：\t]{4,160}")
_BRACKET = re.compile("[（(]")
_SIGNS = "（(）)，,、；;：: 　"
_NEAR = 40
_Named = tuple[str | None, str | None, int]
"""A title, a number, and where they end."""
_NEXT = re.compile("[）)]?[、；;，,和 　]*(?=《)")
_TO_BRACKET = re.compile("[^（）()]{0,120}[）)]")
_AFTER_ITEM = re.compile(f"[）)]*(?:$|[（(，,。；;、 　《]|{_PASSAGE}|本(?:通知|决定|公告))")
"""What may follow an item: 《…》另行规定 is none."""
_LONG_MARK = re.compile("[0-9]{3,4}[.．、] *(?=[《一-鿿])")
"""A long list counts on where the ladder, which has two digits at most, leaves off."""
_VERB = re.compile(rf"(?:{_REPEALED}|{_REVISED})(?=《)")
"""一、废止《…》: what becomes of it, said again with each item."""
_CLAUSE = re.compile("[对将在把删从][^《]{0,3}《")
"""将《…》第三条修改为 says by itself what becomes of it."""
_ENDED = re.compile("[。；：！]$")
_SERIAL = re.compile("^[0-9]{1,4}(?![0-9年号])[.．、 　]*", re.MULTILINE)
_COLUMN = re.compile(r"^[0-9]{1,4}\n[0-9]{1,4}$", re.MULTILINE)
"""Serials under one another: the table was read column by column."""
_PROSE = re.compile("[^）)][。！]$")


@dataclass(frozen=True, slots=True)
class Item:
    """A text named by a list, with its place in the block's text, and the list's head."""

    relation: Relation
    title: str | None
    number: str | None
    start: int
    end: int
    head: str


@dataclass(slots=True)
class _Open:
    """A list that has begun. ``level`` is that of its heading, 0 for one announced in a text.

    ``attached``: it fills an attachment, with whatever stands between its items.
    """

    relation: Relation
    head: str
    level: int
    attached: bool = False


class Lists:
    """Goes through a document's blocks in order and finds the lists."""

    def __init__(self) -> None:
        self._open: _Open | None = None
        self._broken = False
        """Whether the block before is an item that broke off: what follows is but its tail."""

    def items(self, block: Block) -> list[Item]:
        """The texts that ``block`` names as part of a list; it may open or close one."""
        if block.kind in (*_CLOSING, BlockKind.TITLE, BlockKind.ATTACHMENT_NOTE):
            self._open = None
            return []
        if block.kind in _LATE_KINDS:
            self._open = _opened(block.text, 0, attached=True)
            return []
        if block.kind is BlockKind.TABLE:
            return [] if self._open is None else list(_rows(block.text, self._open))
        return self._of_text(block)

    def _of_text(self, block: Block) -> list[Item]:
        mark = mark_of(block.text)
        level = block.level or (0 if mark is None else mark.level)
        opened = _opened(_last_sentence(block.text), level if mark is not None else 0)
        if opened is not None and _announces(block.text):
            self._open = opened
            return []
        if self._open is None:
            return []
        if self._open.level and level and level <= self._open.level:
            self._open = None
            return []
        long_mark = _LONG_MARK.match(block.text) if mark is None else None
        begin = long_mark.end() if long_mark else (0 if mark is None else mark.length)
        tail = self._broken and mark is None and not long_mark
        found = [] if tail else list(_items(block.text, begin, self._open))
        self._broken = not found and mark is not None and not _ENDED.search(block.text)
        goes_on = not found and mark is None and not self._open.level
        if goes_on and _PROSE.search(block.text) and not self._open.attached:
            self._open = None  # the text goes on: 本决定自公布之日起施行。
        return found


def _announces(text: str) -> bool:
    """Whether a block can be the head of a list: short, or ending in ：."""
    ends = text.rstrip()[-1:]
    return ends in ("：", ":") or (len(text) <= _LONGEST_HEAD and not re.search("[《〔]", text))


def _last_sentence(text: str) -> str:
    return re.split("[。；！？]", text.rstrip("：:。 "))[-1]


def _opened(head: str, level: int, *, attached: bool = False) -> _Open | None:
    """The list that ``head`` announces; ``None`` if none, or if it says more than one thing."""
    if not _OF_A_LIST.search(head) or _NOT_DONE.search(head):
        return None
    repeal, revise = _REPEAL.search(head), _REVISE.search(head)
    if bool(repeal) == bool(revise):
        return None
    whole = repeal is not None and not _IN_PART.search(head)
    return _Open(Relation.REPEALS if whole else Relation.REVISES, head.strip(), level, attached)


def _items(text: str, begin: int, opened: _Open) -> Iterator[Item]:
    """The text that an item names, or the texts that a block lists one after another."""
    while (item := _item(text, begin, opened)) is not None:
        yield item
        following = _NEXT.match(text, item.end)
        if following is None:
            return
        begin = following.end()


def _item(text: str, begin: int, opened: _Open) -> Item | None:
    """The one text that an item names: up to its number, or the whole of a bare title."""
    while begin < len(text) and text[begin] in " 　":
        begin += 1
    verb = _VERB.match(text, begin)
    begin = verb.end() if verb else begin
    line = text[begin:]
    if _CLAUSE.match(line):
        return None
    named = _quoted(line) if line.startswith("《") else _numbered(line) or _bare(line)
    if named is None:
        return None
    title, value, end = named
    if value is not None and has_open_bracket(line[:end]):
        # （1994年3月1日省政府令第42号公布）
        closing = _TO_BRACKET.match(line, end)
        end = end if closing is None else closing.end()
    if not _AFTER_ITEM.match(line, end):
        return None
    partly = _PASSAGE_BELOW.match(line, end) is not None
    relation = Relation.REVISES if partly else opened.relation
    return Item(relation, title, value, begin, begin + end, opened.head)


def _quoted(line: str) -> _Named | None:
    """《title》, and the number in brackets below it."""
    close = next((end for start, end in quoted(line) if start == 0), None)
    if close is None:
        return None
    number = next(find_numbers(line[close:]), None)
    if number is None or number.start > _NEAR or not _BRACKET.match(line, close):
        return line[1 : close - 1], None, close
    return line[1 : close - 1], number.number, close + number.end


def _numbered(line: str) -> _Named | None:
    """A number after a title in brackets or behind a sign, or before it, or alone."""
    number = next(find_numbers(line), None)
    if number is None:
        return None
    before = line[: number.start].rstrip(_SIGNS)
    if before:
        bracket = _BRACKET.search(line)
        apart = bracket is not None and bracket.start() < number.start
        title = line[: bracket.start()] if bracket is not None and apart else before
        if not _TITLE.fullmatch(title) or (not apart and kind_of(title) is None):
            return None
        return title, number.number, number.end
    title = line[number.end :].strip(_SIGNS + "。")
    if _TITLE.fullmatch(title) and kind_of(title) is not None:
        return title, number.number, line.index(title, number.end) + len(title)
    return None, number.number, number.end


def _bare(line: str) -> _Named | None:
    """A title without a number, freed of the remark who issued it when."""
    bare = line.rstrip("。；;， ")
    title = re.sub("[（(][^（）()]*(?:年|发布|公布|通过)[^（）()]*[）)]$", "", bare)
    if not _TITLE.fullmatch(title) or kind_of(title) is None:
        return None
    return title, None, len(title)


def _rows(text: str, opened: _Open) -> Iterator[Item]:
    """The texts that a table names, one a row; columns of reasons and remarks are left out."""
    begins = [match.start() for match in _SERIAL.finditer(text)]
    if "\t" not in text and len(begins) > 1 and not _COLUMN.search(text):
        yield from _lines(text, begins, opened)
        return
    at = 0
    aside: frozenset[int] = frozenset()
    for index, row in enumerate(text.split("\n")):
        cells = row.split("\t")
        if index == 0 and not re.search("[〔《]|令第", row):
            aside = frozenset(place for place, cell in enumerate(cells) if _ASIDE.search(cell))
        elif (item := _row(cells, at, aside, opened)) is not None:
            yield item
        at += len(row) + 1


def _lines(text: str, begins: Sequence[int], opened: _Open) -> Iterator[Item]:
    """The texts of a table without cells: a serial begins each, which may run over lines."""
    for begin, end in pairwise([*begins, len(text)]):
        kept = [at for at in range(begin, end) if text[at] != "\n"]
        line = "".join(text[at] for at in kept)
        lead = _SERIAL.match(line)
        item = _item(line, lead.end() if lead else 0, opened)
        if item is not None:
            yield replace(item, start=kept[item.start], end=kept[item.end - 1] + 1)


def _row(cells: Sequence[str], at: int, aside: frozenset[int], opened: _Open) -> Item | None:
    title: str | None = None
    number: str | None = None
    start = end = at
    for place, cell in enumerate(cells):
        if place not in aside and cell:
            found = next(find_numbers(cell), None)
            named = _name(cell)
            if title is None and named is not None:
                title = named
                start, end = at, at + len(cell)
            if number is None and found is not None:
                number = found.number
                start = start if title is not None else at
                end = at + len(cell)
        at += len(cell) + 1
    if number is None and title is None:
        return None
    return Item(opened.relation, title, number, start, end, opened.head)


def _name(cell: str) -> str | None:
    """The title in a cell, freed of 《》 and of what follows in brackets."""
    if cell.startswith("《") and "》" in cell:
        return cell[1 : cell.rindex("》")]
    bare = re.split("[（(](?=[^（）()]*(?:〔|令第|号))", cell)[0].strip()
    return bare if len(bare) >= 6 and kind_of(bare) is not None else None
