"""How a window begins: the page first, then the rest; and that it can be closed at any time."""

from __future__ import annotations

import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from pytestqt.qtbot import QtBot

from zhupi.library import Library
from zhupi.locations import places
from zhupi.qt.main_window import MainWindow
from zhupi.qt.messages import Recorder
from zhupi.qt.panes import Panes
from zhupi.settings import Settings

from .conftest import settle


def begun(folder: Path, last: str) -> MainWindow:
    """A window as it is made, before it starts."""
    library = Library.open(places(folder), window=True)
    settings = Settings(last_document=library.resolve(last))
    window = MainWindow(library, places(folder), settings, Recorder())
    window.resize(1200, 800)
    window.show()
    return window


@pytest.mark.usefixtures("application")
def test_the_page_is_there_before_the_rest(folder: Path, qtbot: QtBot) -> None:
    window = begun(folder, "国发〔2016〕49号")
    with qtbot.waitSignal(window.settled, timeout=30_000):
        window.start()
        assert window.pane.words.startswith("国务院关于推进中央与地方财政事权")
        assert not hasattr(window, "documents"), "nothing else was made yet"
        width = window.pane.width()
    assert window.pane.width() == width, "the text does not move when the rest comes"
    assert window.side.outline.model.rowCount() > 0, "the panes follow the page that was there"
    settle(qtbot, window)
    window.close()
    window.deleteLater()


@pytest.mark.usefixtures("application")
def test_a_window_closed_before_the_rest_was_made_keeps_its_place(folder: Path) -> None:
    window = begun(folder, "国发〔2016〕49号")
    window.start()
    window.close()
    assert not window.isVisible()
    kept = Settings.load(places(folder).config)
    library = Library.open(places(folder))
    assert kept.last_document == library.resolve("国发〔2016〕49号")
    library.close()
    window.deleteLater()


@pytest.mark.usefixtures("application")
def test_a_window_closed_while_the_rest_is_made_closes_whole(
    folder: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = begun(folder, "国发〔2016〕49号")
    unmade: list[bool] = []
    furnish = Panes.furnish

    def close() -> None:
        unmade.append(not hasattr(window, "documents"))
        window.close()

    def furnish_and_close(panes: Panes) -> Iterator[None]:
        slices = furnish(panes)
        next(slices)
        QTimer.singleShot(0, close)
        yield
        yield from slices

    monkeypatch.setattr(Panes, "furnish", furnish_and_close)
    window.start()
    qtbot.waitUntil(lambda: not window.isVisible(), timeout=10_000)
    assert unmade == [True], "the desks were not made yet"
    assert not [one for one in threading.enumerate() if one.name.startswith("zhupi")]
    assert Settings.load(places(folder).config).last_document
    window.deleteLater()


def test_a_document_that_is_gone_is_not_missed(open_window, folder: Path) -> None:
    Settings(last_document="nowhere-1").save(places(folder).config)
    window = open_window(folder)
    assert window.reader.id, "the first document of the tree is read instead"
    assert window.messages.of("error") == []


def test_what_is_imported_after_the_page_comes_in_small_parts() -> None:
    code = (
        "import sys, zhupi.qt.app\n"
        "from importlib import import_module\n"
        "from zhupi.qt.session import IMPORTED_FIRST\n"
        "for name in (*IMPORTED_FIRST, 'qt.furnishing'):\n"
        "    before = len([one for one in sys.modules if one.startswith('zhupi.')])\n"
        "    import_module(f'zhupi.{name}')\n"
        "    print(name, len([one for one in sys.modules if one.startswith('zhupi.')]) - before)\n"
    )
    told = subprocess.run(
        [sys.executable, "-c", code], check=True, capture_output=True, text=True
    ).stdout
    brought = {name: int(count) for name, count in map(str.split, told.splitlines())}
    assert 0 not in brought.values(), "each line of the list brings something"
    assert max(brought.values()) <= 18, "a module takes up to 2 ms, a slice may take 50"
