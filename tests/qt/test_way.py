"""The stops of a reader, against a plain list."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from zhupi.qt.way import Stop, Way
from zhupi.qt.way_button import words_of

STOPS = st.builds(Stop, st.sampled_from("ab"), st.integers(0, 2))


def _tops(way: Way) -> list[int]:
    """All stops from the first to the last, by what stands at the top."""
    here = [] if way.here is None else [way.here]
    behind = [stop for _, stop in reversed(way.behind)]
    return [stop.top for stop in (*behind, *here, *(stop for _, stop in way.ahead))]


def test_one_goes_back_to_what_was_noted_and_forward_again() -> None:
    way = Way()
    way.visit(Stop("a", 1))
    way.note(Stop("a", 5))
    way.visit(Stop("b", 2))
    assert [stop.top for _, stop in way.behind] == [5]
    way.travel(-1)
    assert way.here == Stop("a", 5)
    assert way.ahead == [(1, Stop("b", 2))]
    way.visit(Stop("c", 3))
    assert _tops(way) == [5, 3]


def test_a_stop_that_became_the_one_beside_it_is_one_with_it() -> None:
    way = Way()
    for top in (1, 2, 3):
        way.visit(Stop("a", top))
    way.travel(-1)
    way.note(Stop("a", 3, drop=7))
    assert _tops(way) == [1, 3]
    assert way.here == Stop("a", 3, drop=7)
    way.note(Stop("a", 1))
    assert _tops(way) == [1]
    assert way.ahead == way.behind == []


def test_a_way_without_stops_leads_nowhere() -> None:
    way = Way()
    way.note(Stop("a", 1))
    way.travel(1)
    assert way.here is None
    assert way.at(-1) is None


def test_the_oldest_stops_are_forgotten() -> None:
    way = Way()
    for top in range(203):
        way.visit(Stop("a", top))
    assert _tops(way) == list(range(3, 203))
    assert way.here == Stop("a", 202)


def test_documents_that_are_gone_are_on_no_way() -> None:
    way = Way()
    for document, top in (("a", 1), ("b", 1), ("a", 1), ("c", 1)):
        way.visit(Stop(document, top))
    way.travel(-1)
    way.keep(lambda document: document != "b")
    assert way.here == Stop("a", 1)
    assert way.behind == []
    assert way.ahead == [(1, Stop("c", 1))]
    way.keep(lambda document: document == "c")
    assert way.here == Stop("c", 1)
    way.keep(lambda _document: False)
    assert way.here is None


@given(
    st.lists(
        st.one_of(
            st.tuples(st.just("visit"), STOPS),
            st.tuples(st.just("note"), STOPS),
            st.tuples(st.just("travel"), st.integers(-3, 3)),
            st.tuples(st.just("keep"), st.sampled_from("ab")),
        ),
        max_size=30,
    )
)
def test_whatever_is_done_no_two_stops_in_a_row_are_the_same(
    steps: list[tuple[str, object]],
) -> None:
    way = Way()
    for name, value in steps:
        before = way.at(value) if isinstance(value, int) else None
        if name == "keep":
            way.keep(lambda document, value=value: document == value)  # type: ignore[misc]
        else:
            getattr(way, name)(value)
        if name == "travel" and before is not None:
            assert way.here == before
        if name in ("visit", "note") and way.here is not None:
            assert way.here == value
        stops = [stop for _, stop in reversed(way.behind)]
        stops += [] if way.here is None else [way.here]
        stops += [stop for _, stop in way.ahead]
        assert not any(one.same_as(two) for one, two in pairwise(stops))
        assert (way.here is None) == (not stops)


def test_a_stop_is_said_by_its_document_and_its_place() -> None:
    assert words_of(Stop("a", 0, title="财政事权", place="二（三）")) == "财政事权　·　二（三）"
    assert words_of(Stop("a", 0, title="长" * 40)) == "长" * 33 + "…"
