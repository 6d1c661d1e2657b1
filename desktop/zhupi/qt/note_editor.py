"""Writing a note in Markdown: plain text, saved while it is typed and on every leave."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from PySide6.QtCore import QEvent, QObject, QSize, Qt, QTimer, QUrl, Signal
from PySide6.QtGui import QFocusEvent, QFontMetrics, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPlainTextEdit, QToolButton, QVBoxLayout, QWidget

from zhupi.annotations.markdown import clean_tags
from zhupi.annotations.model import Annotation, Colour, Style
from zhupi.qt import icons
from zhupi.qt.dots import dot
from zhupi.qt.note_view import NoteView
from zhupi.qt.tag_line import TagLine
from zhupi.qt.themes import Theme

_SAVE_AFTER = 600
"""Milliseconds after the last key until the note is saved."""
_SAVE_AT_LATEST = 3000
"""Milliseconds after the first unsaved key."""
_PREVIEW_AFTER = 150
_TWO_COLUMNS = 560
"""The least width at which text and preview stand side by side."""


@dataclass(frozen=True, slots=True)
class Draft:
    """What is to be saved. ``annotation`` is empty for a document's note not yet written.

    What is saved with the same ``key`` was typed at one sitting.
    """

    document: str
    annotation: str
    note: str
    tags: tuple[str, ...]
    key: str = field(default="", compare=False)


class _NoteText(QPlainTextEdit):
    """Leaves undo and redo to the window once nothing is left of them here."""

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            standard, document = QKeySequence.StandardKey, self.document()
            if (event.matches(standard.Undo) and not document.isUndoAvailable()) or (
                event.matches(standard.Redo) and not document.isRedoAvailable()
            ):
                event.ignore()
                return True
        return super().event(event)


class NoteEditor(QWidget):
    """Edits one annotation, or the note of a document as a whole."""

    save_requested = Signal(object)
    """A `Draft`. Answered by `saved` or `not_saved`."""
    colour_requested = Signal(str, str)
    style_requested = Signal(str, str)
    link_requested = Signal(QUrl)
    delete_requested = Signal(str)
    close_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("noteEditor")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.heading = QLabel()
        self.heading.setObjectName("quoteLabel")
        self.saved_label = QLabel()
        self.saved_label.setObjectName("savedLabel")
        self.text = _NoteText()
        self.text.setPlaceholderText(
            "写批注，可用 Markdown：**要点**、- 列表、> 引文；[[国发〔2016〕49号]] 链到公文"
        )
        self.text.setAccessibleName("批注内容")
        self.text.setTabChangesFocus(True)
        self.view = NoteView()
        self.tags = TagLine()
        self.dots: dict[Colour, QToolButton] = {}
        self.underline = _button("划线")
        self.underline.setCheckable(True)
        self.preview_button = _button("预览（Ctrl+Shift+P）")
        self.preview_button.setCheckable(True)
        self.delete_button = _button("删除这条批注")
        self.close_button = _button("收起（Esc）")
        self._document = ""
        self._annotation = ""
        self._stored = Draft("", "", "", ())
        self._unsaved: dict[tuple[str, str], Draft] = {}
        self._sitting = 0
        self._theme: Theme | None = None
        self._meanings: dict[Colour, str] = {}
        self._colour: Colour | None = None
        self._style = Style.HIGHLIGHT
        self._timer = self._make_timer(_SAVE_AFTER, self.flush)
        self._latest = self._make_timer(_SAVE_AT_LATEST, self.flush)
        self._drawing = self._make_timer(_PREVIEW_AFTER, self._draw_preview)
        self._build()
        self.close_button.clicked.connect(self.close_requested)
        self.delete_button.clicked.connect(lambda: self.delete_requested.emit(self._annotation))
        self.underline.clicked.connect(self._ask_style)
        self.preview_button.toggled.connect(self._arrange)
        self.view.link_requested.connect(self.link_requested)
        self.view.edit_requested.connect(self.write)
        self.tags.textEdited.connect(self._on_edited)
        self.text.textChanged.connect(self._on_edited)
        self.text.installEventFilter(self)
        self.tags.installEventFilter(self)

    def _make_timer(self, milliseconds: int, call: Callable[[], None]) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(milliseconds)
        timer.timeout.connect(call)
        return timer

    def _build(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(1)
        for colour in Colour:
            button = QToolButton()
            button.setObjectName("noteDot")
            button.setIconSize(QSize(18, 18))
            button.clicked.connect(self._ask_colour(colour))
            self.dots[colour] = button
            head.addWidget(button)
        head.addWidget(self.underline)
        head.addSpacing(4)
        head.addWidget(self.heading, 1)
        for button in (self.preview_button, self.delete_button, self.close_button):
            head.addWidget(button)
        middle = QHBoxLayout()
        middle.setSpacing(8)
        middle.addWidget(self.text, 1)
        middle.addWidget(self.view, 1)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addWidget(self.tags, 1)
        foot.addWidget(self.saved_label)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 8, 12, 10)
        layout.setSpacing(7)
        layout.addLayout(head)
        layout.addLayout(middle, 1)
        layout.addLayout(foot)
        self._arrange()

    def _ask_colour(self, colour: Colour) -> Callable[[], None]:
        return lambda: self.colour_requested.emit(self._annotation, colour.value)

    def _ask_style(self, checked: bool) -> None:  # noqa: FBT001 - a signal's
        style = Style.UNDERLINE if checked else Style.HIGHLIGHT
        self.style_requested.emit(self._annotation, style.value)

    def set_theme(self, theme: Theme) -> None:
        """Draw in these colours."""
        self._theme = theme
        self.view.set_theme(theme)
        self.underline.setIcon(icons.icon("underline", theme.muted, 17))
        self.preview_button.setIcon(icons.icon("preview", theme.muted, 17))
        self.delete_button.setIcon(icons.icon("trash", theme.muted, 17))
        self.close_button.setIcon(icons.icon("chevron", theme.muted, 17))
        self._draw_dots()

    def set_meanings(self, meanings: dict[Colour, str]) -> None:
        """Name the colours."""
        self._meanings = dict(meanings)
        for colour, button in self.dots.items():
            button.setToolTip(meanings[colour])
            button.setAccessibleName(f"改为{meanings[colour]}")
        self._name()

    # What is edited

    @property
    def annotation(self) -> str:
        """The id of the annotation that is edited, or ''."""
        return self._annotation

    @property
    def document(self) -> str:
        """The id of the document whose note is edited, or to which the annotation belongs."""
        return self._document

    def edit(self, annotation: Annotation) -> None:
        """Edit an annotation; what was written before is saved first."""
        self._leave()
        self._show(annotation.document, annotation.id, annotation.note, annotation.tags)
        self._look_like(annotation)
        self.delete_button.setVisible(True)

    def edit_document_note(self, document: str, existing: Annotation | None) -> None:
        """Edit the note of a document as a whole."""
        self._leave()
        if existing is None:
            self._show(document, "", "", ())
        else:
            self._show(document, existing.id, existing.note, existing.tags)
        self._look_like(existing)
        self.delete_button.setVisible(existing is not None)

    def _look_like(self, annotation: Annotation | None) -> None:
        """Show the colour and style of a highlight, and nothing of these for a document's note."""
        self._colour = annotation.colour if annotation is not None else None
        self._style = annotation.style if annotation is not None else Style.HIGHLIGHT
        for button in (*self.dots.values(), self.underline):
            button.setVisible(self._colour is not None)
        self.underline.setChecked(self._style is Style.UNDERLINE)
        self._name()
        self._draw_dots()

    def _name(self) -> None:
        """Name what is edited: by the meaning of its colour, as far as there is room."""
        words = self._meanings.get(self._colour, "") if self._colour is not None else "本文笔记"
        room = max(0, self.heading.width())
        metrics = QFontMetrics(self.heading.font())
        shown = metrics.elidedText(words, Qt.TextElideMode.ElideRight, room)
        self.heading.setText("" if shown == "…" else shown)

    def refresh(self, annotation: Annotation) -> None:
        """Show what another process changed, unless something unsaved stands here."""
        if (annotation.colour, annotation.style) != (self._colour, self._style):
            self._look_like(annotation)
        changed = (annotation.note, annotation.tags) != (self._stored.note, self._stored.tags)
        if changed and self._draft() == self._stored:
            self._show(annotation.document, annotation.id, annotation.note, annotation.tags)

    def has_focus(self) -> bool:
        """Whether the keys go to the note or its tags."""
        return any(part.hasFocus() for part in (self.text, self.view, self.tags))

    def write(self) -> None:
        """Put the cursor into the note."""
        if not self.text.isVisible():
            self.preview_button.setChecked(False)
        self.text.setFocus(Qt.FocusReason.ShortcutFocusReason)

    # Preview

    def toggle_preview(self) -> None:
        """Show the note as it reads, or as it is written."""
        self.preview_button.toggle()

    def _arrange(self) -> None:
        """Show text and preview side by side where there is room, else one of them."""
        preview = self.preview_button.isChecked()
        beside = self.width() >= _TWO_COLUMNS
        focused = self.text.hasFocus() or self.view.hasFocus()
        self.view.setVisible(preview)
        self.text.setVisible(beside or not preview)
        if focused:
            (self.text if self.text.isVisibleTo(self) else self.view).setFocus()
        self._draw_preview()

    def _draw_preview(self) -> None:
        if self.preview_button.isChecked():
            self.view.show_note(self.text.toPlainText())

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        super().resizeEvent(event)
        self._arrange()
        self._name()

    def forget(self) -> None:
        """Save, and edit nothing any more."""
        self._leave()
        self._show("", "", "", ())

    def _leave(self) -> None:
        """Save; what is typed from now on is another sitting."""
        self.flush()
        self._sitting += 1

    def set_read_only(self) -> None:
        """Show notes only."""
        self.text.setReadOnly(True)
        self.tags.setReadOnly(True)
        self.delete_button.setEnabled(False)
        for button in (*self.dots.values(), self.underline):
            button.setEnabled(False)

    # Saving

    def flush(self) -> None:
        """Ask at once to save what was changed, and what could not be saved before."""
        self._timer.stop()
        self._latest.stop()
        draft = self._draft()
        for key, unsaved in list(self._unsaved.items()):
            if key != (draft.document, draft.annotation):
                self.save_requested.emit(unsaved)
        if draft.document and draft != self._stored:
            self._stored = draft
            self._tell("保存中…")
            self.save_requested.emit(draft)

    def saved(self, draft: Draft, annotation: str) -> None:
        """Tell that a draft was committed, as the note of ``annotation``."""
        self._unsaved.pop((draft.document, draft.annotation), None)
        if draft.document == self._document and draft.annotation == self._annotation:
            if not self._annotation:
                self._annotation = annotation
                self._stored = Draft(draft.document, annotation, draft.note, draft.tags)
                self.delete_button.setVisible(True)
            if self._draft() == self._stored:
                self._tell("已保存")

    def not_saved(self, draft: Draft) -> None:
        """Tell that a draft could not be committed: it is kept and tried again."""
        self._unsaved[draft.document, draft.annotation] = draft
        if draft.document == self._document and draft.annotation == self._annotation:
            self._mark_unsaved()

    def _tell(self, words: str) -> None:
        """Say how it stands with saving."""
        self.saved_label.setText(words)
        self.saved_label.setVisible(bool(words))

    def _mark_unsaved(self) -> None:
        self._tell("没有保存")
        self._stored = Draft(self._document, self._annotation, "\0", ())

    def _draft(self) -> Draft:
        note = self.text.toPlainText()
        tags = clean_tags([self.tags.text()])
        return Draft(self._document, self._annotation, note, tags, f"note:{self._sitting}")

    def _show(self, document: str, annotation: str, note: str, tags: tuple[str, ...]) -> None:
        unsaved = self._unsaved.get((document, annotation))
        if unsaved is not None:
            note, tags = unsaved.note, unsaved.tags
        self.text.blockSignals(True)  # noqa: FBT003 - Qt's signature
        self._document, self._annotation = document, annotation
        if self.text.toPlainText() != note:
            self.text.setPlainText(note)
        self.tags.setText(" ".join(tags))
        self.text.blockSignals(False)  # noqa: FBT003
        self._stored = self._draft()
        self._tell("")
        if unsaved is not None:
            self._mark_unsaved()
        self._draw_preview()

    def _on_edited(self) -> None:
        if self._document:
            self._tell("")
            self._timer.start()
            self._drawing.start()
            if not self._latest.isActive():
                self._latest.start()

    def _draw_dots(self) -> None:
        if self._theme is not None:
            for colour, button in self.dots.items():
                mark = self._theme.marks[colour]
                chosen = colour is self._colour
                underlined = self._style is Style.UNDERLINE
                icon = dot(mark.fill, mark.edge, chosen=chosen, underlined=underlined)
                button.setIcon(icon)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        popup = Qt.FocusReason.PopupFocusReason
        if isinstance(event, QFocusEvent) and event.lostFocus() and event.reason() is not popup:
            self._leave()
        return super().eventFilter(watched, event)


def _button(words: str) -> QToolButton:
    made = QToolButton()
    made.setObjectName("noteButton")
    made.setToolTip(words)
    made.setAccessibleName(words.partition("（")[0])
    return made
