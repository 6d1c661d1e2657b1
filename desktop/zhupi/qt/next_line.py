"""The line under the end of a document that leads to the next one."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QPushButton

from zhupi.qt.reading_pane import ReadingPane

_EDGE = 16


class NextLine(QPushButton):
    """Stands in the blank under the last line and scrolls with it; hidden where it leads nowhere.

    ``name`` says which document is next, or ""; it is asked each time the end comes into sight.
    """

    def __init__(self, pane: ReadingPane, name: Callable[[], str]) -> None:
        super().__init__(pane.viewport())
        self._pane = pane
        self._name = name
        self._words = ""
        self.setObjectName("nextLine")
        self.setToolTip("目录里的下一件（Ctrl+PgDown）")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.clicked.connect(pane.setFocus)
        self.hide()

    def renew(self) -> None:
        """Another document is read, or the library changed: ask anew."""
        self.hide()
        self.follow()

    def follow(self) -> None:
        """The page moved: stand under its end, if that is in sight."""
        bar, pane = self._pane.verticalScrollBar(), self._pane
        below = bar.maximum() - bar.value()
        foot = pane.foot
        if not pane.words or below > foot:
            self.hide()
            return
        if self.isHidden():
            self._words = self._name()
        if not self._words:
            return
        width = pane.viewport().width() - 2 * _EDGE
        words = f"下一件　{self._words}"
        shown = QFontMetrics(self.font()).elidedText(words, Qt.TextElideMode.ElideRight, width - 40)
        self.setText(shown.replace("&", "&&"))
        self.setAccessibleName(words)
        self.adjustSize()
        self.resize(min(self.width(), width), self.height())
        top = pane.viewport().height() + below - foot + (foot - self.height()) // 2
        self.move((pane.viewport().width() - self.width()) // 2, top)
        self.show()
