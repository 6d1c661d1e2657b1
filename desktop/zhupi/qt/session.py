"""How a window begins and ends: as it stood, with what was read last; nothing unsaved is left."""

from __future__ import annotations

from base64 import b64decode, b64encode
from binascii import Error as NotBase64
from collections.abc import Iterator, Sequence
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QObject, QSize

from zhupi.errors import KnownError, NotFound
from zhupi.locations import Places
from zhupi.qt.slices import Slices

if TYPE_CHECKING:
    from zhupi.qt.main_window import MainWindow

IMPORTED_FIRST = (
    "library.model",
    "library.citation_model",
    "qt.catalog_model",
    "qt.catalog_pane",
    "qt.searching",
    "qt.facets",
    "qt.left_pane",
    "qt.cards",
    "qt.citation_panel",
    "qt.side_panel",
    "qt.annotating",
    "qt.notebook_tab",
    "gazette.corrections",
    "export",
    "qt.menus",
    "qt.catalog_desk",
    "qt.citing_desk",
    "library.raw_text",
    "qt.sheets",
    "qt.source_view",
    "qt.correction_book",
    "qt.doubt_desk",
    "qt.exporting",
    "gazette.pinpoints",
    "qt.goto_desk",
    "qt.library_desk",
    "qt.missing_texts",
    "qt.page_finder",
    "qt.printing",
    "qt.source_desk",
    "qt.comparison",
    "qt.overview",
)
"""Modules under `zhupi` of which each brings some that the rest of the window is made of.

In one piece they would hold the window for 250 ms. A test sees to it that none brings too many.
"""


class Session(QObject):
    """Starts the window and ends it."""

    def __init__(self, window: MainWindow, places: Places) -> None:
        super().__init__(window)
        self._window = window
        self._places = places
        self._files: Sequence[Path] = ()
        self._address: str | None = None
        self._slices: Slices | None = None
        self._furnished = False
        self._closing = False
        self._insists = False
        self._closed = False

    # Starting

    def restore(self) -> None:
        """Stand where the window stood, as far as the screens allow."""
        window = self._window
        try:
            geometry = b64decode(window.settings.geometry, validate=True)
        except (NotBase64, ValueError):
            geometry = b""
        if not geometry or not window.restoreGeometry(QByteArray(geometry)):
            window.resize(QSize(1440, 900).boundedTo(window.screen().availableSize()))
        window.panes.hide_outer(window.settings.hidden)
        window.panes.set_widths(window.settings.splitter)

    def restore_rest(self) -> None:
        """The rest of the window was made: let it be as it was left, and offer what can be done."""
        window = self._window
        window.left.results.facet_height = window.settings.facets
        window.side.citations.set_folded(window.settings.folded)
        for name in ("undo", "redo", "back", "forward"):
            window.actions_[name].setEnabled(False)
        if window.library.read_only:
            self._restrict()

    def _restrict(self) -> None:
        """Another window writes: offer nothing here that does, and say so."""
        from zhupi.qt import actions

        window = self._window
        for name in actions.WRITING:
            window.actions_[name].setEnabled(False)
        window.left.catalog.set_read_only()
        window.side.notes.editor.set_read_only()
        window.messages.warn(
            "这个文库已在另一个窗口中打开。这里只能阅读和搜索，不能导入、批注或移除。"
        )

    def start(self, files: Sequence[Path] = (), address: str | None = None) -> None:
        """After the window shows: open what was read last, load the rest, go to an address."""
        window = self._window
        if window.library.is_new and not window.library.read_only:
            window.panes.empty.show_coming()
        self._files, self._address = files, address
        last = window.settings.last_document
        if last and self._opened(last):
            window.pane.setFocus()
            window.first_page.wait()
        else:
            self.load_rest()

    def load_rest(self) -> None:
        """Make the rest of the window, load catalog and texts, begin with what is to come in."""
        self._slices = Slices(self._furnish(), self)
        self._slices.ended.connect(self._begin)
        self._slices.start()

    def _furnish(self) -> Iterator[None]:
        # Qt makes its classes when they are imported: all at once would take 250 ms.
        for name in IMPORTED_FIRST:
            import_module(f"zhupi.{name}")
            yield
        from zhupi.qt.furnishing import furnish

        yield
        yield from furnish(self._window)
        self._furnished = True

    def _begin(self) -> None:
        self._window.pane.setFocus()
        if self._address is not None:
            self._window.documents.follow_address(self._address)
        self._window.shelf.refresh()
        self._window.keeper.start(self._files)
        self._window.shelf.watch()

    def _opened(self, document: str) -> bool:
        """Open what was read last, if it is there still."""
        # In sight first: a place is found only on a page that has its size.
        self._window.panes.show_page()
        try:
            self._window.reader.open(document)
        except KnownError as error:
            if not isinstance(error, NotFound):  # what is gone is not missed
                self._window.messages.error(str(error))
            self._window.panes.show_empty()
            return False
        return True

    def keep_folds(self, groups: list[str]) -> None:
        """Note which groups of the relations of a document are folded."""
        self._window.settings.folded = groups

    # Ending

    def may_close(self) -> bool:
        """Save what is written, end the work, and keep how the window stood.

        The window stays until the last write is on disk. If that cannot be done it says so and
        stays open; closed once more, it goes all the same.
        """
        if self._closed:
            return True
        if self._slices is not None and not self._furnished:
            # Whole, it can be taken apart as ever; but nothing is to begin any more.
            self._slices.ended.disconnect(self._begin)
            self._slices.finish()
        if self._furnished and not self._insists:
            from zhupi.qt.runner import Lane

            self._window.side.notes.editor.flush()
            self._window.notebooks.flush()
            self._window.progress.flush()
            if self._window.runner.waiting(Lane.WRITE):
                self._closing = True
                return False
        self._closed = True
        self._end()
        return True

    def _end(self) -> None:
        window = self._window
        if self._furnished:
            window.focus_mode.leave()
            window.shelf.stop()
            window.documents.stop()
            window.source.keep_width()
            window.reading_place.stop()
            window.desk.stop()
            window.collector.stop()
            window.catalog_desk.remember()
            window.settings.facets = window.left.results.facet_height
        window.first_page.stop()
        window.reader.end()
        window.settings.geometry = b64encode(window.saveGeometry().data()).decode()
        window.settings.splitter = window.panes.widths()
        window.hide()
        if self._furnished:
            window.runner.close()
            window.marker.close()
        try:
            window.settings.save(self._places.config)
        except KnownError as error:
            window.messages.error(str(error))
        window.library.close()

    def on_written(self) -> None:
        """The last write is on disk."""
        if self._closing:
            self._window.close()

    def on_draft_failed(self) -> None:
        """A note could not be saved: stay, this once."""
        self._insists = self._closing
        self._closing = False
