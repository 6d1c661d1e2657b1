"""A source as it was decoded: every raw line, and what the reading made of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from zhupi.gazette.model import Furniture, Lines, Repair
from zhupi.readers.decoding import decode
from zhupi.storage.model import CatalogRow, Source


@dataclass(frozen=True, slots=True)
class RawPart:
    """A document of the source, by the name a person gives it, and its revision then."""

    id: str
    name: str
    lines: Lines
    revision: int


@dataclass(frozen=True, slots=True)
class RawText:
    """A whole source: its lines (the first is line 1), and what was dropped and put right in it.

    ``damaged`` counts the characters that stand for bytes that could not be decoded. ``parts`` are
    the documents that are in the library, in order.
    """

    source: Source
    lines: Sequence[str]
    damaged: int
    furniture: Sequence[Furniture]
    repairs: Sequence[Repair]
    parts: Sequence[RawPart]


def raw_text(
    source: Source,
    raw: bytes,
    reading: tuple[Sequence[Furniture], Sequence[Repair]],
    rows: Sequence[CatalogRow],
) -> RawText:
    """Put a source's bytes and its reading together; ``rows`` are those of its documents."""
    decoded = decode(raw)
    parts = [RawPart(row.id, row.number or row.title, row.lines, row.revision) for row in rows]
    return RawText(
        source,
        decoded.text.split("\n"),
        decoded.damaged,
        *reading,
        sorted(parts, key=lambda part: part.lines),
    )
