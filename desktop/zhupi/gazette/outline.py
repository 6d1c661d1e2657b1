"""Drafts of blocks and their headings: which marks head a text, and which only count items."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from zhupi.gazette.clean import Text
from zhupi.gazette.ladder import Mark, marks_in, opens_dash
from zhupi.gazette.model import Block, BlockKind, Heading, Lines, Part
from zhupi.gazette.paragraphs import first_sentence

_LONGEST_HEADING = 45
_SHORT_HEADING = 16
"""A phrase this short heads its item even where its siblings have no headings."""
_NOT_IN_HEADING = (
 "；", "施行。", "执行。", "废止。", "修改为", "增加一条", "增加一款", "删去", "作为第",
)  # fmt: skip
_NOTE = re.compile(r"[（〔(](?:责任单位|牵头|责任|配合|[^）〕]{2,60}负责)")
_ENTRY = re.compile(r"〔\d{4}〕\d+号[）)]$")
"""How an entry of a list of documents ends."""

_PREDICATE = re.compile("；|：.")
"""What no heading contains."""

NAMING = (BlockKind.TITLE, BlockKind.ENCLOSURE_TITLE, BlockKind.SIGNOFF)
"""Kinds in which a space stays between the names of two bodies."""

_RUNNING = (None, BlockKind.TABLE, BlockKind.PARAGRAPH, BlockKind.ITEM, BlockKind.HEADING)
_ORDER = (
    "decimal1", "decimal2", "decimal3", "decimal4",
    "chapter", "section", "article", "one", "two", "three", "four",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Draft:
    """A block in the making: its text knows its lines; ``alone`` is a heading on its own lines.

    Kind ``None`` is running text still to be told apart. ``level`` is that of a heading that a
    reader has named one.
    """

    kind: BlockKind | None
    text: Text
    lines: Lines
    part: Part
    section: int = 0
    alone: bool = False
    level: int | None = None


def finish(drafts: Sequence[Draft]) -> tuple[tuple[Block, ...], tuple[Heading, ...]]:
    """Give each draft its kind and level, and collect the headings."""
    blocks: list[Block] = []
    headings: list[Heading] = []
    found = marks_in([draft.text.text if draft.kind is None else "" for draft in drafts])
    marks = [None if draft.kind else mark for draft, mark in zip(drafts, found, strict=True)]
    sectioned = {
        draft.section
        for draft, mark in zip(drafts, marks, strict=True)
        if mark is not None and mark.name == "section"
    }
    under_article = False
    section = -1
    plain, led = _siblings(drafts, marks)
    titled = _titled_items(drafts, marks)
    stands_alone: dict[tuple[int, str], bool] = {}
    for index, draft in enumerate(drafts):
        if draft.section != section:
            section, under_article = draft.section, False
        mark = marks[index]
        if draft.kind is not None:
            if draft.kind is BlockKind.HEADING:
                headings.append(_named_heading(draft, len(blocks)))
            blocks.append(Block(draft.kind, draft.text.text, draft.lines, draft.part, draft.level))
            continue
        if mark is None:
            dashed = opens_dash(draft.text.text)
            kind = BlockKind.ITEM if dashed else BlockKind.PARAGRAPH
            blocks.append(Block(kind, draft.text.text, draft.lines, draft.part))
            continue
        if mark.name in ("chapter", "section", "article"):
            under_article = mark.name == "article"
        level = mark.level + (1 if mark.name == "article" and section in sectioned else 0)
        following = _next(drafts, marks, index)
        cut_off = index + 1 == len(drafts) and stands_alone.get((section, mark.name), False)
        leads = index in led or cut_off or _leads(mark, following)
        heading = _heading(draft, mark, level, leads=leads)
        if heading is not None and index in plain and len(heading.text) > _SHORT_HEADING:
            heading = None
        if under_article and mark.name in ("one", "two", "three", "four"):
            heading = heading if index in titled else None
        block = Block(BlockKind.ITEM, draft.text.text, draft.lines, draft.part)
        if heading is not None:
            kind = BlockKind.PARAGRAPH if heading.run_in else BlockKind.HEADING
            block = replace(block, kind=kind, level=level)
            headings.append(replace(heading, block=len(blocks)))
            stands_alone[section, mark.name] = not heading.run_in
        blocks.append(block)
    return tuple(blocks), tuple(headings)


def _siblings(drafts: Sequence[Draft], marks: Sequence[Mark | None]) -> tuple[set[int], set[int]]:
    """Judge items by their siblings.

    The first set holds items whose mark only starts a paragraph, as with most of their siblings;
    the second those of one sentence that are headings because all their siblings have one.
    """
    groups, families, tops = _kin(drafts, marks)
    plain: set[int] = set()
    led: set[int] = set()

    def headed(members: Sequence[int]) -> int:
        return sum(_may_head(drafts[index], marks[index]) for index in members)

    for members in groups:
        if len(members) >= 4 and headed(members) < 0.5 * len(members):
            plain.update(members)
    for members in tops:
        if len(members) >= 2 and headed(members) < 0.7 * len(members):
            plain.update(index for index in members if not drafts[index].alone)
    for members in families:
        heads = headed(members)
        if len(members) >= 3 and heads < 0.6 * len(members):
            plain.update(members)
        single = [index for index in members if _is_one_sentence(drafts[index])]
        if len(single) == 1 and heads == len(members) >= 4:
            led.update(single)
    return plain, led


Kin = list[list[int]]


def _kin(drafts: Sequence[Draft], marks: Sequence[Mark | None]) -> tuple[Kin, Kin, Kin]:
    """Group items: of one kind in a section, under one heading, and of the first level."""
    groups: dict[tuple[int, str], list[int]] = {}
    families: dict[tuple[int, int], list[int]] = {}
    tops: dict[int, list[int]] = {}
    parent = -1
    for index, mark in enumerate(marks):
        if mark is None:
            continue
        section = drafts[index].section
        if mark.name in ("one", "chapter"):
            parent = index
        if mark.name == "one":
            tops.setdefault(section, []).append(index)
        elif mark.name in ("two", "three", "four"):
            groups.setdefault((section, mark.name), []).append(index)
        if mark.name == "two":
            families.setdefault((section, parent), []).append(index)
    return list(groups.values()), list(families.values()), list(tops.values())


def _titled_items(drafts: Sequence[Draft], marks: Sequence[Mark | None]) -> set[int]:
    """Return the items of articles whose items all open with a short phrase of their own."""
    titled: set[int] = set()
    members: list[int] = []
    for index, mark in enumerate([*marks, None]):
        if mark is not None and mark.name in ("one", "two", "three", "four"):
            members.append(index)
        elif mark is not None or index == len(marks):
            if len(members) >= 2 and all(_is_titled(drafts[i], marks[i]) for i in members):
                titled.update(members)
            members = []
    return titled


def _is_titled(draft: Draft, mark: Mark | None) -> bool:
    sentence = None if mark is None else first_sentence(draft.text.text, mark)
    return sentence is not None and len(sentence) <= min(_SHORT_HEADING, len(draft.text.text) - 1)


def _is_one_sentence(draft: Draft) -> bool:
    text = draft.text.text
    return not draft.alone and text.find("。") == len(text) - 1


def _may_head(draft: Draft, mark: Mark | None) -> bool:
    """Tell whether the item opens with a phrase that could be its heading."""
    if draft.alone or mark is None:
        return True
    sentence = first_sentence(draft.text.text, mark)
    if sentence is None or len(sentence) > _LONGEST_HEADING or _PREDICATE.search(sentence):
        return False
    rest = draft.text.text[len(sentence) :]
    return not _NOTE.match(rest)


def _next(
    drafts: Sequence[Draft], marks: Sequence[Mark | None], index: int
) -> tuple[Draft, Mark | None] | None:
    following = index + 1
    if following == len(drafts) or drafts[following].section != drafts[index].section:
        return None
    if drafts[following].kind not in _RUNNING:
        return None
    return drafts[following], marks[following]


def _named_heading(draft: Draft, block: int) -> Heading:
    text = draft.text.text
    words = text.rstrip("。：") or text
    return Heading(draft.level or 1, words, draft.lines, run_in=False, block=block)


def _heading(draft: Draft, mark: Mark, level: int, *, leads: bool) -> Heading | None:
    text = draft.text.text
    if mark.name == "article":
        words = text[: mark.length].strip()
        return Heading(level, words, draft.text.lines_of(0, len(words)), run_in=True, block=0)
    if draft.alone and _ENTRY.search(text):
        return None
    if draft.alone:
        return Heading(level, text.rstrip("。："), draft.lines, run_in=False, block=0)
    sentence = first_sentence(text, mark)
    if sentence is None or len(sentence) > _LONGEST_HEADING:
        return None
    if "：" in sentence or any(word in sentence for word in _NOT_IN_HEADING):
        return None
    run_in = len(sentence) < len(text)
    if run_in and level > 1 and not _may_head(draft, mark):
        return None
    if not run_in and not leads:
        return None
    lines = draft.text.lines_of(0, len(sentence))
    return Heading(level, sentence.rstrip("。"), lines, run_in, block=0)


def _leads(mark: Mark, following: tuple[Draft, Mark | None] | None) -> bool:
    """Tell whether the text below a single sentence stands under it, so that it is a heading."""
    if following is None:
        return False
    below = following[1]
    return below is None or _ORDER.index(below.name) > _ORDER.index(mark.name)
