"""The typefaces: every character of a text is found in one of them."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QFont, QFontDatabase, QTextLayout

from zhupi.qt import fonts

pytestmark = pytest.mark.usefixtures("qapp")

RARE = "𠮷㐂龘〇〔〕％①喆堃玥"
"""Characters of names and places that not every typeface has, one beyond the BMP."""


def missing(text: str, font: QFont) -> int:
    """How many glyphs are the box that stands for none."""
    layout = QTextLayout(text, font)
    layout.beginLayout()
    layout.createLine().setLineWidth(10_000)
    layout.endLayout()
    runs = layout.glyphRuns()
    assert runs
    return sum(run.glyphIndexes().count(0) for run in runs)


def test_the_fonts_offered_are_chinese_and_installed() -> None:
    offered = fonts.chinese()
    assert offered
    for family in offered:
        assert fonts.installed(family)
        assert QFontDatabase.WritingSystem.SimplifiedChinese in QFontDatabase.writingSystems(family)


def test_every_font_that_is_offered_shows_rare_characters() -> None:
    for family in (*fonts.chinese(), "", "没有的字体"):
        assert missing(RARE, fonts.font("body", 18, first=family)) == 0, family


def test_a_character_that_no_font_has_is_seen_to_be_missing() -> None:
    assert missing("\U0010fffd", fonts.font("body", 18)) > 0


def test_the_chosen_font_stands_before_those_designed() -> None:
    first = fonts.chinese()[0]
    made = fonts.font("body", 18, first=first)
    assert made.families()[0] == first
    assert made.families()[1:] == list(fonts.families("body"))
    assert not fonts.installed("没有的字体")
    assert not fonts.installed("")
