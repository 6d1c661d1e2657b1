"""The status bar: how the library stands, and long work with its progress."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QMenu, QProgressBar, QStatusBar, QToolButton, QWidget

from zhupi.library.model import CatalogRow
from zhupi.qt.titles import short_number, short_title

_LISTED = 30
"""Documents with doubts that are listed."""


class Status(QStatusBar):
    """``28 件公文 · 索引就绪 · 2 处存疑 · 0 条失锚批注``."""

    cancel_requested = Signal()
    doubt_requested = Signal(str)
    """The document whose doubts are to be seen."""
    orphans_requested = Signal()

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
        self.doubts = QToolButton()
        self.doubts.setToolTip("列出有存疑之处的公文")
        self.doubts.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._doubts_menu = QMenu(self.doubts)
        self.doubts.setMenu(self._doubts_menu)
        self.dot = QLabel("·")
        self.orphans = QToolButton()
        self.orphans.setToolTip("列出找不到原文位置的批注，放回或保留")
        self.orphans.clicked.connect(self.orphans_requested)
        self.addWidget(self.summary)
        self.addWidget(self.doubts)
        self.addWidget(self.dot)
        self.addWidget(self.orphans)
        self.place = QLabel()
        self.place.setAccessibleName("阅读位置")
        self.place.setContentsMargins(0, 4, 12, 4)
        for widget in (self.work, self.bar, self.cancel):
            self.addPermanentWidget(widget)
            widget.hide()
        self.addPermanentWidget(self.place)
        self.cancel.clicked.connect(self.cancel_requested)

    def show_orphans(self, count: int) -> None:
        """Tell how many annotations have lost their place."""
        self.orphans.setText(f"{count} 条失锚批注")

    def show_summary(self, documents: int, doubtful: Sequence[CatalogRow], index: str) -> None:
        """Tell how the library stands; ``index`` is said of the index."""
        count = sum(row.doubts for row in doubtful)
        self.summary.setText(f"{documents} 件公文　·　{index}　·")
        self.doubts.setText(f"{count} 处存疑")
        self.doubts.setEnabled(bool(count))
        self._doubts_menu.clear()
        for row in doubtful[:_LISTED]:
            number = f"{short_number(row.number)}　" if row.number else ""
            action = self._doubts_menu.addAction(f"{number}{short_title(row)}　{row.doubts}")
            action.triggered.connect(lambda _=False, id_=row.id: self.doubt_requested.emit(id_))

    def words(self) -> str:
        """All that is said of the library."""
        parts = (self.summary, self.doubts, self.dot, self.orphans)
        return "　".join(part.text() for part in parts)

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
