from __future__ import annotations

from dataclasses import replace

import pytest

from zhupi.annotations.anchoring import describe
from zhupi.export.model import Edition, Excerpted
from zhupi.export.wording import reference, source_line
from zhupi.gazette.model import Gazette

FOUR = ("财政部", "教育部", "科技部", "商务部")


@pytest.mark.parametrize(
    ("edition", "issuers", "who"),
    [
        (Edition.OF_2025, FOUR[:2], "财政部, 教育部. "),
        (Edition.OF_2025, FOUR, "财政部, 教育部, 科技部, 等. "),
        (Edition.OF_2015, FOUR[:2], "财政部，教育部. "),
        (Edition.OF_2015, FOUR, "财政部，教育部，科技部，等. "),
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
