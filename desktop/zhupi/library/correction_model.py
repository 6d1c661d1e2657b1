"""What the library tells of corrections."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from zhupi.library.changes import Changes

if TYPE_CHECKING:
    from zhupi.gazette.corrections import Correction
    from zhupi.storage.model import CorrectionState


@dataclass(frozen=True, slots=True)
class Corrected(Changes):
    """What a correction changed, or taking one back (``taken_back``).

    ``document`` holds the corrected line now, in its ``revision``, which is ``None`` where nothing
    was changed. Annotations are counted that stand elsewhere now (``moved``), that lost their place
    (``orphaned``), and that have it again (``found``). ``unfit`` are the keys of other corrections
    that do not apply any more through this one.
    """

    key: str = ""
    document: str = ""
    revision: int | None = None
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
            (len(self.unfit), f"另有 {len(self.unfit)} 处更正因此不再适用"),
        )
        done = "已撤回更正" if self.taken_back else "更正已保存"
        return "，".join([done, *(words for count, words in told if count)]) + "。"


@dataclass(frozen=True, slots=True)
class CorrectionRow:
    """A correction as it is listed.

    ``document`` is the live document that has its line now, ``None`` if none has, and ``title``
    that of it or of the one where it was made; ``other`` is the one before where a document was
    parted. ``line`` are the words of the raw line, without white space. ``before`` tells of a field
    what stood there.
    """

    key: str
    correction: Correction
    state: CorrectionState
    document: str | None
    title: str
    source: str
    source_id: int
    line: str
    before: str
    created: datetime
    other: str | None = None

    @property
    def words(self) -> str:
        """What it does, for people."""
        return self.correction.words
