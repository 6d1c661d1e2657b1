"""Paragraph numbers in the margin: the right ones, beside their lines and never over words."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest

from zhupi.gazette.model import BlockKind
from zhupi.locations import places
from zhupi.qt import themes
from zhupi.qt.line_breaks import JOINER
from zhupi.qt.main_window import MainWindow
from zhupi.settings import Settings

LONGEST = "国发〔2016〕48号"


def shown(window: MainWindow) -> list[tuple[str, float, float, float, str]]:
    """Number, left and right edge, left edge of the text, and the words beside it, in sight."""
    pane = window.pane
    assert pane._numbers is not None
    found = []
    for block, rect in pane._visible_blocks(pane.viewport().rect()):
        words, box = pane._numbers.box(block, rect)
        if words:
            found.append(
                (words, box.left(), box.right(), rect.left(), block.text().replace(JOINER, ""))
            )
    return found


def test_every_paragraph_has_the_number_of_its_count(open_window, folder) -> None:
    window = open_window(folder)
    window.open(window.library.resolve(LONGEST))
    stored = window.reader.stored
    assert stored is not None
    counted = [
        block.text
        for block in stored.document.blocks
        if block.kind in (BlockKind.PARAGRAPH, BlockKind.ITEM)
    ]
    seen: dict[str, str] = {}
    bar = window.pane.verticalScrollBar()
    for value in range(0, bar.maximum() + bar.pageStep(), bar.pageStep()):
        bar.setValue(value)
        seen |= {words: text for words, _, _, _, text in shown(window)}
    assert seen == {f"¶{number}": text for number, text in enumerate(counted, 1)}


@pytest.mark.parametrize(("width", "size"), [(860, 32), (860, 18), (860, 12), (1400, 18)])
def test_no_number_lies_over_the_text_or_outside_the_pane(
    open_window, folder, qtbot, width: int, size: int
) -> None:
    window = open_window(folder)
    window.resize(width, 800)
    window.open(window.library.resolve(LONGEST))
    window.reader.zoom(size - window.settings.font_size)
    QTest.keyClick(window, Qt.Key.Key_F8)
    qtbot.waitUntil(lambda: window.pane._numbered)
    window.reader.go_to(len(window.pane.words) - 200)  # three digits
    boxes = shown(window)
    assert boxes
    for _, left, right, text, _ in boxes:
        assert 0 <= left < right < text


def test_a_number_stands_clear_of_the_sign_of_a_doubt(open_window, folder) -> None:
    window = open_window(folder)
    [doubtful, *_] = [row for row in window.library.rows() if row.doubts]
    window.documents.open_doubt(doubtful.id)
    pane = window.pane
    assert pane._painter is not None
    assert pane._numbers is not None
    signs = 0
    for block, rect in pane._visible_blocks(pane.viewport().rect()):
        words, sign = pane._painter.doubt(block, rect)
        number, box = pane._numbers.box(block, rect)
        if words:
            signs += 1
            assert not number or not box.intersects(sign)
    assert signs


def test_f8_shows_them_and_the_settings_remember(open_window, folder) -> None:
    window = open_window(folder)
    window.open(window.library.resolve(LONGEST))
    window.reader.go_to(3000)
    top = window.pane.top_offset()
    before = window.pane.viewport().grab().toImage()
    QTest.keyClick(window, Qt.Key.Key_F8)
    assert window.actions_["reference"].isChecked()
    # The lines are parted anew in a narrow pane: the same words are in the first one.
    assert window.pane.top_offset() <= top < window.pane.top_offset() + 31
    after = window.pane.viewport().grab().toImage()
    [first, *_] = shown(window)
    assert before != after
    assert first[2] < first[3]
    open_window.close(window)
    assert Settings.load(places(folder).config).reference
    again = open_window(folder)
    assert again.pane._numbered
    assert again.actions_["reference"].isChecked()
    QTest.keyClick(again, Qt.Key.Key_F8)
    open_window.close(again)
    assert not Settings.load(places(folder).config).reference


def _luminance(colour: QColor) -> float:
    """Relative luminance after WCAG 2."""
    parts = [
        part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4
        for part in (colour.redF(), colour.greenF(), colour.blueF())
    ]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


@pytest.mark.usefixtures("application")
@pytest.mark.parametrize("name", [name for name in themes.LABELS if name != themes.SYSTEM])
def test_numbers_are_legible_in_every_theme(name: str) -> None:
    theme = themes.load(name)
    light, dark = sorted((_luminance(theme.muted), _luminance(theme.paper)), reverse=True)
    assert (light + 0.05) / (dark + 0.05) >= 4.5
