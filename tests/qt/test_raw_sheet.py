"""What is told of raw lines, of the bundled gazettes."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from zhupi.library import Library
from zhupi.library.model import StoredDocument
from zhupi.locations import places
from zhupi.qt import raw_sheet
from zhupi.qt.alignment import Alignment
from zhupi.qt.raw_sheet import Bracket, RawSheet, Tone


@pytest.fixture
def library(seeded: Path) -> Iterator[Library]:
    opened = Library.open(places(seeded))
    yield opened
    opened.close()


def sheet_of(library: Library, number: str) -> tuple[StoredDocument, RawSheet]:
    stored = library.document(library.resolve(number))
    return stored, raw_sheet.make(library.raw_text(stored.id), stored)


def words(sheet: RawSheet, line: int) -> list[str]:
    return [remark.words for remark in sheet.remarks.get(line, ())]


def test_lines_that_were_joined_are_bracketed_and_furniture_is_not(library: Library) -> None:
    _, sheet = sheet_of(library, "国发〔2016〕49号")
    # A paragraph on lines 102 to 127, the page number ２ on line 110 in its middle.
    told = [sheet.bracket(line) for line in (102, 104, 110, 127, 129)]
    assert told == [Bracket.FIRST, Bracket.INSIDE, Bracket.NONE, Bracket.LAST, Bracket.NONE]
    block = sheet.block_at(110)
    assert block is not None
    assert block.lines == (102, 127)
    assert words(sheet, 110) == ["页码，不入正文"]
    assert sheet.counts() == (0, 3)


def test_documents_of_the_source_say_where_they_begin(library: Library) -> None:
    _, sheet = sheet_of(library, "川府发〔2016〕37号")
    assert words(sheet, 1) == ["另一件公文：国发〔2016〕49号"]
    assert words(sheet, 674)[0] == "本文由此开始"
    assert Tone.DOUBT in {remark.tone for remark in sheet.remarks[674]}
    assert (674, 677) in sheet.doubted
    assert not sheet.inside(673)
    assert sheet.inside(674)


def test_repairs_are_told_in_words_and_shown_at_their_glyphs(library: Library) -> None:
    stored = next(
        library.document(row.id) for row in library.rows() if row.source.startswith("003_")
    )
    sheet = raw_sheet.make(library.raw_text(stored.id), stored)
    assert words(sheet, 12) == ["修复：ꎮ → 。（字形还原）", "修复：ꎬ → ，（字形还原）"]
    assert words(sheet, 18) == ["修复：ꎬ → ，（字形还原）", "修复：ꎮ → 。（字形还原）×2"]
    columns = [made.columns for made in sheet.mended[12]]
    assert [sheet.line(12)[slice(*place)] for place in columns if place] == ["ꎮ", "ꎬ"]
    # Counted in the file: glyphs, and pairs of numbers whose point was lost.
    assert sheet.counts()[0] == 132


def test_the_next_of_some_lines_is_found_either_way(library: Library) -> None:
    _, sheet = sheet_of(library, "国发〔2016〕49号")
    assert sheet.next_of([110, 300], 110, 1) == 300
    assert sheet.next_of([110, 300], 110, -1) is None
    assert sheet.next_of([110, 300], 301, -1) == 300


# Places and lines


def test_a_place_stands_on_the_line_that_holds_its_words(library: Library) -> None:
    stored, sheet = sheet_of(library, "国发〔2016〕49号")
    text, alignment = stored.document.text, Alignment(stored.document, sheet)
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
        alignment = Alignment(stored.document, sheet)
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
    alignment = Alignment(stored.document, sheet)
    text = stored.document.text
    # A task of the table stands on lines 1260 to 1268, below the numbers of all the rows.
    at = text.rindex("建立政务诚信监测指标评价体系，对省直部门")
    line = alignment.line_of(at)
    assert line == 1260
    assert alignment.block_lines(at) == (1260, 1268)
    assert alignment.offset_of(line) == at
