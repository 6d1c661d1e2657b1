"""The numbers of a document's paragraphs (段号, ¶): one count for margin, notes and citations.

It runs through the whole document, enclosed and attached texts too, as the reader meets them.
Headings, titles, sign-offs and tables are not counted.
"""

from __future__ import annotations

from itertools import accumulate

from zhupi.gazette.model import BlockKind, Document
from zhupi.gazette.places import block_at

NUMBERED = frozenset({BlockKind.PARAGRAPH, BlockKind.ITEM})
"""The kinds of block that have a number."""


def counts(document: Document) -> tuple[int, ...]:
    """Return for each block the ¶ of the last numbered one up to it; 0 before the first."""
    return tuple(accumulate(block.kind in NUMBERED for block in document.blocks))


def numbered(document: Document) -> list[int]:
    """Return the index of each numbered block: that of ¶1 first."""
    return [index for index, block in enumerate(document.blocks) if block.kind in NUMBERED]


def paragraph_at(document: Document, offset: int) -> int:
    """Return the ¶ that ``offset`` stands in or, in an unnumbered block, after; 0 before all."""
    last = block_at(document, offset)
    return sum(block.kind in NUMBERED for block in document.blocks[: last + 1])
