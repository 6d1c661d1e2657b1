"""Documents dragged from the tree into a collection of it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import (
    QAbstractItemModel,
    QMimeData,
    QModelIndex,
    QObject,
    Qt,
    Signal,
)

from zhupi.qt.catalog_nodes import Kind, Node
from zhupi.qt.index import Index

DOCUMENTS_MIME = "application/x-zhupi-documents"
"""Rows of the catalog that are dragged: their ids, one a line."""


class DragModel(QAbstractItemModel):
    """The part of the tree's model that gives out and takes what is dragged."""

    dropped = Signal(str, list)
    """A collection, or favourites, and the rows that are to go into it."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.writable = True
        """Whether names may be changed here, and documents put into collections."""

    def node(self, index: Index) -> Node:
        """Return the row behind an index; the root for an invalid one."""
        raise NotImplementedError

    def mimeTypes(self) -> list[str]:  # noqa: N802 - Qt's names
        return [DOCUMENTS_MIME]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:  # noqa: N802
        rows = [self.node(index).row for index in indexes]
        ids = dict.fromkeys(row.id for row in rows if row is not None)
        made = QMimeData()
        made.setData(DOCUMENTS_MIME, "\n".join(ids).encode())
        return made

    def supportedDropActions(self) -> Qt.DropAction:  # noqa: N802
        return Qt.DropAction.CopyAction

    def canDropMimeData(  # noqa: N802
        self,
        data: QMimeData,
        action: Qt.DropAction,  # noqa: ARG002
        row: int,  # noqa: ARG002
        column: int,  # noqa: ARG002
        parent: Index,
    ) -> bool:
        taken = self.writable and takes_drops(self.node(parent))
        return taken and data.hasFormat(DOCUMENTS_MIME)

    def dropMimeData(  # noqa: N802
        self, data: QMimeData, action: Qt.DropAction, row: int, column: int, parent: Index
    ) -> bool:
        if not self.canDropMimeData(data, action, row, column, parent):
            return False
        ids = bytes(data.data(DOCUMENTS_MIME).data()).decode().split("\n")
        collection = _collection(self.node(parent))
        if collection is not None:
            self.dropped.emit(collection.id, ids)
        return True


def takes_drops(node: Node) -> bool:
    """Whether documents may be dropped on a row: a collection, or what stands under it."""
    return _collection(node) is not None


def _collection(node: Node) -> Node | None:
    above = node.parent if node.row is not None or node.kind is Kind.HINT else node
    return above if above is not None and above.kind in (Kind.COLLECTION, Kind.FAVOURITES) else None
