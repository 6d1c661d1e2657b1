"""Searching one's own words: notes with their tags, and the text of notebooks.

A query means what it means in texts; its fields look at the note's document, 批注 and 标签 at the
note itself. Plain words, by far the most frequent, are looked for in SQL: that takes a hundred
thousand notes at once. For any other query the notes become a small corpus of their own.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from zhupi.annotations.model import Annotation
from zhupi.annotations.notebooks import Item
from zhupi.gazette.folding import fold
from zhupi.gazette.model import BlockKind
from zhupi.library.model import NotebookHit, NoteFilter, NoteHit, NoteRow
from zhupi.library.noting import rows_of
from zhupi.storage import Annotations, Documents
from zhupi.storage.listing import Listing, Serials
from zhupi.storage.notebooks import Notebooks

if TYPE_CHECKING:
    from zhupi.search.entry import Entry
    from zhupi.search.query import Field, Query


class NoteHits:
    """The annotations that matched at one moment, in order; each is read when asked."""

    def __init__(
        self, annotations: Annotations, documents: Documents, serials: Serials, asked: Query
    ) -> None:
        self._annotations = annotations
        self._documents = documents
        self._serials = serials
        self._asked = asked

    @property
    def total(self) -> int:
        """How many there are."""
        return len(self._serials)

    def hits(self, start: int = 0, stop: int | None = None) -> list[NoteHit]:
        """Those from place ``start`` up to ``stop``; one that was changed since is left out."""
        from zhupi.search.query import asks_for_marks

        annotations = self._annotations.with_serials(self._serials[start:stop])
        marked = asks_for_marks(self._asked.root)
        hits = (_note_hit(row, self._asked) for row in rows_of(annotations, self._documents))
        return [hit for hit in hits if hit.count or marked]


class OwnWords:
    """Finds notes and items of notebooks by a query."""

    def __init__(
        self,
        documents: Documents,
        annotations: Annotations,
        listing: Listing,
        notebooks: Notebooks,
    ) -> None:
        self._documents = documents
        self._annotations = annotations
        self._listing = listing
        self._notebooks = notebooks

    def notes(self, query: str, within: NoteFilter) -> NoteHits:
        """Annotations whose note and tags match, in document order.

        A query of the document's fields alone finds none.
        """
        from zhupi.search.query import parse

        asked = parse(query)
        words = _plain(asked)
        if words is not None:
            serials = self._listing.holding(words, within) if words else ()
            return NoteHits(self._annotations, self._documents, serials, asked)
        serials = self._listing.serials(within)
        rows = rows_of(self._annotations.with_serials(serials), self._documents)
        found, asked = _matching([(_own(row.annotation), _note_entry(row)) for row in rows], query)
        chosen = [
            serial for serial, row in zip(serials, rows, strict=True) if row.annotation.id in found
        ]
        return NoteHits(self._annotations, self._documents, chosen, asked)

    def notebooks(self, query: str, limit: int | None) -> list[NotebookHit]:
        """Items of notebooks whose own text matches, in their order."""
        from zhupi.search.query import parse

        asked = parse(query)
        words = _plain(asked)
        if words is not None:
            items = self._notebooks.holding(words)[:limit] if words else []
        else:
            all_items = self._notebooks.holding([])
            entries = [(([item.text], ()), _item_entry(item)) for item in all_items]
            found, asked = _matching(entries, query)
            items = [item for item in all_items if item.id in found][:limit]
        books = {one.id: one for one in self._notebooks.with_ids([one.notebook for one in items])}
        hits = []
        for item in items:
            count, text, start, end = _match([item.text], asked)
            if count:
                hits.append(NotebookHit(books[item.notebook], item, count, text, start, end))
        return hits

    def documents_marked(self, field: Field, value: str) -> set[str]:
        """The documents of which a note holds the folded value, or that have it for a tag."""
        from zhupi.search.query import Field as Fields

        if field is Fields.TAG:
            return self._listing.documents_with(tag=value)
        return self._listing.documents_with(note=value)


Words = tuple[Sequence[str], Sequence[str]]
"""A text in parts, and its tags."""


def _plain(asked: Query) -> list[str] | None:
    """The folded words that all have to be there, if the query asks for nothing else."""
    from zhupi.search.query import And, Has
    from zhupi.search.terms import Literal

    if asked.root is None:
        return []
    parts = asked.root.parts if isinstance(asked.root, And) else (asked.root,)
    words = []
    for part in parts:
        if not isinstance(part, Has) or not isinstance(part.term, Literal):
            return None
        words.append(part.term.text)
    return words


def _matching(entries: Sequence[tuple[Words, Entry]], query: str) -> tuple[set[str], Query]:
    """Which of the entries match, by their ids, and the query as it was understood."""
    from zhupi.search.corpus import Corpus
    from zhupi.search.engine import Engine
    from zhupi.search.query import Field, asks_for_marks

    corpus = Corpus()
    for _, entry in entries:
        corpus.put(entry)

    def marked(field: Field, value: str) -> set[str]:
        return {
            entry.id
            for (parts, tags), entry in entries
            if (
                value in map(fold, tags)
                if field is Field.TAG
                else any(value in fold(part) for part in parts)
            )
        }

    found = Engine(corpus, marks=marked).search(query)
    marks = asks_for_marks(found.asked.root)
    return {hit.id for hit in found.hits if hit.count or marks}, found.asked


def _own(annotation: Annotation) -> Words:
    return [annotation.note], annotation.tags


def _parts(annotation: Annotation) -> list[str]:
    """What the user wrote, as it is shown: a word does not run from one part into the next."""
    return [annotation.note, *(f"#{tag}" for tag in annotation.tags)]


def _note_entry(row: NoteRow) -> Entry:
    """A note as search sees it: with the fields of its document."""
    from zhupi.search.entry import Entry as Entries

    parts = _parts(row.annotation)
    return Entries.of(
        row.annotation.id,
        parts,
        [BlockKind.PARAGRAPH] * len(parts),
        title=row.row.title,
        number=row.row.number,
        issuers=row.row.issuers,
        year=row.row.year,
        kind=row.row.kind,
    )


def _item_entry(item: Item) -> Entry:
    from zhupi.search.entry import Entry as Entries

    return Entries.of(item.id, [item.text], [BlockKind.PARAGRAPH], title="")


def _note_hit(row: NoteRow, asked: Query) -> NoteHit:
    parts = _parts(row.annotation)
    count, text, start, end = _match(parts, asked)
    if not count:
        return NoteHit(row, 0, row.annotation.note or parts[-1], 0, 0)
    return NoteHit(row, count, text, start, end)


def _match(parts: Sequence[str], asked: Query) -> tuple[int, str, int, int]:
    """How many places there are, and a passage around the first with the match in it."""
    from zhupi.search.snippets import passages, places

    for passage in passages(parts, asked, most=1):
        count = len(places(parts, asked))
        return count, passage.text, passage.match_start, passage.match_end
    return 0, "", 0, 0
