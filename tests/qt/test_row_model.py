"""A list of rows, held against Qt's own tester of models."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QModelIndex, Qt
from pytestqt.qtbot import QtBot

from zhupi.qt.row_model import RowModel


class Words(RowModel[str]):
    def leads(self, row: str) -> bool:
        return not row.startswith("#")

    def told(self, row: str, role: int) -> Any:
        return row.upper() if role == Qt.ItemDataRole.DisplayRole else None


def test_rows_are_told_and_chosen_as_their_kind_says(
    qtbot: QtBot,  # noqa: ARG001 - an application
    qtmodeltester: Any,
) -> None:
    model = Words()
    qtmodeltester.check(model)
    model.set_rows(["# head", "one", "two"])
    qtmodeltester.check(model)
    assert [model.index(row).data() for row in range(4)] == ["# HEAD", "ONE", "TWO", None]
    assert model.index(1).data(RowModel.ROW) == "one"
    assert model.index(1).data(Qt.ItemDataRole.ToolTipRole) is None
    enabled, selectable = Qt.ItemFlag.ItemIsEnabled, Qt.ItemFlag.ItemIsSelectable
    assert [model.flags(model.index(row)) for row in range(3)] == [
        enabled,
        enabled | selectable,
        enabled | selectable,
    ]
    assert model.flags(QModelIndex()) == Qt.ItemFlag.NoItemFlags
    assert model.rowCount(model.index(1)) == 0
    kept = model.index(2)
    model.set_rows(["one"])
    assert model.data(kept) is None
    assert model.rows() == ("one",)
