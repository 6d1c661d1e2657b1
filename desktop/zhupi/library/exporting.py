"""Documents and annotations out of the library into a file, or onto the clipboard."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from zhupi import export
from zhupi.annotations.addresses import document_address
from zhupi.annotations.anchoring import describe
from zhupi.annotations.model import DEFAULT_MEANINGS, Annotation, Colour
from zhupi.errors import NotFound
from zhupi.gazette.folding import fold
from zhupi.gazette.places import place_of
from zhupi.jobs import Job
from zhupi.library.citing import Citing
from zhupi.library.pages import printed_pages
from zhupi.storage import Annotations, Documents, Sources
from zhupi.storage.model import StoredDocument


class Exporting:
    """Feeds `zhupi.export`."""

    def __init__(
        self, documents: Documents, annotations: Annotations, sources: Sources, citing: Citing
    ) -> None:
        self._documents = documents
        self._annotations = annotations
        self._sources = sources
        self._citing = citing

    def write(
        self,
        path: Path,
        *,
        documents: Sequence[str] | None,
        tags: Sequence[str],
        colours: Sequence[Colour],
        options: export.Options,
        overwrite: bool,
        job: Job,
    ) -> export.Written:
        """Write the annotations chosen, or whole documents with them.

        Without ``documents``: every document that carries an annotation chosen; for whole texts
        every document, if nothing is chosen by tag or colour. Raise `NotFound` where nothing is
        left to write, and what `zhupi.export.write` raises.
        """
        items = self.items(documents=documents, tags=tags, colours=colours, options=options)
        return export.write(path, items, options, overwrite=overwrite, job=job)

    def items(
        self,
        *,
        documents: Sequence[str] | None,
        tags: Sequence[str],
        colours: Sequence[Colour],
        options: export.Options,
    ) -> list[export.Excerpted]:
        """The documents and annotations that `write` would write."""
        whole = options.layout is export.Layout.FULL
        if documents is None:
            ids = [row.id for row in self._documents.rows() if row.enclosed_in is None]
        else:
            ids = list(dict.fromkeys(documents))
        wanted = {fold(tag.lstrip("#＃")) for tag in tags}
        chosen = [
            (document_id, _chosen(self._annotations.of_document(document_id), wanted, colours))
            for document_id in ids
        ]
        if documents is None and (not whole or wanted or colours):
            chosen = [(document_id, found) for document_id, found in chosen if found]
        if not whole and not any(found for _, found in chosen):
            raise NotFound("没有符合条件的批注，没有写出文件。")
        if not chosen:
            raise NotFound("没有符合条件的公文，没有写出文件。")
        items = [self.item(document_id, found) for document_id, found in chosen]
        return self._linked(items) if whole and options.links else items

    def item(self, document_id: str, annotations: Sequence[Annotation]) -> export.Excerpted:
        """A document with those of its annotations that are to be written; or `NotFound`."""
        stored = self._documents.document(document_id)
        if stored is None:
            raise NotFound(f"库中没有编号为“{document_id}”的公文。")
        return self._item(stored, annotations)

    def passage(
        self, document_id: str, start: int, end: int, form: export.CopyForm, type_code: str
    ) -> str:
        """Words of a document with their source, for the clipboard."""
        item = self.item(document_id, ())
        place = place_of(item.document, start)
        selector = describe(item.document.text, start, end, place)
        return export.copied(item, selector, form, type_code)

    def _item(self, stored: StoredDocument, annotations: Sequence[Annotation]) -> export.Excerpted:
        return export.Excerpted(
            id=stored.id,
            document=stored.document,
            gazette=stored.source.gazette,
            source=stored.source.name,
            annotations=annotations,
            sha256=stored.source.sha256,
            work=stored.work,
            pages=printed_pages(*self._sources.pages(stored.source.id)),
        )

    def _linked(self, items: Sequence[export.Excerpted]) -> list[export.Excerpted]:
        """The items with links on those citations that lead into the library."""
        citations = [citation for item in items for citation in item.document.citations]
        targets = iter(self._citing.targets(citations))
        linked = []
        for item in items:
            links = [
                export.Link(citation.start, citation.end, document_address(target.row.id))
                for citation, target in zip(item.document.citations, targets, strict=False)
                if target.row is not None and (target.row.enclosed_in or target.row.id) != item.id
            ]
            linked.append(replace(item, links=links))
        return linked


def with_meanings(
    options: export.Options | None, meanings: Mapping[Colour, str] | None
) -> export.Options:
    """The options with the user's names for the colours."""
    options = options or export.Options()
    return replace(options, meanings={**DEFAULT_MEANINGS, **options.meanings, **(meanings or {})})


def _chosen(
    found: Sequence[Annotation], tags: set[str], colours: Sequence[Colour]
) -> list[Annotation]:
    return [
        annotation
        for annotation in found
        if (not tags or tags & set(map(fold, annotation.tags)))
        and (not colours or annotation.colour in colours)
    ]
