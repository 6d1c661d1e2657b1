"""What a window does for its library at the start and later, beside the reading."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from datetime import datetime
from pathlib import Path

from pytestqt.qtbot import QtBot

from zhupi.qt.messages import Recorder

from .conftest import settle

DOC = "国发〔2016〕49号"


def test_it_is_backed_up_once_a_day(open_window, folder: Path) -> None:
    before = datetime.now().astimezone().date()
    window = open_window(folder)
    after = datetime.now().astimezone().date()
    (copy,) = (folder / "backups").iterdir()
    assert copy.name in {f"library-{day}.sqlite3" for day in (before, after)}
    made = copy.stat().st_mtime_ns
    open_window.close(window)
    open_window(folder)
    assert copy.stat().st_mtime_ns == made


def test_what_an_earlier_parser_read_is_read_again_and_told(open_window, folder: Path) -> None:
    with sqlite3.connect(folder / "library.sqlite3") as outside:
        outside.execute("UPDATE source SET parser = 0")
        # A text as an earlier reading had it: one character less in the paragraph.
        (text,) = outside.execute(
            "SELECT text FROM document_text JOIN document ON document.id = document_text.document"
            " WHERE number = ?",
            (DOC,),
        ).fetchone()
        outside.execute(
            "UPDATE document_text SET text = ? WHERE text = ?", (text[:-1] + "某", text)
        )
    outside.close()
    recorder = Recorder()
    window = open_window(folder, recorder)
    assert window.library.outdated() == 0
    assert any("重读 5 个文件，其中 1 个有变化" in said for said in recorder.of("info"))
    assert recorder.of("error") == []
    stored = window.library.document(window.library.resolve(DOC))
    assert stored.document.text == text


def test_an_unfit_folder_is_told_once(open_window, folder: Path) -> None:
    cloud = folder.rename(folder.with_name("OneDrive"))
    recorder = Recorder()
    window = open_window(cloud, recorder)
    assert len([said for said in recorder.of("warn") if "OneDrive" in said]) == 1
    open_window.close(window)
    again = Recorder()
    open_window(cloud, again)
    assert again.of("warn") == []


def test_orphans_of_another_process_are_counted_here(
    open_window, folder: Path, tmp_path: Path, qtbot
) -> None:
    """Annotations for a document that is not here come in on the command line beside the window."""
    window = open_window(folder)
    made, _ = window.library.highlight(window.library.resolve(DOC), 0, 5)
    window.library.export_file(tmp_path / "x.json")
    words = (tmp_path / "x.json").read_text("utf-8")
    words = words.replace("2016〕49号", "2999〕1号").replace(made.id, "0" * 32)
    sha256 = window.library.document(made.document).source.sha256
    (tmp_path / "x.json").write_text(words.replace(sha256, "f" * 64), "utf-8")
    command = [sys.executable, "-m", "zhupi", "--library", str(folder)]
    subprocess.run(
        [*command, "import-notes", str(tmp_path / "x.json")], check=True, stdout=subprocess.DEVNULL
    )
    qtbot.waitUntil(lambda: "1 条失锚批注" in window.status.words(), timeout=10_000)


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
    settle(qtbot, window)
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
