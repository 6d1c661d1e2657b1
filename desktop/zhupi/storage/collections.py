"""Documents that the user keeps together, in the database."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from datetime import timedelta
from typing import Any

from zhupi.storage.citations import LIVE
from zhupi.storage.database import Database
from zhupi.storage.model import FAVOURITES, Collection
from zhupi.storage.times import from_text, now, to_text

Place = tuple[str, int]
"""A document, and the ordinal of an enclosure in it or 0."""

_COLUMNS = "id, name, created, modified, deleted"
_LIVE_TEXT = f"named_text JOIN document ON document.id = named_text.document AND {LIVE}"
# An enclosed text has its ordinal only: after another reading it may be another one.
_OWN = (
    "named_text.document = collected.document AND named_text.enclosure = collected.enclosure"
    " AND (collected.enclosure = 0 OR named_text.work = collected.work)"
)
_COPY = (
    f"SELECT named_text.document, named_text.enclosure FROM {_LIVE_TEXT}"  # noqa: S608
    " WHERE named_text.work = ? AND (named_text.enclosure = 0 OR named_text.number IS NOT NULL)"
    " ORDER BY document.complete DESC, document.source, document.ordinal, named_text.enclosure"
    " LIMIT 1"
)


class Collections:
    """The caller opens the transaction to write."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def all(self, *, deleted: bool = False) -> list[Collection]:
        """Those that the user made, by age; or those of them that lie in the waste basket."""
        condition = "NOT NULL" if deleted else "NULL"
        with self._database.reading() as connection:
            return _read(
                connection,
                f"deleted IS {condition} AND id <> ? ORDER BY created, id",
                (FAVOURITES,),
            )

    def get(self, connection: sqlite3.Connection, collection: str) -> Collection | None:
        """One as the transaction sees it, also one in the waste basket."""
        found = _read(connection, "id = ?", (collection,))
        return found[0] if found else None

    def save(self, connection: sqlite3.Connection, one: Collection) -> None:
        """Insert a collection or write its present state over the former one."""
        connection.execute(
            f"INSERT INTO collection ({_COLUMNS}) VALUES (?, ?, ?, ?, ?)"  # noqa: S608
            " ON CONFLICT (id) DO UPDATE SET name = excluded.name, modified = excluded.modified,"
            " deleted = excluded.deleted",
            (
                one.id,
                one.name,
                to_text(one.created),
                to_text(one.modified),
                None if one.deleted is None else to_text(one.deleted),
            ),
        )

    def members(self) -> dict[str, list[Place]]:
        """The texts in each, in the order in which they came in.

        In the place of a text that is gone stands the best copy of its work, if there is one.
        """
        found: dict[str, dict[Place, None]] = {}
        with self._database.reading() as connection:
            rows = connection.execute(
                "SELECT collected.collection, collected.work, collected.document,"  # noqa: S608
                f" collected.enclosure, EXISTS (SELECT 1 FROM {_LIVE_TEXT} WHERE {_OWN})"
                " FROM collected JOIN collection ON collection.id = collected.collection"
                " WHERE collected.deleted IS NULL AND collection.deleted IS NULL"
                " ORDER BY collected.added, collected.document, collected.enclosure"
            ).fetchall()
            for collection, work, document, enclosure, here in rows:
                place = (document, enclosure)
                if not here:
                    place = connection.execute(_COPY, (work,)).fetchone()
                if place is not None:
                    found.setdefault(collection, {})[place] = None
        return {collection: list(places) for collection, places in found.items()}

    def add(self, connection: sqlite3.Connection, collection: str, places: Iterable[Place]) -> None:
        """Put texts in; those that were taken out stand where they stood."""
        moment = now()
        (last,) = connection.execute(
            "SELECT max(added) FROM collected WHERE collection = ?", (collection,)
        ).fetchone()
        if last is not None:
            # A clock may be put back, or not go on at all between two of them.
            moment = max(moment, from_text(last) + timedelta(milliseconds=1))
        connection.executemany(
            "INSERT INTO collected (collection, document, enclosure, work, added)"
            " SELECT ?, document, enclosure, work, ? FROM named_text"
            " WHERE document = ? AND enclosure = ?"
            " ON CONFLICT (collection, document, enclosure) DO UPDATE SET deleted = NULL,"
            " work = excluded.work WHERE deleted IS NOT NULL OR work <> excluded.work",
            [(collection, to_text(moment), *place) for place in places],
        )

    def remove(
        self, connection: sqlite3.Connection, collection: str, places: Iterable[Place]
    ) -> None:
        """Take texts out, with those that are gone and that they stand for."""
        moment = to_text(now())
        connection.executemany(
            "UPDATE collected SET deleted = ?1 WHERE collection = ?2 AND deleted IS NULL"  # noqa: S608
            " AND ((document = ?3 AND enclosure = ?4)"
            "   OR (work = (SELECT work FROM named_text WHERE document = ?3 AND enclosure = ?4)"
            f"      AND NOT EXISTS (SELECT 1 FROM {_LIVE_TEXT} WHERE {_OWN})))",
            [(moment, collection, *place) for place in places],
        )


def _read(connection: sqlite3.Connection, rest: str, values: Sequence[object]) -> list[Collection]:
    rows = connection.execute(f"SELECT {_COLUMNS} FROM collection WHERE {rest}", values)  # noqa: S608
    return [_collection(row) for row in rows]


def _collection(row: Sequence[Any]) -> Collection:
    id_, name, created, modified, deleted = row
    return Collection(
        id_,
        name,
        from_text(created),
        from_text(modified),
        None if deleted is None else from_text(deleted),
    )
