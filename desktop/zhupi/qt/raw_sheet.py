"""What is to be told of each line of a raw text: its paragraph, its furniture, its repairs."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from enum import Enum, auto
from itertools import accumulate

from zhupi.gazette.model import Block, Doubt, Lines, Repair
from zhupi.gazette.raw_view import RawView, raw_view
from zhupi.library.model import StoredDocument
from zhupi.library.raw_text import RawText
from zhupi.qt import raw_cells
from zhupi.qt.raw_places import Columns, places

_LONG = 4000
"""Characters of a line of which the cells are counted beforehand: it is slow to do in passing."""
_CACHED = 2000


class Tone(Enum):
    """What a remark is about."""

    FURNITURE = auto()
    REPAIR = auto()
    DOUBT = auto()
    DOCUMENT = auto()


@dataclass(frozen=True, slots=True)
class Remark:
    """Words beside a raw line."""

    words: str
    tone: Tone


class Bracket(Enum):
    """Where a line stands in the bracket around lines that were joined."""

    NONE = auto()
    FIRST = auto()
    INSIDE = auto()
    LAST = auto()


@dataclass(frozen=True, slots=True)
class Mended:
    """A repair, and the characters of the raw line it was made on, if they were found."""

    repair: Repair
    columns: Columns | None


@dataclass(eq=False)
class RawSheet:
    """A raw text beside one of its documents. Lines are counted from 1.

    ``view`` is that of the document. ``widths`` are the cells of each line, the first at index 0;
    ``ends`` the cell at which its last character begins, -1 without one. ``doubted`` are the lines
    of the document's doubts, without those that concern all of it.
    """

    text: RawText
    view: RawView
    lines: Lines
    widths: Sequence[int]
    ends: Sequence[int]
    furniture: dict[int, str]
    mended: dict[int, list[Mended]]
    remarks: dict[int, list[Remark]]
    blocks: Sequence[Block]
    doubted: Sequence[Lines]
    _starts: dict[int, list[int]] = field(default_factory=dict, repr=False)

    def __post_init__(self) -> None:
        self._firsts = [block.lines[0] for block in self.blocks]
        for line, content in enumerate(self.text.lines, 1):
            if len(content) > _LONG:
                self._starts[line] = _starts(content)
        self._kept = len(self._starts) + _CACHED

    @property
    def last(self) -> int:
        """The number of the last line of the source."""
        return len(self.text.lines)

    def line(self, number: int) -> str:
        """A raw line as it was decoded."""
        return self.text.lines[number - 1]

    def blank(self, number: int) -> bool:
        """Whether there is only white space on a line."""
        return not self.line(number).strip()

    def starts(self, number: int) -> list[int]:
        """The cell at which each character of a line begins, and that after the last one."""
        found = self._starts.get(number)
        if found is None:
            if len(self._starts) > self._kept:
                for line in list(self._starts):
                    if len(self.line(line)) <= _LONG:
                        del self._starts[line]
            self._starts[number] = found = _starts(self.line(number))
        return found

    def block_at(self, number: int) -> Block | None:
        """The block of the document in whose lines a line lies; furniture among them too."""
        at = bisect_right(self._firsts, number) - 1
        if at < 0 or self.blocks[at].lines[1] < number:
            return None
        return self.blocks[at]

    def bracket(self, number: int) -> Bracket:
        """Where a line stands in its block, if that was joined of several lines."""
        block = self.block_at(number)
        if block is None or block.lines[0] == block.lines[1] or number in self.furniture:
            return Bracket.NONE
        if number == block.lines[0]:
            return Bracket.FIRST
        return Bracket.LAST if number == block.lines[1] else Bracket.INSIDE

    def inside(self, number: int) -> bool:
        """Whether a line is one of the document's."""
        return self.lines[0] <= number <= self.lines[1]

    def next_of(self, lines: Iterable[int], number: int, step: int) -> int | None:
        """The next of some lines after ``number``, or before it with a ``step`` of -1."""
        found = [line for line in lines if (line - number) * step > 0]
        if not found:
            return None
        return min(found) if step > 0 else max(found)

    def counts(self) -> tuple[int, int]:
        """How many repairs and how many lines of furniture are in the document's lines."""
        first, last = self.lines
        mended = sum(len(made) for line, made in self.mended.items() if first <= line <= last)
        return mended, sum(first <= line <= last for line in self.furniture)


def make(text: RawText, stored: StoredDocument) -> RawSheet:
    """Put together what is to be shown. Takes some time with a long text."""
    furniture = {item.line: item.reason for item in text.furniture}
    mended = _mended(text)
    remarks: defaultdict[int, list[Remark]] = defaultdict(list)
    for part in text.parts:
        words = "本文由此开始" if part.id == stored.id else f"另一件公文：{part.name}"
        if len(text.parts) > 1:
            remarks[part.lines[0]].append(Remark(words, Tone.DOCUMENT))
    for doubt in stored.document.doubts:
        remarks[doubt.lines[0]].append(Remark(doubt_words(doubt), Tone.DOUBT))
    for line, reason in furniture.items():
        remarks[line].append(Remark(f"{reason}，不入正文", Tone.FURNITURE))
    for line, made in mended.items():
        remarks[line] += [Remark(words, Tone.REPAIR) for words in _repairs_in_words(made)]
    widths = [raw_cells.width(line) for line in text.lines]
    return RawSheet(
        text,
        raw_view("\n".join(text.lines), stored.document, text.furniture, text.repairs),
        stored.document.lines,
        widths,
        [
            width - raw_cells.width(line[-1]) if line else -1
            for line, width in zip(text.lines, widths, strict=True)
        ],
        furniture,
        mended,
        dict(remarks),
        sorted(stored.document.blocks, key=lambda block: block.lines),
        [one.lines for one in stored.document.doubts if one.lines != stored.document.lines],
    )


def doubt_words(doubt: Doubt) -> str:
    """A doubt in one line."""
    return f"存疑：{doubt.what}"


def repair_words(repair: Repair) -> str:
    """A repair in words: ``修复：ꎮ → 。（字形还原）``."""
    before, after = raw_cells.name(repair.before), raw_cells.name(repair.after)
    return f"修复：{before} → {after}（{repair.rule}）"


def _mended(text: RawText) -> dict[int, list[Mended]]:
    by_line: defaultdict[int, list[Repair]] = defaultdict(list)
    for repair in text.repairs:
        by_line[repair.line].append(repair)
    return {
        line: [
            Mended(repair, columns)
            for repair, columns in zip(made, places(text.lines[line - 1], made), strict=True)
        ]
        for line, made in by_line.items()
        if 0 < line <= len(text.lines)
    }


def _repairs_in_words(made: Sequence[Mended]) -> list[str]:
    """The repairs of a line; the same one made several times is told once."""
    counted: dict[str, int] = {}
    for one in made:
        words = repair_words(one.repair)
        counted[words] = counted.get(words, 0) + 1
    return [words if times == 1 else f"{words}×{times}" for words, times in counted.items()]


def _starts(line: str) -> list[int]:
    return list(accumulate(raw_cells.widths(line), initial=0))
