"""Corrections in the database."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from zhupi.annotations.model import Selector, State
from zhupi.gazette.corrections import Amends, Correction
from zhupi.gazette.witnesses import Witness
from zhupi.storage.content import to_json
from zhupi.storage.database import Database
from zhupi.storage.model import CorrectionState, Move, Spot, StoredCorrection
from zhupi.storage.times import from_text, to_text

_COLUMNS = (
    "id, source, document, amends, line, value, witness, before, state, parted, moves, created,"
    " deleted"
)
_SAVE = f"""
INSERT INTO correction ({_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
ON CONFLICT (id) DO UPDATE SET
       document = excluded.document, line = excluded.line, witness = excluded.witness,
       before = excluded.before, state = excluded.state, parted = excluded.parted,
       moves = excluded.moves, deleted = excluded.deleted
"""  # noqa: S608 - built from constants


class Corrections:
    """Reads and writes corrections; the caller opens the transaction to write."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def get(self, correction_id: str) -> StoredCorrection | None:
        """One correction, also one that was taken back."""
        found = self._select("WHERE id = ?", correction_id)
        return found[0] if found else None

    def of_source(self, source_id: int) -> list[StoredCorrection]:
        """Those of a source in the order in which they were made, those taken back too."""
        return self._select("WHERE source = ? ORDER BY serial", source_id)

    def live(self, source_id: int | None = None) -> list[StoredCorrection]:
        """Those that were not taken back, in the order of sources and of their lines."""
        condition, values = ("", ()) if source_id is None else (" AND source = ?", (source_id,))
        return self._select(
            f"WHERE deleted IS NULL{condition} ORDER BY source, line, serial", *values
        )

    def sources(self) -> list[int]:
        """The sources that have any, be they all taken back."""
        with self._database.reading() as connection:
            return [
                row[0]
                for row in connection.execute(
                    "SELECT DISTINCT source FROM correction ORDER BY source"
                )
            ]

    def count(self) -> int:
        """How many were not taken back. Quick."""
        with self._database.reading() as connection:
            row = connection.execute(
                "SELECT count(*) FROM correction WHERE deleted IS NULL"
            ).fetchone()
        return int(row[0])

    def save(self, connection: sqlite3.Connection, correction: StoredCorrection) -> None:
        """Insert a correction or write its present state over the former one."""
        connection.execute(
            _SAVE,
            (
                correction.id,
                correction.source,
                correction.document,
                correction.correction.amends.value,
                correction.correction.line,
                to_json(correction.correction.value),
                to_json(asdict(correction.witness)),
                correction.before,
                correction.state.value,
                correction.parted,
                to_json([_move_to_json(move) for move in correction.moves]),
                to_text(correction.created),
                None if correction.deleted is None else to_text(correction.deleted),
            ),
        )

    def _select(self, condition: str, *values: object) -> list[StoredCorrection]:
        with self._database.reading() as connection:
            return [
                _correction(row)
                for row in connection.execute(
                    f"SELECT {_COLUMNS} FROM correction {condition}",  # noqa: S608
                    values,
                )
            ]


def _correction(row: Sequence[Any]) -> StoredCorrection:
    value, witness = json.loads(row[5]), json.loads(row[6])
    return StoredCorrection(
        id=row[0],
        source=row[1],
        document=row[2],
        correction=Correction(
            Amends(row[3]), row[4], tuple(value) if isinstance(value, list) else value
        ),
        witness=Witness(witness["text"], tuple(witness["before"]), tuple(witness["after"])),
        before=row[7],
        state=CorrectionState(row[8]),
        parted=row[9],
        moves=tuple(
            Move(annotation, _spot_from_json(before), _spot_from_json(after))
            for annotation, before, after in json.loads(row[10])
        ),
        created=from_text(row[11]),
        deleted=None if row[12] is None else from_text(row[12]),
    )


def _move_to_json(move: Move) -> list[Any]:
    return [move.annotation, _spot_to_json(move.before), _spot_to_json(move.after)]


def _spot_to_json(spot: Spot) -> list[Any]:
    selector = None if spot.selector is None else list(asdict(spot.selector).values())
    return [spot.document, selector, spot.heading, spot.state.value]


def _spot_from_json(value: Sequence[Any]) -> Spot:
    document, selector, heading, state = value
    return Spot(document, None if selector is None else Selector(*selector), heading, State(state))
