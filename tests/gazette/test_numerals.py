"""Chinese numerals read and written."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhupi.gazette.numerals import chinese_int, chinese_numeral


@pytest.mark.parametrize(
    ("text", "value"),
    [("十", 10), ("十一", 11), ("二十", 20), ("一百零三", 103), ("二〇一六", 2016), ("４９", 49)],
)
def test_chinese_int(text: str, value: int) -> None:
    assert chinese_int(text) == value


@given(st.integers(0, 9999))
def test_a_numeral_is_read_as_it_was_written(value: int) -> None:
    assert chinese_int(chinese_numeral(value)) == value


def test_numerals_are_written_as_statutes_count() -> None:
    values = (0, 1, 10, 12, 20, 35, 100, 105, 110, 1001, 1010, 2016)
    words = "零,一,十,十二,二十,三十五,一百,一百零五,一百一十,一千零一,一千零一十,二千零一十六"
    assert ",".join(map(chinese_numeral, values)) == words
