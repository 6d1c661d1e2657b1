"""The form for a document's fields, the list of corrections, and the sign over the title."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QLineEdit, QPlainTextEdit
from pytestqt.qtbot import QtBot

from zhupi.gazette import corrections
from zhupi.gazette.corrections import Amends
from zhupi.qt.correction_form import CorrectionForm
from zhupi.qt.corrections_list import ALL, DOCUMENT, SOURCE, CorrectionsList
from zhupi.qt.main_window import MainWindow

from .conftest import Opener, document_of

NUMBER = "川府发〔2016〕37号"


@pytest.fixture
def window(open_window: Opener, folder: Path) -> MainWindow:
    """A window that reads 川府发〔2016〕37号."""
    opened = open_window(folder)
    opened.open(document_of(opened, NUMBER), 0)
    open_window.settle(opened)
    return opened


@pytest.fixture
def settle(open_window: Opener, window: MainWindow) -> Callable[[], None]:
    """Waits until what was asked for is written and shown."""
    return lambda: open_window.settle(window)


def form_of(window: MainWindow, settle: Callable[[], None]) -> CorrectionForm:
    window.actions_["correct"].trigger()
    settle()
    form = window.book.form
    assert form is not None
    return form


def list_of(window: MainWindow, settle: Callable[[], None]) -> CorrectionsList:
    window.actions_["corrections"].trigger()
    settle()
    shown = window.book.list
    assert shown is not None
    return shown


def write(form: CorrectionForm, amends: Amends, text: str) -> None:
    box = form.box(amends)
    if isinstance(box, QPlainTextEdit):
        box.setPlainText(text)
    elif isinstance(box, QComboBox):
        box.setCurrentText(text)
    else:
        box.setText(text)


def cells(shown: CorrectionsList) -> list[list[str]]:
    found = []
    for row in range(shown.table.rowCount()):
        items = [shown.table.item(row, column) for column in range(4)]
        found.append([item.text() for item in items if item is not None])
    return found


def test_the_form_shows_what_was_read_beside_the_raw_lines(
    window: MainWindow, settle: Callable[[], None]
) -> None:
    form = form_of(window, settle)
    read = {}
    for amends in (Amends.NUMBER, Amends.ISSUERS, Amends.DATE):
        box = form.box(amends)
        assert isinstance(box, QLineEdit)
        read[amends] = box.text()
    assert read == {
        Amends.NUMBER: NUMBER,
        Amends.ISSUERS: "四川省人民政府",
        Amends.DATE: "2016-08-24",
    }
    assert form.pane.top_line() == 674
    assert not form.agree.isEnabled()
    form.reject()


def test_each_field_that_was_changed_is_a_step_of_its_own(
    window: MainWindow, settle: Callable[[], None]
) -> None:
    form = form_of(window, settle)
    write(form, Amends.NUMBER, "川府发[2016]３８号")
    write(form, Amends.ISSUERS, "四川省人民政府办公厅、四川省商务厅")
    write(form, Amends.DATE, "2016.8.25")
    form.agree.click()
    settle()
    assert window.reader.stored is not None
    document = window.reader.stored.document
    assert (document.number, document.issuers, document.date) == (
        "川府发〔2016〕38号",
        ("四川省人民政府办公厅", "四川省商务厅"),
        "2016-08-25",
    )
    assert window.sign.button.text() == "已更正 3 处"
    # The text is evidence: the number is printed as it was.
    assert NUMBER in window.pane.words
    window.actions_["undo"].trigger()
    settle()
    assert window.reader.stored.document.date == "2016-08-24"
    assert window.reader.stored.document.number == "川府发〔2016〕38号"


def test_what_cannot_be_meant_is_told_beside_its_box(
    window: MainWindow, settle: Callable[[], None]
) -> None:
    form = form_of(window, settle)
    write(form, Amends.NUMBER, "三十七号")
    write(form, Amends.DATE, "去年")
    told = [label.text() for label in form._faults.values() if label.text()]
    assert told == [
        "“三十七号”不像发文字号，应如“国发〔2016〕49号”。",
        "“去年”不是日期，应如“2016-08-16”。",
    ]
    assert not form.agree.isEnabled()
    write(form, Amends.DATE, "")
    write(form, Amends.NUMBER, "")
    assert form.agree.isEnabled()
    form.reject()


def test_a_field_is_put_back_to_what_was_read(
    window: MainWindow, settle: Callable[[], None]
) -> None:
    form = form_of(window, settle)
    write(form, Amends.KIND, "意见")
    form.agree.click()
    settle()
    assert window.reader.stored is not None
    assert window.reader.stored.document.kind == "意见"
    form = form_of(window, settle)
    assert list(form.back_buttons) == [Amends.KIND]
    assert form.back_buttons[Amends.KIND].toolTip() == "程序读作：通知"
    form.back_buttons[Amends.KIND].click()
    settle()
    assert window.reader.stored.document.kind == "通知"
    window.actions_["undo"].trigger()
    settle()
    assert window.reader.stored.document.kind == "意见"


def test_the_sign_is_seen_whole_or_not_at_all(
    window: MainWindow, settle: Callable[[], None]
) -> None:
    form = form_of(window, settle)
    write(form, Amends.NUMBER, "川府发〔2016〕38号")
    form.agree.click()
    settle()
    bar, sign = window.pane.verticalScrollBar(), window.sign.button
    bar.setValue(0)
    assert sign.isVisible()
    above = sign.y()
    bar.setValue(above)
    assert (sign.isVisible(), sign.y()) == (True, 0)
    bar.setValue(above + 1)
    assert not sign.isVisible()
    bar.setValue(0)
    assert (sign.isVisible(), sign.y()) == (True, above)


def test_corrections_are_listed_taken_back_and_gone_to(
    window: MainWindow, settle: Callable[[], None], qtbot: QtBot
) -> None:
    other = window.library.document(document_of(window, "国发〔2016〕49号"))
    heading = next(
        at for at, block in enumerate(other.document.blocks) if block.text == "（二）总体要求。"
    )
    window.corrections.correct(other.id, lambda: corrections.join(other.document, heading - 1))
    settle()
    form = form_of(window, settle)
    write(form, Amends.NUMBER, "川府发〔2016〕38号")
    form.agree.click()
    settle()
    window.sign.button.click()
    settle()
    shown = window.book.list
    assert shown is not None
    assert [row[0] for row in cells(shown)] == ["发文字号改为“川府发〔2016〕38号”"]
    assert "程序读作：川府发〔2016〕37号" in shown.told.text()
    shown.scope.setCurrentIndex(SOURCE)
    assert [row[0] for row in cells(shown)] == [
        "第 129 行并入上一段",
        "发文字号改为“川府发〔2016〕38号”",
    ]
    shown.scope.setCurrentIndex(ALL)
    assert [row[3] for row in cells(shown)] == ["已采用", "已采用"]
    shown.table.selectRow(1)
    QTest.keyClick(shown.table, Qt.Key.Key_Delete)
    settle()
    assert [row[0] for row in cells(shown)] == ["第 129 行并入上一段"]
    assert window.reader.stored is not None
    assert window.reader.stored.document.number == NUMBER
    with qtbot.waitSignal(window.source.shown):
        shown.go.click()
    settle()
    assert window.reader.id == other.id
    assert window.source.view is not None
    assert window.source.view.pane.current_line == 129


def test_a_correction_that_no_longer_fits_is_shown_as_such(
    window: MainWindow, settle: Callable[[], None]
) -> None:
    stored = window.library.document(document_of(window, "国发〔2016〕49号"))
    window.open(stored.id)
    settle()
    view = window.library.raw_view(stored.id)
    at = stored.document.text.index("和“四个全面”战略布局")
    window.corrections.correct(stored.id, lambda: corrections.part(view, at))
    settle()
    window.corrections.correct(stored.id, lambda: corrections.furniture(111))
    settle()
    assert window.sign.button.text() == "已更正 1 处，另有 1 处更正不再适用"
    shown = list_of(window, settle)
    assert shown.scope.currentIndex() == DOCUMENT
    states = {row[0]: row[3] for row in cells(shown)}
    assert states == {"第 111 行起另起一段": "不再适用", "第 111 行不是正文": "已采用"}
    shown.reject()


def test_the_sign_is_there_when_a_window_opens_where_the_last_one_closed(
    window: MainWindow, open_window: Opener, folder: Path
) -> None:
    read = window.reader.stored
    assert read is not None
    window.library.correct(read.id, corrections.join(read.document, 4))
    open_window.close(window)
    again = open_window(folder)
    open_window.settle(again)
    assert again.reader.id == read.id
    assert again.sign.button.text() == "已更正 1 处"
    assert again.sign.button.isVisible()


def test_a_document_without_corrections_has_no_sign(
    window: MainWindow, settle: Callable[[], None]
) -> None:
    assert window.sign.button.isHidden()
    shown = list_of(window, settle)
    assert shown.count.text() == "没有更正"
    assert not shown.back.isEnabled()
    shown.reject()


def test_what_is_told_of_a_correction_lies_below_the_list(
    window: MainWindow, settle: Callable[[], None]
) -> None:
    form = form_of(window, settle)
    write(form, Amends.TITLE, "另一题名")
    form.agree.click()
    settle()
    shown = list_of(window, settle)
    assert "程序读作" in shown.told.text()
    assert shown.told.height() >= shown.told.heightForWidth(shown.told.width())
    assert not shown.told.geometry().intersects(shown.table.geometry())
    shown.reject()
