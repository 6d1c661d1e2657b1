"""The corrections that were made, where they are shown: over the title, in form and list."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QWidget

from zhupi.jobs import Job
from zhupi.library import Library
from zhupi.library.model import Changes, Corrected, CorrectionRow
from zhupi.qt.amended_sign import AmendedSign
from zhupi.qt.correction_desk import CorrectionDesk
from zhupi.qt.messages import Messages
from zhupi.qt.reading import Reader
from zhupi.qt.runner import Lane, Runner
from zhupi.qt.sheets import Loaded, Sheets
from zhupi.qt.themes import Theme

if TYPE_CHECKING:
    from zhupi.qt.correction_form import CorrectionForm
    from zhupi.qt.corrections_list import CorrectionsList


class CorrectionBook(QObject):
    """Reads them beside the window, and opens the form and the list over it."""

    go_requested = Signal(str, int)
    """A document, and the raw line in it that is to be seen."""

    def __init__(
        self,
        library: Library,
        runner: Runner,
        desk: CorrectionDesk,
        sheets: Sheets,
        reader: Reader,
        sign: AmendedSign,
        messages: Messages,
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._library = library
        self._runner = runner
        self._desk = desk
        self._sheets = sheets
        self._reader = reader
        self._sign = sign
        self._messages = messages
        self._window = window
        self._theme: Theme | None = None
        self._list: CorrectionsList | None = None
        self._form: CorrectionForm | None = None

    @property
    def list(self) -> CorrectionsList | None:
        """The list, while it is open."""
        return self._list

    @property
    def form(self) -> CorrectionForm | None:
        """The form, while it is open."""
        return self._form

    def set_theme(self, theme: Theme) -> None:
        """Draw what is opened from now on in these colours."""
        self._theme = theme

    # Over the title

    def look(self) -> None:
        """Another document is open, or this one changed: tell of its corrections."""
        document = self._reader.id

        def work(_job: Job) -> Sequence[CorrectionRow]:
            count = self._library.corrected_count()  # mostly none, which is told quickly
            return self._library.corrections(document) if count else ()

        def show(rows: Sequence[CorrectionRow]) -> None:
            if document == self._reader.id:
                self._sign.show_rows(rows)

        if document:
            self._runner.run(Lane.READ, work, show, receiver=self)
        else:
            self._sign.show_rows(())

    def follow(self, changes: Changes) -> None:
        """Corrections were made, or taken back."""
        if isinstance(changes, Corrected):
            self.look()
            if self._list is not None:
                self._load_list()

    # The form

    def show_form(self) -> None:
        """Open the form for the fields of what is read."""
        stored = self._reader.stored
        if stored is None:
            self._messages.info("先打开一件公文。")
            return
        if self._desk.refusal:
            self._messages.info(self._desk.refusal)
            return
        document = stored.id
        self._runner.run(
            Lane.READ,
            lambda _job: self._library.corrections(document),
            lambda rows: self._open_form(document, rows),
            receiver=self,
        )

    def _open_form(self, document: str, rows: Sequence[CorrectionRow]) -> None:
        from zhupi.qt.correction_form import CorrectionForm, of_fields

        stored = self._reader.stored
        if stored is None or stored.id != document or self._theme is None:
            return
        form = CorrectionForm(stored.document, of_fields(rows), self._theme, self._window)
        form.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        form.take_back_requested.connect(self._desk.take_back)
        form.accepted.connect(lambda: self._save(document, stored.revision, form))
        form.finished.connect(self._on_form_closed)
        self._form = form
        form.open()
        self._sheets.get(self._show_lines)

    def _save(self, document: str, revision: int, form: CorrectionForm) -> None:
        self._desk.correct_fields(document, form.corrections(), revision)

    def _show_lines(self, loaded: Loaded) -> None:
        if self._form is not None:
            self._form.show_lines(loaded)

    def _on_form_closed(self) -> None:
        self._form = None

    # The list

    def show_list(self) -> None:
        """Open the list, at first of the document that is read."""
        from zhupi.qt.corrections_list import CorrectionsList

        stored = self._reader.stored
        document, source = (stored.id, stored.source.id) if stored is not None else ("", 0)
        shown = CorrectionsList(document, source, self._desk.refusal, self._window)
        shown.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        shown.take_back_requested.connect(self._desk.take_back)
        shown.go_requested.connect(
            lambda row: self.go_requested.emit(row.document, row.correction.line)
        )
        shown.finished.connect(self._on_list_closed)
        self._list = shown
        shown.open()
        self._load_list()

    def _load_list(self) -> None:
        self._runner.run(
            Lane.READ, lambda _job: self._library.corrections(), self._fill_list, receiver=self
        )

    def _fill_list(self, rows: Sequence[CorrectionRow]) -> None:
        if self._list is not None:
            self._list.show_rows(rows)

    def _on_list_closed(self) -> None:
        self._list = None
