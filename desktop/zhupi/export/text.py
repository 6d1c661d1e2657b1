"""Plain text."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from zhupi.annotations.markdown import Piece
from zhupi.export.model import Layout
from zhupi.export.numbering import runs_of
from zhupi.export.parts import (
    Content,
    Contents,
    Heading,
    Legend,
    Note,
    NoteTable,
    OwnText,
    PageBreak,
    Paragraph,
    Part,
    Question,
    Quote,
    References,
    Ruled,
    SourceLine,
    Table,
    Title,
    words_of,
)
from zhupi.export.wording import clock, quoted
from zhupi.jobs import Job

_SHOWN = 16
"""Characters of the beginning and of the end of words that a note stands on."""
_INDENT = "　　"
"""Before the reader's own words below a paragraph of the text."""


def render(content: Content, job: Job | None = None) -> bytes:
    """The content as a text file in UTF-8. Raises `Cancelled`.

    The text stays as it is: each of its highlights is told below the paragraph of its words, which
    it names, with its note.
    """
    if job is not None:
        job.check()
    writer = _Writer(content)
    return "".join(f"{line}\n" for part in content.parts for line in writer.part(part)).encode()


class _Writer:
    def __init__(self, content: Content) -> None:
        self._content = content
        self._spaced = content.layout is Layout.EXCERPTS
        self._blank = True
        self._last: Part | None = None
        self._told: set[str] = set()
        self._words: defaultdict[str, str] = defaultdict(str)
        for part in content.parts:
            for run in runs_of(part):
                for key in (*run.comments, *run.silent):
                    self._words[key] += run.text

    def part(self, part: Part) -> Iterator[str]:
        if self._spaced and not self._blank and _begins(part, self._last):
            yield ""
        self._last = part
        for line in self._lines(part):
            self._blank = not line
            yield line
        for key in dict.fromkeys(k for run in runs_of(part) for k in (*run.comments, *run.silent)):
            if key not in self._told:
                self._told.add(key)
                yield from (_INDENT + line for line in self._remark(key).split("\n"))

    def _lines(self, part: Part) -> Iterator[str]:
        match part:
            case Title(runs) | Paragraph(runs) | Heading(_, runs):
                yield words_of(runs)
            case Table(rows):
                yield from ("\t".join(words_of(cell) for cell in row) for row in rows)
            case PageBreak():
                if not self._blank:
                    yield ""
            case Legend():
                pass  # what a mark means is told with each
            case Contents():
                pass
            case _:
                yield from _excerpted(part)

    def _remark(self, key: str) -> str:
        comment = self._content.comments.get(key) or self._content.silent[key]
        said = _said(comment.pieces)
        words = quoted(_shortened(self._words[key]))
        return f"{_label(comment.meaning, comment.tags)}{words}{'：' if said else ''}{said}"


def _begins(part: Part, last: Part | None) -> bool:
    """Whether a blank line stands before a part; an answer and its excerpt are one."""
    match part:
        case Heading() | OwnText():
            return True
        case Quote():
            return not isinstance(last, Question)
        case Question():
            return not isinstance(last, Heading | Question)
        case _:
            return False


def _excerpted(part: Part) -> Iterator[str]:
    match part:
        case Quote(lines, _, meaning, tags):
            yield _label(meaning, tags) + quoted("\n".join(lines))
        case Note(pieces, label, tags):
            yield _label(label or "批注", tags) + _said(pieces)
        case OwnText(pieces):
            yield _said(pieces)
        case Question(number, pieces):
            yield f"{number}. {_said(pieces)}"
        case Ruled(lines):
            yield from ["＿" * 20] * lines
        case SourceLine(text):
            yield text
        case References(entries):
            yield from (f"[{number}] {entry}" for number, entry in enumerate(entries, 1))
        case NoteTable(notes):
            for note in notes:
                about, words = note.comment, quoted("\n".join(note.lines))
                label = _label(about.meaning, about.tags)
                yield f"[{note.number}] {label}{words}（{clock(about.when)}）"
                if about.pieces:
                    yield _said(about.pieces)
        case _:
            raise AssertionError(f"no such part: {part}")


def _label(name: str, tags: Sequence[str]) -> str:
    """【责任 #牵头】, or nothing where there is nothing to tell."""
    words = " ".join(filter(None, [name, *(f"#{tag}" for tag in tags)]))
    return f"【{words}】" if words else ""


def _shortened(words: str) -> str:
    """Enough of the words to find them by."""
    return words if len(words) <= 2 * _SHOWN + 2 else f"{words[:_SHOWN]}……{words[-_SHOWN:]}"


def _said(pieces: Sequence[Piece]) -> str:
    """A note in lines, its lists indented by what they stand in."""
    return "\n".join(
        "　" * max(piece.depth - 1, 0) + (f"{piece.marker} " if piece.marker else "") + piece.text
        for piece in pieces
        if piece.runs
    )
