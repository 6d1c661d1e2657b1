"""Questions from a tag (思考题): the note asks, the highlighted words answer."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from zhupi.annotations.markdown import Piece, pieces
from zhupi.export.excerpts import Entry, lines_of, source_of
from zhupi.export.model import Options, Variant
from zhupi.export.parts import Heading, PageBreak, Part, Question, Quote, Ruled, Run
from zhupi.gazette.folding import fold

QUESTIONS = "思考题"
ANSWERS = "参考答案"
SPACE = 5
"""Ruled lines below a question."""
_ANSWER = re.compile(r"答案?[：:]\s*")


@dataclass(frozen=True, slots=True)
class Asked:
    """A question and, in the asker's own words, its answer, if the note gives one after 答：."""

    entry: Entry
    question: tuple[Piece, ...]
    answer: tuple[Piece, ...]


def parted(entries: Sequence[Entry], options: Options) -> tuple[list[Entry], list[Asked]]:
    """The entries that are no questions, and those that are.

    One without a note asks nothing: it stays an excerpt.
    """
    tag = fold(options.question_tag.lstrip("#＃"))
    plain: list[Entry] = []
    asked: list[Asked] = []
    for entry in entries:
        made = _asked(entry) if tag and tag in map(fold, entry.annotation.tags) else None
        if made is not None:
            asked.append(made)
        else:
            plain.append(entry)
    return plain, asked


def questions(asked: Sequence[Asked], options: Options) -> Iterator[Part]:
    """The questions, numbered, with room to answer where the variant has it."""
    if asked:
        yield Heading(2, (Run(QUESTIONS),))
    for number, one in enumerate(asked, 1):
        yield Question(number, one.question)
        if options.variant is Variant.SPACE:
            yield Ruled(SPACE)


def answers(asked: Sequence[Asked], options: Options) -> Iterator[Part]:
    """The answers under the numbers of the questions, on pages of their own."""
    if not asked or not options.answers:
        return
    yield PageBreak()
    yield Heading(2, (Run(ANSWERS),))
    for number, one in enumerate(asked, 1):
        yield Question(number, one.answer)
        colour = one.entry.colour
        yield Quote(
            lines_of(one.entry.selector.quote), colour, options.meanings.get(colour, ""), ()
        )
        yield source_of(one.entry, options)


def _asked(entry: Entry) -> Asked | None:
    found = pieces(entry.annotation.note)
    at = next((i for i, piece in enumerate(found) if _ANSWER.match(piece.text)), len(found))
    if not any(piece.text.strip() for piece in found[:at]):
        return None
    answer = list(found[at:])
    if answer:
        answer[0] = _without_label(answer[0])
    return Asked(entry, found[:at], tuple(piece for piece in answer if piece.runs))


def _without_label(piece: Piece) -> Piece:
    label = _ANSWER.match(piece.text)
    left = label.end() if label is not None else 0
    runs = []
    for run in piece.runs:
        cut = min(left, len(run.text))
        left -= cut
        if run.text[cut:]:
            runs.append(replace(run, text=run.text[cut:]))
    return replace(piece, runs=tuple(runs))
