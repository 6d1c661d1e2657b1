"""What texts say of their own force, what the user says of it, and which copies he prefers."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence

from zhupi.gazette.statements import Validity
from zhupi.storage.citations import LIVE
from zhupi.storage.content import to_json
from zhupi.storage.database import Database
from zhupi.storage.times import now, to_text

_JOINED = f" FROM named_text JOIN document ON document.id = named_text.document AND {LIVE}"

Place = tuple[str, int]
"""A document, and the ordinal of an enclosure in it or 0."""


class Standings:
    """The caller opens the transaction to write. What the user says concerns a work: all copies."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def validities(self, document_id: str) -> list[Validity]:
        """What a document and the texts it encloses say of their force."""
        with self._database.reading() as connection:
            return [
                Validity(
                    starts=row[0],
                    ends=row[1],
                    trial=bool(row[2]),
                    reckoned=bool(row[3]),
                    words=row[4],
                    start=row[5],
                    end=row[6],
                    enclosure=row[7],
                )
                for row in connection.execute(
                    'SELECT starts, ends, trial, reckoned, words, start, "end", enclosure'
                    " FROM validity WHERE document = ? ORDER BY enclosure",
                    (document_id,),
                )
            ]

    def ends(self) -> dict[Place, str]:
        """The last day in force that live texts tell of themselves."""
        return self._days("SELECT validity.document, validity.enclosure, ends", "ends IS NOT NULL")

    def to_start(self, today: str) -> dict[Place, str]:
        """The first day in force of the live texts that are not in force yet on ``today``."""
        return self._days(
            "SELECT validity.document, validity.enclosure, starts", "starts > ?", today
        )

    def _days(self, columns: str, condition: str, *values: object) -> dict[Place, str]:
        with self._database.reading() as connection:
            rows = connection.execute(
                f"{columns} FROM validity JOIN document ON document.id = validity.document"
                f" AND {LIVE} WHERE {condition}",
                values,
            ).fetchall()
        return {(document, enclosure): day for document, enclosure, day in rows}

    def enclosures(self, documents: Sequence[str] | None = None) -> dict[str, int]:
        """How many texts each document encloses; those without one are left out."""
        with self._database.reading() as connection:
            condition = (
                "" if documents is None else " AND document IN (SELECT value FROM json_each(?))"
            )
            return dict(
                connection.execute(
                    "SELECT document, count(*) FROM named_text WHERE enclosure > 0"  # noqa: S608
                    f"{condition} GROUP BY document",
                    () if documents is None else (to_json(list(documents)),),
                )
            )

    def work(self, place: Place) -> str | None:
        """The work that a text is a copy of."""
        with self._database.reading() as connection:
            row = connection.execute(
                "SELECT work FROM named_text WHERE document = ? AND enclosure = ?", place
            ).fetchone()
        return None if row is None else str(row[0])

    def copies(self, work: str) -> list[Place]:
        """Every live copy of a work, that which citations open first."""
        with self._database.reading() as connection:
            return connection.execute(
                f"SELECT named_text.document, named_text.enclosure{_JOINED}"  # noqa: S608
                " WHERE named_text.work = ?"
                " ORDER BY EXISTS (SELECT 1 FROM preferred_copy"
                "   WHERE preferred_copy.work = named_text.work"
                "   AND preferred_copy.document = named_text.document"
                "   AND preferred_copy.enclosure = named_text.enclosure) DESC,"
                " document.complete DESC, document.source, document.ordinal, named_text.enclosure",
                (work,),
            ).fetchall()

    def user_states(self) -> list[tuple[str, int, str]]:
        """What the user says of each live text: document, enclosure, state."""
        with self._database.reading() as connection:
            return connection.execute(
                f"SELECT named_text.document, named_text.enclosure, user_state.state{_JOINED}"
                f" JOIN user_state ON user_state.work = named_text.work"
            ).fetchall()

    def user_state(self, work: str) -> str | None:
        """What the user says of a work."""
        return self._one("SELECT state FROM user_state WHERE work = ?", work)

    def preferred(self, work: str) -> Place | None:
        """The copy that the user wants citations to open."""
        with self._database.reading() as connection:
            row = connection.execute(
                "SELECT document, enclosure FROM preferred_copy WHERE work = ?", (work,)
            ).fetchone()
        return None if row is None else (row[0], row[1])

    def set_state(self, connection: sqlite3.Connection, work: str, state: str | None) -> None:
        """Set what the user says of a work; ``None`` takes it back."""
        if state is None:
            connection.execute("DELETE FROM user_state WHERE work = ?", (work,))
            return
        connection.execute(
            "INSERT INTO user_state VALUES (?, ?, ?) ON CONFLICT (work) DO UPDATE"
            " SET state = excluded.state, changed = excluded.changed",
            (work, state, to_text(now())),
        )

    def prefer(self, connection: sqlite3.Connection, work: str, place: Place | None) -> None:
        """Set the copy of a work that citations open; ``None``: the complete one, or the first."""
        if place is None:
            connection.execute("DELETE FROM preferred_copy WHERE work = ?", (work,))
            return
        connection.execute(
            "INSERT INTO preferred_copy VALUES (?, ?, ?, ?) ON CONFLICT (work) DO UPDATE SET"
            " document = excluded.document, enclosure = excluded.enclosure,"
            " changed = excluded.changed",
            (work, *place, to_text(now())),
        )

    def _one(self, query: str, value: str) -> str | None:
        with self._database.reading() as connection:
            row = connection.execute(query, (value,)).fetchone()
        return None if row is None else str(row[0])
