"""Whether the database, the places of the annotations and the index are sound."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

from zhupi.annotations.markdown import clean_tags
from zhupi.annotations.model import Annotation, State
from zhupi.errors import LibraryError
from zhupi.gazette import PARSER_VERSION
from zhupi.gazette.model import Document
from zhupi.jobs import Job
from zhupi.library.corrector import Corrector
from zhupi.library.finding import Finder
from zhupi.library.model import Problem
from zhupi.library.reattaching import lost, reanchored
from zhupi.storage import Annotations, Database, Documents, Sources, folded


class Checker:
    """Finds problems and, where asked, mends those that can be mended."""

    def __init__(
        self,
        database: Database,
        sources: Sources,
        documents: Documents,
        annotations: Annotations,
        corrector: Corrector,
        finder: Finder,
    ) -> None:
        self._database = database
        self._sources = sources
        self._documents = documents
        self._annotations = annotations
        self._corrector = corrector
        self._finder = finder

    def run(self, *, repair: bool, job: Job) -> list[Problem]:
        """Return what is wrong; what was mended is no longer in the list.

        A fault met on the way is one of the problems, and the rest is looked at all the same.
        """
        problems: list[Problem] = []
        ids: list[str] = []
        with _noting(problems):
            problems += [
                Problem("数据库不完整", found, repairable=False)
                for found in self._database.integrity_problems()
            ]
        with _noting(problems):
            problems += self._check_tags(repair=repair)
        with _noting(problems):
            # Those that are in no catalog, too: what they carry comes back with them.
            ids = list(
                {**self._documents.revisions(), **dict.fromkeys(self._annotations.carriers())}
            )
        for done, document_id in enumerate(ids):
            job.report(done, len(ids))
            with _noting(problems):
                problems += self._check_document(document_id, repair=repair)
        with _noting(problems):
            problems += self._check_corrections(repair=repair)
        with _noting(problems):
            problems += self._check_words(repair=repair)
        with _noting(problems):
            if repair:
                self._finder.update_index(job)
            message = self._finder.index_problem()
            if message is not None:
                problems.append(Problem("索引不可用", message, repairable=True))
        with _noting(problems):
            problems += [
                Problem("由旧版阅读器读入，批注和检索照旧可用", source.name, repairable=True)
                for source in self._sources.read_before(PARSER_VERSION)
            ]
        return problems

    def _check_words(self, *, repair: bool) -> list[Problem]:
        """Whether annotations and notebooks are found by the words that they hold."""
        with self._database.reading() as connection:
            stale = folded.stale(connection)
        if stale and repair:
            with self._database.writing() as transaction:
                folded.refold(transaction)
            return []
        return [Problem("批注或摘编的检索用字与原文不符", id_, repairable=True) for id_ in stale]

    def _check_corrections(self, *, repair: bool) -> list[Problem]:
        """Whether documents are as they are read with what was put right in them."""
        unsound = self._corrector.unsound()
        if repair:
            for source in unsound:
                self._corrector.renew(source.id)
            return []
        return [Problem("公文与其更正不符", source.name, repairable=True) for source in unsound]

    def _check_tags(self, *, repair: bool) -> list[Problem]:
        """Tags that could not have been written so: empty, with blanks or commas, twice."""
        bad = [one for one in self._annotations.tagged() if clean_tags(one.tags) != one.tags]
        if not repair:
            return [Problem("标签写法不对", one.id, repairable=True) for one in bad]
        with self._database.writing() as connection:
            for one in bad:
                self._annotations.save(connection, replace(one, tags=clean_tags(one.tags)))
        return []

    def _check_document(self, document_id: str, *, repair: bool) -> list[Problem]:
        stored = self._documents.document(document_id)
        if stored is None:
            return [Problem("公文没有正文", document_id, repairable=False)]
        gone = self._documents.is_gone(document_id)
        astray = [
            annotation
            for annotation in self._annotations.of_document(document_id, deleted=True)
            if not _is_in_place(annotation, stored.document, gone=gone)
        ]
        if astray and repair:
            return self._repair(document_id)
        return [
            Problem("批注不在原处", f"{document_id} {annotation.id}", repairable=True)
            for annotation in astray
        ]

    def _repair(self, document_id: str) -> list[Problem]:
        """Put annotations back to their words; those whose words are gone are orphans now."""
        problems = []
        with self._database.writing() as connection:
            # Read again inside the transaction: another process may have written meanwhile.
            stored = self._documents.document(document_id)
            if stored is None:
                return [Problem("公文没有正文", document_id, repairable=False)]
            gone = self._documents.is_gone(document_id)
            for annotation in self._annotations.of_document(document_id, deleted=True):
                if _is_in_place(annotation, stored.document, gone=gone):
                    continue
                moved = lost(annotation) if gone else reanchored(annotation, stored.document)
                self._annotations.save(connection, moved)
                if moved.state is State.ORPHAN:
                    where = f"{document_id} {annotation.id}"
                    problems.append(
                        Problem("批注的原文已找不到，列入失锚批注", where, repairable=False)
                    )
        return problems


@contextmanager
def _noting(problems: list[Problem]) -> Iterator[None]:
    try:
        yield
    except LibraryError as error:
        problems.append(Problem("文库无法读写", str(error), repairable=False))


def _is_in_place(annotation: Annotation, document: Document, *, gone: bool) -> bool:
    if annotation.state is State.ORPHAN:
        return True
    selector = annotation.selector
    return not gone and (
        selector is None or document.text[selector.start : selector.end] == selector.quote
    )
