"""Sources and their documents."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from zhupi.gazette import serial
from zhupi.gazette.folding import fold
from zhupi.gazette.identity import work_of, year_for
from zhupi.gazette.model import Document, Furniture, Gazette, Issue, Repair
from zhupi.storage.database import Database
from zhupi.storage.model import BlockTexts, CatalogRow, NewSource, Source, StoredDocument
from zhupi.storage.times import from_text, now, to_text

_LIVE = "document.deleted IS NULL AND source.deleted IS NULL"

_ROWS = f"""
SELECT document.id, document.number, document.title, document.kind, document.date, document.year,
       document.issuers, source.name, source.id, document.ordinal, document.first_line,
       document.last_line, document.complete, document.doubts, document.work, document.revision,
       (SELECT count(*) FROM annotation
         WHERE annotation.document = document.id AND annotation.deleted IS NULL)
  FROM document JOIN source ON source.id = document.source
 WHERE {_LIVE}
"""  # noqa: S608 - built from constants

_ENCLOSURES = f"""
SELECT enclosure.document, enclosure.ordinal, enclosure.number, enclosure.title, enclosure.kind,
       enclosure.date, enclosure.year, enclosure.issuers, enclosure.first_line,
       enclosure.last_line
  FROM enclosure
  JOIN document ON document.id = enclosure.document
  JOIN source ON source.id = document.source
 WHERE {_LIVE}
"""  # noqa: S608


class Documents:
    """Reads and writes sources and documents; the caller opens the transaction to write."""

    def __init__(self, database: Database) -> None:
        self._database = database

    # Sources

    def source_with(self, sha256: str) -> Source | None:
        """The source made of these bytes, also one in the waste basket."""
        return self._one_source("sha256 = ?", sha256)

    def source(self, source_id: int) -> Source | None:
        return self._one_source("id = ?", source_id)

    def sources_named(self, name: str) -> list[tuple[Source, list[str]]]:
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

    def raw(self, source_id: int) -> tuple[bytes, str]:
        """The file byte for byte, and its name."""
        with self._database.reading() as connection:
            row = connection.execute(
                "SELECT raw, name FROM source WHERE id = ?", (source_id,)
            ).fetchone()
        return row[0], row[1]

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
                _reading(new.issue),
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
            self._write_document(connection, document_id, document, gazette)
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
                _reading(new.issue),
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
            self._write_document(connection, document_id, document, gazette)
            ids.append(document_id)
        return ids

    def _write_document(
        self,
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
                _json(document.issuers),
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
                _json(_outline(document)),
                _json(_without_text(document)),
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
                    _json(item.issuers),
                    item.kind,
                    item.date,
                    year_for(item.date, item.number, gazette.year),
                    *item.lines,
                )
                for ordinal, item in enumerate(document.enclosures, 1)
                if item.number is not None
            ],
        )
        connection.execute("DELETE FROM citation WHERE document = ?", (document_id,))
        connection.executemany(
            "INSERT INTO citation VALUES (?, ?, ?, ?)",
            [
                (document_id, ordinal, item.title and fold(item.title), item.number)
                for ordinal, item in enumerate(document.citations, 1)
            ],
        )

    # Catalog

    def has_sources(self) -> bool:
        """Whether anything was ever imported, be it in the waste basket now."""
        with self._database.reading() as connection:
            return connection.execute("SELECT 1 FROM source LIMIT 1").fetchone() is not None

    def rows(self, document_id: str | None = None) -> list[CatalogRow]:
        """Every live document, then every enclosed text with its own number, in source order.

        With ``document_id`` only that document and what it encloses.
        """
        condition = "" if document_id is None else " AND document.id = ?"
        values = () if document_id is None else (document_id,)
        with self._database.reading() as connection:
            documents = [
                _row(row)
                for row in connection.execute(
                    f"{_ROWS}{condition} ORDER BY source.id, document.ordinal", values
                )
            ]
            parents = {row.id: row for row in documents}
            enclosures = [
                _enclosed_row(row, parents[row[0]])
                for row in connection.execute(
                    f"{_ENCLOSURES}{condition}"
                    " ORDER BY source.id, document.ordinal, enclosure.ordinal",
                    values,
                )
            ]
        return documents + enclosures

    def document(self, document_id: str) -> StoredDocument | None:
        """One document whole, also one in the waste basket."""
        with self._database.reading() as connection:
            row = connection.execute(
                "SELECT source, work, revision, text, blocks, structure FROM document"
                " JOIN document_text ON document_text.document = document.id"
                " WHERE document.id = ?",
                (document_id,),
            ).fetchone()
            if row is None:
                return None
            source = self.source(row[0])
            reading = json.loads(
                connection.execute("SELECT reading FROM source WHERE id = ?", (row[0],)).fetchone()[
                    0
                ]
            )
        if source is None:
            raise RuntimeError(f"document {document_id} has no source")
        document = _with_text(json.loads(row[5]), _parted(row[3], json.loads(row[4])))
        first, last = document.lines
        return StoredDocument(
            id=document_id,
            document=document,
            source=source,
            work=row[1],
            revision=row[2],
            furniture=tuple(
                Furniture(**item) for item in reading["furniture"] if first <= item["line"] <= last
            ),
            repairs=tuple(
                Repair(**item) for item in reading["repairs"] if first <= item["line"] <= last
            ),
        )

    def revisions(self) -> dict[str, int]:
        """The revision of each live document: what the index must hold."""
        with self._database.reading() as connection:
            return dict(
                connection.execute(
                    "SELECT document.id, document.revision FROM document"  # noqa: S608
                    f" JOIN source ON source.id = document.source WHERE {_LIVE}"
                )
            )

    def texts(self, ids: Iterable[str]) -> Iterator[BlockTexts]:
        """The texts of these documents in blocks; those that are not live are left out."""
        for document_id in ids:
            with self._database.reading() as connection:
                row = connection.execute(
                    "SELECT text, blocks FROM document_text"  # noqa: S608
                    " JOIN document ON document.id = document_text.document"
                    f" JOIN source ON source.id = document.source WHERE {_LIVE}"
                    " AND document.id = ?",
                    (document_id,),
                ).fetchone()
            if row is None:
                continue
            blocks = json.loads(row[1])
            texts = _parted(row[0], blocks)
            yield BlockTexts(
                id=document_id,
                kinds=[kind for kind, _, _ in blocks],
                texts=texts,
                leads=[
                    text[:lead] for text, (_, _, lead) in zip(texts, blocks, strict=True) if lead
                ],
            )

    def citing(self, number: str | None, title: str | None) -> list[str]:
        """The live documents that cite a text by its number or by its folded title."""
        with self._database.reading() as connection:
            return [
                row[0]
                for row in connection.execute(
                    "SELECT DISTINCT document.id FROM citation"  # noqa: S608
                    " JOIN document ON document.id = citation.document"
                    " JOIN source ON source.id = document.source"
                    f" WHERE {_LIVE} AND (citation.number = ?"
                    "   OR (citation.number IS NULL AND citation.title = ?))"
                    " ORDER BY source.id, document.ordinal",
                    (number, title),
                )
            ]

    # Waste basket

    def set_deleted(
        self,
        connection: sqlite3.Connection,
        *,
        document: str | None = None,
        source: int | None = None,
        deleted: bool,
    ) -> None:
        """Put a document or a source into the waste basket, or take it out."""
        moment = to_text(now()) if deleted else None
        if document is not None:
            connection.execute("UPDATE document SET deleted = ? WHERE id = ?", (moment, document))
        if source is not None:
            connection.execute("UPDATE source SET deleted = ? WHERE id = ?", (moment, source))

    def documents_of(self, source_id: int) -> list[str]:
        """The ids of a source's documents that are not themselves in the waste basket."""
        with self._database.reading() as connection:
            return [
                row[0]
                for row in connection.execute(
                    "SELECT id FROM document WHERE source = ? AND deleted IS NULL ORDER BY ordinal",
                    (source_id,),
                )
            ]

    def deleted_sources(self) -> list[Source]:
        with self._database.reading() as connection:
            return [
                _source(row)
                for row in connection.execute(
                    f"{_SOURCE} WHERE deleted IS NOT NULL ORDER BY deleted DESC"
                )
            ]

    def deleted_documents(self) -> list[tuple[str, str, str]]:
        """Documents put into the waste basket one by one: id, title, time of deletion."""
        with self._database.reading() as connection:
            return connection.execute(
                "SELECT document.id, document.title, document.deleted FROM document"
                " JOIN source ON source.id = document.source"
                " WHERE document.deleted IS NOT NULL AND source.deleted IS NULL"
                " ORDER BY document.deleted DESC"
            ).fetchall()

    def _one_source(self, condition: str, value: object) -> Source | None:
        with self._database.reading() as connection:
            row = connection.execute(
                f"{_SOURCE} WHERE {condition}",
                (value,),
            ).fetchone()
        return None if row is None else _source(row)


_SOURCE = (
    "SELECT id, name, path, sha256, encoding, gazette, year, issue, imported, deleted FROM source"
)


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


def _row(row: Sequence[Any]) -> CatalogRow:
    return CatalogRow(
        id=row[0],
        number=row[1],
        title=row[2],
        kind=row[3],
        date=row[4],
        year=row[5],
        issuers=tuple(json.loads(row[6])),
        source=row[7],
        source_id=row[8],
        ordinal=row[9],
        lines=(row[10], row[11]),
        complete=bool(row[12]),
        doubts=row[13],
        work=row[14],
        revision=row[15],
        annotations=row[16],
    )


def _enclosed_row(row: Sequence[Any], parent: CatalogRow) -> CatalogRow:
    return CatalogRow(
        id=f"{row[0]}#{row[1]}",
        number=row[2],
        title=row[3],
        kind=row[4],
        date=row[5],
        year=row[6],
        issuers=tuple(json.loads(row[7])),
        source=parent.source,
        source_id=parent.source_id,
        ordinal=parent.ordinal,
        lines=(row[8], row[9]),
        complete=parent.complete,
        doubts=0,
        annotations=0,
        work=row[2],
        revision=parent.revision,
        enclosed_in=parent.id,
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


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _reading(issue: Issue) -> str:
    value = serial.issue_to_json(
        Issue(issue.gazette, issue.pages, (), issue.furniture, issue.repairs)
    )
    return _json({key: value[key] for key in ("pages", "furniture", "repairs")})


def _without_text(document: Document) -> serial.Json:
    value = serial.document_to_json(document)
    for block in value["blocks"]:
        del block["text"]
    return value


def _with_text(value: serial.Json, texts: Sequence[str]) -> Document:
    for block, text in zip(value["blocks"], texts, strict=True):
        block["text"] = text
    return serial.document_from_json(value)


def _outline(document: Document) -> list[tuple[str, int, int]]:
    """For each block its kind, its length, and that of a heading run into it."""
    leads = {
        heading.block: len(heading.text)
        for heading in document.headings
        if heading.run_in and document.blocks[heading.block].text.startswith(heading.text)
    }
    return [
        (block.kind.value, len(block.text), leads.get(at, 0))
        for at, block in enumerate(document.blocks)
    ]


def _parted(text: str, blocks: Iterable[tuple[str, int, int]]) -> list[str]:
    texts = []
    start = 0
    for _, length, _ in blocks:
        texts.append(text[start : start + length])
        start += length + 1
    return texts
