"""The neutral form between the library and the writers: a sequence of blocks and runs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from zhupi.annotations.markdown import Piece
from zhupi.annotations.model import Colour
from zhupi.export.model import Layout, Look, Marks


@dataclass(frozen=True, slots=True)
class Run:
    """Words of one look.

    ``lead`` is the ladder level of a heading that runs into its paragraph, 0 for other words.
    ``colours`` are those of the highlights that cover the words, the shortest last, and ``lines``
    those of the underlinings; ``comments`` are the keys of the comments that stand on them, and
    ``silent`` those of the highlights without a note, which are told where no colour can show.
    ``link`` is where they lead; ``raised`` makes a mark of them: the number of a note.
    """

    text: str
    lead: int = 0
    colours: tuple[Colour, ...] = ()
    comments: tuple[str, ...] = ()
    lines: tuple[Colour, ...] = ()
    link: str = ""
    raised: bool = False
    silent: tuple[str, ...] = ()


Runs = tuple[Run, ...]


class Worded(Protocol):
    """A run of a text or of a note."""

    @property
    def text(self) -> str: ...


def words_of(runs: Iterable[Worded]) -> str:
    """The words of runs, without their looks."""
    return "".join(run.text for run in runs)


class Role(StrEnum):
    """What a paragraph is, and so how it is set."""

    BODY = "body"
    ADDRESSEES = "addressees"
    NUMBER = "number"
    RIGHT = "right"
    """Sign-off and date."""
    REMARK = "remark"
    ATTACHED = "attached"
    """附件：1.…, below the text: what is attached."""
    LABEL = "label"
    """附件1, above an attachment."""
    INFO = "info"
    """A line about the document: issuers, date, gazette."""


@dataclass(frozen=True, slots=True)
class Title:
    """The title of the file, of a whole document in it, or of a part of that.

    ``level`` is 0, 1 or 2 (enclosures, attachments). ``address`` is that of the document which
    begins here.
    """

    runs: Runs
    level: int = 1
    address: str = ""


@dataclass(frozen=True, slots=True)
class Heading:
    """``level`` counts from 2: a document's title is level 1."""

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

    ``colour`` is ``None`` and ``meaning`` empty where its mark is gone.
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
class SourceLine:
    """Where an excerpt comes from: 《title》（number）, place, date, gazette; and its address."""

    text: str
    address: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells. The first row is a header where ``header`` says so.

    A list of names or of bodies is not ``ruled``.
    """

    rows: tuple[tuple[Runs, ...], ...]
    header: bool = True
    ruled: bool = True


@dataclass(frozen=True, slots=True)
class References:
    """The reference list; its entries are numbered from 1."""

    entries: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Legend:
    """What the colours of a text mean, for formats that show them."""

    meanings: tuple[tuple[Colour, str], ...]


@dataclass(frozen=True, slots=True)
class PageBreak:
    """The next block begins a page."""


@dataclass(frozen=True, slots=True)
class OwnText:
    """The reader's own text, parsed from Markdown."""

    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Ruled:
    """Ruled lines to write on."""

    lines: int


@dataclass(frozen=True, slots=True)
class Question:
    """A question; its answer, if there is one, has the same number."""

    number: int
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Contents:
    """The table of contents: the headings of the file down to ``depth``, filled in by writers."""

    depth: int


@dataclass(frozen=True, slots=True)
class Comment:
    """A note that stands on words of a full text. ``when`` is aware, in the reader's zone."""

    pieces: tuple[Piece, ...]
    tags: tuple[str, ...]
    colour: Colour
    meaning: str
    when: datetime


@dataclass(frozen=True, slots=True)
class Numbered:
    """A comment in a table at the end: its number, the words that it stands on, itself."""

    number: int
    lines: tuple[str, ...]
    comment: Comment


@dataclass(frozen=True, slots=True)
class NoteTable:
    """The notes on a text, numbered."""

    notes: tuple[Numbered, ...]


Part = (
    Title
    | Heading
    | Paragraph
    | Quote
    | Note
    | SourceLine
    | Table
    | References
    | Legend
    | PageBreak
    | OwnText
    | Ruled
    | Question
    | Contents
    | NoteTable
)


def belongs_above(part: Part) -> bool:
    """Whether no page ends before it: the note and source of an excerpt; what closes a text."""
    match part:
        case Note() | SourceLine() | Ruled() | Paragraph(role=Role.RIGHT | Role.ATTACHED):
            return True
        case _:
            return False


@dataclass(frozen=True, slots=True)
class Source:
    """What the head of a Markdown file says of a document.

    ``force`` says why it is not in force any more; ``corrected`` names what of it the reader has
    put right, in words.
    """

    title: str
    number: str
    issuers: tuple[str, ...]
    date: str
    file: str
    sha256: str
    address: str
    corrected: str = ""
    force: str = ""


@dataclass(frozen=True, slots=True)
class Content:
    """All that a writer needs. Runs name ``comments`` and, without words, ``silent`` ones."""

    title: str
    author: str
    layout: Layout
    now: datetime
    parts: tuple[Part, ...]
    comments: Mapping[str, Comment] = field(default_factory=dict)
    silent: Mapping[str, Comment] = field(default_factory=dict)
    meanings: Mapping[Colour, str] = field(default_factory=dict)
    look: Look = Look.READING
    marks: Marks = Marks.HTML
    footnotes: bool = False
    sources: tuple[Source, ...] = ()
    initials: str = ""
