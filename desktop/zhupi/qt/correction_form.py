"""The fields of a document (更正): title, number, issuers, date and kind, the raw lines beside."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from zhupi.errors import KnownError
from zhupi.gazette import corrections
from zhupi.gazette.corrections import Amends, Correction
from zhupi.gazette.model import Document
from zhupi.gazette.wording import KINDS
from zhupi.library.model import CorrectionRow
from zhupi.qt.dialogs import Dialog
from zhupi.qt.note_spans import read_day
from zhupi.qt.sheets import Loaded
from zhupi.qt.source_pane import SourcePane
from zhupi.qt.themes import Theme

_NAMES = {
    Amends.TITLE: "标题",
    Amends.NUMBER: "发文字号",
    Amends.ISSUERS: "发文机关",
    Amends.DATE: "成文日期",
    Amends.KIND: "文种",
}
_HINTS = {
    Amends.NUMBER: "如 国发〔2016〕49号；没有则留空",
    Amends.ISSUERS: "几个机关之间用顿号隔开",
    Amends.DATE: "如 2016-8-16；没有则留空",
}
_BETWEEN = re.compile(r"[、；;\n]+")
_WIDTH = 940
_BREAK = re.compile(r"\s*\n\s*")


class CorrectionForm(Dialog):
    """Asks for the fields; what is changed becomes one correction a field."""

    take_back_requested = Signal(str, str)
    """A correction's key and words: the field is to be as it was read."""

    def __init__(
        self,
        document: Document,
        made: Mapping[Amends, CorrectionRow],
        theme: Theme,
        parent: QWidget | None,
    ) -> None:
        room = parent.width() - 60 if parent is not None else _WIDTH
        sentence = "只改目录、引用和导出里的说法，正文一字不动；每一项都可以单独撤销。"
        super().__init__("更正公文信息", sentence, parent, width=min(_WIDTH, max(680, room)))
        self._document = document
        self._boxes: dict[Amends, QLineEdit | QPlainTextEdit | QComboBox] = {}
        self._faults: dict[Amends, QLabel] = {}
        self.back_buttons: dict[Amends, QPushButton] = {}
        self.pane = SourcePane()
        self.pane.setObjectName("doubtLines")
        self.pane.setMinimumWidth(300)
        self.pane.set_look(theme, 14)
        self.pane.left.connect(self.reject)
        columns = QHBoxLayout()
        columns.setSpacing(18)
        form = QVBoxLayout()
        form.setSpacing(4)
        for amends in _NAMES:
            self._add(form, amends, made.get(amends))
        form.addStretch(1)
        columns.addLayout(form, 5)
        columns.addWidget(self.pane, 6)
        self.content.addLayout(columns, 1)
        refuse = self.button("取消")
        refuse.clicked.connect(self.reject)
        self.agree = self.button("保存更正", primary=True)
        self.agree.clicked.connect(self.accept)
        self.finish()
        self._check()
        self._boxes[Amends.TITLE].setFocus()

    def _add(self, form: QVBoxLayout, amends: Amends, row: CorrectionRow | None) -> None:
        name = QLabel(_NAMES[amends])
        box = self._box(amends)
        box.setAccessibleName(_NAMES[amends])
        name.setBuddy(box)
        fault = QLabel()
        fault.setWordWrap(True)
        fault.setProperty("class", "muted")
        head = QHBoxLayout()
        head.addWidget(name)
        head.addStretch(1)
        if row is not None:
            head.addWidget(self._back(amends, row))
        form.addLayout(head)
        form.addWidget(box)
        form.addWidget(fault)
        form.addSpacing(4)
        self._boxes[amends], self._faults[amends] = box, fault

    def _back(self, amends: Amends, row: CorrectionRow) -> QPushButton:
        """The button that takes an earlier correction of the field back."""
        read = row.before or "空"
        button = QPushButton("恢复原读法")
        button.setProperty("quiet", "true")
        button.setToolTip(f"程序读作：{read}")
        button.setAccessibleName(f"{_NAMES[amends]}恢复原读法：{read}")
        button.setAutoDefault(False)

        def take_back() -> None:
            self.take_back_requested.emit(row.key, row.words)
            self.reject()

        button.clicked.connect(take_back)
        self.back_buttons[amends] = button
        return button

    def _box(self, amends: Amends) -> QLineEdit | QPlainTextEdit | QComboBox:
        value = corrections.value_words(getattr(self._document, amends.value))
        if amends is Amends.TITLE:
            text = QPlainTextEdit(value)
            text.setTabChangesFocus(True)
            text.setFixedHeight(76)
            text.textChanged.connect(self._check)
            return text
        if amends is Amends.KIND:
            kinds = QComboBox()
            line = QLineEdit()
            line.setAccessibleName(_NAMES[amends])
            kinds.setLineEdit(line)
            kinds.addItems(sorted({*KINDS, value} - {""}, key=lambda kind: (len(kind), kind)))
            kinds.setCurrentText(value)
            kinds.currentTextChanged.connect(self._check)
            return kinds
        line = QLineEdit(value)
        line.setPlaceholderText(_HINTS[amends])
        line.textChanged.connect(self._check)
        return line

    def box(self, amends: Amends) -> QLineEdit | QPlainTextEdit | QComboBox:
        """The box of a field."""
        return self._boxes[amends]

    def show_lines(self, loaded: Loaded) -> None:
        """The raw lines are there: show where the document begins."""
        self.pane.show_sheet(loaded.sheet)
        self.pane.show_line(loaded.sheet.lines[0], at_top=True)

    def corrections(self) -> Sequence[Correction]:
        """What was changed; raise `KnownError` where it cannot be meant."""
        made = [self._correction(amends) for amends in _NAMES]
        return [correction for correction in made if correction is not None]

    def _correction(self, amends: Amends) -> Correction | None:
        value = self._value(amends)
        present = getattr(self._document, amends.value)
        if value == (present or ("" if isinstance(value, str) else ())):
            return None
        return corrections.field(self._document, amends, value)

    def _value(self, amends: Amends) -> str | tuple[str, ...]:
        box = self._boxes[amends]
        if isinstance(box, QPlainTextEdit):
            return _BREAK.sub("", box.toPlainText().strip())
        text = (box.currentText() if isinstance(box, QComboBox) else box.text()).strip()
        if amends is Amends.ISSUERS:
            return tuple(name.strip() for name in _BETWEEN.split(text) if name.strip())
        if amends is Amends.DATE and text:
            try:
                day = read_day(text)
            except ValueError:
                return text  # the maker says what a date looks like
            return day.isoformat() if day is not None else ""
        return text

    def _check(self) -> None:
        """Tell beside each box what cannot be meant there; offer to save what can."""
        changed, faulty = False, False
        for amends, label in self._faults.items():
            try:
                correction = self._correction(amends)
            except KnownError as error:
                label.setText(str(error))
                faulty = True
            else:
                changed |= correction is not None
                label.setText("")
            label.setVisible(bool(label.text()))
        self.agree.setEnabled(changed and not faulty)


def of_fields(rows: Sequence[CorrectionRow]) -> dict[Amends, CorrectionRow]:
    """The corrections of fields that apply, by field."""
    from zhupi.library.model import CorrectionState

    return {
        row.correction.amends: row
        for row in rows
        if row.correction.amends in _NAMES and row.state is CorrectionState.APPLIES
    }
