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


def test_only_what_brings_documents_lets_the_catalog_be_loaded_meanwhile(
    open_window, folder: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    window = open_window(folder)
    grew: list[str] = []
    window.keeper.grew.connect(lambda: grew.append("grew"))
    told: list[str] = []
    window.keeper.progress.connect(lambda _done, _total, what: told.append(what))
    with qtbot.waitSignal(window.keeper.settled, timeout=30_000):
        window.keeper.rebuild_index()
    assert len(told) > 2, "it tells how far it is"
    assert grew == []
    file = tmp_path / "新的.txt"
    file.write_text("国务院关于测试的通知\n国发〔2030〕1号\n各省：\n　　现通知如下。\n", "utf-8")
    with qtbot.waitSignal(window.keeper.settled, timeout=30_000):
        window.keeper.import_paths([file])
    assert grew
