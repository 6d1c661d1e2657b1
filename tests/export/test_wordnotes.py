"""Notes in Word: which piece goes on in a line, and how each is set."""

from __future__ import annotations

import docx
import pytest
from docx.document import Document as WordDocument

from zhupi.annotations.markdown import pieces
from zhupi.export.wordnotes import is_plain, write_piece


@pytest.mark.parametrize(
    ("note", "plain"),
    [("甲", True), ("# 甲", False), ("- 甲", False), ("> 甲", False), ("---", False)],
)
def test_only_bare_words_go_on_in_a_line_begun(note: str, plain: bool) -> None:
    (piece,) = pieces(note)
    assert is_plain(piece) == plain


def test_the_second_paragraph_of_a_list_item_begins_a_line() -> None:
    first, second = pieces("- 甲\n\n  乙")
    assert (first.marker, second.marker) == ("•", "")
    assert not is_plain(second)


def written(note: str) -> WordDocument:
    document = docx.Document()
    for piece in pieces(note):
        write_piece(document.add_paragraph(), piece, 200, 400)
    return document


def test_lists_and_quotations_are_indented_step_by_step() -> None:
    document = written("甲\n\n- 乙\n  - 丙\n\n> 丁")
    indents = [
        tuple(
            length.twips if length is not None else 0
            for length in (
                paragraph.paragraph_format.left_indent,
                paragraph.paragraph_format.first_line_indent,
            )
        )
        for paragraph in document.paragraphs
    ]
    assert indents == [(0, 0), (600, -400), (1000, -400), (600, 0)]
    assert [paragraph.text for paragraph in document.paragraphs] == ["甲", "•\t乙", "•\t丙", "丁"]


def test_each_look_of_words_is_written() -> None:
    (paragraph,) = written("甲*乙***丙**~~丁~~").paragraphs
    looks = [
        (run.text, run.bold, run.italic, run.font.strike) for run in paragraph.runs if run.text
    ]
    assert looks == [
        ("甲", None, None, None),
        ("乙", None, True, None),
        ("丙", True, None, None),
        ("丁", None, None, True),
    ]
