import pytest

from zhupi.gazette.fields import addressees_end, closings, date_of, issuers_of
from zhupi.gazette.lines import split


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("２０１６年８月１６日", "2016-08-16"),
        ("2018 年 2 月 13 日", "2018-02-13"),
        ("（2017年10月8日）", "2017-10-08"),
        ("二〇〇五年七月十四日", "2005-07-14"),
        ("二○一○年十二月三十一日", "2010-12-31"),
        ("二OO五年七月十四日", "2005-07-14"),
        ("二００五年十月三十日", "2005-10-30"),
        ("2018年13月1日", None),
        ("自2018年2月1日起", None),
        ("2018年2月", None),
    ],
)
def test_dates(text: str, date: str | None) -> None:
    assert date_of(text) == date


def test_closing_on_two_lines_and_on_one() -> None:
    (closing,) = closings(split("正文。\n\n国务院\n\n2016年8月8日"), "国务院关于甲事的通知")
    assert (closing.signed, closing.dated, closing.signoff) == (1, 2, "国务院")
    (closing,) = closings(split("正文。\n\n四川省人民政府　2016年8月8日"), "")
    assert (closing.signed, closing.dated, closing.signoff) == (1, 1, "四川省人民政府")


def test_a_date_without_a_signer() -> None:
    (closing,) = closings(split("正文。\n\n2016年8月8日"), "")
    assert closing.signed is None
    assert closing.date == "2016-08-08"


def test_addressees_over_three_lines() -> None:
    assert addressees_end(split("各市、\n各县、\n有关单位：\n正文。"), 0) == 2
    assert addressees_end(split("为贯彻落实要求，\n现通知如下：\n正文。"), 0) is None


@pytest.mark.parametrize(
    ("title", "signoff", "number", "issuers"),
    [
        ("国务院关于甲事的通知", "国务院", "国发〔2016〕1号", ("国务院",)),
        ("国务院 中央军委关于甲事的通知", "国务院 中央军委", None, ("国务院", "中央军委")),
        ("国务院中央军委关于甲事的通知", None, None, ("国务院", "中央军委")),
        ("财政部 税务总局关于甲事的公告", None, None, ("财政部", "税务总局")),
        ("关于甲事的通知", "某某市财政局", "某财〔2016〕1号", ("某某市财政局",)),
        # The series 川府发 is that of the government, not of its office.
        (
            "四川省人民政府办公厅关于甲事的通知",
            "四川省人民政府",
            "川府发〔2016〕37号",
            ("四川省人民政府",),
        ),
        ("中华人民共和国国务院令", None, "国务院令第697号", ("国务院",)),
        ("某某市加强监管", None, None, ()),
    ],
)
def test_issuers(
    title: str, signoff: str | None, number: str | None, issuers: tuple[str, ...]
) -> None:
    assert issuers_of(title, signoff, number) == issuers


def test_officers_of_a_joint_order_sign_one_after_the_other() -> None:
    (closing,) = closings(
        split("现予公布。\n\n发展改革委主任：张某某\n\n财政部部长：李某某\n\n2018年3月2日"), ""
    )
    assert closing.signoff == "发展改革委主任：张某某 财政部部长：李某某"


def test_issuers_of_orders() -> None:
    assert issuers_of("中华人民共和国国务院令", None, None) == ("国务院",)
    assert issuers_of("中华人民共和国主席令", None, None) == ("中华人民共和国主席",)
    assert issuers_of("四川省人民政府令", "省长尹某", None) == ("四川省人民政府",)
