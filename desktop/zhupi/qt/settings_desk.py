"""Opening the settings, with the pages that were handed in."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QWidget

from zhupi.qt.themes import Theme
from zhupi.settings import Settings

if TYPE_CHECKING:
    from zhupi.qt.settings_dialog import SettingsDialog, SettingsPage


class SettingsDesk(QObject):
    """Makes the dialog anew each time: its pages read the settings as they are then."""

    look_changed = Signal()
    """The settings of the text changed."""
    theme_requested = Signal(str)

    def __init__(self, settings: Settings, window: QWidget) -> None:
        super().__init__(window)
        self._settings = settings
        self._window = window
        self._theme: Theme | None = None
        self._makers: list[Callable[[], SettingsPage]] = [self._reading_page]
        self.dialog: SettingsDialog | None = None
        """The dialog while it is open."""

    def add(self, make: Callable[[], SettingsPage]) -> None:
        """Offer a further page, after those that are there; it is made when it is shown."""
        self._makers.append(make)

    def show(self) -> None:
        """Open the settings over the window."""
        from zhupi.qt.settings_dialog import SettingsDialog

        dialog = SettingsDialog([make() for make in self._makers], self._window)
        if self._theme is not None:
            dialog.set_theme(self._theme)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.finished.connect(self._forget)
        self.dialog = dialog
        dialog.open()

    def set_theme(self, theme: Theme) -> None:
        """Draw in these colours."""
        self._theme = theme
        if self.dialog is not None:
            self.dialog.set_theme(theme)

    def _reading_page(self) -> SettingsPage:
        from zhupi.qt.reading_settings import ReadingSettings

        page = ReadingSettings(self._settings)
        page.changed.connect(self.look_changed)
        page.theme_requested.connect(self.theme_requested)
        return page

    def _forget(self) -> None:
        self.dialog = None
