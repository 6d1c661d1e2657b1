"""How far documents were read, in the database."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence

from zhupi.storage.citations import LIVE
from zhupi.storage.content import to_json
from zhupi.storage.database import Database
from zhupi.storage.model import ReadingState
from zhupi.storage.times import now, to_text

_FIELDS = "percent, done, read"
_COPY = (
    "(SELECT id FROM document WHERE document.work = reading_state.work"  # noqa: S608
    f" AND {LIVE} ORDER BY complete DESC, source, ordinal LIMIT 1)"
)


class ReadingStates:
    """The caller opens the transaction to write."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def all(self) -> dict[str, ReadingState]:
        """By live document. What was read in one that is gone holds for the best copy of its work,
        unless that was read itself.
        """
        with self._database.reading() as connection:
            own = connection.execute(
                f"SELECT document.id, {_FIELDS} FROM reading_state"  # noqa: S608
                f" JOIN document ON document.id = reading_state.document AND {LIVE}"
            ).fetchall()
            left = connection.execute(
                f"SELECT {_COPY} AS copy, {_FIELDS} FROM reading_state"  # noqa: S608
                " WHERE NOT EXISTS (SELECT 1 FROM document"
                f"   WHERE document.id = reading_state.document AND {LIVE})"
                " AND copy IS NOT NULL ORDER BY modified"
            ).fetchall()
        return {row[0]: _state(row) for row in (*left, *own)}

    def of(self, documents: Iterable[str]) -> list[ReadingState]:
        """What is kept of these documents themselves; nothing of those never read or marked."""
        with self._database.reading() as connection:
            return [
                _state(row)
                for row in connection.execute(
                    f"SELECT document, {_FIELDS} FROM reading_state"  # noqa: S608
                    " WHERE document IN (SELECT value FROM json_each(?))",
                    (to_json(list(documents)),),
                )
            ]

    def put(self, connection: sqlite3.Connection, states: Sequence[ReadingState]) -> None:
        """Write these states over what there is; what is of no known document is left out."""
        moment = to_text(now())
        connection.executemany(
            "INSERT INTO reading_state (document, work, percent, done, read, modified)"
            " SELECT id, work, ?, ?, ?, ? FROM document WHERE id = ?"
            " ON CONFLICT (document) DO UPDATE SET percent = excluded.percent,"
            " done = excluded.done, read = excluded.read, modified = excluded.modified",
            [(one.percent, one.done, one.read, moment, one.document) for one in states],
        )

    def remove(self, connection: sqlite3.Connection, documents: Iterable[str]) -> None:
        """Forget what is kept of these documents."""
        connection.executemany(
            "DELETE FROM reading_state WHERE document = ?", [(one,) for one in documents]
        )


def _state(row: Sequence[object]) -> ReadingState:
    document, percent, done, read = row
    return ReadingState(
        str(document), int(str(percent)), bool(done), None if read is None else str(read)
    )
