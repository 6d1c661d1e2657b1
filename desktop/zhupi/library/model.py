"""What the library hands to both shells."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING

from zhupi.annotations.model import Annotation
from zhupi.gazette.model import Doubt, Lines
from zhupi.storage.model import CatalogRow, Source, StoredDocument

if TYPE_CHECKING:
    from zhupi.search.engine import Results

__all__ = [
    "BasketItem",
    "CatalogRow",
    "Changes",
    "FileReport",
    "ImportReport",
    "IssueNode",
    "IssuerNode",
    "NoteHit",
    "NoteRow",
    "Problem",
    "SearchHit",
    "SearchResults",
    "Snippet",
    "Source",
    "StoredDocument",
    "YearNode",
]


@dataclass(frozen=True, slots=True)
class Changes:
    """What a write touched: the ids, by kind. ``sources`` hold source ids."""

    documents: frozenset[str] = frozenset()
    annotations: frozenset[str] = frozenset()
    sources: frozenset[int] = frozenset()

    def __or__(self, other: Changes) -> Changes:
        return Changes(
            self.documents | other.documents,
            self.annotations | other.annotations,
            self.sources | other.sources,
        )

    def __bool__(self) -> bool:
        return bool(self.documents or self.annotations or self.sources)


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
