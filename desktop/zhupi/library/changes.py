"""What a write tells: what it touched, and how to take it back."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from zhupi.annotations.model import Annotation
    from zhupi.annotations.notebooks import Item, Notebook

Record: TypeAlias = "Annotation | Notebook | Item"
"""A state of something that can be changed and changed back."""


class Excerpts(StrEnum):
    """What becomes of the excerpts of annotations that are deleted."""

    KEEP = "keep"
    """Their words stay in the notebook, as a quote with its source line."""
    REMOVE = "remove"
    """They leave the notebook too."""


@dataclass(frozen=True, slots=True)
class Changes:
    """What a write touched: the ids, by kind. ``searches`` are those saved.

    ``readings`` are documents whose state of reading changed.
    """

    documents: frozenset[str] = frozenset()
    annotations: frozenset[str] = frozenset()
    sources: frozenset[int] = frozenset()
    notebooks: frozenset[str] = frozenset()
    searches: frozenset[str] = frozenset()
    readings: frozenset[str] = frozenset()
    collections: frozenset[str] = frozenset()

    def __or__(self, other: Changes) -> Changes:
        return Changes(
            self.documents | other.documents,
            self.annotations | other.annotations,
            self.sources | other.sources,
            self.notebooks | other.notebooks,
            self.searches | other.searches,
            self.readings | other.readings,
            self.collections | other.collections,
        )

    def __bool__(self) -> bool:
        return bool(
            self.documents
            or self.annotations
            or self.sources
            or self.notebooks
            or self.searches
            or self.readings
            or self.collections
        )


@dataclass(frozen=True, slots=True)
class Edited(Changes):
    """What a write touched, and the states before and after it, for `Library.restate`.

    ``before`` and ``after`` hold the same records in the same order. What the write made is in
    ``before`` as something that lies in the waste basket.
    """

    before: tuple[Record, ...] = field(default=(), repr=False)
    after: tuple[Record, ...] = field(default=(), repr=False)


@dataclass(frozen=True, slots=True)
class Restated(Edited):
    """What was written back. ``left`` are the ids of what another process has changed since.

    Of those the parts in question were left alone, and ``sentence`` says so; it is empty where
    all was written back.
    """

    left: tuple[str, ...] = ()

    @property
    def sentence(self) -> str:
        if not self.left:
            return ""
        return f"有 {len(self.left)} 处已在别处改动，保持现状，没有撤销或重做。"
