"""Two texts in one: what was removed is struck out, what was added is underlined.

::

    对照  第 1 处，共 12 处不同                                   [返回正文 Esc]
    甲  《…》（国发〔2016〕49号）　一.txt
    乙  《…》（国发〔2016〕49号）　二.txt
    [上一处 [ ] [下一处 ] ] [对调甲乙]  ☐ 只看不同的段落
    ……
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import (
    QColor,
    QKeyEvent,
    QResizeEvent,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextOption,
)
from PySide6.QtWidgets import (
    QCheckBox,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QTextBrowser,
    QTextEdit,
    QWidget,
)

from zhupi.annotations.model import Colour
from zhupi.library.comparing import Change, Compared
from zhupi.library.model import CatalogRow
from zhupi.qt import fonts
from zhupi.qt.instead_page import InsteadPage
from zhupi.qt.themes import Theme
from zhupi.qt.titles import citation

_SIZE = 16
_LINE = 150
"""Line height in percent."""
_COLUMN = 44
"""Characters of the widest line."""
_MARGIN = 28


class ComparePage(InsteadPage):
    """Shows two texts compared, and walks from difference to difference."""

    swap_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("对照", parent)
        self.sides = QLabel()
        self.sides.setTextFormat(Qt.TextFormat.RichText)
        self.sides.setWordWrap(True)
        self.sides.setContentsMargins(24, 0, 24, 6)
        self.only = QCheckBox("只看不同的段落")
        self.previous = _button("上一处　[", "到前一处不同")
        self.next = _button("下一处　]", "到后一处不同")
        self.swap = _button("对调甲乙", "以另一件为底本")
        self.text = QTextBrowser()
        self.text.setObjectName("readingPane")
        self.text.setAccessibleName("对照结果")
        self.text.setOpenLinks(False)
        self._found: tuple[Compared, ...] = ()
        self._rows: tuple[CatalogRow, CatalogRow] | None = None
        self._stretches: list[tuple[int, int]] = []
        self._here = -1
        self._theme: Theme | None = None
        self._lay_out()
        self.only.toggled.connect(lambda _on: self._show())
        self.previous.clicked.connect(lambda: self.step(-1))
        self.next.clicked.connect(lambda: self.step(1))
        self.swap.clicked.connect(self.swap_requested)

    def _lay_out(self) -> None:
        bar = QHBoxLayout()
        bar.setContentsMargins(16, 0, 24, 4)
        bar.setSpacing(4)
        for widget in (self.previous, self.next, self.swap):
            bar.addWidget(widget)
        bar.addSpacing(10)
        bar.addWidget(self.only)
        bar.addStretch(1)
        layout = self.begin()
        layout.addWidget(self.sides)
        layout.addLayout(bar)
        layout.addWidget(self.text, 1)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        steps = {Qt.Key.Key_BracketRight: 1, Qt.Key.Key_BracketLeft: -1}
        if event.key() in steps:
            self.step(steps[Qt.Key(event.key())])
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """No line is longer than is good to read."""
        side = max(_MARGIN, (self.text.width() - _COLUMN * _SIZE) // 2)
        self.text.setViewportMargins(side, _MARGIN // 2, side, 0)

    def wait(self, rows: tuple[CatalogRow, CatalogRow]) -> None:
        """Two texts are being compared."""
        self._rows, self._found, self._stretches = rows, (), []
        self.count.setText("正在对照…")
        self.text.clear()
        self._show_sides()

    def show_found(self, found: Sequence[Compared]) -> None:
        """Show what came of it, from the first difference on."""
        self._found = tuple(found)
        self._show()
        self.step(1)

    def set_theme(self, theme: Theme) -> None:
        """Draw in these colours."""
        self._theme = theme
        self._show_sides()
        self._show()

    def step(self, step: int) -> None:
        """Go to the next difference or the one before, around the ends."""
        if not self._stretches:
            return
        self._here = (max(self._here, -1) + step) % len(self._stretches)
        start, end = self._stretches[self._here]
        cursor = QTextCursor(self.text.document())
        cursor.setPosition(start)
        self.text.setTextCursor(cursor)
        rect = self.text.cursorRect(cursor)
        bar = self.text.verticalScrollBar()
        bar.setValue(bar.value() + rect.top() - self.text.viewport().height() // 3)
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        mark = QTextEdit.ExtraSelection()
        mark.cursor = cursor
        if self._theme is not None:
            # Struck out and underlined stay so.
            mark.format.setBackground(self._theme.selection)
        self.text.setExtraSelections([mark])
        self.count.setText(f"第 {self._here + 1} 处，共 {len(self._stretches)} 处不同")

    # Drawing

    def _show_sides(self) -> None:
        if self._rows is None or self._theme is None:
            return
        removed, added = (self._format(one) for one in (Change.REMOVED, Change.ADDED))
        lines = []
        for name, row, style in (("甲", self._rows[0], removed), ("乙", self._rows[1], added)):
            ground, ink = style.background().color().name(), style.foreground().color().name()
            mark = "line-through" if style.fontStrikeOut() else "underline"
            lines.append(
                f'<span style="background:{ground};color:{ink};text-decoration:{mark}">'
                f"{name}</span>　{_plain(citation(row))}　"
                f'<span style="color:{self._theme.muted.name()}">{_plain(row.source)}</span>'
            )
        lines.append(
            f'<span style="color:{self._theme.muted.name()}">'
            "划去的只在甲，加下划线的只在乙。</span>"
        )
        self.sides.setText("<br>".join(lines))

    def _show(self) -> None:
        if self._theme is None:
            return
        self._stretches, self._here = [], -1
        document = self.text.document()
        document.clear()
        document.setDefaultFont(fonts.font("body", _SIZE))
        document.setDocumentMargin(0)
        self._fit()
        document.setDefaultTextOption(QTextOption(Qt.AlignmentFlag.AlignJustify))
        cursor = QTextCursor(document)
        cursor.beginEditBlock()
        block = QTextBlockFormat()
        block.setLineHeight(_LINE, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        block.setBottomMargin(4)
        cursor.setBlockFormat(block)
        passed = 0
        for one in self._found:
            if self.only.isChecked() and not one.changed:
                passed += 1
                continue
            self._passed_over(cursor, passed)
            passed = 0
            self._insert(cursor, one)
        self._passed_over(cursor, passed)
        cursor.endEditBlock()
        self._count()

    def _count(self) -> None:
        number = len(self._stretches)
        if self._found:
            self.count.setText(f"{number} 处不同" if number else "两件的文字完全相同")
        for button in (self.previous, self.next):
            button.setEnabled(bool(number))

    def _insert(self, cursor: QTextCursor, one: Compared) -> None:
        start = -1
        for piece in one.pieces:
            if piece.change is Change.SAME:
                start = -1
            elif start < 0:
                start = cursor.position()
                self._stretches.append((start, start))
            cursor.insertText(piece.text.replace("\n", "\u2028"), self._format(piece.change))
            if start >= 0:
                self._stretches[-1] = (start, cursor.position())
        cursor.insertBlock()

    def _passed_over(self, cursor: QTextCursor, number: int) -> None:
        if number and self._theme is not None:
            quiet = QTextCharFormat()
            quiet.setForeground(self._theme.faint)
            cursor.insertText(f"……（{number} 段相同）", quiet)
            cursor.insertBlock()

    def _format(self, change: Change) -> QTextCharFormat:
        made = QTextCharFormat()
        if self._theme is None:
            return made
        made.setForeground(self._theme.ink)
        if change is not Change.SAME:
            removed = change is Change.REMOVED
            look = self._theme.marks[Colour.RED if removed else Colour.GREEN]
            made.setBackground(QColor(look.fill))
            made.setFontStrikeOut(removed)
            made.setFontUnderline(not removed)
        return made


def _button(words: str, tip: str) -> QPushButton:
    made = QPushButton(words)
    made.setProperty("quiet", "true")
    made.setToolTip(tip)
    made.setAccessibleName(tip)
    return made


def _plain(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;")
