"""How the tree is arranged, and what its menus do, in the window."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QToolTip

from zhupi.library import Library
from zhupi.library.citation_model import State
from zhupi.locations import places
from zhupi.qt.catalog_desk import reasons
from zhupi.qt.catalog_nodes import Kind
from zhupi.qt.main_window import MainWindow
from zhupi.qt.messages import Recorder
from zhupi.settings import Settings

from .conftest import settle


def tops(window: MainWindow) -> list[str]:
    model = window.left.catalog.model
    nodes = [model.node(model.index(at, 0)) for at in range(model.rowCount())]
    return [node.label for node in nodes if not node.kind.is_group]


def under(window: MainWindow, key: str) -> list[str]:
    model = window.left.catalog.model
    top = model.index_by_key(key)
    return [str(model.index(at, 0, top).data()) for at in range(model.rowCount(top))]


def test_the_tree_is_built_by_gazette_issue_and_back(open_window, folder, qtbot) -> None:
    window = open_window(folder)
    head = window.left.catalog.head
    assert tops(window)[0] == "国务院"
    QTest.mouseClick(head.by_issue, Qt.MouseButton.LeftButton)
    settle(qtbot, window)
    assert tops(window) == ["四川省人民政府公报", "公报不详"]
    model = window.left.catalog.model
    issue = model.index(0, 0, model.index(0, 0))
    assert issue.data() == "2018年第4期　12"
    # As printed in its contents; what is forwarded follows what forwards it.
    shown = [str(model.index(at, 0, issue).data()) for at in range(3)]
    assert shown == [
        "10号　开展第三次全国土地调查通知",
        "48号　开展第三次全国土地调查",
        "8号　四川省基本单位名录库管理办法",
    ]
    open_window.close(window)
    assert Settings.load(places(folder).config).catalog_by == "issue"
    window = open_window(folder)
    assert tops(window) == ["四川省人民政府公报", "公报不详"]
    assert window.left.catalog.head.by_issue.isChecked()
    QTest.mouseClick(window.left.catalog.head.by_issuer, Qt.MouseButton.LeftButton)
    settle(qtbot, window)
    assert tops(window)[0] == "国务院"


def test_a_year_is_ordered_by_number_or_by_date(open_window, folder, qtbot) -> None:
    window = open_window(folder)
    key = "i:四川省人民政府办公厅/2018"
    numbers = [line.partition("　")[0] for line in under(window, key)]
    assert numbers == [f"{n}号" for n in (14, 15, 17, 18, 10, 11, 12, 13, 14)]  # 川办函, 川办发
    offered = {one.text(): one for one in window.left.catalog.head.menu.actions()}
    assert offered["同一年内按文号"].isChecked()
    offered["同一年内按日期"].trigger()
    settle(qtbot, window)
    model = window.left.catalog.model
    top = model.index_by_key(key)
    rows = [model.node(model.index(at, 0, top)).row for at in range(model.rowCount(top))]
    dates = [row.date for row in rows]
    assert len(dates) == 9
    assert dates == sorted(dates)
    assert window.settings.catalog_order == "date"


def test_the_filter_takes_initials_typed_key_by_key(open_window, folder, qtbot) -> None:
    window = open_window(folder)
    box = window.left.catalog.filter_box
    model = window.left.catalog.model
    truth = [
        row.id
        for row in window.library.rows()
        if "财政事权" in row.title and row.enclosed_in is None
    ]
    QTest.keyClicks(box, "czsq")
    with qtbot.waitSignal(model.modelReset):
        pass
    assert model.documents() == truth
    assert tops(window) == ["国务院"]
    QTest.keyClick(box, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: len(model.documents()) == 28)


def test_titles_and_numbers_are_copied_of_one_or_several(open_window, folder) -> None:
    recorder = Recorder()
    window = open_window(folder, recorder)
    rows = [
        window.library.row(window.library.resolve(n)) for n in ("国发[2016]49号", "国发[2016]48号")
    ]
    window.catalog_desk.copy(rows[:1])
    first = "《国务院关于推进中央与地方财政事权和支出责任划分改革的指导意见》（国发〔2016〕49号）"
    assert QGuiApplication.clipboard().text() == first
    assert recorder.said[-1][1] == "已复制标题和文号。"
    window.catalog_desk.copy(rows)
    assert QGuiApplication.clipboard().text() == (
        f"{first}\n《国务院关于印发降低实体经济企业成本工作方案的通知》（国发〔2016〕48号）"
    )
    assert recorder.said[-1][1] == "已复制 2 件公文的标题和文号。"


def test_the_folder_of_the_file_is_opened_or_its_issue_shown(
    open_window, folder, tmp_path, qtbot
) -> None:
    file = tmp_path / "某期.txt"
    file.write_text(
        "国务院关于试点的通知\n国发〔2020〕1号\n\n各省：\n    请认真贯彻执行。\n"
        "国务院\n2020年1月1日\n",
        "utf-8",
    )
    recorder = Recorder()
    window = open_window(folder, recorder)
    opened: list[Path] = []
    window.catalog_desk._show_folder = lambda path: not opened.append(path)
    with qtbot.waitSignal(window.settled, timeout=20_000):
        window.keeper.import_paths([file])
    row = window.library.row(window.library.resolve("国发〔2020〕1号"))
    window.catalog_desk.reveal(row)
    assert opened == [file]
    file.unlink()
    window.catalog_desk.reveal(row)
    assert opened == [file]
    assert "“某期.txt”已不在导入时的位置" in recorder.said[-1][1]
    settle(qtbot, window)
    node = window.left.catalog.current_node()
    assert node.row is not None
    assert (node.row.id, node.parent.kind, node.parent.name) == (row.id, Kind.ISSUE, "某期.txt")


REPEALS = """国务院办公厅关于废止试点文件的通知
国办发〔2021〕7号

各省、自治区、直辖市人民政府：
    《国务院关于推进中央与地方财政事权和支出责任划分改革的指导意见》（国发〔2016〕49号）自本通知印发之日起废止。
国务院办公厅
2021年3月1日
"""


def test_what_another_document_repeals_says_so_with_the_sentence(
    open_window, folder, tmp_path, qtbot
) -> None:
    (tmp_path / "废止.txt").write_text(REPEALS, "utf-8")
    window = open_window(folder)
    document = window.library.resolve("国发〔2016〕49号")
    model = window.left.catalog.model
    assert model.index_of(document).data(model.MARKS).state is None
    with qtbot.waitSignal(window.settled, timeout=20_000):
        window.keeper.import_paths([tmp_path / "废止.txt"])
    settle(qtbot, window)
    index = model.index_of(document)
    assert index.data(model.MARKS).force == "已废止"
    # Over the row stands what it rests on.
    view = window.left.catalog.view
    view.expand(index.parent().parent())
    view.expand(index.parent())
    view.scrollTo(index)
    place = view.viewport().mapToGlobal(view.visualRect(index).center())
    window.catalog_desk.explain(model.node(index).row, place)
    settle(qtbot, window)
    said = QToolTip.text()
    QToolTip.hideText()
    assert "据本库《国务院办公厅关于废止试点文件的通知》（国办发〔2021〕7号）：“" in said
    assert "印发之日起废止" in said
    # What the user says is told as his.
    window.library.set_state(document, State.IN_FORCE)
    lines = reasons(window.library.standing(document))
    assert lines[0] == "你标为：有效"
    assert lines[1].startswith("据本库《")


def test_the_mouse_beside_a_row_gets_no_explanation(open_window, folder, qtbot) -> None:
    window = open_window(folder)
    row = window.library.rows()[0]
    QToolTip.hideText()
    window.catalog_desk.explain(row, QPoint(0, 0))
    settle(qtbot, window)
    assert not QToolTip.isVisible()


def test_what_is_open_over_the_catalog_is_remembered(open_window, folder) -> None:
    library = Library.open(places(folder))
    library.readings.leave(library.rows()[0].id, 10)
    library.close()
    window = open_window(folder)
    view, model = window.left.catalog.view, window.left.catalog.model
    recent = model.index_by_key(Kind.RECENT.value)
    assert not view.isExpanded(recent)
    view.expand(recent)
    open_window.close(window)
    window = open_window(folder)
    view, model = window.left.catalog.view, window.left.catalog.model
    assert view.isExpanded(model.index_by_key(Kind.RECENT.value))


def test_a_filter_that_leaves_nothing_says_so(open_window, folder, qtbot) -> None:
    window = open_window(folder)
    catalog = window.left.catalog
    with qtbot.waitSignal(catalog.model.modelReset):
        catalog.filter_box.setText("没有这样的公文")
    assert catalog.view.accessibleDescription() == "没有符合筛选的公文"
    catalog.view.viewport().repaint()
    with qtbot.waitSignal(catalog.model.modelReset):
        catalog.filter_box.clear()
    assert catalog.view.accessibleDescription() == ""


def test_a_star_given_while_the_library_is_loaded_stays(open_window, folder, qtbot) -> None:
    """The state on its way does not know it yet."""
    window = open_window(folder)
    document = window.left.catalog.model.documents()[0]
    window.shelf.refresh()
    window.collector.favour([document], favourite=True)
    qtbot.waitUntil(lambda: window.left.catalog.model.groups.favourites == (document,))
    settle(qtbot, window)
    assert window.left.catalog.model.groups.favourites == (document,)


def test_a_filter_unfolds_the_catalog_and_leaves_what_stands_over_it(
    open_window, folder, qtbot
) -> None:
    library = Library.open(places(folder))
    library.readings.leave(library.resolve("国发〔2016〕49号"), 10)
    library.close()
    window = open_window(folder)
    view, model = window.left.catalog.view, window.left.catalog.model
    with qtbot.waitSignal(model.modelReset):
        window.left.catalog.filter_box.setText("财政事权")
    assert model.index_by_key(Kind.RECENT.value).data() == "最近阅读　1"
    assert not view.isExpanded(model.index_by_key(Kind.RECENT.value))
    assert view.isExpanded(model.index_by_key("i:国务院"))
    assert view.isExpanded(model.index_by_key("i:国务院/2016"))
