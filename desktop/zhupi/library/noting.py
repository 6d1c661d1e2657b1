"""Finding annotations across the library."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from zhupi.annotations.model import Annotation, Colour, State
from zhupi.gazette.folding import fold
from zhupi.library.model import NoteHit, NoteRow
from zhupi.storage import Annotations, Documents

if TYPE_CHECKING:
    from zhupi.search.entry import Entry
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
        """Annotations whose note and tags match, in the order of documents and places.

        The query is understood as for texts; fields look at the document, but 批注 and 标签 at the
        annotation itself. Where there are words or such a field, a document alone is no match.
        """
        from zhupi.search.corpus import Corpus
        from zhupi.search.engine import Engine
        from zhupi.search.query import asks_for_marks
        from zhupi.search.snippets import places

        rows = {row.annotation.id: row for row in self.rows() if _own_words(row.annotation)}
        corpus = Corpus()
        for row in rows.values():
            corpus.put(_entry(row))

        def marked(field: Field, value: str) -> set[str]:
            return {id_ for id_, row in rows.items() if _marked(row.annotation, field, value)}

        found = Engine(corpus, marks=marked).search(query)
        counts = {hit.id: hit.count for hit in found.hits}
        if not asks_for_marks(found.asked.root):
            counts = {id_: count for id_, count in counts.items() if count}
        hits = []
        for id_, row in rows.items():
            if id_ in counts:
                words = _own_words(row.annotation)
                first = next(iter(places(words, found.asked)), None)
                before = sum(len(one) + 1 for one in words[: first.block]) if first else 0
                start, end = (before + first.start, before + first.end) if first else (0, 0)
                hits.append(NoteHit(row, counts[id_], "\n".join(words), start, end))
        return hits

    def documents_marked(self, field: Field, value: str) -> set[str]:
        """The documents of which a note holds the folded value, or that have it for a tag."""
        return {
            annotation.document
            for annotation in self._annotations.all()
            if _marked(annotation, field, value)
        }


def _marked(annotation: Annotation, field: Field, value: str) -> bool:
    """Whether the note holds the folded value, or it is one of the tags."""
    from zhupi.search.query import Field as Fields

    if field is Fields.TAG:
        return value in map(fold, annotation.tags)
    return value in fold(annotation.note)


def _own_words(annotation: Annotation) -> list[str]:
    """What the user wrote: the note, and each tag."""
    return [words for words in (annotation.note, *annotation.tags) if words]


def _entry(row: NoteRow) -> Entry:
    """The annotation as search sees it, with the fields of its document."""
    from zhupi.search.entry import Entry

    words = _own_words(row.annotation)
    return Entry.of(
        row.annotation.id,
        words,
        ["note"] * len(words),
        title=row.row.title,
        number=row.row.number,
        issuers=row.row.issuers,
        year=row.row.year,
        kind=row.row.kind,
        date=row.row.date,
    )


def _words(annotation: Annotation) -> Iterable[str]:
    if annotation.selector is not None:
        yield annotation.selector.quote
    yield annotation.note
