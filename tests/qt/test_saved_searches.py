"""Saved searches in the tree, by keys and menu; every change is on disk and can be undone."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit

from zhupi.library import Library
from zhupi.library.searches import Wanted
from zhupi.locations import places
from zhupi.qt.catalog_model import SEARCHES, Narrowing
from zhupi.qt.main_window import MainWindow
from zhupi.qt.messages import Recorder

from .conftest import search

CONTROL_SHIFT = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


def in_tree(window: MainWindow) -> list[str]:
    model = window.left.catalog.model
    top = model.index_by_key(SEARCHES)
    if not top.isValid():
        return []
    return [model.index(row, 0, top).data() for row in range(model.rowCount(top))]


def on_disk(folder: Path) -> list[str]:
    library = Library.open(places(folder))
    names = [search.name for search in library.searches.all()]
    library.close()
    return names


def keep(folder: Path, *queries: str) -> None:
    library = Library.open(places(folder))
    for query in queries:
        library.searches.save(Wanted(query))
    library.close()


def select(window: MainWindow, place: int) -> None:
    catalog = window.left.catalog
    catalog.view.setFocus()
    catalog.view.setCurrentIndex(
        catalog.model.index(place, 0, catalog.model.index_by_key(SEARCHES))
    )


def count_in_texts(window: MainWindow, words: str) -> int:
    return sum(
        words in window.library.document(row.id).document.text
        for row in window.library.rows()
        if row.enclosed_in is None
    )


def test_a_search_is_saved_with_its_filters_and_run_by_a_click(open_window, folder, qtbot) -> None:
    recorder = Recorder()
    window = open_window(folder, recorder)
    search(qtbot, window, "改革")
    with qtbot.waitSignal(window.searcher.found):
        window.top_bar.take(Narrowing(issuer="国务院办公厅"))
    total = window.left.results.count.text().partition(" ")[0]
    with qtbot.waitSignal(window.search_keeper.counted):
        window.actions_["save_search"].trigger()
    assert "改革 · 国务院办公厅" in recorder.said[-1][1]
    assert in_tree(window) == [f"改革 · 国务院办公厅　{total}"]
    window.actions_["save_search"].trigger()
    assert recorder.said[-1][1] == "已经保存为“改革 · 国务院办公厅”。"
    assert on_disk(folder) == ["改革 · 国务院办公厅"]

    window.desk.leave()
    window.actions_["clear_filters"].trigger()
    select(window, 0)
    with qtbot.waitSignal(window.searcher.found):
        QTest.keyClick(window.left.catalog.view, Qt.Key.Key_Return)
    assert window.top_bar.search_box.text() == "改革"
    assert window.top_bar.narrowing() == Narrowing(issuer="国务院办公厅")
    assert window.left.results.count.text().partition(" ")[0] == total
    assert window.left.currentWidget() is window.left.results


def test_a_saved_order_is_that_of_the_search_not_of_the_user(open_window, folder, qtbot) -> None:
    library = Library.open(places(folder))
    library.searches.save(Wanted("改革", sort="date"))
    library.close()
    window = open_window(folder)
    select(window, 0)
    with qtbot.waitSignal(window.searcher.found):
        QTest.keyClick(window.left.catalog.view, Qt.Key.Key_Return)
    assert window.actions_["sort_date"].isChecked()
    assert window.searcher.wanted.sort == "date"
    open_window.close(window)
    assert open_window(folder).searcher.wanted.sort == "relevance"


def test_counts_are_those_of_the_texts(open_window, folder, qtbot) -> None:
    keep(folder, "改革", "没有这个词")
    window = open_window(folder)
    qtbot.waitUntil(lambda: "　" in in_tree(window)[0])
    assert in_tree(window) == [f"改革　{count_in_texts(window, '改革')}", "没有这个词　0"]


def test_renaming_in_the_tree_and_undoing_it(open_window, folder, qtbot) -> None:
    keep(folder, "改革", "财政")
    window = open_window(folder)
    select(window, 1)
    window.actions_["rename_search"].trigger()
    editor = window.left.catalog.view.findChild(QLineEdit)
    assert editor is not None
    assert editor.text() == "财政"
    editor.setText("省以下财政")
    with qtbot.waitSignal(window.search_keeper.listed):
        QTest.keyClick(editor, Qt.Key.Key_Return)
    assert on_disk(folder) == ["改革", "省以下财政"]
    with qtbot.waitSignal(window.search_keeper.listed):
        window.actions_["undo"].trigger()
    assert on_disk(folder) == ["改革", "财政"]


def test_an_empty_name_changes_nothing(open_window, folder) -> None:
    keep(folder, "改革")
    window = open_window(folder)
    model = window.left.catalog.model
    index = model.index(0, 0, model.index_by_key(SEARCHES))
    assert model.setData(index, "　") is False
    assert on_disk(folder) == ["改革"]


def test_moving_keeps_the_row_selected(open_window, folder, qtbot) -> None:
    keep(folder, "一", "二", "三")
    window = open_window(folder)
    select(window, 0)
    for expected in (["二", "一", "三"], ["二", "三", "一"]):
        with qtbot.waitSignal(window.search_keeper.listed):
            window.actions_["search_down"].trigger()
        assert on_disk(folder) == expected
        saved = window.left.catalog.current_search()
        assert saved is not None
        assert saved.name == "一"
    with qtbot.assertNotEmitted(window.search_keeper.listed, wait=100):
        window.actions_["search_down"].trigger()
    with qtbot.waitSignal(window.search_keeper.listed):
        window.actions_["undo"].trigger()
    assert on_disk(folder) == ["二", "一", "三"]


def test_names_and_moves_asked_for_quickly_are_undone_one_after_the_other(
    open_window, folder
) -> None:
    keep(folder, "一", "二", "三")
    window = open_window(folder)
    first = window.library.searches.all()[0]
    for _ in range(3):  # none waits for the list to be shown; the third has nowhere to go
        window.search_keeper.move(first.id, 1)
    for name in ("甲", "乙", "乙"):
        window.search_keeper.rename(first.id, name)
    open_window.settle(window)
    for expected in ("二三乙", "二三甲", "二三一", "二一三", "一二三"):
        assert "".join(search.name for search in window.library.searches.all()) == expected
        window.actions_["undo"].trigger()
        open_window.settle(window)
    assert not window.marker.can_undo


def test_one_removed_comes_back_by_undo_or_from_the_waste_basket(
    open_window, folder, qtbot
) -> None:
    keep(folder, "一", "二", "三")
    window = open_window(folder)
    select(window, 1)
    with qtbot.waitSignal(window.search_keeper.listed):
        window.actions_["remove_search"].trigger()
    assert on_disk(folder) == ["一", "三"]
    saved = window.left.catalog.current_search()
    assert saved is not None
    assert saved.name == "三", "the one that took its place"
    with qtbot.waitSignal(window.search_keeper.listed):
        window.actions_["undo"].trigger()
    assert on_disk(folder) == ["一", "二", "三"]
    with qtbot.waitSignal(window.search_keeper.listed):
        window.actions_["redo"].trigger()
    [item] = window.library.basket()
    with qtbot.waitSignal(window.library_desk.shown):
        window.keeper.restore(item.key)
    qtbot.waitUntil(lambda: len(in_tree(window)) == 3)
    assert on_disk(folder) == ["一", "二", "三"]


def test_what_another_process_saved_appears(open_window, folder, qtbot) -> None:
    window = open_window(folder)
    assert in_tree(window) == []
    keep(folder, "改革")
    qtbot.waitUntil(lambda: in_tree(window) != [], timeout=10_000)


def test_a_second_window_runs_searches_and_changes_none(open_window, folder, qtbot) -> None:
    keep(folder, "改革")
    open_window(folder)
    second = open_window(folder)
    assert not second.actions_["save_search"].isEnabled()
    assert not second.actions_["remove_search"].isEnabled()
    index = second.left.catalog.model.index(0, 0, second.left.catalog.model.index_by_key(SEARCHES))
    assert not index.flags() & Qt.ItemFlag.ItemIsEditable
    with qtbot.waitSignal(second.searcher.found):
        second.left.catalog.view.clicked.emit(index)
    assert second.top_bar.search_box.text() == "改革"


def test_the_menu_over_a_saved_search(open_window, folder) -> None:
    keep(folder, "改革")
    window = open_window(folder)
    select(window, 0)
    catalog = window.left.catalog
    menu = catalog.menu_at(catalog.view.currentIndex())
    assert menu is not None
    words = [action.text() for action in menu.actions() if not action.isSeparator()]
    assert words == [
        "搜索",
        "改名",
        "保存的搜索上移",
        "保存的搜索下移",
        "移除",
    ]
    menu.deleteLater()
