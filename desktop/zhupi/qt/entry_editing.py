"""Editing headings and one's own text in their place in the outline, saved as they are typed."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPersistentModelIndex, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QTextCursor
from PySide6.QtWidgets import (
    QLineEdit,
    QListView,
    QPlainTextEdit,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from zhupi.annotations.notebooks import ItemKind
from zhupi.library.model import Entry
from zhupi.qt.entries import EntryModel
from zhupi.qt.entry_paint import EDITOR, LEFT, RIGHT, EntryPaint
from zhupi.qt.index import Index

TYPING = 600
"""Milliseconds after the last key until what was typed is saved."""


class EntryDelegate(EntryPaint):
    """Gives a row its editor. What was typed is written while it is open, and when it is left."""

    def __init__(self, view: QListView) -> None:
        super().__init__(view)
        self.sitting = 0
        """Counts the editors that were opened: what one of them wrote is one step to undo."""
        self._editor: QWidget | None = None
        self._row = QPersistentModelIndex()
        self._known = ""
        self._sent: list[str] = []
        self._typed = QTimer(self)
        self._typed.setSingleShot(True)
        self._typed.setInterval(TYPING)
        self._typed.timeout.connect(self.flush)

    @property
    def editor(self) -> QWidget | None:
        """The editor that is open."""
        return self._editor

    def is_edited(self, index: Index) -> bool:
        return self._editor is not None and self._row == index

    def flush(self) -> None:
        """Write what stands in the editor, which stays open."""
        self._typed.stop()
        if self._editor is not None:
            self.commitData.emit(self._editor)

    def createEditor(  # noqa: N802
        self,
        parent: QWidget,
        option: QStyleOptionViewItem,  # noqa: ARG002
        index: Index,
    ) -> QWidget:
        entry = index.data(EntryModel.ENTRY)
        editor: QLineEdit | QPlainTextEdit
        if isinstance(entry, Entry) and entry.kind is ItemKind.HEADING:
            editor = QLineEdit(parent)
            editor.setAccessibleName("标题")
        else:
            editor = QPlainTextEdit(parent)
            editor.setAccessibleName("文字，可用 Markdown")
            editor.setPlaceholderText("写自己的话；可用 Markdown，Esc 写完")
            editor.setTabChangesFocus(True)
        editor.setObjectName("entryEditor")
        self.sitting += 1
        self._editor, self._row = editor, QPersistentModelIndex(index)
        self._known, self._sent = str(index.data(Qt.ItemDataRole.EditRole)), []
        _put(editor, self._known)
        editor.textChanged.connect(self._typed.start)
        # The row grows to hold the editor.
        self._resize()
        return editor

    def destroyEditor(self, editor: QWidget, index: Index) -> None:  # noqa: N802
        if editor is self._editor:
            self._typed.stop()
            self._editor = None
            self._resize()
        super().destroyEditor(editor, index)

    def setEditorData(self, editor: QWidget, index: Index) -> None:  # noqa: N802
        """Take what others wrote; what comes back of one's own typing changes nothing."""
        text = str(index.data(Qt.ItemDataRole.EditRole))
        if editor is not self._editor or text == self._known:
            return
        self._known = text
        if text in self._sent:
            del self._sent[: self._sent.index(text) + 1]
        elif text != _text(editor):
            self._sent.clear()
            _put(editor, text)

    def setModelData(self, editor: QWidget, model: QObject, index: Index) -> None:  # noqa: N802
        entry, text = index.data(EntryModel.ENTRY), _text(editor)
        if not isinstance(model, EntryModel) or not isinstance(entry, Entry):
            return
        blank = entry.kind is ItemKind.HEADING and not text.strip()
        if not blank and text != (self._sent[-1] if self._sent else self._known):
            self._sent.append(text)
            model.edited.emit(entry.id, text)

    def updateEditorGeometry(  # noqa: N802
        self,
        editor: QWidget,
        option: QStyleOptionViewItem,
        index: Index,  # noqa: ARG002
    ) -> None:
        kind = ItemKind.TEXT if isinstance(editor, QPlainTextEdit) else ItemKind.HEADING
        rect = option.rect.adjusted(LEFT - 6, 2, -RIGHT + 6, -2)
        rect.setHeight(max(rect.height(), EDITOR[kind] - 4))
        editor.setGeometry(rect)

    def eventFilter(self, editor: QObject, event: QEvent) -> bool:  # noqa: N802
        """Esc and Ctrl+Enter leave the editor; what was written is kept."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
            control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
            line = isinstance(editor, QLineEdit)
            if event.key() == Qt.Key.Key_Escape or (enter and (control or line)):
                if isinstance(editor, QWidget):
                    self.commitData.emit(editor)
                    self.closeEditor.emit(editor, QStyledItemDelegate.EndEditHint.NoHint)
                return True
            if enter:
                return False  # a line break, which Qt's own filter would take for the end
        return bool(super().eventFilter(editor, event))

    def _resize(self) -> None:
        if self._row.isValid():
            self.sizeHintChanged.emit(self._view.model().index(self._row.row(), 0))


def _text(editor: QWidget) -> str:
    if isinstance(editor, QPlainTextEdit):
        return editor.toPlainText()
    return editor.text() if isinstance(editor, QLineEdit) else ""


def _put(editor: QWidget, text: str) -> None:
    if isinstance(editor, QPlainTextEdit):
        editor.setPlainText(text)
        editor.moveCursor(QTextCursor.MoveOperation.End)
    elif isinstance(editor, QLineEdit):
        editor.setText(text)
