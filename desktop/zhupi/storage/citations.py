"""Citations: what texts say of each other, and where that leads, in the library as it is now.

A citation leads to a text by its number; if no text of the library bears it, by its exact folded
title, unless the text found bears another number. It never leads to its own document or to another
copy of that. What repeals, replaces, revises or extends a title alone means an earlier text of that
title, and none of a body elsewhere: many places issue texts of one title.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from zhupi.gazette.model import Gazette, Lines
from zhupi.gazette.statements import EFFECTS, RULES_VERSION, Relation
from zhupi.storage.content import to_json
from zhupi.storage.database import Database

# Without a join to source: its rows hold the bytes of the files before what is asked for here.
LIVE = (
    "document.deleted IS NULL AND document.gone IS NULL"
    " AND document.source NOT IN (SELECT id FROM source WHERE deleted IS NOT NULL)"
)
_AWAY = (
    "SELECT id FROM document WHERE deleted IS NOT NULL OR gone IS NOT NULL"
    " UNION ALL SELECT id FROM document"
    " WHERE source IN (SELECT id FROM source WHERE deleted IS NOT NULL)"
)
_TEXT = f"""(
SELECT named_text.*, document.work AS whole, document.complete, document.source, document.ordinal,
       document.issuers
  FROM named_text JOIN document ON document.id = named_text.document
 WHERE {LIVE})"""  # noqa: S608 - built from constants, as is all below
_CITATION = f"""(
SELECT citation.*, document.work AS whole, document.date AS dated, document.issuers
  FROM citation JOIN document ON document.id = citation.document
 WHERE {LIVE})"""  # noqa: S608
_EFFECTS = ", ".join(f"'{relation.value}'" for relation in EFFECTS)
_BY_NUMBER = "t.number = c.number"
_BY_TITLE = f"""
t.folded = c.folded
AND (c.number IS NULL
     OR (t.number IS NULL
         AND NOT EXISTS (SELECT 1 FROM {_TEXT} AS other WHERE other.number = c.number)))
AND (c.relation NOT IN ({_EFFECTS})
     OR ((t.date IS NULL OR c.dated IS NULL OR t.date < c.dated)
         AND same_seat(t.folded, c.issuers, t.issuers)))
"""  # noqa: S608
_LEADS = "t.whole <> c.whole"
_PREFERRED = (
    "EXISTS (SELECT 1 FROM preferred_copy WHERE preferred_copy.work = t.work"
    " AND preferred_copy.document = t.document AND preferred_copy.enclosure = t.enclosure)"
)
_FIELDS = (
    'document, ordinal, relation, title, folded, number, start, "end", first_line, last_line,'
    " place, sentence, at, head, own"
)


@dataclass(frozen=True, slots=True)
class CitationRow:
    """A citation as stored; it begins at ``at`` in ``sentence``; ``own`` as in `Reference`."""

    document: str
    ordinal: int
    relation: Relation
    title: str | None
    folded: str | None
    number: str | None
    start: int
    end: int
    lines: Lines
    place: str
    sentence: str
    at: int
    head: str
    own: int | None


@dataclass(frozen=True, slots=True)
class Link:
    """That a citation leads to a text: a document, or the enclosure with this ordinal.

    ``dated`` is the date of the document that cites.
    """

    citing: str
    ordinal: int
    relation: Relation
    dated: str | None
    document: str
    enclosure: int
    by_title: bool

    @property
    def place(self) -> tuple[str, int]:
        """The document that cites, and which of its citations it is: see `Citations.at`."""
        return self.citing, self.ordinal


class Named(NamedTuple):
    """What a text is called, the work of its document, its date, and who issued that document."""

    number: str | None
    folded: str
    whole: str
    date: str | None
    issuers: tuple[str, ...]


class Cited(NamedTuple):
    """What a citation names; the last three are of the document citing: work, date, issuers."""

    document: str
    title: str | None
    folded: str | None
    number: str | None
    relation: Relation
    whole: str
    dated: str | None
    issuers: tuple[str, ...]


class Citations:
    """Reads the citations of live documents and where they lead, from indexes alone."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def of(self, document_id: str) -> list[CitationRow]:
        """What a document cites, in its order."""
        return self._rows(f"{_CITATION} AS c WHERE c.document = ? ORDER BY ordinal", document_id)

    def links_from(self, document_id: str) -> dict[int, Link]:
        """Where the citations of a document lead, by ordinal; the best copy of each text."""
        found: dict[int, Link] = {}
        for link in self._links("c.document = ?", document_id):
            found.setdefault(link.ordinal, link)
        return found

    def links_to(
        self, document_id: str, enclosure: int | None = None, *, effects: bool = False
    ) -> list[Link]:
        """What leads to a document or to anything in it, or to one enclosure of it alone.

        ``effects``: only what changes its force.
        """
        # The + keeps SQLite from going through all effects rather than through what leads here.
        condition = f"+c.relation IN ({_EFFECTS}) AND " if effects else ""
        if enclosure is None:
            return self._links(f"{condition}t.document = ?", document_id)
        return self._links(f"{condition}t.document = ? AND t.enclosure = ?", document_id, enclosure)

    def effects(self) -> list[Link]:
        """Every statement that changes the force of a text that is in the library."""
        return self._links(f"c.relation IN ({_EFFECTS})")

    def _links(self, condition: str, *values: object) -> list[Link]:
        """Links that meet a condition on ``c`` or ``t``: by number first, better copies first."""
        head = (
            "SELECT c.document, c.ordinal, c.relation, c.dated, t.document, t.enclosure, {},"  # noqa: S608
            f" {_PREFERRED}, t.complete, t.source, t.ordinal FROM {_CITATION} AS c"
            f" JOIN {_TEXT} AS t ON "
        )
        tail = f" AND c.own IS NULL AND {_LEADS} AND {condition}"
        query = (
            f"{head.format(0)}{_BY_NUMBER}{tail} UNION ALL {head.format(1)}{_BY_TITLE}{tail}"
            " ORDER BY 7, 8 DESC, 9 DESC, 10, 11, 6"
        )
        with self._database.reading() as connection:
            return [
                Link(row[0], row[1], Relation(row[2]), row[3], row[4], row[5], bool(row[6]))
                for row in connection.execute(query, (*values, *values))
            ]

    def counts(
        self, numbers: Sequence[str], titles: Sequence[str]
    ) -> dict[tuple[str | None, str | None], int]:
        """How many live documents cite each number, and each folded title without a number."""
        counts: dict[tuple[str | None, str | None], int] = {}
        with self._database.reading() as connection:
            for column, condition, values in (
                ("number", "", numbers),
                ("folded", "number IS NULL AND", titles),
            ):
                for value, count in connection.execute(
                    f"SELECT {column}, count(DISTINCT document) FROM citation"  # noqa: S608
                    f" WHERE {condition} own IS NULL AND document NOT IN ({_AWAY})"
                    f" AND {column} IN (SELECT value FROM json_each(?)) GROUP BY 1",
                    (to_json(list(values)),),
                ):
                    counts[(value, None) if column == "number" else (None, value)] = count
        return counts

    def at(self, places: Sequence[tuple[str, int]]) -> list[CitationRow]:
        """The citations at these places, given by document and ordinal."""
        return self._rows(
            "citation WHERE (document, ordinal) IN"
            " (SELECT json_extract(value, '$[0]'), json_extract(value, '$[1]') FROM json_each(?))"
            " ORDER BY document, ordinal",
            to_json([list(place) for place in places]),
        )

    def names(self) -> list[Named]:
        """What every live text is called."""
        with self._database.reading() as connection:
            return [
                Named(row[0], row[1], row[2], row[3], tuple(json.loads(row[4])))
                for row in connection.execute(
                    f"SELECT number, folded, whole, date, issuers FROM {_TEXT} AS t"  # noqa: S608
                )
            ]

    def all(self) -> Iterator[Cited]:
        """Every citation that names no text of its document's own. Slow: reads the whole table."""
        with self._database.reading() as connection:
            for row in connection.execute(
                "SELECT document, title, folded, number, relation, whole, dated, issuers"  # noqa: S608
                f" FROM {_CITATION} AS c WHERE own IS NULL ORDER BY document, ordinal"
            ):
                yield Cited(
                    row[0], row[1], row[2], row[3], Relation(row[4]), row[5], row[6],
                    tuple(json.loads(row[7])),
                )  # fmt: skip

    def gazettes(self) -> list[tuple[int, str, Gazette]]:
        """Every live source: its id, its file's name, the gazette issue that it is."""
        with self._database.reading() as connection:
            return [
                (row[0], row[1], Gazette(row[2], row[3], row[4]))
                for row in connection.execute(
                    "SELECT id, name, gazette, year, issue FROM source"
                    " WHERE deleted IS NULL AND NOT absent ORDER BY id"
                )
            ]

    def outdated(self) -> list[str]:
        """The documents of which it was not read yet, by the rules of now, what they say."""
        with self._database.reading() as connection:
            return [
                row[0]
                for row in connection.execute(
                    "SELECT document FROM named_text WHERE enclosure = 0 AND rules < ?"
                    " ORDER BY document",
                    (RULES_VERSION,),
                )
            ]

    def _rows(self, source: str, *values: object) -> list[CitationRow]:
        with self._database.reading() as connection:
            rows = connection.execute(f"SELECT {_FIELDS} FROM {source}", values)  # noqa: S608
            return [_row(row) for row in rows]


def _row(row: Sequence[Any]) -> CitationRow:
    return CitationRow(
        document=row[0],
        ordinal=row[1],
        relation=Relation(row[2]),
        title=row[3],
        folded=row[4],
        number=row[5],
        start=row[6],
        end=row[7],
        lines=(row[8], row[9]),
        place=row[10],
        sentence=row[11],
        at=row[12],
        head=row[13],
        own=row[14],
    )
