"""How some parts of a printed document stand: names of what is attached, bodies that sign."""

from __future__ import annotations

import re

_LABEL = "附件："
_INDENT = 2
_ATTACHED = re.compile(r"附件\s*[：:]?\s*(?:\d+\s*[.．、])?")
_ITEM = re.compile(r"\d+\s*[.．、]")
_BODY = re.compile(r"\S+[部委办厅局府院会室署处社司校团]\s*")


def attached_lead(text: str) -> tuple[int, str]:
    """Characters left of the first line of what is attached, and what stands before its title.

    附件： begins two characters in; an item stands below the first (GB/T 9704, 7.3.4).
    """
    label = _ATTACHED.match(text)
    if label is not None:
        return _INDENT, label[0]
    item = _ITEM.match(text)
    return _INDENT + len(_LABEL), item[0] if item is not None else ""


def signing(text: str) -> list[str]:
    """The bodies of a sign-off, each with the white space after it (7.3.5.2).

    They stand below one another. A name is no body: 省长 张三 is left as it is.
    """
    bodies = _BODY.findall(text)
    return bodies if bodies and "".join(bodies) == text else [text]
