"""Setting a document as a printed page of a gazette would: a `QTextDocument` and its `TextMap`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil

from PySide6.QtCore import Qt
from PySide6.QtGui import (
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFrameFormat,
    QTextLength,
    QTextTableFormat,
)

from zhupi.gazette.model import Block, BlockKind, Document
from zhupi.qt import fonts
from zhupi.qt.positions import Run, TextMap, Units
from zhupi.qt.themes import Theme

COLUMN = 36
"""Characters in a line of the reading column."""
LINE_HEIGHT = 1.7

_SHORT_CELL = 10
"""Characters of the longest cell of a column that need not be wrapped."""

_LINE_BREAK = "\u2028"
_UNFIT = re.compile("[\r\u2028\u2029\ufdd0\ufdd1\ufffc\ud800-\udfff]")
"""Characters that Qt would take as a break, a frame or an object, or that it cannot hold."""


@dataclass(frozen=True)
class Look:
    """What the page is set with; sizes in pixels.

    ``room`` is how many characters a line has room for where the pane is narrower than the column:
    titles are parted into lines for it.
    """

    theme: Theme
    size: int = 18
    column: int = COLUMN
    room: int = COLUMN

    @property
    def width(self) -> int:
        """The width of the column."""
        return self.column * self.size


@dataclass
class Page:
    """A document set in type. ``starts`` are the positions of the document's blocks."""

    text: QTextDocument
    map: TextMap
    starts: list[int]


@dataclass(frozen=True)
class _Style:
    """How one kind of block is set; lengths in characters of the body."""

    role: str = "body"
    scale: float = 1.0
    bold: bool = False
    align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignJustify
    indent: int = 0
    above: float = 0.0
    below: float = 0.28
    right: int = 0
    muted: bool = False
    height: float = LINE_HEIGHT


_CENTRE = Qt.AlignmentFlag.AlignHCenter
_LEFT = Qt.AlignmentFlag.AlignLeft
_RIGHT = Qt.AlignmentFlag.AlignRight
_K = BlockKind

_STYLES: dict[BlockKind, _Style] = {
    _K.TITLE: _Style("title", 1.5, bold=True, align=_CENTRE, above=1.2, below=0.7, height=1.6),
    _K.NUMBER: _Style("body", 0.9, align=_CENTRE, below=1.3, muted=True),
    _K.ADDRESSEES: _Style(below=0.28),
    _K.PARAGRAPH: _Style(indent=2),
    _K.ITEM: _Style(indent=2),
    _K.SIGNOFF: _Style(align=_RIGHT, above=1.4, below=0.1, right=2),
    _K.DATE: _Style(align=_RIGHT, below=1.0, right=2),
    _K.ENCLOSURE_TITLE: _Style(
        "title", 1.28, bold=True, align=_CENTRE, above=2.6, below=1.0, height=1.6
    ),
    _K.ATTACHMENT_NOTE: _Style(indent=2, above=0.8),
    _K.ATTACHMENT_LABEL: _Style("hei", align=_LEFT, above=2.4),
    _K.ATTACHMENT_TITLE: _Style(
        "title", 1.22, bold=True, align=_CENTRE, above=0.8, below=1.0, height=1.6
    ),
    _K.MASTHEAD: _Style("hei", 0.78, align=_CENTRE, muted=True, below=0.8),
    _K.SOURCE_NOTE: _Style(scale=0.84, muted=True, indent=2),
    _K.REMARK: _Style(indent=2, muted=True),
    _K.COPIES: _Style(scale=0.84, muted=True, above=0.4),
    _K.TABLE: _Style("body", 0.84, align=_LEFT, below=0.0, height=1.5),
}
_HEADINGS = {
    1: _Style("hei", 1.05, bold=True, align=_LEFT, indent=2, above=1.1, below=0.4),
    2: _Style("kai", 1.0, bold=True, align=_LEFT, indent=2, above=0.5),
    3: _Style("body", bold=True, align=_LEFT, indent=2, above=0.2),
    4: _Style("body", align=_LEFT, indent=2),
}
_TITLES = {_K.TITLE, _K.ENCLOSURE_TITLE, _K.ATTACHMENT_TITLE}


def typeset(
    document: Document, look: Look, title_lines: dict[int, Sequence[str]] | None = None
) -> Page:
    """Set the document. ``title_lines``: by block index, a title's lines as they were printed."""
    return _Setter(document, look, title_lines or {}).page()


class _Setter:
    """Builds one page; used once."""

    def __init__(
        self, document: Document, look: Look, title_lines: dict[int, Sequence[str]]
    ) -> None:
        self._document = document
        self._look = look
        self._title_lines = title_lines
        self._runs: list[Run] = []
        self._starts: list[int] = []
        self._run_in = {heading.block: heading for heading in document.headings if heading.run_in}
        self._text = QTextDocument()
        self._text.setUndoRedoEnabled(False)
        self._text.setDocumentMargin(0)
        self._text.setDefaultFont(fonts.font("body", look.size))
        self._cursor = QTextCursor(self._text)
        self._fresh = True
        """Whether the cursor stands in an empty block that is still to be used."""

    def page(self) -> Page:
        self._cursor.beginEditBlock()
        numbered = zip(self._document.blocks, self._document.block_starts, strict=True)
        for index, (block, start) in enumerate(numbered):
            if block.kind is BlockKind.TABLE:
                self._table(block, start)
            else:
                self._block(index, block, start)
        self._cursor.endEditBlock()
        return Page(self._text, TextMap(self._runs), self._starts)

    def _block(self, index: int, block: Block, start: int) -> None:
        style = _style(block)
        characters = self._characters(style)
        block_format = self._block_format(style)
        if block.kind in _TITLES:
            pieces = self._title_pieces(block.text, self._title_lines.get(index), style)
        else:
            pieces = [block.text]
        self._open(block_format, characters)
        self._starts.append(self._cursor.position())
        at = start
        for number, piece in enumerate(pieces):
            if number:
                self._cursor.insertText(_LINE_BREAK, characters)
            if number == 0 and index in self._run_in:
                self._run_in_heading(index, piece, at, characters)
            else:
                self._run(piece, at, characters)
            at += len(piece)

    def _run_in_heading(
        self, index: int, text: str, start: int, characters: QTextCharFormat
    ) -> None:
        """Set a heading that runs into its paragraph apart from the rest of it."""
        heading = self._run_in[index]
        words = heading.text if text.startswith(heading.text) else ""
        level = _HEADINGS.get(heading.level, _HEADINGS[4])
        self._run(words, start, self._characters(level))
        self._run(text[len(words) :], start + len(words), characters)

    def _title_pieces(self, text: str, printed: Sequence[str] | None, style: _Style) -> list[str]:
        """Part a title into its printed lines, or into lines of like length."""
        room = int(min(self._look.column, self._look.room) / style.scale) - 1
        if printed:
            lengths = [len("".join(line.split())) for line in printed]
            if sum(lengths) == len(text) and max(lengths) <= room:
                return _cut(text, lengths)
        if len(text) <= room:
            return [text]
        lines = ceil(len(text) / room)
        return _cut(text, [ceil(len(text) / lines)] * lines)

    def _run(self, text: str, start: int, characters: QTextCharFormat) -> None:
        at = self._cursor.position()
        self._cursor.insertText(_UNFIT.sub("\ufffd", text), characters)
        self._runs.append(Run(start, start + len(text), at, Units(text)))

    def _open(self, block_format: QTextBlockFormat, characters: QTextCharFormat) -> None:
        if self._fresh:
            self._cursor.setBlockFormat(block_format)
            self._cursor.setBlockCharFormat(characters)
            self._fresh = False
        else:
            self._cursor.insertBlock(block_format, characters)

    def _table(self, block: Block, start: int) -> None:
        rows = [line.split("\t") for line in block.text.split("\n")]
        style = _STYLES[_K.TABLE]
        columns = max(map(len, rows))
        if self._fresh:
            self._cursor.setBlockFormat(_thin())
        table = self._cursor.insertTable(len(rows), columns, self._table_format(rows, columns))
        heads = {attachment.columns for attachment in self._document.attachments}
        characters = self._characters(style)
        head = self._characters(_Style("hei", style.scale, bold=True))
        at = start
        for number, row in enumerate(rows):
            for column, cell in enumerate(row):
                self._cursor = table.cellAt(number, column).firstCursorPosition()
                self._cursor.setBlockFormat(self._block_format(style))
                if not number and not column:
                    self._starts.append(self._cursor.position())
                self._run(cell, at, head if not number and tuple(row) in heads else characters)
                at += len(cell) + 1
        self._cursor = QTextCursor(self._text)
        self._cursor.setPosition(table.lastPosition() + 1)
        self._fresh = True

    def _table_format(self, rows: Sequence[Sequence[str]], columns: int) -> QTextTableFormat:
        made = QTextTableFormat()
        made.setBorderCollapse(True)
        made.setBorder(1)
        made.setBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_Solid)
        made.setBorderBrush(self._look.theme.line_strong)
        made.setCellPadding(self._look.size * 0.3)
        made.setCellSpacing(0)
        made.setTopMargin(self._look.size * 0.6)
        made.setBottomMargin(self._look.size * 0.8)
        if columns > 1:
            made.setWidth(QTextLength(QTextLength.Type.PercentageLength, 100))
            made.setColumnWidthConstraints(self._column_widths(rows, columns))
        return made

    def _column_widths(self, rows: Sequence[Sequence[str]], columns: int) -> list[QTextLength]:
        """Columns of short cells are as wide as these; the others share what is left."""
        cells = [[len(row[c]) for row in rows if c < len(row)] for c in range(columns)]
        pitch = self._look.size * _STYLES[_K.TABLE].scale
        wanted = [(max(lengths) + 0.6) * pitch + self._look.size * 0.6 for lengths in cells]
        short = [max(lengths) <= _SHORT_CELL for lengths in cells]
        taken = sum(width for width, fits in zip(wanted, short, strict=True) if fits)
        left = self._look.width - taken
        if all(short) or left < self._look.width * 0.4:
            return [QTextLength()] * columns
        # The root, so that one very long column does not starve the others.
        weights = [0.0 if fits else sum(n) ** 0.5 for n, fits in zip(cells, short, strict=True)]
        widths = [
            width if fits else left * weight / sum(weights)
            for width, fits, weight in zip(wanted, short, weights, strict=True)
        ]
        percentage = QTextLength.Type.PercentageLength
        return [QTextLength(percentage, 100 * width / self._look.width) for width in widths]

    def _characters(self, style: _Style) -> QTextCharFormat:
        made = QTextCharFormat()
        font = fonts.font(style.role, round(self._look.size * style.scale), bold=style.bold)
        made.setFont(font, QTextCharFormat.FontPropertiesInheritanceBehavior.FontPropertiesAll)
        made.setForeground(self._look.theme.muted if style.muted else self._look.theme.ink)
        return made

    def _block_format(self, style: _Style) -> QTextBlockFormat:
        size = self._look.size
        made = QTextBlockFormat()
        made.setAlignment(style.align)
        made.setTextIndent(style.indent * size)
        made.setTopMargin(style.above * size)
        made.setBottomMargin(style.below * size)
        made.setRightMargin(style.right * size)
        made.setLineHeight(
            round(style.height * style.scale * size),
            QTextBlockFormat.LineHeightTypes.FixedHeight.value,
        )
        return made


def _style(block: Block) -> _Style:
    if block.kind is BlockKind.HEADING:
        return _HEADINGS.get(block.level or 1, _HEADINGS[4])
    return _STYLES[block.kind]


def _thin() -> QTextBlockFormat:
    """A block that takes no room: Qt wants one before a table that begins the text."""
    made = QTextBlockFormat()
    made.setLineHeight(1, QTextBlockFormat.LineHeightTypes.FixedHeight.value)
    return made


def _cut(text: str, lengths: Sequence[int]) -> list[str]:
    pieces = []
    at = 0
    for length in lengths:
        pieces.append(text[at : at + length])
        at += length
    return [piece for piece in pieces if piece]


def set_margins(text: QTextDocument, sides: int, top: int, bottom: int) -> bool:
    """Put the page's column in the middle of the pane; return whether it did not stand there."""
    frame = text.rootFrame()
    made = QTextFrameFormat(frame.frameFormat())
    is_there = (made.leftMargin(), made.topMargin(), made.bottomMargin()) == (sides, top, bottom)
    if is_there:
        return False
    made.setLeftMargin(sides)
    made.setRightMargin(sides)
    made.setTopMargin(top)
    made.setBottomMargin(bottom)
    frame.setFrameFormat(made)
    return True
