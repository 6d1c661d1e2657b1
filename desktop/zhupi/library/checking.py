"""Whether the database, the places of the annotations and the index are sound."""

from __future__ import annotations

from zhupi.annotations.model import Annotation, State
from zhupi.gazette.model import Document
from zhupi.jobs import Job
from zhupi.library.finding import Finder
from zhupi.library.importing import reanchored
from zhupi.library.model import Problem
from zhupi.storage import Annotations, Database, Documents


class Checker:
    """Finds problems and, where asked, mends those that can be mended."""

    def __init__(
        self,
        database: Database,
        documents: Documents,
        annotations: Annotations,
        finder: Finder,
    ) -> None:
        self._database = database
        self._documents = documents
        self._annotations = annotations
        self._finder = finder

    def run(self, *, repair: bool, job: Job) -> list[Problem]:
        """Return what is wrong; what was mended is no longer in the list."""
        problems = [
            Problem("数据库不完整", found, repairable=False)
            for found in self._database.integrity_problems()
        ]
        ids = list(self._documents.revisions())
        for done, document_id in enumerate(ids):
            job.report(done, len(ids))
            problems += self._check_document(document_id, repair=repair)
        if repair:
            self._finder.update_index(job)
        message = self._finder.index_problem()
        if message is not None:
            problems.append(Problem("索引不可用", message, repairable=True))
        return problems

    def _check_document(self, document_id: str, *, repair: bool) -> list[Problem]:
        stored = self._documents.document(document_id)
        if stored is None:
            return [Problem("公文没有正文", document_id, repairable=False)]
        problems = []
        for annotation in self._annotations.of_document(document_id):
            if _is_in_place(annotation, stored.document):
                continue
            if repair:
                with self._database.writing() as connection:
                    self._annotations.save(connection, reanchored(annotation, stored.document))
            else:
                problems.append(
                    Problem("批注不在原处", f"{document_id} {annotation.id}", repairable=True)
                )
        return problems


def _is_in_place(annotation: Annotation, document: Document) -> bool:
    selector = annotation.selector
    return (
        selector is None
        or annotation.state is State.ORPHAN
        or document.text[selector.start : selector.end] == selector.quote
    )
