"""Full texts that take along less of their reader's marks and notes."""

from __future__ import annotations

import io
from dataclasses import replace

import docx

from zhupi.export import Carry, Excerpted, Layout, Options, plain_text, render
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
