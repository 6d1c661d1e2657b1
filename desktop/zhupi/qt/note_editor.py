"""Writing a note in Markdown: plain text, saved while it is typed and on every leave."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QIcon, QPainter, QPen, QPixmap
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from zhupi.annotations.markdown import clean_tags
from zhupi.annotations.model import Annotation, Colour
from zhupi.qt import icons
from zhupi.qt.themes import Theme

_SAVE_AFTER = 600
"""Milliseconds after the last key until the note is saved."""


@dataclass(frozen=True, slots=True)
class Draft:
    """What is to be saved. ``annotation`` is empty for a document's note not yet written."""

    document: str
    annotation: str
    note: str
    tags: tuple[str, ...]


def dot(colour: QColor, edge: QColor, *, chosen: bool = False, size: int = 18) -> QIcon:
    """Draw a colour to choose."""
    drawn = QPixmap(QSize(size * 2, size * 2))
    drawn.setDevicePixelRatio(2)
    drawn.fill(Qt.GlobalColor.transparent)
    painter = QPainter(drawn)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(colour)
    painter.setPen(QPen(edge, 1.5))
    painter.drawEllipse(2, 2, size - 4, size - 4)
    if chosen:
        painter.setBrush(edge)
        painter.drawEllipse(size // 2 - 3, size // 2 - 3, 6, 6)
    painter.end()
    return QIcon(drawn)


class NoteEditor(QWidget):
    """Edits one annotation, or the note of a document as a whole."""

    save_requested = Signal(object)
    """A `Draft`. Answered by `saved` or `not_saved`."""
    colour_requested = Signal(str, str)
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
        self.text = QPlainTextEdit()
        self.text.setPlaceholderText("写批注，可用 Markdown：**要点**、- 列表、> 引文")
        self.text.setAccessibleName("批注内容")
        self.text.setTabChangesFocus(True)
        self.tags = QLineEdit()
        self.tags.setPlaceholderText("标签，用空格隔开")
        self.tags.setAccessibleName("标签")
        self.dots: dict[Colour, QToolButton] = {}
        self.delete_button = QToolButton()
        self.delete_button.setToolTip("删除这条批注")
        self.delete_button.setAccessibleName("删除这条批注")
        self.close_button = QToolButton()
        self.close_button.setToolTip("收起（Esc）")
        self.close_button.setAccessibleName("收起")
        self._document = ""
        self._annotation = ""
        self._stored = Draft("", "", "", ())
        self._theme: Theme | None = None
        self._colour: Colour | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_SAVE_AFTER)
        self._build()
        self.close_button.clicked.connect(self.close_requested)
        self.delete_button.clicked.connect(lambda: self.delete_requested.emit(self._annotation))
        self.tags.textEdited.connect(self._on_edited)
        self.text.textChanged.connect(self._on_edited)
        self._timer.timeout.connect(self.flush)
        self.text.installEventFilter(self)
        self.tags.installEventFilter(self)

    def _build(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(2)
        for colour in Colour:
            button = QToolButton()
            button.setObjectName("noteDot")
            button.setIconSize(QSize(18, 18))
            button.clicked.connect(self._ask_colour(colour))
            self.dots[colour] = button
            head.addWidget(button)
        head.addWidget(self.heading)
        head.addStretch(1)
        head.addWidget(self.saved_label)
        head.addWidget(self.delete_button)
        head.addWidget(self.close_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 8, 12, 10)
        layout.setSpacing(7)
        layout.addLayout(head)
        layout.addWidget(self.text, 1)
        layout.addWidget(self.tags)

    def _ask_colour(self, colour: Colour) -> Callable[[], None]:
        return lambda: self.colour_requested.emit(self._annotation, colour.value)

    def set_theme(self, theme: Theme) -> None:
        """Draw in these colours."""
        self._theme = theme
        self.delete_button.setIcon(icons.icon("trash", theme.muted, 17))
        self.close_button.setIcon(icons.icon("chevron", theme.muted, 17))
        self._draw_dots()

    def set_meanings(self, meanings: dict[Colour, str]) -> None:
        """Name the colours."""
        for colour, button in self.dots.items():
            button.setToolTip(meanings[colour])
            button.setAccessibleName(f"改为{meanings[colour]}")

    # What is edited

    @property
    def annotation(self) -> str:
        """The id of the annotation that is edited, or ''."""
        return self._annotation

    @property
    def document(self) -> str:
        """The id of the document whose note is edited, or to which the annotation belongs."""
        return self._document

    def edit(self, annotation: Annotation, heading: str = "") -> None:
        """Edit an annotation; what was written before is saved first."""
        self.flush()
        self._show(annotation.document, annotation.id, annotation.note, annotation.tags)
        self._colour = annotation.colour
        self.heading.setText(heading)
        for button in self.dots.values():
            button.setVisible(annotation.colour is not None)
        self.tags.setVisible(annotation.colour is not None)
        self.delete_button.setVisible(True)
        self._draw_dots()

    def edit_document_note(self, document: str, existing: Annotation | None) -> None:
        """Edit the note of a document as a whole."""
        self.flush()
        if existing is None:
            self._show(document, "", "", ())
        else:
            self._show(document, existing.id, existing.note, existing.tags)
        self._colour = None
        self.heading.setText("本文笔记")
        for button in self.dots.values():
            button.setVisible(False)
        self.tags.setVisible(False)
        self.delete_button.setVisible(existing is not None)

    def refresh(self, annotation: Annotation) -> None:
        """Show what another process changed, unless something unsaved stands here."""
        if annotation.colour is not self._colour:
            self._colour = annotation.colour
            self._draw_dots()
        changed = (annotation.note, annotation.tags) != (self._stored.note, self._stored.tags)
        if changed and self._draft() == self._stored:
            self._show(annotation.document, annotation.id, annotation.note, annotation.tags)

    def forget(self) -> None:
        """Save, and edit nothing any more."""
        self.flush()
        self._show("", "", "", ())

    def set_read_only(self) -> None:
        """Show notes only."""
        self.text.setReadOnly(True)
        self.tags.setReadOnly(True)
        self.delete_button.setEnabled(False)
        for button in self.dots.values():
            button.setEnabled(False)

    # Saving

    def flush(self) -> None:
        """Ask at once to save what was changed."""
        self._timer.stop()
        draft = self._draft()
        if draft.document and draft != self._stored:
            self._stored = draft
            self.saved_label.setText("保存中…")
            self.save_requested.emit(draft)

    def saved(self, draft: Draft, annotation: str) -> None:
        """Tell that a draft was committed, as the note of ``annotation``."""
        if draft.document == self._document and draft.annotation == self._annotation:
            if not self._annotation:
                self._annotation = annotation
                self._stored = Draft(draft.document, annotation, draft.note, draft.tags)
                self.delete_button.setVisible(True)
            if self._draft() == self._stored:
                self.saved_label.setText("已保存")

    def not_saved(self, draft: Draft) -> None:
        """Tell that a draft could not be committed: it stays here and is tried again."""
        if draft.document == self._document and draft.annotation == self._annotation:
            self.saved_label.setText("没有保存")
            self._stored = Draft(draft.document, draft.annotation, "\0", ())

    def _draft(self) -> Draft:
        note = self.text.toPlainText()
        tags = clean_tags([self.tags.text()])
        return Draft(self._document, self._annotation, note, tags)

    def _show(self, document: str, annotation: str, note: str, tags: tuple[str, ...]) -> None:
        self.text.blockSignals(True)  # noqa: FBT003 - Qt's signature
        self._document, self._annotation = document, annotation
        if self.text.toPlainText() != note:
            self.text.setPlainText(note)
        self.tags.setText(" ".join(tags))
        self.text.blockSignals(False)  # noqa: FBT003
        self._stored = self._draft()
        self.saved_label.setText("")

    def _on_edited(self) -> None:
        if self._document:
            self.saved_label.setText("")
            self._timer.start()

    def _draw_dots(self) -> None:
        if self._theme is not None:
            for colour, button in self.dots.items():
                mark = self._theme.marks[colour]
                button.setIcon(dot(mark.fill, mark.edge, chosen=colour is self._colour))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        if event.type() == QEvent.Type.FocusOut:
            self.flush()
        return super().eventFilter(watched, event)
