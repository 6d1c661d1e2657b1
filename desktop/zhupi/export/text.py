"""Plain text, for the clipboard and for a file."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from zhupi.annotations.markdown import Piece
from zhupi.export.numbering import runs_of
from zhupi.export.parts import (
    Content,
    Contents,
    Heading,
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
    Run,
    SourceLine,
    Table,
    Title,
)
from zhupi.export.wording import quoted
from zhupi.jobs import Job

_SHOWN = 16
"""Characters of the beginning and of the end of words that a note stands on."""


def render(content: Content, job: Job | None = None) -> bytes:
    """The content as a text file in UTF-8. Raises `Cancelled`."""
    if job is not None:
        job.check()
    return f"{plain(content)}\n".encode()


def plain(content: Content) -> str:
    """The content in lines; notes stand below the paragraph of their words, which they name."""
    writer = _Writer(content)
    return "\n".join(line for part in content.parts for line in writer.part(part))


class _Writer:
    def __init__(self, content: Content) -> None:
        self._content = content
        self._told: set[str] = set()
        self._words: defaultdict[str, str] = defaultdict(str)
        for part in content.parts:
            for run in runs_of(part):
                for key in run.comments:
                    self._words[key] += run.text

    def part(self, part: Part) -> Iterator[str]:
        match part:
            case Title(runs) | Paragraph(runs) | Heading(_, runs):
                yield "".join(run.text for run in runs)
            case Table(rows):
                yield from ("\t".join(_text(cell) for cell in row) for row in rows)
            case PageBreak():
                yield ""
            case Contents():
                pass
            case _:
                yield from _excerpted(part)
        for key in dict.fromkeys(key for run in runs_of(part) for key in run.comments):
            if key not in self._told:
                self._told.add(key)
                comment = self._content.comments[key]
                tags = "".join(f" #{tag}" for tag in comment.tags)
                said = _said(comment.pieces)
                about = quoted(_shortened(self._words[key]))
                yield f"【{comment.meaning}{tags}】{about}{'：' if said else ''}{said}"


def _excerpted(part: Part) -> Iterator[str]:
    match part:
        case Quote(lines):
            yield quoted("\n".join(lines))
        case Note(pieces, label, tags):
            yield f"【{label or '批注'}{''.join(f' #{tag}' for tag in tags)}】{_said(pieces)}"
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
                words = quoted("\n".join(note.lines))
                yield f"[{note.number}] {words}"
                yield _said(note.comment.pieces)
        case _:
            raise AssertionError(f"no such part: {part}")


def _shortened(words: str) -> str:
    """Enough of the words to find them by."""
    return words if len(words) <= 2 * _SHOWN + 2 else f"{words[:_SHOWN]}……{words[-_SHOWN:]}"


def _text(runs: Sequence[Run]) -> str:
    return "".join(run.text for run in runs)


def _said(pieces: Sequence[Piece]) -> str:
    return "\n".join(f"{piece.marker} {piece.text}".strip() for piece in pieces if piece.runs)
