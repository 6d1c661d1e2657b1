"""Where issuing bodies have their seat, and whether they may mean the same text by its title."""

from __future__ import annotations

import re
from collections.abc import Sequence

_STATE = "中华人民共和国"
_NATIONAL = re.compile("国务院|国家|中国|全国|中共中央|中央|最高人民|中华")
_UP = "(?:[一-鿿]{2,7}?(?:省|自治区))?"
_SEAT = re.compile(
    f"(?:中共)?{_UP}(?P<seat>[一-鿿]{{1,7}}?(?:省|自治区|自治州|市|州|盟|地区|县|区|旗))"
)
_BARE = re.compile("(?:中共)?(?:省|自治区|市|州|盟|县|区|旗|本)")


def same_seat(title: str, citing: Sequence[str], cited: Sequence[str]) -> bool:
    """Tell whether ``citing`` bodies may mean by ``title`` alone a text that ``cited`` ones issued.

    Titles such as 关于加强某事的意见 are borne by texts of many places. Bodies of one place mean
    the same text, and so do all where the title names the place; of bodies unknown nothing is said.
    """
    ours, theirs = {seat(name) for name in citing}, {seat(name) for name in cited}
    if not ours or not theirs or None in ours | theirs or ours & theirs:
        return True
    return any(place and title.startswith(place) for place in theirs) or title.startswith(_STATE)


def seat(name: str) -> str | None:
    """The place of a body, ``""`` of a national one; ``None`` where the name leaves it out."""
    if _NATIONAL.match(name):
        return ""
    if _BARE.match(name):
        return None
    match = _SEAT.match(name)
    return "" if match is None else match["seat"]
