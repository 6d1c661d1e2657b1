"""Code points, UTF-16 units and text positions agree, also beyond the basic plane and in tables."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhupi.gazette.model import Block, BlockKind, Document
from zhupi.qt import themes
from zhupi.qt.positions import TextMap, Units
from zhupi.qt.typeset import Look, typeset

pytestmark = pytest.mark.usefixtures("qapp")

TEXT = st.text(st.sampled_from("文字𠮷𪚥a1，。 —·〕/号"), max_size=40)


@given(TEXT, st.integers(0, 40))
def test_units_are_what_utf16_counts(text: str, at: int) -> None:
    at = min(at, len(text))
    units = len(text[:at].encode("utf-16-le")) // 2
    assert Units(text).from_points(at) == units
    assert Units(text).to_points(units) == at


def test_the_middle_of_a_pair_is_its_character() -> None:
    assert [Units("a𠮷b").to_points(units) for units in range(5)] == [0, 1, 1, 2, 3]


def test_an_empty_map_stays_at_the_beginning() -> None:
    assert (TextMap().position(7), TextMap().offset(7)) == (0, 0)


def check(document: Document) -> None:
    page = typeset(document, Look(themes.load("light")))
    for at, char in enumerate(document.text):
        assert page.map.offset(page.map.position(at)) == at
        if char not in "\n\t":
            position = page.map.position(at)
            units = "".join(map(page.text.characterAt, range(position, position + 2)))
            shown = units.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
            assert shown[0] == char
            size = len(char.encode("utf-16-le")) // 2
            assert page.map.end(at + 1) == position + size
    for at, start in zip(document.block_starts, page.starts, strict=True):
        assert page.map.position(at) == start


def test_every_character_is_found_where_it_stands(document: Document) -> None:
    check(document)


KINDS = st.sampled_from(sorted(BlockKind))
CELL = st.text(st.sampled_from("字𠮷1"), max_size=4)
ROWS = st.lists(st.lists(CELL, min_size=1, max_size=3).map("\t".join), min_size=1, max_size=3)


@st.composite
def blocks(draw: st.DrawFn) -> Block:
    kind = draw(KINDS)
    text = draw(ROWS.map("\n".join) if kind is BlockKind.TABLE else TEXT)
    return Block(kind, text, (1, 1), level=1 if kind is BlockKind.HEADING else None)


@given(st.lists(blocks(), min_size=1, max_size=6))
def test_any_document_maps_there_and_back(given_blocks: list[Block]) -> None:
    check(Document("", None, (), None, None, None, None, True, (1, 1), blocks=tuple(given_blocks)))


def test_characters_that_qt_would_take_as_breaks_are_shown_one_for_one() -> None:
    text = "甲\r乙\u2028丙\u2029丁\ufdd0戊\ufffc己"
    block = Block(BlockKind.PARAGRAPH, text, (1, 1))
    page = typeset(
        Document("", None, (), None, None, None, None, True, (1, 1), blocks=(block,)),
        Look(themes.load("light")),
    )
    assert page.text.blockCount() == 1
    for at, char in enumerate(text):
        if char in "甲乙丙丁戊己":
            assert page.text.characterAt(page.map.position(at)) == char
