from zhupi.gazette import parse
from zhupi.gazette.contents import Listing, contents_end, is_contents_line, listing_of
from zhupi.gazette.lines import split


def test_entries() -> None:
    assert is_contents_line("（川府发〔2018〕10号）")
    assert is_contents_line("国务院关于甲事的通知 ……………… 2")
    assert not is_contents_line("一、对4部行政法规的部分条款予以修改。（附件1）")


def test_the_page_ends_where_a_sentence_stands() -> None:
    lines = split(
        "目　录\n国务院令（第709号）\n国务院关于甲事的决定\n（3）\n国务院关于乙事的批复\n（10）\n"
        "中华人民共和国国务院令\n第709号\n现公布《国务院关于甲事的决定》。\n一、修改丙。（附件1）"
    )
    assert contents_end(lines) == 6


def test_text_without_contents() -> None:
    assert contents_end(split("国务院关于甲事的通知\n国发〔2018〕1号\n各省人民政府：")) == 0


def test_listing_looks_a_document_up_by_number_or_title() -> None:
    listing = listing_of(split("国务院关于甲事的通知\n（国发〔2018〕1号）\n国务院关于乙事的意见 5"))
    assert listing.numbers == {"国发〔2018〕1号"}
    assert not listing.lacks("别的标题", "国发〔2018〕1号")
    assert not listing.lacks("国务院关于乙事的意见", "国发〔2018〕2号")
    assert listing.lacks("国务院关于丙事的函", "国函〔2018〕3号")
    assert not Listing().lacks("国务院关于丙事的函", "国函〔2018〕3号")


def test_a_contents_page_that_names_few_numbers_raises_no_doubt() -> None:
    issue = parse(
        "目录\n国务院关于甲事的通知(2)\n某市人民政府关于乙事的通知\n某府发〔2016〕3号(28)\n"
        "国务院关于甲事的通知\n国发〔2016〕48号\n各省人民政府：\n甲事如下。\n国务院\n"
        "2016年8月8日\n某市人民政府关于乙事的通知\n某府发〔2016〕3号\n各县人民政府：\n乙事如下。\n"
    )
    assert [document.number for document in issue.documents] == [
        "国发〔2016〕48号",
        "某府发〔2016〕3号",
    ]
    assert [item.line for item in issue.furniture] == [1, 2, 3, 4]
    assert all(document.doubts == () for document in issue.documents)


def test_entries_that_begin_with_their_page() -> None:
    lines = split(
        "目录\n02 国务院关于甲事的通知\n05 国务院关于乙事的\n意见\n07 政府工作报告\n甲事如下。"
    )
    assert contents_end(lines) == 5


def test_the_page_ends_where_the_first_document_begins() -> None:
    lines = split("目录\n甲部令 3\n政府工作报告 9\n甲部令\n第三号\n某办法自20\n18年起施行。")
    assert contents_end(lines) == 3


def test_contents_by_their_numbers_in_brackets() -> None:
    lines = split(
        "0202 某某关于甲事\n\n（国发〔2018〕1号）\n\n0505 乙乙\n\n（国发〔2018〕2号）\n\n正文"
    )
    assert contents_end(lines) == 4
