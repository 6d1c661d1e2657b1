"""Heads of documents that have no number: what follows the title tells that it is one."""

from __future__ import annotations

import re
from collections.abc import Sequence

from zhupi.gazette.heads import LONGEST_TITLE_LINE, Start, has_ended, joined, leads_on
from zhupi.gazette.ladder import mark_of
from zhupi.gazette.lines import Line
from zhupi.gazette.numbers import find_numbers
from zhupi.gazette.wording import DATE, ISSUER_LINE, TITLE, TITLE_VERB, narrow, plain

_REGULATION = re.compile(r"[^，。；：]{2,36}(?:法|条例|规定|办法|细则|决定|规则)(?:[(].{1,12}[)])?")


def find(lines: Sequence[Line], index: int, floor: int, *, alone: bool) -> Start | None:
    """Return the head that begins at ``index``, if one without a number does.

    ``alone`` tells that no document stands above, whose text would have to end first.
    """
    return _by_address(lines, index, floor, alone=alone) or _by_promulgation(lines, index, floor)


def _by_promulgation(lines: Sequence[Line], index: int, floor: int) -> Start | None:
    """A regulation that stands alone: its name, in brackets how it was issued, its articles."""
    title = lines[index].text
    if len(title) > 40 or not _REGULATION.fullmatch(plain(title)):
        return None
    if index > floor and not has_ended(lines[index - 1].text):
        return None
    note = ""
    for at in range(index + 1, min(index + 12, len(lines) - 1)):
        note += narrow(lines[at].text)
        if len(note) > 600 or note[:1] not in "（(":
            return None
        if note.endswith(("）", ")")):
            mark = mark_of(lines[at + 1].text)
            opens = mark is not None and mark.name in ("chapter", "article") and mark.ordinal == 1
            if not opens or not DATE.search(note):
                return None
            numbers = [found.number for found in find_numbers(note) if "令第" in found.number]
            return Start(index, index, plain(title), None, numbers[0] if numbers else None)
    return None


def _by_address(lines: Sequence[Line], index: int, floor: int, *, alone: bool) -> Start | None:
    """A title without a number: the addressees, or a date in brackets, follow it.

    ``alone`` tells that no document stands above, whose text would have to end first.
    """
    line = lines[index]
    if len(line.text) > LONGEST_TITLE_LINE or not _may_begin_title(lines, index):
        return None
    if index > floor and not alone and not has_ended(lines[index - 1].text):
        return None
    for last in range(index, min(index + 5, len(lines) - 1)):
        if len(lines[last].text) > LONGEST_TITLE_LINE:
            return None
        title = joined(lines, index, last)
        if TITLE.fullmatch(title) and leads_on(lines, last + 1):
            return Start(index, last, title, None, None)
    return None


def _may_begin_title(lines: Sequence[Line], index: int) -> bool:
    text = lines[index].text
    if ISSUER_LINE.fullmatch(text):
        return index + 1 < len(lines) and bool(TITLE_VERB.match(lines[index + 1].text))
    verb = TITLE_VERB.search(text)
    return verb is not None and bool(ISSUER_LINE.fullmatch(text[: verb.start()]))
