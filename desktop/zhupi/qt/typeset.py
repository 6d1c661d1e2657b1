"""Setting a document as a printed page of a gazette would: a `QTextDocument` and its `TextMap`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Self

from PySide6.QtGui import (
    QFont,
    QFontMetricsF,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFrameFormat,
    QTextTable,
)

from zhupi.gazette.model import Block, BlockKind, Document
from zhupi.gazette.title_lines import as_printed, part_title
from zhupi.gazette.typography import attached_lead, is_list, signing
from zhupi.qt import fonts
from zhupi.qt.block_styles import (
    LINE_HEIGHT,
    LIST,
    NOTE,
    TABLE,
    TABLE_HEAD,
    Style,
    heading_style,
    note_start,
    style_of,
)
from zhupi.qt.line_breaks import held, joined
from zhupi.qt.page_tables import beside, list_format, ruled_format, spread
from zhupi.qt.positions import Run, TextMap, Units
from zhupi.qt.themes import Theme
from zhupi.settings import Settings

COLUMN = 36
"""Characters in a line of the reading column."""
_LINE_BREAK = "\u2028"
_UNFIT = re.compile("[\r\u2028\u2029\ufdd0\ufdd1\ufffc\ud800-\udfff]")
"""Characters that Qt would take as a break, a frame or an object, or that it cannot hold."""


@dataclass(frozen=True)
class Look:
    """What the page is set with; sizes in pixels.

    ``room`` is how many characters a line has room for where the pane is narrower than the column:
    titles are parted into lines, and lists into columns, for it. ``line_height`` is that of the
    body, as a multiple of the size; ``font`` the family of the body, or '' for the one designed.
    """

    theme: Theme
    size: int = 18
    column: int = COLUMN
    room: int = COLUMN
    line_height: float = LINE_HEIGHT
    font: str = ""

    @classmethod
    def of(cls, wanted: Settings, theme: Theme, room: int) -> Self:
        """The look that the settings ask for; a font that is not here is left out."""
        font = wanted.font if fonts.installed(wanted.font) else ""
        return cls(theme, wanted.font_size, wanted.column, room, wanted.line_height, font)

    @property
    def width(self) -> int:
        """The width of the column."""
        return self.column * self.size

    @property
    def reach(self) -> int:
        """How many characters stand in a line."""
        return min(self.column, self.room)


@dataclass
class Page:
    """A document set in type. ``starts`` are the positions of the document's blocks."""

    text: QTextDocument
    map: TextMap
    starts: list[int]


_TITLES = {BlockKind.TITLE, BlockKind.ENCLOSURE_TITLE, BlockKind.ATTACHMENT_TITLE}
_NOTED = {BlockKind.PARAGRAPH, BlockKind.ITEM}
"""The blocks that may end with a note of those in charge."""


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
        self._text.setDefaultFont(fonts.font("body", look.size, first=look.font))
        self._cursor = QTextCursor(self._text)
        self._formats: dict[Style, QTextCharFormat] = {}
        self._block_formats: dict[Style, QTextBlockFormat] = {}
        self._fresh = True
        """Whether the cursor stands in an empty block that is still to be used."""

    def page(self) -> Page:
        self._cursor.beginEditBlock()
        numbered = zip(self._document.blocks, self._document.block_starts, strict=True)
        for index, (block, start) in enumerate(numbered):
            if block.kind is BlockKind.TABLE:
                self._table(index, block, start)
            else:
                self._block(index, block, start)
        self._cursor.endEditBlock()
        return Page(self._text, TextMap(self._runs), self._starts)

    def _block(self, index: int, block: Block, start: int) -> None:
        style = self._style(index)
        characters = self._characters(style)
        shape = self._block_format(style)
        if block.kind is BlockKind.ATTACHMENT_NOTE:
            shape = self._hanging(shape, block.text, characters.font())
        self._open(shape, characters)
        self._starts.append(self._cursor.position())
        if block.kind in _TITLES:
            printed = self._title_lines.get(index)
            self._lines(self._title_pieces(block.text, printed, style), start, characters)
        elif block.kind is BlockKind.SIGNOFF:
            self._lines(signing(block.text), start, characters)
        else:
            self._paragraph(index, block, start, characters)

    def _lines(self, pieces: Sequence[str], at: int, characters: QTextCharFormat) -> None:
        """Set each piece on a line of its own."""
        for number, piece in enumerate(pieces):
            if number:
                self._cursor.insertText(_LINE_BREAK, characters)
            self._run(piece, at, characters)
            at += len(piece)

    def _style(self, index: int) -> Style:
        blocks = self._document.blocks
        return style_of(blocks[index], blocks[index - 1].kind if index else None)

    def _paragraph(self, index: int, block: Block, start: int, body: QTextCharFormat) -> None:
        """Set a heading that runs into its paragraph, and a note at the end, apart from the rest.

        The note stands in the text as it was printed, only lighter.
        """
        text, begin = block.text, 0
        end = note_start(text) if block.kind in _NOTED else len(text)
        heading = self._run_in.get(index)
        if heading is not None and text.startswith(heading.text):
            begin = len(heading.text)
            self._held(text[:begin], start, self._characters(heading_style(heading.level)))
        end = max(begin, end)
        if end > begin or not text:
            self._held(text[begin:end], start + begin, body)
        if end < len(text):
            self._held(text[end:], start + end, self._characters(NOTE))

    def _title_pieces(self, text: str, printed: Sequence[str] | None, style: Style) -> list[str]:
        """Part a title into its printed lines, or into others where these are too long."""
        # In whole pixels, as the font is; and a pixel less, or the last character might go over.
        room = (self._look.reach * self._look.size - 1) // round(self._look.size * style.scale)
        lines = as_printed(text, printed or (), room)
        return lines or part_title(text, room, self._document.text)

    def _held(self, text: str, start: int, characters: QTextCharFormat) -> None:
        """Set words of running text: what no line may part is held together."""
        self._run(text, start, characters, held(text))

    def _run(
        self, text: str, start: int, characters: QTextCharFormat, joins: Sequence[int] = ()
    ) -> None:
        """Set words that begin at ``start``; no line begins at one of the ``joins`` in them."""
        at = self._cursor.position()
        self._cursor.insertText(joined(_UNFIT.sub("\ufffd", text), joins), characters)
        self._runs.append(Run(start, start + len(text), at, Units(text, joins)))

    def _open(self, block_format: QTextBlockFormat, characters: QTextCharFormat) -> None:
        if self._fresh:
            self._cursor.setBlockFormat(block_format)
            self._cursor.setBlockCharFormat(characters)
            self._fresh = False
        else:
            self._cursor.insertBlock(block_format, characters)

    def _table(self, index: int, block: Block, start: int) -> None:
        rows = [line.split("\t") for line in block.text.split("\n")]
        look = self._look
        if is_list(block, self._document):
            alike = max(map(len, rows)) == 1
            rows = beside(rows, look.reach)
            style, made = LIST, list_format(rows, look.size, look.reach, alike=alike)
        else:
            style, made = TABLE, ruled_format(rows, look.size, look.width, look.theme)
        if index + 1 < len(self._document.blocks):
            # Qt leaves out the space above the block that follows a table.
            above = self._style(index + 1).above * look.size
            made.setBottomMargin(max(made.bottomMargin(), above))
        if self._fresh:
            self._cursor.setBlockFormat(_thin())
        table = self._cursor.insertTable(len(rows), max(map(len, rows)), made)
        self._cells(table, rows, start, style)
        self._cursor = QTextCursor(self._text)
        self._cursor.setPosition(table.lastPosition() + 1)
        self._fresh = True

    def _cells(
        self, table: QTextTable, rows: Sequence[Sequence[str]], start: int, style: Style
    ) -> None:
        """Fill a table; ``start`` is the offset of its first cell."""
        heads = {attachment.columns for attachment in self._document.attachments}
        characters, head = self._characters(style), self._characters(TABLE_HEAD)
        block_format = self._block_format(style)
        spaced = [style is LIST and spread(rows, c) for c in range(table.columns())]
        wide = QTextCharFormat(characters)
        wide.setFontLetterSpacingType(QFont.SpacingType.AbsoluteSpacing)
        wide.setFontLetterSpacing(self._look.size)
        at = start
        for number, row in enumerate(rows):
            for column, cell in enumerate(row):
                self._cursor = table.cellAt(number, column).firstCursorPosition()
                self._cursor.setBlockFormat(block_format)
                if not number and not column:
                    self._starts.append(self._cursor.position())
                if spaced[column] and len(cell) == 2:
                    self._run(cell[0], at, wide)
                    self._run(cell[1], at + 1, characters)
                else:
                    look = head if not number and tuple(row) in heads else characters
                    self._run(cell, at, look, held(cell, narrow=True))
                at += len(cell) + 1

    def _characters(self, style: Style) -> QTextCharFormat:
        known = self._formats.get(style)
        if known is not None:
            return known
        made = QTextCharFormat()
        first = self._look.font if style.role == "body" else ""
        size = round(self._look.size * style.scale)
        font = fonts.font(style.role, size, bold=style.bold, first=first)
        made.setFont(font, QTextCharFormat.FontPropertiesInheritanceBehavior.FontPropertiesAll)
        made.setForeground(self._look.theme.muted if style.muted else self._look.theme.ink)
        self._formats[style] = made
        return made

    def _block_format(self, style: Style) -> QTextBlockFormat:
        known = self._block_formats.get(style)
        if known is not None:
            return known
        size = self._look.size
        made = QTextBlockFormat()
        made.setAlignment(style.align)
        made.setTextIndent(style.indent * size)
        made.setTopMargin(style.above * size)
        made.setBottomMargin(style.below * size)
        made.setRightMargin(style.right * size)
        made.setLineHeight(
            round(style.line_height(self._look.line_height) * style.scale * size),
            QTextBlockFormat.LineHeightTypes.FixedHeight.value,
        )
        self._block_formats[style] = made
        return made

    def _hanging(self, shape: QTextBlockFormat, text: str, font: QFont) -> QTextBlockFormat:
        """The shape of what is attached: its title goes on below its first character."""
        first, lead = attached_lead(text)
        hang = QFontMetricsF(font).horizontalAdvance(lead)
        made = QTextBlockFormat(shape)
        made.setLeftMargin(first * self._look.size + hang)
        made.setTextIndent(-hang)
        return made


def _thin() -> QTextBlockFormat:
    """A block that takes no room: Qt wants one before a table that begins the text."""
    made = QTextBlockFormat()
    made.setLineHeight(1, QTextBlockFormat.LineHeightTypes.FixedHeight.value)
    return made


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
