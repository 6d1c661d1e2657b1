"""Annotations that lost their place, and the states that annotations have left behind."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from datetime import datetime

from zhupi.storage.content import to_json
from zhupi.storage.database import Database
from zhupi.storage.times import from_text, to_text

_LIVE = (
    "FROM annotation JOIN document ON document.id = annotation.document"
    " JOIN source ON source.id = document.source"
    " LEFT JOIN kept_orphan ON kept_orphan.annotation = annotation.id"
    " WHERE annotation.state = 'orphan' AND annotation.deleted IS NULL"
    "   AND document.deleted IS NULL AND source.deleted IS NULL"
)


class Orphans:
    """Reads and writes what is kept of orphans; the caller opens the transaction to write."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def count(self) -> int:
        """How many are open: the user has not decided to keep them as they are."""
        with self._database.reading() as connection:
            row = connection.execute(
                f"SELECT count(*) {_LIVE} AND kept_orphan.annotation IS NULL"
            ).fetchone()
        return int(row[0])

    def listed(self) -> list[tuple[str, bool]]:
        """Their ids and whether they are kept: open ones first, in the order of documents."""
        with self._database.reading() as connection:
            return [
                (row[0], row[1] is not None)
                for row in connection.execute(
                    f"SELECT annotation.id, kept_orphan.annotation {_LIVE}"
                    " ORDER BY kept_orphan.annotation IS NOT NULL, source.id, document.gone,"
                    " document.ordinal, annotation.start, annotation.id"
                )
            ]

    def waiting(self, works: Iterable[str], sha256: str) -> list[tuple[str, str, bool]]:
        """Orphans for which one of the works, or the file of these bytes, may bring the place.

        Of each its id, the work of its document, and whether it belongs to the file.
        """
        key = absent_key(sha256)
        with self._database.reading() as connection:
            return [
                (row[0], row[1], row[2] == key)
                for row in connection.execute(
                    "SELECT annotation.id, document.work, source.sha256 FROM annotation"
                    " JOIN document ON document.id = annotation.document"
                    " JOIN source ON source.id = document.source"
                    " WHERE annotation.state = 'orphan'"
                    "   AND (document.work IN (SELECT value FROM json_each(?))"
                    "        OR source.sha256 = ?)"
                    " ORDER BY document.source, document.ordinal, annotation.start, annotation.id",
                    (to_json(list(works)), key),
                )
            ]

    def set_kept(self, connection: sqlite3.Connection, ids: Sequence[str], *, kept: bool) -> None:
        """Mark orphans as kept as they are, or as open again."""
        change = (
            "INSERT OR IGNORE INTO kept_orphan SELECT id FROM annotation"
            " WHERE id = ? AND state = 'orphan'"
            if kept
            else "DELETE FROM kept_orphan WHERE annotation = ?"
        )
        connection.executemany(change, [(id_,) for id_ in ids])
        # Windows learn of it by the log of changes.
        connection.executemany(
            "UPDATE annotation SET state = state WHERE id = ?", [(id_,) for id_ in ids]
        )

    def former_states(self, ids: Sequence[str]) -> dict[str, tuple[datetime, ...]]:
        """When the states were made that these annotations have left behind."""
        found: dict[str, list[datetime]] = {}
        with self._database.reading() as connection:
            for annotation, modified in connection.execute(
                "SELECT annotation, modified FROM former_state"
                " WHERE annotation IN (SELECT value FROM json_each(?))"
                " ORDER BY annotation, modified",
                (to_json(list(ids)),),
            ):
                found.setdefault(annotation, []).append(from_text(modified))
        return {annotation: tuple(times) for annotation, times in found.items()}

    def add_former_states(
        self, connection: sqlite3.Connection, annotation: str, times: Iterable[datetime]
    ) -> None:
        """Remember states that an annotation left behind in another library."""
        connection.executemany(
            "INSERT OR IGNORE INTO former_state VALUES (?, ?)",
            [(annotation, to_text(time)) for time in times],
        )


_ABSENT = "absent:"


def absent_key(sha256: str) -> str:
    """What stands for the hash of a file that is not in the library."""
    return f"{_ABSENT}{sha256}"


def file_hash(key: str) -> str:
    """The hash that `absent_key` was made of; any other stays as it is."""
    return key.removeprefix(_ABSENT)
