"""The source view in the window: opened beside the page, in step with it, and closed."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from PySide6.QtCore import QObject, QPoint, Signal
from PySide6.QtGui import QAction

from zhupi.library.model import Changes
from zhupi.qt.alignment import Alignment
from zhupi.qt.messages import Messages
from zhupi.qt.panes import Panes
from zhupi.qt.raw_sheet import RawSheet
from zhupi.qt.reading import Reader
from zhupi.qt.sheets import Loaded, Sheets
from zhupi.qt.source_view import SourceView
from zhupi.qt.themes import Theme
from zhupi.settings import Settings

STEPS = ("previous_repair", "next_repair", "previous_furniture", "next_furniture")
"""The actions that have buttons over the lines."""
KEYS = (*STEPS, "next_doubt", "previous_doubt")
"""The actions of the text that work with the focus in the lines too."""


class SourceDesk(QObject):
    """Shows the raw lines of the open document, and lets the two sides follow each other.

    Whichever side is moved leads; the other one's movement that comes of it leads nothing.
    """

    menu_requested = Signal(object, QPoint)
    """The `SourceView`, and the point of its lines at which a menu is to be shown."""
    open_requested = Signal(str)
    shown = Signal()
    """The lines of the open document are there."""

    def __init__(
        self,
        sheets: Sheets,
        panes: Panes,
        reader: Reader,
        settings: Settings,
        messages: Messages,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._sheets = sheets
        self._panes = panes
        self._page = panes.page
        self._reader = reader
        self._settings = settings
        self._messages = messages
        self._theme: Theme | None = None
        self._actions: tuple[list[QAction], list[QAction]] = ([], [])
        self._view: SourceView | None = None
        self._sheet: RawSheet | None = None
        self._alignment: Alignment | None = None
        self._leading = False
        self._pending: tuple[str, int] | int | None = None

    @property
    def view(self) -> SourceView | None:
        """The view, once it was made."""
        return self._view

    @property
    def is_open(self) -> bool:
        """Whether the raw lines are beside the page."""
        return self._view is not None and self._panes.beside_shown

    @property
    def sheet(self) -> RawSheet | None:
        """What is shown."""
        return self._sheet

    def set_actions(self, steps: list[QAction], keys: list[QAction]) -> None:
        """These get buttons over the lines; these keys work there too."""
        self._actions = (steps, keys)

    def set_theme(self, theme: Theme) -> None:
        """Draw in these colours."""
        self._theme = theme
        if self._view is not None:
            self._view.set_look(theme, self._settings.font_size)

    # Opening and closing

    def toggle(self) -> None:
        """Show the raw lines beside the page, or take them away."""
        if self.is_open:
            self.close()
        else:
            self.open()

    def open(self) -> None:
        """Show the raw lines of what is read, at the place that is read."""
        if not self._reader.id:
            self._messages.info("先打开一件公文。")
            return
        self._panes.show_page()
        view = self._made()
        if not self.is_open:
            # The view still holds what it showed last: until it is filled, it leads nothing.
            self._alignment = None
            self._panes.show_beside(view, self._settings.source_width)
            self._load()

    def close(self) -> None:
        """Take them away; the text has the focus."""
        if self._view is not None and self.is_open:
            self._settings.source_width = self._view.width()
            self._panes.hide_beside()
            self._page.set_bracket(None)
            self._page.setFocus()

    def enter(self) -> None:
        """Put the focus into the raw lines."""
        self.open()
        if self._view is not None:
            self._view.pane.setFocus()

    def keep_width(self) -> None:
        """The window closes: remember how wide the view is."""
        if self._view is not None and self.is_open:
            self._settings.source_width = self._view.width()

    @property
    def _waits(self) -> bool:
        """Whether the lines of the open document are still on their way."""
        return self._sheets.loaded is None or self._sheets.loaded.sheet is not self._sheet

    def _made(self) -> SourceView:
        if self._view is None:
            self._view = SourceView()
            self._view.set_actions(*self._actions)
            self._view.closed.connect(self.close)
            self._view.pane.left.connect(self.close)
            self._view.pane.scrolled.connect(self._on_lines_scrolled)
            self._view.pane.line_chosen.connect(self._on_line_chosen)
            self._view.pane.menu_requested.connect(self._on_menu)
            self._view.pane.zoom_requested.connect(self._reader.zoom)
            if self._theme is not None:
                self._view.set_look(self._theme, self._settings.font_size)
        return self._view

    # Loading

    def follow_document(self) -> None:
        """Another document is open, or this one was read anew."""
        if self.is_open:
            if self._sheets.loaded is None:
                self._load()
            else:
                self._follow_page()

    def follow_look(self) -> None:
        """The text has another look."""
        if self._view is not None and self._theme is not None:
            self._view.set_look(self._theme, self._settings.font_size)
        if self.is_open and self._sheets.loaded is not None:
            self._follow_page()

    def follow_changes(self, changes: Changes) -> None:
        """Documents of the source may have come, gone or changed."""
        if self.is_open and self._sheets.loaded is None and changes.documents:
            self._load()

    def leave(self) -> None:
        """There is no document to read any more."""
        if self.is_open:
            self.close()
        self._sheet = self._alignment = None

    def _load(self) -> None:
        self._alignment = None
        source = self._sheet.text.source.id if self._sheet is not None else 0
        stored = self._reader.stored
        if self._view is not None and stored is not None and stored.source.id != source:
            self._view.show_nothing("正在读取原文…")
        self._sheets.get(self._show)

    def _show(self, loaded: Loaded) -> None:
        if self._view is None:
            return
        before, pane = self._sheet, self._view.pane
        line = pane.current_line
        self._sheet, self._alignment = loaded.sheet, loaded.alignment
        if before is not loaded.sheet:
            self._view.show_sheet(loaded.sheet)
            same = before is not None and before.text.source.id == loaded.stored.source.id
            if same and loaded.sheet.inside(line):
                pane.put_caret((line, 0))
        pending, self._pending = self._pending, None
        self._follow_page()
        if isinstance(pending, int):
            self.go_to_line(pending)
        elif pending is not None:
            self.step(*pending)
        self.shown.emit()

    # In step

    def on_page_scrolled(self) -> None:
        """The page was moved: bring the lines of its first words to the top."""
        if self.is_open and not self._leading:
            self._follow_page()

    def _follow_page(self) -> None:
        if self._alignment is None or self._view is None:
            return
        line = self._alignment.line_of(self._page.top_offset())
        if line is not None:
            self._lead(lambda: self._show_line(line, at_top=True))

    def on_page_cursor(self) -> None:
        """The page was clicked on, or the caret moved there: show the lines of that block."""
        if not self.is_open or self._leading or self._alignment is None or self._view is None:
            return
        offset = self._page.map.offset(self._page.textCursor().position())
        lines, line = self._alignment.block_lines(offset), self._alignment.line_of(offset)
        self._mark(lines, offset)
        if line is not None:
            self._view.pane.put_caret((line, 0))
            self._lead(lambda: self._show_line(line))

    def _on_lines_scrolled(self) -> None:
        if self._leading or self._alignment is None or self._view is None or not self.is_open:
            return
        line = self._view.pane.top_line()
        if self._sheet is not None and not self._sheet.inside(line):
            return  # beyond the document: there is nothing that the page could show
        offset = self._alignment.offset_of(line)
        if offset is not None:
            self._lead(lambda: self._page.go_to(offset, at_top=True))

    def _on_line_chosen(self, line: int) -> None:
        if self._alignment is None or self._sheet is None:
            return
        if not self._sheet.inside(line):
            self._mark(None, 0)
            return
        offset = self._alignment.offset_of(line)
        if offset is not None:
            self._mark(self._alignment.block_lines(offset), offset)
            self._lead(lambda: self._page.go_to(offset))

    def _mark(self, lines: tuple[int, int] | None, offset: int) -> None:
        """Let a block and its lines stand out on both sides."""
        if self._view is not None:
            self._view.pane.show_block(lines)
        self._page.set_bracket(offset if lines is not None else None)

    def _show_line(self, line: int, *, at_top: bool = False) -> None:
        if self._view is not None:
            self._view.pane.show_line(line, at_top=at_top)

    def _lead(self, move: Callable[[], None]) -> None:
        self._leading = True
        try:
            move()
        finally:
            self._leading = False

    def _on_menu(self, point: QPoint) -> None:
        self.menu_requested.emit(self._view, point)

    # Steps

    def step(self, what: str, step: int) -> None:
        """Go to the next ``repair`` or line of ``furniture``, or to that before it."""
        if not self.is_open or self._sheet is None or self._view is None:
            self._pending = (what, step)
            self.open()
            return
        lines: Iterable[int] = self._sheet.mended if what == "repair" else self._sheet.furniture
        line = self._sheet.next_of(lines, self._view.pane.current_line, step)
        if line is None:
            name = "修复" if what == "repair" else "版面行"
            where = ("后面" if step > 0 else "前面") if lines else "原文里"
            self._messages.info(f"{where}没有{name}{'了' if lines else ''}。")
            return
        self.go_to_line(line)

    def go_to(self, document: str, line: int) -> None:
        """Open a document at one of its raw lines."""
        if document != self._reader.id:
            self.open_requested.emit(document)
        if document == self._reader.id:
            self.go_to_line(line)

    def go_to_line(self, line: int) -> None:
        """Show a raw line, with its place in the page."""
        if not self.is_open or self._sheet is None or self._view is None or self._waits:
            self._pending = line
            self.open()
            return
        pane = self._view.pane
        pane.put_caret((line, 0))
        self._lead(lambda: pane.show_line(line))
        self._on_line_chosen(line)
