"""Corrections (更正): what a reader puts right in what the parser made of a text.

Each is anchored on one raw line. None of them touches a character of the text: fields are put over
what was read, everything else says how raw lines go together, or that one is no text.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from zhupi.errors import KnownError
from zhupi.gazette.model import BlockKind, Document
from zhupi.gazette.numbers import as_typed

if TYPE_CHECKING:
    from zhupi.gazette.guidance import BlockLook
    from zhupi.gazette.raw_view import RawView

Value = str | tuple[str, ...] | None


class Amends(StrEnum):
    """What a correction amends."""

    TITLE = "title"
    NUMBER = "number"
    ISSUERS = "issuers"
    DATE = "date"
    KIND = "kind"
    JOIN = "join"
    PART = "part"
    BLOCK = "block"
    JOIN_DOCUMENTS = "join_documents"
    PART_DOCUMENT = "part_document"
    FURNITURE = "furniture"
    TEXT = "text"


FIELDS: Final = frozenset({Amends.TITLE, Amends.NUMBER, Amends.ISSUERS, Amends.DATE, Amends.KIND})
"""Those of a document; the line is the one that the document begins at."""

CHOICES: Final = (
    BlockKind.PARAGRAPH,
    BlockKind.HEADING,
    BlockKind.ITEM,
    BlockKind.TITLE,
    BlockKind.NUMBER,
    BlockKind.ADDRESSEES,
    BlockKind.SIGNOFF,
    BlockKind.DATE,
    BlockKind.ATTACHMENT_NOTE,
    BlockKind.ATTACHMENT_TITLE,
    BlockKind.REMARK,
    BlockKind.SOURCE_NOTE,
    BlockKind.COPIES,
)
"""The kinds that a block can be given."""

KIND_WORDS: Final = {
    BlockKind.PARAGRAPH: "段落",
    BlockKind.HEADING: "标题层级",
    BlockKind.ITEM: "分项",
    BlockKind.TITLE: "公文标题",
    BlockKind.NUMBER: "发文字号",
    BlockKind.ADDRESSEES: "主送机关",
    BlockKind.SIGNOFF: "落款",
    BlockKind.DATE: "成文日期",
    BlockKind.ATTACHMENT_NOTE: "附件说明",
    BlockKind.ATTACHMENT_TITLE: "附件标题",
    BlockKind.REMARK: "附注",
    BlockKind.SOURCE_NOTE: "题注",
    BlockKind.COPIES: "抄送",
}
_FIELD_WORDS = {
    Amends.TITLE: "标题",
    Amends.NUMBER: "发文字号",
    Amends.ISSUERS: "发文机关",
    Amends.DATE: "成文日期",
    Amends.KIND: "文种",
}
_AMENDED_WORDS = {
    **{amends.value: words for amends, words in _FIELD_WORDS.items()},
    "paragraphs": "分段",
    "blocks": "段落类别",
    "documents": "公文起止",
    "furniture": "版面文字",
}
_HIGHEST_LEVEL, _LOWEST_LEVEL = 1, 4


class Refused(KnownError):  # noqa: N818 - named by what it is to the user
    """A correction that makes no sense where it is asked for."""


@dataclass(frozen=True, slots=True)
class Correction:
    """One correction, anchored on a raw line (1-based).

    ``value`` is a text or nothing for a field, a tuple of names for issuers, the kind and perhaps
    the level for a block; the others have none.
    """

    amends: Amends
    line: int
    value: Value = None

    @property
    def look(self) -> BlockLook:
        """The kind, and the level, that a block is given."""
        if self.amends is not Amends.BLOCK or not isinstance(self.value, tuple):
            raise TypeError(f"{self.amends} gives no block its kind")
        kind, *level = self.value
        return BlockKind(kind), int(level[0]) if level else None

    @property
    def words(self) -> str:
        """What it does, for people."""
        match self.amends:
            case Amends.JOIN:
                return f"第 {self.line} 行并入上一段"
            case Amends.PART:
                return f"第 {self.line} 行起另起一段"
            case Amends.BLOCK:
                kind, level = self.look
                if level is not None:
                    return f"第 {self.line} 行起的一段改为{'一二三四'[level - 1]}级标题"
                return f"第 {self.line} 行起的一段改为{KIND_WORDS[kind]}"
            case Amends.JOIN_DOCUMENTS:
                return f"第 {self.line} 行起的公文并入上一件"
            case Amends.PART_DOCUMENT:
                return f"第 {self.line} 行起另成一件公文"
            case Amends.FURNITURE:
                return f"第 {self.line} 行不是正文"
            case Amends.TEXT:
                return f"第 {self.line} 行是正文"
        name = _FIELD_WORDS[self.amends]
        words = value_words(self.value)
        return f"{name}改为“{words}”" if words else f"{name}改为空"


def value_words(value: Value) -> str:
    """A field's value, for people."""
    return "、".join(value) if isinstance(value, tuple) else value or ""


def amended_words(amended: tuple[str, ...]) -> str:
    """`Document.amended` for people: 标题、分段."""
    return "、".join(_AMENDED_WORDS[name] for name in amended)


def subject(correction: Correction) -> tuple[str, int]:
    """What a correction is about: of several about one thing the last counts."""
    match correction.amends:
        case Amends.JOIN | Amends.PART:
            group = "paragraph"
        case Amends.JOIN_DOCUMENTS | Amends.PART_DOCUMENT:
            group = "document"
        case Amends.FURNITURE | Amends.TEXT:
            group = "text"
        case other:
            group = other.value
    return group, correction.line


# Makers. Each raises `Refused`, with a sentence, where there is nothing to correct so.


def field(document: Document, amends: Amends, value: Value) -> Correction:
    """Give a field of a document its value: a number in any bracket and width, a date as ISO."""
    if amends not in FIELDS:
        raise ValueError(f"{amends} is no field")
    if isinstance(value, tuple):
        if amends is not Amends.ISSUERS:
            raise ValueError(f"{amends} is one text")
        value = tuple(dict.fromkeys(name for one in value if (name := one.strip())))
        if any("\n" in name for name in value):
            raise Refused("发文机关的名称应在一行以内。")
    else:
        value = _field_text(amends, (value or "").strip())
    if value == getattr(document, amends.value):
        raise Refused(f"{_FIELD_WORDS[amends]}本来就是这样，没有改动。")
    return Correction(amends, document.lines[0], value)


def _field_text(amends: Amends, text: str) -> Value:
    if "\n" in text:
        raise Refused(f"{_FIELD_WORDS[amends]}应在一行以内。")
    match amends:
        case Amends.TITLE if not text:
            raise Refused("标题不能为空。")
        case Amends.ISSUERS:
            return (text,) if text else ()
        case Amends.NUMBER if text:
            number = as_typed(text)
            if number is None:
                raise Refused(f"“{text}”不像发文字号，应如“国发〔2016〕49号”。")
            return number
        case Amends.DATE if text:
            try:
                return date.fromisoformat(text).isoformat()
            except ValueError:
                raise Refused(f"“{text}”不是日期，应如“2016-08-16”。") from None
    return text or None


def join(document: Document, block: int) -> Correction:
    """Join a block with the next one."""
    if block + 1 >= len(document.blocks):
        raise Refused("这是公文的最后一段，后面没有可以并入的段落。")
    pair = document.blocks[block : block + 2]
    if any(one.kind is BlockKind.TABLE for one in pair):
        raise Refused("表格不能与前后的段落合并。")
    return Correction(Amends.JOIN, pair[1].lines[0])


def part(view: RawView, at: int) -> Correction:
    """Part the block that holds an offset of the document text there."""
    if not view.can_part(at):
        raise Refused("只能在原文一行的开头处分段：原文的一行只属于一段。")
    line = view.line_at(at)
    if line is None:
        raise RuntimeError("a block can be parted where no raw line begins")
    return Correction(Amends.PART, line.number)


def block_kind(
    document: Document, block: int, kind: BlockKind, level: int | None = None
) -> Correction:
    """Give a block its kind, and a heading its level, from 1 to 4."""
    one = document.blocks[block]
    if one.kind is BlockKind.TABLE or kind not in CHOICES:
        raise Refused("表格不能改作别的段落，别的段落也不能改作表格。")
    if kind is BlockKind.HEADING:
        level = _HIGHEST_LEVEL if level is None else level
        if not _HIGHEST_LEVEL <= level <= _LOWEST_LEVEL:
            raise ValueError(f"no heading is of level {level}")
    elif level is not None:
        raise ValueError("only headings have a level")
    if (one.kind, one.level) == (kind, level):
        raise Refused("这一段本来就是这一类，没有改动。")
    value = (kind.value,) if level is None else (kind.value, str(level))
    return Correction(Amends.BLOCK, one.lines[0], value)


def part_document(document: Document, block: int) -> Correction:
    """Let a document of its own begin at a block."""
    if block <= 0:
        raise Refused("公文本来就从这一段开始。")
    return Correction(Amends.PART_DOCUMENT, document.blocks[block].lines[0])


def join_documents(document: Document) -> Correction:
    """Let a document go on from the one before it in its file."""
    return Correction(Amends.JOIN_DOCUMENTS, document.lines[0])


def furniture(line: int) -> Correction:
    """Say of a raw line that it is no text."""
    return Correction(Amends.FURNITURE, line)


def text(line: int) -> Correction:
    """Take a raw line back into the text."""
    return Correction(Amends.TEXT, line)
