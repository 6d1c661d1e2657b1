"""A dialog with a preview, whose work can be watched and stopped: what export and print share."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLayout,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from zhupi.jobs import Job
from zhupi.qt.runner import Lane, Runner
from zhupi.qt.sheet_view import SheetView

_T = TypeVar("_T")
_THROTTLE = 160
"""Milliseconds after the last change until the preview is made anew."""


class PreviewDialog(QDialog):
    """What is chosen at the left, the page at the right, below them the buttons."""

    preview_wanted = Signal()

    def __init__(self, title: str, go: str, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.page = SheetView()
        self.fault = QLabel()
        self.fault.setObjectName("dialogFault")
        self.fault.setWordWrap(True)
        self.fault.setTextFormat(Qt.TextFormat.PlainText)
        self.progress = QProgressBar()
        self.progress.setTextVisible(False)
        self.progress.setAccessibleName("进度")
        self.cancel = QPushButton("取消", self)
        self.cancel.setAutoDefault(False)
        self.cancel.clicked.connect(self._on_cancel)
        self.go = QPushButton(go, self)
        self.go.setProperty("primary", "true")
        self.go.setDefault(True)
        self.soon = QTimer(self)
        self.soon.setSingleShot(True)
        self.soon.setInterval(_THROTTLE)
        self.soon.timeout.connect(self.preview_wanted)
        self._job: Job | None = None
        self._before: QWidget | None = None
        """Had the focus when the work began."""

    def lay_out(self, side: QWidget, right: QLayout, bar: QLayout) -> None:
        """Put the parts together: the choices, what stands around the page, the lowest row."""
        frame = QFrame()
        frame.setObjectName("previewFrame")
        frame.setLayout(right)
        right.setContentsMargins(0, 0, 0, 0)
        right.setSpacing(0)
        below = QFrame()
        below.setObjectName("dialogBar")
        below.setLayout(bar)
        bar.setContentsMargins(24, 12, 20, 14)
        upper = QHBoxLayout()
        upper.setSpacing(0)
        upper.addWidget(side)
        upper.addWidget(frame, 1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addLayout(upper, 1)
        whole.addWidget(self.progress)
        whole.addWidget(below)

    # Showing

    def say_fault(self, sentence: str) -> None:
        """Tell why nothing came of it; the dialog stays."""
        self.fault.setText(sentence)
        self.fault.setVisible(bool(sentence))

    def show_progress(self, done: int, total: int, _what: str) -> None:
        """Tell how far the work is."""
        self.progress.setRange(0, total)
        self.progress.setValue(done)

    def set_busy(self, *, busy: bool) -> None:
        """While it works nothing else can be chosen."""
        for widget in (*self.choosing(), self.go):
            widget.setEnabled(not busy)
        self.progress.setVisible(busy)
        self.cancel.setText("停止" if busy else "取消")
        if busy:
            self.progress.setRange(0, 0)
            self.cancel.setFocus()

    def choosing(self) -> Sequence[QWidget]:
        """What is chosen with, the button ``go`` aside."""
        raise NotImplementedError

    # Working

    @property
    def waiting(self) -> bool:
        """Whether a change waits to be previewed."""
        return self.soon.isActive()

    @property
    def working(self) -> bool:
        """Whether what was asked for is being done."""
        return self._job is not None

    def run(
        self,
        runner: Runner,
        work: Callable[[Job], _T],
        done: Callable[[_T], None],
        *,
        stopped: str,
    ) -> None:
        """Do in a lane what was asked for. ``stopped`` is said when it was called off."""
        runner.discard(Lane.EXPORT)
        self.say_fault("")
        self._before = self.focusWidget()
        self.set_busy(busy=True)
        self._job = runner.run(
            Lane.EXPORT,
            work,
            done,
            receiver=self,
            failed=lambda error: self._fail(str(error)),
            cancelled=lambda: self._fail(stopped),
            progress=self.show_progress,
            ended=self._end,
        )

    def _end(self) -> None:
        self._job = None
        self.set_busy(busy=False)

    def _fail(self, sentence: str) -> None:
        self.say_fault(sentence)
        (self._before or self.go).setFocus()

    def _on_cancel(self) -> None:
        if self._job is not None:
            self._job.cancel()
        else:
            self.reject()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        if event.key() == Qt.Key.Key_Escape:
            self._on_cancel()
        else:
            super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802
        if self._job is not None:
            self._job.cancel()
            event.ignore()
        else:
            super().closeEvent(event)
