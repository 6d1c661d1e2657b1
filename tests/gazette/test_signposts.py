"""The outline of a document, drawn from its headings and titles."""

from __future__ import annotations

from dataclasses import replace

from zhupi.gazette import parse
from zhupi.gazette.model import Block, BlockKind, Document, Heading, Issue
from zhupi.gazette.signposts import Signpost, attachment_at, signposts


def _document() -> Document:
    texts = [
        (BlockKind.TITLE, "指导意见"),
        (BlockKind.HEADING, "一、推进财政事权和支出责任划分改革的必要性"),
        (BlockKind.PARAGRAPH, "（一）指导思想。高举旗帜。"),
        (BlockKind.ATTACHMENT_LABEL, "附件"),
    ]
    blocks = tuple(Block(kind, text, (n, n)) for n, (kind, text) in enumerate(texts, 1))
    headings = (
        Heading(1, texts[1][1], (2, 2), run_in=False, block=1),
        Heading(2, "（一）指导思想。", (3, 3), run_in=True, block=2),
    )
    return Document(
        "", None, (), None, None, None, None, True, (1, 4), blocks=blocks, headings=headings
    )


def test_headings_and_attachments_are_listed_in_the_order_of_the_text() -> None:
    document = _document()
    text = document.text
    assert signposts(document) == [
        Signpost(1, "一、推进财政事权和支出责任划分改革的必要性", text.index("一、推进")),
        Signpost(2, "（一）指导思想", text.index("（一）指导")),
        Signpost(0, "附件", text.index("附件")),
    ]


def test_an_attachment_is_one_line_with_its_label() -> None:
    blocks = tuple(
        Block(kind, text, (1, 1))
        for kind, text in (
            (BlockKind.PARAGRAPH, "正文"),
            (BlockKind.ATTACHMENT_LABEL, "附件1"),
            (BlockKind.ATTACHMENT_TITLE, "名单"),
            (BlockKind.ENCLOSURE_TITLE, "实施方案"),
        )
    )
    document = Document("", None, (), None, None, None, None, True, (1, 1), blocks=blocks)
    assert signposts(document) == [Signpost(0, "附件1　名单", 3), Signpost(0, "实施方案", 10)]


def test_a_label_below_its_title_belongs_to_it(issues: dict[str, Issue]) -> None:
    [land] = [
        document
        for issue in issues.values()
        for document in issue.documents
        if "第三次全国土地调查" in document.title
    ]
    posts = [post.text for post in signposts(land) if post.level == 0]
    assert posts == [
        "附件　四川省第三次全国土地调查领导小组人员名单",
        "国务院关于开展第三次全国土地调查的通知",
        "附件　国务院第三次全国土地调查领导小组人员名单",
    ]


ATTACHED = """\
某市人民政府关于印发停车规定的通知
某府发〔2024〕3号

各县区人民政府：
现将停车规定印发给你们，请遵照执行。
附件：1.停车路段
2.收费路段

某市人民政府
2024年5月6日

附件1

停车路段

一、东城
东关街全段。

附件2

收费路段

一、南城
南津路全段。
"""


def test_in_which_attachment_words_stand() -> None:
    """Of two labels alike the nearest above; the text itself and its sign-off are in none."""
    (document,) = parse(ATTACHED).documents
    text = document.text
    for words, name in (
        ("请遵照执行", None),
        ("2024年5月6日", None),
        ("停车路段\n一", "附件1"),
        ("东关街", "附件1"),
        ("南津路", "附件2"),
    ):
        found = attachment_at(document, text.rindex(words))
        assert (found and found.name) == name, words
    assert attachment_at(replace(document, blocks=()), 0) is None
