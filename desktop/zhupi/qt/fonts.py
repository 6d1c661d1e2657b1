"""The typefaces, by the role they play in a Chinese document, each with fallbacks.

The first family that is installed is used, and all that are installed follow it for the characters
that it lacks. The reader may put a family of his choice before those of the body.
"""

from __future__ import annotations

from functools import cache, lru_cache

from PySide6.QtGui import QFont, QFontDatabase

_SONG = (
    "Noto Serif CJK SC",
    "Noto Serif SC",
    "Source Han Serif SC",
    "Source Han Serif CN",
    "思源宋体",
    "Songti SC",
    "STSong",
    "SimSun",
    "宋体",
    "NSimSun",
    "AR PL UMing CN",
)
_HEI = (
    "Noto Sans CJK SC",
    "Noto Sans SC",
    "Source Han Sans SC",
    "思源黑体",
    "PingFang SC",
    "Microsoft YaHei",
    "SimHei",
    "黑体",
    "WenQuanYi Micro Hei",
    "Droid Sans Fallback",
)
_MONO = (
    "Noto Sans Mono CJK SC",
    "Source Han Mono SC",
    "Sarasa Mono SC",
    "等距更纱黑体 SC",
    "NSimSun",
    "新宋体",
    "WenQuanYi Zen Hei Mono",
)
_FAMILIES = {
    "ui": ("Noto Sans CJK SC", "Microsoft YaHei UI", "Microsoft YaHei", *_HEI),
    "body": ("FangSong", "仿宋", "仿宋_GB2312", "FangSong_GB2312", "STFangsong", *_SONG, *_HEI),
    "title": ("方正小标宋简体", "FZXiaoBiaoSong-B05S", "方正小标宋_GBK", *_SONG, *_HEI),
    "hei": ("SimHei", "黑体", *_HEI),
    "kai": ("KaiTi", "楷体", "楷体_GB2312", "KaiTi_GB2312", "STKaiti", *_SONG, *_HEI),
    "song": (*_SONG, *_HEI),
    "mono": (*_MONO, *_HEI, *_SONG),
}


@lru_cache(maxsize=8)
def families(role: str) -> tuple[str, ...]:
    """Return the installed families for a role: ui, body, title, hei, kai, song, mono."""
    here = _here()
    found = tuple(dict.fromkeys(name for name in _FAMILIES[role] if name in here))
    return found or (QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont).family(),)


@cache
def _here() -> frozenset[str]:
    """Every installed family; asked once, as Qt puts the list together each time."""
    return frozenset(QFontDatabase.families())


def font(role: str, pixels: int, *, bold: bool = False, first: str = "") -> QFont:
    """Make a font for a role; ``first`` is a family to be used as far as it goes."""
    made = QFont()
    made.setFamilies([first, *families(role)] if first else list(families(role)))
    made.setPixelSize(pixels)
    if bold:
        made.setWeight(QFont.Weight.Bold)
    made.setStyleStrategy(QFont.StyleStrategy.PreferAntialias)
    return made


def chinese() -> list[str]:
    """Return the installed families that are made for simplified Chinese, in their order."""
    made_for = QFontDatabase.families(QFontDatabase.WritingSystem.SimplifiedChinese)
    # A family with @ is set from top to bottom, one with a dot is the system's own.
    return [name for name in made_for if not name.startswith(("@", "."))]


@lru_cache(maxsize=8)
def installed(family: str) -> bool:
    """Whether a family can be used on this machine."""
    return bool(family) and family in _here()
