"""Initials of titles in Pinyin: czsq stands in 中央与地方财政事权.

A character with several readings counts with the initials of all of them: 重 with c, z and t. What
is neither letter, digit nor Chinese character is passed over.
"""

from __future__ import annotations

import os
import re
from collections.abc import Sequence
from unicodedata import normalize

from zhupi.jobs import Job

_FIRST_SYMBOL = 0xE000
"""Each set of initials is written as one character of the private use area."""
_PASSED_OVER = ""
_TYPED = re.compile("[a-z0-9]+")
_CHECK_EVERY = 500


class Initials:
    """The initials of many texts, to be looked through at once.

    All texts are one string of symbols, a line each; typed letters become a pattern of the symbols
    that contain them.
    """

    def __init__(self, texts: Sequence[str], job: Job) -> None:
        """Read the initials. Slow, the first time by what it takes to load the readings."""
        self._symbols: dict[frozenset[str], str] = {}
        self._of_character: dict[int, str] = {}
        table = _Table(self)
        lines = []
        for at, text in enumerate(texts):
            if at % _CHECK_EVERY == 0:
                job.check()
            lines.append(text.translate(table))
        self._text = "\n".join(lines)
        self._ends: list[int] = []
        end = -1
        for line in lines:
            end += len(line) + 1
            self._ends.append(end)

    def matching(self, typed: str) -> set[int]:
        """The texts, by place, that have these initials in a row; none for other than a-z, 0-9."""
        if not _TYPED.fullmatch(typed):
            return set()
        classes = []
        for letter in typed:
            having = "".join(
                symbol for letters, symbol in self._symbols.items() if letter in letters
            )
            if not having:
                return set()
            classes.append(f"[{having}]")
        search = re.compile("".join(classes)).search
        found: set[int] = set()
        # A text that matches need not be looked through to its end.
        place = start = 0
        while (match := search(self._text, start)) is not None:
            while self._ends[place] < match.end():
                place += 1
            found.add(place)
            start = self._ends[place] + 1
        return found

    def symbol(self, character: str) -> str:
        """The symbol for a character's initials, or nothing for one that is passed over."""
        letters = _initials(character)
        if not letters:
            return _PASSED_OVER
        return self._symbols.setdefault(letters, chr(_FIRST_SYMBOL + len(self._symbols)))


class _Table(dict[int, str]):
    """The symbol of each character met so far."""

    def __init__(self, initials: Initials) -> None:
        super().__init__()
        self._initials = initials

    def __missing__(self, code: int) -> str:
        self[code] = found = self._initials.symbol(chr(code))
        return found


def _initials(character: str) -> frozenset[str]:
    plain = normalize("NFKC", character).casefold()
    if _TYPED.fullmatch(plain):
        return frozenset(plain[0])
    # Without readings of phrases: 43 MB and 0.25 s less, and a character has all its readings here.
    os.environ.setdefault("PYPINYIN_NO_PHRASES", "1")
    os.environ.setdefault("PYPINYIN_NO_DICT_COPY", "1")
    from pypinyin import Style, pinyin

    read = pinyin(character, style=Style.FIRST_LETTER, heteronym=True, errors="ignore")
    return frozenset(letter for letters in read for letter in letters if _TYPED.fullmatch(letter))
