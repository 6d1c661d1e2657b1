"""Documents: the catalog, and each document whole."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from zhupi.errors import LibraryError
from zhupi.storage.content import document_from_json, parted, reading_from_json, to_json
from zhupi.storage.database import Database, Transaction
from zhupi.storage.model import BlockTexts, CatalogRow, StoredDocument
from zhupi.storage.sources import Sources
from zhupi.storage.times import now, to_text

_LIVE = "document.deleted IS NULL AND document.gone IS NULL AND source.deleted IS NULL"
_GONE = "document.deleted IS NULL AND document.gone IS NOT NULL AND source.deleted IS NULL"

_FIELDS = """
SELECT document.id, document.number, document.title, document.kind, document.date, document.year,
       document.issuers, source.name, source.id, document.ordinal, document.first_line,
       document.last_line, document.complete, document.doubts, document.work, document.revision,
       (SELECT count(*) FROM annotation
         WHERE annotation.document = document.id AND annotation.deleted IS NULL)
  FROM document JOIN source ON source.id = document.source
"""
_ROWS = f"{_FIELDS} WHERE {_LIVE}"

_ENCLOSURES = f"""
SELECT enclosure.document, enclosure.ordinal, enclosure.number, enclosure.title, enclosure.kind,
       enclosure.date, enclosure.year, enclosure.issuers, enclosure.first_line,
       enclosure.last_line, source.name, source.id, document.ordinal, document.complete,
       document.revision
  FROM enclosure
  JOIN document ON document.id = enclosure.document
  JOIN source ON source.id = document.source
 WHERE {_LIVE}
"""  # noqa: S608

_TEXTS_AT_ONCE = 64


class Documents:
    """Reads documents; those that are not in the waste basket, and whose source is not, are live.

    A document that is gone has no text any more, or never had, and is kept for its annotations.
    They are written with their source, see `Sources`.
    """

    def __init__(self, database: Database, sources: Sources) -> None:
        self._database = database
        self._sources = sources

    def rows(self, document_id: str | None = None) -> list[CatalogRow]:
        """Every live document, then every enclosed text with its own number, in source order.

        With ``document_id`` only that document and what it encloses.
        """
        ids = None if document_id is None else [document_id]
        return self._documents(ids) + self._enclosures(ids, numbered=True)

    def rows_of(self, ids: Sequence[str]) -> dict[str, CatalogRow]:
        """The rows of these documents, as far as they are live."""
        return {row.id: row for row in self._documents(ids)}

    def bearing(self, number: str) -> list[CatalogRow]:
        """The live documents and enclosed texts that bear a number; complete documents first."""
        with self._database.reading() as connection:
            rows = [
                _row(row)
                for row in connection.execute(
                    f"{_ROWS} AND document.number = ?"
                    " ORDER BY document.complete DESC, source.id, document.ordinal",
                    (number,),
                )
            ]
            return rows + [
                _enclosed_row(row)
                for row in connection.execute(
                    f"{_ENCLOSURES} AND enclosure.number = ?"
                    " ORDER BY document.complete DESC, source.id, document.ordinal",
                    (number,),
                )
            ]

    def any_rows_of(self, ids: Iterable[str]) -> dict[str, CatalogRow]:
        """The rows of these documents, of those in the waste basket too."""
        query = _ROWS.replace(_LIVE, "TRUE")
        with self._database.reading() as connection:
            rows = connection.execute(f"{query}{_only([])}", _values(list(ids)))
            return {row[0]: _row(row) for row in rows}

    def gone(self) -> list[CatalogRow]:
        """The rows of documents that are gone and carry annotations: only orphans name them."""
        with self._database.reading() as connection:
            rows = connection.execute(
                f"{_FIELDS} WHERE {_GONE} AND EXISTS (SELECT 1 FROM annotation"  # noqa: S608
                " WHERE annotation.document = document.id AND annotation.deleted IS NULL)"
                " ORDER BY source.id, document.ordinal"
            )
            return [_row(row) for row in rows]

    def copies(self, work: str) -> list[str]:
        """The live documents that hold a work, complete ones first."""
        with self._database.reading() as connection:
            return [
                row[0]
                for row in connection.execute(
                    "SELECT document.id FROM document"  # noqa: S608
                    f" JOIN source ON source.id = document.source WHERE {_LIVE}"
                    " AND document.work = ?"
                    " ORDER BY document.complete DESC, source.id, document.ordinal",
                    (work,),
                )
            ]

    def is_gone(self, document_id: str) -> bool:
        """Whether a document is one of those kept for their annotations."""
        with self._database.reading() as connection:
            row = connection.execute(
                "SELECT gone FROM document WHERE id = ?", (document_id,)
            ).fetchone()
        return row is not None and row[0] is not None

    def enclosed(self, document_id: str | None = None) -> list[CatalogRow]:
        """Every enclosed text, or those of one document, with and without a number."""
        return self._enclosures(None if document_id is None else [document_id], numbered=False)

    def _documents(self, ids: Sequence[str] | None) -> list[CatalogRow]:
        with self._database.reading() as connection:
            return [
                _row(row)
                for row in connection.execute(
                    f"{_ROWS}{_only(ids)} ORDER BY source.id, document.ordinal",
                    _values(ids),
                )
            ]

    def _enclosures(self, ids: Sequence[str] | None, *, numbered: bool) -> list[CatalogRow]:
        condition = " AND enclosure.number IS NOT NULL" if numbered else ""
        with self._database.reading() as connection:
            return [
                _enclosed_row(row)
                for row in connection.execute(
                    f"{_ENCLOSURES}{_only(ids)}{condition}"
                    " ORDER BY source.id, document.ordinal, enclosure.ordinal",
                    _values(ids),
                )
            ]

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
            source = self._sources.get(row[0])
            furniture, repairs = reading_from_json(
                connection.execute("SELECT reading FROM source WHERE id = ?", (row[0],)).fetchone()[
                    0
                ]
            )
        if source is None:
            raise RuntimeError(f"document {document_id} has no source")
        try:
            document = document_from_json(row[5], parted(row[3], json.loads(row[4])))
        except ValueError as error:
            raise LibraryError(
                f"文库中公文 {document_id} 的内容已损坏，请从备份恢复或重新导入。"
            ) from error
        first, last = document.lines
        return StoredDocument(
            id=document_id,
            document=document,
            source=source,
            work=row[1],
            revision=row[2],
            furniture=tuple(item for item in furniture if first <= item.line <= last),
            repairs=tuple(item for item in repairs if first <= item.line <= last),
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

    def revision(self, connection: Transaction, document_id: str) -> int:
        """The revision of a document, as this transaction leaves it."""
        (revision,) = connection.execute(
            "SELECT revision FROM document WHERE id = ?", (document_id,)
        ).fetchone()
        return int(revision)

    def texts(self, ids: Sequence[str]) -> Iterator[BlockTexts]:
        """The texts of these documents in blocks, in this order; without those not live."""
        for start in range(0, len(ids), _TEXTS_AT_ONCE):
            wanted = ids[start : start + _TEXTS_AT_ONCE]
            with self._database.reading() as connection:
                rows = connection.execute(
                    "SELECT document.id, text, blocks, revision FROM document_text"  # noqa: S608
                    " JOIN document ON document.id = document_text.document"
                    f" JOIN source ON source.id = document.source WHERE {_LIVE}{_only(wanted)}",
                    _values(wanted),
                ).fetchall()
            found = {row[0]: row for row in rows}
            for document_id in wanted:
                if document_id in found:
                    yield _block_texts(*found[document_id])

    def set_deleted(
        self, connection: sqlite3.Connection, document_id: str, *, deleted: bool
    ) -> None:
        """Put a document into the waste basket, or take it out."""
        moment = to_text(now()) if deleted else None
        connection.execute("UPDATE document SET deleted = ? WHERE id = ?", (moment, document_id))

    def of_source(self, source_id: int, *, gone: bool = False) -> list[str]:
        """The ids of a source's documents that are not themselves in the waste basket.

        With ``gone`` also of those kept for their annotations.
        """
        condition = "" if gone else " AND gone IS NULL"
        with self._database.reading() as connection:
            return [
                row[0]
                for row in connection.execute(
                    "SELECT id FROM document WHERE source = ? AND deleted IS NULL"  # noqa: S608
                    f"{condition} ORDER BY ordinal",
                    (source_id,),
                )
            ]

    def deleted(self) -> list[tuple[str, str, str]]:
        """Documents put into the waste basket one by one: id, title, time of deletion.

        Of those that are gone the ones with annotations: taken out they are orphans again.
        """
        with self._database.reading() as connection:
            return connection.execute(
                "SELECT document.id, document.title, document.deleted FROM document"
                " JOIN source ON source.id = document.source"
                " WHERE document.deleted IS NOT NULL AND source.deleted IS NULL"
                " AND (document.gone IS NULL OR EXISTS (SELECT 1 FROM annotation"
                "   WHERE annotation.document = document.id AND annotation.deleted IS NULL))"
                " ORDER BY document.deleted DESC"
            ).fetchall()


def _block_texts(document_id: str, text: str, outline: str, revision: int) -> BlockTexts:
    blocks = json.loads(outline)
    return BlockTexts(
        id=document_id,
        revision=revision,
        kinds=[kind for kind, *_ in blocks],
        texts=parted(text, blocks),
        leads=[lead for _, _, lead, _, _ in blocks],
        lines=[(first, last) for _, _, _, first, last in blocks],
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


def _enclosed_row(row: Sequence[Any]) -> CatalogRow:
    return CatalogRow(
        id=f"{row[0]}#{row[1]}",
        number=row[2],
        title=row[3],
        kind=row[4],
        date=row[5],
        year=row[6],
        issuers=tuple(json.loads(row[7])),
        source=row[10],
        source_id=row[11],
        ordinal=row[12],
        lines=(row[8], row[9]),
        complete=bool(row[13]),
        doubts=0,
        annotations=0,
        work=row[2] or "",
        revision=row[14],
        enclosed_in=row[0],
    )


def _only(ids: Sequence[str] | None) -> str:
    # One parameter for any number of ids.
    return "" if ids is None else " AND document.id IN (SELECT value FROM json_each(?))"


def _values(ids: Sequence[str] | None) -> tuple[str, ...]:
    return () if ids is None else (to_json(list(ids)),)
