"""Comments turned into numbers on their words and a table at the end: comments do not print."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from zhupi.annotations.model import Annotation
from zhupi.export.parts import (
    Comment,
    Heading,
    Numbered,
    Paragraph,
    Part,
    Run,
    Runs,
    Table,
    Title,
)


def runs_of(part: Part) -> Iterator[Run]:
    """The runs of a part of a full text."""
    match part:
        case Title() | Heading() | Paragraph():
            yield from part.runs
        case Table(rows):
            yield from (run for row in rows for cell in row for run in cell)
        case _:
            pass


def numbered(
    parts: Sequence[Part],
    comments: Mapping[str, Comment],
    annotations: Sequence[Annotation],
    first: int,
) -> tuple[list[Part], list[Numbered]]:
    """The parts with a number behind the words of each comment, and the comments, numbered.

    Numbers count from ``first`` in the order in which the words end.
    """
    quotes = {a.id: a.selector.quote for a in annotations if a.selector is not None}
    left: dict[str, int] = {}
    for part in parts:
        for run in runs_of(part):
            for key in run.comments:
                left[key] = left.get(key, 0) + 1
    notes: list[Numbered] = []

    def with_numbers(runs: Runs) -> Runs:
        made: list[Run] = []
        for run in runs:
            made.append(replace(run, comments=()))
            for key in run.comments:
                left[key] -= 1
                if left[key]:
                    continue
                number = first + len(notes)
                lines = tuple(filter(None, map(str.strip, quotes[key].split("\n"))))
                notes.append(Numbered(number, lines, comments[key]))
                made.append(Run(f"[{number}]", raised=True))
        return tuple(made)

    changed: list[Part] = []
    for part in parts:
        match part:
            case Title() | Heading() | Paragraph():
                changed.append(replace(part, runs=with_numbers(part.runs)))
            case Table(rows):
                cells = tuple(tuple(with_numbers(cell) for cell in row) for row in rows)
                changed.append(replace(part, rows=cells))
            case _:
                changed.append(part)
    return changed, notes
