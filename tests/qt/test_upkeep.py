"""What a window does for its library at the start, beside the reading."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from datetime import datetime
from pathlib import Path

from zhupi.qt.messages import Recorder

DOC = "国发〔2016〕49号"


def test_it_is_backed_up_once_a_day(open_window, folder: Path) -> None:
    window = open_window(folder)
    today = datetime.now().astimezone().date().isoformat()
    (copy,) = (folder / "backups").iterdir()
    assert copy.name == f"library-{today}.sqlite3"
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
