"""Where the bar stands: inside the pane, beside the selection, never on the pointer."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, QRect, QSize

from zhupi.qt.selection_bar import place

BAR = QSize(440, 56)
LINE = 30


@given(
    st.integers(470, 1200),
    st.integers(200, 1000),
    st.data(),
)
def test_the_bar_is_inside_and_never_under_the_pointer(
    width: int, height: int, data: st.DataObject
) -> None:
    area = QRect(0, 0, width, height)
    top = data.draw(st.integers(-400, height - LINE))
    bottom = data.draw(st.integers(max(top, 0), height + 400))
    start = QRect(data.draw(st.integers(0, width)), top, 1, LINE)
    end = QRect(data.draw(st.integers(0, width)), bottom, 1, LINE)
    ends = [y for y in (top, bottom) if 0 <= y <= height - LINE] or [height // 2]
    pointer = QPoint(
        data.draw(st.integers(0, width)),
        data.draw(st.sampled_from(ends)) + data.draw(st.integers(0, LINE)),
    )
    bar = QRect(place(BAR, start, end, pointer, area), BAR)
    assert area.contains(bar)
    assert not bar.contains(pointer)


def test_the_bar_stands_beside_the_end_at_which_the_pointer_is() -> None:
    area = QRect(0, 0, 800, 900)
    start, end = QRect(200, 300, 1, LINE), QRect(500, 500, 1, LINE)
    below = place(BAR, start, end, QPoint(500, 515), area)
    assert (below.x(), below.y()) == (500 - 220, end.bottom() + 10)
    above = place(BAR, start, end, QPoint(200, 315), area)
    assert (above.x(), above.y()) == (6, 300 - 10 - 56)


def test_at_the_foot_of_the_pane_the_bar_stands_over_the_selection() -> None:
    area = QRect(0, 0, 800, 600)
    start, end = QRect(200, 500, 1, LINE), QRect(500, 560, 1, LINE)
    assert place(BAR, start, end, QPoint(500, 575), area).y() == 500 - 10 - 56
