"""The bar, the messages and the three panes, put side by side."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from zhupi.qt.empty_page import EmptyPage
from zhupi.qt.message_bar import MessageBar
from zhupi.qt.reading_pane import ReadingPane
from zhupi.qt.themes import Theme
from zhupi.settings import PANES

if TYPE_CHECKING:
    from zhupi.qt.left_pane import LeftPane
    from zhupi.qt.selection_bar import SelectionBar
    from zhupi.qt.side_panel import SidePanel
    from zhupi.qt.top_bar import TopBar

_Part = TypeVar("_Part", "TopBar", "LeftPane", "SidePanel", "SelectionBar")

LEFT, RIGHT = PANES
_WIDTHS = [300, 800, 340]
_LEAST = (210, 380, 240)
_SHARE = (0.23, 0.26)
"""How much of a narrow window the left and the right pane may take."""


_ROOM_FOR_FOUR = 1560
"""Pixels of a window in which catalog, page, raw lines and right pane stand side by side."""
_BESIDE, _WIDE_BESIDE = 0.46, 640
"""How much of the room, and how many pixels at most, what stands beside the page takes at first."""
_LEAST_PAGE = 340
_BAR = 54
"""Pixels that the bar is high."""


class Panes(QWidget):
    """Everything inside the window's frame, over the status bar.

    At first the page alone, with blanks for what `furnish` puts in their places.
    """

    outer_changed = Signal()
    """A pane at the side was hidden or shown, by whomever."""

    top_bar: TopBar
    left: LeftPane
    side: SidePanel
    selection_bar: SelectionBar

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._parts: list[TopBar | LeftPane | SidePanel | SelectionBar] = []
        self._theme: Theme | None = None
        self._blanks = [_blank(name) for name in ("topBar", "leftPane", "sidePane")]
        self._blanks[0].setFixedHeight(_BAR)
        self.banner = MessageBar()
        self.notice = MessageBar()
        self.page = ReadingPane()
        self.empty = EmptyPage()
        self.centre = QStackedWidget()
        self.centre.setObjectName("centrePane")
        self.centre.addWidget(self.empty)
        self.centre.addWidget(self.page)
        self.middle = _splitter()
        self.middle.addWidget(self.centre)
        self.splitter = _splitter()
        for number, pane in enumerate((self._blanks[1], self.middle, self._blanks[2])):
            pane.setMinimumWidth(_LEAST[number])
            self.splitter.addWidget(pane)
            self.splitter.setStretchFactor(number, number % 2)
        self._outer: dict[str, QWidget] = dict(zip(PANES, self._blanks[1:], strict=True))
        self._wanted = (_WIDTHS[0], _WIDTHS[2])
        self._beside: QWidget | None = None
        self._gave_way = False
        """Whether the right pane is hidden only to make room for what stands beside the page."""
        self._drawn_at = 0
        """How wide the window was when the user drew these widths himself; 0 if he did not."""
        self._layout = layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        for part in (self._blanks[0], self.banner, self.notice):
            layout.addWidget(part)
        layout.addWidget(self.splitter, 1)
        self.splitter.splitterMoved.connect(self._on_moved)
        self.centre.currentChanged.connect(self._on_page_changed)

    def furnish(self) -> Iterator[None]:
        """Put what stands around the page into its place, one thing after the other."""
        from zhupi.qt.left_pane import LeftPane
        from zhupi.qt.selection_bar import SelectionBar
        from zhupi.qt.side_panel import SidePanel
        from zhupi.qt.top_bar import TopBar

        self.top_bar = self._dressed(TopBar())
        self.top_bar.setMinimumHeight(_BAR)
        self._layout.replaceWidget(self._blanks[0], self.top_bar)
        self.selection_bar = self._dressed(SelectionBar(self.page.viewport()))
        yield
        self.left = self._dressed(LeftPane())
        self._put(0, self.left)
        yield
        self.side = self._dressed(SidePanel())
        self._put(2, self.side)
        yield
        for blank in self._blanks:
            blank.deleteLater()
        self._blanks = []
        self._fit()

    def _dressed(self, part: _Part) -> _Part:
        if self._theme is not None:
            part.set_theme(self._theme)
        self._parts.append(part)
        return part

    def _put(self, place: int, pane: QWidget) -> None:
        name = PANES[place // 2]
        hidden = self._outer[name].isHidden()
        self._outer[name] = pane
        pane.setMinimumWidth(_LEAST[place])
        self.splitter.replaceWidget(place, pane)
        self.splitter.setStretchFactor(place, 0)
        pane.setVisible(not hidden)
        pane.installEventFilter(self)
        self._fit()

    def outer(self, name: str) -> QWidget:
        """The pane at a side: left or right."""
        return self._outer[name]

    def put_away(self) -> list[str]:
        """The panes that are hidden because the user wants it so."""
        hidden = [name for name in PANES if self.outer(name).isHidden()]
        return [name for name in hidden if name != RIGHT or not self._gave_way]

    def hide_outer(self, names: Sequence[str]) -> None:
        """Begin without these panes."""
        for name in names:
            self.outer(name).hide()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        if event.type() in (QEvent.Type.ShowToParent, QEvent.Type.HideToParent):
            if not self.outer(RIGHT).isHidden():
                self._gave_way = False
            self.splitter.refresh()
            self._fit()
            self.outer_changed.emit()
        return super().eventFilter(watched, event)

    def set_widths(self, widths: list[int]) -> None:
        """Give the outer panes the widths they had, or their first ones."""
        left, _, right = widths if len(widths) == 3 and min(widths) > 0 else _WIDTHS
        self.arrange((left, right), 0)

    def widths(self) -> list[int]:
        """The widths that the user gave the panes."""
        return [self._wanted[0], self.middle.width(), self._wanted[1]]

    def arrangement(self) -> tuple[tuple[int, int], int]:
        """How the outer panes stand, for `arrange`."""
        return self._wanted, self._drawn_at

    def arrange(self, wanted: tuple[int, int], drawn_at: int) -> None:
        """Let the outer panes stand as they did."""
        self._wanted, self._drawn_at = wanted, drawn_at
        self._fit()

    def _on_moved(self) -> None:
        sizes = self.splitter.sizes()
        self._wanted = (sizes[0] or self._wanted[0], sizes[2] or self._wanted[1])
        self._drawn_at = self.width()

    def _fit(self) -> None:
        """In a narrow window the text keeps the greater part, unless the user wants it so."""
        width = self.width()
        left, right = self._wanted
        if not 0 < self._drawn_at <= width:
            left = min(left, max(_LEAST[0], round(width * _SHARE[0])))
            right = min(right, max(_LEAST[2], round(width * _SHARE[1])))
        left = 0 if self.outer(LEFT).isHidden() else left
        right = 0 if self.outer(RIGHT).isHidden() else right
        self.splitter.setSizes([left, width - left - right, right])

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        super().resizeEvent(event)
        before, now = event.oldSize().width(), event.size().width()
        if before != now:
            if now < _ROOM_FOR_FOUR <= before:
                self.make_room()
            elif before < _ROOM_FOR_FOUR <= now and self._gave_way:
                self.side.show()
            self._fit()

    # Beside the page

    @property
    def beside_shown(self) -> bool:
        """Whether something stands beside the page."""
        return self._beside is not None and not self._beside.isHidden()

    def show_beside(self, pane: QWidget, width: int) -> None:
        """Put something beside the page, as wide as it was, or as half of the room there is.

        In a narrow window the right pane makes room for it.
        """
        if self.middle.indexOf(pane) < 0:
            self.middle.addWidget(pane)
        self._beside = pane
        pane.show()
        self.make_room()
        self._fit()
        room = sum(self.middle.sizes())
        wanted = width or min(_WIDE_BESIDE, round(room * _BESIDE))
        wanted = max(pane.minimumWidth(), min(wanted, room - _LEAST_PAGE))
        self.middle.setSizes([room - wanted, wanted])

    def make_room(self) -> None:
        """In a narrow window the right pane is hidden while something stands beside the page."""
        if self.beside_shown and self.width() < _ROOM_FOR_FOUR and not self.side.isHidden():
            self._gave_way = True
            self.side.hide()

    def keep_away(self) -> None:
        """The right pane is hidden for another reason now: nothing brings it back by itself."""
        self._gave_way = False

    def hide_beside(self) -> None:
        """Take it away, and put the right pane back."""
        if self._beside is not None:
            self._beside.hide()
            self._beside = None
        if self._gave_way:
            self.side.show()
        self._fit()

    def enter_side(self) -> None:
        """Go to the right pane, which comes back if it made room."""
        self.side.show()
        self._fit()
        self.side.tabs.setFocus()

    def _on_page_changed(self) -> None:
        """What stands beside the page goes with it."""
        if self._beside is not None:
            self._beside.setVisible(self.centre.currentWidget() is self.page)

    def show_page(self) -> None:
        """There is a document to read."""
        focused = self.window().focusWidget()
        typing = isinstance(focused, QLineEdit) and focused.text() != ""
        if self.centre.currentWidget() is not self.page:
            self.centre.setCurrentWidget(self.page)
            if not typing:
                self.page.setFocus()

    def show_instead(self, pane: QWidget) -> None:
        """Show something else in the place of the page, until `show_page`."""
        if self.centre.indexOf(pane) < 0:
            self.centre.addWidget(pane)
        self.centre.setCurrentWidget(pane)

    def focus_centre(self) -> None:
        """Put the focus on what stands in the middle."""
        shown = self.centre.currentWidget()
        if shown is not None:
            shown.setFocus()

    def leave_instead(self) -> None:
        """Go back to the text, if there is one."""
        if self.page.words:
            self.show_page()
            self.page.setFocus()
        else:
            self.show_empty()

    def show_empty(self) -> None:
        """There is none."""
        self.centre.setCurrentWidget(self.empty)

    def set_theme(self, theme: Theme) -> None:
        """Draw in these colours."""
        self._theme = theme
        for part in (*self._parts, self.notice, self.banner):
            part.set_theme(theme)


def _splitter() -> QSplitter:
    made = QSplitter(Qt.Orientation.Horizontal)
    made.setHandleWidth(1)
    made.setChildrenCollapsible(False)
    return made


def _blank(name: str) -> QFrame:
    """An empty pane in the colours of the one that comes."""
    made = QFrame()
    made.setObjectName(name)
    return made
