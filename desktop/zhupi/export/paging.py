"""On which page a heading comes to stand, reckoned from the styles.

Word reckons it anew when the field is renewed. Until then an entry must show something: lines have
an exact height here and Chinese characters one breadth, so that reckoning comes close to setting.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from docx.document import Document
from docx.oxml.ns import qn

from zhupi.export.gongwen import breadth
from zhupi.export.styles import Sheet, Style
from zhupi.export.wordpage import Page

_TWIPS_PER_MM = 1440 / 25.4
_CELL_MARGINS = 216
"""Left and right of a cell, in twips."""
_ROW_LINE = 10
"""The line between two rows, in twips."""
_RULED = 45
"""What the line under a paragraph to write on adds to it, in twips."""
_SLACK = 0.01
_CLOSING = "，。、；：？！）〕】》〉”’"
_SCRIPTS = re.compile("[0-9A-Za-z%][\u3400-\u9fff]|[\u3400-\u9fff][0-9A-Za-z]")
_BETWEEN = 0.2
"""The room, in characters, that programs leave between Chinese and Latin letters or figures."""
_PIECES = re.compile(f"\n|[（〔【《〈“‘]*(?:[\x21-\x7e]+|[^\x21-\x7e])[{_CLOSING}]*")
"""What no line break parts: a character or a word with the signs before and behind it."""


def page_numbers(document: Document, sheet: Sheet, page: Page) -> dict[str, int]:
    """The page of every bookmark in the body, counted from 1."""
    setter = _Setter(sheet, page)
    for block in _blocks(document.element.body):
        setter.set(block)
    setter.flush()  # the file may end with a heading
    return setter.pages


def line_total(block: Any, sheet: Sheet, page: Page) -> int:
    """How many lines the paragraphs of a block take."""
    setter = _Setter(sheet, page)
    return sum(setter.measure(paragraph).lines for paragraph in block.iter(qn("w:p")))


def _blocks(body: Any) -> Iterator[Any]:
    for block in body:
        if block.tag == qn("w:sdt"):
            yield from block.find(qn("w:sdtContent"))
        elif block.tag in (qn("w:p"), qn("w:tbl")):
            yield block


@dataclass(slots=True)
class _Measured:
    """A paragraph: its lines, their height, the room above and below, in twips."""

    lines: int
    line: int
    before: int
    after: int
    keep_next: bool


class _Setter:
    """Fills page after page; ``_room`` is what is left of the present one, in twips."""

    def __init__(self, sheet: Sheet, page: Page) -> None:
        self.pages: dict[str, int] = {}
        self._styles: Mapping[str, Style] = {style.id: style for style in sheet.styles}
        self._line = sheet.line
        self._breadth = page.breadth * _TWIPS_PER_MM
        self._height = page.height * _TWIPS_PER_MM
        self._spacing = sheet.spacing
        self._page = 1
        self._room = self._height
        self._full = False
        self._after = 0
        """The room left below the paragraph that was set last."""
        self._kept: list[tuple[Any, _Measured]] = []

    def set(self, block: Any) -> None:
        if block.tag == qn("w:tbl"):
            self.flush()
            self._set_table(block)
            return
        measured = self.measure(block)
        if block.find(f"{qn('w:pPr')}/{qn('w:pageBreakBefore')}") is not None:
            self.flush()
            self._turn()
            self._full = False
        self._kept.append((block, measured))
        if not measured.keep_next:
            self.flush()

    def flush(self) -> None:
        """Set what was kept together: headings, and the first lines of what follows them."""
        if len(self._kept) > 1:
            together, after = 0, self._after
            for _, measured in self._kept:
                together += max(0, measured.before - after) + measured.lines * measured.line
                after = measured.after
                together += after
            last = self._kept[-1][1]
            together -= (last.lines - min(last.lines, 2)) * last.line + last.after
            if together > self._room and together < self._height:
                self._turn()
        for block, measured in self._kept:
            self._place(block, measured)
        self._kept = []

    def _place(self, block: Any, measured: _Measured) -> None:
        # Above what begins a page only because the one before is full there is no room.
        if not (self._full and self._room == self._height):
            # Of the room below a paragraph and that above the next, the larger counts.
            self._room -= max(0, measured.before - self._after)
        left = measured.lines
        fits = max(0, math.floor(self._room / measured.line + 0.01))
        if left > fits and (fits < 2 or left <= 3 or measured.keep_next):
            self._turn()
            fits = math.floor(self._room / measured.line)
        elif left > fits and left - fits == 1:
            fits -= 1  # no last line stands alone
        for mark in block.iter(qn("w:bookmarkStart")):
            self.pages[mark.get(qn("w:name"))] = self._page
        while left > fits:
            left -= fits
            self._turn()
            fits = math.floor(self._room / measured.line)
        self._room -= left * measured.line + measured.after
        self._after = measured.after

    def _set_table(self, table: Any) -> None:
        """Set the rows, high ones in parts; the header stands again on each page."""
        header = 0.0
        self._after = 0
        ruled = table.find(f"{qn('w:tblPr')}/{qn('w:tblStyle')}") is not None
        for row in table.findall(qn("w:tr")):
            height = self._row_height(row) + _ROW_LINE * ruled
            whole = row.find(f"{qn('w:trPr')}/{qn('w:cantSplit')}") is not None
            if whole and height > self._room:
                self._turn()
                self._room -= header
            self._room -= height
            while self._room < 0 and not whole:
                over = self._room
                self._turn()
                self._room += over - header
            if row.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is not None:
                header += height

    def _turn(self) -> None:
        self._page += 1
        self._after = 0
        self._room = self._height
        self._full = True

    def measure(self, block: Any, room: float | None = None) -> _Measured:
        """Reckon a paragraph, in a cell of ``room`` twips or over the whole breadth."""
        properties = block.find(qn("w:pPr"))
        key = properties.find(qn("w:pStyle")).get(qn("w:val"))
        style = self._styles[key]
        em = style.size * 20 + self._spacing
        text = _text(block)
        available = (self._breadth if room is None else room) - style.left - style.right * em / 100
        # What hangs begins further left; a first indent takes room from the first line.
        first = (style.first / 100 * em) - style.hang
        lines = line_count(text, first / em, available / em, hangs=style.hangs)
        spacing = properties.find(qn("w:spacing"))
        before, after = style.before, style.after
        if spacing is not None:
            before = int(spacing.get(qn("w:before"), before))
            after = int(spacing.get(qn("w:after"), after))
        if properties.find(f"{qn('w:pBdr')}/{qn('w:between')}") is not None:
            after += _RULED
        keeps = style.keep_next or properties.find(qn("w:keepNext")) is not None
        return _Measured(lines, style.line or self._line, before, after, keeps)

    def _row_height(self, row: Any) -> float:
        heights = []
        for cell in row.findall(qn("w:tc")):
            width = int(cell.find(f"{qn('w:tcPr')}/{qn('w:tcW')}").get(qn("w:w")))
            found = [self.measure(p, width - _CELL_MARGINS) for p in cell.findall(qn("w:p"))]
            heights.append(sum(m.before + m.lines * m.line + m.after for m in found))
        return max(heights, default=0)


def line_count(text: str, first: float, room: float, *, hangs: bool = True) -> int:
    """How many lines of `room` characters a text takes, the first of them indented by `first`.

    A line break in it begins another. A closing sign may hang over the edge where it ``hangs``; an
    opening one does not end a line; what is written in ASCII keeps together, as a word.
    """
    lines, at = 1, first
    before = ""
    for piece in _PIECES.findall(text):
        if piece[0] == "\n":
            lines, at = lines + 1, 0.0
            continue
        at += _BETWEEN * bool(_SCRIPTS.fullmatch(before + piece[0]))
        before = piece[-1]
        width = breadth(piece)
        # The last of the signs behind it may hang over the edge.
        needed = width - 1 if hangs and piece[-1] in _CLOSING and len(piece) > 1 else width
        if at + needed > room + _SLACK and at > 0:
            lines, at = lines + 1, 0.0
        at += width
        while at > room + 1 + _SLACK:  # a word that is longer than a line
            lines, at = lines + 1, at - room
    return lines


def _text(block: Any) -> str:
    """The words that show, with their line breaks: not the instructions of fields."""
    return "".join(
        "\n" if part.tag == qn("w:br") else part.text or ""
        for part in block.iter(qn("w:t"), qn("w:br"))
    )
