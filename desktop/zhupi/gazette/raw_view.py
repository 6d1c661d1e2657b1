"""A document's raw lines beside its clean text: what each line became."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from zhupi.gazette import lines as splitting
from zhupi.gazette import repairs as mending
from zhupi.gazette.lines import Line
from zhupi.gazette.model import Block, BlockKind, Document, Furniture, Repair
from zhupi.gazette.places import block_at


@dataclass(frozen=True, slots=True)
class RawLine:
    """A raw line and what became of it.

    ``block`` is the document's block that it is in, ``None`` if it is blank or furniture; then
    ``furniture`` is the reason. ``start`` is the offset in the document text where its words begin,
    ``None`` if it is in no block or in a table that was rebuilt.
    """

    number: int
    text: str
    block: int | None = None
    start: int | None = None
    furniture: str = ""
    repairs: tuple[Repair, ...] = ()


@dataclass(frozen=True)
class RawView:
    """The raw lines of a document, with the furniture before and behind it.

    ``first`` and ``last`` are the document's own lines; a document that stands beside it in its
    file is left out.
    """

    document: Document
    lines: tuple[RawLine, ...]

    @property
    def first(self) -> int:
        return self.document.lines[0]

    @property
    def last(self) -> int:
        return self.document.lines[1]

    @cached_property
    def _started(self) -> tuple[RawLine, ...]:
        return tuple(line for line in self.lines if line.start is not None)

    @cached_property
    def _starts(self) -> tuple[int, ...]:
        return tuple(line.start for line in self._started if line.start is not None)

    def line_at(self, offset: int) -> RawLine | None:
        """The raw line that a character of the document text stands on, if that can be told."""
        at = bisect_right(self._starts, offset) - 1
        if at < 0:
            return None
        line = self._started[at]
        return line if line.block == block_at(self.document, offset) else None

    def can_part(self, at: int) -> bool:
        """Whether the text can be parted here: a raw line begins, and not a block's first."""
        line = self.line_at(self._past_space(at))
        return (
            line is not None
            and line.start is not None
            and self._past_space(line.start) == self._past_space(at)
            and line.start not in self._tops
        )

    def part_near(self, at: int) -> int | None:
        """The nearest place in the same block where it can be parted."""
        block = block_at(self.document, at)
        places = [
            line.start
            for line in self._started
            if line.start is not None and line.block == block and self.can_part(line.start)
        ]
        return min(places, key=lambda place: (abs(place - at), place), default=None)

    @cached_property
    def _tops(self) -> frozenset[int]:
        return frozenset(self.document.block_starts)

    def _past_space(self, at: int) -> int:
        text, end = self.document.text, len(self.document.text)
        while at < end and text[at].isspace() and text[at] != "\n":
            at += 1
        return at


def raw_view(
    text: str, document: Document, furniture: Sequence[Furniture], repairs: Sequence[Repair]
) -> RawView:
    """Lay the lines of a source's raw ``text`` beside the document.

    ``furniture`` and ``repairs`` are those of the whole source.
    """
    reasons = {item.line: item.reason for item in furniture}
    raw = text.split("\n")
    mended = {line.number: line for line in mending.repair(splitting.split(text))[0]}
    first, last = _reach(raw, document, reasons)
    blocks, starts = _places(document, mended, reasons)
    told: dict[int, list[Repair]] = {}
    for item in repairs:
        told.setdefault(item.line, []).append(item)
    return RawView(
        document,
        tuple(
            RawLine(
                number,
                raw[number - 1],
                blocks.get(number),
                starts.get(number),
                reasons.get(number, ""),
                tuple(told.get(number, ())),
            )
            for number in range(first, last + 1)
        ),
    )


def _reach(raw: Sequence[str], document: Document, reasons: Mapping[int, str]) -> tuple[int, int]:
    """The document's lines and what is no text around them; blank lines at the ends left out."""

    def bare(number: int) -> bool:
        return number in reasons or not raw[number - 1].strip()

    first, last = document.lines
    while first > 1 and bare(first - 1):
        first -= 1
    while last < len(raw) and bare(last + 1):
        last += 1
    while first < document.lines[0] and first not in reasons:
        first += 1
    while last > document.lines[1] and last not in reasons:
        last -= 1
    return first, last


def _places(
    document: Document, mended: Mapping[int, Line], reasons: Mapping[int, str]
) -> tuple[dict[int, int], dict[int, int]]:
    """The block of each line of text, and where its words begin in the document text."""
    blocks: dict[int, int] = {}
    starts: dict[int, int] = {}
    for at, (block, begin) in enumerate(zip(document.blocks, document.block_starts, strict=True)):
        first, last = block.lines
        own = [
            mended[number]
            for number in range(first, last + 1)
            if number in mended and number not in reasons
        ]
        blocks |= dict.fromkeys((line.number for line in own), at)
        starts |= {number: begin + start for number, start in _starts(block, own)}
    return blocks, starts


def _starts(block: Block, lines: Sequence[Line]) -> list[tuple[int, int]]:
    """Where each line begins in the text of its block, if the block is these lines joined."""
    if block.kind is BlockKind.TABLE:
        return []
    from zhupi.gazette.clean import join  # late: its patterns take 30 ms to compile

    for names in (False, True):
        text = join(lines, names=names)
        if text.text == block.text:
            return list(zip(text.numbers, text.starts, strict=True))
    return []
