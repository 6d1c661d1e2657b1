"""The notes view (批注总览): filters over a list of annotations, and what can be done with several.

::

    批注总览  1,204 条                                    [返回正文 Esc]
    [筛选原文与批注…] 标签▾ 颜色▾ 发文机关▾ 年份▾ 日期▾ 状态▾     排序▾
    ┃ 财政事权…
    ┃ …
    已选 3 条  [加标签，回车] 去标签▾ ● ● ● ● ●  划线▾  加入摘编▾  导出  删除
"""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from zhupi.qt import icons
from zhupi.qt.note_row_view import NoteRowView
from zhupi.qt.notes_bar import NotesBar
from zhupi.qt.notes_filters import NotesFilters
from zhupi.qt.themes import Theme


class NotesPage(QWidget):
    """Everything of the notes view."""

    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("notesPage")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        title = QLabel("批注总览")
        title.setObjectName("pageTitle")
        self.count = QLabel()
        self.count.setObjectName("pageCount")
        self.back = QPushButton("返回正文　Esc")
        self.back.setProperty("quiet", "true")
        self.back.clicked.connect(self.left)
        self.filters = NotesFilters()
        self.view = NoteRowView()
        self.nothing = QLabel()
        self.nothing.setObjectName("hint")
        self.nothing.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        self.nothing.setContentsMargins(24, 90, 24, 0)
        self.clear = self.filters.clear
        self.bar = NotesBar()
        head = QHBoxLayout()
        head.setContentsMargins(24, 16, 14, 4)
        head.setSpacing(10)
        head.addWidget(title)
        head.addWidget(self.count)
        head.addSpacing(6)
        head.addWidget(self.filters.text, 3)
        head.addStretch(1)
        head.addWidget(self.back)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2)
        layout.addLayout(head)
        layout.addWidget(self.filters)
        layout.addWidget(self.view, 1)
        layout.addWidget(self.nothing, 1)
        layout.addWidget(self.bar)
        self.bar.hide()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        if event.key() == Qt.Key.Key_Escape:
            if self.filters.text.hasFocus() and self.filters.text.text():
                self.filters.text.clear()
            else:
                self.left.emit()
        else:
            super().keyPressEvent(event)

    def show_total(self, total: int) -> None:
        """Begin a list of so many."""
        self.view.rows.set_total(total)
        self.count.setText(f"{total:,} 条")
        self.view.setVisible(total > 0)
        self.nothing.setVisible(total == 0)
        self.clear.setVisible(self.filters.narrowed)
        self.nothing.setText(
            "没有符合条件的批注。\n放宽筛选条件试试。"
            if self.filters.narrowed
            else "还没有批注。\n在正文里选中文字，按 H 标记，按 N 写批注。"
        )

    def set_theme(self, theme: Theme) -> None:
        """Draw in these colours."""
        self.view.delegate.theme = theme
        self.view.delegate.forget()
        self.view.viewport().update()
        self.bar.set_theme(theme)
        icons.dress_clear_button(self.filters.text, theme.muted)
