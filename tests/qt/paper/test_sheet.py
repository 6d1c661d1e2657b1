"""Whole documents on sheets: every word, once, in order; the measures of GB/T 9704."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from printed import MOMENT, OPTIONS, content_of, item_of, mark, pages_of, squeezed
from PySide6.QtGui import QColor, QImage

from zhupi.annotations.anchoring import describe
from zhupi.annotations.model import Annotation, Colour, Kind, Style
from zhupi.export import Layout, Look, NotePlace
from zhupi.export.files import content
from zhupi.gazette.model import Attachment, Block, BlockKind, Document
from zhupi.jobs import Cancelled, Job
from zhupi.qt.paper import Furniture, Sheets
from zhupi.qt.paper.lines import Recorder
from zhupi.qt.paper.paging import Placed
from zhupi.qt.paper.pdf import pdf
from zhupi.qt.paper.sheet import WIDTH

SMALL = Document(
    title="题",
    number=None,
    issuers=(),
    kind=None,
    date=None,
    addressees=None,
    signoff=None,
    complete=True,
    lines=(1, 4),
    blocks=(
        Block(BlockKind.TITLE, "题", (1, 1)),
        Block(BlockKind.PARAGRAPH, "合理划分𠮷中央与地方" + "财政事权。" * 40, (2, 2)),
        Block(BlockKind.TABLE, "序号\t任务\n1\t𠮷任务", (3, 3)),
        Block(BlockKind.DATE, "2016年8月16日", (4, 4)),
    ),
)

pytestmark = pytest.mark.usefixtures("application")


@pytest.mark.parametrize("look", list(Look))
def test_every_word_of_every_bundled_document_stands_once(
    documents: list[Document], look: Look
) -> None:
    for document in documents:
        pages = list(Sheets(content_of(item_of(document), look=look)).pages())
        once = [p.slice.text for page in pages for p in page.lines if not p.again]
        shown, text = squeezed("".join(once)), squeezed(document.text)
        assert Counter(shown) == Counter(text)
        if all(block.kind is not BlockKind.TABLE for block in document.blocks):
            assert shown == text  # the cells of a table stand side by side


def test_gongwen_has_22_lines_of_28_characters() -> None:
    text = "国务院各部门" * 200
    blocks = (Block(BlockKind.PARAGRAPH, text, (1, 1)),)
    plain = Document(
        title="", number=None, issuers=(), kind=None, date=None, addressees=None, signoff=None,
        complete=True, lines=(1, 1), blocks=blocks,
    )  # fmt: skip
    pages = list(Sheets(content_of(item_of(plain), look=Look.GONGWEN)).pages())
    assert [len(page.lines) for page in pages] == [22, 21]
    lines = [placed.slice.text for page in pages for placed in page.lines]
    assert [len(line) for line in lines[:-1]] == [26, *[28] * 41]  # two characters are indent


def lines_of(document: Document, look: Look) -> Iterator[list[Placed]]:
    """The lines of each page, without those of tables."""
    for page in Sheets(content_of(item_of(document), look=look)).pages():
        yield [placed for placed in page.lines if len(placed.slice.lines) == 1]


@pytest.mark.parametrize("look", list(Look))
def test_no_line_begins_or_ends_where_it_may_not(documents: list[Document], look: Look) -> None:
    seen = 0
    for document in documents:
        for page in lines_of(document, look):
            for above, below in pairwise(page):
                [over], [under] = above.slice.lines, below.slice.lines
                if over.layout is not under.layout:
                    continue
                both = f"{over.text}\n{under.text}"
                assert under.text[0] not in "，。、；：？！”’）》〉】〕·—～–-％%/／…", both
                assert over.text[-1] not in "（《“‘【〈〔/／", both
                assert not re.search(r"[\d.,]\n[\d.,%]|[A-Za-z]\n[A-Za-z]|〕\n\d|\d\n号", both)
                is_last = under.end == len(under.layout.text())
                assert not is_last or len(re.sub(r"\W", "", under.text)) > 1, both
                seen += 1
    assert seen > 3000


def test_a_line_that_ends_early_is_as_broad_as_the_others() -> None:
    text = "国" * 33 + "〔2016〕49号" + "国" * 40  # 〕 stands at the end of the first line
    blocks = (Block(BlockKind.PARAGRAPH, text, (1, 1)),)
    plain = replace(SMALL, title="", blocks=blocks, lines=(1, 1))
    for count in range(20, 34):
        page, *_ = lines_of(
            replace(plain, blocks=(replace(blocks[0], text=text[33 - count :]),)), Look.READING
        )
        broad = [placed.slice.lines[0] for placed in page[:-1]]
        edges = [line.x + line.line.cursorToX(line.end)[0] for line in broad]
        assert edges == pytest.approx([edges[0]] * len(edges), abs=40)


def test_a_line_before_a_long_address_is_not_spread_over_the_breadth() -> None:
    text = "国" * 30 + "电子邮箱zhangsan.lisi.wangwu.zhaoliu@mail.example.com.cn" + "国" * 60
    alone = replace(SMALL, blocks=(Block(BlockKind.PARAGRAPH, text, (1, 1)),))
    [page] = lines_of(alone, Look.GONGWEN)
    broad = [placed.slice.lines[0].line.width() for placed in page]
    short = [n for n, placed in enumerate(page[:-1]) if broad[n] < broad[2] * 0.75]
    assert [page[n].slice.text[-4:] for n in short] == ["电子邮箱"]


@pytest.mark.parametrize("look", list(Look))
def test_a_title_is_parted_between_its_words(documents: list[Document], look: Look) -> None:
    parted = 0
    for document in documents:
        lines = [placed.slice.text for page in lines_of(document, look) for placed in page]
        first = next(at for at, line in enumerate(lines) if document.title.startswith(line))
        title = lines[first]
        while title != document.title and len(title) < len(document.title):
            first += 1
            assert lines[first][0] not in "的和与及》）"
            assert not lines[first - 1].endswith("关于")
            title += lines[first]
            parted += 1
        assert len(lines[first]) > 4
    assert parted > 10


def test_a_signoff_does_not_stand_on_a_page_without_text() -> None:
    signed = (
        Block(BlockKind.ATTACHMENT_NOTE, "附件：分工表", (2, 2)),
        Block(BlockKind.SIGNOFF, "国务院", (2, 2)),
        Block(BlockKind.DATE, "2016年8月16日", (3, 3)),
    )
    for length in range(400, 700, 12):
        text = Block(BlockKind.PARAGRAPH, "国" * length, (1, 1))
        pages = list(lines_of(replace(SMALL, blocks=(text, *signed)), Look.GONGWEN))
        assert [len(page) for page in pages if len(page) < 5] == []
        assert pages[-1][-2].slice.text == "国务院"


def test_a_table_is_ruled_off_where_a_page_parts_it() -> None:
    table = Block(BlockKind.TABLE, "序号\t任务\n1\t" + "推进工作。" * 900, (1, 1))
    sheets = Sheets(content_of(item_of(replace(SMALL, blocks=(table,))), look=Look.READING))
    first, second, *_ = sheets.pages()
    for page, edges in ((first, (-1,)), (second, (0, -1))):
        image = sheets.image(page, WIDTH // 10)
        for edge in edges:
            placed = page.lines[edge]
            y = sheets._top + placed.y + (placed.slice.height if edge else 0)
            rows = range(round(y / 10) - 1, round(y / 10) + 2)
            left, right = round(sheets._left / 10) + 20, round(sheets._right_edge / 10) - 20
            dark = [
                sum(image.pixelColor(x, row).lightness() < 200 for x in range(left, right))
                for row in rows
            ]
            assert max(dark) > 0.95 * (right - left)


def test_a_list_has_no_rules_and_stands_in_columns() -> None:
    bodies = ["省工商局", "司法厅", "民政厅", "省安全监管局", "省质监局"]
    listed = Block(BlockKind.TABLE, "\n".join(bodies), (1, 5))
    document = replace(SMALL, blocks=(listed,), attachments=(Attachment("", "list", (1, 5)),))
    sheets = Sheets(content_of(item_of(document), look=Look.READING))
    [page] = sheets.pages()
    assert [placed.slice.text for placed in page.lines] == ["\t".join(bodies[:4]), bodies[4]]
    ruled = Sheets(content_of(item_of(replace(document, attachments=())), look=Look.READING))
    inked = []
    for made in (sheets, ruled):
        image = made.image(made.first(), WIDTH // 20).convertToFormat(
            QImage.Format.Format_Grayscale8
        )
        inked.append(sum(value < 240 for value in bytes(image.constBits())))
    assert inked[1] - inked[0] > 6 * 400  # five rows have six rules of 160 mm, 450 pixels


def test_a_note_stands_in_the_margin_beside_the_line_on_which_its_words_end(
    document: Document,
) -> None:
    marks = [mark(document, "高举中国特色社会主义", Colour.BLUE, "谁**牵头**？\n\n- 一\n- 二")]
    [page, *_] = Sheets(content_of(item_of(document, *marks))).pages()
    [at] = [p.y for p in page.lines if "[1]" in p.slice.text]
    assert page.beside[0].y == at
    assert [placed.slice.text for placed in page.beside] == [
        "[1] 责任", "谁牵头？", "•\t一", "•\t二",
    ]  # fmt: skip


def test_the_names_of_columns_stand_over_a_row(document: Document) -> None:
    """Wherever on a page the table of notes begins."""
    for lines in range(1, 40):
        filler = [Block(BlockKind.PARAGRAPH, "到2020年。", (n, n)) for n in range(lines)]
        long = replace(document, blocks=(*document.blocks, *filler))
        noted = mark(long, "高举中国特色社会主义", Colour.BLUE, "谁牵头？\n\n- 一\n- 二")
        pages = Sheets(content_of(item_of(long, noted), notes=NotePlace.TABLE)).pages()
        shown = "".join(f"{page.text}\f" for page in pages)
        assert "序号\t原文\t批注\t类别、时间\n[1]\t" in shown


def test_an_entry_of_the_contents_names_the_page_of_its_heading(documents: list[Document]) -> None:
    items = [item_of(document) for document in documents[:6]]
    made = content(items, replace(OPTIONS, contents=True), Job())
    pages = list(Sheets(made).pages())
    shown = pages_of(pdf(Sheets(made), "", Job()))
    listed = squeezed(shown[0]).removesuffix(f"1/{len(shown)}")  # the foot
    for document in documents[:6]:
        title = squeezed(document.blocks[0].text)
        found = [p.number for p in pages[1:] if squeezed(p.text).startswith(title)]
        assert found
        assert re.search(rf"{re.escape(title)}{found[0]}(?!\d)", listed)


def pixels(image: QImage, colour: str) -> int:
    wanted = QColor(colour).rgb()
    return sum(
        image.pixel(x, y) == wanted for y in range(image.height()) for x in range(image.width())
    )


@pytest.mark.parametrize("style", list(Style))
def test_a_mark_is_seen_in_black_and_white_and_colours_are_told_apart(
    document: Document, style: Style
) -> None:
    """Of two colours the lines differ, not only the tone of the wash."""
    drawn = []
    for colour in Colour:
        marks = [mark(document, "高举中国特色社会主义", colour, style=style)]
        sheets = Sheets(content_of(item_of(document, *marks)))
        grey = sheets.image(sheets.first(), 1600).convertToFormat(QImage.Format.Format_Grayscale8)
        plain = Sheets(content_of(item_of(document)))
        bare = plain.image(plain.first(), 1600).convertToFormat(QImage.Format.Format_Grayscale8)
        rows = []
        for y in range(grey.height()):
            row = [
                grey.pixelColor(x, y).value() < 190 < bare.pixelColor(x, y).value()
                for x in range(grey.width())
            ]
            rows.append(row)
        pattern = max(rows, key=sum)
        assert sum(pattern) > 20
        drawn.append(sum(a != b for a, b in pairwise(pattern)))
    assert len(set(drawn)) >= 4, drawn  # how often the line is broken


def test_heads_and_feet(long_document: Document) -> None:
    sheets = Sheets(
        content_of(item_of(long_document)), Furniture("题" * 100, "国发〔2016〕49号", "来源")
    )
    pages = list(sheets.pages())
    image = QImage(400, 566, QImage.Format.Format_RGB32)
    painter = Recorder(image)
    sheets.draw(painter, pages[0], len(pages))
    painter.end()
    drawn = [line.text for line in painter.drawn]
    assert drawn[0].endswith("…")
    assert set(drawn[0]) == {"题", "…"}
    assert drawn[1] == "国发〔2016〕49号"
    assert drawn[-2:] == [f"1 / {len(pages)}", "来源"]


def test_making_pages_can_be_called_off(long_document: Document) -> None:
    job = Job()
    pages = Sheets(content_of(item_of(long_document))).pages(job)
    next(pages)
    job.cancel()
    with pytest.raises(Cancelled):
        next(pages)


def test_excerpts_have_a_bar_in_their_colour(document: Document) -> None:
    marks = [mark(document, "高举中国特色社会主义", Colour.GREEN)]
    sheets = Sheets(content_of(item_of(document, *marks), layout=Layout.EXCERPTS))
    assert pixels(sheets.image(sheets.first(), 800), "#2C7F66") > 50


NOTES = ("", "甲", "- 一\n- 二\n\n> 三", "# 题\n\n`码`\n\n---", "𠮷")


@st.composite
def marks_on(draw: st.DrawFn) -> list[Annotation]:
    """Marks that overlap, touch, run over paragraphs, cells and characters beyond U+FFFF."""
    text = SMALL.text
    marks = []
    for number in range(draw(st.integers(1, 6))):
        start = draw(st.integers(0, len(text) - 1))
        end = draw(st.integers(start + 1, len(text)))
        assume(text[start:end].strip())  # what stands on blanks only is told after the text
        selector = describe(text, start, end, "")
        colour, style = draw(st.sampled_from(list(Colour))), draw(st.sampled_from(list(Style)))
        note = draw(st.sampled_from(NOTES))
        made = Annotation(
            f"m{number}", "d1", Kind.HIGHLIGHT, selector, colour, "", note, (), MOMENT, MOMENT,
            style=style,
        )  # fmt: skip
        marks.append(made)
    return marks


@settings(max_examples=40)
@given(marks=marks_on())
def test_no_mark_changes_a_word_and_each_note_stands_once(marks: list[Annotation]) -> None:
    item = item_of(SMALL, *marks)
    said = [m for m in marks if m.note.strip() and squeezed(m.selector.quote)]
    pages = list(Sheets(content_of(item)).pages())
    texts = [p.slice.text for page in pages for p in page.lines]
    words = "".join(text for text in texts if not text.startswith("标记："))
    beside = "\n".join(p.slice.text for page in pages for p in page.beside)
    assert Counter(re.sub(r"\[\d+\]", "", squeezed(words))) == Counter(squeezed(SMALL.text))
    assert sorted(re.findall(r"\[\d+\]", words)) == sorted(
        f"[{number}]" for number in range(1, len(said) + 1)
    )
    assert sorted(re.findall(r"\[\d+\]", beside)) == sorted(re.findall(r"\[\d+\]", words))
    data = pdf(Sheets(content_of(item, notes=NotePlace.TABLE)), "张三")
    read = re.sub(r"\[\d+\]", "", squeezed("".join(pages_of(data))))
    assert "合理划分𠮷中央与地方" in read


@pytest.mark.parametrize("lines", range(12, 22))
def test_a_signoff_is_not_parted_from_its_date(lines: int) -> None:
    names = "国家发展改革委 财政部 人力资源社会保障部 农业农村部 国家能源局"
    blocks = (
        *(Block(BlockKind.PARAGRAPH, "现通知如下。", (n, n)) for n in range(1, lines + 1)),
        Block(BlockKind.SIGNOFF, names, (50, 54)),
        Block(BlockKind.DATE, "2024年1月19日", (55, 55)),
    )
    document = replace(SMALL, blocks=blocks)
    pages = list(Sheets(content_of(item_of(document), look=Look.GONGWEN)).pages())
    texts = [[placed.slice.text.strip() for placed in page.lines] for page in pages]
    assert [*names.split(), "2024年1月19日"] in [page[-6:] for page in texts]
    assert sum(map(len, texts)) == lines + 6
