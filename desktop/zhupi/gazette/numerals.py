"""Chinese numerals as integers, and back."""

from __future__ import annotations

import unicodedata


def chinese_int(text: str) -> int | None:
    """Read an integer in digits of either width or in Chinese numerals (二〇一六, 三十五)."""
    folded = "".join(unicodedata.normalize("NFKC", text).split())
    if folded.isascii():
        return int(folded) if folded.isdigit() else None
    values = {"〇": 0, "零": 0, "○": 0, "两": 2}
    values |= {char: value for value, char in enumerate("一二三四五六七八九", 1)}
    if all(char in values for char in folded):
        return int("".join(str(values[char]) for char in folded))
    total, digit = 0, 0
    for char in folded:
        if char in values:
            digit = values[char]
        elif char in "十百千":
            total += (digit or 1) * {"十": 10, "百": 100, "千": 1000}[char]
            digit = 0
        else:
            return None
    return total + digit


def chinese_numeral(value: int) -> str:
    """Write an integer from 0 to 9999 as a statute counts: 十二, 一百零五."""
    if not value:
        return "零"
    words, gap = "", False
    for unit, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = value // unit % 10
        if digit:
            words += ("零" if gap and words else "") + "零一二三四五六七八九"[digit] + name
        gap = not digit
    return words.removeprefix("一") if words.startswith("一十") else words
