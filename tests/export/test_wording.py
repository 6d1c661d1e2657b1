from __future__ import annotations

from dataclasses import replace

import pytest

from zhupi.annotations.anchoring import describe
from zhupi.export import CopyForm, copied
from zhupi.export.model import Edition, Excerpted
from zhupi.export.wording import reference, source_line
from zhupi.gazette.model import Gazette

FOUR = ("财政部", "教育部", "科技部", "商务部")


@pytest.mark.parametrize(
    ("edition", "issuers", "who"),
    [
        (Edition.OF_2025, FOUR[:2], "财政部，教育部. "),
        (Edition.OF_2025, FOUR, "财政部，教育部，科技部，等. "),
        (Edition.OF_2015, FOUR[:2], "财政部, 教育部. "),
        (Edition.OF_2015, FOUR, "财政部, 教育部, 科技部, 等. "),
        (Edition.OF_2025, (), ""),
    ],
)
def test_references(item: Excerpted, edition: Edition, issuers: tuple[str, ...], who: str) -> None:
    document = replace(item.document, issuers=issuers)
    assert reference(document, edition) == (
        f"{who}国务院关于推进财政事权改革的指导意见：国发〔2016〕49号[Z]. 2016-08-16."
    )
    assert "[A]. " in reference(document, edition, "A")


def test_the_printed_page(items: list[Excerpted]) -> None:
    notice = items[1]
    text = notice.document.text

    def line(quote: str, item: Excerpted = notice) -> str:
        start = text.index(quote)
        return source_line(item, describe(text, start, start + len(quote)))

    # Page 7 begins with line 1 and page 8 with line 39: lines 34 to 36, 37 to 41, 44.
    assert line("现通知如下").endswith("载《绵阳市人民政府公报》2016年第9期第7页")
    assert line("厘清责任").endswith("第9期第7—8页")
    assert line("如下。\n一是").endswith("第9期第7—8页")
    assert line("绵阳市人民政府办公室\n2016").endswith("第9期第8页")
    nameless = replace(notice, gazette=Gazette())
    assert line("现通知如下", nameless).endswith("，2016年9月1日，原件第7页")
    assert line("现通知如下", replace(nameless, pages=())).endswith("，2016年9月1日")


@pytest.mark.parametrize(
    ("title", "issuers", "named"),
    [
        ("国务院关于推进改革的意见", ("国务院",), ""),
        ("国家发展改革委 财政部关于推进改革的意见", ("国家发展改革委", "财政部"), ""),
        # The office is not the government that it is an office of.
        ("四川省人民政府办公厅关于外贸的通知", ("四川省人民政府",), "四川省人民政府，"),
        ("关于推进改革的意见", ("国家发展改革委", "财政部"), "国家发展改革委、财政部，"),
        ("国务院批转财政部意见的通知", ("国务院",), ""),
        (
            "国家发展改革委关于推进改革的意见",
            ("国家发展改革委", "财政部"),
            "国家发展改革委、财政部，",
        ),
    ],
)
def test_issuers_are_named_once(
    item: Excerpted, title: str, issuers: tuple[str, ...], named: str
) -> None:
    document = replace(item.document, title=title, issuers=issuers)
    line = source_line(replace(item, document=document), describe(document.text, 0, 3))
    assert (
        line
        == f"——《{title}》（国发〔2016〕49号），{named}2016年8月16日，载《国务院公报》2016年第26期"
    )


def test_places_in_an_attachment_name_it(item: Excerpted) -> None:
    text = item.document.text
    number = "（国发〔2016〕49号）"
    for quote, place, where in (
        ("基本完成主要领域改革", "一（一）1", f"{number}一（一）1，"),
        ("改革任务分工", "", f"{number}附件1，"),
        ("由财政部负责", "二", f"{number}附件1　二，"),
    ):
        start = text.index(quote)
        selector = describe(text, start, start + len(quote), place)
        assert where in source_line(item, selector)
        place_named = where.removeprefix(number).removesuffix("，")
        assert copied(item, selector, CopyForm.OFFICE).endswith(f"49号，{place_named}）")


def test_words_not_found_are_on_no_page(items: list[Excerpted]) -> None:
    selector = replace(describe(items[1].document.text, 0, 5), place="二（三）")
    assert source_line(items[1], selector).endswith("第9期第7页")
    line = source_line(items[1], selector, found=False)
    assert "（绵府办发〔2016〕35号）二（三），2016年9月1日" in line
    assert line.endswith("第9期")
