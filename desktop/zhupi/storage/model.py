"""Rows that the database hands out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Final, NamedTuple

from zhupi.annotations.model import Annotation, Colour, Kind, Selector, State, Style
from zhupi.gazette.model import Document, Furniture, Gazette, Issue, Lines, Repair

if TYPE_CHECKING:
    from zhupi.gazette.corrections import Correction
    from zhupi.gazette.witnesses import Witness


@dataclass(frozen=True, slots=True)
class NewSource:
    """A file that was read: what goes into the library."""

    name: str
    path: str
    sha256: str
    encoding: str
    raw: bytes
    parser: int
    issue: Issue


@dataclass(frozen=True, slots=True)
class Source:
    """A file in the library (one gazette issue)."""

    id: int
    name: str
    path: str
    sha256: str
    encoding: str
    gazette: Gazette
    imported: datetime
    deleted: datetime | None = None


# Not frozen: that would make each row twice as slow, and the tree of a large library with it.
@dataclass(slots=True, unsafe_hash=True)
class CatalogRow:
    """A row of the catalog: a document, or an enclosed text. Nobody changes it.

    For an enclosed text ``enclosed_in`` is its document's id and ``lines`` are those of the
    enclosure; it is not counted, and stands in the tree if it has a number of its own.
    """

    id: str
    number: str | None
    title: str
    kind: str | None
    date: str | None
    year: int | None
    issuers: tuple[str, ...]
    source: str
    source_id: int
    ordinal: int
    lines: Lines
    complete: bool
    doubts: int
    annotations: int
    work: str
    revision: int
    enclosed_in: str | None = None


@dataclass(frozen=True, slots=True)
class StoredDocument:
    """A document as the reading pane needs it."""

    id: str
    document: Document
    source: Source
    work: str
    revision: int
    furniture: tuple[Furniture, ...] = ()
    repairs: tuple[Repair, ...] = ()


@dataclass(frozen=True, slots=True)
class BlockTexts:
    """A document's text in blocks, without the rest: what search needs.

    ``leads`` are the lengths of the headings that run into their paragraphs, 0 where none does;
    ``lines`` are the raw lines of each block.
    """

    id: str
    revision: int
    kinds: Sequence[str]
    texts: Sequence[str]
    leads: Sequence[int]
    lines: Sequence[Lines]


@dataclass(frozen=True, slots=True)
class SavedSearch:
    """A search that the user keeps under a name.

    ``issuer``, ``year`` and ``kind`` narrow it: ``None`` to nothing, ``""`` and ``0`` to documents
    without one. ``ordinal`` is its place in the list of those kept, from 0.
    """

    id: str
    name: str
    query: str
    issuer: str | None
    year: int | None
    kind: str | None
    sort: str
    ordinal: int
    created: datetime
    modified: datetime
    deleted: datetime | None = None


FAVOURITES: Final = "favourites"
"""The id of the collection of what has a star (收藏); it is always there."""


@dataclass(frozen=True, slots=True)
class Collection:
    """Documents that the user keeps together under a name (专题)."""

    id: str
    name: str
    created: datetime
    modified: datetime
    deleted: datetime | None = None


@dataclass(frozen=True, slots=True)
class ReadingState:
    """How far a document was read.

    ``percent`` of it was read in one go from its beginning, once or over several sittings. ``read``
    is when it was left last, as the database writes times, or ``None``: only marked by hand.
    """

    document: str
    percent: int = 0
    done: bool = False
    read: str | None = None

    @property
    def unread(self) -> bool:
        return not self.done and not self.percent


class Sketch(NamedTuple):
    """What a page needs of an annotation: thousands are read at once, their words are not.

    The truths are 0 or 1. ``whole``: it is the note of the document, ``start`` and ``end`` are 0
    then and ``colour`` is empty. ``noted``: there is more than white space in its note.
    ``modified`` tells a change from none.
    """

    id: str
    whole: int
    start: int
    end: int
    colour: str
    underlined: int
    orphan: int
    noted: int
    modified: str


class NoteSort(StrEnum):
    """The order of annotations across the library; by time the latest come first."""

    DOCUMENT = "document"
    CREATED = "created"
    MODIFIED = "modified"


@dataclass(frozen=True, slots=True)
class NoteFilter:
    """What annotations must meet, all of it; what is empty or ``None`` asks for nothing.

    ``text`` stands in the words marked or in the note, compared folded. ``tags`` are all there,
    compared folded, with or without #. One of ``colours`` is its colour. ``issuer``, ``year`` and
    ``document_kind`` (文种) are those of its document; ``""`` and 0 stand for an unknown issuer and
    year. ``since`` and ``until`` are days of the user's time zone, both included, on which it was
    made. ``noted``: with a note, or without one. ``notebook``: has an excerpt there.
    """

    text: str = ""
    tags: tuple[str, ...] = ()
    colours: tuple[Colour, ...] = ()
    issuer: str | None = None
    year: int | None = None
    document_kind: str | None = None
    document: str | None = None
    since: date | None = None
    until: date | None = None
    orphans: bool = False
    kind: Kind | None = None
    style: Style | None = None
    noted: bool | None = None
    notebook: str | None = None


@dataclass(frozen=True, slots=True)
class NoteCounts:
    """How many annotations there are of each.

    Each is counted within all other conditions of the filter, its own left aside, so that what is
    not chosen is counted too; ``tags`` within all, commonest first. ``issuers`` and ``years`` have
    ``""`` and 0 for unknown, a document of several issuers counts for each.
    """

    tags: tuple[tuple[str, int], ...]
    colours: tuple[tuple[Colour, int], ...]
    issuers: tuple[tuple[str, int], ...]
    years: tuple[tuple[int, int], ...]
    orphans: int
    noted: int
    underlined: int


@dataclass(frozen=True, slots=True)
class Part:
    """One of the documents that a source was divided into; ``deleted``: in the waste basket."""

    id: str
    work: str
    lines: Lines
    gone: bool = False
    deleted: bool = False


@dataclass(frozen=True, slots=True)
class Reread:
    """What another reading of a source did to its documents.

    ``ids`` are those there are now, in order; ``changed`` those of them whose text or structure is
    another; ``lost`` those that are gone.
    """

    ids: Sequence[str]
    changed: Sequence[str]
    lost: Sequence[str]


class CorrectionState(StrEnum):
    """Whether a correction shows in the text as it is read now."""

    APPLIES = "applies"
    OVERRIDDEN = "overridden"
    """A later one of the same subject counts; this one does again when that is taken back."""
    UNFIT = "unfit"
    """Its line is no longer there, or what it puts right is not."""


@dataclass(frozen=True, slots=True)
class Spot:
    """The place of an annotation: everything of it that another reading may change."""

    document: str
    selector: Selector | None
    heading: str
    state: State

    @classmethod
    def of(cls, annotation: Annotation) -> Spot:
        return cls(annotation.document, annotation.selector, annotation.heading, annotation.state)

    def put(self, annotation: Annotation) -> Annotation:
        """The annotation standing here; its note, tags and colour stay."""
        return replace(
            annotation,
            document=self.document,
            selector=self.selector,
            heading=self.heading,
            state=self.state,
        )


@dataclass(frozen=True, slots=True)
class Move:
    """Where a correction found an annotation, and where it left it."""

    annotation: str
    before: Spot
    after: Spot


@dataclass(frozen=True, slots=True)
class StoredCorrection:
    """A correction as it is kept.

    ``document`` is the one in which it was made. ``before`` tells of a field what stood there,
    in words. ``parted`` is the id of the document that begins at the line wherever one does: it
    gets that id again. ``deleted`` is when it was taken back.
    """

    id: str
    source: int
    document: str
    correction: Correction
    witness: Witness
    before: str
    state: CorrectionState
    created: datetime
    parted: str | None = None
    moves: tuple[Move, ...] = ()
    deleted: datetime | None = None
