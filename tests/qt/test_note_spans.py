"""Spans of days, reckoned by hand for Thursday, 26 November 2026."""

from __future__ import annotations

from datetime import date

import pytest

from zhupi.qt.note_spans import CHOICES, OWN, bounds, own, read_day, words

TODAY = date(2026, 11, 26)


@pytest.mark.parametrize(
    ("name", "first", "last"),
    [
        (None, None, None),
        ("today", date(2026, 11, 26), None),
        ("week", date(2026, 11, 20), None),
        ("month", date(2026, 10, 28), None),
        ("year", date(2026, 1, 1), None),
        ("last year", date(2025, 1, 1), date(2025, 12, 31)),
    ],
)
def test_spans(name: str | None, first: date | None, last: date | None) -> None:
    assert bounds(name, TODAY) == (first, last)


def test_what_is_offered_is_known() -> None:
    assert all(bounds(name, TODAY)[0] is not None for _, name in CHOICES)
    with pytest.raises(ValueError, match="no span"):
        bounds("tomorrow", TODAY)


def test_a_span_of_ones_own_is_named_and_read_back() -> None:
    first, last = date(2026, 3, 5), date(2026, 4, 1)
    for span in ((first, last), (first, None), (None, last), (first, first)):
        assert bounds(own(*span), TODAY) == span
    assert own(None, None) is None
    assert bounds(OWN, TODAY) == (None, None), "nothing is left out before the days are known"
    assert words(first, last) == "自选　2026-03-05 至 2026-04-01"
    assert words(first, first) == "自选　2026-03-05"
    assert words(None, last) == "自选　2026-04-01 以前"
    assert words(first, None) == "自选　2026-03-05 以来"


@pytest.mark.parametrize(
    "text", ["2026-3-5", "2026.03.05", "2026年3月5日", "20260305", " 2026/3/5 ", "2026－3－5"]
)
def test_days_as_people_write_them(text: str) -> None:
    assert read_day(text) == date(2026, 3, 5)


@pytest.mark.parametrize("text", ["昨天", "2026-13-1", "2026-3", "26", "2026-2-30"])
def test_what_is_no_day(text: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        read_day(text)


def test_a_blank_is_an_open_end() -> None:
    assert read_day("  ") is None
