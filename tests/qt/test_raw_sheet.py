"""What is told of raw lines, of the bundled gazettes."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from zhupi.library import Library
from zhupi.library.model import StoredDocument
from zhupi.locations import places
from zhupi.qt import raw_sheet
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
