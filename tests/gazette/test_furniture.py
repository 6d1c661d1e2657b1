import pytest

from zhupi.gazette import furniture
from zhupi.gazette.lines import split
from zhupi.gazette.model import Gazette


def _found(raw: str) -> dict[int, str]:
    lines = split(raw)
    return {lines[index].number: reason for index, reason in furniture.find(lines).items()}


def test_page_number_before_a_page_break() -> None:
    assert _found("甲行\n２\n 乙行") == {2: "页码"}


def test_numbers_in_a_row_belong_to_a_table() -> None:
    assert _found("甲\n\n1\n\n2\n\n3\n\n乙") == {}


def test_reversed_page_numbers_rise_with_the_others() -> None:
    raw = "甲\n９\n 乙\n\n丙\n\n１１\n 丁\n\n戊\n\n０２\n 己\n\n庚\n\n１２\n 辛"
    lines = split(raw)
    reasons = furniture.find(lines)
    assert [lines[index].number for index in sorted(reasons)] == [2, 7, 12, 17]
    # 9, 11, 20 (printed 02) and 21 (printed 12) close their pages.
    assert [page.page for page in furniture.pages(lines, reasons)] == [9, 10, 12, 21, 22]


def test_a_running_head_below_a_page_number() -> None:
    assert _found("转型升\n\n６１\n\n\n\n本级文件\n\n级步伐") == {3: "页码", 7: "栏头"}


def test_the_periodical_is_read_off_its_running_head() -> None:
    lines = split("甲\n\n四川省人民政府公报 2018年 第4期\n\n乙")
    reasons = furniture.find(lines)
    assert {lines[index].number for index in reasons} == {3}
    found = furniture.gazette(lines, reasons)
    assert (found.name, found.year, found.issue) == ("四川省人民政府公报", 2018, 4)


def test_an_issuer_on_top_of_many_pages_is_no_running_head() -> None:
    assert _found("\n\n".join(["甲。", " 四川省人民政府", "乙。"] * 4)) == {}


def test_pages_without_numbers_count_from_one() -> None:
    lines = split(" 甲\n\n乙\n 丙\n\n丁")
    assert [(p.page, p.line) for p in furniture.pages(lines, {})] == [(1, 1), (2, 4)]


def test_colophon_at_the_end() -> None:
    raw = "正文。\n\n主管：某政府\n\n主办：某办公厅\n\n编辑：某某\n\n电话：123\n\n定价：5元"
    assert set(_found(raw).values()) == {"版权页"}
    assert set(_found(raw)) == {3, 5, 7, 9, 11}


@pytest.mark.parametrize("foot", ["第 5 页", "第5页 共40页", "— 5 —", "-5-"])
def test_dressed_page_numbers(foot: str) -> None:
    lines = split(f"要进一步加强\n{foot}\n领导，落实责任。")
    assert furniture.find(lines) == {1: "页码"}


def test_older_names_of_gazettes_and_heads_in_pinyin() -> None:
    lines = split(
        "四川政报 2006·12\nSICHUAN ZHENGBAO\n甲事如下。\n四川政报 2006·13\nSICHUAN ZHENGBAO\n乙事。"
    )
    reasons = furniture.find(lines)
    assert sorted(reasons) == [0, 1, 3, 4]
    assert set(reasons.values()) == {"栏头"}
    assert furniture.gazette(lines, reasons) == Gazette("四川政报", 2006, 12)


def test_a_serial_below_an_announcement_is_no_issue_of_a_periodical() -> None:
    assert furniture.find(split("某某部公告\n2018年第5号\n现将有关事项公告如下。")) == {}


def test_a_red_head_over_its_number_is_no_section() -> None:
    assert furniture.find(split("四川省人民政府文件\n川府发〔2018〕10号\n四川省人民政府")) == {}


def test_a_lone_number_between_paragraphs_is_a_page_number() -> None:
    assert furniture.find(split("甲事如下。\n5\n某省人民政府关于乙事的通知")) == {1: "页码"}
    assert furniture.find(split("序号　任务\n完成甲事。\n5\n完成乙事。")) == {}


def test_orders_on_new_pages_and_titles_are_no_running_heads() -> None:
    order = " 中华人民共和国财政部令\n第{}号\n现公布。"
    assert _found("\n".join(order.format(number) for number in (7, 8, 9))) == {}
    title = " 某省人民政府办公厅关于\n某事{}的通知\n现通知如下。"
    assert _found("\n".join(title.format(number) for number in "甲乙丙")) == {}


def test_reversed_page_numbers_without_any_other_mark_of_a_page() -> None:
    # 18, 19, 20 and 21, printed backwards, in mid-sentence.
    raw = "甲行\n\n８１\n\n乙行\n\n９１\n\n丙行\n\n０２\n\n丁行\n\n１２\n\n戊行"
    lines = split(raw)
    reasons = furniture.find(lines)
    assert [lines[index].number for index in sorted(reasons)] == [3, 7, 11, 15]
    assert [page.page for page in furniture.pages(lines, reasons)] == [18, 19, 20, 21, 22]


def test_a_section_head_that_breaks_a_sentence() -> None:
    assert _found("（国办\n\n部门文件\n\n发〔2018〕104号）精神，现通知如下。") == {3: "栏头"}
    assert _found("前文。\n\n甲。\n\n《某某办法》\n\n政策解读\n\n一、背景") == {}


def test_what_a_web_page_says_above_its_text() -> None:
    head = [
        "当前位置: 首页 > 政务公开",
        "某市人民政府关于甲事的通知",
        "来源：某市政府网　日期：2017-01-12 17:08 字号：【大 中 小】",
        "浏览次数：12",
        "各县人民政府：",
        "时间：2018年3月5日",
        "来源：中央财政补助。",
    ]
    assert _found("\n".join(head)) == {1: "题录", 3: "题录", 4: "题录"}
    below = "\n".join(["某行。"] * 20 + head)
    assert _found(below) == {}
