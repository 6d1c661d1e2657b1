"""A stretch of a document instead of the whole."""

from __future__ import annotations

import io
from dataclasses import replace

import docx
import pytest
from tests.export.conftest import plain_text

from zhupi.export import Carry, Excerpted, Layout, Options, render
from zhupi.gazette.model import Block, BlockKind
from zhupi.jobs import Job

FROM = "节选自《国务院关于推进财政事权改革的指导意见》（国发〔2016〕49号）"


def cut(item: Excerpted, first: str, last: str) -> Excerpted:
    text = item.document.text
    return replace(item, span=(text.index(first), text.index(last) + len(last)))


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        ("中央决定。适", "适度加强", [f"{FROM}一（一）", "中央决定。适度加强"]),
        (
            "占比为",
            "人名用字",
            [f"{FROM}一（一）", "占比为15.5%。", "1.人名用字"],
        ),
        ("工作任务", "责任单位", [f"{FROM}一（一）1", "序号\t工作任务\t责任单位"]),
        ("附件1", "改革任务分工", [FROM, "附件1", "改革任务分工"]),
    ],
)
def test_only_the_words_of_the_span(
    item: Excerpted, options: Options, first: str, last: str, expected: list[str]
) -> None:
    options = replace(options, layout=Layout.FULL, carry=Carry.NOTHING)
    lines = plain_text([cut(item, first, last)], options).split("\n")
    assert lines[1:] == expected[1:]
    assert lines[0].startswith(expected[0][:30])


def test_marks_are_cut_with_their_words(item: Excerpted, options: Options) -> None:
    options = replace(options, layout=Layout.FULL)
    part = cut(item, "由中央决定", "适度")
    document = docx.Document(io.BytesIO(render(".docx", [part], options, Job())))
    shaded = document.element.body.xpath("//w:r[w:rPr/w:shd]/w:t/text()")
    assert "".join(shaded) == "由中央决定。适度"
    assert document.core_properties.title == "国务院关于推进财政事权改革的指导意见（节选）"


def test_bodies_that_sign_together_stand_below_one_another(
    item: Excerpted, options: Options
) -> None:
    joint = Block(BlockKind.SIGNOFF, "省财政厅 省民政厅", (90, 91))
    document = replace(item.document, blocks=(*item.document.blocks, joint))
    options = replace(options, layout=Layout.FULL, carry=Carry.NOTHING)
    whole = plain_text([replace(item, document=document)], options).split("\n")
    at = whole.index("省财政厅")
    assert "省民政厅" in whole[at + 1 : at + 3]
    part = cut(replace(item, document=document), "厅 省民", "厅 省民")
    assert [line for line in plain_text([part], options).split("\n")[1:] if line] == ["厅", "省民"]


def test_a_date_below_a_number_is_centred(item: Excerpted, options: Options) -> None:
    blocks = (
        Block(BlockKind.TITLE, "国务院关于某事的通知", (1, 1)),
        Block(BlockKind.NUMBER, "国发〔2017〕48号", (2, 2)),
        Block(BlockKind.DATE, "（2017年10月8日）", (3, 3)),
        Block(BlockKind.PARAGRAPH, "现通知如下。", (4, 4)),
        Block(BlockKind.SIGNOFF, "国务院", (5, 5)),
        Block(BlockKind.DATE, "2017年10月8日", (6, 6)),
    )
    document = replace(item.document, blocks=blocks, headings=(), attachments=(), enclosures=())
    written = replace(options, layout=Layout.FULL, carry=Carry.NOTHING)
    data = render(".docx", [replace(item, document=document, annotations=())], written, Job())
    styles = {one.text: one.style.style_id for one in docx.Document(io.BytesIO(data)).paragraphs}
    assert styles["（2017年10月8日）"] == styles["国发〔2017〕48号"] == "Number"
    assert styles["2017年10月8日"] == styles["国务院"] == "SignOff"
