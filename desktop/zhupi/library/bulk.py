"""Changes of several annotations at once: one transaction, one step to take back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from zhupi.annotations.markdown import clean_tags
from zhupi.annotations.model import Annotation, Colour, Kind, Style
from zhupi.annotations.notebooks import Item, ItemKind
from zhupi.errors import NotFound
from zhupi.gazette.folding import fold
from zhupi.library.model import Edited, Excerpts, Record
from zhupi.library.records import Records
from zhupi.library.sourcing import SourceLines
from zhupi.storage import Annotations, Database
from zhupi.storage.notebooks import Notebooks
from zhupi.storage.times import now

Change = Callable[[Annotation], Annotation]


class Bulk:
    """Changes annotations by their ids. Each write is on disk when it returns.

    Raise `NotFound`, nothing being written, if one of them does not exist.
    """

    def __init__(
        self,
        database: Database,
        annotations: Annotations,
        notebooks: Notebooks,
        records: Records,
        sources: SourceLines,
    ) -> None:
        self._database = database
        self._annotations = annotations
        self._notebooks = notebooks
        self._records = records
        self._sources = sources

    def tag(self, ids: Sequence[str], tags: Sequence[str]) -> Edited:
        """Add tags to those that do not have them, in whatever writing."""

        def tagged(annotation: Annotation) -> Annotation:
            there = set(map(fold, annotation.tags))
            new = (tag for tag in added if fold(tag) not in there)
            return replace(annotation, tags=clean_tags((*annotation.tags, *new)))

        added = clean_tags(tags)
        return self._change(ids, tagged)

    def untag(self, ids: Sequence[str], tags: Sequence[str]) -> Edited:
        """Take tags away, in whatever writing."""
        unwanted = set(map(fold, clean_tags(tags)))
        return self._change(
            ids,
            lambda one: replace(
                one, tags=tuple(tag for tag in one.tags if fold(tag) not in unwanted)
            ),
        )

    def recolour(self, ids: Sequence[str], colour: Colour) -> Edited:
        """Give highlights another colour; a document's note has none."""
        return self._change(
            ids, lambda one: one if one.colour is None else replace(one, colour=colour)
        )

    def restyle(self, ids: Sequence[str], style: Style) -> Edited:
        """Draw highlights otherwise; a document's note is not drawn."""
        return self._change(
            ids, lambda one: one if one.kind is Kind.NOTE else replace(one, style=style)
        )

    def delete(self, ids: Sequence[str], excerpts: Excerpts) -> Edited:
        """Put annotations into the waste basket, and do with their excerpts as told."""
        with self._database.writing() as transaction:
            found = [one for one in self._found(ids) if one.deleted is None]
            moment = now()
            by_id = {one.id: one for one in found}
            items = self._notebooks.excerpts_of(list(by_id))
            lines = {}
            if excerpts is Excerpts.KEEP:
                used = {item.annotation for item in items}
                lines = self._sources.lines([one for one in found if one.id in used])
            before: list[Record] = [*found, *items]
            after: list[Record] = [replace(one, deleted=moment) for one in found]
            for item in items:
                annotation = by_id[item.annotation or ""]
                after.append(
                    _quote(item, annotation, lines[annotation.id])
                    if excerpts is Excerpts.KEEP
                    else replace(item, deleted=moment)
                )
            return self._records.put(transaction, before, after)

    def undelete(self, ids: Sequence[str]) -> Edited:
        """Take annotations out of the waste basket."""
        return self._change(ids, lambda one: replace(one, deleted=None))

    def _change(self, ids: Sequence[str], change: Change) -> Edited:
        with self._database.writing() as transaction:
            # Read inside the transaction: another process may have changed another part of them.
            found = self._found(ids)
            return self._records.put(transaction, found, list(map(change, found)))

    def _found(self, ids: Sequence[str]) -> list[Annotation]:
        ids = list(dict.fromkeys(ids))
        found = self._annotations.with_ids(ids)
        if len(found) < len(ids):
            missing = set(ids) - {one.id for one in found}
            raise NotFound(f"没有编号为“{min(missing)}”的批注。")
        return found


def _quote(item: Item, annotation: Annotation, source: str) -> Item:
    words = "" if annotation.selector is None else annotation.selector.quote
    return replace(item, kind=ItemKind.QUOTE, text=words, source=source)
