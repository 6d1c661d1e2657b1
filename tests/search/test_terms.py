"""Terms: where they start, and that their grams leave nothing out."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhupi.gazette.folding import fold
from zhupi.search import terms
from zhupi.search.terms import Literal


@given(st.text("人民a", min_size=1, max_size=4), st.text("人民a\n", max_size=30))
def test_a_literal_is_counted_at_every_start(run: str, text: str) -> None:
    starts = [at for at in range(len(text)) if text.startswith(run, at)]
    term = Literal(run)
    texts = [text, "别的", text]
    assert term.counts([0, 1], texts) == ({0: len(starts)} if starts else {})
    assert term.within(text) == bool(starts)
    assert term.held([1, 2], texts) == ([2] if starts else [])
    assert list(term.spans(text)) == [(at, at + len(run)) for at in starts]


def test_grams() -> None:
    assert Literal("财政事权").grams == ("财政", "政事", "事权")
    assert Literal("人人人").grams == ("人人",)
    assert Literal("一二三四五六七").grams == ("一二", "三四", "五六", "六七")
    assert Literal("一二三四五六七八").grams == ("一二", "三四", "五六", "七八")
    assert Literal("𠮷").grams == ("𠮷",)
    assert (Literal("财政").gram, Literal("财").gram, Literal("财政事").gram) == (
        "财政",
        "财",
        None,
    )


@pytest.mark.parametrize(
    ("canonical", "writings", "others"),
    [
        (
            "国发〔2016〕49号",
            ["国发〔２０１６〕４９号", "国 发［2016］49 号", "国发(2016)第49号",
             "国发【2016】049号", "国发〔二〇一六〕四十九号", "国发〔二○一六〕四九号"],
            ["国发〔2016〕149号", "国发〔2016〕490号", "国办发〔2016〕49号", "国发〔2017〕49号"],
        ),
        ("川府函〔2018〕112号", ["川府函〔2018〕一百一十二号"], ["川府函〔2018〕一百零二号"]),
        ("国发〔2020〕10号", ["国发〔二〇二〇〕十号", "国发〔二零二零〕一〇号"], []),
        ("国务院令第697号", ["国务院令第 697 号", "国务院令第六百九十七号"], ["国务院令第69号"]),
        ("国务院令第205号", ["国务院令第二百零五号", "国务院令2001年第205号"], ["国务院令第25号"]),
        ("财政部公告2019年第39号", ["财政部公告２０１９年第39号"], ["财政部公告2019年第3号"]),
    ],
)  # fmt: skip
def test_a_number_is_found_in_any_writing(
    canonical: str, writings: list[str], others: list[str]
) -> None:
    term = terms.number(canonical)
    for writing in [canonical, *writings]:
        text = fold(f"根据{writing}的要求")
        assert [text[start:end] for start, end in term.spans(text)] == [fold(writing)]
        assert term.counts([0], [text]) == {0: 1}
        assert term.held([0], [text]) == [0]
        assert all(gram in text for gram in term.grams)
    for other in others:
        assert term.counts([0], [fold(other)]) == {}
        assert not term.within(fold(other))


def test_a_run_with_a_number_in_it_takes_any_bracket() -> None:
    term = terms.run("按国发[2016]4")
    assert term is not None
    text = fold("按国发〔2016〕49号，按国发（2016）49号，按国发2016]49")
    assert term.counts([0], [text]) == {0: 2}
    assert all(gram in text for gram in term.grams)


@pytest.mark.parametrize(
    ("typed", "count"),
    [("国发[2", 3), ("国发[201", 2), ("国发［2016", 2), ("国发[2016]", 2), ("国发[2017]", 0)],
)
def test_a_number_is_found_while_it_is_typed(typed: str, count: int) -> None:
    term = terms.run(typed)
    assert term is not None
    text = fold("国发〔2016〕49号，国发（2016）50号，国发〔2020〕1号，国发2016")
    assert len(list(term.spans(text))) == count
    assert all(gram in text for gram in term.grams) or not count


def test_a_bracketed_year_alone_is_text() -> None:
    assert terms.run("计划（2016）") == Literal("计划(2016)")


def test_nothing_is_left_of_white_space() -> None:
    assert terms.run(" \u3000\n") is None
