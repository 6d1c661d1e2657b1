"""The documents of two gazettes, set anew in other columns with other page breaks.

Their paragraphs are known to be right (they agree with the truths made by hand), so the reader must
find them again wherever the lines break.
"""

from __future__ import annotations

import random
from collections.abc import Sequence

import pytest
from setting import Style, fill

from zhupi.gazette import parse
from zhupi.gazette.model import Block, BlockKind, Document, Issue

RUNNING = (BlockKind.PARAGRAPH, BlockKind.HEADING, BlockKind.ITEM)
ON_ONE_LINE = (
    BlockKind.SIGNOFF,
    BlockKind.DATE,
    BlockKind.NUMBER,
    BlockKind.ENCLOSURE_TITLE,
)
STYLES = [
    pytest.param(Style(width=20), id="20"),
    pytest.param(Style(width=24), id="24"),
    pytest.param(Style(width=28), id="28"),
    pytest.param(Style(width=22, squeezed=False), id="gridded"),
    pytest.param(Style(width=25, squeezed=False, blanks=False), id="gridded-without-blanks"),
    pytest.param(Style(width=23, indent="　　"), id="indented"),
    pytest.param(Style(width=40, squeezed=False), id="one-column"),
    pytest.param(Style(wrapped=False), id="a-paragraph-a-line"),
]


class Setter:
    """Sets documents line by line and puts in page breaks, page numbers among them."""

    def __init__(self, style: Style, chance: random.Random) -> None:
        self.style = style
        self.chance = chance
        self.lines: list[str] = []
        self.furniture: set[int] = set()
        self.count = 0
        self.page = 1

    def put(self, line: str, *, breakable: bool = True) -> int:
        self.count += 1
        if breakable and self.count % 70 == 0:
            line = self._page_break(line)
        self.lines.append(line)
        number = len(self.lines)
        if self.style.blanks:
            self.lines.append("")
        return number

    def _page_break(self, line: str) -> str:
        self.page += 1
        if self.style.blanks:
            self.lines.pop()
        if self.chance.random() < 0.5:
            self.lines.append(str(self.page - 1))
            self.furniture.add(len(self.lines))
        return " " + line

    def document(self, document: Document) -> list[tuple[int, int]]:
        spans = []
        for block in document.blocks:
            numbers = [self.put(line, breakable=block.kind in RUNNING) for line in self._set(block)]
            if block.kind in RUNNING:
                spans.append((numbers[0], numbers[-1]))
        return spans

    def _set(self, block: Block) -> Sequence[str]:
        if block.kind is BlockKind.TITLE:
            begin = max(0, block.text.find("关于"))
            rest = block.text[begin:]
            cut = [rest[at : at + 17] for at in range(0, len(rest), 17)]
            return [block.text[:begin], *cut] if begin else cut
        return [block.text] if block.kind in ON_ONE_LINE else fill(block.text, self.style)


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("number", ["000", "004"])
def test_paragraphs_are_found_again(style: Style, number: str, issues: dict[str, Issue]) -> None:
    setter = Setter(style, random.Random(7))  # noqa: S311 - chance for a test
    documents = issues[number].documents
    wanted = [span for document in documents for span in setter.document(document)]
    found = parse("\n".join(setter.lines))
    assert [d.number for d in found.documents] == [d.number for d in documents]
    assert [d.date for d in found.documents] == [d.date for d in documents]
    assert {item.line for item in found.furniture} == setter.furniture
    spans = [b.lines for d in found.documents for b in d.blocks if b.kind in RUNNING]
    right = len(set(spans) & set(wanted))
    assert 2 * right / (len(spans) + len(wanted)) >= 0.985
