"""Dates are written as they are read."""

from __future__ import annotations

from zhupi.gazette.date_words import chinese_date


def test_a_date_is_written_as_it_is_read() -> None:
    assert chinese_date("2016-08-06") == "2016年8月6日"
    assert chinese_date("2016") == "2016"
    assert chinese_date("2016-08") == "2016-08"
    assert chinese_date(None) == ""
