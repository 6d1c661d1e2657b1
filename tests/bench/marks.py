"""What 2,000 highlights cost in the window: ``marks.py LIBRARY``, which is filled with them.

Prints seconds, of the window's own thread where they are compared (another process on the machine
would tell otherwise than the program):

1. opening the longest document, from the call until the text is painted, the median of nine
2. the same with the highlights, until text, marks and cards are painted
3. the longest step of scrolling through it
4. the longest the window stands still while the cards come and are scrolled through
5. a key that recolours one of them, until it is shown
"""

from __future__ import annotations

import statistics
import sys
from itertools import cycle
from pathlib import Path
from time import perf_counter, thread_time

from opener import measure
from PySide6.QtWidgets import QApplication

from zhupi.annotations.model import Colour, Style
from zhupi.qt.main_window import MainWindow

MARKS = 2000
NOTE = "**要点**：与第*十*条对照。\n\n- 中央\n- 地方"


class Bench:
    """One window on one library."""

    def __init__(self, window: MainWindow, application: QApplication) -> None:
        self.window = window
        self.library = window.library
        self.application = application
        ids = [row.id for row in self.library.rows() if row.enclosed_in is None]
        sizes = {id_: len(self.library.document(id_).document.text) for id_ in ids}
        self.longest = max(ids, key=lambda id_: sizes[id_])
        self.size = sizes[self.longest]
        self.other = next(id_ for id_ in ids if id_ != self.longest)

    def fill(self) -> None:
        """Mark the document from end to end, every mark over a part of the one before."""
        step = self.size // MARKS
        looks = cycle([(colour, style) for colour in Colour for style in Style])
        for at, (colour, style) in zip(range(MARKS), looks, strict=False):
            start, note = at * step, NOTE if at % 4 == 0 else ""
            self.library.highlight(
                self.longest, start, start + 20, colour=colour, style=style, note=note
            )

    def opening(self) -> float:
        times = []
        for _ in range(9):
            self.window.open(self.other)
            self.window.repaint()
            self._rest()
            begun = thread_time()
            self.window.open(self.longest)
            self.window.pane.viewport().repaint()
            self.window.side.notes.view.viewport().repaint()
            times.append(thread_time() - begun)
        return statistics.median(times)

    def _rest(self) -> None:
        while self.window.runner.busy:
            self.application.processEvents()

    def scrolling(self) -> float:
        bar, worst = self.window.pane.verticalScrollBar(), 0.0
        for value in range(0, bar.maximum(), bar.pageStep() // 3):
            begun = thread_time()
            bar.setValue(value)
            self.window.pane.viewport().repaint()
            worst = max(worst, thread_time() - begun)
        return worst

    def listing(self) -> float:
        worst, view = 0.0, self.window.side.notes.view
        self.window.open(self.other)
        self._rest()
        self.window.open(self.longest)
        begun = perf_counter()
        while self.window.runner.busy or view.cards.missing() or perf_counter() - begun < 2:
            since = thread_time()
            self.application.processEvents()
            worst = max(worst, thread_time() - since)
        for value in range(0, view.verticalScrollBar().maximum(), 2000):
            since = thread_time()
            view.verticalScrollBar().setValue(value)
            view.viewport().repaint()
            worst = max(worst, thread_time() - since)
        return worst

    def key(self) -> float:
        annotation = self.library.sketches(self.longest)[MARKS // 2]
        done: list[float] = []
        self.window.marker.changed.connect(lambda _: done.append(perf_counter()))
        begun = perf_counter()
        self.window.annotator.recolour(annotation.id, "purple")
        while not done:
            self.application.processEvents()
        self.window.pane.viewport().repaint()
        return perf_counter() - begun

    def run(self) -> None:
        plain = self.opening()
        self.fill()
        marked = self.opening()
        print(plain, marked, self.scrolling(), self.listing(), self.key(), flush=True)


if __name__ == "__main__":
    sys.exit(measure(Path(sys.argv[1]), lambda *opened: Bench(*opened).run()))
