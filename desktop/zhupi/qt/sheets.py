"""The raw lines of the document that is read, loaded once for whoever shows them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject

from zhupi.errors import KnownError, LibraryError
from zhupi.jobs import Job
from zhupi.library import Library
from zhupi.library.model import Changes, StoredDocument
from zhupi.qt import raw_sheet
from zhupi.qt.alignment import Alignment
from zhupi.qt.raw_sheet import RawSheet
from zhupi.qt.reading import Reader
from zhupi.qt.runner import Lane, Runner


@dataclass(frozen=True, slots=True)
class Loaded:
    """The open document, its source line by line, and how the two lie beside each other."""

    stored: StoredDocument
    sheet: RawSheet
    alignment: Alignment


class Sheets(QObject):
    """Reads them in the reading lane; who asks for the same again gets the same."""

    def __init__(self, library: Library, runner: Runner, reader: Reader, parent: QObject) -> None:
        super().__init__(parent)
        self._library = library
        self._runner = runner
        self._reader = reader
        self._loaded: Loaded | None = None
        self._waiting: list[Callable[[Loaded], None]] = []
        self._job: Job | None = None
        self._wanted = ("", 0)

    @property
    def loaded(self) -> Loaded | None:
        """What was loaded, if it is that of the open document."""
        loaded = self._loaded
        return loaded if loaded is not None and _key(loaded.stored) == self._key() else None

    def get(self, done: Callable[[Loaded], None]) -> None:
        """Call ``done`` when they are there, at once if they are.

        It is not called if another document is opened before.
        """
        stored = self._reader.stored
        if stored is None:
            return
        if self.loaded is not None:
            done(self.loaded)
            return
        if self._job is not None and self._wanted == self._key():
            self._waiting.append(done)
            return
        if self._job is not None:
            self._job.cancel()
        self._waiting = [done]
        self._wanted = self._key()

        def work(_job: Job) -> Loaded:
            text = self._library.raw_text(stored.id)
            # Asked last: what is on disk may be newer than what the page still shows.
            if self._library.row(stored.id).revision != stored.revision:
                raise LibraryError("这件公文刚刚更新，请在更新后的正文旁再看原文。")
            sheet = raw_sheet.make(text, stored)
            return Loaded(stored, sheet, Alignment(sheet.view))

        self._job = self._runner.run(Lane.READ, work, self._come, receiver=self, failed=self._fail)

    def forget(self, changes: Changes) -> None:
        """Documents changed, and what was read of a source with them."""
        if changes.documents or changes.sources:
            self._loaded = None

    def _fail(self, error: KnownError) -> None:
        self._job, self._waiting = None, []
        self._runner.known_error.emit(str(error))

    def _come(self, loaded: Loaded) -> None:
        if self._job is None or _key(loaded.stored) != self._wanted:
            return
        self._job = None
        waiting, self._waiting = self._waiting, []
        self._loaded = loaded
        if self.loaded is not None:
            for done in waiting:
                done(loaded)

    def _key(self) -> tuple[str, int]:
        stored = self._reader.stored
        return ("", 0) if stored is None else _key(stored)


def _key(stored: StoredDocument) -> tuple[str, int]:
    return stored.id, stored.revision
