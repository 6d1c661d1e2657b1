"""The head of a bulletin item (简报): the office and the date above the title."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from zhupi.gazette.clean import join
from zhupi.gazette.fields import find_date
from zhupi.gazette.lines import Line
from zhupi.gazette.wording import DATE, INSTITUTION_END, STRONG_END, narrow

_LINES = 5
_LONGEST_NAME = 60
_LONGEST_TITLE_LINE = 45


@dataclass(frozen=True, slots=True)
class Masthead:
    """Office and date on lines ``[0, last]``, and the title below them."""

    issuer: str
    date: str
    last: int
    title: str
    title_first: int
    title_last: int


def find(lines: Sequence[Line]) -> Masthead | None:
    """Return the masthead at the top of ``lines``, if office, date and title stand there."""
    for last in range(min(_LINES, len(lines) - 1)):
        if len(lines[last].text) > 2 * _LONGEST_NAME:
            return None
        text = narrow("".join("".join(line.text.split()) for line in lines[: last + 1]))
        match = DATE.search(text)
        if match is None:
            continue
        issuer, date = text[: match.start()], find_date(match.group())
        if match.end() != len(text) or date is None or len(issuer) > _LONGEST_NAME:
            return None
        if not INSTITUTION_END.search(issuer):
            return None
        title_last = _title_end(lines, last + 1)
        if title_last is None:
            return None
        title = join(lines[last + 1 : title_last + 1]).text
        return Masthead(issuer, date, last, title, last + 1, title_last)
    return None


def _title_end(lines: Sequence[Line], first: int) -> int | None:
    """The last line of a title that begins at ``first``: short, and not a sentence."""
    if first + 1 >= len(lines) or not _is_title(lines[first]):
        return None
    last = first
    while last + 2 < len(lines) and lines[last + 1].tight and _is_title(lines[last + 1]):
        last += 1
    return last


def _is_title(line: Line) -> bool:
    text = line.text
    return len(text) <= _LONGEST_TITLE_LINE and not (
        STRONG_END.search(text[-8:]) or text.endswith(("，", "；", "："))
    )
