"""The part of the façade that reads and writes annotations."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from zhupi.annotations.model import Colour, Style
from zhupi.library.changes import Excerpts
from zhupi.library.parts import Parts
from zhupi.storage.model import NoteFilter, NoteSort

if TYPE_CHECKING:
    from zhupi.annotations.model import Annotation
    from zhupi.library.model import (
        Edited,
        NotebookHit,
        NoteHit,
        NoteRow,
        Record,
        Restated,
        Sketch,
    )
    from zhupi.library.noting import NoteList
    from zhupi.library.own_words import NoteHits


class Annotating(Parts):
    """Highlights and notes of a library; what several of them are changed to is one step."""

    # Reading

    def annotations(self, document: str) -> list[Annotation]:
        """A document's annotations in its order, its note last."""
        return self._annotations.of_document(document)

    def sketches(self, document: str) -> list[Sketch]:
        """A document's annotations in its order, without their words: what a page is painted with.

        Ask `with_ids` for the words of those that are looked at.
        """
        return self._annotations.sketches(document)

    def with_ids(self, annotations: Sequence[str]) -> list[Annotation]:
        """These annotations in this order, also those in the waste basket."""
        return self._annotations.with_ids(annotations)

    def annotation(self, annotation: str) -> Annotation:
        """One annotation, also one in the waste basket; or `NotFound`."""
        return self._marks.get(annotation)

    def note_list(
        self,
        filter: NoteFilter = NoteFilter(),  # noqa: A002, B008 - frozen
        sort: NoteSort = NoteSort.DOCUMENT,
    ) -> NoteList:
        """The annotations of live documents that meet the filter, in order; read page by page."""
        return self._noting.note_list(filter, sort)

    def notes(
        self,
        *,
        document: str | None = None,
        tag: str | None = None,
        colour: Colour | None = None,
        query: str | None = None,
        orphans: bool = False,
    ) -> list[NoteRow]:
        """All annotations across the library that meet every condition given, with their words."""
        wanted = NoteFilter(
            text=query or "",
            tags=() if tag is None else (tag,),
            colours=() if colour is None else (colour,),
            document=document,
            orphans=orphans,
        )
        return self.note_list(wanted).rows()

    def tags(self, prefix: str = "", limit: int | None = None) -> list[tuple[str, int]]:
        """The tags in use that begin so, compared folded, with their numbers; commonest first."""
        return self._noting.tags(prefix, limit)

    def search_notes(self, query: str, limit: int | None = None) -> list[NoteHit]:
        """Annotations whose note and tags match, in document order; see `OwnWords`. Slow."""
        return self.find_notes(query).hits(0, limit)

    def find_notes(self, query: str, within: NoteFilter = NoteFilter()) -> NoteHits:  # noqa: B008
        """The same, narrowed, with their number at once and each hit when it is asked for."""
        return self._own_words.notes(query, within)

    def search_notebooks(self, query: str, limit: int | None = None) -> list[NotebookHit]:
        """Items of notebooks whose own text matches, in their order.

        Excerpts have no text of their own: their words are found in their documents.
        """
        return self._own_words.notebooks(query, limit)

    def find_quote(self, document: str, quote: str, occurrence: int = 1) -> tuple[int, int]:
        """Where a quote stands; see `Marks.find_quote`."""
        return self._marks.find_quote(document, quote, occurrence)

    # Writing

    def highlight(
        self,
        document: str,
        start: int,
        end: int,
        *,
        colour: Colour = Colour.RED,
        style: Style = Style.HIGHLIGHT,
        note: str = "",
        tags: Sequence[str] = (),
        words: str = "",
    ) -> tuple[Annotation, Edited]:
        """Mark a stretch of the document text; see `Marks.highlight`."""
        return self._marks.highlight(
            document, start, end, colour=colour, style=style, note=note, tags=tags, words=words
        )

    def add_note(
        self, document: str, note: str, tags: Sequence[str] | None = None
    ) -> tuple[Annotation, Edited]:
        """Write the note of a document as a whole, and its tags if they are given."""
        return self._marks.add_note(document, note, tags)

    def edit(
        self,
        annotation: str,
        *,
        note: str | None = None,
        colour: Colour | None = None,
        style: Style | None = None,
        tags: Sequence[str] | None = None,
        stretch: tuple[int, int] | None = None,
        words: str = "",
    ) -> Edited:
        """Change an annotation's note, look, tags or place; see `Marks.edit`."""
        return self._marks.edit(
            annotation,
            note=note,
            colour=colour,
            style=style,
            tags=tags,
            stretch=stretch,
            words=words,
        )

    def tag(self, annotations: Sequence[str], tags: Sequence[str]) -> Edited:
        """Add tags to all of them."""
        return self._bulk.tag(annotations, tags)

    def untag(self, annotations: Sequence[str], tags: Sequence[str]) -> Edited:
        """Take tags from all of them."""
        return self._bulk.untag(annotations, tags)

    def recolour(self, annotations: Sequence[str], colour: Colour) -> Edited:
        """Give all of them that are highlights this colour."""
        return self._bulk.recolour(annotations, colour)

    def restyle(self, annotations: Sequence[str], style: Style) -> Edited:
        """Draw all of them that are highlights so."""
        return self._bulk.restyle(annotations, style)

    def delete(self, annotations: Sequence[str], excerpts: Excerpts = Excerpts.KEEP) -> Edited:
        """Put annotations into the waste basket.

        Their excerpts in notebooks become quotes or go too; ask `Outlines.excerpts_of` first.
        """
        return self._bulk.delete(annotations, excerpts)

    def undelete(self, annotations: Sequence[str]) -> Edited:
        """Take annotations out of the waste basket; quotes made of their excerpts stay quotes."""
        return self._bulk.undelete(annotations)

    def restate(self, wanted: Sequence[Record], instead_of: Sequence[Record]) -> Restated:
        """Take an edit back, or make it again, in one transaction.

        To undo ``edited``: ``restate(edited.before, edited.after)``; to redo that, restate what it
        returned in the same way. Of each record only the parts that differ between the two are
        written: note, colour, style, tags, place, or whether it lies in the waste basket; of items
        of notebooks place, content, waste basket. A part that was changed since, by another process
        or by a re-reading, is left alone; `Restated.left` and `Restated.sentence` tell of it.
        """
        return self._records.restate(wanted, instead_of)
