"""Files into the library."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Literal

from zhupi import readers
from zhupi.errors import LibraryError, UnreadableFile, reason
from zhupi.gazette import PARSER_VERSION
from zhupi.gazette.identity import same_works, work_of
from zhupi.gazette.model import Doubt, Issue
from zhupi.jobs import Cancelled, Job
from zhupi.library.model import Changes, DoubtReport, FileReport, ImportReport
from zhupi.library.reattaching import copies_in, reattached
from zhupi.library.waiting import Waiting
from zhupi.library.worker import Read, Workshop
from zhupi.readers import RawText
from zhupi.storage import Annotations, Database, Documents, Sources
from zhupi.storage.database import Transaction
from zhupi.storage.model import NewSource


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
        annotations: Annotations,
        waiting: Waiting,
        workshop: Workshop,
    ) -> None:
        self._database = database
        self._sources = sources
        self._documents = documents
        self._annotations = annotations
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
                where, entry, changes, found = self._store(connection, new)
        except LibraryError as error:
            report.failed.append(FileReport(printable(read.path), reason=str(error)))
            return Changes()
        file = printable(read.path)
        getattr(report, where).append(replace(entry, file=file))
        report.found += found
        if where in ("added", "updated") and not entry.reason:
            report.doubts += [
                DoubtReport(file, document.number or document.title or "无题公文", doubt)
                for document in new.issue.documents
                for doubt in document.doubts
            ]
        return changes

    def _store(
        self, connection: Transaction, new: NewSource
    ) -> tuple[Literal["added", "updated", "unchanged"], FileReport, Changes, int]:
        """Store a source that was read; say what became of it, and how many orphans it placed."""
        known = self._sources.with_bytes(new.sha256)
        if known is not None:
            ids = self._documents.of_source(known.id)
            away = len(new.issue.documents) - len(ids)
            if known.deleted is None:
                note = f"其中 {away} 件在回收站里" if away > 0 else ""
                return "unchanged", FileReport("", len(ids), note), Changes(), 0
            self._sources.set_deleted(connection, known.id, deleted=False)
            placed = self._waiting.settle_again(connection, ids)
            changes = placed | Changes(documents=frozenset(ids), sources=frozenset([known.id]))
            note = "已从回收站取回" + (f"，其中 {away} 件仍在回收站里" if away > 0 else "")
            return "added", FileReport("", len(ids), note), changes, len(placed.annotations)
        former = self._former(new)
        if former is not None:
            changes = self._replace(connection, former, new)
            return "updated", FileReport("", len(new.issue.documents)), changes, 0
        source_id, ids = self._sources.add(connection, new)
        documents = dict(zip(ids, new.issue.documents, strict=True))
        placed = self._waiting.settle(connection, documents, new.sha256)
        changes = placed | Changes(documents=frozenset(ids), sources=frozenset([source_id]))
        return "added", FileReport("", len(ids)), changes, len(placed.annotations)

    def _former(self, new: NewSource) -> int | None:
        works = [work_of(document) for document in new.issue.documents]
        for source, former_works in self._sources.named(new.name):
            if same_works(works, former_works):
                return source.id
        return None

    def _replace(self, connection: Transaction, source_id: int, new: NewSource) -> Changes:
        touched: set[str] = set()
        former = self._sources.parts(source_id)
        ids = self._sources.replace(connection, source_id, new)
        documents = dict(zip(ids, new.issue.documents, strict=True))
        elsewhere: set[str] = set()
        own = {*documents, *(part.id for part in former)}
        for part in former:
            copies = copies_in(self._documents, {part.work}, own)
            for annotation in self._annotations.of_document(part.id, deleted=True):
                moved = reattached(annotation, documents, copies)
                if moved != annotation:
                    self._annotations.save(connection, moved)
                    touched.add(annotation.id)
                    elsewhere.add(moved.document)
        return Changes(
            documents=frozenset({*ids, *elsewhere}),
            annotations=frozenset(touched),
            sources=frozenset([source_id]),
        )


def with_unreadable_doubts(issue: Issue, raw: RawText) -> Issue:
    """Tell each document of the lines in which bytes of the file could not be decoded."""
    if not raw.damaged:
        return issue
    bad = [at for at, line in enumerate(raw.text.split("\n"), 1) if "\ufffd" in line]
    documents = []
    for document in issue.documents:
        first, last = document.lines
        doubts = tuple(
            Doubt((line, line), "有无法辨认的字符", "原文件此处的字节不合编码，显示为 \ufffd")
            for line in bad
            if first <= line <= last
        )
        documents.append(replace(document, doubts=document.doubts + doubts))
    return replace(issue, documents=tuple(documents))
