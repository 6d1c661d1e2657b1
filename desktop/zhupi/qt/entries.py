"""The entries of a notebook as rows that can be dragged, and that take what is dropped on them."""

from __future__ import annotations

import json
from collections.abc import Sequence
from difflib import SequenceMatcher
from typing import Any, ClassVar

from PySide6.QtCore import (
    QAbstractListModel,
    QByteArray,
    QMimeData,
    QModelIndex,
    QObject,
    Qt,
    Signal,
)

from zhupi.annotations.notebooks import ItemKind
from zhupi.library.model import Entry
from zhupi.qt.index import Index

ITEMS = "application/x-zhupi-items"
"""Ids of items of the notebook that is shown."""
ANNOTATIONS = "application/x-zhupi-annotations"
"""Ids of annotations, dragged from a list of them."""
_PLAIN = "text/plain"
"""Words selected on the page."""

KIND_WORDS = {
    ItemKind.HEADING: "标题",
    ItemKind.TEXT: "文字",
    ItemKind.EXCERPT: "摘录",
    ItemKind.QUOTE: "引文",
}


def pack(ids: Sequence[str]) -> QByteArray:
    """Ids as what is dragged."""
    return QByteArray(json.dumps(list(ids)).encode())


def unpack(data: QMimeData, kind: str) -> list[str]:
    """The ids that are dragged."""
    return [str(one) for one in json.loads(bytes(data.data(kind).data()))]


class EntryModel(QAbstractListModel):
    """The outline of one notebook. ``before`` is the id of what comes next, "" for the end."""

    ENTRY: ClassVar[int] = Qt.ItemDataRole.UserRole + 1

    moved = Signal(list, str)
    """Ids of items, and ``before``."""
    annotations_dropped = Signal(list, str)
    words_dropped = Signal(str, str)
    """Words that were selected on the page, and ``before``."""
    edited = Signal(str, str)
    """An item's id and its new text."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._entries: tuple[Entry, ...] = ()
        self.editable = True

    def set_entries(self, entries: Sequence[Entry]) -> None:
        """Show these; rows that stay keep their selection, and an editor that is open there."""
        new = tuple(entries)
        was, now = ([entry.id for entry in them] for them in (self._entries, new))
        steps = SequenceMatcher(a=was, b=now, autojunk=False).get_opcodes()
        for what, i, j, k, m in reversed(steps):
            if what in ("delete", "replace"):
                self.beginRemoveRows(QModelIndex(), i, j - 1)
                self._entries = (*self._entries[:i], *self._entries[j:])
                self.endRemoveRows()
            if what in ("insert", "replace"):
                self.beginInsertRows(QModelIndex(), i, i + m - k - 1)
                self._entries = (*self._entries[:i], *new[k:m], *self._entries[i:])
                self.endInsertRows()
        changed = [row for row, entry in enumerate(new) if entry != self._entries[row]]
        self._entries = new
        for row in changed:
            self.dataChanged.emit(self.index(row), self.index(row))

    @property
    def entries(self) -> tuple[Entry, ...]:
        """What is shown."""
        return self._entries

    def row_of(self, item: str) -> int:
        """The row of an item, or -1."""
        return next((row for row, entry in enumerate(self._entries) if entry.id == item), -1)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008, N802
        return 0 if parent.isValid() else len(self._entries)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or index.row() >= len(self._entries):
            return None
        entry = self._entries[index.row()]
        if role == self.ENTRY:
            return entry
        if role == Qt.ItemDataRole.DisplayRole:
            return entry.words
        if role == Qt.ItemDataRole.EditRole:
            return entry.item.text
        if role == Qt.ItemDataRole.AccessibleTextRole:
            note = entry.note.annotation.note if entry.note is not None else ""
            told = (KIND_WORDS[entry.kind], entry.words, note, entry.source)
            return "，".join(word for word in told if word)
        return None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:  # noqa: N802
        if role != Qt.ItemDataRole.EditRole or not index.isValid():
            return False
        entry = self._entries[index.row()]
        if str(value) != entry.item.text:
            self.edited.emit(entry.id, str(value))
        return True

    def flags(self, index: Index) -> Qt.ItemFlag:
        flag = Qt.ItemFlag
        if not index.isValid() or index.row() >= len(self._entries):
            return flag.ItemIsDropEnabled if self.editable else flag.NoItemFlags
        flags = flag.ItemIsEnabled | flag.ItemIsSelectable
        if self.editable:
            flags |= flag.ItemIsDragEnabled
            if self._entries[index.row()].kind in (ItemKind.HEADING, ItemKind.TEXT):
                flags |= flag.ItemIsEditable
        return flags

    # Dragging

    def mimeTypes(self) -> list[str]:  # noqa: N802
        return [ITEMS, ANNOTATIONS, _PLAIN]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:  # noqa: N802
        data = QMimeData()
        rows = sorted({index.row() for index in indexes})
        data.setData(ITEMS, pack([self._entries[row].id for row in rows]))
        return data

    def supportedDropActions(self) -> Qt.DropAction:  # noqa: N802
        return Qt.DropAction.MoveAction | Qt.DropAction.CopyAction

    def canDropMimeData(  # noqa: N802
        self,
        data: QMimeData,
        action: Qt.DropAction,  # noqa: ARG002
        row: int,  # noqa: ARG002
        column: int,  # noqa: ARG002
        parent: Index,  # noqa: ARG002
    ) -> bool:
        return self.editable and any(data.hasFormat(kind) for kind in self.mimeTypes())

    def dropMimeData(  # noqa: N802
        self,
        data: QMimeData,
        action: Qt.DropAction,  # noqa: ARG002
        row: int,
        column: int,  # noqa: ARG002
        parent: Index,
    ) -> bool:
        """Ask for what was dropped; the rows follow when it is written."""
        at = row if row >= 0 else parent.row() if parent.isValid() else len(self._entries)
        before = self._entries[at].id if 0 <= at < len(self._entries) else ""
        if data.hasFormat(ITEMS):
            self.moved.emit(unpack(data, ITEMS), before)
        elif data.hasFormat(ANNOTATIONS):
            self.annotations_dropped.emit(unpack(data, ANNOTATIONS), before)
        elif data.hasText():
            self.words_dropped.emit(data.text(), before)
        # Never True for a move: the view would take the dragged rows out by itself.
        return False
