"""Where the lines of a title end, on paper and in Word."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import accumulate, pairwise

from zhupi.export.numbering import runs_of
from zhupi.export.parts import Part, Run, words_of
from zhupi.gazette.title_lines import ENOUGH, part_title


def title_ends(title: str, room: float, following: Iterable[Part]) -> Sequence[int]:
    """Where the lines end, in code points; ``room`` is that of a line in Chinese characters.

    ``following`` is the title itself and what follows it: their words tell how it is parted.
    """
    words: list[str] = []
    length = 0
    for part in following:
        words.append(words_of(runs_of(part)))
        length += len(words[-1])
        if length >= ENOUGH:
            break
    return list(accumulate(map(len, part_title(title, int(room), "\n".join(words)))))


def in_lines(runs: Iterable[Run], ends: Sequence[int]) -> Iterator[Run]:
    """The runs of a title with a line feed where a line ends, in the place of a blank there."""
    at = 0
    for run in runs:
        begin, at = at, at + len(run.text)
        cuts = [begin, *(end for end in ends[:-1] if begin < end < at), at]
        for start, stop in pairwise(cuts):
            text = run.text[start - begin : stop - begin]
            yield replace(run, text=f"{text.rstrip()}\n" if stop in ends[:-1] else text)
