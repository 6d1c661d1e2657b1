"""Folding: the form in which texts are compared and searched.

Each character is replaced by its NFKC form in lower case; then white space (line breaks too) is
dropped, but for one space between two ASCII letters or digits. Nothing else is folded.
"""

from __future__ import annotations

import re
import unicodedata
from array import array
from collections.abc import Sequence
from dataclasses import dataclass

_ALPHANUMERIC = frozenset("0123456789abcdefghijklmnopqrstuvwxyz")
_KEPT_SPACE = re.compile("(?<=[0-9a-z]) +(?=[0-9a-z])")


class _Table(dict[int, str]):
    """The folded form of each character met so far, white space of any kind as a space."""

    def __missing__(self, code: int) -> str:
        folded = unicodedata.normalize("NFKC", chr(code)).casefold()
        folded = "".join(" " if part.isspace() else part for part in folded)
        self[code] = folded
        return folded


_TABLE = _Table()


def fold(text: str) -> str:
    """Return the folded form of ``text``."""
    text = text.translate(_TABLE)
    if " " not in text:
        return text
    # The table leaves no tab in a text, so a tab can stand for the spaces that stay.
    return _KEPT_SPACE.sub("\t", text).replace(" ", "").replace("\t", " ")


@dataclass(frozen=True, slots=True)
class Folded:
    """A folded text and, for each of its code points, the stretch of the original it stands for.

    The code points that one original character folds into (㈠, ½) share that character's stretch;
    a space kept stands for its whole run of white space.
    """

    text: str
    starts: Sequence[int]
    ends: Sequence[int]

    def original(self, start: int, end: int) -> tuple[int, int]:
        """Return where the non-empty stretch of folded text stands in the original.

        A folded character of which it holds a part is taken whole.
        """
        return self.starts[start], self.ends[end - 1]


def fold_with_offsets(text: str) -> Folded:
    """Fold ``text`` and remember where each code point came from."""
    out: list[str] = []
    starts, ends = array("L"), array("L")
    space_start, space_end = -1, -1
    for offset, char in enumerate(text):
        for part in _TABLE[ord(char)]:
            if part == " ":
                space_start = offset if space_start < 0 else space_start
                space_end = offset + 1
                continue
            if space_start >= 0:
                if part in _ALPHANUMERIC and out and out[-1] in _ALPHANUMERIC:
                    out.append(" ")
                    starts.append(space_start)
                    ends.append(space_end)
                space_start = -1
            out.append(part)
            starts.append(offset)
            ends.append(offset + 1)
    return Folded("".join(out), starts, ends)
