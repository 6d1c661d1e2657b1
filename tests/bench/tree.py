"""The tree of a large library: opened, filtered key by key, and a year of it unfolded.

Times are those of this process, so that what else runs on the machine counts less.
"""

from __future__ import annotations

import gc
import os
import statistics
from collections.abc import Callable
from time import process_time

from zhupi.jobs import Job
from zhupi.library import Library
from zhupi.library.title_filter import TitleFilter

KEYS = ("关于", "g", "gy", "sx", "sxdtz", "2016 号", "川府发〔2016〕1", "gwygyd", "没有的")
RUNS = 5


def main(library: Library, row: Callable[[str, str, str], None]) -> None:
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtWidgets import QApplication

    from zhupi.qt import shelf, themes
    from zhupi.qt.app import make_application
    from zhupi.qt.catalog_pane import CatalogPane

    application = QApplication.instance() or make_application()
    assert isinstance(application, QApplication)
    pane = CatalogPane()
    pane.set_theme(themes.load("light"))
    pane.resize(300, 900)
    pane.show()
    gc.collect()
    gc.disable()  # as `zhupi.qt.run` does
    documents = library.collections.lacking("favourites", [one.id for one in library.rows()[:200]])
    library.collections.add("favourites", documents)

    def opened(by: str) -> tuple[float, float]:
        start = process_time()
        state = shelf.load(library, by, "number")
        loaded = process_time()
        pane.set_catalog(state.catalog, state.issues)
        pane.set_groups(state.groups)
        pane.view.viewport().repaint()
        return (loaded - start) * 1000, (process_time() - loaded) * 1000

    for by, words in (("issue", "by gazette issue"), ("issuer", "by issuer")):
        runs = [opened(by) for _ in range(RUNS)]
        aside, window = (statistics.median(run[at] for run in runs) for at in (0, 1))
        told = f"{aside + window:.0f} ms, {window:.0f} in the window"
        row(f"tree opened {words}", told, "≤ 200 ms")
    start = process_time()
    prepared = TitleFilter(pane.model.catalog_rows).prepare(Job())
    row("filter prepared, beside the window", f"{(process_time() - start) * 1000:.0f} ms", "")
    pane.take_filter(prepared)
    times = [_key(pane, words) for words in KEYS for _ in range(RUNS)]
    row(
        "a key of the filter", f"{statistics.median(times):.0f}, max {max(times):.0f} ms", "≤ 50 ms"
    )
    pane.filter_box.clear()
    pane._narrow()
    start = process_time()
    pane.view.expandAll()
    pane.view.viewport().repaint()
    row("everything unfolded", f"{(process_time() - start) * 1000:.0f} ms", "")
    gc.enable()
    pane.close()


def _key(pane: object, words: str) -> float:
    from zhupi.qt.catalog_pane import CatalogPane

    assert isinstance(pane, CatalogPane)
    pane.filter_box.setText("")
    pane._narrow()
    pane.view.viewport().repaint()
    start = process_time()
    pane.filter_box.setText(words)
    pane._narrow()
    pane.view.viewport().repaint()
    return (process_time() - start) * 1000
