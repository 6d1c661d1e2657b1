"""The settings: a frame for pages. What is changed on a page holds at once.

A further page is a `SettingsPage`; whoever makes one hands it to `SettingsDesk.add`.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QListWidget,
    QScrollArea,
    QStackedWidget,
    QWidget,
)

from zhupi.qt.dialogs import Dialog
from zhupi.qt.themes import Theme

_SIZE = QSize(890, 560)
_LIST = 118
_ROW = 36


class SettingsPage(QWidget):
    """Some settings that belong together, under a title."""

    title = ""
    changed = Signal()
    """A value was changed; it stands in the settings already."""

    def restore_defaults(self) -> None:
        """Give every value of the page the one it had at first."""
        raise NotImplementedError

    def set_theme(self, theme: Theme) -> None:
        """Draw in these colours; a page that draws nothing itself need not."""


class SettingsDialog(Dialog):
    """The pages, one at a time, chosen from a list at the left."""

    def __init__(self, pages: Sequence[SettingsPage], parent: QWidget | None) -> None:
        super().__init__("设置", "", parent, width=560)
        self.pages = list(pages)
        self.list = QListWidget()
        self.list.setObjectName("settingsList")
        self.list.setAccessibleName("设置的各页")
        self.list.setFixedWidth(_LIST)
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.stack = QStackedWidget()
        for page in self.pages:
            self.list.addItem(page.title)
            self.list.item(self.list.count() - 1).setSizeHint(QSize(_LIST, _ROW))
            page.setAccessibleName(page.title)
            self.stack.addWidget(_scrolling(page))
        row = QHBoxLayout()
        row.setSpacing(20)
        row.addWidget(self.list)
        row.addWidget(self.stack, 1)
        self.content.addLayout(row, 1)
        self.defaults = self.button("恢复本页默认值")
        close = self.button("关闭", primary=True)
        self.buttons.insertWidget(0, self.defaults)
        self.finish()
        self.list.currentRowChanged.connect(self.stack.setCurrentIndex)
        self.defaults.clicked.connect(self._restore)
        close.clicked.connect(self.accept)
        self.list.setCurrentRow(0)
        screen = self.screen().availableSize()
        self.resize(_SIZE.boundedTo(QSize(screen.width() - 40, screen.height() - 60)))

    def set_theme(self, theme: Theme) -> None:
        """Draw every page in these colours."""
        for page in self.pages:
            page.set_theme(theme)

    def _restore(self) -> None:
        self.pages[self.list.currentRow()].restore_defaults()


def _scrolling(page: QWidget) -> QScrollArea:
    """A page that may be higher than the screen."""
    area = QScrollArea()
    area.setWidget(page)
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    return area
