"""The outline of a document, drawn from its headings and titles."""

from __future__ import annotations

import pytest

from zhupi.gazette.model import Block, BlockKind, Document, Heading
from zhupi.qt.outline import Entry, OutlinePanel, entries


def test_headings_and_attachments_are_listed_in_the_order_of_the_text(document: Document) -> None:
    text = document.text
    assert entries(document) == [
        Entry(1, "一、推进财政事权和支出责任划分改革的必要性", text.index("一、推进")),
        Entry(2, "（一）指导思想", text.index("（一）指导")),
        Entry(0, "附件", text.index("附件")),
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
    assert entries(document) == [Entry(0, "附件1　名单", 3), Entry(0, "实施方案", 10)]


@pytest.mark.usefixtures("qapp")
def test_the_panel_nests_by_level_and_follows_the_place() -> None:
    texts = ["一、甲", "（一）乙", "1.丙", "二、丁"]
    levels = [1, 2, 3, 1]
    blocks = tuple(Block(BlockKind.HEADING, text, (1, 1)) for text in texts)
    headings = tuple(
        Heading(level, text, (1, 1), run_in=False, block=place)
        for place, (level, text) in enumerate(zip(levels, texts, strict=True))
    )
    panel = OutlinePanel()
    panel.show_document(
        Document(
            "", None, (), None, None, None, None, True, (1, 1), blocks=blocks, headings=headings
        )
    )
    first = panel.model.index(0, 0)
    inner = panel.model.index(0, 0, first)
    assert [first.data(), inner.data()] == ["一、甲", "（一）乙"]
    assert panel.model.index(0, 0, inner).data() == "1.丙"
    assert panel.model.index(1, 0).data() == "二、丁"
    panel.follow(5)
    assert panel.view.currentIndex() == inner
    panel.follow(1000)
    assert panel.view.currentIndex().data() == "二、丁"
