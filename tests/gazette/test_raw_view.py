"""Raw lines beside the clean text."""

from __future__ import annotations

import pytest
from score import raw_text, seed

from zhupi.gazette import corrections, parse
from zhupi.gazette.amending import amend
from zhupi.gazette.model import BlockKind, Issue
from zhupi.gazette.raw_view import RawView, raw_view

TEXT = """— 1 —
某省人民政府关于甲事的通知
某政发〔2018〕12号
各市（州）人民政府：
　　第一段说明缘由，这一行印满了一整行ꎬ因此到行末并没有结束，

而是ＡＢＣ接着排到下一行，
— 2 —
并且再下一行才结束。
某省人民政府
2018年3月1日
— 3 —
"""


def view_of(text: str, at: int = 0) -> RawView:
    issue = parse(text)
    return raw_view(text, issue.documents[at], issue.furniture, issue.repairs)


def test_each_line_tells_what_became_of_it() -> None:
    view = view_of(TEXT)
    assert [(line.number, line.block, line.furniture) for line in view.lines] == [
        (1, None, "页码"),
        (2, 0, ""),
        (3, 1, ""),
        (4, 2, ""),
        (5, 3, ""),
        (6, None, ""),
        (7, 3, ""),
        (8, None, "页码"),
        (9, 3, ""),
        (10, 4, ""),
        (11, 5, ""),
        (12, None, "页码"),
    ]
    assert (view.first, view.last) == (2, 11)
    assert [(one.before, one.after) for one in view.lines[4].repairs] == [("ꎬ", "，")]
    assert view.lines[4].text == "　　第一段说明缘由，这一行印满了一整行ꎬ因此到行末并没有结束，"


def test_each_line_tells_where_its_words_begin() -> None:
    view = view_of(TEXT)
    text = view.document.text
    begins = {
        2: "某省人民政府关于",
        5: "第一段",
        7: "而是ABC",
        9: "并且",
        11: "2018年",
    }
    for number, words in begins.items():
        start = view.lines[number - 1].start
        assert start is not None
        assert text[start:].startswith(words)
    third = view.line_at(text.index("再下一行"))
    assert third is not None
    assert third.number == 9


def test_a_block_can_be_parted_where_a_line_begins() -> None:
    view = view_of(TEXT)
    text = view.document.text
    at = text.index("并且")
    assert view.can_part(at)
    assert not view.can_part(at + 1)
    assert not view.can_part(text.index("第一段"))
    assert view.part_near(at + 3) == at
    assert view.part_near(text.index("第一段")) == text.index("而是")
    assert view.part_near(0) is None
    correction = corrections.part(view, at)
    assert correction.line == 9
    (document,) = amend(TEXT, (correction,)).issue.documents
    assert "并且再下一行才结束。" in [block.text for block in document.blocks]
    with pytest.raises(corrections.Refused, match="原文一行的开头"):
        corrections.part(view, at + 1)


@pytest.mark.parametrize("number", ["000", "001", "002", "003", "004"])
def test_the_lines_of_the_seeds_lead_to_their_words(number: str, issues: dict[str, Issue]) -> None:
    text = raw_text(seed(number))
    issue = issues[number]
    raw = text.split("\n")
    told = 0
    for document in issue.documents:
        view = raw_view(text, document, issue.furniture, issue.repairs)
        assert [line.text for line in view.lines] == raw[
            view.lines[0].number - 1 : view.lines[-1].number
        ]
        for line in view.lines:
            if line.block is None:
                assert line.furniture or not line.text.strip()
                continue
            block = document.blocks[line.block]
            assert block.lines[0] <= line.number <= block.lines[1]
            assert (line.start is None) == (block.kind is BlockKind.TABLE)
            if line.start is not None and "一" <= line.text.strip()[0] <= "鿿":
                assert document.text[line.start] == line.text.strip()[0]
                told += 1
    assert told > 30
