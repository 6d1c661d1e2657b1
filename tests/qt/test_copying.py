"""What stands on the clipboard after Ctrl+Shift+C."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from zhupi.annotations.model import Colour
from zhupi.errors import LibraryError
from zhupi.export import CopyForm, Layout, Options
from zhupi.gazette import corrections
from zhupi.qt.copying import as_html
from zhupi.qt.export_subjects import of_selection
from zhupi.qt.main_window import MainWindow

NUMBER = "国发〔2016〕49号"
TITLE = "国务院关于推进中央与地方财政事权和支出责任划分改革的指导意见"
QUOTE = "财政事权是一级政府应承担的运用财政资金提供基本公共服务的任务和职责"
REFERENCE = f"国务院. {TITLE}：{NUMBER}[Z]. 2016-08-16."


def opened(open_window, folder) -> MainWindow:
    window = open_window(folder)
    window.open(window.library.resolve(NUMBER))
    open_window.settle(window)
    return window


def copied(qtbot: QtBot, window: MainWindow) -> str:
    window.pane.setFocus()
    with qtbot.waitSignal(window.copier.copied, timeout=10_000):
        QTest.keyClick(
            window.pane,
            Qt.Key.Key_C,
            Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier,
        )
    return QGuiApplication.clipboard().text()


def select(window: MainWindow, words: str) -> tuple[int, int]:
    start = window.pane.words.index(words)
    window.pane.select(start, start + len(words))
    return start, start + len(words)


def test_the_selection_in_plain_and_rich_text(qtbot, open_window, folder) -> None:
    window = opened(open_window, folder)
    select(window, QUOTE)
    assert copied(qtbot, window) == f"“{QUOTE}”（《{TITLE}》，{NUMBER}，一）"
    data = QGuiApplication.clipboard().mimeData()
    assert f"<p>“{QUOTE}”（《{TITLE}》，{NUMBER}，一）</p>" in data.html()
    assert window.messages.of("info") == ["已复制所选文字并注明出处。"]


def test_other_words_than_those_that_are_seen_are_never_quoted(open_window, folder) -> None:
    """A command sets a line aside; the window does not know it yet."""
    window = opened(open_window, folder)
    span = select(window, QUOTE)
    window.shelf.stop()
    document, seen = window.reader.id, window.reader.stored
    window.library.correct(document, corrections.furniture(10))
    window.actions_["copy_source"].trigger()
    open_window.settle(window)
    sentence = "这件公文的文字刚刚更新，没有复制；请在更新后的正文里重新选择。"
    assert window.messages.of("error") == [sentence]
    assert window.messages.of("info") == []
    # Nor are they exported.
    subject = of_selection(document, seen.document, *span)
    with pytest.raises(LibraryError, match="没有导出"):
        window.library.export_file(
            folder / "节选.md", options=Options(layout=Layout.FULL), **subject.what
        )
    assert not (folder / "节选.md").exists()


@pytest.mark.parametrize(
    ("form", "expected"),
    [
        (CopyForm.PLAIN, QUOTE),
        (CopyForm.GBT_2025, f"“{QUOTE}”\n{REFERENCE}"),
        (CopyForm.GBT_2015, f"“{QUOTE}”\n{REFERENCE}"),
    ],
)
def test_the_form_of_the_settings(qtbot, open_window, folder, form: CopyForm, expected) -> None:
    window = opened(open_window, folder)
    window.copier.set_form(form)
    select(window, QUOTE)
    assert copied(qtbot, window) == expected


def test_the_type_code_of_the_settings(qtbot, open_window, folder) -> None:
    window = opened(open_window, folder)
    window.settings.type_code = "G"
    window.copier.set_form(CopyForm.GBT_2025)
    select(window, QUOTE)
    assert copied(qtbot, window).endswith(f"{NUMBER}[G]. 2016-08-16.")


def test_without_a_selection_the_current_mark(qtbot, open_window, folder) -> None:
    window = opened(open_window, folder)
    select(window, QUOTE)
    with qtbot.waitSignal(window.marker.made):
        window.annotator.mark(Colour.RED)
    open_window.settle(window)
    window.pane.clear_selection()
    assert copied(qtbot, window) == f"“{QUOTE}”（《{TITLE}》，{NUMBER}，一）"
    assert window.messages.of("info")[-1] == "已复制当前标记的文字并注明出处。"


def test_without_a_mark_the_paragraph_at_the_caret(qtbot, open_window, folder) -> None:
    window = opened(open_window, folder)
    stored = window.reader.stored
    assert stored is not None
    [block] = [one for one in stored.document.blocks if one.text.startswith("财政事权是一级政府")]
    window.pane.go_to(window.pane.words.index(QUOTE))
    window.pane.put_caret(window.pane.words.index(QUOTE) + 5)
    text = copied(qtbot, window)
    quoted = block.text.replace("“", "‘").replace("”", "’")
    assert text == f"“{quoted}”（《{TITLE}》，{NUMBER}，一）"
    assert window.messages.of("info")[-1] == "已复制这一段并注明出处。"


def test_without_a_document_it_is_said(open_window, tmp_path) -> None:
    window = open_window(tmp_path / "empty")
    window.documents.leave()
    window.copier.copy()
    open_window.settle(window)
    assert window.messages.of("info")[-1] == "先打开一件公文。"


def test_the_menu_offers_the_forms(open_window, folder) -> None:
    window = opened(open_window, folder)
    [forms] = [
        menu for menu in window.top_bar.more_menu.findChildren(QMenu) if menu.title() == "复制格式"
    ]
    assert [action.isChecked() for action in forms.actions()] == [True, *[False] * 4]
    forms.actions()[3].trigger()
    assert window.settings.copy_form == "2015"
    forms.aboutToShow.emit()
    assert [action.isChecked() for action in forms.actions()].index(True) == 3


def test_rich_text_says_nothing_else() -> None:
    assert as_html("甲<乙>\n&丙") == "<p>甲&lt;乙&gt;</p><p>&amp;丙</p>"
