"""The catalog (目录树): issuer → year → document."""

from __future__ import annotations

import re
from collections.abc import Iterable

from zhupi.library.model import CatalogRow, IssuerNode, YearNode

_RANKS = tuple(
    re.compile(pattern)
    for pattern in (
        r"(中共中央|全国人民代表大会|全国人大)(?!.*(办公厅|委员会))",
        r"(中共中央|全国人民代表大会|全国人大)",
        r"国务院$",
        r"国务院办公厅$",
        r"(国务院|国家|中国|中华|[^省市县区州盟旗]+(部|总局|署|总署|委员会|银行)$)",
        r".*(省|自治区|北京市|天津市|上海市|重庆市)(人民政府|委|人民代表大会)?$",
        r".*(省|自治区|北京市|天津市|上海市|重庆市).*(办公厅)$",
        r"[^市州盟县区旗]*(省|自治区|北京市|天津市|上海市|重庆市)",
        r"[^县区旗]*(市|州|盟|地区)(人民政府|委)?$",
        r"[^县区旗]*(市|州|盟|地区)",
        r".*(县|区|旗)(人民政府|委)?$",
        r".*(县|区|旗)",
    )
)


def rank(issuer: str) -> int:
    """Where a body stands in the order of the state: the Centre, ministries, province, city."""
    for place, pattern in enumerate(_RANKS):
        if pattern.match(issuer):
            return place
    return len(_RANKS) + (not issuer)


_SERIAL = re.compile(r"(\d+)号$")


def _row_key(row: CatalogRow) -> tuple[str, int, str, str]:
    serial = _SERIAL.search(row.number or "")
    return (
        (row.number or "\uffff").split("〔")[0],
        int(serial[1]) if serial else 0,
        row.date or "",
        row.title,
    )


def tree(rows: Iterable[CatalogRow]) -> tuple[IssuerNode, ...]:
    """Arrange rows: issuers by rank, then name; years ascending, unknown last; by number.

    A document of several bodies stands under each. Enclosed texts stand under their own issuer
    and are not counted.
    """
    shelves: dict[str, dict[int | None, list[CatalogRow]]] = {}
    for row in rows:
        for issuer in row.issuers or ("",):
            shelves.setdefault(issuer, {}).setdefault(row.year, []).append(row)
    return tuple(
        IssuerNode(issuer, sum(year.count for year in years), years)
        for issuer, years in (
            (issuer, _years(shelves[issuer]))
            for issuer in sorted(shelves, key=lambda name: (rank(name), name))
        )
    )


def _years(shelf: dict[int | None, list[CatalogRow]]) -> tuple[YearNode, ...]:
    return tuple(
        YearNode(
            year,
            sum(row.enclosed_in is None for row in shelf[year]),
            tuple(sorted(shelf[year], key=_row_key)),
        )
        for year in sorted(shelf, key=lambda year: (year is None, year or 0))
    )
