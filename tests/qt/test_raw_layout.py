"""The rows of the grid against a plain reckoning of their own."""

from __future__ import annotations

from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from zhupi.gazette.model import Block, BlockKind, Document, Furniture, Gazette
from zhupi.library.raw_text import RawText
from zhupi.qt import raw_sheet
from zhupi.qt.raw_cells import CELLS
from zhupi.qt.raw_layout import ROW, RawLayout
from zhupi.storage.model import Source, StoredDocument

NOW = datetime(2026, 1, 1, tzinfo=UTC)


def sheet_of(text: str, *furniture: Furniture) -> raw_sheet.RawSheet:
    source = Source(1, "甲.txt", "", "", "utf-8", Gazette(), NOW)
    lines = text.split("\n")
    block = Block(BlockKind.PARAGRAPH, "甲", (1, len(lines)))
    document = Document(
        "", None, (), None, None, None, None, True, (1, len(lines)), blocks=(block,)
    )
    stored = StoredDocument("d", document, source, "", 1)
    return raw_sheet.make(RawText(source, lines, 0, furniture, (), ()), stored)


def rows_by_hand(line: str, columns: int) -> list[str]:
    """A character goes into the row in whose cells it begins."""
    rows: dict[int, str] = {}
    cell = 0
    for char in line:
        rows[cell // columns] = rows.get(cell // columns, "") + char
        cell += CELLS[char].width
    return [rows.get(row, "") for row in range(max(rows, default=0) + 1)]


TEXTS = st.text(alphabet="国1 a\t　\n", max_size=60)


@given(TEXTS, st.integers(8, 20))
def test_rows_hold_every_character_once_and_in_order(text: str, columns: int) -> None:
    sheet = sheet_of(text)
    layout = RawLayout(sheet, columns)
    for number, line in enumerate(text.split("\n"), 1):
        rows = [layout.row(number, row) for row in range(layout.rows(number))]
        assert [line[first:end] for first, end in rows] == rows_by_hand(line, columns)


@given(TEXTS, st.integers(8, 20))
def test_a_place_that_is_pointed_at_is_found_again(text: str, columns: int) -> None:
    layout = RawLayout(sheet_of(text), columns)
    for number, line in enumerate(text.split("\n"), 1):
        for column in range(len(line)):
            row, cell = layout.cell((number, column))
            unit = layout.top(number) + row * ROW
            assert layout.place(unit, cell) == (number, column)


@given(TEXTS, st.integers(8, 20))
def test_lines_stand_one_below_the_other(text: str, columns: int) -> None:
    layout = RawLayout(sheet_of(text), columns)
    height = 0
    for number, line in enumerate(text.split("\n"), 1):
        assert layout.top(number) == height
        assert layout.line_at(height) == number
        height += ROW * len(rows_by_hand(line, columns)) if line else 1
        assert layout.bottom(number) == height
    assert layout.height == height


def test_a_remark_without_room_beside_the_line_stands_below_it() -> None:
    text = "２\n" + "国" * 9
    sheet = sheet_of(text, Furniture(1, "２", "页码"), Furniture(2, "国" * 9, "栏头"))
    layout = RawLayout(sheet, 24)
    assert (layout.remark_beside(1), layout.bottom(1)) == (True, ROW)
    assert (layout.remark_beside(2), layout.bottom(2)) == (False, 3 * ROW)
