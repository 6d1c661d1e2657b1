"""Parsed notes into paragraphs of Word, in the text and in comments."""

from __future__ import annotations

from docx.comments import Comment as WordComment
from docx.shared import RGBColor
from docx.text.paragraph import Paragraph as WordParagraph

from zhupi.annotations.markdown import Piece, PieceKind
from zhupi.export.looks import FANGSONG, GREY, HEI, INKS
from zhupi.export.model import Comment
from zhupi.export.wordxml import box, clean, hyperlink, indent, rule, set_font

_LINK = RGBColor.from_string("2C5A8A")


def is_plain(piece: Piece) -> bool:
    """Whether the piece can stand in a line that something else began."""
    plain = piece.kind is PieceKind.PARAGRAPH
    return plain and not (piece.depth or piece.marker or piece.quoted)


def fill_comment(made: WordComment, comment: Comment) -> None:
    paragraph = made.paragraphs[0]
    for index, piece in enumerate(comment.pieces):
        if index:
            paragraph = made.add_paragraph()
        write_piece(paragraph, piece, 0, 210)
    words = "　".join([comment.meaning, *(f"#{tag}" for tag in comment.tags)])
    if comment.pieces:
        paragraph = made.add_paragraph()
    run = paragraph.add_run(clean(words))
    run.font.color.rgb = RGBColor.from_string(INKS[comment.colour].line)


def write_piece(paragraph: WordParagraph, piece: Piece, left: int, step: int) -> None:
    """Write a piece of a note.

    `left` is the indent of the paragraph's style and `step` that of a list, in twentieths of a
    point.
    """
    if piece.kind is PieceKind.RULE:
        rule(paragraph, GREY)
        return
    depth = piece.depth + piece.quoted
    if depth:
        indent(paragraph, left + depth * step, step if piece.marker else 0)
    if piece.quoted:
        box(paragraph, "BBBBBB")
    if piece.marker:
        paragraph.add_run(f"{piece.marker}\t")
    write_runs(paragraph, piece)


def write_runs(paragraph: WordParagraph, piece: Piece) -> None:
    for run in piece.runs:
        written = paragraph.add_run(clean(run.text))
        heading = piece.kind is PieceKind.HEADING
        # None leaves what the style says.
        written.bold = run.bold or heading or None
        written.italic = run.italic or None
        written.font.strike = run.strike or None
        if run.code:
            set_font(written, FANGSONG, latin="Courier New")
        elif heading:
            set_font(written, HEI)
        if run.link is not None:
            written.font.color.rgb = _LINK
            written.underline = True
            hyperlink(paragraph, written, run.link)
