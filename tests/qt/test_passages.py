"""The list of passages: clean for Qt, and what is chosen in it kept while it changes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from zhupi.qt import themes
from zhupi.qt.passages import PassageModel, PassageRow, PassageView, RowKind

pytestmark = pytest.mark.usefixtures("qapp")


def test_passages_are_clean_and_a_group_is_not_chosen(qtbot: QtBot) -> None:
    rows = [
        PassageRow(RowKind.GROUP, "库中已有", count=1),
        PassageRow(RowKind.DOCUMENT, "题名", note="国发〔2016〕49号", count=3, document="a"),
        PassageRow(RowKind.PASSAGE, "一句话", start=0, end=2, document="a", at=7),
    ]
    view = PassageView()
    qtbot.addWidget(view)
    view.set_theme(themes.load("dark"))
    QAbstractItemModelTester(
        view.rows, QAbstractItemModelTester.FailureReportingMode.Fatal, view.rows
    )
    view.show_rows(rows)
    chosen: list[PassageRow] = []
    view.row_chosen.connect(chosen.append)
    for place in range(3):
        view._on_chosen(view.rows.index(place))
    assert chosen == rows[1:]
    assert view.rows.index(1).data(Qt.ItemDataRole.AccessibleTextRole) == (
        "题名，国发〔2016〕49号，3 处"
    )
    assert PassageModel().data(QModelIndex()) is None


@given(st.lists(st.lists(st.sampled_from("abcd"), max_size=8), max_size=6))
def test_passages_are_what_was_set_however_they_change(lists: list[list[str]]) -> None:
    model = PassageModel()
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal, model)
    for wanted in lists:
        rows = [PassageRow(RowKind.PASSAGE, text, document="d") for text in wanted]
        model.change_rows(rows)
        assert list(model.rows()) == rows


def test_a_page_at_the_end_leaves_what_is_chosen_and_seen(qtbot: QtBot) -> None:
    view = PassageView()
    qtbot.addWidget(view)
    view.setLayoutMode(PassageView.LayoutMode.SinglePass)
    view.set_theme(themes.load("light"))
    view.resize(300, 400)
    view.show()
    rows = [PassageRow(RowKind.DOCUMENT, f"题名{n}" * 9, document=str(n)) for n in range(60)]
    view.show_rows(rows[:40])
    view.setCurrentIndex(view.rows.index(20))
    view.scrollTo(view.rows.index(20))
    scrolled = view.verticalScrollBar().value()
    assert scrolled > 0
    view.change_rows(rows)
    assert view.verticalScrollBar().value() == scrolled
    assert view.currentIndex().row() == 20
    view.change_rows([PassageRow(RowKind.GROUP, "批注", count=1), *rows])
    assert view.currentIndex().data(view.rows.ROW) == rows[20]
