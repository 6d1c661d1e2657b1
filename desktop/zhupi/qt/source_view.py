"""The source view (对照原文): a line that says what one sees, ways to step, and the raw lines."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QToolButton, QVBoxLayout, QWidget

from zhupi.qt import icons
from zhupi.qt.raw_sheet import RawSheet
from zhupi.qt.source_pane import SourcePane
from zhupi.qt.themes import Theme

_LEAST = 300
"""Pixels the view is wide at least: a line of some twenty characters."""


_SHORT = {
    "previous_repair": "↑修复",
    "next_repair": "↓修复",
    "previous_furniture": "↑版面",
    "next_furniture": "↓版面",
}
"""The words on the buttons of actions."""


class SourceView(QFrame):
    """The raw lines under a header."""

    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("sourceView")
        self.setAccessibleName("对照原文")
        self.setMinimumWidth(_LEAST)
        self.pane = SourcePane()
        self.name = QLabel()
        self.name.setObjectName("sourceName")
        self.name.setTextFormat(Qt.TextFormat.PlainText)
        self.name.setMinimumWidth(40)
        self.facts = QLabel()
        self.facts.setProperty("class", "muted")
        self.facts.setToolTip("修复：损坏的字修复了几处；版面：页码、栏头、目录等不入正文的行")
        self.facts.setWordWrap(True)
        self.facts.setTextFormat(Qt.TextFormat.PlainText)
        self._buttons = QHBoxLayout()
        self._buttons.setSpacing(2)
        self.close_button = QToolButton()
        self.close_button.setToolTip("关闭对照（Esc）")
        self.close_button.setAccessibleName("关闭对照")
        self.close_button.setIconSize(QSize(14, 14))
        self.close_button.clicked.connect(self.closed)
        head = QFrame()
        head.setObjectName("sourceHead")
        rows = QVBoxLayout(head)
        rows.setContentsMargins(14, 8, 8, 8)
        rows.setSpacing(3)
        first = QHBoxLayout()
        first.setSpacing(6)
        first.addWidget(self.name, 1)
        first.addLayout(self._buttons)
        first.addWidget(self.close_button)
        rows.addLayout(first)
        rows.addWidget(self.facts)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(head)
        layout.addWidget(self.pane, 1)
        self._file = ""
        self.steps: Sequence[QAction] = ()
        """The actions that go from repair to repair, and from line to line left out."""

    def set_actions(self, steps: list[QAction], keys: list[QAction]) -> None:
        """Give the steps buttons, and let these keys work with the focus in the lines."""
        self.steps = steps
        for action in steps:
            button = QToolButton()
            button.setDefaultAction(action)
            button.setObjectName("sourceStep")
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextOnly)
            button.setText(_SHORT[action.objectName()])
            button.setAccessibleName(action.text())
            self._buttons.addWidget(button)
        for action in keys:
            self.pane.addAction(action)

    def show_sheet(self, sheet: RawSheet) -> None:
        """Show a source beside one of its documents."""
        source = sheet.text.source
        self._file = source.name
        self.name.setToolTip(source.name)
        self._fit_name()
        self.facts.setText(facts(sheet))
        self.pane.show_sheet(sheet)

    def show_nothing(self, words: str) -> None:
        """There is no source to show yet."""
        self._file = ""
        self.name.setText(words)
        self.facts.setText("")
        self.pane.show_sheet(None)

    def set_look(self, theme: Theme, size: int) -> None:
        """Draw in these colours; ``size`` is that of the clean text."""
        self.close_button.setIcon(icons.icon("close", theme.muted, 14))
        self.pane.set_look(theme, max(12, round(size * 0.84)))

    def _fit_name(self) -> None:
        if self._file:
            taken = self._buttons.sizeHint().width() + self.close_button.sizeHint().width()
            room = max(self.name.minimumWidth(), self.width() - taken - 44)
            metrics = self.name.fontMetrics()
            self.name.setText(metrics.elidedText(self._file, Qt.TextElideMode.ElideMiddle, room))

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        self._fit_name()
        super().resizeEvent(event)


_ENCODINGS = {"utf-8": "UTF-8", "gb18030": "GB18030", "utf-16-le": "UTF-16", "utf-16-be": "UTF-16"}


def facts(sheet: RawSheet) -> str:
    """What one sees: encoding, lines, repairs, furniture, what could not be decoded."""
    encoding = sheet.text.source.encoding
    mended, furniture = sheet.counts()
    first, last = sheet.lines
    told = [
        _ENCODINGS.get(encoding, encoding.upper()),
        f"第 {first}–{last} 行，共 {sheet.last} 行",
        f"修复 {mended} 处",
        f"版面 {furniture} 行",
    ]
    if sheet.text.damaged:
        told.append(f"无法解码 {sheet.text.damaged} 处")
    # A line ends between two facts, not inside one.
    whole = ("\N{WORD JOINER}".join(one.replace(" ", "\N{NO-BREAK SPACE}")) for one in told)
    return " · ".join(whole)
