"""Which marks lie in a stretch, and how deep they lie over one another: against brute force."""

from __future__ import annotations

from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from zhupi.annotations.model import Annotation, Colour, Kind
from zhupi.qt.page_paint import Mark, Spans, _depths

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


def mark(start: int, end: int) -> Mark:
    now = datetime(2026, 1, 1, tzinfo=UTC)
    annotation = Annotation(
        f"{start}-{end}", "d", Kind.HIGHLIGHT, None, Colour.RED, "", "", (), now, now
    )
    return Mark(start, end, annotation)


@given(SPANS)
def test_marks_over_one_another_lie_at_depths_of_their_own(spans: list[tuple[int, int]]) -> None:
    marks = [mark(*span) for span in spans]
    depths = _depths(marks)
    for i, one in enumerate(marks):
        for j in range(i):
            if marks[j].end > one.start and max(depths[i], depths[j]) < 3:
                assert depths[i] != depths[j]
