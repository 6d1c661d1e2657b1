"""Titles are parted between words, into lines that fit."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhupi.qt.title_lines import part_title

# A sentence or two as the document has them: its words come again in other company.
TEXT = (
    "政务服务工作是政府工作的重要内容。各级政务服务中心要提高服务效能，部门政务服务效能考核"
    "由办公厅负责，先进集体予以表扬。集体是先进的，考核是严格的，工作是全年的。"
)
TITLE = "四川省人民政府办公厅关于表扬2017年度省直部门政务服务效能考核先进集体的通报"


def test_words_stay_whole() -> None:
    for room in range(10, 24):
        lines = part_title(TITLE, room, TEXT)
        for word in ("人民政府", "办公厅", "关于", "2017年", "政务", "服务", "通报"):
            assert any(word in line for line in lines), (room, lines)


@pytest.mark.parametrize(
    ("title", "room", "lines"),
    [
        ("国务院关于开展第三次全国土地调查的通知", 20, ["国务院关于开展第三次全国土地调查的通知"]),
        ("", 10, [""]),
        ("国务院", 1, ["国", "务", "院"]),
    ],
)
def test_what_fits_is_one_line_and_what_cannot_fit_is_cut(
    title: str, room: int, lines: list[str]
) -> None:
    assert part_title(title, room, TEXT) == lines


@pytest.mark.parametrize("room", [12, 16, 21, 24])
def test_a_line_ends_between_two_bodies(room: int) -> None:
    title = "四川省发展和改革委员会 四川省财政厅关于做好丝绸产业补助工作的通知"
    assert part_title(title, room, title)[0] == "四川省发展和改革委员会 "


def test_no_line_begins_or_ends_with_the_wrong_character() -> None:
    title = "绵阳市人民政府关于印发《绵阳市关于落实“先照后证”改革决定的实施意见》的通知"
    for room in range(9, 30):
        for line in part_title(title, room, title):
            assert line[0] not in "”》的"
            assert line[-1] not in "“《"


@given(st.text("国务院关于的《》2016年，和", max_size=60), st.integers(1, 30))
def test_nothing_is_lost_and_every_line_fits(title: str, room: int) -> None:
    lines = part_title(title, room, title)
    assert "".join(lines) == title
    assert all(0 < len(line) <= room for line in lines) or not title
    fewest = -(-len(title) // room)
    assert len(lines) <= max(1, fewest + 1)
