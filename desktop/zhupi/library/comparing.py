"""Two texts compared: paragraph by paragraph, and within a paragraph character by character."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

from zhupi.gazette.model import Document
from zhupi.jobs import Job
from zhupi.library.model import CatalogRow

_ALIKE = 0.4
"""Paragraphs less alike than this, from 0 to 1, are two and not one that was changed."""
_SHORTEST = 2
"""So many characters at least must stay between two changes, else they are one."""
_TOKEN = re.compile(r"[0-9A-Za-z.%]+|.", re.DOTALL)


class Change(StrEnum):
    """What became of a piece of text."""

    SAME = "same"
    REMOVED = "removed"
    ADDED = "added"


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch that stands in both texts, or in one of them."""

    change: Change
    text: str


@dataclass(frozen=True, slots=True)
class Compared:
    """A paragraph in pieces: those that are the same and removed are the left one, in order."""

    pieces: tuple[Piece, ...]

    @property
    def changed(self) -> bool:
        return any(piece.change is not Change.SAME for piece in self.pieces)


def paragraphs(document: Document, row: CatalogRow) -> list[str]:
    """The paragraphs of a document, or of the enclosed text that a row names."""
    first, last = row.lines
    whole = row.enclosed_in is None
    return [
        block.text
        for block in document.blocks
        if whole or (first <= block.lines[0] and block.lines[1] <= last)
    ]


def compare(left: Sequence[str], right: Sequence[str], job: Job) -> tuple[Compared, ...]:
    """Compare two texts given in paragraphs. Slow with long ones; ends when ``job`` is called off.

    Read without what was added it is the left text, without what was removed the right one.
    """
    found: list[Compared] = []
    matcher = SequenceMatcher(None, left, right, autojunk=False)
    for tag, i, i_end, j, j_end in matcher.get_opcodes():
        if tag == "equal":
            found += [_whole(Change.SAME, text) for text in left[i:i_end]]
            continue
        for one, other in _paired(left[i:i_end], right[j:j_end], job):
            job.check()
            if one is None or other is None:
                change = Change.ADDED if one is None else Change.REMOVED
                found.append(_whole(change, one or other or ""))
            else:
                found.append(Compared(tuple(_pieces(one, other))))
    return tuple(found)


def _whole(change: Change, text: str) -> Compared:
    return Compared((Piece(change, text),))


def _paired(
    left: Sequence[str], right: Sequence[str], job: Job
) -> Iterator[tuple[str | None, str | None]]:
    """Pair paragraphs that are alike, in order, so that they are as alike as can be altogether."""
    shapes = [[_shape(text) for text in texts] for texts in (left, right)]
    best = [[0.0] * (len(right) + 1) for _ in range(len(left) + 1)]
    alike = [[0.0] * len(right) for _ in left]
    for i in range(len(left) - 1, -1, -1):
        job.check()
        for j in range(len(right) - 1, -1, -1):
            alike[i][j] = likeness = _likeness(shapes[0][i], shapes[1][j])
            both = likeness + best[i + 1][j + 1] if likeness >= _ALIKE else 0.0
            best[i][j] = max(best[i + 1][j], best[i][j + 1], both)
    i = j = 0
    while i < len(left) or j < len(right):
        if (
            i < len(left)
            and j < len(right)
            and alike[i][j] >= _ALIKE
            and best[i][j] == alike[i][j] + best[i + 1][j + 1]
        ):
            yield left[i], right[j]
            i, j = i + 1, j + 1
        elif i < len(left) and (j == len(right) or best[i][j] == best[i + 1][j]):
            yield left[i], None
            i += 1
        else:
            yield None, right[j]
            j += 1


def _shape(text: str) -> frozenset[str]:
    """The pairs of neighbouring characters; a text of one character is that."""
    return frozenset(text[at : at + 2] for at in range(max(1, len(text) - 1)))


def _likeness(one: frozenset[str], other: frozenset[str]) -> float:
    return 2 * len(one & other) / (len(one) + len(other))


def _pieces(left: str, right: str) -> Iterator[Piece]:
    """A changed paragraph, numbers and Latin words taken as one; no single character stays
    between two changes.
    """
    a, b = _TOKEN.findall(left), _TOKEN.findall(right)
    removed, added = "", ""
    opcodes = SequenceMatcher(None, a, b, autojunk=False).get_opcodes()
    for at, (tag, i, i_end, j, j_end) in enumerate(opcodes):
        words, others = "".join(a[i:i_end]), "".join(b[j:j_end])
        inside = 0 < at < len(opcodes) - 1
        if tag != "equal" or (inside and len(words) < _SHORTEST):
            removed, added = removed + words, added + others
            continue
        yield from _changes(removed, added)
        removed, added = "", ""
        yield Piece(Change.SAME, words)
    yield from _changes(removed, added)


def _changes(removed: str, added: str) -> Iterator[Piece]:
    if removed:
        yield Piece(Change.REMOVED, removed)
    if added:
        yield Piece(Change.ADDED, added)
