"""A row that goes on in a next line: every widget keeps its size, none leaves the row."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QMargins
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from zhupi.qt.flow_layout import FlowLayout


@pytest.mark.parametrize(
    ("width", "lines"),
    # Three widgets of 50, two gaps of 5, margins of 10: 180 for all, 125 for two.
    [(180, [3]), (179, [2, 1]), (125, [2, 1]), (124, [1, 1, 1])],
)
def test_lines(qtbot: QtBot, width: int, lines: list[int]) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    layout = FlowLayout(window, QMargins(10, 3, 10, 3), 5)
    parts = [QWidget() for _ in range(3)]
    for part in parts:
        part.setFixedSize(50, 20)
        layout.addWidget(part)
    assert layout.heightForWidth(width) == 6 + 20 * len(lines) + 5 * (len(lines) - 1)
    window.setFixedSize(width, layout.heightForWidth(width))
    window.show()
    tops = [part.y() for part in parts]
    assert [tops.count(top) for top in sorted(set(tops))] == lines
    assert all(part.x() >= 10 and part.geometry().right() < width - 10 for part in parts)
    parts[0].hide()
    assert layout.heightForWidth(125) == 26, "what is hidden takes no room"
