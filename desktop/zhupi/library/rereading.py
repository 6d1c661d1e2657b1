"""Reading sources again from the bytes in the library, after the parser was changed."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from zhupi.annotations.model import Annotation, Kind, State
from zhupi.errors import LibraryError
from zhupi.gazette import PARSER_VERSION
from zhupi.gazette.identity import work_of
from zhupi.gazette.model import Document, Issue, Lines
from zhupi.jobs import Cancelled, Job
from zhupi.library import backups
from zhupi.library.importing import with_unreadable_doubts
from zhupi.library.model import Changes, FileReport, RereadReport, Source
from zhupi.library.reattaching import copies_in, note_settled, reread
from zhupi.library.worker import Held, Read, Workshop
from zhupi.storage import Annotations, Database, Documents, Sources
from zhupi.storage.database import Transaction
from zhupi.storage.model import Part, Reread


class Rereader:
    """Brings sources up to the present parser, one transaction a source.

    Called off or killed midway, the rest is done the next time: each source keeps the version of
    the parser that read it.
    """

    def __init__(
        self,
        database: Database,
        sources: Sources,
        documents: Documents,
        annotations: Annotations,
        workshop: Callable[[], Workshop],
    ) -> None:
        self._database = database
        self._sources = sources
        self._documents = documents
        self._annotations = annotations
        self._workshop = workshop

    def run(self, job: Job, stored: Callable[[Changes], object]) -> RereadReport:
        """Read them again, after a backup; tell ``stored`` after each what it changed.

        Raise `LibraryError` if the backup cannot be written: nothing is read then.
        """
        report = RereadReport()
        waiting = self._sources.read_before(PARSER_VERSION)
        if not waiting:
            return report
        report.backup = backups.back_up_before(self._database, f"reader-{PARSER_VERSION}")
        done = 0
        try:
            job.report(0, len(waiting), waiting[0].name)
            reads = self._workshop().read(self._held(waiting))
            for source, read in zip(waiting, reads, strict=True):
                changes = self._take(source, read, report)
                done += 1
                report.changes |= changes
                stored(changes)
                job.report(done, len(waiting), source.name)
        except Cancelled:
            report.cancelled = True
        except LibraryError as error:
            # The worker ended: what it has not given back is read the next time.
            report.failed += [
                FileReport(source.name, reason=str(error)) for source in waiting[done:]
            ]
        if not self._sources.count_read_before(PARSER_VERSION):
            report.backup = backups.closed(report.backup)
        return report

    def _held(self, waiting: Sequence[Source]) -> Iterator[Held]:
        for source in waiting:
            yield Held(Path(source.name), self._sources.raw(source.id))

    def _take(self, source: Source, read: Read, report: RereadReport) -> Changes:
        if read.error is not None:
            report.failed.append(FileReport(source.name, reason=str(read.error)))
            return Changes()
        if read.raw is None or read.issue is None:
            raise RuntimeError(f"{source.name} was neither read nor refused")
        issue = with_unreadable_doubts(read.issue, read.raw)
        try:
            with self._database.writing() as connection:
                outcome = self._store(connection, source, issue)
        except LibraryError as error:
            report.failed.append(FileReport(source.name, reason=str(error)))
            return Changes()
        report.sources += 1
        report.changed += bool(outcome.changes.documents)
        report.moved += outcome.moved
        report.found += outcome.found
        report.orphaned += outcome.orphaned
        return outcome.changes

    def _store(self, connection: Transaction, source: Source, issue: Issue) -> _Outcome:
        # Asked inside the transaction: a corrected file may have taken its place meanwhile, or
        # another process have read it again.
        waiting = {one.id: one for one in self._sources.read_before(PARSER_VERSION)}
        if source.id not in waiting or waiting[source.id].sha256 != source.sha256:
            return _Outcome()
        former = self._sources.parts(source.id)
        present = self._sources.read_again(
            connection, source.id, PARSER_VERSION, issue, heirs(former, issue.documents)
        )
        documents = dict(zip(present.ids, issue.documents, strict=True))
        outcome = self._settle(former, present, documents)
        for annotation in outcome.changed:
            self._annotations.save(connection, annotation)
        return outcome

    def _settle(
        self, former: Sequence[Part], present: Reread, documents: Mapping[str, Document]
    ) -> _Outcome:
        """Where the annotations of a source stand now."""
        outcome = _Outcome(touched={*present.changed, *present.lost})
        own = {*documents, *(part.id for part in former)}
        noted = {
            document_id
            for document_id in documents
            for one in self._annotations.of_document(document_id)
            if one.kind is Kind.NOTE
        }
        for part in former:
            annotations = self._annotations.of_document(part.id, deleted=True)
            waiting = [
                annotation
                for annotation in annotations
                if part.id in outcome.touched or annotation.state is State.ORPHAN
            ]
            if not waiting:
                continue
            before = self._documents.document(part.id)
            if before is None:
                raise RuntimeError(f"document {part.id} has annotations and no text")
            copies = copies_in(self._documents, {part.work, before.work}, own)
            for annotation in waiting:
                if annotation.kind is Kind.NOTE:
                    settled = note_settled(annotation, part.lines, documents, noted)
                    noted.add(settled.document)
                else:
                    settled = reread(annotation, before.document, documents, copies)
                outcome.add(annotation, settled)
        return outcome


@dataclass(slots=True)
class _Outcome:
    """What became of a source: its documents touched and its annotations."""

    touched: set[str] = field(default_factory=set)
    changed: list[Annotation] = field(default_factory=list)
    moved: int = 0
    found: int = 0
    orphaned: int = 0

    def add(self, before: Annotation, after: Annotation) -> None:
        if after == before:
            return
        self.changed.append(after)
        self.touched |= {before.document, after.document}
        if after.state is not before.state:
            self.orphaned += after.state is State.ORPHAN
            self.found += after.state is State.ANCHORED
        elif _place(after) != _place(before):
            self.moved += 1

    @property
    def changes(self) -> Changes:
        return Changes(
            documents=frozenset(self.touched),
            annotations=frozenset(annotation.id for annotation in self.changed),
        )


def _place(annotation: Annotation) -> tuple[str, int, int]:
    selector = annotation.selector
    span = (0, 0) if selector is None else (selector.start, selector.end)
    return annotation.document, *span


def heirs(former: Sequence[Part], documents: Sequence[Document]) -> list[str | None]:
    """For each document the id of the former one that it continues, ``None`` for a new one.

    Both stand on the lines of the same raw text. The same work comes first, then the former
    document that shares most lines, at least half of the shorter of the two. One that was gone
    comes back only as the same work.
    """
    found: list[str | None] = [None] * len(documents)
    pairs = [
        (work_of(document) == part.work, _shared(part.lines, document.lines), at, part)
        for at, document in enumerate(documents)
        for part in former
    ]
    taken: set[str] = set()
    for same, shared, at, part in sorted(
        pairs, key=lambda pair: (not pair[0], pair[3].gone, -pair[1], pair[2])
    ):
        if found[at] is not None or part.id in taken:
            continue
        least = min(_length(part.lines), _length(documents[at].lines))
        if same or (not part.gone and 2 * shared >= least):
            found[at] = part.id
            taken.add(part.id)
    return found


def _shared(one: Lines, other: Lines) -> int:
    return max(0, min(one[1], other[1]) - max(one[0], other[0]) + 1)


def _length(lines: Lines) -> int:
    return lines[1] - lines[0] + 1
