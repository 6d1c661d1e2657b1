"""Searching in the real window: pages, orders, counts, one's own words, the walk. Expected values
are counted on the texts themselves.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QAbstractItemView
from pytestqt.qtbot import QtBot

from zhupi.annotations.model import Colour
from zhupi.library.model import CatalogRow
from zhupi.qt.catalog_model import Narrowing
from zhupi.qt.facets import Facet
from zhupi.qt.main_window import MainWindow
from zhupi.qt.passages import PassageRow, RowKind
from zhupi.qt.searching import PAGE
from zhupi.qt.side_panel import NOTES

from .conftest import search, settle

NUMBER = "国发〔2016〕49号"
SHIFT = Qt.KeyboardModifier.ShiftModifier


def listed(window: MainWindow, kind: RowKind = RowKind.DOCUMENT) -> list[PassageRow]:
    return [row for row in window.left.results.view.rows.rows() if row.kind is kind]


def holding(window: MainWindow, words: str) -> Iterator[tuple[CatalogRow, int]]:
    """The documents whose text holds the words, and how often, by reading all of them."""
    for row in window.library.rows():
        if row.enclosed_in is None:
            count = window.library.document(row.id).document.text.count(words)
            if count:
                yield row, count


def list_all(qtbot: QtBot, window: MainWindow) -> list[PassageRow]:
    while window.searcher.has_more:
        with qtbot.waitSignal(window.searcher.more_found):
            window.searcher.more()
    return listed(window)


def choose_facet(window: MainWindow, facet: Facet, value: str | int) -> None:
    view = window.left.results.facets
    for number, row in enumerate(view.rows.rows()):
        if (row.facet, row.value) == (facet, value):
            view.setCurrentIndex(view.rows.index(number))
            QTest.keyClick(view, Qt.Key.Key_Space)
            return
    raise AssertionError(f"{value} is not offered")


def test_pages_come_as_they_are_scrolled_to_until_all_are_listed(
    open_window, folder, qtbot
) -> None:
    window = open_window(folder)
    expected = {row.id: count for row, count in holding(window, "的")}
    assert len(expected) > PAGE
    search(qtbot, window, "的")
    assert window.left.results.count.text() == f"{len(expected)} 件公文"
    assert len(listed(window)) == PAGE
    bar = window.left.results.view.verticalScrollBar()
    with qtbot.waitSignal(window.searcher.more_found):
        bar.setValue(bar.maximum())
    assert {row.document: row.count for row in listed(window)} == expected
    assert not window.searcher.has_more


def test_enter_goes_on_into_documents_that_are_not_listed_yet(open_window, folder, qtbot) -> None:
    window = open_window(folder)
    window.left.results.view.end_neared.disconnect(window.searcher.more)  # only the walk asks
    search(qtbot, window, "的")
    last = listed(window)[-1]
    with qtbot.waitSignal(window.reader.opened):
        window.desk.choose(last)
    open_window.settle(window)
    window.walker._current = (last.count or 0) - 1
    with qtbot.waitSignal(window.searcher.more_found):
        QTest.keyClick(window.top_bar.search_box, Qt.Key.Key_Return)
    open_window.settle(window)
    assert window.reader.id == listed(window)[PAGE].document
    assert window.left.results.position.text() == f"1 / {listed(window)[PAGE].count} 处"


def test_the_current_hit_stays_in_another_order_and_in_other_looks(
    open_window, folder, qtbot
) -> None:
    window = open_window(folder)
    window.open(window.library.resolve(NUMBER))
    search(qtbot, window, "财政事权")
    for _ in range(3):
        QTest.keyClick(window.top_bar.search_box, Qt.Key.Key_Return)
    position = window.left.results.position.text()
    assert position.startswith("3 / ")
    with qtbot.waitSignal(window.searcher.found):
        window.actions_["sort_date"].trigger()
    open_window.settle(window)

    def stays() -> None:
        assert window.left.results.position.text() == position
        (hit,) = window.pane.extraSelections()
        assert hit.cursor.document() is window.pane.document()
        assert hit.cursor.selectedText() == "财政事权"

    stays()
    open_window.dress(window, "dark")
    window.reader.zoom(1)
    stays()
    with qtbot.waitSignal(window.searcher.places_found):
        window.reader.reload()  # as after a correction
    stays()


def test_the_end_of_the_walk_is_said(open_window, folder, qtbot) -> None:
    window = open_window(folder)
    search(qtbot, window, "分灶吃饭")
    assert [count for _, count in holding(window, "分灶吃饭")] == [1]
    box = window.top_bar.search_box
    QTest.keyClick(box, Qt.Key.Key_Return)
    open_window.settle(window)
    assert window.left.results.position.text() == "1 / 1 处"
    with qtbot.waitSignal(window.walker.ended):
        QTest.keyClick(box, Qt.Key.Key_Return)
    assert window.left.results.position.text() == "已是最后一处"
    with qtbot.waitSignal(window.walker.ended):
        QTest.keyClick(box, Qt.Key.Key_Return, SHIFT)
    assert window.left.results.position.text() == "已是第一处"


def test_enter_before_the_results_are_there_opens_the_first_hit(open_window, folder, qtbot) -> None:
    window = open_window(folder)
    box = window.top_bar.search_box
    box.setText("分灶吃饭")
    QTest.keyClick(box, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool(window.pane.extraSelections()))
    assert window.pane.extraSelections()[0].cursor.selectedText() == "分灶吃饭"
    assert window.history.queries == ["分灶吃饭"]


@pytest.mark.parametrize("order", ["date", "issuer"])
def test_an_order_is_chosen_by_key_grouped_and_remembered(
    open_window, folder, qtbot, order: str
) -> None:
    window = open_window(folder)
    rows = [row for row, _ in holding(window, "改革")]
    assert len(rows) > PAGE, "groups go on from page to page"
    search(qtbot, window, "改革")
    assert listed(window, RowKind.GROUP) == []
    with qtbot.waitSignal(window.searcher.found):
        window.actions_[f"sort_{order}"].trigger()
    found = [window.library.row(str(row.document)) for row in list_all(qtbot, window)]
    assert {row.id for row in found} == {row.id for row in rows}
    groups = [row.text for row in listed(window, RowKind.GROUP)]
    if order == "date":
        dates = [row.date or "" for row in found]
        assert dates == sorted(dates, reverse=True)
        assert groups == list(
            dict.fromkeys(f"{row.date[:4]}年" if row.date else "日期不详" for row in found)
        )
    else:
        names = ["、".join(row.issuers) or "机关不详" for row in found]
        assert groups == list(dict.fromkeys(names))
        assert len(groups) == len(set(groups)), "each issuer's documents stand together"
    open_window.close(window)
    again = open_window(folder)
    assert again.searcher.wanted.sort == order
    assert again.actions_[f"sort_{order}"].isChecked()


def test_counts_narrow_the_list_combine_and_are_undone(open_window, folder, qtbot) -> None:
    window = open_window(folder)
    rows = [row for row, _ in holding(window, "改革")]
    years = Counter(row.year or 0 for row in rows)
    search(qtbot, window, "改革")

    def offered(facet: Facet) -> dict[str | int | None, int | None]:
        return {
            row.value: row.count
            for row in window.left.results.facets.rows.rows()
            if row.facet is facet and row.value is not None
        }

    assert offered(Facet.YEAR) == dict(years)
    year, _ = years.most_common(1)[0]
    with qtbot.waitSignal(window.searcher.found):
        choose_facet(window, Facet.YEAR, year)
    inside = [row for row in rows if row.year == year]
    assert {row.document for row in list_all(qtbot, window)} == {row.id for row in inside}
    issuers = Counter(name for row in inside for name in row.issuers or ("",))
    shown = offered(Facet.ISSUER)
    assert shown == {name: issuers[str(name)] for name in shown}
    assert offered(Facet.YEAR) == dict(years), "the other years stay in sight"
    assert window.top_bar.years.text() == str(year)
    name = next(iter(shown))
    with qtbot.waitSignal(window.searcher.found):
        choose_facet(window, Facet.ISSUER, str(name))
    assert {row.document for row in list_all(qtbot, window)} == {
        row.id for row in inside if name in row.issuers
    }
    with qtbot.waitSignal(window.searcher.found):
        choose_facet(window, Facet.YEAR, year)
    assert {row.document for row in list_all(qtbot, window)} == {
        row.id for row in rows if name in row.issuers
    }
    with qtbot.waitSignal(window.searcher.found):
        window.actions_["clear_filters"].trigger()
    assert len(list_all(qtbot, window)) == len(rows)
    assert window.top_bar.narrowing() == Narrowing()


def test_a_filter_that_leaves_nothing_can_be_given_up(open_window, folder, qtbot) -> None:
    window = open_window(folder)
    search(qtbot, window, "分灶吃饭")
    with qtbot.waitSignal(window.searcher.found):
        window.top_bar.take(Narrowing(kind="公告"))
    results = window.left.results
    assert "没有找到" in results.nothing.text()
    assert [row.chosen for row in results.facets.rows.rows() if row.value == "公告"] == [True]
    with qtbot.waitSignal(window.searcher.found):
        QTest.mouseClick(results.widen, Qt.MouseButton.LeftButton)
    assert len(listed(window)) == 1


def test_a_filter_stays_when_its_last_document_goes(open_window, folder, qtbot) -> None:
    window = open_window(folder)
    document = window.library.resolve(NUMBER)
    row = window.library.row(document)
    assert [one.id for one, _ in holding(window, "分灶吃饭")] == [document]
    search(qtbot, window, "分灶吃饭")
    with qtbot.waitSignal(window.searcher.found):
        window.top_bar.take(Narrowing(issuer="国务院", year=row.year, kind=row.kind))
    assert len(listed(window)) == 1
    with qtbot.waitSignal(window.searcher.found):
        window.shelf.refresh(window.library.remove_document(document))
    assert listed(window) == []
    assert window.top_bar.narrowing() == Narrowing(issuer="国务院", year=row.year, kind=row.kind)
    assert window.left.results.widen.isVisible()


def test_a_number_is_answered_and_a_wrong_query_explained(open_window, folder, qtbot) -> None:
    window = open_window(folder)
    results = window.left.results
    search(qtbot, window, "国发[2016]49号")
    assert results.answer.isVisible()
    assert results.answer.text().startswith("库中有国发〔2016〕49号")
    search(qtbot, window, "国发〔1999〕1号")
    assert results.answer.text().startswith("库中没有国发〔1999〕1号")
    assert not results.warning.isVisible()
    search(qtbot, window, '"财政事权')
    assert "已按普通文字查找" in results.warning.text()
    assert results.warning.isVisible()
    assert not results.answer.isVisible()


def test_a_note_is_found_and_opens_at_its_place_with_its_card(open_window, folder, qtbot) -> None:
    window = open_window(folder)
    document = window.library.resolve(NUMBER)
    text = window.library.document(document).document.text
    start = text.index("分灶吃饭")
    made, _ = window.library.highlight(document, start, start + 4, note="与本市做法对照")
    search(qtbot, window, "做法对照")
    [row] = listed(window, RowKind.PASSAGE)
    assert (row.text, row.text[row.start : row.end]) == ("与本市做法对照", "做法对照")
    assert window.left.results.count.text() == "1 条批注"
    window.side.show_tab(NOTES + 1)
    window.desk.choose(row)
    assert window.reader.id == document
    assert window.pane.viewport().rect().contains(window.pane.rect_of(start))
    assert window.side.tabs.currentIndex() == NOTES
    assert window.side.notes.editor.annotation == made.id


def test_the_note_of_a_document_opens_in_the_editor(open_window, folder, qtbot) -> None:
    window = open_window(folder)
    document = window.library.resolve(NUMBER)
    made, _ = window.library.add_note(document, "全文读过一遍")
    search(qtbot, window, "读过一遍")
    window.desk.choose(listed(window, RowKind.PASSAGE)[0])
    assert window.reader.id == document
    assert window.side.notes.editor.annotation == made.id
    assert window.side.notes.editor.isVisible()


def test_an_open_list_follows_what_is_written_and_stays_where_it_is(
    open_window, folder, qtbot
) -> None:
    window = open_window(folder)
    document = window.library.resolve(NUMBER)
    window.open(document)
    search(qtbot, window, "财政事权")
    view = window.left.results.view
    current = listed(window)[0]
    view.setCurrentIndex(view.rows.index(view.rows.rows().index(current)))
    with qtbot.waitSignal(window.searcher.found):
        window.marker.mark(document, 0, 5, Colour.RED, words=window.pane.words[:5])
        qtbot.waitUntil(lambda: bool(window.library.notes()))
        [note] = window.library.notes()
        window.marker.changed.emit(
            window.library.edit(note.annotation.id, note="又见财政事权", tags=["财政事权"])
        )
    qtbot.waitUntil(lambda: listed(window, RowKind.GROUP) != [])
    assert view.rows.rows()[0] == PassageRow(RowKind.GROUP, "批注", count=1)
    assert view.currentIndex().data(view.rows.ROW) == current
    with qtbot.waitSignal(window.searcher.found):
        window.excerpter.delete([note.annotation.id])
    assert listed(window, RowKind.GROUP) == []


def test_more_notes_than_are_shown_are_asked_for(open_window, folder, qtbot) -> None:
    window = open_window(folder)
    document = window.library.resolve(NUMBER)
    for at in range(5):
        window.library.highlight(document, at * 5, at * 5 + 4, note=f"备查之{at}")
    search(qtbot, window, "备查")
    [more] = listed(window, RowKind.MORE)
    assert (more.text, len(listed(window, RowKind.PASSAGE))) == ("再看其余 3 条批注", 2)
    window.left.results.view.row_chosen.emit(more)
    assert [row.text for row in listed(window, RowKind.PASSAGE)] == [
        f"备查之{at}" for at in range(5)
    ]


def test_notes_are_narrowed_like_texts(open_window, folder, qtbot) -> None:
    window = open_window(folder)
    document = window.library.resolve(NUMBER)
    window.library.highlight(document, 0, 5, note="备查一条")
    search(qtbot, window, "备查一条")
    for narrowing, count in (
        (Narrowing(issuer="四川省人民政府"), 0),
        (Narrowing(issuer="国务院"), 1),
        (Narrowing(year=2018), 0),
    ):
        with qtbot.waitSignal(window.searcher.found):
            window.top_bar.take(narrowing)
        assert len(listed(window, RowKind.PASSAGE)) == count


def test_a_query_typed_on_discards_the_one_before(open_window, folder, qtbot) -> None:
    window = open_window(folder)
    queries: list[str] = []
    window.searcher.found.connect(lambda found: queries.append(found.wanted.query))
    box = window.top_bar.search_box
    box.setText("国")
    window.searcher.search_now()
    box.setText("国务")
    box.setText("国务院")
    qtbot.waitUntil(lambda: not window.searcher.pending)
    assert queries == ["国务院"]
    with qtbot.assertNotEmitted(window.searcher.started, wait=300):
        box.setText("国务院 ")


def test_title_hits_are_marked_in_the_title_and_not_repeated(open_window, folder, qtbot) -> None:
    window = open_window(folder)
    search(qtbot, window, "支出责任划分改革")
    first = listed(window)[0]
    assert first.document == window.library.resolve(NUMBER)
    assert [first.text[start:end] for start, end in first.spans] == ["支出责任划分改革"]
    passages = [row for row in listed(window, RowKind.PASSAGE) if row.document == first.document]
    assert 1 <= len(passages) <= 3
    assert first.text not in [row.text for row in passages]


def test_the_results_are_reached_and_left_by_keys(open_window, folder, qtbot) -> None:
    window = open_window(folder)
    search(qtbot, window, "改革")
    box, results = window.top_bar.search_box, window.left.results
    box.setFocus()
    QTest.keyClick(box, Qt.Key.Key_Down)
    assert results.view.hasFocus()
    window.actions_["focus_facets"].trigger()
    assert results.facets.hasFocus()
    assert results.facets.currentIndex().row() == 1, "a heading is nothing to choose"
    window.actions_["focus_catalog"].trigger()
    assert window.left.currentWidget() is window.left.catalog
    window.actions_["focus_results"].trigger()
    assert window.left.currentWidget() is results
    assert results.view.hasFocus()


def test_every_control_of_the_results_has_a_name_for_a_screen_reader(
    open_window, folder, qtbot
) -> None:
    window = open_window(folder)
    search(qtbot, window, "改革")
    results = window.left.results
    controls = [
        *results.findChildren(QAbstractButton),
        *results.findChildren(QAbstractItemView),
        window.top_bar.search_box,
    ]
    named = {
        widget: QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name)
        for widget in controls
        if widget.isVisible()
    }
    assert len(named) >= 7
    assert all(named.values())
    assert results.view.accessibleDescription() == results.count.text()


def test_what_is_found_in_a_notebook_opens_there(open_window, folder, qtbot) -> None:
    window = open_window(folder)
    book, _ = window.library.notebooks.make("讲义")
    window.library.notebooks.add_heading(book.id, "开头", 1)
    item, _ = window.library.notebooks.add_text(book.id, "先讲独一无二的\n两个词")
    window.library.notebooks.make("另一本")
    search(qtbot, window, "独一无二")
    [row] = listed(window, RowKind.PASSAGE)
    assert (row.text, row.note) == ("先讲独一无二的 两个词", "讲义")
    assert window.left.results.count.text() == "1 条摘编"
    window.left.results.row_chosen.emit(row)
    settle(qtbot, window)
    assert window.notebooks.panel is not None
    view = window.notebooks.panel.view
    qtbot.waitUntil(lambda: view.selected() == [item.id])
    assert window.side.tabs.tabText(window.side.tabs.currentIndex()).startswith("摘编")
