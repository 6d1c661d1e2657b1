"""The print dialog: what goes on paper at the left, every page of it at the right."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QImage, QKeyEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLayout,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from zhupi.export.model import Carry, Look, NotePlace
from zhupi.qt.export_choice import Choices, Kind, Subject, note_places
from zhupi.qt.export_form import CARRIES, LOOKS, combo, offer
from zhupi.qt.preview_dialog import PreviewDialog


class PrintDialog(PreviewDialog):
    """Says what is asked of it; whoever opened it sets the pages and prints them."""

    page_wanted = Signal(int)
    """The number of a page, from 1, that is to be shown."""
    pdf_wanted = Signal()
    print_wanted = Signal()

    def __init__(self, subjects: Sequence[Subject], chosen: str, parent: QWidget | None) -> None:
        super().__init__("打印", "打印…", parent)
        self.setMinimumSize(820, 500)
        self.resize(1040, 640)
        self._subjects = list(subjects)
        self.subject = combo("打印什么")
        offer(self.subject, self._subjects, chosen)
        self.look, self.carry, self.notes = combo("版式"), combo("带上"), combo("批注放在")
        for box, words in (
            (self.look, LOOKS),
            (self.carry, CARRIES),
            (self.notes, note_places(".pdf")),
        ):
            for value, label in words.items():
                box.addItem(label, str(value))
        self.head = QCheckBox("页眉：标题和文号")
        self.foot = QCheckBox("页脚：出处")
        for check in (self.head, self.foot):
            check.setChecked(True)
        self.page.setAccessibleName("预览")
        self.back, self.on = _turner("‹", "上一页"), _turner("›", "下一页")
        self.count = QLabel()
        self.count.setAccessibleName("页码")
        self.pdf = QPushButton("存为 PDF…", self)
        self.pdf.setAutoDefault(False)
        self._number, self._total = 1, 0
        self.lay_out(self._left(), self._right(), self._bar())
        self.setTabOrder(self.cancel, self.pdf)
        self.setTabOrder(self.pdf, self.go)
        self._connect()
        self.say_fault("")
        self.set_busy(busy=False)

    def _left(self) -> QWidget:
        heading = QLabel("打印")
        heading.setObjectName("dialogTitle")
        self._form = QFormLayout()
        self._form.setHorizontalSpacing(12)
        self._form.setVerticalSpacing(8)
        self._form.setLabelAlignment(Qt.AlignmentFlag.AlignRight)
        self._form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.ExpandingFieldsGrow)
        for label, box in (
            ("打印什么", self.subject),
            ("版式", self.look),
            ("带上", self.carry),
            ("批注放在", self.notes),
        ):
            self._form.addRow(label, box)
        for check in (self.head, self.foot):
            self._form.addRow("", check)
        side = QWidget()
        side.setFixedWidth(360)
        left = QVBoxLayout(side)
        left.setContentsMargins(24, 20, 18, 10)
        left.setSpacing(10)
        left.addWidget(heading)
        left.addLayout(self._form)
        left.addStretch(1)
        return side

    def _right(self) -> QLayout:
        turning = QHBoxLayout()
        turning.setContentsMargins(10, 4, 10, 6)
        turning.addStretch(1)
        for widget in (self.back, self.count, self.on):
            turning.addWidget(widget)
        turning.addStretch(1)
        right = QVBoxLayout()
        right.addWidget(self.page, 1)
        right.addLayout(turning)
        return right

    def _bar(self) -> QLayout:
        row = QHBoxLayout()
        row.setSpacing(10)
        row.addWidget(self.fault, 1)
        row.addStretch(0)
        for button in (self.cancel, self.pdf, self.go):
            row.addWidget(button)
        row.setAlignment(Qt.AlignmentFlag.AlignRight)
        return row

    def _connect(self) -> None:
        for box in (self.subject, self.look, self.carry, self.notes):
            box.currentIndexChanged.connect(self._on_change)
        for check in (self.head, self.foot):
            check.toggled.connect(self._on_change)
        self.back.clicked.connect(lambda: self._turn(-1))
        self.on.clicked.connect(lambda: self._turn(1))
        self.page.resized.connect(lambda: self.page_wanted.emit(self._number))
        self.pdf.clicked.connect(self.pdf_wanted)
        self.go.clicked.connect(self.print_wanted)

    # Showing

    def current(self) -> Subject:
        """What is to be printed."""
        return self._subjects[max(0, self.subject.currentIndex())]

    def show_choices(self, choices: Choices, *, head: bool, foot: bool) -> None:
        """Show what was chosen last."""
        blockers = [QSignalBlocker(w) for w in (self.look, self.carry, self.notes)]
        for box, value in (
            (self.look, choices.look),
            (self.carry, choices.carry),
            (self.notes, choices.notes),
        ):
            box.setCurrentIndex(max(0, box.findData(str(value))))
        for blocker in blockers:
            blocker.unblock()
        self.head.setChecked(head)
        self.foot.setChecked(foot)
        self._on_change()

    def taken(self) -> tuple[Look, Carry, NotePlace]:
        """The look, what goes along, and where notes stand."""
        return (
            Look(self.look.currentData()),
            Carry(self.carry.currentData()),
            NotePlace(self.notes.currentData()),
        )

    def show_total(self, total: int) -> None:
        """There are so many pages; the one in sight stays as far as it is there."""
        self._total = total
        self._number = min(max(1, self._number), max(1, total))
        self._show_count()
        self.say_fault("")
        self.page_wanted.emit(self._number)

    def show_page(self, number: int, image: QImage, text: str) -> None:
        """Show a page, unless another one is wanted by now."""
        if number == self._number:
            self.page.show_page(image, text)

    def choosing(self) -> Sequence[QWidget]:
        boxes = self.subject, self.look, self.carry, self.notes
        return *boxes, self.head, self.foot, self.pdf

    # Answering

    def _on_change(self) -> None:
        full = self.current().kind is Kind.FULL
        self._form.setRowVisible(self.carry, full)
        noted = full and self.carry.currentData() == Carry.NOTES
        self._form.setRowVisible(self.notes, noted)
        self.soon.start()

    def _turn(self, step: int) -> None:
        self._number = min(max(1, self._number + step), max(1, self._total))
        self._show_count()
        self.page.verticalScrollBar().setValue(0)
        self.page_wanted.emit(self._number)

    def _show_count(self) -> None:
        self.count.setText(f"第 {self._number} 页，共 {self._total} 页" if self._total else "")
        self.back.setEnabled(self._number > 1)
        self.on.setEnabled(self._number < self._total)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        if event.key() == Qt.Key.Key_PageDown:
            self._turn(1)
        elif event.key() == Qt.Key.Key_PageUp:
            self._turn(-1)
        else:
            super().keyPressEvent(event)


def _turner(sign: str, name: str) -> QToolButton:
    made = QToolButton()
    made.setText(sign)
    made.setToolTip(name)
    made.setAccessibleName(name)
    made.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    return made
