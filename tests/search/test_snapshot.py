"""Sets of documents, and the corpus laid out by number."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from zhupi.search.entry import Entry
from zhupi.search.snapshot import Snapshot, members, set_of, united


def snapshot(*entries: Entry) -> Snapshot:
    return Snapshot(1, {entry.id: entry for entry in entries})


@given(st.sets(st.integers(0, 299)), st.sets(st.integers(0, 299)))
def test_sets_of_documents_are_sets(some: set[int], others: set[int]) -> None:
    one, other = set_of(some, 300), set_of(others, 300)
    assert members(one) == sorted(some)
    assert one.bit_count() == len(some)
    assert members(one & other) == sorted(some & others)
    assert members(one & ~other) == sorted(some - others)
    assert members(united([one, other])) == sorted(some | others)


def test_nothing() -> None:
    empty = snapshot()
    assert empty.everything == set_of([], 0) == united([]) == 0
    assert members(0) == list(empty.relative_lengths) == []


def test_the_newest_first_then_as_the_sources_have_them() -> None:
    dated = [("a", "2016-08-16", 3), ("b", None, 1), ("c", "2018-06-27", 4), ("d", "2016-08-16", 2)]
    laid_out = snapshot(
        *(Entry.of(id_, [], [], title="", date=date, order=(at,)) for id_, date, at in dated)
    )
    assert [entry.id for entry in laid_out.documents] == ["c", "d", "a", "b"]
    assert laid_out.places == {"c": 0, "d": 1, "a": 2, "b": 3}
    assert members(laid_out.everything) == [0, 1, 2, 3]


def test_the_documents_of_each_value() -> None:
    two = Entry.of(
        "a",
        ["甲"],
        ["paragraph"],
        title="",
        issuers=("财政部", "教育部"),
        year=2016,
        number="财教〔2016〕1号",
        other_numbers=("教财〔2016〕2号",),
        order=(0,),
    )
    none = Entry.of("b", ["甲乙丙"], ["paragraph"], title="", order=(1,))
    laid_out = snapshot(two, none)
    assert laid_out.of_issuer == {"财政部": 0b01, "教育部": 0b01, "": 0b10}
    assert laid_out.of_year == {2016: 0b01, 0: 0b10}
    assert laid_out.of_kind == {"": 0b11}
    assert laid_out.bearers == {"财教〔2016〕1号": [0], "教财〔2016〕2号": [0]}
    assert [laid_out.bearing(number) for number in ("教财〔2016〕2号", "教财〔2016〕3号")] == [1, 0]
    assert laid_out.relative_lengths == [0.5, 1.5]
