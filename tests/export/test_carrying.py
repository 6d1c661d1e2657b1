"""Full texts that take along less of their reader's marks and notes."""

from __future__ import annotations

import io
from dataclasses import replace

import docx
from tests.export.conftest import plain_text

from zhupi.annotations.model import Colour
from zhupi.export import Carry, Excerpted, Layout, NotePlace, Options, render
from zhupi.jobs import Job


def test_marks_without_notes(item: Excerpted, options: Options) -> None:
    options = replace(options, layout=Layout.FULL, carry=Carry.MARKS)
    document = docx.Document(io.BytesIO(render(".docx", [item], options, Job())))
    assert list(document.comments) == []
    shaded = document.element.body.xpath("//w:r[w:rPr/w:shd]/w:t/text()")
    assert "".join(shaded) == (
        "坚持财政事权由中央决定。适度加强中央占比为15.5%。1.人名用字：𠮷田到2020年，基本完成财政部|发展改革委"
    )
    assert "孤儿" not in plain_text([item], options)
    assert "通读" not in plain_text([item], options)


def test_the_bare_text(item: Excerpted, options: Options) -> None:
    options = replace(options, layout=Layout.FULL, carry=Carry.NOTHING)
    text = plain_text([item], options)
    assert text.replace("\n", "") == item.document.text.replace("\n", "")


def test_comments_are_signed_with_the_initials_that_were_given(
    item: Excerpted, options: Options
) -> None:
    options = replace(options, layout=Layout.FULL, initials="ZS")
    document = docx.Document(io.BytesIO(render(".docx", [item], options, Job())))
    assert {(c.author, c.initials) for c in document.comments} == {("张三", "ZS")}


def test_marks_in_plain_text_stand_below_their_paragraph(item: Excerpted, options: Options) -> None:
    """The text stays as it is; what is indented is the reader's."""
    options = replace(options, layout=Layout.FULL, carry=Carry.MARKS)
    lines = plain_text([item], options).split("\n")
    told = [line.removeprefix("　　") for line in lines if line.startswith("　　")]
    assert told == [
        "【重点】“坚持财政事权由中央决定”",
        "【存疑】“由中央决定。适度加强中央”",
        "【数据】“占比为15.5%。1.人名用字：𠮷田”",
        "【时限】“到2020年，基本完成”",
        "【责任】“财政部|发展改革委”",
    ]
    text = [line for line in lines if line and not line.startswith("　　")]
    assert text == [line for line in item.document.text.split("\n") if line]
    # A mark on two paragraphs is told once, below the first.
    assert lines[lines.index("　　【数据】“占比为15.5%。1.人名用字：𠮷田”") + 1].startswith(
        "1.人名"
    )


def test_notes_in_plain_text(item: Excerpted, options: Options) -> None:
    note = "先看\n\n- 甲\n  - 乙\n    1. 丙"
    marked = replace(item, annotations=[replace(item.annotations[0], note=note)])
    options = replace(options, layout=Layout.FULL)
    below = plain_text([marked], options).split("\n")
    first = below.index("　　【重点 #事权 #原则】“坚持财政事权由中央决定”：先看")
    assert below[first + 1 : first + 4] == ["　　• 甲", "　　　• 乙", "　　　　1. 丙"]
    table = plain_text([marked], replace(options, notes=NotePlace.TABLE)).split("\n")
    # Written on March 1st at 16:06:07 of Greenwich, read in Beijing.
    first = table.index("[1] 【重点 #事权 #原则】“坚持财政事权由中央决定”（2026-03-02 00:06）")
    assert table[first + 1 : first + 5] == ["先看", "• 甲", "　• 乙", "　　1. 丙"]


def test_what_colours_mean_is_told_with_the_text(items: list[Excerpted], options: Options) -> None:
    """Once: at the end of a text, at the head of several; of those only that are used."""
    options = replace(
        options, layout=Layout.FULL, carry=Carry.MARKS, meanings={Colour.BLUE: "谁办"}
    )
    told = "标记：■谁办　■purple"
    for chosen in (items[1:], items[1:] * 2):
        document = docx.Document(io.BytesIO(render(".docx", chosen, options, Job())))
        lines = [paragraph.text for paragraph in document.paragraphs if paragraph.text]
        assert lines.count(told) == 1
        after = lines[lines.index(told) + 1 :]
        assert after.count(items[1].document.title) == (0 if len(chosen) == 1 else 2)
        squares = document.element.body.xpath(
            "//w:p[w:pPr/w:pStyle/@w:val='Legend']/w:r[w:rPr/w:color]"
        )
        assert [run.rPr.xpath("string(w:color/@w:val)") for run in squares] == ["2C5A8A", "74468F"]
    marked = render(".md", items[1:], options, Job()).decode()
    assert '<mark title="谁办">厘清责任</mark>' in marked
    assert "标记：" not in marked
    nothing = replace(options, carry=Carry.NOTHING)
    assert "标记：" not in render(".html", items, nothing, Job()).decode()
