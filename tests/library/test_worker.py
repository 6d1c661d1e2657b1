"""Files read in worker processes."""

from __future__ import annotations

import multiprocessing
from collections.abc import Iterator
from pathlib import Path

import pytest

from zhupi.library.worker import Process, read_file
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
