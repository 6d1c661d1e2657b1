"""The export dialog over the real window: what is chosen, seen, and on disk afterwards."""

from __future__ import annotations

from pathlib import Path

import docx
import pypdfium2
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from zhupi.annotations.model import Colour
from zhupi.export import LackingFont
from zhupi.library import Library
from zhupi.library.model import NoteFilter
from zhupi.locations import places
from zhupi.qt.export_choice import FORMATS
from zhupi.qt.export_dialog import ExportDialog
from zhupi.qt.main_window import MainWindow
from zhupi.qt.messages import Recorder

NUMBER = "国发〔2016〕49号"
QUOTE = "财政事权是一级政府应承担的运用财政资金提供基本公共服务的任务和职责"
OTHER = "合理划分中央与地方财政事权和支出责任"


@pytest.fixture
def marked(folder: Path) -> Path:
    """A library with two marks in one document."""
    library = Library.open(places(folder))
    document = library.resolve(NUMBER)
    text = library.document(document).document.text
    for quote, colour, note in ((QUOTE, Colour.RED, "谁**负责**？"), (OTHER, Colour.BLUE, "")):
        start = text.index(quote)
        library.highlight(document, start, start + len(quote), colour=colour, note=note)
    library.close()
    return folder


def shown(qtbot: QtBot, window: MainWindow) -> ExportDialog:
    """The dialog, once it is open and its preview is there."""
    qtbot.waitUntil(lambda: window.exporter.dialog is not None, timeout=10_000)
    dialog = window.exporter.dialog
    assert dialog is not None
    seen(qtbot, window, dialog)
    return dialog


def seen(qtbot: QtBot, window: MainWindow, dialog: ExportDialog) -> None:
    """Wait for the preview of what is chosen now."""
    qtbot.waitUntil(lambda: not dialog.waiting and not window.runner.busy, timeout=20_000)


def opened(open_window, folder: Path, *answers: bool) -> MainWindow:
    window = open_window(folder, Recorder(answers=list(answers)))
    window.open(window.library.resolve(NUMBER))
    open_window.settle(window)
    return window


def choose(qtbot: QtBot, window: MainWindow, dialog: ExportDialog, key: str, ending: str) -> None:
    box = dialog.form.subject
    box.setCurrentIndex(box.findData(key))
    dialog.form.choose_format(ending)
    seen(qtbot, window, dialog)


def written(qtbot: QtBot, window: MainWindow, path: Path) -> Path:
    qtbot.waitUntil(lambda: window.exporter.dialog is None, timeout=20_000)
    assert path.exists()
    return path


def test_everything_that_can_be_exported_is_offered(qtbot, open_window, marked) -> None:
    window = opened(open_window, marked)
    books = window.library.notebooks
    book, _ = books.make("讲义")
    books.add_heading(book.id, "甲", 1)
    books.make("空的")
    start = window.pane.words.index(OTHER)
    window.pane.select(start, start + len(OTHER))
    window.actions_["export"].trigger()
    dialog = shown(qtbot, window)
    box = dialog.form.subject
    assert [box.itemText(i) for i in range(box.count())] == [
        f"所选文字（{OTHER[:12]}…）",
        f"本文全文（{NUMBER}）",
        "本文摘录（2 条批注）",
        "全库摘录（2 条批注）",
        "摘编：讲义",
        "摘编：空的",
    ]
    assert box.currentData() == "selection"
    flags = [box.model().index(i, 0).flags() for i in range(box.count())]
    assert [bool(flag & Qt.ItemFlag.ItemIsEnabled) for flag in flags] == [True] * 5 + [False]


@pytest.mark.parametrize("ending", list(FORMATS))
def test_excerpts_in_every_format(qtbot, open_window, marked, tmp_path, ending) -> None:
    window = opened(open_window, marked)
    window.actions_["export"].trigger()
    dialog = shown(qtbot, window)
    assert dialog.form.subject.currentData() == "excerpts"
    choose(qtbot, window, dialog, "excerpts", ending)
    preview = dialog.page if ending in (".docx", ".pdf", ".html") else dialog.words
    assert dialog.shown.currentWidget() is preview
    text = (
        dialog.page.accessibleDescription()
        if preview is dialog.page
        else dialog.words.toPlainText()
    )
    assert OTHER in text.replace("\n", "")
    dialog.set_folder(tmp_path)
    dialog.name.setText("摘录")
    dialog.go.click()
    path = written(qtbot, window, tmp_path / f"摘录{ending}")
    assert [one.name for one in tmp_path.iterdir() if one.is_file()] == [path.name]
    [sentence] = window.messages.of("info")
    assert sentence.startswith(f"已导出 2 条批注到 {path}")
    assert [offer.label for offer in window.messages.offers] == ["打开", "打开文件夹"]
    if ending == ".docx":
        assert OTHER in [paragraph.text for paragraph in docx.Document(str(path)).paragraphs]
    elif ending == ".pdf":
        file = pypdfium2.PdfDocument(path)
        assert OTHER in "".join(file[0].get_textpage().get_text_range().split())
        file.close()
    else:
        assert OTHER in path.read_text("utf-8")


def test_the_whole_text_with_comments(qtbot, open_window, marked, tmp_path) -> None:
    window = opened(open_window, marked)
    window.settings.initials = "ZS"
    window.actions_["export"].trigger()
    dialog = shown(qtbot, window)
    choose(qtbot, window, dialog, "document", ".docx")
    assert dialog.name.text() == (
        "国发〔2016〕49号 国务院关于推进中央与地方财政事权和支出责任划分改革的指导意见"
    )
    dialog.form.lines["author"].setText("张三")
    dialog.set_folder(tmp_path)
    dialog.name.setText("全文.docx")  # the ending was typed
    dialog.go.click()
    document = docx.Document(str(written(qtbot, window, tmp_path / "全文.docx")))
    [comment] = document.comments
    assert (comment.author, comment.initials, comment.paragraphs[0].text) == (
        "张三", "ZS", "谁负责？",
    )  # fmt: skip
    assert window.settings.author == "张三"
    assert window.settings.export["full.format"] == ".docx"


def test_only_what_is_selected(qtbot, open_window, marked, tmp_path) -> None:
    window = opened(open_window, marked)
    start = window.pane.words.index(OTHER)
    window.pane.select(start, start + len(OTHER))
    window.actions_["export"].trigger()
    dialog = shown(qtbot, window)
    choose(qtbot, window, dialog, "selection", ".txt")
    dialog.set_folder(tmp_path)
    dialog.name.setText("节选")
    dialog.go.click()
    lines = written(qtbot, window, tmp_path / "节选.txt").read_text("utf-8").splitlines()
    assert lines[0].startswith("节选自《国务院关于推进")
    assert lines[1:] == [OTHER, f"　　【责任】“{OTHER}”"]


def test_what_the_filter_of_the_notes_view_lets_through(
    qtbot, open_window, marked, tmp_path
) -> None:
    window = opened(open_window, marked)
    window.actions_["all_notes"].trigger()
    open_window.settle(window)
    page = window.overview.page
    assert page is not None
    page.filters.text.setText("财政事权是一级")
    qtbot.waitUntil(lambda: page.view.rows.rowCount() == 1, timeout=10_000)
    open_window.settle(window)
    window.actions_["export"].trigger()
    dialog = shown(qtbot, window)
    assert dialog.form.subject.currentText() == "批注总览筛选所得（1 条）"
    choose(qtbot, window, dialog, "filter", ".md")
    dialog.set_folder(tmp_path)
    dialog.name.setText("x")
    dialog.go.click()
    text = written(qtbot, window, tmp_path / "x.md").read_text("utf-8")
    assert QUOTE in text
    assert OTHER not in text.partition("引用文件")[0].replace("支出责任划分改革", "")


@pytest.mark.parametrize("typed", ["out", "out.md"])
def test_a_file_that_is_there_is_asked_about(qtbot, open_window, marked, tmp_path, typed) -> None:
    target = tmp_path / "out.md"
    target.write_text("我的", "utf-8")
    window = opened(open_window, marked, False, True)
    window.actions_["export"].trigger()
    dialog = shown(qtbot, window)
    choose(qtbot, window, dialog, "excerpts", ".md")
    dialog.set_folder(tmp_path)
    dialog.name.setText(typed)
    dialog.go.click()
    assert window.messages.of("ask") == [f"“out.md”已经存在，要替换吗？ 在 {tmp_path} [替换/取消]"]
    assert target.read_text("utf-8") == "我的"
    assert dialog.isVisible()
    dialog.name.setText(typed)
    dialog.go.click()
    assert OTHER in written(qtbot, window, target).read_text("utf-8")


def test_a_fault_of_the_disk_is_a_sentence_and_the_dialog_stays(
    qtbot, open_window, marked, tmp_path
) -> None:
    window = opened(open_window, marked)
    window.actions_["export"].trigger()
    dialog = shown(qtbot, window)
    dialog.set_folder(tmp_path / "no folder")
    dialog.name.setText("out")
    dialog.go.click()
    qtbot.waitUntil(lambda: bool(dialog.fault.text()), timeout=10_000)
    assert dialog.fault.text() == "无法写入“out.docx”：所在文件夹不存在。"
    assert dialog.isVisible()
    assert dialog.go.isEnabled()
    assert window.messages.of("error") == []
    dialog.set_folder(tmp_path)
    assert not dialog.fault.isVisible()
    dialog.go.click()
    written(qtbot, window, tmp_path / "out.docx")


def test_a_name_that_is_none_is_put_right_and_shown(qtbot, open_window, marked, tmp_path) -> None:
    window = opened(open_window, marked)
    window.actions_["export"].trigger()
    dialog = shown(qtbot, window)
    dialog.set_folder(tmp_path)
    dialog.name.setText("a/b:c")
    dialog.go.click()
    assert dialog.name.text() == "a b c"
    assert "不收的字符" in dialog.fault.text()
    dialog.name.setText(" ")
    dialog.go.click()
    assert dialog.fault.text() == "请写文件名。"
    assert list(tmp_path.glob("*.docx")) == []


def test_writing_can_be_stopped_and_nothing_is_left(qtbot, open_window, marked, tmp_path) -> None:
    window = opened(open_window, marked)
    window.actions_["export"].trigger()
    dialog = shown(qtbot, window)
    dialog.set_folder(tmp_path)
    dialog.name.setText("out")
    dialog.go.click()
    dialog.cancel.click()  # before the lane's answer is heard
    qtbot.waitUntil(lambda: dialog.go.isEnabled(), timeout=10_000)
    assert dialog.fault.text() == "已停止，没有写出文件。"
    assert [one for one in tmp_path.iterdir() if one.is_file()] == []
    assert dialog.isVisible()


def test_choices_are_there_again(qtbot, open_window, marked, tmp_path) -> None:
    window = opened(open_window, marked)
    window.actions_["export"].trigger()
    dialog = shown(qtbot, window)
    choose(qtbot, window, dialog, "excerpts", ".html")
    box = dialog.form.combos["grouping"]
    box.setCurrentIndex(box.findData("colour"))
    dialog.set_folder(tmp_path)
    dialog.name.setText("out")
    dialog.go.click()
    written(qtbot, window, tmp_path / "out.html")
    open_window.close(window)
    window = opened(open_window, marked)
    window.actions_["export"].trigger()
    dialog = shown(qtbot, window)
    assert dialog.form.ending() == ".html"
    assert dialog.form.combos["grouping"].currentData() == "colour"
    assert dialog.place == tmp_path
    choose(qtbot, window, dialog, "document", ".docx")
    assert dialog.form.choices().grouping == "document"  # another kind


def test_it_is_worked_by_keys_alone(qtbot, open_window, marked, tmp_path) -> None:
    window = opened(open_window, marked)
    window.settings.export_folder = str(tmp_path)
    QTest.keyClick(window, Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)
    dialog = shown(qtbot, window)
    reached = []
    for _ in range(40):
        widget = QApplication.focusWidget()
        assert widget is not None
        assert widget.accessibleName() or getattr(widget, "text", str)()
        reached.append(widget)
        QTest.keyClick(widget, Qt.Key.Key_Tab)
    for wanted in (
        dialog.form.subject, dialog.form.format, dialog.form.combos["grouping"], dialog.form.tags,
        dialog.form.checks["links"], dialog.page, dialog.name, dialog.browse, dialog.cancel,
        dialog.go,
    ):  # fmt: skip
        assert wanted in reached
    dialog.name.setFocus()
    dialog.name.setText("keys")
    QTest.keyClick(dialog.name, Qt.Key.Key_Return)
    written(qtbot, window, tmp_path / "keys.docx")


def test_escape_closes_it(qtbot, open_window, marked) -> None:
    window = opened(open_window, marked)
    window.actions_["export_all"].trigger()
    dialog = shown(qtbot, window)
    assert dialog.form.subject.currentData() == "all"
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: window.exporter.dialog is None)


def test_without_marks_there_is_the_text_and_of_excerpts_it_is_said(
    qtbot, open_window, folder
) -> None:
    window = opened(open_window, folder)
    window.actions_["export_all"].trigger()
    open_window.settle(window)
    assert window.messages.of("info") == ["文库里还没有批注，没有可以摘录的。"]
    window.actions_["export"].trigger()
    dialog = shown(qtbot, window)
    assert dialog.form.subject.currentData() == "document"


def test_a_document_of_the_tree(qtbot, open_window, marked) -> None:
    window = opened(open_window, marked)
    row = window.library.row(window.library.resolve("川办发〔2016〕59号"))
    menu = window.left.catalog.menu.for_documents([row])
    [action] = [one for one in menu.actions() if one.text() == "导出…"]
    action.trigger()
    dialog = shown(qtbot, window)
    assert "川办发〔2016〕59号" in dialog.form.subject.currentText()


def test_several_documents_of_the_tree(qtbot, open_window, marked, tmp_path) -> None:
    window = opened(open_window, marked)
    library = window.library
    rows = [library.row(library.resolve(number)) for number in ("川办发〔2016〕59号", NUMBER)]
    window.left.catalog.menu.export_requested.emit(rows)
    dialog = shown(qtbot, window)
    box = dialog.form.subject
    assert [box.itemText(i) for i in range(2)] == [
        "所选 2 件公文全文",
        "所选 2 件公文摘录（2 条批注）",
    ]
    assert box.currentData() == "documents"
    choose(qtbot, window, dialog, "documents", ".md")
    dialog.set_folder(tmp_path)
    dialog.go.click()
    path = written(qtbot, window, tmp_path / "2 件公文.md")
    text = path.read_text("utf-8")
    assert all(row.number in text for row in rows)
    assert QUOTE in text
    assert window.messages.of("info")[-1].startswith("已导出全文到 ")


def test_missing_fonts_are_told_for_word_only(qtbot, open_window, marked) -> None:
    window = opened(open_window, marked)
    window.actions_["export"].trigger()
    dialog = shown(qtbot, window)
    dialog.show_fonts([LackingFont("仿宋_GB2312", "Noto Serif CJK SC")])
    choose(qtbot, window, dialog, "excerpts", ".docx")
    assert dialog.fonts.isVisible()
    assert "仿宋_GB2312" in dialog.fonts.text()
    assert "以Noto Serif CJK SC代替" in dialog.fonts.toolTip()
    dialog.form.choose_format(".md")
    assert not dialog.fonts.isVisible()


def test_selected_annotations_and_a_notebook(qtbot, open_window, marked) -> None:
    window = opened(open_window, marked)
    [one] = window.library.note_list(NoteFilter(text="财政事权是一级")).ids()
    window.exporter.export_annotations([one])
    dialog = shown(qtbot, window)
    assert dialog.form.subject.currentText() == "所选批注（1 条）"
    dialog.reject()
    qtbot.waitUntil(lambda: window.exporter.dialog is None)
    books = window.library.notebooks
    book, _ = books.make("讲义")
    books.add_text(book.id, "先看定义。")
    window.exporter.export_notebook(book.id)
    dialog = shown(qtbot, window)
    choose(qtbot, window, dialog, f"notebook:{book.id}", ".md")
    assert dialog.name.text() == "讲义"
    assert "先看定义。" in dialog.words.toPlainText()
