"""Other full-text searches on the same texts in the same run."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
from collections.abc import Iterator, Sequence
from pathlib import Path
from time import perf_counter


class TrigramTable:
    """SQLite FTS5 with trigrams: nothing for runs of one or two characters."""

    shortest = 3

    def __init__(self, file: Path, texts: Sequence[str]) -> None:
        self._connection = sqlite3.connect(file)
        start = perf_counter()
        with self._connection as connection:
            connection.execute("CREATE VIRTUAL TABLE body USING fts5(text, tokenize='trigram')")
            connection.executemany("INSERT INTO body(text) VALUES (?)", ((text,) for text in texts))
        self.seconds = perf_counter() - start
        self.bytes = file.stat().st_size

    def holding(self, run: str) -> tuple[float, int]:
        """Return the milliseconds and the number of documents that hold a run."""
        start = perf_counter()
        rows = self._connection.execute(
            "SELECT rowid FROM body WHERE body MATCH ?", [f'"{run}"']
        ).fetchall()
        return (perf_counter() - start) * 1000, len(rows)

    def close(self) -> None:
        self._connection.close()


class Recoll:
    """The desktop indexer, each document a file; its words are pairs of characters."""

    def __init__(self, folder: Path, texts: Sequence[str]) -> None:
        self._configuration = folder / "configuration"
        files = folder / "texts"
        for each in (self._configuration, files):
            each.mkdir(parents=True)
        for at, text in enumerate(texts):
            (files / f"{at}.txt").write_text(text + "\n", "utf-8")
        settings = f"topdirs = {files}\ndefaultcharset = UTF-8\n"
        (self._configuration / "recoll.conf").write_text(settings, "utf-8")
        start = perf_counter()
        self._run("recollindex")
        self.seconds = perf_counter() - start
        own = self._configuration / "xapiandb"
        self.bytes = sum(path.stat().st_size for path in own.rglob("*"))

    @staticmethod
    def installed() -> bool:
        return shutil.which("recollindex") is not None and shutil.which("recollq") is not None

    def holding(self, run: str) -> tuple[float, int]:
        """Return the milliseconds, its start among them, and the number of documents found."""
        start = perf_counter()
        # It answers with a fault where nothing of a query is a word to it, as 。
        lines = self._run("recollq", "-n", "0-1", "-q", f'"{run}"', fault=True)
        milliseconds = (perf_counter() - start) * 1000
        return milliseconds, next(_numbers_of_results(lines), 0)

    def _run(self, command: str, *arguments: str, fault: bool = False) -> str:
        return subprocess.run(
            [command, "-c", str(self._configuration), *arguments],
            check=not fault,
            capture_output=True,
            text=True,
            env={**os.environ, "LC_ALL": "C.UTF-8"},
        ).stdout


def _numbers_of_results(output: str) -> Iterator[int]:
    for line in output.splitlines():
        words = line.split()
        if len(words) > 1 and words[0].isdigit() and words[1].startswith("result"):
            yield int(words[0])
