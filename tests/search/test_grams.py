"""Counting grams."""

from __future__ import annotations

import subprocess
import sys
from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from zhupi.search.grams import GramField, count_grams, encode


@given(st.lists(st.text("财政a𠮷 ", max_size=6), max_size=4))
def test_grams_are_those_of_each_block(blocks: list[str]) -> None:
    expected: Counter[str] = Counter()
    for block in blocks:
        expected.update(block)
        expected.update(block[at : at + 2] for at in range(len(block) - 1))
    counted = list(count_grams("\n".join(blocks)))
    assert dict(counted) == expected
    assert len(counted) == len(expected)


def test_the_field_yields_what_whoosh_asks_for() -> None:
    assert set(GramField().index("财财\n政")) == {
        ("财".encode(), 2, 2.0, b""),
        ("政".encode(), 1, 1.0, b""),
        ("财财".encode(), 1, 1.0, b""),
    }


def test_a_lone_surrogate_of_a_damaged_file_can_be_indexed() -> None:
    assert encode("\ud800") == b"\xed\xa0\x80"


def test_search_does_not_import_whoosh_until_an_index_is_opened() -> None:
    code = "import sys, zhupi.search.engine, zhupi.search.index; print('whoosh' in sys.modules)"
    printed = subprocess.check_output([sys.executable, "-c", code], text=True)
    assert printed == "False\n"
