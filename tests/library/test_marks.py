"""Changing a highlight's look and words, and the tags in use."""

from __future__ import annotations

import pytest

from zhupi.annotations.model import Colour, Style
from zhupi.errors import LibraryError
from zhupi.library import Library

DOC = "国发〔2016〕49号"
QUOTE = "财政事权是一级政府应承担的运用财政资金提供基本公共服务的任务和职责"


def test_a_highlight_is_drawn_as_it_was_made_and_may_be_drawn_otherwise(seeded: Library) -> None:
    document = seeded.resolve(DOC)
    start, end = seeded.find_quote(document, QUOTE)
    made, _ = seeded.highlight(document, start, end, style=Style.UNDERLINE)
    plain, _ = seeded.highlight(document, start, end)
    assert [seeded.annotation(one.id).style for one in (made, plain)] == ["underline", "highlight"]
    seeded.edit(made.id, style=Style.HIGHLIGHT)
    assert seeded.annotation(made.id).style is Style.HIGHLIGHT


def test_other_words_keep_the_annotation_its_note_and_its_tags(seeded: Library) -> None:
    document = seeded.resolve(DOC)
    text = seeded.document(document).document.text
    start, end = seeded.find_quote(document, QUOTE)
    made, _ = seeded.highlight(document, start, end, colour=Colour.BLUE, note="定义", tags=["概念"])
    assert seeded.edit(made.id, stretch=(start, start + 4)).annotations == {made.id}
    [changed] = seeded.annotations(document)
    assert (changed.id, changed.note, changed.tags) == (made.id, "定义", ("概念",))
    assert (changed.colour, changed.created) == (Colour.BLUE, made.created)
    assert changed.selector is not None
    assert changed.selector.quote == "财政事权"
    assert changed.selector.suffix == text[start + 4 : start + 36]
    assert changed.modified > made.modified


def test_no_highlight_is_drawn_over_nothing(seeded: Library) -> None:
    document = seeded.resolve(DOC)
    start, end = seeded.find_quote(document, QUOTE)
    made, _ = seeded.highlight(document, start, end)
    with pytest.raises(LibraryError):
        seeded.edit(made.id, stretch=(start, start))
    assert seeded.annotation(made.id) == made


def test_other_words_are_taken_back_and_again(seeded: Library) -> None:
    document = seeded.resolve(DOC)
    start, end = seeded.find_quote(document, QUOTE)
    made, _ = seeded.highlight(document, start, end)
    edited = seeded.edit(made.id, stretch=(start, start + 4))
    undone = seeded.restate(edited.before, edited.after)
    assert seeded.annotation(made.id).selector == made.selector
    seeded.restate(undone.before, undone.after)
    selector = seeded.annotation(made.id).selector
    assert selector is not None
    assert (selector.start, selector.quote) == (start, "财政事权")


def test_a_sketch_has_what_a_page_is_painted_with(seeded: Library) -> None:
    document = seeded.resolve(DOC)
    start, end = seeded.find_quote(document, QUOTE)
    note, _ = seeded.add_note(document, "甲")
    late, _ = seeded.highlight(document, start + 4, end, style=Style.UNDERLINE, note=" \u3000\n")
    soon, _ = seeded.highlight(document, start, end, colour=Colour.GREEN, note="乙")
    gone, _ = seeded.highlight(document, start, end)
    seeded.delete([gone.id])
    found = seeded.sketches(document)
    assert [item[:8] for item in found] == [
        (soon.id, 0, start, end, "green", 0, 0, 1),
        (late.id, 0, start + 4, end, "red", 1, 0, 0),
        (note.id, 1, 0, 0, "", 0, 0, 1),
    ]
    seeded.edit(late.id, colour=Colour.BLUE)
    again = seeded.sketches(document)
    assert [now.modified > then.modified for now, then in zip(again, found, strict=True)] == [
        False, True, False,
    ]  # fmt: skip
    assert [one.id for one in seeded.with_ids([gone.id, soon.id])] == [gone.id, soon.id]


def test_the_note_of_a_document_has_tags(seeded: Library) -> None:
    document = seeded.resolve(DOC)
    note, _ = seeded.add_note(document, "甲", ["重点"])
    seeded.add_note(document, "乙")
    assert seeded.annotation(note.id).tags == ("重点",)
    assert seeded.annotation(note.id).note == "乙"


def test_tags_are_offered_by_their_beginning_the_commonest_first(seeded: Library) -> None:
    document = seeded.resolve(DOC)
    start, end = seeded.find_quote(document, QUOTE)
    for tags in (["重点", "PPP"], ["重大", "重点"], ["财政"]):
        seeded.highlight(document, start, end, tags=tags)
    basket, _ = seeded.highlight(document, start, end, tags=["重复"])
    seeded.delete([basket.id])
    assert seeded.tags("重") == [("重点", 2), ("重大", 1)]
    assert seeded.tags("#ｐｐ") == [("PPP", 1)]
    assert seeded.tags("重", 1) == [("重点", 2)]
    assert len(seeded.tags()) == 4


def test_words_that_are_no_longer_there_are_not_marked(library: Library) -> None:
    """The window shows a text that was read anew meanwhile: its offsets name other words."""
    (row,) = library.rows()
    start, end = library.find_quote(row.id, "落实责任")
    with pytest.raises(LibraryError, match="刚刚更新"):
        library.highlight(row.id, start + 1, end + 1, words="落实责任")
    assert library.annotations(row.id) == []
    made, _ = library.highlight(row.id, start, end, words="落实责任")
    with pytest.raises(LibraryError, match="刚刚更新"):
        library.edit(made.id, stretch=(start - 1, end), words="落实责任")
    assert library.annotation(made.id) == made
    book, _ = library.notebooks.make("讲义")
    with pytest.raises(LibraryError, match="刚刚更新"):
        library.notebooks.mark(book.id, row.id, start + 1, end + 1, words="落实责任")
    assert library.notebooks.outline(book.id).entries == ()
