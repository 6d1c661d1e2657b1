"""Files read in worker processes."""

from __future__ import annotations

import multiprocessing
from collections.abc import Iterator
from pathlib import Path

import pytest

from zhupi.gazette.corrections import Amends, Correction
from zhupi.library.worker import Held, Process, read_file
from zhupi.locations import seeds


@pytest.fixture
def process() -> Iterator[Process]:
    made = Process()
    yield made
    made.close()


def files() -> list[Path]:
    gazettes = sorted(seeds().glob("*.txt"))
    return [gazettes[2], Path("nowhere.txt"), *gazettes, gazettes[0]]


def workers() -> int:
    return sum(child.name == "zhupi worker" for child in multiprocessing.active_children())


def test_files_are_read_in_their_order_by_one_worker(process: Process) -> None:
    expected = [read_file(path) for path in files()]
    for read, wanted in zip(process.read(files()), expected, strict=True):
        assert (read.path, read.raw, read.issue) == (wanted.path, wanted.raw, wanted.issue)
        assert str(read.error) == str(wanted.error)
        assert workers() == 1
    assert list(process.read([])) == []


def test_reading_called_off_leaves_no_reply_behind(process: Process) -> None:
    reading = process.read(files())
    next(reading)
    reading.close()
    assert [read.path for read in process.read(files())] == files()


def test_a_file_is_read_at_once_with_its_corrections_while_others_are_read(
    process: Process,
) -> None:
    (path,) = seeds().glob("003_*.txt")
    title = Correction(Amends.TITLE, 1, "别的标题")
    held = Held(path, path.read_bytes(), (title, Correction(Amends.JOIN, 1)))
    reading = process.read(files())
    next(reading)
    read = process.read_now(held)
    assert read.issue is not None
    assert read.issue.documents[0].title == "别的标题"
    assert read.fits == (True, False)
    assert workers() == 2
    assert [one.path for one in reading] == files()[1:]
    process.rest()
    assert workers() == 1
    assert process.read_now(held) == read
    assert workers() == 1
