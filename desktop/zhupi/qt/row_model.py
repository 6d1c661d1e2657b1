"""A list of rows that were made elsewhere; nothing is looked up from here."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar, Generic, TypeVar

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, Qt

from zhupi.qt.index import Index

Row = TypeVar("Row")


class RowModel(QAbstractListModel, Generic[Row]):
    """Rows of one kind, which says what a row tells for a role, and whether it can be chosen."""

    ROW: ClassVar[int] = Qt.ItemDataRole.UserRole + 1
    """Asks for the row itself."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: tuple[Row, ...] = ()

    def told(self, row: Row, role: int) -> Any:
        """What a row says for a role, or ``None``."""
        raise NotImplementedError

    def leads(self, row: Row) -> bool:  # noqa: ARG002 - where all lead somewhere
        """Whether a row can be chosen."""
        return True

    def set_rows(self, rows: Sequence[Row]) -> None:
        """Show these rows."""
        self.beginResetModel()
        self._rows = tuple(rows)
        self.endResetModel()

    def rows(self) -> tuple[Row, ...]:
        """The rows that are shown."""
        return self._rows

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008, N802
        return 0 if parent.isValid() else len(self._rows)

    def flags(self, index: Index) -> Qt.ItemFlag:
        row = self._at(index)
        if row is None:
            return Qt.ItemFlag.NoItemFlags
        if not self.leads(row):
            return Qt.ItemFlag.ItemIsEnabled
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row = self._at(index)
        if row is None:
            return None
        return row if role == self.ROW else self.told(row, role)

    def _at(self, index: Index) -> Row | None:
        if not index.isValid() or index.row() >= len(self._rows):
            return None
        return self._rows[index.row()]
