"""The window's keys in its text fields.

On X11 Qt's fields take Ctrl+U, Ctrl+K and Ctrl+E as those of a shell: delete the line, delete its
rest, go to its end. Here they mean something else, and mean it everywhere.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QTextEdit, QWidget

from zhupi.qt.actions import TABLE, Scope

_OF_THE_FIELD = ("undo", "redo")
"""In a field these are about what is typed there."""


class FieldKeys(QObject):
    """Keeps the field that is typed in from taking a key that is an action's."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._ours = set(_combined())
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
            and event.keyCombination().toCombined() in self._ours
        ):
            event.ignore()
            return True
        return super().eventFilter(watched, event)


def _combined() -> list[int]:
    """The keys of the window's actions that are a letter with Ctrl."""
    specs = [spec for name, spec in TABLE.items() if name not in _OF_THE_FIELD]
    keys = [QKeySequence(key)[0] for one in specs if one.scope is Scope.WINDOW for key in one.keys]
    letters = range(Qt.Key.Key_A.value, Qt.Key.Key_Z.value + 1)
    return [
        key.toCombined()
        for key in keys
        if key.key().value in letters
        and key.keyboardModifiers() & Qt.KeyboardModifier.ControlModifier
    ]
