"""What 100,000 annotations cost the notes view: ``overview.py LIBRARY``, which holds them.

Prints seconds:

1. from the key until the rows are painted, the first time
2. the same when the view was made before
3. a text that filters, from the end of the pause after typing until the rows are painted
4. a colour that filters
5. everything selected, until that is painted
6. another annotation comes while everything is selected, until the rows are painted
7. the longest step of scrolling from end to end
8. the longest that the window stood still in all this, of its own thread
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from time import perf_counter, thread_time

from opener import measure
from PySide6.QtCore import QEventLoop
from PySide6.QtWidgets import QApplication

from zhupi.library.model import Changes
from zhupi.qt.main_window import MainWindow
from zhupi.qt.notes_page import NotesPage


class Bench:
    """One window on one library."""

    def __init__(self, window: MainWindow, application: QApplication) -> None:
        self.window = window
        self.application = application
        self.worst = 0.0

    @property
    def page(self) -> NotesPage:
        page = self.window.overview.page
        if page is None:
            raise RuntimeError("the view was not shown")
        return page

    def _turn(self) -> None:
        begun = thread_time()
        # Waiting lets go of the interpreter, which the lanes need.
        self.application.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
        self.worst = max(self.worst, thread_time() - begun)

    def _do(self, work: Callable[[], object]) -> None:
        begun = thread_time()
        work()
        self.worst = max(self.worst, thread_time() - begun)

    def timed(self, work: Callable[[], object]) -> float:
        """Do something and wait until a list that came of it is painted; then rest."""
        shown = self.window.overview.shown
        begun = perf_counter()
        self._do(work)
        while self.window.overview.shown == shown:
            self._turn()
        self._do(self.page.view.viewport().repaint)
        seconds = perf_counter() - begun
        self.rest()
        return seconds

    def rest(self) -> None:
        while self.window.runner.busy:
            self._turn()
        self._do(self.application.processEvents)
        while self.window.runner.busy:
            self._turn()

    def scrolling(self) -> float:
        view, worst = self.page.view, 0.0
        bar = view.verticalScrollBar()
        for value in range(0, bar.maximum(), max(1, bar.maximum() // 200)):
            begun = thread_time()
            bar.setValue(value)
            view.viewport().repaint()
            self.application.processEvents()
            worst = max(worst, thread_time() - begun)
        self.rest()
        return worst

    def selecting(self) -> float:
        begun = perf_counter()
        self._do(self.page.view.selectAll)
        self._do(self.page.view.viewport().repaint)
        seconds = perf_counter() - begun
        self.rest()
        return seconds

    def run(self) -> None:
        self.rest()
        show = self.window.actions_["all_notes"].trigger
        first = self.timed(show)
        self.window.overview.leave()
        again = self.timed(show)
        filters = self.page.filters

        def text(words: str) -> None:
            filters.text.blockSignals(True)
            filters.text.setText(words)
            filters.text.blockSignals(False)
            filters.changed.emit()

        def colour(name: str | None) -> None:
            filters.colours.take(name)
            filters.changed.emit()

        by_text = self.timed(lambda: text("人民政府"))
        self.timed(lambda: text(""))
        by_colour = self.timed(lambda: colour("red"))
        self.timed(lambda: colour(None))
        selected = self.selecting()
        another = self.timed(
            lambda: self.window.overview.follow(Changes(annotations=frozenset(["0"])))
        )
        scrolled = self.scrolling()
        print(first, again, by_text, by_colour, selected, another, scrolled, self.worst, flush=True)


if __name__ == "__main__":
    sys.exit(measure(Path(sys.argv[1]), lambda *opened: Bench(*opened).run()))
