"""Reading sources again from the bytes in the library, after the parser was changed."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from zhupi.errors import LibraryError, UnreadableFile
from zhupi.gazette import PARSER_VERSION
from zhupi.jobs import Cancelled, Job
from zhupi.library import backups
from zhupi.library.model import Changes, FileReport, RereadReport, Source
from zhupi.library.plans import newly_unfit
from zhupi.library.rewriting import Prepared, Rewriting, Rewritten
from zhupi.library.worker import Held, Read, Workshop
from zhupi.storage import Annotations, Database, Documents, Sources
from zhupi.storage.corrections import Corrections
from zhupi.storage.database import Transaction


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
        corrections: Corrections,
        workshop: Callable[[], Workshop],
    ) -> None:
        self._database = database
        self._sources = sources
        self._corrections = corrections
        self._rewriting = Rewriting(sources, documents, annotations, corrections)
        self._prepared: dict[int, Prepared] = {}
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
            prepared = self._rewriting.prepared(source)
            self._prepared[source.id] = prepared
            yield prepared.held

    def _take(self, source: Source, read: Read, report: RereadReport) -> Changes:
        prepared = self._prepared.pop(source.id)
        try:
            with self._database.writing() as connection:
                rewritten = self._store(connection, prepared, read)
        except (LibraryError, UnreadableFile) as error:
            report.failed.append(FileReport(source.name, reason=str(error)))
            return Changes()
        report.sources += 1
        if rewritten is None:
            return Changes()
        outcome = rewritten.outcome
        report.changed += bool(outcome.changes.documents)
        report.moved += outcome.moved
        report.found += outcome.found
        report.orphaned += outcome.orphaned
        report.fetched += len(rewritten.hiding)
        report.unfit += len(newly_unfit(prepared.plan.rows, rewritten.corrections))
        return outcome.changes

    def _store(self, connection: Transaction, prepared: Prepared, read: Read) -> Rewritten | None:
        # Asked inside the transaction: a file brought up to date may have taken its place
        # meanwhile, or another process have read it again, perhaps to correct something in it.
        source = prepared.source
        waiting = {one.id: one for one in self._sources.read_before(PARSER_VERSION)}
        if source.id not in waiting or waiting[source.id].sha256 != source.sha256:
            return None
        rewritten = self._rewriting.write(connection, prepared, read)
        before = self._corrections.of_source(source.id)
        self._rewriting.save(connection, rewritten, before)
        return rewritten
