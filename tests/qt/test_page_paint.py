"""Which marks lie in a stretch, and how deep they lie over one another: against brute force."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from zhupi.qt.page_paint import Spans, lanes

SPANS = st.lists(
    st.tuples(st.integers(0, 40), st.integers(1, 20)).map(lambda s: (s[0], s[0] + s[1])),
    max_size=30,
).map(sorted)


@given(SPANS, st.integers(0, 60), st.integers(1, 20))
def test_overlapping_finds_exactly_those_that_share_a_position(
    spans: list[tuple[int, int]], start: int, length: int
) -> None:
    end = start + length
    expected = [i for i, (a, b) in enumerate(spans) if set(range(a, b)) & set(range(start, end))]
    assert list(Spans(spans).overlapping(start, end)) == expected


@given(SPANS)
def test_marks_over_one_another_have_lanes_of_their_own(spans: list[tuple[int, int]]) -> None:
    found, crowded = lanes(spans)
    for i, (start, end) in enumerate(spans):
        others = [other for j, other in enumerate(spans) if j != i]
        assert crowded[i] == any(a < end and b > start for a, b in others)
        for j in range(i):
            if spans[j][1] > start and max(found[i], found[j]) < 3:
                assert found[i] != found[j]
        under = sum(a <= start < b for a, b in spans[:i])
        assert found[i] <= under
