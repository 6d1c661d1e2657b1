"""The looks of the window: a theme is colours, put into the palette and one style sheet."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, fields
from string import Template
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QGuiApplication, QPalette, QStyleHints
from PySide6.QtWidgets import QApplication, QWidget

from zhupi.annotations.model import Colour
from zhupi.locations import resource
from zhupi.qt import icons

if TYPE_CHECKING:
    from PySide6.QtGui import QAccessibilityHints  # there from Qt 6.10 on

SYSTEM = "system"
"""The name of the choice that follows the system."""


_SHEET_ICONS = (
    "back",
    "chevron",
    "computer",
    "detail",
    "document",
    "folder",
    "forward",
    "less",
    "list",
    "up",
)
"""The icons that the style sheet names."""


@dataclass(frozen=True, slots=True)
class MarkColours:
    """How one colour of highlight is painted: the ground of the words, and the line at an edge."""

    fill: QColor
    edge: QColor


@dataclass(frozen=True)
class Theme:
    """One look. Colours that are named for their use: ``ink`` is written on ``paper``.

    ``edged``: marks and boxes are bounded by lines, for eyes that do not tell pale grounds apart.
    """

    name: str
    label: str
    dark: bool
    edged: bool
    chrome: QColor
    paper: QColor
    raised: QColor
    line: QColor
    line_strong: QColor
    ink: QColor
    muted: QColor
    faint: QColor
    accent: QColor
    accent_hover: QColor
    accent_ink: QColor
    accent_soft: QColor
    hover: QColor
    selected: QColor
    selection: QColor
    scroll: QColor
    hit: QColor
    hit_ink: QColor
    hit_line: QColor
    warning: QColor
    warning_soft: QColor
    marks: dict[Colour, MarkColours]


LABELS = {
    "light": "浅色",
    "sepia": "纸黄",
    "dark": "深色",
    "contrast": "高对比",
    "contrast_dark": "高对比（黑底）",
    SYSTEM: "跟随系统",
}
"""The choices in the order in which they are offered."""


def load(name: str) -> Theme:
    """Read the theme called ``name`` from the bundled files."""
    values = json.loads(resource("themes", f"{name}.json").read_text(encoding="utf-8"))
    marks = {
        Colour(colour): MarkColours(QColor(pair["fill"]), QColor(pair["edge"]))
        for colour, pair in values.pop("marks").items()
    }
    dark = bool(values.pop("dark"))
    edged = bool(values.pop("edged"))
    label = str(values.pop("label"))
    del values["name"]
    colours = {key: QColor(value) for key, value in values.items()}
    return Theme(name=name, label=label, dark=dark, edged=edged, marks=marks, **colours)


def chosen(choice: str) -> Theme:
    """Return the theme for a choice in the settings; an unknown one follows the system."""
    if choice in LABELS and choice != SYSTEM:
        return load(choice)
    system = QGuiApplication.styleHints()
    dark = system.colorScheme() == Qt.ColorScheme.Dark
    hints = _accessibility(system)
    if hints is not None and hints.contrastPreference().value:
        return load("contrast_dark" if dark else "contrast")
    return load("dark" if dark else "light")


def watch_system(follow: Callable[[], None]) -> None:
    """Call whenever the system goes dark or light, or asks for more contrast or for less."""
    system = QGuiApplication.styleHints()
    system.colorSchemeChanged.connect(follow)
    hints = _accessibility(system)
    if hints is not None:
        hints.contrastPreferenceChanged.connect(follow)


def _accessibility(system: QStyleHints) -> QAccessibilityHints | None:
    """What the system says of eyes and ears; Qt tells it from 6.10 on.

    It lives as long as somebody holds ``system``: PySide takes one for a part of the other.
    """
    ask: Callable[[], QAccessibilityHints] | None = getattr(system, "accessibility", None)
    return ask() if ask is not None else None


def dress(window: QWidget, theme: Theme) -> Iterator[None]:
    """Dress a window and all that opens over it, its dialogs and menus; a slice at a time.

    The sheet is the window's: one of the application would be put on each widget again for each of
    the widgets that it stands in, three times the work.
    """
    QApplication.setPalette(_palette(theme))
    window.setStyleSheet(style_sheet(theme))
    yield
    yield  # between the two everything is laid out anew


def style_sheet(theme: Theme) -> str:
    """Fill the style sheet's template with the theme's colours."""
    template = Template(resource("themes", "style.qss").read_text(encoding="utf-8"))
    values = {
        known.name: value.name()
        for known in fields(theme)
        if isinstance(value := getattr(theme, known.name), QColor)
    }
    for name in _SHEET_ICONS:
        values[f"icon_{name}"] = icons.file(name, theme.muted)
    values["icon_check"] = icons.file("check", theme.accent_ink)
    return template.substitute(values)


def _palette(theme: Theme) -> QPalette:
    role = QPalette.ColorRole
    palette = QPalette()
    for name, colour in (
        (role.Window, theme.chrome),
        (role.Base, theme.paper),
        (role.AlternateBase, theme.chrome),
        (role.Button, theme.chrome),
        (role.ToolTipBase, theme.raised),
        (role.WindowText, theme.ink),
        (role.Text, theme.ink),
        (role.ButtonText, theme.ink),
        (role.ToolTipText, theme.ink),
        (role.BrightText, theme.accent_ink),
        (role.Highlight, theme.selection),
        (role.HighlightedText, theme.ink),
        (role.Link, theme.accent),
        (role.LinkVisited, theme.accent),
        (role.PlaceholderText, theme.muted),
        (role.Accent, theme.accent),
        (role.Light, theme.raised),
        (role.Midlight, theme.hover),
        (role.Mid, theme.line_strong),
        (role.Dark, theme.line_strong),
        (role.Shadow, theme.line_strong),
    ):
        palette.setColor(name, colour)
    for name in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, name, theme.faint)
    return palette
