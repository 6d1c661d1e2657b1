"""Raw text to lines: the first stage of reading."""

from __future__ import annotations

from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class Line:
    """A raw line that is not white space.

    ``text`` is the repaired line without the white space around it. ``page_led`` tells that the
    line begins with the single ASCII space that page breaks leave behind, ``tight`` that no blank
    line stands before it, ``glued`` that it belongs to the line before it whatever its shape,
    ``indented`` that it begins with two ideographic spaces, as paragraphs do where indents remain.
    """

    number: int
    raw: str
    text: str
    page_led: bool = False
    tight: bool = False
    glued: bool = False
    indented: bool = False

    def repaired(self, text: str, *, glued: bool | None = None) -> Line:
        """Return the line with another text."""
        if text == self.text and glued in (None, self.glued):
            return self
        return replace(self, text=text, glued=self.glued if glued is None else glued)


def split(raw: str) -> list[Line]:
    """Split at ``\\n`` only and keep the lines that are not white space."""
    lines: list[Line] = []
    before = 0
    for number, content in enumerate(raw.split("\n"), 1):
        text = content.strip()
        if not text:
            continue
        page_led = content.startswith(" ") and not content.startswith("  ")
        tight = before == number - 1 > 0
        indented = content.startswith(("　　", "    "))
        lines.append(Line(number, content, text, page_led, tight=tight, indented=indented))
        before = number
    return lines
