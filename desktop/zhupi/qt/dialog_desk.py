"""Opening the window's dialogs; none of them stops the window.

They are imported when the first one is asked for: a reader at the start needs none.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QWidget

from zhupi.library import Library
from zhupi.library.model import ImportReport
from zhupi.locations import Places
from zhupi.qt.annotating import Annotator
from zhupi.qt.themes import Theme

if TYPE_CHECKING:
    from zhupi.qt.dialogs import Dialog


class DialogDesk(QObject):
    """Makes a dialog from the library as it is now, and opens it over the window."""

    restore_requested = Signal(str)

    def __init__(
        self, library: Library, places: Places, annotator: Annotator, window: QWidget
    ) -> None:
        super().__init__(window)
        self._library = library
        self._places = places
        self._annotator = annotator
        self._window = window
        self.theme: Theme | None = None

    def show_report(self, report: ImportReport) -> None:
        """Tell what came of an import."""
        from zhupi.qt.dialogs import ReportDialog

        self._open(ReportDialog(report, self._window))

    def show_basket(self) -> None:
        """Show what lies in the waste basket."""
        from zhupi.qt.dialogs import BasketDialog

        writable = not self._library.read_only
        dialog = BasketDialog(self._library.basket(), self._window, writable=writable)
        dialog.restore_requested.connect(self.restore_requested)
        self._open(dialog)

    def show_meanings(self) -> None:
        """Let the user name the colours."""
        from zhupi.qt.dialogs import MeaningsDialog

        if self.theme is not None:
            annotator = self._annotator
            dialog = MeaningsDialog(annotator.meanings, self.theme, self._window)
            dialog.accepted.connect(lambda: annotator.set_meanings(dialog.meanings()))
            self._open(dialog)

    def show_shortcuts(self) -> None:
        """Show the keys."""
        from zhupi.qt.dialogs import ShortcutsDialog

        self._open(ShortcutsDialog(self._window))

    def set_theme(self, theme: Theme) -> None:
        """Draw what is opened from now on in these colours."""
        self.theme = theme

    def show_about(self) -> None:
        """Tell what this is and where the library lies."""
        from zhupi.qt.dialogs import AboutDialog

        folder = str(self._places.library)
        self._open(AboutDialog(folder, self._library.document_count(), self._window))

    def _open(self, dialog: Dialog) -> None:
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()
