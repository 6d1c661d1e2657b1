"""The line under a document's end: where it stands, and where it leads."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from zhupi.qt.main_window import MainWindow

FIRST = "国发〔2016〕48号"
SECOND = "国发〔2016〕49号"


def at_end(window: MainWindow) -> None:
    bar = window.pane.verticalScrollBar()
    bar.setValue(bar.maximum())


def test_it_stands_under_the_last_line_and_leads_to_the_next(open_window, folder, qtbot) -> None:
    window = open_window(folder)
    window.open(window.library.resolve(FIRST))
    line, pane = window.next_line, window.pane
    assert not line.isVisible()
    at_end(window)
    qtbot.waitUntil(line.isVisible)
    assert line.accessibleName() == (
        "下一件　国发〔2016〕49号　推进中央与地方财政事权和支出责任划分改革的指导意见"
    )
    last = pane.rect_of(len(pane.words))
    assert last.bottom() <= line.geometry().top()
    assert pane.viewport().rect().contains(line.geometry())
    pane.verticalScrollBar().setValue(pane.verticalScrollBar().value() - 20)
    assert pane.rect_of(len(pane.words)).bottom() <= line.geometry().top()
    QTest.mouseClick(line, Qt.MouseButton.LeftButton)
    open_window.settle(window)
    assert window.reader.id == window.library.resolve(SECOND)
    assert not line.isVisible()
    assert window.pane.hasFocus()


def test_there_is_none_after_the_last_document_or_in_the_middle(open_window, folder) -> None:
    window = open_window(folder)
    catalog = window.left.catalog
    document = window.library.resolve(FIRST)
    while (following := catalog.neighbour(document, 1)) is not None:
        document = following
    window.open(document)
    at_end(window)
    open_window.settle(window)
    assert not window.next_line.isVisible()
    assert window.documents.name_of_next() == ""
    window.open(window.library.resolve(FIRST))
    window.reader.go_to(2000)
    assert not window.next_line.isVisible()


def test_it_fits_a_narrow_pane(open_window, folder, qtbot) -> None:
    window = open_window(folder)
    window.resize(860, 600)
    window.open(window.library.resolve(FIRST))
    at_end(window)
    qtbot.waitUntil(window.next_line.isVisible)
    assert window.pane.viewport().rect().contains(window.next_line.geometry())
    assert window.next_line.text().endswith("…")
