"""What stands over the catalog: favourites, what was read last, collections; and tags."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from zhupi.library.model import Collection, ReadingState

RECENT = 30
"""So many documents are listed as read last."""

TAGS = 40
"""So many tags are listed."""

Tags = tuple[tuple[str, tuple[str, ...]], ...]
"""Tags of annotations, the commonest first, each with the documents that have it."""


@dataclass(frozen=True, slots=True)
class Groups:
    """Rows of the catalog by id, and how far each document was read."""

    favourites: tuple[str, ...] = ()
    recent: tuple[str, ...] = ()
    collections: tuple[tuple[Collection, tuple[str, ...]], ...] = ()
    readings: Mapping[str, ReadingState] = field(default_factory=dict)


def recent(readings: Mapping[str, ReadingState]) -> tuple[str, ...]:
    """The documents that were read last, the last one first."""
    read = [(state.read, document) for document, state in readings.items() if state.read]
    return tuple(document for _, document in sorted(read, reverse=True)[:RECENT])
