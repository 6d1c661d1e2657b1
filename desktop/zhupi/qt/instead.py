"""What stands in the place of the text: made when it is first asked for, and not at the start."""

from __future__ import annotations

from typing import TYPE_CHECKING, Generic, TypeVar

from PySide6.QtCore import QObject

from zhupi.qt.panes import Panes
from zhupi.qt.themes import Theme

if TYPE_CHECKING:
    from zhupi.qt.instead_page import InsteadPage

_Page = TypeVar("_Page", bound="InsteadPage")


class Instead(QObject, Generic[_Page]):
    """Makes a page, brings it to the front and leaves it."""

    def __init__(self, panes: Panes, parent: QObject) -> None:
        super().__init__(parent)
        self._panes = panes
        self._theme: Theme | None = None
        self._page: _Page | None = None

    @property
    def page(self) -> _Page | None:
        """The page, once it was made."""
        return self._page

    def leave(self) -> None:
        """Go back to the text."""
        self._panes.leave_instead()

    def set_theme(self, theme: Theme) -> None:
        """Draw in these colours."""
        self._theme = theme
        if self._page is not None:
            self._page.set_theme(theme)

    def _made(self) -> _Page:
        if self._page is None:
            self._page = page = self._make()
            if self._theme is not None:
                page.set_theme(self._theme)
            page.left.connect(self.leave)
        return self._page

    def _make(self) -> _Page:
        """Make the page, and whatever fills it."""
        raise NotImplementedError
