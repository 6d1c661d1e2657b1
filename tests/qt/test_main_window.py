"""The real window on the real library: what a user does, and what is on disk afterwards."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QMimeData, QObject, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QAccessible, QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QLineEdit,
    QPlainTextEdit,
    QToolButton,
    QWidget,
)

from zhupi.annotations.model import Colour
from zhupi.errors import LibraryError
from zhupi.library import Library
from zhupi.locations import places
from zhupi.qt import themes
from zhupi.qt.cards import CardModel
from zhupi.qt.catalog_model import Narrowing
from zhupi.qt.dialogs import ReportDialog
from zhupi.qt.main_window import MainWindow
from zhupi.qt.messages import Recorder
from zhupi.qt.passages import RowKind

from .conftest import search

NUMBER = "国发〔2016〕49号"
QUOTE = "财政事权是一级政府应承担的运用财政资金提供基本公共服务的任务和职责"


def open_document(window: MainWindow, number: str = NUMBER) -> str:
    document = window.library.resolve(number)
    window.open(document)
    return document


def select(window: MainWindow, words: str) -> tuple[int, int]:
    stored = window.reader.stored
    assert stored is not None
    start = stored.document.text.index(words)
    window.pane.select(start, start + len(words))
    window.pane.setFocus()
    return start, start + len(words)


def mark(window: MainWindow, words: str, key: Qt.Key = Qt.Key.Key_H) -> None:
    select(window, words)
    QTest.keyClick(window.pane, key)


def test_a_new_library_opens_with_the_bundled_gazettes(open_window, tmp_path) -> None:
    recorder = Recorder()
    window = open_window(tmp_path / "new", recorder)
    assert window.library.document_count() == 28
    assert "28 件公文" in window.status.words()
    assert "索引就绪" in window.status.words()
    # Opened as soon as there was something to read: the first of what had come in until then.
    rows = {row.id: row for row in window.library.rows()}
    order = window.left.catalog.model.documents()
    files = sorted({row.source for row in rows.values()})
    firsts = [
        next(one for one in order if rows[one].source in files[:came])
        for came in range(1, len(files) + 1)
    ]
    assert window.reader.id in firsts
    assert recorder.said == []


def test_a_selection_and_h_make_a_highlight_that_is_there_after_reopening(
    open_window, folder, qtbot
) -> None:
    window = open_window(folder)
    document = open_document(window)
    with qtbot.waitSignal(window.marker.made):
        mark(window, QUOTE)
    assert window.side.tabs.tabText(0) == "批注　1"
    open_window.close(window)

    again = open_window(folder)
    assert again.reader.id == document
    [annotation] = again.library.annotations(document)
    assert annotation.selector is not None
    assert annotation.selector.quote == QUOTE
    assert annotation.colour is Colour.RED
    cards = again.side.notes.view.cards
    assert [cards.annotation(row) for row in range(cards.rowCount())] == [annotation.id]
    assert annotation.id in _painted(again)


def _painted(window: MainWindow) -> set[str]:
    """The highlights under the first letter of each annotation's words."""
    found = set()
    for annotation in window.library.annotations(window.reader.id):
        assert annotation.selector is not None
        window.pane.go_to(annotation.selector.start)
        box = window.pane.rect_of(annotation.selector.start + 1)
        under = window.pane.marks_at(box.center() - QPoint(4, 0))
        found.add(under[0].id if under else "")
    return found


@pytest.mark.parametrize(
    ("key", "colour"),
    [(Qt.Key.Key_1, Colour.RED), (Qt.Key.Key_3, Colour.GREEN), (Qt.Key.Key_5, Colour.PURPLE)],
)
def test_a_digit_marks_with_its_colour(open_window, folder, qtbot, key, colour) -> None:
    window = open_window(folder)
    document = open_document(window)
    with qtbot.waitSignal(window.marker.made):
        mark(window, "特别是1994年实施的分税制改革", key)
    [annotation] = window.library.annotations(document)
    assert annotation.colour is colour
    assert window.settings.last_colour == colour.value


def test_n_marks_and_opens_the_editor_and_what_is_written_is_saved(
    open_window, folder, qtbot
) -> None:
    window = open_window(folder)
    document = open_document(window)
    with qtbot.waitSignal(window.marker.made):
        mark(window, QUOTE, Qt.Key.Key_N)
    editor = window.side.notes.editor
    assert editor.isVisible()
    assert editor.text.hasFocus()
    with qtbot.waitSignal(window.marker.draft_saved, timeout=5_000):
        QTest.keyClicks(editor.text, "**dingyi**")
    assert editor.saved_label.text() == "已保存"
    with qtbot.waitSignal(window.marker.draft_saved, timeout=5_000):
        editor.tags.setText("")
        QTest.keyClicks(editor.tags, "zhongdian, #shengji")
        QTest.keyClick(editor.tags, Qt.Key.Key_Tab)
    [annotation] = window.library.annotations(document)
    assert annotation.note == "**dingyi**"
    assert annotation.tags == ("zhongdian", "shengji")


def test_a_note_that_is_being_written_is_saved_on_closing(open_window, folder, qtbot) -> None:
    window = open_window(folder)
    document = open_document(window)
    with qtbot.waitSignal(window.marker.made):
        mark(window, QUOTE, Qt.Key.Key_N)
    QTest.keyClicks(window.side.notes.editor.text, "last words")
    open_window.close(window)
    library = Library.open(places(folder))
    assert [item.note for item in library.annotations(document)] == ["last words"]
    library.close()


def test_closing_waits_for_a_note_that_cannot_be_saved_and_says_why(
    open_window, folder, qtbot, monkeypatch
) -> None:
    recorder = Recorder()
    window = open_window(folder, recorder)
    open_document(window)
    with qtbot.waitSignal(window.marker.made):
        mark(window, QUOTE, Qt.Key.Key_N)

    def full(*_args, **_fields):
        raise LibraryError("磁盘已满，没有保存。")

    monkeypatch.setattr(window.library, "edit", full)
    QTest.keyClicks(window.side.notes.editor.text, "last words")
    with qtbot.waitSignal(window.marker.draft_failed):
        window.close()
    assert window.isVisible()
    assert recorder.of("error") == ["磁盘已满，没有保存。"]
    assert window.side.notes.editor.text.toPlainText() == "last words"
    assert window.side.notes.editor.saved_label.text() == "没有保存"
    window.close()
    assert not window.isVisible()


def test_leaving_for_another_document_saves_the_note_where_it_belongs(
    open_window, folder, qtbot
) -> None:
    window = open_window(folder)
    document = open_document(window)
    with qtbot.waitSignal(window.marker.made):
        mark(window, QUOTE, Qt.Key.Key_N)
    QTest.keyClicks(window.side.notes.editor.text, "here")
    with qtbot.waitSignal(window.marker.draft_saved):
        other = open_document(window, "国办发〔2016〕64号")
    assert [item.note for item in window.library.annotations(document)] == ["here"]
    assert window.library.annotations(other) == []


def test_the_document_has_a_note_of_its_own(open_window, folder, qtbot) -> None:
    window = open_window(folder)
    document = open_document(window)
    window.side.notes.document_note.click()
    with qtbot.waitSignal(window.marker.draft_saved, timeout=5_000):
        QTest.keyClicks(window.side.notes.editor.text, "whole")
    with qtbot.waitSignal(window.marker.draft_saved, timeout=5_000):
        QTest.keyClicks(window.side.notes.editor.text, " text")
    [annotation] = window.library.annotations(document)
    assert (annotation.kind.value, annotation.note) == ("note", "whole text")
    assert window.side.notes.document_note.text() == "本文笔记　whole text"


def test_undo_and_redo_go_through_marking_colouring_writing_and_deleting(
    open_window, folder, qtbot
) -> None:
    window = open_window(folder)
    document = open_document(window)
    act = window.actions_

    def state() -> list[tuple[str, str]]:
        return [(str(item.colour), item.note) for item in window.library.annotations(document)]

    with qtbot.waitSignal(window.marker.made):
        mark(window, QUOTE)
    with qtbot.waitSignal(window.marker.changed):
        QTest.keyClick(window.pane, Qt.Key.Key_2)
    assert state() == [("yellow", "")]
    with qtbot.waitSignal(window.marker.changed):
        QTest.keyClick(window.pane, Qt.Key.Key_Delete)
    assert state() == []
    assert act["undo"].text() == "撤销 删除“财政事权是一级政府应…”"
    steps = [
        ("undo", [("yellow", "")]),
        ("undo", [("red", "")]),
        ("undo", []),
        ("redo", [("red", "")]),
        ("redo", [("yellow", "")]),
        ("redo", []),
    ]
    for name, expected in steps:
        with qtbot.waitSignal(window.marker.changed):
            act[name].trigger()
        assert state() == expected
    assert not act["redo"].isEnabled()


def test_a_click_on_a_highlight_selects_its_card_and_a_card_leads_to_its_words(
    open_window, folder, qtbot
) -> None:
    window = open_window(folder)
    document = open_document(window)
    late = "法治化、规范化程度不高"
    for words in (QUOTE, late):
        with qtbot.waitSignal(window.marker.made):
            mark(window, words)
    first, second = window.library.annotations(document)
    assert first.selector is not None
    assert second.selector is not None
    window.pane.go_to(0, at_top=True)
    view = window.side.notes.view
    index = view.cards.index(view.cards.row_of(second.id))
    assert index.data(CardModel.CARD).annotation == second
    QTest.mouseClick(
        view.viewport(), Qt.MouseButton.LeftButton, pos=view.visualRect(index).center()
    )
    assert window.pane.viewport().rect().contains(window.pane.rect_of(second.selector.start))
    window.pane.go_to(first.selector.start)
    point = window.pane.rect_of(first.selector.start + 3).center()
    QTest.mouseClick(window.pane.viewport(), Qt.MouseButton.LeftButton, pos=point)
    assert window.side.notes.current() == first.id


def test_a_search_lists_the_documents_and_a_click_opens_at_the_hit(
    open_window, folder, qtbot
) -> None:
    window = open_window(folder)
    open_document(window, "国办发〔2016〕64号")
    search(qtbot, window, "分灶吃饭")
    rows = window.left.results.view.rows.rows()
    assert [row.kind for row in rows] == [RowKind.DOCUMENT, RowKind.PASSAGE]
    assert rows[1].text[rows[1].start : rows[1].end] == "分灶吃饭"
    assert window.left.results.count.text() == "1 件公文，1 处"
    view = window.left.results.view
    rect = view.visualRect(view.rows.index(1))
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=rect.center())
    qtbot.waitUntil(lambda: bool(window.pane.extraSelections()))
    assert window.reader.id == window.library.resolve(NUMBER)
    [current] = window.pane.extraSelections()
    assert current.cursor.selectedText() == "分灶吃饭"
    assert window.pane.viewport().rect().contains(window.pane.cursorRect(current.cursor))


def test_enter_walks_the_hits_over_document_ends_and_shift_enter_comes_back(
    open_window, folder, qtbot
) -> None:
    window = open_window(folder)
    search(qtbot, window, "国土资源")
    hits = [row for row in window.left.results.view.rows.rows() if row.kind is RowKind.DOCUMENT]
    assert len(hits) > 1
    window.desk.choose(hits[0])
    qtbot.waitUntil(lambda: bool(window.pane.extraSelections()))
    seen = []
    count = hits[0].count or 0
    for _ in range(count):
        [current] = window.pane.extraSelections()
        assert current.cursor.selectedText() == "国土资源"
        seen.append(current.cursor.position())
        QTest.keyClick(window.top_bar.search_box, Qt.Key.Key_Return)
        open_window.settle(window)
    assert len(set(seen)) == count
    assert window.reader.id == hits[1].document
    QTest.keyClick(window.top_bar.search_box, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    open_window.settle(window)
    assert window.reader.id == hits[0].document
    assert window.pane.extraSelections()[0].cursor.position() == seen[-1]


def test_escape_returns_to_the_catalog_and_takes_the_hits_away(open_window, folder, qtbot) -> None:
    window = open_window(folder)
    open_document(window)
    search(qtbot, window, "财政事权")
    QTest.keyClick(window.top_bar.search_box, Qt.Key.Key_Escape)
    assert window.left.currentWidget() is window.left.catalog
    assert window.top_bar.search_box.text() == ""
    assert window.pane.extraSelections() == []


def test_a_filter_narrows_search_and_catalog(open_window, folder, qtbot) -> None:
    window = open_window(folder)
    search(qtbot, window, "改革")
    with qtbot.waitSignal(window.searcher.found):
        window.desk.narrow(Narrowing(issuer="国务院办公厅"))
    found = {
        row.document for row in window.left.results.view.rows.rows() if row.kind is RowKind.DOCUMENT
    }
    assert found
    assert all(window.library.row(str(id_)).issuers == ("国务院办公厅",) for id_ in found)
    top = window.left.catalog.model
    assert [top.index(row, 0).data() for row in range(top.rowCount())] == ["国务院办公厅　3"]


def test_an_enclosed_text_opens_its_parent_at_its_place(open_window, folder) -> None:
    window = open_window(folder)
    [enclosed] = [row for row in window.library.rows() if row.enclosed_in is not None]
    window.open(enclosed.id)
    stored = window.reader.stored
    assert stored is not None
    assert stored.id == enclosed.enclosed_in
    shown = window.pane.viewport().rect()
    start = next(
        start
        for block, start in zip(stored.document.blocks, stored.document.block_starts, strict=True)
        if block.lines[0] >= enclosed.lines[0]
    )
    assert shown.contains(window.pane.rect_of(start))


def test_back_and_forward_return_to_the_places_that_were_left(open_window, folder) -> None:
    window = open_window(folder)
    first = open_document(window)
    window.reader.go_to(3000)
    second = open_document(window, "国办发〔2016〕64号")
    assert window.reader.id == second
    window.actions_["back"].trigger()
    assert window.reader.id == first
    assert window.pane.viewport().rect().contains(window.pane.rect_of(3000))
    window.actions_["forward"].trigger()
    assert window.reader.id == second
    assert not window.actions_["forward"].isEnabled()


def test_the_last_document_opens_where_it_was_left(open_window, folder) -> None:
    window = open_window(folder)
    document = open_document(window, "国办发〔2016〕64号")
    window.pane.go_to(1500, at_top=True)
    top = window.pane.top_offset()
    assert top > 1000
    open_window.close(window)
    again = open_window(folder)
    assert again.reader.id == document
    assert abs(again.pane.top_offset() - top) < 80


def drop(window: MainWindow, files: list[Path]) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in files])
    action, buttons = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
    modifiers = Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(QPoint(600, 400), action, data, buttons, modifiers)
    window.dragEnterEvent(enter)
    assert enter.isAccepted()
    window.dropEvent(QDropEvent(QPointF(600, 400), action, data, buttons, modifiers))


def test_dropped_files_come_in_and_the_report_names_what_did_not(
    open_window, folder, qtbot, tmp_path
) -> None:
    good = tmp_path / "letter.txt"
    good.write_text(
        "关于同意成立学会的批复\n\n甲办函〔2020〕3号\n\n乙市人民政府：\n\n同意成立。\n", "utf-8"
    )
    empty = tmp_path / "empty.txt"
    empty.write_bytes(b"")
    binary = tmp_path / "binary.txt"
    binary.write_bytes(bytes(range(256)) * 40)
    window = open_window(folder)
    with qtbot.waitSignal(window.keeper.reported, timeout=30_000) as told:
        drop(window, [good, empty, binary, tmp_path / "missing.txt"])
    [report] = told.args
    assert [Path(file.file).name for file in report.added] == ["letter.txt"]
    reasons = {Path(file.file).name: file.reason for file in report.failed + report.skipped}
    assert set(reasons) == {"empty.txt", "binary.txt", "missing.txt"}
    assert all(reasons.values())
    open_window.settle(window)
    assert "29 件公文" in window.status.words()
    dialog = window.findChild(ReportDialog)
    assert dialog is not None
    assert dialog.isVisible()
    dialog.accept()


def test_removing_asks_about_the_marks_and_the_basket_gives_back(
    open_window, folder, qtbot
) -> None:
    recorder = Recorder(answers=[False, True])
    window = open_window(folder, recorder)
    document = open_document(window)
    with qtbot.waitSignal(window.marker.made):
        mark(window, QUOTE)
    window.keeper.remove_document(document)
    assert window.library.document_count() == 28
    assert recorder.of("ask") == [
        (
            "把《国务院关于推进中央与地方财政事权和支出责任划分改革的指导意见》移入回收站？ "
            "批注随公文一起移走，以后可以从回收站恢复。 [移入回收站，连同 1 条批注/取消]"
        )
    ]
    with qtbot.waitSignal(window.keeper.changed):
        window.keeper.remove_document(document)
    open_window.settle(window)
    assert window.library.document_count() == 27
    assert window.left.catalog.basket_button.text() == "回收站（1）"
    assert window.reader.id != document
    with qtbot.waitSignal(window.keeper.changed):
        window.keeper.restore(window.library.basket()[0].key)
    assert window.library.document_count() == 28
    assert len(window.library.annotations(document)) == 1


def test_a_whole_issue_is_removed_only_after_asking(open_window, folder, qtbot) -> None:
    recorder = Recorder(answers=[True])
    window = open_window(folder, recorder)
    row = window.library.row(open_document(window))
    with qtbot.waitSignal(window.keeper.changed):
        window.keeper.remove_source(row.source_id)
    assert window.library.document_count() == 22
    assert "整期 6 件公文" in recorder.of("ask")[0]


def test_a_second_window_reads_only_and_says_so(open_window, folder) -> None:
    first = open_window(folder)
    recorder = Recorder()
    second = open_window(folder, recorder)
    assert second.library.read_only
    assert not first.library.read_only
    assert len(recorder.of("warn")) == 1
    assert "只能阅读" in recorder.of("warn")[0]
    open_document(second)
    assert not second.actions_["mark"].isEnabled()
    assert not second.actions_["import_files"].isEnabled()
    buttons = {
        window: {button.text(): button for button in window.top_bar.findChildren(QToolButton)}
        for window in (first, second)
    }
    assert buttons[first]["导入"].isEnabled()
    assert not buttons[second]["导入"].isEnabled()
    mark(second, QUOTE)
    open_window.settle(second)
    assert second.library.annotations(second.reader.id) == []


def test_what_another_process_wrote_appears(open_window, folder, qtbot) -> None:
    window = open_window(folder)
    document = open_document(window)
    other = Library.open(places(folder))
    start, end = other.find_quote(document, QUOTE)
    other.highlight(document, start, end, note="from outside")
    other.close()
    qtbot.waitUntil(lambda: window.side.tabs.tabText(0) == "批注　1", timeout=8_000)
    assert window.side.notes.view.cards.card(0).annotation.note == "from outside"


def test_copying_gives_the_words_as_they_stand_in_the_text(open_window, folder) -> None:
    window = open_window(folder)
    open_document(window)
    title = "国务院关于推进中央与地方财政事权和支出责任划分改革的指导意见"
    select(window, title)
    data = window.pane.createMimeDataFromSelection()
    assert data.text() == title


def test_a_document_that_is_gone_is_a_sentence(open_window, folder) -> None:
    recorder = Recorder()
    window = open_window(folder, recorder)
    window.open("no-such-document")
    [sentence] = recorder.of("error")
    assert sentence.endswith("。")


def test_the_outline_leads_and_follows(open_window, folder) -> None:
    window = open_window(folder)
    open_document(window)
    outline = window.side.outline
    third = outline.model.index(2, 0)
    assert third.data() == "三、改革的主要内容"
    outline._on_chosen(third)
    window.documents.follow()
    assert outline.view.currentIndex() in (third, outline.model.index(0, 0, third))


def test_every_control_has_a_name_for_a_screen_reader(open_window, folder, qtbot) -> None:
    window = open_window(folder)
    open_document(window)
    with qtbot.waitSignal(window.marker.made):
        mark(window, QUOTE, Qt.Key.Key_N)
    nameless = []
    for widget in window.findChildren(QWidget):
        if isinstance(widget, QAbstractButton | QLineEdit | QPlainTextEdit | QAbstractItemView):
            interface = QAccessible.queryAccessibleInterface(widget)
            inner = widget.objectName().startswith(("qt_", "_q_")) or isinstance(
                widget.parent(), QLineEdit
            )
            if widget.isVisible() and not inner and not interface.text(QAccessible.Text.Name):
                nameless.append(f"{type(widget).__name__} in {type(widget.parent()).__name__}")
    assert nameless == []


def test_escape_leaves_the_results_and_the_filter(open_window, folder, qtbot) -> None:
    window = open_window(folder)
    search(qtbot, window, "改革")
    QTest.keyClick(window.left.results.view, Qt.Key.Key_Escape)
    assert window.left.currentWidget() is window.left.catalog
    box = window.left.catalog.filter_box
    QTest.keyClicks(box, "49")
    QTest.keyClick(box, Qt.Key.Key_Escape)
    assert box.text() == ""


def test_files_are_dropped_on_the_window_not_on_the_text(open_window, folder) -> None:
    window = open_window(folder)
    assert window.acceptDrops()
    assert not window.pane.acceptDrops()
    assert not window.pane.viewport().acceptDrops()


def test_an_import_can_be_called_off(open_window, folder, qtbot, tmp_path) -> None:
    recorder = Recorder()
    window = open_window(folder, recorder)
    many = tmp_path / "many"
    many.mkdir()
    for number in range(300):
        (many / f"{number}.txt").write_text(
            f"关于同意第{number}号申请的批复\n\n甲办函〔2020〕{number + 1}号\n\n同意。\n", "utf-8"
        )
    window.keeper.import_paths([many])
    qtbot.waitUntil(lambda: window.status.bar.value() > 0, timeout=20_000)
    assert window.status.cancel.isVisible()
    window.status.cancel.click()
    qtbot.waitUntil(lambda: not window.keeper.busy, timeout=20_000)
    open_window.settle(window)
    assert not window.status.cancel.isVisible()
    assert 28 <= window.library.document_count() < 328
    told = recorder.of("info")
    report = window.findChild(ReportDialog)
    assert told or report is not None
    if report is not None:
        report.accept()


def test_the_pane_loads_nothing_from_outside(open_window, folder) -> None:
    window = open_window(folder)
    assert window.pane.loadResource(2, QUrl("http://example.org/a.png")) is None
    before = window.pane.toPlainText()
    window.pane.setSource(QUrl("http://example.org/"))
    assert window.pane.toPlainText() == before


def test_every_theme_dresses_the_open_window(open_window, folder) -> None:
    window = open_window(folder)
    open_document(window)
    for choice in ("dark", "sepia", "light", "system"):
        open_window.dress(window, choice)
        assert window.settings.theme == choice
        image = window.grab().toImage()
        corner = image.pixelColor(window.width() // 2, window.pane.mapTo(window, QPoint(0, 4)).y())
        assert corner == window.theme.paper


class Paints(QObject):
    """Notes in which style sheet the window stood each time that a part of it was painted."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self.sheets: list[str] = []
        for widget in (window, *window.findChildren(QWidget)):
            widget.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        if event.type() == QEvent.Type.Paint:
            self.sheets.append(self._window.styleSheet())
        return False


def test_nothing_is_drawn_until_all_wears_the_theme(open_window, folder, qtbot) -> None:
    """It is put on in slices: words of one theme on the ground of another would flash."""
    window = open_window(folder)
    open_document(window)
    paints = Paints(window)
    dark = themes.style_sheet(themes.load("dark"))
    drawn: list[int] = []
    window.dressed.connect(lambda _theme: drawn.append(paints.sheets.count(dark)))
    window.set_theme("dark")
    qtbot.waitUntil(lambda: dark in paints.sheets and bool(drawn))
    assert drawn == [0]


def test_of_two_themes_asked_for_at_once_the_second_is_worn(open_window, folder, qtbot) -> None:
    window = open_window(folder)
    open_document(window)
    worn: list[str] = []
    window.dressed.connect(lambda theme: worn.append(theme.name))
    window.set_theme("dark")
    window.set_theme("sepia")
    qtbot.waitUntil(lambda: worn == ["dark", "sepia"])
    assert window.settings.theme == "sepia"
    qtbot.waitUntil(window.updatesEnabled)


def test_a_window_closed_while_it_is_dressed_is_dressed_first(open_window, folder) -> None:
    window = open_window(folder)
    open_document(window)
    worn: list[str] = []
    window.dressed.connect(lambda theme: worn.append(theme.name))
    window.set_theme("dark")
    open_window.close(window)
    assert worn == ["dark"]
