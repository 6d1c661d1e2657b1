"""Notebooks: made, ordered, filled and read."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from uuid import uuid4

from zhupi.annotations.model import Annotation, Colour, Style
from zhupi.annotations.notebooks import (
    LEVELS,
    Item,
    ItemKind,
    Notebook,
    whole_sections,
)
from zhupi.annotations.positions import between
from zhupi.errors import LibraryError, NotFound
from zhupi.gazette.folding import fold
from zhupi.library.marks import Marks
from zhupi.library.model import Edited, Entry, NotebookRow, Outline, Record
from zhupi.library.noting import rows_of
from zhupi.library.records import Records, made
from zhupi.library.sourcing import SourceLines
from zhupi.storage import Annotations, Database, Documents
from zhupi.storage.database import Transaction
from zhupi.storage.notebooks import Notebooks
from zhupi.storage.times import now

_BREAKS = re.compile(r"\s*[\r\n\u2028\u2029]+\s*")


class Outlines:
    """Reads and writes notebooks. Each write is one transaction, on disk when it returns.

    ``before`` is the id of what comes next, ``None`` for the end. Raise `NotFound` for what is not
    there or lies in the waste basket, `LibraryError` for a name that is empty or taken.
    """

    def __init__(
        self,
        database: Database,
        documents: Documents,
        annotations: Annotations,
        notebooks: Notebooks,
        records: Records,
        sources: SourceLines,
        marks: Marks,
    ) -> None:
        self._database = database
        self._documents = documents
        self._annotations = annotations
        self._notebooks = notebooks
        self._records = records
        self._sources = sources
        self._marks = marks

    # Reading

    def rows(self) -> list[NotebookRow]:
        """The notebooks in their order, with their sizes."""
        sizes = self._notebooks.sizes()
        rows = []
        for notebook in self._notebooks.all():
            size = sizes.get(notebook.id)
            rows.append(
                NotebookRow(notebook, size.items if size else 0, size.excerpts if size else 0)
            )
        return rows

    def find(self, name: str) -> Notebook:
        """The notebook with this id or, folded, this name."""
        notebooks = self._notebooks.all()
        found = [one for one in notebooks if one.id == name] or [
            one for one in notebooks if fold(one.name) == fold(name)
        ]
        if len(found) == 1:
            return found[0]
        if found:
            several = "、".join(one.id for one in found)
            raise NotFound(f"有 {len(found)} 本摘编都叫“{name}”，请用编号指明：{several}。")
        names = "、".join(f"“{one.name}”" for one in notebooks)
        raise NotFound(
            f"没有名为“{name}”的摘编。" + (f"现有：{names}。" if names else "还没有摘编。")
        )

    def outline(self, notebook_id: str) -> Outline:
        """A notebook with its items, the excerpts with their present words."""
        with self._database.reading():
            notebook = self._live(notebook_id)
            items = self._notebooks.items(notebook_id)
            ids = {item.annotation for item in items if item.kind is ItemKind.EXCERPT}
            annotations = self._annotations.with_ids([one for one in ids if one is not None])
            rows = {row.annotation.id: row for row in rows_of(annotations, self._documents)}
            live = self._documents.rows_of(list({one.document for one in annotations}))
            lines = self._sources.lines(annotations)
        entries = []
        for item in items:
            note = rows.get(item.annotation or "") if item.kind is ItemKind.EXCERPT else None
            if note is None:
                entries.append(Entry(item, item.text, item.source))
                continue
            selector = note.annotation.selector
            entries.append(
                Entry(
                    item,
                    "" if selector is None else selector.quote,
                    lines[note.annotation.id],
                    note,
                    gone=note.annotation.deleted is not None or note.row.id not in live,
                )
            )
        return Outline(notebook, tuple(entries))

    def excerpts_of(self, annotations: Sequence[str]) -> dict[str, list[Notebook]]:
        """For each of these annotations that has excerpts, the notebooks that hold them."""
        items = self._notebooks.excerpts_of(annotations)
        notebooks = {one.id: one for one in self._notebooks.all()}
        found: dict[str, list[Notebook]] = {}
        for item in items:
            if item.notebook in notebooks:
                found.setdefault(item.annotation or "", []).append(notebooks[item.notebook])
        return found

    # Notebooks

    def make(self, name: str) -> tuple[Notebook, Edited]:
        """Make an empty notebook behind all others."""
        with self._database.writing() as transaction:
            name = self._free_name(name)
            moment = now()
            position = between(self._notebooks.last_position(), None)[0]
            notebook = Notebook(uuid4().hex, name, position, moment, moment)
            return notebook, self._records.put(transaction, [made(notebook)], [notebook])

    def rename(self, notebook_id: str, name: str) -> Edited:
        """Give a notebook another name."""
        with self._database.writing() as transaction:
            notebook = self._live(notebook_id)
            renamed = replace(notebook, name=self._free_name(name, notebook_id))
            return self._records.put(transaction, [notebook], [renamed])

    def reorder(self, notebook_id: str, before: str | None = None) -> Edited:
        """Put a notebook before another one, or behind all."""
        with self._database.writing() as transaction:
            notebook = self._live(notebook_id)
            if before == notebook_id:
                return Edited()
            others = [one for one in self._kept() if one.id != notebook_id]
            position = _place(others, before, 1, "摘编")[0]
            return self._records.put(
                transaction, [notebook], [replace(notebook, position=position)]
            )

    def delete(self, notebook_id: str) -> Edited:
        """Put a notebook into the waste basket, with all that is in it."""
        with self._database.writing() as transaction:
            notebook = self._live(notebook_id)
            return self._records.put(transaction, [notebook], [replace(notebook, deleted=now())])

    def restore(self, notebook_id: str) -> Edited:
        """Take a notebook out of the waste basket, to where it stood."""
        with self._database.writing() as transaction:
            found = self._notebooks.with_ids([notebook_id])
            if not found:
                raise NotFound(f"没有编号为“{notebook_id}”的摘编。")
            return self._records.put(transaction, found, [replace(found[0], deleted=None)])

    # Items

    def add_heading(
        self, notebook_id: str, text: str, level: int = 1, before: str | None = None
    ) -> tuple[Item, Edited]:
        """Put in a heading of level 1 to 6; a level beyond is taken for the nearest."""
        level = min(max(level, LEVELS[0]), LEVELS[-1])
        return self._add(notebook_id, ItemKind.HEADING, _line(text, "标题"), level, before)

    def add_text(
        self, notebook_id: str, text: str, before: str | None = None
    ) -> tuple[Item, Edited]:
        """Put in own text, Markdown."""
        return self._add(notebook_id, ItemKind.TEXT, text, 0, before)

    def add_excerpts(
        self, notebook_id: str, annotations: Sequence[str], before: str | None = None
    ) -> Edited:
        """Put in excerpts in the order given; those that are there stay where they are."""
        with self._database.writing() as transaction:
            there = self._items(notebook_id)
            found = self._annotations.with_ids(list(dict.fromkeys(annotations)))
            if len(found) < len(set(annotations)) or any(one.deleted for one in found):
                raise NotFound("要摘录的批注不存在，或已移入回收站。")
            return self._excerpt(transaction, notebook_id, there, found, before, [])

    def mark(
        self,
        notebook_id: str,
        document: str,
        start: int,
        end: int,
        *,
        colour: Colour = Colour.RED,
        style: Style = Style.HIGHLIGHT,
        before: str | None = None,
        words: str = "",
    ) -> tuple[Annotation, Edited]:
        """Mark a stretch of a document's text and put in its excerpt, in one transaction.

        For ``words`` see `Marks.highlight`.
        """
        with self._database.writing() as transaction:
            there = self._items(notebook_id)
            mark = self._marks.new_highlight(
                document, start, end, colour=colour, style=style, words=words
            )
            return mark, self._excerpt(transaction, notebook_id, there, [mark], before, [mark])

    def edit(self, item_id: str, text: str) -> Edited:
        """Change a heading or own text; the words of a document are not changed."""
        with self._database.writing() as transaction:
            item = self._live_items([item_id])[0]
            if item.kind in (ItemKind.EXCERPT, ItemKind.QUOTE):
                raise LibraryError("摘录的文字出自原文，不能在摘编中修改。")
            if item.kind is ItemKind.HEADING:
                text = _line(text, "标题")
            return self._records.put(transaction, [item], [replace(item, text=text)])

    def indent(self, ids: Sequence[str], step: int, *, sections: bool = False) -> Edited:
        """Move headings down by ``step`` levels, up if negative; what would leave 1 to 6 stays.

        With ``sections`` also the headings under them, all or none.
        """
        with self._database.writing() as transaction:
            items = self._live_items(ids)
            if sections:
                items = self._with_sections(items)
            headings = [item for item in items if item.kind is ItemKind.HEADING]
            if sections and not all(item.level + step in LEVELS for item in headings):
                return Edited()
            headings = [item for item in headings if item.level + step in LEVELS]
            moved = [replace(item, level=item.level + step) for item in headings]
            return self._records.put(transaction, headings, moved)

    def move(
        self,
        ids: Sequence[str],
        before: str | None = None,
        *,
        notebook_id: str | None = None,
        sections: bool = False,
    ) -> Edited:
        """Move items of one notebook, in their order, before another item or to the end.

        ``notebook_id`` is where to, if elsewhere. With ``sections`` what stands under a heading
        moves with it. Where ``before`` is one of those moved, they gather where it stands.
        """
        with self._database.writing() as transaction:
            items = self._live_items(ids)
            if sections:
                items = self._with_sections(items)
            target = notebook_id or items[0].notebook
            moving = {item.id for item in items}
            there = self._items(target)
            before = _not_among(there, before, moving)
            others = [item for item in there if item.id not in moving]
            positions = _place(others, before, len(items), "条目")
            moved = [
                replace(item, notebook=target, position=position)
                for item, position in zip(items, positions, strict=True)
            ]
            return self._records.put(transaction, items, moved)

    def remove(self, ids: Sequence[str], *, sections: bool = False) -> Edited:
        """Take items out; `Library.restate` brings them back to their places."""
        with self._database.writing() as transaction:
            items = self._live_items(ids)
            if sections:
                items = self._with_sections(items)
            moment = now()
            return self._records.put(
                transaction, items, [replace(item, deleted=moment) for item in items]
            )

    # Within a transaction

    def _add(
        self, notebook_id: str, kind: ItemKind, text: str, level: int, before: str | None
    ) -> tuple[Item, Edited]:
        with self._database.writing() as transaction:
            position = _place(self._items(notebook_id), before, 1, "条目")[0]
            moment = now()
            item = Item(
                uuid4().hex, notebook_id, position, kind, level, text, None, "", moment, moment
            )
            return item, self._records.put(transaction, [made(item)], [item])

    def _excerpt(
        self,
        transaction: Transaction,
        notebook_id: str,
        there: Sequence[Item],
        annotations: Sequence[Annotation],
        before: str | None,
        new: Sequence[Annotation],
    ) -> Edited:
        held = {item.annotation for item in there if _is_live_excerpt(item)}
        wanted = [one for one in annotations if one.id not in held]
        moment = now()
        items: list[Record] = [
            Item(
                uuid4().hex,
                notebook_id,
                position,
                ItemKind.EXCERPT,
                0,
                "",
                annotation.id,
                "",
                moment,
                moment,
            )
            for annotation, position in zip(
                wanted, _place(there, before, len(wanted), "条目"), strict=True
            )
        ]
        records = [*new, *items]
        return self._records.put(transaction, [made(one) for one in records], records)

    def _items(self, notebook_id: str) -> list[Item]:
        """Those of a live notebook, removed ones too: they keep their places."""
        self._live(notebook_id)
        return self._notebooks.items(notebook_id, deleted=True)

    def _live_items(self, ids: Sequence[str]) -> list[Item]:
        """Live items of one notebook, in its order."""
        found = self._notebooks.items_with_ids(ids)
        if not found or len(found) < len(set(ids)) or any(item.deleted for item in found):
            raise NotFound("这个条目已不在摘编中。")
        if len({item.notebook for item in found}) > 1:
            raise ValueError("items of several notebooks")
        self._live(found[0].notebook)
        return sorted(found, key=lambda item: (item.position, item.id))

    def _with_sections(self, items: Sequence[Item]) -> list[Item]:
        there = self._notebooks.items(items[0].notebook)
        wanted = set(whole_sections(there, [item.id for item in items]))
        return [item for item in there if item.id in wanted]

    def _live(self, notebook_id: str) -> Notebook:
        found = self._notebooks.with_ids([notebook_id])
        if not found or found[0].deleted is not None:
            raise NotFound(f"没有编号为“{notebook_id}”的摘编。")
        return found[0]

    def _kept(self) -> list[Notebook]:
        notebooks = [*self._notebooks.all(), *self._notebooks.deleted()]
        return sorted(notebooks, key=lambda one: (one.position, one.id))

    def _free_name(self, name: str, own: str = "") -> str:
        name = _line(name, "摘编的名称")
        for other in self._notebooks.all():
            if other.id != own and fold(other.name) == fold(name):
                raise LibraryError(f"已有名为“{other.name}”的摘编，请换一个名称。")
        return name


def _line(text: str, what: str) -> str:
    """A line that is not empty."""
    line = _BREAKS.sub(" ", text).strip()
    if not line:
        raise LibraryError(f"{what}不能是空的。")
    return line


def _is_live_excerpt(item: Item) -> bool:
    return item.kind is ItemKind.EXCERPT and item.deleted is None


def _not_among(items: Sequence[Item], before: str | None, moving: set[str]) -> str | None:
    """The first live item from ``before`` on that does not move."""
    at = next((at for at, item in enumerate(items) if item.id == before), None)
    if at is None or before not in moving:
        return before
    rest = (item for item in items[at:] if item.deleted is None and item.id not in moving)
    return next((item.id for item in rest), None)


def _place(
    ordered: Sequence[Notebook | Item], before: str | None, number: int, what: str
) -> list[str]:
    """Positions before one of those in order, those in the waste basket included, or at the end."""
    if before is None:
        return between(ordered[-1].position if ordered else None, None, number)
    for at, one in enumerate(ordered):
        if one.id == before and one.deleted is None:
            last = ordered[at - 1].position if at else None
            return between(last, one.position, number)
    raise NotFound(f"要插在其前的{what}已不在。")
