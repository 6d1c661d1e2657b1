"""The shell around the window: the picture, the faults before and behind it."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QImage

from zhupi.errors import LibraryError
from zhupi.locations import places
from zhupi.qt.app import _choose_input_method, _Hook, make_application, run
from zhupi.qt.messages import Recorder

DESKTOP = Path(__file__).parents[2] / "desktop"


def test_without_a_display_the_real_window_is_drawn_and_the_tree_printed(tmp_path: Path) -> None:
    picture = tmp_path / "zhupi.png"
    command = [sys.executable, "-m", "zhupi", "--library", str(tmp_path / "library")]
    done = subprocess.run(
        [*command, "--picture", str(picture)],
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=120,
        check=False,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(DESKTOP)},
    )
    assert done.returncode == 0, done.stderr
    lines = done.stdout.splitlines()
    assert "国务院（2）" in lines
    assert "    49号　推进中央与地方财政事权和支出责任划分改革的指导意见" in lines
    assert lines[-1] == f"图片：{picture}"
    assert "Traceback" not in done.stderr
    image = QImage(str(picture))
    assert (image.width(), image.height()) == (1440, 900)
    colours = {image.pixel(x, y) for x in range(0, 1440, 5) for y in range(0, 900, 5)}
    assert len(colours) > 100  # text is drawn in many shades
    assert not (tmp_path / "library" / "zhupi.png").exists()


def test_a_picture_that_cannot_be_written_is_said_and_fails(folder: Path, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "zhupi", "--library", str(folder)]
    done = subprocess.run(
        [*command, "--picture", str(tmp_path / "missing" / "zhupi.png")],
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=120,
        check=False,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(DESKTOP)},
    )
    assert done.returncode == 1
    assert "图片无法写入" in done.stdout
    assert "Traceback" not in done.stderr


@pytest.mark.usefixtures("application")
def test_a_library_by_a_newer_version_is_one_sentence(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    connection = sqlite3.connect(folder / "library.sqlite3")
    connection.execute("PRAGMA user_version = 9999")
    connection.commit()
    connection.close()
    assert run(places(folder), picture=tmp_path / "p.png") == 1
    told = capsys.readouterr().err.strip()
    assert told.endswith("。")
    assert "\n" not in told
    assert not (tmp_path / "p.png").exists()


@pytest.mark.usefixtures("application")
def test_a_library_that_is_no_database_is_one_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "library.sqlite3").write_bytes(b"not a database" * 100)
    assert run(places(tmp_path), picture=tmp_path / "p.png") == 1
    told = capsys.readouterr().err.strip()
    assert "已损坏或不是文库" in told
    assert "\n" not in told


class Stand:
    """Something with the window's messages."""

    def __init__(self) -> None:
        self.messages = Recorder()


def test_a_bug_is_shown_with_its_trace_and_a_known_fault_as_a_sentence() -> None:
    stand = Stand()
    hook = _Hook(stand, alone=False)  # type: ignore[arg-type]
    with pytest.raises(ZeroDivisionError) as caught:
        divmod(1, 0)
    hook(caught.type, caught.value, caught.tb)
    hook(LibraryError, LibraryError("磁盘已满。"), None)
    (bug, trace), known = stand.messages.said
    assert bug == "bug"
    assert "ZeroDivisionError" in trace
    assert "test_app.py" in trace
    assert known == ("error", "磁盘已满。")


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize(
    ("asked", "expected"), [("fcitx", "ibus"), ("fcitx5", "ibus"), ("xim", "xim"), ("", "")]
)
def test_fcitx_is_spoken_to_as_ibus(
    monkeypatch: pytest.MonkeyPatch, asked: str, expected: str
) -> None:
    monkeypatch.setenv("QT_IM_MODULE", asked)
    monkeypatch.delenv("XMODIFIERS", raising=False)
    _choose_input_method()
    assert os.environ["QT_IM_MODULE"] == expected


@pytest.mark.usefixtures("qapp")
def test_qts_own_words_are_chinese() -> None:
    make_application()
    assert QCoreApplication.translate("QPlatformTheme", "Cancel") == "取消"


def test_without_a_display_the_window_is_one_sentence(tmp_path: Path) -> None:
    hidden = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    outcome = subprocess.run(
        [sys.executable, "-m", "zhupi", "--library", str(tmp_path)],
        env={name: value for name, value in os.environ.items() if name not in hidden}
        | {"PYTHONPATH": str(DESKTOP)},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert outcome.returncode == 1
    assert outcome.stderr == "没有图形界面，打不开窗口；命令行可以照常使用，见 zhupi --help。\n"


def test_importing_the_window_does_not_read_its_source() -> None:
    """PySide6 puts an import in the place of Python's that reads each module, and it is kept."""
    program = "import linecache, zhupi.qt.app; print(*linecache.cache)"
    done = subprocess.run(
        [sys.executable, "-c", program],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "PYTHONPATH": str(DESKTOP)},
    )
    assert not [name for name in done.stdout.split() if Path(name).parent.name == "qt"]


def test_a_start_without_arguments_needs_nothing_of_the_command_line() -> None:
    program = (
        "import sys, zhupi.qt\n"
        "from zhupi.__main__ import main\n"
        "zhupi.qt.run = lambda *_, **__: 0\n"  # no window need be opened to see that
        "main([])\n"
        "print(*(name for name in sys.modules if name.startswith('zhupi.cli')))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "PYTHONPATH": str(DESKTOP)},
    )
    assert done.stdout.strip() == ""
