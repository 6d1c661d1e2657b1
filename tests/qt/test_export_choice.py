"""Which choices hold, and how they are remembered."""

from __future__ import annotations

import pytest

from zhupi.annotations.model import Colour
from zhupi.export import Grouping, Layout, Look, Marks, NotePlace, Options, Variant
from zhupi.export.model import Carry, Edition
from zhupi.qt.export_choice import FORMATS, Choices, Kind, Subject, holding, note_places

FULL = Subject("document", "", Kind.FULL, "")
EXCERPTS = Subject("all", "", Kind.EXCERPTS, "")


def test_what_was_chosen_last_is_there_again_for_its_kind_only() -> None:
    kept: dict[str, str] = {}
    chosen = Choices(
        format=".md", look=Look.GONGWEN, grouping=Grouping.TAG, marks=Marks.EQUALS,
        variant=Variant.SPACE, question_tag="思考题", answers=False, edition=Edition.OF_2015,
        type_code="G", contents=False, links=False, author="张三", title="题",
    )  # fmt: skip
    chosen.remember(Kind.EXCERPTS, kept)
    again = Choices.remembered(Kind.EXCERPTS, kept, Choices())
    assert again == Choices(
        format=".md", look=Look.GONGWEN, grouping=Grouping.TAG, marks=Marks.EQUALS,
        variant=Variant.SPACE, question_tag="思考题", answers=False, edition=Edition.OF_2015,
        type_code="G", contents=False, links=False,
    )  # fmt: skip  # whose name and which title belong to one export
    assert Choices.remembered(Kind.NOTEBOOK, kept, Choices()) == Choices()


def test_what_is_known_no_more_gives_way_to_the_default() -> None:
    kept = {"full.format": ".odt", "full.look": "baroque", "full.links": "False"}
    assert Choices.remembered(Kind.FULL, kept, Choices(format=".pdf")) == Choices(
        format=".pdf", links=False
    )


@pytest.mark.parametrize(
    ("kind", "ending", "expected"),
    [
        (Kind.FULL, ".docx", {"look", "carry", "notes", "links", "author"}),
        (Kind.FULL, ".md", {"carry", "notes", "marks", "links"}),
        (Kind.FULL, ".txt", {"carry"}),
        (Kind.EXCERPTS, ".json", {"author"}),
        (
            Kind.NOTEBOOK,
            ".pdf",
            {"look", "variant", "question_tag", "edition", "type_code", "title", "author",
             "contents"},
        ),
    ],
)  # fmt: skip
def test_only_what_makes_a_difference_is_offered(
    kind: Kind, ending: str, expected: set[str]
) -> None:
    assert holding(kind, ending, Choices()) == expected


def test_one_choice_makes_another_hold() -> None:
    assert "answers" not in holding(Kind.EXCERPTS, ".docx", Choices())
    assert "answers" in holding(Kind.EXCERPTS, ".docx", Choices(question_tag="#思考题"))
    assert "notes" not in holding(Kind.FULL, ".docx", Choices(carry=Carry.MARKS))
    assert "marks" not in holding(Kind.FULL, ".md", Choices(carry=Carry.NOTHING))


def test_several_texts_are_a_book_with_title_and_contents() -> None:
    book = Subject("documents", "", Kind.FULL, "", {"documents": ["d1", "d2"]})
    one = Subject("documents", "", Kind.FULL, "", {"documents": ["d1"]})
    assert (book.compiled, one.compiled) == (True, False)
    added = {
        ending: holding(Kind.FULL, ending, Choices(), compiled=True)
        - holding(Kind.FULL, ending, Choices())
        for ending in FORMATS
    }
    full = {"title", "contents"}
    assert added == {
        ".docx": full, ".pdf": full, ".md": full, ".html": full, ".txt": {"title"}, ".json": set(),
    }  # fmt: skip
    choices = Choices(title="汇编")
    made = choices.options(book, "", {})
    assert (made.title, made.contents) == ("汇编", True)
    made = choices.options(one, "", {})
    assert (made.title, made.contents) == ("", False)


def test_every_format_has_its_choices() -> None:
    for ending in FORMATS:
        for kind in Kind:
            assert holding(kind, ending, Choices())
        assert NotePlace.TABLE in note_places(ending)


def test_options_hold_only_what_holds() -> None:
    choices = Choices(
        format=".txt", grouping=Grouping.TAG, notes=NotePlace.FOOTNOTES, look=Look.GONGWEN,
        title="题", author="张三",
    )  # fmt: skip
    made = choices.options(FULL, "ZS", {Colour.RED: "要点"})
    assert (made.layout, made.look, made.title, made.author) == (
        Layout.FULL, Look.READING, "", "",
    )  # fmt: skip
    assert (made.meanings[Colour.RED], made.meanings[Colour.BLUE]) == ("要点", "责任")
    made = choices.options(EXCERPTS, "ZS", {})
    assert (made.layout, made.grouping, made.title) == (Layout.EXCERPTS, Grouping.TAG, "题")
    assert (made.initials, made.author) == ("ZS", "张三")
    assert made.notes is Options().notes


def test_footnotes_are_a_table_where_there_are_none() -> None:
    made = Choices(format=".docx", notes=NotePlace.FOOTNOTES).options(FULL, "", {})
    assert made.notes is NotePlace.TABLE
    made = Choices(format=".md", notes=NotePlace.FOOTNOTES).options(FULL, "", {})
    assert made.notes is NotePlace.FOOTNOTES
