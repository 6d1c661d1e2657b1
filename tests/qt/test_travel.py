"""Back from wherever one jumped, by whatever way: to the exact line that was left."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QInputMethodEvent, QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from zhupi.annotations.model import Colour
from zhupi.gazette.signposts import signposts
from zhupi.library import Library
from zhupi.library.model import NoteFilter
from zhupi.locations import places
from zhupi.qt.main_window import MainWindow
from zhupi.qt.passages import RowKind

from .conftest import Opener, search

HERE = "国发〔2016〕49号"
THERE = "国发〔2016〕48号"
QUOTE = "财政事权是一级政府应承担的运用财政资金提供基本公共服务的任务和职责"
LATE = "加快省以下财政事权和支出责任划分"
RETURN = Qt.Key.Key_Return
CONTROL = Qt.KeyboardModifier.ControlModifier

Jump = Callable[["Journey"], None]
State = tuple[str, int, int]


class Journey:
    """A window somewhere in the middle of a document, from which jumps are made."""

    def __init__(self, window: MainWindow, opener: Opener, qtbot: QtBot) -> None:
        self.window = window
        self.opener = opener
        self.qtbot = qtbot

    def settle(self) -> None:
        self.opener.settle(self.window)

    def press(self, key: Qt.Key, modifiers: Qt.KeyboardModifier | None = None) -> None:
        QTest.keyClick(self.window.pane, key, modifiers or Qt.KeyboardModifier.NoModifier)
        self.settle()

    def state(self) -> State:
        """The document, its first line in sight, and the exact pixel."""
        pane = self.window.pane
        return self.window.reader.id, pane.top_offset(), pane.verticalScrollBar().value()

    def stops(self) -> list[tuple[str, int]]:
        """All stops of the way, from the first to the last."""
        way = self.window.reader.way
        here = [] if way.here is None else [way.here]
        behind = [stop for _, stop in reversed(way.behind)]
        ahead = [stop for _, stop in way.ahead]
        return [(stop.document, stop.top) for stop in (*behind, *here, *ahead)]


@pytest.fixture
def prepared(folder: Path) -> Path:
    """The library with two marks in one document, one of them in a notebook."""
    library = Library.open(places(folder))
    document = library.resolve(HERE)
    marks = []
    for words in (QUOTE, LATE):
        start, end = library.find_quote(document, words)
        mark, _ = library.highlight(document, start, end, colour=Colour.BLUE)
        marks.append(mark.id)
    book, _ = library.notebooks.make("讲义")
    library.notebooks.add_excerpts(book.id, marks)
    library.close()
    return folder


@pytest.fixture
def journey(open_window: Opener, prepared: Path, qtbot: QtBot) -> Journey:
    window = open_window(prepared)
    window.open(window.library.resolve(HERE))
    made = Journey(window, open_window, qtbot)
    made.settle()
    bar = window.pane.verticalScrollBar()
    bar.setValue(2345)  # in the middle of a line
    window.pane.setFocus()
    return made


def tree(j: Journey) -> None:
    catalog = j.window.left.catalog
    catalog.view.setCurrentIndex(catalog.model.index_of(j.window.library.resolve(THERE)))
    QTest.keyClick(catalog.view, RETURN)


def tree_same_document(j: Journey) -> None:
    QTest.keyClick(j.window.left.catalog.view, RETURN)


def outline(j: Journey) -> None:
    view = j.window.side.outline.view
    view.setCurrentIndex(j.window.side.outline._items[-1].index())
    QTest.keyClick(view, RETURN)


def next_document(j: Journey) -> None:
    QTest.keyClick(j.window, Qt.Key.Key_PageDown, CONTROL)


def citation(j: Journey) -> None:
    j.window.open(j.window.library.resolve("川府发〔2016〕37号"))
    j.settle()
    j.window.pane.verticalScrollBar().setValue(1234)
    view = j.window.side.citations
    rows = view.view.rows.rows()
    at = next(n for n, row in enumerate(rows) if row.at is not None or row.document is not None)
    view.row_chosen.emit(rows[at])


def card(j: Journey) -> None:
    view = j.window.side.notes.view
    view.setCurrentIndex(view.cards.index(1))
    QTest.keyClick(view, RETURN)


def all_notes(j: Journey) -> None:
    j.window.actions_["all_notes"].trigger()
    j.settle()
    page = j.window.overview.page
    assert page is not None
    assert j.window.library.note_list(NoteFilter()).total == 2
    page.view.setCurrentIndex(page.view.rows.index(1))
    QTest.keyClick(page.view, RETURN)


def edit_in_all_notes(j: Journey) -> None:
    j.window.actions_["all_notes"].trigger()
    j.settle()
    page = j.window.overview.page
    assert page is not None
    page.view.setCurrentIndex(page.view.rows.index(1))
    QTest.keyClick(page.view, Qt.Key.Key_F2)


def notebook(j: Journey) -> None:
    j.window.actions_["notebooks"].trigger()
    j.settle()
    view = j.window.notebooks.panel.view
    view.setCurrentIndex(view.rows.index(1))
    QTest.keyClick(view, RETURN)


def goto(j: Journey) -> None:
    QTest.keyClick(j.window, Qt.Key.Key_G, CONTROL)
    j.window.goto.bar.box.setText("五")
    QTest.keyClick(j.window.goto.bar.box, RETURN)


def find(j: Journey) -> None:
    QTest.keyClick(j.window, Qt.Key.Key_F, CONTROL)
    j.window.finder.bar.box.setText(LATE)
    QTest.keyClick(j.window.finder.bar.box, Qt.Key.Key_Escape)


def next_mark(j: Journey) -> None:
    j.press(Qt.Key.Key_BracketRight)


def previous_mark(j: Journey) -> None:
    j.press(Qt.Key.Key_BracketLeft)


def hit_elsewhere(j: Journey) -> None:
    search(j.qtbot, j.window, "降低实体经济企业成本")
    rows = j.window.left.results.view.rows.rows()
    j.window.desk.choose(
        next(
            row
            for row in rows
            if row.kind is RowKind.DOCUMENT and row.document != j.window.reader.id
        )
    )


def hit_in_this_document(j: Journey) -> None:
    search(j.qtbot, j.window, LATE)
    rows = j.window.left.results.view.rows.rows()
    j.window.desk.choose(next(row for row in rows if row.document == j.window.reader.id))


def next_hit(j: Journey) -> None:
    search(j.qtbot, j.window, LATE)
    QTest.keyClick(j.window, Qt.Key.Key_F3)


def several_hits(j: Journey) -> None:
    search(j.qtbot, j.window, "支出责任")
    for _ in range(30):
        QTest.keyClick(j.window, Qt.Key.Key_F3)


def address(j: Journey) -> None:
    j.window.documents.follow_address(f"zhupi:doc/{j.window.library.resolve(THERE)}")


def doubt(j: Journey) -> None:
    [row, *_] = [row for row in j.window.library.rows() if row.doubts]
    j.window.status.doubt_requested.emit(row.id)


def undo(j: Journey) -> None:
    [first, second] = j.window.library.annotations(j.window.reader.id)
    late = max((first, second), key=lambda one: one.selector.start if one.selector else 0)
    with j.qtbot.waitSignal(j.window.marker.changed):
        j.window.annotator.recolour(late.id, "red")
    j.settle()
    j.window.actions_["undo"].trigger()


JUMPS = [
    tree,
    outline,
    next_document,
    card,
    all_notes,
    edit_in_all_notes,
    notebook,
    goto,
    find,
    next_mark,
    previous_mark,
    hit_elsewhere,
    hit_in_this_document,
    next_hit,
    several_hits,
    address,
    doubt,
    undo,
]


@pytest.mark.parametrize("jump", JUMPS, ids=lambda jump: jump.__name__)
def test_back_leads_to_the_exact_line_and_forward_again(journey: Journey, jump: Jump) -> None:
    window = journey.window
    before, stops = journey.state(), len(window.reader.way.behind)
    jump(journey)
    journey.settle()
    after = journey.state()
    assert after != before
    assert window.actions_["back"].isEnabled()
    QTest.keyClick(window, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    journey.settle()
    assert journey.state() == before
    assert window.panes.centre.currentWidget() is window.pane
    assert len(window.reader.way.behind) == stops, "one jump is one stop"
    QTest.keyClick(window, Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
    journey.settle()
    assert journey.state() == after
    assert not any(one == two for one, two in pairwise(journey.stops()))


def test_back_from_a_citation(journey: Journey) -> None:
    window = journey.window
    citation(journey)
    journey.settle()
    after = journey.state()
    QTest.keyClick(window, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    journey.settle()
    assert journey.state()[0] == window.library.resolve("川府发〔2016〕37号")
    assert journey.state()[2] == 1234
    QTest.keyClick(window, Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
    journey.settle()
    assert journey.state() == after


def test_every_line_is_come_back_to_to_the_pixel(journey: Journey) -> None:
    bar = journey.window.pane.verticalScrollBar()
    for value in (0, 1, 17, 500, 777, bar.maximum() - 1, bar.maximum()):
        bar.setValue(value)
        before = journey.state()
        journey.window.open(journey.window.library.resolve(THERE))
        journey.window.actions_["back"].trigger()
        assert journey.state() == before


def test_in_another_size_the_same_words_are_at_the_top(journey: Journey) -> None:
    window = journey.window
    top = window.pane.top_offset()
    window.open(window.library.resolve(THERE))
    window.reader.zoom(6)
    window.actions_["back"].trigger()
    first = window.pane.top_offset()
    window.pane.verticalScrollBar().setValue(window.pane.verticalScrollBar().value() + 60)
    assert first <= top < window.pane.top_offset()


def test_the_mouses_own_buttons(journey: Journey) -> None:
    window, before = journey.window, journey.state()
    outline(journey)
    after = journey.state()

    def thumb(button: Qt.MouseButton, over: object) -> None:
        at = QPointF(20, 20)
        none = Qt.KeyboardModifier.NoModifier
        for kind, held in (
            (QEvent.Type.MouseButtonPress, button),
            (QEvent.Type.MouseButtonRelease, Qt.MouseButton.NoButton),
        ):
            event = QMouseEvent(kind, at, window.mapToGlobal(at), button, held, none)
            QApplication.sendEvent(over, event)

    thumb(Qt.MouseButton.BackButton, window.pane.viewport())
    assert journey.state() == before
    thumb(Qt.MouseButton.ForwardButton, window.left.catalog.view.viewport())
    assert journey.state() == after


def test_the_button_lists_the_stops_and_a_choice_leads_there(journey: Journey) -> None:
    window, before = journey.window, journey.state()
    outline(journey)
    tree(journey)
    journey.settle()
    button = window.top_bar.back
    button.setFocus()
    QTest.keyClick(button, Qt.Key.Key_Down)
    assert button.stops.isVisible()
    texts = [action.text() for action in button.stops.actions()]
    assert texts[0].startswith("国发〔2016〕49号　推进中央与地方财政事权和支出责任划分改革")
    assert texts[1].startswith("国发〔2016〕49号")
    assert "　·　" in texts[0]
    button.stops.close()
    button.stops.actions()[1].trigger()
    journey.settle()
    assert journey.state() == before
    assert len(window.reader.way.ahead) == 2
    QTest.mouseClick(window.top_bar.forward, Qt.MouseButton.RightButton)
    window.top_bar.forward.customContextMenuRequested.emit(QPoint(3, 3))
    assert window.top_bar.forward.stops.isVisible()
    assert len(window.top_bar.forward.stops.actions()) == 2
    window.top_bar.forward.stops.close()


def test_a_document_that_is_gone_is_not_come_back_to(journey: Journey) -> None:
    window = journey.window
    tree(journey)
    journey.settle()
    here, there = window.library.resolve(HERE), window.reader.id
    assert here in [document for document, _ in journey.stops()]
    window.messages.answers = [True]  # type: ignore[attr-defined]
    with journey.qtbot.waitSignal(window.library_desk.shown):
        window.keeper.remove_document(here)
    journey.settle()
    assert here not in [document for document, _ in journey.stops()]
    assert window.reader.id == there
    while window.actions_["back"].isEnabled():
        window.actions_["back"].trigger()
        assert window.reader.id != here


def test_the_tree_brings_the_page_back_from_the_notes(journey: Journey) -> None:
    window = journey.window
    window.actions_["all_notes"].trigger()
    journey.settle()
    assert window.panes.centre.currentWidget() is not window.pane
    tree_same_document(journey)
    assert window.panes.centre.currentWidget() is window.pane


def test_a_document_opens_after_a_restart_with_the_same_line_at_the_top(
    journey: Journey, prepared: Path, open_window: Opener
) -> None:
    _, top, _ = journey.state()
    other = journey.window.library.resolve(THERE)
    journey.window.open(other)
    journey.window.pane.verticalScrollBar().setValue(3456)
    journey.settle()
    last = journey.window.pane.top_offset()
    open_window.close(journey.window)
    again = open_window(prepared)
    assert (again.reader.id, again.pane.top_offset()) == (other, last)
    again.open(again.library.resolve(HERE))
    assert again.pane.top_offset() == top


def test_the_outline_follows_into_enclosures_and_attachments(journey: Journey) -> None:
    window = journey.window
    window.open(window.library.resolve("川府发〔2018〕10号"))
    stored = window.reader.stored
    assert stored is not None
    posts = [post for post in signposts(stored.document) if post.level == 0]
    assert len(posts) == 3
    for post in posts:
        window.side.outline.follow(post.offset + 3)
        assert window.side.outline.view.currentIndex().data() == post.text


def test_what_is_typed_jumps_in_the_outline(journey: Journey) -> None:
    view = journey.window.side.outline.view
    view.setFocus()
    view.clearSelection()
    view.setCurrentIndex(view.model().index(0, 0))
    QTest.keyClicks(view, "2")
    second = "二、指导思想、总体要求和划分原则"
    assert view.currentIndex().data() == second
    QTest.keyClicks(view, "x")  # nothing is called so: it stays
    assert view.currentIndex().data() == second
    view._typed = ""
    words = journey.window.side.outline._items[-1].text()[-5:-1]
    commit = QInputMethodEvent()
    commit.setCommitString(words)
    QApplication.sendEvent(view, commit)
    line = view.currentIndex().data()
    assert words in line
    QTest.keyClick(view, RETURN)
    pane = journey.window.pane
    assert pane.viewport().rect().contains(pane.rect_of(pane.words.index(line)))
