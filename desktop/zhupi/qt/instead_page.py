"""What the pages in the place of the text share: the head row, and the way back.

::

    批注总览  1,204 条        [筛选…]                      [返回正文 Esc]
"""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from zhupi.qt.themes import Theme


class InsteadPage(QWidget):
    """A page with a title. Esc empties the filter that is typed in, else leaves."""

    left = Signal()

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("notesPage")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._title = QLabel(title)
        self._title.setObjectName("pageTitle")
        self._filter_box: QLineEdit | None = None
        self.count = QLabel()
        self.count.setObjectName("pageCount")
        self.back = QPushButton("返回正文　Esc")
        self.back.setProperty("quiet", "true")
        self.back.setAccessibleName("返回正文")
        self.back.clicked.connect(self.left)

    def begin(self, filter_box: QLineEdit | None = None) -> QVBoxLayout:
        """Lay out the head row; what is added to the layout stands below it."""
        head = QHBoxLayout()
        head.setContentsMargins(24, 16, 14, 4)
        head.setSpacing(10)
        head.addWidget(self._title)
        head.addWidget(self.count)
        if filter_box is not None:
            self._filter_box = filter_box
            head.addSpacing(6)
            head.addWidget(filter_box, 3)
        head.addStretch(1)
        head.addWidget(self.back)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2)
        layout.addLayout(head)
        return layout

    def set_theme(self, theme: Theme) -> None:
        """Draw in these colours."""
        raise NotImplementedError

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        box = self._filter_box
        if event.key() != Qt.Key.Key_Escape:
            super().keyPressEvent(event)
        elif box is not None and box.hasFocus() and box.text():
            box.clear()
        else:
            self.left.emit()


def nothing(words: str = "") -> QLabel:
    """Says, in the place of a list, why it is empty."""
    made = QLabel(words)
    made.setObjectName("hint")
    made.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
    made.setContentsMargins(24, 90, 24, 0)
    return made
