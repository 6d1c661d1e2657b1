"""The waste basket: what was put away, documents with their annotations, and taken back."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from zhupi.annotations.model import Annotation
from zhupi.errors import LibraryError, NotFound
from zhupi.library.bulk import Bulk
from zhupi.library.collecting import Collecting
from zhupi.library.model import BasketItem, Changes
from zhupi.library.outlines import Outlines
from zhupi.library.searches import Searches
from zhupi.library.waiting import Waiting
from zhupi.storage import Annotations, Database, Documents, Sources
from zhupi.storage.notebooks import Notebooks
from zhupi.storage.times import from_text

_SHOWN: Final = 40
"""How much of an annotation's words its title in the basket shows."""


class Basket:
    """Annotations stay with their document wherever it lies."""

    def __init__(
        self,
        database: Database,
        sources: Sources,
        documents: Documents,
        annotations: Annotations,
        outlines: Outlines,
        notebooks: Notebooks,
        bulk: Bulk,
        searches: Searches,
        collections: Collecting,
        waiting: Waiting,
    ) -> None:
        self._outlines = outlines
        self._notebooks = notebooks
        self._bulk = bulk
        self._collections = collections
        self._database = database
        self._sources = sources
        self._documents = documents
        self._annotations = annotations
        self._searches = searches
        self._waiting = waiting

    def put_document(self, document_id: str, *, with_notes: bool) -> Changes:
        """Put a document away; `LibraryError` if it has annotations and they are not meant too."""
        with self._database.writing() as connection:
            rows = self._documents.rows(document_id)
            if not rows:
                raise NotFound(f"库中没有编号为“{document_id}”的公文。")
            annotations = self._along([document_id], f"《{rows[0].title}》", with_notes=with_notes)
            self._documents.set_deleted(connection, document_id, deleted=True)
        return _changed([document_id], annotations, None)

    def put_source(self, source_id: int, *, with_notes: bool) -> Changes:
        """Put a source and all its documents away."""
        with self._database.writing() as connection:
            source = self._sources.get(source_id)
            if source is None or source.deleted is not None:
                raise NotFound("库中没有这个来源文件。")
            ids = self._documents.of_source(source_id)
            carrying = self._documents.of_source(source_id, gone=True)
            annotations = self._along(carrying, f"“{source.name}”", with_notes=with_notes)
            self._sources.set_deleted(connection, source_id, deleted=True)
        return _changed(ids, annotations, source_id)

    def items(self) -> list[BasketItem]:
        """What lies in it, the latest first."""
        items = [
            self._item(
                f"source:{source.id}",
                source.name,
                self._documents.of_source(source.id),
                source.deleted,
            )
            for source in self._sources.deleted()
        ]
        items += [
            self._item(f"document:{document_id}", title, [document_id], from_text(moment))
            for document_id, title, moment in self._documents.deleted()
        ]
        items += [
            self._item(f"search:{search.id}", f"搜索“{search.name}”", [], search.deleted)
            for search in self._searches.deleted()
        ]
        items += [
            BasketItem(f"collection:{one.id}", f"专题：{one.name}", 0, 0, one.deleted)
            for one in self._collections.deleted()
            if one.deleted is not None
        ]
        items += [
            BasketItem(f"notebook:{one.id}", f"摘编：{one.name}", 0, 0, one.deleted)
            for one in self._notebooks.deleted()
            if one.deleted is not None
        ]
        items += [
            BasketItem(f"annotation:{one.id}", f"批注：{_words(one)}", 0, 1, one.deleted)
            for one in self._annotations.deleted()
            if one.deleted is not None
        ]
        return sorted(items, key=lambda item: item.deleted, reverse=True)

    def restore(self, key: str) -> Changes:
        """Take out what has this `BasketItem.key`."""
        what, _, value = key.partition(":")
        if what == "search":
            return self._searches.undelete(value)
        if what == "collection":
            return self._collections.undelete(value)
        if what == "document":
            with self._database.writing() as connection:
                self._documents.set_deleted(connection, value, deleted=False)
                placed = self._waiting.settle_again(connection, [value])
            return placed | _changed([value], self._on([value]), None)
        if what == "notebook":
            return self._outlines.restore(value)
        if what == "annotation":
            return self._bulk.undelete([value])
        source_id = int(value)
        with self._database.writing() as connection:
            self._sources.set_deleted(connection, source_id, deleted=False)
            ids = self._documents.of_source(source_id)
            placed = self._waiting.settle_again(connection, ids)
        return placed | _changed(ids, self._on(ids), source_id)

    def _on(self, ids: Sequence[str]) -> list[str]:
        return [item.id for one in ids for item in self._annotations.of_document(one)]

    def _along(self, ids: Sequence[str], name: str, *, with_notes: bool) -> list[str]:
        annotations = self._on(ids)
        if annotations and not with_notes:
            raise LibraryError(
                f"{name}带有 {len(annotations)} 条批注，没有移除；"
                "确要连同批注移入回收站，请加 --with-notes。"
            )
        return annotations

    def _item(
        self, key: str, title: str, ids: Sequence[str], deleted: datetime | None
    ) -> BasketItem:
        if deleted is None:
            raise ValueError(f"{key} is not in the waste basket")
        return BasketItem(key, title, len(ids), len(self._on(ids)), deleted)


def _words(annotation: Annotation) -> str:
    selector = annotation.selector
    words = " ".join((annotation.note if selector is None else selector.quote).split())
    return words if len(words) <= _SHOWN else words[:_SHOWN] + "…"


def _changed(documents: Sequence[str], annotations: Sequence[str], source: int | None) -> Changes:
    return Changes(
        documents=frozenset(documents),
        annotations=frozenset(annotations),
        sources=frozenset() if source is None else frozenset([source]),
    )
