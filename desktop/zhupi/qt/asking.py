"""Dialogs that ask for one of several ways, for a name, or for a span of days."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QFormLayout, QLabel, QLineEdit, QWidget

from zhupi.qt.dialogs import Dialog
from zhupi.qt.messages import Days
from zhupi.qt.note_spans import read_day


class ChoiceDialog(Dialog):
    """One of several ways to go on, the first of them marked, or none."""

    def __init__(
        self, question: str, detail: str, ways: Sequence[str], parent: QWidget | None
    ) -> None:
        super().__init__(question, detail, parent)
        self.chosen: int | None = None
        refuse = self.button("取消")
        refuse.clicked.connect(self.reject)
        for number, way in reversed(list(enumerate(ways))):
            button = self.button(way, primary=number == 0)
            button.clicked.connect(lambda _=False, number=number: self._take(number))
        self.finish()

    def _take(self, number: int) -> None:
        self.chosen = number
        self.accept()


class NameDialog(Dialog):
    """A name for something new, or another for what has one."""

    def __init__(self, title: str, name: str, parent: QWidget | None) -> None:
        super().__init__(title, "", parent, width=380)
        self._box = QLineEdit(name)
        self._box.setAccessibleName("名称")
        self._box.setMaxLength(80)
        self._box.selectAll()
        self.content.addWidget(self._box)
        refuse = self.button("取消")
        refuse.clicked.connect(self.reject)
        agree = self.button("确定", primary=True)
        agree.setDefault(True)
        agree.clicked.connect(self.accept)
        self._box.textChanged.connect(lambda text: agree.setEnabled(bool(text.strip())))
        agree.setEnabled(bool(name.strip()))
        self._box.setFocus()
        self.finish()

    def name(self) -> str:
        """What was written."""
        return self._box.text().strip()


class DaysDialog(Dialog):
    """A span of days, written as people write them; a blank end is open."""

    def __init__(self, title: str, days: Days, parent: QWidget | None) -> None:
        super().__init__(title, "", parent, width=380)
        form = QFormLayout()
        form.setHorizontalSpacing(14)
        form.setVerticalSpacing(10)
        self._boxes = [QLineEdit("" if day is None else day.isoformat()) for day in days]
        for name, box, hint in zip(("从", "到"), self._boxes, ("最早", "今天"), strict=True):
            box.setAccessibleName(f"{name}哪一天")
            box.setPlaceholderText(f"{hint}（写作 2026-3-5）")
            box.textChanged.connect(self._check)
            form.addRow(name, box)
        self._fault = QLabel()
        self._fault.setProperty("class", "muted")
        self.content.addLayout(form)
        self.content.addWidget(self._fault)
        refuse = self.button("取消")
        refuse.clicked.connect(self.reject)
        self._agree = self.button("确定", primary=True)
        self._agree.clicked.connect(self.accept)
        self._check()
        self._boxes[0].setFocus()
        self.finish()

    def days(self) -> Days:
        """What was written; an agreed span can be read."""
        since, until = (read_day(box.text()) for box in self._boxes)
        return since, until

    def _check(self) -> None:
        fault = ""
        try:
            since, until = self.days()
        except ValueError:
            fault = "日期写作 2026-3-5、2026.3.5 或 20260305。"
        else:
            if since is not None and until is not None and since > until:
                fault = "开始的日子在结束之后。"
        self._fault.setText(fault or "两天都算在内；留空的一头不限。")
        self._agree.setEnabled(not fault)
