"""What stands in the middle while there is nothing to read."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

_NOTHING = ("把公报拖到这里", "可以拖入文件或整个文件夹；导入后自动拆成一件件公文。")
_COMING = ("正在导入随附的公报", "稍候片刻，第一件公文马上打开。")
_CHOOSE = ("从左边选一件公文", "也可以在上面搜索全库的正文、文号和批注。")


class EmptyPage(QWidget):
    """Says what to do next."""

    import_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("emptyPage")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.title = QLabel()
        self.title.setObjectName("emptyTitle")
        self.text = QLabel()
        self.text.setObjectName("emptyText")
        self.button = QPushButton("导入公报…")
        self.button.setProperty("primary", "true")
        layout = QVBoxLayout(self)
        layout.setSpacing(14)
        layout.addStretch(2)
        for label in (self.title, self.text):
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
            label.setWordWrap(True)
            layout.addWidget(label)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self.button)
        row.addStretch(1)
        layout.addSpacing(8)
        layout.addLayout(row)
        layout.addStretch(3)
        self.button.clicked.connect(self.import_requested)
        self.show_nothing()

    def show_nothing(self, *, read_only: bool = False) -> None:
        """There is no document in the library."""
        self._say(*_NOTHING, offer=not read_only)

    def show_coming(self) -> None:
        """The first documents are on their way."""
        self._say(*_COMING, offer=False)

    def show_choose(self) -> None:
        """There are documents, and none is open."""
        self._say(*_CHOOSE, offer=False)

    def _say(self, title: str, text: str, *, offer: bool) -> None:
        self.title.setText(title)
        self.text.setText(text)
        self.button.setVisible(offer)
