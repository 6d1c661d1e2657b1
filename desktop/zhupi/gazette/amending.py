"""A text read with what a reader has put right in it.

Corrections of lines, borders and blocks guide the parser; those of a document's fields are put over
what it read. A correction that does not show in the outcome does not apply: the text is read again
without it, so that nothing half done remains of it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from zhupi.gazette.corrections import FIELDS, Amends, Correction, subject
from zhupi.gazette.guidance import Guidance
from zhupi.gazette.model import Block, Document, Issue
from zhupi.gazette.parsing import parse

_PARTS = {
    Amends.JOIN: "paragraphs",
    Amends.PART: "paragraphs",
    Amends.BLOCK: "blocks",
    Amends.JOIN_DOCUMENTS: "documents",
    Amends.PART_DOCUMENT: "documents",
    Amends.FURNITURE: "furniture",
    Amends.TEXT: "furniture",
}
_SETTLES = {
    "标题起止不确定": (Amends.TITLE,),
    "标题与落款的发文机关不一致": (Amends.TITLE, Amends.ISSUERS),
    "目录中没有这份文件": (Amends.NUMBER,),
}
"""Doubts that are none any more once a reader has given one of these fields."""


@dataclass(frozen=True, slots=True)
class Amended:
    """The issue, and for each correction whether it shows there."""

    issue: Issue
    fits: tuple[bool, ...]


def amend(text: str, corrections: Sequence[Correction]) -> Amended:
    """Read ``text`` with these corrections; of several of one subject the last that fits counts."""
    left = list(range(len(corrections)))
    while True:
        active = sorted({subject(corrections[at]): at for at in left}.values())
        chosen = [corrections[at] for at in active]
        outcome = _Outcome(_with_fields(parse(text, _guidance(chosen)), chosen))
        failed = {at for at in active if not outcome.shows(corrections[at])}
        if not failed:
            break
        left = [at for at in left if at not in failed]
    issue = _marked(outcome, chosen)
    return Amended(issue, tuple(at in active for at in range(len(corrections))))


def _guidance(corrections: Sequence[Correction]) -> Guidance:
    def lines(amends: Amends) -> frozenset[int]:
        return frozenset(one.line for one in corrections if one.amends is amends)

    return Guidance(
        furniture=lines(Amends.FURNITURE),
        text=lines(Amends.TEXT),
        documents=lines(Amends.PART_DOCUMENT),
        continued=lines(Amends.JOIN_DOCUMENTS),
        parted=lines(Amends.PART),
        joined=lines(Amends.JOIN),
        looks={one.line: one.look for one in corrections if one.amends is Amends.BLOCK},
    )


def _with_fields(issue: Issue, corrections: Sequence[Correction]) -> Issue:
    taken = {one.line for one in corrections if one.amends is Amends.TEXT}
    documents = list(issue.documents)
    for one in corrections:
        if one.amends not in FIELDS:
            continue
        for at, document in enumerate(documents):
            if begins(document, one.line, taken):
                documents[at] = _with_field(document, one)
    return replace(issue, documents=tuple(documents))


def begins(document: Document, line: int, taken: set[int]) -> bool:
    """Whether the document begins at a raw line, but for lines ``taken`` back into the text."""
    first = document.lines[0]
    return first == line or (first < line <= document.lines[1] and taken >= set(range(first, line)))


def _with_field(document: Document, correction: Correction) -> Document:
    settled = [what for what, by in _SETTLES.items() if correction.amends in by]
    doubts = tuple(doubt for doubt in document.doubts if doubt.what not in settled)
    value = {correction.amends.value: correction.value}
    amended = _added(document.amended, correction.amends.value)
    return replace(document, **value, doubts=doubts, amended=amended)  # type: ignore[arg-type]


class _Outcome:
    """Where each line of an issue stands."""

    def __init__(self, issue: Issue) -> None:
        self.issue = issue
        self.furniture = {item.line for item in issue.furniture}
        self.blocks: dict[int, Block] = {}
        self.holders: dict[int, int] = {}
        for at, document in enumerate(issue.documents):
            for block in document.blocks:
                for line in range(block.lines[0], block.lines[1] + 1):
                    self.blocks[line] = block
                    self.holders[line] = at

    def shows(self, correction: Correction) -> bool:
        """Whether the issue is as the correction wants it."""
        line = correction.line
        if not self.issue.documents:
            return correction.amends is not Amends.FURNITURE
        if correction.amends is Amends.FURNITURE:
            return line in self.furniture
        if line in self.furniture or line not in self.blocks:
            return False
        block, document = self.blocks[line], self.issue.documents[self.holders[line]]
        match correction.amends:
            case Amends.TEXT:
                return True
            case Amends.PART:
                return block.lines[0] == line
            case Amends.JOIN:
                return block.lines[0] < line
            case Amends.BLOCK:
                return block.lines[0] == line and (block.kind, block.level) == correction.look
            case Amends.PART_DOCUMENT:
                return document.lines[0] == line
            case Amends.JOIN_DOCUMENTS:
                return document.lines[0] < line
        return (
            correction.amends.value in document.amended
            and getattr(document, correction.amends.value) == correction.value
        )

    def holder(self, line: int) -> int:
        """The document that a line is of: the next one for what stands between two."""
        if line in self.holders:
            return self.holders[line]
        documents = enumerate(self.issue.documents)
        last = len(self.issue.documents) - 1
        return next((at for at, document in documents if line <= document.lines[1]), last)


def _marked(outcome: _Outcome, corrections: Sequence[Correction]) -> Issue:
    """Let each document tell what of it was put right."""
    documents = list(outcome.issue.documents)

    def tell(at: int, part: str) -> None:
        documents[at] = replace(documents[at], amended=_added(documents[at].amended, part))

    for one in corrections:
        part = _PARTS.get(one.amends)
        if part is None or not documents:
            continue
        at = outcome.holder(one.line)
        tell(at, part)
        if one.amends is Amends.PART_DOCUMENT and at > 0:
            tell(at - 1, part)
    return replace(outcome.issue, documents=tuple(documents))


def _added(amended: tuple[str, ...], part: str) -> tuple[str, ...]:
    return tuple(name for name in PARTS if name in amended or name == part)


PARTS = (*(amends.value for amends in Amends if amends in FIELDS), *dict.fromkeys(_PARTS.values()))
"""What can be put right in a document, in order: fields, then its shape."""
