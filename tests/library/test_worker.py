"""Files read in worker processes."""

from __future__ import annotations

import multiprocessing
from collections.abc import Iterator
from pathlib import Path

import pytest

from zhupi.library import worker
from zhupi.library.worker import Process, read_file
from zhupi.locations import seeds


@pytest.fixture
def process(monkeypatch: pytest.MonkeyPatch) -> Iterator[Process]:
    monkeypatch.setattr(worker, "_MANY", 3)
    monkeypatch.setattr(worker, "_CORES", 2)
    made = Process()
    yield made
    made.close()


def files() -> list[Path]:
    gazettes = sorted(seeds().glob("*.txt"))
    return [gazettes[2], Path("nowhere.txt"), *gazettes, gazettes[0]]


def workers() -> int:
    return sum(child.name == "zhupi worker" for child in multiprocessing.active_children())


def test_two_workers_read_many_files_in_their_order(process: Process) -> None:
    expected = [read_file(path) for path in files()]
    most = 0
    for read, wanted in zip(process.read(files()), expected, strict=True):
        assert (read.path, read.raw, read.issue) == (wanted.path, wanted.raw, wanted.issue)
        assert str(read.error) == str(wanted.error)
        most = max(most, workers())
    assert most == 2
    assert workers() == 1


def test_few_files_are_read_by_one(process: Process) -> None:
    assert [read.path for read in process.read(files()[:2])] == files()[:2]
    assert workers() == 1
    assert list(process.read([])) == []


def test_reading_called_off_leaves_no_reply_behind(process: Process) -> None:
    reading = process.read(files())
    next(reading)
    reading.close()
    assert [read.path for read in process.read(files())] == files()
