"""How parts of a printed document stand: names of what is attached, bodies that sign, lists."""

from __future__ import annotations

import re
from collections.abc import Sequence

from zhupi.gazette.model import Block, BlockKind, Document

_LABEL = "附件："
_INDENT = 2
_ATTACHED = re.compile(r"附件\s*[：:]?\s*(?:\d+\s*[.．、])?")
_ITEM = re.compile(r"\d+\s*[.．、]")
_BODY = re.compile(r"\S+[部委办厅局府院会室署处社司校团]\s*")

_HEAD = {
    BlockKind.TITLE,
    BlockKind.ENCLOSURE_TITLE,
    BlockKind.ATTACHMENT_TITLE,
    BlockKind.NUMBER,
}

LIST_GAP = 2
"""Characters between two columns of a list."""
_FEW, _MOST_BESIDE = 3, 4
"""So few names stand one under the other; so many stand side by side at most."""


def attached_lead(text: str) -> tuple[int, str]:
    """Characters left of the first line of what is attached, and what stands before its title.

    附件： begins two characters in; an item stands below the first (GB/T 9704, 7.3.4).
    """
    label = _ATTACHED.match(text)
    if label is not None:
        return _INDENT, label[0]
    item = _ITEM.match(text)
    return _INDENT + len(_LABEL), item[0] if item is not None else ""


def is_in_head(block: Block, before: BlockKind | None) -> bool:
    """Tell a date below a title or a number, which is centred, from that below a sign-off."""
    return block.kind is BlockKind.DATE and before in _HEAD


def signing(text: str) -> list[str]:
    """The bodies of a sign-off, each with the white space after it (7.3.5.2).

    They stand below one another. A name is no body: 省长 张三 is left as it is.
    """
    bodies = _BODY.findall(text)
    return bodies if bodies and "".join(bodies) == text else [text]


def is_list(block: Block, document: Document) -> bool:
    """Tell whether a table is a list of names or of bodies: it was printed without rules."""
    first, last = block.lines
    return any(
        attachment.form == "list" and attachment.lines[0] <= first and last <= attachment.lines[1]
        for attachment in document.attachments
    )


def side_by_side(lengths: Sequence[int], room: float) -> int:
    """How many names of a list of one column stand side by side, row by row; in characters."""
    if len(lengths) <= _FEW:
        return 1
    fitting = int((room + LIST_GAP) // (max(lengths) + LIST_GAP))
    return max(1, min(_MOST_BESIDE, fitting))
