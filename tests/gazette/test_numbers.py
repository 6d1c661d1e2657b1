"""Document numbers: expected values follow from the way 发文字号 are written (GB/T 9704)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhupi.gazette.numbers import NUMBER, as_typed, find_numbers, normalise, year_of


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("国发〔2016〕49号", "国发〔2016〕49号"),
        ("国发〔２０１６〕４９号", "国发〔2016〕49号"),
        ("国发[2016]49号", "国发〔2016〕49号"),
        ("国发［2016］49 号", "国发〔2016〕49号"),
        ("国发（2016）49号", "国发〔2016〕49号"),
        ("（国发〔2016〕49号）", "国发〔2016〕49号"),
        ("国发 2016 49", "国发〔2016〕49号"),
        ("国发2016年49号", "国发〔2016〕49号"),
        ("国发〔2016〕049号", "国发〔2016〕49号"),
        ("国发〔二〇一六〕四十九号", "国发〔2016〕49号"),
        ("安监总煤监〔2014〕44号", "安监总煤监〔2014〕44号"),
        ("国务院令第697号", "国务院令第697号"),
        ("中华人民共和国国务院令 第697号", "国务院令第697号"),
        ("国家发展和改革委员会令第5号", "国家发展和改革委员会令第5号"),
        ("主席令第三十五号", "主席令第35号"),
        ("国办发„2009‟3号", "国办发〔2009〕3号"),  # the brackets of a font that is not there
        ("某市人民代表大会常务委员会公告第三十七号", "某市人民代表大会常务委员会公告第37号"),
        ("财政部公告2019年第39号", "财政部公告2019年第39号"),
        ("某某部令2006年第8号", "某某部令2006年第8号"),  # counted by the year
        ("某某部2006年第8号令", "某某部令2006年第8号"),
        ("某市人民政府第31号令", "某市人民政府令第31号"),
        ("原某某总局令第71号", "某某总局令第71号"),  # a body that is no more
        ("某省政府137号令", "某省政府令第137号"),
        ("某某总局2012年第57号公告", "某某总局公告2012年第57号"),
        ("某府发〔86〕72号", "某府发〔1986〕72号"),
        ("某某楼5号公告栏", None),
        ("某府发〔12〕3号", None),
        ("财政事权", None),
        ("49号", None),
        ("第697号", None),
        ("各市〔州〕人民政府", None),
        ("", None),
        ("按照国发〔2016〕49号文件的要求", None),
    ],
)
def test_normalise(text: str, expected: str | None) -> None:
    assert normalise(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("国务院令697号", "国务院令第697号"),
        (" 国务院令 697", "国务院令第697号"),
        ("中华人民共和国主席令３５", "主席令第35号"),
        ("财政部公告2019 39", "财政部公告2019年第39号"),
        ("财政部公告 2019-39号", "财政部公告2019年第39号"),
        ("国发 2016 49", "国发〔2016〕49号"),
        ("命令你", None),
    ],
)
def test_what_is_typed_may_lack_more_signs(text: str, expected: str | None) -> None:
    assert as_typed(text) == expected


@pytest.mark.parametrize(
    ("number", "year"),
    [
        ("国发〔2016〕49号", 2016),
        ("国发［２０１８］7号", 2018),
        ("财政部公告2019年第39号", 2019),
        ("国务院令第697号", None),
        ("某某部令2006年第8号", 2006),
        ("某府发〔86〕72号", 1986),
        ("没有文号", None),
    ],
)
def test_year_of(number: str, year: int | None) -> None:
    assert year_of(number) == year


def test_names_are_cut_from_the_sentence() -> None:
    text = "严格按照国发〔2017〕48号文件和川办发〔２０１５〕９７号要求，见银发〔2016〕118号"
    assert [found.number for found in find_numbers(text)] == [
        "国发〔2017〕48号",
        "川办发〔2015〕97号",
        "银发〔2016〕118号",
    ]
    assert [text[found.start : found.end] for found in find_numbers(text)] == [
        "国发〔2017〕48号",
        "川办发〔２０１５〕９７号",
        "银发〔2016〕118号",
    ]


def test_a_title_before_a_number_is_not_in_its_name() -> None:
    text = "甲市关于养蚕的决定　甲发〔1990〕3号，乙市养犬条例 乙发〔1991〕4号"
    assert [found.number for found in find_numbers(text)] == ["甲发〔1990〕3号", "乙发〔1991〕4号"]


def test_a_date_before_an_order_is_not_in_its_name() -> None:
    text = "2018年3月2日中华人民共和国国务院令第697号公布，2018年5月2日国务院令第700号修订"
    assert [found.number for found in find_numbers(text)] == [
        "国务院令第697号",
        "国务院令第700号",
    ]


def test_a_note_in_the_same_brackets_is_no_number() -> None:
    assert list(find_numbers("〔责任单位：省国资委〕各市〔州〕人民政府")) == []
    assert NUMBER.search("各市〔州〕人民政府") is None


@given(st.text(alphabet="国发办〔〕[]（）0123４９号第令公告年 \n一〇十百", max_size=80))
def test_found_numbers_are_already_canonical(text: str) -> None:
    for found in find_numbers(text):
        assert normalise(found.number) == found.number
        assert text[found.start : found.end].endswith(("号", "令", "告"))


def test_an_announcement_without_a_year() -> None:
    assert (
        normalise("某省人民代表大会常务委员会公告（第15号）")
        == "某省人民代表大会常务委员会公告第15号"
    )
