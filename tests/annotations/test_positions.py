import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhupi.annotations.positions import between


@given(st.lists(st.tuples(st.integers(0, 1_000), st.integers(1, 3)), max_size=120))
def test_whatever_is_put_in_anywhere_stays_in_order(steps: list[tuple[int, int]]) -> None:
    positions: list[str] = []
    for where, number in steps:
        at = where % (len(positions) + 1)
        before = positions[at - 1] if at else None
        after = positions[at] if at < len(positions) else None
        positions[at:at] = between(before, after, number)
    assert positions == sorted(set(positions))


@given(st.lists(st.booleans(), min_size=1, max_size=60))
def test_halving_goes_on_for_ever(lower: list[bool]) -> None:
    low, high = between(None, None, 2)
    for keep_low in lower:
        middle = between(low, high)[0]
        assert low < middle < high
        low, high = (low, middle) if keep_low else (middle, high)


@pytest.mark.parametrize("at_end", [True, False])
def test_at_the_ends_positions_stay_short(*, at_end: bool) -> None:
    edge: str | None = None
    for _ in range(5_000):
        edge = between(edge, None)[0] if at_end else between(None, edge)[0]
    assert edge is not None
    assert len(edge) == 10


def test_one_after_the_other_in_the_middle_grows_slowly() -> None:
    last, end = between(None, None, 2)
    for _ in range(1_000):
        last = between(last, end)[0]
    assert len(last) < 10 + 1_000 // 10


@pytest.mark.parametrize(("before", "after"), [("i00000", "i00000"), ("i00001", "i00000")])
def test_what_is_not_in_order_is_refused(before: str, after: str) -> None:
    with pytest.raises(ValueError, match="between"):
        between(before, after)


def test_there_is_an_end() -> None:
    with pytest.raises(ValueError, match="end"):
        between(None, "000000")
    with pytest.raises(ValueError, match="end"):
        between("zzzzzz", None)


def test_a_position_given_up_is_not_given_again() -> None:
    low, high = between(None, None, 2)
    given = between(low, high, 1) + [between(low, high)[0] for _ in range(200)]
    assert len(set(given)) == len(given)
