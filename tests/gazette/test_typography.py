"""Names of what is attached and bodies that sign, taken apart."""

from __future__ import annotations

import pytest

from zhupi.gazette.typography import attached_lead, side_by_side, signing


@pytest.mark.parametrize(
    ("text", "bodies"),
    [
        ("省财政厅 省人力资源和社会保障厅", ["省财政厅 ", "省人力资源和社会保障厅"]),
        ("国务院", ["国务院"]),
        ("省长 张三", ["省长 张三"]),
        ("中共中央办公厅　国务院办公厅", ["中共中央办公厅　", "国务院办公厅"]),
        ("", [""]),
    ],
)
def test_bodies_that_sign(text: str, bodies: list[str]) -> None:
    assert signing(text) == bodies


@pytest.mark.parametrize(
    ("text", "lead"),
    [
        ("附件：1.任务分工表", (2, "附件：1.")),
        ("2.成员名单", (5, "2.")),
        ("附件：成员名单", (2, "附件：")),
        ("成员名单", (5, "")),
    ],
)
def test_what_stands_before_the_name_of_an_attachment(text: str, lead: tuple[int, str]) -> None:
    assert attached_lead(text) == lead


@pytest.mark.parametrize(
    ("lengths", "room", "columns"),
    [
        ([4] * 7, 36, 4),  # 4 of 4 with 3 gaps of 2 take 22; never more than 4
        ([10] * 7, 36, 3),
        ([17] * 7, 36, 2),
        ([18] * 7, 36, 1),
        ([40] * 7, 36, 1),
        ([2] * 3, 36, 1),
    ],
)
def test_names_stand_side_by_side_as_far_as_there_is_room(
    lengths: list[int], room: int, columns: int
) -> None:
    assert side_by_side(lengths, room) == columns
