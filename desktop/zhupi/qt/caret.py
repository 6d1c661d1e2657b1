"""Reading and selecting with the keys alone: a caret in a text that cannot be changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRectF, Qt
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QTextCursor

from zhupi.qt.paging import turn

if TYPE_CHECKING:
    from zhupi.qt.page_pane import PagePane

_Move = QTextCursor.MoveOperation
_MOVES = {
    (Qt.Key.Key_Left, False): _Move.PreviousCharacter,
    (Qt.Key.Key_Right, False): _Move.NextCharacter,
    (Qt.Key.Key_Up, False): _Move.Up,
    (Qt.Key.Key_Down, False): _Move.Down,
    (Qt.Key.Key_Home, False): _Move.StartOfLine,
    (Qt.Key.Key_End, False): _Move.EndOfLine,
    (Qt.Key.Key_Home, True): _Move.Start,
    (Qt.Key.Key_End, True): _Move.End,
}
_PARAGRAPHS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
_WORDS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
_ALONG_THE_LINE = {Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Home, Qt.Key.Key_End}
_PAGES = {Qt.Key.Key_PageUp: -1, Qt.Key.Key_PageDown: 1}
_WIDTH = 2


class Caret:
    """Moves the text cursor of a pane with the keys, while it is on."""

    def __init__(self, pane: PagePane) -> None:
        self._pane = pane
        self.on = False
        self._line_end = -1
        """The position at which the caret stands at the end of a line, not before the next."""

    def set_on(self, *, on: bool) -> None:
        """Show the caret where it stood, if that is in sight, else in the first line in sight."""
        self.on = on
        pane = self._pane
        if on and not pane.viewport().rect().contains(pane.cursorRect().center()):
            cursor = pane.textCursor()
            cursor.setPosition(pane.map.position(pane.top_offset()))
            pane.setTextCursor(cursor)
        pane.viewport().update()

    def key(self, event: QKeyEvent) -> bool:
        """Move as a key asks; return whether it asks for that.

        While the caret is off, Shift and a key still draw a selection longer or shorter.
        """
        pressed = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        shift = bool(pressed & Qt.KeyboardModifier.ShiftModifier)
        control = bool(pressed & Qt.KeyboardModifier.ControlModifier)
        if pressed & ~(Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.ControlModifier):
            return False
        if not self.on and not (shift and self._pane.textCursor().hasSelection()):
            return False
        mode = QTextCursor.MoveMode.KeepAnchor if shift else QTextCursor.MoveMode.MoveAnchor
        key = Qt.Key(event.key())
        cursor = self._pane.textCursor()
        at_line_end, self._line_end = cursor.position() == self._line_end, -1
        if at_line_end and key in _ALONG_THE_LINE:
            # To Qt it stands before the next line: it breaks Chinese between any two characters.
            cursor.movePosition(_Move.PreviousCharacter, mode)
        if (key, control) in _MOVES:
            cursor.movePosition(_MOVES[key, control], mode)
            if key == Qt.Key.Key_End and not control:
                self._line_end = cursor.position()
        elif control and key in _WORDS:
            at = self._pane.map.offset(cursor.position())
            to = word_step(self._pane.words, at, _WORDS[key])
            cursor.setPosition(self._pane.map.position(to), mode)
        elif control and key in _PARAGRAPHS:
            back = _PARAGRAPHS[key] < 0
            inside = cursor.positionInBlock() > 0
            cursor.movePosition(
                (_Move.StartOfBlock if inside else _Move.PreviousBlock)
                if back
                else _Move.NextBlock,
                mode,
            )
        elif not control and key in _PAGES:
            cursor.setPosition(self._a_page_on(_PAGES[key]), mode)
        elif not control and key == Qt.Key.Key_Space and self.on:
            cursor.setPosition(self._a_page_on(-1 if shift else 1))
        else:
            return False
        self._pane.setTextCursor(cursor)
        return True

    def _a_page_on(self, step: int) -> int:
        """Turn the page; return the position at the same height."""
        pane = self._pane
        rect = pane.cursorRect()
        if not turn(pane, step):  # the first page or the last
            edge = _Move.Start if step < 0 else _Move.End
            cursor = pane.textCursor()
            cursor.movePosition(edge)
            return cursor.position()
        height = min(
            max(rect.center().y(), rect.height()), pane.viewport().height() - rect.height()
        )
        return pane.cursorForPosition(QPoint(rect.center().x(), height)).position()

    def paint(self, painter: QPainter, colour: QColor) -> None:
        """Paint the caret; fainter while the keys go elsewhere."""
        if self.on:
            drawn = QColor(colour)
            drawn.setAlphaF(1.0 if self._pane.hasFocus() else 0.35)
            rect = QRectF(self._pane.cursorRect())
            cursor = self._pane.textCursor()
            if cursor.position() == self._line_end and cursor.positionInBlock():
                cursor.movePosition(_Move.PreviousCharacter)
                before = QRectF(self._pane.cursorRect(cursor))
                if before.top() < rect.top():
                    rect = before.translated(self._pane.advance(cursor), 0)
            height = min(rect.height(), self._pane.fontMetrics().height() * 3.0)
            painter.fillRect(QRectF(rect.left() - 1, rect.top(), _WIDTH, height), drawn)


def word_step(text: str, at: int, step: int) -> int:
    """Return the next place at which a run of Chinese, of Latin and digits, or of signs begins.

    Backwards with a ``step`` of -1. Chinese has no spaces: a run of it ends at the next
    punctuation. White space belongs to the run before it.
    """
    end = len(text) if step > 0 else 0
    if step > 0:
        if at < end:
            kind = _kind(text[at])
            while at < end and _kind(text[at]) == kind:
                at += 1
        while at < end and text[at].isspace():
            at += 1
        return at
    while at > end and text[at - 1].isspace():
        at -= 1
    if at > end:
        kind = _kind(text[at - 1])
        while at > end and _kind(text[at - 1]) == kind:
            at -= 1
    return at


def _kind(char: str) -> str:
    if char.isspace():
        return "space"
    if not char.isalnum():
        return "sign"
    return "latin" if char.isascii() else "han"
