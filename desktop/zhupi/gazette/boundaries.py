"""Where documents begin: a title with the number below it, or with addressees or a date."""

from __future__ import annotations

import re
from collections.abc import Sequence

from zhupi.gazette import unnumbered
from zhupi.gazette.heads import (
    LONGEST_TITLE_LINE,
    NUMBER_BEHIND,
    Start,
    bare_title,
    has_ended,
    is_number_line,
    joined,
    leads_on,
)
from zhupi.gazette.lines import Line
from zhupi.gazette.numbers import is_order, normalise
from zhupi.gazette.wording import (
    DATE,
    ENCLOSED_TITLE,
    ISSUER_LINE,
    STRONG_END,
    TITLE,
    TITLE_TAIL,
    TITLE_VERB,
    narrow,
    plain,
    unnested,
)

_TITLE_LINES = 7
_ORDER_SERIAL = re.compile(
    r"[(]?(?:\d{4}年)?第(?:\d{1,5}|[一二三四五六七八九十百]{1,7})号[)]?|[〔\[(]\d{4}[〕\])]第?\d{1,5}号"
)
_ORDER = re.compile(r"[一-鿿、]{2,120}(?:令|公告)")
_STATE = "中华人民共和国"
_IN_BRACKETS = re.compile(r"[（(](.{4,40})[）)]")
_NAMES = re.compile(r"(?:(?!关于|转发|印发)[一-鿿、\s]){2,90}")
_COVER_LINES = 60
_ROW = re.compile(r"\d{1,4}|序号|(?:文件)?(?:名称|标题)|(?:发文)?[字文]号|备注")


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
            or _with_number(lines, index, floor)
            or _by_order(lines, index, floor)
            or unnumbered.find(lines, index, floor, alone=not starts)
        )
        if start is not None:
            if not (starts and _enclosed(lines, starts[-1], start, listed)):
                starts.append(start)
            floor = start.head_end + 1
            index = max(index + 1, floor)
        else:
            index += 1
    return _with_text(lines, starts)


def _is_cell(text: str) -> bool:
    return bool(_ROW.fullmatch(narrow(text))) or is_number_line(text)


def _with_text(lines: Sequence[Line], starts: Sequence[Start]) -> list[Start]:
    """Leave out heads with another right below them: rows of a list, title over number.

    So is the last one of such a list. A single head at the end is that of a text cut off.
    """
    ends = [*(start.begin for start in starts[1:]), len(lines)]
    bare = [
        all(_is_cell(line.text) for line in lines[start.head_end + 1 : end])
        for start, end in zip(starts, ends, strict=False)
    ]
    last = len(starts) - 1
    return [
        start
        for at, start in enumerate(starts)
        if not bare[at] or (at == last and not (at and bare[at - 1]))
    ]


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
    title = bare_title(joined(lines, first, index - 1))
    return Start(first, index - 1, title, index, number, sure)


def _with_number(lines: Sequence[Line], index: int, floor: int) -> Start | None:
    """A title of one line or two, its number in brackets behind it: …的通知（国发〔2016〕49号）."""
    match = NUMBER_BEHIND.search(lines[index].text)
    number = None if match is None else normalise(match["number"])
    if number is None or index + 1 >= len(lines) or not leads_on(lines, index + 1):
        return None
    for first in range(index, max(floor, index - 1) - 1, -1):
        title = bare_title(joined(lines, first, index))
        if TITLE.fullmatch(title) and (first == floor or has_ended(lines[first - 1].text)):
            return Start(first, index, title, None, number)
    return None


def _by_order(lines: Sequence[Line], index: int, floor: int) -> Start | None:
    """中华人民共和国国务院令 with 第697号 on the next line; 令 may stand below several bodies."""
    if index <= floor or not _ORDER_SERIAL.fullmatch(plain(lines[index].text)[:20]):
        return None
    first = index - 1
    alone = plain(lines[first].text) in ("令", "公告")
    while first > max(floor, index - _TITLE_LINES) and _is_body(lines[first - 1].text, alone=alone):
        first -= 1
    title = joined(lines, first, index - 1)
    if len(title) > LONGEST_TITLE_LINE * 2 or not _ORDER.fullmatch(title):
        return None
    *others, last = title.split(_STATE)
    if not last.removesuffix("令").removesuffix("公告"):
        return None
    number = normalise(last + plain(lines[index].text).strip("()"))
    if number is None:
        return None
    return Start(first, index - 1, title, index, "".join(others) + number)


def _is_body(text: str, *, alone: bool) -> bool:
    """Tell one of several bodies over an order: any if 令 stands alone below, else in full form."""
    if not alone and not text.startswith(_STATE):
        return False
    return len(text) <= 40 and bool(ISSUER_LINE.fullmatch(text))


def _title_below(lines: Sequence[Line], index: int, number: str, floor: int) -> Start | None:
    """The layout with a red head: masthead, number, title, addressees."""
    first = index + 1
    for last in range(first, min(first + 5, len(lines) - 1)):
        if len(lines[last].text) > LONGEST_TITLE_LINE:
            return None
        title = joined(lines, first, last)
        whole = TITLE.fullmatch(title) or (TITLE_VERB.match(title) and TITLE_TAIL.fullmatch(title))
        if whole and leads_on(lines, last + 1):
            top = index
            while top > max(floor, index - 4) and _is_masthead(lines[top - 1].text):
                top -= 1
            masthead = top if top < index else None
            return Start(first, last, title, index, number, masthead=masthead)
    return None


def _is_masthead(text: str) -> bool:
    name = "".join(text.split())
    return len(name) <= 40 and bool(ISSUER_LINE.fullmatch(name.removesuffix("文件")))


def _numbered_order(lines: Sequence[Line], index: int, number: str, floor: int) -> Start | None:
    """An order or announcement whose name and number share a line (四川省人民政府令第330号)."""
    if not is_order(number) or (index > floor and not has_ended(lines[index - 1].text)):
        return None
    title = joined(lines, index, index)
    return Start(index, index, title, None, number)


def _title_before(lines: Sequence[Line], number_at: int, floor: int) -> tuple[int, bool] | None:
    """Return where the title above a number begins, and whether it reads as a whole title."""
    first: int | None = None
    for index in range(number_at - 1, max(floor, number_at - _TITLE_LINES) - 1, -1):
        text = lines[index].text
        if len(text) > LONGEST_TITLE_LINE or STRONG_END.search(text[-8:]):
            break
        if DATE.fullmatch(narrow(text)) or text.endswith(("：", "；", "，")):
            break
        if is_number_line(text):
            break
        title = bare_title(joined(lines, index, number_at - 1))
        if not TITLE_VERB.match(title) and TITLE.fullmatch(title):
            index = _top_of_group(lines, index, number_at, floor)
            return _with_joint_issuers(lines, index, floor), True
        if _reads_as_head(lines, index, number_at, title, floor):
            return index, True
        if _names_rules(lines, index, number_at, title, floor):
            return index, True
        if first is None or not lines[first].page_led:
            first = index  # what stands above a page break belongs to the title only as a whole
    if first is None or number_at - first > _TITLE_LINES:
        return None
    return (first, False) if lines[first].page_led or first == floor else None


def _reads_as_head(
    lines: Sequence[Line], first: int, number_at: int, title: str, floor: int
) -> bool:
    """Tell a title that names no issuer, or ends in no 文种 of an official document, by its place.

    It stands below an ended text, and between its number and the text are the addressees.
    """
    verb = TITLE_VERB.search(title)
    if verb is None or not ENCLOSED_TITLE.fullmatch(title):
        return False
    if verb.start() and not ISSUER_LINE.fullmatch(title[: verb.start()]):
        return False
    if first > floor and not has_ended(lines[first - 1].text):
        return False
    return number_at + 1 < len(lines) and leads_on(lines, number_at + 1)


def _names_rules(lines: Sequence[Line], first: int, number_at: int, title: str, floor: int) -> bool:
    """Tell the name of rules that begin below their number, as web pages have them."""
    return (
        (first == floor or not lines[first].tight)
        and unnumbered.REGULATION.fullmatch(plain(title)) is not None
        and unnumbered.opens_rules(lines, number_at + 1)
    )


def _top_of_group(lines: Sequence[Line], first: int, number_at: int, floor: int) -> int:
    """Take in the lines above that no blank parts from the title, if the whole is still one.

    Names of joint issuers may break over lines anywhere (国家发展改革委 财政部 自然资 / 源部关于…).
    """
    if first == floor or ISSUER_LINE.fullmatch(lines[first - 1].text):
        return first
    top = first
    while top > floor and lines[top].tight and not lines[top].page_led:
        top -= 1
    if not 0 < first - top < _TITLE_LINES or not _NAMES.fullmatch(joined(lines, top, first - 1)):
        return first
    return top if TITLE.fullmatch(joined(lines, top, number_at - 1)) else first


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


def _enclosed(lines: Sequence[Line], outer: Start, inner: Start, listed: frozenset[str]) -> bool:
    """Tell whether ``inner`` is the text that ``outer`` forwards or issues."""
    if inner.number is not None and inner.number in listed:
        return False
    if outer.title.endswith(("令", "公告")) and not TITLE.fullmatch(outer.title):
        cover = "".join(line.text for line in lines[outer.begin : inner.begin][:_COVER_LINES])
        return f"《{unnested(inner.title)}》" in unnested(cover)
    if not re.search("转发|批转|印发|发布|公布", outer.title):
        return False
    end = min(inner.begin, outer.first + _COVER_LINES)
    words = unnested("".join(line.text for line in lines[outer.first : end]))
    named = inner.number is not None and plain(inner.number) in words
    title = unnested(inner.title)
    return named or f"《{title}》" in words or (bool(TITLE_VERB.match(title)) and title in words)
