"""The words of the import report, and what the dialogs give back."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from zhupi.annotations.model import DEFAULT_MEANINGS, Colour
from zhupi.gazette.model import Doubt
from zhupi.library.model import BasketItem, DoubtReport, FileReport, ImportReport
from zhupi.qt import actions, themes
from zhupi.qt.dialogs import (
    AskDialog,
    BasketDialog,
    MeaningsDialog,
    ReportDialog,
    ShortcutsDialog,
    report_rows,
    report_sentence,
    report_title,
)

pytestmark = pytest.mark.usefixtures("qapp")

MIXED = ImportReport(
    added=[FileReport("/a/1.txt", 6), FileReport("/a/2.txt", 4)],
    unchanged=[FileReport("/a/3.txt")],
    skipped=[FileReport("/a/4.jpg", reason="不支持这种文件。")],
    failed=[FileReport("/a/5.txt", reason="无法读取“5.txt”：文件是空的。")],
    doubts=[
        DoubtReport("/a/1.txt", "国发〔2016〕49号", Doubt((12, 40), "表格经过重排", "由逐栏抽取")),
        DoubtReport("/a/2.txt", "无题公文", Doubt((7, 7), "没有标题", "文号上面没有标题")),
    ],
)


def test_the_report_counts_what_came_in_and_names_what_did_not() -> None:
    assert report_title(MIXED) == "导入完成，有文件没有进来"
    assert report_sentence(MIXED) == (
        "新增 2 期，共 10 件公文，1 个文件早已在库，跳过 1 个文件，1 个文件未能读取，2 处存疑。"
    )
    assert report_rows(MIXED) == [
        ("/a/5.txt", "未能读取", "文件是空的。"),
        ("/a/1.txt", "存疑", "国发〔2016〕49号　第 12–40 行　表格经过重排：由逐栏抽取"),
        ("/a/2.txt", "存疑", "无题公文　第 7 行　没有标题：文号上面没有标题"),
        ("/a/4.jpg", "跳过", "不支持这种文件。"),
        ("/a/1.txt", "新增", "6 件公文"),
        ("/a/2.txt", "新增", "4 件公文"),
        ("/a/3.txt", "早已在库", ""),
    ]


@pytest.mark.parametrize(
    ("report", "title"),
    [
        (ImportReport(), "导入完成"),
        (ImportReport(failed=[FileReport("x", reason="y")]), "没有导入"),
        (ImportReport(cancelled=True), "导入已取消"),
    ],
)
def test_the_title_says_how_it_went(report: ImportReport, title: str) -> None:
    assert report_title(report) == title


def test_the_report_shows_names_and_keeps_paths_in_the_tip(qtbot: QtBot) -> None:
    dialog = ReportDialog(MIXED, None)
    qtbot.addWidget(dialog)
    table = dialog.findChild(type(BasketDialog([], None).table))
    assert table is not None
    cell = table.item(0, 0)
    assert cell is not None
    assert (cell.text(), cell.toolTip()) == ("5.txt", "/a/5.txt")


def test_enter_gives_the_safe_answer(qtbot: QtBot) -> None:
    dialog = AskDialog("删除？", "", "删除", "取消", None)
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.waitExposed(dialog)
    answers: list[int] = []
    dialog.finished.connect(answers.append)
    QTest.keyClick(dialog, Qt.Key.Key_Return)
    assert answers == [0]


def test_the_basket_gives_back_what_is_selected(qtbot: QtBot) -> None:
    now = datetime(2026, 1, 1, tzinfo=UTC)
    items = [BasketItem("document:a", "甲", 1, 2, now), BasketItem("source:3", "乙", 6, 0, now)]
    dialog = BasketDialog(items, None)
    qtbot.addWidget(dialog)
    given: list[str] = []
    dialog.restore_requested.connect(given.append)
    dialog.table.selectRow(1)
    dialog.restore_button.click()
    assert given == ["source:3"]


def test_a_reader_cannot_restore(qtbot: QtBot) -> None:
    now = datetime(2026, 1, 1, tzinfo=UTC)
    dialog = BasketDialog([BasketItem("document:a", "甲", 1, 2, now)], None, writable=False)
    qtbot.addWidget(dialog)
    assert dialog.restore_button.isHidden()


def test_an_emptied_meaning_takes_its_default(qtbot: QtBot) -> None:
    dialog = MeaningsDialog(dict(DEFAULT_MEANINGS), themes.load("light"), None)
    qtbot.addWidget(dialog)
    dialog._boxes[Colour.RED].setText("必办")
    dialog._boxes[Colour.BLUE].setText("  ")
    assert dialog.meanings() == {**DEFAULT_MEANINGS, Colour.RED: "必办"}


def test_every_key_stands_in_the_list(qtbot: QtBot) -> None:
    from PySide6.QtWidgets import QLabel

    dialog = ShortcutsDialog(None)
    qtbot.addWidget(dialog)
    words = [label.text() for label in dialog.findChildren(QLabel)]
    for spec in actions.TABLE.values():
        if spec.keys:
            assert "　".join(spec.keys) in words
