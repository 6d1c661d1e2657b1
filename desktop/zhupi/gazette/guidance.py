"""What a reader tells the parser: lines that are no text, borders, kinds of blocks.

Each hint names a raw line. One that cannot be followed is passed over: whether a hint shows in the
outcome is for the caller to see (`zhupi.gazette.amending`).
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from zhupi.gazette.clean import join
from zhupi.gazette.lines import Line
from zhupi.gazette.model import BlockKind
from zhupi.gazette.outline import NAMING, Draft

BlockLook = tuple[BlockKind, int | None]
"""A kind of block, and the level if it is a heading."""


@dataclass(frozen=True, slots=True)
class Guidance:
    """Raw lines by what is said of them.

    ``furniture`` are no text, ``text`` are; a document begins at ``documents`` and none does at
    ``continued``; a block begins at ``parted`` and none does at ``joined``; the block that begins
    at a line of ``looks`` is of that kind.
    """

    furniture: frozenset[int] = frozenset()
    text: frozenset[int] = frozenset()
    documents: frozenset[int] = frozenset()
    continued: frozenset[int] = frozenset()
    parted: frozenset[int] = frozenset()
    joined: frozenset[int] = frozenset()
    looks: Mapping[int, BlockLook] = field(default_factory=dict)

    @property
    def settled(self) -> frozenset[int]:
        """Where a reader has said whether a block begins: no doubt is left there."""
        return self.parted | self.joined


NO_GUIDANCE = Guidance()


def regroup(drafts: Sequence[Draft], lines: Sequence[Line], guidance: Guidance) -> list[Draft]:
    """Part and join drafts of blocks, and give them their kinds, as far as that can be done.

    A table stays whole: its cells may stand in another order than its lines. Blocks are joined
    within a body, an enclosure or an attachment only.
    """
    found = list(drafts)
    if not found:
        return found
    first, last = found[0].lines[0], found[-1].lines[1]
    for number in sorted(guidance.settled):
        if not first <= number <= last:
            continue
        if number in guidance.parted:
            _part(found, lines, number)
        else:
            _join(found, lines, number)
    for at, draft in enumerate(found):
        look = guidance.looks.get(draft.lines[0])
        if look is not None and BlockKind.TABLE not in (draft.kind, look[0]):
            found[at] = replace(_of(lines, draft, draft.lines, look[0]), level=look[1])
    return found


def _part(drafts: list[Draft], lines: Sequence[Line], number: int) -> None:
    for at, draft in enumerate(drafts):
        if not draft.lines[0] < number <= draft.lines[1] or draft.kind is BlockKind.TABLE:
            continue
        border = bisect_left(lines, number, key=_number)
        if lines[border].number != number:
            return  # furniture
        before = _of(lines, draft, (draft.lines[0], lines[border - 1].number), draft.kind)
        # What a parser took for the end of a title is most likely plain text.
        after = _of(lines, draft, (number, draft.lines[1]), None)
        drafts[at : at + 1] = [before, after]
        return


def _join(drafts: list[Draft], lines: Sequence[Line], number: int) -> None:
    for at in range(1, len(drafts)):
        one, other = drafts[at - 1], drafts[at]
        if other.lines[0] != number:
            continue
        if one.section == other.section and BlockKind.TABLE not in (one.kind, other.kind):
            whole = _of(lines, one, (one.lines[0], other.lines[1]), one.kind)
            drafts[at - 1 : at + 1] = [replace(whole, alone=one.alone and other.alone)]
        return


def _of(
    lines: Sequence[Line], like: Draft, numbers: tuple[int, int], kind: BlockKind | None
) -> Draft:
    """A draft of these raw lines, in the part of the document that ``like`` is in."""
    first = bisect_left(lines, numbers[0], key=_number)
    last = bisect_left(lines, numbers[1], key=_number)
    text = join(lines[first : last + 1], names=kind in NAMING)
    return Draft(kind, text, numbers, like.part, like.section)


def _number(line: Line) -> int:
    return line.number
