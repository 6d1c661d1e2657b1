"""Over the tree: the filter, the switch between bodies and gazette issues, a small menu."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QLineEdit,
    QMenu,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from zhupi.qt import icons
from zhupi.qt.themes import Theme

BY_ISSUER = "issuer"
BY_ISSUE = "issue"
_ORDERS = {"number": "同一年内按文号", "date": "同一年内按日期"}


class CatalogHead(QWidget):
    """Says what is wanted of the tree; shows what it is told."""

    arranged = Signal(str, str)
    """By what the tree is built, and what the documents of a year are ordered by."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.filter_box = QLineEdit()
        self.filter_box.setPlaceholderText("筛选目录：标题、文号、拼音首字母")
        self.filter_box.setClearButtonEnabled(True)
        self.filter_box.setAccessibleName("筛选目录，按标题、文号或拼音首字母")
        self.filter_box.setToolTip("可以写几个词，都有的才显示；czsq 找到“财政事权”（Ctrl+L）")
        self._by = QButtonGroup(self)
        self.by_issuer = self._segment("机关", "按发文机关和年份排列")
        self.by_issue = self._segment("公报", "按公报各期的目次排列")
        self.by_issuer.setChecked(True)
        self.menu = QMenu(self)
        self.more = QToolButton()
        self.more.setToolTip("目录的排列与专题")
        self.more.setAccessibleName("目录的排列与专题")
        self.more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.more.setMenu(self.menu)
        self._order = "number"
        self._orders: dict[str, QAction] = {}
        self._fill_menu()
        self._lay_out()
        self._by.buttonClicked.connect(lambda _button: self._say())

    def set_actions(self, actions: dict[str, QAction]) -> None:
        """Take the actions that stand in the menu."""
        self.menu.addSeparator()
        self.menu.addAction(actions["new_collection"])

    def show_arrangement(self, by: str, order: str) -> None:
        """Show what was chosen."""
        (self.by_issue if by == BY_ISSUE else self.by_issuer).setChecked(True)
        self._order = order if order in _ORDERS else "number"
        self._orders[self._order].setChecked(True)
        for action in self._orders.values():
            action.setEnabled(by != BY_ISSUE)

    @property
    def by(self) -> str:
        """What the tree is built by."""
        return BY_ISSUE if self.by_issue.isChecked() else BY_ISSUER

    def set_theme(self, theme: Theme) -> None:
        """Draw in these colours."""
        icons.dress_clear_button(self.filter_box, theme.muted)
        self.more.setIcon(icons.icon("more", theme.muted))

    def _segment(self, words: str, tip: str) -> QToolButton:
        made = QToolButton()
        made.setText(words)
        made.setToolTip(tip)
        made.setAccessibleName(tip)
        made.setCheckable(True)
        made.setProperty("segment", "true")  # as the style sheet knows it
        made.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._by.addButton(made)
        return made

    def _fill_menu(self) -> None:
        group = QActionGroup(self)
        for order, words in _ORDERS.items():
            action = self.menu.addAction(words)
            action.setCheckable(True)
            action.triggered.connect(lambda _=False, order=order: self._choose(order))
            group.addAction(action)
            self._orders[order] = action
        self._orders[self._order].setChecked(True)

    def _choose(self, order: str) -> None:
        self._order = order
        self._say()

    def _say(self) -> None:
        for action in self._orders.values():
            action.setEnabled(self.by != BY_ISSUE)
        self.arranged.emit(self.by, self._order)

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 0, 12, 0)
        layout.setSpacing(6)
        layout.addWidget(self.filter_box)
        line = QHBoxLayout()
        line.setSpacing(2)
        line.addWidget(self.by_issuer)
        line.addWidget(self.by_issue)
        line.addStretch(1)
        line.addWidget(self.more)
        layout.addLayout(line)
