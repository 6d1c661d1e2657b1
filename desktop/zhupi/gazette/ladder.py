"""The ladder of marks (层级序号): 一、 → （一） → 1. → （1）; 第X章 → 第X节 → 第X条; 1 → 1.1."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from zhupi.gazette.numerals import chinese_int

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

_DECIMAL = re.compile(
    rf"(?P<parts>[{_DIGIT}]{{1,2}}(?:[．.][{_DIGIT}]{{1,2}}){{0,3}})[．.]?\s*"
    r"(?=[一-鿿“《])(?![万亿千百个年月日号元人名项类级种次倍天时周家所处％%])"
)
_LONGEST_DECIMAL_TITLE = 24
_PUNCTUATION = re.compile("[，。；：、]")
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
_LEVELS |= {f"decimal{depth}": depth for depth in (1, 2, 3, 4)}


def mark_of(text: str) -> Mark | None:
    """Return the mark that ``text`` begins with."""
    match = _MARKS.match(text)
    if match is None or match.lastgroup is None:
        return None
    name = match.lastgroup
    digits = match[name].strip("第章节条").split("之")[0]
    ordinal = chinese_int(digits)
    return Mark(name, ordinal or 0, match.end())


def mark_words(text: str, mark: Mark | None) -> str:
    """Return the mark of ``text`` as a place names it: 一 of 一、; all of it without one."""
    words = text if mark is None else text[: mark.length]
    return words.strip().rstrip("、.．")


def opens_dash(text: str) -> bool:
    """Tell whether ``text`` begins with a dash that opens an item (——)."""
    return _DASH.match(text) is not None


def decimal_of(text: str) -> Mark | None:
    """Return the decimal mark (1.1) that ``text`` may begin with; `marks_in` tells for sure."""
    match = _DECIMAL.match(text)
    if match is None:
        return None
    parts = _parts(match["parts"])
    return Mark(f"decimal{len(parts)}", parts[-1], match.end())


def marks_in(texts: Sequence[str]) -> list[Mark | None]:
    """Return the marks of consecutive paragraphs or lines, decimal ones where they count on.

    A decimal mark (编号 1.1, of contingency plans) looks like any number: only a row of them in
    order, of more than one depth, is a ladder.
    """
    marks = [mark_of(text) for text in texts]
    found: dict[int, Mark] = {}
    at: tuple[int, ...] = ()
    for index, text in enumerate(texts):
        match = None if marks[index] is not None else _DECIMAL.match(text)
        if match is None:
            continue
        parts = _parts(match["parts"])
        if len(parts) == 1 and not _is_bare_title(text):
            continue
        if _counts_on(at, parts):
            found[index] = Mark(f"decimal{len(parts)}", parts[-1], match.end())
            at = parts
    if len({mark.name for mark in found.values()}) > 1 or len(found) > 2:
        for index, mark in found.items():
            marks[index] = mark
    return marks


def _counts_on(at: tuple[int, ...], parts: tuple[int, ...]) -> bool:
    """Tell whether ``parts`` follow ``at``: the next of its depth or above, or the first below."""
    if set(parts) == {1}:
        return len(parts) <= 2 or at == parts[:-1]
    depth = len(parts)
    if parts[:-1] != at[: depth - 1]:
        return False
    return parts[-1] == (at[depth - 1] + 1 if len(at) >= depth else 1)


def _parts(number: str) -> tuple[int, ...]:
    return tuple(int(part) for part in number.replace("．", ".").split("."))


def _is_bare_title(text: str) -> bool:
    return len(text) <= _LONGEST_DECIMAL_TITLE and not _PUNCTUATION.search(text)
