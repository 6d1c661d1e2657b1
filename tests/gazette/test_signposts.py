"""The outline of a document, drawn from its headings and titles."""

from __future__ import annotations

from zhupi.gazette.model import Block, BlockKind, Document, Heading, Issue
from zhupi.gazette.signposts import Signpost, signposts


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
