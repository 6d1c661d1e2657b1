"""Write 2,000 highlights over 50 documents, each format and layout in a process of its own.

python export.py WHAT FORMAT    prints seconds and the largest resident size in MB
"""

from __future__ import annotations

import resource
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from itertools import cycle, islice
from pathlib import Path
from time import perf_counter, process_time

from zhupi.annotations.anchoring import describe
from zhupi.annotations.model import Annotation, Colour, Kind
from zhupi.export import Excerpted, Layout, Look, Options, write
from zhupi.gazette import parse
from zhupi.gazette.places import heading_at, place_of
from zhupi.locations import seeds

DOCUMENTS = 50
HIGHLIGHTS = 2000
CASES = [
    ("excerpts", ".docx"),
    ("full", ".docx"),
    ("gongwen", ".docx"),
    ("full", ".html"),
    ("full", ".md"),
]
BUDGET = "≤ 10 s, ≤ 300 MB"
MOMENT = datetime(2026, 3, 1, tzinfo=UTC)
NOTE = "**要点**：与[原文](zhupi:doc/1)比较。\n\n- 其一\n- 其二"


def main() -> None:
    """Print a row for each case."""
    for layout, extension in CASES:
        seconds, busy, size = _measured(layout, extension)
        what = f"export {HIGHLIGHTS} highlights, {DOCUMENTS} documents, {layout} {extension}"
        figures = f"{seconds:.1f} s ({busy:.1f} busy), {size:.0f} MB"
        print(f"{what:<52} {figures:>24}   {BUDGET}", flush=True)


def _measured(layout: str, extension: str) -> tuple[float, float, float]:
    output = subprocess.run(
        [sys.executable, __file__, layout, extension], check=True, capture_output=True, text=True
    ).stdout
    seconds, busy, size = map(float, output.split())
    return seconds, busy, size


def _items() -> Iterator[Excerpted]:
    issues = [parse(path.read_text("utf-8")) for path in sorted(seeds().glob("*.txt"))]
    documents = [(issue, document) for issue in issues for document in issue.documents]
    for number, (issue, document) in enumerate(islice(cycle(documents), DOCUMENTS)):
        marks = []
        share = HIGHLIGHTS // DOCUMENTS
        step = max(1, (len(document.text) - 60) // share)
        for mark in range(share):
            start = mark * step
            end = min(len(document.text), start + 15 + mark % 40)
            heading = heading_at(document, start)
            marks.append(
                Annotation(
                    f"{number}-{mark}",
                    f"d{number}",
                    Kind.HIGHLIGHT,
                    describe(document.text, start, end, place_of(document, start)),
                    list(Colour)[mark % 5],
                    heading.text if heading else "",
                    NOTE if mark % 2 else "",
                    ("责任",) if mark % 3 else (),
                    MOMENT,
                    MOMENT,
                )
            )
        yield Excerpted(f"d{number}", document, issue.gazette, f"{number}.txt", marks)


def _once(layout: str, extension: str) -> None:
    items = list(_items())
    options = Options(layout=Layout.EXCERPTS, author="张三")
    if layout != "excerpts":
        options = replace(options, layout=Layout.FULL)
    if layout == "gongwen":
        options = replace(options, look=Look.GONGWEN)
    with tempfile.TemporaryDirectory() as folder:
        start, busy = perf_counter(), process_time()
        write(Path(folder) / f"out{extension}", items, options)
        seconds, busy = perf_counter() - start, process_time() - busy
    size = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(seconds, busy, size)


if __name__ == "__main__":
    _once(*sys.argv[1:])
