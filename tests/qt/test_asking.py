"""Dialogs that ask for one of several ways, for a name, or for days."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from zhupi.qt.asking import ChoiceDialog, DaysDialog, NameDialog
from zhupi.qt.dialogs import Dialog


def button(dialog: Dialog, words: str) -> QPushButton:
    return next(one for one in dialog.findChildren(QPushButton) if one.text() == words)


@pytest.mark.parametrize(("pressed", "chosen"), [("留下", 0), ("移除", 1), ("取消", None)])
def test_a_way_is_chosen_or_none(qtbot: QtBot, pressed: str, chosen: int | None) -> None:
    dialog = ChoiceDialog("怎么办？", "有两种。", ("留下", "移除"), None)
    qtbot.addWidget(dialog)
    dialog.show()
    button(dialog, pressed).click()
    assert dialog.chosen == chosen
    assert not dialog.isVisible()


def test_a_way_is_not_chosen_by_escape(qtbot: QtBot) -> None:
    dialog = ChoiceDialog("怎么办？", "", ("留下", "移除"), None)
    qtbot.addWidget(dialog)
    dialog.show()
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert dialog.chosen is None


def test_a_name_is_not_blank(qtbot: QtBot) -> None:
    dialog = NameDialog("新建摘编", "", None)
    qtbot.addWidget(dialog)
    dialog.show()
    (box,) = dialog.findChildren(QLineEdit)
    agree = button(dialog, "确定")
    assert not agree.isEnabled()
    box.setText("  ")
    assert not agree.isEnabled()
    box.setText(" 讲义 ")
    assert agree.isEnabled()
    QTest.keyClick(box, Qt.Key.Key_Return)
    assert dialog.result() == 1
    assert dialog.name() == "讲义"


def test_days_are_read_as_people_write_them(qtbot: QtBot) -> None:
    dialog = DaysDialog("哪几天", (date(2026, 1, 5), None), None)
    qtbot.addWidget(dialog)
    dialog.show()
    since, until = dialog.findChildren(QLineEdit)
    agree = button(dialog, "确定")
    assert (since.text(), until.text()) == ("2026-01-05", "")
    assert dialog.days() == (date(2026, 1, 5), None)
    until.setText("2026年2月")
    assert not agree.isEnabled()
    until.setText("2026年2月3日")
    assert agree.isEnabled()
    assert dialog.days() == (date(2026, 1, 5), date(2026, 2, 3))
    since.setText("20260204")
    assert not agree.isEnabled(), "it begins after its end"
    since.clear()
    assert dialog.days() == (None, date(2026, 2, 3))
