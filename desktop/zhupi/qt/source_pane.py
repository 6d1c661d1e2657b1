"""The raw lines of a source: scrolled, walked through, selected from and copied."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QGuiApplication,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QToolTip, QWidget

from zhupi.gazette.model import Lines
from zhupi.qt.raw_layout import Place, RawLayout
from zhupi.qt.raw_sheet import RawSheet, repair_words
from zhupi.qt.source_caret import target
from zhupi.qt.source_paint import Metrics, Shown, SourcePainter
from zhupi.qt.themes import Theme
from zhupi.qt.zoom_wheel import ZoomWheel

_Key = Qt.Key


class SourcePane(QAbstractScrollArea):
    """Shows a `RawSheet`; the text cannot be changed."""

    line_chosen = Signal(int)
    """The caret was put on another line, by mouse or key."""
    scrolled = Signal()
    left = Signal()
    """Escape was pressed, and nothing was selected."""
    menu_requested = Signal(QPoint)
    zoom_requested = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("sourcePane")
        self.setAccessibleName("原文")
        self.setFrameShape(QAbstractScrollArea.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.viewport().setCursor(Qt.CursorShape.IBeamCursor)
        self._theme: Theme | None = None
        self._size = 15
        self._sheet: RawSheet | None = None
        self._layout: RawLayout | None = None
        self._metrics = Metrics(self._size, 4)
        self._painter: SourcePainter | None = None
        self._shown = Shown()
        self._anchor: Place = (1, 0)
        self._wheel = ZoomWheel()
        self.verticalScrollBar().valueChanged.connect(self._on_scrolled)
        self.customContextMenuRequested.connect(self._on_menu)

    # What is shown

    @property
    def sheet(self) -> RawSheet | None:
        """What is shown."""
        return self._sheet

    @property
    def current_line(self) -> int:
        """The line of the caret."""
        return self._shown.caret[0]

    def show_sheet(self, sheet: RawSheet | None) -> None:
        """Show another text, or none."""
        self._sheet = sheet
        self._shown = Shown()
        self._anchor = (1, 0)
        if sheet is None:
            self._layout = self._painter = None
        self._lay()
        if sheet is not None:
            self.put_caret((min(sheet.lines[0], sheet.last), 0))

    def set_look(self, theme: Theme, size: int) -> None:
        """Draw in these colours, the lines at ``size`` pixels."""
        self._theme, self._size = theme, size
        self._lay()

    def show_block(self, lines: Lines | None) -> None:
        """Let the lines of a block stand out."""
        if lines != self._shown.block:
            self._shown.block = lines
            self.viewport().update()

    def show_line(self, line: int, *, at_top: bool = False) -> None:
        """Bring a line into sight, or to the top."""
        if self._layout is None or self._sheet is None:
            return
        line = min(max(1, line), self._sheet.last)
        top = self._layout.top(line) * self._metrics.unit
        bottom = self._layout.bottom(line) * self._metrics.unit
        bar, height = self.verticalScrollBar(), self.viewport().height()
        if at_top:
            bar.setValue(top - self._metrics.unit)
        elif (
            not bar.value() + self._metrics.row
            <= top
            <= bottom
            <= (bar.value() + height - self._metrics.row)
        ):
            bar.setValue(top - height // 4)

    def top_line(self) -> int:
        """The first line in sight."""
        if self._layout is None:
            return 1
        return self._layout.line_at((self.verticalScrollBar().value() + 2) / self._metrics.unit + 1)

    # Places

    def put_caret(self, place: Place, *, keep_anchor: bool = False) -> None:
        """Put the caret somewhere; with ``keep_anchor`` what lies between is selected."""
        if self._sheet is None:
            return
        before = self._shown.caret[0]
        line = min(max(1, place[0]), self._sheet.last)
        place = (line, min(max(0, place[1]), len(self._sheet.line(line))))
        self._shown.caret = place
        if not keep_anchor:
            self._anchor = place
        self._shown.selection = (
            None if self._anchor == place else (min(self._anchor, place), max(self._anchor, place))
        )
        if line != before:
            self.setAccessibleDescription(self.words_of(line))
        self.viewport().update()

    def selected_text(self) -> str:
        """The raw characters that are selected, exactly as they were decoded."""
        if self._shown.selection is None or self._sheet is None:
            return ""
        (first, begin), (last, end) = self._shown.selection
        lines = [self._sheet.line(number) for number in range(first, last + 1)]
        lines[-1] = lines[-1][:end]
        lines[0] = lines[0][begin:]
        return "\n".join(lines)

    def copy(self) -> None:
        """Copy what is selected, or the line of the caret."""
        if self._sheet is not None:
            text = self.selected_text() or self._sheet.line(self.current_line)
            QGuiApplication.clipboard().setText(text)

    def select_all(self) -> None:
        """Select the whole source."""
        if self._sheet is not None:
            self.put_caret((1, 0))
            self.put_caret(
                (self._sheet.last, len(self._sheet.line(self._sheet.last))), keep_anchor=True
            )

    def words_of(self, line: int) -> str:
        """A line for people who hear it: number, words, and what is to be told of it."""
        if self._sheet is None:
            return ""
        told = [remark.words for remark in self._sheet.remarks.get(line, ())]
        text = self._sheet.line(line).strip() or "空行"
        return "；".join([f"第 {line} 行：{text}", *told])

    def _lay(self) -> None:
        if self._sheet is None or self._theme is None:
            self.verticalScrollBar().setRange(0, 0)
            self.viewport().update()
            return
        top = self.top_line()
        self._metrics = Metrics(self._size, max(4, len(str(self._sheet.last))))
        columns = self._metrics.columns(self.viewport().width())
        if self._layout is None or (self._layout.sheet, self._layout.columns) != (
            self._sheet,
            columns,
        ):
            self._layout = RawLayout(self._sheet, columns)
        self._painter = SourcePainter(self._theme, self._metrics, self._layout)
        self._fit_bar()
        self.show_line(top, at_top=True)
        self.viewport().update()

    def _fit_bar(self) -> None:
        if self._layout is not None:
            height = self.viewport().height()
            bar = self.verticalScrollBar()
            # The last lines can be brought to the top too, so that both sides stay in step.
            bar.setRange(0, max(0, self._layout.height * self._metrics.unit - self._metrics.row))
            bar.setPageStep(height)
            bar.setSingleStep(self._metrics.row)

    def _place_at(self, point: QPoint) -> Place:
        if self._layout is None:
            return (1, 0)
        unit = (point.y() + self.verticalScrollBar().value()) / self._metrics.unit
        return self._layout.place(unit, (point.x() - self._metrics.left) / self._metrics.cell)

    def _on_scrolled(self) -> None:
        self.viewport().update()
        self.scrolled.emit()

    # Events

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        if self._painter is None or self._layout is None or self._sheet is None:
            return
        painter = QPainter(self.viewport())
        shift, unit = self.verticalScrollBar().value(), self._metrics.unit
        self._shown.focused = self.hasFocus()
        line = self._layout.line_at((event.rect().top() + shift) / unit)
        size = self.viewport().size()
        while line <= self._sheet.last:
            top = self._layout.top(line) * unit - shift
            if top > event.rect().bottom():
                break
            self._painter.paint(painter, line, top, size, self._shown)
            line += 1
        if self._shown.focused:
            painter.fillRect(0, 0, size.width(), 2, self._painter.accent)
        painter.end()

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802
        super().focusOutEvent(event)
        self.viewport().update()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self._lay()
        else:
            self._fit_bar()

    def viewportEvent(self, event: QEvent) -> bool:  # noqa: N802
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            words = self._told_at(event.pos())
            if words:
                QToolTip.showText(event.globalPos(), words, self)
            else:
                QToolTip.hideText()
            return True
        return bool(super().viewportEvent(event))

    def _told_at(self, point: QPoint) -> str:
        """What is to be told of a point: the repair there, else all of its line."""
        if self._sheet is None:
            return ""
        line, column = self._place_at(point)
        for made in self._sheet.mended.get(line, ()):
            if made.columns is not None and made.columns[0] <= column <= made.columns[1]:
                code = " ".join(f"U+{ord(char):04X}" for char in made.repair.before)
                return f"{repair_words(made.repair)}\n原文字符 {code}"
        return "\n".join(remark.words for remark in self._sheet.remarks.get(line, ()))

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        if event.button() is Qt.MouseButton.LeftButton:
            shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self.put_caret(self._place_at(event.position().toPoint()), keep_anchor=shift)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        if event.buttons() & Qt.MouseButton.LeftButton:
            point = event.position().toPoint()
            self.put_caret(self._place_at(point), keep_anchor=True)
            edge = self.viewport().height()
            if not 0 <= point.y() <= edge:
                bar = self.verticalScrollBar()
                bar.setValue(bar.value() + (point.y() if point.y() < 0 else point.y() - edge))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        if event.button() is Qt.MouseButton.LeftButton and self._shown.selection is None:
            self.line_chosen.emit(self.current_line)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        if self._sheet is not None and event.button() is Qt.MouseButton.LeftButton:
            line = self._place_at(event.position().toPoint())[0]
            self.put_caret((line, 0))
            self.put_caret((line, len(self._sheet.line(line))), keep_anchor=True)

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            steps = self._wheel.turn(event.angleDelta().y())
            if steps:
                self.zoom_requested.emit(steps)
            event.accept()
        else:
            self._wheel.rest()
            super().wheelEvent(event)

    def _on_menu(self, point: QPoint) -> None:
        if self._shown.selection is None:
            self.put_caret(self._place_at(point))
        self.menu_requested.emit(point)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if event.key() == _Key.Key_Escape:
            if self._shown.selection is not None:
                self.put_caret(self._shown.caret)
            else:
                self.left.emit()
        elif control and event.key() == _Key.Key_C:
            self.copy()
        elif control and event.key() == _Key.Key_A:
            self.select_all()
        elif event.key() == _Key.Key_Menu or (event.key() == _Key.Key_C and not event.modifiers()):
            self.menu_requested.emit(self._caret_point())
        elif not self._walk(event, control=control):
            super().keyPressEvent(event)

    def _caret_point(self) -> QPoint:
        if self._layout is None:
            return QPoint()
        y = self._layout.top(self.current_line) * self._metrics.unit
        return QPoint(self._metrics.left, y - self.verticalScrollBar().value() + self._metrics.row)

    def _walk(self, event: QKeyEvent, *, control: bool) -> bool:
        """Move the caret as a key asks; return whether it asks for that."""
        if self._layout is None:
            return False
        page = self.viewport().height() // self._metrics.unit
        key = _Key(event.key())
        place = target(self._layout, self._shown.caret, key, control=control, page=page)
        if place is None:
            return False
        before = self.current_line
        shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        self.put_caret(place, keep_anchor=shift)
        self.show_line(self.current_line)
        if not shift and self.current_line != before:
            self.line_chosen.emit(self.current_line)
        return True
