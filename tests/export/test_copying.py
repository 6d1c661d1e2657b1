from __future__ import annotations

import pytest
from tests.export.conftest import plain_text

from zhupi.annotations.anchoring import describe
from zhupi.export import CopyForm, Excerpted, Options, copied
from zhupi.gazette.places import place_of

TITLE = "国务院关于推进财政事权改革的指导意见"
ISSUE = "载《国务院公报》2016年第26期"
WHERE = f"2016年8月16日，{ISSUE}"


@pytest.mark.parametrize(
    ("form", "expected"),
    [
        (CopyForm.PLAIN, "坚持财政事权由中央决定。"),
        (
            CopyForm.OFFICE,
            f"“坚持财政事权由中央决定。”（《{TITLE}》，国发〔2016〕49号，一（一））",
        ),
        (
            CopyForm.GAZETTE,
            f"“坚持财政事权由中央决定。”（《{TITLE}》，国发〔2016〕49号，一（一），{ISSUE}）",
        ),
        (
            CopyForm.GBT_2025,
            f"“坚持财政事权由中央决定。”\n国务院. {TITLE}：国发〔2016〕49号[Z]. 2016-08-16.",
        ),
    ],
)
def test_forms(item: Excerpted, form: CopyForm, expected: str) -> None:
    text = item.document.text
    start = text.index("坚持财政事权由中央决定。")
    selector = describe(text, start, start + 12, place_of(item.document, start))
    assert copied(item, selector, form) == expected


def test_quotation_marks_inside(item: Excerpted) -> None:
    selector = describe("他说“好”。", 0, 6)
    assert copied(item, selector, CopyForm.OFFICE).startswith("“他说‘好’。”（")


def test_excerpts_as_plain_text(item: Excerpted, options: Options) -> None:
    lines = plain_text([item], options).split("\n")
    assert lines[:7] == [
        "公文摘录",
        "张三　公文1件　批注7条　2026-03-05 09:30",
        "",
        f"《{TITLE}》（国发〔2016〕49号）",
        "国务院　2016年8月16日　载《国务院公报》2016年第26期　来源文件：000.txt",
        "【公文笔记 #必读】通读",
        "全文的要点。",
    ]
    assert lines[7:15] == [
        "",
        "（一）坚持财政事权由中央决定。",
        "",
        "【重点 #事权 #原则】“坚持财政事权由中央决定”",
        "【批注】中央决定是原则，见原文。",
        "• 其一",
        "• 其二",
        f"——《{TITLE}》（国发〔2016〕49号）一（一），{WHERE}",
    ]
