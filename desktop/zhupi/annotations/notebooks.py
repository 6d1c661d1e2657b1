"""Notebooks (摘编): named, ordered outlines of headings, own text and excerpts.

An outline is a flat sequence: an item stands under the nearest heading before it, and a heading's
section reaches to the next heading of its level or above.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final

LEVELS: Final = range(1, 7)


class ItemKind(StrEnum):
    """``QUOTE`` is what was an excerpt until its annotation was deleted and its words kept."""

    HEADING = "heading"
    TEXT = "text"
    EXCERPT = "excerpt"
    QUOTE = "quote"


@dataclass(frozen=True, slots=True)
class Notebook:
    """A notebook without its items. ``modified`` tells of any change to it or its items too."""

    id: str
    name: str
    position: str
    created: datetime
    modified: datetime
    deleted: datetime | None = None


@dataclass(frozen=True, slots=True)
class Item:
    """An item as it is stored.

    ``level`` is that of a heading, 1 to 6, else 0. ``text`` is a heading's line, one's own text in
    Markdown or the words of a quote; that of an excerpt is empty, its words are those of its
    ``annotation``. ``source`` is a quote's source line; a quote keeps the id of the annotation that
    it was made from.
    """

    id: str
    notebook: str
    position: str
    kind: ItemKind
    level: int
    text: str
    annotation: str | None
    source: str
    created: datetime
    modified: datetime
    deleted: datetime | None = None


def section(items: Sequence[Item], at: int) -> range:
    """The places of the item at ``at`` and, if it is a heading, of all that stands under it."""
    level = items[at].level
    if not level:
        return range(at, at + 1)
    end = at + 1
    while end < len(items) and not 1 <= items[end].level <= level:
        end += 1
    return range(at, end)


def whole_sections(items: Sequence[Item], ids: Sequence[str]) -> list[str]:
    """These items and all that stands under those of them that are headings, in order."""
    wanted = set(ids)
    places = {
        place for at, item in enumerate(items) if item.id in wanted for place in section(items, at)
    }
    return [items[place].id for place in sorted(places)]
