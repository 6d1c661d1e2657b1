"""Documents, annotations and notebooks out of the library into a file, or onto the clipboard."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import islice
from pathlib import Path

from zhupi import export
from zhupi.annotations.addresses import DocumentAddress, written
from zhupi.annotations.anchoring import describe
from zhupi.annotations.model import DEFAULT_MEANINGS, Annotation, Colour, State
from zhupi.annotations.notebooks import ItemKind
from zhupi.errors import LibraryError, NotFound
from zhupi.gazette.folding import fold
from zhupi.gazette.places import place_of
from zhupi.jobs import Job
from zhupi.library.citing import Citing
from zhupi.library.force import Force, in_short
from zhupi.library.model import Entry, Outline
from zhupi.library.pages import printed_pages
from zhupi.storage import Annotations, Documents, Sources
from zhupi.storage.model import StoredDocument
from zhupi.storage.orphans import Orphans, file_hash


@dataclass(frozen=True, slots=True)
class Choice:
    """Which annotations: of these documents, with a tag, with a colour of these, these themselves.

    ``None`` and an empty set leave nothing out.
    """

    documents: tuple[str, ...] | None
    tags: frozenset[str]
    colours: frozenset[Colour]
    annotations: frozenset[str] | None = None
    span: tuple[int, int] | None = None
    """Words of the one document chosen: those are written, and what is marked on them."""
    words: str = ""
    """What stands there for the caller: refused if it is something else by now."""

    @classmethod
    def of(
        cls,
        documents: Sequence[str] | None,
        tags: Sequence[str] = (),
        colours: Sequence[Colour] = (),
        annotations: Sequence[str] | None = None,
        span: tuple[int, int] | None = None,
        words: str = "",
    ) -> Choice:
        """Tags are compared folded, with or without #."""
        return cls(
            None if documents is None else tuple(dict.fromkeys(documents)),
            frozenset(fold(tag.lstrip("#＃")) for tag in tags),
            frozenset(colours),
            None if annotations is None else frozenset(annotations),
            span,
            words,
        )

    @property
    def narrow(self) -> bool:
        """Whether it leaves out annotations of a document."""
        return bool(self.tags or self.colours) or self.annotations is not None

    def takes(self, annotation: Annotation) -> bool:
        """Whether an annotation is chosen; its document is not looked at."""
        if self.span is not None and not _lies_in(annotation, self.span):
            return False
        return (
            (not self.tags or bool(self.tags & set(map(fold, annotation.tags))))
            and (not self.colours or annotation.colour in self.colours)
            and (self.annotations is None or annotation.id in self.annotations)
        )


class Exporting:
    """Feeds `zhupi.export`."""

    def __init__(
        self,
        documents: Documents,
        annotations: Annotations,
        sources: Sources,
        orphans: Orphans,
        citing: Citing,
        force: Force,
    ) -> None:
        self._documents = documents
        self._annotations = annotations
        self._sources = sources
        self._orphans = orphans
        self._citing = citing
        self._force = force

    def write(
        self,
        path: Path,
        choice: Choice,
        options: export.Options,
        *,
        overwrite: bool,
        job: Job,
    ) -> export.Written:
        """Write the annotations chosen, or whole documents with them.

        Raise `NotFound` where nothing is left to write, and what `zhupi.export.write` raises.
        """
        export.check(path, overwrite=overwrite)
        items = self.items(choice, options)
        return export.write(path, items, options, overwrite=overwrite, job=job)

    def write_notebook(
        self,
        path: Path,
        outline: Outline,
        choice: Choice,
        options: export.Options,
        *,
        overwrite: bool,
        job: Job,
    ) -> export.Written:
        """Write a notebook in its order; as JSON the annotations that it has excerpts of.

        Excerpts that are not chosen are left out; headings and own text never are. Raise `NotFound`
        if there is nothing to write.
        """
        export.check(path, overwrite=overwrite)
        name = outline.notebook.name
        entries = [entry for entry in outline.entries if _is_chosen(entry, choice)]
        if path.suffix.lower() == ".json":
            by_document: dict[str, list[Annotation]] = {}
            for entry in entries:
                if entry.note is not None:
                    by_document.setdefault(entry.note.row.id, []).append(entry.note.annotation)
            if not by_document:
                raise NotFound(f"摘编“{name}”中没有符合条件的摘录，没有写出文件。")
            items = self._items(list(by_document.items()))
            return export.write(path, items, options, overwrite=overwrite, job=job)
        notebook = self.notebook(outline, choice)
        return export.write(path, notebook, options, overwrite=overwrite, job=job)

    def notebook(
        self, outline: Outline, choice: Choice, limit: int | None = None
    ) -> export.Notebook:
        """What `write_notebook` would write; the first ``limit`` entries. Raise `NotFound`."""
        entries = [entry for entry in outline.entries if _is_chosen(entry, choice)]
        name = outline.notebook.name
        if not entries:
            raise NotFound(f"摘编“{name}”是空的，没有写出文件。")
        return export.Notebook(name, self._notebook_items(entries[:limit]))

    def items(
        self, choice: Choice, options: export.Options, limit: int | None = None
    ) -> list[export.Excerpted]:
        """The documents and annotations that `write` would write; the first ``limit`` of them.

        Without documents chosen: every document that carries an annotation chosen, also one that is
        kept for its orphans only; for whole texts every document, if nothing else is chosen.
        """
        whole = options.layout is export.Layout.FULL
        ids: Sequence[str]
        if choice.documents is None:
            ids = [row.id for row in self._documents.rows() if row.enclosed_in is None]
            ids += [] if whole else [row.id for row in self._documents.gone()]
        else:
            ids = choice.documents
        every = (
            (id_, list(filter(choice.takes, self._annotations.of_document(id_)))) for id_ in ids
        )
        if choice.documents is None and (not whole or choice.narrow):
            every = ((document_id, found) for document_id, found in every if found)
        chosen = list(islice(every, limit))
        if not whole and not any(found for _, found in chosen):
            raise NotFound("没有符合条件的批注，没有写出文件。")
        if not chosen:
            raise NotFound("没有符合条件的公文，没有写出文件。")
        items = self._told(replace(item, span=choice.span) for item in self._items(chosen))
        if choice.span is not None:
            for item in items:
                _refuse_others(item, choice.span, choice.words, "导出")
        return self._linked(items) if whole and options.links else items

    def item(self, document_id: str, annotations: Sequence[Annotation]) -> export.Excerpted:
        """A document with those of its annotations that are to be written; or `NotFound`."""
        return self._items([(document_id, annotations)])[0]

    def passage(
        self,
        document_id: str,
        start: int,
        end: int,
        form: export.CopyForm,
        type_code: str,
        words: str = "",
    ) -> str:
        """Words of a document with their source, for the clipboard.

        ``words`` are those that the caller sees there: it is refused if there are others by now.
        """
        item = self.item(document_id, ())
        _refuse_others(item, (start, end), words, "复制")
        place = place_of(item.document, start)
        selector = describe(item.document.text, start, end, place)
        return export.copied(item, selector, form, type_code)

    def _items(self, chosen: Sequence[tuple[str, Sequence[Annotation]]]) -> list[export.Excerpted]:
        former = self._orphans.former_states([one.id for _, found in chosen for one in found])
        items = []
        for document_id, found in chosen:
            stored = self._documents.document(document_id)
            if stored is None:
                raise NotFound(f"库中没有编号为“{document_id}”的公文。")
            items.append(self._item(stored, found, former))
        return items

    def _told(self, items: Iterable[export.Excerpted]) -> list[export.Excerpted]:
        """The items, those that are not in force any more with why."""
        made = list(items)
        known = self._force.states().keys() & {item.id for item in made}
        rows = self._documents.rows_of(sorted(known))
        why = {row_id: in_short(self._force.standing(row)) for row_id, row in rows.items()}
        return [replace(item, force=why.get(item.id, "")) for item in made]

    def _item(
        self,
        stored: StoredDocument,
        annotations: Sequence[Annotation],
        former: Mapping[str, Sequence[datetime]],
    ) -> export.Excerpted:
        return export.Excerpted(
            id=stored.id,
            document=stored.document,
            gazette=stored.source.gazette,
            source=stored.source.name,
            annotations=annotations,
            sha256=file_hash(stored.source.sha256),
            work=stored.work,
            pages=printed_pages(*self._sources.pages(stored.source.id)),
            former=former,
        )

    def _linked(self, items: Sequence[export.Excerpted]) -> list[export.Excerpted]:
        """The items with links on those citations that lead into the library."""
        return [
            replace(
                item,
                links=[
                    export.Link(start, end, written(DocumentAddress(row_id)))
                    for start, end, row_id in self._citing.links(item.id)
                ],
            )
            for item in items
        ]

    def _notebook_items(self, entries: Sequence[Entry]) -> list[export.NotebookItem]:
        ids = dict.fromkeys(entry.note.row.id for entry in entries if entry.note is not None)
        documents = {item.id: item for item in self._told(self._items([(id_, ()) for id_ in ids]))}
        items: list[export.NotebookItem] = []
        for entry in entries:
            if entry.kind is ItemKind.HEADING:
                items.append(export.NotebookHeading(entry.level, entry.words))
            elif entry.kind is ItemKind.TEXT:
                items.append(export.NotebookText(entry.words))
            elif entry.note is None:
                items.append(export.NotebookQuote(entry.words, entry.source))
            else:
                item = documents[entry.note.row.id]
                items.append(export.NotebookExcerpt(item, entry.note.annotation))
        return items


def with_meanings(
    options: export.Options | None, meanings: Mapping[Colour, str] | None
) -> export.Options:
    """The options with the user's names for the colours."""
    options = options or export.Options()
    return replace(options, meanings={**DEFAULT_MEANINGS, **options.meanings, **(meanings or {})})


def _refuse_others(item: export.Excerpted, span: tuple[int, int], words: str, what: str) -> None:
    """Refuse to hand out other words of a document than those that were seen in it."""
    if words and item.document.text[slice(*span)] != words:
        raise LibraryError(f"这件公文的文字刚刚更新，没有{what}；请在更新后的正文里重新选择。")


def _lies_in(annotation: Annotation, span: tuple[int, int]) -> bool:
    """Whether an annotation stands on words of the span; what is lost stands on none."""
    selector = annotation.selector
    if selector is None or annotation.state is not State.ANCHORED:
        return False
    return selector.start < span[1] and selector.end > span[0]


def _is_chosen(entry: Entry, choice: Choice) -> bool:
    if entry.note is None:
        return True
    here = choice.documents is None or entry.note.row.id in choice.documents
    return here and choice.takes(entry.note.annotation)
