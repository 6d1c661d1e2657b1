"""Runs of the neutral form, and of notes, as the words of a paragraph."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from zhupi.annotations.markdown import Piece, PieceKind
from zhupi.annotations.markdown import Run as NoteRun
from zhupi.annotations.model import Colour
from zhupi.export.looks import HEI, INKS, KAI, LINK, VERMILION, Font
from zhupi.export.model import Look
from zhupi.export.parts import Run
from zhupi.qt.paper.lines import Inline

_LEADS = {1: HEI, 2: KAI}


def of_runs(
    runs: Iterable[Run], look: Look, font: Font | None = None, *, quiet: bool = False
) -> Iterator[Inline]:
    """The runs of a text; links are not coloured where it is ``quiet`` or a 公文."""
    linked = not quiet and look is not Look.GONGWEN
    for run in runs:
        colour = LINK if run.link and linked else VERMILION if run.raised else ""
        yield Inline(
            run.text,
            HEI if run.raised else _LEADS.get(run.lead, font),
            colour=colour,
            raised=run.raised,
            colours=run.colours,
            lines=run.lines,
        )


def number(key: int) -> Inline:
    """The number of a note, behind its words."""
    return Inline(f"[{key}]", HEI, colour=VERMILION, raised=True)


def of_piece(piece: Piece) -> Iterator[Inline]:
    """A piece of a note, its marker before it."""
    if piece.marker:
        yield Inline(f"{piece.marker}\t")
    yield from of_note(piece.runs, HEI if piece.kind is PieceKind.HEADING else None)


def of_note(runs: Iterable[NoteRun], font: Font | None = None) -> Iterator[Inline]:
    """Runs of a note."""
    for run in runs:
        yield Inline(
            run.text,
            font,
            colour=LINK if run.link else "",
            bold=run.bold,
            italic=run.italic,
            strike=run.strike,
            code=run.code,
        )


def label(meaning: str, tags: Sequence[str], colour: Colour) -> Iterator[Inline]:
    """What a mark means, and its tags."""
    words = "　".join(filter(None, [meaning, *(f"#{tag}" for tag in tags)]))
    yield Inline(words, HEI, colour=INKS[colour].line)
