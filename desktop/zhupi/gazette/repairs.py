"""Glyphs that the extraction damaged, put right and recorded; faults of the original stay."""

from __future__ import annotations

import re
from collections.abc import Iterable

from zhupi.gazette.lines import Line
from zhupi.gazette.model import Repair

_GLYPHS = {
    "\ua3ac": "，",
    "\ua3ae": "。",
    "\ua3bb": "；",
    "\ua3ba": "：",
    "\ua3bf": "？",
    "\ua3a1": "！",
    "\ue010": "．",
    "«": "《",
    "»": "》",
}
"""Syllables and private-use characters that stand for punctuation of GB 2312 row 3."""

_DAMAGED = re.compile("[" + "".join(_GLYPHS) + "]")
_DIGIT = "0-9０-９"
_COLON = re.compile("[∶︰﹕]")
"""A sign of a ratio, or a small colon, that stands for ：."""
_RATIO = re.compile(rf"[{_DIGIT}]∶[{_DIGIT}]")
_LOST_POINT = re.compile(
    rf"(?<![{_DIGIT}．.—－\-] )(?<![{_DIGIT}．.])([{_DIGIT}]{{1,6}}) ([{_DIGIT}]{{1,2}})"
    rf"(?=\s*(?:[万亿千百元户个条件项人次吨亩％%]|$))"
)
_HAN = re.compile("[一-鿿]")
_DOTTED = re.compile(rf"(?<![{_DIGIT}A-Za-z．])．([一-鿿]{{2,8}})．(?![{_DIGIT}A-Za-z．])")
_BEFORE_ZHI = frozenset("安处配前设位装布放闲购重内外后")
_AFTER_ZHI = frozenset("换业信于身疑")


def repair(lines: Iterable[Line]) -> tuple[list[Line], list[Repair]]:
    """Return the lines with their glyphs put right, and what was done."""
    source = list(lines)
    found: list[Repair] = []
    mended: list[Line] = []
    for index, line in enumerate(source):
        text = _lone_mark(source, index, found)
        if text is not None:
            mended.append(line.repaired(text, glued=True))
            continue
        glued = bool(mended) and mended[-1].text == "置" and mended[-1].glued
        mended.append(line.repaired(_mend(line, found), glued=glued))
    return mended, found


def _mend(line: Line, found: list[Repair]) -> str:
    text = line.text

    def note(match: re.Match[str], after: str, rule: str) -> str:
        found.append(Repair(line.number, match.group(), after, rule))
        return after

    if _DAMAGED.search(text):
        text = _DAMAGED.sub(lambda m: note(m, _GLYPHS[m.group()], "字形还原"), text)
    if _COLON.search(text) and not _RATIO.search(text):
        text = _COLON.sub(lambda m: note(m, "：", "字形还原"), text)
    if " " in text and _HAN.search(text):
        text = _LOST_POINT.sub(lambda m: note(m, f"{m[1]}．{m[2]}", "还原丢失的小数点"), text)
    if "．" in text:
        text = _DOTTED.sub(lambda m: note(m, f"“{m[1]}”", "圆点还原为引号"), text)
    return text


def _lone_mark(lines: list[Line], index: int, found: list[Repair]) -> str | None:
    """A ``!`` alone on its line stands for 置 where its neighbours make a word with it."""
    if lines[index].text not in ("!", "！") or not 0 < index < len(lines) - 1:
        return None
    before, after = lines[index - 1].text[-1], lines[index + 1].text[0]
    if before not in _BEFORE_ZHI and after not in _AFTER_ZHI:
        return None
    found.append(Repair(lines[index].number, lines[index].text, "置", "还原丢失的“置”字"))
    return "置"
