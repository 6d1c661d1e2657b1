"""The note of attachments (附件说明): where it stands and which titles it names."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from zhupi.gazette.ladder import mark_of
from zhupi.gazette.lines import Line
from zhupi.gazette.wording import plain

LABEL = re.compile(r"附\s*件\s*(?:[0-9０-９]{1,2}|[一二三四五六七八九十]{1,3})?\s*[：:]?")
"""The label above an attachment: 附件, 附件1, 附件：."""

REACH = 16
"""How many lines a note may take."""

_NOTE = re.compile(r"附\s*件\s*(?:[0-9０-９]{1,2})?\s*[：:．.]")
_NUMBERED = re.compile(r"附\s*件\s*[：:]\s*[0-9０-９]{1,2}\s*[．.、]")
_HEAD = re.compile(r"^附件\d{0,2}[:.]?")
_ITEM = re.compile(r"(?:^|(?<=[^0-9.]))[0-9]{1,2}[.、](?=[^0-9]|[12][0-9]{3}年)")
_OMITTED = re.compile(r"[((](?:略|此略)[))]$")


def is_note(text: str) -> bool:
    """Tell whether a note begins with the line ``text``."""
    return bool(_NOTE.match(text))


def is_numbered_note(text: str) -> bool:
    """Tell whether a note of several attachments begins with ``text``."""
    return bool(_NUMBERED.match(text))


def begin(lines: Sequence[Line], first: int, end: int) -> int | None:
    """Return where a note begins that reaches to ``end``; running text is none."""
    for index in range(max(first, end - REACH), end):
        if is_note(lines[index].text):
            return index if not any("。" in line.text for line in lines[index:end]) else None
    return None


def items(lines: Sequence[Line], first: int, end: int) -> list[tuple[int, int]]:
    """Return first and last line of each item of the note ``[first, end)``."""
    following = (index for index in range(first + 1, end) if _is_next_item(lines[index].text))
    begins = [first, *following]
    return [(begin, after - 1) for begin, after in pairwise((*begins, end))]


def titles(lines: Sequence[Line], first: int, end: int) -> list[str]:
    """Return the folded titles that the note ending at ``end`` names."""
    begins = begin(lines, first, end)
    return [] if begins is None else _titles(lines[begins:end])


def titles_within(lines: Sequence[Line], first: int, end: int) -> list[str]:
    """Return the folded titles of the first note in ``[first, end)``, up to a label below it."""
    for index in range(first, end):
        text = lines[index].text
        if LABEL.fullmatch(text):
            return titles(lines, max(first, index - REACH), index)
        if is_note(text):
            stop = min(end, index + REACH)
            label = next((i for i in range(index, stop) if LABEL.fullmatch(lines[i].text)), stop)
            return _unglued(_titles(lines[index:label]))
    return []


def late_end(lines: Sequence[Line], first: int) -> int:
    """Return the end of a note that stands at ``first``, below the date; ``first`` if none."""
    if first >= len(lines) or not is_note(lines[first].text):
        return first
    many = is_numbered_note(lines[first].text)
    end = first + 1
    while many and end < len(lines) and _goes_on(lines, end):
        end += 1
    alone = end == len(lines) or bool(LABEL.fullmatch(lines[end].text))
    return end if many or alone else first


def _titles(lines: Sequence[Line]) -> list[str]:
    joined = _HEAD.sub("", plain("".join(line.text for line in lines)))
    return [_OMITTED.sub("", item).strip("。;") for item in _ITEM.split(joined) if item]


def _unglued(named: list[str]) -> list[str]:
    """Undo the gluing of the last noted title with the title line that follows it."""
    if named:
        last = named[-1]
        half = len(last) // 2
        if len(last) % 2 == 0 and last[:half] == last[half:]:
            return [*named[:-1], last[:half]]
    return named


def _is_next_item(text: str) -> bool:
    mark = mark_of(text)
    return mark is not None and mark.name == "three" and mark.ordinal > 1


def _goes_on(lines: Sequence[Line], index: int) -> bool:
    """Tell the next item of a numbered note, or the rest of one that its line cut."""
    if mark_of(lines[index].text) is not None:
        return _is_next_item(lines[index].text)
    return index + 1 < len(lines) and _is_next_item(lines[index + 1].text)
