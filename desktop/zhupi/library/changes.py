"""What a write tells: what it touched, and how to take it back."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from zhupi.annotations.model import Annotation
from zhupi.annotations.notebooks import Item, Notebook

Record = Annotation | Notebook | Item
"""A state of something that can be changed and changed back."""


class Excerpts(StrEnum):
    """What becomes of the excerpts of annotations that are deleted."""

    KEEP = "keep"
    """Their words stay in the notebook, as a quote with its source line."""
    REMOVE = "remove"
    """They leave the notebook too."""


@dataclass(frozen=True, slots=True)
class Changes:
    """What a write touched: the ids, by kind. ``searches`` are those saved."""

    documents: frozenset[str] = frozenset()
    annotations: frozenset[str] = frozenset()
    sources: frozenset[int] = frozenset()
    notebooks: frozenset[str] = frozenset()
    searches: frozenset[str] = frozenset()

    def __or__(self, other: Changes) -> Changes:
        return Changes(
            self.documents | other.documents,
            self.annotations | other.annotations,
            self.sources | other.sources,
            self.notebooks | other.notebooks,
            self.searches | other.searches,
        )

    def __bool__(self) -> bool:
        return bool(
            self.documents or self.annotations or self.sources or self.notebooks or self.searches
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
class Corrected(Changes):
    """What a correction changed, or taking one back (``taken_back``).

    ``document`` holds the corrected line now. Annotations are counted that stand elsewhere now
    (``moved``), that lost their place (``orphaned``), and that have it again (``found``).
    ``unfit`` are the keys of other corrections that do not apply any more through this one.
    """

    key: str = ""
    document: str = ""
    moved: int = 0
    orphaned: int = 0
    found: int = 0
    unfit: tuple[str, ...] = ()
    taken_back: bool = False

    @property
    def sentence(self) -> str:
        """What was done and what became of annotations, for people."""
        told = (
            (self.moved, f"{self.moved} 条批注随原文移位"),
            (self.found, f"{self.found} 条失锚批注找回原处"),
            (self.orphaned, f"{self.orphaned} 条批注失锚"),
            (len(self.unfit), f"另有 {len(self.unfit)} 处改正因此不再适用"),
        )
        done = "已撤回改正" if self.taken_back else "改正已保存"
        return "，".join([done, *(words for count, words in told if count)]) + "。"


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
