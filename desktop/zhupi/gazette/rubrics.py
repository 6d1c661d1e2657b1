"""Names of a section of the periodical that stand above a document (栏目名): no text of any."""

from __future__ import annotations

import re
from collections.abc import Sequence

from zhupi.gazette.fields import date_of
from zhupi.gazette.heads import Start, has_ended
from zhupi.gazette.lines import Line
from zhupi.gazette.notes import LABEL
from zhupi.gazette.wording import INSTITUTION_END, narrow, plain

_ORNAMENT = "[·•●○◆◇■□★☆▲△◎※＊*—－\\-~～|｜【】〔〕\\[\\]〖〗\\s]*"
_LONE = re.compile(f"{_ORNAMENT}(?P<name>[一-鿿](?:[一-鿿\\s]{{0,18}}[一-鿿]))?{_ORNAMENT}")
_SECTION = re.compile(
    "文件|规章|法规|令|公告|通告|公示|通报|决定|议案|讲话|解读|任免|大事记|要闻|动态|资料|统计"
    "|会议|公报|[特专转]载|选登|选载|专栏"
)
_LONGEST = 14
_LONGEST_PERSON = 4
"""So short may be the name of a person who signs."""
_CLOSED = re.compile("[（(].{2,30}[）)]|.*印发")
_OTHER = re.compile(
    "附|抄送|主题词|分送|发[:：至]|[一-鿿]{0,8}(?:长|主任|总理|主席|书记)[一-鿿]{2,4}$"
)


def rubrics(lines: Sequence[Line], starts: Sequence[Start]) -> list[int]:
    """Return the lines between the end of a document and the head of the next that name a section.

    Below a date, which closes a document, any few characters do that are no person's name; below
    other words, which may be followed by a sign-off, only what sections are called.
    """
    found = []
    for start in starts:
        index = start.begin - 1
        if index < 1:
            continue
        name = _name(lines[index].text)
        above = narrow(lines[index - 1].text)
        if not name or INSTITUTION_END.search(name) or _OTHER.match(name):
            continue
        called = _SECTION.search(name[-3:]) is not None
        closed = date_of(above) is not None or _CLOSED.fullmatch(above) is not None
        if (called and has_ended(above)) or (closed and len(name) > _LONGEST_PERSON):
            found.append(index)
    return found


def _name(text: str) -> str:
    """The name in a line of few characters and ornaments, else ''."""
    if LABEL.fullmatch(text):
        return ""
    match = _LONE.fullmatch(narrow(text).strip())
    name = plain(match["name"] or "") if match is not None else ""
    return name if 2 <= len(name) <= _LONGEST else ""
