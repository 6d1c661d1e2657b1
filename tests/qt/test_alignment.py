"""Places in the text and lines of the file, of the bundled gazettes."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from zhupi.library import Library
from zhupi.library.model import StoredDocument
from zhupi.locations import places
from zhupi.qt import raw_sheet
from zhupi.qt.alignment import Alignment
from zhupi.qt.raw_sheet import RawSheet


@pytest.fixture
def library(seeded: Path) -> Iterator[Library]:
    opened = Library.open(places(seeded))
    yield opened
    opened.close()


def sheet_of(library: Library, number: str) -> tuple[StoredDocument, RawSheet]:
    stored = library.document(library.resolve(number))
    return stored, raw_sheet.make(library.raw_text(stored.id), stored)


def test_a_place_stands_on_the_line_that_holds_its_words(library: Library) -> None:
    stored, sheet = sheet_of(library, "国发〔2016〕49号")
    text, alignment = stored.document.text, Alignment(sheet.view)
    # The first words of raw lines, read in the file.
    for line, begins in (
        (1, "国务院关于推进"),
        (26, "政事权和支出责任划分改革提出"),
        (111, "和“四个全面”战略"),
    ):
        at = text.index(begins)
        assert alignment.line_of(at) == line
        assert alignment.offset_of(line) == at
    assert alignment.block_lines(text.index("和“四个全面”战略")) == (102, 127)


def test_every_line_leads_to_a_place_of_its_own_block_and_back(library: Library) -> None:
    for number in ("国发〔2016〕49号", "川府发〔2018〕7号", "川府发〔2016〕37号"):
        stored, sheet = sheet_of(library, number)
        alignment = Alignment(sheet.view)
        for line in range(stored.document.lines[0], stored.document.lines[1] + 1):
            block = sheet.block_at(line)
            if block is None or line in sheet.furniture or sheet.blank(line):
                continue
            offset = alignment.offset_of(line)
            assert offset is not None
            found = alignment.block_lines(offset)
            assert found is not None
            assert found[0] <= line <= found[1] or block.kind.value == "table"


def test_a_cell_of_a_rebuilt_table_knows_its_lines(library: Library) -> None:
    stored, sheet = sheet_of(library, "川府发〔2018〕7号")
    alignment = Alignment(sheet.view)
    text = stored.document.text
    # A task of the table stands on lines 1260 to 1268, below the numbers of all the rows.
    at = text.rindex("建立政务诚信监测指标评价体系，对省直部门")
    line = alignment.line_of(at)
    assert line == 1260
    assert alignment.block_lines(at) == (1260, 1268)
    assert alignment.offset_of(line) == at
