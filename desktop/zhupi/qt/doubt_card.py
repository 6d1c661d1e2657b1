"""A doubt, told on a card over the page: what, where, why, its raw lines, what may settle it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QMargins, QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QToolButton, QVBoxLayout, QWidget

from zhupi.qt import icons
from zhupi.qt.doubts import Placed
from zhupi.qt.flow_layout import FlowLayout
from zhupi.qt.messages import Offer
from zhupi.qt.raw_sheet import RawSheet
from zhupi.qt.source_pane import SourcePane
from zhupi.qt.themes import Theme

_WIDTH = 470
_LINES = 132
"""Pixels for the raw lines: five or six of them."""
_EDGE = 12


class DoubtCard(QFrame):
    """Floats over the page; has the focus while it is there, and gives it back."""

    closed = Signal()
    step_requested = Signal(int)
    """The doubt after this one, or before it (-1), is to be seen."""
    source_requested = Signal(int)
    """The source view is to be shown at this raw line."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("doubtCard")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.what = _label("doubtWhat")
        self.where = _label("", muted=True)
        self.why = _label("")
        self.refusal = _label("", muted=True)
        self.pane = SourcePane()
        self.pane.setObjectName("doubtLines")
        self.pane.setFixedHeight(_LINES)
        self.count = _label("", muted=True)
        self.back = _tool("上一处存疑（Shift+D）")
        self.on = _tool("下一处存疑（D）")
        self.close_button = _tool("关闭（Esc）")
        self.source = QToolButton()
        self.source.setText("对照原文")
        self.source.setProperty("outlined", "true")
        self._first = 1
        self._buttons = QWidget()
        self._flow = FlowLayout(self._buttons, QMargins(), 8)
        self._lay_out()
        self.back.clicked.connect(lambda: self.step_requested.emit(-1))
        self.on.clicked.connect(lambda: self.step_requested.emit(1))
        self.close_button.clicked.connect(self.closed)
        self.source.clicked.connect(lambda: self.source_requested.emit(self._first))
        self.pane.left.connect(self.closed)
        self.hide()

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(4)
        head.addWidget(self.what, 1)
        for widget in (self.count, self.back, self.on, self.close_button):
            head.addWidget(widget)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 12, 12, 14)
        layout.setSpacing(8)
        layout.addLayout(head)
        rows: tuple[QWidget, ...] = (
            self.why,
            self.where,
            self.pane,
            self.refusal,
            self._buttons,
        )
        for row in rows:
            layout.addWidget(row)
        self._column = layout

    def show_doubt(self, placed: Placed, place: tuple[int, int], refusal: str) -> None:
        """Tell a doubt, the ``place[0]``-th of ``place[1]``; or why nothing is offered for it."""
        doubt = placed.doubt
        self._first = doubt.lines[0]
        self.what.setText(doubt.what)
        self.why.setText(f"{doubt.why}。")
        self.where.setText(placed.where)
        self.count.setText(f"{place[0]}/{place[1]}")
        for button in (self.back, self.on):
            button.setEnabled(place[1] > 1)
        self.refusal.setText(refusal)
        self.refusal.setVisible(bool(refusal))
        self.setAccessibleName(f"存疑：{doubt.what}")
        self.setAccessibleDescription(f"{doubt.why}；{placed.where}")
        self._offer(())
        self.pane.show_sheet(None)
        self.pane.setAccessibleDescription("")

    def show_lines(self, sheet: RawSheet, offers: Sequence[Offer]) -> None:
        """The raw lines are there: show those in doubt, and what may settle it."""
        self._offer(offers)
        self.pane.show_sheet(sheet)
        self.pane.put_caret((self._first, 0))
        self.pane.show_line(self._first, at_top=True)

    def _offer(self, offers: Sequence[Offer]) -> None:
        while self._flow.count():
            item = self._flow.takeAt(0)
            widget = item.widget() if item is not None else None
            if widget is not None and widget is not self.source:
                widget.deleteLater()
        for offer in offers:
            button = QToolButton()
            button.setText(offer.label)
            button.setProperty("outlined", "true")
            button.clicked.connect(lambda _=False, act=offer.act: act())
            self._flow.addWidget(button)
        self._flow.addWidget(self.source)

    def place(self, beside: QRect, area: QRect) -> None:
        """Stand below a block's first line, or above it where there is no room."""
        self.setFixedWidth(min(_WIDTH, area.width() - 2 * _EDGE))
        height = self._column.totalHeightForWidth(self.width())
        self.resize(self.width(), height)
        x = area.center().x() - self.width() // 2
        y = beside.bottom() + _EDGE
        if y + height > area.bottom() and beside.top() - height - _EDGE >= area.top():
            y = beside.top() - height - _EDGE
        self.move(x, y)

    def set_theme(self, theme: Theme) -> None:
        """Draw in these colours."""
        for button, name in (
            (self.back, "back"),
            (self.on, "forward"),
            (self.close_button, "close"),
        ):
            button.setIcon(icons.icon(name, theme.muted, 14))
        self.pane.set_look(theme, 14)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        elif event.key() == Qt.Key.Key_D and not event.modifiers() & ~_SHIFT:
            self.step_requested.emit(-1 if event.modifiers() & _SHIFT else 1)
        else:
            super().keyPressEvent(event)


_SHIFT = Qt.KeyboardModifier.ShiftModifier


def _label(name: str, *, muted: bool = False) -> QLabel:
    made = QLabel()
    made.setObjectName(name)
    made.setWordWrap(name == "doubtWhat" or not muted)
    made.setTextFormat(Qt.TextFormat.PlainText)
    if muted:
        made.setProperty("class", "muted")
    return made


def _tool(tip: str) -> QToolButton:
    made = QToolButton()
    made.setToolTip(tip)
    made.setAccessibleName(tip.partition("（")[0])
    made.setIconSize(QSize(14, 14))
    return made
