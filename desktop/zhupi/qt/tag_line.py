"""A line of tags, set apart by blanks, that offers those in use for the word at the cursor."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QStringListModel, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QCompleter, QLineEdit, QListView, QWidget

from zhupi.annotations.markdown import clean_tags

_OFFERED = 8
_BLANKS = " \t\u3000,，、;；#＃"
"""What stands between two tags; see `clean_tags`."""


class TagLine(QLineEdit):
    """Edits tags. Arrow keys and Enter take one that is offered; typing on leaves them."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setPlaceholderText("标签，用空格隔开")
        self.setAccessibleName("标签")
        self._source: Callable[[str], Sequence[str]] = lambda _prefix: ()
        self._offers = QStringListModel(self)
        self.completer_ = QCompleter(self._offers, self)
        self.completer_.setWidget(self)
        self.completer_.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        self.completer_.setMaxVisibleItems(_OFFERED)
        self.popup = QListView()
        self.completer_.setPopup(self.popup)
        # Which takes it out of the window, and so out of its style sheet.
        self.popup.setParent(self, self.popup.windowFlags())
        self.popup.setObjectName("tagPopup")
        self.popup.setAccessibleName("已有的标签")
        self.popup.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.completer_.activated[str].connect(self._take)  # type: ignore[index]
        self.textEdited.connect(self._offer)

    def event(self, event: QEvent) -> bool:
        """Leave undo and redo to the window once nothing is left of them here."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            standard = QKeySequence.StandardKey
            if (event.matches(standard.Undo) and not self.isUndoAvailable()) or (
                event.matches(standard.Redo) and not self.isRedoAvailable()
            ):
                event.ignore()
                return True
        return bool(super().event(event))

    def set_source(self, source: Callable[[str], Sequence[str]]) -> None:
        """Offer the tags that ``source`` gives for the beginning of a word."""
        self._source = source

    def offered(self) -> list[str]:
        """The tags that are offered now."""
        return self._offers.stringList() if self.popup.isVisible() else []

    def _word(self) -> tuple[int, int]:
        """Return from where to where the word at the cursor reaches."""
        text, start = self.text(), self.cursorPosition()
        end = start
        while start > 0 and text[start - 1] not in _BLANKS:
            start -= 1
        while end < len(text) and text[end] not in _BLANKS:
            end += 1
        return start, end

    def _offer(self) -> None:
        start, end = self._word()
        word = self.text()[start : self.cursorPosition()]
        others = clean_tags([self.text()[:start], self.text()[end:]])
        taken = {tag.casefold() for tag in (*others, word)}
        found = [tag for tag in self._source(word) if tag.casefold() not in taken] if word else []
        self._offers.setStringList(found[:_OFFERED])
        if found:
            self.completer_.complete()
        else:
            self.popup.hide()

    def _take(self, tag: str) -> None:
        start, end = self._word()
        text = self.text()
        rest = text[end:].lstrip(_BLANKS)
        self.setText(f"{text[:start]}{tag} {rest}")
        self.setCursorPosition(start + len(tag) + 1)
        self.textEdited.emit(self.text())
