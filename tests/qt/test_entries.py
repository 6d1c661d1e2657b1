"""The rows of a notebook: what is dragged out, what is dropped in, and how they follow changes."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from PySide6.QtCore import QMimeData, QModelIndex, QPersistentModelIndex, Qt
from pytestqt.modeltest import ModelTester

from zhupi.annotations.notebooks import Item, ItemKind
from zhupi.library.model import Entry
from zhupi.qt.entries import ANNOTATIONS, ITEMS, EntryModel, pack, unpack

pytestmark = pytest.mark.usefixtures("qapp")

MOMENT = datetime(2026, 1, 1, tzinfo=UTC)
COPY, MOVE = Qt.DropAction.CopyAction, Qt.DropAction.MoveAction


def entry(id_: str, words: str = "字", kind: ItemKind = ItemKind.TEXT, level: int = 0) -> Entry:
    item = Item(id_, "book", id_, kind, level, words, None, "", MOMENT, MOMENT)
    return Entry(item, words)


def model_of(*ids: str) -> EntryModel:
    model = EntryModel()
    model.set_entries([entry(id_) for id_ in ids])
    return model


def ids(model: EntryModel) -> str:
    return "".join(one.id for one in model.entries)


def test_it_is_a_sound_model(qtmodeltester: ModelTester) -> None:
    model = EntryModel()
    model.set_entries(
        [entry("a", "一、概念", ItemKind.HEADING, 1), entry("b"), entry("c", "文", ItemKind.QUOTE)]
    )
    qtmodeltester.check(model)
    assert model.index(0).data(Qt.ItemDataRole.AccessibleTextRole) == "标题，一、概念"
    assert model.flags(model.index(1)) & Qt.ItemFlag.ItemIsEditable
    assert not model.flags(model.index(2)) & Qt.ItemFlag.ItemIsEditable


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("abc", "abxc"),
        ("abc", "bc"),
        ("abc", ""),
        ("", "abc"),
        ("abcdef", "fbcxya"),
        ("abcdef", "abdcef"),
        ("abcd", "dcba"),
    ],
)
def test_rows_that_stay_are_the_same_rows(before: str, after: str) -> None:
    """Whatever comes, goes or moves: a row that stays is followed, one that is gone is not."""
    model = model_of(*before)
    kept = {id_: QPersistentModelIndex(model.index(row)) for row, id_ in enumerate(before)}
    model.set_entries([entry(id_) for id_ in after])
    assert ids(model) == after
    for id_, index in kept.items():
        if index.isValid():
            assert index.data(EntryModel.ENTRY).id == id_
        if id_ not in after:
            assert not index.isValid()


def test_only_what_changed_is_said_to_change() -> None:
    model = model_of("a", "b", "c")
    changed: list[int] = []
    model.dataChanged.connect(lambda index, _last: changed.append(index.row()))
    model.set_entries([entry("a"), entry("b", "改过"), entry("c")])
    assert changed == [1]
    assert model.index(1).data() == "改过"


def test_items_that_are_dragged_are_asked_to_be_moved() -> None:
    model = model_of(*"abcd")
    asked: list[tuple[list[str], str]] = []
    model.moved.connect(lambda items, before: asked.append((items, before)))
    data = model.mimeData([model.index(3), model.index(1)])
    assert unpack(data, ITEMS) == ["b", "d"], "in the order of the rows"
    assert not model.dropMimeData(data, MOVE, 0, 0, QModelIndex()), "the view takes no row out"
    model.dropMimeData(data, MOVE, -1, -1, QModelIndex())
    model.dropMimeData(data, MOVE, -1, -1, model.index(2))
    assert asked == [(["b", "d"], "a"), (["b", "d"], ""), (["b", "d"], "c")]
    assert ids(model) == "abcd", "rows follow when it is written"


def test_annotations_and_words_are_taken_in() -> None:
    model = model_of("a")
    taken: list[tuple[list[str], str]] = []
    said: list[tuple[str, str]] = []
    model.annotations_dropped.connect(lambda them, before: taken.append((them, before)))
    model.words_dropped.connect(lambda words, before: said.append((words, before)))
    data = QMimeData()
    data.setData(ANNOTATIONS, pack(["x", "y"]))
    data.setText("也有字")
    model.dropMimeData(data, COPY, 0, 0, QModelIndex())
    words = QMimeData()
    words.setText("财政事权")
    assert model.canDropMimeData(words, COPY, -1, 0, QModelIndex())
    model.dropMimeData(words, COPY, -1, 0, QModelIndex())
    assert (taken, said) == ([(["x", "y"], "a")], [("财政事权", "")])
    other = QMimeData()
    other.setData("application/x-other", b"1")
    assert not model.canDropMimeData(other, COPY, -1, 0, QModelIndex())


def test_where_another_window_writes_nothing_is_dragged_dropped_or_edited() -> None:
    model = model_of("a")
    model.editable = False
    flags = model.flags(model.index(0))
    assert not flags & (Qt.ItemFlag.ItemIsDragEnabled | Qt.ItemFlag.ItemIsEditable)
    data = QMimeData()
    data.setText("字")
    assert not model.canDropMimeData(data, COPY, -1, 0, QModelIndex())
