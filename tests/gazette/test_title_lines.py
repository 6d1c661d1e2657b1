"""Titles are parted between words, into lines that fit."""

from __future__ import annotations

import math
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhupi.gazette.title_lines import as_printed, part_title

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
def test_a_line_ends_between_two_bodies_or_after_them(room: int) -> None:
    first, second = "四川省发展和改革委员会 ", "四川省财政厅"
    title = f"{first}{second}关于做好丝绸产业补助工作的通知"
    assert part_title(title, room, title)[0] in (first, first + second)


@pytest.mark.parametrize(
    ("room", "title"),
    [
        (24, "国务院办公厅转发国家发展改革委等部门|关于加快推进城镇环境基础设施建设指导意见的通知"),
        (24, "中共中央办公厅 国务院办公厅印发|《关于进一步加强非物质文化遗产保护工作的意见》"),
        (
            20,
            "国务院关于修改|《中华人民共和国某某管理条例》和|《中华人民共和国另外管理条例》的决定",
        ),
        (20, "某省人民政府办公厅关于公布2019年度|行政规范性文件清理结果的通知"),
        (16, "某省人民政府|关于授予张某某等50名同志|“某省劳动模范”称号的决定"),
        (24, "四川省人民政府办公厅|关于加强和规范人口登记管理工作的通知"),
        (16, "某省人民政府令（第368号）|某省行政执法监督条例实施办法"),
    ],
)
def test_lines_end_where_a_reader_would_pause(room: int, title: str) -> None:
    lines = title.split("|")
    assert part_title("".join(lines), room, "".join(lines)) == lines


HARD = [
    "绵阳市人民政府关于印发《绵阳市关于落实“先照后证”改革决定的实施意见》的通知",
    "某省人民政府办公厅关于印发《某省“十四五”城镇化方案（2021—2025年）》的通知",
    "关于贯彻落实GB/T 9704—2012党政机关公文格式国家标准做好PM2.5监测数据报送工作的通知",
    "国务院关于废止国发〔2016〕49号和国发〔2018〕128号文件的决定",
    "某县人民政府办公室关于调整某县安全生产委员会组成人员及职责分工的通知",
]


@pytest.mark.parametrize("title", HARD)
def test_no_line_begins_or_ends_with_the_wrong_character(title: str) -> None:
    wholes = re.findall("“.+?”|〔.+?号|2021—2025年|GB/T 9704—2012|PM2.5|的(?:通知|决定)$", title)
    for room in range(14, 30):
        lines = part_title(title, room, title)
        for line in lines:
            assert line[0] not in "”》的和与及）、—"
            assert line[-1] not in "“《（〔"
            assert not line.endswith("关于")
        assert all(any(whole in line for line in lines) for whole in wholes)
        assert len(lines[-1]) > 4


@given(st.text("国务院关于的《》2016年，和", max_size=60), st.integers(1, 30))
def test_nothing_is_lost_and_every_line_fits(title: str, room: int) -> None:
    def breadth(words: str) -> int:
        return sum(6 if char.isascii() else 10 for char in words)

    lines = part_title(title, room, title)
    assert "".join(lines) == title
    assert all(line and breadth(line) <= 10 * room for line in lines) or not title
    fewest = math.ceil(breadth(title) / (10 * room))
    assert len(lines) <= max(1, 2 * fewest + 1)


def test_a_long_heading_that_was_taken_for_a_title_is_parted_all_the_same() -> None:
    assert max(map(len, part_title("国务院办公厅关于印发通知" * 40, 24, TEXT))) <= 24


PRINTED = "四川省人民政府办公厅关于煤炭行业化解过剩产能实现脱困发展的实施意见"


@pytest.mark.parametrize(
    ("printed", "kept"),
    [
        (["四川省人民政府办公厅", "关于煤炭行业化解过剩产能", "实现脱困发展的实施意见"], True),
        (["四川省人民政府办公厅", "关于煤炭行业化解过剩产能实现脱困发展", "的实施意见"], False),
        (["四川省人民政府办公厅关于煤炭行业化解过剩", "产能实现脱困发展的实施意见"], False),
        (["四川省人民政府办公厅", "关于别的事"], False),
    ],
)
def test_printed_lines_are_kept_if_they_fit_and_are_well_parted(
    printed: list[str], kept: bool
) -> None:
    assert as_printed(PRINTED, printed, 19) == (printed if kept else [])
