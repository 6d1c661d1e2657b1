"""The façade's half that keeps a library: its places, its copies, its way out and in."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from zhupi.errors import LibraryError
from zhupi.jobs import Job
from zhupi.library import synced
from zhupi.library.parts import Parts

if TYPE_CHECKING:
    from zhupi.annotations.model import Annotation, Colour
    from zhupi.export import Options, Written
    from zhupi.library.exporting import Exporting
    from zhupi.library.model import (
        Candidate,
        Changes,
        ExchangeReport,
        Orphan,
        Problem,
        RereadReport,
    )


class Keeping(Parts):
    """Orphans, other readings, exchange, backups, checking."""

    # Orphans

    def orphan_count(self) -> int:
        """How many annotations have lost their place; those that are kept so are not counted."""
        return self._orphans.count()

    def orphans(self) -> list[Orphan]:
        """Annotations that have lost their place: open ones first, then those kept so."""
        return self._losing.listed()

    def orphan_candidates(self, annotation: str, limit: int = 5) -> list[Candidate]:
        """Where an orphan may belong: in its document, its source, other copies. Slow."""
        return self._losing.candidates(annotation, limit)

    def reattach(
        self, annotation: str, document: str, start: int, end: int, *, words: str = ""
    ) -> Changes:
        """Give an annotation the place that the user chose; `detach` takes it back.

        ``words`` are those that he sees there: it is refused if there are others by now.
        """
        return self._losing.reattach(annotation, document, start, end, words)

    def detach(self, before: Annotation) -> Changes:
        """Give an annotation back the place and state that it had before; the rest stays."""
        return self._losing.detach(before)

    def keep_orphans(self, annotations: Sequence[str], *, kept: bool = True) -> Changes:
        """Keep orphans as they are, uncounted, or open them again."""
        return self._losing.keep(annotations, kept=kept)

    # Other readings

    def outdated(self) -> int:
        """How many sources an earlier version of the parser read. Quick."""
        from zhupi.gazette import PARSER_VERSION

        return self._sources.count_read_before(PARSER_VERSION)

    def reread(self, job: Job) -> RereadReport:
        """Read those again, after a backup; what is called off goes on the next time. Slow."""
        self._refuse_read_only("更新")
        if not self.outdated():
            from zhupi.library.reports import RereadReport

            return RereadReport()
        from zhupi.library.rereading import Rereader

        rereader = Rereader(
            self._database,
            self._sources,
            self._documents,
            self._annotations,
            self._corrections,
            self._workshop,
        )
        report = rereader.run(job, self._noticed)
        if report.changes and not report.cancelled:
            report.index_fault = self._index_fault(job)
        return report

    # Exchange

    def export_file(
        self,
        path: Path,
        *,
        notebook: str | None = None,
        documents: Sequence[str] | None = None,
        tags: Sequence[str] = (),
        colours: Sequence[Colour] = (),
        annotations: Sequence[str] | None = None,
        span: tuple[int, int] | None = None,
        words: str = "",
        options: Options | None = None,
        overwrite: bool = False,
        meanings: Mapping[Colour, str] | None = None,
        job: Job | None = None,
    ) -> Written:
        """Write a file in the format of its suffix; see `zhupi.library.exporting`. Slow.

        With ``notebook``, an id, that notebook in its own order; of its excerpts those chosen.
        ``annotations`` are ids; ``span`` are words of the one document, ``words`` what the caller
        sees there: others are refused. ``meanings`` are the user's names for the colours.
        """
        from zhupi.library.exporting import Choice, with_meanings

        choice = Choice.of(documents, tags, colours, annotations, span, words)
        chosen, job = with_meanings(options, meanings), job or Job()
        if notebook is None:
            return self.exporting().write(path, choice, chosen, overwrite=overwrite, job=job)
        outline = self.notebooks.outline(notebook)
        return self.exporting().write_notebook(
            path, outline, choice, chosen, overwrite=overwrite, job=job
        )

    def copy_with_source(
        self,
        document_id: str,
        start: int,
        end: int,
        form: str = "office",
        type_code: str = "Z",
        *,
        words: str = "",
    ) -> str:
        """Words of a document with their source; see `zhupi.export.copying`.

        ``words`` are those that the caller sees there: it is refused if there are others by now.
        """
        from zhupi.export import CopyForm

        return self.exporting().passage(document_id, start, end, CopyForm(form), type_code, words)

    def exporting(self) -> Exporting:
        """What feeds exports: documents and annotations as the writers want them."""
        from zhupi.library.exporting import Exporting

        return Exporting(
            self._documents,
            self._annotations,
            self._sources,
            self._orphans,
            self._citing,
            self._force,
        )

    def import_notes(self, path: Path, job: Job | None = None) -> ExchangeReport:
        """Merge the annotations that another library exported; see `Exchange`. Slow."""
        self._refuse_read_only("导入批注")
        from zhupi.library.exchange import Exchange

        exchange = Exchange(
            self._database, self._sources, self._documents, self._annotations, self._orphans
        )
        return exchange.take(path, job or Job())

    # Copies

    def backup(self, out: Path | None = None) -> Path:
        """Copy the library into a file or folder, else beside it; return the file. Slow."""
        from zhupi.library import backups

        return backups.back_up(self._database, out)

    def backup_daily(self) -> Path | None:
        """Copy the library if that was not done today, and drop old copies. Slow."""
        if self.read_only or not self._sources.any():
            return None
        from zhupi.library import backups

        return backups.back_up_daily(self._database, datetime.now().astimezone().date())

    def storage_warning(self) -> str | None:
        """A sentence if the library lies in a cloud's folder or on a network share."""
        mounts = Path("/proc/mounts")
        try:
            text = mounts.read_text("utf-8", "surrogateescape") if sys.platform == "linux" else ""
        except OSError:
            text = ""  # not to be read here (a sandbox): names alone are looked at
        return synced.warning(self._places.library, text)

    def check(self, *, repair: bool = False, job: Job | None = None) -> list[Problem]:
        """What is wrong with the file, the places of the annotations, or the index. Slow."""
        from zhupi.library.checking import Checker

        checker = Checker(
            self._database,
            self._sources,
            self._documents,
            self._annotations,
            self._corrector,
            self._finder(),
        )
        if repair and self.outdated():
            self.reread(job or Job())
        return checker.run(repair=repair, job=job or Job())

    @property
    def read_only(self) -> bool:
        """Whether another window has the right to write."""
        return self._database.read_only

    def _refuse_read_only(self, what: str) -> None:
        if self.read_only:
            raise LibraryError(f"文库正由另一个窗口使用，这里只能阅读，不能{what}。")
