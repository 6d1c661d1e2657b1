"""Texts read with what a reader has put right."""

from __future__ import annotations

import random
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from score import check_places, lost_lines, raw_text, seed

from zhupi.gazette import corrections, parse
from zhupi.gazette.amending import Amended, amend
from zhupi.gazette.corrections import CHOICES, FIELDS, Amends, Correction
from zhupi.gazette.model import BlockKind, Document, Issue, Part

SEEDS = ("000", "001", "002", "003", "004")

TEXT = """某省人民政府办公厅
关于甲事的通知
某政办发〔2018〕12号
各市（州）人民政府，省政府各部门：
　　第一段说明缘由，这一行印满了一整行，因此到行末并没有结束，
而是接着排到下一行才结束。
　　第二段另有所指。
　　一、总体要求
　　按要求办理。
某省人民政府办公厅
2018年3月1日

某省人民政府办公厅
关于乙事的通知
某政办发〔2018〕13号
各市（州）人民政府，省政府各部门：
　　乙事照此办理。
某省人民政府办公厅
2018年3月2日
"""

WHOLE = "第一段说明缘由，这一行印满了一整行，因此到行末并没有结束，而是接着排到下一行才结束。"


def apply(text: str, *given: Correction) -> Issue:
    """The issue with these corrections, all of which must apply."""
    amended = amend(text, given)
    assert amended.fits == (True,) * len(given)
    assert lost_lines(text, amended.issue) == []
    for document in amended.issue.documents:
        check_places(document)
    return amended.issue


def texts(document: Document) -> list[str]:
    return [block.text for block in document.blocks]


def test_without_corrections_nothing_is_otherwise() -> None:
    assert amend(TEXT, ()) == Amended(parse(TEXT), ())


def test_fields_are_put_over_what_was_read_and_the_text_stays() -> None:
    first = parse(TEXT).documents[0]
    issue = apply(
        TEXT,
        corrections.field(first, Amends.TITLE, "关于甲事的紧急通知"),
        corrections.field(first, Amends.NUMBER, "某政办发[2018]21号"),
        corrections.field(first, Amends.ISSUERS, ("某省人民政府", "某省军区")),
        corrections.field(first, Amends.DATE, "2018-03-05"),
        corrections.field(first, Amends.KIND, "意见"),
    )
    document = issue.documents[0]
    assert document.title == "关于甲事的紧急通知"
    assert document.number == "某政办发〔2018〕21号"
    assert document.issuers == ("某省人民政府", "某省军区")
    assert (document.date, document.kind) == ("2018-03-05", "意见")
    assert document.amended == ("title", "number", "issuers", "date", "kind")
    assert document.blocks == first.blocks
    assert issue.documents[1] == parse(TEXT).documents[1]


def test_a_field_can_be_emptied_but_not_the_title() -> None:
    first = parse(TEXT).documents[0]
    assert apply(TEXT, corrections.field(first, Amends.DATE, "")).documents[0].date is None
    with pytest.raises(corrections.Refused, match="标题不能为空"):
        corrections.field(first, Amends.TITLE, " ")


@pytest.mark.parametrize(
    ("amends", "value", "sentence"),
    [
        (Amends.DATE, "2018年2月30日", "不是日期"),
        (Amends.NUMBER, "十二号文", "不像发文字号"),
        (Amends.KIND, "通知", "本来就是这样"),
        (Amends.TITLE, "甲\n乙", "一行以内"),
    ],
)
def test_senseless_fields_are_refused(amends: Amends, value: str, sentence: str) -> None:
    with pytest.raises(corrections.Refused, match=sentence):
        corrections.field(parse(TEXT).documents[0], amends, value)


def test_what_no_form_offers_is_an_error() -> None:
    first = parse(TEXT).documents[0]
    with pytest.raises(ValueError, match="no field"):
        corrections.field(first, Amends.JOIN, "甲")
    with pytest.raises(ValueError, match="one text"):
        corrections.field(first, Amends.TITLE, ("甲", "乙"))
    with pytest.raises(ValueError, match="only headings"):
        corrections.block_kind(first, 0, BlockKind.PARAGRAPH, 1)


def test_issuers_may_be_given_as_one_text_or_none() -> None:
    first = parse(TEXT).documents[0]
    assert corrections.field(first, Amends.ISSUERS, " 某市 ").value == ("某市",)
    assert corrections.field(first, Amends.ISSUERS, " ").value == ()


def test_a_document_is_parted_off_below_its_first_paragraph() -> None:
    first = parse(TEXT).documents[0]
    assert corrections.part_document(first, 1) == Correction(
        Amends.PART_DOCUMENT, first.blocks[1].lines[0]
    )
    with pytest.raises(corrections.Refused, match="本来就从这一段开始"):
        corrections.part_document(first, 0)


def test_of_two_values_of_one_field_the_later_counts() -> None:
    one = Correction(Amends.TITLE, 1, "其一")
    other = Correction(Amends.TITLE, 1, "其二")
    amended = amend(TEXT, (one, other))
    assert amended.fits == (False, True)
    assert amended.issue.documents[0].title == "其二"


def test_the_last_that_fits_counts() -> None:
    amended = amend(
        TEXT, (Correction(Amends.PART_DOCUMENT, 1), Correction(Amends.JOIN_DOCUMENTS, 1))
    )
    assert amended.fits == (True, False)


def test_paragraphs_are_joined_and_parted() -> None:
    first = parse(TEXT).documents[0]
    begin = texts(first).index(WHOLE)
    issue = apply(TEXT, corrections.join(first, begin))
    assert texts(issue.documents[0])[begin] == WHOLE + "第二段另有所指。"
    assert issue.documents[0].blocks[begin].lines == (5, 7)
    assert issue.documents[0].amended == ("paragraphs",)
    parted = apply(TEXT, Correction(Amends.PART, 6)).documents[0]
    assert texts(parted)[begin : begin + 2] == [WHOLE[:29], WHOLE[29:]]


def test_a_heading_joined_with_its_paragraph_runs_into_it() -> None:
    first = parse(TEXT).documents[0]
    at = texts(first).index("一、总体要求")
    assert first.blocks[at].kind is BlockKind.HEADING
    joined = apply(TEXT, corrections.join(first, at)).documents[0]
    assert texts(joined)[at] == "一、总体要求按要求办理。"
    assert [one.text for one in joined.headings] == []


def test_a_block_is_given_its_kind_and_level() -> None:
    first = parse(TEXT).documents[0]
    at = texts(first).index("第二段另有所指。")
    heading = corrections.block_kind(first, at, BlockKind.HEADING, 2)
    document = apply(TEXT, heading).documents[0]
    assert (document.blocks[at].kind, document.blocks[at].level) == (BlockKind.HEADING, 2)
    assert ("第二段另有所指", 2, False) in [
        (one.text, one.level, one.run_in) for one in document.headings
    ]
    plain = corrections.block_kind(first, texts(first).index("一、总体要求"), BlockKind.PARAGRAPH)
    assert apply(TEXT, plain).documents[0].headings == ()


def test_a_document_is_joined_with_the_one_before_it() -> None:
    second = parse(TEXT).documents[1]
    (document,) = apply(TEXT, corrections.join_documents(second)).documents
    assert document.lines == (1, 19)
    assert document.number == "某政办发〔2018〕12号"
    assert document.amended == ("documents",)


def test_a_document_that_is_parted_off_gets_the_fields_of_its_head(
    issues: dict[str, Issue],
) -> None:
    forwarding = issues["001"].documents[0]
    begin = forwarding.enclosures[0].lines[0]
    at = next(at for at, block in enumerate(forwarding.blocks) if block.lines[0] == begin)
    issue = apply(raw_text(seed("001")), corrections.part_document(forwarding, at))
    first, second = issue.documents[:2]
    assert second.title == "国务院关于开展第三次全国土地调查的通知"
    assert (second.number, second.date) == ("国发〔2017〕48号", "2017-10-08")
    assert second.issuers == ("国务院",)
    assert first.lines[1] < begin == second.lines[0]
    assert (first.number, first.enclosures) == (forwarding.number, ())
    assert first.amended == second.amended == ("documents",)
    assert issue.documents[2:] == issues["001"].documents[1:]


def test_a_document_without_a_head_is_parted_off_with_a_doubt() -> None:
    hidden = TEXT.replace("某政办发〔2018〕13号\n", "").replace("关于乙事的通知", "关于乙事")
    (whole,) = parse(hidden).documents
    at = next(at for at, block in enumerate(whole.blocks) if block.lines[0] == 13)
    first, second = apply(hidden, corrections.part_document(whole, at)).documents
    assert (first.lines, second.lines) == ((1, 11), (13, 18))
    assert first.date == "2018-03-01"
    assert [doubt.what for doubt in second.doubts] == ["未识别出公文"]


def test_both_ways_at_one_border_come_back_to_what_was_read() -> None:
    once = Correction(Amends.JOIN_DOCUMENTS, 13)
    again = Correction(Amends.PART_DOCUMENT, 13)
    assert [one.lines for one in amend(TEXT, (once, again)).issue.documents] == [(1, 11), (13, 19)]


def test_a_line_is_set_aside_and_taken_back() -> None:
    issue = apply(TEXT, corrections.furniture(7))
    assert "第二段另有所指。" not in issue.documents[0].text
    assert [(one.line, one.reason) for one in issue.furniture] == [(7, "读者标出")]
    paged = TEXT.replace("　　一、总体要求", "　　— 3 —\n　　一、总体要求")
    page = next(one.line for one in parse(paged).furniture)
    document = apply(paged, corrections.text(page)).documents[0]
    assert "\n—3—\n" in document.text
    assert document.amended == ("furniture",)


def test_the_last_words_of_a_file_cannot_be_set_aside() -> None:
    marks = [
        corrections.furniture(number)
        for number, line in enumerate(TEXT.split("\n"), 1)
        if line.strip()
    ]
    amended = amend(TEXT, marks)
    assert set(amended.fits) == {False}
    assert amended.issue == parse(TEXT)


@pytest.mark.parametrize(
    "correction",
    [
        Correction(Amends.TITLE, 2, "别的标题"),  # no document begins there
        Correction(Amends.PART, 12),  # a blank line
        Correction(Amends.JOIN, 1),  # nothing before it
        Correction(Amends.JOIN_DOCUMENTS, 1),
        Correction(Amends.BLOCK, 6, ("heading", "1")),  # no block begins there
        Correction(Amends.PART_DOCUMENT, 99),
        Correction(Amends.TEXT, 99),
    ],
)
def test_what_does_not_show_leaves_no_trace(correction: Correction) -> None:
    amended = amend(TEXT, (correction,))
    assert amended.fits == (False,)
    assert amended.issue == parse(TEXT)


def test_a_correction_counts_by_itself_beside_one_that_does_not_apply() -> None:
    amended = amend(TEXT, (Correction(Amends.JOIN, 1), Correction(Amends.TITLE, 13, "乙事")))
    assert amended.fits == (False, True)
    assert [one.title for one in amended.issue.documents][1] == "乙事"


def test_a_title_follows_a_line_that_was_taken_back_above_it() -> None:
    paged = "— 3 —\n" + TEXT
    assert [one.line for one in parse(paged).furniture] == [1]
    title = Correction(Amends.TITLE, 2, "甲事")
    amended = amend(paged, (Correction(Amends.TEXT, 1), title))
    assert amended.fits[0]
    assert lost_lines(paged, amended.issue) == []


def test_tables_stay_whole(issues: dict[str, Issue]) -> None:
    text = raw_text(seed("001"))
    document = issues["001"].documents[2]
    at = next(at for at, one in enumerate(document.blocks) if one.kind is BlockKind.TABLE)
    table = document.blocks[at]
    with pytest.raises(corrections.Refused, match="表格"):
        corrections.join(document, at - 1)
    with pytest.raises(corrections.Refused, match="表格"):
        corrections.block_kind(document, at, BlockKind.PARAGRAPH)
    amended = amend(text, (Correction(Amends.PART, table.lines[0] + 1),))
    assert amended.fits == (False,)
    assert amended.issue == issues["001"]


def test_blocks_are_not_joined_across_a_body_and_what_it_issues(issues: dict[str, Issue]) -> None:
    document = issues["001"].documents[0]
    at = next(at for at, one in enumerate(document.blocks) if one.part is not Part.BODY)
    assert amend(raw_text(seed("001")), (corrections.join(document, at - 1),)).fits == (False,)


# What holds for any corrections of the five gazettes.


def anything(draw: random.Random, issue: Issue, lines: list[int]) -> Correction:
    """A correction that a reader could make of this issue, or one at random."""
    document = draw.choice(issue.documents)
    block = draw.choice(document.blocks)
    amends = draw.choice(list(Amends))
    line = draw.choice([block.lines[0], document.lines[0], draw.choice(lines)])
    match amends:
        case Amends.ISSUERS:
            return Correction(amends, line, ("某部",))
        case Amends.BLOCK:
            kind = draw.choice(CHOICES)
            level = (str(draw.randint(1, 4)),) if kind is BlockKind.HEADING else ()
            return Correction(amends, line, (kind.value, *level))
        case Amends.DATE:
            return Correction(amends, line, "2018-01-01")
        case one if one in FIELDS:
            return Correction(amends, line, "某事")
    return Correction(amends, line)


@pytest.mark.parametrize("number", SEEDS)
@given(chance=st.integers(0, 2**32), count=st.integers(1, 12))
@settings(max_examples=8)
def test_no_line_and_no_character_is_lost(
    issues: dict[str, Issue], number: str, chance: int, count: int
) -> None:
    draw = random.Random(chance)  # noqa: S311 - chance for a test
    text = raw_text(seed(number))
    plain = issues[number]
    lines = [at for at, line in enumerate(text.split("\n"), 1) if line.strip()]
    given_ = [anything(draw, plain, lines) for _ in range(count)]
    amended = amend(text, given_)
    assert lost_lines(text, amended.issue) == []
    for document in amended.issue.documents:
        check_places(document)
        check_words(text, amended.issue, document)
    kept = [one for one, fits in zip(given_, amended.fits, strict=True) if fits]
    assert amend(text, kept).issue == amended.issue


def check_words(text: str, issue: Issue, document: Document) -> None:
    """Assert that each block but tables has the words of its raw lines, in their order."""
    furniture = {item.line for item in issue.furniture}
    raw = dict(enumerate(text.split("\n"), 1))
    for item in issue.repairs:
        raw[item.line] = raw[item.line].replace(item.before, item.after, 1)
    for block in document.blocks:
        if block.kind is not BlockKind.TABLE:
            numbers = range(block.lines[0], block.lines[1] + 1)
            lines = [raw[number] for number in numbers if number not in furniture]
            assert squeezed(block.text) == squeezed("".join(lines))


def squeezed(text: str) -> str:
    """Words without white space, in either width."""
    return "".join(unicodedata.normalize("NFKC", text).split())
