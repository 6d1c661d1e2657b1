"""The raw lines of what is read, where the library went on while the page shows the former."""

from __future__ import annotations

from pathlib import Path

from pytestqt.qtbot import QtBot

from zhupi.jobs import Job
from zhupi.library import Library
from zhupi.locations import places, seeds
from zhupi.qt.messages import Recorder

from .conftest import Opener

SOURCE = "000_d0b377c5939d8c83.txt"


def test_the_lines_of_another_state_are_not_laid_beside_the_page(
    open_window: Opener, folder: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    recorder = Recorder()
    window = open_window(folder, recorder)
    rows = [row for row in window.library.rows() if row.source == SOURCE and not row.enclosed_in]
    last = max(rows, key=lambda row: row.lines)
    window.open(last.id, 0)
    window.shelf.stop()  # as in the moment before the window looks
    # Forty lines shorter: the last document ends where the file has no lines any more.
    lines = (seeds() / SOURCE).read_bytes().split(b"\n")
    del lines[700:740]
    shorter = tmp_path / SOURCE
    shorter.write_bytes(b"\n".join(lines))
    other = Library.open(places(folder))
    assert len(other.import_paths([shorter], Job()).updated) == 1
    other.close()
    window.actions_["source_view"].trigger()
    open_window.settle(window)
    assert recorder.of("error") == ["这件公文刚刚更新，请在更新后的正文旁再看原文。"]
    assert window.source.sheet is None
    # When the window has looked, they are there by themselves.
    with qtbot.waitSignal(window.source.shown):
        window.shelf.watch()
    assert window.source.sheet is not None
    assert window.source.sheet.lines == (last.lines[0] - 40, last.lines[1] - 40)
    assert window.source.sheet.last == len(lines)
