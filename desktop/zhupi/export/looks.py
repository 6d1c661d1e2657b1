"""Colours and fonts of the exports, each named in this one place."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from zhupi.annotations.model import Colour


class Ink(NamedTuple):
    """``line`` for borders and small labels, ``wash`` behind words; RGB in hex without #."""

    line: str
    wash: str


INKS: dict[Colour, Ink] = {
    Colour.RED: Ink("BF3B2B", "FBE4DE"),
    Colour.YELLOW: Ink("B98600", "FFF2C6"),
    Colour.GREEN: Ink("2C7F66", "DCF0E6"),
    Colour.BLUE: Ink("2C5A8A", "DDE8F5"),
    Colour.PURPLE: Ink("74468F", "EDE3F4"),
}
PLAIN = Ink("999999", "F2F2F2")
"""Of words whose mark is no more."""
VERMILION = "BF3B2B"
GREY = "666666"
LINK = "2C5A8A"


@dataclass(frozen=True, slots=True)
class Font:
    """A Chinese font, its other names, and the fonts that stand in for it, best first.

    Several of the fonts that GB/T 9704 asks for are commercial: they are named, never shipped.
    """

    name: str
    instead: tuple[str, ...]
    family: str = "roman"
    aliases: tuple[str, ...] = ()


FANGSONG = Font(
    "仿宋_GB2312",
    ("仿宋", "FangSong", "STFangsong", "FandolFang R", "Noto Serif CJK SC"),
    aliases=("FangSong_GB2312",),
)
KAI = Font(
    "楷体_GB2312",
    ("楷体", "KaiTi", "STKaiti", "AR PL UKai CN", "Noto Serif CJK SC"),
    "script",
    ("KaiTi_GB2312",),
)
HEI = Font("黑体", ("Noto Sans CJK SC", "思源黑体"), "swiss", ("SimHei",))
TITLE = Font(
    "方正小标宋简体",
    ("方正小标宋_GBK", "华文中宋", "STZhongsong", "宋体", "SimSun", "Noto Serif CJK SC"),
    aliases=("FZXiaoBiaoSong-B05S",),
)
SONG = Font("宋体", ("Noto Serif CJK SC", "思源宋体"), aliases=("SimSun",))
FONTS = (FANGSONG, KAI, HEI, TITLE, SONG)
LATIN = "Times New Roman"
