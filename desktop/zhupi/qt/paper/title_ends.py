"""Where the lines of a title end on paper."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import accumulate

from zhupi.export.numbering import runs_of
from zhupi.export.parts import Part
from zhupi.qt.title_lines import ENOUGH, part_title


def words_of(parts: Iterable[Part]) -> str:
    """The words of a title and of what follows it, enough to tell how it is parted."""
    words: list[str] = []
    length = 0
    for part in parts:
        words.append("".join(run.text for run in runs_of(part)))
        length += len(words[-1])
        if length >= ENOUGH:
            break
    return "\n".join(words)


def title_ends(title: str, room: float, words: str) -> Sequence[int]:
    """Where the lines end, in code points; ``room`` is that of a line in Chinese characters."""
    return list(accumulate(map(len, part_title(title, int(room), words))))
