from __future__ import annotations

import io
from collections.abc import Sequence

import docx
import pytest
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph as WordParagraph

from zhupi.export import Excerpted, Layout, Look, Options, render
from zhupi.export.gongwen import (
    attached_indents,
    breadth,
    right_indent,
    signing,
    signoff_indents,
)
from zhupi.export.parts import Paragraph, Role, Run
from zhupi.jobs import Job


@pytest.mark.parametrize(
    ("signoff", "date", "right"),
    [
        # 10 characters end 2 from the edge and begin 12 from it; the date, 7 broad (2016年9月1日
        # has 6 figures), begins 10 from it and ends 4 from it: 10 - 6 = 4.
        ("绵阳市人民政府办公室", "2016年9月1日", (2, 4)),
        # 国务院 is narrower than the date (2016年8月16日: 7 figures, 3 characters, 6.5 broad): the
        # date ends 2 from the edge and begins 8.5 from it, the sign-off 2 further left, at 10.5.
        ("国务院", "2016年8月16日", (7.5, 2)),
    ],
)
def test_signoff_and_date(signoff: str, date: str, right: tuple[float, float]) -> None:
    assert signoff_indents(signoff, date) == right
    begins = [edge + breadth(text) for edge, text in zip(right, (signoff, date), strict=True)]
    assert begins[0] - begins[1] == 2


def test_what_is_attached() -> None:
    assert attached_indents("附件：1.责任清单") == (2, 6)
    assert attached_indents("2.时限清单") == (5, 6)
    assert attached_indents("附件：责任清单") == (2, 5)


def paragraphs(items: Sequence[Excerpted], options: Options) -> dict[str, WordParagraph]:
    document = docx.Document(io.BytesIO(render(".docx", items, options, Job())))
    return {paragraph.text: paragraph for paragraph in document.paragraphs}


def test_the_page_and_the_levels(items: list[Excerpted]) -> None:
    options = Options(layout=Layout.FULL, look=Look.GONGWEN)
    document = docx.Document(io.BytesIO(render(".docx", items[:1], options, Job())))
    section = document.sections[0]
    edges = (section.top_margin, section.bottom_margin, section.left_margin, section.right_margin)
    assert [round(edge.mm) for edge in edges] == [37, 35, 28, 26]
    fonts = {}
    for style in document.styles:
        east = style.element.find(f".//{qn('w:rFonts')}")
        if east is not None:
            fonts[style.style_id] = (east.get(qn("w:eastAsia")), style.font.size.pt)
    assert fonts["DocumentTitle"] == ("方正小标宋简体", 22)
    assert fonts["Heading1"] == ("黑体", 16)
    assert fonts["Heading2"] == ("楷体_GB2312", 16)
    assert fonts["Heading3"] == fonts["Heading4"] == fonts["Body"] == ("仿宋_GB2312", 16)
    assert fonts["AttachmentLabel"] == ("黑体", 16)
    assert fonts["Footer"] == ("宋体", 14)
    assert not any(style.font.bold for style in document.styles if style.style_id in fonts)
    odd, even = section.footer.paragraphs[0], section.even_page_footer.paragraphs[0]
    assert [p._p.xpath("string(w:pPr/w:jc/@w:val)") for p in (odd, even)] == ["right", "left"]
    for paragraph in (odd, even):
        assert "".join(text.text for text in paragraph._p.iter(qn("w:t"))) == "— 1 —"


def test_bodies_that_sign_together() -> None:
    assert signing("省财政厅 省人力资源和社会保障厅") == ["省财政厅 ", "省人力资源和社会保障厅"]
    assert signing("国务院") == ["国务院"]
    assert signing("省长 张三") == ["省长 张三"]
    names = ("省财政厅", "省人力资源和社会保障厅", "2020年6月10日")
    parts = [Paragraph((Run(name),), Role.RIGHT) for name in names]
    # The date, 6.5 characters, begins two to the right of the broadest body, which has 11.
    assert [right_indent(parts, at) for at in range(3)] == [2, 2, 4.5]
    assert right_indent(parts[:1], 0) == 2


def test_signoff_in_the_file(items: list[Excerpted]) -> None:
    found = paragraphs(items[1:], Options(layout=Layout.FULL, look=Look.GONGWEN))
    rights = [
        found[text]._p.xpath("string(w:pPr/w:ind/@w:rightChars)")
        for text in ("绵阳市人民政府办公室", "2016年9月1日")
    ]
    assert rights == ["200", "400"]
    assert found["绵阳市人民政府办公室"].paragraph_format.space_before.twips == 579
    assert found["2016年9月1日"].paragraph_format.space_before is None
    first, second = found["附件：1.责任清单"], found["2.时限清单"]
    assert first.paragraph_format.space_before.twips == 579
    assert second.paragraph_format.space_before is None
    # 6 characters of 16 points; the first line begins 4 and 1 further left.
    assert [p.paragraph_format.left_indent.pt for p in (first, second)] == [96, 96]
    assert [p.paragraph_format.first_line_indent.pt for p in (first, second)] == [-64, -16]
