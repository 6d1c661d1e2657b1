"""Tables that the extraction flattened, and lists of names.

A table comes out column by column: the row numbers first, then each column's cells from the top
down, one group of lines without blanks between them a cell, and the header row last. Where rows
times columns come out even the table is rebuilt, with a doubt; else its lines are kept as they are.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from zhupi.gazette.clean import Text, clean, join
from zhupi.gazette.ladder import decimal_of, mark_of
from zhupi.gazette.lines import Line
from zhupi.gazette.model import Lines
from zhupi.gazette.sheets import Sheet
from zhupi.gazette.wording import INSTITUTION_END, SOFT_END, STRONG_END, narrow

_HEADER = re.compile(r"序\s*号(?:\s+\S+){1,9}")
_NUMBER = re.compile(r"\d{1,3}")
_PADDED_NAME = re.compile(r"(?<![一-鿿])([一-鿿])[\s　]+([一-鿿])(?=[\s　：]|$)")
_INNER_SPACE = re.compile(r"[一-鿿）][\s　]+[一-鿿（]")
_SHORT_ROW = 24
_ROLE = re.compile(r"([一-鿿]{1,8})：(.+)")
_PERSON = re.compile(r"(?:[一-鿿]{2,8}：\s*)?[一-鿿]{2,4}[\s　]+[一-鿿]{3}")
"""A row of a list of members: perhaps a role, the name, the office."""


Rows = list[tuple[Text, ...]]


@dataclass(frozen=True, slots=True)
class Table:
    """The header cells (none for a list) and the rows; each cell knows its raw lines."""

    columns: tuple[str, ...]
    cells: tuple[tuple[Text, ...], ...]
    header: int = 0

    @property
    def rows(self) -> tuple[tuple[str, ...], ...]:
        return tuple(tuple(cell.text for cell in row) for row in self.cells)

    @property
    def cell_lines(self) -> tuple[tuple[Lines, ...], ...]:
        return tuple(
            tuple((cell.numbers[0], cell.numbers[-1]) if cell.numbers else (0, 0) for cell in row)
            for row in self.cells
        )

    @property
    def rearranged(self) -> bool:
        """Tell whether the cells of a row were gathered from lines apart."""
        rows = ({number for cell in row for number in cell.numbers} for row in self.cells)
        return any(len(numbers) > 1 for numbers in rows)

    @property
    def text(self) -> Text:
        """One row a line, cells parted by tabs."""
        parts: list[str] = []
        starts: list[int] = []
        numbers: list[int] = []
        at = 0
        if self.columns:
            parts.append("\t".join(self.columns))
            starts.append(0)
            numbers.append(self.header)
            at = len(parts[0]) + 1
        for row in self.cells:
            for cell in row:
                starts += [at + start for start in cell.starts]
                numbers += cell.numbers
                at += len(cell.text) + 1
            parts.append("\t".join(cell.text for cell in row))
        return Text("\n".join(parts), tuple(starts), tuple(numbers))


def is_header(text: str) -> bool:
    """Tell the header row of a numbered table (序号 工作任务 …)."""
    return len(text) <= 80 and bool(_HEADER.fullmatch(text))


def stretches(lines: Sequence[Line]) -> list[tuple[int, int]]:
    """Return first and last line of each table that shows itself: numbers on top, header at foot.

    Two or more row numbers that count on, each alone on its line, open a page of it.
    """
    found: list[tuple[int, int]] = []
    first: int | None = None
    for index, line in enumerate(lines):
        if first is None and _count_on(lines, index):
            first = index
        if first is not None and is_header(line.text):
            if found and found[-1][1] == first - 1:
                first = found.pop()[0]
            found.append((first, index))
            first = None
    return found


def _count_on(lines: Sequence[Line], index: int) -> bool:
    pair = [narrow(line.text) for line in lines[index : index + 2]]
    return (
        len(pair) == 2
        and all(_NUMBER.fullmatch(text) for text in pair)
        and int(pair[1]) == int(pair[0]) + 1
    )


def rebuild(lines: Sequence[Line]) -> Table | None:
    """Rebuild a numbered table from its flattened lines; ``None`` where it does not come out."""
    headers = [index for index, line in enumerate(lines) if is_header(line.text)]
    if not headers:
        return None
    columns = tuple(lines[headers[0]].text.split())
    if any(tuple(lines[index].text.split()) != columns for index in headers):
        return None
    rows: Rows = []
    for chunk in _chunks(lines, headers):
        part = _rows(chunk, len(columns))
        if part is None:
            return None
        rows += part
    names = tuple(clean(column) for column in columns)
    return Table(names, tuple(rows), lines[headers[0]].number)


def _chunks(lines: Sequence[Line], headers: Sequence[int]) -> list[list[Line]]:
    """The lines of each page's part of the table, without its header row."""
    if headers[0] == 0:
        bounds = [*headers, len(lines)]
        return [list(lines[a + 1 : b]) for a, b in pairwise(bounds)]
    chunks, at = [], 0
    for index in headers:
        chunks.append(list(lines[at:index]))
        at = index + 1
    if at < len(lines):
        chunks.append(list(lines[at:]))
    return chunks


def _rows(lines: Sequence[Line], width: int) -> Rows | None:
    groups: list[list[Line]] = []
    for line in lines:
        if groups and line.tight and not line.page_led:
            groups[-1].append(line)
        else:
            groups.append([line])
    if len(groups) == 1:  # no blanks between the lines: each may be a cell
        groups = [[line] for line in lines]
    return _down_columns(groups, width) or _along_rows(groups, width) or _spaced(lines, width)


def _down_columns(groups: Sequence[Sequence[Line]], width: int) -> Rows | None:
    """Rows whose numbers come first, then the cells of each column from the top down."""
    count = 0
    while count < len(groups) and _is_number(groups[count]):
        count += 1
    if count == 0 or len(groups) != count * width:
        return None
    cells = [join(group) for group in groups]
    return [tuple(cells[row + column * count] for column in range(width)) for row in range(count)]


def _along_rows(groups: Sequence[Sequence[Line]], width: int) -> Rows | None:
    """Rows one after the other, each cell a group that begins with its number."""
    if not groups or len(groups) % width:
        return None
    rows = [groups[at : at + width] for at in range(0, len(groups), width)]
    if not all(_is_number(row[0]) and not _is_number(row[1]) for row in rows):
        return None
    first = int(narrow(rows[0][0][0].text))
    if [int(narrow(row[0][0].text)) for row in rows] != list(range(first, first + len(rows))):
        return None
    return [tuple(join(group) for group in row) for row in rows]


def _spaced(lines: Sequence[Line], width: int) -> Rows | None:
    """Rows of one line each, their cells parted by spaces."""
    rows = [line.text.split() for line in lines]
    if not rows or any(len(row) != width or not _NUMBER.fullmatch(narrow(row[0])) for row in rows):
        return None
    return [
        tuple(join([line.repaired(cell)]) for cell in row)
        for line, row in zip(lines, rows, strict=True)
    ]


def _is_number(group: Sequence[Line]) -> bool:
    return len(group) == 1 and bool(_NUMBER.fullmatch(narrow(group[0].text)))


def as_they_stand(lines: Sequence[Line]) -> Text:
    """Return the text of a table that could not be rebuilt: one line of it a row."""
    cells = tuple((join([line]),) for line in lines)
    return Table((), cells).text


def list_runs(sheet: Sheet, least: int, *, strict: bool = False) -> list[tuple[int, int]]:
    """Return runs of at least ``least`` lines (first, last) that are rows, not running text.

    In a ``strict`` reading most of the rows have cells parted by spaces, or begin with a role.
    """
    runs: list[tuple[int, int]] = []
    first: int | None = None
    for index in range(len(sheet.lines) + 1):
        if index < len(sheet.lines) and _is_row(sheet, index):
            first = index if first is None else first
            continue
        run = sheet.lines[first:index] if first is not None else ()
        if first is not None and len(run) >= least and not (strict and not _has_cells(run)):
            runs.append((first, index - 1))
        first = None
    return runs


def _has_cells(lines: Sequence[Line]) -> bool:
    parted = sum(
        bool(_INNER_SPACE.search(line.text) or _ROLE.fullmatch(line.text)) for line in lines
    )
    return parted > len(lines) / 2


def _is_row(sheet: Sheet, index: int) -> bool:
    text = sheet.lines[index].text
    if sheet.lines[index].glued:
        return False
    if STRONG_END.search(text[-8:]) or SOFT_END.search(text[-3:]) or mark_of(text) is not None:
        return False
    decimal = decimal_of(text)
    if decimal is not None and decimal.name != "decimal1":
        return False
    if _PERSON.match(_PADDED_NAME.sub(r"\1\2", text)):
        return len(text) <= 60 and "。" not in text
    if len(text) > 60 or any(mark in text for mark in "，。；、"):
        return False
    short = sheet.measures[index].lacks > 4.0 if sheet.wrapped else len(text) <= _SHORT_ROW
    return short or bool(_INNER_SPACE.search(text))


def list_table(sheet: Sheet) -> Table:
    """Read the rows of a list of names; a line that only goes on is joined to the row before."""
    roles: list[str] = []
    rows: list[list[list[Line]]] = []
    for index, line in enumerate(sheet.lines):
        text = _PADDED_NAME.sub(r"\1\2", line.text)
        if rows and _goes_on(sheet, index, text):
            rows[-1][-1].append(line)
            continue
        role = _ROLE.match(text)
        roles.append(role[1] if role else "")
        rest = role[2] if role else text
        rows.append([[line.repaired(cell)] for cell in rest.split()])
        if role:
            rows[-1].insert(0, [line.repaired(role[1])])
        elif any(roles):
            rows[-1].insert(0, [])
    return Table((), tuple(tuple(_cell(cell) for cell in row) for row in rows))


def _goes_on(sheet: Sheet, index: int, text: str) -> bool:
    """Tell the end of a row cut by the line end: one short piece below a row of several."""
    above = sheet.lines[index - 1].text
    return (
        len(text) <= 8
        and not _INNER_SPACE.search(text)
        and not INSTITUTION_END.search(text)
        and bool(_INNER_SPACE.search(above))
    )


def _cell(lines: Sequence[Line]) -> Text:
    return join(lines) if lines else Text("", (), ())
