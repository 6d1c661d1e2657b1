"""Tables of Word: those of a document, and that of the notes on it."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TypeVar

from docx.document import Document
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.shared import Mm, RGBColor
from docx.table import Table as WordTable
from docx.table import _Cell, _Row
from docx.text.paragraph import Paragraph as WordParagraph
from docx.text.run import Run as WordRun

from zhupi.export.looks import HEI, INKS, Font
from zhupi.export.paging import line_count
from zhupi.export.parts import NoteTable, Numbered, Run, Table, Worded, words_of
from zhupi.export.wording import clock
from zhupi.export.wordnotes import write_pieces
from zhupi.export.wordxml import clean, element, row_properties, set_font, set_style, shade_run
from zhupi.gazette.typography import LIST_GAP, side_by_side

R = TypeVar("R", bound=Worded)
Rows = Sequence[Sequence[Sequence[R]]]
"""The runs of each cell of each row."""
WriteRuns = Callable[[WordParagraph, Sequence[R], Font | None], None]

NOTE_COLUMNS = (("序号", 12), ("原文", 58), ("批注", 62), ("类别、时间", 28))
"""The columns of the notes and their breadth, of 160."""
_CELL_EDGES = 4.0
"""What a cell keeps free left and right, and one of its characters of 12 points, in millimetres."""
_CHARACTER = 4.234
_TOGETHER = 20
"""Lines of a row that is kept on one page. A taller one may be broken: LibreOffice cuts off what
is below the foot of a page of a row that may not."""


def write_table(document: Document, table: Table, breadth: float, write: WriteRuns[Run]) -> None:
    """Add a table of a text as `laid_out`; `write` writes the runs of a cell."""
    table, widths = laid_out(table, breadth)
    write_rows(document, table.rows, widths, write, header=table.header, ruled=table.ruled)


def write_rows(
    document: Document,
    rows: Rows[R],
    widths: Sequence[float],
    write: WriteRuns[R],
    *,
    header: bool,
    ruled: bool = True,
) -> None:
    """Add rows in columns of these widths, in millimetres."""
    width = len(widths)
    made = _made(document, len(rows), widths, header=header, ruled=ruled)
    for index, (row, cells) in enumerate(zip(made.rows, rows, strict=True)):
        for cell, runs in zip(row.cells, _filled(cells, width), strict=True):
            paragraph = cell.paragraphs[0]
            set_style(paragraph, "TableText")
            write(paragraph, runs, HEI if header and index == 0 else None)
        texts = [words_of(runs) for runs in cells]
        if (
            max((_height([t], w) for t, w in zip(texts, widths, strict=False)), default=0)
            <= _TOGETHER
        ):
            _keep_together(row)


def write_note_table(document: Document, table: NoteTable, breadth: float) -> None:
    """Add the notes as a table, numbered as on their words."""
    widths = [part * breadth / 160 for _, part in NOTE_COLUMNS]
    made = _made(document, len(table.notes) + 1, widths, header=True)
    for cell, (name, _) in zip(made.rows[0].cells, NOTE_COLUMNS, strict=True):
        set_style(cell.paragraphs[0], "NoteText")
        set_font(cell.paragraphs[0].add_run(name), HEI)
    for row, note in zip(list(made.rows)[1:], table.notes, strict=True):
        _write_note(row.cells, note)
        said = [piece.text for piece in note.comment.pieces]
        if max(map(_height, (note.lines, said), widths[1:3])) <= _TOGETHER:
            _keep_together(row)


def _write_note(cells: Sequence[_Cell], note: Numbered) -> None:
    number, words, said, about = cells
    ink = INKS[note.comment.colour]
    comment = note.comment
    _lines(number, [f"[{note.number}]"])
    for run in _lines(words, note.lines):
        shade_run(run, ink.wash)
    set_style(said.paragraphs[0], "NoteText")
    write_pieces(said, comment.pieces, "NoteText")
    tags = "　".join(f"#{tag}" for tag in comment.tags)
    meaning, *_ = _lines(about, [comment.meaning, *([tags] if tags else []), clock(comment.when)])
    meaning.font.color.rgb = RGBColor.from_string(ink.line)


def _lines(cell: _Cell, lines: Sequence[str]) -> list[WordRun]:
    """One paragraph for each line."""
    paragraph = cell.paragraphs[0]
    set_style(paragraph, "NoteText")
    runs = []
    for index, line in enumerate(lines):
        if index:
            set_style(paragraph := cell.add_paragraph(), "NoteText")
        runs.append(paragraph.add_run(clean(line)))
    return runs


def _made(
    document: Document, rows: int, widths: Sequence[float], *, header: bool, ruled: bool = True
) -> WordTable:
    """A table at the end of the file, with lines if it is ruled; `widths` are in millimetres."""
    style = document.styles["Table Grid" if ruled else "Normal Table"]
    made: WordTable = document.add_table(rows, len(widths), style)
    made.autofit = False
    made.alignment = WD_TABLE_ALIGNMENT.CENTER if ruled else WD_TABLE_ALIGNMENT.LEFT
    for column, breadth in zip(made.columns, widths, strict=True):
        column.width = Mm(breadth)
    for index, row in enumerate(made.rows):
        if header and index == 0:
            row_properties(row).append(element("tblHeader"))
        for cell, breadth in zip(row.cells, widths, strict=True):
            cell.width = Mm(breadth)
    return made


def _height(texts: Sequence[str], breadth: float) -> int:
    """The lines that paragraphs take in a cell."""
    room = (breadth - _CELL_EDGES) / _CHARACTER
    return sum(line_count(text, 0, room, hangs=False) for text in texts)


def _keep_together(row: _Row) -> None:
    row_properties(row).append(element("cantSplit"))


def column_widths(rows: Rows[R], breadth: float) -> list[float]:
    """Share out the breadth, in millimetres, by what stands in each column.

    Each has room for up to four characters side by side, as far as all have. What is left goes to
    those whose longest cell is not yet on one line, by the root of all that they hold: full columns
    grow broader and higher alike. Columns hold whole characters, so that every program breaks their
    lines alike.
    """
    columns = max(len(row) for row in rows)
    longest, whole = [1] * columns, [1] * columns
    for row in rows:
        for index, cell in enumerate(row):
            length = _length(cell)
            longest[index] = max(longest[index], length)
            whole[index] += length
    least = [_CELL_EDGES + _CHARACTER * min(length, 4) for length in longest]
    rest = breadth - sum(least)
    if rest < 0:
        return [width * breadth / sum(least) for width in least]
    lacking = [_CHARACTER * max(length - 4, 0) for length in longest]
    widths = [
        width + given for width, given in zip(least, _shared(rest, lacking, whole), strict=True)
    ]
    return _whole_characters(widths, longest)


def _whole_characters(widths: Sequence[float], longest: Sequence[int]) -> list[float]:
    """Widths near these, of the same sum, that hold whole characters.

    What is over goes to the column that has room to spare.
    """
    held = [(width - _CELL_EDGES) / _CHARACTER for width in widths]
    counts = [math.floor(count + 0.001) for count in held]
    over = sum(held) - sum(counts)
    for index in sorted(range(len(held)), key=lambda index: counts[index] - held[index]):
        if over < 1 or counts[index] >= longest[index]:
            continue
        counts[index] += 1
        over -= 1
    slack = max(range(len(counts)), key=lambda index: counts[index] - longest[index])
    made = [_CELL_EDGES + _CHARACTER * count for count in counts]
    made[slack] += _CHARACTER * over
    return made


def laid_out(table: Table, breadth: float) -> tuple[Table, list[float]]:
    """The rows of a table as they stand, and the widths of its columns in millimetres.

    The columns of a list are as wide as their longest cell. The names of a list of one column stand
    side by side, row by row, in columns that are alike.
    """
    if table.ruled:
        return table, column_widths(table.rows, breadth)
    cells = [cell for row in table.rows for cell in row]
    count = max(map(len, table.rows))
    if count == 1:
        lengths = [_length(cell) for cell in cells]
        count = side_by_side(lengths, (breadth - _CELL_EDGES) / _CHARACTER)
        rows = [tuple(cells[at : at + count]) for at in range(0, len(cells), count)]
        table = replace(table, rows=tuple(rows))
        longest = [max(lengths)] * count
    else:
        columns = [[row[at] for row in table.rows if at < len(row)] for at in range(count)]
        longest = [max(map(_length, column)) for column in columns]
    widths = [_CHARACTER * (length + LIST_GAP) for length in longest]
    whole = max(sum(widths), breadth)
    return table, [width * breadth / whole for width in widths]


def _length(cell: Sequence[Worded]) -> int:
    return sum(len(run.text) for run in cell)


def _shared(rest: float, lacking: Sequence[float], whole: Sequence[int]) -> list[float]:
    """What each column is given of the rest; none more than it lacks, unless all have that."""
    weights = [math.sqrt(length) for length in whole]
    given = [0.0] * len(lacking)
    wanting = [index for index, lack in enumerate(lacking) if lack > 0]
    while wanting:
        part = rest / sum(weights[index] for index in wanting)
        sated = [index for index in wanting if lacking[index] <= weights[index] * part]
        for index in sated or wanting:
            given[index] = min(lacking[index], weights[index] * part)
            rest -= given[index]
        if not sated:
            return given
        wanting = [index for index in wanting if index not in sated]
    return [
        part + rest * weight / sum(weights) for part, weight in zip(given, weights, strict=True)
    ]


def _filled(cells: Sequence[Sequence[R]], width: int) -> list[Sequence[R]]:
    return [*cells, *[()] * (width - len(cells))]
