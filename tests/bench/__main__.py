"""Measure the budgets of the design and print them as a table: ``make bench``.

With ``--quick`` the libraries that are searched have a twentieth of the size.

Timings on one machine are noisy: figures are medians of several runs, and where the budget is a
ratio both sides are taken in the same run. Nothing here fails on a slow machine.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from time import perf_counter

import citing
import marks
import notes
import overview
import scale
import stalls
import window

import export
import search
from zhupi.gazette import parse
from zhupi.jobs import Job
from zhupi.library import Library
from zhupi.locations import places, seeds

RUNS = 5
UNITS = ("字", "《", "（", "一、", "〔2016〕", "附件", " ", "1 ", "国务院", "．")
"""What patterns may stumble over when a line holds nothing else."""
SEEDS = sorted(seeds().glob("*.txt"))


def median(work: Callable[[], object], runs: int = RUNS) -> float:
    """The median time of ``work`` in seconds."""
    times = []
    for _ in range(runs):
        start = perf_counter()
        work()
        times.append(perf_counter() - start)
    return statistics.median(times)


def row(what: str, figure: str, budget: str = "") -> None:
    print(f"{what:<52} {figure:>24}   {budget}", flush=True)


def bench_parsing() -> None:
    texts = [path.read_text("utf-8") for path in SEEDS]
    size = sum(map(len, texts))
    seconds = median(lambda: [parse(text) for text in texts])
    row("parse, per 40,000 characters", f"{seconds / size * 40_000 * 1000:.0f} ms", "≤ 150 ms")
    once = "".join(texts)[:200_000]
    ratio = median(lambda: parse(once * 2), 3) / median(lambda: parse(once), 3)
    row("parse, a file twice as long", f"{ratio:.2f} × the time", "near 2")
    line = texts[0].replace("\n", "")[:25_000]
    ratio = median(lambda: parse(line * 2), 3) / median(lambda: parse(line), 3)
    row("parse, a line twice as long", f"{ratio:.2f} × the time", "near 2")
    worst = max((_growth(unit), unit) for unit in UNITS)
    row(
        "parse, a monotonous line twice as long, the worst",
        f"{worst[0]:.2f} × for {worst[1]}",
        "near 2",
    )
    seconds = median(lambda: parse((line * 2)[:50_000]), 3)
    row("parse, one line of 50,000 characters", f"{seconds:.2f} s", "aim: 1 s")
    big = once
    while len(big.encode()) < 2_000_000:
        big += once
    row("parse, a file of 2 MB", f"{median(lambda: parse(big), 1):.2f} s", "aim: 8 s")


def _growth(unit: str) -> float:
    text = unit * (20_000 // len(unit))
    return median(lambda: parse("一\n" + text * 2), 3) / median(lambda: parse("一\n" + text), 3)


def bench_importing() -> None:
    size = sum(len(path.read_text("utf-8")) for path in SEEDS)
    with tempfile.TemporaryDirectory() as folder:
        library = Library.open(places(Path(folder)), window=True)
        library.import_paths([SEEDS[3]], Job())  # the worker is up
        start = perf_counter()
        library.import_paths(SEEDS, Job())
        seconds = perf_counter() - start
        library.close()
    row("import and index the five gazettes", f"{size / seconds:,.0f} characters/s")


def bench_window() -> None:
    with tempfile.TemporaryDirectory() as folder:
        library = Library.open(places(Path(folder)))
        library.import_paths(SEEDS, Job())
        library.close()
        started = {what: [_start(what, folder) for _ in range(RUNS)] for what in ("empty", "zhupi")}
        empty, zhupi = (statistics.median(started[what]) for what in ("empty", "zhupi"))
        row(
            "start until the last document is readable",
            f"{zhupi * 1000:.0f} ms = {zhupi / empty:.2f} × bare",
            "≤ 2 × a bare window",
        )
        opened = [_start("open", folder) for _ in range(RUNS)]
        row(
            "open a document of 30,000 characters",
            f"{statistics.median(opened) * 1000:.0f} ms",
            "≤ 50 ms",
        )
        bench_marks(folder)


def bench_stalls() -> None:
    """What holds the window still while it is used; the process prints its own rows."""
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run([sys.executable, stalls.__file__, folder], check=True)


def bench_marks(folder: str) -> None:
    """2,000 highlights in the longest document; the library is filled with them."""
    plain, marked, scrolled, listed, recoloured = _run(marks.__file__, folder)
    row(
        "open a document with 2,000 highlights",
        f"{marked * 1000:.0f} ms = {marked / plain:.2f} × without",
        "≤ 1.5 × without",
    )
    row("scroll through it, the longest step", f"{scrolled * 1000:.0f} ms", "≤ 50 ms")
    row("list its 2,000 cards, the longest stall", f"{listed * 1000:.0f} ms", "≤ 50 ms")
    row("recolour one of them, until it is shown", f"{recoloured * 1000:.0f} ms", "≤ 50 ms")


def bench_overview(number: int) -> None:
    """The notes view of a library with so many annotations."""
    with tempfile.TemporaryDirectory() as folder:
        library = Library.open(places(Path(folder)))
        notes.fill(library, number)
        library.close()
        figures = _run(overview.__file__, folder)
    told = (
        (f"notes view of {number:,} annotations, the first time", "≤ 300 ms"),
        ("the same, made before", "≤ 300 ms"),
        ("filter by text", "≤ 100 ms"),
        ("filter by colour", "≤ 100 ms"),
        ("select all", "≤ 50 ms"),
        ("another comes while all are selected", "≤ 300 ms"),
        ("scroll through them, the longest step", "≤ 50 ms"),
        ("the longest stall of the window in all this", "≤ 50 ms"),
    )
    for (what, budget), seconds in zip(told, figures, strict=True):
        row(what, f"{seconds * 1000:.0f} ms", budget)


def _start(what: str, folder: str) -> float:
    """Run one measurement in a process of its own; it prints its figure in seconds."""
    return _run(window.__file__, what, folder, repr(perf_counter()))[0]


def _run(*arguments: str) -> list[float]:
    output = subprocess.run(
        [sys.executable, *arguments], check=True, capture_output=True, text=True
    ).stdout
    return [float(figure) for figure in output.split()]


if __name__ == "__main__":
    bench_parsing()
    bench_importing()
    bench_window()
    bench_stalls()
    export.main()
    print()
    search.main()
    print()
    citing.main(citing.DOCUMENTS // 20 if "--quick" in sys.argv[1:] else citing.DOCUMENTS)
    annotations = notes.ANNOTATIONS // 20 if "--quick" in sys.argv[1:] else notes.ANNOTATIONS
    notes.main(annotations)
    bench_overview(annotations)
    print()
    scale.main(scale.QUICK if "--quick" in sys.argv[1:] else 1.0)
