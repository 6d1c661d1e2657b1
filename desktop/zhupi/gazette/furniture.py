"""Lines that are no document text: page numbers, running heads, contents, colophon (页码、栏头)."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from zhupi.gazette.heads import is_number_line
from zhupi.gazette.lines import Line
from zhupi.gazette.model import Gazette, PageStart
from zhupi.gazette.wording import DATE, INSTITUTION_END, STRONG_END, TITLE_VERB, narrow

PAGE_NUMBER = "页码"
RUNNING_HEAD = "栏头"
CONTENTS = "目录"
COLOPHON = "版权页"
HEADNOTE = "题录"
BY_READER = "读者标出"

_OF_PAGES = r"第\s*\d{1,3}\s*页(?:\s*[/／，,]?\s*共\s*\d{1,3}\s*页)?"
_NUMBER = re.compile(rf"[—－\-·\s]*(\d{{1,3}})[—－\-·\s]*|{_OF_PAGES}")
_DRESSED = re.compile(rf"[—－\-·]+\s*\d{{1,3}}\s*[—－\-·]+|{_OF_PAGES}")
_SECTION = re.compile(
    r"[一-鿿]{2,8}文件|(?:政策)?解读|人事任免|大事记|领导讲话|地方性法规|政府规章"
    r"|(?:省|市)政府令|政务要闻"
)
_PERIODICAL = re.compile(
    r"(?:(?P<name>[一-鿿]{2,20}(?:公报|政报))\s*[·•]?\s*)?"
    r"(?P<year>[12]\d{3})\s*年?\s*[·•.]?\s*第?\s*(?P<issue>\d{1,3})\s*(?:期|号)"
    r"(?:\s*[（(]?总第?\s*\d+\s*期[）)]?)?"
    r"(?:\s*(?P<late>[一-鿿]{2,20}(?:公报|政报)))?(?:\s*[·•—-]*\s*\d{1,3}\s*[—-]*)?"
)
_NAME = re.compile(r"[一-鿿]{2,20}(?:公报|政报)")
_NAMED_ISSUE = re.compile(
    r"(?P<name>[一-鿿]{2,20}(?:公报|政报))\s*[·•]?\s*(?P<year>[12]\d{3})\s*[年·•./－-]\s*"
    r"(?P<issue>\d{1,2})"
)
_LATIN_HEAD = re.compile(r"[A-Z][A-Z\s·.&'-]{7,}")
"""The name of a periodical or a section in pinyin."""

_COLOPHON = re.compile(
    r"(?:主管|主办|编辑|编印|出版|印刷|地址|邮编|邮政编码|电话|传真|刊号|国内统一|发行|定价|网址|准印"
    r"|主编|责任编辑|国际标准)"
)
_SAYS = "[:：]"
_NAVIGATION = re.compile(
    "(?:当前位置|您(?:现在)?的位置|浏览(?:量|次数)|点击(?:数|次数)|视力保护色|下载地址|归档时间|信息来源"
    f"|索\\s*引\\s*号|发布(?:时间|日期|机构)|更新时间|公文时效|发文(?:机构|日期))\\s*{_SAYS}.*"
    f"|(?:来源|作者|时间|日期){_SAYS}.*(?:来源|作者|时间|日期|浏览|阅读|字号|点击).*"
)
"""What a page of a web site says of itself above its text."""

_ENDED = re.compile("[。；：！？）〕】》”日号]$")
"""What a line may end in before another begins; else what stands between the two is no text."""

_HAN = re.compile("[一-鿿]")
_BEFORE_SERIAL = ("公告", "令")
"""What ends the name of an order or announcement; its number stands on the next line."""

_HEAD_LENGTH = 40
_NAVIGATION_LINES, _NAVIGATION_LENGTH = 15, 160
_COLOPHON_REACH = 30


@dataclass(frozen=True, slots=True)
class Page:
    """Where a page begins: index of its first line among all lines, its number if printed."""

    index: int
    number: int | None


def find(lines: Sequence[Line]) -> dict[int, str]:
    """Return the reason for each line (by index) that is a page number or a running head."""
    texts = [narrow(line.text) for line in lines]
    reasons = _running_heads(lines, texts)
    reasons.update(dict.fromkeys(_page_numbers(lines, texts, reasons), PAGE_NUMBER))
    reasons.update(dict.fromkeys(_colophon(texts), COLOPHON))
    for index, (above, text) in enumerate(pairwise(texts), 1):
        if text == above and is_number_line(text):  # printed twice
            reasons[index] = HEADNOTE
    for index, text in enumerate(texts[:_NAVIGATION_LINES]):
        if len(text) <= _NAVIGATION_LENGTH and _NAVIGATION.fullmatch(text):
            reasons[index] = HEADNOTE
    return reasons


def pages(lines: Sequence[Line], reasons: dict[int, str]) -> tuple[PageStart, ...]:
    """Return the page starts that the text shows, numbered by the page numbers at the feet."""
    starts: list[tuple[int, int | None]] = []
    numbers = [narrow(lines[at].text) for at in sorted(reasons) if reasons[at] == PAGE_NUMBER]
    turned = _are_turned(numbers)
    foot: int | None = None
    last = 0
    for index, line in enumerate(lines):
        if reasons.get(index) == PAGE_NUMBER:
            foot = _reading(narrow(line.text), last, turned=turned)
            last = foot
            continue
        under_head = bool(starts) and index and starts[-1][0] == lines[index - 1].number
        if under_head and reasons.get(index - 1) == RUNNING_HEAD:
            continue
        if index == 0 or line.page_led or foot is not None:
            starts.append((line.number, None if foot is None else foot + 1))
            foot = None
    return _number(starts)


def gazette(lines: Sequence[Line], reasons: dict[int, str]) -> Gazette:
    """Read name, year and issue of the periodical off the running heads."""
    for index in sorted(reasons):
        if reasons[index] != RUNNING_HEAD:
            continue
        text = narrow(lines[index].text)
        match = _PERIODICAL.fullmatch(text)
        if match is not None and (match["name"] or match["late"]):
            name = match["name"] or match["late"]
            return Gazette(name, int(match["year"]), int(match["issue"]))
        match = _NAMED_ISSUE.fullmatch(text)
        if match is not None:
            return Gazette(match["name"], int(match["year"]), int(match["issue"]))
    return Gazette()


def _number(starts: list[tuple[int, int | None]]) -> tuple[PageStart, ...]:
    """Count from the first printed number back and from each printed number on."""
    known = next((place for place, start in enumerate(starts) if start[1] is not None), None)
    page = 1 if known is None else max(1, (starts[known][1] or 1) - known)
    found: list[PageStart] = []
    for line, printed in starts:
        if printed is not None and printed >= page:
            page = printed
        found.append(PageStart(page, line))
        page += 1
    return tuple(found)


def _running_heads(lines: Sequence[Line], texts: Sequence[str]) -> dict[int, str]:
    found: dict[int, str] = {}
    short = [text if len(text) <= _HEAD_LENGTH else "" for text in texts]
    led = Counter(text for text, line in zip(short, lines, strict=True) if line.page_led and text)
    often = Counter(short)
    for index, text in enumerate(short):
        if not text:
            continue
        at_break = (
            index < 2
            or index - 1 in found
            or lines[index].page_led
            or _beside_break(lines, texts, index)
            or bool(DATE.fullmatch(texts[index - 1][:40]))
        )
        section = (
            _SECTION.fullmatch(text)
            and (at_break or often[text] > 1 or not _ENDED.search(texts[index - 1]))
            and not (index + 1 < len(texts) and is_number_line(texts[index + 1]))
        )
        serial = text.endswith("号") and index > 0 and texts[index - 1].endswith(_BEFORE_SERIAL)
        periodical = bool(_NAMED_ISSUE.fullmatch(text)) or (
            bool(_PERIODICAL.fullmatch(text)) and not text.isdigit() and not serial
        )
        named = _NAME.fullmatch(text) or _LATIN_HEAD.fullmatch(text)
        name = named is not None and (at_break or often[text] > 1)
        repeated = (
            led[text] >= 3
            and len(_HAN.findall(text)) >= 3
            and not text.endswith(("。", "；", "，"))
            and not INSTITUTION_END.search(text)
            and not TITLE_VERB.search(text)
            and not text.endswith(_BEFORE_SERIAL)
        )
        if section or periodical or name or repeated:
            found[index] = RUNNING_HEAD
    return found


def _beside_break(lines: Sequence[Line], texts: Sequence[str], index: int) -> bool:
    before = texts[index - 1] if index else ""
    after = index + 1
    return bool(_NUMBER.fullmatch(before)) or (
        after < len(lines) and (lines[after].page_led or bool(_NUMBER.fullmatch(texts[after])))
    )


def _page_numbers(lines: Sequence[Line], texts: Sequence[str], heads: dict[int, str]) -> list[int]:
    """Lone numbers at page breaks, in rising order, or between paragraphs where there is no table.

    Numbers in a row are those of a table.
    """
    lone = [
        index
        for index, text in enumerate(texts)
        if len(text) <= 12
        and _NUMBER.fullmatch(text)
        and not (index and _NUMBER.fullmatch(texts[index - 1][:13]))
        and not (index + 1 < len(texts) and _NUMBER.fullmatch(texts[index + 1][:13]))
    ]
    turned = _are_turned([texts[index] for index in lone])
    tabular = any(text.startswith("序") and "号" in text[:4] for text in texts)
    found: list[int] = []
    last = 0
    for place, index in enumerate(lone):
        following = index + 1
        at_break = following == len(lines) or (
            lines[following].page_led or following in heads or index - 1 in heads
        )
        reading = _reading(texts[index], last, turned=turned)
        rises = last < reading <= last + 12 if last else _rises(texts, lone, place, turned=turned)
        between = not tabular and index > 0 and STRONG_END.search(texts[index - 1][-8:])
        if _DRESSED.fullmatch(texts[index]) or at_break or rises or between:
            found.append(index)
            last = reading
    return found


def _rises(texts: Sequence[str], lone: Sequence[int], place: int, *, turned: bool) -> bool:
    """Tell whether the next lone number goes on from this one, as page numbers do."""
    if place + 1 >= len(lone):
        return False
    first = _reading(texts[lone[place]], 0, turned=turned)
    return first < _reading(texts[lone[place + 1]], first) <= first + 12


def _are_turned(texts: Sequence[str]) -> bool:
    """Tell whether page numbers of two digits count on when read backwards (８１, ９１, ０２)."""
    digits = [text if len(text) == 2 and text.isdigit() else "" for text in texts]
    pairs = [(one, next_one) for one, next_one in pairwise(digits) if one and next_one]
    forwards = sum(int(next_one) == int(one) + 1 for one, next_one in pairs)
    backwards = sum(int(next_one[::-1]) == int(one[::-1]) + 1 for one, next_one in pairs)
    return backwards > forwards


def _reading(text: str, last: int, *, turned: bool = False) -> int:
    """Read a page number; two digits may stand reversed (１２ for 21) when only that fits."""
    digits = "".join(char for char in text.split("共")[0] if char.isdigit())
    value, backwards = int(digits), int(digits[::-1])
    if len(digits) != 2 or last == 0:
        return backwards if digits[0] == "0" or (turned and len(digits) == 2) else value
    ahead = [number for number in (value, backwards) if number > last]
    return min(ahead, default=value)


def _colophon(texts: Sequence[str]) -> list[int]:
    start = max(0, len(texts) - _COLOPHON_REACH)
    cues = [
        index
        for index in range(start, len(texts))
        if _COLOPHON.match(texts[index]) and not texts[index].endswith("。")
    ]
    return list(range(cues[0], len(texts))) if len(cues) >= 4 else []
