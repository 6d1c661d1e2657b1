"""A document's whole text with its highlights cut into runs."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from zhupi.annotations.addresses import DocumentAddress, written
from zhupi.annotations.model import Annotation, Colour, State, Style
from zhupi.export.model import Excerpted, Link
from zhupi.export.parts import (
    Heading,
    PageBreak,
    Paragraph,
    Part,
    Role,
    Run,
    Runs,
    Table,
    Title,
)
from zhupi.gazette.model import Block, BlockKind
from zhupi.gazette.model import Heading as LadderHeading
from zhupi.gazette.typography import is_in_head, is_list, signing

_ROLES = {
    BlockKind.NUMBER: Role.NUMBER,
    BlockKind.ADDRESSEES: Role.ADDRESSEES,
    BlockKind.DATE: Role.RIGHT,
    BlockKind.REMARK: Role.REMARK,
    BlockKind.ATTACHMENT_NOTE: Role.ATTACHED,
    BlockKind.ATTACHMENT_LABEL: Role.LABEL,
    BlockKind.MASTHEAD: Role.INFO,
    BlockKind.SOURCE_NOTE: Role.INFO,
    BlockKind.COPIES: Role.REMARK,
}
_OPENINGS = (BlockKind.ATTACHMENT_LABEL, BlockKind.ATTACHMENT_TITLE)
"""An attachment begins a page."""
_TITLES = (BlockKind.TITLE, BlockKind.ENCLOSURE_TITLE, BlockKind.ATTACHMENT_TITLE)


def speaks(annotation: Annotation) -> bool:
    """Whether there is more to tell of a highlight than what its colour means."""
    return bool(annotation.note.strip() or annotation.tags)


def full_text(item: Excerpted) -> Iterator[Part]:
    """The blocks of a document, or of a stretch of it, its highlights and links on runs."""
    document = item.document
    marks = _Marks(item.annotations, item.links, len(document.text))
    address = written(DocumentAddress(item.id))
    run_in = {heading.block: heading for heading in document.headings if heading.run_in}
    starts = zip(document.blocks, document.block_starts, strict=True)
    headers = {"\t".join(attachment.columns) for attachment in document.attachments}
    opening = False
    first, last = item.span or (0, len(document.text))
    for index, (block, start) in enumerate(starts):
        if start + len(block.text) <= first or start >= last:
            continue
        if is_in_head(block, document.blocks[index - 1].kind if index else None):
            block = replace(block, kind=BlockKind.NUMBER)
        begins, opening = not opening, block.kind in _OPENINGS
        if opening and begins and item.span is None:
            yield PageBreak()
        if block.kind is BlockKind.TABLE:
            header = block.text.partition("\n")[0] in headers
            rows = _rows(block.text, start, marks, (first, last))
            ruled = not is_list(block, document)
            yield Table(tuple(rows), header and first <= start, ruled)
        elif block.kind is BlockKind.SIGNOFF:
            yield from _signoff(block.text, start, marks, (first, last))
        else:
            part = _block(block, start, run_in.get(index), marks, (first, last))
            if address and isinstance(part, Title):
                part, address = Title(part.runs, part.level, address), ""
            yield part


def _block(
    block: Block, at: int, lead: LadderHeading | None, marks: _Marks, span: tuple[int, int]
) -> Part:
    """The words of a block that lie in the span; the block begins at ``at``."""
    start, end = max(at, span[0]), min(at + len(block.text), span[1])
    if block.kind in _TITLES:
        level = 1 if block.kind is BlockKind.TITLE else 2
        return Title(tuple(marks.runs(block.text, at, start, end)), level)
    if block.kind is BlockKind.HEADING:
        level = max(1, min(block.level or 1, 4))
        return Heading(level + 1, tuple(marks.runs(block.text, at, start, end)))
    cut, level = start, 0
    if lead is not None and block.text.startswith(lead.text):
        cut, level = min(max(at + len(lead.text), start), end), lead.level
    runs = (
        *marks.runs(block.text, at, start, cut, lead=level),
        *marks.runs(block.text, at, cut, end),
    )
    return Paragraph(runs, _ROLES.get(block.kind, Role.BODY))


def _signoff(text: str, at: int, marks: _Marks, span: tuple[int, int]) -> Iterator[Part]:
    """A paragraph for each body that signed, as far as it lies in the span."""
    begin = at
    for body in signing(text):
        start, end = max(begin, span[0]), min(begin + len(body.rstrip()), span[1])
        if start < end:
            yield Paragraph(tuple(marks.runs(text, at, start, end)), Role.RIGHT)
        begin += len(body)


def _rows(
    text: str, start: int, marks: _Marks, span: tuple[int, int]
) -> Iterator[tuple[Runs, ...]]:
    """The rows of a table, whole ones, that the span touches."""
    at = start
    for row in text.split("\n"):
        if at + len(row) <= span[0] or at >= span[1]:
            at += len(row) + 1
            continue
        cells: list[Runs] = []
        for cell in row.split("\t"):
            cells.append(tuple(marks.runs(text, start, at, at + len(cell))))
            at += len(cell) + 1
        yield tuple(cells)


@dataclass(frozen=True, slots=True)
class _Mark:
    start: int
    end: int
    key: str
    colour: Colour
    style: Style
    speaks: bool


class _Marks:
    """The anchored highlights and the links of a document, and the union of their cuts."""

    def __init__(
        self, annotations: Sequence[Annotation], links: Sequence[Link], length: int
    ) -> None:
        marks = [
            _Mark(
                max(0, a.selector.start),
                min(length, a.selector.end),
                a.id,
                a.colour or Colour.RED,
                a.style,
                speaks(a),
            )
            for a in annotations
            if a.selector is not None and a.state is State.ANCHORED
        ]
        spans = [(span.start, span.end) for span in marks]
        spans += [(link.start, link.end) for link in links]
        self._cuts = sorted({at for span in spans for at in span})
        self._covering: list[list[_Mark]] = [[] for _ in self._cuts]
        self._links = [""] * len(self._cuts)
        for mark in sorted(marks, key=lambda mark: mark.start - mark.end):  # the shortest last
            for index in self._between(mark.start, mark.end):
                self._covering[index].append(mark)
        for link in links:
            for index in self._between(link.start, link.end):
                self._links[index] = link.address

    def _between(self, start: int, end: int) -> range:
        return range(bisect_left(self._cuts, start), bisect_left(self._cuts, end))

    def runs(self, text: str, offset: int, start: int, end: int, *, lead: int = 0) -> Iterator[Run]:
        """The runs from `start` to `end`; `text` begins at `offset` in the document text."""
        first, last = bisect_right(self._cuts, start), bisect_left(self._cuts, end)
        edges = [start, *self._cuts[first:last], end]
        for left, right in pairwise(edges):
            if left == right:
                continue
            index = bisect_right(self._cuts, left) - 1
            marks = self._covering[index] if index >= 0 else []
            yield Run(
                text[left - offset : right - offset],
                lead,
                tuple(mark.colour for mark in marks if mark.style is Style.HIGHLIGHT),
                tuple(mark.key for mark in marks if mark.speaks),
                tuple(mark.colour for mark in marks if mark.style is Style.UNDERLINE),
                self._links[index] if index >= 0 else "",
                silent=tuple(mark.key for mark in marks if not mark.speaks),
            )
