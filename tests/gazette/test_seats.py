"""Which bodies may mean the same text by a title alone; judged by hand."""

from __future__ import annotations

import pytest

from zhupi.gazette.seats import same_seat, seat


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("四川省人民政府办公厅", "四川省"),
        ("四川省绵阳市人民政府", "绵阳市"),
        ("绵阳市人民政府", "绵阳市"),
        ("中共四川省委", "四川省"),
        ("内蒙古自治区财政厅", "内蒙古自治区"),
        ("甘孜州林业局", "甘孜州"),
        ("四川省市场监督管理局", "四川省"),
        ("国务院办公厅", ""),
        ("国家市场监督管理总局", ""),
        ("财政部", ""),
        ("省政府办公厅", None),
        ("市政府", None),
    ],
)
def test_seats(name: str, expected: str | None) -> None:
    assert seat(name) == expected


@pytest.mark.parametrize(
    ("title", "citing", "cited", "expected"),
    [
        ("关于加强养蚕工作的意见", ["绵阳市人民政府"], ["四川省人民政府"], False),
        ("关于加强养蚕工作的意见", ["绵阳市人民政府"], ["绵阳市农业局"], True),
        ("关于加强养蚕工作的意见", ["绵阳市人民政府"], ["成都市人民政府", "绵阳市财政局"], True),
        ("养蚕专卖条例", ["全国人民代表大会常务委员会"], ["国务院"], True),
        ("养蚕专卖条例", ["绵阳市人民政府"], ["国务院"], False),
        ("四川省养蚕办法", ["四川省人民代表大会常务委员会"], ["四川省人民政府"], True),
        ("四川省养蚕办法", ["国务院"], ["四川省人民政府"], True),
        ("中华人民共和国养蚕条例", ["四川省人民政府"], ["国务院"], True),
        ("关于加强养蚕工作的意见", [], ["国务院"], True),
        ("关于加强养蚕工作的意见", ["省政府"], ["国务院"], True),
    ],
)
def test_who_may_mean_it(title: str, citing: list[str], cited: list[str], expected: bool) -> None:
    assert same_seat(title, citing, cited) is expected
