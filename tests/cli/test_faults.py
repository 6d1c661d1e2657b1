"""The world's faults at the command line: one sentence each, exit 1, nothing on standard output."""

from __future__ import annotations

import json
import os
import resource
import shutil
import sqlite3
import stat
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from zhupi.locations import seeds

Run = Callable[..., Any]
DOC = "国发〔2016〕49号"
FIRST = "000_d0b377c5939d8c83.txt"
DATABASE = "library.sqlite3"

COMMANDS: tuple[tuple[str, ...], ...] = (
    ("tree", "--json"),
    ("show", DOC),
    ("search", "财政", "--json"),
    ("annotate", DOC, "--quote", "分税制"),
    ("notes", "--json"),
    ("export", "never.md"),
    ("check", "--json"),
    ("backup", "never.sqlite3"),
    ("rebuild-index",),
    ("reread",),
    ("missing",),
    ("notebook", "list"),
    ("remove", DOC),
    ("open", f"zhupi:doc/{DOC}"),
)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "library" / DATABASE


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command[0])
def test_what_is_no_library(zhupi: Run, file: Path, command: tuple[str, ...]) -> None:
    file.parent.mkdir()
    file.write_bytes(b"garbage" * 500)
    assert "已损坏或不是文库" in zhupi(*command).sentence
    assert file.read_bytes() == b"garbage" * 500


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command[0])
def test_a_library_of_a_newer_version(zhupi: Run, file: Path, command: tuple[str, ...]) -> None:
    zhupi("tree")
    with sqlite3.connect(file) as outside:
        outside.execute("PRAGMA user_version = 9999")
    outside.close()
    assert "更新版本的朱批" in zhupi(*command).sentence


def test_a_library_damaged_inside_is_checked_and_not_backed_up(
    indexed: Run, file: Path, tmp_path: Path
) -> None:
    indexed("check")
    data = bytearray(file.read_bytes())
    third = len(data) // 3
    data[third : third + 60_000] = b"\xa5" * 60_000
    file.write_bytes(data)
    value = indexed("check", "--json")
    assert value.code == 1
    assert value.json["ok"] is False
    told = indexed("backup", tmp_path / "copy.sqlite3").sentence
    assert "文库已损坏" in told
    assert "partial" not in told  # a name that the user never saw
    assert list(tmp_path.glob("copy*")) == []


def unprivileged(folder: Path, *arguments: object) -> subprocess.CompletedProcess[str]:
    """Run a subcommand without the rights that root has over others' files."""
    command = [sys.executable, "-m", "zhupi", "--library", str(folder), *map(str, arguments)]
    if os.geteuid() == 0:
        setpriv = shutil.which("setpriv")
        if setpriv is None:
            pytest.skip("root may do everything, and setpriv is not installed")
        gone = "-dac_override,-dac_read_search"
        command = [setpriv, f"--bounding-set={gone}", f"--inh-caps={gone}", *command]
    return subprocess.run(
        command,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        env={**os.environ, "PYTHONPATH": ":".join(sys.path)},
    )


def told(done: subprocess.CompletedProcess[str]) -> str:
    assert (done.returncode, done.stdout) == (1, ""), done.stderr
    (line,) = done.stderr.splitlines()
    return line


@pytest.fixture
def locked(tmp_path: Path) -> Iterator[Path]:
    """A folder that nobody may enter."""
    folder = tmp_path / "locked"
    folder.mkdir()
    (folder / "a.sqlite3").write_bytes(b"")
    folder.chmod(0)
    yield folder
    folder.chmod(0o700)


def test_folders_that_may_not_be_entered(locked: Path, tmp_path: Path) -> None:
    library = tmp_path / "library"
    assert "没有权限" in told(unprivileged(library, "restore", locked / "a.sqlite3"))
    assert "没有权限" in told(unprivileged(library, "backup", locked / "a.sqlite3"))
    assert "没有权限" in told(unprivileged(library, "import-notes", locked / "a.json"))
    assert "没有" in told(unprivileged(library, "inspect", locked / "a.txt"))
    assert "没有权限" in told(unprivileged(locked / "library", "tree"))
    assert "没有权限" in told(unprivileged(library, "import", locked))


def test_a_library_that_may_be_read_only(seeded: Run, file: Path) -> None:
    seeded("tree")
    for path in file.parent.glob(f"{DATABASE}-*"):
        path.unlink()
    file.chmod(stat.S_IRUSR)
    file.parent.chmod(stat.S_IRUSR | stat.S_IXUSR)
    try:
        for command in (("tree",), ("annotate", DOC, "--quote", "分税制"), ("backup",)):
            assert "不允许写入" in told(unprivileged(file.parent, *command))
    finally:
        file.parent.chmod(0o700)


@pytest.mark.parametrize(
    "command",
    [
        ("backup",),
        ("export", "out.docx", "--layout", "full"),
        ("annotate", DOC, "--quote", "包干制", "--note", "长" * 40_000),
    ],
    ids=lambda command: command[0],
)
def test_a_full_disk_is_told_and_takes_nothing_away(
    indexed: Run, file: Path, tmp_path: Path, command: tuple[str, ...]
) -> None:
    indexed("annotate", DOC, "--quote", "分税制")
    files = set(file.parent.rglob("*.sqlite3"))

    def no_more() -> None:
        # As on a full disk: no file grows beyond this.
        resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))

    done = subprocess.run(
        [sys.executable, "-m", "zhupi", "--library", str(file.parent), *command],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        preexec_fn=no_more,
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": ":".join(sys.path)},
    )
    assert any(word in told(done) for word in ("磁盘", "限制"))
    assert set(file.parent.rglob("*.sqlite3")) == files
    assert not (tmp_path / "out.docx").exists()
    assert [note["quote"] for note in indexed("notes", "--json").json] == ["分税制"]
    assert indexed("check").code == 0


def test_names_that_are_no_utf_8(zhupi: Run, tmp_path: Path) -> None:
    name = os.fsdecode("公报".encode("gb18030") + b".txt")
    try:
        shutil.copy(seeds() / FIRST, tmp_path / name)
    except OSError:
        pytest.skip("this file system takes no such names")
    value = zhupi("import", tmp_path / name, "--json").json
    assert [entry["documents"] for entry in value["added"]] == [6]
    assert value["added"][0]["file"].endswith(r"\xb9\xab\xb1\xa8.txt")
    assert zhupi("inspect", tmp_path / name, "--json").json["file"] == name
    out = tmp_path / os.fsdecode(b"\xb9.md")
    assert zhupi("export", out, "--layout", "full", "--json").json["path"] == str(out)
    assert out.stat().st_size > 0
    assert zhupi("remove", r"\xb9\xab\xb1\xa8.txt").code == 0
    assert zhupi("tree", "--json").json == []


def test_a_folder_is_no_file(zhupi: Run) -> None:
    assert zhupi("inspect", "/").sentence == "无法读取“/”：这是一个文件夹。"


@pytest.mark.usefixtures("seeded")
@pytest.mark.parametrize("command", ["tree", "search", "show", "inspect"])
def test_a_reader_who_has_seen_enough(tmp_path: Path, command: str) -> None:
    given = {"tree": [], "search": ["的"], "show": [DOC, "--raw"], "inspect": [seeds() / FIRST]}
    words = [command, *map(str, given[command]), *([] if command == "show" else ["--json"])]
    read, write = os.pipe()
    os.close(read)
    done = subprocess.run(
        [sys.executable, "-m", "zhupi", "--library", str(tmp_path / "library"), *words],
        stdout=write,
        stderr=subprocess.PIPE,
        check=False,
        env={**os.environ, "PYTHONPATH": ":".join(sys.path)},
    )
    os.close(write)
    assert (done.returncode, done.stderr) == (0, b"")


def test_several_processes_at_once(tmp_path: Path) -> None:
    library = str(tmp_path / "library")

    def start(*arguments: object) -> subprocess.Popen[str]:
        return subprocess.Popen(
            [sys.executable, "-m", "zhupi", "--library", library, *map(str, arguments)],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            encoding="utf-8",
            env={**os.environ, "PYTHONPATH": ":".join(sys.path)},
        )

    def ended(process: subprocess.Popen[str]) -> Any:
        out, err = process.communicate(timeout=120)
        assert (process.returncode, err) == (0, "")
        return json.loads(out)

    reports = [ended(one) for one in [start("import", seeds(), "--json") for _ in range(3)]]
    # Each of the five files came in once, whoever was first.
    assert sum(len(report["added"]) for report in reports) == 5
    assert sum(len(report["unchanged"]) for report in reports) == 10
    marks = [start("annotate", DOC, "--quote", "财政", "--occurrence", n, "--json")
             for n in range(1, 7)]  # fmt: skip
    made = {ended(one)["id"] for one in marks}
    assert {note["id"] for note in ended(start("notes", "--json"))} == made
    assert len(made) == 6
    assert ended(start("check", "--json")) == {"ok": True, "problems": []}


def test_the_nearest_names(seeded: Run) -> None:
    told = seeded("show", "推进中央与地方财政事权").sentence
    assert told.startswith(f"库中没有“推进中央与地方财政事权”。最接近的有：{DOC}；")
    assert "；国发〔2016〕48号" in seeded("notes", "--doc", "国发〔2016〕4号").sentence
    assert FIRST in seeded("remove", FIRST.removesuffix(".txt")).sentence
    assert FIRST not in seeded("show", FIRST.removesuffix(".txt")).sentence


def test_a_name_that_several_copies_bear(zhupi: Run, tmp_path: Path) -> None:
    shutil.copy(seeds() / FIRST, tmp_path / "甲.txt")
    (tmp_path / "乙.txt").write_bytes((seeds() / FIRST).read_bytes() + b"\n\n")
    assert zhupi("import", tmp_path / "甲.txt", tmp_path / "乙.txt").code == 0
    ids = [
        row["id"]
        for node in zhupi("tree", "--json").json
        for year in node["years"]
        for row in year["documents"]
        if row["number"] == DOC
    ]
    assert len(ids) == 2
    for command in (("show", DOC), ("remove", DOC), ("annotate", DOC, "--quote", "分税制")):
        told = zhupi(*command).sentence
        assert all(id_ in told for id_ in ids)
    for id_ in ids:
        assert zhupi("show", id_, "--json").json["number"] == DOC
