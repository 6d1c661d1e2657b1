"""Which raw line a place of the document text stands on, and the other way round."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from zhupi.gazette.model import Attachment, Block, BlockKind, Document, Lines
from zhupi.qt.raw_sheet import RawSheet


@dataclass(frozen=True, slots=True)
class _Cell:
    start: int
    end: int
    lines: Lines


class Alignment:
    """Offsets in a document text, in code points, and lines of its source, counted from 1.

    A block is known to stand on its lines. Inside a paragraph of several lines each holds as much
    of the text as it has characters, which is right but for white space and what was put right. The
    cells of a table that was rebuilt know their lines.
    """

    def __init__(self, document: Document, sheet: RawSheet) -> None:
        self._starts: list[int] = []
        self._blocks: list[tuple[int, Block]] = []
        self._cells: dict[int, list[_Cell]] = {}
        self._sheet = sheet
        numbered = enumerate(zip(document.blocks, document.block_starts, strict=True))
        for index, (block, start) in numbered:
            self._starts.append(start)
            self._blocks.append((start, block))
            if block.kind is BlockKind.TABLE:
                cells = _cells_of(block, start, document.attachments)
                if cells:
                    self._cells[index] = cells
        self._firsts = sorted((block.lines, index) for index, (_, block) in enumerate(self._blocks))

    def block_lines(self, offset: int) -> Lines | None:
        """The lines of the block at a place; of a rebuilt table's cell, where the place is one."""
        index = self._index(offset)
        if index is None:
            return None
        for cell in self._cells.get(index, ()):
            if cell.start <= offset <= cell.end:
                return cell.lines
        return self._blocks[index][1].lines

    def line_of(self, offset: int) -> int | None:
        """The line on which a place stands."""
        index = self._index(offset)
        if index is None:
            return None
        if index in self._cells:
            lines = self.block_lines(offset)
            return lines[0] if lines is not None else None
        start, block = self._blocks[index]
        shared = [line for line, _ in self._shares(block)]
        if not shared:
            return block.lines[0]
        return shared[min(bisect_right(self._ends(block), offset - start), len(shared) - 1)]

    def offset_of(self, line: int) -> int | None:
        """The place where the words of a line begin; of the block after it where it has none."""
        at = bisect_right(self._firsts, ((line, 1 << 60), 0)) - 1
        if at < 0:
            return self._starts[0] if self._starts else None
        index = self._firsts[at][1]
        start, block = self._blocks[index]
        if line > block.lines[1]:  # furniture or nothing between two blocks
            following = min(at + 1, len(self._firsts) - 1)
            return self._blocks[self._firsts[following][1]][0]
        for cell in self._cells.get(index, ()):
            if cell.lines[0] <= line <= cell.lines[1]:
                return cell.start
        lines = [number for number, _ in self._shares(block)]
        before = bisect_left(lines, line)
        return start + (([0, *self._ends(block)])[before] if before < len(lines) else 0)

    def _index(self, offset: int) -> int | None:
        return max(0, bisect_right(self._starts, offset) - 1) if self._starts else None

    def _shares(self, block: Block) -> Iterator[tuple[int, int]]:
        """The lines of a block that hold text, each with its number of characters."""
        for line in range(block.lines[0], block.lines[1] + 1):
            if line not in self._sheet.furniture:
                count = len("".join(self._sheet.line(line).split()))
                if count:
                    yield line, count

    def _ends(self, block: Block) -> list[int]:
        """Where in the block's text the words of each of these lines end."""
        counts = [count for _, count in self._shares(block)]
        total = max(1, sum(counts))
        ends, reached = [], 0
        for count in counts:
            reached += count
            ends.append(round(reached * len(block.text) / total))
        return ends


def _cells_of(block: Block, start: int, attachments: tuple[Attachment, ...]) -> list[_Cell]:
    """The cells of a rebuilt table, if an attachment knows their lines."""
    for attachment in attachments:
        if len(attachment.cell_lines) != len(attachment.rows):
            continue
        rows = [list(row) for row in attachment.rows]
        head = [list(attachment.columns)] if attachment.columns else []
        if "\n".join("\t".join(row) for row in head + rows) != block.text:
            continue
        found = []
        at = start + sum(len("\t".join(row)) + 1 for row in head)
        for row, lines in zip(attachment.rows, attachment.cell_lines, strict=True):
            for cell, where in zip(row, lines, strict=True):
                if where != (0, 0):
                    found.append(_Cell(at, at + len(cell), where))
                at += len(cell) + 1
        return found
    return []
