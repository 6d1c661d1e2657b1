"""Where an offset of the document text stands: its block, its heading, its ladder place."""

from __future__ import annotations

from bisect import bisect_right

from zhupi.gazette.model import BlockKind, Document, Heading

NEW_LADDER = (
    BlockKind.ENCLOSURE_TITLE,
    BlockKind.ATTACHMENT_LABEL,
    BlockKind.ATTACHMENT_TITLE,
    BlockKind.ATTACHMENT_NOTE,
    BlockKind.SIGNOFF,
)
"""Blocks after which the headings count anew: enclosed texts and attachments have their own."""


def block_at(document: Document, offset: int) -> int:
    """Return the index of the block that holds ``offset``; the line break belongs to its block.

    Offsets before the text belong to the first block, those behind it to the last.
    """
    return max(0, bisect_right(document.block_starts, offset) - 1)


def heading_at(document: Document, offset: int) -> Heading | None:
    """Return the heading that ``offset`` stands under or in."""
    rungs = _rungs(document, offset)
    return rungs[-1] if rungs else None


def place_of(document: Document, offset: int) -> str:
    """Return the ladder place of ``offset``: ``二（三）``, ``第五条``, or ``""`` above any heading.

    An article is named alone, since its count runs through all chapters, and so is a decimal mark.
    """
    rungs = _rungs(document, offset)
    if not rungs:
        return ""
    # Late: its patterns take longer to compile than the first page to be drawn.
    from zhupi.gazette.ladder import decimal_of, mark_of, mark_words

    marks: list[str] = []
    for heading in rungs:
        mark = mark_of(heading.text) or decimal_of(heading.text)
        words = mark_words(heading.text, mark)
        if mark is not None and (mark.name == "article" or mark.name.startswith("decimal")):
            return words
        marks.append(words)
    return "".join(marks)


def offset_of(document: Document, place: str) -> int | None:
    """Where the first heading with this ladder place begins; `place_of` the other way round."""
    for heading in document.headings:
        offset = document.block_starts[heading.block]
        if place_of(document, offset) == place:
            return offset
    return None


def _rungs(document: Document, offset: int) -> list[Heading]:
    """The headings over ``offset``, from the first level down."""
    block = block_at(document, offset)
    floor = ladder_begins(document, block)
    rungs: list[Heading] = []
    for heading in document.headings:
        if heading.block > block:
            break
        if heading.block < floor:
            continue
        while rungs and rungs[-1].level >= heading.level:
            rungs.pop()
        rungs.append(heading)
    return rungs


def ladder_begins(document: Document, block: int) -> int:
    """The first block of the ladder that ``block`` belongs to: each enclosed text has its own."""
    for index in range(min(block, len(document.blocks) - 1), -1, -1):
        if document.blocks[index].kind in NEW_LADDER:
            return index
    return 0
