"""Each theme is legible: contrast by the formula of WCAG 2."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QColor

from zhupi.annotations.model import Colour
from zhupi.qt import actions, icons, themes

pytestmark = pytest.mark.usefixtures("qapp")

NAMES = ("light", "sepia", "dark")


def luminance(colour: QColor) -> float:
    parts = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in (colour.redF(), colour.greenF(), colour.blueF())
    ]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


def contrast(one: QColor, other: QColor) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("name", NAMES)
def test_words_are_legible_on_every_ground(name: str) -> None:
    theme = themes.load(name)
    for ground in (theme.paper, theme.chrome, theme.raised, theme.selected, theme.selection):
        assert contrast(theme.ink, ground) >= 7
    for ground in (theme.paper, theme.chrome, theme.raised):
        assert contrast(theme.muted, ground) >= 4.5
    for colour in Colour:
        assert contrast(theme.ink, theme.marks[colour].fill) >= 6
    assert contrast(theme.hit_ink, theme.hit) >= 6
    assert contrast(theme.accent_ink, theme.accent) >= 4.5
    assert contrast(theme.accent, theme.chrome) >= 4


@pytest.mark.parametrize("name", NAMES)
def test_a_mark_differs_from_the_paper_and_from_the_others(name: str) -> None:
    theme = themes.load(name)
    fills = [theme.marks[colour].fill for colour in Colour]
    for fill in fills:
        assert contrast(fill, theme.paper) >= 1.1
        assert contrast(fill, theme.hit) >= 3
    assert len({fill.name() for fill in fills}) == len(fills)


@pytest.mark.parametrize("name", NAMES)
def test_the_line_around_a_hit_is_seen_on_the_paper_and_on_every_mark(name: str) -> None:
    theme = themes.load(name)
    for ground in (theme.paper, *(theme.marks[colour].fill for colour in Colour)):
        assert contrast(theme.hit_line, ground) >= 3


@pytest.mark.parametrize("name", NAMES)
def test_the_style_sheet_has_a_value_for_every_name(name: str) -> None:
    assert "$" not in themes.style_sheet(themes.load(name))


def test_an_unknown_choice_follows_the_system() -> None:
    assert themes.chosen("plaid") == themes.chosen(themes.SYSTEM)


def test_every_action_has_its_icon() -> None:
    for spec in actions.TABLE.values():
        if spec.icon:
            drawn = icons.pixmap(spec.icon, QColor("black"), 20).toImage()
            assert any(drawn.pixelColor(x, y).alpha() for x in range(20) for y in range(20)), (
                spec.icon
            )
