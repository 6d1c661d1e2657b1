"""The window's keys in its text fields.

On X11 Qt's fields take Ctrl+U, Ctrl+K and Ctrl+E as those of a shell: delete the line, delete its
rest, go to its end. Here they mean something else, and mean it everywhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QTextEdit, QWidget

from zhupi.qt.actions import TABLE, Scope

_LETTER = re.compile(r"Ctrl\+(Shift\+)?[A-Z]")
_OF_THE_FIELD = ("undo", "redo")
"""In a field these are about what is typed there."""


class FieldKeys(QObject):
    """Keeps the field that is typed in from taking a key that is an action's."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._ours = frozenset(_ours())
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._watch)

    def _watch(self, _old: QWidget | None, now: QWidget | None) -> None:
        if isinstance(now, QLineEdit | QPlainTextEdit | QTextEdit):
            now.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        if (
            event.type() is QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and QKeySequence(event.keyCombination()).toString() in self._ours
        ):
            event.ignore()
            return True
        return super().eventFilter(watched, event)


def _ours() -> Iterator[str]:
    for name, spec in TABLE.items():
        if spec.scope is Scope.WINDOW and name not in _OF_THE_FIELD:
            yield from filter(_LETTER.fullmatch, spec.keys)
