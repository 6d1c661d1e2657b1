"""The export dialog: what and how at the left, the first page at the right."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QProgressBar,
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
from zhupi.qt.sheet_view import SheetView

_THROTTLE = 160
"""Milliseconds after the last change until the page is made anew."""
_FORM_WIDTH = 404


class ExportDialog(QDialog):
    """Says what is asked of it; whoever opened it previews and writes."""

    preview_wanted = Signal()
    folder_wanted = Signal()
    export_wanted = Signal()
    cancel_wanted = Signal()
    subject_changed = Signal()

    def __init__(self, folder: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("导出")
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
        self.fault = QLabel()
        self.fault.setObjectName("dialogFault")
        self.fault.setWordWrap(True)
        self.fault.setTextFormat(Qt.TextFormat.PlainText)
        self.fault.setAccessibleName("没有导出")
        self.progress = QProgressBar()
        self.progress.setTextVisible(False)
        self.progress.setAccessibleName("进度")
        self.work = _small_label()
        self.cancel = QPushButton("取消", self)
        self.go = QPushButton("导出", self)
        self.go.setProperty("primary", "true")
        self.go.setDefault(True)
        for button in (self.cancel, self.browse):
            button.setAutoDefault(False)
        self._folder = folder
        self._proposed = ""
        self._busy = False
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(_THROTTLE)
        self._arrange()
        self._connect()
        self.set_folder(folder)
        self.say_fault("")
        self.set_busy(busy=False)

    # Putting together

    def _make_preview(self) -> None:
        self.page = SheetView()
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

    def _arrange(self) -> None:
        upper = QHBoxLayout()
        upper.setSpacing(0)
        upper.addWidget(self._left())
        upper.addWidget(self._right(), 1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addLayout(upper, 1)
        whole.addWidget(self.progress)
        whole.addWidget(self._bar())

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

    def _right(self) -> QWidget:
        frame = QFrame()
        frame.setObjectName("previewFrame")
        right = QVBoxLayout(frame)
        right.setContentsMargins(0, 0, 0, 0)
        right.setSpacing(0)
        right.addWidget(self.shown, 1)
        right.addWidget(self.caption)
        self.caption.setContentsMargins(18, 6, 18, 8)
        return frame

    def _bar(self) -> QWidget:
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
        bar = QFrame()
        bar.setObjectName("dialogBar")
        rows = QVBoxLayout(bar)
        rows.setContentsMargins(24, 12, 20, 14)
        rows.setSpacing(8)
        rows.addWidget(self.fault)
        rows.addWidget(self.work)
        rows.addLayout(row)
        return bar

    def _connect(self) -> None:
        self._soon.timeout.connect(self.preview_wanted)
        self.browse.clicked.connect(self.folder_wanted)
        self.cancel.clicked.connect(self._on_cancel)
        self.form.changed.connect(self._on_change)
        self.form.subject_changed.connect(self.subject_changed)
        self.go.clicked.connect(self._on_go)
        self.name.textEdited.connect(lambda _: self.say_fault(""))
        self.page.resized.connect(self._soon.start)

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

    def say_fault(self, sentence: str) -> None:
        """Tell why nothing was written; the dialog stays."""
        self.fault.setText(sentence)
        self.fault.setVisible(bool(sentence))

    def set_busy(self, *, busy: bool) -> None:
        """While a file is written nothing else can be chosen."""
        self._busy = busy
        for widget in (self.form, self.name, self.browse, self.go):
            widget.setEnabled(not busy)
        self.progress.setVisible(busy)
        self.work.setText("正在导出…")
        self.work.setVisible(busy)
        self.cancel.setText("停止" if busy else "取消")
        if busy:
            self.progress.setRange(0, 0)
            self.cancel.setFocus()

    def show_progress(self, done: int, total: int, what: str) -> None:
        """Tell how far the writing is."""
        self.progress.setRange(0, total)
        self.progress.setValue(done)
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
    def waiting(self) -> bool:
        """Whether a change waits to be previewed."""
        return self._soon.isActive()

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
        self._soon.start()

    def _show_fonts(self) -> None:
        wanted = self.form.ending() == ".docx" and bool(self.fonts.property("lacking"))
        self.fonts.setVisible(wanted)

    def _on_go(self) -> None:
        if not self._busy:
            self.export_wanted.emit()

    def _on_cancel(self) -> None:
        if self._busy:
            self.cancel_wanted.emit()
        else:
            self.reject()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        if event.key() == Qt.Key.Key_Escape:
            self._on_cancel()
        else:
            super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802
        if self._busy:
            self.cancel_wanted.emit()
            event.ignore()
        else:
            super().closeEvent(event)


def _small_label() -> QLabel:
    made = QLabel()
    made.setProperty("class", "muted")
    made.setWordWrap(True)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setFont(fonts.font("ui", 12))
    return made
