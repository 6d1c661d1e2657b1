"""A filter of annotations as a WHERE clause."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import Final

from zhupi.annotations.model import State
from zhupi.gazette.folding import fold
from zhupi.storage.model import NoteFilter
from zhupi.storage.times import to_text

DEAD: Final = (
    "SELECT document.id FROM document JOIN source ON source.id = document.source"
    " WHERE document.deleted IS NOT NULL OR source.deleted IS NOT NULL"
)
"""The documents in the waste basket."""


@dataclass(frozen=True, slots=True)
class Conditions:
    """A WHERE clause on annotation, and the values of its parameters."""

    sql: str
    values: tuple[object, ...]


def conditions(wanted: NoteFilter) -> Conditions:
    """What a filter asks of annotations, and that they and their documents are live."""
    own_ones = own(wanted)
    live = f"deleted IS NULL AND document NOT IN ({DEAD})"
    sql = f"{live} AND {own_ones.sql}" if own_ones.sql else live
    return Conditions(sql, own_ones.values)


def own(wanted: NoteFilter) -> Conditions:
    """What a filter itself asks for; empty if nothing."""
    clauses: list[tuple[object, ...]] = [*_looks(wanted), *_words(wanted)]
    if wanted.document is not None:
        clauses.append(("document = ?", wanted.document))
    if any(one is not None for one in (wanted.issuer, wanted.year, wanted.document_kind)):
        clauses.append(_documents_of(wanted))
    if wanted.since is not None:
        clauses.append(("created >= ?", _midnight(wanted.since)))
    if wanted.until is not None:
        clauses.append(("created < ?", _midnight(min(wanted.until, _DAYS[1]) + timedelta(days=1))))
    if wanted.notebook is not None:
        clauses.append((_IN_NOTEBOOK, wanted.notebook))
    return Conditions(
        " AND ".join(str(clause) for clause, *_ in clauses),
        tuple(_plain(value) for _, *values in clauses for value in values),
    )


_IN_NOTEBOOK: Final = (
    "serial IN (SELECT annotation.serial FROM notebook_item"
    " JOIN annotation ON annotation.id = notebook_item.annotation"
    " WHERE notebook_item.notebook = ? AND notebook_item.kind = 'excerpt'"
    "   AND notebook_item.deleted IS NULL)"
)


HELD: Final = "(instr(quote, ?) OR instr(note, ?))"
_HOLDS: Final = f"serial IN (SELECT annotation FROM annotation_words WHERE {HELD})"  # noqa: S608


def _looks(wanted: NoteFilter) -> Iterator[tuple[object, ...]]:
    if wanted.colours:
        yield f"colour IN ({', '.join('?' * len(wanted.colours))})", *wanted.colours
    if wanted.kind is not None:
        yield "kind = ?", wanted.kind
    if wanted.style is not None:
        yield "style = ? AND kind = 'highlight'", wanted.style
    if wanted.noted is not None:
        yield "noted = ?", wanted.noted
    if wanted.orphans:
        yield "state = ?", State.ORPHAN


def _words(wanted: NoteFilter) -> Iterator[tuple[object, ...]]:
    for tag in wanted.tags:
        yield (
            "serial IN (SELECT annotation FROM annotation_tag WHERE folded = ?)",
            fold(tag.lstrip("#＃")),
        )
    if text := fold(wanted.text):
        yield _HOLDS, text, text


def _plain(value: object) -> object:
    return value.value if isinstance(value, StrEnum) else value


def _documents_of(wanted: NoteFilter) -> tuple[object, ...]:
    """The condition that a document is of the issuer, the year, the kind."""
    clauses: list[str] = []
    values: list[object] = []
    if wanted.issuer == "":
        clauses.append("issuers = '[]'")
    elif wanted.issuer is not None:
        clauses.append("EXISTS (SELECT 1 FROM json_each(issuers) WHERE value = ?)")
        values.append(wanted.issuer)
    if wanted.year is not None:
        clauses.append("coalesce(year, 0) = ?")
        values.append(wanted.year)
    if wanted.document_kind is not None:
        clauses.append("kind = ?")
        values.append(wanted.document_kind)
    return f"document IN (SELECT id FROM document WHERE {' AND '.join(clauses)})", *values  # noqa: S608


_DAYS: Final = (date(1970, 1, 2), date(9998, 12, 31))
"""Between them every system knows its time zone; no annotation is older."""


def _midnight(day: date) -> str:
    day = min(max(day, _DAYS[0]), _DAYS[1])
    return to_text(datetime.combine(day, time()).astimezone())
