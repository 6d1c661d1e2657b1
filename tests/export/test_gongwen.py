from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime

import docx
import pytest
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph as WordParagraph
from hypothesis import given
from hypothesis import strategies as st

from zhupi.annotations.model import Annotation, Colour, Kind, Selector
from zhupi.export import Excerpted, Layout, Look, Options, render
from zhupi.export.gongwen import (
    attached_indents,
    breadth,
    right_indent,
    signoff_indents,
)
from zhupi.export.parts import Paragraph, Role, Run
from zhupi.export.title_ends import in_lines
from zhupi.gazette.model import Block, BlockKind, Document, Gazette
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
    told = (p for p in document.paragraphs if p.style.style_id != "Legend")
    return {paragraph.text: paragraph for paragraph in told}


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
    names = ("省财政厅", "省人力资源和社会保障厅", "2020年6月10日")
    parts = [Paragraph((Run(name),), Role.RIGHT) for name in names]
    # The date, 6.5 characters, begins two to the right of the broadest body, which has 11.
    assert [right_indent(parts, at) for at in range(3)] == [2, 2, 4.5]
    assert right_indent(parts[:1], 0) == 2


def test_word_is_told_what_begins_and_ends_no_line(items: list[Excerpted]) -> None:
    data = render(".docx", items, Options(layout=Layout.FULL), Job())
    settings = docx.Document(io.BytesIO(data)).settings.element
    before, after = settings.xpath("w:noLineBreaksBefore"), settings.xpath("w:noLineBreaksAfter")
    assert settings.index(after[0]) + 1 == settings.index(before[0])
    assert set("，。、；：？！”’）》〉】〕·—～／…") <= set(before[0].get(qn("w:val")))
    assert set("（《“‘【〈〔") <= set(after[0].get(qn("w:val")))


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


def test_a_title_is_parted_between_its_words(items: list[Excerpted]) -> None:
    words = "四川省人民政府办公厅关于加强和规范人口登记管理工作的通知"
    document = replace(items[0].document, title=words)
    title = replace(document.blocks[0], text=words)
    item = replace(items[0], document=replace(document, blocks=(title,)), annotations=())

    def lines(*, contents: bool, look: Look = Look.GONGWEN) -> list[str]:
        options = Options(layout=Layout.FULL, look=look, contents=contents)
        found = paragraphs([items[1], item] if contents else [item], options)
        return next(text.split("\n") for text in found if text.replace("\n", "") == words)

    assert lines(contents=False) == [
        "四川省人民政府办公厅",
        "关于加强和规范人口登记管理工作的通知",
    ]
    assert lines(contents=True) == [words]  # it would be parted in the table of contents, too
    assert lines(contents=False, look=Look.READING) == [words]


@given(st.lists(st.text("国务院 ", min_size=1, max_size=6)), st.sets(st.integers(1, 30)))
def test_the_words_of_a_title_stay_whatever_its_runs_are(texts: list[str], ends: set[int]) -> None:
    title = "".join(texts)
    wanted = [*sorted(end for end in ends if end < len(title)), len(title)]
    made = "".join(run.text for run in in_lines(map(Run, texts), wanted))
    assert made.replace("\n", "").replace(" ", "") == title.replace(" ", "")
    assert made.count("\n") == len(wanted) - 1


JOINT = "国家发展改革委 财政部 人力资源社会保障部 农业农村部"
"""7, 3, 9 and 5 characters and three blanks: 25.5, broader than the 24 that a line has."""


def jointly_signed(signoff: str) -> Excerpted:
    blocks = (
        Block(BlockKind.SIGNOFF, signoff, (8, 11)),
        Block(BlockKind.DATE, "2024年1月19日", (12, 12)),
    )
    document = Document(
        title="关于推进农村可再生能源利用的意见",
        number=None,
        issuers=tuple(signoff.split()),
        kind="意见",
        date="2024-01-19",
        addressees=None,
        signoff=signoff,
        complete=True,
        lines=(8, 12),
        blocks=blocks,
    )  # fmt: skip
    marked = signoff[-11:]
    start = document.text.index(marked)
    selector = Selector(start, start + len(marked), marked)
    moment = datetime(2026, 3, 1, tzinfo=UTC)
    mark = Annotation(
        "j1", "j", Kind.HIGHLIGHT, selector, Colour.RED, "", "牵头？", (), moment, moment
    )
    return Excerpted("j", document, Gazette(), "", (mark,))


@pytest.mark.parametrize("look", list(Look))
def test_those_who_sign_together_stand_one_below_another(look: Look) -> None:
    found = paragraphs([jointly_signed(JOINT)], Options(layout=Layout.FULL, look=look))
    names = ["国家发展改革委", "财政部", "人力资源社会保障部", "农业农村部"]
    assert list(found) == [*names, "2024年1月19日"]
    below = [bool(paragraph.paragraph_format.keep_with_next) for paragraph in found.values()]
    assert below == [True] * 4 + [False]  # all of it on one page with the date
    runs = [run for paragraph in found.values() for run in paragraph.runs]
    shaded = [run.text for run in runs if run._r.find(f".//{qn('w:shd')}") is not None]
    assert shaded == ["社会保障部", "农业农村部"]
    # One comment holds what was marked of two names.
    starts = [len(one._p.findall(qn("w:commentRangeStart"))) for one in found.values()]
    ends = [len(one._p.findall(qn("w:commentRangeEnd"))) for one in found.values()]
    assert (starts, ends) == ([0, 0, 1, 0, 0], [0, 0, 0, 1, 0])


def test_the_date_below_those_who_sign_together() -> None:
    found = paragraphs([jointly_signed(JOINT)], Options(layout=Layout.FULL, look=Look.GONGWEN))
    rights = [
        paragraph._p.xpath("string(w:pPr/w:ind/@w:rightChars)") for paragraph in found.values()
    ]
    # 9 characters end 2 from the edge and begin 11 from it; the date, 6.5 broad (7 figures and 3
    # characters), begins 9 from it and ends 2.5 from it.
    assert rights == ["200", "200", "200", "200", "250"]


def test_a_person_signs_on_one_line() -> None:
    found = paragraphs([jointly_signed("省长 王某某")], Options(layout=Layout.FULL))
    assert list(found) == ["省长 王某某", "2024年1月19日"]
