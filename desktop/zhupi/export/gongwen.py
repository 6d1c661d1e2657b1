"""GB/T 9704-2012 (公文格式) as far as a file that is no official document may follow it.

The values come from secondary sources; they stand here, in `zhupi.export.stylesheets` and in
`zhupi.export.wordpage`. Never a red head, a number of its own or a seal.
"""

from __future__ import annotations

from collections.abc import Sequence

from zhupi.export.numbering import runs_of
from zhupi.export.parts import Paragraph, Part, Role, words_of
from zhupi.gazette.typography import attached_lead

_TWO = 2.0
_SIGNED = 24.0
"""Characters that a line of 28 has for a sign-off: two are left free on either side."""


def breadth(text: str) -> float:
    """The breadth of a text in Chinese characters; one of ASCII takes half."""
    return sum(0.5 if char < "\x80" else 1.0 for char in text)


def signoff_indents(signoff: str, date: str) -> tuple[float, float]:
    """Characters right of the sign-off and of the date below it, without a seal (7.3.5.2).

    The sign-off ends two characters from the edge and the date begins two characters to the right
    of it; where the date would come nearer the edge than two characters, both move left. One that
    runs over fills its line.
    """
    signed = min(breadth(signoff), _SIGNED)
    after_date = signed - breadth(date)
    if after_date >= _TWO:
        return _TWO, after_date
    return 2 * _TWO + breadth(date) - signed, _TWO


def right_indent(parts: Sequence[Part], index: int) -> float:
    """Characters right of a sign-off, of one of its bodies, or of the date below them."""
    first, last = index, index
    while first and _is_right(parts[first - 1]):
        first -= 1
    while last + 1 < len(parts) and _is_right(parts[last + 1]):
        last += 1
    if first == last:
        return _TWO
    texts = [words_of(runs_of(part)) for part in parts[first : last + 1]]
    signed, dated = signoff_indents(max(texts[:-1], key=breadth), texts[-1])
    return dated if index == last else signed


def _is_right(part: Part) -> bool:
    return isinstance(part, Paragraph) and part.role is Role.RIGHT


def attached_indents(text: str) -> tuple[float, float]:
    """Characters left of the first line and of the others, for what is attached (7.3.4).

    A title that runs over goes on below its own first character.
    """
    first, lead = attached_lead(text)
    return first, first + breadth(lead)
