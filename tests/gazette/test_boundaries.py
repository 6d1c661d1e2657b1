from zhupi.gazette.boundaries import find_starts
from zhupi.gazette.lines import split


def test_a_title_whose_first_line_is_the_issuer() -> None:
    lines = split(
        "前文。\n 四川省人民政府\n转发国务院关于某事通知的通知\n\n川府发〔2018〕10号\n\n各市："
    )
    (start,) = find_starts(lines)
    assert lines[start.first].number == 2
    assert start.title == "四川省人民政府转发国务院关于某事通知的通知"
    assert start.number == "川府发〔2018〕10号"


def test_a_list_of_bodies_above_a_title_is_not_part_of_it() -> None:
    lines = split(
        "省扶贫移民局\n\n省服务中心\n\n某某省人民政府办公厅\n关于表扬先进的通报\n\n某办函〔2018〕17号"
    )
    (start,) = find_starts(lines)
    assert lines[start.first].number == 5


def test_a_forwarded_notice_does_not_start_a_document() -> None:
    lines = split(
        "某某省人民政府转发国务院关于甲事的通知\n\n某府发〔2018〕1号\n\n各市：\n\n"
        "现将《国务院关于甲事的通知》（国发〔2017〕48号）转发给你们。\n\n某某省人民政府\n\n"
        "2018年1月2日\n\n国务院关于甲事的通知\n\n国发〔2017〕48号\n\n各省：\n\n甲事如下。"
    )
    assert [start.number for start in find_starts(lines)] == ["某府发〔2018〕1号"]
    # Listed in the contents, it is a document of its own.
    both = find_starts(lines, frozenset({"国发〔2017〕48号"}))
    assert [start.number for start in both] == ["某府发〔2018〕1号", "国发〔2017〕48号"]


def test_names_of_joint_issuers_break_over_lines_anywhere() -> None:
    lines = split(
        " 甲部 乙部 自然资\n源部关于某事的通知\n\n某发〔2019〕8号\n\n各省：\n\n甲事如下。"
    )
    (start,) = find_starts(lines)
    assert (start.first, start.title) == (0, "甲部乙部自然资源部关于某事的通知")


def test_an_announcement_of_an_assembly_numbered_in_brackets() -> None:
    lines = split(
        "某省第十三届人民代表大会常务委员会公告\n（第15号）\n《某条例》已经通过，现予公布。"
    )
    (start,) = find_starts(lines)
    assert start.number == "某省第十三届人民代表大会常务委员会公告第15号"


def test_a_decision_whose_title_the_order_quotes_with_inner_brackets_is_enclosed() -> None:
    lines = split(
        "某省人民政府令\n第2号\n《某省人民政府关于修改〈甲办法〉的决定》已经通过，现予公布。\n"
        "2019年9月1日\n某省人民政府关于修改《甲办法》的决定\n（2019年9月1日某会议通过）\n"
        "为了统一，决定修改。"
    )
    assert [start.title for start in find_starts(lines)] == ["某省人民政府令"]
