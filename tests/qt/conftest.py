"""Widgets are drawn offscreen; a hand-made document stands in where no library is needed."""

from __future__ import annotations

import json
import os
import shutil
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
sys.path.insert(0, str(Path(__file__).parent))

import pytest
import silk
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from zhupi.gazette.model import (
    Attachment,
    Block,
    BlockKind,
    Document,
    Heading,
    Part,
)
from zhupi.jobs import Job
from zhupi.library import Library
from zhupi.locations import places
from zhupi.qt.app import make_application
from zhupi.qt.main_window import MainWindow
from zhupi.qt.messages import Recorder
from zhupi.search import stamp as stamps
from zhupi.settings import Settings

K = BlockKind


def make_document(*blocks: Block, **fields: object) -> Document:
    """A document of these blocks, one raw line each."""
    values: dict[str, object] = {
        "title": "测试文件",
        "number": None,
        "issuers": (),
        "kind": None,
        "date": None,
        "addressees": None,
        "signoff": None,
        "complete": True,
        "lines": (1, len(blocks)),
    }
    values.update(fields)
    return Document(blocks=blocks, **values)  # type: ignore[arg-type]


@pytest.fixture
def document() -> Document:
    """One of each: titles, headings, a run-in heading, a table, a character beyond the BMP."""
    texts = [
        (K.TITLE, "国务院关于推进中央与地方财政事权和支出责任划分改革的指导意见", None),
        (K.NUMBER, "国发〔2016〕49号", None),
        (K.ADDRESSEES, "各省、自治区、直辖市人民政府：", None),
        (K.PARAGRAPH, "合理划分𠮷中央与地方财政事权" * 30, None),
        (K.HEADING, "一、推进财政事权和支出责任划分改革的必要性", 1),
        (K.PARAGRAPH, "（一）指导思想。高举中国特色社会主义伟大旗帜。", 2),
        (K.SIGNOFF, "国务院", None),
        (K.DATE, "2016年8月16日", None),
        (K.ATTACHMENT_LABEL, "附件", None),
        (K.TABLE, "序号\t工作任务\n1\t𠮷任务\n2\t另一任务", None),
        (K.REMARK, "（此件公开发布）", None),
    ]
    blocks = tuple(
        Block(kind, text, (line, line), Part.BODY, level)
        for line, (kind, text, level) in enumerate(texts, 1)
    )
    return make_document(
        *blocks,
        headings=(
            Heading(1, texts[4][1], (5, 5), run_in=False, block=4),
            Heading(2, "（一）指导思想。", (6, 6), run_in=True, block=5),
        ),
        attachments=(
            Attachment("附件", "table", (9, 10), ("序号", "工作任务"), (("1", "𠮷任务"),)),
        ),
    )


@pytest.fixture(scope="session")
def seeded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A library that holds the bundled gazettes, to be copied."""
    folder = tmp_path_factory.mktemp("seeded")
    library = Library.open(places(folder))
    library.import_seeds(Job())
    library.close()
    return folder


def copied(library: Path, target: Path) -> Path:
    """Copy a library; its index is told that it lies there now, or each window would make its own.

    The window makes one where there is none in `test_importing`.
    """
    shutil.copytree(library, target)
    stamp = stamps.path_in(library / "index").read_bytes().partition(b"\n")[2]
    stamps.write(stamps.read(library / "index", json.loads(stamp)["versions"]), target / "index")
    return target


@pytest.fixture
def folder(seeded: Path, tmp_path: Path) -> Path:
    """A library of one's own that holds the bundled gazettes."""
    return copied(seeded, tmp_path / "library")


@pytest.fixture
def application(qapp: QApplication) -> QApplication:
    """The application dressed as it is when it runs."""
    made = make_application()
    assert made is qapp
    return made


def settle(qtbot: QtBot, window: MainWindow) -> None:
    """Wait until all that was asked for is done and shown, and what came of it as well."""

    def at_rest() -> bool:
        under_way = (window.runner.busy, window.marker._busy, window.collector._listing.isActive())
        return not any(under_way)

    for _ in range(2):
        qtbot.waitUntil(at_rest, timeout=20_000)
        QApplication.processEvents()


def search(qtbot: QtBot, window: MainWindow, words: str) -> None:
    """Type a search and wait until its results are shown."""
    with qtbot.waitSignal(window.searcher.found, timeout=10_000):
        window.top_bar.search_box.setText(words)
    settle(qtbot, window)


class Opener:
    """Opens real windows, and closes those that a test left open."""

    def __init__(self, qtbot: QtBot) -> None:
        self._qtbot = qtbot
        self._open: list[MainWindow] = []

    def __call__(
        self, folder: Path, recorder: Recorder | None = None, address: str | None = None
    ) -> MainWindow:
        """Open a window on a library and wait until it has settled."""
        library = Library.open(places(folder), window=True)
        settings = Settings.load(places(folder).config)
        window = MainWindow(library, places(folder), settings, recorder or Recorder())
        self._open.append(window)
        window.resize(1200, 800)
        window.show()
        with self._qtbot.waitSignal(window.settled, timeout=60_000):
            window.start(address=address)
        self.settle(window)
        return window

    def settle(self, window: MainWindow) -> None:
        """Wait as `settle` does."""
        settle(self._qtbot, window)

    def dress(self, window: MainWindow, choice: str) -> None:
        """Put a theme on a window and wait until all wears it."""
        with self._qtbot.waitSignal(window.dressed):
            window.set_theme(choice)
        self._qtbot.waitUntil(window.updatesEnabled)

    def close(self, window: MainWindow) -> None:
        """Close a window, and with it its library."""
        window.close()
        self._qtbot.waitUntil(lambda: not window.isVisible(), timeout=10_000)
        if window in self._open:
            self._open.remove(window)
        window.deleteLater()

    def close_all(self) -> None:
        for window in list(self._open):
            self.close(window)


@pytest.fixture
def open_window(application: QApplication, qtbot: QtBot) -> Iterator[Opener]:
    """Opens windows; afterwards nothing of them is left: no window, no thread."""
    threads = set(threading.enumerate())
    opener = Opener(qtbot)
    yield opener
    opener.close_all()
    # The offscreen platform would free what was copied when Python is no more, and crash.
    application.clipboard().clear()
    application.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    left = [thread for thread in threading.enumerate() if thread.name.startswith("zhupi")]
    assert not [thread for thread in left if thread not in threads]


def document_of(window: MainWindow, number: str) -> str:
    """The id of the document with a number."""
    return window.library.resolve(number)


@pytest.fixture(scope="session")
def silk_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The library of `silk`, to be copied."""
    return silk.make(tmp_path_factory.mktemp("silk"))


@pytest.fixture
def silk_folder(silk_once: Path, tmp_path: Path) -> Path:
    """A library of one's own about silk; see `silk`."""
    return copied(silk_once, tmp_path / "silk")
