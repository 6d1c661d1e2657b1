"""The notes view (批注总览): filters over a list of annotations, and what can be done with several.

::

    批注总览  1,204 条                                    [返回正文 Esc]
    [筛选原文与批注…] 标签▾ 颜色▾ 发文机关▾ 年份▾ 日期▾ 状态▾     排序▾
    ┃ 财政事权…
    ┃ …
    已选 3 条  [加标签，回车] 去标签▾ ● ● ● ● ●  划线▾  加入摘编▾  导出  删除
"""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from zhupi.qt import icons
from zhupi.qt.instead_page import InsteadPage, nothing
from zhupi.qt.note_row_view import NoteRowView
from zhupi.qt.notes_bar import NotesBar
from zhupi.qt.notes_filters import NotesFilters
from zhupi.qt.themes import Theme


class NotesPage(InsteadPage):
    """Everything of the notes view."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("批注总览", parent)
        self.filters = NotesFilters()
        self.view = NoteRowView()
        self.nothing = nothing()
        self.clear = self.filters.clear
        self.bar = NotesBar()
        layout = self.begin(self.filters.text)
        layout.addWidget(self.filters)
        layout.addWidget(self.view, 1)
        layout.addWidget(self.nothing, 1)
        layout.addWidget(self.bar)
        self.bar.hide()

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
