"""The panes at the sides: hidden and shown again, as the reader left them."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction

from zhupi.qt.panes import LEFT, RIGHT, Panes
from zhupi.settings import Settings


class OuterPanes(QObject):
    """Hides and shows the left and the right pane. What needs one brings it back by itself."""

    def __init__(
        self, panes: Panes, settings: Settings, actions: dict[str, QAction], parent: QObject
    ) -> None:
        super().__init__(parent)
        self._panes = panes
        self._settings = settings
        self._actions = {LEFT: actions["left_pane"], RIGHT: actions["right_pane"]}
        self.lasting = True
        """Whether what is hidden or shown now is to be so at the next start."""
        for action in self._actions.values():
            action.setCheckable(True)
        panes.outer_changed.connect(self._follow)
        self._follow()

    def toggle(self, name: str) -> None:
        """Show a pane, or hide it; the focus goes to the text then."""
        pane = self._panes.outer(name)
        focused = self._panes.window().focusWidget()
        if focused is not None and pane.isAncestorOf(focused):
            self._panes.focus_centre()  # Qt would give it to whatever comes next
        pane.setVisible(pane.isHidden())

    def reveal(self, name: str) -> None:
        """Show a pane that is needed."""
        self._panes.outer(name).show()

    def _follow(self) -> None:
        for name, action in self._actions.items():
            action.setChecked(not self._panes.outer(name).isHidden())
        if self.lasting:
            self._settings.hidden = self._panes.put_away()
