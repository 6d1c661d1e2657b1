"""Documents, annotations and notebooks out of the library into a file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from zhupi import export
from zhupi.annotations.model import DEFAULT_MEANINGS, Annotation, Colour
from zhupi.errors import NotFound
from zhupi.gazette.folding import fold
from zhupi.jobs import Job
from zhupi.library.model import Entry, NoteRow, Outline
from zhupi.storage import Annotations, Documents, Orphans
from zhupi.storage.orphans import file_hash


@dataclass(frozen=True, slots=True)
class Choice:
    """Which annotations: of these documents (``None``: any), with a tag, with a colour of these."""

    documents: tuple[str, ...] | None
    tags: frozenset[str]
    colours: frozenset[Colour]

    @classmethod
    def of(
        cls, documents: Sequence[str] | None, tags: Sequence[str], colours: Sequence[Colour]
    ) -> Choice:
        """Tags are compared folded, with or without #."""
        return cls(
            None if documents is None else tuple(dict.fromkeys(documents)),
            frozenset(fold(tag.lstrip("#＃")) for tag in tags),
            frozenset(colours),
        )

    def takes(self, annotation: Annotation) -> bool:
        """Whether an annotation is chosen by tag and colour; the document is not looked at."""
        return (not self.tags or bool(self.tags & set(map(fold, annotation.tags)))) and (
            not self.colours or annotation.colour in self.colours
        )


@dataclass(frozen=True, slots=True)
class Way:
    """Where to and how a file is written."""

    path: Path
    overwrite: bool
    meanings: Mapping[Colour, str]
    job: Job

    def options(self, layout: str = "excerpts") -> export.Options:
        return export.Options(
            layout=export.Layout(layout), meanings={**DEFAULT_MEANINGS, **self.meanings}
        )

    def write(self, items: Sequence[export.Excerpted], layout: str = "excerpts") -> export.Written:
        return export.write(
            self.path, items, self.options(layout), overwrite=self.overwrite, job=self.job
        )


def export_file(
    stored: Documents,
    annotations: Annotations,
    orphans: Orphans,
    choice: Choice,
    way: Way,
    *,
    layout: str,
) -> export.Written:
    """Write the annotations chosen, or whole documents with them.

    Without documents: every document that carries an annotation chosen, also one kept for its
    orphans only; for whole texts every document, if nothing is chosen by tag or colour. Raise
    `NotFound` where nothing is left to write, and what `zhupi.export.write` raises.
    """
    whole = layout == export.Layout.FULL
    ids: Sequence[str]
    if choice.documents is None:
        ids = [row.id for row in stored.rows() if row.enclosed_in is None]
        ids += [] if whole else [row.id for row in stored.gone()]
    else:
        ids = choice.documents
    chosen = [
        (document_id, list(filter(choice.takes, annotations.of_document(document_id))))
        for document_id in ids
    ]
    if choice.documents is None and (not whole or choice.tags or choice.colours):
        chosen = [(document_id, found) for document_id, found in chosen if found]
    if not whole and not any(found for _, found in chosen):
        raise NotFound("没有符合条件的批注，没有写出文件。")
    if not chosen:
        raise NotFound("没有符合条件的公文，没有写出文件。")
    former = orphans.former_states([one.id for _, found in chosen for one in found])
    items = [_excerpted(stored, document_id, found, former) for document_id, found in chosen]
    return way.write(items, layout)


def export_notebook(
    stored: Documents, orphans: Orphans, outline: Outline, choice: Choice, way: Way
) -> export.Written:
    """Write a notebook in its order; as JSON the annotations that it has excerpts of.

    Excerpts that are not chosen are left out; headings and own text never are. Raise `NotFound` if
    there is nothing to write.
    """
    name = outline.notebook.name
    entries = [entry for entry in outline.entries if _is_chosen(entry, choice)]
    by_document: dict[str, list[NoteRow]] = {}
    for entry in entries:
        if entry.note is not None:
            by_document.setdefault(entry.note.row.id, []).append(entry.note)
    if way.path.suffix.lower() == ".json":
        if not by_document:
            raise NotFound(f"摘编“{name}”中没有符合条件的摘录，没有写出文件。")
        ids = [note.annotation.id for notes in by_document.values() for note in notes]
        former = orphans.former_states(ids)
        return way.write(
            [
                _excerpted(stored, document_id, [note.annotation for note in notes], former)
                for document_id, notes in by_document.items()
            ]
        )
    if not entries:
        raise NotFound(f"摘编“{name}”是空的，没有写出文件。")
    book = export.Book(
        name,
        [
            export.BookItem(
                entry.kind,
                entry.words,
                entry.level,
                entry.source,
                None if entry.note is None else entry.note.annotation,
            )
            for entry in entries
        ],
        [notes[0].row for notes in by_document.values()],
    )
    return export.write_book(way.path, book, way.options(), overwrite=way.overwrite, job=way.job)


def _is_chosen(entry: Entry, choice: Choice) -> bool:
    if entry.note is None:
        return True
    here = choice.documents is None or entry.note.row.id in choice.documents
    return here and choice.takes(entry.note.annotation)


def _excerpted(
    stored: Documents,
    document_id: str,
    annotations: Sequence[Annotation],
    former: Mapping[str, Sequence[datetime]],
) -> export.Excerpted:
    document = stored.document(document_id)
    if document is None:
        raise NotFound(f"库中没有编号为“{document_id}”的公文。")
    return export.Excerpted(
        id=document_id,
        document=document.document,
        gazette=document.source.gazette,
        source=document.source.name,
        annotations=annotations,
        sha256=file_hash(document.source.sha256),
        work=document.work,
        former=former,
    )
