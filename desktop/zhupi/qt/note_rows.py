"""Annotations of all documents as rows of one height, read page by page as they come into sight.

::

    ┃ 财政事权是一级政府应承担的运用财政资金提供基本公共服务的任务      the quote
    ┃ 定义，可与省里的划分方案对照                                  the note, one line
    ┃ 重点 · 国发〔2016〕49号 推进中央与地方财政事权… · 一   #定义   2026-11-20
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    Qt,
    Signal,
)

from zhupi.annotations.model import Colour, State
from zhupi.library.model import NoteRow
from zhupi.qt.index import Index
from zhupi.qt.titles import short_title

PAGE = 60
"""Rows that are read at once: more than a screen holds."""


class NoteRowModel(QAbstractListModel):
    """So many rows as there are annotations; those that nobody has looked at are not read."""

    ROW: ClassVar[int] = Qt.ItemDataRole.UserRole + 1

    page_wanted = Signal(int)
    """Rows of this page, counted from 0, are looked at and not here yet; said once a page."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.meanings: dict[Colour, str] = {}
        self.kept: frozenset[str] = frozenset()
        """Annotations without a place that the user keeps so."""
        self._total = 0
        self._rows: dict[int, NoteRow] = {}
        self._asked: set[int] = set()

    def set_total(self, total: int) -> None:
        """Begin a list of so many annotations, none of them read."""
        self.beginResetModel()
        self._total = total
        self._rows.clear()
        self._asked.clear()
        self.endResetModel()

    def take(self, page: int, rows: Sequence[NoteRow]) -> None:
        """Show the rows of a page."""
        start = page * PAGE
        self._asked.add(page)
        for at, row in enumerate(rows, start):
            self._rows[at] = row
        if rows:
            self.dataChanged.emit(self.index(start), self.index(start + len(rows) - 1))

    def known(self, row: int) -> NoteRow | None:
        """The annotation in a row, if it was read."""
        return self._rows.get(row)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008, N802
        return 0 if parent.isValid() else self._total

    def flags(self, index: Index) -> Qt.ItemFlag:
        flag = Qt.ItemFlag
        if not index.isValid():
            return flag.NoItemFlags
        return flag.ItemIsEnabled | flag.ItemIsSelectable | flag.ItemIsDragEnabled

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or index.row() >= self._total:
            return None
        row = self._rows.get(index.row())
        if row is None:
            self._ask(index.row() // PAGE)
            return None
        if role == self.ROW:
            return row
        if role == Qt.ItemDataRole.DisplayRole:
            return words(row)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            told = (self.meaning(row), words(row), row.annotation.note, self.source(row))
            return "，".join(word for word in told if word)
        if role == Qt.ItemDataRole.ToolTipRole:
            return f"{row.row.title}\n{row.row.number or ''}".strip()
        return None

    def meaning(self, row: NoteRow) -> str:
        """What the colour of an annotation stands for."""
        colour = row.annotation.colour
        return "本文笔记" if colour is None else self.meanings.get(colour, "")

    def source(self, row: NoteRow) -> str:
        """Where the words stand, for people."""
        place = row.place
        if row.annotation.state is State.ORPHAN:
            place = "失锚，已保留" if row.annotation.id in self.kept else "失锚"
        return " · ".join(part for part in (row.row.number, place, short_title(row.row)) if part)

    def _ask(self, page: int) -> None:
        if page not in self._asked:
            self._asked.add(page)
            self.page_wanted.emit(page)


def words(row: NoteRow) -> str:
    """The words that were marked, in one paragraph; of a document's note its beginning."""
    selector = row.annotation.selector
    return " ".join((selector.quote if selector is not None else row.annotation.note).split())
