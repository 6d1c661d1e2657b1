"""The window's shell: one function that puts the pieces together."""

from __future__ import annotations

import gc
import os
import sys
import traceback
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QCoreApplication,
    QLibraryInfo,
    QObject,
    QThread,
    QTimer,
    QTranslator,
)
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication

from zhupi.errors import KnownError
from zhupi.library import Library
from zhupi.locations import Places, resource
from zhupi.qt import fonts, themes
from zhupi.qt.main_window import MainWindow
from zhupi.settings import Settings

if TYPE_CHECKING:
    from zhupi.qt.handover import Listener

_COLLECT_EVERY = 700
"""Milliseconds between two looks for garbage."""
_STARTS_WITHIN, _CALL_AGAIN = 5000, 100
"""Milliseconds that a window may take until it listens, and between two calls."""


def run(
    places: Places,
    *,
    picture: Path | None = None,
    address: str | None = None,
    documents: Sequence[Path] = (),
) -> int:
    """Open the window on a library and stay until it closes; return the exit code.

    ``documents`` are files to import. With ``picture`` the real window is drawn into that file,
    the tree is printed, and it closes by itself. With ``address``, that of `zhupi open`, a window
    that has the library open goes there instead.
    """
    if not _has_display():
        if picture is None:
            return _call_from_afar(places, address)
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    application = make_application()
    settings = Settings.load(places.config)
    try:
        if address is not None and _handed_over(places, address):
            return 0
        library = Library.open(places, window=True)
        if library.read_only and address is not None and _called_late(places, address):
            library.close()
            return 0
    except KnownError as error:
        print(error, file=sys.stderr)
        if picture is None:
            _sorry(str(error), settings)
        return 1
    window = MainWindow(library, places, settings)
    sys.excepthook = _Hook(window, alone=picture is not None)
    collector = Collector(application)
    if picture is not None:
        from zhupi.qt.picture import Photographer

        photographer = Photographer(window, picture)
        photographer.start()
    else:
        window.show()
    window.furnished.connect(lambda: application.aboutToQuit.connect(listen(window, places).stop))
    QTimer.singleShot(0, window, lambda: window.start(documents, address))
    code = application.exec()
    collector.stop()
    sys.excepthook = sys.__excepthook__
    return code


def listen(window: MainWindow, places: Places) -> Listener:
    """Let a window that may write be called by `zhupi open`."""
    from zhupi.qt.handover import Listener

    listener = Listener(places, window)
    listener.asked.connect(window.open_address)
    listener.failed.connect(window.messages.error)
    if not window.library.read_only:
        listener.listen()
    return listener


def _handed_over(places: Places, address: str) -> bool:
    """Whether a window that has the library open goes to the address."""
    # Imported late: a start without an address needs none of it.
    from zhupi.qt.handover import hand_over

    return hand_over(places, address)


def _call_from_afar(places: Places, address: str | None) -> int:
    """Without a display only a window that is there already can be called."""
    _application = QCoreApplication.instance() or QCoreApplication(["zhupi"])
    try:
        if address is not None and _handed_over(places, address):
            return 0
    except KnownError as error:
        print(error, file=sys.stderr)
        return 1
    print("没有图形界面，打不开窗口；命令行可以照常使用，见 zhupi --help。", file=sys.stderr)
    return 1


def _called_late(places: Places, address: str) -> bool:
    """Another window has the library: if it is only starting, it will soon listen."""
    for _ in range(_STARTS_WITHIN // _CALL_AGAIN):
        QThread.msleep(_CALL_AGAIN)
        if _handed_over(places, address):
            return True
    return False


def make_application() -> QApplication:
    """Make the application, or take the one that runs."""
    _choose_input_method()
    existing = QApplication.instance()
    application = existing if isinstance(existing, QApplication) else QApplication(["zhupi"])
    application.setApplicationName("zhupi")
    application.setApplicationDisplayName("朱批")
    application.setDesktopFileName("zhupi")
    application.setWindowIcon(QIcon(str(resource("icons", "zhupi.svg"))))
    application.setStyle("Fusion")
    _speak_chinese(application)
    application.setFont(fonts.font("ui", 13))
    return application


def _speak_chinese(application: QApplication) -> None:
    """Put Qt's own words (file dialog, menus of text fields) into Chinese, if it brings them."""
    if application.findChild(QTranslator) is None:
        translator = QTranslator(application)
        folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
        if translator.load("qtbase_zh_CN", folder):
            application.installTranslator(translator)


def _has_display() -> bool:
    """Whether Qt finds somewhere to draw; without, it would abort the program."""
    if not sys.platform.startswith("linux"):
        return True
    return any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"))


def _choose_input_method() -> None:
    """Speak ibus to fcitx where there is no plugin for it: otherwise Chinese input is dead."""
    asked = os.environ.get("QT_IM_MODULE", "") + os.environ.get("XMODIFIERS", "")
    if "fcitx" not in asked:
        return
    folder = Path(QLibraryInfo.path(QLibraryInfo.LibraryPath.PluginsPath))
    if not list(folder.glob("platforminputcontexts/*fcitx*")):
        os.environ["QT_IM_MODULE"] = "ibus"


def _sorry(sentence: str, settings: Settings) -> None:
    """Tell why there is no window."""
    from zhupi.qt.dialogs import SorryDialog

    dialog = SorryDialog(sentence)
    for _ in themes.dress(dialog, themes.chosen(settings.theme)):
        pass  # nothing else is on the screen that would have to wait
    dialog.exec()


class _Hook:
    """Shows what nobody caught, with its trace."""

    def __init__(self, window: MainWindow, *, alone: bool) -> None:
        """``alone``: nobody looks on, so a fault ends the program."""
        self._window = window
        self._alone = alone

    def __call__(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        words = "".join(traceback.format_exception(kind, error, trace))
        print(words, file=sys.stderr, end="")
        if self._alone or issubclass(kind, KeyboardInterrupt):
            self._window.close()
            QCoreApplication.exit(1)
        elif isinstance(error, KnownError):
            self._window.messages.error(str(error))
        else:
            self._window.messages.bug(words)


class Collector(QObject):
    """Collects garbage on the UI thread only.

    A cycle that holds a widget, collected by a lane's thread, would destroy the widget there.
    """

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        gc.disable()
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._collect)
        self._timer.start(_COLLECT_EVERY)

    def stop(self) -> None:
        """Let Python collect as it likes."""
        self._timer.stop()
        gc.enable()

    def _collect(self) -> None:
        counts, limits = gc.get_count(), gc.get_threshold()
        for generation in (2, 1, 0):
            if counts[generation] > limits[generation] > 0:
                gc.collect(generation)
                return
