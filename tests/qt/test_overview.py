"""The notes view in the real window, on a real library."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QToolButton
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from zhupi.annotations.model import Colour, Style
from zhupi.library import Library
from zhupi.library.model import NoteFilter, NoteSort
from zhupi.locations import places
from zhupi.qt.entries import ANNOTATIONS, unpack
from zhupi.qt.main_window import MainWindow
from zhupi.qt.messages import Recorder
from zhupi.qt.note_row_view import DRAGGED, joined
from zhupi.qt.note_rows import PAGE, NoteRowModel
from zhupi.qt.notes_page import NotesPage

from .conftest import settle

NUMBER = "国发〔2016〕49号"
MARKED = (
    ("财政事权是一级政府应承担的", Colour.RED, "定义", ("讲课",)),
    ("支出责任是政府履行财政事权的", Colour.BLUE, "", ("讲课", "核对")),
    ("坚持有利于健全社会主义市场经济体制", Colour.BLUE, "", ()),
)


@pytest.fixture
def marked(folder: Path) -> Path:
    """The library with three highlights in one document and one in another."""
    library = Library.open(places(folder))
    document = library.resolve(NUMBER)
    for words, colour, note, tags in MARKED:
        start, end = library.find_quote(document, words)
        library.highlight(document, start, end, colour=colour, note=note, tags=tags)
    other = library.resolve("国发〔2016〕48号")
    start, end = library.find_quote(other, "降低实体经济企业成本")
    library.highlight(other, start, end, colour=Colour.GREEN, style=Style.UNDERLINE)
    library.close()
    return folder


def shown(qtbot: QtBot, window: MainWindow) -> NotesPage:
    """Open the view and wait until its rows and counts are there."""
    window.actions_["all_notes"].trigger()
    page = window.overview.page
    assert page is not None
    settle(qtbot, window)
    return page


def words(qtbot: QtBot, window: MainWindow, page: NotesPage) -> list[str]:
    """What the rows say; asking for them has them read."""
    rows = page.view.rows
    for row in range(rows.rowCount()):
        rows.index(row).data()
    settle(qtbot, window)
    return [str(rows.index(row).data()) for row in range(rows.rowCount())]


def test_it_lists_what_there_is_in_the_order_of_documents(
    qtbot: QtBot, open_window, marked: Path
) -> None:
    window = open_window(marked)
    page = shown(qtbot, window)
    assert window.panes.centre.currentWidget() is page
    assert page.count.text() == "4 条"
    assert window.left.catalog.notes_button.text() == "批注（4）"
    listed = words(qtbot, window, page)
    # 49号 is the first document of the first gazette; 48号 stands in a later one.
    assert [one[:6] for one in listed] == [
        "财政事权是一",
        "支出责任是政",
        "坚持有利于健",
        "降低实体经济",
    ]


def test_filters_narrow_and_are_cleared(qtbot: QtBot, open_window, marked: Path) -> None:
    window = open_window(marked)
    page = shown(qtbot, window)
    page.filters.colours.take("blue")
    page.filters.changed.emit()
    qtbot.waitUntil(lambda: page.view.rows.rowCount() == 2)
    page.filters.text.setText("定义")
    qtbot.waitUntil(lambda: page.view.rows.rowCount() == 0)
    assert page.nothing.isVisible()
    assert page.clear.isVisible()
    QTest.mouseClick(page.clear, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: page.view.rows.rowCount() == 4)
    page.filters.states.take("underlined")
    page.filters.changed.emit()
    qtbot.waitUntil(lambda: page.view.rows.rowCount() == 1)
    assert words(qtbot, window, page) == ["降低实体经济企业成本"]


def test_one_order_always_holds(qtbot: QtBot, open_window, marked: Path) -> None:
    """There is no such thing as all orders; clearing the filters leaves the order alone."""
    window = open_window(marked)
    page = shown(qtbot, window)
    menu = page.filters.sorts.menu()
    assert [action.text() for action in menu.actions()] == ["文件顺序", "新建在前", "新改在前"]
    assert [action.isChecked() for action in menu.actions()] == [True, False, False]
    menu.actions()[2].trigger()
    page.filters.reset()
    assert page.filters.wanted()[1] is NoteSort.MODIFIED
    assert page.filters.sorts.text() == "新改在前"
    assert not page.filters.narrowed


def test_several_are_tagged_in_one_step(qtbot: QtBot, open_window, marked: Path) -> None:
    window = open_window(marked)
    page = shown(qtbot, window)
    words(qtbot, window, page)
    page.view.setFocus()
    QTest.keyClick(page.view, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    assert page.bar.count.text() == "已选 4 条"
    page.bar.tags.setText("复核")
    QTest.keyClick(page.bar.tags, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: window.library.note_list(NoteFilter(tags=("复核",))).total == 4)
    settle(qtbot, window)
    assert page.view.selected_ranges() == [(0, 3)], "what was selected stays so"
    assert window.marker.stack.undoText() == "加标签 4 条批注"
    window.actions_["undo"].trigger()
    qtbot.waitUntil(lambda: window.library.note_list(NoteFilter(tags=("复核",))).total == 0)
    assert window.library.note_list(NoteFilter(tags=("讲课",))).total == 2
    settle(qtbot, window)
    window.actions_["redo"].trigger()
    qtbot.waitUntil(lambda: window.library.note_list(NoteFilter(tags=("复核",))).total == 4)
    settle(qtbot, window)


def test_deleting_one_that_is_excerpted_asks(qtbot: QtBot, open_window, marked: Path) -> None:
    recorder = Recorder(ways=[None, 0])
    window = open_window(marked, recorder)
    book, _ = window.library.notebooks.make("讲义")
    first = window.library.note_list(NoteFilter(text="财政事权是一级")).ids()
    window.library.notebooks.add_excerpts(book.id, first)
    page = shown(qtbot, window)
    page.filters.text.setText("财政事权是一级")
    qtbot.waitUntil(lambda: page.view.rows.rowCount() == 1)
    settle(qtbot, window)
    page.view.setCurrentIndex(page.view.rows.index(0))
    QTest.keyClick(page.view, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: len(recorder.of("choose")) == 1)
    settle(qtbot, window)
    assert window.library.note_list(NoteFilter()).total == 4, (
        "nothing is deleted on second thoughts"
    )
    QTest.keyClick(page.view, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: window.library.note_list(NoteFilter()).total == 3)
    entry = window.library.notebooks.outline(book.id).entries[0]
    assert (entry.kind, entry.words) == ("quote", MARKED[0][0])
    settle(qtbot, window)


def test_enter_opens_the_place_and_escape_goes_back(
    qtbot: QtBot, open_window, marked: Path
) -> None:
    window = open_window(marked)
    page = shown(qtbot, window)
    at = next(row for row, one in enumerate(words(qtbot, window, page)) if one.startswith("坚持"))
    page.view.setCurrentIndex(page.view.rows.index(at))
    QTest.keyClick(page.view, Qt.Key.Key_Return)
    assert window.panes.centre.currentWidget() is window.pane
    assert window.reader.id == window.library.resolve(NUMBER)
    shown(qtbot, window)
    QTest.keyClick(page.view, Qt.Key.Key_Escape)
    assert window.panes.centre.currentWidget() is window.pane


@pytest.mark.usefixtures("qapp")
def test_rows_are_read_page_by_page(qtmodeltester: ModelTester) -> None:
    model = NoteRowModel()
    model.set_total(3 * PAGE)
    asked: list[int] = []
    model.page_wanted.connect(asked.append)
    assert model.index(PAGE + 3).data() is None
    model.index(PAGE + 4).data()
    assert asked == [1], "a page is asked for once"
    qtmodeltester.check(model)


def test_days_of_ones_own_choice(qtbot: QtBot, open_window, marked: Path) -> None:
    recorder = Recorder()
    window = open_window(marked, recorder)
    made = [row.annotation.created.astimezone().date() for row in window.library.notes()]
    before = min(made) - timedelta(days=1)
    recorder.days = [(None, before), None, (min(made), max(made))]
    page = shown(qtbot, window)

    def pick(text: str) -> None:
        menu = page.filters.dates.menu()
        next(action for action in menu.actions() if action.text() == text).trigger()
        settle(qtbot, window)

    pick("自选…")
    assert page.view.rows.rowCount() == 0
    assert page.filters.dates.text().startswith("自选")
    pick("自选…")  # and thought better of it
    assert page.view.rows.rowCount() == 0
    assert f"None {before}" in recorder.of("days")[1], "the days are offered"
    pick("自选…")
    assert page.view.rows.rowCount() == 4
    pick("全部日期")
    assert not page.filters.narrowed


def test_only_one_document_from_a_row_and_from_the_catalog(
    qtbot: QtBot, open_window, marked: Path
) -> None:
    window = open_window(marked)
    page = shown(qtbot, window)
    listed = words(qtbot, window, page)
    menu = page.view.menu_for(listed.index("降低实体经济企业成本"))
    next(one for one in menu.actions() if one.text() == "只看这件公文").trigger()
    settle(qtbot, window)
    assert words(qtbot, window, page) == ["降低实体经济企业成本"]
    assert "国发〔2016〕48号" in page.filters.document.text()
    page.filters.document.click()
    qtbot.waitUntil(lambda: page.view.rows.rowCount() == 4)
    QTest.keyClick(page.view, Qt.Key.Key_Escape)
    row = window.library.row(window.library.resolve(NUMBER))
    menu = window.left.catalog.menu.for_documents([row])
    next(one for one in menu.actions() if one.text() == "只看这件公文的批注").trigger()
    qtbot.waitUntil(lambda: page.view.rows.rowCount() == 3)
    settle(qtbot, window)
    # The filters stay for the session.
    QTest.keyClick(page.view, Qt.Key.Key_Escape)
    QTest.mouseClick(window.left.catalog.notes_button, Qt.MouseButton.LeftButton)
    settle(qtbot, window)
    assert window.panes.centre.currentWidget() is page
    assert page.view.rows.rowCount() == 3


def test_rows_are_dragged_as_their_annotations(qtbot: QtBot, open_window, marked: Path) -> None:
    window = open_window(marked)
    page = shown(qtbot, window)
    page.view.select_rows([0, 2, 3], 0)
    assert page.view.selected_ranges() == [(0, 0), (2, 3)]
    data = page.view.drag_data()
    assert data is not None
    ids = window.library.note_list(NoteFilter()).ids()
    assert unpack(data, ANNOTATIONS) == [ids[0], ids[2], ids[3]]
    page.view.rows.set_total(DRAGGED + 1)
    page.view.selectAll()
    assert page.view.drag_data() is None
    page.view.drag_refused.emit()
    assert str(DRAGGED) in window.messages.of("info")[-1]


def test_what_is_selected_stays_selected_when_others_come(
    qtbot: QtBot, open_window, marked: Path
) -> None:
    window = open_window(marked)
    page = shown(qtbot, window)
    words(qtbot, window, page)
    page.view.select_rows([1, 3], 3)
    document = window.library.resolve(NUMBER)
    start, end = window.library.find_quote(document, "合理划分中央与地方财政事权")
    window.marker.mark(document, start, end, Colour.RED, words="合理划分中央与地方财政事权")
    qtbot.waitUntil(lambda: page.view.rows.rowCount() == 5)
    qtbot.waitUntil(lambda: window.left.catalog.notes_button.text() == "批注（5）")
    settle(qtbot, window)
    listed = words(qtbot, window, page)
    selected = [
        listed[row] for first, last in page.view.selected_ranges() for row in range(first, last + 1)
    ]
    assert [one[:4] for one in selected] == ["支出责任", "降低实体"]
    assert listed[page.view.currentIndex().row()][:4] == "降低实体"


def export(qtbot: QtBot, window: MainWindow, path: Path) -> str:
    """Write a file by the dialog that opens; return the name that it proposed."""
    qtbot.waitUntil(lambda: window.exporter.dialog is not None, timeout=10_000)
    dialog = window.exporter.dialog
    assert dialog is not None
    proposed = dialog.name.text()
    dialog.set_folder(path.parent)
    dialog.name.setText(path.name)
    dialog.go.click()
    qtbot.waitUntil(lambda: window.exporter.dialog is None, timeout=20_000)
    return proposed


def test_a_selection_is_exported(qtbot: QtBot, open_window, marked: Path, tmp_path: Path) -> None:
    recorder = Recorder()
    window = open_window(marked, recorder)
    page = shown(qtbot, window)
    page.view.select_rows([0, 3], 0)
    page.bar.export.click()
    export(qtbot, window, tmp_path / "选.md")
    text = (tmp_path / "选.md").read_text("utf-8")
    assert MARKED[0][0] in text
    assert "降低实体经济企业成本" in text
    assert MARKED[1][0] not in text
    assert "已导出 2 条批注" in recorder.of("info")[-1]


def test_a_window_that_only_reads_exports_and_offers_nothing_else(
    qtbot: QtBot, open_window, marked: Path, tmp_path: Path
) -> None:
    open_window(marked)
    reader = open_window(marked)
    assert reader.library.read_only
    page = shown(qtbot, reader)
    page.view.select_rows([0], 0)
    bar = page.bar
    offered = [button for button in bar.findChildren(QToolButton) if button.isVisible()]
    assert offered == [bar.export]
    assert not bar.tags.isVisible()
    page.view.setFocus()
    QTest.keyClick(page.view, Qt.Key.Key_Delete)
    settle(qtbot, reader)
    assert page.view.rows.rowCount() == 4
    bar.export.click()
    export(qtbot, reader, tmp_path / "选.md")
    assert MARKED[0][0] in (tmp_path / "选.md").read_text("utf-8")


def test_a_notebook_is_exported(qtbot: QtBot, open_window, marked: Path, tmp_path: Path) -> None:
    window = open_window(marked)
    books = window.library.notebooks
    book, _ = books.make("讲义")
    books.add_heading(book.id, "甲", 1)
    books.add_excerpts(book.id, window.library.note_list(NoteFilter(text="财政事权是一级")).ids())
    window.actions_["notebooks"].trigger()
    settle(qtbot, window)
    window.notebooks.panel.export_requested.emit()
    assert export(qtbot, window, tmp_path / "x.md") == "讲义"
    text = (tmp_path / "x.md").read_text("utf-8")
    assert text.index("讲义") < text.index("甲") < text.index(MARKED[0][0])


@pytest.mark.parametrize(
    ("ranges", "runs"),
    [
        ([], []),
        ([(3, 3), (1, 2)], [(1, 3)]),
        ([(5, 6), (0, 0), (2, 3)], [(0, 0), (2, 3), (5, 6)]),
        ([(0, 5), (2, 3)], [(0, 5)]),
    ],
)
def test_runs_of_rows(ranges: list[tuple[int, int]], runs: list[tuple[int, int]]) -> None:
    assert joined(ranges) == runs


def test_f2_leads_to_the_note_in_its_document(qtbot: QtBot, open_window, marked: Path) -> None:
    window = open_window(marked)
    page = shown(qtbot, window)
    at = words(qtbot, window, page).index(MARKED[1][0])
    page.view.setCurrentIndex(page.view.rows.index(at))
    QTest.keyClick(page.view, Qt.Key.Key_F2)
    editor = window.side.notes.editor
    (id_,) = window.library.note_list(NoteFilter(text=MARKED[1][0])).ids()
    qtbot.waitUntil(lambda: editor.isVisible() and editor.annotation == id_)
    settle(qtbot, window)
    assert window.panes.centre.currentWidget() is window.pane
    assert window.reader.id == window.library.resolve(NUMBER)
