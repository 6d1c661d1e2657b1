"""From which day what a sentence says of another text holds.

::

    《甲办法》自2027年1月1日起废止。                    2027-01-01
    本办法自2027年1月1日起施行，《甲办法》同时废止。      2027-01-01
    自2016年1月1日起施行的《甲办法》同时废止。           none: that is the day of 甲
"""

from __future__ import annotations

import re
from datetime import date

from zhupi.gazette.fields import find_date
from zhupi.gazette.wording import DATE

_DAY = DATE.pattern.replace("?P<year>", "").replace("?P<month>", "").replace("?P<day>", "")
_FROM = re.compile(
    f"(?:[自从于])?(?P<day>{_DAY})(?:零时|0时)?(?:开始|之日)?起(?!(?:正式)?[施实执试][行施]的)"
)
_NEXT_TITLE = re.compile("《")


def effective_day(sentence: str, at: int) -> date | None:
    """The day from which a sentence holds for the text that it names at ``at``.

    That behind the name and before the next one goes before that in front of it. ``None`` also
    for a day that there is not (2月30日).
    """
    following = _NEXT_TITLE.search(sentence, at + 1)
    behind = _FROM.search(sentence, at, len(sentence) if following is None else following.start())
    if behind is None:
        before = list(_FROM.finditer(sentence, 0, at))
        behind = before[-1] if before else None
    iso = None if behind is None else find_date(behind["day"])
    try:
        return None if iso is None else date.fromisoformat(iso)
    except ValueError:
        return None
