"""Where documents begin: a title with the number below it, or with addressees or a date."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from zhupi.gazette.ladder import mark_of
from zhupi.gazette.lines import Line
from zhupi.gazette.numbers import find_numbers, normalise
from zhupi.gazette.wording import (
    DATE,
    ISSUER_LINE,
    STRONG_END,
    TITLE,
    TITLE_TAIL,
    TITLE_VERB,
    narrow,
    plain,
)

_TITLE_LINES = 7
_LONGEST_TITLE_LINE = 60
_BARE_NUMBER = re.compile(
    r"(?:[一-鿿]{1,14}[〔\[［(（【]\d{4}[〕\]］)）】]第?\d{1,5}号)"
    r"|(?:[一-鿿]{2,14}令第?(?:\d{1,5}|[一二三四五六七八九十百]{1,7})号)"
    r"|(?:[一-鿿、\s]{0,30}公?告?\d{4}年第\d{1,5}号)"
)
_ORDER_SERIAL = re.compile(r"第(?:\d{1,5}|[一二三四五六七八九十百]{1,7})号")
_ORDER = re.compile(r"[一-鿿、]{2,30}(?:令|公告)")
_IN_BRACKETS = re.compile(r"[（(](.{4,40})[）)]")
_LEADERS = re.compile(r".*(?:[.．·…]{2,}|\s)\s*[（(]?\d{1,3}[）)]?")
_PAGED = re.compile(r".{4,110}[^\d〔年月第]\s*[（(]?\d{1,3}[）)]?")
_REGULATION = re.compile(r"[^，。；：]{2,36}(?:法|条例|规定|办法|细则|决定|规则)(?:[(].{1,12}[)])?")
_CONTENTS_STRIDE = 6
_COVER_LINES = 60
_ADDRESSED = re.compile(r"各|有关|人民政府|部门|委员会|单位|机构|公司|[厅局部委办院校]$")


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


def contents_end(lines: Sequence[Line]) -> int:
    """Return how many lines at the top are a contents page; 0 where there is none."""
    headed = next(
        (i + 1 for i, line in enumerate(lines[:6]) if plain(line.text) in ("目录", "目次")), 0
    )
    end = headed
    entries = 0
    for index in range(headed, len(lines)):
        if index - max(end, headed) > _CONTENTS_STRIDE + (6 if not entries else 0):
            break
        text = lines[index].text
        if is_contents_line(text) or (headed and _PAGED.fullmatch(narrow(text)[:121])):
            entries += 1
            end = index + 1
    return end if entries >= 2 or headed else 0


def is_contents_line(text: str) -> bool:
    """Tell an entry of a contents page by its number in brackets or its page number."""
    folded = narrow(text).strip()
    if len(folded) > 120:
        return False
    bracketed = _IN_BRACKETS.fullmatch(folded)
    if bracketed is not None and normalise(bracketed[1]) is not None:
        return True
    return bool(_LEADERS.fullmatch(folded)) and bool(re.search(r"[.．·…]{3,}", folded))


def find_starts(lines: Sequence[Line], listed: frozenset[str] = frozenset()) -> list[Start]:
    """Return the document starts in order; enclosed texts with a number are left out.

    ``listed`` holds the numbers that the contents page names.
    """
    starts: list[Start] = []
    floor = 0
    index = 0
    while index < len(lines):
        start = (
            _by_number(lines, index, floor)
            or _by_order(lines, index, floor)
            or _by_address(lines, index, floor, alone=not starts)
            or _by_promulgation(lines, index, floor)
        )
        if start is not None:
            if not (starts and _enclosed(lines, starts[-1], start, listed)):
                starts.append(start)
            floor = start.head_end + 1
            index = max(index + 1, floor)
        else:
            index += 1
    return starts


def numbers_in(lines: Sequence[Line]) -> frozenset[str]:
    """Return the numbers named in ``lines``."""
    return frozenset(found.number for line in lines for found in find_numbers(line.text))


def is_number_line(text: str) -> bool:
    """Tell whether the line is a number and nothing else."""
    return len(text) <= 60 and bool(_BARE_NUMBER.fullmatch("".join(narrow(text).split())))


def is_addressees(text: str) -> bool:
    """Tell whether ``text`` (with its closing ：) calls the bodies a document is sent to."""
    if not text.endswith(("：", ":")) or len(text) > 400 or "。" in text:
        return False
    body = text[:-1]
    if re.search(r"如下|以下|下列|包括|是指|：", body):
        return False
    return bool(_ADDRESSED.search(body))


def _by_number(lines: Sequence[Line], index: int, floor: int) -> Start | None:
    text = narrow(lines[index].text)
    bracketed = _IN_BRACKETS.fullmatch(text.strip()) if len(text) < 60 else None
    bare = bracketed[1] if bracketed else text
    if not is_number_line(bare):
        return None
    number = normalise(bare)
    if number is None:
        return None
    found = _title_before(lines, index, floor)
    if found is None or not found[1]:
        below = _title_below(lines, index, number, floor)
        if below is not None:
            return below
    if found is None:
        return _numbered_order(lines, index, number, floor)
    first, sure = found
    if bracketed and not sure:
        return None
    return Start(first, index - 1, _joined(lines, first, index - 1), index, number, sure)


def _by_order(lines: Sequence[Line], index: int, floor: int) -> Start | None:
    """中华人民共和国国务院令 with 第697号 on the next line."""
    if index <= floor or not _ORDER_SERIAL.fullmatch(plain(lines[index].text)[:20]):
        return None
    title = plain(lines[index - 1].text)
    if len(title) > 40 or not _ORDER.fullmatch(title):
        return None
    number = normalise(title + plain(lines[index].text))
    return Start(index - 1, index - 1, title, index, number)


def _title_below(lines: Sequence[Line], index: int, number: str, floor: int) -> Start | None:
    """The layout with a red head: masthead, number, title, addressees."""
    first = index + 1
    for last in range(first, min(first + 5, len(lines) - 1)):
        if len(lines[last].text) > _LONGEST_TITLE_LINE:
            return None
        title = _joined(lines, first, last)
        whole = TITLE.fullmatch(title) or (TITLE_VERB.match(title) and TITLE_TAIL.fullmatch(title))
        if whole and _leads_on(lines, last + 1):
            top = index
            while top > max(floor, index - 4) and _is_masthead(lines[top - 1].text):
                top -= 1
            masthead = top if top < index else None
            return Start(first, last, title, index, number, masthead=masthead)
    return None


def _is_masthead(text: str) -> bool:
    name = "".join(text.split())
    return len(name) <= 40 and bool(ISSUER_LINE.fullmatch(name.removesuffix("文件")))


def _by_promulgation(lines: Sequence[Line], index: int, floor: int) -> Start | None:
    """A regulation that stands alone: its name, in brackets how it was issued, its articles."""
    title = lines[index].text
    if len(title) > 40 or not _REGULATION.fullmatch(plain(title)):
        return None
    if index > floor and not _has_ended(lines[index - 1].text):
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


def _numbered_order(lines: Sequence[Line], index: int, number: str, floor: int) -> Start | None:
    """An order or announcement whose name and number share a line (四川省人民政府令第330号)."""
    if "令第" not in number or (index > floor and not _has_ended(lines[index - 1].text)):
        return None
    title = _joined(lines, index, index)
    return Start(index, index, title, None, number)


def _by_address(lines: Sequence[Line], index: int, floor: int, *, alone: bool) -> Start | None:
    """A title without a number: the addressees, or a date in brackets, follow it.

    ``alone`` tells that no document stands above, whose text would have to end first.
    """
    line = lines[index]
    if len(line.text) > _LONGEST_TITLE_LINE or not _may_begin_title(lines, index):
        return None
    if index > floor and not alone and not _has_ended(lines[index - 1].text):
        return None
    for last in range(index, min(index + 5, len(lines) - 1)):
        if len(lines[last].text) > _LONGEST_TITLE_LINE:
            return None
        title = _joined(lines, index, last)
        if TITLE.fullmatch(title) and _leads_on(lines, last + 1):
            return Start(index, last, title, None, None)
    return None


def _may_begin_title(lines: Sequence[Line], index: int) -> bool:
    text = lines[index].text
    if ISSUER_LINE.fullmatch(text):
        return index + 1 < len(lines) and bool(TITLE_VERB.match(lines[index + 1].text))
    verb = TITLE_VERB.search(text)
    return verb is not None and bool(ISSUER_LINE.fullmatch(text[: verb.start()]))


def _has_ended(text: str) -> bool:
    return bool(STRONG_END.search(text[-8:]) or DATE.fullmatch(narrow(text)[:40]))


def _leads_on(lines: Sequence[Line], index: int) -> bool:
    """Tell whether addressees or a date in brackets begin at ``index``."""
    text = narrow(lines[index].text)
    if text[:1] in "（(" and DATE.fullmatch(text[:40]):
        return True
    if is_number_line(text):
        return False
    called = ""
    for line in lines[index : index + 4]:
        called += line.text
        if called.endswith(("：", ":")):
            return is_addressees(called)
        if STRONG_END.search(called[-8:]):
            return False
    return False


def _title_before(lines: Sequence[Line], number_at: int, floor: int) -> tuple[int, bool] | None:
    """Return where the title above a number begins, and whether it reads as a whole title."""
    first: int | None = None
    for index in range(number_at - 1, max(floor, number_at - _TITLE_LINES) - 1, -1):
        text = lines[index].text
        if len(text) > _LONGEST_TITLE_LINE or STRONG_END.search(text[-8:]):
            break
        if DATE.fullmatch(narrow(text)) or text.endswith(("：", "；", "，")):
            break
        title = _joined(lines, index, number_at - 1)
        if not TITLE_VERB.match(title) and TITLE.fullmatch(title):
            return _with_joint_issuers(lines, index, floor), True
        if first is None or not lines[first].page_led:
            first = index  # what stands above a page break belongs to the title only as a whole
    if first is None or number_at - first > _TITLE_LINES:
        return None
    return (first, False) if lines[first].page_led or first == floor else None


def _with_joint_issuers(lines: Sequence[Line], first: int, floor: int) -> int:
    """Take in the names of joint issuers that stand on lines of their own above the title."""
    while (
        first > floor
        and not lines[first].page_led
        and lines[first].tight
        and len(lines[first - 1].text) <= 30
        and ISSUER_LINE.fullmatch(lines[first - 1].text)
        and not (first - 1 > floor and lines[first - 1].tight and not lines[first - 2].page_led)
    ):
        first -= 1
    return first


def _joined(lines: Sequence[Line], first: int, last: int) -> str:
    return "".join(narrow(line.text) for line in lines[first : last + 1]).replace(" ", "")


def _enclosed(lines: Sequence[Line], outer: Start, inner: Start, listed: frozenset[str]) -> bool:
    """Tell whether ``inner`` is the text that ``outer`` forwards or issues."""
    if inner.number is not None and inner.number in listed:
        return False
    if outer.title.endswith("令"):
        return f"《{plain(inner.title)}》" in plain(
            "".join(line.text for line in lines[outer.begin : inner.begin][:_COVER_LINES])
        )
    if not re.search("转发|批转|印发|发布|公布", outer.title):
        return False
    end = min(inner.first, outer.first + _COVER_LINES)
    words = plain("".join(line.text for line in lines[outer.first : end]))
    named = inner.number is not None and plain(inner.number) in words
    return named or f"《{plain(inner.title)}》" in words
