"""Notebooks and their items in the database."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from zhupi.annotations.notebooks import Item, ItemKind, Notebook
from zhupi.gazette.folding import fold
from zhupi.storage.content import to_json
from zhupi.storage.database import Database
from zhupi.storage.times import from_text, to_text

_NOTEBOOK = "SELECT id, name, position, created, modified, deleted FROM notebook"
_ITEM = (
    "SELECT id, notebook, position, kind, level, text, annotation, source, created, modified,"
    " deleted FROM notebook_item"
)
_IN_LIVE = "notebook IN (SELECT id FROM notebook WHERE deleted IS NULL)"
_NOTEBOOKS_PLACE = "(SELECT position FROM notebook WHERE notebook.id = notebook_item.notebook)"
_WITH_IDS = "WHERE id IN (SELECT value FROM json_each(?))"


@dataclass(frozen=True, slots=True)
class Sizes:
    """How many live items a notebook has, and how many of them are excerpts or quotes."""

    items: int
    excerpts: int


class Notebooks:
    """Reads and writes notebooks; the caller opens the transaction to write.

    Whoever saves an item saves its notebook too, with the time: the log of changes tells other
    windows of notebooks only.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    def all(self) -> list[Notebook]:
        """The live notebooks in their order."""
        return self._notebooks("WHERE deleted IS NULL ORDER BY position, id")

    def deleted(self) -> list[Notebook]:
        """Those in the waste basket, the latest first."""
        return self._notebooks("WHERE deleted IS NOT NULL ORDER BY deleted DESC")

    def with_ids(self, ids: Sequence[str]) -> list[Notebook]:
        """These notebooks, those in the waste basket too."""
        return self._notebooks(_WITH_IDS, to_json(list(ids)))

    def sizes(self) -> dict[str, Sizes]:
        """The sizes of all notebooks that have live items."""
        with self._database.reading() as connection:
            return {
                row[0]: Sizes(row[1], row[2])
                for row in connection.execute(
                    "SELECT notebook, count(*), total(kind IN ('excerpt', 'quote'))"
                    " FROM notebook_item WHERE deleted IS NULL GROUP BY notebook"
                )
            }

    def items(self, notebook: str, *, deleted: bool = False) -> list[Item]:
        """A notebook's items in order; ``deleted`` ones, which keep their places, on demand."""
        condition = "" if deleted else " AND deleted IS NULL"
        return self._items(f"WHERE notebook = ?{condition} ORDER BY position, id", notebook)

    def items_with_ids(self, ids: Sequence[str]) -> list[Item]:
        """These items, removed ones too."""
        return self._items(_WITH_IDS, to_json(list(ids)))

    def excerpts_of(self, annotations: Sequence[str]) -> list[Item]:
        """The live excerpts of these annotations in whatever notebook, also one put away."""
        return self._items(
            "WHERE annotation IN (SELECT value FROM json_each(?)) AND kind = 'excerpt'"
            " AND deleted IS NULL ORDER BY notebook, position, id",
            to_json(list(annotations)),
        )

    def holding(self, words: Sequence[str]) -> list[Item]:
        """The live items of live notebooks whose text holds each of the folded words, in order."""
        holding = " AND instr(folded, ?)" * len(words)
        return self._items(
            f"WHERE deleted IS NULL AND {_IN_LIVE}{holding} ORDER BY {_NOTEBOOKS_PLACE},"
            " notebook, position, id",
            *words,
        )

    def last_position(self) -> str | None:
        """The last position among notebooks, those in the waste basket too."""
        with self._database.reading() as connection:
            found: str | None = connection.execute("SELECT max(position) FROM notebook").fetchone()[
                0
            ]
        return found

    def save(self, connection: sqlite3.Connection, notebooks: Iterable[Notebook]) -> None:
        """Insert notebooks or write their present state over the former one."""
        connection.executemany(
            "INSERT INTO notebook (id, name, position, created, modified, deleted)"
            " VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET name = excluded.name,"
            " position = excluded.position, modified = excluded.modified,"
            " deleted = excluded.deleted",
            [
                (
                    one.id,
                    one.name,
                    one.position,
                    to_text(one.created),
                    to_text(one.modified),
                    None if one.deleted is None else to_text(one.deleted),
                )
                for one in notebooks
            ],
        )

    def save_items(self, connection: sqlite3.Connection, items: Iterable[Item]) -> None:
        """Insert items or write their present state over the former one."""
        connection.executemany(
            "INSERT INTO notebook_item (id, notebook, position, kind, level, text, annotation,"
            " source, created, modified, deleted, folded) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?,"
            " ?) ON CONFLICT (id) DO UPDATE SET notebook = excluded.notebook,"
            " position = excluded.position, kind = excluded.kind, level = excluded.level,"
            " text = excluded.text, annotation = excluded.annotation, source = excluded.source,"
            " modified = excluded.modified, deleted = excluded.deleted, folded = excluded.folded",
            [
                (
                    item.id,
                    item.notebook,
                    item.position,
                    item.kind.value,
                    item.level,
                    item.text,
                    item.annotation,
                    item.source,
                    to_text(item.created),
                    to_text(item.modified),
                    None if item.deleted is None else to_text(item.deleted),
                    fold(item.text),
                )
                for item in items
            ],
        )

    def touch(
        self, connection: sqlite3.Connection, notebooks: Iterable[str], moment: datetime
    ) -> None:
        """Note the time at which items of these notebooks changed."""
        connection.executemany(
            "UPDATE notebook SET modified = ? WHERE id = ?",
            [(to_text(moment), notebook) for notebook in notebooks],
        )

    def _notebooks(self, rest: str, *values: object) -> list[Notebook]:
        with self._database.reading() as connection:
            return [_notebook(row) for row in connection.execute(f"{_NOTEBOOK} {rest}", values)]

    def _items(self, rest: str, *values: object) -> list[Item]:
        with self._database.reading() as connection:
            return [_item(row) for row in connection.execute(f"{_ITEM} {rest}", values)]


def _notebook(row: Sequence[Any]) -> Notebook:
    return Notebook(
        id=row[0],
        name=row[1],
        position=row[2],
        created=from_text(row[3]),
        modified=from_text(row[4]),
        deleted=None if row[5] is None else from_text(row[5]),
    )


def _item(row: Sequence[Any]) -> Item:
    return Item(
        id=row[0],
        notebook=row[1],
        position=row[2],
        kind=ItemKind(row[3]),
        level=row[4],
        text=row[5],
        annotation=row[6],
        source=row[7],
        created=from_text(row[8]),
        modified=from_text(row[9]),
        deleted=None if row[10] is None else from_text(row[10]),
    )
