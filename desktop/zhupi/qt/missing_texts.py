"""What is not in the library, in the place of the page: made when it is first asked for."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from zhupi.library import Library
from zhupi.library.citation_model import CitedText, Missing
from zhupi.library.model import CatalogRow, Changes
from zhupi.qt.exporting import open_path
from zhupi.qt.instead import Instead
from zhupi.qt.messages import Messages, Offer
from zhupi.qt.missing_model import Listed
from zhupi.qt.panes import Panes
from zhupi.qt.runner import Lane, Runner
from zhupi.settings import Settings

if TYPE_CHECKING:
    from zhupi.qt.missing_page import MissingPage

PATTERNS = "CSV 表格 (*.csv);;Markdown (*.md)"
_FILE = "库中缺少的文件.csv"


class MissingTexts(Instead["MissingPage"]):
    """Shows the page, fills it, and writes it into a file."""

    open_requested = Signal(str, int, int)
    """A document, and where in its text it cites what is missing: offset and length."""

    def __init__(
        self,
        library: Library,
        runner: Runner,
        panes: Panes,
        settings: Settings,
        messages: Messages,
        parent: QObject,
    ) -> None:
        super().__init__(panes, parent)
        self._library = library
        self._runner = runner
        self._settings = settings
        self._messages = messages

    def show(self) -> None:
        """Bring the page to the front."""
        page = self._made()
        self._panes.show_instead(page)
        self._read(page)
        page.view.setFocus()

    def follow(self, changes: Changes) -> None:
        """Show what changed, if the page is in sight."""
        if self._page is not None and self._page.isVisible() and changes.documents:
            self._read(self._page)

    def _make(self) -> MissingPage:
        from zhupi.qt.missing_page import MissingPage

        page = MissingPage()
        page.open_requested.connect(self._find)
        page.export_requested.connect(self._export)
        page.copied.connect(lambda words: self._messages.info(f"已复制：{words}"))
        return page

    def _read(self, page: MissingPage) -> None:
        self._runner.run(
            Lane.NOTES,
            lambda _job: Listed.of(self._library.missing()),
            page.show_missing,
            receiver=self,
        )

    # Going there

    def _find(self, missing: Missing, row: CatalogRow) -> None:
        """Look up where a document cites a text, and go there."""
        self._runner.run(
            Lane.READ,
            lambda _job: self._library.cites(row.id),
            lambda cites: self._open(row, _place(cites, missing)),
            receiver=self,
        )

    def _open(self, row: CatalogRow, place: tuple[int, int]) -> None:
        self.leave()
        self.open_requested.emit(row.id, *place)

    # Handing out

    def _export(self) -> None:
        folder = Path(self._settings.last_folder or Path.home())
        target = self._messages.choose_target("导出库中缺少的文件", str(folder / _FILE), PATTERNS)
        if target is None:
            return
        self._settings.last_folder = str(target.parent)
        self._runner.run(
            Lane.LONG,
            # The file dialog has asked before it gave the name of a file that exists.
            lambda _job: self._library.export_missing(target, overwrite=True),
            lambda count: self._messages.info(
                f"已导出 {count} 件到 {target}",
                Offer("打开文件夹", lambda: open_path(self._messages, target.parent)),
            ),
            receiver=self,
        )


def _place(cites: tuple[CitedText, ...], missing: Missing) -> tuple[int, int]:
    """Where a document first cites a text: offset and length; its beginning if it does no more."""
    for text in cites:
        same = (
            text.number == missing.number
            if text.number is not None
            else text.title is not None and text.title in missing.titles
        )
        if text.row is None and same and text.places:
            return text.places[0].at, text.places[0].length
    return 0, 0
