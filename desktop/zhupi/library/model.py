"""What the library hands to both shells."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING

from zhupi.library.changes import Changes, Edited, Excerpts, Record, Restated
from zhupi.library.correction_model import Corrected, CorrectionRow
from zhupi.library.reports import FileReport, RereadReport
from zhupi.storage.model import (
    FAVOURITES,
    CatalogRow,
    Collection,
    CorrectionState,
    NoteCounts,
    NoteFilter,
    NoteSort,
    ReadingState,
    SavedSearch,
    Sketch,
    Source,
    StoredDocument,
)

if TYPE_CHECKING:
    from zhupi.annotations.model import Annotation
    from zhupi.annotations.notebooks import Item, ItemKind, Notebook
    from zhupi.gazette.model import Doubt, Lines
    from zhupi.search.engine import Results

__all__ = [
    "FAVOURITES",
    "BasketItem",
    "Candidate",
    "CatalogRow",
    "Changes",
    "Collection",
    "Conflict",
    "Corrected",
    "CorrectionRow",
    "CorrectionState",
    "Edited",
    "Entry",
    "Excerpts",
    "ExchangeReport",
    "FileReport",
    "ImportReport",
    "IssueNode",
    "IssuerNode",
    "NoteCounts",
    "NoteFilter",
    "NoteHit",
    "NoteRow",
    "NoteSort",
    "NotebookHit",
    "NotebookRow",
    "Orphan",
    "Outline",
    "Problem",
    "ReadingState",
    "Record",
    "RereadReport",
    "Restated",
    "SavedSearch",
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
    """An issuing body; ``issuer`` is ``""`` where none is known (机关不详).

    ``names`` are the names that its documents bear, if others than ``issuer``.
    """

    issuer: str
    count: int
    years: tuple[YearNode, ...]
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class IssueNode:
    """A gazette issue with its documents in its order; fields that it does not tell are ``None``.

    ``source`` is the file's name.
    """

    gazette: str | None
    year: int | None
    issue: int | None
    source_id: int
    source: str
    rows: tuple[CatalogRow, ...]


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
    found: int = 0
    """Annotations that had waited for one of these texts and have their place in it now."""
    unfit: int = 0
    """Corrections that do not apply any more in a file brought up to date."""
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


@dataclass(frozen=True, slots=True)
class Orphan:
    """An annotation that lost its place. Its selector tells where it stood last.

    ``row`` is that of its document, which may be ``absent``: its text is not in the library (any
    more), and it is in no catalog. ``kept``: the user wants it as it is, it is not counted.
    """

    annotation: Annotation
    row: CatalogRow
    kept: bool
    absent: bool


@dataclass(frozen=True, slots=True)
class Candidate:
    """A place that an orphan may belong to, in code points of the document's text.

    ``before`` and ``after`` are up to 32 characters. ``similarity`` is that of the words,
    ``context`` that of what stands around them, both from 0 to 1.
    """

    row: CatalogRow
    start: int
    end: int
    text: str
    before: str
    after: str
    place: str
    heading: str
    similarity: float
    context: float


@dataclass(frozen=True, slots=True)
class Conflict:
    """An annotation that was changed in both libraries, and what was done, in a sentence."""

    annotation: str
    quote: str
    what: str


@dataclass(slots=True)
class ExchangeReport:
    """What became of the annotations of another library; each is counted once.

    ``added`` came in at the place they had, ``moved`` at another; ``orphaned`` came in without one.
    ``already_there`` changed nothing. ``updated`` brought a newer state of one that was here.
    """

    added: int = 0
    already_there: int = 0
    moved: int = 0
    orphaned: int = 0
    updated: int = 0
    conflicts: list[Conflict] = field(default_factory=list)
    changes: Changes = field(default_factory=Changes)
    cancelled: bool = False
