"""The panel of relations in the real window: groups that fold, pages, a filter, copies."""

from __future__ import annotations

from pathlib import Path

import pytest
import silk
from issues import Paper
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QTest
from pytestqt.modeltest import ModelTester

from zhupi.jobs import Job
from zhupi.library import Library
from zhupi.locations import places
from zhupi.qt.main_window import MainWindow
from zhupi.qt.passages import PassageModel, PassageRow, RowKind
from zhupi.qt.relations import PAGE
from zhupi.qt.side_panel import CITATIONS

PLAN, FOLLOWS, REPEALS = "川府发〔2016〕7号", "川府发〔2017〕8号", "川府发〔2018〕9号"
LISTED, HERE, CITING = 2000, 40, 130


@pytest.fixture(scope="session")
def crowded_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A library with a list of 2,000 texts, 40 of them here; 130 cite the first of these."""
    folder = tmp_path_factory.mktemp("crowded")
    listing = Paper(
        "四川省人民政府关于宣布失效一批文件的决定",
        "川府发〔2019〕1号",
        ("经研究，决定宣布下列文件失效，自即日起不再执行。",),
        date="2019年1月5日",
        tail=(
            "附件",
            "宣布失效的文件目录",
            *(f"{at}.《{title(at)}》（{number(at)}）" for at in range(1, LISTED + 1)),
        ),
    )
    listed = [
        Paper(title(at), number(at), ("各地要抓好落实。",), date="2001年3月1日")
        for at in range(1, HERE + 1)
    ]
    citing = [
        Paper(
            f"四川省人民政府关于落实第{at}项工作的通知",
            f"川府函〔2002〕{at}号",
            (f"现将{number(1)}文件的有关事项通知如下。",),
            date="2002年3月1日",
        )
        for at in range(1, CITING + 1)
    ]
    library = Library.open(places(folder))
    path = folder / "many.txt"
    papers = (listing, *listed, *citing)
    path.write_text("\n\n".join(paper.text for paper in papers) + "\n", "utf-8")
    assert not library.import_paths([path], Job()).failed
    assert library.document_count() == len(papers)
    library.close()
    return folder


def title(at: int) -> str:
    return f"四川省人民政府关于第{at}号事项的通知"


def number(at: int) -> str:
    return f"川府发〔2001〕{at}号"


def opened(open_window, folder: Path, of: str) -> MainWindow:
    window: MainWindow = open_window(folder)
    window.open(next(row.id for row in window.library.rows() if row.number == of))
    open_window.settle(window)
    window.side.show_tab(CITATIONS)
    return window


def rows(window: MainWindow) -> tuple[PassageRow, ...]:
    return window.side.citations.view.rows.rows()


def press(window: MainWindow, text: str, kind: RowKind = RowKind.GROUP) -> None:
    """Go to a row with the keys' own index, and press Enter."""
    view = window.side.citations.view
    at = next(i for i, row in enumerate(rows(window)) if row.kind is kind and row.text == text)
    view.setCurrentIndex(view.rows.index(at))
    view.setFocus()
    QTest.keyClick(view, Qt.Key.Key_Return)


def test_a_group_folds_and_is_folded_in_the_next_start(open_window, silk_folder) -> None:
    window = opened(open_window, silk_folder, FOLLOWS)
    before = len(rows(window))
    press(window, "引用，库中没有")
    assert [row.text for row in rows(window) if row.folded] == ["引用，库中没有"]
    assert len(rows(window)) < before
    index = window.side.citations.view.currentIndex()
    spoken = index.data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "引用，库中没有，2 件，已折叠"
    open_window.close(window)
    again = opened(open_window, silk_folder, FOLLOWS)
    assert [row.text for row in rows(again) if row.folded] == ["引用，库中没有"]
    press(again, "引用，库中没有")
    assert len(rows(again)) == before


def test_a_row_opens_and_its_place_leads_and_back_returns(open_window, silk_folder) -> None:
    window = opened(open_window, silk_folder, PLAN)
    plan = window.reader.id
    press(window, "四川省人民政府关于种桑的通知", RowKind.DOCUMENT)
    assert window.reader.stored is not None
    assert window.reader.stored.document.number == REPEALS
    stretch = window.pane.selected()
    assert stretch is not None
    assert window.pane.words[slice(*stretch)] == (
        "《四川省人民政府关于发展养蚕业的意见》（川府发〔2016〕7号）"
    )
    window.reader.travel(-1)
    assert window.reader.id == plan


def test_few_need_no_filter_and_nothing_says_so(open_window, silk_folder) -> None:
    window = opened(open_window, silk_folder, FOLLOWS)
    assert not window.side.citations.filter_box.isVisible()
    assert window.side.tabs.tabText(CITATIONS) == "引用　3"


def test_a_list_of_two_thousand(open_window, crowded_once) -> None:
    window = opened(open_window, crowded_once, "川府发〔2019〕1号")
    assert len(window.pane.links.all) == LISTED
    assert window.side.tabs.tabText(CITATIONS) == f"引用　{LISTED}"
    [group] = [row for row in rows(window) if row.kind is RowKind.GROUP]
    assert (group.text, group.count) == ("废止与替代", LISTED)
    heads = [row for row in rows(window) if row.kind is RowKind.DOCUMENT]
    assert len(heads) == 100
    press(window, "再看其余 1900 件", RowKind.MORE)
    assert len([row for row in rows(window) if row.kind is RowKind.DOCUMENT]) == 200
    panel = window.side.citations
    assert panel.filter_box.isVisible()
    panel.filter_box.setText("第1777号")
    assert [row.text for row in rows(window) if row.kind is RowKind.DOCUMENT] == [
        f"《{title(1777)}》"
    ]
    panel.show_link(window.pane.links.all[1776])
    assert panel.filter_box.text() == ""
    current = panel.view.currentIndex().data(PassageModel.ROW)
    assert current.at == window.pane.links.all[1776].start


def test_what_cites_a_text_is_read_page_by_page(open_window, crowded_once) -> None:
    window = opened(open_window, crowded_once, number(1))
    relations = window.citing.relations
    assert relations is not None
    # The list that ends it is one of them.
    assert (relations.cited_by.total, len(relations.cited_by.texts)) == (CITING + 1, PAGE)
    group = next(row for row in rows(window) if row.text == "被引用")
    assert group.count == CITING
    press(window, f"再看其余 {CITING - (PAGE - 1)} 件", RowKind.MORE)
    open_window.settle(window)
    documents = {row.document for row in rows(window) if row.kind is RowKind.DOCUMENT}
    assert len(documents) == CITING + 1


def test_the_filter_finds_what_is_not_read_yet(open_window, crowded_once) -> None:
    window = opened(open_window, crowded_once, number(1))
    relations = window.citing.relations
    assert relations is not None
    read = {text.row.title for text in relations.cited_by.texts}
    unread = next(
        name
        for at in range(1, CITING + 1)
        if (name := f"四川省人民政府关于落实第{at}项工作的通知") not in read
    )
    window.side.citations.filter_box.setText(unread)
    open_window.settle(window)
    assert [row.text for row in rows(window) if row.kind is RowKind.DOCUMENT] == [unread]
    window.side.citations.filter_box.setText("没有这样的")
    assert window.side.citations.nothing.text() == "没有符合“没有这样的”的引用"


def test_a_copy_is_preferred_and_that_is_undone(open_window, silk_folder) -> None:
    window = open_window(silk_folder)
    first, second = (row.id for row in window.library.rows() if row.number == PLAN)
    window.open(second)
    open_window.settle(window)
    window.side.show_tab(CITATIONS)
    press(window, "让引文打开本份", RowKind.MORE)
    open_window.settle(window)
    assert window.library.preferred_copy(second) == second
    window.open(window.library.resolve(FOLLOWS))
    open_window.settle(window)
    row = window.pane.links.all[0].text.row
    assert row is not None
    assert row.id == second
    window.actions_["undo"].trigger()
    open_window.settle(window)
    assert window.library.preferred_copy(second) is None
    row = window.pane.links.all[0].text.row
    assert row is not None
    assert row.id == first


def test_the_rows_are_a_sound_model(open_window, silk_folder, qtmodeltester: ModelTester) -> None:
    window = opened(open_window, silk_folder, PLAN)
    qtmodeltester.check(window.side.citations.view.rows)
    model = window.side.citations.view.rows
    assert not model.index(0).parent().isValid()
    assert model.rowCount(QModelIndex()) == len(rows(window))


def test_leaving_the_last_document_leaves_no_relations(open_window, tmp_path) -> None:
    folder = tmp_path / "one"
    library = Library.open(places(folder))
    path = silk.printed(tmp_path, silk.FOLLOWS)
    library.import_paths([path], Job())
    library.close()
    window = opened(open_window, folder, FOLLOWS)
    assert rows(window)
    with_document = window.reader.id
    window.keeper.remove_document(with_document)
    open_window.settle(window)
    assert window.reader.id == ""
    open_window.settle(window)
    assert rows(window) == ()
    assert not window.citing.strip.isVisible()


def test_a_cited_text_that_is_repealed_has_a_quiet_word(open_window, silk_folder) -> None:
    window = opened(open_window, silk_folder, FOLLOWS)
    flags = {row.text: row.flag for row in rows(window) if row.kind is RowKind.DOCUMENT}
    assert flags["四川省人民政府关于发展养蚕业的意见"] == "已废止"
    assert flags["《四川省桑蚕条例》"] == ""


def test_left_folds_the_group_and_right_opens_it(open_window, silk_folder) -> None:
    window = opened(open_window, silk_folder, FOLLOWS)
    before = rows(window)
    view = window.side.citations.view
    at = next(i for i, row in enumerate(before) if row.text == "《四川省桑蚕条例》")
    view.setCurrentIndex(view.rows.index(at))
    QTest.keyClick(view, Qt.Key.Key_Left)
    assert view.currentIndex().data() == "引用，库中没有"
    assert len(rows(window)) == len(before) - 4
    QTest.keyClick(view, Qt.Key.Key_Right)
    assert rows(window) == before


def test_of_many_places_the_first_are_shown_and_the_rest_on_asking(
    open_window, tmp_path: Path
) -> None:
    folder = tmp_path / "often"
    library = Library.open(places(folder))
    often = Paper(
        "四川省人民政府关于蚕种的通知",
        "川府发〔2017〕20号",
        tuple(
            f"{mark}、加强管理。第{mark}项按照《四川省桑蚕条例》办理。" for mark in "一二三四五六"
        ),
    )
    silk.bring(library, tmp_path, "often.txt", often)
    library.close()
    window = opened(open_window, folder, "川府发〔2017〕20号")
    assert [row.note for row in rows(window) if row.kind is RowKind.PASSAGE] == [
        "一、",
        "二、",
        "三、",
    ]
    press(window, "再看其余 3 处", RowKind.MORE)
    passages = [row for row in rows(window) if row.kind is RowKind.PASSAGE]
    assert [row.note for row in passages] == [f"{mark}、" for mark in "一二三四五六"]
    assert window.side.citations.view.currentIndex().data(PassageModel.ROW) == passages[3]
