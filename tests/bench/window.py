"""Measurements of the window, each in a process of its own: ``window.py WHAT LIBRARY START``.

Prints seconds: from START (the caller's `perf_counter`, which counts alike in both processes on
Linux) until a bare window with an empty QTextBrowser is drawn (``empty``) or Zhupi's last document
can be read (``zhupi``); or what opening a document of 30,000 characters takes (``open``); or, in MB
and not in seconds, the resident memory with PySide6 and an empty window, and with the library open,
its texts in memory and searched (``memory``).
"""

from __future__ import annotations

import gc
import sys
from collections.abc import Callable
from pathlib import Path
from time import perf_counter


def main() -> None:
    what, folder, start = sys.argv[1], Path(sys.argv[2]), float(sys.argv[3])
    if what == "empty":
        _empty(start)
    elif what == "memory":
        _memory(folder)
    else:
        _zhupi(folder, start, opening=what == "open")


def _empty(start: float) -> None:
    from PySide6.QtWidgets import QApplication, QMainWindow, QTextBrowser

    application = QApplication([])
    window = QMainWindow()
    browser = QTextBrowser()
    window.setCentralWidget(browser)
    window.resize(1440, 900)
    window.show()
    _after_painting(browser.viewport(), lambda: _finish(perf_counter() - start))
    application.exec()


def _zhupi(folder: Path, start: float, *, opening: bool) -> None:
    gc.disable()  # as `zhupi.qt.run` does
    from zhupi.library import Library
    from zhupi.locations import places
    from zhupi.qt.app import make_application
    from zhupi.qt.main_window import MainWindow
    from zhupi.settings import Settings

    application = make_application()
    where = places(folder)
    settings = Settings.load(where.config)
    library = Library.open(where, window=True)
    window = MainWindow(library, where, settings)

    def readable() -> None:
        if not opening:
            seconds = perf_counter() - start
        else:
            longest = _longest(library)
            begun = perf_counter()
            window.open(longest)
            window.pane.viewport().repaint()
            length = len(library.document(longest).document.text)
            seconds = (perf_counter() - begun) * 30_000 / length
        window.close()
        _finish(seconds)

    def opened(*_: object) -> None:
        window.reader.opened.disconnect(opened)
        _after_painting(window.pane.viewport(), readable)

    if opening:
        window.settled.connect(readable)
    else:
        window.reader.opened.connect(opened)
    window.show()
    window.start()
    application.exec()


def _memory(folder: Path) -> None:
    from zhupi.jobs import Job
    from zhupi.library import Library
    from zhupi.locations import places
    from zhupi.qt.app import make_application
    from zhupi.qt.main_window import MainWindow
    from zhupi.settings import Settings

    application = make_application()
    where = places(folder)
    library = Library.open(where, window=True)
    window = MainWindow(library, where, Settings.load(where.config))
    window.show()
    before = _resident()

    def settled() -> None:
        library.load_texts(Job())
        for query in ("的", "国务院", "财政事权", "人民政府 -财政"):
            library.search(query, limit=200)
        opened = _resident()
        window.close()
        print(before, opened, flush=True)
        application.quit()

    window.settled.connect(settled)
    window.start()
    application.exec()


def _resident() -> int:
    """This process's resident memory in MB; 0 where the system does not say."""
    status = Path("/proc/self/status")
    if not status.exists():
        return 0
    found = next(line for line in status.read_text().splitlines() if line.startswith("VmRSS:"))
    return int(found.split()[1]) // 1024


def _longest(library: object) -> str:
    from zhupi.library import Library

    assert isinstance(library, Library)
    ids = [row.id for row in library.rows() if row.enclosed_in is None]
    return max(ids, key=lambda one: len(library.document(one).document.text))


def _after_painting(widget: object, call: Callable[[], None]) -> None:
    """Call once the widget has been painted for the first time from now."""
    from PySide6.QtCore import QEvent, QObject, QTimer
    from PySide6.QtWidgets import QWidget

    assert isinstance(widget, QWidget)

    class Watcher(QObject):
        def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
            if event.type() == QEvent.Type.Paint:
                watched.removeEventFilter(self)
                QTimer.singleShot(0, call)
            return False

    widget.installEventFilter(Watcher(widget))
    widget.update()


def _finish(seconds: float) -> None:
    from PySide6.QtCore import QCoreApplication

    print(seconds, flush=True)
    QCoreApplication.quit()


if __name__ == "__main__":
    main()
