"""Where in its raw line each repair was made."""

from __future__ import annotations

from collections.abc import Sequence

from zhupi.gazette.model import Repair

Columns = tuple[int, int]
"""From which character of a raw line up to which, counted from 0."""


def places(raw: str, repairs: Sequence[Repair]) -> list[Columns | None]:
    """The place of each of a line's repairs, in their order; ``None`` where it is not found.

    A repair says what it found, not where. Each rule went through the line from left to right, and
    the next one saw what the one before had left: so they are made once more here, on characters
    that remember the columns they came from.
    """
    made = _Line(raw)
    found: list[Columns | None] = []
    rule, begin = "", 0
    for repair in repairs:
        if repair.rule != rule:
            rule, begin = repair.rule, 0
        at = made.find(repair.before, begin)
        if at < 0:
            found.append(None)
            continue
        found.append(made.put(at, len(repair.before), repair.after))
        begin = at + len(repair.after)
    return found


class _Line:
    def __init__(self, raw: str) -> None:
        self._text = raw
        self._columns = [(at, at + 1) for at in range(len(raw))]

    def find(self, words: str, begin: int) -> int:
        """The next place of ``words`` that are not a piece of a longer number."""
        at = self._text.find(words, begin)
        while at >= 0 and (self._in_number(at) or self._in_number(at + len(words))):
            at = self._text.find(words, at + 1)
        return at

    def _in_number(self, at: int) -> bool:
        return self._text[max(0, at - 1) : at].isdigit() and self._text[at : at + 1].isdigit()

    def put(self, at: int, length: int, after: str) -> Columns:
        """Put other words in the place of some; return the columns these came from."""
        columns = (self._columns[at][0], self._columns[at + length - 1][1])
        self._text = self._text[:at] + after + self._text[at + length :]
        self._columns[at : at + length] = [columns] * len(after)
        return columns
