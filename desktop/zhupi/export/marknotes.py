"""Parsed notes written anew as CommonMark."""

from __future__ import annotations

from collections.abc import Sequence

from zhupi.annotations.markdown import Piece, PieceKind, plain_text
from zhupi.annotations.markdown import Run as NoteRun
from zhupi.export import markup
from zhupi.export.parts import words_of


def note_markup(pieces: Sequence[Piece]) -> str:
    """A note, written anew: headings become bold lines, so that they stay out of the outline."""
    text = ""
    widths: list[int] = []
    last: Piece | None = None
    for piece in pieces:
        if piece.marker:
            del widths[piece.depth - 1 :]
            widths += [0] * (piece.depth - 1 - len(widths))
            widths.append(len(_marker(piece)) + 1)
        indent = " " * sum(widths[: piece.depth])
        first = " " * sum(widths[: piece.depth - 1]) + _marker(piece) + " "
        quoted = "> " * piece.quoted
        if last is not None:
            tight = piece.marker and last.depth and piece.quoted == last.quoted
            between = ("> " * min(piece.quoted, last.quoted)).rstrip()
            text += "\n" if tight else f"\n{between}\n"
        text += markup.prefixed(
            _piece(piece), quoted + (first if piece.marker else indent), quoted + indent
        )
        last = piece
    return text


def _marker(piece: Piece) -> str:
    return "-" if piece.marker == "•" else piece.marker


def _piece(piece: Piece) -> str:
    if piece.kind is PieceKind.CODE:
        return markup.fenced(piece.text)
    if piece.kind is PieceKind.RULE:
        return "***"
    if piece.kind is PieceKind.TABLE:
        written = markup.piped([[_cell(cell) for cell in row] for row in piece.rows])
        if plain_text(written) == piece.text:
            return written
        return markup.piped([[markup.inline(words_of(cell)) for cell in row] for row in piece.rows])
    bold = piece.kind is PieceKind.HEADING
    looks = [_look(run, bold=bold) for run in piece.runs]
    written = markup.as_block("".join(_note_run(looks, at) for at in range(len(looks))))
    # Neighbouring emphases may merge in reading; the words come before their look.
    if plain_text(written) == piece.text:
        return written
    return markup.escape(piece.text)


def _cell(runs: Sequence[NoteRun]) -> str:
    return markup.as_cell("".join(_note_run(runs, at) for at in range(len(runs))))


def _look(run: NoteRun, *, bold: bool) -> NoteRun:
    return NoteRun(run.text, bold or run.bold, run.italic, run.strike, run.code, run.link)


def _note_run(runs: Sequence[NoteRun], at: int) -> str:
    run = runs[at]
    marks = "**" * run.bold + "*" * run.italic
    if run.code:
        written = markup.code(run.text)
    elif run.text == "\n" or not (marks or run.strike):
        written = markup.inline(run.text)
    else:
        before = runs[at - 1].text[-1:] if at else ""
        after = runs[at + 1].text[:1] if at + 1 < len(runs) else ""
        marks = marks or "~~"
        written = markup.emphasised(run.text, marks, before=before, after=after)
    return f"[{written}](<{run.link}>)" if run.link else written
