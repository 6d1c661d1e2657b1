"""The catalog (目录树): issuer → year → document, and gazette issue → document."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from typing import Literal

from zhupi.gazette.model import Gazette
from zhupi.library.bodies import bare_level, full_name, named_here, rank
from zhupi.library.model import CatalogRow, IssueNode, IssuerNode, YearNode

Order = Literal["number", "date"]

_Shelf = dict[int | None, dict[str, CatalogRow]]
_NO_ISSUER = ("",)
_NUMBER = re.compile(r"(?P<series>.*?)(?:〔[^〕]*〕|第)?(?P<serial>\d+)号")


def _by_number(row: CatalogRow) -> tuple[str, int, str, str]:
    number = row.number
    if number is None:
        return ("\uffff", 0, row.date or "", row.title)
    parts = _NUMBER.fullmatch(number)  # 国发〔2016〕49号, or that of an order: 国务院令第697号
    series, serial = (number, 0) if parts is None else (parts["series"], int(parts["serial"]))
    return (series, serial, row.date or "", row.title)


def _by_date(row: CatalogRow) -> tuple[str, tuple[str, int, str, str]]:
    return (row.date or "\uffff", _by_number(row))


_KEYS: dict[Order, Callable[[CatalogRow], tuple[object, ...]]] = {
    "number": _by_number,
    "date": _by_date,
}


def tree(rows: Iterable[CatalogRow], order: Order = "number") -> tuple[IssuerNode, ...]:
    """Arrange rows: issuers by rank; years ascending, unknown last; by number or by date.

    A body stands once, whatever its names (国办, 国务院办公厅); a document of several bodies under
    each. Enclosed texts stand under their own issuer and are not counted.
    """
    rows = list(rows)
    bodies = _bodies(rows)
    shelves: defaultdict[str, defaultdict[int | None, dict[str, CatalogRow]]] = defaultdict(
        lambda: defaultdict(dict)
    )
    for row in rows:
        for issuer in row.issuers or _NO_ISSUER:
            shelves[bodies[row.source_id, issuer]][row.year][row.id] = row
    names: defaultdict[str, set[str]] = defaultdict(set)
    for (_, issuer), body in bodies.items():
        names[body].add(issuer)
    nodes = []
    for body in sorted(shelves, key=rank):
        years = _years(shelves[body], order)
        others = tuple(sorted(names[body] - {body}))
        nodes.append(IssuerNode(body, sum(year.count for year in years), years, others))
    return tuple(nodes)


def _bodies(rows: Sequence[CatalogRow]) -> dict[tuple[int, str], str]:
    """The body that each name means in each source.

    省政府 alone is sure only where the source has documents of one province.
    """
    by_source: defaultdict[int, set[str]] = defaultdict(lambda: {""})
    for row in rows:
        by_source[row.source_id].update(row.issuers)
    bodies: dict[tuple[int, str], str] = {}
    for source, names in by_source.items():
        full = {name: full_name(name) for name in names}
        bare = {name: level for name in names if (level := bare_level(name)) is not None}
        known = named_here(full.values()) if bare else {}
        for name, body in full.items():
            bodies[source, name] = known.get(bare[name], body) if name in bare else body
    return bodies


def _years(shelf: _Shelf, order: Order) -> tuple[YearNode, ...]:
    key = _KEYS[order]
    return tuple(
        YearNode(
            year,
            sum(row.enclosed_in is None for row in shelf[year].values()),
            tuple(sorted(shelf[year].values(), key=key)),
        )
        for year in sorted(shelf, key=lambda year: (year is None, year or 0))
    )


def issues(
    rows: Iterable[CatalogRow], sources: Iterable[tuple[int, str, Gazette]]
) -> tuple[IssueNode, ...]:
    """Arrange rows by gazette issue, each with its contents in order: an enclosed text follows
    its document. Gazettes by name, then by year and issue; those without a name last.
    """
    contents: dict[int, list[CatalogRow]] = {}
    for row in rows:
        contents.setdefault(row.source_id, []).append(row)
    nodes = [
        IssueNode(
            gazette.name,
            gazette.year,
            gazette.issue,
            source_id,
            name,
            tuple(sorted(contents[source_id], key=_in_order)),
        )
        for source_id, name, gazette in sources
        if source_id in contents
    ]
    return tuple(
        sorted(
            nodes,
            key=lambda node: (
                node.gazette is None,
                node.gazette or "",
                node.year or 0,
                node.issue or 0,
                node.source,
                node.source_id,
            ),
        )
    )


def _in_order(row: CatalogRow) -> tuple[int, bool, int]:
    return (row.ordinal, row.enclosed_in is not None, row.lines[0])
