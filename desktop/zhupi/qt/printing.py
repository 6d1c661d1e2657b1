"""Printing in the window, and saving as PDF: the pages are set and painted in a lane."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QWidget

from zhupi.annotations.model import Colour
from zhupi.export import Options
from zhupi.export.files import put
from zhupi.jobs import Job
from zhupi.library import Library
from zhupi.qt.export_choice import Choices, Subject
from zhupi.qt.exporting import Here, offered, open_path
from zhupi.qt.messages import Messages, Offer
from zhupi.qt.runner import Lane, Runner
from zhupi.settings import Settings

if TYPE_CHECKING:
    from PySide6.QtGui import QImage
    from PySide6.QtPrintSupport import QPrinter

    from zhupi.qt.paper import Sheets
    from zhupi.qt.print_dialog import PrintDialog

_KIND = "print"
_PATTERN = "PDF (*.pdf)"
_STOPPED = "已停止。"


@dataclass(slots=True)
class _Shown:
    """The dialog that is open, and its pages once they are set."""

    dialog: PrintDialog
    sheets: Sheets | None = None


class Printer(QObject):
    """Asks what goes on paper, shows it, prints it or writes it as PDF."""

    def __init__(
        self,
        library: Library,
        runner: Runner,
        messages: Messages,
        settings: Settings,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._library = library
        self._runner = runner
        self._messages = messages
        self._settings = settings
        self._window = parent
        self._shown: _Shown | None = None
        self.here: Callable[[], Here] = Here
        """Says what the window shows now."""
        self.ask_printer: Callable[[QWidget, int], QPrinter | None] = _ask_printer
        """Lets the user choose a printer for so many pages; ``None`` if he thinks better of it."""

    @property
    def dialog(self) -> PrintDialog | None:
        """The dialog, while it is open."""
        return None if self._shown is None else self._shown.dialog

    def print_here(self) -> None:
        """Print what the window shows: what is selected, listed, or open."""
        here = self.here()
        chosen = "document"
        if here.listed is not None:
            chosen = "filter" if here.selected is None else "annotations"
        elif here.span is not None:
            chosen = "selection"
        self._runner.run(
            Lane.READ,
            lambda _job: offered(self._library, here),
            lambda found: self._open(found, chosen),
            receiver=self,
        )

    def _open(self, found: list[Subject], chosen: str) -> None:
        from zhupi.qt.print_dialog import PrintDialog

        usable = [subject for subject in found if not subject.lacking]
        if self._shown is not None:
            return
        if not usable:
            self._messages.info("先打开一件公文。")
            return
        keys = [subject.key for subject in usable]
        dialog = PrintDialog(found, chosen if chosen in keys else keys[0], self._window)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._shown = _Shown(dialog)
        dialog.finished.connect(self._close)
        dialog.page_wanted.connect(self._show_page)
        dialog.pdf_wanted.connect(self._save)
        dialog.preview_wanted.connect(self._set)
        dialog.print_wanted.connect(self._print)
        kept = self._settings.export
        dialog.show_choices(
            Choices.remembered(_KIND, kept, Choices()),
            head=kept.get(f"{_KIND}.head") != "False",
            foot=kept.get(f"{_KIND}.foot") != "False",
        )
        dialog.open()
        dialog.subject.setFocus()

    def _close(self) -> None:
        if self._shown is not None:
            self._remember(self._shown.dialog)
            self._runner.discard(Lane.EXPORT)
            self._shown = None

    def _remember(self, dialog: PrintDialog) -> None:
        look, carry, notes = dialog.taken()
        kept = self._settings.export
        kept[f"{_KIND}.look"], kept[f"{_KIND}.carry"] = str(look), str(carry)
        kept[f"{_KIND}.notes"] = str(notes)
        kept[f"{_KIND}.head"] = str(dialog.head.isChecked())
        kept[f"{_KIND}.foot"] = str(dialog.foot.isChecked())

    # Setting

    def _options(self, dialog: PrintDialog) -> Options:
        settings, subject = self._settings, dialog.current()
        first = Choices(type_code=settings.type_code, author=settings.author)
        look, carry, notes = dialog.taken()
        choices = replace(
            Choices.remembered(subject.kind, settings.export, first),
            format=".pdf", look=look, carry=carry, notes=notes,
        )  # fmt: skip
        meanings = {Colour(name): words for name, words in settings.meanings.items()}
        return choices.options(subject, settings.initials, meanings)

    def _set(self) -> None:
        """Set all pages of what is chosen."""
        from zhupi.qt import export_material

        shown = self._shown
        if shown is None or shown.dialog.working:
            return
        dialog, library = shown.dialog, self._library
        subject, options = dialog.current(), self._options(dialog)
        head, foot = dialog.head.isChecked(), dialog.foot.isChecked()

        def work(job: Job) -> Sheets:
            made = export_material.material(library, subject, options)
            sheets = export_material.sheets_of(made, options, job, head=head, foot=foot)
            for _ in sheets.pages(job):
                pass
            return sheets

        def done(sheets: Sheets) -> None:
            shown.sheets = sheets
            dialog.show_total(len(sheets.made))

        shown.sheets = None
        self._runner.discard(Lane.EXPORT)
        self._runner.run(
            Lane.EXPORT,
            work,
            done,
            receiver=dialog,
            failed=lambda error: dialog.say_fault(str(error)),
        )

    def _show_page(self, number: int) -> None:
        shown = self._shown
        if shown is None or shown.sheets is None:
            return
        sheets, width, dialog = shown.sheets, shown.dialog.page.page_width(), shown.dialog
        page = sheets.made[number - 1]

        def work(_job: Job) -> QImage:
            return sheets.image(page, width, len(sheets.made))

        self._runner.run(
            Lane.EXPORT,
            work,
            lambda image: dialog.show_page(number, image, page.text),
            receiver=dialog,
        )

    # Writing

    def _save(self) -> None:
        """Write the pages as PDF where the user says."""
        shown = self._shown
        if shown is None or shown.sheets is None:
            return
        folder = Path(self._settings.export_folder or self._settings.last_folder or Path.home())
        suggested = folder / f"{shown.dialog.current().name}.pdf"
        target = self._messages.choose_target("存为 PDF", str(suggested), _PATTERN)
        if target is None:
            return
        overwrite = True  # the dialog has asked before it gave the name of a file that exists
        if target.suffix.lower() != ".pdf":
            target = target.with_name(f"{target.name}.pdf")
            overwrite = target.exists()
            question = f"“{target.name}”已经存在，要替换吗？"
            if overwrite and not self._messages.ask(question, f"在 {target.parent}", "替换"):
                return
        sheets, author = shown.sheets, self._settings.author

        def work(job: Job) -> Path:
            from zhupi.qt.paper.pdf import pdf

            put(target, pdf(sheets, author, job), overwrite=overwrite)
            return target

        self._settings.export_folder = str(target.parent)
        shown.dialog.run(
            self._runner, work, lambda path: self._saved(shown, path), stopped=_STOPPED
        )

    def _saved(self, shown: _Shown, path: Path) -> None:
        shown.dialog.accept()
        self._messages.info(
            f"已存为 {path}",
            Offer("打开", lambda: open_path(self._messages, path)),
            Offer("打开文件夹", lambda: open_path(self._messages, path.parent)),
        )

    def _print(self) -> None:
        """Print the pages on the printer that the user chooses."""
        shown = self._shown
        if shown is None or shown.sheets is None:
            return
        sheets = shown.sheets
        printer = self.ask_printer(shown.dialog, len(sheets.made))
        if printer is None:
            return

        author = self._settings.author
        path = _file_of(printer)

        def work(job: Job) -> int:
            from zhupi.qt.paper.pdf import asked, on_printer, pdf

            if path is None:
                return on_printer(sheets, printer, job)
            # The printer's dialog has asked about a file that exists; it is written as any PDF is.
            pages = asked(sheets, printer)
            put(path, pdf(sheets, author, job, pages), overwrite=True)
            return len(pages)

        def done(count: int) -> None:
            if path is None:
                self._printed(shown, count)
            else:
                self._saved(shown, path)

        shown.dialog.run(self._runner, work, done, stopped=_STOPPED)

    def _printed(self, shown: _Shown, count: int) -> None:
        shown.dialog.accept()
        self._messages.info(f"已送去打印，共 {count} 页。")


def _file_of(printer: QPrinter) -> Path | None:
    """The PDF file that stands in for a printer, if one was chosen."""
    from PySide6.QtPrintSupport import QPrinter

    if printer.outputFormat() is not QPrinter.OutputFormat.PdfFormat:
        return None
    return Path(printer.outputFileName()) if printer.outputFileName() else None


def _ask_printer(parent: QWidget, pages: int) -> QPrinter | None:
    from PySide6.QtPrintSupport import QPrintDialog, QPrinter

    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    dialog = QPrintDialog(printer, parent)
    dialog.setMinMax(1, pages)
    dialog.setOption(QPrintDialog.PrintDialogOption.PrintPageRange)
    agreed = dialog.exec()
    dialog.deleteLater()
    return printer if agreed else None
