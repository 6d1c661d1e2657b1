"""What reads raw lines and corrects can be reached by keyboard, and has a name for who hears it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from zhupi.qt.main_window import MainWindow

from .conftest import Opener, document_of, settle


def source(window: MainWindow) -> QWidget | None:
    window.source.open()
    return window.source.view


def card(window: MainWindow) -> QWidget | None:
    window.doubts.step(1)
    return window.doubts.card


def form(window: MainWindow) -> QWidget | None:
    window.book.show_form()
    return window.book.form


def listed(window: MainWindow) -> QWidget | None:
    window.book.show_list()
    return window.book.list


@pytest.mark.parametrize("open_it", [source, card, form, listed])
def test_everything_that_takes_the_focus_has_a_name(
    open_window: Opener,
    folder: Path,
    qtbot: QtBot,
    open_it: Callable[[MainWindow], QWidget | None],
) -> None:
    window = open_window(folder)
    window.open(document_of(window, "川府发〔2016〕37号"), 0)
    open_window.settle(window)
    shown = open_it(window)
    settle(qtbot, window)
    shown = shown or window.book.form
    assert shown is not None
    reached = []
    for widget in [shown, *shown.findChildren(QWidget)]:
        if widget.isVisibleTo(shown) and widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
            told = QAccessible.queryAccessibleInterface(widget)
            assert told.text(QAccessible.Text.Name), widget
            reached.append(widget)
    assert len(reached) >= 3
    window.source.close()
    for dialog in (window.book.form, window.book.list):
        if dialog is not None:
            dialog.reject()
