"""The query language, one sentence of it at a time."""

from __future__ import annotations

import pytest

from zhupi.search.query import (
    And,
    Bears,
    Field,
    Filter,
    Has,
    Node,
    Not,
    Numbered,
    Or,
    Years,
    parse,
)
from zhupi.search.terms import Literal


def has(text: str) -> Has:
    return Has(Literal(text))


A, B, C = has("甲"), has("乙"), has("丙")


@pytest.mark.parametrize(
    ("query", "root"),
    [
        ("甲", A),
        ("ＷＴＯ", has("wto")),
        ("甲 乙", And((A, B))),
        ("甲　乙", And((A, B))),
        ("甲 AND 乙", And((A, B))),
        ("甲 OR 乙", Or((A, B))),
        ("甲 OR 乙 丙", Or((A, And((B, C))))),
        ("(甲 OR 乙) 丙", And((Or((A, B)), C))),
        ("(甲OR 乙)", And((has("甲or"), B))),
        ("甲 NOT 乙", And((A, Not(B)))),
        ("甲 -乙", And((A, Not(B)))),
        ("-(甲 乙)", Not(And((A, B)))),
        ("NOT -甲", Not(Not(A))),
        ('-"甲 乙"', Not(has("甲乙"))),
        ('"a b"', has("a b")),
        ('甲"乙"', And((A, B))),
        ("甲-乙", has("甲-乙")),
        ("甲 - 乙", And((A, has("-"), B))),
        ("（甲）", has("(甲)")),
        ("甲：乙", has("甲:乙")),
        ("甲标题:乙", has("甲标题:乙")),
        ("or", has("or")),
        ("标题:甲", Filter(Field.TITLE, "甲")),
        ("标题：“甲”", Filter(Field.TITLE, "“甲”")),
        ('Title:"甲 a B"', Filter(Field.TITLE, "甲a b")),
        ("机关:甲 乙", And((Filter(Field.ISSUER, "甲"), B))),
        ("kind:甲", Filter(Field.KIND, "甲")),
        ("标签:甲", Filter(Field.TAG, "甲")),
        ("批注:甲", Filter(Field.NOTE, "甲")),
        ("年份:2016", Years(2016, 2016)),
        ("年份：2016-2018", Years(2016, 2018)),
        ("year:２０１８－２０１６", Years(2016, 2018)),
        ("-年份:2016年", Not(Years(2016, 2016))),
        ("文号:国发", Filter(Field.NUMBER, "国发")),
        ("文号:国发(2016)49号", Bears("国发〔2016〕49号")),
        ("文号：国发 2016 49 甲", And((Bears("国发〔2016〕49号"), A))),
        ('number:"国发［２０１６］４９号"', Bears("国发〔2016〕49号")),
    ],
)
def test_is_understood(query: str, root: Node) -> None:
    understood = parse(query)
    assert understood.root == root
    assert understood.warning is None


@pytest.mark.parametrize(
    ("query", "what"),
    [
        ('甲"乙', "引号没有成对"),
        ('标题:"乙', "引号没有成对"),
        ("(甲", "括号没有成对"),
        ("甲)", "括号没有成对"),
        (")", "括号没有成对"),
        ("()", "括号里没有文字"),
        ('甲 ""', "引号里没有文字"),
        ("OR 甲", "OR 的两边都要有文字"),
        ("甲 OR", "OR 的两边都要有文字"),
        ("甲 OR OR 乙", "OR 的两边都要有文字"),
        ("(甲 OR) 乙", "OR 的两边都要有文字"),
        ("甲 AND", "AND 的两边都要有文字"),
        ("甲 NOT", "NOT 后面要有文字"),
        ("标题:", "字段名的冒号后面没有内容"),
        ("标题: 甲", "字段名的冒号后面没有内容"),
        ("标题:(甲 OR 乙)", "字段名的冒号后面没有内容"),
        ("年份:去年", "年份要写成 2016 或 2016-2018"),
    ],
)
def test_a_wrong_query_is_named_and_taken_as_text(query: str, what: str) -> None:
    understood = parse(query)
    assert understood.warning == f"{what}；已按普通文字查找。"
    assert isinstance(understood.root, Has)
    assert understood.terms == (understood.root.term,)


@pytest.mark.parametrize(
    "query",
    ["(" * 3000, "NOT " * 3000 + "甲", "-(" * 3000 + "甲", "(" * 3000 + "甲" + ")" * 3000],
    ids=["open", "not", "minus", "pairs"],
)
def test_a_query_nested_too_deep_is_taken_as_text(query: str) -> None:
    understood = parse(query)
    assert understood.warning == "括号或 NOT 套得太深；已按普通文字查找。"
    assert isinstance(understood.root, Has)


def test_depth_counts_what_stands_within_each_other_only() -> None:
    assert parse("(" * 50 + "甲" + ")" * 50).root == A
    assert parse("(甲) -(乙) " * 200).warning is None


@pytest.mark.parametrize("query", ["", "  ", "\u3000"])
def test_nothing_asked(query: str) -> None:
    understood = parse(query)
    assert understood.root is None
    assert understood.warning == "请输入要查找的文字。"


@pytest.mark.parametrize(
    "query",
    [
        "国发〔2016〕49号",
        "国发[2016]49号",
        "国发（２０１６）４９号",
        "国发 2016 49",
        " 国发〔 2016 〕 49 号 ",
    ],
)
def test_a_number_in_any_writing_is_the_number(query: str) -> None:
    understood = parse(query)
    assert isinstance(understood.root, Numbered)
    assert understood.number == "国发〔2016〕49号"


def test_a_number_beside_words_is_text_with_any_bracket() -> None:
    understood = parse("国发(2016)49号 甲")
    assert isinstance(understood.root, And)
    first = understood.root.parts[0]
    assert isinstance(first, Has)
    assert len(list(first.term.spans("国发〔2016〕49号、国发[2016]49号、国发2016049号"))) == 2


def test_the_terms_to_show_are_those_asked_for_each_once() -> None:
    understood = parse("甲 -乙 (丙 OR 甲) -(-丁) 标题:戊")
    assert understood.terms == (Literal("甲"), Literal("丙"), Literal("丁"))
