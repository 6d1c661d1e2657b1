"""The catalog's model: clean for Qt's own tester, narrowed, short, spoken."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester

from zhupi.library.citation_model import State
from zhupi.library.groups import Groups
from zhupi.library.model import (
    CatalogRow,
    Collection,
    IssueNode,
    IssuerNode,
    ReadingState,
    SavedSearch,
    YearNode,
)
from zhupi.qt.catalog_model import SEARCHES, CatalogModel, Narrowing

pytestmark = pytest.mark.usefixtures("qapp")


def row(id_: str, number: str | None, title: str, year: int | None = 2016, **fields) -> CatalogRow:
    plain = CatalogRow(
        id=id_,
        number=number,
        title=title,
        kind="通知",
        date="2016-08-16",
        year=year,
        issuers=("国务院",),
        source="000.txt",
        source_id=1,
        ordinal=1,
        work=id_,
        revision=1,
        lines=(1, 9),
        complete=True,
        doubts=0,
        annotations=0,
    )
    return replace(plain, **fields)


FIRST = row("a", "国发〔2016〕49号", "国务院关于推进财政事权划分改革的指导意见", kind="意见")
SECOND = row("b", "国发〔2016〕48号", "国务院关于印发降低实体经济企业成本工作方案的通知")
INNER = row(
    "c#1", "国发〔2017〕48号", "国务院关于开展第三次全国土地调查的通知", 2017, enclosed_in="c"
)
CATALOG = (
    IssuerNode("国务院", 2, (YearNode(2016, 2, (SECOND, FIRST)), YearNode(2017, 0, (INNER,)))),
    IssuerNode("", 1, (YearNode(None, 1, (row("d", None, "无名的文件", None, issuers=()),)),)),
)


def drawn(model: CatalogModel) -> list[str]:
    lines = []

    def draw(parent: QModelIndex, depth: int) -> None:
        for place in range(model.rowCount(parent)):
            index = model.index(place, 0, parent)
            lines.append("  " * depth + str(index.data()))
            draw(index, depth + 1)

    draw(QModelIndex(), 0)
    return lines


def test_the_tree_is_drawn_by_issuer_and_year_with_short_titles() -> None:
    model = CatalogModel()
    model.set_catalog(CATALOG)
    assert drawn(model) == [
        "国务院　2",
        "  2016　2",
        "    48号　降低实体经济企业成本工作方案",
        "    49号　推进财政事权划分改革的指导意见",
        "  2017　0",
        "    48号　开展第三次全国土地调查",
        "机关不详　1",
        "  年份不详　1",
        "    无名的文件",
    ]


def test_qt_finds_no_fault_with_it_while_it_changes() -> None:
    model = CatalogModel()
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal, model)
    model.set_catalog(CATALOG)
    model.narrow(Narrowing("土地"))
    model.set_catalog(CATALOG[:1])
    model.narrow(Narrowing())
    model.set_catalog(())


@pytest.mark.parametrize(
    ("narrowing", "expected"),
    [
        (Narrowing("49"), ["a"]),
        (Narrowing("国发 2016"), ["b", "a"]),
        (Narrowing("成本"), ["b"]),
        (Narrowing(kind="意见"), ["a"]),
        (Narrowing(year=2017), []),
        (Narrowing(year=0), ["d"]),
        (Narrowing(issuer=""), ["d"]),
        (Narrowing("没有"), []),
    ],
)
def test_narrowing_leaves_what_fits_and_counts_it(
    narrowing: Narrowing, expected: list[str]
) -> None:
    model = CatalogModel()
    model.set_catalog(CATALOG)
    model.narrow(narrowing)
    assert model.documents() == expected
    counted = [node.count for node in model.nodes() if node.parent and node.parent.parent is None]
    assert counted == ([len(expected)] if expected else [0] if narrowing.year else [])


def test_a_document_is_spoken_in_full() -> None:
    model = CatalogModel()
    model.set_catalog(CATALOG)
    index = model.index_of("a")
    assert index.data(Qt.ItemDataRole.AccessibleTextRole) == (
        "国发〔2016〕49号 国务院关于推进财政事权划分改革的指导意见，未读"
    )
    assert "2016年8月16日" in index.data(Qt.ItemDataRole.ToolTipRole)
    assert model.index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole) == "国务院，2 件"


def saved(id_: str, name: str) -> SavedSearch:
    moment = datetime(2026, 1, 1, tzinfo=UTC)
    return SavedSearch(id_, name, "财政", "国务院", 0, None, "date", 0, moment, moment)


def test_saved_searches_stand_over_the_catalog() -> None:
    model = CatalogModel()
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal, model)
    model.set_catalog(CATALOG)
    model.set_searches((saved("x", "省以下财政"), saved("y", "土地")))
    model.set_counts({"x": 12, "y": 0})
    assert drawn(model)[:4] == ["保存的搜索　2", "  省以下财政　12", "  土地　0", "国务院　2"]
    assert model.documents() == ["b", "a", "d"]
    index = model.index_by_key(f"{SEARCHES}/x")
    role = Qt.ItemDataRole.AccessibleTextRole
    assert index.data(role) == "保存的搜索，省以下财政，12 件"
    assert index.parent().data(role) == "保存的搜索，2 个"
    assert index.data(Qt.ItemDataRole.ToolTipRole) == (
        "省以下财政\n搜索：财政\n限于：国务院、年份不详"
    )
    assert index.flags() & Qt.ItemFlag.ItemIsEditable
    model.narrow(Narrowing("土地"))
    assert drawn(model)[:2] == ["保存的搜索　1", "  土地　0"]
    model.set_searches(())
    assert not any(line.startswith("保存") for line in drawn(model))


@given(st.integers(-3, 400), st.integers(-2, 3))
def test_no_index_however_wrong_raises(row_: int, column: int) -> None:
    model = CatalogModel()
    model.set_catalog(CATALOG)
    index = model.index(row_, column)
    for role in range(20):
        model.data(index, role)
    stale = model.index(0, 0, model.index(0, 0))
    model.set_catalog(())
    assert (model.data(stale), model.rowCount(stale)) == ("", 0)


def test_a_body_is_narrowed_by_the_name_that_its_documents_bear() -> None:
    """As search does: 国办 finds the documents signed so, under the body's full name."""
    full = row("x", "国办发〔2016〕1号", "甲", 2016, issuers=("国务院办公厅",))
    short = row("y", "国办发〔2016〕2号", "乙", 2016, issuers=("国办",))
    years = (YearNode(2016, 2, (full, short)),)
    model = CatalogModel()
    model.set_catalog((IssuerNode("国务院办公厅", 2, years, ("国办",)),))
    model.narrow(Narrowing(issuer="国办"))
    shown = [node.row.id for node in model.nodes() if node.row is not None]
    assert shown == ["y"]


def grouped(**fields) -> Groups:
    return replace(Groups(), **fields)


MOMENT = datetime(2026, 1, 1, tzinfo=UTC)
LAND = Collection("l", "土地", MOMENT, MOMENT)
EMPTY = Collection("e", "待学", MOMENT, MOMENT)
GROUPS = grouped(
    favourites=("a", "gone"),
    recent=("b", "a"),
    collections=((LAND, ("c#1", "b")), (EMPTY, ())),
    readings={
        "a": ReadingState("a", 45, read="2026-01-01"),
        "b": ReadingState("b", 100, done=True),
    },
)


def test_what_the_user_keeps_stands_over_the_catalog() -> None:
    model = CatalogModel()
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal, model)
    model.set_catalog(CATALOG)
    model.set_groups(GROUPS)
    model.set_tags((("重点", ("b",)), ("旧", ("gone",))))
    assert drawn(model)[:15] == [
        "收藏　1",
        "  49号　推进财政事权划分改革的指导意见",
        "最近阅读　2",
        "  48号　降低实体经济企业成本工作方案",
        "  49号　推进财政事权划分改革的指导意见",
        "我的专题　2",
        "  土地　2",
        "    48号　开展第三次全国土地调查",
        "    48号　降低实体经济企业成本工作方案",
        "  待学　0",
        "    从公文的菜单加入，或拖到这里",
        "标签　1",
        "  重点　1",
        "    48号　降低实体经济企业成本工作方案",
        "国务院　2",
    ]
    # Stepping from document to document goes through the catalog, where each stands.
    assert model.documents() == ["b", "a", "d"]
    assert model.index_of("a").parent().parent().data() == "国务院　2"
    model.narrow(Narrowing("成本"))
    assert drawn(model) == [
        "最近阅读　1",
        "  48号　降低实体经济企业成本工作方案",
        "我的专题　1",
        "  土地　1",
        "    48号　降低实体经济企业成本工作方案",
        "标签　1",
        "  重点　1",
        "    48号　降低实体经济企业成本工作方案",
        "国务院　1",
        "  2016　1",
        "    48号　降低实体经济企业成本工作方案",
    ]
    model.set_groups(Groups())
    model.set_tags(())
    assert drawn(model)[0] == "国务院　1"


def test_a_row_says_how_far_it_was_read_and_what_is_known_of_its_force() -> None:
    model = CatalogModel()
    model.set_catalog(CATALOG)
    model.set_groups(GROUPS)
    model.set_force({"b": State.REPEALED, "d": State.IN_FORCE}, {"a": "2028-05-01"})
    role = Qt.ItemDataRole.AccessibleTextRole
    assert model.index_of("a").data(role) == (
        "国发〔2016〕49号 国务院关于推进财政事权划分改革的指导意见，读到 45%，收藏，"
        "有效期至2028年5月1日（据本库文件）"
    )
    assert model.index_of("b").data(role) == (
        "国发〔2016〕48号 国务院关于印发降低实体经济企业成本工作方案的通知，已读，"
        "已废止（据本库文件）"
    )
    assert model.index_of("d").data(role) == "无名的文件，无文号，未读"
    marks = [model.index_of(one).data(CatalogModel.MARKS) for one in ("a", "b", "d", "c#1")]
    assert [mark.force for mark in marks] == ["至2028年", "已废止", "", ""]
    assert [(mark.percent, mark.done, mark.favourite) for mark in marks] == [
        (45, False, True),
        (0, True, False),
        (0, False, False),
        (0, False, False),
    ]
    assert "已废止（据本库文件）" in model.index_of("b").data(Qt.ItemDataRole.ToolTipRole)


def test_reading_on_repaints_rows_and_moves_none(qtbot) -> None:
    model = CatalogModel()
    model.set_catalog(CATALOG)
    model.set_groups(GROUPS)
    index = model.index_of("a")
    further = {**GROUPS.readings, "a": ReadingState("a", 60, read="2026-01-01")}
    with qtbot.assertNotEmitted(model.modelReset), qtbot.waitSignal(model.dataChanged):
        model.set_groups(replace(GROUPS, readings=further))
    assert index.data(CatalogModel.MARKS).percent == 60


def test_documents_become_rows_when_they_come_into_sight() -> None:
    model = CatalogModel()
    many = tuple(row(f"x{at}", None, f"第{at}件") for at in range(1000))
    model.set_catalog((IssuerNode("国务院", 1000, (YearNode(2016, 1000, many),)),))
    year = model.index(0, 0, model.index(0, 0))
    assert model.rowCount(year) == 1000
    assert len(model._nodes) == 3
    assert model.index(999, 0, year).data() == "第999件"
    assert len(model._nodes) == 1003
    assert model.index_by_key("i:国务院/2016/x7").data() == "第7件"


ISSUES = (
    IssueNode("四川省人民政府公报", 2018, 4, 7, "一.txt", (SECOND, INNER, FIRST)),
    IssueNode(None, None, None, 8, "二.txt", (row("d", None, "无名的文件", None, issuers=()),)),
)


def test_by_gazette_issue_the_contents_stand_in_their_order() -> None:
    model = CatalogModel()
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal, model)
    model.set_catalog(CATALOG, ISSUES)
    assert drawn(model) == [
        "四川省人民政府公报　2",
        "  2018年第4期　2",
        "    48号　降低实体经济企业成本工作方案",
        "    48号　开展第三次全国土地调查",
        "    49号　推进财政事权划分改革的指导意见",
        "公报不详　1",
        "  二.txt　1",
        "    无名的文件",
    ]
    model.narrow(Narrowing("财政"))
    assert drawn(model) == [
        "四川省人民政府公报　1",
        "  2018年第4期　1",
        "    49号　推进财政事权划分改革的指导意见",
    ]


def test_a_gazette_of_many_issues_has_its_years() -> None:
    model = CatalogModel()
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal, model)
    issues = tuple(
        IssueNode(
            "公报", 2016 + at // 24, at % 24 + 1, at, f"{at}.txt", (row(f"x{at}", None, "甲"),)
        )
        for at in range(48)
    )
    model.set_catalog(CATALOG, issues)
    assert [line for line in drawn(model) if not line.startswith("    ")] == [
        "公报　48",
        "  2016　24",
        "  2017　24",
    ]
    assert drawn(model)[2:4] == ["    2016年第1期　1", "      甲"]


def test_a_body_shows_the_names_that_were_folded_into_it() -> None:
    model = CatalogModel()
    years = (YearNode(2016, 1, (FIRST,)),)
    model.set_catalog((IssuerNode("四川省人民政府办公厅", 1, years, ("省政府办公厅",)),))
    index = model.index(0, 0)
    assert index.data() == "四川省人民政府办公厅（省政府办公厅）　1"
    assert index.data(Qt.ItemDataRole.ToolTipRole) == "四川省人民政府办公厅\n也署作：省政府办公厅"


def test_documents_are_dragged_into_collections_and_nowhere_else(qtbot) -> None:
    model = CatalogModel()
    model.set_catalog(CATALOG)
    model.set_groups(GROUPS)
    dragged = model.mimeData([model.index_of("a"), model.index_of("d"), model.index(0, 0)])
    copy = Qt.DropAction.CopyAction
    land = model.index_by_key("c:/l")
    inside, hint = model.index(0, 0, land), model.index(0, 0, model.index_by_key("c:/e"))
    for target in (land, inside):
        with qtbot.waitSignal(model.dropped) as said:
            assert model.dropMimeData(dragged, copy, -1, 0, target)
        assert said.args == ["l", ["a", "d"]]
    with qtbot.waitSignal(model.dropped) as said:
        model.dropMimeData(dragged, copy, -1, 0, hint)
    assert said.args[0] == "e"
    with qtbot.waitSignal(model.dropped) as said:
        model.dropMimeData(dragged, copy, -1, 0, model.index_by_key("favourites:"))
    assert said.args[0] == "favourites"
    for refused in (model.index_of("a"), model.index_by_key("recent:"), QModelIndex()):
        assert not model.dropMimeData(dragged, copy, -1, 0, refused)
    model.writable = False
    assert not model.dropMimeData(dragged, copy, -1, 0, land)
