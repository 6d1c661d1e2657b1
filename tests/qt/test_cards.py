"""The list of cards: clean for Qt, filled as it comes into sight, kept while it changes."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPersistentModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from zhupi.annotations.model import Annotation, Colour, Kind, Selector
from zhupi.qt import themes
from zhupi.qt.cards import Card, CardModel, CardView, _plain

pytestmark = pytest.mark.usefixtures("qapp")

NOW = datetime(2026, 1, 1, tzinfo=UTC)


def card(id_: str, start: int = 0, note: str = "") -> Card:
    annotation = Annotation(
        id_,
        "d",
        Kind.HIGHLIGHT,
        Selector(start, start + 2, "甲乙"),
        Colour.RED,
        "",
        note,
        (),
        NOW,
        NOW,
    )
    return Card(annotation, "重点", "一，¶2")


def show(model: CardModel, cards: list[Card]) -> None:
    model.set_rows({one.annotation.id: one.annotation.note for one in cards})
    model.fill([one for one in cards if one.annotation.id in model.missing()])
    assert model.missing() == []


def ids(model: CardModel) -> list[str]:
    cards = [model.card(row) for row in range(model.rowCount())]
    return [one.annotation.id for one in cards if one is not None]


@given(st.lists(st.lists(st.sampled_from("abcdefg"), unique=True), max_size=6))
def test_cards_are_what_was_set_however_they_change(lists: list[list[str]]) -> None:
    model = CardModel()
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal, model)
    for wanted in lists:
        show(model, [card(id_) for id_ in wanted])
        assert ids(model) == wanted


def test_a_card_stays_selected_while_another_comes_and_goes() -> None:
    model = CardModel()
    show(model, [card("a"), card("c")])
    kept = QPersistentModelIndex(model.index(1))
    show(model, [card("a"), card("b"), card("c")])
    assert kept.row() == 2
    show(model, [card("b"), card("c", note="new")])
    assert kept.isValid()
    assert kept.data(CardModel.CARD).annotation.note == "new"


def test_only_the_card_that_changed_is_drawn_again(qtbot: QtBot) -> None:
    model = CardModel()
    cards = [card("a"), card("b"), card("c")]
    show(model, cards)
    with qtbot.waitSignal(model.dataChanged) as told:
        show(model, [cards[0], card("b", note="x"), cards[2]])
    assert told.args is not None
    assert [index.row() for index in told.args[:2]] == [1, 1]


def test_a_note_is_shown_without_its_markdown() -> None:
    text, spans = _plain("**要点**一\n\n- 其一\n- 其二")
    assert text == "要点一\u2028• 其一\u2028• 其二"
    assert [(span.start, span.end) for span in spans] == [(0, 2)]


def test_2000_cards_have_a_height_and_draw(qtbot: QtBot) -> None:
    view = CardView()
    qtbot.addWidget(view)
    view.set_theme(themes.load("light"))
    view.resize(320, 600)
    view.show()
    show(view.cards, [card(str(number), number, "批注" * 40) for number in range(2000)])
    option = view.delegate.sizeHint
    plain = option(None, view.cards.index(0))  # type: ignore[arg-type]
    assert 80 < plain.height() < 260
    assert not view.grab().isNull()


def test_rows_are_there_before_their_cards_and_a_former_card_stays_until_the_new_one() -> None:
    model = CardModel()
    model.set_rows({"a": 1, "b": 1})
    assert (model.rowCount(), model.missing(), model.row_of("b")) == (2, ["a", "b"], 1)
    assert model.index(0).data(CardModel.CARD) is None
    model.fill([card("a"), card("gone")])
    assert (model.missing(), ids(model)) == (["b"], ["a"])
    model.set_rows({"a": 2, "b": 1})
    assert model.missing() == ["a", "b"]
    assert model.index(0).data(CardModel.CARD) == card("a")


def test_a_card_without_words_of_its_own_is_still_told() -> None:
    model = CardModel()
    bare = replace(card("a").annotation, selector=None)
    show(model, [Card(bare, "重点", "")])
    assert model.index(0).data() == ""
    assert model.index(0).data(Qt.ItemDataRole.AccessibleTextRole) == "重点"
