"""From when and until when a text says it is in force (施行日期、有效期)."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from datetime import date, timedelta

from zhupi.gazette.days import COUNT, DAY, LAST_DAY, day_before, day_of, last_day, later
from zhupi.gazette.ladder import mark_of
from zhupi.gazette.model import BlockKind, Document
from zhupi.gazette.numerals import chinese_int
from zhupi.gazette.quoting import UNCLOSED, begun_in_quotes
from zhupi.gazette.statements import Validity
from zhupi.gazette.wording import KINDS

_FORCE = "(?:正式)?(?:施行|实施|执行|生效|试行|实行|起效)"
_KINDS = "|".join(sorted(KINDS, key=len, reverse=True))
_SUBJECT = re.compile(
    f"本(?:法|《?[一-鿿]{{0,10}}?(?:{_KINDS}|文件|指引|要求)》?)(?:（[^（）]*）)?"
)
_TO = "[至到]|[—－-]{1,2}"
_STARTS = re.compile(
    f"(?:[自从于至])?(?P<day>{DAY})(?:(?:起|开始|之日起)?{_FORCE}|起计算)"
    f"|[自从]?(?P<from>{DAY})起?(?:{_TO})"
)
_STARTS_WITH_PAPER = re.compile(
    "[自从于至](?:本[一-鿿]{2,6})?(?:印发|发布|公布|发文|下发|颁布|签发|发出|通过|批准)之?日起?"
    f"(?:满|的)?(?:(?P<count>{COUNT})(?P<unit>日|天|个月)(?:之?后|起)?)?起?{_FORCE}"
)
_PERIOD = (
    "(?:有效(?:期限|期间|期|时间)|(?:试行|暂行|施行|实施|执行|实行)(?:期限|期间|期|时间)"
    "|适用期限|期限)"
)
_LASTS = re.compile(
    f"(?P<what>{_PERIOD}|试行)(?:均|暂定|定|统一)?(?:为|是)?[:：]?"
    f"(?P<count>{COUNT})个?(?P<unit>年|月|周年|天|日)(?P<half>半)?(?![月日内])"
)
_UNTIL = re.compile(
    f"(?:{_PERIOD}(?:均|暂定|定)?(?:为|是)?[:：]?(?:[自从]?(?P<from>{DAY})起?)?"
    f"|起{_FORCE}?|{_FORCE})，?(?:有效期)?(?:{_TO}|截[至止](?:[到至])?)"
    f"(?P<until>{LAST_DAY})"
)
_OF_ITS_MATTER = re.compile("所[称指列]|规定的")
"""本办法所称合同…有效期3年 is the contract's."""
_OF_A_PAPER = re.compile("(?:[证照书票卡码同章识品许]|(?<!文)件|广告)$")
_ISSUED_NOW = re.compile("现(?:予以?|将)?(?:公布|发布|印发|颁布)")
_SENTENCE = re.compile("[^。；！？\n]+")
_QUOTED = re.compile(f"(?<=[：:为即])“[^“”]*”|{UNCLOSED}")
"""New wording of another text (修改为：“本办法自…起施行”)."""
_WORTH_A_LOOK = re.compile(
    "日起|日施行|日实施|日执行|有效期|期限|[试施实执]行期|试行[0-9一二两三四五]|(?:行|施)[至到][12]"
)
_NOTHING_ELSE = re.compile("(?:，?(?:有效|试行|暂行|执行|施行|实施|至|到|截).*)?")
_TRIAL = re.compile("试行|暂行")
_LONGEST = 50
"""Years. A longer term is a misreading."""
_HEADS = (BlockKind.TITLE, BlockKind.ATTACHMENT_NOTE, BlockKind.TABLE, BlockKind.COPIES)


def validities(document: Document) -> list[Validity]:
    """What the document and each text that it encloses say of their force: at most one each."""
    found: dict[int, Validity] = {}
    lines = [enclosure.lines[0] for enclosure in document.enclosures]
    quoted = begun_in_quotes(document.blocks)
    for block, start, spoken in zip(document.blocks, document.block_starts, quoted, strict=True):
        if spoken or block.kind in _HEADS or not _WORTH_A_LOOK.search(block.text):
            continue
        part = bisect_right(lines, block.lines[0])
        if part and block.lines[0] > document.enclosures[part - 1].lines[1]:
            part = 0
        for one in _of_block(document, block.text, start, part):
            former = found.get(part)
            # The closing provisions stand last; an end says more than a beginning alone.
            if former is None or one.ends is not None or former.ends is None:
                found[part] = one
    return [found[part] for part in sorted(found)]


def _of_block(document: Document, text: str, shift: int, part: int) -> Iterator[Validity]:
    mark = mark_of(text)
    begin = 0 if mark is None else mark.length
    own = False
    starts: tuple[date | None, bool] = (None, False)
    first = 0
    enclosed = document.enclosures[part - 1] if part else None
    title = document.title if enclosed is None else enclosed.title
    dated = (None if enclosed is None else enclosed.date) or document.date
    for match in _SENTENCE.finditer(_QUOTED.sub(_blank, text), begin):
        words = match[0].strip()
        if not _WORTH_A_LOOK.search(words):
            own = False
            continue
        goes_on = own and words.startswith("有效期")
        own = goes_on or _is_about_this(words)
        if not own:
            continue
        if not goes_on:
            starts, first = _beginning(words, dated), match.start()
        ends = _end(words, starts, dated)
        if starts[0] is None and not starts[1] and ends is None:
            continue
        spoken = text[first : match.end()].lstrip()
        at = match.end() - len(spoken)
        yield Validity(
            starts=None if starts[0] is None else starts[0].isoformat(),
            ends=None if ends is None or ends[0] is None else ends[0].isoformat(),
            trial=bool(_TRIAL.search(title) or _TRIAL.search(words)),
            reckoned=starts[1] or (ends is not None and ends[1]),
            words=spoken,
            start=shift + at,
            end=shift + match.end(),
            enclosure=part,
        )


def _blank(match: re.Match[str]) -> str:
    return "◇" * len(match[0])


def _is_about_this(words: str) -> bool:
    """Whether a sentence speaks of the force of the text that it stands in."""
    begins = _first(words)
    if begins is None:
        return False
    before = words[: begins.start()]
    subject = _SUBJECT.search(before)
    if subject is not None:
        between = before[subject.end() :]
        return "《" not in between and not _OF_ITS_MATTER.match(between)
    # Without a subject: what begins on a day, never 有效期5年 alone, which may be a licence's.
    return bool(
        begins.re in (_STARTS, _STARTS_WITH_PAPER)
        and not before.strip("，,　 ")
        and _NOTHING_ELSE.fullmatch(words, begins.end())
    ) or bool(_ISSUED_NOW.search(before))


def _first(words: str) -> re.Match[str] | None:
    found = [
        match
        for pattern in (_STARTS, _STARTS_WITH_PAPER, _LASTS, _UNTIL)
        if (match := pattern.search(words)) is not None
        and not _OF_A_PAPER.search(words[: match.start()])
    ]
    return min(found, key=lambda match: match.start()) if found else None


def _beginning(words: str, dated: str | None) -> tuple[date | None, bool]:
    """The first day in force, and whether it was counted from the document's date."""
    match = _STARTS.search(words)
    if match is not None:
        return day_of(match["day"] or match["from"]), False
    match = _STARTS_WITH_PAPER.search(words)
    if match is None:
        return None, False
    first = day_of(dated)
    if first is not None and match["count"] is not None:
        count = chinese_int(match["count"]) or 0
        days = match["unit"] in ("日", "天")
        first = first + timedelta(count) if days else later(first, count)
    return first, True


def _end(
    words: str, starts: tuple[date | None, bool], dated: str | None
) -> tuple[date | None, bool] | None:
    """The last day in force, and whether it was counted from the document's date."""
    until = _UNTIL.search(words)
    if until is not None and not _OF_A_PAPER.search(words[: until.start()]):
        return last_day(until["until"]), False
    lasts = _LASTS.search(words)
    if lasts is None or _OF_A_PAPER.search(words[: lasts.start()]):
        return None
    count = chinese_int(lasts["count"])
    if not count:
        return None
    first = starts[0]
    reckoned = first is None
    if first is None:
        first = day_of(dated)
    if first is None:
        return None, False
    if lasts["unit"] in ("天", "日"):
        return first + timedelta(count - 1), reckoned
    months = count if lasts["unit"] == "月" else 12 * count
    months += 6 if lasts["half"] else 0
    if months > 12 * _LONGEST:
        return None
    return day_before(first, months), reckoned
