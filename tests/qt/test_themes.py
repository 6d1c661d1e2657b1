"""Each theme is legible: contrast by the formula of WCAG 2."""

from __future__ import annotations

from enum import Enum

import pytest
from PySide6.QtCore import QObject, QPoint, Qt, Signal
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QDialog, QMenu, QToolTip, QWidget
from pytestqt.qtbot import QtBot

from zhupi.annotations.model import Colour
from zhupi.qt import actions, icons, themes
from zhupi.qt.tag_line import TagLine

pytestmark = pytest.mark.usefixtures("qapp")

NAMES = ("light", "sepia", "dark", "contrast", "contrast_dark")
STRONG = ("contrast", "contrast_dark")


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
    fills = [theme.marks[colour].fill for colour in Colour]
    for ground in (theme.paper, theme.chrome, theme.raised, theme.selected, *fills):
        assert contrast(theme.muted, ground) >= 4.5
    for ground in (theme.paper, theme.chrome):
        assert contrast(theme.faint, ground) >= 3  # icons and what cannot be used now
    for colour in Colour:
        assert contrast(theme.ink, theme.marks[colour].fill) >= 6
    assert contrast(theme.hit_ink, theme.hit) >= 6
    assert contrast(theme.accent_ink, theme.accent) >= 4.5
    assert contrast(theme.accent, theme.chrome) >= 4


def test_the_formula_is_that_of_the_guideline() -> None:
    """Ratios that WCAG and its commentaries give: 21 for black on white, 4.48 for #777777."""
    assert contrast(QColor("black"), QColor("white")) == pytest.approx(21)
    assert contrast(QColor("#777777"), QColor("white")) == pytest.approx(4.48, abs=0.005)
    assert contrast(QColor("#ff0000"), QColor("white")) == pytest.approx(4.0, abs=0.005)


def test_every_theme_that_is_offered_is_looked_at_here() -> None:
    assert set(themes.LABELS) - {themes.SYSTEM} == set(NAMES)
    for name in NAMES:
        assert themes.load(name).label == themes.LABELS[name]


@pytest.mark.parametrize("name", STRONG)
def test_high_contrast_is_high_and_has_clear_edges(name: str) -> None:
    theme = themes.load(name)
    for ground in (theme.paper, theme.chrome, theme.raised):
        assert contrast(theme.ink, ground) >= 15
        assert contrast(theme.muted, ground) >= 7
        assert contrast(theme.faint, ground) >= 4.5
        assert contrast(theme.accent, ground) >= 7
        assert contrast(theme.line, ground) >= 4.5
        assert contrast(theme.line_strong, ground) >= 15
    assert theme.edged
    for colour in Colour:
        look = theme.marks[colour]
        assert contrast(theme.ink, look.fill) >= 7
        assert contrast(look.edge, look.fill) >= 4.5
        assert contrast(look.edge, theme.paper) >= 4.5


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


class Hints(QObject):
    """What a desktop says: it cannot be asked to say otherwise, so this stands in its place."""

    contrastPreferenceChanged = Signal(object)  # noqa: N815 - Qt's name
    colorSchemeChanged = Signal(object)  # noqa: N815

    def __init__(self) -> None:
        super().__init__()
        self.scheme = Qt.ColorScheme.Light
        self.preference = 0

    def colorScheme(self) -> Qt.ColorScheme:  # noqa: N802
        return self.scheme

    def accessibility(self) -> Hints:
        return self

    def contrastPreference(self) -> Preference:  # noqa: N802
        return Preference(self.preference)


class Preference(Enum):
    """`Qt.ContrastPreference`, which is there from Qt 6.10 on."""

    NO_PREFERENCE = 0
    HIGH_CONTRAST = 1


class Application:
    """Has the hints of a desktop."""

    def __init__(self, hints: QObject) -> None:
        self.styleHints = lambda: hints


def test_the_system_is_followed_in_light_and_contrast(monkeypatch: pytest.MonkeyPatch) -> None:
    hints = Hints()
    monkeypatch.setattr(themes, "QGuiApplication", Application(hints))
    worn: list[str] = []
    themes.watch_system(lambda: worn.append(themes.chosen(themes.SYSTEM).name))
    hints.preference = 1
    hints.contrastPreferenceChanged.emit(hints.contrastPreference())
    hints.scheme = Qt.ColorScheme.Dark
    hints.colorSchemeChanged.emit(hints.scheme)
    hints.preference = 0
    hints.contrastPreferenceChanged.emit(hints.contrastPreference())
    assert worn == ["contrast", "contrast_dark", "dark"]


def test_a_qt_that_says_nothing_of_contrast_is_followed_in_light(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    class OldHints(QObject):
        colorSchemeChanged = Signal(object)  # noqa: N815

        def colorScheme(self) -> Qt.ColorScheme:  # noqa: N802
            return Qt.ColorScheme.Dark

    hints = OldHints()
    monkeypatch.setattr(themes, "QGuiApplication", Application(hints))
    worn: list[str] = []
    themes.watch_system(lambda: worn.append(themes.chosen(themes.SYSTEM).name))
    hints.colorSchemeChanged.emit(None)
    assert worn == ["dark"]


def test_every_action_has_its_icon() -> None:
    for spec in actions.TABLE.values():
        if spec.icon:
            drawn = icons.pixmap(spec.icon, QColor("black"), 20).toImage()
            assert any(drawn.pixelColor(x, y).alpha() for x in range(20) for y in range(20)), (
                spec.icon
            )


@pytest.mark.parametrize("name", NAMES)
def test_the_row_chosen_in_the_list_of_a_box_is_that_of_menus(name: str, qtbot: QtBot) -> None:
    """Not the platform's, which takes the colour of selected text and draws a frame around it."""
    theme = themes.load(name)
    box = QComboBox()
    qtbot.addWidget(box)
    list(themes.dress(box, theme))
    box.addItems(["甲", "乙", "丙"])
    box.setCurrentIndex(1)
    box.show()
    box.showPopup()
    view = box.view()
    drawn = view.viewport().grab().toImage()
    seen = [
        QColor(drawn.pixel(rect.right() - 12, rect.center().y())).name()
        for rect in (view.visualRect(view.model().index(row, 0)) for row in range(3))
    ]
    assert seen == [theme.raised.name(), theme.selected.name(), theme.raised.name()]
    box.hidePopup()


def test_what_opens_over_a_window_wears_its_theme(qtbot: QtBot) -> None:
    """A dialog, a menu, words over a button and the tags offered under a line."""
    theme = themes.load("sepia")
    window = QWidget()
    qtbot.addWidget(window)
    list(themes.dress(window, theme))
    line, menu = TagLine(window), QMenu(window)
    line.set_source(lambda _prefix: ["zhongdian", "zhongda"])
    menu.addAction("更多")
    window.show()
    QToolTip.showText(QPoint(0, 0), "更多的内容", window)
    QTest.keyClicks(line, "zh")
    tip = next(one for one in QApplication.topLevelWidgets() if one.inherits("QTipLabel"))
    for shown in (tip, line.popup, menu):
        shown.resize(shown.sizeHint())
        drawn = shown.grab().toImage()
        assert drawn.pixelColor(0, drawn.height() // 2) == theme.line_strong, shown
        assert drawn.pixelColor(2, 2) == theme.raised, shown
    dialog = QDialog(window)
    assert dialog.grab().toImage().pixelColor(9, 9) == theme.chrome
    QToolTip.hideText()
    line.popup.hide()
