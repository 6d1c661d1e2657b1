"""Slices on pages: what keeps together, what is dropped, what overflows."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtGui import QPainter

from zhupi.qt.paper.paging import Page, Slice, paged


def nothing(_painter: QPainter, _x: float, _y: float) -> None:
    raise AssertionError("nothing is drawn here")


def one(height: float = 10, **fields: object) -> Slice:
    return Slice(height, nothing, **fields)  # type: ignore[arg-type]


def counts(pages: list[Page]) -> list[int]:
    return [len(page.lines) for page in pages]


def test_a_page_takes_what_it_has_room_for() -> None:
    pages = list(paged([one()] * 23, 100))
    assert counts(pages) == [10, 10, 3]
    assert [placed.y for placed in pages[2].lines] == [0, 10, 20]
    assert [page.number for page in pages] == [1, 2, 3]


def test_what_keeps_together_goes_to_the_next_page_as_one() -> None:
    group = [one(keep=True), one(keep=True), one()]
    assert counts(list(paged([*[one()] * 8, *group], 100))) == [8, 3]


def test_what_is_higher_than_a_page_is_parted_all_the_same() -> None:
    group = [*[one(keep=True)] * 14, one()]
    assert counts(list(paged([one(), *group], 100))) == [10, 6]


def test_room_above_is_dropped_at_the_top_of_a_page() -> None:
    pages = list(paged([one(before=30), one(before=30), one(60, before=30)], 100))
    assert [[placed.y for placed in page.lines] for page in pages] == [[0, 40], [0]]


def test_a_page_begins_where_it_is_asked_for() -> None:
    assert counts(list(paged([one(turn=True), one(), one(turn=True)], 100))) == [2, 1]


def test_notes_stand_beside_their_words_or_below_the_note_before() -> None:
    first, second = [one(30), one(30)], [one(20)]
    [page] = paged([one(), one(notes=(first,)), one(notes=(second,))], 200)
    assert [placed.y for placed in page.beside] == [10, 40, 70]


def test_a_note_without_room_goes_on_beside_the_next_page() -> None:
    note = [one(30)] * 5
    pages = list(paged([*[one()] * 9, one(notes=(note,))], 100))
    assert counts(pages) == [10, 0, 0]
    assert [len(page.beside) for page in pages] == [0, 3, 2]


def test_only_the_first_page_is_made_if_no_other_is_asked_for() -> None:
    made = []

    def endless():
        while True:
            made.append(one())
            yield made[-1]

    assert len(next(paged(endless(), 100)).lines) == 10
    assert len(made) == 11


def test_the_first_row_of_a_table_stands_again_where_the_table_goes_on() -> None:
    head = one(20)
    rows = [one(30, head=(head,)) for _ in range(5)]
    pages = list(paged([head, *rows], 100))
    assert [[placed.slice for placed in page.lines] for page in pages] == [
        [head, *rows[:2]], [head, *rows[2:4]], [head, rows[4]],
    ]  # fmt: skip
    assert [placed.y for placed in pages[1].lines] == [0, 20, 50]
    assert [[placed.again for placed in page.lines] for page in pages] == [
        [False] * 3, [True, False, False], [True, False],
    ]  # fmt: skip


@given(
    st.lists(
        st.builds(
            one,
            st.floats(1, 60),
            before=st.floats(0, 20),
            keep=st.booleans(),
            turn=st.booleans(),
            notes=st.lists(st.lists(st.builds(one, st.floats(1, 60)), max_size=4), max_size=2).map(
                tuple
            ),
        ),
        max_size=60,
    )
)
def test_everything_stands_once_in_order_and_inside_the_page(slices: list[Slice]) -> None:
    pages = list(paged(slices, 100))
    assert [placed.slice for page in pages for placed in page.lines] == slices
    beside = [line for one_ in slices for note in one_.notes for line in note]
    assert [placed.slice for page in pages for placed in page.beside] == beside
    for page in pages:
        for column in (page.lines, page.beside):
            end = 0.0
            for placed in column:
                assert placed.y >= end - 0.001
                end = placed.y + placed.slice.height
            assert end <= 100.6
