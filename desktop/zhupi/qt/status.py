"""The status bar: how the library stands, and long work with its progress."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QProgressBar, QStatusBar, QToolButton, QWidget


class Status(QStatusBar):
    """``28 件公文 · 索引就绪 · 2 处存疑 · 0 条失锚批注``."""

    cancel_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizeGripEnabled(False)
        self.summary = QLabel()
        self.work = QLabel()
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setFixedWidth(160)
        self.bar.setAccessibleName("进度")
        self.cancel = QToolButton()
        self.cancel.setText("取消")
        self.summary.setContentsMargins(12, 4, 0, 4)
        self.addWidget(self.summary, 1)
        for widget in (self.work, self.bar, self.cancel):
            self.addPermanentWidget(widget)
            widget.hide()
        self.cancel.clicked.connect(self.cancel_requested)

    def show_summary(self, documents: int, doubts: int, orphans: int, *, ready: bool) -> None:
        """Tell how the library stands."""
        index = "索引就绪" if ready else "正在建立索引"
        self.summary.setText(
            f"{documents} 件公文　·　{index}　·　{doubts} 处存疑　·　{orphans} 条失锚批注"
        )

    def show_progress(self, done: int, total: int, what: str) -> None:
        """Tell how far long work is; a total of 0 takes it away."""
        under_way = total > 0
        for widget in (self.work, self.bar, self.cancel):
            widget.setVisible(under_way)
        if under_way:
            self.work.setText(what if len(what) <= 24 else what[:23] + "…")
            self.work.setToolTip(what)
            self.bar.setMaximum(total)
            self.bar.setValue(done)
