"""GB/T 9704-2012 (公文格式) as far as a file that is no official document may follow it.

The values come from secondary sources; they stand here, in `zhupi.export.stylesheets` and in
`zhupi.export.wordpage`. Never a red head, a number of its own or a seal.
"""

from __future__ import annotations

import re
from dataclasses import replace

from zhupi.export.parts import Runs

_ATTACHED = re.compile(r"附件\s*[：:]?\s*(?:\d+\s*[.．、])?")
_ITEM = re.compile(r"\d+\s*[.．、]")
_BLANK = re.compile(r"\s")
_TWO = 2.0
_SIGNED = 24.0
"""Characters that a line of 28 has for a sign-off: two are left free on either side."""


def breadth(text: str) -> float:
    """The breadth of a text in Chinese characters; one of ASCII takes half."""
    return sum(0.5 if char < "\x80" else 1.0 for char in text)


def stacked(runs: Runs) -> Runs:
    """A sign-off, its names one below another where they are too broad for a line (7.3.5.2)."""
    if breadth("".join(run.text for run in runs)) <= _SIGNED:
        return runs
    return tuple(replace(run, text=_BLANK.sub("\n", run.text)) for run in runs)


def signoff_indents(signoff: str, date: str) -> tuple[float, float]:
    """Characters right of the sign-off and of the date below it, without a seal (7.3.5.2).

    The sign-off ends two characters from the edge and the date begins two characters to the right
    of it; where the date would come nearer the edge than two characters, both move left. Of names
    one below another the broadest counts; one that runs over fills its line.
    """
    signed = min(max(map(breadth, signoff.split("\n"))), _SIGNED)
    after_date = signed - breadth(date)
    if after_date >= _TWO:
        return _TWO, after_date
    return 2 * _TWO + breadth(date) - signed, _TWO


def attached_indents(text: str) -> tuple[float, float]:
    """Characters left of the first line and of the others, for what is attached (7.3.4).

    附件： begins two characters in; an item stands below the first; a title that runs over goes on
    below its own first character.
    """
    label = _ATTACHED.match(text)
    if label is not None:
        return _TWO, _TWO + breadth(label[0])
    first = _TWO + breadth("附件：")
    item = _ITEM.match(text)
    return first, first + (breadth(item[0]) if item is not None else 0)
