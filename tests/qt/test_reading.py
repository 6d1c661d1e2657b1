"""What the reader does with the pane's width."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from pytestqt.qtbot import QtBot

from zhupi.qt.main_window import MainWindow


def title_lines(window: MainWindow) -> list[str]:
    """The lines into which the first title is parted."""
    block = window.pane.document().begin()
    lines = []
    while block.isValid() and "国发" not in block.text():
        lines += block.text().split("\u2028")
        block = block.next()
    return [line for line in lines if line]


def test_a_title_is_parted_for_the_column_it_stands_in(
    open_window: Callable[[Path], MainWindow], folder: Path, qtbot: QtBot
) -> None:
    window = open_window(folder)
    window.open(window.library.resolve("国发〔2016〕49号"))
    # As the gazette printed it: lines 1 and 2 of the file.
    printed = ["国务院关于推进中央与地方财政事权和", "支出责任划分改革的指导意见"]
    assert title_lines(window) == printed
    window.resize(900, 700)
    qtbot.waitUntil(lambda: title_lines(window) != printed)
    narrow = title_lines(window)
    assert "".join(narrow) == "".join(printed)
    assert max(map(len, narrow)) - min(map(len, narrow)) <= len(narrow)
    window.resize(1200, 800)
    qtbot.waitUntil(lambda: title_lines(window) == printed)
