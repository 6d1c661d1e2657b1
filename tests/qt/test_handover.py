"""``zhupi open``: the window that is there comes to the front, or one starts, at the address."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QObject
from PySide6.QtNetwork import QLocalSocket
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from zhupi.errors import LibraryError
from zhupi.locations import places
from zhupi.qt import handover
from zhupi.qt.app import listen
from zhupi.qt.handover import Listener, hand_over, server_name
from zhupi.qt.main_window import MainWindow
from zhupi.qt.messages import Recorder

from .conftest import Opener, settle

DESKTOP = Path(__file__).parents[2] / "desktop"
DOC = "国发〔2016〕49号"
ADDRESS = f"zhupi:doc/{DOC}"


def environment(**more: str) -> dict[str, str]:
    return {**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(DESKTOP), **more}


def calling(folder: Path, address: str, **more: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "zhupi", "--library", str(folder), "open", address],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        env=environment(**more),
    )


@pytest.fixture
def parent(qapp: QApplication) -> Iterator[QObject]:
    made = QObject(qapp)
    yield made
    made.deleteLater()


@pytest.fixture
def heard(open_window: Opener, folder: Path) -> Iterator[MainWindow]:
    """A window that listens, with another document open than the one that will be asked for."""
    window = open_window(folder, Recorder())
    listener = listen(window, places(folder))
    listener.listen()
    window.open(window.library.resolve("川府发〔2016〕37号"))
    open_window.settle(window)
    yield window
    listener.stop()


def call(window: MainWindow, qtbot: QtBot, folder: Path, address: str) -> None:
    """Let a real process call the window, and wait for it to end and for the window to follow."""
    caller = calling(folder, address)
    qtbot.waitUntil(lambda: caller.poll() is not None, timeout=60_000)
    assert caller.communicate() == ("", "")
    assert caller.returncode == 0
    settle(qtbot, window)


def test_a_window_comes_to_the_front_at_a_document(
    heard: MainWindow, qtbot: QtBot, folder: Path
) -> None:
    heard.showMinimized()
    call(heard, qtbot, folder, ADDRESS)
    assert heard.reader.stored is not None
    assert heard.reader.stored.document.number == DOC
    assert not heard.isMinimized()
    qtbot.waitUntil(heard.isActiveWindow)


def test_a_window_goes_to_a_place_of_the_ladder(
    heard: MainWindow, qtbot: QtBot, folder: Path
) -> None:
    call(heard, qtbot, folder, ADDRESS + "/二（二）2")
    assert heard.reader.stored is not None
    text = heard.reader.stored.document.text
    # Under 二, the second heading (二), its article 2, as the gazette prints them.
    second = text.index("\n二、")
    place = text.index("\n2.", text.index("\n（二）", second)) + 1
    top = heard.pane.top_offset()
    assert 0 < top <= place < top + 500  # a few lines below the edge


def test_a_window_goes_to_an_annotation(heard: MainWindow, qtbot: QtBot, folder: Path) -> None:
    document = heard.library.resolve(DOC)
    start, end = heard.library.find_quote(document, "分灶吃饭")
    made, _ = heard.library.highlight(document, start, end, note="要点")
    call(heard, qtbot, folder, f"zhupi:annotation/{made.id}")
    assert heard.reader.id == document
    assert heard.marks.current == made


def test_an_address_that_leads_nowhere_reaches_no_window(
    heard: MainWindow, qtbot: QtBot, folder: Path
) -> None:
    before = heard.reader.id
    for address, words in (
        ("zhupi:doc/国发〔1999〕1号", "库中没有“国发〔1999〕1号”。"),
        (ADDRESS + "/九十九", f"“{DOC}”中没有“九十九”这一处。"),
        ("https://example.org/", "“https://example.org/”不是朱批的地址。"),
    ):
        caller = calling(folder, address)
        qtbot.waitUntil(lambda caller=caller: caller.poll() is not None, timeout=60_000)
        assert caller.communicate() == ("", words + "\n")
        assert caller.returncode == 1
    assert heard.reader.id == before


def test_without_a_window_one_starts_and_the_next_call_finds_it(
    folder: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    # Sockets of processes that are ended by force stay behind: not in everybody's folder.
    first = calling(folder, ADDRESS, TMPDIR=str(tmp_path))
    second = calling(folder, ADDRESS + "/二", TMPDIR=str(tmp_path))
    try:
        # Whoever comes later, even while the other starts, leaves it to him.
        qtbot.waitUntil(lambda: (first.poll(), second.poll()) != (None, None), timeout=60_000)
        done, other = (first, second) if first.poll() is not None else (second, first)
        assert done.communicate() == ("", "")
        assert done.returncode == 0
        third = calling(folder, ADDRESS, TMPDIR=str(tmp_path))
        assert third.communicate(timeout=60) == ("", "")
        assert third.returncode == 0
        assert other.poll() is None
    finally:
        for one in (first, second):
            if one.poll() is None:
                one.terminate()
                one.communicate()


def test_a_window_that_starts_goes_to_the_address(open_window: Opener, folder: Path) -> None:
    window = open_window(folder, Recorder(), ADDRESS)
    assert window.reader.id == window.library.resolve(DOC)


def test_each_library_has_a_socket_of_its_own(tmp_path: Path) -> None:
    (tmp_path / "one").mkdir()
    (tmp_path / "same").symlink_to(tmp_path / "one")
    one, same, other = (server_name(places(tmp_path / name)) for name in ("one", "same", "two"))
    assert one == same != other


def test_a_socket_that_a_killed_window_left_is_taken_over(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, parent: QObject
) -> None:
    left = tmp_path / "socket"
    bind = "import socket, sys; s = socket.socket(socket.AF_UNIX); s.bind(sys.argv[1]); s.listen()"
    subprocess.run([sys.executable, "-c", bind, str(left)], check=True)
    assert left.is_socket()
    monkeypatch.setattr(handover, "server_name", lambda _places: str(left))
    assert not hand_over(places(folder), ADDRESS)
    listener = Listener(places(folder), parent)
    listener.listen()
    assert left.is_socket()
    assert (left.stat().st_mode & 0o077) == 0  # nobody else's
    listener.stop()
    assert not left.exists()


def test_a_socket_that_cannot_be_made_is_a_sentence(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot, parent: QObject
) -> None:
    nowhere = str(tmp_path / "none" / "socket")
    monkeypatch.setattr(handover, "server_name", lambda _places: nowhere)
    listener = Listener(places(folder), parent)
    with qtbot.waitSignal(listener.failed) as told:
        listener.listen()
    assert told.args[0].startswith("zhupi open 不能在这个窗口中打开地址：")


@pytest.mark.parametrize("line", [b"\n", b"[]\n", b"\xff\n", b'{"address": "http://x"}\n',
                                  b'{"address": "http://x/", "token": ""}\n'])  # fmt: skip
def test_what_is_no_call_is_refused(
    folder: Path, qtbot: QtBot, parent: QObject, line: bytes
) -> None:
    listener = Listener(places(folder), parent)
    listener.listen()
    asked: list[str] = []
    listener.asked.connect(asked.append)
    caller = QLocalSocket()
    caller.connectToServer(server_name(places(folder)))
    caller.write(line)
    qtbot.waitUntil(caller.canReadLine)
    assert bytes(caller.readLine().data()) == b"refused\n"
    assert asked == []
    listener.stop()


def test_the_desktops_token_is_handed_on(
    folder: Path, qtbot: QtBot, parent: QObject, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("XDG_ACTIVATION_TOKEN", raising=False)
    listener = Listener(places(folder), parent)
    listener.listen()
    caller = QLocalSocket()
    caller.connectToServer(server_name(places(folder)))
    with qtbot.waitSignal(listener.asked) as told:
        caller.write(json.dumps({"address": ADDRESS, "token": "甲"}).encode() + b"\n")
    assert told.args == [ADDRESS]
    assert os.environ.pop("XDG_ACTIVATION_TOKEN") == "甲"
    listener.stop()


def test_a_window_that_does_not_answer_is_a_sentence(
    folder: Path, parent: QObject, monkeypatch: pytest.MonkeyPatch
) -> None:
    listener = Listener(places(folder), parent)
    listener.listen()  # and its thread is busy: here, with the call itself
    monkeypatch.setattr(handover, "_PATIENCE", 50)
    with pytest.raises(LibraryError, match="没有回应"):
        hand_over(places(folder), ADDRESS)
    listener.stop()


def test_a_window_that_only_reads_does_not_listen(open_window: Opener, folder: Path) -> None:
    first = open_window(folder, Recorder())
    second = open_window(folder, Recorder())
    assert second.library.read_only
    listener = listen(second, places(folder))
    second.shelf.refresh()
    open_window.settle(second)
    assert not hand_over(places(folder), ADDRESS)
    listener.stop()
    assert not first.library.read_only


def from_afar(folder: Path) -> subprocess.Popen[str]:
    """Call from where there is no display, as over ssh."""
    gone = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    return subprocess.Popen(
        [sys.executable, "-m", "zhupi", "--library", str(folder), "open", ADDRESS],
        env={name: value for name, value in environment().items() if name not in gone},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    )


def test_without_a_display_and_a_window_it_is_one_sentence(folder: Path) -> None:
    caller = from_afar(folder)
    assert caller.communicate(timeout=60) == (
        "",
        "没有图形界面，打不开窗口；命令行可以照常使用，见 zhupi --help。\n",
    )
    assert caller.returncode == 1


def test_without_a_display_a_window_is_called_all_the_same(
    heard: MainWindow, qtbot: QtBot, folder: Path
) -> None:
    caller = from_afar(folder)
    with qtbot.waitSignal(heard.reader.opened, timeout=60_000):
        qtbot.waitUntil(lambda: caller.poll() is not None, timeout=60_000)
    assert caller.communicate() == ("", "")
    assert caller.returncode == 0
    assert heard.reader.id == heard.library.resolve(DOC)


def test_a_library_that_cannot_be_opened_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "library.sqlite3").write_bytes(b"not a database" * 100)
    done = calling(tmp_path, ADDRESS)
    out, err = done.communicate(timeout=60)
    assert (done.returncode, out, err.count("\n")) == (1, "", 1)
    assert "已损坏" in err
