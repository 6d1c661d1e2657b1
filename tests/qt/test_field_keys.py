"""A key of the window is one in a text field too, as far as the field does not need it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit

CTRL = Qt.KeyboardModifier.ControlModifier


class ShellField(QLineEdit):
    """Takes every key, as fields on X11 take Ctrl+U, Ctrl+K and Ctrl+E; offscreen they do not."""

    def event(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            event.accept()
            return True
        return super().event(event)


def test_the_windows_keys_work_while_one_types(open_window, folder, qtbot) -> None:
    window = open_window(folder)
    field = ShellField(window.panes)
    field.show()
    field.setFocus()
    qtbot.keyClick(field, Qt.Key.Key_U, CTRL)
    open_window.settle(window)
    assert window.panes.beside_shown
    field.setFocus()
    qtbot.keyClick(field, Qt.Key.Key_K, CTRL)
    assert window.top_bar.search_box.hasFocus()


def test_undoing_is_the_fields_own(open_window, folder, qtbot) -> None:
    window = open_window(folder)
    window.pane.select(0, 6)
    window.actions_["mark"].trigger()
    open_window.settle(window)
    assert window.marker.can_undo
    field = ShellField(window.panes)
    field.show()
    field.setFocus()
    qtbot.keyClicks(field, "abc")
    qtbot.keyClick(field, Qt.Key.Key_Z, CTRL)
    open_window.settle(window)
    assert window.marker.can_undo
    assert field.text() != "abc"
