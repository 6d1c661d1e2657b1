"""Places as readers write them, read by hand."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhupi.gazette.pinpoints import Pinpoint, Rung, readings, rung_of


def _ladder(*rungs: tuple[str, int]) -> Pinpoint:
    return Pinpoint(tuple(Rung(name, (number,)) for name, number in rungs))


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("¶12", Pinpoint(paragraph=12)),
        (" ¶１２ ", Pinpoint(paragraph=12)),
        ("12", Pinpoint(paragraph=12)),
        ("第12段", Pinpoint(paragraph=12)),
        ("第十二段", Pinpoint(paragraph=12)),
        ("第一百〇五自然段", Pinpoint(paragraph=105)),
        ("第五条", _ladder(("article", 5))),
        ("第5条", _ladder(("article", 5))),
        ("五条", _ladder(("article", 5))),
        ("第十二条第三款", _ladder(("article", 12), ("clause", 3))),
        ("十二条三款", _ladder(("article", 12), ("clause", 3))),
        ("第九十九条第（二）项", _ladder(("article", 99), ("two", 2))),
        ("第五条第二项", _ladder(("article", 5), ("two", 2))),
        ("第一百二十条之三", Pinpoint((Rung("article", (120, 3)),))),
        ("第三章", _ladder(("chapter", 3))),
        ("第二章第一节", _ladder(("chapter", 2), ("section", 1))),
        ("二（三）", _ladder(("one", 2), ("two", 3))),
        ("二(三)2", _ladder(("one", 2), ("two", 3), ("three", 2))),
        ("二、（三）2.（1）", _ladder(("one", 2), ("two", 3), ("three", 2), ("four", 1))),
        ("（三）", _ladder(("two", 3))),
        ("(三", _ladder(("two", 3))),
        ("二（", _ladder(("one", 2))),
        ("㈢", _ladder(("two", 3))),
        ("（１）", _ladder(("four", 1))),
        ("一", _ladder(("one", 1))),
        ("十二、", _ladder(("one", 12))),
        ("３．1.2", Pinpoint((Rung("decimal", (3, 1, 2)),))),
        ("附件2", Pinpoint(attachment=2)),
        ("附件二：", Pinpoint(attachment=2)),
        ("附件", Pinpoint(attachment=0)),
        ("附件2第三条", Pinpoint((Rung("article", (3,)),), attachment=2)),
        ("附件1 二（一）", Pinpoint((Rung("one", (2,)), Rung("two", (1,))), attachment=1)),
    ],
)
def test_what_is_written_is_understood(written: str, meant: Pinpoint) -> None:
    assert readings(written)[0] == meant


@pytest.mark.parametrize(
    "words", ["", "  ", "总体要求", "一体化", "三农", "第", "（", "附件清单", "二〔三〕", "12月"]
)
def test_other_words_are_no_place(words: str) -> None:
    assert readings(words) == []


def test_digits_alone_may_be_a_paragraph_or_a_mark() -> None:
    assert readings("3") == [
        Pinpoint(paragraph=3),
        _ladder(("three", 3)),
        _ladder(("decimal", 3)),
    ]


def test_digits_stand_for_numerals_where_no_chinese_can_be_typed() -> None:
    assert readings("(3)") == [_ladder(("four", 3)), _ladder(("two", 3))]
    assert readings("2(3)1")[1] == _ladder(("one", 2), ("two", 3), ("three", 1))
    assert readings("二(3)") == [
        _ladder(("one", 2), ("four", 3)),
        _ladder(("one", 2), ("two", 3)),
    ]


def test_an_unfinished_ordinal_is_read_as_every_kind() -> None:
    assert [one.rungs[-1].name for one in readings("第五")] == [
        "article",
        "chapter",
        "section",
        "clause",
    ]


@given(st.text(alphabet="一二三十百〇零第章节条款项段（）()、.．0２¶附件之要求 　", max_size=12))
def test_nothing_written_is_a_fault(text: str) -> None:
    for pinpoint in readings(text):
        said = (bool(pinpoint.rungs), pinpoint.attachment is not None, pinpoint.paragraph)
        assert said != (False, False, None)


@pytest.mark.parametrize(
    ("mark", "rung"),
    [
        ("一、", Rung("one", (1,))),
        ("（十二）", Rung("two", (12,))),
        ("3．", Rung("three", (3,))),
        ("(4)", Rung("four", (4,))),
        ("第二十一条", Rung("article", (21,))),
        ("第三章", Rung("chapter", (3,))),
    ],
)
def test_the_mark_of_a_line_is_one_step(mark: str, rung: Rung) -> None:
    assert rung_of(mark) == rung
