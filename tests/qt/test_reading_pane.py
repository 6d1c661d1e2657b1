"""What the wheel does to the text, and to the raw lines beside it."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from zhupi.qt.reading_pane import ReadingPane
from zhupi.qt.source_pane import SourcePane

CONTROL = Qt.KeyboardModifier.ControlModifier
NONE = Qt.KeyboardModifier.NoModifier

Pane = ReadingPane | SourcePane


@pytest.fixture(params=[ReadingPane, SourcePane])
def pane(request: pytest.FixtureRequest, qtbot: QtBot) -> Pane:
    made: Pane = request.param()
    qtbot.addWidget(made)
    return made


def turn(pane: Pane, delta: int, keys: Qt.KeyboardModifier = CONTROL) -> None:
    middle = QPointF(50, 50)
    event = QWheelEvent(
        middle,
        middle,
        QPoint(),
        QPoint(0, delta),
        Qt.MouseButton.NoButton,
        keys,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(pane.viewport(), event)


def zooms(pane: Pane, *deltas: int) -> list[int]:
    """The steps asked for while the wheel is turned by these parts."""
    asked: list[int] = []
    pane.zoom_requested.connect(asked.append)
    for delta in deltas:
        turn(pane, delta)
    pane.zoom_requested.disconnect(asked.append)
    return asked


def test_a_notch_is_a_step_and_small_parts_add_up(pane: Pane) -> None:
    assert zooms(pane, 120) == [1]
    assert zooms(pane, -120) == [-1]
    assert zooms(pane, 240) == [2]
    assert zooms(pane, *[8] * 15) == [1]
    assert zooms(pane, *[-9] * 13) == []  # 117
    assert zooms(pane, -3) == [-1]


def test_turning_back_begins_anew(pane: Pane) -> None:
    assert zooms(pane, 110, -20, 110) == []
    assert zooms(pane, 10) == [1]


def test_scrolling_does_not_zoom_nor_add_up(pane: Pane) -> None:
    asked: list[int] = []
    pane.zoom_requested.connect(asked.append)
    turn(pane, 100)
    turn(pane, 120, NONE)
    turn(pane, 100)
    assert asked == []
