from zhupi.gazette import furniture
from zhupi.gazette.lines import split


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
