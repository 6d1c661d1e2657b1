"""Sources: the files in the library, with their bytes and the documents read from them."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from typing import Any

from zhupi.gazette.model import Document, Furniture, Gazette, Issue, PageStart, Repair
from zhupi.storage.content import pages_from_json, reading_from_json, reading_to_json, to_json
from zhupi.storage.database import Database
from zhupi.storage.model import NewSource, Part, Reread, Source
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
            row = connection.execute("SELECT 1 FROM source WHERE absent = 0 LIMIT 1").fetchone()
        return row is not None

    def with_bytes(self, sha256: str) -> Source | None:
        """The source made of these bytes, also one in the waste basket."""
        return self._one("sha256 = ?", sha256)

    def once_of_bytes(self, sha256: str) -> Source | None:
        """The source made of these bytes now, else one that was before a correction."""
        return self.with_bytes(sha256) or self._one(
            "id = (SELECT source FROM former_source WHERE sha256 = ? ORDER BY id DESC LIMIT 1)",
            sha256,
        )

    def get(self, source_id: int) -> Source | None:
        """One source, also one in the waste basket."""
        return self._one("id = ?", source_id)

    def pages(self, source_id: int) -> tuple[list[PageStart], list[Furniture]]:
        """The pages of a source and its furniture, page numbers among it."""
        with self._database.reading() as connection:
            row = connection.execute(
                "SELECT reading FROM source WHERE id = ?", (source_id,)
            ).fetchone()
        if row is None:
            return [], []
        return pages_from_json(row[0]), reading_from_json(row[0])[0]

    def reading(self, source_id: int) -> tuple[list[Furniture], list[Repair]]:
        """The furniture of a source, and what was put right in it."""
        with self._database.reading() as connection:
            row = connection.execute(
                "SELECT reading FROM source WHERE id = ?", (source_id,)
            ).fetchone()
        return ([], []) if row is None else reading_from_json(row[0])

    def named(self, name: str) -> list[tuple[Source, list[str]]]:
        """Live sources with this file name, each with its works."""
        with self._database.reading() as connection:
            sources = [
                _source(row)
                for row in connection.execute(
                    f"{_SOURCE} WHERE name = ? AND deleted IS NULL AND NOT absent ORDER BY id",
                    (name,),
                )
            ]
            return [
                (
                    source,
                    [
                        row[0]
                        for row in connection.execute(
                            "SELECT work FROM document WHERE source = ? AND gone IS NULL"
                            " ORDER BY ordinal",
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

    def read_before(self, parser: int) -> list[Source]:
        """Those read by an earlier version of the parser, also those in the waste basket."""
        with self._database.reading() as connection:
            return [
                _source(row)
                for row in connection.execute(
                    f"{_SOURCE} WHERE absent = 0 AND parser < ? ORDER BY id", (parser,)
                )
            ]

    def count_read_before(self, parser: int) -> int:
        """How many those are. Quick."""
        with self._database.reading() as connection:
            row = connection.execute(
                "SELECT count(*) FROM source WHERE absent = 0 AND parser < ?", (parser,)
            ).fetchone()
        return int(row[0])

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
        from zhupi.storage.document_rows import free_stem, insert, write_document

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
        stem = free_stem(connection, new.sha256)
        ids = []
        for ordinal, document in enumerate(new.issue.documents, 1):
            document_id = f"{stem}-{ordinal}"
            insert(connection, document_id, source_id, ordinal)
            write_document(connection, document_id, document, gazette)
            ids.append(document_id)
        return source_id, ids

    def replace(
        self,
        connection: sqlite3.Connection,
        source_id: int,
        new: NewSource,
        heirs: Sequence[str | None],
    ) -> Reread:
        """Put a file brought up to date in a source's place; the old bytes are kept.

        For ``heirs`` and what becomes of the documents see `read_again`.
        """
        connection.execute(
            "INSERT INTO former_source (source, sha256, encoding, raw, replaced)"
            " SELECT id, sha256, encoding, raw, ? FROM source WHERE id = ?",
            (to_text(now()), source_id),
        )
        connection.execute(
            "UPDATE source SET path = ?, sha256 = ?, encoding = ?, raw = ? WHERE id = ?",
            (new.path, new.sha256, new.encoding, new.raw, source_id),
        )
        return self.read_again(connection, source_id, new.parser, new.issue, heirs)

    def parts(self, source_id: int, *, gone: bool = True) -> list[Part]:
        """What a source was divided into, also what lies in the waste basket or is ``gone``."""
        condition = "" if gone else " AND gone IS NULL"
        with self._database.reading() as connection:
            return [
                Part(
                    row[0],
                    row[1],
                    (row[2], row[3]),
                    gone=row[4] is not None,
                    deleted=row[5] is not None,
                )
                for row in connection.execute(
                    "SELECT id, work, first_line, last_line, gone, deleted FROM document"  # noqa: S608
                    f" WHERE source = ?{condition} ORDER BY gone IS NOT NULL, ordinal",
                    (source_id,),
                )
            ]

    def read_again(
        self,
        connection: sqlite3.Connection,
        source_id: int,
        parser: int,
        issue: Issue,
        heirs: Sequence[str | None],
    ) -> Reread:
        """Store another reading of a source; ``heirs`` name each document's former id.

        Documents without one get new ids; former ones without an heir are gone from now on.
        """
        from zhupi.storage.document_rows import differs, insert, next_id, write_document

        gazette = issue.gazette
        connection.execute(
            "UPDATE source SET parser = ?, gazette = ?, year = ?, issue = ?, reading = ?"
            " WHERE id = ?",
            (parser, gazette.name, gazette.year, gazette.issue, reading_to_json(issue), source_id),
        )
        ids, changed = [], []
        for ordinal, (document, heir) in enumerate(zip(issue.documents, heirs, strict=True), 1):
            document_id = heir or insert(
                connection, next_id(connection, source_id), source_id, ordinal
            )
            connection.execute(
                "UPDATE document SET ordinal = ?, gone = NULL"
                " WHERE id = ? AND (ordinal <> ? OR gone IS NOT NULL)",
                (ordinal, document_id, ordinal),
            )
            if differs(connection, document_id, document, gazette):
                write_document(connection, document_id, document, gazette)
                changed.append(document_id)
            ids.append(document_id)
        lost = [
            row[0]
            for row in connection.execute(
                "SELECT id FROM document WHERE source = ? AND gone IS NULL"
                " AND id NOT IN (SELECT value FROM json_each(?))",
                (source_id, to_json(ids)),
            )
        ]
        connection.executemany(
            "UPDATE document SET gone = ? WHERE id = ?", [(to_text(now()), id_) for id_ in lost]
        )
        connection.execute(
            "UPDATE annotation SET work = document.work FROM document"
            " WHERE document.id = annotation.document AND annotation.work <> document.work"
            " AND document.id IN (SELECT value FROM json_each(?))",
            (to_json(changed),),
        )
        return Reread(ids, changed, lost)

    def add_absent(
        self, connection: sqlite3.Connection, name: str, sha256: str, document: Document
    ) -> str:
        """Make a document that is gone from the start, for annotations whose file is not here.

        Return its id; the same one for the same file and work.
        """
        from zhupi.gazette.identity import work_of
        from zhupi.storage.document_rows import insert, write_document
        from zhupi.storage.orphans import absent_key

        key = absent_key(sha256 or name)
        connection.execute(
            "INSERT INTO source (name, path, sha256, encoding, raw, parser, reading, imported,"
            " absent) VALUES (?, '', ?, '', x'', 0, ?, ?, 1) ON CONFLICT (sha256) DO NOTHING",
            (name, key, reading_to_json(Issue()), to_text(now())),
        )
        (source_id,) = connection.execute(
            "SELECT id FROM source WHERE sha256 = ?", (key,)
        ).fetchone()
        known = connection.execute(
            "SELECT id FROM document WHERE source = ? AND work = ?", (source_id, work_of(document))
        ).fetchone()
        if known is not None:
            return str(known[0])
        (count,) = connection.execute(
            "SELECT count(*) FROM document WHERE source = ?", (source_id,)
        ).fetchone()
        document_id = f"absent-{source_id}-{count + 1}"
        insert(connection, document_id, source_id, count + 1)
        connection.execute(
            "UPDATE document SET gone = ? WHERE id = ?", (to_text(now()), document_id)
        )
        write_document(connection, document_id, document, Gazette())
        return document_id

    def _one(self, condition: str, value: object) -> Source | None:
        with self._database.reading() as connection:
            row = connection.execute(
                f"{_SOURCE} WHERE {condition}",
                (value,),
            ).fetchone()
        return None if row is None else _source(row)


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
