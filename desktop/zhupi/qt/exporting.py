"""Handing excerpts out as Word or Markdown."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, QUrl
from PySide6.QtGui import QDesktopServices

from zhupi.annotations.model import Colour
from zhupi.library import Library
from zhupi.library.model import CatalogRow
from zhupi.qt.messages import Messages, Offer
from zhupi.qt.runner import Lane, Runner
from zhupi.qt.titles import short_title
from zhupi.settings import Settings

PATTERNS = "Word 文档 (*.docx);;Markdown (*.md);;网页 (*.html);;批注交换 (*.json)"
_UNFIT = re.compile(r'[\\/:*?"<>|\s]+')


class Exporter(QObject):
    """Asks where to, and writes in the long lane."""

    def __init__(
        self,
        library: Library,
        runner: Runner,
        messages: Messages,
        settings: Settings,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._library = library
        self._runner = runner
        self._messages = messages
        self._settings = settings

    def export(self, row: CatalogRow | None) -> None:
        """Export the excerpts of one document, or of all."""
        documents = None if row is None else [row.id]
        if not self._library.notes(document=None if row is None else row.id):
            what = "这件公文" if row is not None else "文库里"
            self._messages.info(f"{what}还没有批注，没有可以导出的摘录。")
            return
        name = "朱批摘录" if row is None else f"{short_title(row)[:40]}　摘录"
        self._ask("导出摘录", name, documents=documents)

    def export_documents(self, rows: Sequence[CatalogRow]) -> None:
        """Export the excerpts of several documents, those enclosed with what encloses them."""
        if len(rows) == 1:
            self.export(rows[0])
            return
        documents = list(dict.fromkeys(row.enclosed_in or row.id for row in rows))
        if any(self._library.annotations(one) for one in documents):
            self._ask("导出摘录", f"{len(documents)} 件公文摘录", documents=documents)
        else:
            self._messages.info("所选公文还没有批注，没有可以导出的摘录。")

    def export_annotations(self, annotations: Sequence[str]) -> None:
        """Export these annotations as excerpts."""
        if annotations:
            self._ask("导出所选批注", "批注摘录", annotations=list(annotations))

    def export_notebook(self, notebook: str) -> None:
        """Export a notebook in its own order."""
        if notebook:
            name = self._library.notebooks.find(notebook).name
            self._ask("导出摘编", name[:60], notebook=notebook)

    def _ask(self, title: str, name: str, **what: Any) -> None:
        """Ask where to, and write what `Library.export_file` is told by ``what``."""
        folder = Path(self._settings.last_folder or Path.home())
        suggested = folder / f"{_UNFIT.sub(' ', name)}.docx"
        target = self._messages.choose_target(title, str(suggested), PATTERNS)
        if target is not None:
            self._settings.last_folder = str(target.parent)
            self._write(target, what)

    def _write(self, target: Path, what: dict[str, Any]) -> None:
        meanings = {Colour(name): words for name, words in self._settings.meanings.items()}
        self._runner.run(
            Lane.LONG,
            # The file dialog has asked before it gave the name of a file that exists.
            lambda job: self._library.export_file(
                target, overwrite=True, meanings=meanings, job=job, **what
            ),
            lambda written: self._messages.info(
                f"已导出 {written.annotations} 条批注到 {written.path}",
                Offer("打开所在文件夹", lambda: open_folder(written.path)),
            ),
            receiver=self,
        )


def open_folder(path: Path) -> None:
    """Show the folder of a file that was written."""
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path.parent)))
