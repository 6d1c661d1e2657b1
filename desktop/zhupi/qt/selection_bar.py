"""The small bar that appears at a selection: colours, how they are drawn, a note, a copy."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QAction, QFontMetrics
from PySide6.QtWidgets import QFrame, QHBoxLayout, QToolButton, QWidget

from zhupi.annotations.model import Colour, Style
from zhupi.qt import fonts, icons
from zhupi.qt.dots import dot
from zhupi.qt.themes import Theme

_GAP = 10
_EDGE = 6
_LABEL = 48
"""Pixels for the meaning under a colour."""


class SelectionBar(QFrame):
    """Floats over the text; takes no focus, so that the selection and its keys stay."""

    colour_requested = Signal(str)
    style_requested = Signal(str)

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
            button.setObjectName("colourButton")
            button.setIconSize(QSize(20, 20))
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextUnderIcon)
            button.setFont(fonts.font("ui", 11))
            button.clicked.connect(self._ask(colour))
            self.dots[colour] = button
        self._add_line()
        self.underline = self._add(QToolButton())
        self.underline.setText("划线")
        self.underline.setToolTip("用下划线代替底色；也可以选中后按 U 划线，按 H 加底色")
        self.underline.setCheckable(True)
        self.underline.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.underline.setIconSize(QSize(16, 16))
        self.underline.clicked.connect(self._ask_style)
        self._add_line()
        self._theme: Theme | None = None
        self.hide()

    def _add_line(self) -> None:
        line = QFrame()
        line.setObjectName("barLine")
        line.setFixedSize(1, 24)
        self._layout.addSpacing(4)
        self._layout.addWidget(line)
        self._layout.addSpacing(4)

    def _ask(self, colour: Colour) -> Callable[[], None]:
        return lambda: self.colour_requested.emit(colour.value)

    def _ask_style(self, checked: bool) -> None:  # noqa: FBT001 - a signal's
        self.style_requested.emit((Style.UNDERLINE if checked else Style.HIGHLIGHT).value)

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
        self._theme = theme
        self.underline.setIcon(icons.icon("underline", theme.ink))
        self._draw_dots()

    def _draw_dots(self) -> None:
        if self._theme is not None:
            underlined = self.underline.isChecked()
            for colour, button in self.dots.items():
                mark = self._theme.marks[colour]
                button.setIcon(dot(mark.fill, mark.edge, size=20, underlined=underlined))

    def set_style(self, style: Style) -> None:
        """Show how what is marked will be drawn."""
        self.underline.setChecked(style is Style.UNDERLINE)
        self._draw_dots()

    def set_meanings(self, meanings: Mapping[Colour, str]) -> None:
        """Name the colours."""
        for number, (colour, button) in enumerate(self.dots.items(), 1):
            metrics = QFontMetrics(button.font())
            meaning = meanings[colour]
            button.setText(metrics.elidedText(meaning, Qt.TextElideMode.ElideRight, _LABEL))
            button.setToolTip(f"{meaning}（{number}）")
            button.setAccessibleName(f"标记为{meaning}")

    def show_at(self, start: QRect, end: QRect, pointer: QPoint, area: QRect) -> None:
        """Appear beside the selection, which reaches from ``start`` to ``end`` in ``area``."""
        self.adjustSize()
        self.move(place(self.size(), start, end, pointer, area))
        self.show()
        self.raise_()


def place(size: QSize, start: QRect, end: QRect, pointer: QPoint, area: QRect) -> QPoint:
    """Return where the bar stands: over the selection or under it, and never on the pointer.

    Beside the end at which the pointer is; across from it where there is no room; where the
    selection fills the area, at that edge of it which is further from the pointer.
    """
    width, height = size.width(), size.height()
    left, right = area.left() + _EDGE, area.right() - _EDGE - width
    x = max(left, min(pointer.x() - width // 2, right))
    over, under = start.top() - _GAP - height, end.bottom() + _GAP
    near_end = abs(pointer.y() - end.center().y()) < abs(pointer.y() - start.center().y())
    lowest = area.bottom() - _EDGE - height
    for y in (under, over) if near_end else (over, under):
        bar = QRect(x, y, width, height)
        if area.top() + _EDGE <= y <= lowest and not _near(bar, pointer):
            return bar.topLeft()
    at_top = pointer.y() > area.center().y()
    return QPoint(x, area.top() + _EDGE if at_top else lowest)


def _near(bar: QRect, pointer: QPoint) -> bool:
    return bar.adjusted(-_EDGE, -_EDGE, _EDGE, _EDGE).contains(pointer)
