"""The dialogs: a question, a fault of the program, the import report, the basket, the keys."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import PurePath

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication, QShowEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QScrollArea,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from zhupi import __version__
from zhupi.annotations.model import DEFAULT_MEANINGS, PIGMENTS, Colour
from zhupi.library.model import BasketItem, FileReport, ImportReport
from zhupi.qt import actions
from zhupi.qt.dots import dot
from zhupi.qt.themes import Theme


class Dialog(QDialog):
    """A dialog with a title, a sentence under it, a content and a row of buttons."""

    def __init__(self, title: str, sentence: str, parent: QWidget | None, width: int = 460) -> None:
        super().__init__(parent)
        self.setWindowTitle("朱批")
        self.setMinimumWidth(width)
        heading = QLabel(title)
        heading.setObjectName("dialogTitle")
        heading.setWordWrap(True)
        self.content = QVBoxLayout(self)
        self.content.setContentsMargins(26, 22, 26, 20)
        self.content.setSpacing(12)
        self.content.addWidget(heading)
        if sentence:
            words = QLabel(sentence)
            words.setTextFormat(Qt.TextFormat.PlainText)
            words.setWordWrap(True)
            words.setProperty("class", "muted")
            self.content.addWidget(words)
        self.buttons = QHBoxLayout()
        self.buttons.setSpacing(10)
        self.buttons.addStretch(1)

    def finish(self) -> None:
        """Put the buttons under the content."""
        self.content.addSpacing(4)
        self.content.addLayout(self.buttons)

    def button(self, text: str, *, primary: bool = False) -> QPushButton:
        """Add a button; the primary one answers Enter."""
        # Its parent from the start: only then does the dialog know which button is the default.
        made = QPushButton(text, self)
        made.setProperty("primary", "true" if primary else "false")
        made.setDefault(primary)
        made.setAutoDefault(primary)
        self.buttons.addWidget(made)
        return made


class AskDialog(Dialog):
    """A question before something that takes much away: the safe answer has the focus."""

    def __init__(
        self, question: str, detail: str, yes: str, no: str, parent: QWidget | None
    ) -> None:
        super().__init__(question, detail, parent)
        refuse = self.button(no)
        agree = self.button(yes, primary=True)
        agree.setAutoDefault(False)
        refuse.setDefault(True)
        self._refuse = refuse
        agree.clicked.connect(self.accept)
        refuse.clicked.connect(self.reject)
        self.finish()

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        super().showEvent(event)
        self._refuse.setFocus()


class SorryDialog(Dialog):
    """Why there is no window."""

    def __init__(self, sentence: str) -> None:
        super().__init__("打不开文库", sentence, None)
        close = self.button("关闭", primary=True)
        close.clicked.connect(self.accept)
        self.finish()


class BugDialog(Dialog):
    """A fault of the program, loud, with the trace to copy."""

    def __init__(self, trace: str, parent: QWidget | None) -> None:
        super().__init__(
            "程序出了差错",
            "这是朱批自身的问题，已保存的内容不受影响。请把下面的记录发给开发者。",
            parent,
            width=680,
        )
        text = QPlainTextEdit(trace)
        text.setObjectName("traceText")
        text.setReadOnly(True)
        text.setMinimumHeight(260)
        self.content.addWidget(text)
        copy = self.button("复制记录")
        close = self.button("关闭", primary=True)
        copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(trace))
        close.clicked.connect(self.accept)
        self.finish()


class ReportDialog(Dialog):
    """What came of an import: counts, then each file that needs a word."""

    def __init__(self, report: ImportReport, parent: QWidget | None) -> None:
        super().__init__(report_title(report), report_sentence(report), parent, width=640)
        rows = report_rows(report)
        table = _table(
            ["文件", "结果", "说明"], [(PurePath(file).name, what, why) for file, what, why in rows]
        )
        for row, (file, _, _) in enumerate(rows):
            name = table.item(row, 0)
            if name is not None:
                name.setToolTip(file)
        self.content.addWidget(table)
        close = self.button("好", primary=True)
        close.clicked.connect(self.accept)
        self.finish()


def report_title(report: ImportReport) -> str:
    """Sum an import up in a few words."""
    if report.cancelled:
        return "导入已取消"
    if not report.failed:
        return "导入完成"
    return "导入完成，有文件没有进来" if report.added or report.updated else "没有导入"


def report_sentence(report: ImportReport) -> str:
    """Count what came in and what did not."""
    documents = sum(file.documents for file in (*report.added, *report.updated))
    parts = [
        f"新增 {len(report.added)} 期" if report.added else "",
        f"更新 {len(report.updated)} 期" if report.updated else "",
        f"共 {documents} 件公文" if documents else "",
        f"{len(report.unchanged)} 个文件早已在库" if report.unchanged else "",
        f"跳过 {len(report.skipped)} 个文件" if report.skipped else "",
        f"{len(report.failed)} 个文件未能读取" if report.failed else "",
        f"{len(report.doubts)} 处存疑" if report.doubts else "",
        f"{report.unfit} 处更正不再适用" if report.unfit else "",
    ]
    told = "，".join(part for part in parts if part)
    if report.index_fault:
        told = f"{told}。{report.index_fault.rstrip('。')}"
    if report.cancelled:
        return f"{told or '没有新增'}；取消之前进来的已经保存。"
    return f"{told or '没有可以导入的文件'}。"


def report_rows(report: ImportReport) -> list[tuple[str, str, str]]:
    """One row a file, those that failed first, and one a doubt: what a person should look at."""

    def rows(files: Sequence[FileReport], what: str) -> list[tuple[str, str, str]]:
        return [
            (
                file.file,
                what,
                _reason(file) or (f"{file.documents} 件公文" if file.documents else ""),
            )
            for file in files
        ]

    doubts = [(entry.file, "存疑", entry.words) for entry in report.doubts]
    return [
        *rows(report.failed, "未能读取"),
        *doubts,
        *rows(report.skipped, "跳过"),
        *rows(report.updated, "更新"),
        *rows(report.added, "新增"),
        *rows(report.unchanged, "早已在库"),
    ]


def _reason(file: FileReport) -> str:
    """The reason alone: its sentence begins with the file's name, which stands beside it."""
    return re.sub(r"^无法读取“[^”]*”：", "", file.reason)


class BasketDialog(Dialog):
    """What lies in the waste basket; one thing or several can be put back."""

    restore_requested = Signal(str)

    def __init__(
        self, items: Sequence[BasketItem], parent: QWidget | None, *, writable: bool = True
    ) -> None:
        sentence = "移走的公文和公报，连同批注，还有保存的搜索，都在这里，可以随时恢复。"
        super().__init__("回收站", sentence if items else "回收站是空的。", parent, width=700)
        self._items = list(items)
        rows = [
            (
                item.title,
                f"{item.documents} 件" if item.documents else "",
                f"{item.annotations} 条" if item.documents else "",
                item.deleted.astimezone().strftime("%Y-%m-%d %H:%M"),
            )
            for item in items
        ]
        self.table = _table(["名称", "公文", "批注", "移走时间"], rows)
        self.table.setVisible(bool(items))
        self.content.addWidget(self.table)
        close = self.button("关闭")
        self.restore_button = self.button("恢复", primary=True)
        self.restore_button.setVisible(bool(items) and writable)
        self.restore_button.setEnabled(False)
        close.clicked.connect(self.reject)
        self.restore_button.clicked.connect(self._on_restore)
        self.table.itemSelectionChanged.connect(self._on_selection)
        self.finish()
        if items:
            self.table.selectRow(0)

    def _on_selection(self) -> None:
        self.restore_button.setEnabled(bool(self.table.selectionModel().selectedRows()))

    def _on_restore(self) -> None:
        for index in self.table.selectionModel().selectedRows():
            self.restore_requested.emit(self._items[index.row()].key)
        self.accept()


class ShortcutsDialog(Dialog):
    """The table of actions, for the user."""

    def __init__(self, parent: QWidget | None) -> None:
        sentence = (
            "单键、Delete 和 Alt+Shift 加方向键在正文里按；“保存的搜索”、改名、移除在目录里按。"
        )
        super().__init__("快捷键一览", sentence, parent, width=680)
        groups: dict[str, list[actions.Spec]] = {}
        for spec in actions.TABLE.values():
            if spec.keys:
                groups.setdefault(spec.group, []).append(spec)
        inside = QWidget()
        columns = QHBoxLayout(inside)
        columns.setContentsMargins(0, 0, 14, 0)  # beside the scroll bar
        columns.setSpacing(36)
        halves: list[QVBoxLayout] = []
        for _ in range(2):
            half = QVBoxLayout()
            half.setSpacing(4)
            halves.append(half)
            columns.addLayout(half, 1)
        for name, specs in groups.items():
            half = halves[1] if name in ("批注", "文库", "其他") else halves[0]
            heading = QLabel(name)
            heading.setProperty("class", "muted")
            half.addWidget(heading)
            grid = QGridLayout()
            grid.setVerticalSpacing(5)
            for row, spec in enumerate(specs):
                grid.addWidget(QLabel(spec.text.rstrip("…")), row, 0)
                keys = QLabel("　".join(spec.keys))
                keys.setAlignment(Qt.AlignmentFlag.AlignRight)
                grid.addWidget(keys, row, 1)
            half.addLayout(grid)
            half.addSpacing(8)
        for half in halves:
            half.addStretch(1)
        scroll = QScrollArea()
        scroll.setAccessibleName("快捷键一览")
        scroll.setWidget(inside)
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setMinimumHeight(min(560, self.screen().availableSize().height() - 220))
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.content.addWidget(scroll)
        close = self.button("好", primary=True)
        close.clicked.connect(self.accept)
        self.finish()


class MeaningsDialog(Dialog):
    """The names of the colours."""

    def __init__(self, meanings: dict[Colour, str], theme: Theme, parent: QWidget | None) -> None:
        super().__init__("颜色的含义", "五种颜色各代表什么，可以自己定。", parent, width=420)
        self._boxes: dict[Colour, QLineEdit] = {}
        grid = QGridLayout()
        grid.setVerticalSpacing(9)
        for row, colour in enumerate(Colour):
            mark = theme.marks[colour]
            sample = QLabel()
            sample.setPixmap(dot(mark.fill, mark.edge, size=20).pixmap(20, 20))
            box = QLineEdit(meanings[colour])
            box.setPlaceholderText(DEFAULT_MEANINGS[colour])
            box.setMaxLength(12)
            box.setAccessibleName(PIGMENTS[colour])
            grid.addWidget(sample, row, 0)
            grid.addWidget(QLabel(PIGMENTS[colour]), row, 1)
            grid.addWidget(box, row, 2)
            self._boxes[colour] = box
        grid.setColumnStretch(2, 1)
        self.content.addLayout(grid)
        cancel = self.button("取消")
        save = self.button("保存", primary=True)
        cancel.clicked.connect(self.reject)
        save.clicked.connect(self.accept)
        self.finish()

    def meanings(self) -> dict[Colour, str]:
        """The names now; an empty box takes its default."""
        return {
            colour: box.text().strip() or DEFAULT_MEANINGS[colour]
            for colour, box in self._boxes.items()
        }


class AboutDialog(Dialog):
    """What this program is, and where the library lies."""

    def __init__(self, folder: str, documents: int, parent: QWidget | None) -> None:
        super().__init__(
            f"朱批 {__version__}",
            "离线阅读、检索、批注公报与公文。不连网络，什么也不上传。",
            parent,
        )
        place = QLabel(f"文库：{folder}\n共 {documents} 件公文")
        place.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        place.setWordWrap(True)
        self.content.addWidget(place)
        close = self.button("好", primary=True)
        close.clicked.connect(self.accept)
        self.finish()


def _table(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> QTableWidget:
    table = QTableWidget(len(rows), len(heads))
    table.setHorizontalHeaderLabels(list(heads))
    table.verticalHeader().hide()
    table.verticalHeader().setDefaultSectionSize(34)
    table.setShowGrid(False)
    table.setAlternatingRowColors(True)
    table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    table.setMinimumHeight(min(96 + 34 * len(rows), 330))
    header = table.horizontalHeader()
    header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
    header.setHighlightSections(False)
    wide = len(heads) - 1 if heads[-1] == "说明" else 0
    for column in range(len(heads)):
        stretch = column == wide
        header.setSectionResizeMode(
            column,
            QHeaderView.ResizeMode.Stretch if stretch else QHeaderView.ResizeMode.ResizeToContents,
        )
    for row, words in enumerate(rows):
        for column, word in enumerate(words):
            item = QTableWidgetItem(word)
            item.setToolTip(word)
            table.setItem(row, column, item)
    table.resizeRowsToContents()
    for row in range(len(rows)):
        table.setRowHeight(row, max(34, table.rowHeight(row) + 8))
    return table
