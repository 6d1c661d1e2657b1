"""The small bar that appears at a selection: five colours, a note, a copy."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFrame, QHBoxLayout, QToolButton, QWidget

from zhupi.annotations.model import Colour
from zhupi.qt.note_editor import dot
from zhupi.qt.themes import Theme

_GAP = 10


class SelectionBar(QFrame):
    """Floats over the text; takes no focus, so that the selection and its keys stay."""

    colour_requested = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("selectionBar")
        self.setAccessibleName("所选文字")
        self._layout = QHBoxLayout(self)
        self._layout.setContentsMargins(6, 5, 6, 5)
        self._layout.setSpacing(1)
        self.dots: dict[Colour, QToolButton] = {}
        for colour in Colour:
            button = self._add(QToolButton())
            button.setIconSize(QSize(20, 20))
            button.clicked.connect(self._ask(colour))
            self.dots[colour] = button
        line = QFrame()
        line.setObjectName("barLine")
        line.setFixedSize(1, 20)
        self._layout.addSpacing(4)
        self._layout.addWidget(line)
        self._layout.addSpacing(4)
        self.hide()

    def _ask(self, colour: Colour) -> Callable[[], None]:
        return lambda: self.colour_requested.emit(colour.value)

    def _add(self, button: QToolButton) -> QToolButton:
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._layout.addWidget(button)
        return button

    def add_action(self, action: QAction) -> None:
        """Put an action at the end, with its words."""
        button = self._add(QToolButton())
        button.setDefaultAction(action)
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        button.setIconSize(QSize(16, 16))

    def set_theme(self, theme: Theme) -> None:
        """Draw in these colours."""
        for colour, button in self.dots.items():
            mark = theme.marks[colour]
            button.setIcon(dot(mark.fill, mark.edge, size=20))

    def set_meanings(self, meanings: Mapping[Colour, str]) -> None:
        """Name the colours."""
        for number, (colour, button) in enumerate(self.dots.items(), 1):
            button.setToolTip(f"{meanings[colour]}（{number}）")
            button.setAccessibleName(f"标记为{meanings[colour]}")

    def show_at(self, start: QRect, end: QRect, area: QRect) -> None:
        """Appear above the selection's beginning, or under its end where there is no room."""
        self.adjustSize()
        x = min(max(area.left() + 6, start.left() - 12), area.right() - self.width() - 6)
        y = start.top() - self.height() - _GAP + 4
        if y < area.top() + 4:
            y = min(end.bottom() + _GAP, area.bottom() - self.height() - 6)
        self.move(QPoint(x, y))
        self.show()
        self.raise_()
