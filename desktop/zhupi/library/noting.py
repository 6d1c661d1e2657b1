"""Finding annotations across the library."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from zhupi.annotations.model import Annotation, Colour, State
from zhupi.gazette.folding import fold, fold_with_offsets
from zhupi.library.model import NoteHit, NoteRow
from zhupi.storage import Annotations, Documents

if TYPE_CHECKING:
    from zhupi.search.query import Field


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
        """Annotations whose note or tags hold every word of the query."""
        words = [word for word in map(fold, query.split()) if word]
        hits = []
        for row in self.rows() if words else ():
            text = "\n".join((row.annotation.note, *row.annotation.tags))
            folded = fold_with_offsets(text)
            if all(word in folded.text for word in words):
                at = folded.text.find(words[0])
                start, end = folded.original(at, at + len(words[0]))
                count = sum(folded.text.count(word) for word in words)
                hits.append(NoteHit(row, count, text, start, end))
        return hits

    def documents_marked(self, field: Field, value: str) -> set[str]:
        """The documents of which a note holds the folded value, or that have it for a tag."""
        from zhupi.search.query import Field as Fields

        return {
            annotation.document
            for annotation in self._annotations.all()
            if (
                value in map(fold, annotation.tags)
                if field is Fields.TAG
                else value in fold(annotation.note)
            )
        }


def _words(annotation: Annotation) -> Iterable[str]:
    if annotation.selector is not None:
        yield annotation.selector.quote
    yield annotation.note
