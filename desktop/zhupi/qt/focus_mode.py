"""Focus mode: the text alone, over the whole screen, and back to how everything stood."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QLabel, QMainWindow, QWidget

from zhupi.qt.outer_panes import OuterPanes
from zhupi.qt.panes import Panes
from zhupi.settings import PANES

HINT = "按 F11 或 Esc 退出专注阅读"
_HINT_STAYS = 4000
_HINT_ABOVE = 28
"""Pixels from the lower edge of the screen."""


@dataclass(frozen=True, slots=True)
class _Before:
    """How the window stood."""

    state: Qt.WindowState
    hidden: list[str]
    widths: tuple[tuple[int, int], int]
    tab: int
    banner: bool


class FocusMode(QObject):
    """Hides all but the text. What is asked for by its key still comes: a pane, a message."""

    changed = Signal(bool)

    def __init__(
        self,
        window: QMainWindow,
        panes: Panes,
        outer: OuterPanes,
        action: QAction,
    ) -> None:
        super().__init__(window)
        self._window = window
        self._panes = panes
        self._outer = outer
        self._action = action
        self._before: _Before | None = None
        self._hinted = False
        action.setCheckable(True)
        self.hint = QLabel(HINT, panes)
        self.hint.setObjectName("focusHint")
        self.hint.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hint.hide()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_HINT_STAYS)
        self._timer.timeout.connect(self.hint.hide)
        panes.installEventFilter(self)

    @property
    def on(self) -> bool:
        """Whether the text stands alone."""
        return self._before is not None

    def toggle(self) -> None:
        """Enter, or leave."""
        if self.on:
            self.leave()
        else:
            self.enter()

    def enter(self) -> None:
        """Hide all but the text; say once how to leave."""
        if self._before is not None:
            return
        window, panes = self._window, self._panes
        self._before = _Before(
            window.windowState(),
            panes.put_away(),
            panes.arrangement(),
            panes.side.tabs.currentIndex(),
            panes.banner.isVisible(),
        )
        self._outer.lasting = False
        panes.keep_away()
        for part in self._frame():
            part.hide()
        panes.banner.hide()
        panes.focus_centre()
        window.setWindowState(window.windowState() | Qt.WindowState.WindowFullScreen)
        self._tell(on=True)
        if not self._hinted:
            self._hinted = True
            self.hint.show()
            self.hint.raise_()
            self._place_hint()
            self._timer.start()

    def leave(self) -> None:
        """Let everything be as it was."""
        if self._before is None:
            return
        before, self._before = self._before, None
        window, panes = self._window, self._panes
        self.hint.hide()
        for name in before.hidden:
            panes.outer(name).hide()
        hidden = [panes.outer(name) for name in before.hidden]
        for part in self._frame():
            if part not in hidden:
                part.show()
        panes.banner.setVisible(before.banner or panes.banner.isVisible())
        panes.side.show_tab(before.tab)
        window.setWindowState(before.state)
        panes.arrange(*before.widths)
        panes.make_room()
        self._outer.lasting = True
        self._tell(on=False)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Esc leaves where nothing else wanted it; the hint stays in the middle."""
        if self.on and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() == Qt.Key.Key_Escape:
                self.leave()
                return True
        elif event.type() == QEvent.Type.Resize and self.hint.isVisible():
            self._place_hint()
        return super().eventFilter(watched, event)

    def _frame(self) -> tuple[QWidget, ...]:
        """What stands around the text."""
        panes = self._panes
        outer = (panes.outer(name) for name in PANES)
        return (panes.top_bar, *outer, self._window.statusBar())

    def _place_hint(self) -> None:
        self.hint.adjustSize()
        hint, panes = self.hint, self._panes
        y = panes.height() - hint.height() - _HINT_ABOVE
        hint.move((panes.width() - hint.width()) // 2, y)

    def _tell(self, *, on: bool) -> None:
        self._action.setChecked(on)
        self.changed.emit(on)
