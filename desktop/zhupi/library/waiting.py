"""Orphans that wait for a text: they find their place when it comes into the library."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from zhupi.annotations.model import Annotation, Kind, State
from zhupi.gazette.identity import work_of
from zhupi.gazette.model import Document
from zhupi.library.model import Changes
from zhupi.library.reattaching import reattached, with_notes
from zhupi.storage import Annotations, Documents
from zhupi.storage.database import Transaction
from zhupi.storage.orphans import Orphans


class Waiting:
    """Gives orphans to the documents that came in."""

    def __init__(self, documents: Documents, annotations: Annotations, orphans: Orphans) -> None:
        self._documents = documents
        self._annotations = annotations
        self._orphans = orphans

    def settle_again(self, connection: Transaction, ids: Sequence[str]) -> Changes:
        """The same for documents that came back out of the waste basket."""
        changes = Changes()
        by_source: dict[str, dict[str, Document]] = {}
        for document_id in ids:
            stored = self._documents.document(document_id)
            if stored is not None:
                by_source.setdefault(stored.source.sha256, {})[document_id] = stored.document
        for sha256, documents in by_source.items():
            changes |= self.settle(connection, documents, sha256)
        return changes

    def settle(
        self, connection: Transaction, documents: Mapping[str, Document], sha256: str
    ) -> Changes:
        """Write down those that find their place in the documents of a source that came in.

        An orphan is looked for in the documents of its own work, and in all of them if it belongs
        to a file of these very bytes.
        """
        works = {work_of(document) for document in documents.values()}
        settled: list[Annotation] = []
        left: set[str] = set()
        noted = with_notes(self._annotations, documents)
        for orphan, work, of_file in self._orphans.waiting(works, sha256):
            annotation = self._annotations.get(orphan)
            if annotation is None:
                continue
            own = [id_ for id_, one in documents.items() if work_of(one) == work]
            if annotation.kind is Kind.NOTE:
                found = _note_settled(annotation, own, noted)
            else:
                found = _settled(annotation, own, documents, of_file=of_file)
            if found.state is State.ANCHORED:
                self._annotations.save(connection, found)
                settled.append(found)
                left.add(annotation.document)
        return Changes(
            documents=frozenset({one.document for one in settled} | left),
            annotations=frozenset(one.id for one in settled),
        )


def _settled(
    annotation: Annotation,
    own: Sequence[str],
    documents: Mapping[str, Document],
    *,
    of_file: bool,
) -> Annotation:
    """Of the same file the position bears witness too, and any of its documents may hold it."""
    if of_file:
        return reattached(replace(annotation, document=(*own, "")[0]), documents)
    return reattached(annotation, {id_: documents[id_] for id_ in own})


def _note_settled(annotation: Annotation, own: Sequence[str], noted: set[str]) -> Annotation:
    """The note of a document goes to the first of its work that has none."""
    for document_id in own:
        if document_id not in noted:
            noted.add(document_id)
            return replace(annotation, document=document_id, state=State.ANCHORED)
    return annotation
