"""The fields of the export dialog; only those that hold for what is chosen are seen."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum
from typing import Any

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QStandardItemModel
from PySide6.QtWidgets import QCheckBox, QComboBox, QFormLayout, QLineEdit, QSizePolicy, QWidget

from zhupi.export.model import (
    Carry,
    Edition,
    Grouping,
    Look,
    Marks,
    NotePlace,
    Variant,
)
from zhupi.qt.export_choice import FORMATS, Choices, Kind, Subject, holding, note_places
from zhupi.qt.tag_line import TagLine

LOOKS = {Look.READING: "阅读版式", Look.GONGWEN: "公文版式（GB/T 9704）"}
CARRIES = {Carry.NOTES: "标记和批注", Carry.MARKS: "只带标记", Carry.NOTHING: "只有正文"}
_COMBOS: dict[str, tuple[str, type[StrEnum], dict[Any, str]]] = {
    "look": ("版式", Look, LOOKS),
    "carry": ("带上", Carry, CARRIES),
    "notes": ("批注放在", NotePlace, note_places(".docx")),
    "marks": (
        "高亮写作",
        Marks,
        {Marks.HTML: "<mark>…</mark>", Marks.EQUALS: "==…==", Marks.PLAIN: "不标出"},
    ),
    "grouping": (
        "分组",
        Grouping,
        {
            Grouping.DOCUMENT: "按公文和标题",
            Grouping.TAG: "按标签",
            Grouping.COLOUR: "按颜色的含义",
            Grouping.ORDER: "不分组，依次排列",
        },
    ),
    "variant": (
        "给谁用",
        Variant,
        {
            Variant.TEACHER: "自己、教师（带批注）",
            Variant.CLASS: "学员（不带批注）",
            Variant.SPACE: "学员（留横线书写）",
        },
    ),
    "edition": (
        "引用格式",
        Edition,
        {Edition.OF_2025: "GB/T 7714—2025", Edition.OF_2015: "GB/T 7714—2015"},
    ),
}
_LINES = {
    "question_tag": ("思考题标签", "如 思考题；留空则没有", "带这个标签的批注列成思考题"),
    "type_code": ("类型代码", "Z", "参考文献的类型代码，政策文件一般用 Z"),
    "title": ("标题", "按内容自动拟", "文件首页的标题"),
    "author": ("署名", "可不填", "写在首页、批注和文件属性里"),
}
_CHECKS = {
    "answers": "文末附参考答案",
    "contents": "带目录",
    "links": "带回到朱批原处的链接",
}
_ORDER = (
    "look", "carry", "notes", "marks", "grouping", "variant", "question_tag", "answers",
    "edition", "type_code", "title", "author", "contents", "links",
)  # fmt: skip


class ExportForm(QWidget):
    """What, in which format, and how."""

    changed = Signal()
    subject_changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.subject = combo("导出什么")
        self.format = combo("格式")
        for ending, words in FORMATS.items():
            self.format.addItem(words, ending)
        self._subjects: list[Subject] = []
        self.combos: dict[str, QComboBox] = {}
        self.lines: dict[str, QLineEdit] = {}
        self.checks: dict[str, QCheckBox] = {}
        self.tags = TagLine()
        """Names the tag of questions."""
        self._layout = QFormLayout(self)
        self._layout.setContentsMargins(0, 0, 8, 0)
        self._layout.setHorizontalSpacing(12)
        self._layout.setVerticalSpacing(7)
        self._layout.setLabelAlignment(Qt.AlignmentFlag.AlignRight)
        self._layout.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.ExpandingFieldsGrow)
        self._layout.addRow("导出什么", self.subject)
        self._layout.addRow("格式", self.format)
        for name in _ORDER:
            self._add(name)
        self.subject.currentIndexChanged.connect(self._on_subject)
        self.format.currentIndexChanged.connect(self._on_change)

    def _add(self, name: str) -> None:
        if name in _COMBOS:
            label, _, words = _COMBOS[name]
            self.combos[name] = box = combo(label)
            _fill(box, words)
            box.currentIndexChanged.connect(self._on_change)
            self._layout.addRow(label, box)
        elif name in _LINES:
            label, hint, tip = _LINES[name]
            line = self.tags if name == "question_tag" else QLineEdit()
            line.setPlaceholderText(hint)
            line.setToolTip(tip)
            line.setAccessibleName(label)
            line.setAccessibleDescription(tip)
            line.textChanged.connect(self._on_change)
            self.lines[name] = line
            self._layout.addRow(label, line)
        else:
            self.checks[name] = check = QCheckBox(_CHECKS[name])
            check.setAccessibleName(_CHECKS[name])
            check.toggled.connect(self._on_change)
            self._layout.addRow("", check)

    def set_subjects(self, subjects: Iterable[Subject], chosen: str) -> None:
        """Offer subjects in the place of those before."""
        blocker = QSignalBlocker(self.subject)
        self._subjects = list(subjects)
        self.subject.clear()
        offer(self.subject, self._subjects, chosen)
        blocker.unblock()

    def current(self) -> Subject:
        """The subject that is chosen."""
        return self._subjects[max(0, self.subject.currentIndex())]

    def ending(self) -> str:
        """The ending of the format that is chosen."""
        return str(self.format.currentData())

    def choices(self) -> Choices:
        """All that is chosen, also what is not seen."""
        values: dict[str, Any] = {"format": self.ending()}
        for name, box in self.combos.items():
            kind = _COMBOS[name][1]
            values[name] = kind(box.currentData())
        values |= {name: line.text().strip() for name, line in self.lines.items()}
        values["type_code"] = values["type_code"] or "Z"
        values |= {name: check.isChecked() for name, check in self.checks.items()}
        return Choices(**values)

    def show_choices(self, choices: Choices) -> None:
        """Show choices, and say nothing of it."""
        self.blockSignals(True)  # noqa: FBT003 - Qt's parameter
        _choose(self.format, choices.format)
        for name, box in self.combos.items():
            _choose(box, getattr(choices, name))
        for name, line in self.lines.items():
            line.setText(str(getattr(choices, name)))
        for name, check in self.checks.items():
            check.setChecked(bool(getattr(choices, name)))
        self.blockSignals(False)  # noqa: FBT003
        self._show_what_holds()

    def choose_format(self, ending: str) -> None:
        """Choose a format, as the user does."""
        _choose(self.format, ending)

    def _on_subject(self) -> None:
        self.subject_changed.emit()

    def _on_change(self) -> None:
        self._show_what_holds()
        self.changed.emit()

    def _show_what_holds(self) -> None:
        if not self._subjects:
            return
        self._offer_formats()
        subject, ending = self.current(), self.ending()
        if subject.kind is Kind.FULL:
            _fill(self.combos["notes"], note_places(ending))
        held = holding(subject.kind, ending, self.choices(), compiled=subject.compiled)
        for name in _ORDER:
            widget = self.combos.get(name) or self.lines.get(name) or self.checks[name]
            self._layout.setRowVisible(widget, name in held)

    def _offer_formats(self) -> None:
        """A stretch of a text is no exchange of annotations."""
        allowed = self.current().key != "selection"
        _allow(self.format, self.format.findData(".json"), allowed=allowed)
        if not allowed and self.ending() == ".json":
            self.format.setCurrentIndex(0)


def combo(label: str) -> QComboBox:
    """A box that is as wide as there is room, not as its longest row."""
    made = QComboBox()
    made.setAccessibleName(label)
    made.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    made.setMinimumContentsLength(12)
    made.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
    return made


def _fill(box: QComboBox, words: Mapping[Any, str]) -> None:
    """Offer these; what was chosen stays so if it is still there."""
    if [box.itemText(index) for index in range(box.count())] == list(words.values()):
        return
    blocker = QSignalBlocker(box)
    before = box.currentData()
    box.clear()
    for value, label in words.items():
        box.addItem(label, str(value))
    _choose(box, before if before is not None else next(iter(words)))
    blocker.unblock()


def offer(box: QComboBox, subjects: Sequence[Subject], chosen: str) -> None:
    """List subjects; what has nothing to hand out cannot be chosen, and says why."""
    for row, subject in enumerate(subjects):
        box.addItem(subject.label, subject.key)
        box.setItemData(row, subject.lacking or None, Qt.ItemDataRole.ToolTipRole)
        _allow(box, row, allowed=not subject.lacking)
    box.setCurrentIndex(max(0, box.findData(chosen)))


def _allow(box: QComboBox, row: int, *, allowed: bool) -> None:
    """Let a row be chosen, or not."""
    model = box.model()
    if isinstance(model, QStandardItemModel):
        model.item(row).setEnabled(allowed)


def _choose(box: QComboBox, value: object) -> None:
    box.setCurrentIndex(max(0, box.findData(str(value))))
