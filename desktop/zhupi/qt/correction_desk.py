"""Corrections in the window: offered where something can be put right, each an undoable step."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from uuid import uuid4

import shiboken6
from PySide6.QtCore import QObject, QPoint, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from zhupi.errors import KnownError
from zhupi.gazette.corrections import Correction
from zhupi.gazette.model import Document
from zhupi.library import Library
from zhupi.library.model import Changes, Corrected
from zhupi.qt import actions, correction_choices
from zhupi.qt.bulk_steps import BulkSteps
from zhupi.qt.correction_choices import Choice, Spot
from zhupi.qt.doubts import FITTING, Placed
from zhupi.qt.messages import Messages, Offer
from zhupi.qt.reading import Reader
from zhupi.qt.reading_pane import ReadingPane
from zhupi.qt.sheets import Loaded, Sheets
from zhupi.qt.source_view import SourceView

_GROUPS = ("correct_part_document", "correct_furniture", "correct_text")
"""The choices before which a line stands in a menu."""
_LIST = "更正一览…"
READ_ONLY = "这个文库已在另一个窗口中打开，这里不能更正。"


class CorrectionDesk(QObject):
    """Makes corrections and shows what came of them."""

    changed = Signal(object)
    """`Changes` that the catalog has to follow."""
    fields_requested = Signal()
    """The form for title, number, issuers, date and kind is to be opened."""
    list_requested = Signal()
    open_requested = Signal(str)

    def __init__(
        self,
        library: Library,
        steps: BulkSteps,
        sheets: Sheets,
        reader: Reader,
        page: ReadingPane,
        messages: Messages,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._library = library
        self._steps = steps
        self._sheets = sheets
        self._reader = reader
        self._page = page
        self._messages = messages

    @property
    def refusal(self) -> str:
        """Why nothing can be corrected in this window, or ''."""
        return READ_ONLY if self._library.read_only else ""

    # Making and taking back

    def correct(
        self, document: str, make: Callable[[], Correction], revision: int | None = None
    ) -> None:
        """Put something right in a document; ``make`` may refuse with a sentence.

        ``revision`` is the state of it that was seen: of another one nothing is written.
        """
        if self.refusal:
            self._messages.info(self.refusal)
            return
        try:
            correction = make()
        except KnownError as error:
            self._messages.error(str(error))
        else:
            self._make(document, correction, revision, self._tell)

    def correct_fields(
        self, document: str, wanted: Sequence[Correction], revision: int | None
    ) -> None:
        """Put several fields right, each as a step, the next when the one before is written."""
        if not wanted:
            return

        def failed(_error: KnownError) -> None:
            if len(wanted) > 1:
                left = "；".join(one.words for one in wanted[1:])
                self._messages.warn(f"后面几项也没有更正：{left}。")

        def done(changes: Changes) -> None:
            self._tell(changes)
            if isinstance(changes, Corrected):
                self.correct_fields(document, wanted[1:], changes.revision)

        self._make(document, wanted[0], revision, done, failed)

    def _make(
        self,
        document: str,
        correction: Correction,
        revision: int | None,
        done: Callable[[Changes], None],
        failed: Callable[[KnownError], None] | None = None,
    ) -> None:
        key = uuid4().hex
        self._steps.make_pair(
            f"更正：{correction.words}",
            lambda: self._library.correct(document, correction, key, revision=revision),
            lambda: self._library.uncorrect(key),
            done,
            failed,
        )

    def take_back(self, key: str, words: str) -> None:
        """Take one correction back, whatever was corrected after it."""
        if self.refusal:
            self._messages.info(self.refusal)
            return
        self._steps.make_pair(
            f"撤销更正：{words}",
            lambda: self._library.uncorrect(key),
            lambda: self._library.recorrect(key),
            self._tell,
        )

    def _tell(self, changes: Changes) -> None:
        if isinstance(changes, Corrected):
            self._messages.info(changes.sentence)

    def follow(self, changes: Changes) -> None:
        """Show what a correction, or taking it back, made of what is read."""
        if not isinstance(changes, Corrected):
            return
        self._sheets.forget(changes)
        if self._reader.id in changes.documents:
            if changes.document == self._reader.id:
                self._reader.reload()
            else:
                self.open_requested.emit(changes.document)
        self.changed.emit(changes)

    # Offering

    def offers(self, loaded: Loaded, placed: Placed) -> Sequence[Offer]:
        """What may settle a doubt, as buttons."""
        found = [
            Offer(choice.label, self._doing(choice))
            for choice in correction_choices.fitting(loaded, placed, self._read)
        ]
        if "correct_fields" in FITTING.get(placed.doubt.what, ()):
            found.insert(0, Offer("更正标题、文号等…", self.fields_requested.emit))
        return found

    def show_here(self) -> None:
        """Offer what can be corrected where the caret stands, or at the top of the page."""
        if not self._reader.id:
            return
        offset = self._page.eye_offset()
        spot = self._page.rect_of(offset).bottomLeft()

        def show(_loaded: Loaded) -> None:
            menu = self._menu(self._page)
            before = self._page.set_bracket(offset)
            menu.aboutToHide.connect(lambda: self._page.set_bracket(before))
            self._fill_at(menu, lambda loaded: correction_choices.at_offset(loaded, offset))
            menu.popup(self._page.viewport().mapToGlobal(spot))

        self._sheets.get(show)

    def extend(self, menu: QMenu, point: QPoint) -> None:
        """Add what can be corrected at a point of the page to its menu."""
        if self._reader.id:
            offset = self._page.map.offset(self._page.cursorForPosition(point).position())
            inner = menu.addMenu("更正")
            self._fill_at(inner, lambda loaded: correction_choices.at_offset(loaded, offset))

    def show_for_line(self, view: SourceView, point: QPoint) -> None:
        """The menu over the raw lines."""
        pane = view.pane
        menu = self._menu(pane)
        copy = menu.addAction("复制原文")
        copy.triggered.connect(pane.copy)
        for action in view.steps:
            menu.addAction(action)
        menu.addSeparator()
        line = pane.current_line
        loaded = self._sheets.loaded
        part = next(
            (
                one
                for one in (loaded.sheet.text.parts if loaded is not None else ())
                if one.lines[0] <= line <= one.lines[1]
            ),
            None,
        )
        if part is not None and part.id != self._reader.id:
            action = menu.addAction(f"打开这一行所在的公文“{part.name}”".replace("&", "&&"))
            action.triggered.connect(lambda: self.open_requested.emit(part.id))
        else:
            self._fill_at(menu, lambda loaded: correction_choices.at_line(loaded, line))
        menu.popup(pane.viewport().mapToGlobal(point))

    def _menu(self, parent: QWidget) -> QMenu:
        menu = QMenu(parent)
        menu.aboutToHide.connect(menu.deleteLater)
        return menu

    def _fill_at(self, menu: QMenu, spot: Callable[[Loaded], Spot]) -> None:
        """Fill a menu: what needs the raw lines when they are there, mostly at once."""
        if self.refusal:
            menu.addAction(self.refusal).setEnabled(False)
            menu.addAction(_LIST).triggered.connect(self.list_requested)
            return
        fields = menu.addAction(actions.TABLE["correct"].text)
        fields.triggered.connect(self.fields_requested)
        menu.addAction(_LIST).triggered.connect(self.list_requested)
        self._sheets.get(lambda loaded: self._fill(menu, fields, loaded, spot(loaded)))

    def _fill(self, menu: QMenu, before: QAction, loaded: Loaded, spot: Spot) -> None:
        if not shiboken6.isValid(menu):
            return  # it was closed before they came
        found = list(correction_choices.choices(loaded, spot, self._read))
        for number, choice in enumerate(found):
            if number and choice.name in _GROUPS:
                menu.insertSeparator(before)
            menu.insertAction(before, self._action(menu, choice))
        kinds = correction_choices.kinds(loaded, spot)
        if kinds:
            inner = QMenu("本段改为", menu)
            for choice in kinds:
                inner.addAction(self._action(inner, choice))
            menu.insertMenu(before, inner)
        menu.insertSeparator(before)

    def _action(self, menu: QMenu, choice: Choice) -> QAction:
        action = QAction(choice.label.replace("&", "&&"), menu)
        action.setObjectName(choice.name)
        action.triggered.connect(self._doing(choice))
        return action

    def _doing(self, choice: Choice) -> Callable[[], None]:
        return lambda: self.correct(choice.document, choice.make, choice.revision)

    def _read(self, document: str) -> Document:
        return self._library.document(document).document
