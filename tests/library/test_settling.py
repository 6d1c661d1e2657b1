"""Which documents go on from which; the lines and works are few enough to be told by hand."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from zhupi.annotations.model import Annotation, Colour, Kind, Selector, State
from zhupi.gazette.model import Document
from zhupi.library.settling import Outcome, heirs, heirs_in_update, hiding, holder
from zhupi.storage.model import Part


def read(work: str, first: int, last: int) -> Document:
    """A document with a number, which names its work, on some raw lines."""
    return Document("", work, (), None, None, None, None, True, (first, last), ())


def part(id_: str, work: str, first: int, last: int, **how: bool) -> Part:
    return Part(id_, work, (first, last), **how)


A, B = part("a", "甲", 1, 10), part("b", "乙", 11, 20)


# The same raw text


def test_the_same_work_goes_on_wherever_it_stands() -> None:
    assert heirs([A, B], [read("乙", 1, 10), read("甲", 11, 20)]) == ["b", "a"]


@pytest.mark.parametrize(
    ("document", "heir"),
    [
        (read("丙", 1, 14), "a"),  # ten lines of a, four of b
        (read("丙", 7, 20), "b"),
        (read("丙", 21, 30), None),
        (read("丙", 6, 10), "a"),
    ],
)
def test_another_work_goes_on_from_what_it_shares_most_lines_with(
    document: Document, heir: str | None
) -> None:
    assert heirs([A, B], [document]) == [heir]


@pytest.mark.parametrize(
    ("former", "document", "goes_on"),
    [
        ((1, 10), (6, 40), True),  # five lines of ten
        ((1, 10), (7, 40), False),
        ((1, 100), (96, 105), True),  # the document is the shorter of the two
        ((1, 100), (97, 106), False),
    ],
)
def test_half_of_the_shorter_is_needed(
    former: tuple[int, int], document: tuple[int, int], goes_on: bool
) -> None:
    found = heirs([part("a", "甲", *former)], [read("丙", *document)])
    assert found == ["a" if goes_on else None]


def test_only_one_goes_on_from_each_the_greater_or_else_the_first() -> None:
    assert heirs([A], [read("丙", 1, 4), read("丁", 5, 10)]) == [None, "a"]
    assert heirs([A], [read("丙", 1, 5), read("丁", 6, 10)]) == ["a", None]
    former = [A, B, part("c", "丙", 21, 30)]
    assert heirs(former, [read("丁", 1, 20), read("戊", 21, 30)]) == ["a", "c"]


def test_what_was_gone_comes_back_as_the_same_work_only() -> None:
    gone = replace(A, gone=True)
    assert heirs([gone], [read("丙", 1, 10)]) == [None]
    assert heirs([gone], [read("甲", 50, 60)]) == ["a"]
    assert heirs([gone, replace(B, work="甲")], [read("甲", 1, 10)]) == ["b"]


@pytest.mark.parametrize(("choose", "other"), [(heirs, None), (heirs_in_update, "a")])
def test_what_is_promised_comes_first_and_once(
    choose: Callable[..., list[str | None]], other: str | None
) -> None:
    documents = [read("甲", 1, 10), read("乙", 11, 20), read("丙", 21, 30)]
    assert choose([A, B], documents, {11: "a"}) == [None, "a", None]
    assert choose([A, B], documents[:2], {1: "b", 11: "b"}) == ["b", other]
    assert choose([A, B], documents[:2], {1: "nobody"}) == ["a", "b"]


# Another raw text


def test_in_another_text_the_works_tell_and_else_the_order() -> None:
    former = [A, B, part("c", "丙", 21, 30)]
    documents = [read("乙", 1, 2), read("丁", 3, 4), read("戊", 5, 6)]
    assert heirs_in_update(former, documents) == ["b", "a", "c"]
    assert heirs_in_update(former, documents[:2]) == ["b", None]
    assert heirs_in_update([A, replace(B, work="甲")], [read("甲", 1, 2)] * 2) == ["a", "b"]
    assert heirs_in_update([replace(A, gone=True)], [read("甲", 1, 2)]) == [None]


# The waste basket


def test_a_document_in_the_waste_basket_hides_what_went_into_it() -> None:
    away = replace(A, deleted=True)
    now = {"a": read("甲", 1, 20)}
    assert hiding([away, B], now) == {"a"}
    assert hiding([A, B], now) == frozenset()
    assert hiding([away, replace(B, deleted=True)], now) == frozenset()
    assert hiding([away, replace(B, gone=True)], now) == frozenset()
    assert hiding([away, B], {"a": read("甲", 1, 10), "b": read("乙", 11, 20)}) == frozenset()
    assert hiding([away, B], {"c": read("丙", 1, 20)}) == frozenset()


def test_where_it_went_is_told_by_the_last_line_that_is_still_there() -> None:
    away = replace(A, deleted=True)
    now = {"a": read("甲", 1, 10), "c": read("丙", 11, 20)}
    assert hiding([away, B], now, {14: 3, 12: 15}.get) == {"a"}
    assert hiding([away, B], now, {14: 15, 12: 3}.get) == frozenset()
    assert hiding([away, B], now, {}.get) == frozenset()


def test_a_line_between_two_is_of_the_next() -> None:
    documents = {"a": read("甲", 3, 10), "b": read("乙", 15, 20)}
    lines = (1, 3, 10, 11, 14, 15, 20, 21)
    assert [holder(documents, line) for line in lines] == ["a", "a", "a", *"bbbbb"]
    assert holder({}, 1) is None


# What became of annotations


def test_an_outcome_counts_what_became_of_each_annotation() -> None:
    moment = datetime(2026, 1, 1, tzinfo=UTC)
    selector = Selector(3, 5, "甲乙")
    mark = Annotation(
        "m", "a", Kind.HIGHLIGHT, selector, Colour.RED, "", "", (), moment, moment
    )  # fmt: skip
    lost = replace(mark, state=State.ORPHAN)
    outcome = Outcome()
    outcome.add(mark, mark)
    assert (outcome.annotations, bool(outcome.changes)) == ([], False)
    for id_, before, after in (
        ("1", mark, lost),
        ("2", lost, mark),
        ("3", lost, replace(mark, document="b")),
        ("4", mark, replace(mark, document="b")),
        ("5", mark, replace(mark, selector=replace(selector, start=4, end=6))),
        ("6", mark, replace(mark, selector=replace(selector, prefix="前"))),
        ("7", mark, lost),
    ):
        outcome.add(replace(before, id=id_), replace(after, id=id_))
    assert (outcome.moved, outcome.found, outcome.orphaned) == (2, 2, 2)
    assert outcome.changes.documents == {"a", "b"}
    assert outcome.changes.annotations == set("1234567")
    # The last word counts: 7 is where it was after all.
    outcome.add(replace(mark, id="7"), replace(mark, id="7"))
    assert [one.id for one in outcome.annotations] == list("123456")
