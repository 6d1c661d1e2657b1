"""Highlights and notes.

Offsets count code points in the document text (see `zhupi.gazette.model`).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Colour(StrEnum):
    """The five colours, by their names on the command line."""

    RED = "red"
    YELLOW = "yellow"
    GREEN = "green"
    BLUE = "blue"
    PURPLE = "purple"


PIGMENTS: dict[Colour, str] = {
    Colour.RED: "朱",
    Colour.YELLOW: "藤黄",
    Colour.GREEN: "石绿",
    Colour.BLUE: "花青",
    Colour.PURPLE: "紫",
}

DEFAULT_MEANINGS: dict[Colour, str] = {
    Colour.RED: "重点",
    Colour.YELLOW: "存疑",
    Colour.GREEN: "数据",
    Colour.BLUE: "责任",
    Colour.PURPLE: "时限",
}


class Kind(StrEnum):
    """A highlight marks words of the text; a note belongs to the document as a whole."""

    HIGHLIGHT = "highlight"
    NOTE = "note"


class Style(StrEnum):
    """How a highlight is drawn."""

    HIGHLIGHT = "highlight"
    UNDERLINE = "underline"


class State(StrEnum):
    """An orphan's words were not found again in the text."""

    ANCHORED = "anchored"
    ORPHAN = "orphan"


@dataclass(frozen=True, slots=True)
class Selector:
    """How a place is written down: W3C TextPositionSelector and TextQuoteSelector in one.

    ``start`` is included, ``end`` is not. ``prefix`` and ``suffix`` are up to 32 code points.
    ``place`` is the ladder place (``二（三）``), a hint.
    """

    start: int
    end: int
    quote: str
    prefix: str = ""
    suffix: str = ""
    place: str = ""


@dataclass(frozen=True, slots=True)
class Annotation:
    """One highlight or note. ``selector`` and ``colour`` are ``None`` for a document's note.

    ``heading`` is the text of the heading that the words stand under. Times are aware, in UTC.
    """

    id: str
    document: str
    kind: Kind
    selector: Selector | None
    colour: Colour | None
    heading: str
    note: str
    tags: tuple[str, ...]
    created: datetime
    modified: datetime
    state: State = State.ANCHORED
    style: Style = Style.HIGHLIGHT
