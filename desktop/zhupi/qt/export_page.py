"""The settings of quoting and exporting (引用与导出), as a page of a dialog."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QComboBox,
    QFormLayout,
    QLabel,
    QLineEdit,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from zhupi.annotations.model import Selector
from zhupi.export import CopyForm, Excerpted, copied
from zhupi.gazette.model import Document, Gazette
from zhupi.qt.copying import FORMS
from zhupi.qt.export_choice import FORMATS
from zhupi.qt.export_form import combo
from zhupi.qt.settings_dialog import SettingsPage
from zhupi.settings import Settings

TITLE = "引用与导出"
_QUOTE = "基本公共服务均等化是公共财政的基本目标"
_INITIALS = 4
_CODE = 8
_TEXT = 380
"""Pixels that a text takes at least: its height is reckoned from that."""


class ExportPage(SettingsPage):
    """Author, initials, how a source is named in a copy, the format offered first.

    What is chosen is in the settings at once.
    """

    title = TITLE

    def __init__(self, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._settings = settings
        self.author = _line("署名", "如 张三", settings.author)
        self.initials = _line("缩写", "空着则取署名的首字", settings.initials)
        self.initials.setMaxLength(_INITIALS)
        self.form = combo("复制格式")
        for form, words in FORMS.items():
            self.form.addItem(words, form.value)
        self.code = _line("类型代码", "Z", settings.type_code)
        self.code.setMaxLength(_CODE)
        self.format = combo("默认格式")
        for ending, words in FORMATS.items():
            self.format.addItem(words, ending)
        _choose(self.form, settings.copy_form)
        _choose(self.format, settings.export_format)
        self.example = QLabel()
        self.example.setObjectName("copyExample")
        self.example.setWordWrap(True)
        self.example.setTextFormat(Qt.TextFormat.PlainText)
        self.example.setAccessibleName("复制出来的样子")
        self.example.setMinimumWidth(_TEXT)
        self.example.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        self.example.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._arrange()
        self._connect()
        self._show_example()

    def _arrange(self) -> None:
        fields = QFormLayout()
        fields.setHorizontalSpacing(14)
        fields.setVerticalSpacing(10)
        fields.setLabelAlignment(Qt.AlignmentFlag.AlignRight)
        fields.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.ExpandingFieldsGrow)
        fields.addRow("署名(&N)", self.author)
        fields.addRow("缩写(&I)", self.initials)
        fields.addRow("", _hint("写在 Word 批注和导出文件的首页。"))
        fields.addRow("复制格式(&Y)", self.form)
        fields.addRow("", self.example)
        fields.addRow("类型代码(&T)", self.code)
        fields.addRow("", _hint("参考文献里文献类型的代码；政策文件属于“其他”，用 Z。"))
        fields.addRow("默认格式(&D)", self.format)
        fields.addRow("", _hint("还没有导出过的内容先用这个格式；以后记住上次的选择。"))
        whole = QVBoxLayout(self)
        whole.addLayout(fields)
        whole.addStretch(1)

    def _connect(self) -> None:
        self.author.textChanged.connect(self._take)
        self.initials.textChanged.connect(self._take)
        self.code.textChanged.connect(self._take)
        self.form.currentIndexChanged.connect(self._take)
        self.format.currentIndexChanged.connect(self._take)

    def _take(self) -> None:
        settings = self._settings
        settings.author = self.author.text().strip()
        settings.initials = self.initials.text().strip()
        settings.type_code = self.code.text().strip() or "Z"
        settings.copy_form = str(self.form.currentData())
        settings.export_format = str(self.format.currentData())
        self._show_example()
        self.changed.emit()

    def restore_defaults(self) -> None:
        """The forms as at first; the user's name stays, it has no default."""
        first = Settings()
        _choose(self.form, first.copy_form)
        _choose(self.format, first.export_format)
        self.code.setText(first.type_code)

    def _show_example(self) -> None:
        form = CopyForm(str(self.form.currentData()))
        selector = Selector(0, len(_QUOTE), _QUOTE, place="二（三）")
        self.example.setText(copied(_EXAMPLE, selector, form, self._settings.type_code))


_EXAMPLE = Excerpted(
    "",
    Document(
        title="国务院办公厅关于印发某某方案的通知",
        number="国办发〔2018〕128号",
        issuers=("国务院办公厅",),
        kind="通知",
        date="2018-12-29",
        addressees=None,
        signoff=None,
        complete=True,
        lines=(1, 1),
        blocks=(),
    ),
    Gazette("国务院公报", 2019, 3),
    "",
    (),
)
"""A document that there is not, to show the forms with."""


def _line(name: str, hint: str, text: str) -> QLineEdit:
    made = QLineEdit(text)
    made.setAccessibleName(name)
    made.setPlaceholderText(hint)
    return made


def _hint(words: str) -> QLabel:
    made = QLabel(words)
    made.setProperty("class", "muted")
    made.setWordWrap(True)
    made.setMinimumWidth(_TEXT)
    made.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
    return made


def _choose(box: QComboBox, value: str) -> None:
    box.setCurrentIndex(max(0, box.findData(value)))
