"""The export dialog: what and how at the left, the first page at the right."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QLayout,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QStackedWidget,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from zhupi.export import LackingFont, file_name
from zhupi.qt import fonts
from zhupi.qt.export_choice import FORMATS, Choices, Subject
from zhupi.qt.export_form import ExportForm
from zhupi.qt.export_material import Preview
from zhupi.qt.preview_dialog import PreviewDialog

_FORM_WIDTH = 404


class ExportDialog(PreviewDialog):
    """Says what is asked of it; whoever opened it previews and writes."""

    folder_wanted = Signal()
    export_wanted = Signal()
    subject_changed = Signal()

    def __init__(self, folder: Path, parent: QWidget | None = None) -> None:
        super().__init__("导出", "导出", parent)
        self.setMinimumSize(880, 520)
        self.resize(1080, 640)
        self.form = ExportForm()
        self.name = QLineEdit()
        self.name.setAccessibleName("文件名")
        self.ending = QLabel()
        self.ending.setProperty("class", "muted")
        self.folder = QLabel()
        self.folder.setProperty("class", "muted")
        self.folder.setAccessibleName("保存位置")
        self.browse = QPushButton("更改…")
        self.browse.setAccessibleName("更改保存位置")
        self._make_preview()
        self.fonts = _small_label()
        self.fault.setAccessibleName("没有导出")
        self.work = _small_label()
        self.browse.setAutoDefault(False)
        self._folder = folder
        self._proposed = ""
        self.lay_out(self._left(), self._right(), self._bar())
        self._connect()
        self.set_folder(folder)
        self.say_fault("")
        self.set_busy(busy=False)

    # Putting together

    def _make_preview(self) -> None:
        self.page.setAccessibleName("预览：第一页")
        self.words = QTextBrowser()
        self.words.setObjectName("previewText")
        self.words.setAccessibleName("预览：开头部分")
        self.words.setOpenLinks(False)
        self.words.setFont(fonts.font("ui", 13))
        self.shown = QStackedWidget()
        self.shown.addWidget(self.page)
        self.shown.addWidget(self.words)
        self.caption = _small_label()

    def _left(self) -> QWidget:
        heading = QLabel("导出")
        heading.setObjectName("dialogTitle")
        scroll = QScrollArea()
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setObjectName("plainScroll")
        scroll.setWidget(self.form)
        side = QWidget()
        side.setFixedWidth(_FORM_WIDTH)
        left = QVBoxLayout(side)
        left.setContentsMargins(24, 20, 14, 10)
        left.setSpacing(10)
        left.addWidget(heading)
        left.addWidget(scroll, 1)
        left.addWidget(self.fonts)
        return side

    def _right(self) -> QLayout:
        right = QVBoxLayout()
        right.addWidget(self.shown, 1)
        right.addWidget(self.caption)
        self.caption.setContentsMargins(18, 6, 18, 8)
        return right

    def _bar(self) -> QLayout:
        """Where to, and the buttons."""
        name, place = QLabel("文件名"), QLabel("位置")
        name.setBuddy(self.name)
        row = QHBoxLayout()
        row.setSpacing(10)
        for widget in (name, self.name, self.ending, place, self.folder, self.browse):
            row.addWidget(widget, 1 if widget is self.name else 0)
        row.addSpacing(14)
        for widget in (self.cancel, self.go):
            row.addWidget(widget)
        rows = QVBoxLayout()
        rows.setSpacing(8)
        rows.addWidget(self.fault)
        rows.addWidget(self.work)
        rows.addLayout(row)
        return rows

    def _connect(self) -> None:
        self.browse.clicked.connect(self.folder_wanted)
        self.form.changed.connect(self._on_change)
        self.form.subject_changed.connect(self.subject_changed)
        self.go.clicked.connect(self.export_wanted)
        self.name.textEdited.connect(lambda _: self.say_fault(""))
        self.page.resized.connect(self.soon.start)

    # Showing

    def set_subjects(self, subjects: Sequence[Subject], chosen: str) -> None:
        """Offer what can be exported."""
        self.form.set_subjects(subjects, chosen)

    def show_choices(self, choices: Choices) -> None:
        """Show how the subject that is chosen was exported last."""
        self.form.show_choices(choices)
        self._propose()
        self._on_change()

    def set_folder(self, folder: Path) -> None:
        """Show where the file will be written."""
        self._folder = folder
        words = str(folder)
        metrics = self.folder.fontMetrics()
        self.folder.setText(metrics.elidedText(words, Qt.TextElideMode.ElideMiddle, 210))
        self.folder.setToolTip(words)
        self.folder.setAccessibleDescription(words)
        self.say_fault("")

    def show_preview(self, preview: Preview) -> None:
        """Show the beginning of the file."""
        if preview.image is not None:
            self.page.show_page(preview.image, preview.text)
            self.shown.setCurrentWidget(self.page)
            words = "预览第一页"
            if self.form.ending() != ".pdf":
                words += "，在别的程序里分页可能略有出入"
        else:
            self.words.setPlainText(preview.text)
            self.shown.setCurrentWidget(self.words)
            words = "预览开头部分"
        self.caption.setText(words + ("；只按开头一部分排出，件数以文件为准" * preview.partial))
        self.go.setEnabled(True)

    def show_nothing(self, sentence: str) -> None:
        """There is nothing to be exported, and why."""
        self.words.setPlainText(sentence)
        self.shown.setCurrentWidget(self.words)
        self.caption.setText("")
        self.go.setEnabled(False)

    def show_fonts(self, lacking: Sequence[LackingFont]) -> None:
        """Tell which of the fonts that a Word file names are missing here."""
        names = "、".join(font.name for font in lacking)
        self.fonts.setText(f"本机没有{names}，这里以近似字体显示；文件里仍写原字体名。")
        instead = [f"{font.name}：以{font.instead or '系统字体'}代替" for font in lacking]
        self.fonts.setToolTip("\n".join(instead))
        self.fonts.setProperty("lacking", bool(lacking))
        self._show_fonts()

    def choosing(self) -> Sequence[QWidget]:
        return self.form, self.name, self.browse

    def set_busy(self, *, busy: bool) -> None:
        """While a file is written nothing else can be chosen."""
        super().set_busy(busy=busy)
        self.work.setText("正在导出…")
        self.work.setVisible(busy)

    def show_progress(self, done: int, total: int, what: str) -> None:
        """Tell how far the writing is."""
        super().show_progress(done, total, what)
        self.work.setText(f"正在导出：{what}" if what else "正在导出…")

    # Answering

    def target(self) -> Path | None:
        """The file that is asked for; ``None``, with a sentence, where its name is none."""
        self._take_ending()
        words = self.name.text().strip()
        if not words:
            self.say_fault("请写文件名。")
            return None
        fit = file_name(words, "")
        if fit != words:
            self.name.setText(fit)
            self.say_fault("文件名里有系统不收的字符，或者太长，已经改了；请看过再按“导出”。")
            return None
        return self._folder / f"{words}{self.form.ending()}"

    @property
    def place(self) -> Path:
        """The folder that is chosen."""
        return self._folder

    def _take_ending(self) -> None:
        """An ending that was typed chooses the format."""
        typed = Path(self.name.text().strip())
        if typed.suffix.lower() in FORMATS:
            self.name.setText(typed.name[: -len(typed.suffix)])
            self.form.choose_format(typed.suffix.lower())

    def _propose(self) -> None:
        """Propose a name, unless one was typed."""
        if self.name.text() in ("", self._proposed):
            self._proposed = self.form.current().name
            self.name.setText(self._proposed)
            self.name.setCursorPosition(0)

    def _on_change(self) -> None:
        self.ending.setText(self.form.ending())
        self.say_fault("")
        self._show_fonts()
        self.soon.start()

    def _show_fonts(self) -> None:
        wanted = self.form.ending() == ".docx" and bool(self.fonts.property("lacking"))
        self.fonts.setVisible(wanted)


def _small_label() -> QLabel:
    made = QLabel()
    made.setProperty("class", "muted")
    made.setWordWrap(True)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setFont(fonts.font("ui", 12))
    return made
