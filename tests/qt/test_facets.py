"""The counts under the results, as rows."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from pytestqt.qtbot import QtBot

from zhupi.library.model import SearchResults
from zhupi.qt import themes
from zhupi.qt.catalog_model import Narrowing
from zhupi.qt.facets import Facet, FacetModel, FacetRow, FacetView, facet_rows

pytestmark = pytest.mark.usefixtures("qapp")

RESULTS = SearchResults(
    query="改革",
    warning=None,
    total=20,
    hits=(),
    milliseconds=1.0,
    issuers=(("国务院", 12), ("", 5), ("四川省人民政府", 3)),
    years=tuple((year, 1) for year in (2026, 2025, 2024, 2023, 2022, 2021, 0)),
    kinds=(("通知", 20),),
)


def drawn(rows: list[FacetRow]) -> list[str]:
    lines = []
    for row in rows:
        if row.is_heading:
            lines.append(row.label)
        else:
            count = "" if row.count is None else f" {row.count}"
            lines.append(f"{'✓' if row.chosen else ' '} {row.label}{count}")
    return lines


def test_what_cannot_tell_documents_apart_is_left_out_and_long_lists_are_cut() -> None:
    assert drawn(facet_rows(RESULTS, Narrowing(), [])) == [
        "发文机关",
        "  国务院 12",
        "  机关不详 5",
        "  四川省人民政府 3",
        "年份",
        "  2026 1",
        "  2025 1",
        "  2024 1",
        "  2023 1",
        "  全部 7 项",
    ]


def test_what_is_chosen_is_always_in_sight() -> None:
    narrowing = Narrowing(issuer="绵阳市人民政府", year=0, kind="通知")
    assert drawn(facet_rows(RESULTS, narrowing, [])) == [
        "发文机关",
        "  国务院 12",
        "  机关不详 5",
        "  四川省人民政府 3",
        "✓ 绵阳市人民政府 0",
        "年份",
        "  2026 1",
        "  2025 1",
        "  2024 1",
        "  2023 1",
        "✓ 年份不详 1",
        "  全部 7 项",
        "文种",
        "✓ 通知 20",
    ]


def test_all_values_are_shown_on_demand() -> None:
    rows = drawn(facet_rows(RESULTS, Narrowing(), [Facet.YEAR]))
    assert rows[4:] == ["年份", *(f"  {year} 1" for year in range(2026, 2020, -1)), "  年份不详 1"]


def test_a_choice_joins_those_made_and_a_second_one_undoes_it(qtbot: QtBot) -> None:
    view = FacetView()
    qtbot.addWidget(view)
    view.set_theme(themes.load("sepia"))
    QAbstractItemModelTester(
        view.rows, QAbstractItemModelTester.FailureReportingMode.Fatal, view.rows
    )
    wanted: list[Narrowing] = []
    view.narrowed.connect(wanted.append)
    chosen = Narrowing(words="土地", kind="通知")
    view.show_counts(RESULTS, chosen)
    view.resize(280, 400)
    view.show()
    for row, key in ((1, Qt.Key.Key_Return), (5, Qt.Key.Key_Space), (11, Qt.Key.Key_Space)):
        view.setCurrentIndex(view.rows.index(row))
        QTest.keyClick(view, key)
    assert wanted == [
        Narrowing("土地", "国务院", None, "通知"),
        Narrowing("土地", None, 2026, "通知"),
        Narrowing("土地", None, None, None),
    ]
    QTest.keyClick(view, Qt.Key.Key_Home)
    view._on_chosen(view.rows.index(0))
    assert len(wanted) == 3, "a heading is nothing to choose"
    view._on_chosen(view.rows.index(9))
    assert len(view.rows.rows()) == len(drawn(facet_rows(RESULTS, chosen, [Facet.YEAR])))
    assert not view.grab().isNull()


def test_a_value_is_spoken_with_its_count() -> None:
    model = FacetModel()
    model.set_rows(facet_rows(RESULTS, Narrowing(issuer="国务院"), []))
    role = Qt.ItemDataRole.AccessibleTextRole
    assert [model.index(row).data(role) for row in range(3)] == [
        "发文机关",
        "发文机关 国务院，12 件，已选",
        "发文机关 机关不详，5 件",
    ]
    assert model.data(QModelIndex()) is None
