"""Heads of documents that have no number: what follows the title tells that it is one."""

from __future__ import annotations

import re
from collections.abc import Sequence

from zhupi.gazette.heads import (
    LONGEST_TITLE_LINE,
    Start,
    has_ended,
    is_number_line,
    joined,
    leads_on,
    note_end,
    occasion_end,
)
from zhupi.gazette.ladder import mark_of
from zhupi.gazette.lines import Line
from zhupi.gazette.numbers import find_numbers, is_order
from zhupi.gazette.wording import (
    DATE,
    ISSUER_LINE,
    RELEASE,
    TITLE,
    TITLE_TAIL,
    TITLE_VERB,
    narrow,
    plain,
)

REGULATION = re.compile(
    r"[^，。；：]{1,36}(?:法典?|条例|规定|办法|细则|决定|规则)(?:[(].{1,12}[)])?"
)
"""The name of a law or of rules, folded."""

_SPEECH = re.compile(r"[^，。；：]{0,30}(?:报告|讲话|说明)")
_APPOINTMENTS = re.compile(r"[一-鿿]{2,24}任免[一-鿿]{0,12}|[一-鿿]{2,24}任免名单")
_SEPARATE = re.compile(
    r"[一-鿿\s]{0,24}大事记(?:[（(][^（）()]{4,24}[）)])?|(?:关于)?《[^《》]{3,80}》的?(?:政策)?解读"
)
"""Texts of a gazette that are nobody's official document: a chronicle, an explanation."""

_HEADS = re.compile(
    "报告$|讲话$|说明$|任免|大事记|^(?:关于)?《"
    rf"|^[^，。；：]{{0,40}}(?:{TITLE_VERB.pattern})|^[^，。；：]{{2,40}}[府院厅室会议委部局]$"
)
"""Lines that may begin a head at all."""

_UNFINISHED = re.compile(r"[，、；：（〔《“‘—]$")
_SENTENCE = re.compile("[，。；：]")
_LONGEST_ROW = 30
_REPORTED = re.compile("近日|日前|新华社|经")
_TITLE_LINES = 5
_NAME_LINES = 2
_CLOSING_LINES = 400
_SIGNER_LINES = 8


def find(lines: Sequence[Line], index: int, floor: int, *, alone: bool) -> Start | None:
    """Return the head that begins at ``index``, if one without a number does.

    ``alone`` tells that no document stands above, whose text would have to end first.
    """
    text = lines[index].text
    if len(text) > LONGEST_TITLE_LINE or index + 1 >= len(lines):
        return None
    if not (index <= floor or has_ended(lines[index - 1].text) or lines[index].page_led):
        return _below_unended(lines, index, alone=alone)
    start = (_without_issuer(lines) or _rules(lines)) if alone and index == 0 else None
    if start is None and _may_begin_title(lines, index):
        start = _by_address(lines, index) or _by_closing(lines, index)
    return (
        start
        or _by_promulgation(lines, index)
        or _by_occasion(lines, index)
        or _separate(lines, index)
    )


def _below_unended(lines: Sequence[Line], index: int, *, alone: bool) -> Start | None:
    """Find a head below a line that ends no sentence: a row of a list, a heading, a note."""
    if not _HEADS.search(lines[index].text):
        return None
    above = [line.text for line in lines[max(0, index - 2) : index]]
    if _UNFINISHED.search(above[-1]) and not alone:
        return None
    if not _may_begin_title(lines, index):
        return _by_occasion(lines, index) or (None if alone else _separate(lines, index))
    start = _by_address(lines, index) or _by_occasion(lines, index)
    listed = len(above) == 2 and not any(_is_running(text) for text in above)
    if start is None and not alone and listed:
        start = _by_closing(lines, index)
    return start


def _is_running(text: str) -> bool:
    return len(text) > _LONGEST_ROW or bool(_SENTENCE.search(text))


def _by_promulgation(lines: Sequence[Line], index: int) -> Start | None:
    """A regulation that stands alone: its name, in brackets how it was issued, its articles."""
    for last in range(index, min(index + _NAME_LINES, len(lines) - 1)):
        title = plain("".join(line.text for line in lines[index : last + 1]))
        if len(title) > 40:
            return None
        end = note_end(lines, last + 1) if REGULATION.fullmatch(title) else None
        if end is not None:
            break
    else:
        return None
    if not opens_rules(lines, end + 1):
        return None
    note = "".join(narrow(line.text) for line in lines[last + 1 : end + 1])
    numbers = [found.number for found in find_numbers(note) if is_order(found.number)]
    return Start(index, last, title, None, numbers[0] if numbers else None)


def _rules(lines: Sequence[Line]) -> Start | None:
    """A file that holds but a law or rules: its name, and at once the first chapter or article."""
    for last in range(min(_NAME_LINES, len(lines) - 1)):
        if mark_of(lines[last].text) is not None:
            return None
        title = plain("".join(line.text for line in lines[: last + 1]))
        if REGULATION.fullmatch(title) and opens_rules(lines, last + 1):
            return Start(0, last, title, None, None)
    return None


def opens_rules(lines: Sequence[Line], index: int) -> bool:
    """Whether the first chapter or article of rules begins there."""
    mark = mark_of(lines[index].text) if index < len(lines) else None
    return mark is not None and mark.name in ("chapter", "article") and mark.ordinal == 1


def _by_address(lines: Sequence[Line], index: int) -> Start | None:
    """A title without a number: addressees, a date or note in brackets, or a report follow it."""
    for last in _title_ends(lines, index):
        title = joined(lines, index, last)
        released = RELEASE.fullmatch(title)
        if (released or TITLE.fullmatch(title)) and leads_on(lines, last + 1):
            return Start(index, last, title, None, None)
        if released and _REPORTED.match(lines[last + 1].text):
            return Start(index, last, title, None, None)
    return None


def _without_issuer(lines: Sequence[Line]) -> Start | None:
    """A text that opens with 关于…的通知 and addressees: its sign-off tells the issuer."""
    if not lines[0].text.startswith("关于"):
        return None
    for last in _title_ends(lines, 0):
        title = joined(lines, 0, last)
        if TITLE_TAIL.fullmatch(title) and leads_on(lines, last + 1):
            return Start(0, last, title, None, None)
    return None


def _by_closing(lines: Sequence[Line], index: int) -> Start | None:
    """A title with neither number nor addressees (公告、通告): its issuer signs below it."""
    for last in _title_ends(lines, index):
        if any(is_number_line(line.text) for line in lines[last + 1 : last + _TITLE_LINES]):
            return None
        title = joined(lines, index, last)
        match = TITLE.fullmatch(title)
        if match is not None and _is_signed(lines, last + 1, plain(match["issuer"])):
            return Start(index, last, title, None, None)
    return None


def _is_signed(lines: Sequence[Line], first: int, issuer: str) -> bool:
    """Tell whether the first dated sign-off from ``first`` on is that of ``issuer``."""
    for index in range(first, min(first + _CLOSING_LINES, len(lines))):
        text = lines[index].text
        if len(text) > LONGEST_TITLE_LINE or not DATE.fullmatch(narrow(text)):
            continue
        signed = ""
        for above in range(index - 1, max(first, index - _SIGNER_LINES) - 1, -1):
            signed = plain(lines[above].text) + signed
            if signed == issuer:
                return True
        return False
    return False


def _by_occasion(lines: Sequence[Line], index: int) -> Start | None:
    """A report given to an assembly (——…年…月…日在…会议上); appointments with their date."""
    title, below = plain(lines[index].text), narrow(lines[index + 1].text)
    if _SPEECH.fullmatch(title) and occasion_end(lines, index + 1) is not None:
        return Start(index, index, title, None, None)
    if _APPOINTMENTS.fullmatch(title) and DATE.fullmatch(below[:40]):
        return Start(index, index, title, None, None)
    return None


def _separate(lines: Sequence[Line], index: int) -> Start | None:
    for last in _title_ends(lines, index):
        title = joined(lines, index, last)
        if _SEPARATE.fullmatch(title):
            below = joined(lines, index, last + 1)
            last += bool(_SEPARATE.fullmatch(below) and last + 2 < len(lines))
            return Start(index, last, joined(lines, index, last), None, None)
    return None


def _title_ends(lines: Sequence[Line], first: int) -> range:
    """The lines on which a title that begins at ``first`` may end; a line follows each."""
    last = first
    while last < min(first + _TITLE_LINES, len(lines)):
        text = lines[last].text
        if len(text) > LONGEST_TITLE_LINE or text.endswith(("。", "；", "：", "，")):
            break
        if DATE.fullmatch(narrow(text)[:40]) or (last > first and mark_of(text) is not None):
            break
        last += 1
    return range(first, min(last, len(lines) - 1))


def _may_begin_title(lines: Sequence[Line], index: int) -> bool:
    text = lines[index].text
    if ISSUER_LINE.fullmatch(text):
        return index + 1 < len(lines) and bool(TITLE_VERB.match(lines[index + 1].text))
    verb = TITLE_VERB.search(text)
    return verb is not None and bool(ISSUER_LINE.fullmatch(text[: verb.start()]))
