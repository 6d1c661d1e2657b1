"""What is cited and not in the library, as a tree: a text, and under it the documents citing it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QObject, Qt

from zhupi.gazette.date_words import chinese_date
from zhupi.library.citation_model import Missing
from zhupi.library.model import CatalogRow
from zhupi.qt.index import Index

COUNT, NUMBER, TITLE = range(3)
PAGE = 300
"""Rows that are there at first, and that come when these are scrolled through."""
_HEADS = {COUNT: "引用件数", NUMBER: "发文字号", TITLE: "标题"}


def name(missing: Missing) -> str:
    """A text as it is asked for elsewhere: 《title》（number）."""
    if missing.title is None:
        return missing.number or ""
    return f"《{missing.title}》（{missing.number}）" if missing.number else f"《{missing.title}》"


@dataclass(frozen=True)
class Listed:
    """Texts with the words in which a filter looks."""

    texts: tuple[Missing, ...] = ()
    folded: tuple[str, ...] = ()

    @classmethod
    def of(cls, missing: Sequence[Missing]) -> Listed:
        """Fold the words. Slow with very many: not for the UI thread."""
        words = (" ".join((one.number or "", *one.titles)).casefold() for one in missing)
        return cls(tuple(missing), tuple(words))


class MissingModel(QAbstractItemModel):
    """Texts in the order of the list, as far as they have the words of the filter.

    A tree asks for every row that there is: of 50,000 the first are there, more when it is scrolled
    to their end.
    """

    MISSING: ClassVar[int] = Qt.ItemDataRole.UserRole + 1
    ROW: ClassVar[int] = Qt.ItemDataRole.UserRole + 2

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._all = Listed()
        self._words = ""
        self._shown: list[Missing] = []
        self._there = 0

    def set_missing(self, listed: Listed) -> None:
        """List these."""
        self._all = listed
        self._show()

    def filter(self, words: str) -> None:
        """Show only what has these words, in its number or in any title under which it is cited."""
        self._words = words.strip().casefold()
        self._show()

    def _show(self) -> None:
        self.beginResetModel()
        pairs = zip(self._all.texts, self._all.folded, strict=True)
        self._shown = [one for one, folded in pairs if self._words in folded]
        self._there = min(PAGE, len(self._shown))
        self.endResetModel()

    @property
    def total(self) -> int:
        """How many texts there are, whatever the filter."""
        return len(self._all.texts)

    @property
    def shown(self) -> int:
        """How many have the words of the filter."""
        return len(self._shown)

    def place(self, missing: Missing) -> int:
        """The row of a text that is called the same, which is there from now on, or -1."""
        wanted = (missing.number, missing.title)
        for row, one in enumerate(self._shown):
            if (one.number, one.title) == wanted:
                self._reach(row + 1)
                return row
        return -1

    # Page by page

    def canFetchMore(self, parent: Index) -> bool:  # noqa: N802
        return not parent.isValid() and self._there < len(self._shown)

    def fetchMore(self, parent: Index) -> None:  # noqa: N802
        if not parent.isValid():
            self._reach(self._there + PAGE)

    def _reach(self, count: int) -> None:
        """Let at least so many rows be there, if there are so many."""
        count = min(count, len(self._shown))
        if count > self._there:
            self.beginInsertRows(QModelIndex(), self._there, count - 1)
            self._there = count
            self.endInsertRows()

    # The shape: the internal id of a document's row is one more than the row of its text

    def index(
        self,
        row: int,
        column: int,
        parent: Index = QModelIndex(),  # noqa: B008
    ) -> QModelIndex:
        if not self.hasIndex(row, column, parent):
            return QModelIndex()
        return self.createIndex(row, column, parent.row() + 1 if parent.isValid() else 0)

    def parent(self, index: Index = QModelIndex()) -> QModelIndex:  # type: ignore[override]  # noqa: B008
        above = int(index.internalId()) if index.isValid() else 0
        return self.createIndex(above - 1, 0, 0) if above else QModelIndex()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008, N802
        if not parent.isValid():
            return self._there
        if parent.internalId() or parent.column():
            return 0
        return len(self._shown[parent.row()].cited_by)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: ARG002, B008, N802
        return len(_HEADS)

    def headerData(  # noqa: N802
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return _HEADS.get(section)
        if role == Qt.ItemDataRole.TextAlignmentRole and section == COUNT:
            return int(Qt.AlignmentFlag.AlignCenter)
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        above = int(index.internalId())
        missing = self._shown[above - 1 if above else index.row()]
        row = missing.cited_by[index.row()] if above else None
        if role == self.MISSING:
            return missing
        if role == self.ROW:
            return row
        if role == Qt.ItemDataRole.TextAlignmentRole and index.column() == COUNT:
            return int(Qt.AlignmentFlag.AlignCenter)
        cells = _of_text(missing) if row is None else _of_row(row)
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return cells[index.column()]
        if role == Qt.ItemDataRole.ToolTipRole:
            if row is not None or len(missing.titles) < 2:
                return cells[TITLE] or cells[NUMBER]
            return "引用时的题名：\n" + "\n".join(missing.titles)
        return None


def _of_text(missing: Missing) -> tuple[str, str, str]:
    return (str(missing.count), missing.number or "", missing.title or "（引用时没有写题名）")


def _of_row(row: CatalogRow) -> tuple[str, str, str]:
    return ("", row.number or chinese_date(row.date), row.title)
