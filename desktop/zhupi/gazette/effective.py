"""Days that a sentence tells of another text: from which one it is repealed, until which extended.

::

    《甲办法》自2027年1月1日起废止。                    2027-01-01
    本办法自2027年1月1日起施行，《甲办法》同时废止。      2027-01-01
    自2016年1月1日起施行的《甲办法》同时废止。           none: that is the day of 甲

    《甲办法》有效期延长至2027年12月31日。               2027-12-31
    《甲办法》有效期延长2年。                           two years after its end
    《甲办法》继续有效。                                none is told
"""

from __future__ import annotations

import re
from datetime import date, timedelta

from zhupi.gazette.days import COUNT, DAY, LAST_DAY, day_before, day_of, last_day
from zhupi.gazette.numerals import chinese_int

_FROM = re.compile(
    f"(?:[自从于])?(?P<day>{DAY})(?:零时|0时)?(?:开始|之日)?起(?!(?:正式)?[施实执试][行施]的)"
)
_CLAUSE = re.compile("(?<=[，；,;])《")
"""A title of which something else is said than of those before it (not: 《甲》、《乙》同时废止)."""
_UNTIL = re.compile(
    f"(?:延长|延续|顺延|延期|延|有效期?|继续|执行)[^。；]{{0,24}}?[至到](?P<until>{LAST_DAY})"
)
_TERM = f"(?P<count>{COUNT})个?(?P<unit>年|月)"
_TERM_FROM = re.compile(f"(?:[自从])?(?P<day>{DAY})起[^。；]{{0,24}}?{_TERM}")
_LONGER_BY = re.compile(f"(?:延长|延续|顺延|延期)[^。；]{{0,8}}?{_TERM}")
_TERM_NOW = re.compile(f"有效期[^。；]{{0,6}}?{_TERM}")


def effective_day(sentence: str, at: int) -> date | None:
    """The day from which a sentence holds for the text that it names at ``at``.

    That behind the name, in its clause, goes before that in front of it. ``None`` also for a day
    that there is not (2月30日).
    """
    _, end = _clause(sentence, at)
    found = _FROM.search(sentence, at, end)
    if found is None:
        before = list(_FROM.finditer(sentence, 0, at))
        found = before[-1] if before else None
    return None if found is None else day_of(found["day"])


def extended_until(
    sentence: str, at: int, *, ended: date | None, dated: date | None
) -> date | None:
    """The last day in force of a text whose term is made longer; ``None`` where none is told.

    The sentence names it at ``at``; it would have ``ended`` and is extended by a text ``dated``.
    """
    begin, end = _clause(sentence, at)
    until = _UNTIL.search(sentence, at, end)
    if until is not None:
        return last_day(until["until"])
    for pattern, first in (
        (_TERM_FROM, None),
        (_LONGER_BY, None if ended is None else ended + timedelta(1)),
        (_TERM_NOW, dated),
    ):
        term = pattern.search(sentence, at, end)
        if term is not None:
            first = day_of(term["day"]) if pattern is _TERM_FROM else first
            count = chinese_int(term["count"])
            if first is None or not count:
                return None
            return day_before(first, count * (12 if term["unit"] == "年" else 1))
    until = _UNTIL.search(sentence, begin, at)  # 有效期延长至2027年12月31日的文件有《…》
    return None if until is None else last_day(until["until"])


def _clause(sentence: str, at: int) -> tuple[int, int]:
    """From where to where a sentence speaks of the text that it names at ``at``."""
    begins = [0, *(match.start() for match in _CLAUSE.finditer(sentence)), len(sentence)]
    after = next(place for place, begin in enumerate(begins) if begin > at)
    return begins[after - 1], begins[after]
