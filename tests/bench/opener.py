"""Opens the window of a library for a bench, which begins when the window has settled."""

from __future__ import annotations

import gc
from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QApplication

from zhupi.library import Library
from zhupi.locations import places
from zhupi.qt.app import make_application
from zhupi.qt.main_window import MainWindow
from zhupi.settings import Settings


def measure(folder: Path, work: Callable[[MainWindow, QApplication], None]) -> int:
    """Open the window, work with it and close it; return the exit code, 1 if the work failed."""
    gc.disable()  # as `zhupi.qt.run` does
    application = make_application()
    where = places(folder)
    settings = Settings.load(where.config)
    window = MainWindow(Library.open(where, window=True), where, settings)
    window.resize(1440, 900)

    def settled() -> None:
        code = 1
        try:
            work(window, application)
            code = 0
        finally:
            window.close()
            window.marker.stack.clear()  # its last words would reach actions that are gone
            application.exit(code)

    window.settled.connect(settled)
    window.show()
    window.start()
    return application.exec()
