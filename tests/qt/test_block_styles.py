"""How kinds of block are set: the note of those in charge is found at the end of a paragraph."""

from __future__ import annotations

import pytest

from zhupi.gazette.model import Block, BlockKind
from zhupi.qt.block_styles import LINE_HEIGHT, TABLE, Style, note_start, style_of

K = BlockKind


@pytest.mark.parametrize(
    ("before", "note"),
    [
        ("依法关闭。", "〔责任单位：产煤市（州）人民政府，省发展改革委（省能源局）〕"),
        ("建立配套工作制度。", "〔省发展改革委、人行成都分行牵头，相关部门（单位）配合〕"),
        ("推动农业发展。", "（科技厅牵头，财政厅、农业厅配合，各市〔州〕人民政府负责落实）"),
        ("推动创新发展。", "（电子商务业发展推进小组成员单位负责）。"),
        ("", "（责任单位：环境保护厅、省质监局）"),
        ("", "责任单位：省知识产权局、省国资委、省社科院"),
    ],
)
def test_a_note_of_those_in_charge_is_told_from_the_paragraph(before: str, note: str) -> None:
    assert note_start(before + note) == len(before)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "）",
        "〕负责",
        "由财政厅负责。",
        "按照《实施方案》（川府发〔2018〕7号）",
        "上述单位（以下统称成员单位）",
        "（一）由财政厅牵头。各部门配合。",
        "（牵头〕",
        "此项（由甲负责。由乙配合）",
        "（" + "责任" * 200 + "）",
    ],
)
def test_other_brackets_are_left_in_the_paragraph(text: str) -> None:
    assert note_start(text) == len(text)


def test_of_label_and_title_the_first_parts_an_attachment_from_the_text() -> None:
    label = Block(K.ATTACHMENT_LABEL, "附件1", (1, 1))
    title = Block(K.ATTACHMENT_TITLE, "名单", (2, 2))
    for first, second in ((label, title), (title, label)):
        assert style_of(first, K.DATE).above > 2
        assert style_of(second, first.kind).above < 1


def test_a_date_below_a_title_or_a_number_is_centred_as_that_is() -> None:
    date = Block(K.DATE, "（2017年10月8日）", (3, 3))
    for before in (K.TITLE, K.ENCLOSURE_TITLE, K.ATTACHMENT_TITLE, K.NUMBER):
        assert style_of(date, before) == style_of(Block(K.NUMBER, "国发〔2017〕48号", (2, 2)))
    for other in (K.SIGNOFF, K.PARAGRAPH, None):
        assert style_of(date, other).right == 2


def test_the_second_attachment_stands_close_under_the_first() -> None:
    first = Block(K.ATTACHMENT_NOTE, "附件：1.名单", (1, 1))
    second = Block(K.ATTACHMENT_NOTE, "2.分工表", (2, 2))
    assert style_of(first, K.PARAGRAPH).above > 0
    assert style_of(second, first.kind).above == 0


def test_all_line_heights_follow_that_of_the_body_but_never_touch() -> None:
    body = Style()
    assert body.line_height(2.2) == pytest.approx(2.2)
    assert body.line_height(LINE_HEIGHT) == LINE_HEIGHT
    assert TABLE.line_height(1.4) == pytest.approx(1.3)
