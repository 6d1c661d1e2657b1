"""The contents page (目录): where it ends, and which numbers it names."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from zhupi.gazette.ladder import mark_of
from zhupi.gazette.lines import Line
from zhupi.gazette.numbers import find_numbers, normalise
from zhupi.gazette.wording import DATE, narrow, plain

_IN_BRACKETS = re.compile(r"[（(](.{4,40})[）)]")
_LEADERS = re.compile(r".*(?:[.．·…]{2,}|\s)\s*[（(]?\d{1,3}[）)]?")
_PAGED = re.compile(
    r".{4,110}[^\d〔年月第]\s*[（(]?\d{1,3}[）)]?|[（(]\d{1,3}[）)]|[一-鿿》]{1,4}\s+\d{1,3}"
)
_LED = re.compile(r"\d{1,4}\s+[一-鿿“《].{2,110}")
"""An entry that begins with its page number."""

_PAGE_OF_ENTRY = re.compile(r"^\d{1,4}|[.·…]*[(]?\d{1,3}[)]?$")
_STRIDE = 6
_HEADED = ("目录", "目次")
_CHAPTERS = 120
_RUNNING = re.compile(r"。|[：:；，]$")
"""What no entry of a contents page has, but any text below it."""


def contents_end(lines: Sequence[Line]) -> int:
    """Return how many lines at the top are a contents page; 0 where there is none."""
    headed = next((i + 1 for i, line in enumerate(lines[:6]) if plain(line.text) in _HEADED), 0)
    end = headed
    entries = 0
    named: set[str] = set()
    for index in range(headed, len(lines)):
        if index - max(end, headed) > _STRIDE + (6 if not entries else 0):
            break
        text = lines[index].text
        if _RUNNING.search(text) or (index > headed and DATE.fullmatch(narrow(text)[:40])):
            break
        if is_contents_line(text) or (headed and _is_paged(narrow(text)[:121])):
            entries += 1
            end = index + 1
            named.add(_entry_name(text))
        elif headed and plain(text) in named:
            break  # the first of the documents that the page lists
    return end if entries >= 2 or headed else 0


def _entry_name(text: str) -> str:
    """The words of an entry without its page number and the leaders before it."""
    return _PAGE_OF_ENTRY.sub("", plain(text))


def _is_paged(text: str) -> bool:
    return bool(_PAGED.fullmatch(text) or _LED.fullmatch(text))


def of_chapters(lines: Sequence[Line]) -> list[int]:
    """Return the lines of a regulation's own contents: its chapters, named before they come."""
    found: list[int] = []
    for index, line in enumerate(lines):
        if plain(line.text[:8]) not in _HEADED:
            continue
        end = index + 1
        marks = set()
        while end < len(lines) and end - index < _CHAPTERS:
            mark = mark_of(lines[end].text)
            if mark is None or mark.name not in ("chapter", "section"):
                break
            if mark.name == "chapter" and mark.ordinal in marks:
                found += range(index, end)
                break
            marks |= {mark.ordinal} if mark.name == "chapter" else set()
            end += 1
    return found


def is_contents_line(text: str) -> bool:
    """Tell an entry of a contents page by its number in brackets or its page number."""
    folded = narrow(text).strip()
    if len(folded) > 120:
        return False
    bracketed = _IN_BRACKETS.fullmatch(folded)
    if bracketed is not None and normalise(bracketed[1]) is not None:
        return True
    return bool(_LEADERS.fullmatch(folded)) and bool(re.search(r"[.．·…]{3,}", folded))


@dataclass(frozen=True, slots=True)
class Listing:
    """What the contents page names: numbers, and its words, folded, for looking up titles."""

    numbers: frozenset[str] = frozenset()
    words: str = ""

    def lacks(self, title: str, number: str | None) -> bool:
        """Tell whether a contents page that names numbers leaves this document out."""
        if not self.numbers or number is None or number in self.numbers:
            return False
        return plain(title) not in self.words


def listing_of(lines: Sequence[Line]) -> Listing:
    """Read the lines of a contents page."""
    return Listing(numbers_in(lines), plain("".join(line.text for line in lines)))


def numbers_in(lines: Sequence[Line]) -> frozenset[str]:
    """Return the numbers named in ``lines``."""
    return frozenset(found.number for line in lines for found in find_numbers(line.text))
