"""The bar in which words are looked for in the document that is read."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QLineEdit, QToolButton

from zhupi.qt import icons
from zhupi.qt.page_pane import PagePane
from zhupi.qt.themes import Theme

_COUNT_WIDTH = 84
_AIR = 6


class FindBox(QLineEdit):
    """Enter and Shift+Enter walk, Esc leaves."""

    next_requested = Signal()
    previous_requested = Signal()
    left = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        key = event.key()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            back = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
            (self.previous_requested if back else self.next_requested).emit()
        elif key == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)


class FindBar(QFrame):
    """Stands over the page, which makes room for it: no line is hidden, and none moves."""

    left = Signal()

    def __init__(self, pane: PagePane) -> None:
        super().__init__(pane)
        self._pane = pane
        self._shifted = 0
        self.setObjectName("findBar")
        self.box = FindBox()
        self.box.setPlaceholderText("在本文中查找")
        self.box.setAccessibleName("在本文中查找")
        self.box.setAccessibleDescription("回车到下一处，Shift 加回车到上一处，Esc 关闭")
        self.box.setClearButtonEnabled(True)
        self.box.setMinimumWidth(120)
        self.box.setMaximumWidth(360)
        self.count = QLabel()
        self.count.setObjectName("findCount")
        self.count.setAccessibleName("命中数")
        self.count.setMinimumWidth(_COUNT_WIDTH)
        self.wrapped = QLabel()
        self.wrapped.setObjectName("findCount")
        self.previous = self._button("上一处（Shift+F3）", "上一处")
        self.next = self._button("下一处（F3）", "下一处")
        self.cross = self._button("关闭（Esc）", "关闭查找")
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 6, 8, 6)
        row.setSpacing(6)
        for widget in (self.box, self.count, self.previous, self.next):
            row.addWidget(widget)
        row.addSpacing(6)
        row.addWidget(self.wrapped)
        row.addStretch(1)
        row.addWidget(self.cross)
        row.setStretchFactor(self.box, 10)
        self.hide()
        self.box.left.connect(self.left)
        self.cross.clicked.connect(self.left)

    def _button(self, tip: str, name: str) -> QToolButton:
        button = QToolButton()
        button.setToolTip(tip)
        button.setAccessibleName(name)
        button.setIconSize(QSize(16, 16))
        return button

    def set_theme(self, theme: Theme) -> None:
        """Draw in these colours."""
        self.previous.setIcon(icons.icon("up", theme.ink, 16))
        self.next.setIcon(icons.icon("chevron", theme.ink, 16))
        self.cross.setIcon(icons.icon("close", theme.muted, 14))
        icons.dress_clear_button(self.box, theme.muted)

    def dock(self) -> None:
        """Appear at the top of the page; what is in sight stays where it is.

        At the beginning the text makes way, as there is less than the bar's height above it.
        """
        if self.isHidden():
            self._shifted = height = self.sizeHint().height()
            if self._pane.top_offset() == 0:
                self._shifted = max(0, min(height, self._pane.rect_of(0).top() - _AIR))
            self._pane.head.give(self, height)
            self._shift(self._shifted)
            self.show()
            self.raise_()

    def undock(self) -> None:
        """Go away; what is in sight stays where it is."""
        if not self.isHidden():
            self.hide()
            self._pane.head.give(self, 0)
            self._shift(-self._shifted)

    def tell(self, place: int, count: int, wrapped: str = "") -> None:
        """Say which of how many is current, from 1; 0 where none is."""
        words = "没有找到" if not count else f"{place} / {count}" if place else f"{count} 处"
        self.count.setText(words if self.box.text().strip() else "")
        self.wrapped.setText(wrapped)
        for button in (self.previous, self.next):
            button.setEnabled(count > 0)

    def _shift(self, pixels: int) -> None:
        bar = self._pane.verticalScrollBar()
        bar.setValue(bar.value() + pixels)
