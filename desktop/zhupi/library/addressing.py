"""Where the addresses in notes lead."""

from __future__ import annotations

from zhupi.annotations import addresses
from zhupi.annotations.addresses import (
    Address,
    AnnotationAddress,
    DocumentAddress,
    NotebookAddress,
)
from zhupi.errors import NotFound
from zhupi.gazette.numbers import normalise
from zhupi.gazette.places import offset_of
from zhupi.library.model import CatalogRow, Target
from zhupi.library.noting import rows_of
from zhupi.storage import Annotations, Documents
from zhupi.storage.notebooks import Notebooks


class Addressing:
    """Finds what `zhupi:` addresses name among what is not in the waste basket."""

    def __init__(
        self, documents: Documents, annotations: Annotations, notebooks: Notebooks
    ) -> None:
        self._documents = documents
        self._annotations = annotations
        self._notebooks = notebooks

    def follow(self, text: str) -> Target:
        """Where an address leads; `NotFound` with a sentence if nowhere.

        A number that several copies bear leads to a complete one before others.
        """
        match addresses.read(text):
            case DocumentAddress(name, place):
                return self._document(name, place)
            case AnnotationAddress(annotation):
                return self._annotation(annotation)
            case NotebookAddress(notebook, item):
                return self._notebook(notebook, item)
            case None:
                raise NotFound(f"“{text}”不是朱批的地址。")

    def leads(self, address: Address) -> bool:
        """Whether `follow` finds the thing; the place in a document is not looked at. Quick."""
        match address:
            case DocumentAddress(name):
                return self._row(name) is not None
            case _:
                try:
                    self.follow(addresses.written(address))
                except NotFound:
                    return False
                return True

    def _row(self, name: str) -> CatalogRow | None:
        document = name.partition("#")[0]
        for row in (*self._documents.rows_of([document]).values(), *self._enclosed(name)):
            if row.id == name:
                return row
        number = normalise(name)
        found = [] if number is None else self._documents.bearing(number)
        return found[0] if found else None

    def _enclosed(self, name: str) -> list[CatalogRow]:
        document, enclosed, _ = name.partition("#")
        return self._documents.enclosed(document) if enclosed else []

    def _document(self, name: str, place: str) -> Target:
        row = self._row(name)
        if row is None:
            raise NotFound(f"库中没有“{name}”。")
        document = row.enclosed_in or row.id
        start = 0
        if place:
            stored = self._documents.document(document)
            found = None if stored is None else offset_of(stored.document, place)
            if found is None:
                raise NotFound(f"“{row.number or row.title}”中没有“{place}”这一处。")
            start = found
        return Target(document=document, row=row.id, start=start, end=start)

    def _annotation(self, annotation_id: str) -> Target:
        found = self._annotations.get(annotation_id)
        if found is None or found.deleted is not None:
            raise NotFound("这条批注不在库中，或已移入回收站。")
        row = rows_of([found], self._documents)[0].row
        if not self._documents.rows_of([row.id]):
            raise NotFound(f"这条批注所在的《{row.title}》不在库中，或已移入回收站。")
        selector = found.selector
        return Target(
            document=row.id,
            row=row.id,
            start=0 if selector is None else selector.start,
            end=0 if selector is None else selector.end,
            annotation=found.id,
        )

    def _notebook(self, notebook_id: str, item_id: str) -> Target:
        notebooks = self._notebooks.with_ids([notebook_id])
        if not notebooks or notebooks[0].deleted is not None:
            raise NotFound("这本摘编不在库中，或已移入回收站。")
        if item_id:
            items = self._notebooks.items_with_ids([item_id])
            if not items or items[0].deleted is not None or items[0].notebook != notebook_id:
                raise NotFound(f"摘编“{notebooks[0].name}”中已没有这个条目。")
        return Target(notebook=notebook_id, item=item_id or None)
