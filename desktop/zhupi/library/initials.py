"""Initials of titles in Pinyin: czsq stands in 中央与地方财政事权.

A character with several readings counts with the initials of all of them: 重 with c, z and t. What
is neither letter, digit nor Chinese character is passed over.
"""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Mapping, Sequence
from unicodedata import normalize

from zhupi import locations
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
        """Read the initials. Slow, as the readings have to be loaded for a new character."""
        self._symbols: dict[frozenset[str], str] = {}
        characters = set[str]().union(*texts)
        _learn(characters)
        table = {ord(one): self._symbol(_KNOWN[one]) for one in characters}
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

    def _symbol(self, letters: frozenset[str]) -> str:
        """The symbol for these initials; nothing for those of what is passed over."""
        if not letters:
            return _PASSED_OVER
        return self._symbols.setdefault(letters, chr(_FIRST_SYMBOL + len(self._symbols)))


_KNOWN: dict[str, frozenset[str]] = {}
"""The initials of each character met so far."""


def _learn(characters: Collection[str]) -> None:
    """Look characters up. Slow where one of them is new.

    The file of readings is read and let go: `pypinyin` itself would keep all 42,000 characters,
    11 MB, and the readings of phrases, none of which is wanted where all readings are.
    """
    new = [one for one in characters if one not in _KNOWN]
    if new:
        readings: dict[str, str] = json.loads(locations.readings().read_text(encoding="utf-8"))
        _KNOWN.update((one, _initials(one, readings)) for one in new)


def _initials(character: str, readings: Mapping[str, str]) -> frozenset[str]:
    """The initials of a character; ``readings`` has `chóng,zhòng,tóng` by decimal code point."""
    plain = normalize("NFKC", character).casefold()
    if _TYPED.fullmatch(plain):
        return frozenset(plain[0])
    found = readings.get(str(ord(character)), "")
    # Decomposed, the letter comes before the sign of its tone.
    letters = (normalize("NFD", reading)[:1] for reading in found.split(","))
    return frozenset(letter for letter in letters if _TYPED.fullmatch(letter))
