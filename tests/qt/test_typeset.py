"""The page as it is laid out: where lines break, how wide they are, what stands apart."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextBlock, QTextCursor

from zhupi import gazette
from zhupi.gazette.model import Attachment, Block, BlockKind, Document, Part
from zhupi.locations import seeds
from zhupi.qt import fonts, themes
from zhupi.qt.line_breaks import JOINER, held
from zhupi.qt.page_paint import boxes, x_of
from zhupi.qt.typeset import Look, Page, typeset

pytestmark = pytest.mark.usefixtures("application")

K = BlockKind
NEVER_FIRST = "，。、；：？！”’）》〉】〕·—～–-/／%…"
NEVER_LAST = "（《“‘【〈〔/／¥"
TORN = re.compile(r"[\d.,]\n[\d.,%]|[A-Za-z]\n[A-Za-z]|〕\n\d|\d\n号|\n[\W_]*\w[\W_]*\Z")
"""A number, a word or a document number that is parted, or one character on the last line."""
LONG = (
    "为贯彻落实《国务院关于推进改革的意见》（国发〔2016〕49号），他说：“‘放’、‘管’、‘服’！”"
    "（见《〈办法〉说明》）各地、各部门：是否可行？可行；2016年增长8.5%，"
    "【说明】“十三五”规划、《纲要》等（试行），均应执行。"
)
HARD = (
    "从2016—2018年，卡尔·马克思（1818～1883）——“思想家”……产能15万吨／年及以下，PM2.5下降12.5%；"
    "投资1,000万元或¥300，和/或按川府发〔2017〕59号执行，面积100㎡，上线（一体化平台）。"
)


def make_document(*blocks: Block, attachments: tuple[Attachment, ...] = ()) -> Document:
    return Document(
        title="测试",
        number=None,
        issuers=(),
        kind=None,
        date=None,
        addressees=None,
        signoff=None,
        complete=True,
        lines=(1, len(blocks)),
        blocks=blocks,
        attachments=attachments,
    )


def laid(document: Document, wanted: Look) -> Page:
    page = typeset(document, wanted)
    page.text.setTextWidth(wanted.width)
    page.text.documentLayout().documentSize()  # lays it out
    return page


def page_of(*blocks: Block, look: Look) -> Page:
    return laid(make_document(*blocks), look)


@pytest.fixture(scope="module")
def bundled() -> list[Document]:
    """The documents of the bundled gazettes."""
    texts = [path.read_text("utf-8-sig") for path in sorted(seeds().glob("*.txt"))]
    return [document for text in texts for document in gazette.parse(text).documents]


def block_of(page: Page, offset: int) -> QTextBlock:
    return page.text.findBlock(page.map.position(offset))


def lines_of(block: QTextBlock) -> list[str]:
    layout, text = block.layout(), block.text()
    lines = [layout.lineAt(number) for number in range(layout.lineCount())]
    return [text[line.textStart() : line.textStart() + line.textLength()] for line in lines]


def look(**values: object) -> Look:
    return replace(Look(themes.load("light")), **values)  # type: ignore[arg-type]


def printed_lines(page: Page) -> Iterator[list[str]]:
    """The lines of each block as they are seen."""
    block = page.text.begin()
    while block.isValid():
        yield [line.replace(JOINER, "") for line in lines_of(block)]
        block = block.next()


def check_lines(page: Page) -> int:
    """Check where lines begin and end; return how many there are."""
    seen = 0
    for lines in printed_lines(page):
        for above, below in pairwise(lines):
            assert below[0] not in NEVER_FIRST, (above, below)
            assert above[-1] not in NEVER_LAST, (above, below)
        text = "".join(lines)
        if len(text) > 8:
            assert not TORN.search("\n".join(lines)), lines
        seen += len(lines)
    return seen


@pytest.mark.parametrize("column", range(30, 45))
@pytest.mark.parametrize("words", [LONG, HARD])
def test_no_line_begins_or_ends_with_the_wrong_punctuation(words: str, column: int) -> None:
    # Each paragraph begins one character later, so that every mark comes to every edge.
    texts = ["国" * shift + words * 6 for shift in range(0, len(words), 3)]
    blocks = [Block(K.PARAGRAPH, text, (n, n)) for n, text in enumerate(texts, 1)]
    offered = fonts.chinese()
    page = page_of(*blocks, look=look(column=column, font=offered[column % len(offered)]))
    assert check_lines(page) > 300


@pytest.mark.parametrize("column", range(30, 45))
def test_no_line_of_the_bundled_gazettes_does(bundled: list[Document], column: int) -> None:
    wanted = look(column=column)
    assert sum(check_lines(laid(document, wanted)) for document in bundled) > 3000


@pytest.mark.parametrize(
    ("text", "parted"),
    [
        ("投资30元", False),
        ("面积1200㎡", False),
        ("川府发〔2016〕1234号", False),
        ("面积12㎡", False),
        ("到了2016年", True),
        ("增长12.5元", True),
    ],
)
def test_a_number_and_its_unit(text: str, parted: bool) -> None:
    number = re.search(r"[\d.]+(?=\D\Z)", text)
    assert number is not None
    assert (number.end() not in held(text)) == parted
    assert not set(held(text)) & set(range(number.start() + 1, number.end()))


def test_a_last_character_takes_another_with_it() -> None:
    for length in range(60, 100):
        page = page_of(Block(K.PARAGRAPH, "国" * length + "。", (1, 1)), look=look(column=30))
        (lines,) = printed_lines(page)
        assert len(lines[-1]) > 2


def test_what_holds_a_line_together_is_not_in_the_text() -> None:
    """Copied, found and marked are the words of the document, one caret stop a character."""
    document = make_document(Block(K.PARAGRAPH, HARD * 2, (1, 1)))
    page = laid(document, look())
    assert JOINER in page.text.toPlainText()
    cursor = QTextCursor(page.text)
    for at, character in enumerate(document.text):
        assert page.map.offset(cursor.position()) == at
        assert page.text.characterAt(page.map.position(at)) == character
        cursor.movePosition(QTextCursor.MoveOperation.NextCharacter)
    assert cursor.atEnd()


def test_without_that_rule_punctuation_would_come_to_the_edges() -> None:
    """The text above is a real trial: cut every 36 characters it fails."""
    texts = ["国" * shift + LONG * 6 for shift in range(0, len(LONG), 3)]
    cut = [text[at : at + 36] for text in texts for at in range(0, len(text), 36)]
    assert any(line[0] in NEVER_FIRST for line in cut)
    assert any(line[-1] in NEVER_LAST for line in cut)


@pytest.mark.parametrize(("size", "column"), [(12, 30), (18, 36), (32, 44)])
def test_every_line_but_the_last_is_as_wide_as_the_column(size: int, column: int) -> None:
    prose = "合理划分中央与地方财政事权和支出责任，是政府有效提供基本公共服务的前提和保障。"
    page = page_of(Block(K.PARAGRAPH, prose * 12, (1, 1)), look=look(size=size, column=column))
    layout = page.text.begin().layout()
    count = layout.lineCount()
    assert count > 10
    for number in range(count - 1):
        line = layout.lineAt(number)
        end = line.textStart() + line.textLength()
        assert x_of(line, end) == pytest.approx(size * column, abs=2.5)
        # The room is shared out among all characters, not left in one place.
        places = [x_of(line, at) for at in range(line.textStart(), end + 1)]
        gaps = [right - left for left, right in pairwise(places)]
        assert max(gaps) <= size * 1.1


def test_size_line_height_and_font_are_those_of_the_look() -> None:
    family = fonts.chinese()[0]
    page = page_of(
        Block(K.PARAGRAPH, LONG * 3, (1, 1)), look=look(size=20, line_height=2.0, font=family)
    )
    layout = page.text.begin().layout()
    tops = [layout.lineAt(number).y() for number in range(layout.lineCount())]
    assert {round(low - high) for high, low in pairwise(tops)} == {40}
    font = page.text.begin().charFormat().font()
    assert font.pixelSize() == 20
    assert font.families()[0] == family


def test_headings_are_told_apart_by_level_and_the_signoff_stands_at_the_right() -> None:
    blocks = [Block(K.HEADING, "一、总则", (n, n), Part.BODY, n) for n in range(1, 5)]
    page = page_of(
        *blocks, Block(K.SIGNOFF, "国务院", (5, 5)), Block(K.DATE, "2016年", (6, 6)), look=look()
    )
    looks = []
    block = page.text.begin()
    for _ in range(4):
        font = block.charFormat().font()
        looks.append((font.families()[0], font.pixelSize(), font.bold()))
        looks[-1] = (*looks[-1], block.blockFormat().topMargin())
        block = block.next()
    assert len(set(looks)) == 4
    for _ in range(2):
        assert block.blockFormat().alignment() == Qt.AlignmentFlag.AlignRight
        line = block.layout().lineAt(0)
        assert x_of(line, 0) > look().width / 2
        block = block.next()


def test_what_is_attached_goes_on_below_its_first_character() -> None:
    names = ["附件：1.重点任务分工表" + "及说明" * 12, "2.成员名单" + "及联络员名单" * 8]
    page = page_of(*(Block(K.ATTACHMENT_NOTE, name, (1, 1)) for name in names), look=look())
    block = page.text.begin()
    lefts = []
    for name in names:
        layout = block.layout()
        title = x_of(layout.lineAt(0), name.index(".") + 1)
        assert [x_of(layout.lineAt(n), layout.lineAt(n).textStart()) for n in (1,)] == [
            pytest.approx(title, abs=1)
        ]
        lefts.append(x_of(layout.lineAt(0), name.index(".") - 1))
        block = block.next()
    assert lefts[0] == pytest.approx(lefts[1], abs=1)  # 2. under 1.


def test_each_body_that_signed_has_a_line() -> None:
    bodies = ["四川省财政厅", "四川省人力资源和社会保障厅"]
    joint, alone = Block(K.SIGNOFF, " ".join(bodies), (1, 2)), Block(K.SIGNOFF, "省长 张三", (3, 3))
    page = page_of(joint, alone, look=look())
    assert [[line.rstrip("\u2028 ") for line in lines] for lines in printed_lines(page)] == [
        bodies,
        ["省长 张三"],
    ]
    layout = page.text.begin().layout()
    rights = [layout.lineAt(number).naturalTextRect().right() for number in (0, 1)]
    assert rights == [pytest.approx(look().width - 2 * look().size, abs=1)] * 2


def test_a_note_of_those_in_charge_is_lighter_and_its_words_are_unchanged() -> None:
    words = "依法关闭落后煤矿。"
    note = "〔责任单位：省发展改革委（省能源局）〕"
    wanted = look()
    page = page_of(Block(K.PARAGRAPH, words + note, (1, 1)), look=wanted)
    assert page.text.toPlainText().replace(JOINER, "") == words + note
    cursor = QTextCursor(page.text)
    cursor.setPosition(page.map.position(len(words)))
    before = cursor.charFormat()
    cursor.setPosition(page.map.position(len(words)) + 1)
    after = cursor.charFormat()
    assert before.foreground().color() == wanted.theme.ink
    assert after.foreground().color() == wanted.theme.muted
    assert after.font().pixelSize() < before.font().pixelSize()
    assert [page.map.offset(page.map.position(at)) for at in range(len(words + note))] == list(
        range(len(words + note))
    )


def listed(text: str) -> Document:
    block = Block(K.TABLE, text, (2, 9), Part.ATTACHMENT)
    attachment = Attachment("名单", "list", (1, 9))
    return make_document(
        Block(K.ATTACHMENT_TITLE, "名单", (1, 1), Part.ATTACHMENT),
        block,
        attachments=(attachment,),
    )


def test_people_stand_in_columns_under_one_another() -> None:
    document = listed("组长\t尧斯丹\t副省长\n副组长\t张强\t国土资源厅厅长\n\t欧阳明\t民政厅副厅长")
    page = laid(document, look())
    start = document.block_starts[1]
    layout = page.text.documentLayout()

    def spot(words: str) -> tuple[float, float]:
        block = block_of(page, start + document.blocks[1].text.index(words))
        rect = layout.blockBoundingRect(block)
        return rect.left(), rect.top()

    names = [spot(name) for name in ("尧斯丹", "张强", "欧阳明")]
    posts = [spot(post) for post in ("副省长", "国土资源厅厅长", "民政厅副厅长")]
    assert len({x for x, _ in names}) == len({x for x, _ in posts}) == 1
    assert [y for _, y in names] == [y for _, y in posts] == sorted(y for _, y in names)
    table = block_of(page, start)
    cursor = QTextCursor(table)
    assert cursor.currentTable().format().border() == 0
    # 张　强 is as wide as 尧斯丹, with no character added.
    widths = []
    for name in ("张强", "欧阳明"):
        line = block_of(page, start + document.blocks[1].text.index(name)).layout().lineAt(0)
        widths.append(x_of(line, line.textLength()))
    assert widths[0] == pytest.approx(widths[1], abs=1)


def test_a_list_of_bodies_flows_in_columns_in_its_order() -> None:
    bodies = ["省工商局", "司法厅", "民政厅", "省安全监管局", "省质监局", "公安厅", "财政厅"]
    document = listed("\n".join(bodies))
    page = laid(document, look())
    table = QTextCursor(block_of(page, document.block_starts[1])).currentTable()
    assert (table.rows(), table.columns()) == (2, 4)
    cells = [
        table.cellAt(row, column).firstCursorPosition().block().text()
        for row in range(2)
        for column in range(4)
    ]
    assert cells == [*bodies, ""]
    for body in bodies:
        offset = document.text.index(body)
        assert block_of(page, offset).text() == body
        assert block_of(page, offset).layout().lineCount() == 1


@pytest.mark.parametrize("text", ["省工商局\n司法厅", "甲" * 20 + "\n乙\n丙\n丁"])
def test_a_few_bodies_or_long_names_stay_under_one_another(text: str) -> None:
    document = listed(text)
    page = laid(document, look())
    table = QTextCursor(block_of(page, document.block_starts[1])).currentTable()
    assert table.columns() == 1


def test_a_list_in_a_narrow_pane_stays_in_the_column() -> None:
    document = listed("组长\t尧斯丹\t" + "国土资源厅厅长" * 4 + "\n成员\t张强\t厅长")
    wanted = look(column=36, room=16)
    page = typeset(document, wanted)
    page.text.setTextWidth(16 * wanted.size)
    assert page.text.documentLayout().documentSize().width() <= 16 * wanted.size + 1


def test_a_table_with_a_head_is_ruled(document: Document) -> None:
    page = laid(document, look())
    offset = document.text.index("序号")
    cursor = QTextCursor(block_of(page, offset))
    assert cursor.currentTable().format().border() == 1


def test_a_mark_covers_the_characters_of_every_typeface_and_not_the_next_line() -> None:
    for family in ("", *fonts.chinese()):
        page = page_of(
            Block(K.PARAGRAPH, LONG * 3, (1, 1)), look=look(font=family, line_height=1.4)
        )
        block = page.text.begin()
        rect = page.text.documentLayout().blockBoundingRect(block)
        marked = list(boxes(block, rect, 0, len(LONG) * 2))
        assert len(marked) > 2
        for number, box in enumerate(marked):
            line = block.layout().lineAt(number)
            baseline = rect.top() + line.y() + line.ascent()
            # A Chinese character stands in a square of its size, an eighth of it below the line.
            assert box.top() <= baseline - 18 * 0.88
            assert box.bottom() >= baseline + 18 * 0.12
        for above, below in pairwise(marked):
            assert above.bottom() <= below.top()


def test_a_title_of_two_bodies_keeps_its_printed_lines() -> None:
    """The white space between the bodies is one blank in the text, and none of it is counted."""
    words = "四川省发展和改革委员会 四川省财政厅关于做好丝绸产业补助工作的通知"
    printed = ["四川省发展和改革委员会　四川省财政厅", "  关于做好丝绸产业补助工作的通知"]
    document = make_document(Block(K.TITLE, words, (1, 2)))
    page = typeset(document, look(), {0: printed})
    page.text.setTextWidth(2000)
    page.text.documentLayout().documentSize()
    assert [line.rstrip("\u2028") for line in next(printed_lines(page))] == [
        "四川省发展和改革委员会 四川省财政厅",
        "关于做好丝绸产业补助工作的通知",
    ]
