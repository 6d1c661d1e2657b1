"""The messages of the window: a bar over the panes, and dialogs where an answer is wanted."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtWidgets import (
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QToolButton,
    QWidget,
)

from zhupi.qt import icons
from zhupi.qt.messages import Days, Offer
from zhupi.qt.themes import Theme

_GOES_AFTER = 9000
"""Milliseconds that good news stays."""


class MessageBar(QFrame):
    """One message with an offer and a cross; folded away while there is none."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("messageBar")
        self.icon = QLabel()
        self.label = QLabel()
        self.label.setWordWrap(True)
        self.label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.label.setTextFormat(Qt.TextFormat.PlainText)
        self.offer_button, self.second_button = QPushButton(), QPushButton()
        self.close_button = QToolButton()
        self.close_button.setToolTip("关闭")
        self.close_button.setAccessibleName("关闭这条消息")
        self.close_button.setIconSize(QSize(14, 14))
        self._offers: Sequence[Offer] = ()
        self._theme: Theme | None = None
        self._tone = "info"
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_GOES_AFTER)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(18, 7, 10, 7)
        layout.setSpacing(10)
        layout.addWidget(self.icon)
        layout.addWidget(self.label, 1)
        for number, button in enumerate((self.offer_button, self.second_button)):
            button.setProperty("quiet", "true")
            button.clicked.connect(lambda _=False, number=number: self._on_offer(number))
            layout.addWidget(button)
        layout.addWidget(self.close_button)
        self.hide()
        self.close_button.clicked.connect(self.hide)
        self._timer.timeout.connect(self.hide)

    def set_theme(self, theme: Theme) -> None:
        """Draw in these colours."""
        self._theme = theme
        if not self.isHidden():
            self._draw_icons()

    def say(self, tone: str, sentence: str, *offers: Offer) -> None:
        """Show a message: ``info`` goes away by itself, ``error`` and ``warning`` stay.

        Two offers at most are shown.
        """
        self._tone, self._offers = tone, offers
        self.label.setText(sentence)
        for number, button in enumerate((self.offer_button, self.second_button)):
            button.setVisible(number < len(offers))
            if number < len(offers):
                button.setText(offers[number].label)
        self.setProperty("tone", tone)
        for widget in (self, self.label):
            widget.style().unpolish(widget)
            widget.style().polish(widget)
        self._draw_icons()
        self.show()
        if tone == "info":
            self._timer.start()
        else:
            self._timer.stop()

    def _draw_icons(self) -> None:
        if self._theme is not None:
            theme = self._theme
            self.close_button.setIcon(icons.icon("close", theme.muted, 14))
            name, colour = {
                "info": ("info", theme.muted),
                "warning": ("warning", theme.warning),
                "error": ("warning", theme.accent),
            }[self._tone]
            self.icon.setPixmap(icons.pixmap(name, colour, 18, self.devicePixelRatioF()))

    def _on_offer(self, number: int) -> None:
        self.hide()
        if number < len(self._offers):
            self._offers[number].act()


class WindowMessages:
    """The door in the real window."""

    def __init__(self, window: QWidget, notice: MessageBar, banner: MessageBar) -> None:
        self._window = window
        self._notice = notice
        self._banner = banner

    def info(self, sentence: str, *offers: Offer) -> None:
        self._notice.say("info", sentence, *offers)

    def warn(self, sentence: str) -> None:
        self._banner.say("warning", sentence)

    def error(self, sentence: str) -> None:
        self._notice.say("error", sentence)

    def bug(self, trace: str) -> None:
        from zhupi.qt.dialogs import BugDialog

        dialog = BugDialog(trace, self._window)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    def ask(self, question: str, detail: str, yes: str, no: str = "取消") -> bool:
        from zhupi.qt.dialogs import AskDialog

        dialog = AskDialog(question, detail, yes, no, self._window)
        agreed = bool(dialog.exec())
        dialog.deleteLater()
        return agreed

    def choose(self, question: str, detail: str, ways: Sequence[str]) -> int | None:
        from zhupi.qt.asking import ChoiceDialog

        dialog = ChoiceDialog(question, detail, ways, self._window)
        dialog.exec()
        dialog.deleteLater()
        return dialog.chosen

    def ask_name(self, title: str, name: str) -> str | None:
        from zhupi.qt.asking import NameDialog

        dialog = NameDialog(title, name, self._window)
        agreed = dialog.exec()
        dialog.deleteLater()
        return dialog.name() or None if agreed else None

    def ask_days(self, title: str, days: Days) -> Days | None:
        from zhupi.qt.asking import DaysDialog

        dialog = DaysDialog(title, days, self._window)
        agreed = dialog.exec()
        dialog.deleteLater()
        return dialog.days() if agreed else None

    def choose_files(self, title: str, folder: str, patterns: str) -> list[Path]:
        dialog = self._file_dialog(title, folder, patterns)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        return self._chosen(dialog)

    def choose_folder(self, title: str, folder: str) -> Path | None:
        dialog = self._file_dialog(title, folder, "")
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        chosen = self._chosen(dialog)
        return chosen[0] if chosen else None

    def choose_target(self, title: str, suggested: str, patterns: str) -> Path | None:
        path = Path(suggested)
        dialog = self._file_dialog(title, str(path.parent), patterns)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        # The dialog asks before an existing file is chosen, so it must know the ending.
        dialog.setDefaultSuffix(path.suffix)
        dialog.filterSelected.connect(lambda pattern: _take_ending(dialog, pattern))
        dialog.selectFile(path.name)
        chosen = self._chosen(dialog)
        return chosen[0] if chosen else None

    def _file_dialog(self, title: str, folder: str, patterns: str) -> QFileDialog:
        dialog = QFileDialog(self._window, title, folder, patterns)
        label = QFileDialog.DialogLabel
        for which, words in (
            (label.LookIn, "位置："),
            (label.FileName, "名称："),
            (label.FileType, "类型："),
            (label.Reject, "取消"),
        ):
            dialog.setLabelText(which, words)
        dialog.resize(860, 540)
        return dialog

    def _chosen(self, dialog: QFileDialog) -> list[Path]:
        agreed = dialog.exec()
        names = dialog.selectedFiles() if agreed else []
        dialog.deleteLater()
        return [Path(name) for name in names]


def _take_ending(dialog: QFileDialog, pattern: str) -> None:
    """A file saved as another kind takes that kind's ending."""
    ending = pattern.partition("*")[2].rstrip(")").split()[0]
    dialog.setDefaultSuffix(ending)
    for name in dialog.selectedFiles():
        dialog.selectFile(Path(name).with_suffix(ending).name)
