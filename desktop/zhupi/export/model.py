"""The neutral form between the library and the writers: a sequence of blocks and runs.

What goes in is `Excerpted` and `Options`; `zhupi.export.compose` turns them into a `Content`;
each writer turns a `Content` into the bytes of its format.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Protocol

from zhupi.annotations.markdown import Piece
from zhupi.annotations.model import DEFAULT_MEANINGS, Annotation, Colour
from zhupi.annotations.notebooks import ItemKind
from zhupi.gazette.model import Document, Gazette


class Layout(StrEnum):
    """Only the marked words, or the whole text with its marks."""

    EXCERPTS = "excerpts"
    FULL = "full"


class Named(Protocol):
    """What names a document: a `Document` does, and a row of the catalog."""

    @property
    def title(self) -> str: ...
    @property
    def number(self) -> str | None: ...
    @property
    def issuers(self) -> tuple[str, ...]: ...
    @property
    def date(self) -> str | None: ...


@dataclass(frozen=True, slots=True)
class Excerpted:
    """A document and those of its annotations that are to be written.

    ``source`` is the name of the file it was read from, ``sha256`` that file's hash and ``work``
    the identity that copies of one text share. ``former`` are, by annotation id, the times of the
    states that annotations have left behind.
    """

    id: str
    document: Document
    gazette: Gazette
    source: str
    annotations: Sequence[Annotation]
    sha256: str = ""
    work: str = ""
    former: Mapping[str, Sequence[datetime]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class BookItem:
    """An item of a notebook that is to be written.

    ``words`` are a heading's line, own text in Markdown, or the words of an excerpt or a quote;
    ``source`` is the line below the latter. ``annotation`` is an excerpt's, for its colour, tags
    and note.
    """

    kind: ItemKind
    words: str
    level: int = 0
    source: str = ""
    annotation: Annotation | None = None


@dataclass(frozen=True, slots=True)
class Book:
    """A notebook that is to be written; ``documents`` are those excerpted, for the references."""

    name: str
    items: Sequence[BookItem]
    documents: Sequence[Named]

    @property
    def excerpts(self) -> int:
        return sum(item.kind in (ItemKind.EXCERPT, ItemKind.QUOTE) for item in self.items)


@dataclass(frozen=True, slots=True)
class Options:
    """How to write. ``author`` is the user's name; an empty ``title`` is composed.

    ``now`` is aware; times are shown in its zone.
    """

    layout: Layout = Layout.EXCERPTS
    meanings: Mapping[Colour, str] = field(default_factory=lambda: dict(DEFAULT_MEANINGS))
    author: str = ""
    title: str = ""
    now: datetime = field(default_factory=lambda: datetime.now().astimezone())


@dataclass(frozen=True, slots=True)
class Written:
    """What was written."""

    path: Path
    documents: int
    annotations: int


@dataclass(frozen=True, slots=True)
class Run:
    """Words of one look.

    ``lead`` is the ladder level of a heading that runs into its paragraph, 0 for other words.
    ``colours`` are those of the highlights that cover the words, the shortest last; ``comments``
    are the keys of the comments that stand on them.
    """

    text: str
    lead: int = 0
    colours: tuple[Colour, ...] = ()
    comments: tuple[str, ...] = ()


Runs = tuple[Run, ...]


class Role(StrEnum):
    """What a paragraph is, and so how it is set."""

    BODY = "body"
    ADDRESSEES = "addressees"
    NUMBER = "number"
    RIGHT = "right"
    """Sign-off and date."""
    REMARK = "remark"
    LABEL = "label"
    """附件1, above an attachment."""
    INFO = "info"
    """A line about the document: issuers, date, gazette."""


@dataclass(frozen=True, slots=True)
class Title:
    """The title of the file or, in a full text, of a document or of a part of it.

    ``level`` is 1 for the former, 2 for the latter (enclosures, attachments).
    """

    runs: Runs
    level: int = 1


@dataclass(frozen=True, slots=True)
class Heading:
    """``level`` counts from 2: a title is level 1."""

    level: int
    runs: Runs


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of the text or about it."""

    runs: Runs
    role: Role = Role.BODY


@dataclass(frozen=True, slots=True)
class Quote:
    """An excerpt: its lines, the colour of its mark, what the colour means, its tags.

    One whose mark is no more has no colour.
    """

    lines: tuple[str, ...]
    colour: Colour | None
    meaning: str
    tags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Note:
    """A note, parsed from Markdown. ``label`` stands before it (文档笔记), or is empty."""

    pieces: tuple[Piece, ...]
    label: str = ""
    tags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Prose:
    """The writer's own text between excerpts, parsed from Markdown."""

    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class SourceLine:
    """Where an excerpt comes from: 《title》（number）, place, date, gazette."""

    text: str


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells. The first row is a header where ``header`` says so."""

    rows: tuple[tuple[Runs, ...], ...]
    header: bool = True


@dataclass(frozen=True, slots=True)
class References:
    """The reference list; its entries are numbered from 1."""

    entries: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PageBreak:
    """The next block begins a page."""


Part = (
    Title | Heading | Paragraph | Quote | Note | Prose | SourceLine | Table | References | PageBreak
)


@dataclass(frozen=True, slots=True)
class Comment:
    """A note that stands on words of a full text. ``when`` is aware, in the reader's zone."""

    pieces: tuple[Piece, ...]
    tags: tuple[str, ...]
    colour: Colour
    meaning: str
    when: datetime


@dataclass(frozen=True, slots=True)
class Content:
    """All that a writer needs."""

    title: str
    author: str
    layout: Layout
    now: datetime
    parts: tuple[Part, ...]
    comments: Mapping[str, Comment] = field(default_factory=dict)
