"""Finding annotations across the library."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from zhupi.annotations.model import Annotation, Colour, State
from zhupi.gazette.folding import fold
from zhupi.gazette.model import BlockKind
from zhupi.library.model import CatalogRow, NoteHit, NoteRow
from zhupi.storage import Annotations, Documents

if TYPE_CHECKING:
    from zhupi.search.entry import Entry
    from zhupi.search.query import Field, Query


class Noting:
    """Reads annotations of all documents by what they say."""

    def __init__(self, documents: Documents, annotations: Annotations) -> None:
        self._documents = documents
        self._annotations = annotations

    def rows(
        self,
        *,
        document: str | None = None,
        tag: str | None = None,
        colour: Colour | None = None,
        query: str | None = None,
        orphans: bool = False,
    ) -> list[NoteRow]:
        """Annotations that meet every condition given, in the order of documents and places."""
        rows = {row.id: row for row in self._documents.rows(document)}
        annotations = (
            self._annotations.all() if document is None else self._annotations.of_document(document)
        )
        wanted_tag = None if tag is None else fold(tag.lstrip("#＃"))
        wanted = fold(query or "")
        return [
            NoteRow(
                annotation,
                rows[annotation.document],
                annotation.selector.place if annotation.selector else "",
            )
            for annotation in annotations
            if annotation.document in rows
            and (wanted_tag is None or wanted_tag in map(fold, annotation.tags))
            and (colour is None or annotation.colour == colour)
            and (not orphans or annotation.state is State.ORPHAN)
            and (not wanted or any(wanted in fold(words) for words in _words(annotation)))
        ]

    def search(self, query: str) -> list[NoteHit]:
        """Annotations whose note or tags match, in the order of documents and places.

        The query means what it means for documents; its fields look at the note's document, 批注
        and 标签 at the note itself. A query of other fields only finds no notes.
        """
        from zhupi.search.corpus import Corpus
        from zhupi.search.engine import Engine
        from zhupi.search.query import asks_for_marks

        annotations = {
            annotation.id: annotation
            for annotation in self._annotations.all()
            if annotation.note or annotation.tags
        }
        rows = self._documents.rows_of(list({one.document for one in annotations.values()}))
        corpus = Corpus()
        for annotation in annotations.values():
            corpus.put(_entry(annotation, rows[annotation.document]))

        def marked(field: Field, value: str) -> set[str]:
            return {one.id for one in annotations.values() if _marked(one, field, value)}

        found = Engine(corpus, marks=marked).search(query)
        hits = {hit.id: hit.count for hit in found.hits}
        return [
            _hit(annotation, rows[annotation.document], hits[annotation.id], found.asked)
            for annotation in annotations.values()
            if annotation.id in hits and (hits[annotation.id] or asks_for_marks(found.asked.root))
        ]

    def documents_marked(self, field: Field, value: str) -> set[str]:
        """The documents of which a note holds the folded value, or that have it for a tag."""
        return {one.document for one in self._annotations.all() if _marked(one, field, value)}


def _marked(annotation: Annotation, field: Field, value: str) -> bool:
    from zhupi.search.query import Field as Fields

    if field is Fields.TAG:
        return value in map(fold, annotation.tags)
    return value in fold(annotation.note)


def _parts(annotation: Annotation) -> list[str]:
    return [annotation.note, *(f"#{tag}" for tag in annotation.tags)]


def _entry(annotation: Annotation, row: CatalogRow) -> Entry:
    """A note as search sees it: with the fields of its document."""
    from zhupi.search.entry import Entry as Entries

    parts = _parts(annotation)
    return Entries.of(
        annotation.id,
        parts,
        [BlockKind.PARAGRAPH] * len(parts),
        title=row.title,
        number=row.number,
        issuers=row.issuers,
        year=row.year,
        kind=row.kind,
    )


def _hit(annotation: Annotation, row: CatalogRow, count: int, asked: Query) -> NoteHit:
    from zhupi.search.snippets import passages

    place = annotation.selector.place if annotation.selector else ""
    note = NoteRow(annotation, row, place)
    for passage in passages(_parts(annotation), asked, most=1):
        return NoteHit(note, count, passage.text, passage.match_start, passage.match_end)
    return NoteHit(note, count, annotation.note or _parts(annotation)[-1], 0, 0)


def _words(annotation: Annotation) -> Iterable[str]:
    if annotation.selector is not None:
        yield annotation.selector.quote
    yield annotation.note
