"""Files into the library."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from zhupi import readers
from zhupi.annotations.anchoring import anchor, describe
from zhupi.annotations.model import Annotation, State
from zhupi.errors import UnreadableFile
from zhupi.gazette import PARSER_VERSION
from zhupi.gazette.identity import same_works, work_of
from zhupi.gazette.model import Document, Doubt, Issue
from zhupi.gazette.places import heading_at, place_of
from zhupi.jobs import Cancelled, Job
from zhupi.library.model import Changes, FileReport, ImportReport
from zhupi.library.worker import Read, Workshop
from zhupi.readers import RawText
from zhupi.storage import Annotations, Database, Documents, Sources
from zhupi.storage.model import NewSource


def gather(paths: Iterable[Path], report: ImportReport) -> list[Path]:
    """List the files to read; folders are gone through, in order of name.

    What cannot be read goes into the report at once, likewise files of other formats.
    """
    files: list[Path] = []
    for path in paths:
        if path.is_dir():
            files += _in_folder(path, report)
        elif path.suffix.lower() in readers.SUFFIXES or not path.suffix:
            files.append(path)
        elif not path.exists():
            report.failed.append(_failure(UnreadableFile(path, "文件不存在")))
        else:
            report.failed.append(
                _failure(UnreadableFile(path, f"还不能导入 {path.suffix} 格式，目前只读纯文本"))
            )
    return list(dict.fromkeys(files))


def _in_folder(folder: Path, report: ImportReport) -> Iterator[Path]:
    def unreadable(error: OSError) -> None:
        path = Path(error.filename)
        report.failed.append(_failure(UnreadableFile(path, "没有读取这个文件夹的权限")))

    for parent, folders, names in os.walk(folder, onerror=unreadable):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            path = Path(parent, name)
            if name.startswith("."):
                continue
            if path.suffix.lower() in readers.SUFFIXES:
                yield path
            else:
                what = f"{path.suffix} 格式" if path.suffix else "没有扩展名的文件"
                report.skipped.append(FileReport(str(path), reason=f"还不能导入{what}"))


def _failure(error: UnreadableFile) -> FileReport:
    return FileReport(str(error.path), reason=str(error))


class Importer:
    """Reads files in the workshop and stores them, one transaction a file."""

    def __init__(
        self,
        database: Database,
        sources: Sources,
        documents: Documents,
        annotations: Annotations,
        workshop: Workshop,
    ) -> None:
        self._database = database
        self._sources = sources
        self._documents = documents
        self._annotations = annotations
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
        return report

    def _take(self, read: Read, report: ImportReport) -> Changes:
        name = str(read.path)
        if read.error is not None:
            report.failed.append(_failure(read.error))
            return Changes()
        raw, issue = read.raw, read.issue
        if raw is None or issue is None:
            raise RuntimeError(f"{read.path} was neither read nor refused")
        known = self._sources.with_bytes(raw.sha256)
        if known is not None and known.deleted is None:
            count = len(self._documents.of_source(known.id))
            report.unchanged.append(FileReport(name, count))
            return Changes()
        if known is not None:
            with self._database.writing() as connection:
                self._sources.set_deleted(connection, known.id, deleted=False)
            ids = self._documents.of_source(known.id)
            report.added.append(FileReport(name, len(ids), "已从回收站取回"))
            return Changes(documents=frozenset(ids), sources=frozenset([known.id]))
        issue = with_unreadable_doubts(issue, raw)
        report.doubts += sum(len(document.doubts) for document in issue.documents)
        new = NewSource(
            name=raw.path.name,
            path=str(raw.path.absolute()),
            sha256=raw.sha256,
            encoding=raw.encoding,
            raw=raw.data,
            parser=PARSER_VERSION,
            issue=issue,
        )
        former = self._former(new)
        if former is None:
            with self._database.writing() as connection:
                source_id, ids = self._sources.add(connection, new)
            report.added.append(FileReport(name, len(ids)))
            return Changes(documents=frozenset(ids), sources=frozenset([source_id]))
        changes = self._replace(former, new)
        report.updated.append(FileReport(name, len(issue.documents)))
        return changes

    def _former(self, new: NewSource) -> int | None:
        works = [work_of(document) for document in new.issue.documents]
        for source, former_works in self._sources.named(new.name):
            if same_works(works, former_works):
                return source.id
        return None

    def _replace(self, source_id: int, new: NewSource) -> Changes:
        touched: list[str] = []
        with self._database.writing() as connection:
            ids = self._sources.replace(connection, source_id, new)
            for document_id, document in zip(ids, new.issue.documents, strict=True):
                for annotation in self._annotations.of_document(document_id, deleted=True):
                    moved = reanchored(annotation, document)
                    if moved != annotation:
                        self._annotations.save(connection, moved)
                        touched.append(annotation.id)
        return Changes(
            documents=frozenset(ids),
            annotations=frozenset(touched),
            sources=frozenset([source_id]),
        )


def reanchored(annotation: Annotation, document: Document) -> Annotation:
    """The annotation at its place in a new text of its document, or as an orphan."""
    selector = annotation.selector
    if selector is None:
        return annotation
    found = anchor(document.text, selector, place_at=lambda at: place_of(document, at))
    if found is None:
        return replace(annotation, state=State.ORPHAN)
    heading = heading_at(document, found.start)
    return replace(
        annotation,
        selector=describe(document.text, found.start, found.end, place_of(document, found.start)),
        heading="" if heading is None else heading.text,
        state=State.ANCHORED,
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
