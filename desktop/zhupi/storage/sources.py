"""Sources: the files in the library, with their bytes and the documents read from them."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from typing import Any

from zhupi.gazette.identity import work_of, year_for
from zhupi.gazette.model import Document, Gazette
from zhupi.storage.citation_rows import write as write_citations
from zhupi.storage.content import outline, reading_to_json, structure_to_json, to_json
from zhupi.storage.database import Database
from zhupi.storage.model import NewSource, Source
from zhupi.storage.times import from_text, now, to_text

_SOURCE = (
    "SELECT id, name, path, sha256, encoding, gazette, year, issue, imported, deleted FROM source"
)


class Sources:
    """Reads and writes sources; the caller opens the transaction to write."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def any(self) -> bool:
        """Whether anything was ever imported, be it in the waste basket now."""
        with self._database.reading() as connection:
            return connection.execute("SELECT 1 FROM source LIMIT 1").fetchone() is not None

    def with_bytes(self, sha256: str) -> Source | None:
        """The source made of these bytes, also one in the waste basket."""
        return self._one("sha256 = ?", sha256)

    def get(self, source_id: int) -> Source | None:
        """One source, also one in the waste basket."""
        return self._one("id = ?", source_id)

    def named(self, name: str) -> list[tuple[Source, list[str]]]:
        """Live sources with this file name, each with its works."""
        with self._database.reading() as connection:
            sources = [
                _source(row)
                for row in connection.execute(
                    f"{_SOURCE} WHERE name = ? AND deleted IS NULL ORDER BY id",
                    (name,),
                )
            ]
            return [
                (
                    source,
                    [
                        row[0]
                        for row in connection.execute(
                            "SELECT work FROM document WHERE source = ? ORDER BY ordinal",
                            (source.id,),
                        )
                    ],
                )
                for source in sources
            ]

    def deleted(self) -> list[Source]:
        """Those in the waste basket, the latest first."""
        with self._database.reading() as connection:
            return [
                _source(row)
                for row in connection.execute(
                    f"{_SOURCE} WHERE deleted IS NOT NULL ORDER BY deleted DESC"
                )
            ]

    def raw(self, source_id: int) -> bytes:
        """The file byte for byte."""
        with self._database.reading() as connection:
            row = connection.execute("SELECT raw FROM source WHERE id = ?", (source_id,)).fetchone()
        return bytes(row[0])

    def set_deleted(self, connection: sqlite3.Connection, source_id: int, *, deleted: bool) -> None:
        """Put a source into the waste basket, or take it out."""
        moment = to_text(now()) if deleted else None
        connection.execute("UPDATE source SET deleted = ? WHERE id = ?", (moment, source_id))

    def add(self, connection: sqlite3.Connection, new: NewSource) -> tuple[int, list[str]]:
        """Store a source and its documents; return the ids given."""
        gazette = new.issue.gazette
        cursor = connection.execute(
            "INSERT INTO source (name, path, sha256, encoding, raw, parser, gazette, year, issue,"
            " reading, imported) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                new.name,
                new.path,
                new.sha256,
                new.encoding,
                new.raw,
                new.parser,
                gazette.name,
                gazette.year,
                gazette.issue,
                reading_to_json(new.issue),
                to_text(now()),
            ),
        )
        source_id = cursor.lastrowid
        if source_id is None:
            raise RuntimeError("INSERT gave no row id")
        stem = _free_stem(connection, new.sha256)
        ids = []
        for ordinal, document in enumerate(new.issue.documents, 1):
            document_id = f"{stem}-{ordinal}"
            connection.execute(
                "INSERT INTO document (id, source, ordinal, work, title, issuers, complete,"
                " first_line, last_line, doubts, revision)"
                " VALUES (?, ?, ?, '', '', '[]', 0, 1, 1, 0, 0)",
                (document_id, source_id, ordinal),
            )
            _write_document(connection, document_id, document, gazette)
            ids.append(document_id)
        return source_id, ids

    def replace(self, connection: sqlite3.Connection, source_id: int, new: NewSource) -> list[str]:
        """Put a corrected file in a source's place, its works being the same.

        The old bytes are kept; each document keeps its id. Return the ids of the documents.
        """
        connection.execute(
            "INSERT INTO former_source (source, sha256, encoding, raw, replaced)"
            " SELECT id, sha256, encoding, raw, ? FROM source WHERE id = ?",
            (to_text(now()), source_id),
        )
        gazette = new.issue.gazette
        connection.execute(
            "UPDATE source SET path = ?, sha256 = ?, encoding = ?, raw = ?, parser = ?,"
            " gazette = ?, year = ?, issue = ?, reading = ? WHERE id = ?",
            (
                new.path,
                new.sha256,
                new.encoding,
                new.raw,
                new.parser,
                gazette.name,
                gazette.year,
                gazette.issue,
                reading_to_json(new.issue),
                source_id,
            ),
        )
        ids_by_work: dict[str, list[str]] = {}
        for document_id, work in connection.execute(
            "SELECT id, work FROM document WHERE source = ? ORDER BY ordinal", (source_id,)
        ):
            ids_by_work.setdefault(work, []).append(document_id)
        ids = []
        for ordinal, document in enumerate(new.issue.documents, 1):
            document_id = ids_by_work[work_of(document)].pop(0)
            connection.execute(
                "UPDATE document SET ordinal = ? WHERE id = ?", (ordinal, document_id)
            )
            _write_document(connection, document_id, document, gazette)
            ids.append(document_id)
        return ids

    def _one(self, condition: str, value: object) -> Source | None:
        with self._database.reading() as connection:
            row = connection.execute(
                f"{_SOURCE} WHERE {condition}",
                (value,),
            ).fetchone()
        return None if row is None else _source(row)


def _write_document(
    connection: sqlite3.Connection,
    document_id: str,
    document: Document,
    gazette: Gazette,
) -> None:
    connection.execute(
        "UPDATE document SET work = ?, title = ?, number = ?, issuers = ?, kind = ?, date = ?,"
        " year = ?, complete = ?, first_line = ?, last_line = ?, doubts = ?,"
        " revision = revision + 1 WHERE id = ?",
        (
            work_of(document),
            document.title,
            document.number,
            to_json(document.issuers),
            document.kind,
            document.date,
            year_for(document.date, document.number, gazette.year),
            document.complete,
            *document.lines,
            len(document.doubts),
            document_id,
        ),
    )
    connection.execute(
        "INSERT OR REPLACE INTO document_text (document, text, blocks, structure)"
        " VALUES (?, ?, ?, ?)",
        (
            document_id,
            document.text,
            to_json(outline(document)),
            structure_to_json(document),
        ),
    )
    connection.execute("DELETE FROM enclosure WHERE document = ?", (document_id,))
    connection.executemany(
        "INSERT INTO enclosure VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [
            (
                document_id,
                ordinal,
                item.title,
                item.number,
                to_json(item.issuers),
                item.kind,
                item.date,
                year_for(item.date, item.number, gazette.year),
                *item.lines,
            )
            for ordinal, item in enumerate(document.enclosures, 1)
        ],
    )
    write_citations(connection, document_id, document)


def _source(row: Sequence[Any]) -> Source:
    return Source(
        id=row[0],
        name=row[1],
        path=row[2],
        sha256=row[3],
        encoding=row[4],
        gazette=Gazette(row[5], row[6], row[7]),
        imported=from_text(row[8]),
        deleted=None if row[9] is None else from_text(row[9]),
    )


def _free_stem(connection: sqlite3.Connection, sha256: str) -> str:
    # The id tells its source, so that libraries made of the same files agree. A source that was
    # replaced keeps its ids: should its old file come in again, it needs others.
    for length in range(8, len(sha256) + 1, 4):
        stem = sha256[:length]
        taken = connection.execute(
            "SELECT 1 FROM document WHERE id LIKE ? LIMIT 1", (f"{stem}-%",)
        ).fetchone()
        if taken is None:
            return stem
    raise RuntimeError(f"every prefix of {sha256} is taken")
