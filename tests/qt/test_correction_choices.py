"""What is offered where: told from the lines of the first bundled gazette."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from zhupi.gazette.corrections import Amends, Correction
from zhupi.gazette.model import Document, Doubt
from zhupi.library import Library
from zhupi.locations import places
from zhupi.qt import correction_choices, raw_sheet
from zhupi.qt.alignment import Alignment
from zhupi.qt.correction_choices import at_line, at_offset, choices, fitting, kinds
from zhupi.qt.doubts import placed
from zhupi.qt.sheets import Loaded


@pytest.fixture
def library(seeded: Path) -> Iterator[Library]:
    opened = Library.open(places(seeded))
    yield opened
    opened.close()


@pytest.fixture
def loaded(library: Library) -> Loaded:
    """国发〔2016〕49号: a paragraph on lines 102 to 127, a heading on 129, one on 131 and after."""
    stored = library.document(library.resolve("国发〔2016〕49号"))
    sheet = raw_sheet.make(library.raw_text(stored.id), stored)
    return Loaded(stored, sheet, Alignment(sheet.view))


def no_other(document: str) -> Document:
    raise AssertionError(f"{document} was not to be read")


def settled(loaded: Loaded, what: str, lines: tuple[int, int]) -> list[Correction]:
    """What is offered for a doubt about some lines, but for what concerns other documents."""
    document = loaded.stored.document
    doubted = Document(
        **{
            name: getattr(document, name)
            for name in ("title", "number", "issuers", "kind", "date", "addressees", "signoff")
        },
        complete=True,
        lines=document.lines,
        blocks=document.blocks,
        doubts=(Doubt(lines, what, ""),),
    )
    [one] = placed(doubted)
    return [
        choice.make()
        for choice in fitting(loaded, one, no_other)
        if choice.name != "correct_join_next_document"
    ]


@pytest.mark.parametrize(
    ("what", "lines", "wanted"),
    [
        # Both lines in one paragraph: whether a new one begins with the second.
        ("段落分界不确定", (104, 106), [Correction(Amends.PART, 106)]),
        # Each in its own: whether they belong together.
        ("段落分界不确定", (127, 129), [Correction(Amends.JOIN, 129)]),
        ("句子没有完", (102, 127), [Correction(Amends.JOIN, 129)]),
        (
            "落款之后还有文字",
            (129, 129),
            [Correction(Amends.PART_DOCUMENT, 129), Correction(Amends.FURNITURE, 129)],
        ),
        ("落款之后还有文字", (129, 131), [Correction(Amends.PART_DOCUMENT, 129)]),
        ("表格经过重排", (129, 131), []),
    ],
)
def test_a_doubt_is_offered_what_may_settle_it(
    loaded: Loaded, what: str, lines: tuple[int, int], wanted: list[Correction]
) -> None:
    assert settled(loaded, what, lines) == wanted


def test_in_the_text_the_nearest_beginning_of_a_raw_line_is_offered(loaded: Loaded) -> None:
    at = loaded.stored.document.text.index("和“四个全面”战略布局")  # line 111 begins so
    offered = {
        choice.name: choice for choice in choices(loaded, at_offset(loaded, at + 2), no_other)
    }
    assert offered["correct_part"].make() == Correction(Amends.PART, 111)
    assert offered["correct_furniture"].make() == Correction(Amends.FURNITURE, 111)
    assert offered["correct_part"].revision == loaded.stored.revision


def test_at_a_raw_line_only_that_line_is_meant(loaded: Loaded) -> None:
    names = [choice.name for choice in choices(loaded, at_line(loaded, 102), no_other)]
    assert "correct_part" not in names  # the paragraph begins there already
    page_number = list(choices(loaded, at_line(loaded, 110), no_other))
    assert [choice.make() for choice in page_number if choice.name == "correct_text"] == [
        Correction(Amends.TEXT, 110)
    ]
    assert list(choices(loaded, at_line(loaded, 109), no_other))[-1].name != "correct_furniture"


def test_a_block_is_offered_every_kind_but_its_own_and_a_table_none(
    library: Library, loaded: Loaded
) -> None:
    labels = [choice.label for choice in kinds(loaded, at_line(loaded, 102))]
    assert "段落" not in labels
    assert labels[:4] == ["一级标题", "二级标题", "三级标题", "四级标题"]
    stored = library.document(library.resolve("川府发〔2018〕7号"))
    sheet = raw_sheet.make(library.raw_text(stored.id), stored)
    table = Loaded(stored, sheet, Alignment(sheet.view))
    spot = correction_choices.at_line(table, 1260)
    assert kinds(table, spot) == []
    names = [choice.name for choice in choices(table, spot, no_other)]
    assert {"correct_join", "correct_part"}.isdisjoint(names)
