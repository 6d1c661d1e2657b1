from zhupi.gazette import parse
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


def titles(text: str) -> list[tuple[str, str | None]]:
    return [(start.title, start.number) for start in find_starts(split(text))]


def test_a_title_without_an_issuer_below_an_ended_text() -> None:
    before = "某某省人民政府关于甲事的通知\n\n某府发〔2018〕1号\n\n各市：\n\n甲事如下。\n\n"
    head = "关于批转某市招生规定的通知\n\n某政〔2005〕32号\n\n"
    assert titles(f"{before}{head}各区人民政府，市人民政府各部门：\n\n乙事如下。")[1:] == [
        ("关于批转某市招生规定的通知", "某政〔2005〕32号")
    ]
    rules = "某局关于执行某标准有关问题的规定\n\n某粮发〔2010〕178号\n\n各省粮食局：\n\n丙事。"
    assert titles(before + rules)[1:] == [
        ("某局关于执行某标准有关问题的规定", "某粮发〔2010〕178号")
    ]
    assert len(titles(f"{before}{head}乙事如下。")) == 1  # to nobody: it may be a citation


def test_a_forwarded_opinion_without_an_issuer_starts_no_document() -> None:
    text = (
        "某市人民政府转发市财政局关于加强甲事意见的通知\n\n某府发〔2018〕1号\n\n各县：\n\n"
        "市财政局关于加强甲事的意见已经市政府同意，现转发给你们。\n\n某市人民政府\n\n"
        "2018年1月2日\n\n关于加强甲事的意见\n\n某财〔2017〕48号\n\n市政府：\n\n甲事如下。"
    )
    assert len(titles(text)) == 1


def test_a_title_does_not_reach_over_the_number_above_it() -> None:
    rows = "1甲部关于乙事的通知\n\n\n 甲发〔2005〕15号\n\n2甲部关于丙事的通"
    text = f"前文。\n{rows}\n\n知甲办发〔2009〕8号\n\n3丁"
    assert titles(text) == []


def test_a_regulation_whose_name_takes_two_lines() -> None:
    text = (
        "前文。\n\n甲国市场主体登记管理条例\n\n实施细则\n\n"
        "（2022年3月1日甲总局令第52号公布）\n\n第一条　为了登记，制定本实施细则。"
    )
    assert titles(text) == [("甲国市场主体登记管理条例实施细则", "甲总局令第52号")]


def test_an_interpretation_of_a_court() -> None:
    head = "甲法院关于办理乙案件若干问题的解释\n\n法释〔2014〕10号"
    text = f"前文。\n\n{head}\n\n为依法办理乙案件，解释如下："
    assert titles(text) == [("甲法院关于办理乙案件若干问题的解释", "法释〔2014〕10号")]


def test_rows_of_a_list_are_no_documents() -> None:
    row = "国务院关于{}的通知\n\n国发〔1981〕{}号\n\n"
    decision = "国务院关于宣布失效文件的决定\n\n国发〔2015〕68号\n\n各省：\n\n决定如下。\n\n"
    listed = "1\n\n" + row.format("甲", 1) + "2\n\n" + row.format("乙", 2)
    assert [number for _, number in titles(decision + listed)] == ["国发〔2015〕68号"]
    cut_off = decision + row.format("丙", 3)
    assert [number for _, number in titles(cut_off)] == ["国发〔2015〕68号", "国发〔1981〕3号"]


def test_orders_of_several_ministries_and_announcements_by_the_year() -> None:
    joint = (
        "前文。\n\n中华人民共和国甲委员会\n\n中华人民共和国乙部\n\n中华人民共和国丙部令\n\n"
        "第11号\n\n《某办法》已经同意，现予公布。"
    )
    (start,) = find_starts(split(joint))
    assert start.title == "中华人民共和国甲委员会中华人民共和国乙部中华人民共和国丙部令"
    assert start.number == "甲委员会乙部丙部令第11号"
    yearly = "中国某某委员会公告\n\n〔2017〕13号\n\n现公布《某意见》，自公布之日起施行。"
    assert titles(yearly) == [("中国某某委员会公告", "中国某某委员会公告〔2017〕13号")]
    ours = "江南市政府关于甲事的通知\n\n江府规字〔2016〕1号\n\n各区：\n\n甲事如下。"
    assert titles(f"前文。\n\n{ours}") == [("江南市政府关于甲事的通知", "江府规字〔2016〕1号")]


def test_rules_below_the_head_of_a_web_page() -> None:
    page = (
        "某市鼓励投资的规定\n\n作者:某网 时间:2024-07-22   浏览:9\n下载地址: 点击此处下载\n\n"
        "某市鼓励投资的规定\n\n某省某市人民政府\n\n\n某市鼓励投资的规定\n\n某政令[1997]29号\n\n"
    )
    assert titles(f"{page}第一条 为了鼓励投资,制定本规定。") == [
        ("某市鼓励投资的规定", "某政令〔1997〕29号")
    ]
    assert titles(f"{page}第二条 各局应当照办。") != [("某市鼓励投资的规定", "某政令〔1997〕29号")]


def test_a_number_in_brackets_behind_its_title() -> None:
    text = (
        "中共某市委办公室某市人民政府办公室印发《某意见》的通知(某办发〔2017〕2号)\n\n各县委、人民政府:\n\n"
        "现印发给你们。\n\n2017年1月10日"
    )
    title = "中共某市委办公室某市人民政府办公室印发《某意见》的通知"
    assert titles(text) == [(title, "某办发〔2017〕2号")]
    (document,) = parse(text).documents
    assert (document.title, document.number) == (title, "某办发〔2017〕2号")
    assert document.blocks[0].text == f"{title}(某办发〔2017〕2号)"
    # In a sentence, and in a list, it is a citation.
    assert not titles("各地要按照《某省人民政府关于甲事的通知》（某政发〔2018〕1号）\n\n各市：")


def test_an_announcement_with_its_number_in_characters() -> None:
    text = "某市人民代表大会常务委员会公告\n\n第三十七号\n\n《某条例》业经批准，现予公布。"
    assert titles(text) == [
        ("某市人民代表大会常务委员会公告", "某市人民代表大会常务委员会公告第37号")
    ]


def test_a_title_in_quotation_marks_and_a_number_printed_twice() -> None:
    text = (
        "《某市人民政府办公厅关于印发〈某工作要点〉的通知》\n某政办发〔2016〕26号\n某政办发〔2016〕26号\n"
        "各区人民政府：\n现印发给你们。\n某市人民政府办公厅\n2016年5月28日\n"
    )
    issue = parse(text)
    (document,) = issue.documents
    assert document.title == "某市人民政府办公厅关于印发〈某工作要点〉的通知"
    assert document.number == "某政办发〔2016〕26号"
    assert document.addressees == "各区人民政府"
    assert [item.line for item in issue.furniture] == [3]
    assert not document.doubts
