"""Orphans: listed with the places they may belong to, given one by the user, or kept."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from zhupi.annotations.anchoring import Anchor
from zhupi.annotations.model import Annotation, Kind, State
from zhupi.annotations.similar import around, similar
from zhupi.errors import LibraryError, NotFound
from zhupi.gazette.model import Document
from zhupi.gazette.places import heading_at, place_of
from zhupi.library.model import Candidate, CatalogRow, Changes, Orphan
from zhupi.library.reattaching import placed
from zhupi.storage import Annotations, Database, Documents
from zhupi.storage.model import Spot
from zhupi.storage.orphans import Orphans


class Losing:
    """What became of annotations that lost their place."""

    def __init__(
        self,
        database: Database,
        documents: Documents,
        annotations: Annotations,
        orphans: Orphans,
    ) -> None:
        self._database = database
        self._documents = documents
        self._annotations = annotations
        self._orphans = orphans

    def listed(self) -> list[Orphan]:
        """Open ones first, then those that are kept, in the order of documents."""
        with self._database.reading():
            kept = dict(self._orphans.listed())
            annotations = self._annotations.with_ids(list(kept))
            live = self._documents.rows_of([one.document for one in annotations])
            gone = {row.id: row for row in self._documents.gone()}
        return [
            Orphan(
                annotation,
                live.get(annotation.document) or gone[annotation.document],
                kept=kept[annotation.id],
                absent=annotation.document not in live,
            )
            for annotation in annotations
        ]

    def candidates(self, annotation_id: str, limit: int) -> list[Candidate]:
        """The best places, best first; none for a document's note."""
        annotation = self._get(annotation_id)
        selector = annotation.selector
        if selector is None:
            return []
        found = [
            (near, row, document)
            for row, document in self._where_to_look(annotation)
            for near in similar(document.text, selector, limit)
        ]
        own = annotation.document
        found.sort(key=lambda it: (-it[0].score, it[1].id != own, it[1].id, it[0].start))
        candidates = []
        for near, row, document in found[:limit]:
            heading = heading_at(document, near.start)
            before, after = around(document.text, near.start, near.end)
            candidates.append(
                Candidate(
                    row=row,
                    start=near.start,
                    end=near.end,
                    text=document.text[near.start : near.end],
                    before=before,
                    after=after,
                    place=place_of(document, near.start),
                    heading="" if heading is None else heading.text,
                    similarity=near.similarity,
                    context=near.context,
                )
            )
        return candidates

    def reattach(
        self, annotation_id: str, document_id: str, start: int, end: int, words: str = ""
    ) -> Changes:
        """Give an annotation a place, or a document's note a document.

        ``words`` are those that the caller sees there: it is refused if there are others by now.
        """
        with self._database.writing() as connection:
            # Read inside the transaction: the text may be replaced by another process meanwhile.
            annotation = self._get(annotation_id)
            document = self._live(document_id)
            if annotation.selector is None:
                noted = any(
                    one.kind is Kind.NOTE and one.id != annotation_id
                    for one in self._annotations.of_document(document_id)
                )
                if noted:
                    raise LibraryError(f"《{document.title}》已有笔记，请先把两份笔记合在一起。")
                found = replace(annotation, document=document_id, state=State.ANCHORED)
            elif not 0 <= start < end <= len(document.text):
                raise LibraryError("所选的位置已不在正文里，请重新选择。")
            elif words and document.text[start:end] != words:
                raise LibraryError("这件公文的文字刚刚更新，没有放回；请重新选择。")
            else:
                found = placed(annotation, document_id, document, Anchor(start, end, exact=True))
            self._annotations.save(connection, found)
        return _moved(annotation, found)

    def detach(self, before: Annotation) -> Changes:
        """Give an annotation back the place and state that it had; note, tags, colour stay."""
        with self._database.writing() as connection:
            present = self._get(before.id)
            former = Spot.of(before).put(present)
            self._annotations.save(connection, former)
        return _moved(present, former)

    def keep(self, ids: Sequence[str], *, kept: bool) -> Changes:
        """Keep orphans as they are, or open them again."""
        annotations = [self._get(id_) for id_ in ids]
        with self._database.writing() as connection:
            self._orphans.set_kept(connection, ids, kept=kept)
        return Changes(
            documents=frozenset(one.document for one in annotations), annotations=frozenset(ids)
        )

    def _where_to_look(self, annotation: Annotation) -> Iterator[tuple[CatalogRow, Document]]:
        """Its document, the others of its source, the other copies of its work; each once."""
        stored = self._documents.document(annotation.document)
        if stored is None:
            return
        ids = [
            annotation.document,
            *self._documents.of_source(stored.source.id),
            *self._documents.copies(stored.work),
        ]
        rows = self._documents.rows_of(list(dict.fromkeys(ids)))
        for id_ in dict.fromkeys(ids):
            found = stored if id_ == annotation.document else self._documents.document(id_)
            if id_ in rows and found is not None:
                yield rows[id_], found.document

    def _live(self, document_id: str) -> Document:
        stored = self._documents.document(document_id)
        if stored is None or document_id not in self._documents.rows_of([document_id]):
            raise NotFound(f"没有编号为“{document_id}”的公文。")
        return stored.document

    def _get(self, annotation_id: str) -> Annotation:
        annotation = self._annotations.get(annotation_id)
        if annotation is None:
            raise NotFound(f"没有编号为“{annotation_id}”的批注。")
        return annotation


def _moved(before: Annotation, after: Annotation) -> Changes:
    return Changes(
        documents=frozenset([before.document, after.document]), annotations=frozenset([after.id])
    )
