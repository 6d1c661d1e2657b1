"""When two texts are the same work, and to which year a text belongs."""

from __future__ import annotations

from collections.abc import Iterable

from zhupi.gazette.folding import fold
from zhupi.gazette.model import Document
from zhupi.gazette.numbers import year_of


def work_of(document: Document) -> str:
    """Name the work: its number, else its folded title, date and issuers.

    The same 国发 text stands in many gazettes: each is a copy of one work.
    """
    if document.number is not None:
        return document.number
    return "|".join((fold(document.title), document.date or "", "、".join(document.issuers)))


def year_for(date: str | None, number: str | None, gazette_year: int | None) -> int | None:
    """The year that a text is filed under: of the date, else the number, else the gazette."""
    if date is not None:
        return int(date[:4])
    if number is not None and (year := year_of(number)) is not None:
        return year
    return gazette_year


def same_works(one: Iterable[str], other: Iterable[str]) -> bool:
    """Whether two sources hold the same works, in any order."""
    return sorted(one) == sorted(other)
