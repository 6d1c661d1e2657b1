"""Positions in an ordered list, as texts that sort: between any two there is a third.

So a thing put between others, or moved, takes a position of its own and leaves theirs alone; an
undo that writes a former position back needs nothing else to be as it was. A position is six
digits, by which things are put at the end or the beginning, then as many as it takes to come
between two, then four drawn by lot: what is put where something was taken away does not get its
position, to which that may come back. The last digit is never 0, else nothing would come before it.
"""

from __future__ import annotations

import secrets
from itertools import count
from typing import Final

_DIGITS: Final = "0123456789abcdefghijklmnopqrstuvwxyz"
_BASE: Final = len(_DIGITS)
_WHOLE: Final = 6
_MIDDLE: Final = _BASE**_WHOLE // 2


def between(before: str | None, after: str | None, number: int = 1) -> list[str]:
    """``number`` positions, ascending, after one and before the other; ``None``: no neighbour.

    Raise `ValueError` if the two are not in order.
    """
    if before is not None and after is not None and before >= after:
        raise ValueError(f"nothing lies between {before} and {after}")
    found: list[str] = []
    for _ in range(number):
        # What _between gives differs from ``after`` in a digit of its own, so more may follow it.
        before = _between(before, after) + _lot()
        found.append(before)
    return found


def _between(before: str | None, after: str | None) -> str:
    if before is None:
        return _written(_MIDDLE if after is None else _number(after) - 1)
    following = _number(before) + 1
    if after is None or following < _number(after):
        return _written(following)
    fraction = before[_WHOLE:]
    ceiling = after[_WHOLE:] if after[:_WHOLE] == before[:_WHOLE] else None
    return before[:_WHOLE] + _fraction(fraction, ceiling)


def _lot() -> str:
    return "".join(secrets.choice(_DIGITS) for _ in range(3)) + secrets.choice(_DIGITS[1:])


def _number(position: str) -> int:
    return int(position[:_WHOLE], _BASE)


def _written(number: int) -> str:
    if not 0 <= number < _BASE**_WHOLE:
        raise ValueError("no position left at this end")
    digits = ""
    for _ in range(_WHOLE):
        number, digit = divmod(number, _BASE)
        digits = _DIGITS[digit] + digits
    return digits


def _fraction(low: str, high: str | None) -> str:
    """Digits between two fractions; ``None`` stands for 1."""
    digits = ""
    for place in count():
        first = _DIGITS.index(low[place]) if place < len(low) else 0
        limit = _BASE if high is None else _DIGITS.index(high[place])
        if limit - first > 1:
            # Behind one that ends here the next digit: what comes next mostly goes behind this.
            step = 1 if high is None and place < len(low) else (limit - first) // 2
            return digits + _DIGITS[first + step]
        digits += _DIGITS[first]
        if first < limit:
            high = None
    raise AssertionError("unreachable")
