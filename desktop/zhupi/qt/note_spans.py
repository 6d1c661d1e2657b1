"""The spans of days that the notes view offers, and those that the user chooses himself."""

from __future__ import annotations

from datetime import date, timedelta

CHOICES = (
    ("今天", "today"),
    ("近 7 天", "week"),
    ("近 30 天", "month"),
    ("今年", "year"),
    ("去年", "last year"),
)
"""Words and names, in the order in which they are offered."""
OWN = "own"
"""Stands for days of the user's own choice, until they are known."""

Bounds = tuple[date | None, date | None]


def bounds(name: str | int | None, today: date) -> Bounds:
    """The first and the last day of a span, both included; ``None`` where it is open."""
    if name == "today":
        return today, None
    if name == "week":
        return today - timedelta(days=6), None
    if name == "month":
        return today - timedelta(days=29), None
    if name == "year":
        return date(today.year, 1, 1), None
    if name == "last year":
        return date(today.year - 1, 1, 1), date(today.year - 1, 12, 31)
    if name is None or name == OWN:
        return None, None
    since, slash, until = str(name).partition("/")
    if not slash:
        raise ValueError(f"no span is called {name}")
    return _day(since), _day(until)


def own(since: date | None, until: date | None) -> str | None:
    """The name of a span of one's own, ``None`` if it is open at both ends."""
    if since is None and until is None:
        return None
    return f"{since or ''}/{until or ''}"


def words(since: date | None, until: date | None) -> str:
    """A span of one's own for people."""
    if since == until and since is not None:
        return f"自选　{since}"
    if until is None:
        return f"自选　{since} 以来"
    return f"自选　{since} 至 {until}" if since is not None else f"自选　{until} 以前"


def read_day(text: str) -> date | None:
    """A day as people write it: 2026-3-5, 2026.3.5, 2026年3月5日, 20260305; ``None`` if blank.

    Raise `ValueError` for anything else.
    """
    parts = text.strip().translate(str.maketrans("年月./／－", "------")).removesuffix("日")
    if not parts:
        return None
    if parts.isdecimal() and len(parts) == 8:
        parts = f"{parts[:4]}-{parts[4:6]}-{parts[6:]}"
    year, month, day = map(int, parts.split("-"))
    return date(year, month, day)


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None
