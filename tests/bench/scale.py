"""A library of 600 issues, 27 million characters, or a fraction: ``scale.py [FRACTION | --quick]``.

The issues are made from the seeds, always the same ones for the same fraction, and come in through
the façade, read and indexed in worker processes. Every answer is checked against a scan of all
texts; a wrong one ends the run with a fault, a slow one does not.
"""

from __future__ import annotations

import multiprocessing
import random
import re
import statistics
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from time import perf_counter

import gazettes
import window
from exactness import Asked, Questions, Scan, Text, folded
from gazettes import Made
from rivals import Recoll, TrigramTable

from zhupi.gazette import parse
from zhupi.jobs import Job
from zhupi.library import Library
from zhupi.locations import places, seeds

QUICK = 1 / 20
"""Of the size: what ``make bench-quick`` makes."""
QUERIES = 40
QUESTIONS = 2_000
SAMPLE = 60
"""Issues parsed and imported to compare one process with several."""
ALWAYS = ("的", "国务院", "财政", "人民政府", "财政事权", "没有这几个字的", "2018年")


def main(fraction: float = 1.0) -> None:
    """Print the figures, one line each."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        made = list(gazettes.issues(seeds(), max(2, round(gazettes.ISSUES * fraction)) + 1))
        late = made.pop()
        size = sum(one.characters for one in made)
        documents = sum(len(one.numbers) for one in made)
        row("issues / documents / characters", f"{len(made)} / {documents:,} / {size:,}")
        files = _write(root / "issues", made)
        parsing([one.text for one in made[:SAMPLE]])
        in_one_process(root / "alone", files[:SAMPLE], made[:SAMPLE])
        library = Library.open(places(root / "library"), window=True)
        try:
            speed = importing(library, files, size)
            index = sum(path.stat().st_size for path in (root / "library/index").rglob("*"))
            row("index", f"{index / size:.1f} bytes a character")
            scan = Scan(_texts(library))
            check_documents(library, made)
            runs = _runs(scan)
            milliseconds = searching(library, scan, runs)
            questions(library, scan)
            beside(root, scan, size, runs, milliseconds, speed)
            add_one(library, _write(root / "late", [late])[0], late)
        finally:
            library.close()
        window_on(root / "library")


def row(what: str, figure: str, budget: str = "") -> None:
    print(f"{what:<46} {figure:>34}   {budget}", flush=True)


def wrong(what: str) -> None:
    sys.exit(f"wrong: {what}")


# Reading, indexing


def parsing(texts: Sequence[str]) -> None:
    size = sum(len(text) - text.count("\n") for text in texts)
    _measure_parse(texts[0])  # patterns are compiled
    start = perf_counter()
    for text in texts:
        _measure_parse(text)
    row("parse, one process", f"{size / (perf_counter() - start):,.0f} characters/s")
    with multiprocessing.get_context("spawn").Pool(2) as pool:
        pool.map(_measure_parse, texts[:2], chunksize=1)
        start = perf_counter()
        pool.map(_measure_parse, texts, chunksize=4)
        row("parse, two processes", f"{size / (perf_counter() - start):,.0f} characters/s")


def _measure_parse(text: str) -> int:
    return len(parse(text).documents)


def in_one_process(folder: Path, files: list[Path], made: Sequence[Made]) -> None:
    """Import and index as the command line does, and then index alone."""
    library = Library.open(places(folder))
    try:
        size = sum(one.characters for one in made)
        start = perf_counter()
        library.import_paths(files, Job())
        row("import and index, one process", f"{size / (perf_counter() - start):,.0f} characters/s")
        start = perf_counter()
        library.rebuild_index(Job())
        row("  index alone", f"{size / (perf_counter() - start):,.0f} characters/s")
    finally:
        library.close()


_PHASES = {"读": "read, and index", "载入正文": "fold the rest", "编制索引": "index it"}
"""What an import reports, but for the first, and what it is called here."""


@dataclass
class Phases:
    """When an import goes from one thing to the next, as its progress tells.

    Folding or indexing does not come up where all of it was done while files were read.
    """

    begun: dict[str, float] = field(default_factory=lambda: {"读": perf_counter()})
    worker: int = 0
    """The most memory that one of the worker processes has held, in MB."""

    def report(self, _done: int, _total: int, what: str) -> None:
        workers = multiprocessing.active_children()
        self.worker = max(self.worker, *(_memory(one.pid, "VmHWM") for one in workers), 0)
        if what in _PHASES:
            self.begun.setdefault(what, perf_counter())

    def seconds(self) -> dict[str, float]:
        moments = [*self.begun.values(), perf_counter()]
        lengths = [after - before for before, after in pairwise(moments)]
        return dict(zip(self.begun, lengths, strict=True))


class Heartbeat:
    """How long another thread of this process waits for the interpreter, as the window would."""

    def __init__(self) -> None:
        self._over = threading.Event()
        self._late: list[float] = []
        self._thread = threading.Thread(target=self._beat)

    def __enter__(self) -> Heartbeat:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        self._thread.join()

    def _beat(self) -> None:
        before = perf_counter()
        while not self._over.wait(0.005):
            now = perf_counter()
            self._late.append((now - before) * 1000 - 5)
            before = now

    def __str__(self) -> str:
        over = sum(late > 50 for late in self._late)
        return f"max {max(self._late):.0f} ms, {over} of {len(self._late):,} over 50 ms"


def importing(library: Library, files: list[Path], size: int) -> float:
    """Return the characters imported and indexed in a second."""
    phases = Phases()
    with Heartbeat() as heartbeat:
        report = library.import_paths(files, Job(phases.report))
    took = phases.seconds()
    if len(report.added) != len(files) or not library.index_ready:
        wrong(f"{len(report.added)} of {len(files)} files imported, index {library.index_ready=}")
    for phase, what in _PHASES.items():
        if phase in took:
            row(f"  {what}", f"{took[phase]:.1f} s")
    total = sum(took.values())
    speed = size / total
    row("import and index, worker processes", f"{total:.1f} s, {speed:,.0f} characters/s")
    row("  another thread waits meanwhile", str(heartbeat), "≤ 50 ms")
    row("  worker, most memory", f"{phases.worker} MB", "≤ 400 MB")
    return speed


def add_one(library: Library, file: Path, late: Made) -> None:
    number = late.numbers[0]
    start = perf_counter()
    library.import_paths([file], Job())
    found = library.search(number, limit=20)
    seconds = perf_counter() - start
    if not any(hit.row.number == number for hit in found.hits) or not library.index_ready:
        wrong(f"{number} is not found after it was added")
    row("add one issue, until found and indexed", f"{seconds:.2f} s", "≤ 1 s")


def check_documents(library: Library, made: Iterable[Made]) -> None:
    """Every document made is there under its number, and no other."""
    numbers = sorted(number for one in made for number in one.numbers)
    held = sorted(str(row.number) for row in library.rows() if row.enclosed_in is None)
    if numbers != held:
        wrong(f"{len(held)} documents read of {len(numbers)} made")


# Searching


def _texts(library: Library) -> list[Text]:
    texts = []
    for one in library.rows():
        if one.enclosed_in is None:
            blocks = library.document(one.id).document.blocks
            body = "\n".join(folded(block.text) for block in blocks)
            texts.append(
                Text(one.id, body, folded(one.title), tuple(one.issuers), one.year, one.kind)
            )
    return texts


def _runs(scan: Scan) -> list[str]:
    """Of 1 to 12 characters, drawn from the texts; some very common words among them."""
    draw = random.Random(1723)  # noqa: S311 - repeatable, no secrets
    drawn = [scan.run(draw, 1 + at % 12) for at in range(QUERIES - len(ALWAYS))]
    return [*ALWAYS, *drawn]


def searching(library: Library, scan: Scan, runs: list[str]) -> dict[str, float]:
    """Return the milliseconds in which each run's documents were found, the first 20 counted."""
    engine = library._finder()._engine  # the façade gives passages too, which are timed apart
    library.search("预热", limit=20)
    every: dict[str, float] = {}
    first: dict[str, float] = {}
    shown: dict[int, list[float]] = {20: [], 200: []}
    for run in runs:
        query = f'"{run}"'
        start = perf_counter()
        counted = engine.search(query)
        every[run] = (perf_counter() - start) * 1000
        truth = scan.places(run)
        if {hit.id: hit.count for hit in counted.hits} != truth or counted.total != len(truth):
            wrong(f"{counted.total} documents for {query}, not {len(truth)}, or their counts")
        first[run] = engine.search(query, limit=20).milliseconds
        for limit, times in shown.items():
            start = perf_counter()
            found = library.search(query, limit=limit)
            times.append((perf_counter() - start) * 1000)
            if found.total != len(truth) or len(found.hits) != min(limit, len(truth)):
                wrong(f"{found.total} documents for {query}, not {len(truth)}")
            if any(hit.count != truth[hit.row.id] or not hit.snippets for hit in found.hits):
                wrong(f"counts or passages among the first {limit} for {query}")
    row("40 queries, every place counted", _spread(every.values()), "p95 ≤ 50, aim 25 ms")
    row("  total, and first 20 counted", _spread(first.values()))
    row("  total, and first 20 with passages", _spread(shown[20]), "≤ 30 ms")
    row("  total, and first 200 with passages", _spread(shown[200]))
    return first


def questions(library: Library, scan: Scan) -> None:
    engine = library._finder()._engine
    asking = Questions(scan, QUESTIONS // 5)
    times, found = [], 0
    for _ in range(QUESTIONS):
        asked = asking.ask()
        answer = engine.search(asked.query)
        times.append(answer.milliseconds)
        _check(asked, scan, {hit.id: hit.count for hit in answer.hits}, answer.warning)
        found += bool(asked.ids)
    row(f"{QUESTIONS:,} mixed queries, {found:,} find something", _spread(times))


def _check(asked: Asked, scan: Scan, counts: dict[str, int], warning: str | None) -> None:
    truth = scan.counts(asked)
    if warning is not None or counts != truth:
        wrong(f"{len(counts)} documents for {asked.query}, not {len(truth)}, or {warning}")


def _spread(milliseconds: Iterable[float]) -> str:
    values = list(milliseconds)
    ranks = statistics.quantiles(values, n=20)
    return f"p50 {ranks[9]:.1f}, p95 {ranks[18]:.1f}, max {max(values):.1f} ms"


# Beside others


def beside(
    root: Path,
    scan: Scan,
    size: int,
    runs: list[str],
    milliseconds: dict[str, float],
    speed: float,
) -> None:
    bodies = [text.body for text in scan.texts]
    table = TrigramTable(root / "trigrams.sqlite3", bodies)
    row("FTS5 trigram, index", f"{size / table.seconds:,.0f} characters/s")
    row("  with the texts", f"{table.bytes / size:.1f} bytes a character")
    long = [run for run in runs if len(run) >= table.shortest]
    found = {run: table.holding(run) for run in long}
    if any(count != len(scan.places(run)) for run, (_, count) in found.items()):
        wrong("FTS5 and the scan disagree: the scan may be at fault")
    table.close()
    row("  queries of 3 characters and more", _spread(took for took, _ in found.values()))
    own = [milliseconds[run] for run in long]
    row("  Zhupi on the same, first 20 counted", _spread(own))
    ratio = statistics.median(milliseconds[run] / found[run][0] for run in long)
    row("  Zhupi : FTS5, median", f"{ratio:.1f}", "aim: ≤ 2")
    if not Recoll.installed():
        print("Recoll is not installed")
        return
    recoll = Recoll(root / "recoll", bodies)
    row("Recoll, index", f"{size / recoll.seconds:,.0f} characters/s")
    row("  Zhupi's import and index : Recoll", f"{speed * recoll.seconds / size:.2f}", "≥ 1")
    row("  index", f"{recoll.bytes / size:.1f} bytes a character")
    answers = {run: recoll.holding(run) for run in runs}
    row("  40 queries, each a new process", _spread(took for took, _ in answers.values()))
    right = sum(count == len(scan.places(run)) for run, (_, count) in answers.items())
    row("  right number of documents", f"{right} of {len(runs)}")


# Memory


def window_on(folder: Path) -> None:
    """Open the window on the library in a process of its own."""
    output = subprocess.run(
        [sys.executable, window.__file__, "memory", str(folder), repr(perf_counter())],
        check=True,
        capture_output=True,
        text=True,
    ).stdout
    empty, opened = output.split()
    row("window's process before the library, and open", f"{empty} MB, {opened} MB", "≤ 250 MB")


def _memory(pid: int | None, what: str) -> int:
    """A figure of a process in MB; 0 if it has ended, or where the system does not say."""
    try:
        status = Path(f"/proc/{pid}/status").read_text()
    except OSError:
        return 0
    found = re.search(rf"{what}:\s+(\d+) kB", status)
    return 0 if found is None else int(found[1]) // 1024


def _write(folder: Path, made: Iterable[Made]) -> list[Path]:
    folder.mkdir()
    files = []
    for one in made:
        files.append(folder / one.name)
        files[-1].write_text(one.text, "utf-8")
    return files


if __name__ == "__main__":
    main(*(QUICK if argument == "--quick" else float(argument) for argument in sys.argv[1:]))
