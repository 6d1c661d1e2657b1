"""Document numbers (发文字号): finding them in text and writing them in one way.

The canonical form has ASCII digits and 〔〕: ``国发〔2016〕49号``; orders are ``国务院令第697号``,
or ``交通运输部令2016年第80号`` where they are counted by the year, announcements
``财政部公告2019年第39号``.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from zhupi.gazette.numerals import chinese_int

_HAN = "㐀-䶿一-鿿"
_OPEN = "〔﹝\\[［(（【{｛〖「『„"
_CLOSE = "〕﹞\\]］)）】}｝〗」』‟"
_DIGIT = "0-9０-９"
_CHINESE_DIGIT = "〇零○一二三四五六七八九"
_CHINESE_COUNT = _CHINESE_DIGIT + "十百千两"

NUMBER = re.compile(
    rf"""(?:
    (?P<series>\s*[{_OPEN}]\s*(?P<year>[12１２][{_DIGIT}]{{3}}|[5-9５-９][{_DIGIT}]|[{_CHINESE_DIGIT}]{{4}})\s*[{_CLOSE}]
        \s*第?\s*(?P<serial>[{_DIGIT}]{{1,5}}|[{_CHINESE_COUNT}]{{1,7}})\s*号)
    | (?P<order>令\s*(?:[{_OPEN}]\s*)?(?:(?P<order_year>[12１２][{_DIGIT}]{{3}})\s*年\s*)?第\s*
        (?P<order_serial>[{_DIGIT}]{{1,5}}|[{_CHINESE_COUNT}]{{1,7}})\s*号)
    | (?P<named>(?:(?P<named_year>[12１２][{_DIGIT}]{{3}})\s*年\s*)?
        (?:第\s*(?P<named_serial>[{_DIGIT}]{{1,5}}|[{_CHINESE_COUNT}]{{1,7}})\s*号\s*(?P<named_kind>令|公告)
        |(?P<bare_serial>[{_DIGIT}]{{1,5}})\s*号\s*令))
    | (?P<notice>公\s*告\s*(?:[{_OPEN}]\s*)?
        (?:(?P<notice_year>[12１２][{_DIGIT}]{{3}})\s*年\s*第?|第)\s*
            (?P<notice_serial>[{_DIGIT}]{{1,5}}|[{_CHINESE_COUNT}]{{1,7}})\s*号)
    )""",
    re.VERBOSE,
)
"""The tail of a number in raw or clean text: the bracketed year (or 令, 公告) to 号; 第1号令.

The name of the series before it (国发) has no fixed beginning in running text: use `find_numbers`.
"""

_NAME_BEFORE = 24
"""How far back the name of a series or of an issuing body may reach."""

_NOT_IN_SERIES = re.compile(
    "按照|根据|依照|依据|遵照|参照|落实|贯彻|转发|印发|发布|执行|废止|文件|通知|意见|办法|决定|决议|批复|规定|条例|细则|方案|详见|同时"
    "|[与及或以据见即了的由将对在从照为至]"
    "|(?<!共)和(?!改革|信息化|城乡|社会|旅游|计划)"  # 国家发展和改革委员会令
)
_LOOSE = re.compile(
    rf"(?P<name>[{_HAN}]{{1,12}})[\s\-—_/,，、.]*[{_OPEN}]?\s*(?P<year>[12][0-9]{{3}})"
    rf"\s*[{_CLOSE}年\-—_/,，、.\s]+第?\s*(?P<serial>[0-9]{{1,5}})\s*号?"
)

_ORDER = re.compile(r"令(?:\d{4}年)?第\d+号$")
_TYPED_ORDER = re.compile(rf"(?P<name>[{_HAN}]{{1,20}}令)\s*(?P<serial>[0-9]{{1,5}})\s*号?")
_TYPED_NOTICE = re.compile(
    rf"(?P<name>[{_HAN}]{{1,20}}公告)\s*(?P<year>[12][0-9]{{3}})[\s\-—_/]+(?P<serial>[0-9]{{1,5}})\s*号?"
)


@dataclass(frozen=True, slots=True)
class FoundNumber:
    """A number with its place in the text it was found in."""

    start: int
    end: int
    number: str


def find_numbers(text: str) -> Iterator[FoundNumber]:
    """Yield each number in ``text`` in order, in canonical form."""
    floor = 0
    for match in NUMBER.finditer(text):
        found = _with_name(text, floor, match)
        if found is not None:
            yield found
        floor = match.end()


def normalise(text: str) -> str | None:
    """Return the canonical form if ``text`` as a whole is a number, in any width or bracket."""
    folded = unicodedata.normalize("NFKC", text).strip().strip("()[]《》<>。, ")
    if len(folded) > 2 * _NAME_BEFORE + 24:
        return None
    found = next(find_numbers(folded), None)
    if found is not None and found.start == 0 and found.end >= len(folded.rstrip()):
        return found.number
    if found is None:
        loose = _LOOSE.fullmatch(folded)
        if loose is not None:
            return f"{loose['name']}〔{loose['year']}〕{int(loose['serial'])}号"
    return None


def as_typed(text: str) -> str | None:
    """Read what a user types as `normalise` does, and 国务院令 697, 财政部公告 2019 39 too."""
    folded = unicodedata.normalize("NFKC", text).strip()
    if order := _TYPED_ORDER.fullmatch(folded):
        return f"{order['name'].removeprefix('中华人民共和国')}第{int(order['serial'])}号"
    if notice := _TYPED_NOTICE.fullmatch(folded):
        return f"{notice['name']}{notice['year']}年第{int(notice['serial'])}号"
    return normalise(text)


def year_of(number: str) -> int | None:
    """Return the year that a number carries; an order (令) carries none."""
    match = NUMBER.search(number)
    if match is None:
        return None
    year = match["year"] or match["notice_year"] or match["order_year"]
    return None if year is None else _full_year(year)


def is_order(number: str) -> bool:
    """Tell the number of an order (令) in canonical form."""
    return bool(_ORDER.search(number))


def _with_name(text: str, floor: int, match: re.Match[str]) -> FoundNumber | None:
    """Join the tail ``match`` with the name before it; ``None`` where there is no name."""
    start = _name_start(text, floor, match.start())
    name = "".join(text[start : match.start()].split())
    name = name.removeprefix("原").removeprefix("中华人民共和国")
    if not name:
        return None
    if match["series"]:
        serial = chinese_int(match["serial"])
        number = f"{name}〔{_full_year(match['year'])}〕{serial}号"
    elif match["order"]:
        number = _counted(f"{name}令", match["order_year"], match["order_serial"])
    elif match["named"]:
        serial_words = match["named_serial"] or match["bare_serial"]
        number = _counted(f"{name}{match['named_kind'] or '令'}", match["named_year"], serial_words)
    else:
        number = _counted(f"{name}公告", match["notice_year"], match["notice_serial"])
    return FoundNumber(start, match.end(), number)


def _counted(name: str, year: str | None, serial: str) -> str:
    """Write the number of an order or announcement, with the year if it is given."""
    dated = f"{chinese_int(year)}年" if year else ""
    return f"{name}{dated}第{chinese_int(serial)}号"


def _full_year(words: str) -> int | None:
    """The year that a number gives, in old ones by its last two digits (〔86〕)."""
    year = chinese_int(words)
    return year if year is None or year >= 100 else 1900 + year


def _name_start(text: str, floor: int, end: int) -> int:
    """Where the run of Chinese characters that ends at ``end`` begins to be a series' name."""
    start = end
    lowest = max(floor, end - _NAME_BEFORE)
    while start > lowest and (_is_han(text[start - 1]) or text[start - 1].isspace()):
        start -= 1
    run = text[start:end]
    for word in _NOT_IN_SERIES.finditer(run):
        if run[word.end() :].strip():
            start = end - len(run) + word.end()
    while start < end and start > 0 and text[start] in "年月日" and text[start - 1].isdigit():
        start += 1  # 2018年3月2日国务院令
    while start < end and text[start].isspace():
        start += 1
    return start


def _is_han(char: str) -> bool:
    return "㐀" <= char <= "䶿" or "一" <= char <= "鿿"
