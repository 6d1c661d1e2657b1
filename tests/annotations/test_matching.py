from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhupi.annotations.matching import Near, agreement, approximate, occurrences

_SMALL = st.text("ab。", max_size=40)


@given(_SMALL, st.text("ab", min_size=1, max_size=8))
def test_occurrences_are_those_of_a_plain_scan(text: str, quote: str) -> None:
    plain = [at for at in range(len(text)) if text.startswith(quote, at)]
    assert list(occurrences(text, quote)) == plain


def _edits(one: str, other: str) -> int:
    """Levenshtein's distance, by the book."""
    row = list(range(len(other) + 1))
    for i, a in enumerate(one, 1):
        last, row[0] = row[0], i
        for j, b in enumerate(other, 1):
            last, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, last + (a != b))
    return row[-1]


@given(st.text("ab。", max_size=16), st.text("ab。", min_size=1, max_size=7), st.integers(0, 2))
def test_approximate_finds_the_nearest_stretch(text: str, quote: str, limit: int) -> None:
    stretches = [text[i:j] for i in range(len(text) + 1) for j in range(i, len(text) + 1)]
    nearest = min(_edits(stretch, quote) for stretch in stretches)
    found = [near for group in approximate(text, quote, limit) for near in group]
    for near in found:
        assert _edits(text[near.start : near.end], quote) == near.distance <= limit
    # An empty stretch ends nowhere in particular; it is never asked for with a real limit.
    if nearest <= limit < len(quote):
        assert min(near.distance for near in found) == nearest


def test_approximate_tells_groups_apart() -> None:
    text = "甲乙丙丁戊己" + "－" * 20 + "甲乙丙X戊己"
    assert approximate(text, "甲乙丙丁戊己", 1) == [[Near(0, 6, 0)], [Near(26, 32, 1)]]


@pytest.mark.parametrize(
    ("expected", "actual", "count", "through"),
    [
        ("一二三四五", "一二三四五六", 5, True),
        ("一二三四五六七", "一二三", 3, False),
        ("一二。四五六", "一二ꎮ四五六", 3, True),  # a glyph repaired
        ("一二三四五六", "一二—12—三四五六", 4, True),  # a page number
        ("第一项任务分工", "第二项任务分工", 1, False),
        ("第1项任务分工表", "第2项任务分工表", 1, False),
        ("", "一二", 0, True),
    ],
)
def test_agreement(expected: str, actual: str, count: int, *, through: bool) -> None:
    found = agreement(expected, actual)
    assert (found.count, found.through) == (count, through)
    assert found.whole == actual.startswith(expected)
