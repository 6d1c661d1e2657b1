"""The tree's order and its bodies; ranks and names judged by hand."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from issues import Paper, bring

from zhupi.gazette.model import Gazette
from zhupi.library import Library, catalog
from zhupi.library.bodies import full_name, rank
from zhupi.library.model import CatalogRow


def row(
    row_id: str,
    *issuers: str,
    year: int | None = 2018,
    number: str | None = None,
    date: str | None = None,
    source: int = 1,
    ordinal: int = 1,
    enclosed_in: str | None = None,
) -> CatalogRow:
    return CatalogRow(
        id=row_id, number=number, title=row_id, kind=None, date=date, year=year, issuers=issuers,
        source=f"{source}.txt", source_id=source, ordinal=ordinal, lines=(1, 2), complete=True,
        doubts=0, annotations=0, work=row_id, revision=1, enclosed_in=enclosed_in,
    )  # fmt: skip


IN_ORDER = (
    "中共中央",
    "中共中央办公厅",
    "全国人民代表大会常务委员会",
    "国务院",
    "国务院办公厅",
    "国家发展和改革委员会",
    "财政部",
    "中共四川省委",
    "四川省人民政府",
    "四川省人民政府办公厅",
    "四川省财政厅",
    "四川省城市管理局",
    "重庆市人民政府",
    "成都市人民政府",
    "绵阳市人民政府",
    "绵阳市人民政府办公室",
    "绵阳市教育局",
    "凉山彝族自治州人民政府",
    "三台县人民政府",
    "三台县人民政府办公室",
    "某某协会",
    "",
)


def test_bodies_by_rank() -> None:
    """Levels go down; within a place the government, its office, then the departments."""
    shuffled = list(IN_ORDER)
    random.Random(7).shuffle(shuffled)  # noqa: S311 - repeatable, no secrets
    found = sorted(shuffled, key=rank)
    for earlier, later in (
        ("国务院", "国务院办公厅"),
        ("国务院办公厅", "财政部"),
        ("财政部", "四川省人民政府"),
        ("四川省人民政府", "四川省人民政府办公厅"),
        ("四川省人民政府办公厅", "四川省财政厅"),
        ("四川省城市管理局", "成都市人民政府"),
        ("绵阳市人民政府", "绵阳市人民政府办公室"),
        ("绵阳市人民政府办公室", "绵阳市教育局"),
        ("绵阳市教育局", "三台县人民政府"),
        ("三台县人民政府办公室", "某某协会"),
        ("某某协会", ""),
    ):
        assert found.index(earlier) < found.index(later), (earlier, later)


@pytest.mark.parametrize(
    ("name", "full"),
    [
        ("国办", "国务院办公厅"),
        ("四川省政府", "四川省人民政府"),
        ("四川省政府办公厅", "四川省人民政府办公厅"),
        ("绵阳市政府办", "绵阳市人民政府办公室"),
        ("内蒙古自治区政府", "内蒙古自治区人民政府"),
        ("中华人民共和国财政部", "财政部"),
        ("中华人民共和国主席", "中华人民共和国主席"),
        ("住房城乡建设部", "住房和城乡建设部"),
        ("国家发展改革委", "国家发展和改革委员会"),
        ("省政府", "省政府"),
        ("四川省人民政府", "四川省人民政府"),
        ("统计局", "统计局"),
        ("", ""),
    ],
)
def test_full_names(name: str, full: str) -> None:
    assert full_name(name) == full


def test_one_body_under_its_names_stands_once_and_says_so() -> None:
    (node,) = catalog.tree([row("a", "国务院办公厅"), row("b", "国办"), row("c", "国务院办公厅")])
    assert (node.issuer, node.count, node.names) == ("国务院办公厅", 3, ("国办",))


def test_a_bare_name_is_folded_only_where_the_source_makes_it_sure() -> None:
    sure = [row("a", "四川省人民政府"), row("b", "省政府"), row("c", "绵阳市人民政府办公室")]
    nodes = catalog.tree(sure)
    assert [(node.issuer, node.names) for node in nodes] == [
        ("四川省人民政府", ("省政府",)),
        ("绵阳市人民政府办公室", ()),
    ]
    nodes = catalog.tree([*sure, row("d", "云南省人民政府")])
    assert {node.issuer for node in nodes} == {
        "四川省人民政府", "云南省人民政府", "绵阳市人民政府办公室", "省政府",
    }  # fmt: skip
    nodes = catalog.tree([row("a", "四川省人民政府"), row("b", "省政府", source=2)])
    assert {node.issuer for node in nodes} == {"四川省人民政府", "省政府"}


def test_a_joint_document_stands_under_each_body_and_twice_under_none() -> None:
    joint = row("a", "中共中央办公厅", "国务院办公厅", "国办")
    nodes = catalog.tree([joint])
    assert [(node.issuer, node.count) for node in nodes] == [
        ("中共中央办公厅", 1),
        ("国务院办公厅", 1),
    ]
    assert all(node.years[0].rows == (joint,) for node in nodes)


def test_enclosed_texts_and_those_without_issuer_or_year() -> None:
    inner = row("a#1", "财政部", year=2015, enclosed_in="a")
    nodes = catalog.tree([row("a", "国务院办公厅"), inner, row("b", year=None)])
    assert [(node.issuer, node.count) for node in nodes] == [
        ("国务院办公厅", 1),
        ("财政部", 0),
        ("", 1),
    ]
    assert nodes[2].years[0].year is None


def test_the_order_inside_a_year() -> None:
    rows = [
        row("a", "国务院", number="国发〔2018〕10号", date="2018-03-01"),
        row("b", "国务院", number="国发〔2018〕9号", date="2018-04-01"),
        row("c", "国务院", date="2018-02-01"),
    ]

    def order(by: catalog.Order) -> str:
        return "".join(one.id for one in catalog.tree(rows, by)[0].years[0].rows)

    assert order("number") == "bac"
    assert order("date") == "cab"


def test_orders_are_counted_not_spelt() -> None:
    numbers = ["国务院令第99号", "国务院令第100号", "国务院令第701号", "国发〔2018〕1号", "无号"]
    rows = [row(number, "国务院", number=number) for number in numbers]
    random.Random(2).shuffle(rows)  # noqa: S311 - chance for a test
    (body,) = catalog.tree(rows)
    assert [one.id for one in body.years[0].rows] == [
        "国务院令第99号",
        "国务院令第100号",
        "国务院令第701号",
        "国发〔2018〕1号",
        "无号",
    ]


def test_issues_hold_their_contents_in_order() -> None:
    rows = [
        row("b", "国务院", ordinal=2),
        row("a", "国务院", ordinal=1),
        row("a#1", "财政部", ordinal=1, enclosed_in="a"),
        row("x", "国务院", source=2),
        row("y", "国务院", source=3),
    ]
    sources = [
        (1, "1.txt", Gazette("四川省人民政府公报", 2018, 7)),
        (2, "2.txt", Gazette("四川省人民政府公报", 2018, 6)),
        (3, "3.txt", Gazette()),
        (4, "empty.txt", Gazette()),
    ]
    assert [
        (node.gazette, node.issue, [one.id for one in node.rows])
        for node in catalog.issues(rows, sources)
    ] == [
        ("四川省人民政府公报", 6, ["x"]),
        ("四川省人民政府公报", 7, ["a", "a#1", "b"]),
        (None, None, ["y"]),
    ]


def test_every_document_is_in_both_views(seeded: Library, tmp_path: Path) -> None:
    joint = Paper(
        "四川省人民政府办公厅关于养蚕的通知", "川办发〔2018〕1号", ("现通知如下。",),
        signoff="四川省人民政府办公厅",
    )  # fmt: skip
    bring(seeded, tmp_path, "late.txt", joint)
    rows = {one.id for one in seeded.rows()}
    tree = seeded.catalog()
    assert {one.id for node in tree for year in node.years for one in year.rows} == rows
    nodes = seeded.issues()
    assert sorted(one.id for node in nodes for one in node.rows) == sorted(rows)
    assert len(nodes) == 6
    assert sum(one.enclosed_in is None for node in nodes for one in node.rows) == (
        seeded.document_count()
    )
