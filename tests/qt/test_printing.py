"""Printing and PDF over the real window; the printer writes into a file."""

from __future__ import annotations

from pathlib import Path

import pypdfium2
import pytest
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from zhupi.annotations.model import Colour
from zhupi.library import Library
from zhupi.locations import places
from zhupi.qt.main_window import MainWindow
from zhupi.qt.messages import Recorder
from zhupi.qt.print_dialog import PrintDialog

NUMBER = "国发〔2016〕49号"
TITLE = "国务院关于推进中央与地方财政事权和支出责任划分改革的指导意见"
QUOTE = "财政事权是一级政府应承担的运用财政资金提供基本公共服务的任务和职责"


@pytest.fixture
def marked(folder: Path) -> Path:
    library = Library.open(places(folder))
    document = library.resolve(NUMBER)
    start, end = library.find_quote(document, QUOTE)
    library.highlight(document, start, end, colour=Colour.GREEN, note="谁负责？")
    library.close()
    return folder


def opened(open_window, folder: Path, recorder: Recorder | None = None) -> MainWindow:
    window = open_window(folder, recorder)
    window.open(window.library.resolve(NUMBER))
    open_window.settle(window)
    return window


def shown(qtbot: QtBot, window: MainWindow) -> PrintDialog:
    qtbot.waitUntil(lambda: window.printer.dialog is not None, timeout=10_000)
    dialog = window.printer.dialog
    assert dialog is not None
    seen(qtbot, window, dialog)
    return dialog


def seen(qtbot: QtBot, window: MainWindow, dialog: PrintDialog) -> None:
    qtbot.waitUntil(lambda: not dialog.waiting and not window.runner.busy, timeout=30_000)


def closed(qtbot: QtBot, window: MainWindow) -> None:
    qtbot.waitUntil(lambda: window.printer.dialog is None, timeout=30_000)


def pages_of(path: Path) -> list[str]:
    file = pypdfium2.PdfDocument(path)
    texts = []
    for page in file:
        text = page.get_textpage()
        texts.append("".join(text.get_text_range().split()))
        text.close()
        page.close()
    file.close()
    return texts


def choose(box, value: str) -> None:
    box.setCurrentIndex(box.findData(value))


def test_the_document_as_pdf(qtbot, open_window, marked, tmp_path) -> None:
    target = tmp_path / "out.pdf"
    window = opened(open_window, marked, Recorder(chosen=[target]))
    QTest.keyClick(window, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    dialog = shown(qtbot, window)
    assert dialog.subject.currentText() == f"本文全文（{NUMBER}）"
    choose(dialog.notes, "table")
    seen(qtbot, window, dialog)
    total = dialog.count.text()
    dialog.pdf.click()
    closed(qtbot, window)
    pages = pages_of(target)
    assert total == f"第 1 页，共 {len(pages)} 页"
    assert all(page.startswith(TITLE + NUMBER) for page in pages)
    assert pages[0].endswith(f"1/{len(pages)}")
    text = "".join(pages)
    assert f"{QUOTE}[1]" in text
    assert "标记：数据" in pages[-1]
    assert "谁负责？" in pages[-1]
    assert window.messages.of("info")[-1] == f"已存为 {target}"
    assert f"{TITLE}.pdf" in window.messages.of("target")[0]


@pytest.mark.parametrize(
    ("carry", "number", "legend"), [("marks", False, True), ("nothing", False, False)]
)
def test_with_fewer_marks(qtbot, open_window, marked, tmp_path, carry, number, legend) -> None:
    target = tmp_path / "out.pdf"
    window = opened(open_window, marked, Recorder(chosen=[target]))
    window.actions_["print"].trigger()
    dialog = shown(qtbot, window)
    choose(dialog.carry, carry)
    assert not dialog.notes.isVisible()
    dialog.head.setChecked(False)
    dialog.foot.setChecked(False)
    seen(qtbot, window, dialog)
    dialog.pdf.click()
    closed(qtbot, window)
    text = "".join(pages_of(target))
    assert ("[1]" in text, "标记：" in text) == (number, legend)
    assert text.count(TITLE) == 1
    assert "谁负责" not in text


def test_the_selection_in_the_look_of_a_public_document(
    qtbot, open_window, marked, tmp_path
) -> None:
    target = tmp_path / "out.pdf"
    window = opened(open_window, marked, Recorder(chosen=[target]))
    start = window.pane.words.index(QUOTE)
    window.pane.select(start, start + len(QUOTE))
    window.actions_["print"].trigger()
    dialog = shown(qtbot, window)
    assert dialog.subject.currentData() == "selection"
    choose(dialog.look, "gongwen")
    choose(dialog.carry, "nothing")
    dialog.head.setChecked(False)
    seen(qtbot, window, dialog)
    dialog.pdf.click()
    closed(qtbot, window)
    [page] = pages_of(target)
    assert page.startswith(f"节选自《{TITLE}》（{NUMBER}）一{QUOTE}—1—")


def test_pages_can_be_turned_and_are_drawn(qtbot, open_window, marked) -> None:
    window = opened(open_window, marked)
    window.actions_["print"].trigger()
    dialog = shown(qtbot, window)
    first = dialog.page.image
    assert first is not None
    assert not dialog.back.isEnabled()
    QTest.keyClick(dialog, Qt.Key.Key_PageDown)
    seen(qtbot, window, dialog)
    assert dialog.count.text().startswith("第 2 页")
    assert dialog.page.image is not None
    assert dialog.page.image != first
    assert dialog.back.isEnabled()
    assert dialog.page.accessibleDescription()


def test_a_file_that_stands_in_for_a_printer_gets_the_pages_asked_for(
    qtbot, open_window, marked, tmp_path
) -> None:
    target = tmp_path / "printed.pdf"
    asked = []

    def printer(_parent, pages: int) -> QPrinter:
        made = QPrinter(QPrinter.PrinterMode.HighResolution)
        made.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        made.setOutputFileName(str(target))
        made.setFromTo(2, 3)
        asked.append(pages)
        return made

    window = opened(open_window, marked)
    window.printer.ask_printer = printer
    window.actions_["print"].trigger()
    dialog = shown(qtbot, window)
    dialog.go.click()
    closed(qtbot, window)
    assert window.messages.of("info")[-1] == f"已存为 {target}"
    texts = pages_of(target)
    assert len(texts) == 2
    assert texts[0].endswith(f"2/{asked[0]}")
    file = pypdfium2.PdfDocument(target)
    assert [round(side / 72 * 25.4) for side in file[0].get_size()] == [210, 297]
    file.close()
    assert asked[0] > 3


def test_a_fault_of_the_disk_is_a_sentence_and_the_dialog_stays(
    qtbot, open_window, marked, tmp_path
) -> None:
    window = opened(open_window, marked, Recorder(chosen=[tmp_path / "no" / "out.pdf"]))
    window.actions_["print"].trigger()
    dialog = shown(qtbot, window)
    dialog.pdf.click()
    qtbot.waitUntil(lambda: bool(dialog.fault.text()), timeout=20_000)
    assert dialog.fault.text() == "无法写入“out.pdf”：所在文件夹不存在。"
    assert dialog.isVisible()
    assert dialog.pdf.isEnabled()


def test_closing_it_while_it_works_stops_the_work_and_nothing_is_left(
    qtbot, open_window, marked, tmp_path
) -> None:
    window = opened(open_window, marked, Recorder(chosen=[tmp_path / "out.pdf"]))
    window.actions_["print"].trigger()
    dialog = shown(qtbot, window)
    dialog.pdf.setFocus()
    dialog.pdf.click()
    assert not dialog.close()  # before the lane's answer is heard
    qtbot.waitUntil(lambda: dialog.pdf.isEnabled(), timeout=10_000)
    assert dialog.fault.text() == "已停止。"
    assert dialog.isVisible()
    assert dialog.focusWidget() is dialog.pdf
    assert [one for one in tmp_path.iterdir() if one.is_file()] == []
    assert dialog.close()
    closed(qtbot, window)


def test_the_buttons_are_reached_from_left_to_right(qtbot, open_window, marked) -> None:
    window = opened(open_window, marked)
    window.actions_["print"].trigger()
    dialog = shown(qtbot, window)
    dialog.cancel.setFocus()
    reached = [dialog.cancel]
    for _ in range(2):
        QTest.keyClick(reached[-1], Qt.Key.Key_Tab)
        reached.append(dialog.focusWidget())
    assert reached == [dialog.cancel, dialog.pdf, dialog.go]


def test_another_ending_is_made_a_pdf_and_asked_about(qtbot, open_window, marked, tmp_path) -> None:
    (tmp_path / "out.txt.pdf").write_text("我的", "utf-8")
    window = opened(open_window, marked, Recorder(chosen=[tmp_path / "out.txt"], answers=[False]))
    window.actions_["print"].trigger()
    dialog = shown(qtbot, window)
    dialog.pdf.click()
    assert len(window.messages.of("ask")) == 1
    assert (tmp_path / "out.txt.pdf").read_text("utf-8") == "我的"
    assert not (tmp_path / "out.txt").exists()


def test_choices_are_there_again(qtbot, open_window, marked) -> None:
    window = opened(open_window, marked)
    window.actions_["print"].trigger()
    dialog = shown(qtbot, window)
    choose(dialog.look, "gongwen")
    dialog.head.setChecked(False)
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    closed(qtbot, window)
    window.actions_["print"].trigger()
    dialog = shown(qtbot, window)
    assert dialog.look.currentData() == "gongwen"
    assert not dialog.head.isChecked()
    assert dialog.foot.isChecked()
