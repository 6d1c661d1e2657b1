"""New wording that a text puts in quotation marks (第三条修改为：“…”): another text speaks there.

It may run over several blocks; often each of them begins with a mark of its own (“（一）…；).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from zhupi.gazette.model import Block, BlockKind

UNCLOSED = '(?<=[：:为即])[“"][^“”"]*$'
"""Quoted words that go on in the next block."""
_RUNNING = (BlockKind.PARAGRAPH, BlockKind.ITEM, BlockKind.HEADING)
_OPENS = re.compile('[“"]')
_CLOSED = re.compile('[”"][。；，]?$')
_UNCLOSED = re.compile(UNCLOSED)
_RESUMES = re.compile("本(?:决定|通知|公告|令)|此外|《|[一二三四五六七八九十]{1,3}、")
"""How the text itself goes on, should a mark of closing be missing."""


def begun_in_quotes(blocks: Sequence[Block]) -> Iterator[bool]:
    """Tell of each block whether it is, from its first word on, new wording that is quoted."""
    goes_on = introduced = False
    for block in blocks:
        running = block.kind in _RUNNING
        marked = bool(_OPENS.match(block.text))
        goes_on = goes_on and not _RESUMES.match(block.text)
        inside = running and (goes_on or (introduced and marked))
        yield inside
        if inside:
            goes_on = not _CLOSED.search(block.text)
        else:
            goes_on = running and bool(_UNCLOSED.search(block.text))
        introduced = running and (block.text.endswith(("：", ":")) or inside)
