"""Making, changing and finding highlights and notes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from uuid import uuid4

from zhupi.annotations.anchoring import describe
from zhupi.annotations.markdown import clean_tags
from zhupi.annotations.model import Annotation, Colour, Kind, Selector, State, Style
from zhupi.errors import LibraryError, NotFound
from zhupi.gazette.folding import fold, fold_with_offsets
from zhupi.gazette.model import Document
from zhupi.gazette.places import heading_at, place_of
from zhupi.library.model import Edited
from zhupi.library.records import Records, made
from zhupi.storage import Annotations, Database, Documents
from zhupi.storage.times import now


class Marks:
    """Highlights and notes of a library. Each write is on disk when it returns."""

    def __init__(
        self,
        database: Database,
        documents: Documents,
        annotations: Annotations,
        records: Records,
    ) -> None:
        self._database = database
        self._documents = documents
        self._annotations = annotations
        self._records = records

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
        """Mark a stretch of the document text; white space at its ends is left out.

        ``words`` are those that the caller sees there: it is refused if there are others by now.
        """
        with self._database.writing() as transaction:
            annotation = self.new_highlight(
                document, start, end, colour=colour, style=style, note=note, tags=tags, words=words
            )
            return annotation, self._records.put(transaction, [made(annotation)], [annotation])

    def new_highlight(
        self,
        document: str,
        start: int,
        end: int,
        *,
        colour: Colour,
        style: Style = Style.HIGHLIGHT,
        note: str = "",
        tags: Sequence[str] = (),
        words: str = "",
    ) -> Annotation:
        """A new highlight of a stretch of the document text, not yet saved.

        Call it inside the transaction: the text may be replaced by another process meanwhile.
        """
        selector, heading = self._described(document, start, end, words)
        moment = now()
        return Annotation(
            id=uuid4().hex,
            document=document,
            kind=Kind.HIGHLIGHT,
            selector=selector,
            colour=colour,
            heading=heading,
            note=note,
            tags=clean_tags(tags),
            created=moment,
            modified=moment,
            style=style,
        )

    def _described(self, document: str, start: int, end: int, words: str) -> tuple[Selector, str]:
        """Write a stretch down, without white space at its ends; and the heading over it."""
        content = self._content(document)
        changed = words and content.text[start:end] != words
        if changed or self._documents.is_gone(document):
            raise LibraryError("这件公文的文字刚刚更新，没有标记；请在更新后的正文里重新选择。")
        start, end = _trimmed(content.text, start, end)
        if start >= end:
            raise LibraryError("没有选中文字，无法标记。")
        heading = heading_at(content, start)
        selector = describe(content.text, start, end, place_of(content, start))
        return selector, "" if heading is None else heading.text

    def add_note(
        self, document: str, note: str, tags: Sequence[str] | None = None
    ) -> tuple[Annotation, Edited]:
        """Write the note of a document as a whole; it has one, the former is replaced.

        Its tags stay where none are given. The note of a document that is gone by now is kept as an
        orphan.
        """
        with self._database.writing() as transaction:
            self._content(document)
            moment = now()
            former = next(
                (one for one in self._annotations.of_document(document) if one.kind is Kind.NOTE),
                None,
            )
            annotation = Annotation(
                id=uuid4().hex,
                document=document,
                kind=Kind.NOTE,
                selector=None,
                colour=None,
                heading="",
                note=note,
                tags=clean_tags(tags or ()),
                created=moment,
                modified=moment,
                state=State.ORPHAN if self._documents.is_gone(document) else State.ANCHORED,
            )
            if former is not None:
                kept = former.tags if tags is None else clean_tags(tags)
                annotation = replace(former, note=note, tags=kept, modified=moment)
            before = made(annotation) if former is None else former
            return annotation, self._records.put(transaction, [before], [annotation])

    def edit(
        self,
        annotation_id: str,
        *,
        note: str | None = None,
        colour: Colour | None = None,
        style: Style | None = None,
        tags: Sequence[str] | None = None,
        stretch: tuple[int, int] | None = None,
        words: str = "",
    ) -> Edited:
        """Change what is given, leave the rest; nothing is written where nothing differs.

        ``stretch``: another place for a highlight, from where to where in the document text; for
        ``words`` see `highlight`.
        """
        with self._database.writing() as transaction:
            # Read inside the transaction: another process may have changed another part of it.
            former = self.get(annotation_id)
            changed = replace(
                former,
                note=former.note if note is None else note,
                colour=former.colour if colour is None or former.colour is None else colour,
                style=former.style if style is None or former.selector is None else style,
                tags=former.tags if tags is None else clean_tags(tags),
            )
            if stretch is not None and former.selector is not None:
                selector, heading = self._described(former.document, *stretch, words)
                changed = replace(changed, selector=selector, heading=heading, state=State.ANCHORED)
            return self._records.put(transaction, [former], [changed])

    def get(self, annotation_id: str) -> Annotation:
        """One annotation; raise `NotFound`."""
        annotation = self._annotations.get(annotation_id)
        if annotation is None:
            raise NotFound(f"没有编号为“{annotation_id}”的批注。")
        return annotation

    def find_quote(self, document: str, quote: str, occurrence: int = 1) -> tuple[int, int]:
        """Where a quote stands, white space and width ignored; it may run over paragraphs.

        Raise `NotFound` if it does not stand there so often.
        """
        wanted = fold(quote).replace(" ", "")
        if not wanted:
            raise NotFound("要标记的文字是空的。")
        content = self._content(document)
        spots = _spots(content.text, wanted)
        if not spots:
            raise NotFound(f"《{content.title}》中没有找到“{quote}”。")
        if not 1 <= occurrence <= len(spots):
            raise NotFound(
                f"《{content.title}》中“{quote}”只出现 {len(spots)} 次，没有第 {occurrence} 次。"
            )
        return spots[occurrence - 1]

    def _content(self, document: str) -> Document:
        stored = self._documents.document(document)
        if stored is None:
            raise NotFound(f"没有编号为“{document}”的公文。")
        return stored.document


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    start, end = max(start, 0), min(end, len(text))
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    return start, end


def _spots(text: str, wanted: str) -> list[tuple[int, int]]:
    # Folding keeps a space between Latin words; a quote is compared without any.
    folded = fold_with_offsets(text)
    kept = [at for at, char in enumerate(folded.text) if char != " "]
    bare = folded.text.replace(" ", "")
    spots = []
    at = bare.find(wanted)
    while at >= 0:
        spots.append(folded.original(kept[at], kept[at + len(wanted) - 1] + 1))
        at = bare.find(wanted, at + len(wanted))
    return spots
