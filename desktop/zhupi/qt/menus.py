"""The menus: behind the button at the right of the bar, and over the text."""

from __future__ import annotations

from PySide6.QtCore import QObject, QPoint
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from zhupi.qt import actions
from zhupi.qt.annotating import Annotator
from zhupi.qt.reading_pane import ReadingPane

MORE = (
    ("undo", "redo"),
    ("basket", "meanings", "rebuild_index"),
    ("shortcuts", "about"),
    ("quit",),
)
"""The actions behind the button, in groups."""


def fill_more(menu: QMenu, made: dict[str, QAction]) -> None:
    """Put the actions into the menu behind the button."""
    for group in MORE:
        for name in group:
            menu.addAction(made[name])
        menu.addSeparator()


def name_step(made: dict[str, QAction], action: str, step: str) -> None:
    """Say on 撤销 or 重做 what would be undone or done again."""
    words = actions.TABLE[action].text
    # Qt takes a single & for the mark of a key.
    made[action].setText(f"{words} {step}".replace("&", "&&") if step else words)


class PageMenu(QObject):
    """The menu over the text."""

    def __init__(
        self, pane: ReadingPane, annotator: Annotator, made: dict[str, QAction], parent: QObject
    ) -> None:
        super().__init__(parent)
        self._pane = pane
        self._annotator = annotator
        self._actions = made

    def show(self, point: QPoint) -> None:
        """Show it at a point of the pane; a highlight there becomes the current one."""
        menu = QMenu(self._pane)
        clicked = [mark.id for mark in self._pane.marks_at(point)]
        if clicked:
            self._annotator.click(clicked)
        for name in ("mark", "write_note", "copy", "search") if self._pane.selected() else ():
            menu.addAction(self._actions[name])
        if clicked:
            menu.addSeparator()
            menu.addAction(self._actions["delete_mark"])
        menu.addSeparator()
        for name in ("undo", "redo"):
            menu.addAction(self._actions[name])
        menu.exec(self._pane.viewport().mapToGlobal(point))
        menu.deleteLater()
