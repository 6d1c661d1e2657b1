"""Days as texts name them, and terms counted from one.

A term that begins on a day ends on the day before its anniversary: five years from 2018-05-01 end
on 2023-04-30. Where the month has no such day, it ends with that month.
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta

from zhupi.gazette.fields import find_date
from zhupi.gazette.wording import DATE

DAY = DATE.pattern.replace("?P<year>", "").replace("?P<month>", "").replace("?P<day>", "")
"""A pattern for a day, without groups."""
LAST_DAY = f"{DAY}|[12]\\d{{3}}年(?:\\d{{1,2}}月)?底|[12]\\d{{3}}年\\d{{1,2}}月(?!\\d)"
"""One for the end of a term, for `last_day`: a day, or a month or year in whole."""
COUNT = "[0-9]{1,3}|[一二两三四五六七八九十]{1,3}"
"""One for how many years or months, for `chinese_int`."""


def day_of(text: str | None) -> date | None:
    """The day that words or an ISO date name; ``None`` if there is no such day (2月30日)."""
    if text is None:
        return None
    iso = text if re.fullmatch(r"\d{4}-\d\d-\d\d", text) else find_date(text)
    try:
        return None if iso is None else date.fromisoformat(iso)
    except ValueError:
        return None


def last_day(text: str) -> date | None:
    """The day named, or the last one of a month or a year (2020年底)."""
    match = re.fullmatch(r"(\d{4})年(?:(\d{1,2})月)?底?", text)
    if match is None:
        return day_of(text)
    year, month = int(match[1]), int(match[2] or 12)
    return date(year, month, monthrange(year, month)[1]) if 1 <= month <= 12 else None


def later(day: date, months: int) -> date:
    """The same day some months later, or the last one of that month."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def day_before(first: date, months: int) -> date:
    """The last day of a term of some months."""
    anniversary = later(first, months)
    return anniversary - timedelta(1) if anniversary.day == first.day else anniversary
