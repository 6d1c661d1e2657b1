import pytest

from zhupi.gazette.heads import (
    has_ended,
    is_addressees,
    is_number_line,
    leads_on,
    note_end,
    occasion_end,
)
from zhupi.gazette.lines import split


@pytest.mark.parametrize(
    "text",
    [
        "现予公布。",
        "2018年3月5日",
        "二〇〇五年七月十四日",
        "（此件公开发布）",
        "国务院办公厅秘书局 2019年5月6日印发",
        "各地要认真落实。］",
    ],
)
def test_what_stands_above_a_title_has_ended(text: str) -> None:
    assert has_ended(text)


@pytest.mark.parametrize("text", ["按照国务院的统一部署，", "四川省人民政府", "第一章　总则"])
def test_what_goes_on(text: str) -> None:
    assert not has_ended(text)


def test_note_of_adoption_over_two_lines() -> None:
    lines = split("（2018年10月26日某某会议通过\n根据2019年3月2日决定修正）\n第一条")
    assert note_end(lines, 0) == 1
    assert leads_on(lines, 0)


def test_a_remark_is_no_note_of_adoption() -> None:
    assert note_end(split("（试行）\n第一条"), 0) is None


def test_a_title_printed_again_does_not_lead_on() -> None:
    lines = split("国务院关于甲事的通知\n国发〔2018〕1号\n各省人民政府：")
    assert not leads_on(lines, 0)
    assert not leads_on(lines, 1)
    assert leads_on(lines, 2)


def test_occasion() -> None:
    assert occasion_end(split("——2018年1月26日在某省第十三届人民代表大会第一次会议上"), 0) == 0
    assert occasion_end(split("——2018年1月26日在某省第十三届\n\n人民代表大会第一次会议上"), 0) == 1
    assert occasion_end(split("——坚持改革创新。2018年取得进展。\n\n在某次会议上"), 0) is None


@pytest.mark.parametrize(
    "text",
    [
        "国发〔２０１６〕４９号",
        "绵府办发〔2016〕52 号",
        "国务院令第697号",
        "财政部公告2019年第39号",
        "住房和城乡建设部公告第517号",
    ],
)
def test_number_lines(text: str) -> None:
    assert is_number_line(text)


@pytest.mark.parametrize(
    "text",
    ["（国发〔2016〕27号），积极应对", "各市〔州〕人民政府", "〔责任单位：省国资委〕", "第697号"],
)
def test_no_number_lines(text: str) -> None:
    assert not is_number_line(text)


def test_addressees() -> None:
    assert is_addressees("各省、自治区、直辖市人民政府，国务院各部委、各直属机构：")
    assert is_addressees("四川省人民政府：")
    assert not is_addressees("现将有关事项通知如下：")
    assert not is_addressees("考核内容包括以下方面：")
