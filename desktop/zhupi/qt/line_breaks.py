"""Where a line may not end though Unicode's rules (UAX 14), which Qt follows, let it.

They keep ，。）》…… off the beginning of a line, （《 off its end, and a number with point and % in
one line. Of what GB/T 15834-2011 (5.1.4 to 5.1.9), GB/T 15835-2011 and CLREQ ask beyond that:

- no line begins with a connector (— – ～), the dot of a name (·) or a solidus, and none ends with
  a solidus. —— could by the standard; it does not, as …… does not, which is CLREQ's strict level;
- a short number keeps its unit (30元), any number the sign of one (1200㎡), a document number its
  parts (〔2016〕49号); 2016年 may be parted: the line above would be too loose;
- a paragraph does not end with one character on a line of its own (孤字).
"""

from __future__ import annotations

import re
import string
from collections.abc import Iterator, Sequence

JOINER = "\u200d"
"""ZERO WIDTH JOINER: no line ends beside it, no caret stops between it and what it follows.

It may stand in what is laid out, never in the text of a document.
"""
_NARROW = re.compile("[·•・‧—―─～~－−²³／/〕]")
_SIGNS = re.compile(f"{_NARROW.pattern}|[0-9][一-鿿㎀-㏟]")
"""All that the rules below look at: signs, and a figure with its unit."""
_LONG = re.compile("[0-9.,]{3}")
"""A number that may stand without its unit."""
_OPENING = "“‘《〈（【〔「『(["
_CLOSING = "%％‰。！？；：，、.!?;:,”’》〉）】〕」』)]}… 　"
_SHORT = 8
"""Words of so few characters stand on one line."""
_FIGURES = string.ascii_letters + string.digits
_SHORT_FIGURE = 4


def held(text: str, *, narrow: bool = False) -> list[int]:
    """The places in a paragraph at which no line may begin, though Qt would let it, in order.

    In a ``narrow`` column a number and its unit may be broader than a line.
    """
    signs = _NARROW if narrow else _SIGNS
    places = {place for match in signs.finditer(text) for place in _beside(text, match.start())}
    return sorted((places | {_last_alone(text)}) - {0, len(text)})


def joined(text: str, places: Sequence[int]) -> str:
    """The text as it is laid out: a joiner before each of those places."""
    pieces, start = [], 0
    for place in places:
        pieces.append(text[start:place])
        start = place
    return JOINER.join((*pieces, text[start:]))


def _beside(text: str, at: int) -> Iterator[int]:
    """The places before and after a sign at which no line may begin."""
    sign, before, after = text[at], text[at - 1 : at], text[at + 1 : at + 2]
    if sign == "〕":
        if after.isdigit():
            yield at + 1
    elif sign.isdigit():
        is_sign = after == "号" or after < "一"
        if is_sign or not _LONG.search(text, max(0, at - 2), at + 1):
            yield at + 1
    elif sign in "/／":
        # An address is longer than a line: it may be parted there.
        if not (before + sign + after).isascii():
            yield from (at, at + 1)
    elif sign != before and not before.isspace():  # —— is one sign, drawn as one
        yield at


def _last_alone(text: str) -> int:
    """The place of a last character, or a short figure, that would stand alone on a line, or 0."""
    if len(text) <= _SHORT:
        return 0
    words = text.rstrip(_CLOSING)
    rest = words.rstrip(_FIGURES)
    if len(words) - len(rest) > _SHORT_FIGURE:
        return 0
    return len((words[:-1] if rest == words else rest).rstrip(_OPENING))
