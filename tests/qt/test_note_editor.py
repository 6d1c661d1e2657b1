"""The note editor: what it asks to save, and when it says that it is saved."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from zhupi.annotations.model import Annotation, Colour, Kind, Selector
from zhupi.qt.cards import Card
from zhupi.qt.note_editor import Draft, NoteEditor
from zhupi.qt.side_panel import NotesPage
from zhupi.qt.themes import load

NOW = datetime(2026, 1, 1, tzinfo=UTC)
MARK = Annotation(
    "m", "d", Kind.HIGHLIGHT, Selector(0, 2, "甲乙"), Colour.RED, "", "old", ("t",), NOW, NOW
)


@pytest.fixture
def editor(qtbot: QtBot) -> NoteEditor:
    made = NoteEditor()
    qtbot.addWidget(made)
    made.show()
    return made


def drafts_of(editor: NoteEditor) -> list[Draft]:
    drafts: list[Draft] = []
    editor.save_requested.connect(drafts.append)
    return drafts


def test_it_says_saved_only_after_the_commit(editor: NoteEditor, qtbot: QtBot) -> None:
    editor.edit(MARK)
    with qtbot.waitSignal(editor.save_requested, timeout=3000) as asked:
        QTest.keyClicks(editor.text, "x")
    [draft] = asked.args
    assert draft == Draft("d", "m", "xold", ("t",))
    assert editor.saved_label.text() == "保存中…"
    editor.saved(draft, "m")
    assert editor.saved_label.text() == "已保存"


def test_nothing_is_saved_where_nothing_changed(editor: NoteEditor) -> None:
    drafts = drafts_of(editor)
    editor.edit(MARK)
    editor.flush()
    editor.forget()
    assert drafts == []


def test_going_to_another_annotation_saves_the_one_before(editor: NoteEditor) -> None:
    drafts = drafts_of(editor)
    editor.edit(MARK)
    editor.text.setPlainText("new")
    editor.edit(replace(MARK, id="n", note="other"))
    assert drafts == [Draft("d", "m", "new", ("t",))]
    assert editor.text.toPlainText() == "other"


def test_what_could_not_be_saved_stays_and_is_tried_again(editor: NoteEditor) -> None:
    drafts = drafts_of(editor)
    editor.edit(MARK)
    editor.text.setPlainText("new")
    editor.flush()
    editor.not_saved(drafts[0])
    assert editor.saved_label.text() == "没有保存"
    editor.flush()
    assert drafts == [Draft("d", "m", "new", ("t",))] * 2


def test_a_change_from_outside_does_not_overwrite_what_is_being_written(
    editor: NoteEditor,
) -> None:
    editor.edit(MARK)
    editor.refresh(replace(MARK, note="outside"))
    assert editor.text.toPlainText() == "outside"
    QTest.keyClicks(editor.text, "mine ")
    editor.refresh(replace(MARK, note="outside again"))
    assert editor.text.toPlainText() == "mine outside"


def test_a_new_document_note_becomes_the_annotation_it_was_saved_as(editor: NoteEditor) -> None:
    drafts = drafts_of(editor)
    editor.edit_document_note("d", None)
    editor.text.setPlainText("first")
    editor.flush()
    editor.saved(drafts[0], "made")
    editor.text.setPlainText("second")
    editor.flush()
    assert drafts == [Draft("d", "", "first", ()), Draft("d", "made", "second", ())]


def test_n_on_a_card_begins_its_note(qtbot: QtBot) -> None:
    page = NotesPage()
    qtbot.addWidget(page)
    page.set_theme(load("light"))
    page.show_cards("d", {"m": 1}, None)
    page.fill([Card(MARK, "重点", "一，¶2")])
    page.resize(320, 700)
    page.show()
    page.select("m")
    page.view.setFocus()
    QTest.keyClick(page.view, Qt.Key.Key_N)
    assert page.focusWidget() is page.editor.text
    assert page.editor.text.toPlainText() == "old"


def test_text_that_was_not_saved_comes_back_with_its_annotation(editor: NoteEditor) -> None:
    drafts = drafts_of(editor)
    editor.edit(MARK)
    editor.text.setPlainText("precious")
    editor.edit(replace(MARK, id="n", note="other"))
    editor.not_saved(drafts[0])
    assert editor.text.toPlainText() == "other"
    editor.flush()
    assert drafts == [Draft("d", "m", "precious", ("t",))] * 2
    editor.not_saved(drafts[1])
    editor.edit(MARK)
    assert editor.text.toPlainText() == "precious"
    assert editor.saved_label.text() == "没有保存"
    editor.flush()
    editor.saved(drafts[-1], "m")
    assert editor.saved_label.text() == "已保存"
    editor.edit(replace(MARK, id="n", note="other"))
    editor.edit(MARK)
    assert editor.text.toPlainText() == "old"


def test_what_is_typed_after_leaving_is_another_sitting(editor: NoteEditor) -> None:
    drafts = drafts_of(editor)
    editor.activateWindow()
    editor.edit(MARK)
    editor.text.setFocus()
    for words in ("a", "b"):
        QTest.keyClicks(editor.text, words)
        editor.flush()
    editor.tags.setFocus()
    QTest.keyClicks(editor.text, "c")
    editor.flush()
    keys = [draft.key for draft in drafts]
    assert keys[0] == keys[1] != keys[2]


def test_the_preview_takes_the_place_of_the_text_or_stands_beside_it(editor: NoteEditor) -> None:
    editor.set_theme(load("light"))
    editor.edit(MARK)
    editor.resize(300, 250)
    editor.text.setPlainText("**bold**")
    editor.toggle_preview()
    assert (editor.text.isVisible(), editor.view.isVisible()) == (False, True)
    assert editor.view.toPlainText() == "bold"
    editor.resize(700, 250)
    assert (editor.text.isVisible(), editor.view.isVisible()) == (True, True)
    editor.resize(300, 250)
    editor.write()
    assert (editor.text.isVisible(), editor.view.isVisible()) == (True, False)
    assert editor.text.hasFocus()


def test_the_preview_follows_what_is_typed(editor: NoteEditor, qtbot: QtBot) -> None:
    editor.set_theme(load("light"))
    editor.edit(replace(MARK, note=""))
    editor.resize(700, 250)
    editor.toggle_preview()
    QTest.keyClicks(editor.text, "- one")
    qtbot.waitUntil(lambda: editor.view.toPlainText() == "•\u2002one")


def test_a_document_note_has_tags_and_no_colour(editor: NoteEditor) -> None:
    drafts = drafts_of(editor)
    editor.edit(MARK)
    editor.edit_document_note("d", None)
    assert not any(dot.isVisible() for dot in editor.dots.values())
    assert not editor.underline.isVisible()
    QTest.keyClicks(editor.tags, "whole")
    editor.flush()
    assert drafts == [Draft("d", "", "", ("whole",))]


def test_undo_is_left_to_the_window_when_nothing_is_left_here(
    editor: NoteEditor, qtbot: QtBot
) -> None:
    asked: list[bool] = []
    action = QAction("undo", editor)
    action.setShortcut(QKeySequence(QKeySequence.StandardKey.Undo))
    action.triggered.connect(lambda: asked.append(True))
    editor.addAction(action)
    qtbot.waitExposed(editor)
    editor.activateWindow()
    editor.edit(MARK)
    editor.text.setFocus()
    QTest.keyClicks(editor.text, "x")
    control = Qt.KeyboardModifier.ControlModifier
    QTest.keyClick(editor.text, Qt.Key.Key_Z, control)
    assert (editor.text.toPlainText(), asked) == ("old", [])
    QTest.keyClick(editor.text, Qt.Key.Key_Z, control)
    assert (editor.text.toPlainText(), asked) == ("old", [True])
