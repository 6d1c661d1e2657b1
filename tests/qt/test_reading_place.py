"""Where the reader is, as the status bar tells it."""

from __future__ import annotations

from PySide6.QtGui import QAccessible

from zhupi.gazette.model import Document
from zhupi.qt.reading_place import words_of


def test_place_paragraph_and_percent(document: Document) -> None:
    assert words_of(document, 0, 0) == "0%"
    at = document.text.index("（一）指导")
    assert words_of(document, at, 34) == "一（一）　¶2　34%"


def test_the_status_bar_follows_the_page_and_the_caret(open_window, folder, qtbot) -> None:
    window = open_window(folder)
    window.open(window.library.resolve("川府发〔2016〕30号"))
    text = window.pane.words
    window.reader.go_to(text.index("（四）匿名投诉"))
    bar = window.pane.verticalScrollBar()

    def told() -> bool:
        percent = round(100 * bar.value() / bar.maximum())
        return window.status.place.text() == f"第十一条　¶32　{percent}%"

    # Counted by hand: the fourth item of 第十一条 is the 32nd paragraph.
    qtbot.waitUntil(told)
    label = QAccessible.queryAccessibleInterface(window.status.place)
    assert "阅读位置" in label.text(QAccessible.Text.Name)
    assert "¶32" in window.status.place.text()
    window.actions_["caret"].trigger()
    window.pane.put_caret(text.index("第十二条"))
    qtbot.waitUntil(lambda: window.status.place.text().startswith("第十二条　¶35"))
    bar.setValue(bar.maximum())
    qtbot.waitUntil(lambda: window.status.place.text().endswith("100%"))
