"""The grammar of CommonMark, for those who write it: escaping and emphasis."""

from __future__ import annotations

import re
import string
import unicodedata
from collections.abc import Sequence

# ~ | $ ^ and == mean something in common extensions of CommonMark; & begins an entity.
_SPECIAL = re.compile(r"[\\`*_\[\]<>&~|$^]|=(?==)|(?<==)=")
_BLOCK_START = re.compile(r"(?m)^(?:(\d{1,9})([.)])|([#+=-]))")
_LINE_EDGES = re.compile(r"(?m)^[^\S\n]+|[^\S\n]+$")
_CLOSING_HASHES = re.compile(r"(?<!\\)#(?=#*$)")


def escape(text: str) -> str:
    """The text such that CommonMark renders it unchanged as a block of its own.

    A line break in the text becomes a hard line break.
    """
    return as_block(inline(text))


def inline(text: str) -> str:
    """Escape words that stand inside a line; `as_block` does the rest."""
    text = text.replace("\0", "\N{REPLACEMENT CHARACTER}")
    return _SPECIAL.sub(r"\\\g<0>", text).replace("\r", "&#13;")


def as_block(markup: str) -> str:
    """Escape what would mean something at the edges of a line, and keep line breaks."""
    # Readers strip blanks at the edges of a line, the ideographic space among them.
    markup = _LINE_EDGES.sub(lambda match: _entities(match[0]), markup.rstrip("\n"))
    return _BLOCK_START.sub(_escape_block_start, markup).replace("\n", "\\\n")


def as_heading(markup: str) -> str:
    """Make one line of it; a # at its end would be taken for markup."""
    return _CLOSING_HASHES.sub(r"\\#", as_block(markup.replace("\n", " ")))


def as_cell(markup: str) -> str:
    """Make a table cell of it."""
    return _LINE_EDGES.sub(lambda match: _entities(match[0]), markup.replace("\n", "<br>"))


def emphasised(text: str, mark: str, *, before: str = "", after: str = "") -> str:
    """The text between two marks. `before` and `after` are the characters next to it."""
    left, right = within(text, before=before, after=after)
    if left == right:
        return inline(text)
    return f"{inline(text[:left])}{mark}{inline(text[left:right])}{mark}{inline(text[right:])}"


def within(text: str, *, before: str = "", after: str = "") -> tuple[int, int]:
    """The stretch of a text that marks can stand around; empty where there is none.

    CommonMark does not close ``**强调。**后``, for a mark between punctuation and a letter is
    text: such punctuation, and blanks at the edges, stay outside the marks.
    """
    left, right = 0, len(text)
    while left < right and _repels(text[left], text[left - 1] if left else before):
        left += 1
    while left < right and _repels(text[right - 1], text[right] if right < len(text) else after):
        right -= 1
    return left, right


def code(text: str) -> str:
    """A code span."""
    ticks = "`" * (_longest_ticks(text) + 1)
    pad = " " if text.startswith(("`", " ")) or text.endswith(("`", " ")) else ""
    return f"{ticks}{pad}{text}{pad}{ticks}"


def fenced(text: str) -> str:
    """A block of code."""
    fence = "`" * max(3, _longest_ticks(text) + 1)
    return f"{fence}\n{text}\n{fence}"


def piped(rows: Sequence[Sequence[str]]) -> str:
    """A table with pipes, which must have a header: the first row, even where it is none."""
    width = max((len(row) for row in rows), default=0)
    lines = [[*row, *[""] * (width - len(row))] for row in rows]
    lines.insert(1, ["---"] * width)
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)


def prefixed(markup: str, first: str, rest: str) -> str:
    """Set a prefix before each line: `first` before the first, `rest` before the others."""
    head, *tail = markup.split("\n")
    return "\n".join([(first + head).rstrip(), *((rest + line).rstrip() for line in tail)])


def _repels(edge: str, neighbour: str) -> bool:
    """Whether a mark between an edge character and its neighbour would be no emphasis."""
    if edge.isspace() or unicodedata.category(edge) in ("Cc", "Cf"):
        return True
    if unicodedata.category(edge)[0] not in "PS":
        return False
    if not neighbour or neighbour.isspace() or unicodedata.category(neighbour)[0] == "P":
        return False
    return neighbour not in string.punctuation


def _longest_ticks(text: str) -> int:
    return max((len(ticks) for ticks in re.findall("`+", text)), default=0)


def _escape_block_start(match: re.Match[str]) -> str:
    digits, dot, sign = match.groups()
    return f"{digits}\\{dot}" if digits else f"\\{sign}"


def _entities(text: str) -> str:
    return "".join(f"&#{ord(character)};" for character in text)
