"""Bringing gazettes in, taking them out, and keeping the index: long work with progress."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QObject, QTimer, Signal

from zhupi.errors import KnownError
from zhupi.jobs import Job
from zhupi.library import Library
from zhupi.library.model import CatalogRow, Changes, ImportReport, RereadReport
from zhupi.qt.messages import Messages, Offer
from zhupi.qt.runner import Lane, Runner
from zhupi.readers import SUFFIXES
from zhupi.settings import Settings

_T = TypeVar("_T")

PATTERNS = f"公报与公文 ({' '.join(f'*{suffix}' for suffix in sorted(SUFFIXES))});;所有文件 (*)"


class Keeper(QObject):
    """Imports, indexes, removes and restores."""

    changed = Signal(object)
    """`Changes` that are on disk."""
    progress = Signal(int, int, str)
    """Done, of how many, and what; ``0, 0, ""`` when nothing is under way."""
    grew = Signal()
    """An import goes on, or another reading: some of it may be on disk already."""
    reported = Signal(object)
    """An `ImportReport` for the user."""
    settled = Signal()
    """All that was asked for is imported and indexed, or was given up."""

    def __init__(
        self,
        library: Library,
        runner: Runner,
        messages: Messages,
        settings: Settings,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._library = library
        self._runner = runner
        self._messages = messages
        self._settings = settings
        self._jobs: list[Job] = []
        self._mending = False

    @property
    def busy(self) -> bool:
        """Whether long work is under way."""
        return bool(self._jobs)

    # In

    def start(self, files: Sequence[Path] = ()) -> None:
        """After the window shows: the bundled gazettes into a new library, else its upkeep."""
        if self._library.read_only:
            self.settled.emit()
            return
        self._warn_once()
        if self._library.is_new:
            self._import(self._library.import_seeds, silent=not files)
        else:
            if self._library.outdated():
                self._work(self._library.reread, self._after_reread, "重读文库", grows=True)
            self._work(lambda _job: self._library.backup_daily(), lambda _: None, "备份文库")
            self._work(self._index, lambda _: self._after_index(), "读取文库")
        if files:
            self.import_paths(files)

    def choose_files(self) -> None:
        """Import files that the user chooses."""
        chosen = self._messages.choose_files(
            "导入公报", self._settings.last_folder or str(Path.home()), PATTERNS
        )
        if chosen:
            self._settings.last_folder = str(chosen[0].parent)
            self.import_paths(chosen)

    def choose_folder(self) -> None:
        """Import a folder that the user chooses."""
        chosen = self._messages.choose_folder(
            "导入文件夹", self._settings.last_folder or str(Path.home())
        )
        if chosen is not None:
            self._settings.last_folder = str(chosen)
            self.import_paths([chosen])

    def import_paths(self, paths: Sequence[Path]) -> None:
        """Import files and folders."""
        self._import(lambda job: self._library.import_paths(paths, job))

    def tidy(self) -> None:
        """Bring the index up to what changed, unless that is under way."""
        if not self._jobs and not self._library.read_only and not self._library.index_ready:
            self._work(self._library.update_index, lambda _: self._after_index(), "更新索引")

    def mend_index(self) -> None:
        """After a search that may have met a harmed index: make it afresh.

        Tried once: where that cannot be done it is said once, and searching goes on without it.
        """
        if not self._mending and not self._library.index_ready and not self._jobs:
            self._mending = True
            self.tidy()

    def rebuild_index(self) -> None:
        """Make the index anew."""
        self._work(self._library.rebuild_index, self._after_rebuild, "重建索引")

    def cancel(self) -> None:
        """Call off what is under way."""
        for job in self._jobs:
            job.cancel()

    def _index(self, job: Job) -> None:
        self._library.load_texts(job)
        self._library.update_index(job)

    def _warn_once(self) -> None:
        """Say once that the library's folder is no place for it."""
        warning = self._library.storage_warning() or ""
        if warning and warning != self._settings.warned:
            self._messages.warn(warning)
        self._settings.warned = warning

    def _after_reread(self, report: RereadReport) -> None:
        self.changed.emit(report.changes)
        self._messages.info(report.words)
        if report.index_fault:
            self._messages.error(report.index_fault)

    def _after_index(self) -> None:
        self._mending = False
        if self._library.index_message:
            self._messages.info(self._library.index_message)

    def _after_rebuild(self, count: int) -> None:
        self._messages.info(f"索引已重建，共 {count} 件公文。")

    def _import(self, work: Callable[[Job], ImportReport], *, silent: bool = False) -> None:
        def done(report: ImportReport) -> None:
            self.changed.emit(report.changes)
            if not silent or report.failed:
                self.reported.emit(report)

        self._work(work, done, "导入", grows=True)

    def _work(
        self,
        work: Callable[[Job], _T],
        done: Callable[[_T], None],
        what: str,
        *,
        grows: bool = False,
    ) -> None:
        """Queue long work; show it until it ends, however it ends.

        ``grows``: documents come while it goes on.
        """
        self.progress.emit(0, 1, what)

        def goes_on(done_: int, total: int, words: str) -> None:
            self.progress.emit(done_, total, words or what)
            if grows:
                self.grew.emit()

        def ended() -> None:
            self._jobs.remove(job)
            if not self._jobs:
                self.progress.emit(0, 0, "")
                # What the outcome itself asks for comes first.
                QTimer.singleShot(0, self, self._settle)

        def cancelled() -> None:
            self.changed.emit(Changes())
            self._messages.info(f"{what}已取消，取消之前进来的已经保存。")

        job = self._runner.run(
            Lane.LONG,
            work,
            done,
            receiver=self,
            cancelled=cancelled,
            ended=ended,
            progress=goes_on,
        )
        self._jobs.append(job)

    def _settle(self) -> None:
        if not self._jobs:
            self.settled.emit()

    # Out

    def remove_document(self, document: str) -> None:
        """Move a document to the waste basket; ask if it carries annotations."""
        try:
            row = self._library.row(document)
        except KnownError as error:
            self._messages.error(str(error))
            return
        if not self._agreed(f"把《{row.title}》移入回收站？", row.annotations):
            return
        self._remove(
            lambda: self._library.remove_document(document, with_notes=True),
            f"《{row.title}》已移入回收站。",
            f"document:{document}",
        )

    def remove_source(self, source: int) -> None:
        """Move a whole issue to the waste basket; ask, as it takes several documents."""
        self._runner.run(
            Lane.READ,
            lambda _job: [
                row
                for row in self._library.rows()
                if row.source_id == source and row.enclosed_in is None
            ],
            lambda documents: self._remove_issue(source, documents),
            receiver=self,
        )

    def _remove_issue(self, source: int, documents: list[CatalogRow]) -> None:
        count = sum(row.annotations for row in documents)
        if not documents:
            return
        name = documents[0].source
        question = f"把“{name}”整期 {len(documents)} 件公文移入回收站？"
        if not self._agreed(question, count, always=True):
            return
        self._remove(
            lambda: self._library.remove_source(source, with_notes=True),
            f"“{name}”已移入回收站。",
            f"source:{source}",
        )

    def restore(self, key: str) -> None:
        """Put something back from the waste basket."""
        self._write(lambda: self._library.restore(key), self.changed.emit)

    def _agreed(self, question: str, count: int, *, always: bool = False) -> bool:
        if not count and not always:
            return True
        yes = f"移入回收站，连同 {count} 条批注" if count else "移入回收站"
        detail = "批注随公文一起移走，" if count else ""
        return self._messages.ask(question, f"{detail}以后可以从回收站恢复。", yes)

    def _remove(self, remove: Callable[[], Changes], sentence: str, key: str) -> None:
        def done(changes: Changes) -> None:
            self.changed.emit(changes)
            self._messages.info(sentence, Offer("恢复", lambda: self.restore(key)))

        self._write(remove, done)

    def _write(self, work: Callable[[], Changes], done: Callable[[Changes], None]) -> None:
        self._runner.run(Lane.WRITE, lambda _job: work(), done, receiver=self)
