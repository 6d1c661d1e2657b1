"""How each kind of block is set on the page."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from PySide6.QtCore import Qt

from zhupi.gazette.model import Block, BlockKind
from zhupi.gazette.typography import is_in_head

LINE_HEIGHT = 1.7
"""The line height that the styles are made for, as a multiple of the size."""
_LEAST_HEIGHT = 1.3
"""Lines of small blocks do not come nearer to each other than that."""


@dataclass(frozen=True)
class Style:
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

    def line_height(self, wanted: float) -> float:
        """Return the line height where that of the body is to be ``wanted``."""
        return max(_LEAST_HEIGHT, self.height * wanted / LINE_HEIGHT)


_CENTRE = Qt.AlignmentFlag.AlignHCenter
_LEFT = Qt.AlignmentFlag.AlignLeft
_RIGHT = Qt.AlignmentFlag.AlignRight
_K = BlockKind

TABLE = Style("body", 0.84, align=_LEFT, below=0.0, height=1.5)
TABLE_HEAD = Style("hei", 0.84, bold=True, align=_LEFT, below=0.0, height=1.5)
LIST = Style(align=_LEFT, below=0.0)
"""A list of names or of bodies."""
NOTE = Style("kai", 0.92, muted=True)
"""Who is in charge of what a paragraph says, at its end."""
_STYLES: dict[BlockKind, Style] = {
    _K.TITLE: Style("title", 1.5, bold=True, align=_CENTRE, above=1.2, below=0.7, height=1.6),
    _K.NUMBER: Style("body", 0.9, align=_CENTRE, below=1.3, muted=True),
    _K.ADDRESSEES: Style(below=0.28),
    _K.PARAGRAPH: Style(indent=2),
    _K.ITEM: Style(indent=2),
    _K.SIGNOFF: Style(align=_RIGHT, above=1.4, below=0.1, right=2),
    _K.DATE: Style(align=_RIGHT, below=1.0, right=2),
    _K.ENCLOSURE_TITLE: Style(
        "title", 1.28, bold=True, align=_CENTRE, above=2.6, below=1.0, height=1.6
    ),
    _K.ATTACHMENT_NOTE: Style(above=0.8),
    _K.ATTACHMENT_LABEL: Style("hei", align=_LEFT, above=2.4),
    _K.ATTACHMENT_TITLE: Style(
        "title", 1.22, bold=True, align=_CENTRE, above=0.8, below=1.0, height=1.6
    ),
    _K.MASTHEAD: Style("hei", 0.78, align=_CENTRE, muted=True, below=0.8),
    _K.SOURCE_NOTE: Style(scale=0.84, muted=True, indent=2),
    _K.REMARK: Style(indent=2, muted=True),
    _K.COPIES: Style(scale=0.84, muted=True, above=0.4),
    _K.TABLE: TABLE,
}
_HEADINGS = {
    1: Style("hei", 1.05, bold=True, align=_LEFT, indent=2, above=1.1, below=0.4),
    2: Style("kai", 1.0, bold=True, align=_LEFT, indent=2, above=0.5),
    3: Style("body", bold=True, align=_LEFT, indent=2, above=0.2),
    4: Style("body", align=_LEFT, indent=2),
}
_LONGEST_NOTE = 240
_IN_CHARGE = re.compile("责任单位|责任部门|牵头|负责|配合")
_PAIRS = {"）": "（", "〕": "〔", ")": "(", "】": "【"}


def style_of(block: Block, before: BlockKind | None = None) -> Style:
    """Return how a block is set that stands after one of the kind ``before``."""
    if block.kind is BlockKind.HEADING:
        return heading_style(block.level or 1)
    style = _STYLES[BlockKind.NUMBER if is_in_head(block, before) else block.kind]
    # Of the label and the title of an attachment the one that stands first parts it from the text.
    if block.kind is BlockKind.ATTACHMENT_TITLE and before is not BlockKind.ATTACHMENT_LABEL:
        return replace(style, above=_STYLES[BlockKind.ATTACHMENT_LABEL].above)
    if block.kind is BlockKind.ATTACHMENT_LABEL and before is BlockKind.ATTACHMENT_TITLE:
        return replace(style, above=0.0)
    if block.kind is before is BlockKind.ATTACHMENT_NOTE:
        return replace(style, above=0.0)
    return style


def heading_style(level: int) -> Style:
    """Return how a heading of a level is set."""
    return _HEADINGS.get(level, _HEADINGS[4])


def note_start(text: str) -> int:
    """Return where the note of those in charge at the end of a paragraph begins.

    That is the length of the text where there is none. 〔责任单位：省发展改革委（省能源局）〕, or
    a paragraph of its own: 责任单位：省国资委.
    """
    if text.startswith(("责任单位：", "责任部门：", "牵头单位：")):
        return 0
    end = len(text.rstrip("。；"))
    if not _IN_CHARGE.search(text, max(0, end - _LONGEST_NOTE), end):
        return len(text)
    start = _opening(text, end)
    if 0 <= start < end - 2 and end - start <= _LONGEST_NOTE:
        words = text[start + 1 : end - 1]
        if "。" not in words and _IN_CHARGE.search(words):
            return start
    return len(text)


def _opening(text: str, end: int) -> int:
    """Return where the bracket opens that is closed before ``end``, or -1."""
    if not end or text[end - 1] not in _PAIRS:
        return -1
    wanted: list[str] = []
    for at in range(end - 1, -1, -1):
        character = text[at]
        if character in _PAIRS:
            wanted.append(_PAIRS[character])
        elif character in _PAIRS.values():
            if wanted.pop() != character:
                return -1
            if not wanted:
                return at
    return -1
