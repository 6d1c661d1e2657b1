"""How long the window stands still: ``stalls.py LIBRARY``, an empty folder, which is filled.

A stall is the longest time that one turn of the event loop takes of the window's own thread, from
the key until nothing is under way any more. What else runs on the machine counts less so.
"""

from __future__ import annotations

import gc
import statistics
import sys
from collections.abc import Callable
from itertools import cycle
from pathlib import Path
from time import perf_counter, thread_time

import long_documents
from opener import measure
from PySide6.QtWidgets import QApplication

from zhupi.annotations.model import Colour
from zhupi.jobs import Job
from zhupi.library import Library
from zhupi.locations import places, seeds
from zhupi.qt.main_window import MainWindow
from zhupi.qt.slices import Slices

SIZES = {901: 30_000, 902: 90_000}
SOURCE = 2_000_000
"""Bytes of the source that is shown beside its text."""
MARKS = 500
RUNS = 7
QUIET = 0.4
"""Seconds without work until an action is over: timers of the window end sooner."""
AT_MOST = "≤ 50 ms"


def row(what: str, milliseconds: float, budget: str = AT_MOST) -> None:
    print(f"{what:<52} {f'{milliseconds:.0f} ms':>24}   {budget}", flush=True)


class Watched:
    """Keeps how long each slice of the furnishing took."""

    def __init__(self) -> None:
        self.slices: list[float] = []
        go_on = Slices._go_on

        def timed(slices: Slices) -> None:
            since = thread_time()
            go_on(slices)
            self.slices.append(thread_time() - since)

        Slices._go_on = timed  # type: ignore[method-assign]


class Bench:
    """One window on one library."""

    def __init__(self, window: MainWindow, application: QApplication) -> None:
        self.window = window
        self.library = window.library
        self.application = application

    def run(self) -> None:
        self._rest()
        numbered = {one.number: one.id for one in reversed(self.library.rows())}  # the first copy
        other = numbered["国发〔2016〕49号"]
        ids = {size: numbered[f"川府发〔2019〕{serial}号"] for serial, size in SIZES.items()}
        for size, document in ids.items():
            self._opening(size, document, other)
        self._mark(ids[30_000])
        self._scrolling(ids[30_000], other)
        for size, document in ids.items():
            self._setting_anew(size, document)
        self._typing(ids[90_000])
        self._leafing(other)
        self._beside(numbered["川府发〔2019〕903号"])
        self._exporting(other)

    # Turns

    def _turn(self) -> float:
        since = thread_time()
        self.application.processEvents()
        return thread_time() - since

    def _rest(self) -> float:
        """Let the window do what it has to; return the longest turn in milliseconds."""
        longest, quiet_since = 0.0, perf_counter()
        while perf_counter() - quiet_since < QUIET:
            if self.window.runner.busy:
                quiet_since = perf_counter()
            longest = max(longest, self._turn())
        return longest * 1000

    def _stall(self, action: Callable[[], object]) -> float:
        """Do something and what comes of it; return the longest turn in milliseconds."""
        since = thread_time()
        action()
        self.window.pane.viewport().repaint()
        first = (thread_time() - since) * 1000
        return max(first, self._rest())

    def _median(self, action: Callable[[], object], runs: int = RUNS) -> float:
        return statistics.median(self._stall(action) for _ in range(runs))

    # What is measured

    def _opening(self, size: int, document: str, other: str) -> None:
        opened, heard, after = [], [], []
        for _ in range(RUNS):
            self._stall(lambda: self.window.open(other))
            since = thread_time()
            self.window.open(document)
            self.window.pane.viewport().repaint()
            self.window.side.repaint()
            opened.append((thread_time() - since) * 1000)
            after.append(self._rest())
            since = thread_time()
            self.window.reader.opened.emit(self.window.reader.stored)
            heard.append((thread_time() - since) * 1000)
            self._rest()
        row(f"open {size:,} characters, all panes following", statistics.median(opened))
        row("  of which all that listens to `opened`", statistics.median(heard), "")
        row("  longest turn after it (links, marks, outline)", statistics.median(after))

    def _mark(self, document: str) -> None:
        size = len(self.library.document(document).document.text)
        colours = cycle(Colour)
        for at in range(0, size - 30, size // MARKS):
            self.library.highlight(document, at, at + 20, colour=next(colours))

    def _scrolling(self, document: str, other: str) -> None:
        window = self.window
        window.open(other)
        self._rest()
        window.open(document, 0)
        window.reader.show_numbers(on=True)
        self._rest()
        bar, steps = window.pane.verticalScrollBar(), []
        for value in range(0, bar.maximum(), bar.pageStep() // 3):
            since = thread_time()
            bar.setValue(value)
            window.pane.viewport().repaint()
            steps.append((thread_time() - since) * 1000)
        window.reader.show_numbers(on=False)
        self._rest()
        ranks = statistics.quantiles(steps, n=20)
        row("scroll with links, numbers, marks: a step, median", ranks[9], "≤ 16 ms")
        row("  p95", ranks[18], "≤ 16 ms")

    def _setting_anew(self, size: int, document: str) -> None:
        window = self.window
        window.open(document)
        self._rest()
        toggled = cycle((True, False))
        steps, themes = cycle((1, -1)), cycle(("dark", "light"))
        row(
            f"numbers in the margin (F8), {size:,} characters",
            self._median(lambda: window.actions_["reference"].setChecked(next(toggled))),
        )
        window.actions_["reference"].setChecked(False)
        self._rest()
        row(f"zoom, {size:,} characters", self._median(lambda: window.reader.zoom(next(steps))))
        row(
            f"change of theme, {size:,} characters",
            self._median(lambda: window.set_theme(next(themes))),
        )

    def _typing(self, document: str) -> None:
        window = self.window
        window.open(document)
        self._rest()
        typed = ("的", "的工", "工作", "工作机", "")
        window.finder.open()
        find = window.finder.bar.box
        row("a key in the find bar, 90,000 characters", self._worst(find.setText, typed))
        window.finder.close()
        window.desk.enter()
        search = window.top_bar.search_box
        words = ("的", "的工", "工作", "工作机", "国务院", "")
        row("a key in the search of the library", self._worst(search.setText, words))
        filters = ("g", "gy", "关于", "")
        filtered = window.left.catalog.filter_box
        row(
            "a key in the filter of the tree",
            self._worst(filtered.setText, filters),
        )

    def _worst(self, act: Callable[[str], object], words: tuple[str, ...]) -> float:
        for word in words:  # what is made when first used
            self._stall(lambda word=word: act(word))  # type: ignore[misc]
        return max(
            statistics.median(
                self._stall(lambda word=word: act(word))  # type: ignore[misc]
                for _ in range(3)
            )
            for word in words
        )

    def _leafing(self, first: str) -> None:
        """The key that leads to the next document held down."""
        window = self.window
        window.open(first)
        self._rest()
        turns = []
        for _ in range(20):
            since = thread_time()
            window.documents.step(1)
            self.application.processEvents()
            turns.append((thread_time() - since) * 1000)
        turns.append(self._rest())
        row("Ctrl+PgDn held, 20 documents: longest turn", max(turns))

    def _beside(self, document: str) -> None:
        window = self.window
        window.open(document)
        self._rest()
        row("source view of a source of 2 MB, the first time", self._stall(window.source.toggle))
        self._stall(window.source.toggle)
        row("  again", self._median(window.source.toggle, 6))
        if not window.source.is_open:
            self._stall(window.source.toggle)
        bar = window.pane.verticalScrollBar()
        values = cycle(range(0, bar.maximum(), max(1, bar.maximum() // 7)))
        row("  scroll in step with it", self._median(lambda: bar.setValue(next(values))))
        self._stall(window.source.toggle)

    def _exporting(self, document: str) -> None:
        window = self.window
        window.open(document)
        self._rest()
        for what in ("the first time", "again"):
            row(
                f"export dialog with its first page, {what}",
                self._stall(window.exporter.export_here),
            )
            assert window.exporter.dialog is not None
            window.exporter.dialog.reject()
            self._rest()


def _fill(folder: Path) -> None:
    library = Library.open(places(folder))
    files = long_documents.write(folder, SIZES)
    (big,) = long_documents.write(folder, {903: 3_000})
    text = "".join(path.read_text("utf-8") for path in sorted(seeds().glob("*.txt")))
    with big.open("a", encoding="utf-8") as stream:
        while stream.tell() < SOURCE:
            stream.write(text)
    library.import_paths([*sorted(seeds().glob("*.txt")), *files, big], Job())
    library.close()


def main() -> int:
    folder = Path(sys.argv[1])
    _fill(folder)
    gc.collect()
    watched = Watched()

    def work(window: MainWindow, application: QApplication) -> None:
        row("furnish the window, the longest slice", max(watched.slices) * 1000)
        row("  all slices", sum(watched.slices) * 1000, "")
        Bench(window, application).run()

    return measure(folder, work)


if __name__ == "__main__":
    sys.exit(main())
