"""Processes that write annotations are killed at random moments; what they had said must be there.

What a process said was done before it died must be in the library; of what it was about to do all
or nothing. After each kill the file is opened by SQLite from outside and by `check`.
"""

from __future__ import annotations

import json
import random
import sqlite3
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path

from zhupi.annotations.model import Annotation
from zhupi.jobs import Job
from zhupi.library import Library
from zhupi.locations import places, seeds

SOURCE = "003_*.txt"
"""One document, so that looking at the library takes little."""
QUOTE = "财政"


@dataclass
class Outcome:
    """What was found after so many kills; ``faults`` are to be none."""

    kills: int = 0
    written: int = 0
    faults: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class State:
    """Of one annotation: what its note says, and whether it lies in the waste basket."""

    note: str
    deleted: bool = False


class Torture:
    """One library and the processes that write into it."""

    def __init__(self, folder: Path, seed: int) -> None:
        self.folder = folder
        self.chance = random.Random(seed)  # noqa: S311 - chance for a test
        self.outcome = Outcome()
        self.known: dict[str, State] = {}
        library = Library.open(places(folder))
        library.import_paths(sorted(seeds().glob(SOURCE)), Job())
        (row,) = [row for row in library.rows() if row.enclosed_in is None]
        self.document = row.id
        text = library.document(row.id).document.text
        self.words = text[len(text) // 2 :].strip()[:40]
        library.close()

    def kill_writer(self, program: str) -> None:
        """Kill a process that holds the library and writes, amid its writing."""
        seed = self.chance.randrange(1 << 30)
        process = subprocess.Popen(
            [
                sys.executable,
                str(Path(__file__).with_name(program)),
                str(self.folder),
                self.document,
                str(seed),
            ],
            stdout=subprocess.PIPE,
            encoding="utf-8",
        )
        assert process.stdout is not None
        said = [process.stdout.readline() for _ in range(self.chance.randrange(1, 40))]
        until = time.perf_counter() + self.chance.random() * 0.02
        while time.perf_counter() < until:
            pass  # waiting would always end on the same beat of the clock
        process.kill()
        said += process.stdout.readlines()
        process.wait()
        process.stdout.close()
        self.outcome.kills += 1
        self._look(self._heard(said))

    def kill_command(self, longest: float) -> None:
        """Kill a command that annotates, somewhere in its life; ``longest`` are seconds."""
        note = f"n{self.chance.randrange(1 << 40)}-0"
        process = subprocess.Popen(
            [
                *(sys.executable, "-m", "zhupi", "--library", str(self.folder), "annotate"),
                *(self.document, "--quote", self.words, "--note", note, "--json"),
                *("--tag", f"{note}甲", "--tag", f"{note}乙"),
            ],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            encoding="utf-8",
        )
        try:
            out, error = process.communicate(timeout=self.chance.random() * longest)
        except subprocess.TimeoutExpired:
            process.kill()
            out, error = process.communicate()
            self.outcome.kills += process.returncode != 0
        if process.returncode == 0:
            self.known[json.loads(out)["id"]] = State(note)
            self._look(None)
        else:
            if error:
                self.outcome.faults.append(error)
            self._look((None, State(note)))

    def time_command(self) -> float:
        """How long a whole command takes, in seconds."""
        begun = time.perf_counter()
        self.kill_command(1000.0)
        return time.perf_counter() - begun

    def _heard(self, said: list[str]) -> tuple[str | None, State] | None:
        """Take in what was said to be done; return what was intended and not done, if anything."""
        pending: tuple[str | None, State] | None = None
        for line in said:
            if not line.endswith("\n"):
                break  # killed while saying it
            what, annotation, note, deleted = json.loads(line)
            if deleted:
                note = self.known[annotation].note
            if what == "intent":
                pending = annotation, State(note, deleted)
            else:
                self.known[annotation] = State(note, deleted)
                pending = None
        return pending

    def _look(self, pending: tuple[str | None, State] | None) -> None:
        """Compare the library with what is known; what was pending may be there or not."""
        with sqlite3.connect(self.folder / "library.sqlite3") as outside:
            (sound,) = outside.execute("PRAGMA integrity_check").fetchone()
        outside.close()
        if sound != "ok":
            self.outcome.faults.append(sound)
        library = Library.open(places(self.folder))
        # A killed process may leave the index behind the texts, which is told and does no harm.
        problems = [one for one in library.check() if one.what != "索引不可用"]
        found = library._annotations.of_document(self.document, deleted=True)
        live = {one.id for one in library.annotations(self.document)}
        text = library.document(self.document).document.text
        library.close()
        self.outcome.faults += [f"check: {problem}" for problem in problems]
        self.outcome.faults += [fault for one in found for fault in _half(one, text)]
        stored = {one.id: State(one.note, one.id not in live) for one in found}
        for annotation, state in self.known.items():
            there = stored.pop(annotation, None)
            if there != state:
                if pending is not None and pending == (annotation, there):
                    continue
                self.outcome.faults.append(f"{annotation}: {state} is {there}")
        for annotation, state in stored.items():
            if pending != (None, state):
                self.outcome.faults.append(f"{annotation}: nobody made {state}")
        self.known = {one.id: State(one.note, one.id not in live) for one in found}
        self.outcome.written = len(found)


def _half(annotation: Annotation, text: str) -> list[str]:
    """What is wrong with an annotation by itself."""
    selector = annotation.selector
    faults = []
    tags = (f"{annotation.note}甲", f"{annotation.note}乙") if annotation.note else ()
    if annotation.tags != tags:
        faults.append(f"{annotation.id}: {annotation.note} with {annotation.tags}")
    if selector is None or text[selector.start : selector.end] != selector.quote:
        faults.append(f"{annotation.id}: not in its place")
    return faults


def torture(folder: Path, kills: int, seed: int) -> Outcome:
    """Kill windows, commands, and processes that write as a window does but faster, in turn."""
    subject = Torture(folder, seed)
    longest = subject.time_command()
    while subject.outcome.kills < kills:
        match subject.outcome.kills % 3:
            case 0:
                subject.kill_writer("window_writer.py")
            case 1:
                subject.kill_command(longest)
            case _:
                subject.kill_writer("writer.py")
    return subject.outcome
