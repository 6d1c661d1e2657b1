"""The ladder of marks (层级序号): 一、 → （一） → 1. → （1）; 第X章 → 第X节 → 第X条."""

from __future__ import annotations

import re
from dataclasses import dataclass

from zhupi.gazette.numbers import chinese_int

_COUNT = "一二三四五六七八九十百"
_DIGIT = "0-9０-９"

_MARKS = re.compile(
    rf"""
      (?P<chapter>第[{_COUNT}]{{1,5}}章)(?=[\s　]|[^，。、；\s]{{1,25}}$)
    | (?P<section>第[{_COUNT}]{{1,5}}节)(?=[\s　]|[^，。、；\s]{{1,25}}$)
    | (?P<article>第[{_COUNT}零〇]{{1,7}}条(?:之[{_COUNT}]{{1,2}})?)
        (?=$|[\s　：]|(?![第规至、和或及的，。；）》第（])[一-鿿“《])
    | (?P<one>[{_COUNT}]{{1,3}})、(?=\D|$|[12１２][{_DIGIT}]{{3}}\s*年)
    | [（(](?P<two>[{_COUNT}]{{1,3}})[）)]
    | (?P<three>[{_DIGIT}]{{1,2}})[．.、]
        (?=[^{_DIGIT}\s]|\s*[一-鿿“《]|[12１２][{_DIGIT}]{{3}}\s*[年—－-]|[{_DIGIT}]{{1,2}}[年月])
    | [（(](?P<four>[{_DIGIT}]{{1,2}})[）)](?=\D)
    """,
    re.VERBOSE,
)

_DASH = re.compile(r"[—―─－-]{2,}")


@dataclass(frozen=True, slots=True)
class Mark:
    """A mark at the beginning of a line: its name, its ordinal and its length in characters."""

    name: str
    ordinal: int
    length: int

    @property
    def level(self) -> int:
        """The ladder level where the text has no sections (第X节)."""
        return _LEVELS[self.name]


_LEVELS = {"chapter": 1, "section": 2, "article": 2, "one": 1, "two": 2, "three": 3, "four": 4}


def mark_of(text: str) -> Mark | None:
    """Return the mark that ``text`` begins with."""
    match = _MARKS.match(text)
    if match is None or match.lastgroup is None:
        return None
    name = match.lastgroup
    digits = match[name].strip("第章节条").split("之")[0]
    ordinal = chinese_int(digits)
    return Mark(name, ordinal or 0, match.end())


def opens_dash(text: str) -> bool:
    """Tell whether ``text`` begins with a dash that opens an item (——)."""
    return _DASH.match(text) is not None
