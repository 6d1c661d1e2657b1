import pytest

from zhupi.gazette.clean import clean, join
from zhupi.gazette.lines import split


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("国发〔２０１６〕４９号", "国发〔2016〕49号"),
        ("由目前的４．９％降低", "由目前的4.9%降低"),
        ("“互联网 ＋健康医疗”", "“互联网＋健康医疗”"),
        ("“７＋２０”对口援藏", "“7+20”对口援藏"),
        ("２６０－３００万人次", "260-300万人次"),
        ("不超过 １年", "不超过1年"),
        ("第一章　总　　则", "第一章　总则"),
        ("第一条 以习近平", "第一条　以习近平"),
        ("《中共中央 国务院关于深化改革的意见》", "《中共中央 国务院关于深化改革的意见》"),
        ("全省 “证照分离”改革", "全省“证照分离”改革"),
        ("运用 PPP mode 模式", "运用PPP mode模式"),
        ("股分有限责任公司", "股分有限责任公司"),
    ],
)
def test_clean(raw: str, expected: str) -> None:
    assert clean(raw) == expected


def test_a_decimal_cut_by_the_line_end() -> None:
    assert join(split("物流费用率由８．\n\n３％降低")).text == "物流费用率由8.3%降低"


def test_each_character_knows_its_line() -> None:
    text = join(split("　　 第一条 为 了\n\n加强\n\n  ２ 管理"))
    assert text.text == "第一条　为了加强2管理"
    assert [text.line_at(text.text.index(char)) for char in "第为加2管"] == [1, 1, 3, 5, 5]
    assert text.lines_of(4, 8) == (1, 3)


def test_joint_issuers_stay_apart() -> None:
    assert join(split("国务院 中央军委\n关于某事的通知"), names=True).text == (
        "国务院 中央军委关于某事的通知"
    )
    assert join(split("国务院办公厅\n中央军委办公厅\n关于某事的通知"), names=True).text == (
        "国务院办公厅 中央军委办公厅关于某事的通知"
    )
    assert join(split("四川省人民政府\n转发国务院关于某事的通知"), names=True).text == (
        "四川省人民政府转发国务院关于某事的通知"
    )
