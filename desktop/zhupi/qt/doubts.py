"""The doubts of a document: beside which block each is shown, and what may settle it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from zhupi.gazette.model import Document, Doubt

_FIELDS = ("correct_fields",)
_BEGINNINGS = ("correct_join_documents",)

FITTING: dict[str, Sequence[str]] = {
    "标题与落款的发文机关不一致": _FIELDS,
    "标题起止不确定": (*_FIELDS, *_BEGINNINGS),
    "目录中没有这份文件": (*_FIELDS, *_BEGINNINGS),
    "文件开头的文字没有标题": _FIELDS,
    "未识别出公文": (*_FIELDS, *_BEGINNINGS),
    "落款之后还有文字": ("correct_part_document", "correct_furniture"),
    "句子没有完": ("correct_join", "correct_join_next_document"),
    "段落分界不确定": ("correct_join", "correct_part"),
}
"""The actions that may settle each kind of doubt; a table's and a contents list's have none."""


@dataclass(frozen=True, slots=True)
class Placed:
    """A doubt, with the block beside which it is shown and where that begins in the text."""

    doubt: Doubt
    block: int
    offset: int

    @property
    def where(self) -> str:
        """Its raw lines, for people."""
        first, last = self.doubt.lines
        return f"原文第 {first} 行" if first == last else f"原文第 {first}–{last} 行"


def placed(document: Document) -> list[Placed]:
    """The doubts of a document in the order of its text."""
    found = []
    for doubt in document.doubts:
        block = next(
            (at for at, one in enumerate(document.blocks) if one.lines[1] >= doubt.lines[0]),
            len(document.blocks) - 1,
        )
        if block >= 0:
            found.append(Placed(doubt, block, document.block_starts[block]))
    return sorted(found, key=lambda one: (one.block, one.doubt.lines))
