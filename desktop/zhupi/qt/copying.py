"""Copying words with their source: for a document that quotes them."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import QMimeData, QObject, Signal
from PySide6.QtGui import QActionGroup, QGuiApplication
from PySide6.QtWidgets import QMenu

from zhupi.annotations.model import Selector, State
from zhupi.errors import NotFound
from zhupi.export import CopyForm
from zhupi.gazette.places import block_at
from zhupi.library import Library
from zhupi.qt.annotating import Annotator
from zhupi.qt.messages import Messages
from zhupi.qt.reading import Reader
from zhupi.qt.reading_pane import ReadingPane
from zhupi.qt.runner import Lane, Runner
from zhupi.settings import Settings

FORMS = {
    CopyForm.OFFICE: "公文引用：《标题》，文号，条款",
    CopyForm.GAZETTE: "公文引用，并注明公报期号、页码",
    CopyForm.GBT_2025: "GB/T 7714—2025 参考文献",
    CopyForm.GBT_2015: "GB/T 7714—2015 参考文献",
    CopyForm.PLAIN: "只要原文，不注出处",
}
"""The forms in the order in which they are offered."""


class Copier(QObject):
    """Puts the selection, the current mark or a paragraph on the clipboard."""

    copied = Signal()

    def __init__(
        self,
        library: Library,
        runner: Runner,
        reader: Reader,
        pane: ReadingPane,
        annotator: Annotator,
        settings: Settings,
        messages: Messages,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._library = library
        self._runner = runner
        self._reader = reader
        self._pane = pane
        self._annotator = annotator
        self._settings = settings
        self._messages = messages

    @property
    def form(self) -> CopyForm:
        """How the source is named."""
        known = self._settings.copy_form in list(CopyForm)
        return CopyForm(self._settings.copy_form) if known else CopyForm.OFFICE

    def set_form(self, form: CopyForm) -> None:
        """Name the source so from now on."""
        self._settings.copy_form = form.value

    def copy(self) -> None:
        """Copy what is selected; else the current mark; else the paragraph at the caret."""
        stored = self._reader.stored
        if stored is None:
            self._messages.info("先打开一件公文。")
            return
        span = self._pane.selected()
        mark, paragraph = self._annotator.current, self._paragraph()
        form, code = self.form, self._settings.type_code
        library = self._library

        def work(_job: object) -> tuple[str, str]:
            (start, end), said = (paragraph, "这一段") if span is None else (span, "所选文字")
            words = stored.document.text[start:end]
            marked = _marked(library, mark) if span is None else None
            if marked is not None:
                start, end, words, said = marked.start, marked.end, marked.quote, "当前标记的文字"
            return library.copy_with_source(stored.id, start, end, form, code, words=words), said

        self._runner.run(Lane.READ, work, self._take, receiver=self)

    def fill(self, menu: QMenu) -> None:
        """Offer the forms in a menu, the present one ticked."""
        group = QActionGroup(menu)
        for form, words in FORMS.items():
            action = menu.addAction(words)
            action.setCheckable(True)
            action.setChecked(form is self.form)
            action.triggered.connect(lambda _=False, form=form: self.set_form(form))
            group.addAction(action)

    def forms_menu(self, parent: QMenu) -> QMenu:
        """A menu 复制格式 that shows the present form whenever it opens."""
        menu = QMenu("复制格式", parent)

        def fill() -> None:
            menu.clear()
            self.fill(menu)

        fill()
        menu.aboutToShow.connect(fill)
        return menu

    def _take(self, outcome: tuple[str, str]) -> None:
        text, what = outcome
        data = QMimeData()
        data.setText(text)
        data.setHtml(as_html(text))
        QGuiApplication.clipboard().setMimeData(data)
        source = "" if self.form is CopyForm.PLAIN else "并注明出处"
        self._messages.info(f"已复制{what}{source}。")
        self.copied.emit()

    def _paragraph(self) -> tuple[int, int]:
        """The words of the paragraph at the caret, or where the eye is if that is out of sight."""
        stored = self._reader.stored
        if stored is None:
            return 0, 0
        offset = self._pane.map.offset(self._pane.textCursor().position())
        if not self._pane.viewport().rect().intersects(self._pane.rect_of(offset)):
            offset = self._pane.reading_offset()
        index = block_at(stored.document, offset)
        start = stored.document.block_starts[index]
        return start, start + len(stored.document.blocks[index].text)


def as_html(text: str) -> str:
    """The same as rich text: each line is a paragraph."""
    return "".join(f"<p>{escape(line)}</p>" for line in text.split("\n"))


def _marked(library: Library, annotation: str) -> Selector | None:
    """The words under a mark, if there is one; those of an orphan stand nowhere."""
    if not annotation:
        return None
    try:
        found = library.annotation(annotation)
    except NotFound:
        return None
    return None if found.state is State.ORPHAN else found.selector
