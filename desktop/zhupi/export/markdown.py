"""Markdown: CommonMark, escaped so that the words survive any reader.

Two things that CommonMark lacks are written as its readers commonly know them: tables with pipes,
and ``<mark>`` around the highlighted words of a full text.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from zhupi.annotations.markdown import Piece, PieceKind, plain_text
from zhupi.annotations.markdown import Run as NoteRun
from zhupi.export import markup
from zhupi.export.model import (
    Content,
    Heading,
    Note,
    PageBreak,
    Paragraph,
    Part,
    Prose,
    Quote,
    References,
    Run,
    SourceLine,
    Table,
    Title,
)


def render(content: Content) -> bytes:
    """The content as a Markdown file in UTF-8."""
    writer = _Writer(content)
    chunks = (chunk for part in content.parts for chunk in writer.part(part))
    return ("\n\n".join(chunk for chunk in chunks if chunk) + "\n").encode()


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
    bold = piece.kind is PieceKind.HEADING
    looks = [_look(run, bold=bold) for run in piece.runs]
    written = markup.as_block("".join(_note_run(looks, at) for at in range(len(looks))))
    # Neighbouring emphases may merge in reading; the words come before their look.
    if plain_text(written) == piece.text:
        return written
    return markup.escape(piece.text)


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


class _Writer:
    """Writes parts in turn; a comment stands below the first block that holds words of its."""

    def __init__(self, content: Content) -> None:
        self._comments = dict(content.comments)

    def part(self, part: Part) -> Iterator[str]:
        match part:
            case Title(runs, level) | Heading(level, runs):
                yield "#" * min(level, 6) + " " + markup.as_heading(_runs(runs))
                yield from self._remarks(runs)
            case Paragraph(runs):
                yield markup.as_block(_runs(runs))
                yield from self._remarks(runs)
            case Quote(lines, _, meaning, tags):
                paragraphs = "\n\n".join(markup.escape(line) for line in lines)
                yield markup.prefixed(paragraphs, "> ", "> ")
                yield _label(meaning, tags)
            case Note(pieces, label, tags):
                yield _label(label, tags)
                yield note_markup(pieces)
            case Prose(pieces):
                yield note_markup(pieces)
            case SourceLine(text):
                yield markup.escape(text)
            case Table():
                yield _table(part)
                for row in part.rows:
                    for cell in row:
                        yield from self._remarks(cell)
            case References(entries):
                yield "\n".join(
                    f"{number}. {markup.escape(entry)}" for number, entry in enumerate(entries, 1)
                )
            case PageBreak():
                yield "---"

    def _remarks(self, runs: Sequence[Run]) -> Iterator[str]:
        for key in [key for run in runs for key in run.comments]:
            comment = self._comments.pop(key, None)
            if comment is not None:
                label = _label(f"批注·{comment.meaning}", comment.tags)
                note = note_markup(comment.pieces)
                yield markup.prefixed(f"{label}\n\n{note}" if note else label, "> ", "> ")


def _label(label: str, tags: Sequence[str]) -> str:
    words = [markup.emphasised(f"【{label}】", "**")] if label else []
    return "　".join(words + [markup.inline(f"#{tag}") for tag in tags])


def _runs(runs: Sequence[Run]) -> str:
    """Runs in a line; neighbours under the same highlights share one <mark>."""
    line = ""
    nothing = Run("")
    for before, run, after in zip([nothing, *runs], runs, [*runs[1:], nothing], strict=False):
        opens, closes = run.colours != before.colours, run.colours != after.colours
        words = markup.inline(run.text)
        if run.lead:
            words = markup.emphasised(
                run.text,
                "**",
                before=">" if opens else before.text[-1:],
                after="<" if closes else after.text[:1],
            )
        start, end = ("<mark>", "</mark>") if run.colours else ("", "")
        line += (start if opens else "") + words + (end if closes else "")
    return line


def _table(table: Table) -> str:
    """A table with pipes, which must have a header: the first row, even where it is none."""
    width = max((len(row) for row in table.rows), default=0)
    rows = [[markup.as_cell(_runs(cell)) for cell in row] for row in table.rows]
    rows = [row + [""] * (width - len(row)) for row in rows]
    rows.insert(1, ["---"] * width)
    return "\n".join("| " + " | ".join(row) + " |" for row in rows)
