"""Stars, collections and marks of reading in the window, by keys and menus, and taken back."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QMenu

from zhupi.library import Library
from zhupi.library.model import FAVOURITES
from zhupi.locations import places
from zhupi.qt.catalog_nodes import collection_key
from zhupi.qt.main_window import MainWindow
from zhupi.qt.messages import Recorder

from .conftest import settle


def rows_under(window: MainWindow, key: str) -> list[str]:
    """The documents that stand under a row of the tree."""
    model = window.left.catalog.model
    top = model.index_by_key(key)
    if not top.isValid():
        return []
    nodes = [model.node(model.index(at, 0, top)) for at in range(model.rowCount(top))]
    return [node.row.id for node in nodes if node.row is not None]


def select(window: MainWindow, *documents: str) -> None:
    catalog = window.left.catalog
    catalog.view.setFocus()
    catalog.view.clearSelection()
    for document in documents:
        index = catalog.model.index_of(document)
        catalog.view.scrollTo(index)
        selection = catalog.view.selectionModel()
        flags = selection.SelectionFlag
        selection.setCurrentIndex(index, flags.Select)


def menu_over(window: MainWindow, index: QModelIndex) -> dict[str, object]:
    menu = window.left.catalog.menu_at(index)
    assert menu is not None
    window.menu_in_test = menu  # its actions live as long as it does
    return {action.text(): action for action in menu.actions() if action.text()}


def ids(window: MainWindow) -> list[str]:
    return window.left.catalog.model.documents()


def on_disk(folder: Path) -> dict[str, tuple[str, ...]]:
    library = Library.open(places(folder))
    members = library.collections.members()
    library.close()
    return members


def test_the_key_gives_a_star_and_takes_it(open_window, folder, qtbot) -> None:
    recorder = Recorder()
    window = open_window(folder, recorder)
    read, other, third = ids(window)[:3]
    window.open(read)
    window.pane.setFocus()
    QTest.keyClick(
        window.pane,
        Qt.Key.Key_S,
        Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier,
    )
    settle(qtbot, window)
    assert rows_under(window, "favourites:") == [read]
    assert recorder.said[-1][1] == "已加入“收藏”：1 件。"
    # In the tree it is those that are selected; as one of them has none, both have one then.
    select(window, read, other, third)
    window.actions_["favourite"].trigger()
    settle(qtbot, window)
    assert set(rows_under(window, "favourites:")) == {read, other, third}
    window.actions_["undo"].trigger()
    settle(qtbot, window)
    assert rows_under(window, "favourites:") == [read]
    window.actions_["redo"].trigger()
    settle(qtbot, window)
    select(window, other, third)
    window.actions_["favourite"].trigger()
    settle(qtbot, window)
    assert on_disk(folder) == {FAVOURITES: (read,)}


def test_a_collection_is_made_filled_renamed_and_removed(open_window, folder, qtbot) -> None:
    recorder = Recorder(names=["财政事权", None])
    window = open_window(folder, recorder)
    first, second, third = ids(window)[:3]
    model = window.left.catalog.model
    select(window, first, second)
    over = menu_over(window, model.index_of(first))  # to PySide6 6.9 its actions own their menus
    submenu = over["加入专题"].menu()
    assert isinstance(submenu, QMenu)
    (action,) = [one for one in submenu.actions() if one.text()]
    assert action.text() == "新建专题…"
    action.trigger()
    settle(qtbot, window)
    ((made, held),) = model.groups.collections
    assert (made.name, set(held)) == ("财政事权", {first, second})
    key = collection_key(made.id)
    assert set(rows_under(window, key)) == {first, second}

    window.actions_["new_collection"].trigger()  # thought better of it
    settle(qtbot, window)
    assert len(model.groups.collections) == 1

    window.collector.collect(made.id, [third, first])
    settle(qtbot, window)
    assert len(rows_under(window, key)) == 3
    inside = model.index(0, 0, model.index_by_key(key))
    document = model.node(inside).row
    window.left.catalog.view.setFocus()
    window.left.catalog.view.select_only(inside)
    assert "移出“财政事权”" in menu_over(window, inside)
    window.actions_["remove_search"].trigger()  # Delete
    settle(qtbot, window)
    assert document.id not in rows_under(window, key)
    window.actions_["undo"].trigger()
    settle(qtbot, window)
    assert document.id in rows_under(window, key)

    window.left.catalog.view.select_only(model.index_by_key(key))
    window.actions_["rename_search"].trigger()  # F2
    editor = window.left.catalog.view.findChild(QLineEdit)
    editor.setText("事权划分")
    QTest.keyClick(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: model.groups.collections[0][0].name == "事权划分")
    settle(qtbot, window)

    window.left.catalog.view.select_only(model.index_by_key(key))
    window.actions_["remove_search"].trigger()
    settle(qtbot, window)
    assert model.groups.collections == ()
    assert [item.title for item in window.library.basket()] == ["专题：事权划分"]
    window.actions_["undo"].trigger()
    settle(qtbot, window)
    assert len(rows_under(window, key)) == 3


def test_a_name_taken_is_refused_in_a_sentence(open_window, folder, qtbot) -> None:
    recorder = Recorder(names=["土地", "土地"])
    window = open_window(folder, recorder)
    for _ in range(2):
        window.actions_["new_collection"].trigger()
        settle(qtbot, window)
    assert recorder.of("error") == ["已经有一个叫“土地”的专题。"]
    assert len(window.left.catalog.model.groups.collections) == 1


def test_documents_are_dropped_on_a_collection(open_window, folder, qtbot) -> None:
    window = open_window(folder, Recorder(names=["土地"]))
    window.actions_["new_collection"].trigger()
    settle(qtbot, window)
    model = window.left.catalog.model
    key = collection_key(model.groups.collections[0][0].id)
    first, second = ids(window)[:2]
    data = model.mimeData([model.index_of(first), model.index_of(second)])
    model.dropMimeData(data, Qt.DropAction.CopyAction, -1, 0, model.index_by_key(key))
    settle(qtbot, window)
    assert set(rows_under(window, key)) == {first, second}


def test_several_are_marked_as_read_and_back(open_window, folder, qtbot) -> None:
    window = open_window(folder)
    first, second = ids(window)[1:3]
    model = window.left.catalog.model
    window.library.readings.leave(first, 40)
    before = window.library.readings.all()
    select(window, first, second)
    menu_over(window, model.index_of(first))["标为已读"].trigger()
    settle(qtbot, window)
    assert all(model.index_of(one).data(model.MARKS).done for one in (first, second))
    assert "标为已读" not in menu_over(window, model.index_of(first))
    window.actions_["undo"].trigger()
    settle(qtbot, window)
    assert window.library.readings.all() == before
    window.actions_["redo"].trigger()
    settle(qtbot, window)
    select(window, first, second)
    menu_over(window, model.index_of(first))["标为未读"].trigger()
    settle(qtbot, window)
    states = window.library.readings.all()
    assert [one for one in (first, second) if one in states and not states[one].unread] == []
    assert not any(model.index_of(one).data(model.MARKS).done for one in (first, second))
    assert "标为未读" not in menu_over(window, model.index_of(first))


def test_what_another_window_keeps_is_shown(open_window, folder, qtbot) -> None:
    window = open_window(folder)
    first = ids(window)[0]
    other = Library.open(places(folder))
    other.collections.add(FAVOURITES, [first])
    other.close()
    qtbot.waitUntil(lambda: rows_under(window, "favourites:") == [first], timeout=10_000)


def test_who_may_only_read_is_offered_nothing_that_writes(open_window, folder) -> None:
    open_window(folder)
    second = open_window(folder)
    assert not second.actions_["favourite"].isEnabled()
    assert not second.actions_["new_collection"].isEnabled()
    menu = menu_over(second, second.left.catalog.model.index_of(ids(second)[0]))
    offered = {text for text, action in menu.items() if action.isEnabled()}
    assert offered <= {"打开", "复制标题和文号", "导出…", "显示来源"}


def test_the_key_pressed_twice_at_once_leaves_no_star(open_window, folder, qtbot) -> None:
    window = open_window(folder)
    window.open(ids(window)[0])
    window.pane.setFocus()
    for _ in range(2):
        window.actions_["favourite"].trigger()
    settle(qtbot, window)
    assert window.library.collections.members() == {}
    window.actions_["undo"].trigger()
    settle(qtbot, window)
    assert window.library.collections.members() == {FAVOURITES: (ids(window)[0],)}


def test_tags_of_annotations_are_listed_with_their_documents(open_window, folder, qtbot) -> None:
    library = Library.open(places(folder))
    first, second = (library.resolve(n) for n in ("国发〔2016〕49号", "国发〔2016〕48号"))
    annotation, _ = library.highlight(first, 0, 5)
    library.edit(annotation.id, tags=["重点"])
    library.close()
    window = open_window(folder)
    assert rows_under(window, "t:/重点") == [first]
    made, _ = window.library.highlight(second, 0, 5)
    window.marker.edit(made.id, tags=["重点"])
    qtbot.waitUntil(lambda: window.collector._tagging.isActive())
    qtbot.waitUntil(lambda: rows_under(window, "t:/重点") == [first, second], timeout=10_000)


def test_names_given_quickly_are_undone_one_after_the_other(open_window, folder, qtbot) -> None:
    window = open_window(folder)
    made, _ = window.library.collections.make("一")
    for name in ("二", "三"):
        window.collector.rename(made.id, name)  # neither waits for the list to be shown
    settle(qtbot, window)
    for expected in ("三", "二", "一"):
        assert [one.name for one in window.library.collections.all()] == [expected]
        window.actions_["undo"].trigger()
        settle(qtbot, window)
