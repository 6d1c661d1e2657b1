"""What the library hands to both shells."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING

from zhupi.annotations.model import Annotation
from zhupi.annotations.notebooks import Item, ItemKind, Notebook
from zhupi.gazette.model import Doubt, Lines
from zhupi.library.changes import Changes, Edited, Record, Restated
from zhupi.storage.model import (
    CatalogRow,
    NoteCounts,
    NoteFilter,
    NoteSort,
    Sketch,
    Source,
    StoredDocument,
)

if TYPE_CHECKING:
    from zhupi.search.engine import Results

__all__ = [
    "BasketItem",
    "CatalogRow",
    "Changes",
    "CitationTarget",
    "Edited",
    "Entry",
    "FileReport",
    "ImportReport",
    "IssuerNode",
    "NoteCounts",
    "NoteFilter",
    "NoteHit",
    "NoteRow",
    "NoteSort",
    "NotebookHit",
    "NotebookRow",
    "Outline",
    "Problem",
    "Record",
    "Restated",
    "SearchHit",
    "SearchResults",
    "Sketch",
    "Snippet",
    "Source",
    "StoredDocument",
    "Target",
    "YearNode",
]


@dataclass(frozen=True, slots=True)
class YearNode:
    """The documents of one year; ``year`` is ``None`` where it is unknown (年份不详)."""

    year: int | None
    count: int
    rows: tuple[CatalogRow, ...]


@dataclass(frozen=True, slots=True)
class IssuerNode:
    """An issuing body; ``issuer`` is ``""`` where none is known (机关不详)."""

    issuer: str
    count: int
    years: tuple[YearNode, ...]


@dataclass(frozen=True, slots=True)
class CitationTarget:
    """Where a citation leads: the catalog row of the text cited, or ``None`` if not here."""

    row: CatalogRow | None
    by_title_only: bool = False


@dataclass(frozen=True, slots=True)
class Snippet:
    """A passage around a hit. ``start`` and ``end`` bound the match inside ``text``.

    ``at`` is where the match begins in the document text; ``lines`` are those of its block.
    """

    text: str
    start: int
    end: int
    heading: str
    lines: Lines
    at: int


@dataclass(frozen=True, slots=True)
class SearchHit:
    """A document that matches; ``count`` is the number of places in it."""

    row: CatalogRow
    count: int
    snippets: tuple[Snippet, ...]


@dataclass(frozen=True, slots=True)
class SearchResults:
    """``total`` is the number of documents that match; ``hits`` may hold fewer.

    ``issuers``, ``years`` and ``kinds`` count them, each within the other two choices made; ``""``
    and ``0`` stand for unknown. ``number`` says of a document number asked for whether it is here.
    ``found`` is for `Library.more_hits`, which gives the hits after the first.
    """

    query: str
    warning: str | None
    total: int
    hits: tuple[SearchHit, ...]
    milliseconds: float
    issuers: tuple[tuple[str, int], ...] = ()
    years: tuple[tuple[int, int], ...] = ()
    kinds: tuple[tuple[str, int], ...] = ()
    number: str | None = None
    found: Results | None = field(default=None, repr=False, compare=False)


@dataclass(frozen=True, slots=True)
class FileReport:
    """What became of one file. ``reason`` is a sentence, for those skipped or failed."""

    file: str
    documents: int = 0
    reason: str = ""


@dataclass(frozen=True, slots=True)
class DoubtReport:
    """A doubt that came in with ``file``, and the document it stands in, as a person cites it."""

    file: str
    document: str
    doubt: Doubt

    @property
    def words(self) -> str:
        """The document, the raw lines and what is in doubt there, for people."""
        first, last = self.doubt.lines
        where = f"第 {first} 行" if first == last else f"第 {first}–{last} 行"
        return f"{self.document}　{where}　{self.doubt.what}：{self.doubt.why}"


@dataclass(slots=True)
class ImportReport:
    """What came in and what did not, and why."""

    added: list[FileReport] = field(default_factory=list)
    updated: list[FileReport] = field(default_factory=list)
    unchanged: list[FileReport] = field(default_factory=list)
    skipped: list[FileReport] = field(default_factory=list)
    failed: list[FileReport] = field(default_factory=list)
    doubts: list[DoubtReport] = field(default_factory=list)
    changes: Changes = field(default_factory=Changes)
    cancelled: bool = False
    index_fault: str = ""
    """Why the index could not be brought up to date; search is complete all the same."""


@dataclass(frozen=True, slots=True)
class BasketItem:
    """Something in the waste basket. ``key`` is what `Library.restore` takes."""

    key: str
    title: str
    documents: int
    annotations: int
    deleted: datetime


@dataclass(frozen=True, slots=True)
class Problem:
    """Something `check` found."""

    what: str
    where: str
    repairable: bool


@dataclass(frozen=True, slots=True)
class NoteRow:
    """An annotation with its document's row and its ladder place."""

    annotation: Annotation
    row: CatalogRow
    place: str


@dataclass(frozen=True, slots=True)
class NoteHit:
    """An annotation whose note or tags match. ``start`` and ``end`` bound the match in ``text``."""

    note: NoteRow
    count: int
    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class NotebookRow:
    """A notebook and how many items and, among them, excerpts and quotes it has."""

    notebook: Notebook
    items: int
    excerpts: int


@dataclass(frozen=True, slots=True)
class Entry:
    """An item of a notebook as it is shown.

    ``words`` are a heading's line, one's own text in Markdown, or the words of an excerpt as they
    are now. ``source`` is the source line of an excerpt or a quote. ``note`` is the excerpt's
    annotation with its document's row; the excerpt cannot be jumped to where ``gone``: its
    annotation or its document lies in the waste basket, the words are still shown.
    """

    item: Item
    words: str
    source: str = ""
    note: NoteRow | None = None
    gone: bool = False

    @property
    def id(self) -> str:
        return self.item.id

    @property
    def kind(self) -> ItemKind:
        return self.item.kind

    @property
    def level(self) -> int:
        return self.item.level


@dataclass(frozen=True, slots=True)
class Outline:
    """A notebook with its items in order."""

    notebook: Notebook
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class NotebookHit:
    """An item of a notebook whose text matches; ``start`` and ``end`` bound it in ``text``."""

    notebook: Notebook
    item: Item
    count: int
    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Target:
    """Where an address leads: a stretch of a document, or a notebook and perhaps an item of it.

    ``start`` and ``end`` are code points of the document text; a heading or a whole document has
    an empty stretch. ``row`` is an id of the catalog, of an enclosed text too.
    """

    document: str | None = None
    row: str | None = None
    start: int = 0
    end: int = 0
    annotation: str | None = None
    notebook: str | None = None
    item: str | None = None
