"""A document as search sees it."""

from __future__ import annotations

from zhupi.search.entry import Entry


def entry(id_: str, *blocks: str) -> Entry:
    return Entry.of(id_, blocks, ["paragraph"] * len(blocks), title="")


def test_blocks_are_folded_one_by_one() -> None:
    made = Entry.of(
        "d",
        ["标　题", "一、（一）", "表\t格\n二行"],
        ["title", "heading", "table"],
        title="标 题",
        headings=["（二）内\u3000嵌。"],
    )
    assert made.text == "标题\n一、(一)\n表格二行"
    assert made.heads == "标题\n一、(一)\n(二)内嵌。"
    assert made.name == "标题"


def test_the_fingerprint_tells_texts_apart_and_blocks_too() -> None:
    prints = {entry("d", *blocks).fingerprint for blocks in [("甲", "乙"), ("甲乙",), ("甲",)]}
    assert len(prints) == 3
    assert entry("d", "Ａ").fingerprint == entry("e", "a").fingerprint
