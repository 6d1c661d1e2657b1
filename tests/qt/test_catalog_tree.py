"""The tree by hand and key: several rows, finding by typing, menus, and what a reset keeps."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPoint, QPointF, Qt, QTimer
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu

from zhupi.qt.main_window import MainWindow


def middle(window: MainWindow, document: str) -> QPoint:
    """The middle of a document's row in sight."""
    view, model = window.left.catalog.view, window.left.catalog.model
    index = model.index_of(document)
    view.expand(index.parent().parent())
    view.expand(index.parent())
    view.scrollTo(index)
    return view.visualRect(index).center()


def test_a_click_opens_and_ctrl_click_only_selects(open_window, folder) -> None:
    window = open_window(folder)
    view = window.left.catalog.view
    first, second = window.left.catalog.model.documents()[:2]
    left, ctrl = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.ControlModifier
    QTest.mouseClick(view.viewport(), left, pos=middle(window, second))
    assert window.reader.id == second
    QTest.mouseClick(view.viewport(), left, ctrl, middle(window, first))
    assert window.reader.id == second
    assert [row.id for row in view.selected_rows()] == [first, second]


def test_enter_opens_what_the_keys_have_reached(open_window, folder) -> None:
    window = open_window(folder)
    view, model = window.left.catalog.view, window.left.catalog.model
    first, second = model.documents()[:2]
    window.open(first)
    view.setFocus()
    view.select_only(model.index_of(first))
    QTest.keyClick(view, Qt.Key.Key_Down)
    assert window.reader.id == first
    QTest.keyClick(view, Qt.Key.Key_Return)
    assert window.reader.id == second
    QTest.keyClick(view, Qt.Key.Key_Up, Qt.KeyboardModifier.ShiftModifier)
    assert len(view.selected_rows()) == 2


def test_typing_goes_to_a_number_or_into_a_title(open_window, folder) -> None:
    window = open_window(folder)
    view, model = window.left.catalog.view, window.left.catalog.model
    view.setFocus()
    view.select_only(model.index(0, 0))
    view.keyboardSearch("4")
    view.keyboardSearch("9")
    node = model.node(view.currentIndex())
    assert node.row is not None
    assert node.row.number == "国发〔2016〕49号"
    view._since.invalidate()
    view.keyboardSearch("秸秆")
    node = model.node(view.currentIndex())
    assert node.row is not None
    assert "秸秆" in node.row.title
    view._since.invalidate()
    for key in "czsq":  # 财政事权, as no input method works in a tree
        view.keyboardSearch(key)
    node = model.node(view.currentIndex())
    assert node.row is not None
    assert node.row.number == "国发〔2016〕49号"
    view._since.invalidate()
    before = view.currentIndex()
    view.keyboardSearch("没有这样的")
    assert view.currentIndex() == before


def test_what_is_selected_stays_so_when_the_library_changes(open_window, folder, qtbot) -> None:
    window = open_window(folder)
    view, model = window.left.catalog.view, window.left.catalog.model
    chosen = model.documents()[1:4]
    view.clearSelection()
    for document in chosen:
        selection = view.selectionModel()
        selection.setCurrentIndex(model.index_of(document), selection.SelectionFlag.Select)
    with qtbot.waitSignal(window.library_desk.shown):
        window.shelf.refresh()
    assert [row.id for row in view.selected_rows()] == chosen


def test_the_menu_comes_by_key(open_window, folder) -> None:
    window = open_window(folder)
    view, model = window.left.catalog.view, window.left.catalog.model
    view.setFocus()
    view.select_only(model.index_of(model.documents()[0]))
    seen: list[str] = []

    def look() -> None:
        menu = QApplication.activePopupWidget()
        assert isinstance(menu, QMenu)
        seen.extend(action.text() for action in menu.actions())
        menu.close()

    QTimer.singleShot(0, look)
    QTest.keyClick(view, Qt.Key.Key_F10, Qt.KeyboardModifier.ShiftModifier)
    assert seen[:2] == ["打开", "复制标题和文号"]


def test_the_tree_and_its_head_have_names(open_window, folder) -> None:
    window = open_window(folder)
    catalog = window.left.catalog
    head = catalog.head
    for widget in (catalog.view, catalog.filter_box, head.by_issuer, head.by_issue, head.more):
        assert widget.accessibleName()
        assert widget.focusPolicy() & Qt.FocusPolicy.TabFocus


def test_what_is_dropped_goes_into_a_collection_only(open_window, folder, qtbot) -> None:
    window = open_window(folder)
    view, model = window.left.catalog.view, window.left.catalog.model
    first, second = model.documents()[:2]
    window.collector.favour([first], favourite=True)
    qtbot.waitUntil(lambda: model.groups.favourites == (first,))
    data = model.mimeData([model.index_of(second)])

    def dropped_at(index: QModelIndex) -> bool:
        view.scrollTo(index)
        event = QDropEvent(
            QPointF(view.visualRect(index).center()),
            Qt.DropAction.CopyAction,
            data,
            Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.NoModifier,
        )
        view.dropEvent(event)
        return event.isAccepted()

    assert not dropped_at(model.index_of(first))
    with qtbot.waitSignal(model.dropped):
        assert dropped_at(model.index_by_key("favourites:"))
    qtbot.waitUntil(lambda: model.groups.favourites == (first, second))


def test_the_current_row_stays_in_sight_when_the_tree_gets_lower(open_window, folder) -> None:
    window = open_window(folder)
    view, model = window.left.catalog.view, window.left.catalog.model
    view.expandAll()
    room = view.viewport().rect()
    lowest = next(
        document
        for document in reversed(model.documents())
        if room.contains(view.visualRect(model.index_of(document)))
    )
    view.select_only(model.index_of(lowest))
    window.resize(window.width(), window.height() - 90)
    QApplication.sendPostedEvents()
    row = view.visualRect(model.index_of(lowest))
    assert 0 < row.top() < row.bottom() <= view.viewport().height() < room.height()


def test_the_current_row_keeps_its_height_when_rows_come_above_it(
    open_window, folder, qtbot
) -> None:
    window = open_window(folder)
    view, model = window.left.catalog.view, window.left.catalog.model
    view.expandAll()
    document = model.documents()[-1]
    window.open(document)
    open_window.settle(window)
    before, rows = view.visualRect(model.index_of(document)).top(), model.rowCount()
    assert 0 < before < view.viewport().height()
    window.collector.favour([document], favourite=True)
    qtbot.waitUntil(lambda: model.groups.favourites == (document,))
    assert model.rowCount() == rows + 1
    catalogued = next(
        index for index in view.selectionModel().selectedIndexes() if index.parent().isValid()
    )
    assert view.visualRect(catalogued).top() == before
