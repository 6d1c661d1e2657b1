"""Exporting in the window: what there is, the dialog, the preview, the file."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QWidget

from zhupi.annotations.model import Colour
from zhupi.errors import KnownError, NotFound
from zhupi.export import LackingFont, Options, Written
from zhupi.export.fonts import lacking
from zhupi.gazette.model import Document
from zhupi.jobs import Job
from zhupi.library import Library
from zhupi.library.model import CatalogRow
from zhupi.qt import export_subjects as subjects
from zhupi.qt.export_choice import FORMATS, Choices, Subject
from zhupi.qt.messages import Messages, Offer
from zhupi.qt.runner import Lane, Runner
from zhupi.settings import Settings

if TYPE_CHECKING:
    from zhupi.qt.export_dialog import ExportDialog
    from zhupi.qt.export_material import Material, Preview
    from zhupi.qt.notes_desk import Ids


@dataclass(frozen=True, slots=True)
class Here:
    """What the window shows: the open document, words selected in it, annotations listed.

    ``listed`` and ``selected`` read ids, in a lane. ``documents`` are several chosen in the tree.
    """

    id: str = ""
    document: Document | None = None
    span: tuple[int, int] | None = None
    listed: Ids | None = None
    selected: Ids | None = None
    documents: Sequence[str] = ()


@dataclass(slots=True)
class _Shown:
    """The dialog that is open, and what its previews are made of."""

    dialog: ExportDialog
    material: tuple[tuple[str, bool], Material] | None = None


class Exporter(QObject):
    """Asks what and how, and writes in a lane of its own."""

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
        self._lacking: Sequence[LackingFont] | None = None
        self.here: Callable[[], Here] = Here
        """Says what the window shows now."""

    @property
    def dialog(self) -> ExportDialog | None:
        """The dialog, while it is open."""
        return None if self._shown is None else self._shown.dialog

    # Asking

    def export_here(self) -> None:
        """Export what the window shows: what is selected, listed, or open."""
        here = self.here()
        chosen = ""
        if here.listed is not None:
            chosen = "annotations" if here.selected is not None else "filter"
        elif here.span is not None:
            chosen = "selection"
        self._offer(here, chosen)

    def export_all(self) -> None:
        """Export the excerpts of the whole library."""
        self._offer(self.here(), "all")

    def export_document(self, row_id: str) -> None:
        """Export a document of the tree."""
        here = self.here()
        document = row_id.partition("#")[0]
        self._offer(here if here.id == document else Here(document), "")

    def export_documents(self, rows: Sequence[CatalogRow]) -> None:
        """Export documents of the tree, those enclosed with what encloses them."""
        documents = list(dict.fromkeys(row.enclosed_in or row.id for row in rows))
        if len(documents) == 1:
            self.export_document(documents[0])
        elif documents:
            self._offer(replace(self.here(), span=None, documents=documents), "documents")

    def export_annotations(self, annotations: Sequence[str]) -> None:
        """Export these annotations as excerpts."""
        here = self.here()
        if annotations:
            chosen = list(annotations)
            self._offer(replace(here, span=None, selected=lambda: chosen), "annotations")

    def export_notebook(self, notebook: str) -> None:
        """Export a notebook in its own order."""
        if notebook:
            self._offer(self.here(), f"notebook:{notebook}")

    def _offer(self, here: Here, chosen: str) -> None:
        # Now, as importing and making the dialog in one turn would hold the window.
        import_module("zhupi.qt.export_dialog")
        self._runner.run(
            Lane.READ,
            lambda _job: offered(self._library, here),
            lambda found: self._open(found, chosen),
            receiver=self,
        )

    def _open(self, offered: list[Subject], chosen: str) -> None:
        from zhupi.qt.export_dialog import ExportDialog

        if self._shown is not None:
            return  # one at a time; it is modal
        wanted = [subject for subject in offered if subject.key == chosen]
        usable = [subject for subject in offered if not subject.lacking]
        if wanted and wanted[0].lacking:
            self._messages.info(wanted[0].lacking)
            return
        if not usable:
            self._messages.info("文库里还没有可以导出的内容。")
            return
        excerpts = [subject for subject in usable if subject.key == "excerpts"]
        first = (wanted or excerpts or usable)[0]
        folder = Path(self._settings.export_folder or self._settings.last_folder or Path.home())
        dialog = ExportDialog(folder if folder.is_dir() else Path.home(), self._window)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.form.tags.set_source(lambda prefix: [t for t, _ in self._library.tags(prefix, 8)])
        self._shown = _Shown(dialog)
        dialog.set_subjects(offered, first.key)
        dialog.export_wanted.connect(self._export)
        dialog.finished.connect(self._close)
        dialog.folder_wanted.connect(self._choose_folder)
        dialog.preview_wanted.connect(self._preview)
        dialog.subject_changed.connect(self._recall)
        self._recall()
        self._find_fonts()
        dialog.open()
        dialog.form.format.setFocus()

    def _recall(self) -> None:
        """Show how a subject of this kind was exported last."""
        if self._shown is None:
            return
        settings = self._settings
        first = Choices(
            format=settings.export_format if settings.export_format in FORMATS else ".docx",
            type_code=settings.type_code,
            author=settings.author,
        )
        kind = self._shown.dialog.form.current().kind
        self._shown.dialog.show_choices(Choices.remembered(kind, settings.export, first))

    def _choose_folder(self) -> None:
        if self._shown is not None:
            dialog = self._shown.dialog
            chosen = self._messages.choose_folder("保存到", str(dialog.place))
            if chosen is not None:
                dialog.set_folder(chosen)

    def _close(self) -> None:
        if self._shown is not None:
            self._runner.discard(Lane.EXPORT)
            self._shown = None

    # Previewing

    def _preview(self) -> None:
        from zhupi.qt import export_material

        shown = self._shown
        if shown is None or shown.dialog.working:
            return
        dialog = shown.dialog
        subject, options = dialog.form.current(), self._options(dialog)
        ending, width = dialog.form.ending(), dialog.page.page_width()
        key, kept = (subject.key, options.links), shown.material
        library = self._library

        def work(job: Job) -> tuple[Material, Preview]:
            made = (
                kept[1]
                if kept is not None and kept[0] == key
                else export_material.material(library, subject, options, export_material.PREVIEWED)
            )
            return made, export_material.preview(made, ending, options, width, job)

        def done(outcome: tuple[Material, Preview]) -> None:
            if self._shown is shown:
                shown.material = key, outcome[0]
                dialog.show_preview(outcome[1])

        def failed(error: KnownError) -> None:
            if self._shown is shown:
                dialog.show_nothing(str(error))

        self._runner.discard(Lane.EXPORT)
        self._runner.run(Lane.EXPORT, work, done, receiver=dialog, failed=failed)

    def _find_fonts(self) -> None:
        """The report on fonts; the system is asked once."""
        if self._lacking is not None:
            self._show_fonts(self._lacking)
            return
        self._runner.run(Lane.READ, lambda _job: lacking(), self._show_fonts, receiver=self)

    def _show_fonts(self, found: Sequence[LackingFont]) -> None:
        self._lacking = found
        if self._shown is not None:
            self._shown.dialog.show_fonts(found)

    # Writing

    def _options(self, dialog: ExportDialog) -> Options:
        meanings = {Colour(name): words for name, words in self._settings.meanings.items()}
        subject = dialog.form.current()
        return dialog.form.choices().options(subject, self._settings.initials, meanings)

    def _export(self) -> None:
        shown = self._shown
        target = None if shown is None else shown.dialog.target()
        if shown is None or target is None:
            return
        overwrite = target.exists()
        if overwrite and not self._messages.ask(
            f"“{target.name}”已经存在，要替换吗？", f"在 {target.parent}", "替换"
        ):
            return
        self._write(shown, target, overwrite=overwrite)

    def _write(self, shown: _Shown, target: Path, *, overwrite: bool) -> None:
        from zhupi.qt import export_material

        dialog = shown.dialog
        subject, options = dialog.form.current(), self._options(dialog)
        library = self._library
        dialog.run(
            self._runner,
            lambda job: export_material.write(
                library, subject, options, target, overwrite=overwrite, job=job
            ),
            lambda written: self._done(shown, written),
            stopped="已停止，没有写出文件。",
        )

    def _done(self, shown: _Shown, written: Written) -> None:
        settings, dialog = self._settings, shown.dialog
        choices = dialog.form.choices()
        choices.remember(dialog.form.current().kind, settings.export)
        settings.author = choices.author
        settings.export_folder = str(written.path.parent)
        dialog.accept()
        what = _told(dialog.form.current(), written)
        self._messages.info(
            f"已导出{what}到 {written.path}{_font_words(written)}",
            Offer("打开", lambda: open_path(self._messages, written.path)),
            Offer("打开文件夹", lambda: open_path(self._messages, written.path.parent)),
        )


def offered(library: Library, here: Here) -> list[Subject]:
    """Everything that can be exported, what the window shows first."""
    found: list[Subject] = []
    if here.documents:
        found += subjects.of_documents(library, here.documents)
    if here.selected is not None:
        found.append(subjects.of_annotations(here.selected(), selected=True))
    if here.listed is not None:
        found.append(subjects.of_annotations(here.listed(), selected=False))
    if here.span is not None and here.document is not None:
        found.append(subjects.of_selection(here.id, here.document, *here.span))
    if here.id:
        # It may have gone while the window still shows it; the rest is there.
        with suppress(NotFound):
            found += subjects.of_document(library, here.id)
    return [*found, subjects.of_all(library), *subjects.of_notebooks(library)]


def _told(subject: Subject, written: Written) -> str:
    """What was written, in a few words."""
    whole = {"document": "全文", "documents": "全文", "selection": "节选"}
    if subject.key in whole:
        return whole[subject.key]
    return f" {written.annotations} 条批注"


def _font_words(written: Written) -> str:
    if not written.fonts:
        return ""
    return f"。文件用到的字体本机缺 {len(written.fonts)} 种：" + "、".join(
        font.name for font in written.fonts
    )


def open_path(messages: Messages, path: Path) -> None:
    """Open a file or folder with the program that the system has for it."""
    if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(path))):
        messages.error(f"没有程序可以打开“{path.name}”。")
