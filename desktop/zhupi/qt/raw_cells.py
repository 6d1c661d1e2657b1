"""Raw characters as they are shown one by one on a grid, so that no font hides a difference.

A cell is half as wide as a Chinese character. What would not be seen, or could be taken for
something else, is shown by a sign: white space by its own, the rest by its code point.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from enum import Enum, auto

_WIDE = frozenset("WFA")
"""Ambiguous ones (“ ” … —) are wide in Chinese type."""
_UNSEEN = frozenset({"Cc", "Cf", "Cn", "Co", "Cs", "Zl", "Zp", "Zs"})
_MARKS = frozenset({"Mn", "Mc", "Me"})
_DECODED_TO_NOTHING = "\ufffd"


class Look(Enum):
    """How a character is drawn."""

    PLAIN = auto()
    SPACE = auto()
    """White space: a faint sign."""
    CODE = auto()
    """No glyph of its own that could be trusted: its code point in a box."""
    DAMAGED = auto()
    """Stands for bytes that could not be decoded."""


@dataclass(frozen=True, slots=True)
class Cell:
    """``drawn`` stands for the character, but for its code, and takes ``width`` cells."""

    drawn: str
    width: int
    look: Look = Look.PLAIN


_SIGNS = {
    " ": Cell("·", 1, Look.SPACE),
    "\t": Cell("→", 4, Look.SPACE),
    "\u3000": Cell("□", 2, Look.SPACE),
    _DECODED_TO_NOTHING: Cell("\ufffd", 2, Look.DAMAGED),
}


class _Cells(dict[str, Cell]):
    def __missing__(self, char: str) -> Cell:
        self[char] = made = _cell(char)
        return made


class _Widths(dict[str, int]):
    def __missing__(self, char: str) -> int:
        self[char] = width = CELLS[char].width
        return width


def _cell(char: str) -> Cell:
    if char in _SIGNS:
        return _SIGNS[char]
    category = unicodedata.category(char)
    if category in _UNSEEN:
        return Cell(char, 2 if char <= "\uffff" else 3, Look.CODE)
    if category in _MARKS:
        return Cell("◌" + char, 2)
    if char.isascii():
        return Cell(char, 1)
    wide = unicodedata.east_asian_width(char)
    return Cell(char, 2 if wide in _WIDE or (wide == "N" and char > "\u1100") else 1)


CELLS = _Cells()
"""How each character is shown."""
_WIDTHS = _Widths()


def width(text: str) -> int:
    """How many cells a text takes."""
    return sum(map(_WIDTHS.__getitem__, text))


def widths(text: str) -> list[int]:
    """How many cells each character takes."""
    return list(map(_WIDTHS.__getitem__, text))


def code(char: str) -> str:
    """A character by its number."""
    return f"U+{ord(char):04X}"


def name(text: str) -> str:
    """A text to be read in a sentence: what has no glyph by its code point."""
    return "".join(
        "␣" if char == " " else code(char) if CELLS[char].look in _BY_CODE else char
        for char in text
    )


_BY_CODE = (Look.CODE, Look.SPACE)
