"""Ladder places, checked on documents put together by hand."""

from __future__ import annotations

from zhupi.gazette.model import Block, BlockKind, Document, Heading
from zhupi.gazette.places import block_at, heading_at, place_of


def _document(blocks: list[Block], headings: list[Heading]) -> Document:
    return Document(
        "题", None, (), None, None, None, None, True, (1, 9), tuple(blocks), tuple(headings)
    )


NOTICE = _document(
    [
        Block(BlockKind.TITLE, "题", (1, 1)),
        Block(BlockKind.PARAGRAPH, "引言。", (2, 2)),
        Block(BlockKind.HEADING, "二、任务", (3, 3), level=1),
        Block(BlockKind.PARAGRAPH, "（三）要点。正文。", (4, 4), level=2),
        Block(BlockKind.PARAGRAPH, "1.其一。正文。", (5, 5), level=3),
        Block(BlockKind.HEADING, "三、保障", (6, 6), level=1),
        Block(BlockKind.SIGNOFF, "国务院", (7, 7)),
        Block(BlockKind.ENCLOSURE_TITLE, "办法", (8, 8)),
        Block(BlockKind.HEADING, "第一章　总则", (9, 9), level=1),
        Block(BlockKind.PARAGRAPH, "第五条　为了。", (9, 9), level=2),
    ],
    [
        Heading(1, "二、任务", (3, 3), run_in=False, block=2),
        Heading(2, "（三）要点", (4, 4), run_in=True, block=3),
        Heading(3, "1.其一", (5, 5), run_in=True, block=4),
        Heading(1, "三、保障", (6, 6), run_in=False, block=5),
        Heading(1, "第一章　总则", (9, 9), run_in=False, block=8),
        Heading(2, "第五条", (9, 9), run_in=True, block=9),
    ],
)


def _at(words: str) -> int:
    return NOTICE.text.index(words)


def test_places_follow_the_ladder() -> None:
    assert place_of(NOTICE, 0) == ""
    assert place_of(NOTICE, _at("引言")) == ""
    assert place_of(NOTICE, _at("二、")) == "二"
    assert place_of(NOTICE, _at("（三）")) == "二（三）"
    assert place_of(NOTICE, _at("其一")) == "二（三）1"
    assert place_of(NOTICE, _at("保障")) == "三"


def test_an_enclosed_text_has_its_own_ladder() -> None:
    assert place_of(NOTICE, _at("国务院")) == ""
    assert place_of(NOTICE, _at("办法")) == ""
    assert heading_at(NOTICE, _at("办法")) is None
    assert place_of(NOTICE, _at("总则")) == "第一章"


def test_an_article_is_named_alone() -> None:
    assert place_of(NOTICE, _at("为了")) == "第五条"


def test_heading_at() -> None:
    heading = heading_at(NOTICE, _at("其一"))
    assert heading is not None
    assert heading.text == "1.其一"


def test_block_at_the_edges() -> None:
    assert block_at(NOTICE, -5) == 0
    assert block_at(NOTICE, 0) == 0
    assert block_at(NOTICE, 1) == 0  # the line break after 题
    assert block_at(NOTICE, 2) == 1
    assert block_at(NOTICE, 10_000) == len(NOTICE.blocks) - 1
