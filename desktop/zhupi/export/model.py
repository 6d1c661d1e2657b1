"""What goes into an export, how it is to be written, and what came of it.

`zhupi.export.compose` turns `Excerpted` documents, and `zhupi.export.notebooks` a `Notebook`, into
the neutral form of `zhupi.export.parts`; each writer turns that into the bytes of its format.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from pathlib import Path

from zhupi.annotations.model import DEFAULT_MEANINGS, Annotation, Colour
from zhupi.export.fonts import LackingFont
from zhupi.gazette.model import Document, Gazette, PageStart


class Layout(StrEnum):
    """Only the marked words, or the whole text with its marks."""

    EXCERPTS = "excerpts"
    FULL = "full"


class Grouping(StrEnum):
    """What excerpts stand under: document and heading, tag, colour, or nothing (as given)."""

    DOCUMENT = "document"
    TAG = "tag"
    COLOUR = "colour"
    ORDER = "order"


class NotePlace(StrEnum):
    """Where the notes on a full text stand.

    ``COMMENTS``: on their words, as comments in Word, in the margin in HTML, as quotations below
    the paragraph in Markdown. ``TABLE``: numbered, in a table at the end, for comments do not
    print. ``FOOTNOTES``: as footnotes in Markdown; elsewhere as ``TABLE``.
    """

    COMMENTS = "comments"
    TABLE = "table"
    FOOTNOTES = "footnotes"


class Marks(StrEnum):
    """How Markdown shows highlighted words: ``<mark>``, ``==…==``, or not at all."""

    HTML = "mark"
    EQUALS = "equals"
    PLAIN = "plain"


class Edition(StrEnum):
    """The edition of GB/T 7714 that the reference list follows."""

    OF_2025 = "2025"
    OF_2015 = "2015"


class Look(StrEnum):
    """How a Word file is set: for reading, or after GB/T 9704 (公文格式)."""

    READING = "reading"
    GONGWEN = "gongwen"


class Variant(StrEnum):
    """For whom study notes are: with all notes, without, or with ruled space to write."""

    TEACHER = "teacher"
    CLASS = "class"
    SPACE = "space"


class Carry(StrEnum):
    """What a full text takes along of its reader's: marks and notes, marks only, nothing."""

    NOTES = "notes"
    MARKS = "marks"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class Excerpted:
    """A document and those of its annotations that are to be written.

    ``source`` is the name of the file it was read from, ``sha256`` that file's hash and ``work``
    the identity that copies of one text share. ``force`` says, in a few words, that and why it is
    not in force any more, else nothing. ``pages`` are the pages of that file, each with its
    printed number or 0; ``links`` say where the citations of the text lead. ``former`` are, by
    annotation id, the times of the states that annotations have left behind. A full text is cut
    down to the words of ``span``.
    """

    id: str
    document: Document
    gazette: Gazette
    source: str
    annotations: Sequence[Annotation]
    sha256: str = ""
    work: str = ""
    force: str = ""
    pages: Sequence[PageStart] = ()
    links: Sequence[Link] = ()
    former: Mapping[str, Sequence[datetime]] = field(default_factory=dict)
    span: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Link:
    """Words of the document text, from ``start`` to ``end``, that lead to an address."""

    start: int
    end: int
    address: str


@dataclass(frozen=True, slots=True)
class Options:
    """How to write: all that a dialog can ask.

    ``author`` is the user's name, and ``initials`` sign comments, taken from the name where they
    are empty; an empty ``title`` is composed. ``carry`` holds for full texts. ``type_code`` is the
    type of document in references. ``question_tag`` names the tag whose highlights are questions:
    the note asks, the words answer; empty, there are none. ``contents`` wants a table of contents
    where there is something to list, ``links`` addresses that lead back into the library. ``now``
    is aware; times are shown in its zone.
    """

    layout: Layout = Layout.EXCERPTS
    grouping: Grouping = Grouping.DOCUMENT
    notes: NotePlace = NotePlace.COMMENTS
    marks: Marks = Marks.HTML
    edition: Edition = Edition.OF_2025
    type_code: str = "Z"
    look: Look = Look.READING
    variant: Variant = Variant.TEACHER
    question_tag: str = ""
    answers: bool = True
    contents: bool = True
    links: bool = True
    meanings: Mapping[Colour, str] = field(default_factory=lambda: dict(DEFAULT_MEANINGS))
    author: str = ""
    initials: str = ""
    carry: Carry = Carry.NOTES
    title: str = ""
    now: datetime = field(default_factory=lambda: datetime.now().astimezone())


@dataclass(frozen=True, slots=True)
class NotebookHeading:
    """``level`` counts from 1."""

    level: int
    text: str


@dataclass(frozen=True, slots=True)
class NotebookText:
    """The reader's own text, in Markdown."""

    text: str


@dataclass(frozen=True, slots=True)
class NotebookExcerpt:
    """A highlight of a document; of that document's annotations no other is written."""

    item: Excerpted
    annotation: Annotation


@dataclass(frozen=True, slots=True)
class NotebookQuote:
    """Words whose highlight is gone, and the line that says where they stood."""

    text: str
    source: str


NotebookItem = NotebookHeading | NotebookText | NotebookExcerpt | NotebookQuote


@dataclass(frozen=True, slots=True)
class Notebook:
    """A notebook (摘编) as it is to be written: what it holds, in its order."""

    name: str
    items: Sequence[NotebookItem]


@dataclass(frozen=True, slots=True)
class Written:
    """What was written. ``fonts`` are those of a Word file that this machine lacks."""

    path: Path
    documents: int
    annotations: int
    fonts: tuple[LackingFont, ...] = ()
