"""What can be corrected at a place, in the words of a menu."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from zhupi.gazette import corrections
from zhupi.gazette.corrections import CHOICES, KIND_WORDS, Correction
from zhupi.gazette.model import BlockKind, Document
from zhupi.gazette.raw_view import RawView
from zhupi.library.raw_text import RawPart
from zhupi.qt.doubts import FITTING, Placed
from zhupi.qt.sheets import Loaded

_QUOTED = 10
_LEVELS = "一二三四"
_BOUNDARY = "段落分界不确定"


@dataclass(frozen=True, slots=True)
class Spot:
    """A place: the block, an offset in the document text, a raw line; ``None`` where none is.

    ``exact``: it is the raw line that is meant, not what stands near it.
    """

    block: int | None
    offset: int | None
    line: int | None
    exact: bool = False


@dataclass(frozen=True, slots=True)
class Choice:
    """A correction that is offered. ``make`` may refuse.

    ``document`` is the one it concerns, ``revision`` the state of it that is seen.
    """

    name: str
    label: str
    document: str
    revision: int
    make: Callable[[], Correction]


Read = Callable[[str], Document]
"""Reads a document by its id."""


def at_offset(loaded: Loaded, offset: int) -> Spot:
    """The spot of a place in the text."""
    alignment = loaded.alignment
    return Spot(alignment.block_at(offset), offset, alignment.line_of(offset))


def at_line(loaded: Loaded, line: int) -> Spot:
    """The spot of a raw line; one that became no text of the document has no block."""
    for raw in loaded.sheet.view.lines:
        if raw.number == line:
            return Spot(raw.block, raw.start, line, exact=True)
    return Spot(None, None, line, exact=True)


def of_doubt(loaded: Loaded, placed: Placed) -> Spot:
    """The spot that a doubt is about."""
    first, last = placed.doubt.lines
    spot, end = at_line(loaded, first), at_line(loaded, last)
    if placed.doubt.what == _BOUNDARY and spot.block == end.block:
        return end  # whether a paragraph begins with its last line
    return Spot(placed.block, placed.offset, first) if spot.block is None else spot


def fitting(loaded: Loaded, placed: Placed, read: Read) -> list[Choice]:
    """What may settle a doubt."""
    spot = of_doubt(loaded, placed)
    wanted = set(FITTING.get(placed.doubt.what, ()))
    first, last = placed.doubt.lines
    if placed.doubt.what == _BOUNDARY:
        joined = at_line(loaded, first).block == at_line(loaded, last).block
        wanted.discard("correct_join" if joined else "correct_part")
    if first != last:
        wanted.discard("correct_furniture")
    return [choice for choice in choices(loaded, spot, read) if choice.name in wanted]


def choices(loaded: Loaded, spot: Spot, read: Read) -> Iterator[Choice]:
    """Yield what can be corrected at a spot, but for fields and the kinds of blocks."""
    yield from _of_paragraphs(loaded, spot)
    yield from _of_documents(loaded, spot, read)
    yield from _of_lines(loaded, spot)


def kinds(loaded: Loaded, spot: Spot) -> list[Choice]:
    """The kinds that the block of a spot can be given."""
    stored, block = loaded.stored, spot.block
    document = stored.document
    if block is None or document.blocks[block].kind is BlockKind.TABLE:
        return []
    here = document.blocks[block]
    found = []
    for kind in CHOICES:
        levels = (1, 2, 3, 4) if kind is BlockKind.HEADING else (None,)
        for level in levels:
            if (here.kind, here.level if level else None) == (kind, level):
                continue
            label = f"{_LEVELS[level - 1]}级标题" if level else KIND_WORDS[kind]

            def make(kind: BlockKind = kind, level: int | None = level) -> Correction:
                return corrections.block_kind(document, block, kind, level)

            found.append(Choice("correct_block", label, stored.id, stored.revision, make))
    return found


def _of_paragraphs(loaded: Loaded, spot: Spot) -> Iterator[Choice]:
    stored, block = loaded.stored, spot.block
    document = stored.document
    if block is None:
        return
    if document.blocks[block].kind is not BlockKind.TABLE:
        following = document.blocks[block + 1 : block + 2]
        if following and following[0].kind is not BlockKind.TABLE:
            label = f"与下一段“{_short(following[0].text)}”合为一段"
            yield Choice(
                "correct_join",
                label,
                stored.id,
                stored.revision,
                lambda: corrections.join(document, block),
            )
        view = loaded.sheet.view
        place = _parting(view, spot)
        if place is not None:
            label = f"从“{_short(document.text[place:])}”起另起一段"
            yield Choice(
                "correct_part",
                label,
                stored.id,
                stored.revision,
                lambda: corrections.part(view, place),
            )


def _parting(view: RawView, spot: Spot) -> int | None:
    """Where the block of a spot can be parted: at its raw line, or near its place in the text."""
    if spot.offset is None:
        return None
    if spot.exact:
        return spot.offset if view.can_part(spot.offset) else None
    return view.part_near(spot.offset)


def _of_documents(loaded: Loaded, spot: Spot, read: Read) -> Iterator[Choice]:
    stored, block = loaded.stored, spot.block
    document = stored.document
    if block:
        label = f"从“{_short(document.blocks[block].text)}”起另成一件公文"
        yield Choice(
            "correct_part_document",
            label,
            stored.id,
            stored.revision,
            lambda: corrections.part_document(document, block),
        )
    before, after = _neighbours(loaded)
    if before is not None:
        yield Choice(
            "correct_join_documents",
            f"本文并入前一件公文“{_short(before.name, 20)}”",
            stored.id,
            stored.revision,
            lambda: corrections.join_documents(document),
        )
    if after is not None:
        following = after.id
        yield Choice(
            "correct_join_next_document",
            f"后一件公文“{_short(after.name, 20)}”并入本文",
            following,
            after.revision,
            lambda: corrections.join_documents(read(following)),
        )


def _of_lines(loaded: Loaded, spot: Spot) -> Iterator[Choice]:
    line, stored, sheet = spot.line, loaded.stored, loaded.sheet
    if line is None:
        return
    words = _short(sheet.line(line).strip())
    if line in sheet.furniture:
        label = f"第 {line} 行“{words}”是正文，收回"
        yield Choice(
            "correct_text", label, stored.id, stored.revision, lambda: corrections.text(line)
        )
    elif words and sheet.inside(line):
        label = f"第 {line} 行“{words}”不是正文"
        yield Choice(
            "correct_furniture",
            label,
            stored.id,
            stored.revision,
            lambda: corrections.furniture(line),
        )


def _neighbours(loaded: Loaded) -> tuple[RawPart | None, RawPart | None]:
    """The documents before and after the open one in its source."""
    parts = loaded.sheet.text.parts
    at = next((n for n, part in enumerate(parts) if part.id == loaded.stored.id), None)
    if at is None:
        return None, None
    return (parts[at - 1] if at else None, parts[at + 1] if at + 1 < len(parts) else None)


def _short(text: str, length: int = _QUOTED) -> str:
    line = " ".join(text.partition("\n")[0].split())
    return line if len(line) <= length else f"{line[:length]}…"
