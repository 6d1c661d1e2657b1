"""Files into the library."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

from zhupi import readers
from zhupi.errors import LibraryError, UnreadableFile, reason
from zhupi.gazette import PARSER_VERSION
from zhupi.gazette.model import Issue
from zhupi.jobs import Cancelled, Job
from zhupi.library.model import Changes, DoubtReport, FileReport, ImportReport
from zhupi.library.rewriting import with_unreadable_doubts
from zhupi.library.updating import Updating
from zhupi.library.waiting import Waiting
from zhupi.library.worker import Read, Workshop
from zhupi.readers import RawText
from zhupi.storage import Database, Documents, Sources
from zhupi.storage.database import Transaction
from zhupi.storage.model import NewSource, Source


def gather(paths: Iterable[Path], report: ImportReport) -> list[Path]:
    """List the files to read; folders are gone through, in order of name.

    What cannot be read goes into the report at once, likewise files of other formats.
    """
    files: list[Path] = []
    for path in paths:
        try:
            is_folder = stat.S_ISDIR(path.stat().st_mode)
        except OSError:
            # Reading it says what is wrong.
            is_folder = False
        if is_folder:
            files += _in_folder(path, report)
        else:
            files.append(path)
    return list(dict.fromkeys(files))


def _in_folder(folder: Path, report: ImportReport) -> Iterator[Path]:
    def unreadable(error: OSError) -> None:
        report.failed.append(_failure(UnreadableFile(Path(error.filename), reason(error))))

    for parent, folders, names in os.walk(folder, onerror=unreadable):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            path = Path(parent, name)
            if name.startswith("."):
                continue
            if path.suffix.lower() in readers.SUFFIXES:
                yield path
            else:
                what = f" {path.suffix} 格式" if path.suffix else "没有扩展名的文件"
                report.skipped.append(FileReport(printable(path), reason=f"还不能导入{what}。"))


def printable(path: Path) -> str:
    """A path as text that can be stored and shown; bytes that are no UTF-8 become \\xNN."""
    return os.fsencode(path).decode("utf-8", "backslashreplace")


def _failure(error: UnreadableFile) -> FileReport:
    return FileReport(printable(error.path), reason=str(error))


class Importer:
    """Reads files in the workshop and stores them, one transaction a file."""

    def __init__(
        self,
        database: Database,
        sources: Sources,
        documents: Documents,
        updating: Updating,
        waiting: Waiting,
        workshop: Workshop,
    ) -> None:
        self._database = database
        self._sources = sources
        self._documents = documents
        self._updating = updating
        self._waiting = waiting
        self._workshop = workshop

    def run(
        self,
        paths: Iterable[Path],
        job: Job,
        stored: Callable[[Changes], object],
    ) -> ImportReport:
        """Import files and folders; tell ``stored`` after each file what it changed.

        Called off between two files, the report says what came in until then.
        """
        report = ImportReport()
        files = gather(paths, report)
        done = 0
        try:
            job.report(0, len(files), files[0].name if files else "")
            for done, read in enumerate(self._workshop.read(files), 1):
                changes = self._take(read, report)
                if changes:
                    report.changes |= changes
                    stored(changes)
                job.report(done, len(files), read.path.name)
        except Cancelled:
            report.cancelled = True
        except LibraryError as error:
            # The worker ended: what it has not given back is not in the library.
            report.failed += [
                FileReport(printable(path), reason=str(error)) for path in files[done:]
            ]
        return report

    def _take(self, read: Read, report: ImportReport) -> Changes:
        if read.error is not None:
            report.failed.append(_failure(read.error))
            return Changes()
        raw, issue = read.raw, read.issue
        if raw is None or issue is None:
            raise RuntimeError(f"{read.path} was neither read nor refused")
        new = NewSource(
            name=printable(Path(raw.path.name)),
            path=printable(raw.path.absolute()),
            sha256=raw.sha256,
            encoding=raw.encoding,
            raw=raw.data,
            parser=PARSER_VERSION,
            issue=with_unreadable_doubts(issue, raw),
        )
        try:
            # Asked inside the transaction: another process may bring in the same file.
            with self._database.writing() as connection:
                outcome = self._store(connection, new, raw)
        except LibraryError as error:
            report.failed.append(FileReport(printable(read.path), reason=str(error)))
            return Changes()
        file = printable(read.path)
        getattr(report, outcome.where).append(replace(outcome.entry, file=file))
        report.found += outcome.found
        report.unfit += outcome.unfit
        if outcome.read:
            report.doubts += [
                DoubtReport(file, document.number or document.title or "无题公文", doubt)
                for document in outcome.issue.documents
                for doubt in document.doubts
            ]
        return outcome.changes

    def _store(self, connection: Transaction, new: NewSource, raw: RawText) -> _Outcome:
        """Store a source that was read."""
        known = self._sources.with_bytes(new.sha256)
        if known is not None:
            return self._known(connection, known, new.issue)
        update = self._updating.find(new, raw)
        if update is not None:
            updated = self._updating.take(connection, update)
            changes = Changes(
                documents=updated.documents,
                annotations=updated.annotations,
                sources=frozenset([update.source.id]),
            )
            issue = update.new.issue
            fetched = updated.fetched
            note = f"其中 {fetched} 件因有别的公文并入，已从回收站取回" if fetched else ""
            entry = FileReport("", len(issue.documents), note)
            return _Outcome("updated", entry, changes, issue, unfit=updated.unfit)
        source_id, ids = self._sources.add(connection, new)
        documents = dict(zip(ids, new.issue.documents, strict=True))
        placed = self._waiting.settle(connection, documents, new.sha256)
        changes = placed | Changes(documents=frozenset(ids), sources=frozenset([source_id]))
        found = len(placed.annotations)
        return _Outcome("added", FileReport("", len(ids)), changes, new.issue, found)

    def _known(self, connection: Transaction, known: Source, issue: Issue) -> _Outcome:
        """The same bytes are here already, perhaps in the waste basket."""
        ids = self._documents.of_source(known.id)
        away = len(self._sources.parts(known.id, gone=False)) - len(ids)
        if known.deleted is None:
            note = f"其中 {away} 件在回收站里" if away > 0 else ""
            return _Outcome(
                "unchanged", FileReport("", len(ids), note), Changes(), issue, read=False
            )
        self._sources.set_deleted(connection, known.id, deleted=False)
        placed = self._waiting.settle_again(connection, ids)
        changes = placed | Changes(documents=frozenset(ids), sources=frozenset([known.id]))
        note = "已从回收站取回" + (f"，其中 {away} 件仍在回收站里" if away > 0 else "")
        entry = FileReport("", len(ids), note)
        found = len(placed.annotations)
        return _Outcome("added", entry, changes, issue, found, read=False)


@dataclass(frozen=True, slots=True)
class _Outcome:
    """What became of a file; ``found`` orphans have their place in it now.

    ``read``: its documents are not those that were there already.
    """

    where: Literal["added", "updated", "unchanged"]
    entry: FileReport
    changes: Changes
    issue: Issue
    found: int = 0
    unfit: int = 0
    read: bool = True
