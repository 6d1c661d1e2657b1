"""Earlier readings of the bundled gazettes, each a parser that saw less than the present one."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from zhupi.gazette.model import Block, BlockKind, Document, Issue
from zhupi.library.worker import Held, Inline, Read

Reading = Callable[[Issue, list[str]], Issue]
"""Turns the present reading into an earlier one; takes the raw lines too."""


class Earlier(Inline):
    """A workshop of the time before."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading

    def read(self, files: Iterable[Path | Held]) -> Iterator[Read]:
        for read in super().read(files):
            assert read.raw is not None
            assert read.issue is not None
            issue = self._reading(read.issue, read.raw.text.split("\n"))
            yield replace(read, issue=issue)


def lines_unjoined(issue: Issue, raw: list[str]) -> Issue:
    """Every printed line of a paragraph was a paragraph; glyphs were not repaired."""

    def parted(document: Document) -> Document:
        blocks: list[Block] = []
        for block in document.blocks:
            first, last = block.lines
            if block.kind is not BlockKind.PARAGRAPH or first == last:
                blocks.append(block)
                continue
            for number in range(first, last + 1):
                text = raw[number - 1].strip()
                if text:
                    blocks.append(replace(block, text=text, lines=(number, number)))
        return _with_blocks(document, tuple(blocks))

    return replace(issue, documents=tuple(map(parted, issue.documents)))


def documents_joined(issue: Issue, _raw: list[str]) -> Issue:
    """Every other boundary between documents was missed."""
    joined: list[Document] = []
    for at, document in enumerate(issue.documents):
        if at % 2 and joined:
            former = joined.pop()
            document = _with_blocks(
                replace(former, lines=(former.lines[0], document.lines[1])),
                former.blocks + document.blocks,
            )
        joined.append(document)
    return replace(issue, documents=tuple(joined))


def documents_halved(issue: Issue, _raw: list[str]) -> Issue:
    """A paragraph in the middle of each document was taken for the beginning of another."""
    halves: list[Document] = []
    for document in issue.documents:
        middle = len(document.blocks) // 2
        if middle == 0:
            halves.append(document)
            continue
        first, second = document.blocks[:middle], document.blocks[middle:]
        border = second[0].lines[0]
        halves.append(_with_blocks(replace(document, lines=(document.lines[0], border - 1)), first))
        halves.append(
            _with_blocks(
                replace(
                    document, number=None, title=second[0].text, lines=(border, document.lines[1])
                ),
                second,
            )
        )
    return replace(issue, documents=tuple(halves))


def _with_blocks(document: Document, blocks: tuple[Block, ...]) -> Document:
    return replace(
        document,
        blocks=blocks,
        headings=(),
        citations=(),
        enclosures=(),
        attachments=(),
        doubts=(),
    )
