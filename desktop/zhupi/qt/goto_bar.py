"""The input in which a place of the document is written (转到), and what it would go to."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import (
    QEvent,
    QObject,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QFrame,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from zhupi.gazette.spots import Spot
from zhupi.qt import fonts
from zhupi.qt.index import Index
from zhupi.qt.themes import Theme

_NAME = Qt.ItemDataRole.UserRole + 1
_WORDS = Qt.ItemDataRole.UserRole + 2
_ROW = 32
_ROWS = 8
"""Rows that are seen at once."""
_LISTED = 200
_WIDTH = 560
_EDGE = 14
_NAME_WIDTH = 150


class GotoBox(QLineEdit):
    """Enter goes, Up and Down choose, Esc leaves."""

    chosen = Signal()
    left = Signal()
    moved = Signal(int)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        key = event.key()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.chosen.emit()
        elif key == Qt.Key.Key_Escape:
            self.left.emit()
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.moved.emit(1 if key == Qt.Key.Key_Down else -1)
        else:
            super().keyPressEvent(event)


class _SpotDelegate(QStyledItemDelegate):
    """The name of a place, and the beginning of its line."""

    theme: Theme | None = None

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: ARG002, N802
        return QSize(80, _ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        if self.theme is None:
            return
        painter.save()
        rect: QRect = option.rect
        if option.state & QStyle.StateFlag.State_Selected:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self.theme.selected)
            painter.drawRoundedRect(rect.adjusted(0, 1, 0, -1), 5, 5)
        left = rect.left() + 10
        for role, bold, colour, width in (
            (_NAME, True, self.theme.ink, _NAME_WIDTH),
            (_WORDS, False, self.theme.muted, rect.right() - left - 10),
        ):
            words = index.data(role)
            if not words:
                continue
            painter.setFont(fonts.font("ui", 13, bold=bold))
            painter.setPen(colour)
            metrics = QFontMetrics(painter.font())
            room = min(width, rect.right() - left - 10)
            shown = metrics.elidedText(words, Qt.TextElideMode.ElideRight, room)
            box = QRect(left, rect.top(), room, rect.height())
            painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, shown)
            left += metrics.horizontalAdvance(shown) + 12
        painter.restore()


class GotoBar(QFrame):
    """Floats over the page. Says what is written; it is told what that may mean."""

    typed = Signal(str)
    chosen = Signal(int)
    """The offset of the place to go to."""
    left = Signal()

    def __init__(self, pane: QWidget) -> None:
        super().__init__(pane)
        self._pane = pane
        self.setObjectName("gotoBar")
        self.setAccessibleName("转到")
        self.box = GotoBox()
        self.box.setPlaceholderText("转到：¶12　第五条　二（三）　附件2　标题里的字")
        self.box.setAccessibleName("转到段号、条款或标题")
        self.box.setAccessibleDescription("上下键选择，回车前往，Esc 返回正文")
        self.fault = QLabel()
        self.fault.setObjectName("gotoFault")
        self.fault.setWordWrap(True)
        self.list = QListWidget()
        self.list.setAccessibleName("可去的地方")
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self._delegate = _SpotDelegate(self.list)
        self.list.setItemDelegate(self._delegate)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 8, 8, 8)
        column.setSpacing(6)
        for widget in (self.box, self.fault, self.list):
            column.addWidget(widget)
        self.hide()
        pane.installEventFilter(self)
        self.box.installEventFilter(self)
        self.box.textChanged.connect(self.typed)
        self.box.chosen.connect(self._on_chosen)
        self.box.left.connect(self.left)
        self.box.moved.connect(self._move)
        self.list.itemClicked.connect(lambda _item: self._on_chosen())

    def set_theme(self, theme: Theme) -> None:
        """Draw in these colours."""
        self._delegate.theme = theme
        self.list.viewport().update()

    def show_empty(self) -> None:
        """Appear with nothing written."""
        self.box.clear()
        self.show_spots((), "")
        self.show()
        self.raise_()
        self.box.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def show_spots(self, spots: Sequence[Spot], fault: str) -> None:
        """Show where it would go to, the first chosen; or why nowhere."""
        self.list.clear()
        for spot in spots[:_LISTED]:
            words = _without_mark(spot.words, spot.name)
            item = QListWidgetItem(f"{spot.name}　{words}".strip())
            item.setData(_NAME, spot.name)
            item.setData(_WORDS, words)
            item.setData(Qt.ItemDataRole.UserRole, spot.offset)
            self.list.addItem(item)
        self.list.setCurrentRow(0)
        self.list.setFixedHeight(min(len(spots), _ROWS) * _ROW + 2)
        self.list.setVisible(bool(spots))
        self.fault.setText(fault)
        self.fault.setVisible(bool(fault))
        self._lie()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        if event.type() == QEvent.Type.Resize and watched is self._pane:
            self._lie()
        elif event.type() == QEvent.Type.FocusOut and watched is self.box:
            self.hide()
        return super().eventFilter(watched, event)

    def _lie(self) -> None:
        width = min(_WIDTH, self._pane.width() - 4 * _EDGE)
        self.setFixedWidth(max(200, width))
        self.adjustSize()
        self.move((self._pane.width() - self.width()) // 2, _EDGE)

    def _move(self, step: int) -> None:
        count = self.list.count()
        if count:
            self.list.setCurrentRow((self.list.currentRow() + step) % count)

    def _on_chosen(self) -> None:
        item = self.list.currentItem()
        if item is not None:
            self.chosen.emit(item.data(Qt.ItemDataRole.UserRole))


def _without_mark(words: str, name: str) -> str:
    """Leave out of a line's beginning the mark with which the name of its place ends."""
    for at in range(len(name)):
        if words.startswith(name[at:]):
            return words[len(name) - at :].lstrip("、.． ")
    return words
