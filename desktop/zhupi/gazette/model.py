"""What a gazette issue is once it has been read.

Line numbers are 1-based and inclusive and refer to the raw text: decoded, CRLF and CR turned
into ``\\n``, split on ``\\n`` only. Offsets count code points in the *document text*, that is the
block texts joined by one ``\\n``.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from itertools import accumulate

Lines = tuple[int, int]
"""First and last raw line, 1-based, inclusive."""


class BlockKind(StrEnum):
    """The kinds of block, named as in ``zhupi inspect --json``."""

    TITLE = "title"
    NUMBER = "number"
    ADDRESSEES = "addressees"
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ITEM = "item"
    SIGNOFF = "signoff"
    DATE = "date"
    ENCLOSURE_TITLE = "enclosure_title"
    ATTACHMENT_NOTE = "attachment_note"
    ATTACHMENT_LABEL = "attachment_label"
    ATTACHMENT_TITLE = "attachment_title"
    MASTHEAD = "masthead"
    SOURCE_NOTE = "source_note"
    REMARK = "remark"
    COPIES = "copies"
    TABLE = "table"


class Part(StrEnum):
    """Where in its document a block stands."""

    BODY = "body"
    ENCLOSURE = "enclosure"
    ATTACHMENT = "attachment"


@dataclass(frozen=True, slots=True)
class Block:
    """A piece of clean text and the raw lines it stands on.

    ``level`` is the ladder level (1 to 4) of a heading block or of a heading run into the
    paragraph, else ``None``. The text of a table holds one row per line, its cells parted by a tab;
    every other text is free of line breaks.
    """

    kind: BlockKind
    text: str
    lines: Lines
    part: Part = Part.BODY
    level: int | None = None


@dataclass(frozen=True, slots=True)
class Heading:
    """One rung of the ladder (层级序号); ``block`` indexes the document's blocks."""

    level: int
    text: str
    lines: Lines
    run_in: bool
    block: int


@dataclass(frozen=True, slots=True)
class Citation:
    """Another text named by 《title》, by number, or by both.

    ``start`` and ``end`` bound the words in the document text, brackets included.
    """

    title: str | None
    number: str | None
    lines: Lines
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Enclosure:
    """A text that a notice issues or forwards (印发/转发的正文): a part of its document."""

    title: str
    number: str | None
    lines: Lines
    issuers: tuple[str, ...] = ()
    kind: str | None = None
    date: str | None = None
    signoff: str | None = None


@dataclass(frozen=True, slots=True)
class Attachment:
    """附件; ``form`` is ``text``, ``table`` or ``list``. Columns and rows belong to a table.

    ``cell_lines`` has the raw lines of each cell of ``rows``; an empty cell has ``(0, 0)``.
    """

    title: str
    form: str
    lines: Lines
    columns: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    cell_lines: tuple[tuple[Lines, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Doubt:
    """A guess that the reader is told of."""

    lines: Lines
    what: str
    why: str


@dataclass(frozen=True, slots=True)
class Furniture:
    """A raw line that is no document text: a page number, a running head (页码、栏头)."""

    line: int
    text: str
    reason: str


@dataclass(frozen=True, slots=True)
class Repair:
    """A glyph put right."""

    line: int
    before: str
    after: str
    rule: str


@dataclass(frozen=True, slots=True)
class PageStart:
    """The raw line on which a printed page begins."""

    page: int
    line: int


@dataclass(frozen=True, slots=True)
class Gazette:
    """The periodical and its issue, as far as the text shows them."""

    name: str | None = None
    year: int | None = None
    issue: int | None = None


@dataclass(frozen=True)
class Document:
    """A document (公文): its seven fields and its text in blocks.

    ``date`` is ISO 8601 (``2016-08-16``); ``addressees`` is without the closing ：. ``amended``
    names what a reader has put right in it, see `zhupi.gazette.amending.PARTS`.
    """

    title: str
    number: str | None
    issuers: tuple[str, ...]
    kind: str | None
    date: str | None
    addressees: str | None
    signoff: str | None
    complete: bool
    lines: Lines
    blocks: tuple[Block, ...]
    headings: tuple[Heading, ...] = ()
    citations: tuple[Citation, ...] = ()
    enclosures: tuple[Enclosure, ...] = ()
    attachments: tuple[Attachment, ...] = ()
    doubts: tuple[Doubt, ...] = ()
    amended: tuple[str, ...] = ()

    @cached_property
    def text(self) -> str:
        """The document text: the block texts joined by one ``\\n``."""
        return "\n".join(block.text for block in self.blocks)

    @cached_property
    def block_starts(self) -> tuple[int, ...]:
        """The offset of each block in the document text."""
        lengths = (len(block.text) + 1 for block in self.blocks)
        return tuple(accumulate(lengths, initial=0))[: len(self.blocks)]


@dataclass(frozen=True)
class Issue:
    """One source file read (公报一期): its documents, furniture and repairs."""

    gazette: Gazette = field(default_factory=Gazette)
    pages: tuple[PageStart, ...] = ()
    documents: tuple[Document, ...] = ()
    furniture: tuple[Furniture, ...] = ()
    repairs: tuple[Repair, ...] = ()
