"""A note as it reads: its Markdown set in type."""

from __future__ import annotations

from PySide6.QtCore import QUrl, Signal
from PySide6.QtGui import (
    QFont,
    QMouseEvent,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextFormat,
    QTextLength,
)
from PySide6.QtWidgets import QWidget

from zhupi.annotations.markdown import Known, Piece, PieceKind, Run, pieces
from zhupi.qt import fonts
from zhupi.qt.sealed_browser import SealedBrowser
from zhupi.qt.text_layout import BREAK
from zhupi.qt.themes import Theme

_SIZE = 14
_HEADINGS = {1: 18, 2: 16, 3: 15}
_STEP = 20
"""Pixels by which a list or a quotation is set in."""


class NoteView(SealedBrowser):
    """Shows a note; a link asks to be followed, a double click to write."""

    link_requested = Signal(QUrl)
    edit_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("noteView")
        self.setAccessibleName("批注预览")
        self.setOpenLinks(False)
        self.setTabChangesFocus(False)
        self.setUndoRedoEnabled(False)
        self.document().setDocumentMargin(6)
        self._note = ""
        self._known: Known | None = None
        self._theme: Theme | None = None
        self.anchorClicked.connect(self.link_requested)

    def set_theme(self, theme: Theme) -> None:
        """Set the note in these colours."""
        self._theme = theme
        self.show_note(self._note)

    def set_known(self, known: Known) -> None:
        """Tell links that lead nowhere from others by asking ``known``."""
        self._known = known

    def show_note(self, note: str) -> None:
        """Set a note in type."""
        self._note = note
        if self._theme is None:
            return
        shown = self.verticalScrollBar().value()
        self.document().clear()
        self.document().setDefaultFont(fonts.font("ui", _SIZE))
        cursor = QTextCursor(self.document())
        cursor.beginEditBlock()
        for number, piece in enumerate(pieces(note, self._known)):
            self._set(cursor, piece, self._theme, first=number == 0)
        cursor.endEditBlock()
        self.verticalScrollBar().setValue(shown)

    def _set(self, cursor: QTextCursor, piece: Piece, theme: Theme, *, first: bool) -> None:
        block = _block_format(piece, theme)
        if first:
            cursor.setBlockFormat(block)
        else:
            cursor.insertBlock(block, QTextCharFormat())
        if piece.marker:
            cursor.insertText(f"{piece.marker}\u2002", self._look(piece, Run(""), theme))
        for run in piece.runs:
            cursor.insertText(run.text.replace("\n", BREAK), self._look(piece, run, theme))

    def _look(self, piece: Piece, run: Run, theme: Theme) -> QTextCharFormat:
        heading = piece.kind is PieceKind.HEADING
        size = _HEADINGS.get(piece.level, _SIZE) if heading else _SIZE
        made = QTextCharFormat()
        font = fonts.font("ui", size, bold=run.bold or heading)
        font.setItalic(run.italic)
        font.setStrikeOut(run.strike)
        if run.code:
            font.setFamilies(["monospace", *font.families()])
            font.setStyleHint(QFont.StyleHint.Monospace)
        made.setFont(font)
        made.setForeground(theme.muted if piece.quoted else theme.ink)
        if run.code and piece.kind is not PieceKind.CODE:
            made.setBackground(theme.hover)
        if run.broken:
            made.setForeground(theme.muted)
            made.setUnderlineStyle(QTextCharFormat.UnderlineStyle.DashUnderline)
            made.setToolTip("文库里没有它指的内容")
        if run.link is not None:
            made.setAnchor(True)
            made.setAnchorHref(run.link)
            made.setToolTip(run.link)
            made.setForeground(theme.accent)
            made.setFontUnderline(True)
        return made

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        super().mouseDoubleClickEvent(event)
        self.edit_requested.emit()


def _block_format(piece: Piece, theme: Theme) -> QTextBlockFormat:
    made = QTextBlockFormat()
    heading = piece.kind is PieceKind.HEADING
    made.setTopMargin(8 if heading else 1)
    made.setBottomMargin(3)
    made.setLineHeight(108, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
    hanging = bool(piece.marker)
    made.setLeftMargin(_STEP * (max(0, piece.depth) + piece.quoted))
    made.setTextIndent(-16 if hanging else 0)
    if piece.kind is PieceKind.CODE:
        made.setBackground(theme.hover)
    if piece.kind is PieceKind.RULE:
        made.setProperty(
            QTextFormat.Property.BlockTrailingHorizontalRulerWidth.value,
            QTextLength(QTextLength.Type.PercentageLength, 100),
        )
    return made
