import pytest

from zhupi.gazette import parse
from zhupi.gazette.lines import split
from zhupi.gazette.model import BlockKind
from zhupi.gazette.unnumbered import find

NOTICE = "某省人民政府关于甲事的公告\n甲事如下。\n某省人民政府\n2018年3月5日"


def test_the_sign_off_of_its_issuer_proves_a_title() -> None:
    start = find(split(NOTICE), 0, 0, alone=True)
    assert start is not None
    assert (start.first, start.last, start.number) == (0, 0, None)


def test_another_sign_off_proves_nothing() -> None:
    other = NOTICE.replace("某省人民政府\n2018", "某市财政局\n2018")
    assert find(split(other), 0, 0, alone=True) is None


def test_a_title_inside_a_sentence_begins_nothing() -> None:
    lines = split("各地要按照\n" + NOTICE)
    assert find(lines, 1, 0, alone=False) is None


def test_a_numbered_title_is_left_to_its_number() -> None:
    lines = split(NOTICE.replace("公告\n", "公告\n某府发〔2018〕3号\n"))
    assert find(lines, 0, 0, alone=True) is None


def test_explanation_over_two_lines() -> None:
    start = find(split("《某某管理办法》\n政策解读\n一、背景"), 0, 0, alone=True)
    assert start is not None
    assert (start.title, start.last) == ("《某某管理办法》政策解读", 1)


def test_a_title_below_the_rows_of_a_list() -> None:
    lines = split("第一批名录\n甲技艺　乙市\n丙技艺　丁市\n" + NOTICE)
    start = find(lines, 3, 0, alone=False)
    assert start is not None
    assert start.title == "某省人民政府关于甲事的公告"


def test_a_release_below_a_note() -> None:
    lines = split(
        "（一）字字。（责任单位：市甲局）\n中共中央办公厅\u3000国务院办公厅印发\n《关于甲事的意见》\n"
        "近日，中共中央办公厅、国务院办公厅印发了意见。"
    )
    start = find(lines, 1, 0, alone=False)
    assert start is not None
    assert (start.first, start.last) == (1, 2)


def test_a_report_whose_occasion_takes_two_lines() -> None:
    lines = split(
        "前文\n政府工作报告\n——2018年1月26日在某省第十三届\n人民代表大会第一次会议上\n各位代表："
    )
    start = find(lines, 1, 0, alone=False)
    assert start is not None
    assert start.title == "政府工作报告"


def test_a_resolution_of_an_assembly() -> None:
    lines = split(
        "某省第十三届人民代表大会第一次会议\n关于甲事的决议\n（2018年1月31日某会议通过）\n会议决定。"
    )
    start = find(lines, 0, 0, alone=True)
    assert start is not None
    assert (start.first, start.last) == (0, 1)


def test_a_resolution_below_a_note_of_responsibility() -> None:
    lines = split(
        "（一）字字。（责任单位：市甲局）\n某省第十三届人民代表大会第一次会议\n关于甲事的决议\n"
        "（2018年1月31日某会议通过）\n会议决定。"
    )
    start = find(lines, 1, 0, alone=False)
    assert start is not None
    assert (start.first, start.last) == (1, 2)


CONTENTS = """某某条例
目　录
第一章　总则
第二章　附则
第一章　总则
第一条　为了某事，制定本条例。
第二章　附则
第二条　本条例自2020年1月1日起施行。"""


@pytest.mark.parametrize(
    ("head", "title"),
    [
        ("中华人民共和国甲法\n第一章　总则\n第一条　为了某事，制定本法。", "中华人民共和国甲法"),
        ("民法典\n第一章　基本规定\n第一条　为了某事，制定本法。", "民法典"),
        ("某省某某\n管理办法（试行）\n第一条　为了某事，制定本办法。", "某省某某管理办法（试行）"),
        (CONTENTS, "某某条例"),
    ],
)
def test_a_file_that_holds_but_rules(head: str, title: str) -> None:
    (document,) = parse(head + "\n").documents
    assert document.title == title
    assert document.blocks[0].kind is BlockKind.TITLE
    assert not document.doubts


@pytest.mark.parametrize(
    "text",
    [
        "第一章　基本规定\n第一条　为了某事，制定本法。\n",
        "某某管理办法\n第二条　各市应当照办。\n",  # its beginning is missing
        "某某管理办法\n各市应当照办。\n第一条　为了某事。\n",
    ],
)
def test_what_is_no_whole_set_of_rules_is_doubted(text: str) -> None:
    (document,) = parse(text).documents
    assert document.doubts
