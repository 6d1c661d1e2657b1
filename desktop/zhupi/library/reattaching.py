"""Finding annotations again after texts changed: in their document, its source, other copies."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import replace

from zhupi.annotations.anchoring import Anchor, anchor, describe
from zhupi.annotations.dividing import anchor_among
from zhupi.annotations.model import Annotation, Kind, Selector, State
from zhupi.gazette.model import Document, Lines
from zhupi.gazette.places import block_at, heading_at, place_of
from zhupi.storage import Annotations, Documents

Copies = Callable[[], Mapping[str, Document]]
"""Gives the other copies of a work by id, the best first; asked only where they are needed."""

_HERE = "here"
"""The place that stands for the right raw lines."""


def no_copies() -> Mapping[str, Document]:
    """Where a work has no other copy."""
    return {}


def copies_in(documents: Documents, works: set[str], besides: Collection[str]) -> Copies:
    """The live documents that hold one of the works, read when they are asked for.

    ``besides`` are those of the source itself, as it was and as it is.
    """

    def copies() -> Mapping[str, Document]:
        found: dict[str, Document] = {}
        for work in sorted(works):
            for document_id in documents.copies(work):
                if document_id in besides or document_id in found:
                    continue
                stored = documents.document(document_id)
                if stored is not None:
                    found[document_id] = stored.document
        return found

    return copies


def reanchored(annotation: Annotation, document: Document) -> Annotation:
    """The annotation at its place in a new text of its document, or as an orphan."""
    if annotation.selector is None:
        return annotation
    found = anchor(document.text, annotation.selector, place_at=lambda at: place_of(document, at))
    if found is None:
        return replace(annotation, state=State.ORPHAN)
    return placed(annotation, annotation.document, document, found)


def reattached(
    annotation: Annotation, documents: Mapping[str, Document], copies: Copies = no_copies
) -> Annotation:
    """The annotation where its words stand now, or as an orphan of the document it was made in.

    ``documents`` are those of its source, in their order. Words that these no longer hold are
    looked for in each of the copies, and nowhere else.
    """
    if annotation.selector is None:
        return annotation
    found = _among(annotation, annotation.selector, documents)
    return found or _in_copies(annotation, annotation.selector, copies) or lost(annotation)


def reread(
    annotation: Annotation,
    former: Document,
    documents: Mapping[str, Document],
    copies: Copies = no_copies,
) -> Annotation:
    """The annotation after its raw text was read another way.

    ``former`` is its document as it was read before. The raw text is the same, so the words stand
    on the same raw lines: these take the place of the ladder as a witness, and an answer elsewhere
    is none. An orphan has no lines; it is looked for as in `reattached`.
    """
    selector = annotation.selector
    if selector is None:
        return annotation
    if annotation.state is State.ORPHAN:
        return reattached(annotation, documents, copies)
    ends = _ends(former, selector.start, selector.end)
    answers = [
        found
        for document_id, document in documents.items()
        if _meet(document.lines, (ends[0][0], ends[1][1]))
        and (found := _on_lines(annotation, selector, document_id, document, ends))
    ]
    if len(answers) == 1:
        return answers[0]
    return _in_copies(annotation, selector, copies) or lost(annotation)


def with_notes(annotations: Annotations, ids: Iterable[str]) -> set[str]:
    """Those of the documents that have a note as a whole."""
    return {id_ for id_ in ids for one in annotations.of_document(id_) if one.kind is Kind.NOTE}


def note_settled(
    annotation: Annotation,
    line: int | None,
    documents: Mapping[str, Document],
    noted: set[str],
) -> Annotation:
    """The note of a document as a whole, with the document that goes on from its own.

    ``line`` is a raw line of its document where it stands now, if there is one; ``noted`` are the
    documents that have a note already, and this one's from now on: the note of a document that is
    gone stays an orphan rather than take its place.
    """
    if annotation.document in documents:
        return replace(annotation, state=State.ANCHORED)
    for document_id, document in documents.items():
        if line is not None and _meet(document.lines, (line, line)) and document_id not in noted:
            if annotation.deleted is None:
                noted.add(document_id)
            return replace(annotation, document=document_id, state=State.ANCHORED)
    return lost(annotation)


def placed(
    annotation: Annotation, document_id: str, document: Document, found: Anchor
) -> Annotation:
    """The annotation written down at a place of a document."""
    heading = heading_at(document, found.start)
    return replace(
        annotation,
        document=document_id,
        selector=describe(document.text, found.start, found.end, place_of(document, found.start)),
        heading="" if heading is None else heading.text,
        state=State.ANCHORED,
    )


def lost(annotation: Annotation) -> Annotation:
    """The annotation as an orphan."""
    return replace(annotation, state=State.ORPHAN)


def _ends(document: Document, start: int, end: int) -> tuple[Lines, Lines]:
    """The raw lines of the blocks in which a stretch of the document text begins and ends."""
    first, last = block_at(document, start), block_at(document, end - 1)
    return document.blocks[first].lines, document.blocks[last].lines


def _on_lines(
    annotation: Annotation,
    selector: Selector,
    document_id: str,
    document: Document,
    ends: tuple[Lines, Lines],
) -> Annotation | None:
    def place_at(offset: int) -> str:
        return _HERE if _meet(document.blocks[block_at(document, offset)].lines, ends[0]) else ""

    witness = replace(selector, place=_HERE)
    if document_id != annotation.document:
        far = len(document.text)
        witness = replace(witness, start=far, end=far + len(selector.quote))
    found = anchor(document.text, witness, place_at=place_at)
    if found is None:
        return None
    now = _ends(document, found.start, found.end)
    if not (_meet(now[0], ends[0]) and _meet(now[1], ends[1])):
        return None
    return placed(annotation, document_id, document, found)


def _among(
    annotation: Annotation, selector: Selector, documents: Mapping[str, Document]
) -> Annotation | None:
    if not documents:
        return None
    ids, read = list(documents), list(documents.values())
    found = anchor_among(
        [document.text for document in read],
        selector,
        own=ids.index(annotation.document) if annotation.document in documents else None,
        place_in=lambda index, at: place_of(read[index], at),
    )
    return None if found is None else placed(annotation, ids[found[0]], read[found[0]], found[1])


def _in_copies(annotation: Annotation, selector: Selector, copies: Copies) -> Annotation | None:
    for document_id, document in copies().items():
        found = _among(annotation, selector, {document_id: document})
        if found is not None:
            return found
    return None


def _meet(one: Lines, other: Lines) -> bool:
    return one[0] <= other[1] and other[0] <= one[1]
