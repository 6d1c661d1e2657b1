"""What holds for any text: nothing is lost, nothing crashes."""

from __future__ import annotations

import random
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st
from score import check_places, lost_lines, raw_text, seed

from zhupi.gazette import parse
from zhupi.gazette.serial import issue_to_json

SEEDS = ("000", "001", "002", "003", "004")
PIECES = st.sampled_from(
    (Path(__file__).parent / "pieces.txt").read_text("utf-8").rstrip("\n").split("\n")
)
LINES = st.one_of(PIECES, st.text(max_size=30).map(lambda text: text.replace("\n", "")))


@given(st.lists(st.tuples(LINES, st.sampled_from(["\n", "\n\n"])), max_size=60))
@settings(max_examples=300)
def test_no_line_is_lost_in_generated_text(pieces: list[tuple[str, str]]) -> None:
    text = "".join(line + end for line, end in pieces)
    issue = parse(text)
    assert lost_lines(text, issue) == []
    for document in issue.documents:
        check_places(document)
    issue_to_json(issue)


@given(st.sampled_from(SEEDS), st.integers(0, 2**32), st.integers(10, 200))
@settings(max_examples=60)
def test_no_line_is_lost_in_mutated_gazettes(number: str, chance: int, length: int) -> None:
    draw = random.Random(chance)  # noqa: S311 - damage to a test text
    lines = raw_text(seed(number)).split("\n")
    begin = draw.randrange(len(lines))
    lines = lines[begin : begin + length]
    for _ in range(draw.randrange(12)):
        place = draw.randrange(max(1, len(lines)))
        match draw.randrange(6):
            case 0:
                del lines[place : place + draw.randrange(4)]
            case 1:
                lines[place:place] = lines[place : place + 5]
            case 2:
                lines.insert(place, str(draw.randrange(100)))
            case 3:
                part = lines[place : place + 8]
                draw.shuffle(part)
                lines[place : place + 8] = part
            case 4 if place < len(lines):
                lines[place] = lines[place][: draw.randrange(20)]
            case 5 if place < len(lines):
                lines[place] = lines[place].encode("utf-8").decode("gb18030", "replace")
    text = "\n".join(lines).replace("\r", " ")
    issue = parse(text)
    assert lost_lines(text, issue) == []
    for document in issue.documents:
        check_places(document)


def test_the_head_of_an_issued_text_ends_where_an_attachment_begins() -> None:
    text = (
        "某省人民政府关于甲事的公告\n各市：\n2016年8月16日\n乙办法\n（一）指导思想。\n附件1\n"
        "（2018年10月26日某某会议通过）"
    )
    assert lost_lines(text, parse(text)) == []
