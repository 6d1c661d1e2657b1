"""Other texts named in a document: by 《title》, by number, or by both (引文)."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from zhupi.gazette.clean import Text
from zhupi.gazette.numbers import find_numbers
from zhupi.gazette.wording import KINDS, kind_of

_LONGEST_TITLE = 160
_BRACKETS = tuple("（(〔")
_NO_DOCUMENT = re.compile(
    r".*(?:证|证明|证书|执照|日报|晚报|时报|早报|周报|杂志|期刊|月刊|通知书|确认书|承诺书|责任书)$"
)
_DOTTED = re.compile(r"[·•]")
_ALIAS = re.compile(
    r"(?:以下)?(?:统称|简称|称)(?:分别为|为)?“?(?P<names>《[^《》]{1,40}》(?:[、和]《[^《》]{1,40}》)*)"
)
_NAME = re.compile(r"《([^《》]+)》")
_ALONE = frozenset(KINDS) | {"实施意见", "指导意见", "规划纲要", "实施方案", "实施办法", "行动计划"}


@dataclass(frozen=True, slots=True)
class Found:
    """A citation with its place in one block's text."""

    title: str | None
    number: str | None
    start: int
    end: int


def find(text: str, aliases: frozenset[str]) -> list[Found]:
    """Return the citations in one block's text, in order."""
    found: list[Found] = []
    numbers = list(find_numbers(text))
    begins = [candidate.start for candidate in numbers]
    used: set[int] = set()
    for start, end in quoted(text):
        title = text[start + 1 : end - 1].strip()
        if title in aliases or not _is_document(title):
            continue
        number = None
        if text[end : end + 1] in _BRACKETS:
            close = _closing_bracket(text, end)
            place = bisect_right(begins, end)
            if place < len(numbers) and numbers[place].start < close:
                number = numbers[place].number
                used.add(place)
                end = close if numbers[place].end == close - 1 else numbers[place].end
        found.append(Found(title, number, start, end))
    for place, candidate in enumerate(numbers):
        if place not in used:
            found.append(Found(None, candidate.number, candidate.start, candidate.end))
    return sorted(found, key=lambda item: item.start)


def _is_document(title: str) -> bool:
    """Tell the name of a document from that of a certificate, a newspaper, a course."""
    if not title or title in _ALONE or _NO_DOCUMENT.match(title):
        return False
    return not (_DOTTED.search(title) and kind_of(title) is None)


def aliases_in(texts: Sequence[Text]) -> frozenset[str]:
    """Return the short names that a document gives to others (以下简称《意见》)."""
    return frozenset(
        name
        for text in texts
        for match in _ALIAS.finditer(text.text)
        for name in _NAME.findall(match["names"])
    )


def quoted(text: str) -> Iterator[tuple[int, int]]:
    """Yield start and end of each outermost 《…》."""
    opened: list[int] = []
    for index, char in enumerate(text):
        if char == "《":
            if opened and index - opened[0] > _LONGEST_TITLE:
                opened.clear()
            opened.append(index)
        elif char == "》" and opened:
            start = opened.pop()
            if not opened and index - start <= _LONGEST_TITLE:
                yield start, index + 1


def _closing_bracket(text: str, opened: int) -> int:
    """The index after the bracket that closes the one at ``opened``; a short reach if none."""
    depth = 0
    reach = min(len(text), opened + 80)
    for index in range(opened, reach):
        if text[index] in _BRACKETS:
            depth += 1
        elif text[index] in "）)〕":
            depth -= 1
            if depth == 0:
                return index + 1
    return reach
