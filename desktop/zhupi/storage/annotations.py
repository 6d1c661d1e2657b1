"""Highlights and notes in the database."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from zhupi.annotations.model import Annotation, Colour, Kind, Selector, State, Style
from zhupi.gazette.folding import fold
from zhupi.storage.content import to_json
from zhupi.storage.database import Database
from zhupi.storage.model import Sketch
from zhupi.storage.times import from_text, now, to_text

_FIELDS = (
    "id, document, kind, start, end, quote, prefix, suffix, place, heading, colour, note, created,"
    " modified, state, style, deleted"
)
_COLUMNS = ", ".join(f"annotation.{field.strip()}" for field in _FIELDS.split(","))
_ORDER = "ORDER BY annotation.kind, annotation.start, annotation.end, annotation.created"
"""Highlights come before notes, in the alphabet too."""

_SAVE = f"""
INSERT INTO annotation (work, noted, {_FIELDS})
VALUES ((SELECT work FROM document WHERE id = ?), ?,
        {", ".join("?" for _ in _FIELDS.split(","))})
ON CONFLICT (id) DO UPDATE SET
       document = excluded.document, work = excluded.work, start = excluded.start,
       end = excluded.end, quote = excluded.quote, prefix = excluded.prefix,
       suffix = excluded.suffix, place = excluded.place, heading = excluded.heading,
       colour = excluded.colour, note = excluded.note, modified = excluded.modified,
       state = excluded.state, style = excluded.style, noted = excluded.noted
RETURNING serial
"""  # noqa: S608 - built from constants


class Annotations:
    """Reads and writes annotations; the caller opens the transaction to write."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def get(self, annotation_id: str) -> Annotation | None:
        """One annotation, also one in the waste basket."""
        found = self._select("WHERE annotation.id = ?", (annotation_id,))
        return found[0] if found else None

    def with_ids(self, ids: Sequence[str]) -> list[Annotation]:
        """These annotations, in the order of the ids, those in the waste basket too."""
        found = {
            annotation.id: annotation
            for annotation in self._select(
                "WHERE annotation.id IN (SELECT value FROM json_each(?))", (to_json(list(ids)),)
            )
        }
        return [found[id_] for id_ in ids if id_ in found]

    def with_serials(self, serials: Sequence[int]) -> list[Annotation]:
        """The annotations that bear these numbers, in the order of the numbers."""
        with self._database.reading() as connection:
            ids = dict(
                connection.execute(
                    "SELECT serial, id FROM annotation"
                    " WHERE serial IN (SELECT value FROM json_each(?))",
                    (to_json(list(serials)),),
                )
            )
            return self.with_ids([ids[serial] for serial in serials])

    def of_document(self, document: str, *, deleted: bool = False) -> list[Annotation]:
        """The annotations of a document in its order, its note last; ``deleted`` ones on demand."""
        condition = "" if deleted else " AND annotation.deleted IS NULL"
        return self._select(f"WHERE annotation.document = ?{condition} {_ORDER}", (document,))

    def sketches(self, document: str) -> list[Sketch]:
        """The annotations of a document in its order, its note last, without their words."""
        with self._database.reading() as connection:
            rows = connection.execute(
                "SELECT id, kind = 'note', coalesce(start, 0), coalesce(end, 0),"  # noqa: S608
                " coalesce(colour, ''), style = 'underline', state = 'orphan', noted, modified"
                f" FROM annotation WHERE document = ? AND deleted IS NULL {_ORDER}",
                (document,),
            ).fetchall()
        return list(map(Sketch._make, rows))

    def deleted(self) -> list[Annotation]:
        """Those put into the waste basket one by one, the latest first."""
        return self._select(
            "JOIN document ON document.id = annotation.document"
            " JOIN source ON source.id = document.source"
            " WHERE annotation.deleted IS NOT NULL AND document.deleted IS NULL"
            "   AND source.deleted IS NULL ORDER BY annotation.deleted DESC",
            (),
        )

    def carriers(self) -> list[str]:
        """The documents that carry an annotation, wherever either of them lies."""
        with self._database.reading() as connection:
            return [
                row[0]
                for row in connection.execute(
                    "SELECT DISTINCT document FROM annotation ORDER BY document"
                )
            ]

    def tagged(self) -> list[Annotation]:
        """Every annotation that has a tag, those in the waste basket too."""
        return self._select(
            "WHERE annotation.serial IN (SELECT annotation FROM annotation_tag)", ()
        )

    def is_deleted(self, annotation_id: str) -> bool:
        """Whether an annotation lies in the waste basket."""
        with self._database.reading() as connection:
            row = connection.execute(
                "SELECT deleted FROM annotation WHERE id = ?", (annotation_id,)
            ).fetchone()
        return row is not None and row[0] is not None

    def save(self, connection: sqlite3.Connection, annotation: Annotation) -> None:
        """Insert an annotation or write its present state over the former one.

        One that is there stays in the waste basket or out of it, see `set_deleted`.
        """
        note = fold(annotation.note)
        serial = connection.execute(
            _SAVE, (annotation.document, note != "", *_values(annotation))
        ).fetchone()[0]
        folded = [fold(tag) for tag in annotation.tags]
        connection.execute("DELETE FROM annotation_tag WHERE annotation = ?", (serial,))
        connection.executemany(
            "INSERT INTO annotation_tag (annotation, ordinal, tag, folded) VALUES (?, ?, ?, ?)",
            [
                (serial, ordinal, tag, folded[ordinal - 1])
                for ordinal, tag in enumerate(annotation.tags, 1)
            ],
        )
        quote = "" if annotation.selector is None else annotation.selector.quote
        connection.execute(
            "INSERT OR REPLACE INTO annotation_words (annotation, quote, note, tags)"
            " VALUES (?, ?, ?, ?)",
            (serial, fold(quote), note, "\n".join(folded)),
        )

    def set_deleted(
        self,
        connection: sqlite3.Connection,
        ids: Iterable[str],
        *,
        deleted: bool,
        moment: datetime | None = None,
    ) -> None:
        """Put annotations into the waste basket, at this moment or now, or take them out."""
        when = to_text(moment or now()) if deleted else None
        connection.executemany(
            "UPDATE annotation SET deleted = ? WHERE id = ?", [(when, item) for item in ids]
        )

    def _select(self, rest: str, values: Sequence[object]) -> list[Annotation]:
        with self._database.reading() as connection:
            rows = connection.execute(
                f"SELECT annotation.serial, {_COLUMNS} FROM annotation {rest}",  # noqa: S608
                values,
            ).fetchall()
            tags: dict[int, list[str]] = {}
            for serial, tag in connection.execute(
                "SELECT annotation, tag FROM annotation_tag"
                " WHERE annotation IN (SELECT value FROM json_each(?))"
                " ORDER BY annotation, ordinal",
                (to_json([row[0] for row in rows]),),
            ):
                tags.setdefault(serial, []).append(tag)
        return [_annotation(row[1:], tuple(tags.get(row[0], ()))) for row in rows]


def _values(annotation: Annotation) -> tuple[object, ...]:
    selector = annotation.selector
    place: tuple[object, ...] = (None,) * 6
    if selector is not None:
        place = (
            selector.start,
            selector.end,
            selector.quote,
            selector.prefix,
            selector.suffix,
            selector.place,
        )
    return (
        annotation.id,
        annotation.document,
        annotation.kind.value,
        *place,
        annotation.heading,
        None if annotation.colour is None else annotation.colour.value,
        annotation.note,
        to_text(annotation.created),
        to_text(annotation.modified),
        annotation.state.value,
        annotation.style.value,
        None if annotation.deleted is None else to_text(annotation.deleted),
    )


def _annotation(row: Sequence[Any], tags: tuple[str, ...]) -> Annotation:
    selector = None
    if row[3] is not None:
        selector = Selector(*row[3:9])
    return Annotation(
        id=row[0],
        document=row[1],
        kind=Kind(row[2]),
        selector=selector,
        colour=None if row[10] is None else Colour(row[10]),
        heading=row[9],
        note=row[11],
        tags=tags,
        created=from_text(row[12]),
        modified=from_text(row[13]),
        state=State(row[14]),
        style=Style(row[15]),
        deleted=None if row[16] is None else from_text(row[16]),
    )
