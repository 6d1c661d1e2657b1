"""All corrections (更正一览): of the document, its file, the library; taken back singly."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from zhupi.library.model import CorrectionRow, CorrectionState
from zhupi.qt.dialogs import Dialog

_SCOPES = ("本文的更正", "本文所在文件的更正", "全部更正")
DOCUMENT, SOURCE, ALL = range(3)
_STATES = {
    CorrectionState.APPLIES: "已采用",
    CorrectionState.OVERRIDDEN: "已被后来的取代",
    CorrectionState.UNFIT: "不再适用",
}
_WHY_UNFIT = "原文或别的更正变了，这条更正对不上，没有起作用；可以撤销它，或留着待以后对得上。"


class CorrectionsList(Dialog):
    """Lists corrections; what is asked for is written elsewhere, and shown by `show_rows`."""

    take_back_requested = Signal(str, str)
    """A correction's key and words."""
    go_requested = Signal(object)
    """The `CorrectionRow` that is to be seen in its document."""

    def __init__(self, document: str, source: int, refusal: str, parent: QWidget | None) -> None:
        super().__init__("更正一览", "", parent, width=720)
        self._document, self._source, self._refusal = document, source, refusal
        self._all: Sequence[CorrectionRow] = ()
        self._rows: list[CorrectionRow] = []
        self.scope = QComboBox()
        self.scope.addItems(_SCOPES)
        self.scope.setCurrentIndex(DOCUMENT if document else ALL)
        self.scope.setAccessibleName("列出哪些更正")
        self.count = QLabel()
        self.count.setProperty("class", "muted")
        head = QHBoxLayout()
        head.addWidget(self.scope)
        head.addWidget(self.count, 1)
        self.table = QTableWidget(0, 4)
        self.table.setAccessibleName("更正")
        self.table.setHorizontalHeaderLabels(["更正", "公文", "原文", "状态"])
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.table.verticalHeader().hide()
        self.table.setTabKeyNavigation(False)
        self.table.setMinimumHeight(240)
        header = self.table.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(3, QHeaderView.ResizeMode.ResizeToContents)
        self.table.setColumnWidth(2, 110)
        self.told = QLabel()
        self.told.setWordWrap(True)
        self.told.setTextFormat(Qt.TextFormat.PlainText)
        self.told.setProperty("class", "muted")
        self.told.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        self.content.addLayout(head)
        self.content.addWidget(self.table, 1)
        self.content.addWidget(self.told)
        self.back = self.button("撤销这条更正")
        self.go = self.button("转到")
        close = self.button("关闭", primary=True)
        self.finish()
        self.scope.currentIndexChanged.connect(self._fill)
        self.table.itemSelectionChanged.connect(self._on_chosen)
        self.table.itemActivated.connect(self._go)
        self.back.clicked.connect(self._take_back)
        self.go.clicked.connect(self._go)
        close.clicked.connect(self.accept)
        self.table.setFocus()
        self._fill()

    @property
    def current(self) -> CorrectionRow | None:
        """The correction that is chosen."""
        at = self.table.currentRow()
        return self._rows[at] if 0 <= at < len(self._rows) else None

    def show_rows(self, rows: Sequence[CorrectionRow]) -> None:
        """List these: all that there are in the library."""
        self._all = rows
        self._fill()

    def _fill(self) -> None:
        scope = self.scope.currentIndex()
        kept, at = self.current, self.table.currentRow()
        self._rows = [
            row
            for row in self._all
            if scope == ALL
            or (scope == SOURCE and row.source_id == self._source)
            or (scope == DOCUMENT and self._document in (row.document, row.other))
        ]
        self.table.setRowCount(len(self._rows))
        for number, row in enumerate(self._rows):
            words = (row.words, row.title, row.line.strip(), _STATES[row.state])
            for column, text in enumerate(words):
                item = QTableWidgetItem(text)
                item.setToolTip(text)
                self.table.setItem(number, column, item)
        unfit = sum(row.state is CorrectionState.UNFIT for row in self._rows)
        ends = f"，其中 {unfit} 条不再适用" if unfit else ""
        self.count.setText(f"{len(self._rows)} 条{ends}" if self._rows else "没有更正")
        keys = [row.key for row in self._rows]
        if kept is not None and kept.key in keys:
            at = keys.index(kept.key)
        if self._rows:
            self.table.selectRow(min(max(0, at), len(self._rows) - 1))
        self._on_chosen()

    def _on_chosen(self) -> None:
        row = self.current
        self.back.setEnabled(row is not None and not self._refusal)
        self.go.setEnabled(row is not None and row.document is not None)
        told = [self._refusal] if self._refusal else []
        if row is not None:
            if row.before:
                told.append(f"程序读作：{row.before}")
            if row.state is CorrectionState.UNFIT:
                told.append(_WHY_UNFIT)
            told.append(f"{row.source}，第 {row.correction.line} 行")
        self.told.setText("　".join(told))
        self._make_room()

    def _make_room(self) -> None:
        """A dialog that is shown does not ask again how high words are that wrap."""
        lines = self.told.fontMetrics().lineSpacing() * 2
        self.told.setMinimumHeight(max(lines, self.told.heightForWidth(self.told.width())))

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        super().resizeEvent(event)
        self._make_room()

    def _take_back(self) -> None:
        row = self.current
        if row is not None and not self._refusal:
            self.take_back_requested.emit(row.key, row.words)

    def _go(self) -> None:
        row = self.current
        if row is not None and row.document is not None:
            self.go_requested.emit(row)
            self.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        if event.key() == Qt.Key.Key_Delete and self.back.isEnabled():
            self._take_back()
        else:
            super().keyPressEvent(event)
