"""The tab of notebooks in the window: made when it is first looked at."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from zhupi.library import Library
from zhupi.library.model import Changes
from zhupi.qt.annotating import Annotator
from zhupi.qt.bulk_steps import BulkSteps
from zhupi.qt.card_drag import CardDrag
from zhupi.qt.excerpting import Excerpter
from zhupi.qt.messages import Messages
from zhupi.qt.reading import Reader
from zhupi.qt.reading_pane import ReadingPane
from zhupi.qt.runner import Runner
from zhupi.qt.side_panel import SidePanel
from zhupi.qt.themes import Theme
from zhupi.settings import Settings

if TYPE_CHECKING:
    from zhupi.qt.notebook_desk import NotebookDesk
    from zhupi.qt.notebook_panel import NotebookPanel


class NotebookTab(QObject):
    """Gives the tab its panel, and says what the panel asks of the window."""

    open_requested = Signal(str, object)
    export_requested = Signal(str)

    def __init__(
        self,
        library: Library,
        runner: Runner,
        side: SidePanel,
        steps: BulkSteps,
        excerpter: Excerpter,
        annotator: Annotator,
        reader: Reader,
        page: ReadingPane,
        settings: Settings,
        messages: Messages,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._library = library
        self._runner = runner
        self._side = side
        self._steps = steps
        self._excerpter = excerpter
        self._annotator = annotator
        self._reader = reader
        self._page = page
        self._settings = settings
        self._messages = messages
        self._theme: Theme | None = None
        self._desk: NotebookDesk | None = None
        self._place = QWidget()
        self._layout = QVBoxLayout(self._place)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._tab = side.add_tab("摘编", self._place)
        side.tabs.currentChanged.connect(self._on_tab)
        side.tabs.setChangeCurrentOnDrag(True)
        self.card_drag = CardDrag(side.notes.view)

    def show(self, book: str = "", item: str = "") -> None:
        """Bring the notebooks to the front, one of them if it is named, at an item of it."""
        desk = self._made()
        if item:
            desk.panel.bring_when_shown(item)
        self._side.show()
        self._side.show_tab(self._tab)
        if book:
            desk.choose(book)
        else:
            desk.show()
        desk.panel.view.setFocus()

    def take(self) -> None:
        """Excerpt what is selected on the page, or the current mark."""
        self._made().take(self._annotator.current)

    def follow(self, changes: Changes) -> None:
        """Show what changed, if the notebooks are in sight."""
        if self._desk is not None:
            self._desk.follow(changes)

    def set_theme(self, theme: Theme) -> None:
        """Draw in these colours."""
        self._theme = theme
        if self._desk is not None:
            self._desk.panel.set_theme(theme)

    def flush(self) -> None:
        """Write what stands in an editor that is open."""
        if self._desk is not None:
            self._desk.flush()

    @property
    def panel(self) -> NotebookPanel:
        """The panel, made if need be."""
        return self._made().panel

    def _on_tab(self, tab: int) -> None:
        if tab == self._tab:
            self._made()

    def _made(self) -> NotebookDesk:
        if self._desk is None:
            from zhupi.qt.notebook_desk import NotebookDesk
            from zhupi.qt.notebook_panel import NotebookPanel

            panel = NotebookPanel()
            if self._theme is not None:
                panel.set_theme(self._theme)
            self._layout.addWidget(panel)
            self._desk = NotebookDesk(
                self._library,
                self._runner,
                panel,
                self._steps,
                self._excerpter,
                self._reader,
                self._page,
                self._settings,
                self._messages,
                self,
            )
            self._desk.open_requested.connect(self.open_requested)
            self._desk.export_requested.connect(self.export_requested)
        return self._desk
