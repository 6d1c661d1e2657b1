"""Two documents compared in the window."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from zhupi.qt.compare_page import ComparePage
from zhupi.qt.main_window import MainWindow
from zhupi.qt.messages import Recorder

from .conftest import settle

TEXT = """国务院关于试点工作的通知
国发〔2020〕{number}号

各省、自治区、直辖市人民政府：
    各级人民政府要加强领导，落实责任，到{year}年基本完成。
    本通知自印发之日起施行。
国务院
2020年1月1日
"""


def imported(window: MainWindow, qtbot: QtBot, folder: Path, **texts: str) -> None:
    files = []
    for name, text in texts.items():
        files.append(folder / f"{name}.txt")
        files[-1].write_text(text, "utf-8")
    with qtbot.waitSignal(window.settled, timeout=30_000):
        window.keeper.import_paths(files)


def shown(qtbot: QtBot, window: MainWindow) -> ComparePage:
    settle(qtbot, window)
    page = window.comparison.page
    assert page is not None
    assert window.panes.centre.currentWidget() is page
    return page


@pytest.fixture
def window(open_window, folder, tmp_path, qtbot) -> MainWindow:
    """A library with two copies of one text, and a later text like it."""
    window = open_window(folder, Recorder())
    imported(
        window,
        qtbot,
        tmp_path,
        a=TEXT.format(number=1, year=2022),
        b=TEXT.format(number=1, year=2025).replace("加强领导，", ""),
        c=TEXT.format(number=2, year=2030),
    )
    return window


def copies(window: MainWindow) -> list[str]:
    return [row.id for row in window.library.rows() if row.number == "国发〔2020〕1号"]


def differences(page: ComparePage) -> list[str]:
    """What is struck out or underlined, runs of it that touch in one."""
    found: list[str] = []
    block = page.text.document().firstBlock()
    while block.isValid():
        touches = False
        for piece in block:
            look = piece.fragment().charFormat()
            differs = look.fontStrikeOut() or look.fontUnderline()
            if differs and touches:
                found[-1] += piece.fragment().text()
            elif differs:
                found.append(piece.fragment().text())
            touches = differs
        block = block.next()
    return found


def test_a_document_is_compared_with_its_other_copy(window, qtbot) -> None:
    first, _ = copies(window)
    menu = window.left.catalog.menu.for_documents([window.library.row(first)])
    (action,) = [one for one in menu.actions() if one.text() == "与其他版本对照"]
    assert action.isEnabled()
    action.trigger()
    page = shown(qtbot, window)
    # What was removed and what was added in its place is one difference.
    assert sorted(differences(page)) == sorted(["加强领导，", "20222025"])
    assert page.count.text() == "第 1 处，共 2 处不同"
    QTest.keyClick(page.text, Qt.Key.Key_BracketRight)
    assert page.count.text() == "第 2 处，共 2 处不同"
    QTest.keyClick(page.text, Qt.Key.Key_BracketRight)
    assert page.count.text() == "第 1 处，共 2 处不同"
    QTest.keyClick(page.text, Qt.Key.Key_BracketLeft)
    assert page.count.text() == "第 2 处，共 2 处不同"
    QTest.mouseClick(page.swap, Qt.MouseButton.LeftButton)
    page = shown(qtbot, window)
    assert "20252022" in differences(page)
    assert "b.txt" in page.sides.text().partition("乙")[0]
    QTest.keyClick(page.text, Qt.Key.Key_Escape)
    assert window.panes.centre.currentWidget() is window.pane


def test_what_is_the_same_can_be_left_out(window, qtbot) -> None:
    window.comparison.compare(copies(window))
    page = shown(qtbot, window)
    assert "本通知自印发之日起施行。" in page.text.toPlainText()
    page.only.click()
    text = page.text.toPlainText()
    assert "本通知自印发之日起施行。" not in text
    assert "……（3 段相同）" in text
    assert len(differences(page)) == 2


def test_two_that_are_selected_are_compared(window, qtbot) -> None:
    first, _ = copies(window)
    other = window.library.resolve("国发〔2020〕2号")
    rows = [window.library.row(one) for one in (first, other)]
    menu = window.left.catalog.menu.for_documents(rows)
    (action,) = [one for one in menu.actions() if one.text() == "对照这两件公文"]
    action.trigger()
    page = shown(qtbot, window)
    assert "20222030" in differences(page)


def test_one_with_no_copy_is_told_so(window, qtbot) -> None:
    alone = window.library.resolve("国发〔2020〕2号")
    menu = window.left.catalog.menu.for_documents([window.library.row(alone)])
    (action,) = [one for one in menu.actions() if one.text() == "与其他版本对照（没有）"]
    assert not action.isEnabled()
    window.comparison.compare([alone])
    assert "只有这一份" in window.messages.said[-1][1]
    settle(qtbot, window)


def test_one_of_several_copies_is_chosen(window, tmp_path, qtbot) -> None:
    imported(window, qtbot, tmp_path, d=TEXT.format(number=1, year=2029))
    first = copies(window)[0]
    others = [row for row in window.library.copies(first) if row.id != first]
    window.messages.ways = [1]
    window.comparison.compare([first])
    page = shown(qtbot, window)
    assert others[1].source in page.sides.text()


def test_another_theme_draws_it_anew(window, open_window, qtbot) -> None:
    window.comparison.compare(copies(window))
    page = shown(qtbot, window)
    open_window.dress(window, "dark")
    assert len(differences(page)) == 2
    for widget in (page.text, page.previous, page.next, page.swap, page.back):
        assert widget.accessibleName()
