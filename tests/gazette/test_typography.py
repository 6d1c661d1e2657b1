"""Names of what is attached and bodies that sign, taken apart."""

from __future__ import annotations

import pytest

from zhupi.gazette.typography import attached_lead, signing


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
