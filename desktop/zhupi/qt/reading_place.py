"""Where the reader is: 二（三）　¶12　34%, told quietly in the status bar."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QLabel

from zhupi.gazette.model import Document
from zhupi.gazette.numbering import paragraph_at
from zhupi.gazette.places import place_of
from zhupi.qt.reading import Reader
from zhupi.qt.reading_pane import ReadingPane

_AFTER = 60
"""Milliseconds after scrolling until the words follow."""
_LONGEST = 16


def words_of(document: Document, offset: int, percent: int) -> str:
    """Say where an offset stands, and how much of the page is read."""
    place = place_of(document, offset)
    number = paragraph_at(document, offset)
    parts = (
        place if len(place) <= _LONGEST else place[: _LONGEST - 1] + "…",
        f"¶{number}" if number else "",
        f"{percent}%",
    )
    return "　".join(part for part in parts if part)


class ReadingPlace(QObject):
    """Lets a label follow the page: the caret where there is one, else the eye."""

    def __init__(self, reader: Reader, pane: ReadingPane, label: QLabel, parent: QObject) -> None:
        super().__init__(parent)
        self._reader = reader
        self._pane = pane
        self._label = label
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_AFTER)
        self._timer.timeout.connect(self.tell)

    def follow(self) -> None:
        """The page or the caret moved: tell where it is, a moment later."""
        if not self._timer.isActive():
            self._timer.start()

    def tell(self) -> None:
        """Tell where the page stands now."""
        stored = self._reader.stored
        if stored is None:
            self._label.clear()
            return
        words = words_of(stored.document, self._pane.here(), self._pane.percent())
        self._label.setText(words)
        self._label.setToolTip(f"读到：{words}（F8 在页边显示段号，Ctrl+G 转到）")

    def stop(self) -> None:
        """Follow no more."""
        self._timer.stop()
