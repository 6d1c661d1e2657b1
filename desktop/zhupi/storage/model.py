"""Rows that the database hands out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from zhupi.gazette.model import Document, Furniture, Gazette, Issue, Lines, Repair


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


@dataclass(frozen=True, slots=True)
class CatalogRow:
    """A row of the catalog: a document, or an enclosed text.

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
class Part:
    """One of the documents that a source was divided into."""

    id: str
    work: str
    lines: Lines
    gone: bool = False


@dataclass(frozen=True, slots=True)
class Reread:
    """What another reading of a source did to its documents.

    ``ids`` are those there are now, in order; ``changed`` those of them whose text or structure is
    another; ``lost`` those that are gone.
    """

    ids: Sequence[str]
    changed: Sequence[str]
    lost: Sequence[str]
