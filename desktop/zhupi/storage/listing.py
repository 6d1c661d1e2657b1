"""Annotations across the library, chosen and counted in SQL.

What is chosen is handed out as serial numbers: a hundred thousand of them are fetched and kept at
little cost, and the rows of a screen are read when they are shown.
"""

from __future__ import annotations

import json
import sqlite3
from array import array
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from operator import add
from typing import Final

from zhupi.annotations.model import Colour, State, Style
from zhupi.gazette.folding import fold
from zhupi.storage.conditions import DEAD, HELD, Conditions, conditions, own
from zhupi.storage.database import Database, last_change
from zhupi.storage.model import NoteCounts, NoteFilter, NoteSort

Serials = Sequence[int]

_RANKED: Final = (
    "SELECT document.id FROM document JOIN source ON source.id = document.source"
    " ORDER BY source.id, document.ordinal, document.id"
)
_NOT_LIVE: Final = f"deleted IS NOT NULL OR document IN ({DEAD})"
# The index is named, since SQLite, which keeps no statistics here, cannot know that looking at all
# of a narrow index costs less than a thousand look-ups in the wide table.
_BY_DOCUMENT: Final = "annotation INDEXED BY annotation_document"


class Listing:
    """Reads which annotations meet a filter, in what order, and how many there are of each."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._kept: dict[NoteSort, tuple[int, Serials]] = {}

    def serials(self, wanted: NoteFilter, sort: NoteSort = NoteSort.DOCUMENT) -> Serials:
        """The numbers of the annotations that meet the filter, see `Annotations.with_serials`."""
        text = fold(wanted.text)
        with self._database.reading() as connection:
            if replace(wanted, text="") != NoteFilter():
                return _ordered(connection, wanted, sort)
            if not text:
                return self._all(connection, sort)
            # All in order are chosen among sooner than those found are put in order.
            holding = {
                row[0]
                for row in connection.execute(
                    f"SELECT annotation FROM annotation_words WHERE {HELD}",  # noqa: S608
                    (text, text),
                )
            }
            return array("q", filter(holding.__contains__, self._all(connection, sort)))

    def _all(self, connection: sqlite3.Connection, sort: NoteSort) -> Serials:
        """Every live annotation in order, kept until anything changes."""
        last = last_change(connection)
        number, serials = self._kept.get(sort, (-1, ()))
        if number != last:
            serials = _ordered(connection, NoteFilter(), sort)
            self._kept[sort] = last, serials
        return serials

    def ids(self, serials: Serials) -> list[str]:
        """The ids of the annotations that bear these numbers, in the order of the numbers."""
        with self._database.reading() as connection:
            found = dict(
                connection.execute(
                    "SELECT serial, id FROM annotation"
                    " WHERE serial IN (SELECT value FROM json_each(?))",
                    (json.dumps(list(serials)),),
                )
            )
        return [found[serial] for serial in serials]

    def serials_of(self, ids: Sequence[str]) -> dict[str, int]:
        """The numbers that these annotations bear."""
        with self._database.reading() as connection:
            return dict(
                connection.execute(
                    "SELECT id, serial FROM annotation"
                    " WHERE id IN (SELECT value FROM json_each(?))",
                    (json.dumps(list(ids)),),
                )
            )

    def counts(self, wanted: NoteFilter) -> NoteCounts:
        """How many annotations there are of each tag, colour, issuer, year and so on."""
        with self._database.reading() as connection:
            tallies = _tallies(connection, wanted)
            bodies = connection.execute("SELECT id, issuers, year FROM document").fetchall()
            tags = _common(_tag_rows(connection, wanted))
        issuers, years, here = Counter[str](), Counter[int](), [0] * _FACETS
        for document, names, year in bodies:
            if document not in tallies:
                continue
            tally, year = tallies[document], year or 0
            issued = json.loads(names) or [""]
            of_year = wanted.year is None or wanted.year == year
            of_issuer = wanted.issuer is None or wanted.issuer in issued
            if of_year:
                issuers.update(dict.fromkeys(issued, tally[-1]))
            if of_issuer:
                years[year] += tally[-1]
            if of_year and of_issuer:
                here = list(map(add, here, tally))
        return NoteCounts(
            tags=tuple(tags),
            colours=tuple((c, n) for c, n in zip(Colour, here, strict=False) if n),
            issuers=tuple(sorted((+issuers).items(), key=lambda entry: (-entry[1], entry[0]))),
            years=tuple(sorted((+years).items(), reverse=True)),
            orphans=here[-4],
            noted=here[-3],
            underlined=here[-2],
        )

    def tags(self, prefix: str = "", limit: int | None = None) -> list[tuple[str, int]]:
        """The tags that begin so, compared folded, each with its number of annotations.

        The commonest first; of several writings of one tag the one most used.
        """
        with self._database.reading() as connection:
            return _common(_tag_rows(connection, NoteFilter(), fold(prefix.lstrip("#＃"))))[:limit]

    def holding(self, words: Sequence[str], within: NoteFilter = NoteFilter()) -> Serials:  # noqa: B008
        """The live annotations of which, for each folded word, the note or a tag holds it."""
        each = " AND (instr(note, ?) OR instr(tags, ?))" * len(words)
        hold = f"serial IN (SELECT annotation FROM annotation_words WHERE TRUE{each})"  # noqa: S608
        values = tuple(word for word in words for _ in range(2))
        where = conditions(within)
        both = Conditions(f"{where.sql} AND {hold}", where.values + values)
        with self._database.reading() as connection:
            return _in_document_order(connection, both)

    def documents_with(self, *, note: str | None = None, tag: str | None = None) -> set[str]:
        """The documents of which a live annotation's note holds, or a tag is, the folded words."""
        if tag is not None:
            within = "SELECT annotation FROM annotation_tag WHERE folded = ?"
        else:
            within = "SELECT annotation FROM annotation_words WHERE instr(note, ?)"
        with self._database.reading() as connection:
            rows = connection.execute(
                f"SELECT DISTINCT document FROM {_BY_DOCUMENT}"  # noqa: S608
                f" WHERE deleted IS NULL AND document NOT IN ({DEAD}) AND serial IN ({within})",
                (tag if tag is not None else note,),
            )
            return {row[0] for row in rows}


def _ordered(connection: sqlite3.Connection, wanted: NoteFilter, sort: NoteSort) -> Serials:
    where = conditions(wanted)
    if sort is NoteSort.DOCUMENT:
        return _in_document_order(connection, where)
    column = sort.value
    rows = connection.execute(
        f"SELECT serial FROM annotation INDEXED BY annotation_{column}"  # noqa: S608
        f" WHERE {where.sql} ORDER BY {column} DESC, serial DESC",
        where.values,
    )
    return array("q", [row[0] for row in rows])


def _in_document_order(connection: sqlite3.Connection, where: Conditions) -> Serials:
    # The index holds those of each document in order, and SQLite walks it group by group; the
    # documents, a few thousand, are put in theirs here, at a third of what it takes SQLite to sort
    # all by both.
    lists = dict(
        connection.execute(
            f"SELECT document, json_group_array(serial) FROM {_BY_DOCUMENT}"  # noqa: S608
            f" WHERE {where.sql} GROUP BY document",
            where.values,
        )
    )
    ordered = (lists[row[0]] for row in connection.execute(_RANKED) if row[0] in lists)
    return array("q", json.loads("[" + ",".join(one[1:-1] for one in ordered) + "]"))


_FACETS: Final = len(Colour) + 4


def _tallies(connection: sqlite3.Connection, wanted: NoteFilter) -> dict[str, tuple[int, ...]]:
    """For each document how many there are of each colour; orphans, noted, underlined; all.

    Each is counted within the other conditions, its own and those on the document left aside.
    """
    free = replace(
        wanted, colours=(), orphans=False, noted=None, style=None, issuer=None, year=None
    )
    chosen = {
        "colour": own(replace(NoteFilter(), colours=wanted.colours)),
        "state": own(replace(NoteFilter(), orphans=wanted.orphans)),
        "noted": own(replace(NoteFilter(), noted=wanted.noted)),
        "style": own(replace(NoteFilter(), style=wanted.style)),
    }
    asked = [
        *(("colour", f"colour = '{colour.value}'") for colour in Colour),
        ("state", f"state = '{State.ORPHAN.value}'"),
        ("noted", "noted"),
        ("style", f"style = '{Style.UNDERLINE.value}' AND kind = 'highlight'"),
        ("", "1"),
    ]
    columns, values = [], []
    for facet, condition in asked:
        others = [own for name, own in chosen.items() if name != facet and own.sql]
        columns.append("total(" + " AND ".join([condition, *(own.sql for own in others)]) + ")")
        values += [value for own in others for value in own.values]
    where = conditions(free)
    rows = connection.execute(
        f"SELECT document, {', '.join(columns)} FROM {_BY_DOCUMENT}"  # noqa: S608
        f" WHERE {where.sql} GROUP BY document",
        (*values, *where.values),
    )
    return {row[0]: tuple(map(int, row[1:])) for row in rows}


def _tag_rows(
    connection: sqlite3.Connection, wanted: NoteFilter, prefix: str = ""
) -> list[tuple[str, str, int]]:
    """Each writing of each tag: folded, as written, number of annotations."""
    values: tuple[object, ...] = ()
    if wanted == NoteFilter():
        # The few that do not count are sooner known than the many that do.
        within = f"NOT IN (SELECT serial FROM annotation WHERE {_NOT_LIVE})"  # noqa: S608
    else:
        where = conditions(wanted)
        within = f"IN (SELECT serial FROM {_BY_DOCUMENT} WHERE {where.sql})"  # noqa: S608
        values = where.values
    if prefix:
        within += " AND folded >= ? AND substr(folded, 1, ?) = ?"
        values = (*values, prefix, len(prefix), prefix)
    return connection.execute(
        "SELECT folded, tag, count(*) FROM annotation_tag"  # noqa: S608
        f" WHERE annotation {within} GROUP BY folded, tag",
        values,
    ).fetchall()


def _common(rows: Iterable[tuple[str, str, int]]) -> list[tuple[str, int]]:
    writings: dict[str, Counter[str]] = {}
    for folded, tag, number in rows:
        writings.setdefault(folded, Counter())[tag] += number
    found = [(max(sorted(tags), key=tags.__getitem__), tags.total()) for tags in writings.values()]
    return sorted(found, key=lambda entry: (-entry[1], entry[0]))
