"""The page of what is not in the library, in the real window."""

from __future__ import annotations

import csv
from pathlib import Path

import silk
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from zhupi.library import Library
from zhupi.library.citation_model import Missing
from zhupi.locations import places
from zhupi.qt.main_window import MainWindow
from zhupi.qt.messages import Recorder
from zhupi.qt.missing_model import COUNT, NUMBER, PAGE, TITLE, Listed, MissingModel
from zhupi.qt.missing_page import MissingPage

LATE, RULES = "国务院关于振兴丝绸的意见", "四川省桑蚕条例"


def shown(open_window, window: MainWindow) -> MissingPage:
    window.actions_["missing_texts"].trigger()
    open_window.settle(window)
    page = window.missing.page
    assert page is not None
    assert page.isVisible()
    return page


def listed(page: MissingPage) -> list[tuple[str, str, str]]:
    rows = page.view.rows
    return [
        (
            rows.index(row, COUNT).data(),
            rows.index(row, NUMBER).data(),
            rows.index(row, TITLE).data(),
        )
        for row in range(rows.rowCount())
    ]


def test_it_lists_the_most_cited_first(open_window, silk_folder) -> None:
    window = open_window(silk_folder)
    page = shown(open_window, window)
    assert listed(page) == [("1", "国发〔2015〕99号", LATE), ("1", "", RULES)]
    assert page.count.text() == "2 件"
    citing = page.view.rows.index(0, 0)
    assert page.view.rows.rowCount(citing) == 1
    assert page.view.rows.index(0, NUMBER, citing).data() == "川府发〔2017〕8号"


def test_the_seeds_lack_what_two_of_them_cite(open_window, folder) -> None:
    window = open_window(folder)
    page = shown(open_window, window)
    assert listed(page)[0] == ("2", "", "中华人民共和国统计法")
    counts = [int(count) for count, _, _ in listed(page)]
    assert counts == sorted(counts, reverse=True)


def test_enter_leads_to_the_place_and_escape_back(open_window, silk_folder) -> None:
    window = open_window(silk_folder)
    window.open(window.library.resolve("川府发〔2018〕9号"))
    page = shown(open_window, window)
    QTest.keyClick(page.view, Qt.Key.Key_Down)
    QTest.keyClick(page.view, Qt.Key.Key_Return)
    open_window.settle(window)
    assert window.panes.centre.currentWidget() is window.pane
    assert window.reader.id == window.library.resolve("川府发〔2017〕8号")
    stretch = window.pane.selected()
    assert stretch is not None
    assert window.pane.words[slice(*stretch)] == f"《{RULES}》"
    page = shown(open_window, window)
    QTest.keyClick(page.view, Qt.Key.Key_Escape)
    assert window.panes.centre.currentWidget() is window.pane


def test_the_document_under_a_text_is_the_one_that_opens(open_window, folder) -> None:
    window = open_window(folder)
    page = shown(open_window, window)
    first = page.view.rows.index(0, 0)
    page.view.expand(first)
    second = page.view.rows.index(1, 0, first)
    row = second.data(MissingModel.ROW)
    page.view.setCurrentIndex(second)
    page.open.click()
    open_window.settle(window)
    assert window.reader.id == row.id
    stretch = window.pane.selected()
    assert stretch is not None
    assert "统计法" in window.pane.words[slice(*stretch)]


def test_the_filter_and_copying(open_window, silk_folder) -> None:
    recorder = Recorder()
    window = open_window(silk_folder, recorder)
    page = shown(open_window, window)
    page.filter_box.setFocus()
    QTest.keyClicks(page.filter_box, "99")
    assert [row[TITLE] for row in listed(page)] == [LATE]
    assert page.count.text() == "1 / 2 件"
    QTest.keyClick(page.filter_box, Qt.Key.Key_Down)
    QTest.keyClick(page.view, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == f"《{LATE}》（国发〔2015〕99号）"
    page.filter_box.setFocus()
    page.filter_box.setText("没有这样的")
    assert page.nothing.isVisible()
    assert page.nothing.text() == "没有符合“没有这样的”的文件。"
    QTest.keyClick(page.filter_box, Qt.Key.Key_Escape)
    assert len(listed(page)) == 2
    assert page.view.isVisible()


def test_what_comes_in_goes_off_the_list(
    open_window, silk_folder, tmp_path: Path, qtbot: QtBot
) -> None:
    window = open_window(silk_folder)
    page = shown(open_window, window)
    with qtbot.waitSignal(window.library_desk.settled, timeout=30_000):
        window.keeper.import_paths([silk.printed(tmp_path, silk.LATE)])
    open_window.settle(window)
    assert [row[TITLE] for row in listed(page)] == [RULES]


def test_it_is_exported_where_it_was_told(open_window, silk_folder, tmp_path: Path) -> None:
    recorder = Recorder()
    window = open_window(silk_folder, recorder)
    page = shown(open_window, window)
    page.export.click()
    assert recorder.of("target")[-1].startswith("导出库中缺少的文件")
    assert not [said for said in recorder.of("info") if "已导出" in said]
    target = tmp_path / "缺.csv"
    recorder.chosen = [target]
    page.export.click()
    open_window.settle(window)
    assert recorder.of("info")[-1] == f"已导出 2 件到 {target}"
    with target.open(encoding="utf-8-sig", newline="") as stream:
        rows = list(csv.reader(stream))
    assert [row[2] for row in rows[1:]] == [LATE, RULES]
    assert window.settings.last_folder == str(tmp_path)


def test_nothing_is_missing_is_said(open_window, tmp_path: Path) -> None:
    folder = tmp_path / "one"
    library = Library.open(places(folder))
    silk.bring(library, tmp_path, "养蚕.txt", silk.PLAN)
    library.close()
    window = open_window(folder)
    page = shown(open_window, window)
    assert page.nothing.isVisible()
    assert page.nothing.text() == "库中文件引用到的文件，库里都有。"
    assert not page.export.isVisible()


def test_the_list_is_a_sound_model(silk_folder, qtmodeltester: ModelTester) -> None:
    library = Library.open(places(silk_folder))
    model = MissingModel()
    model.set_missing(Listed.of(library.missing()))
    library.close()
    qtmodeltester.check(model)
    parent = model.index(0, 0)
    child = model.index(0, 2, parent)
    assert child.parent() == parent
    assert model.index(0, 0, child) == QModelIndex()


def test_a_text_without_a_title_is_named_by_its_number() -> None:
    model = MissingModel()
    model.set_missing(Listed.of([Missing("国发〔2015〕99号", None, 1, (), ())]))
    assert model.index(0, TITLE).data() == "（引用时没有写题名）"
    assert model.rowCount(model.index(0, 0)) == 0


def many(count: int) -> list[Missing]:
    return [
        Missing(f"国发〔2015〕{at}号", f"第{at}件", 1, (f"第{at}件",), ()) for at in range(count)
    ]


def test_of_very_many_the_first_are_there_and_more_on_the_way() -> None:
    texts = many(5000)
    model = MissingModel()
    model.set_missing(Listed.of(texts))
    assert (model.rowCount(), model.shown) == (PAGE, 5000)
    model.fetchMore(QModelIndex())
    assert model.rowCount() == 2 * PAGE
    assert model.place(texts[4321]) == 4321
    assert model.rowCount() == 4322
    assert model.index(4321, TITLE).data() == "第4321件"
    model.filter("第123")
    assert model.shown == 11  # 123, and 1230 to 1239
    assert not model.canFetchMore(QModelIndex())


def test_rows_come_soundly(qtmodeltester: ModelTester) -> None:
    model = MissingModel()
    model.set_missing(Listed.of(many(2 * PAGE + 7)))
    qtmodeltester.check(model)
    while model.canFetchMore(QModelIndex()):
        model.fetchMore(QModelIndex())
    assert model.rowCount() == 2 * PAGE + 7
