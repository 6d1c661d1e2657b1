"""The head of a document, and what tells that a line belongs to one."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from zhupi.gazette.lines import Line
from zhupi.gazette.wording import DATE, STRONG_END, TITLE, narrow

LONGEST_TITLE_LINE = 60

_BARE_NUMBER = re.compile(
    r"(?:[一-鿿]{1,14}[〔﹝\[［(（【]\d{4}[〕﹞\]］)）】]第?\d{1,5}号)"
    r"|(?:[一-鿿]{2,14}令第?(?:\d{1,5}|[一二三四五六七八九十百]{1,7})号)"
    r"|(?:[一-鿿、\s]{0,30}公?告?\d{4}年第\d{1,5}号)"
    r"|(?:[一-鿿]{2,30}公告第\d{1,5}号)"
)
_ADDRESSED = re.compile(r"各|有关|人民政府|部门|委员会|单位|机构|公司|[厅局部委办院校]$")
_INTRODUCES = re.compile(r"如下|以下|下列|包括|是指|：|(?:决定|通知|命令|规定|要求|通报)$")
"""Words before a ： that lead on to what is decided, not to whom it is said."""

_ISSUED = re.compile(r"通过|公布|发布|批准|修订|修正")
_CLOSED = re.compile(r"[（(][^（）()]{2,60}[）)]|[一-鿿\s]{2,40}\d{4}年\d{1,2}月\d{1,2}日\s*印发")
"""A remark, a credit or the line of printing, below which another text may begin."""

_OCCASION = re.compile(r"[—―─－-]{1,4}\s*.{0,60}上的?(?:报告|讲话|说明)?")
_DASHED = re.compile(r"[—―─－-]")
_OCCASION_LINES = 3
_NOTE_LINES = 10
_LONGEST_NOTE = 600
_LONGEST_TITLE = 240

NUMBER_BEHIND = re.compile(
    r"[（(](?P<number>[一-鿿]{2,12}[〔\[［（(]\d{4}[〕\]］）)]\d{1,5}号)[）)]$"
)
"""The number of a document in brackets behind its title."""


_QUOTED = re.compile("《([^《》]+)》")


def bare_title(title: str) -> str:
    """A title without the 《》 around the whole of it, and without its number behind it."""
    title = NUMBER_BEHIND.sub("", title)
    match = _QUOTED.fullmatch(title)
    return title if match is None else match[1]


@dataclass(frozen=True, slots=True)
class Start:
    """The head of a document: title lines ``[first, last]`` and the line of its number.

    In the layout with a red head the masthead (国务院办公厅文件) and the number stand above the
    title: then ``masthead`` is the first line of the masthead.
    """

    first: int
    last: int
    title: str
    number_at: int | None
    number: str | None
    sure: bool = True
    masthead: int | None = None

    @property
    def begin(self) -> int:
        """The first line of the head."""
        lines = (self.first, self.number_at, self.masthead)
        return min(line for line in lines if line is not None)

    def shifted(self, by: int) -> Start:
        """Return the start with all its lines moved by ``by``."""
        moved = [None if at is None else at + by for at in (self.number_at, self.masthead)]
        return replace(
            self, first=self.first + by, last=self.last + by, number_at=moved[0], masthead=moved[1]
        )

    @property
    def head_end(self) -> int:
        """The last line of title and number."""
        return self.last if self.number_at is None else max(self.last, self.number_at)


def is_number_line(text: str) -> bool:
    """Tell whether the line is a number and nothing else."""
    return len(text) <= 60 and bool(_BARE_NUMBER.fullmatch("".join(narrow(text).split())))


def is_addressees(text: str) -> bool:
    """Tell whether ``text`` (with its closing ：) calls the bodies a document is sent to."""
    if not text.endswith(("：", ":")) or len(text) > 400 or "。" in text:
        return False
    body = text[:-1]
    if _INTRODUCES.search(body):
        return False
    return bool(_ADDRESSED.search(body))


def has_ended(text: str) -> bool:
    """Tell whether ``text`` may be the last line of what stands above a title."""
    return bool(
        STRONG_END.search(text[-8:]) or DATE.fullmatch(narrow(text)[:40]) or _CLOSED.fullmatch(text)
    )


def note_end(lines: Sequence[Line], first: int) -> int | None:
    """Return the last line of the note in brackets at ``first`` that tells of the text's issue."""
    note = ""
    for index in range(first, min(first + _NOTE_LINES, len(lines))):
        note += narrow(lines[index].text)
        if note[:1] not in "（(" or len(note) > _LONGEST_NOTE:
            return None
        if note.endswith(("）", ")")):
            return index if _ISSUED.search(note) and DATE.search(note) else None
    return None


def occasion_end(lines: Sequence[Line], first: int) -> int | None:
    """Return the last line of the words that say when and where a report was given.

    They begin with a dash below the title (——…在…会议上) and may take several lines.
    """
    folded = ""
    for index in range(first, min(first + _OCCASION_LINES, len(lines))):
        folded += narrow(lines[index].text)
        if _OCCASION.fullmatch(folded) and DATE.search(folded):
            return index
        if not _DASHED.match(folded) or STRONG_END.search(folded[-8:]):
            return None
    return None


def leads_on(lines: Sequence[Line], index: int) -> bool:
    """Tell whether addressees, or a date or note of issue in brackets, begin at ``index``."""
    text = narrow(lines[index].text)
    if text[:1] in "（(" and DATE.fullmatch(text[:40]):
        return True
    if note_end(lines, index) is not None:
        return True
    called = ""
    for line in lines[index : index + 4]:
        called += line.text
        if is_number_line(line.text) or TITLE.fullmatch(narrow(called)[:_LONGEST_TITLE]):
            return False
        if called.endswith(("：", ":")):
            return is_addressees(called)
        if STRONG_END.search(called[-8:]):
            return False
    return False


def joined(lines: Sequence[Line], first: int, last: int) -> str:
    """Return the words of a title that stands on these lines, for matching."""
    return "".join(narrow(line.text) for line in lines[first : last + 1]).replace(" ", "")
