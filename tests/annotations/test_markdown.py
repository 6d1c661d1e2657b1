from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhupi.annotations.addresses import DocumentAddress
from zhupi.annotations.markdown import (
    Piece,
    PieceKind,
    Run,
    clean_tags,
    pieces,
    plain_text,
)

LINK = "zhupi:doc/%E5%9B%BD%E5%8F%91%E3%80%942016%E3%80%9549%E5%8F%B7"
P, H = PieceKind.PARAGRAPH, PieceKind.HEADING


@pytest.mark.parametrize(
    ("note", "expected"),
    [
        ("", ()),
        ("甲**乙**丙", (Piece(P, (Run("甲"), Run("乙", bold=True), Run("丙"))),)),
        ("甲\n乙", (Piece(P, (Run("甲"), Run("\n"), Run("乙"))),)),
        ("## 题", (Piece(H, (Run("题"),), level=2),)),
        (
            "1. 甲\n   - 乙\n2. 丙",
            (
                Piece(P, (Run("甲"),), depth=1, marker="1."),
                Piece(P, (Run("乙"),), depth=2, marker="•"),
                Piece(P, (Run("丙"),), depth=1, marker="2."),
            ),
        ),
        ("3) 甲", (Piece(P, (Run("甲"),), depth=1, marker="3."),)),
        (
            "- - 甲\n-",
            (
                Piece(P, (), depth=1, marker="•"),
                Piece(P, (Run("甲"),), depth=2, marker="•"),
                Piece(P, (), depth=1, marker="•"),
            ),
        ),
        ("> 甲", (Piece(P, (Run("甲"),), quoted=1),)),
        ("    a  b", (Piece(PieceKind.CODE, (Run("a  b", code=True),)),)),
        ("~~~", (Piece(PieceKind.CODE, ()),)),
        ("***", (Piece(PieceKind.RULE, ()),)),
        (
            "**甲*乙***",
            (Piece(P, (Run("甲", bold=True), Run("乙", bold=True, italic=True))),),
        ),
        ("~~甲~~`乙`", (Piece(P, (Run("甲", strike=True), Run("乙", code=True))),)),
        ("[甲](https://a.cn/b)", (Piece(P, (Run("甲", link="https://a.cn/b"),)),)),
        ("[甲](javascript:x)", (Piece(P, (Run("[甲](javascript:x)"),)),)),
        ("[甲](file:///etc/passwd)", (Piece(P, (Run("[甲](file:///etc/passwd)"),)),)),
        ("[甲](data:text/html,x)", (Piece(P, (Run("[甲](data:text/html,x)"),)),)),
        (
            "见[[国发〔2016〕49号]]。",
            (Piece(P, (Run("见"), Run("国发〔2016〕49号", link=LINK), Run("。"))),),
        ),
        ("[[国发[2016]49号]]", (Piece(P, (Run("国发[2016]49号", link=LINK),)),)),
        ("[[国发 ２０１６ 49]]", (Piece(P, (Run("国发 ２０１６ 49", link=LINK),)),)),
        (
            "**[[国发（2016）49号]]**",
            (Piece(P, (Run("国发（2016）49号", bold=True, link=LINK),)),),
        ),
        ("`[[国发〔2016〕49号]]`", (Piece(P, (Run("[[国发〔2016〕49号]]", code=True),)),)),
        ("[[随便]]", (Piece(P, (Run("[[随便]]", broken=True),)),)),
        ("[[]] [[ ]]", (Piece(P, (Run("[[]] [[ ]]"),)),)),
        ("[[甲", (Piece(P, (Run("[[甲"),)),)),
        ("[[甲]](https://a.cn)", (Piece(P, (Run("[甲]", link="https://a.cn"),)),)),
        ("[甲](zhupi:nothing)", (Piece(P, (Run("甲", broken=True),)),)),
        ("[甲](ZHUPI:doc/)乙", (Piece(P, (Run("甲", broken=True), Run("乙"))),)),
        ("[甲](zhupi:doc/1)", (Piece(P, (Run("甲", link="zhupi:doc/1"),)),)),
        (
            "![甲](http://a/b.png)",
            (Piece(P, (Run("!"), Run("甲", link="http://a/b.png"))),),
        ),
        ("<b>甲</b>", (Piece(P, (Run("<b>甲</b>"),)),)),
    ],
)
def test_pieces(note: str, expected: tuple[Piece, ...]) -> None:
    assert pieces(note) == expected


def test_emphasis_inside_its_own_kind() -> None:
    (piece,) = pieces("**甲 *乙 **丙** 丁* 戊** 己")
    assert [run.text for run in piece.runs if not run.bold] == [" 己"]


def test_plain_text() -> None:
    assert plain_text("# 题\n\n- **甲**\n- [乙](https://a.cn)") == "题\n甲\n乙"


@given(st.text("甲 *_`#>-+1.[]()<&~!\n\\:ab", max_size=80))
def test_any_note_can_be_read(note: str) -> None:
    for piece in pieces(note):
        assert all(run.text for run in piece.runs)


@pytest.mark.parametrize(
    ("given_tags", "clean"),
    [
        (["#重点", "重点 "], ("重点",)),
        (["数据，时限、责任"], ("数据", "时限", "责任")),
        (["GDP", "gdp", "Gdp"], ("GDP",)),
        (["＃乙　#甲"], ("乙", "甲")),
        (["", "#", "  "], ()),
    ],
)
def test_clean_tags(given_tags: list[str], clean: tuple[str, ...]) -> None:
    assert clean_tags(given_tags) == clean


def test_a_link_into_the_library_is_broken_where_it_leads_nowhere() -> None:
    note = "[[国发〔2016〕49号]][甲](zhupi:annotation/1)[乙](https://a.cn)"
    known = {DocumentAddress("国发〔2016〕49号")}
    (piece,) = pieces(note, known.__contains__)
    assert piece.runs == (
        Run("国发〔2016〕49号", link=LINK),
        Run("甲", broken=True),
        Run("乙", link="https://a.cn"),
    )


def test_a_table_is_one_piece_with_its_cells() -> None:
    (piece,) = pieces("| 甲 | **乙** |\n|---|:-:|\n| `a\tb` |\n")
    assert piece.kind is PieceKind.TABLE
    head = ((Run("甲"),), (Run("乙", bold=True),))
    assert piece.rows == (head, ((Run("a b", code=True),), ()))
    assert piece.text == "甲\t乙\na b\t"
    found = pieces("- 项\n\n  | 甲 |\n  |---|\n\n> | 乙 |\n> |---|\n> | 丙 |")
    assert [(one.kind, one.depth, one.quoted, one.text) for one in found] == [
        (P, 1, 0, "项"),
        (PieceKind.TABLE, 1, 0, "甲"),
        (PieceKind.TABLE, 0, 1, "乙\n丙"),
    ]
