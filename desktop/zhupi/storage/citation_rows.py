"""The rows that what a document says of others, and of its own force, takes up."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

from zhupi.gazette.folding import fold
from zhupi.gazette.identity import work_of
from zhupi.gazette.model import Document, Enclosure
from zhupi.gazette.places import place_of
from zhupi.gazette.statements import RULES_VERSION


def write(connection: sqlite3.Connection, document_id: str, document: Document) -> None:
    """Store what a document is called, what it says of others, and of its own force."""
    # Imported late: the rules take long to load, and the window itself rarely writes documents.
    from zhupi.gazette.validity import validities

    connection.execute("DELETE FROM named_text WHERE document = ?", (document_id,))
    connection.executemany(
        "INSERT INTO named_text VALUES (?, ?, ?, ?, ?, ?, ?)",
        _names(document_id, document),
    )
    connection.execute("DELETE FROM citation WHERE document = ?", (document_id,))
    connection.executemany(
        "INSERT INTO citation VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        _citations(document_id, document),
    )
    connection.execute("DELETE FROM validity WHERE document = ?", (document_id,))
    connection.executemany(
        "INSERT INTO validity VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [
            (document_id, one.enclosure, one.starts, one.ends, one.trial, one.reckoned, one.words,
             one.start, one.end)
            for one in validities(document)
        ],
    )  # fmt: skip


def _names(document_id: str, document: Document) -> Iterator[tuple[object, ...]]:
    work = work_of(document)
    yield (
        document_id, 0, document.number, fold(document.title), work, document.date, RULES_VERSION
    )  # fmt: skip
    for ordinal, item in enumerate(document.enclosures, 1):
        yield (
            document_id,
            ordinal,
            item.number,
            fold(item.title),
            enclosed_work(item),
            item.date or document.date,
            RULES_VERSION,
        )


def enclosed_work(item: Enclosure) -> str:
    """Name the work that is enclosed, as `work_of` names a document's."""
    return item.number or "|".join((fold(item.title), item.date or "", "、".join(item.issuers)))


def _citations(document_id: str, document: Document) -> Iterator[tuple[object, ...]]:
    from zhupi.gazette.references import references

    for ordinal, one in enumerate(references(document), 1):
        begin, end = one.sentence
        yield (
            document_id,
            ordinal,
            one.relation.value,
            one.title,
            None if one.title is None else fold(one.title),
            one.number,
            one.start,
            one.end,
            *one.lines,
            place_of(document, one.start),
            document.text[begin:end],
            one.start - begin,
            one.head,
            one.own,
        )
