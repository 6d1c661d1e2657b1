"""Upkeep of the index by the window."""

from __future__ import annotations

from pathlib import Path

from pytestqt.qtbot import QtBot

from zhupi.qt.messages import Recorder


def test_an_index_harmed_while_open_is_made_afresh_after_a_search(
    open_window, folder: Path, qtbot: QtBot
) -> None:
    recorder = Recorder()
    window = open_window(folder, recorder)
    assert window.library.index_ready
    for harmed in (path for path in (folder / "index").rglob("*") if path.is_file()):
        harmed.write_bytes(b"\0" * harmed.stat().st_size)
    with qtbot.waitSignal(window.searcher.found, timeout=10_000) as found:
        window.top_bar.search_box.setText("财政事权")
    # Read off the texts: 国发〔2016〕49号 and others hold it, whatever the index says.
    assert found.args[0].results.total >= 1
    qtbot.waitUntil(lambda: window.library.index_ready, timeout=20_000)
    qtbot.waitUntil(lambda: not window.runner.busy, timeout=20_000)
    assert recorder.of("error") == []
