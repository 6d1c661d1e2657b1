"""Parsed notes into paragraphs of Word, in the text and in comments."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from docx.comments import Comment as WordComment
from docx.shared import RGBColor
from docx.text.paragraph import Paragraph as WordParagraph

from zhupi.annotations.markdown import Piece, PieceKind, Run
from zhupi.export.looks import FANGSONG, GREY, HEI, INKS, LINK, Font
from zhupi.export.parts import Comment
from zhupi.export.wordxml import box, clean, hyperlink, indent, rule, set_font, set_style

_LINK = RGBColor.from_string(LINK)


def is_plain(piece: Piece) -> bool:
    """Whether the piece can stand in a line that something else began."""
    plain = piece.kind is PieceKind.PARAGRAPH
    return plain and not (piece.depth or piece.marker or piece.quoted)


class Holder(Protocol):
    """What holds paragraphs: a comment, a cell."""

    @property
    def paragraphs(self) -> list[WordParagraph]: ...

    def add_paragraph(self, text: str = "", style: str | None = None) -> WordParagraph: ...


def fill_comment(made: WordComment, comment: Comment) -> None:
    paragraph = write_pieces(made, comment.pieces)
    words = "　".join([comment.meaning, *(f"#{tag}" for tag in comment.tags)])
    if comment.pieces:
        paragraph = made.add_paragraph()
    run = paragraph.add_run(clean(words))
    run.font.color.rgb = RGBColor.from_string(INKS[comment.colour].line)


def write_pieces(holder: Holder, pieces: Sequence[Piece], style: str = "") -> WordParagraph:
    """Write the pieces of a note into what has one empty paragraph; return the last."""
    paragraph = holder.paragraphs[0]
    for index, piece in enumerate(pieces):
        if index:
            paragraph = holder.add_paragraph()
        if style:
            set_style(paragraph, style)
        write_piece(paragraph, piece, 0, 210)
    return paragraph


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
    heading = piece.kind is PieceKind.HEADING
    write_runs(paragraph, piece.runs, HEI if heading else None, bold=heading)


def write_runs(
    paragraph: WordParagraph, runs: Sequence[Run], font: Font | None = None, *, bold: bool = False
) -> None:
    """Add runs of a note; ``font`` is that of all that is no code."""
    for run in runs:
        written = paragraph.add_run(clean(run.text))
        # None leaves what the style says.
        written.bold = run.bold or bold or None
        written.italic = run.italic or None
        written.font.strike = run.strike or None
        if run.code:
            set_font(written, FANGSONG, latin="Courier New")
        elif font is not None:
            set_font(written, font)
        if run.link is not None:
            written.font.color.rgb = _LINK
            written.underline = True
            hyperlink(paragraph, written, run.link)
