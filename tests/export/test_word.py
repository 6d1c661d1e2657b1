from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

import docx
import pytest
from docx.document import Document as WordFile
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph as WordParagraph
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from zhupi.annotations.model import Annotation, Colour, Kind, Selector
from zhupi.export import Excerpted, Layout, Options
from zhupi.export.compose import compose
from zhupi.export.looks import INKS
from zhupi.export.parts import Run
from zhupi.export.word import render
from zhupi.export.wordpage import PROGRAM
from zhupi.export.wordtables import column_widths
from zhupi.gazette.model import Attachment, Block, BlockKind
from zhupi.jobs import Cancelled, Job

W = {"w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main"}


def word_file(item: Excerpted, options: Options, layout: Layout) -> tuple[WordFile, bytes]:
    data = render(compose([item], replace(options, layout=layout)))
    return docx.Document(io.BytesIO(data)), data


def part_of(data: bytes, name: str) -> etree._Element:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return etree.fromstring(package.read(name))


def lines_of(document: WordFile) -> Iterator[str]:
    """The words in the order of the page, each table cell by itself."""
    for block in document.iter_inner_content():
        if isinstance(block, WordParagraph):
            yield block.text
        else:
            yield from (cell.text for row in block.rows for cell in row.cells)


def commented_words(body: etree._Element, key: int) -> str:
    """What stands between the two ends of a comment's range."""
    words, inside = "", False
    for element in body.iter():
        if element.tag == qn("w:commentRangeStart") and element.get(qn("w:id")) == str(key):
            inside = True
        elif element.tag == qn("w:commentRangeEnd") and element.get(qn("w:id")) == str(key):
            return words
        elif inside and element.tag == qn("w:t"):
            words += element.text or ""
    raise AssertionError(f"comment {key} has no end")


def test_full_text_word_for_word(item: Excerpted, options: Options) -> None:
    document, _ = word_file(replace(item, annotations=()), options, Layout.FULL)
    cells = [cell for block in item.document.blocks for cell in re.split(r"[\t\n]", block.text)]
    assert [line for line in lines_of(document) if line] == cells


def test_each_note_is_a_comment_on_its_words(item: Excerpted, options: Options) -> None:
    document, data = word_file(item, options, Layout.FULL)
    body = part_of(data, "word/document.xml")
    found = {
        comment.paragraphs[0].text: commented_words(body, comment.comment_id)
        for comment in document.comments
    }
    assert found == {
        "中央决定是原则，见原文。": "坚持财政事权由中央决定",
        "跨段落的数据 <b>不是标记</b>": "占比为15.5%。1.人名用字：𠮷田",
        "谁牵头？": "财政部|发展改革委",
        "时限　#时限": "到2020年，基本完成",
    }
    first = next(iter(document.comments))
    assert (first.author, first.initials) == ("张三", "张")
    assert [p.text for p in first.paragraphs] == [
        "中央决定是原则，见原文。", "•\t其一", "•\t其二", "重点　#事权　#原则",
    ]  # fmt: skip
    assert first.paragraphs[0].runs[1].bold  # the first holds Word's own mark
    assert [link.address for link in first.paragraphs[0].hyperlinks] == ["zhupi:doc/1"]


def test_comment_times_are_local_and_name_no_zone(item: Excerpted, options: Options) -> None:
    _, data = word_file(item, options, Layout.FULL)
    dates = part_of(data, "word/comments.xml").xpath("//w:comment/@w:date", namespaces=W)
    # 16:06:07 in UTC is six past midnight in Beijing, on the next day.
    assert set(dates) == {"2026-03-02T00:06:07"}


def test_highlights_are_shaded_in_their_colours(item: Excerpted, options: Options) -> None:
    _, data = word_file(item, options, Layout.FULL)
    shaded: dict[str, str] = {}
    for run in part_of(data, "word/document.xml").iter(qn("w:r")):
        fill = run.xpath("string(w:rPr/w:shd/@w:fill)", namespaces=W)
        words = "".join(run.xpath("w:t/text()", namespaces=W))
        if fill:
            shaded[fill] = shaded.get(fill, "") + words
    # Where a1 and a2 overlap the shorter one shows: a1 has 11 characters, a2 has 12.
    assert shaded == {
        INKS[Colour.RED].wash: "坚持财政事权由中央决定",
        INKS[Colour.YELLOW].wash: "。适度加强中央",
        INKS[Colour.GREEN].wash: "占比为15.5%。1.人名用字：𠮷田",
        INKS[Colour.PURPLE].wash: "到2020年，基本完成",
        INKS[Colour.BLUE].wash: "财政部|发展改革委",
    }


@pytest.mark.parametrize("layout", list(Layout))
def test_page_fonts_and_properties(item: Excerpted, options: Options, layout: Layout) -> None:
    document, data = word_file(item, options, layout)
    section = document.sections[0]
    assert [round(side.mm) for side in (section.page_width, section.page_height)] == [210, 297]
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        names = package.namelist()
        assert not [name for name in names if "thumbnail" in name or "customXml" in name]
        for name in names:
            if not name.startswith("word/") or not name.endswith(".xml") or "theme" in name:
                continue
            for fonts in etree.fromstring(package.read(name)).iter(qn("w:rFonts")):
                assert fonts.get(qn("w:eastAsia")), name
                assert not fonts.get(qn("w:eastAsiaTheme"))
        used = part_of(data, "word/document.xml").xpath("//w:pStyle/@w:val", namespaces=W)
        used += part_of(data, "word/document.xml").xpath("//w:rStyle/@w:val", namespaces=W)
        defined = part_of(data, "word/styles.xml").xpath("//w:style/@w:styleId", namespaces=W)
        assert set(used) <= set(defined)
    properties = document.core_properties
    assert (properties.author, properties.language) == ("张三", "zh-CN")
    assert properties.created == properties.modified
    assert properties.created.replace(tzinfo=None) == datetime(2026, 3, 5, 1, 30)
    assert properties.comments == ""


def test_without_a_name_the_program_signs(item: Excerpted, options: Options) -> None:
    document, _ = word_file(item, replace(options, author=""), Layout.FULL)
    assert document.core_properties.author == PROGRAM
    assert {comment.author for comment in document.comments} == {PROGRAM}


def test_first_lines_are_indented_by_two_characters(item: Excerpted, options: Options) -> None:
    document, _ = word_file(item, options, Layout.FULL)
    indent = document.styles["公文正文"].element.find(".//" + qn("w:ind"))
    assert indent.get(qn("w:firstLineChars")) == "200"


def test_navigation(item: Excerpted, options: Options) -> None:
    document, _ = word_file(item, options, Layout.FULL)
    levels = {
        paragraph.text: paragraph.style.element.xpath("string(.//w:outlineLvl/@w:val)")
        for paragraph in document.paragraphs
    }
    assert levels[item.document.title] == "0"
    assert levels["一、推进改革的必要性"] == "0"
    assert levels["改革任务分工"] == "0"
    assert levels["国发〔2016〕49号"] == ""


def test_several_documents_nest_in_the_navigation(item: Excerpted, options: Options) -> None:
    content = compose([item, item], replace(options, layout=Layout.FULL))
    document = docx.Document(io.BytesIO(render(content)))
    heading = next(p for p in document.paragraphs if p.text.startswith("一、推进"))
    assert heading._p.xpath("string(w:pPr/w:outlineLvl/@w:val)") == "1"
    titles = [p for p in document.paragraphs if p.text == item.document.title]
    assert [bool(p.paragraph_format.page_break_before) for p in titles] == [True, True]


def test_a_table_repeats_its_columns(item: Excerpted, options: Options) -> None:
    for columns, headers in ((item.document.attachments, 1), ((), 0)):
        other = replace(item, document=replace(item.document, attachments=columns))
        _, data = word_file(other, options, Layout.FULL)
        assert len(list(part_of(data, "word/document.xml").iter(qn("w:tblHeader")))) == headers


def test_an_attachment_begins_a_page(item: Excerpted, options: Options) -> None:
    document, _ = word_file(item, options, Layout.FULL)
    breaks = [p.text for p in document.paragraphs if p.paragraph_format.page_break_before]
    assert breaks == ["附件1"]


def test_excerpts(item: Excerpted, options: Options) -> None:
    document, _ = word_file(item, options, Layout.EXCERPTS)
    quotes = [p.text for p in document.paragraphs if p.style.style_id == "Quote"]
    assert quotes == [
        "坚持财政事权由中央决定", "由中央决定。适度加强中央", "占比为15.5%。", "1.人名用字：𠮷田",
        "到2020年，基本完成", "财政部|发展改革委", "已经不在的句子",
    ]  # fmt: skip
    headings = [p.text for p in document.paragraphs if p.style.name == "Heading 2"]
    assert headings[0] == "（一）坚持财政事权由中央决定。"
    assert len(list(document.comments)) == 0


def test_what_xml_cannot_hold_is_replaced(item: Excerpted, options: Options) -> None:
    mark = replace(item.annotations[0], note="甲\x0b乙\x00丙\ufffe", tags=("丁\x01",))
    for layout in Layout:
        document, _ = word_file(replace(item, annotations=(mark,)), options, layout)
        assert document.paragraphs


def test_a_note_on_blanks_only_stands_at_the_end(item: Excerpted, options: Options) -> None:
    at = item.document.text.index("\n")
    mark = replace(item.annotations[0], selector=Selector(at, at + 1, "\n"))
    document, _ = word_file(replace(item, annotations=(mark,)), options, Layout.FULL)
    assert list(document.comments) == []
    assert any("中央决定是原则" in paragraph.text for paragraph in document.paragraphs)


@st.composite
def _annotations(draw: st.DrawFn, text: str) -> tuple[Annotation, ...]:
    moment = datetime.fromisoformat("2026-03-01T00:00:00+00:00")
    marks = []
    for number in range(draw(st.integers(0, 8))):
        start = draw(st.integers(0, len(text) - 1))
        end = draw(st.integers(start + 1, len(text)))
        note = draw(
            st.sampled_from(["注", "**粗** [链](https://a.cn)", "- 甲\n- 乙", "# 题\n> 引"])
        )
        colour = draw(st.sampled_from(list(Colour)))
        selector = Selector(start, end, text[start:end])
        key = f"a{number}"
        marks.append(
            Annotation(
                key, "d1", Kind.HIGHLIGHT, selector, colour, "", note, (key,), moment, moment
            )
        )
    return tuple(marks)


@settings(max_examples=25)
@given(data=st.data())
def test_any_highlights_read_back_with_their_quotes(
    data: st.DataObject, item_of: Excerpted, options_of: Options
) -> None:
    marks = data.draw(_annotations(item_of.document.text))
    document, made = word_file(replace(item_of, annotations=marks), options_of, Layout.FULL)
    body = part_of(made, "word/document.xml")
    found = {
        comment.paragraphs[-1].text.split("#")[1]: commented_words(body, comment.comment_id)
        for comment in document.comments
    }
    expected = {
        mark.id: re.sub(r"[\t\n]", "", mark.selector.quote)
        for mark in marks
        if mark.selector is not None and mark.selector.quote.strip("\t\n")
    }
    assert found == expected


def test_where_highlights_overlap_both_colours_show(item: Excerpted, options: Options) -> None:
    _, data = word_file(item, options, Layout.FULL)
    lines = {}
    for run in part_of(data, "word/document.xml").iter(qn("w:r")):
        line = run.find(f".//{qn('w:u')}")
        if line is not None:
            words = "".join(text.text or "" for text in run.iter(qn("w:t")))
            fill = run.xpath("string(w:rPr/w:shd/@w:fill)", namespaces=W)
            lines[words] = (line.get(qn("w:val")), line.get(qn("w:color")), fill)
    # a1 (11 characters, red) lies over the beginning of a2 (12, yellow).
    assert lines == {
        "由中央决定": ("dotted", INKS[Colour.YELLOW].line, INKS[Colour.RED].wash),
    }


def test_a_citation_leads_into_the_file_or_into_the_library(
    items: list[Excerpted], options: Options
) -> None:
    full = replace(options, layout=Layout.FULL)
    for chosen, expected in ((items, "doc_1"), (items[1:], "")):
        data = render(compose(chosen, full))
        body = part_of(data, "word/document.xml")
        (link,) = [
            link
            for link in body.iter(qn("w:hyperlink"))
            if "".join(text.text or "" for text in link.iter(qn("w:t"))).startswith("《国务院关于")
        ]
        assert link.get(qn("w:anchor"), "") == expected
        if expected:
            titled = body.xpath(f"//w:p[w:bookmarkStart[@w:name='{expected}']]", namespaces=W)
            assert "".join(titled[0].itertext()) == items[0].document.title
        else:
            document = docx.Document(io.BytesIO(data))
            assert document.part.rels[link.get(qn("r:id"))].target_ref == "zhupi:doc/d1"


def test_cancelled_while_writing(item: Excerpted, options: Options) -> None:
    job = Job()
    content = compose([item], replace(options, layout=Layout.FULL))
    job.cancel()
    with pytest.raises(Cancelled):
        render(content, job)


def test_narrow_columns_hold_their_words() -> None:
    rows = [["序号", "工作任务", "责任单位"], ["1", "甲" * 200, "财政部"]]
    widths = column_widths([[(Run(cell),) for cell in row] for row in rows], 156)
    assert sum(widths) == pytest.approx(156)
    # Two characters of 12 points and the edges of the cell: 2 × 4.23 + 3.8 mm.
    assert widths[0] > 12.2
    # The number and the body stand on one line each; what is left is for the task.
    assert widths[0] < 13
    assert widths[2] == pytest.approx(4 + 4.234 * 4)
    assert sum(column_widths([[(Run("甲" * 9),)] * 40], 156)) == pytest.approx(156)
    # All but the one that has room to spare hold whole characters, else lines break anyhow.
    rows = [["一" * 50, "二" * 70, "三" * 90, "四"]]
    widths = column_widths([[(Run(cell),) for cell in row] for row in rows], 160)
    held = [(width - 4) / 4.234 for width in widths]
    assert sum(widths) == pytest.approx(160)
    assert all(count == pytest.approx(round(count)) for count in held[:3])
    assert held[3] >= 1


def test_a_list_of_bodies_has_no_lines_and_stands_in_columns(
    item: Excerpted, options: Options
) -> None:
    bodies = ["省工商局", "司法厅", "民政厅", "省安全监管局", "省质监局"]
    blocks = (
        Block(BlockKind.ATTACHMENT_TITLE, "名单", (90, 90)),
        Block(BlockKind.TABLE, "\n".join(bodies), (91, 95)),
        Block(BlockKind.TABLE, "组长\t尧斯丹\t副省长\n\t张强\t厅长", (96, 99)),
    )
    named = Attachment("名单", "list", (90, 99))
    document = replace(item.document, blocks=blocks, attachments=(named,), headings=())
    listed = replace(item, document=document, annotations=())
    written, _ = word_file(listed, options, Layout.FULL)
    flowing, people = written.tables
    assert [[cell.text for cell in row.cells] for row in flowing.rows] == [
        bodies[:4],
        [bodies[4], "", "", ""],
    ]
    assert [[cell.text for cell in row.cells] for row in people.rows] == [
        ["组长", "尧斯丹", "副省长"],
        ["", "张强", "厅长"],
    ]
    for table in (flowing, people):
        assert table.style is not None
        assert not table._tbl.xpath(".//w:tblBorders | .//w:tcBorders")
        assert not table.style.element.xpath(".//w:tblBorders")
    assert len({column.width for column in flowing.columns}) == 1
    assert people.columns[0].width < people.columns[1].width


def test_styles_are_found_by_those_who_restyle(items: list[Excerpted], options: Options) -> None:
    """Word shows the names of its own styles in the user's language; the others are Chinese."""
    own = {
        "Normal", "Title", "Subtitle", "Quote", "TOC Heading", "footer", "annotation text",
        "annotation reference", "Table Grid", "Normal Table", "No List", "Default Paragraph Font",
        *(f"heading {level}" for level in range(1, 5)), *(f"toc {level}" for level in range(1, 4)),
    }  # fmt: skip
    styles = part_of(render(compose(items, options)), "word/styles.xml").iter(qn("w:style"))
    names = {}
    for style in styles:
        name = style.find(qn("w:name")).get(qn("w:val"))
        custom = style.get(qn("w:customStyle")) == "1"
        assert custom == (name not in own), name
        assert not custom or not name.isascii(), name
        names[style.get(qn("w:styleId"))] = name
    assert names["Body"] == "公文正文"
    assert names["Source"] == "摘录出处"
    assert len(set(names.values())) == len(names)


def test_a_file_opens_in_its_own_size(items: list[Excerpted], options: Options) -> None:
    zoom = part_of(render(compose(items, options)), "word/settings.xml").find(qn("w:zoom"))
    assert dict(zoom.attrib) == {qn("w:percent"): "100"}


def test_a_line_break_does_not_draw_a_line_out(items: list[Excerpted], options: Options) -> None:
    settings = part_of(render(compose(items, options)), "word/settings.xml")
    assert settings.find(f"{qn('w:compat')}/{qn('w:doNotExpandShiftReturn')}") is not None
