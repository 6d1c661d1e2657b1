"""What can be done with the annotations selected in the notes view."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import QMargins, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QMenu, QToolButton, QWidget

from zhupi.annotations.markdown import clean_tags
from zhupi.annotations.model import Colour, Style
from zhupi.annotations.notebooks import Notebook
from zhupi.qt import icons
from zhupi.qt.dots import dot
from zhupi.qt.flow_layout import FlowLayout
from zhupi.qt.tag_line import TagLine
from zhupi.qt.themes import Theme

_MOST_TAGS = 30
"""So many tags are offered to be taken off."""


class NotesBar(QFrame):
    """Says what is asked for; it is shown while something is selected."""

    tags_requested = Signal(list)
    untag_requested = Signal(str)
    colour_requested = Signal(str)
    style_requested = Signal(str)
    notebook_requested = Signal(str)
    """The id of a notebook; empty for a new one."""
    export_requested = Signal()
    delete_requested = Signal()
    cleared = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("notesBar")
        self.setAccessibleName("所选批注")
        self.count = QLabel()
        self.count.setObjectName("barCount")
        self.tags = TagLine()
        self.tags.setPlaceholderText("加标签，回车")
        self.tags.setFixedWidth(150)
        self.tags.returnPressed.connect(self._take_tags)
        self.untag = self._menu_button("去标签")
        self.styles = self._menu_button("样式")
        for words, style in (("高亮", Style.HIGHLIGHT), ("划线", Style.UNDERLINE)):
            action = self.styles.menu().addAction(words)
            action.triggered.connect(self._ask(self.style_requested.emit, style.value))
        self.notebooks = self._menu_button("加入摘编")
        self.export = self._button("导出…", self.export_requested.emit)
        self.delete = self._button("删除", self.delete_requested.emit)
        self.dots = {colour: self._dot(colour) for colour in Colour}
        self.colours = QWidget()
        beside = QHBoxLayout(self.colours)
        beside.setContentsMargins(0, 0, 0, 0)
        beside.setSpacing(0)
        for button in self.dots.values():
            beside.addWidget(button)
        row = FlowLayout(self, QMargins(24, 8, 18, 8), 6)
        for widget in (
            self.count,
            self.tags,
            self.untag,
            self.colours,
            self.styles,
            self.notebooks,
            self.export,
            self.delete,
        ):
            row.addWidget(widget)

    def _button(self, words: str, act: Callable[[], None]) -> QToolButton:
        button = QToolButton()
        button.setText(words)
        button.clicked.connect(act)
        return button

    def _menu_button(self, words: str) -> QToolButton:
        button = QToolButton()
        button.setText(words)
        button.setMenu(QMenu(button))
        button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        return button

    def _dot(self, colour: Colour) -> QToolButton:
        button = QToolButton()
        button.setIconSize(QSize(18, 18))
        button.clicked.connect(self._ask(self.colour_requested.emit, colour.value))
        return button

    def _ask(self, emit: Callable[[str], None], value: str) -> Callable[[], None]:
        return lambda: emit(value)

    def set_theme(self, theme: Theme) -> None:
        """Draw in these colours."""
        for colour, button in self.dots.items():
            mark = theme.marks[colour]
            button.setIcon(dot(mark.fill, mark.edge))
        self.delete.setIcon(icons.icon("trash", theme.ink, 16))
        self.delete.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)

    def set_meanings(self, meanings: Mapping[Colour, str]) -> None:
        """Name the colours."""
        for colour, button in self.dots.items():
            button.setToolTip(f"改为{meanings[colour]}")
            button.setAccessibleName(f"改为{meanings[colour]}")

    def set_read_only(self) -> None:
        """Offer only what changes nothing in the library."""
        for widget in (self.tags, self.untag, self.colours, self.styles, self.notebooks):
            widget.hide()
        self.delete.hide()

    def set_tags(self, tags: Sequence[str]) -> None:
        """Offer these to be taken off."""
        menu = self.untag.menu()
        menu.clear()
        for tag in tags[:_MOST_TAGS]:
            action = menu.addAction(f"#{tag}".replace("&", "&&"))
            action.triggered.connect(self._ask(self.untag_requested.emit, tag))
        self.untag.setEnabled(bool(tags))

    def set_notebooks(self, notebooks: Sequence[Notebook]) -> None:
        """Offer these to be added to."""
        menu = self.notebooks.menu()
        menu.clear()
        for notebook in notebooks:
            action = menu.addAction(notebook.name.replace("&", "&&"))
            action.triggered.connect(self._ask(self.notebook_requested.emit, notebook.id))
        if notebooks:
            menu.addSeparator()
        action = menu.addAction("新建摘编…")
        action.triggered.connect(self._ask(self.notebook_requested.emit, ""))

    def show_count(self, count: int) -> None:
        """Say how many are selected; nothing can be done with none."""
        self.count.setText(f"已选 {count:,} 条")
        self.setVisible(count > 0)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        if event.key() == Qt.Key.Key_Escape:
            self.cleared.emit()
        else:
            super().keyPressEvent(event)

    def _take_tags(self) -> None:
        tags = clean_tags([self.tags.text()])
        if tags:
            self.tags.setText("")  # with nothing left to undo in the line itself
            self.tags_requested.emit(list(tags))
