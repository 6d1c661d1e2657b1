"""The right pane: annotations, outline, citations."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QEvent, QItemSelectionModel, QModelIndex, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QLabel,
    QPushButton,
    QSplitter,
    QStackedWidget,
    QTabBar,
    QVBoxLayout,
    QWidget,
)

from zhupi.annotations.model import Annotation
from zhupi.qt.cards import Card, CardModel, CardView
from zhupi.qt.citation_panel import CitationPanel
from zhupi.qt.note_editor import NoteEditor
from zhupi.qt.outline import OutlinePanel
from zhupi.qt.themes import Theme

NOTES, OUTLINE, CITATIONS = range(3)

_EDITOR = 270
"""The height of the editor when it unfolds."""
_HINT = "选中文字，按 H 标记，按 N 写批注"


class NotesPage(QWidget):
    """The cards, the editor under them, and the document's own note at the bottom."""

    card_chosen = Signal(str)
    """The user chose a card: go to its place."""
    delete_requested = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.view = CardView()
        self.editor = NoteEditor()
        self.hint = QLabel(_HINT)
        self.hint.setObjectName("hint")
        self.hint.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.hint.setWordWrap(True)
        self.document_note = QPushButton("本文笔记")
        self.document_note.setObjectName("footer")
        self._document = ""
        self._note: Annotation | None = None
        top = QWidget()
        above = QVBoxLayout(top)
        above.setContentsMargins(0, 6, 0, 0)
        above.setSpacing(0)
        above.addWidget(self.view, 1)
        above.addWidget(self.hint, 1)
        self.splitter = QSplitter(Qt.Orientation.Vertical)
        self.splitter.addWidget(top)
        self.splitter.addWidget(self.editor)
        self.splitter.setStretchFactor(0, 3)
        self.splitter.setStretchFactor(1, 2)
        self.splitter.setChildrenCollapsible(False)
        self.splitter.setHandleWidth(1)
        self.editor.hide()
        self.editor.setMinimumHeight(190)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.splitter, 1)
        layout.addWidget(self.document_note)
        self.document_note.clicked.connect(self.edit_document_note)
        self.editor.close_requested.connect(self.close_editor)
        self.view.activated.connect(self._on_activated)
        self.view.clicked.connect(self._on_clicked)
        self.view.installEventFilter(self)
        self.editor.installEventFilter(self)
        self.editor.text.installEventFilter(self)
        self.editor.view.installEventFilter(self)
        self.editor.tags.installEventFilter(self)

    def show_cards(
        self, document: str, versions: Mapping[str, object], note: Annotation | None
    ) -> None:
        """Show a document's annotations; the editor stays while what it edits is there.

        The cards come by `fill`.
        """
        self._document, self._note = document, note
        self.view.cards.set_rows(versions)
        self.hint.setVisible(not versions)
        self.view.setVisible(bool(versions))
        words = note.note.strip().split("\n")[0] if note is not None else ""
        self.document_note.setText(f"本文笔记　{words[:18]}" if words else "本文笔记　＋")
        edited = self.editor.annotation
        elsewhere = self.editor.document and self.editor.document != document
        if elsewhere or (edited and edited not in versions and (not note or note.id != edited)):
            self.close_editor()
        elif note is not None and note.id == edited:
            self.editor.refresh(note)

    def fill(self, cards: Sequence[Card]) -> None:
        """Show what is on cards that were announced."""
        self.view.cards.fill(cards)
        for card in cards:
            if card.annotation.id == self.editor.annotation:
                self.editor.refresh(card.annotation)

    def select(self, annotation: str) -> None:
        """Show a card as the current one and its note in the editor."""
        row = self.view.cards.row_of(annotation)
        if row < 0:
            self.close_editor()
            return
        index = self.view.cards.index(row)
        self.view.selectionModel().setCurrentIndex(
            index, QItemSelectionModel.SelectionFlag.ClearAndSelect
        )
        self._edit(row)
        self.view.bring(row)

    def show_current(self, annotation: str, *, follow: bool) -> None:
        """Show a card as the current one, or none; an open editor goes there if it may follow."""
        row = self.view.cards.row_of(annotation) if annotation else -1
        if row < 0:
            self.view.clearSelection()
        else:
            index = self.view.cards.index(row)
            self.view.selectionModel().setCurrentIndex(
                index, QItemSelectionModel.SelectionFlag.ClearAndSelect
            )
            if follow:
                self.view.bring(row)
            if follow and self.editor.isVisible() and not self.editor.has_focus():
                self._edit(row)

    def write(self) -> None:
        """Put the cursor into the note."""
        self.editor.write()

    def edit_document_note(self) -> None:
        """Open the document's own note."""
        if self._document:
            self.view.clearSelection()
            self.editor.edit_document_note(self._document, self._note)
            self._show_editor()
            self.write()

    def close_editor(self) -> None:
        """Fold the editor away; what stands in it is saved."""
        self.editor.forget()
        self.editor.hide()
        self.view.clearSelection()

    def set_theme(self, theme: Theme) -> None:
        """Draw in these colours."""
        self.view.set_theme(theme)
        self.editor.set_theme(theme)

    def current(self) -> str:
        """The id of the annotation whose card is selected, or ''."""
        chosen = self.view.selectionModel().selectedIndexes()
        return self.view.cards.annotation(chosen[0].row()) if chosen else ""

    def _edit(self, row: int) -> None:
        card = self.view.cards.card(row)
        if card is None:
            return  # it comes in a moment
        if self.editor.annotation != card.annotation.id:
            self.editor.edit(card.annotation)
        self._show_editor()

    def _show_editor(self) -> None:
        """Unfold the editor; the cards keep the greater part."""
        if not self.editor.isVisible():
            self.editor.show()
            room = self.splitter.height()
            self.splitter.setSizes([room - _EDITOR, _EDITOR])

    def _on_clicked(self, index: QModelIndex) -> None:
        card = index.data(CardModel.CARD)
        if isinstance(card, Card):
            self._edit(index.row())
            self.card_chosen.emit(card.annotation.id)

    def _on_activated(self, index: QModelIndex) -> None:
        self._on_clicked(index)
        self.write()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if watched is self.view and event.matches(QKeySequence.StandardKey.Delete):
                if self.current():
                    self.delete_requested.emit(self.current())
                return True
            if watched is self.view and event.key() == Qt.Key.Key_N and self.current():
                self.write()  # as in the text
                return True
            if watched is not self.view and event.key() == Qt.Key.Key_Escape:
                self.close_editor()
                self.view.setFocus()
                return True
        return super().eventFilter(watched, event)


class SidePanel(QWidget):
    """Three tabs over one document."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("sidePane")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.tabs = QTabBar()
        self.tabs.setExpanding(True)
        self.tabs.setDrawBase(False)
        self.tabs.setUsesScrollButtons(False)
        self.tabs.setAccessibleName("右侧面板")
        self.notes = NotesPage()
        self.outline = OutlinePanel()
        self.citations = CitationPanel()
        self.pages = QStackedWidget()
        for name, page in (
            ("批注", self.notes),
            ("大纲", self.outline),
            ("引用", self.citations),
        ):
            self.add_tab(name, page)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        bar = QVBoxLayout()
        bar.setContentsMargins(12, 4, 12, 0)
        bar.addWidget(self.tabs)
        layout.addLayout(bar)
        layout.addWidget(self.pages, 1)
        self.tabs.currentChanged.connect(self.pages.setCurrentIndex)

    def add_tab(self, name: str, page: QWidget) -> int:
        """Put a page behind a tab after the others; return its number."""
        self.pages.addWidget(page)
        return self.tabs.addTab(name)

    def show_tab(self, tab: int) -> None:
        """Bring a tab to the front."""
        self.tabs.setCurrentIndex(tab)

    def set_counts(self, notes: int | None = None, citations: int | None = None) -> None:
        """Write the counts into the tabs."""
        for tab, name, count in ((NOTES, "批注", notes), (CITATIONS, "引用", citations)):
            if count is not None:
                self.tabs.setTabText(tab, f"{name}　{count}" if count else name)

    def clear(self) -> None:
        """Show no document."""
        self.outline.clear()

    def set_theme(self, theme: Theme) -> None:
        """Draw in these colours."""
        self.notes.set_theme(theme)
        self.outline.set_theme(theme)
        self.citations.set_theme(theme)
