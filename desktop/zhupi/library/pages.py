"""Which pages of a source show their number, and so may be cited."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace

from zhupi.gazette.folding import fold
from zhupi.gazette.furniture import PAGE_NUMBER
from zhupi.gazette.model import Furniture, PageStart


def printed_pages(pages: Sequence[PageStart], furniture: Sequence[Furniture]) -> list[PageStart]:
    """The page starts, with page 0 where the number is only counted from another page.

    Some sources write the figures of a number in turned order: ７２ is at the foot of page 27.
    """
    starts = [page.line for page in pages]
    shown: set[int] = set()
    for item in furniture:
        figures = fold(item.text).strip("-—–·.第页")
        at = bisect_right(starts, item.line) - 1
        if item.reason != PAGE_NUMBER or at < 0 or not figures.isdecimal():
            continue
        if pages[at].page in (int(figures), int(figures[::-1])):
            shown.add(at)
    return [page if at in shown else replace(page, page=0) for at, page in enumerate(pages)]
