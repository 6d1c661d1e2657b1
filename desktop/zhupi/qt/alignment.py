"""Which raw line a place of the document text stands on, and the other way round."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass

from zhupi.gazette.model import Attachment, Block, BlockKind, Lines
from zhupi.gazette.raw_view import RawView


@dataclass(frozen=True, slots=True)
class _Cell:
    start: int
    end: int
    lines: Lines


class Alignment:
    """Offsets in a document text, in code points, and lines of its source, counted from 1.

    Of running text the raw view knows where each line begins; of a table that was rebuilt its cells
    know their lines; of another list its rows are taken to follow one another as the lines do.
    """

    def __init__(self, view: RawView) -> None:
        document = view.document
        self._view = view
        self._starts = document.block_starts
        self._blocks = document.blocks
        self._cells: dict[int, list[_Cell]] = {}
        self._begins = {line.number: line.start for line in view.lines if line.start is not None}
        self._lines: dict[int, list[int]] = {}
        for line in view.lines:
            if line.block is not None:
                self._lines.setdefault(line.block, []).append(line.number)
        for index, (block, start) in enumerate(zip(self._blocks, self._starts, strict=True)):
            if block.kind is BlockKind.TABLE:
                self._cells[index] = _cells_of(block, start, document.attachments) or self._rows(
                    index, block, start
                )
        self._firsts = sorted((block.lines, index) for index, block in enumerate(self._blocks))

    def block_at(self, offset: int) -> int | None:
        """The index of the block at a place, ``None`` in a document without text."""
        return max(0, bisect_right(self._starts, offset) - 1) if self._starts else None

    def block_lines(self, offset: int) -> Lines | None:
        """The lines of the block at a place; of the cell, where the place is in a table."""
        index = self.block_at(offset)
        if index is None:
            return None
        cells = self._cells.get(index, ())
        found = next((cell for cell in cells if cell.start <= offset <= cell.end), None)
        return found.lines if found is not None else self._blocks[index].lines

    def line_of(self, offset: int) -> int | None:
        """The line on which a place stands."""
        index = self.block_at(offset)
        if index is None:
            return None
        line = self._view.line_at(offset)
        if line is not None and index not in self._cells:
            return line.number
        lines = self.block_lines(offset)
        return None if lines is None else lines[0]

    def offset_of(self, line: int) -> int | None:
        """The place where the words of a line begin; of the block after it where it has none."""
        if line in self._begins:
            return self._begins[line]
        at = max(0, bisect_right(self._firsts, ((line, 1 << 60), 0)) - 1)
        if not self._firsts:
            return None
        (_, last), index = self._firsts[at]
        if line > last:  # furniture or nothing between two blocks
            following = min(at + 1, len(self._firsts) - 1)
            return self._starts[self._firsts[following][1]]
        for cell in self._cells.get(index, ()):
            if cell.lines[0] <= line <= cell.lines[1]:
                return cell.start
        after = [number for number in self._lines.get(index, ()) if number >= line]
        return self._begins.get(after[0], self._starts[index]) if after else self._starts[index]

    def _rows(self, index: int, block: Block, start: int) -> list[_Cell]:
        """The rows of a list, each on its share of the lines."""
        lines = self._lines.get(index, [])
        rows = block.text.split("\n")
        found = []
        for number, row in enumerate(rows):
            if lines:
                first = lines[number * len(lines) // len(rows)]
                last = lines[max((number + 1) * len(lines) // len(rows) - 1, 0)]
                found.append(_Cell(start, start + len(row), (first, max(first, last))))
            start += len(row) + 1
        return found


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
