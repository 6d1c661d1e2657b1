"""Links in the real window: walked through with the keys, clicked on, told of, come to life."""

from __future__ import annotations

from pathlib import Path

import pytest
import silk
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QGuiApplication, QHelpEvent, QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from zhupi.qt.link_card import describe, name
from zhupi.qt.links import Link, LinkKind, ink
from zhupi.qt.main_window import MainWindow
from zhupi.qt.messages import Recorder
from zhupi.qt.page_paint import boxes
from zhupi.qt.side_panel import CITATIONS, NOTES

PLAN, FOLLOWS, REPEALS = "川府发〔2016〕7号", "川府发〔2017〕8号", "川府发〔2018〕9号"
TO_PLAN = "《四川省人民政府关于发展养蚕业的意见》（川府发〔2016〕7号）"
TO_LATE = "《国务院关于振兴丝绸的意见》（国发〔2015〕99号）"
TO_RULES = "《四川省桑蚕条例》"


def opened(open_window, window: MainWindow, number: str = FOLLOWS) -> str:
    """Open a document and wait until it has its links."""
    document = window.library.resolve(number)
    window.open(document)
    open_window.settle(window)
    window.pane.setFocus()
    return document


def words(window: MainWindow, link: Link) -> str:
    return window.pane.words[link.start : link.end]


def middle(window: MainWindow, of: str) -> QPoint:
    """A point of the viewport in the middle of the first line of words of the page."""
    pane = window.pane
    start = pane.words.index(of)
    pane.go_to(start)
    window.repaint()
    position = pane.map.position(start)
    block = pane.document().findBlock(position)
    rect = pane.document().documentLayout().blockBoundingRect(block)
    rect.translate(0, -pane.verticalScrollBar().value())
    end = pane.map.position(start + len(of))
    return next(boxes(block, rect, position, end)).center().toPoint()


def click(
    window: MainWindow,
    of: str,
    modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier,
    button: Qt.MouseButton = Qt.MouseButton.LeftButton,
) -> None:
    QTest.mouseClick(window.pane.viewport(), button, modifier, middle(window, of))


def test_every_citation_is_a_link_and_tells_where_it_leads(open_window, silk_folder) -> None:
    window = open_window(silk_folder)
    opened(open_window, window)
    found = [(words(window, link), link.kind) for link in window.pane.links.all]
    assert found == [
        (TO_PLAN, LinkKind.HERE),
        (TO_LATE, LinkKind.MISSING),
        (TO_RULES, LinkKind.MISSING),
    ]
    opened(open_window, window, "成府发〔2016〕3号")
    [link] = window.pane.links.all
    assert (link.kind, words(window, link)) == (
        LinkKind.BY_TITLE,
        "《四川省人民政府关于发展养蚕业的意见》",
    )


def test_l_walks_the_links_and_enter_opens(open_window, silk_folder) -> None:
    recorder = Recorder()
    window = open_window(silk_folder, recorder)
    document = opened(open_window, window)
    seen = []
    for _ in range(3):
        QTest.keyClick(window.pane, Qt.Key.Key_L)
        focused = window.pane.links.focused
        assert focused is not None
        seen.append(words(window, focused))
    assert seen == [TO_PLAN, TO_LATE, TO_RULES]
    assert "引文 3 / 3" in window.status.currentMessage()
    assert window.pane.accessibleDescription() == f"引文 3 / 3：{TO_RULES}（库中没有）"
    QTest.keyClick(window.pane, Qt.Key.Key_L)
    assert recorder.of("info") == ["后面没有别的引文了。"]
    for _ in range(2):
        QTest.keyClick(window.pane, Qt.Key.Key_L, Qt.KeyboardModifier.ShiftModifier)
    QTest.keyClick(window.pane, Qt.Key.Key_Return)
    assert window.reader.stored is not None
    assert window.reader.stored.document.number == PLAN
    window.reader.travel(-1)
    assert window.reader.id == document
    open_window.settle(window)
    assert len(window.pane.links.all) == 3


def test_enter_opens_the_link_in_which_the_caret_stands(open_window, silk_folder) -> None:
    recorder = Recorder()
    window = open_window(silk_folder, recorder)
    opened(open_window, window)
    QTest.keyClick(window.pane, Qt.Key.Key_Return)
    assert recorder.of("info") == ["先按 L 走到一处引文，再按 Enter 打开。"]
    window.actions_["caret"].trigger()
    window.pane.put_caret(window.pane.words.index(TO_PLAN) + 5)
    QTest.keyClick(window.pane, Qt.Key.Key_Enter)
    assert window.reader.stored is not None
    assert window.reader.stored.document.number == PLAN


def test_escape_takes_the_focus_from_a_link(open_window, silk_folder) -> None:
    window = open_window(silk_folder)
    opened(open_window, window)
    QTest.keyClick(window.pane, Qt.Key.Key_L)
    open_window.settle(window)
    assert window.doors.card.isVisible()
    QTest.keyClick(window.pane, Qt.Key.Key_Escape)
    assert window.pane.links.focused is None
    assert not window.doors.card.isVisible()


def test_the_focus_is_seen_and_so_is_each_kind_of_link(open_window, silk_folder) -> None:
    window = open_window(silk_folder)
    opened(open_window, window)
    for choice in ("light", "sepia", "dark"):
        open_window.dress(window, choice)
        open_window.settle(window)
        for of, kind in ((TO_PLAN, LinkKind.HERE), (TO_RULES, LinkKind.MISSING)):
            point = middle(window, of)
            box = (point.x() - 60, point.y() - 22, 120, 44)
            assert has(window, box, ink(kind, window.theme)), (choice, kind)
            assert not has(window, box, window.theme.accent), choice
        QTest.keyClick(window.pane, Qt.Key.Key_L)
        point = middle(window, TO_PLAN)
        focused = window.pane.links.focused
        assert focused is not None
        assert has(window, (point.x() - 60, point.y() - 22, 120, 44), window.theme.accent)
        window.pane.links.focus(None)


def has(window: MainWindow, box: tuple[int, int, int, int], colour: QColor) -> bool:
    """Whether a pixel of a part of the page is nearly of a colour."""
    image = window.pane.viewport().grab().toImage()
    left, top, width, height = box
    for x in range(left, left + width):
        for y in range(top, top + height):
            found = image.pixelColor(x, y)
            away = max(
                abs(found.red() - colour.red()),
                abs(found.green() - colour.green()),
                abs(found.blue() - colour.blue()),
            )
            if away < 24:
                return True
    return False


def test_a_click_opens_what_is_here(open_window, silk_folder) -> None:
    window = open_window(silk_folder)
    document = opened(open_window, window)
    click(window, TO_PLAN)
    assert window.reader.stored is not None
    assert window.reader.stored.document.number == PLAN
    window.reader.travel(-1)
    assert window.reader.id == document


def test_a_click_on_what_is_not_here_tells_who_cites_it(open_window, silk_folder) -> None:
    recorder = Recorder()
    window = open_window(silk_folder, recorder)
    document = opened(open_window, window)
    click(window, TO_LATE)
    assert window.reader.id == document
    assert recorder.of("info") == [f"库中没有{TO_LATE}，库中只有本文引用它。"]
    assert window.side.tabs.currentIndex() == CITATIONS
    [offer] = recorder.offers
    offer.act()
    assert window.missing.page is not None
    assert window.panes.centre.currentWidget() is window.missing.page


@pytest.mark.parametrize(
    ("modifier", "button"),
    [
        (Qt.KeyboardModifier.ControlModifier, Qt.MouseButton.LeftButton),
        (Qt.KeyboardModifier.NoModifier, Qt.MouseButton.MiddleButton),
    ],
)
def test_a_look_aside_shows_the_row_and_stays(open_window, silk_folder, modifier, button) -> None:
    window = open_window(silk_folder)
    document = opened(open_window, window)
    window.side.show_tab(NOTES)
    click(window, TO_RULES, modifier, button)
    assert window.reader.id == document
    assert window.side.tabs.currentIndex() == CITATIONS
    row = window.side.citations.view.currentIndex().data()
    assert row == "按照《四川省桑蚕条例》规定，加强原料管理，推进分级收购，保护农民利益。"


def drag(window: MainWindow, start: QPoint, end: QPoint) -> None:
    """Draw the mouse from one point to another with the button down."""
    viewport = window.pane.viewport()
    left, none = Qt.MouseButton.LeftButton, Qt.MouseButton.NoButton
    for kind, at, button, held in (
        (QEvent.Type.MouseButtonPress, start, left, left),
        (QEvent.Type.MouseMove, (start + end) / 2, none, left),
        (QEvent.Type.MouseMove, end, none, left),
        (QEvent.Type.MouseButtonRelease, end, left, none),
    ):
        spot = QPointF(at)
        over = QPointF(viewport.mapToGlobal(at))
        event = QMouseEvent(kind, spot, over, button, held, Qt.KeyboardModifier.NoModifier)
        QApplication.sendEvent(viewport, event)


def test_drawing_over_a_link_selects_and_giving_that_up_opens_nothing(
    open_window, silk_folder
) -> None:
    window = open_window(silk_folder)
    document = opened(open_window, window)
    point = middle(window, TO_PLAN)
    drag(window, point - QPoint(60, 0), point + QPoint(60, 0))
    stretch = window.pane.selected()
    assert stretch is not None
    assert window.pane.words[slice(*stretch)] in TO_PLAN
    assert window.reader.id == document
    # Far from the press: Qt would take two clicks at one place for a double click.
    QTest.mouseClick(window.pane.viewport(), Qt.MouseButton.LeftButton, pos=point + QPoint(90, 0))
    assert window.pane.selected() is None
    assert window.reader.id == document


def test_a_mark_on_a_link_is_chosen_with_alt_and_beside_it(open_window, silk_folder, qtbot) -> None:
    window = open_window(silk_folder)
    document = opened(open_window, window)
    start = window.pane.words.index("为贯彻落实")
    window.pane.select(start, start + 40)
    with qtbot.waitSignal(window.marker.made):
        QTest.keyClick(window.pane, Qt.Key.Key_H)
    [annotation] = window.library.annotations(document)
    window.pane.set_current("")
    window.side.show_tab(CITATIONS)
    click(window, TO_PLAN, Qt.KeyboardModifier.AltModifier)
    assert window.reader.id == document
    assert window.side.tabs.currentIndex() == NOTES
    assert window.side.notes.current() == annotation.id
    window.side.show_tab(CITATIONS)
    click(window, "贯彻")
    assert window.side.tabs.currentIndex() == NOTES
    click(window, TO_PLAN)
    assert window.reader.id != document


def test_the_card_tells_of_the_text_behind_a_link(open_window, silk_folder, qtbot: QtBot) -> None:
    window = open_window(silk_folder)
    opened(open_window, window)
    point = middle(window, TO_PLAN)
    viewport = window.pane.viewport()
    event = QHelpEvent(QEvent.Type.ToolTip, point, viewport.mapToGlobal(point))
    QApplication.sendEvent(viewport, event)
    card = window.doors.card
    qtbot.waitUntil(card.isVisible)
    assert card.title.text() == "四川省人民政府关于发展养蚕业的意见"
    assert card.facts.text() == "川府发〔2016〕7号　2016年5月4日　四川省人民政府"
    assert card.warning.text() == "据本库文件：已废止"
    assert card.words.text().startswith("为发展养蚕业，提出以下意见。")
    assert viewport.rect().contains(card.geometry())
    QApplication.sendEvent(viewport, QEvent(QEvent.Type.Leave))
    assert not card.isVisible()


def test_the_card_of_what_is_not_here(open_window, silk_folder) -> None:
    window = open_window(silk_folder)
    opened(open_window, window)
    _, late, rules = window.pane.links.all
    told = describe(window.library, late)
    assert (told.title, told.facts) == ("《国务院关于振兴丝绸的意见》", "国发〔2015〕99号")
    assert (told.warning, told.words) == ("库中没有", "库中只有本文引用它")
    assert name(rules) == TO_RULES


def test_an_import_turns_a_stub_into_a_link_at_once(
    open_window, silk_folder, tmp_path: Path, qtbot: QtBot
) -> None:
    window = open_window(silk_folder)
    opened(open_window, window)
    late = window.pane.links.all[1]
    assert late.kind is LinkKind.MISSING
    with qtbot.waitSignal(window.library_desk.settled, timeout=30_000):
        window.keeper.import_paths([silk.printed(tmp_path, silk.LATE)])
    open_window.settle(window)
    late = window.pane.links.all[1]
    assert (words(window, late), late.kind) == (TO_LATE, LinkKind.HERE)
    click(window, TO_LATE)
    assert window.reader.stored is not None
    assert window.reader.stored.document.number == "国发〔2015〕99号"


def test_links_stay_when_the_page_is_set_anew(open_window, silk_folder) -> None:
    window = open_window(silk_folder)
    opened(open_window, window)
    window.reader.zoom(2)
    assert len(window.pane.links.all) == 3


def test_the_menu_over_a_link_opens_and_copies(open_window, silk_folder) -> None:
    window = open_window(silk_folder)
    opened(open_window, window)
    window.page_menu.show(middle(window, TO_LATE))
    menu = QApplication.activePopupWidget()
    assert menu is not None
    actions = {action.text().partition("\t")[0]: action for action in menu.actions()}
    actions["复制引文名称"].trigger()
    assert QGuiApplication.clipboard().text() == TO_LATE
    assert "引文（库中没有）" in actions
    menu.close()


def test_a_note_on_the_words_of_a_link_is_told_too(open_window, silk_folder, qtbot: QtBot) -> None:
    window = open_window(silk_folder)
    document = opened(open_window, window)
    start, end = window.library.find_quote(document, "发展养蚕业的意见")
    window.library.highlight(document, start, end, note="已请示")
    window.annotator.show()
    point = middle(window, TO_PLAN)
    viewport = window.pane.viewport()
    spot = window.pane.rect_of(start + 2).center()
    assert window.pane.links.at(spot) is not None
    QApplication.sendEvent(
        viewport, QHelpEvent(QEvent.Type.ToolTip, spot, viewport.mapToGlobal(spot))
    )
    qtbot.waitUntil(window.doors.card.isVisible)
    assert "已请示" in window.doors.card.note.text()
    assert window.doors.card.geometry().top() > point.y()


def test_marking_looks_nothing_up(open_window, silk_folder, qtbot: QtBot) -> None:
    window = open_window(silk_folder)
    opened(open_window, window)
    before = window.citing.relations
    start = window.pane.words.index("加强原料")
    window.pane.select(start, start + 4)
    with qtbot.waitSignal(window.marker.made):
        QTest.keyClick(window.pane, Qt.Key.Key_H)
    open_window.settle(window)
    assert window.citing.relations is before


def test_the_last_document_has_its_links_at_the_start(open_window, silk_folder) -> None:
    window = open_window(silk_folder)
    opened(open_window, window)
    open_window.close(window)
    again = open_window(silk_folder)
    assert len(again.pane.links.all) == 3
    assert again.citing.strip.isVisible()


def test_how_many_cite_what_is_not_here(open_window, folder) -> None:
    window = open_window(folder)
    opened(open_window, window, "川府发〔2018〕10号")
    [law] = [
        link for link in window.pane.links.all if words(window, link) == "《中华人民共和国统计法》"
    ]
    told = describe(window.library, law)
    assert (told.warning, told.words) == ("库中没有", "库中有 2 件公文引用它")
