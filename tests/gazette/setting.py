"""Sets paragraphs in lines as a gazette does, so that tests know the truth by construction."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

_NOT_FIRST = "，。、；：！？”’）〕》〉％"
_NOT_LAST = "“‘（〔《〈"
_MARKS = "，。、；：！？“”‘’（）〔〕《》〈〉"


@dataclass(frozen=True)
class Style:
    """How a page is set: column width in em, what remains of indents, blanks between lines."""

    width: int = 22
    squeezed: bool = True
    indent: str = ""
    blanks: bool = True
    wrapped: bool = True


def fill(text: str, style: Style) -> list[str]:
    """Break a paragraph into lines, its first two em shorter; no 。 begins a line."""
    if not style.wrapped:
        return [style.indent + text]
    lines: list[str] = []
    line, room = "", style.width - 2.0
    for index, char in enumerate(text):
        size = 0.5 if char.isascii() or (style.squeezed and char in _MARKS) else 1.0
        opens = char in _NOT_LAST and index + 1 < len(text)
        needed = size + (1.0 if opens else 0.0)
        if line and needed > room and char not in _NOT_FIRST:
            lines.append(line)
            line, room = "", float(style.width)
        line += char
        room -= size
    lines.append(line)
    return [style.indent + lines[0], *lines[1:]]


def typeset(paragraphs: Sequence[str], style: Style) -> tuple[str, list[tuple[int, int]]]:
    """Return the text and each paragraph's first and last line number."""
    lines: list[str] = []
    spans: list[tuple[int, int]] = []
    for paragraph in paragraphs:
        first = 0
        for line in fill(paragraph, style):
            lines.append(line)
            first = first or len(lines)
            last = len(lines)
            if style.blanks:
                lines.append("")
        spans.append((first, last))
    return "\n".join(lines), spans
