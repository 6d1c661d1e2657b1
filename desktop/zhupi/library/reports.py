"""What long work tells when it has ended."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from zhupi.library.changes import Changes


@dataclass(frozen=True, slots=True)
class FileReport:
    """What became of one file. ``reason``: why it was skipped or failed, or what else to know."""

    file: str
    documents: int = 0
    reason: str = ""


@dataclass(slots=True)
class RereadReport:
    """What another reading of the sources changed.

    ``sources`` were read, in ``changed`` of them a document is another now. Annotations are counted
    that stand at other offsets or in another document (``moved``), that were orphans and are none
    (``found``), and that became orphans (``orphaned``); and corrections that do not apply any more
    (``unfit``). So are documents that came out of the waste basket, for another one goes on in them
    (``fetched``).
    """

    sources: int = 0
    changed: int = 0
    moved: int = 0
    found: int = 0
    orphaned: int = 0
    unfit: int = 0
    fetched: int = 0
    failed: list[FileReport] = field(default_factory=list)
    changes: Changes = field(default_factory=Changes)
    backup: Path | None = None
    cancelled: bool = False
    index_fault: str = ""

    @property
    def words(self) -> str:
        """The report in one sentence, for people."""
        sentence = f"阅读器已更新：重读 {self.sources} 个文件，其中 {self.changed} 个有变化"
        told = (
            (self.moved, f"{self.moved} 条批注随原文移位"),
            (self.found, f"{self.found} 条失锚批注找回原处"),
            (self.orphaned, f"{self.orphaned} 条批注失锚"),
            (self.unfit, f"{self.unfit} 处更正不再适用"),
            (self.fetched, f"{self.fetched} 件公文因有别的公文并入，已从回收站取回"),
            (len(self.failed), f"{len(self.failed)} 个文件没有读成"),
        )
        parts = [sentence, *(words for count, words in told if count)]
        end = "；其余的下次启动时接着读。" if self.cancelled else "。"
        return "，".join(parts) + end
