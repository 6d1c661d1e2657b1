"""Saved searches in the database."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from typing import Any

from zhupi.storage.database import Database
from zhupi.storage.model import SavedSearch
from zhupi.storage.times import from_text, to_text

_COLUMNS = "id, name, query, issuer, year, kind, sort, ordinal, created, modified, deleted"


class SavedSearches:
    """Reads and writes saved searches; the caller opens the transaction to write."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def all(self, *, deleted: bool = False) -> list[SavedSearch]:
        """Those kept, in their order, or with ``deleted`` those in the waste basket as well."""
        condition = "" if deleted else " WHERE deleted IS NULL"
        with self._database.reading() as connection:
            return _read(connection, f"{condition} ORDER BY ordinal, created, id", ())

    def get(self, connection: sqlite3.Connection, search_id: str) -> SavedSearch | None:
        """One saved search as the transaction sees it, also one in the waste basket."""
        found = _read(connection, " WHERE id = ?", (search_id,))
        return found[0] if found else None

    def kept(self, connection: sqlite3.Connection) -> list[SavedSearch]:
        """Those kept, in their order, as the transaction sees them."""
        return _read(connection, " WHERE deleted IS NULL ORDER BY ordinal, created, id", ())

    def save(self, connection: sqlite3.Connection, search: SavedSearch) -> None:
        """Insert a saved search or write its present state over the former one."""
        connection.execute(
            f"INSERT INTO saved_search ({_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"  # noqa: S608
            " ON CONFLICT (id) DO UPDATE SET name = excluded.name, query = excluded.query,"
            " issuer = excluded.issuer, year = excluded.year, kind = excluded.kind,"
            " sort = excluded.sort, ordinal = excluded.ordinal, modified = excluded.modified,"
            " deleted = excluded.deleted",
            (
                search.id,
                search.name,
                search.query,
                search.issuer,
                search.year,
                search.kind,
                search.sort,
                search.ordinal,
                to_text(search.created),
                to_text(search.modified),
                None if search.deleted is None else to_text(search.deleted),
            ),
        )


def _read(connection: sqlite3.Connection, rest: str, values: Sequence[object]) -> list[SavedSearch]:
    rows = connection.execute(f"SELECT {_COLUMNS} FROM saved_search{rest}", values)  # noqa: S608
    return [_search(row) for row in rows]


def _search(row: Sequence[Any]) -> SavedSearch:
    id_, name, query, issuer, year, kind, sort, ordinal, created, modified, deleted = row
    return SavedSearch(
        id_,
        name,
        query,
        issuer,
        year,
        kind,
        sort,
        ordinal,
        from_text(created),
        from_text(modified),
        None if deleted is None else from_text(deleted),
    )
