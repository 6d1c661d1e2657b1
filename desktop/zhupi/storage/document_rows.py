"""The rows that one document takes up, and its id."""

from __future__ import annotations

import sqlite3

from zhupi.gazette.identity import work_of, year_for
from zhupi.gazette.model import Document, Gazette
from zhupi.storage.citation_rows import write as write_citations
from zhupi.storage.content import outline, structure_to_json, to_json


def insert(connection: sqlite3.Connection, document_id: str, source_id: int, ordinal: int) -> str:
    """Make a row for `write_document` to fill."""
    connection.execute(
        "INSERT INTO document (id, source, ordinal, work, title, issuers, complete,"
        " first_line, last_line, doubts, revision)"
        " VALUES (?, ?, ?, '', '', '[]', 0, 1, 1, 0, 0)",
        (document_id, source_id, ordinal),
    )
    return document_id


def next_id(connection: sqlite3.Connection, source_id: int) -> str:
    """An id for one more document of a source, never given before."""
    ids = [
        row[0].rpartition("-")
        for row in connection.execute("SELECT id FROM document WHERE source = ?", (source_id,))
    ]
    if ids:
        return f"{ids[0][0]}-{max(int(ordinal) for _, _, ordinal in ids) + 1}"
    (sha256,) = connection.execute(
        "SELECT sha256 FROM source WHERE id = ?", (source_id,)
    ).fetchone()
    return f"{free_stem(connection, sha256)}-1"


def differs(
    connection: sqlite3.Connection, document_id: str, document: Document, gazette: Gazette
) -> bool:
    """Whether the document is not stored as it is now."""
    stored = connection.execute(
        "SELECT text, blocks, structure, work, year FROM document_text"
        " JOIN document ON document.id = document_text.document WHERE document.id = ?",
        (document_id,),
    ).fetchone()
    return bool(
        stored
        != (
            document.text,
            to_json(outline(document)),
            structure_to_json(document),
            work_of(document),
            year_for(document.date, document.number, gazette.year),
        )
    )


def write_document(
    connection: sqlite3.Connection,
    document_id: str,
    document: Document,
    gazette: Gazette,
) -> None:
    """Fill the rows of a document, its enclosures and its citations; its revision goes up."""
    (former_work,) = connection.execute(
        "SELECT work FROM document WHERE id = ?", (document_id,)
    ).fetchone()
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
    if former_work not in ("", work_of(document)):
        _take_along(connection, document_id, former_work, work_of(document))


def _take_along(connection: sqlite3.Connection, document_id: str, former: str, work: str) -> None:
    """Let what the user says of a text go with it under another name.

    But where other texts are of the former work, it may have been said of them, and stays. Of other
    texts that are of the present one already nothing was said with it: taken along it would be of
    them too, and could not come back.
    """
    if connection.execute(
        "SELECT 1 FROM named_text WHERE work = ?1"
        " OR (work = ?2 AND NOT (document = ?3 AND enclosure = 0)) LIMIT 1",
        (former, work, document_id),
    ).fetchone():
        return
    connection.execute("UPDATE OR IGNORE user_state SET work = ? WHERE work = ?", (work, former))
    connection.execute(
        "UPDATE OR IGNORE preferred_copy SET work = ? WHERE work = ? AND document = ?",
        (work, former, document_id),
    )


def free_stem(connection: sqlite3.Connection, sha256: str) -> str:
    """The beginning of the ids of a new source's documents."""
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
