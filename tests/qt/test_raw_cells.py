"""Raw characters on the grid: nothing unseen, nothing that looks like something else."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhupi.qt import raw_cells
from zhupi.qt.raw_cells import CELLS, Look


@pytest.mark.parametrize(
    ("char", "width"),
    [("国", 2), ("，", 2), ("“", 2), ("１", 2), ("1", 1), ("a", 1), ("«", 1), ("𠮷", 2), ("ꎮ", 2)],
)
def test_chinese_type_is_two_cells_wide_and_latin_one(char: str, width: int) -> None:
    assert (CELLS[char].width, CELLS[char].drawn) == (width, char)


def test_white_space_has_signs_that_differ() -> None:
    seen = [CELLS[char] for char in " \t\u3000"]
    assert len({cell.drawn for cell in seen}) == 3
    assert {cell.look for cell in seen} == {Look.SPACE}


@pytest.mark.parametrize("char", ["\u00a0", "\u200b", "\ufeff", "\x07", "\u2028", "\ue010", "\xad"])
def test_what_would_not_be_seen_is_shown_by_its_code(char: str) -> None:
    assert CELLS[char].look is Look.CODE
    assert raw_cells.name(char) == f"U+{ord(char):04X}"


def test_a_mark_that_would_join_its_neighbour_stands_alone() -> None:
    assert CELLS["\u0301"].drawn == "◌\u0301"


@given(st.text())
def test_a_text_is_as_wide_as_its_characters(text: str) -> None:
    assert raw_cells.width(text) == sum(CELLS[char].width for char in text)
    assert all(CELLS[char].width > 0 for char in text)
