"""What is looked for in a folded text: a run of characters, or a document number."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Protocol

from zhupi.gazette.folding import fold

_OPEN = "[〔\\[(【{〖「『]"
_CLOSE = "[〕\\])】}〗」』]"
_BRACKETED_YEAR = re.compile(rf"{_OPEN}([0-9]{{4}}){_CLOSE}(?=[0-9])")
_YEAR_SO_FAR = re.compile(r"(?P<name>[^\[]*[\u4e00-\u9fff])\[(?P<year>[0-9]{1,4})(?P<close>\]?)")
_DIGITS = "〇一二三四五六七八九"
_LONG = 6
_SERIES = re.compile(r"(?P<name>.+)〔(?P<year>\d{4})〕(?P<serial>\d+)号")
_ORDER = re.compile(r"(?P<name>.+令)第(?P<serial>\d+)号")
_NOTICE = re.compile(r"(?P<name>.+公告)(?P<year>\d{4})年第(?P<serial>\d+)号")


class Term(Protocol):
    """Something that a text holds or does not hold; both are hashable and compare by value."""

    @property
    def grams(self) -> tuple[str, ...]:
        """Grams of one or two characters that every text with the term holds."""

    @property
    def gram(self) -> str | None:
        """The term itself if it is one gram, so that a posting list answers for it alone."""

    def within(self, text: str) -> bool:
        """Whether the folded text holds the term."""

    def held(self, places: Iterable[int], texts: Sequence[str]) -> list[int]:
        """Those of ``places`` at which a text stands that holds the term."""

    def counts(self, places: Iterable[int], texts: Sequence[str]) -> dict[int, int]:
        """Likewise, and the number of places at which it starts, overlaps included."""

    def spans(self, text: str) -> Iterator[tuple[int, int]]:
        """Each place, by its start and end, overlaps included."""


@dataclass(frozen=True)
class Literal:
    """A folded, non-empty run of characters."""

    text: str

    @cached_property
    def grams(self) -> tuple[str, ...]:
        return _grams(self.text)

    @property
    def gram(self) -> str | None:
        return self.text if len(self.text) <= 2 else None

    @cached_property
    def _overlaps_itself(self) -> bool:
        return any(self.text.startswith(self.text[cut:]) for cut in range(1, len(self.text)))

    def within(self, text: str) -> bool:
        return self.text in text

    def held(self, places: Iterable[int], texts: Sequence[str]) -> list[int]:
        # Thousands of times in a search: no call but the search in the text itself.
        run = self.text
        return [place for place in places if run in texts[place]]

    def counts(self, places: Iterable[int], texts: Sequence[str]) -> dict[int, int]:
        if self._overlaps_itself:
            counted = ((place, sum(1 for _ in self.spans(texts[place]))) for place in places)
            return {place: count for place, count in counted if count}
        run = self.text
        return {place: count for place in places if (count := texts[place].count(run))}

    def spans(self, text: str) -> Iterator[tuple[int, int]]:
        length = len(self.text)
        at = text.find(self.text)
        while at >= 0:
            yield at, at + length
            at = text.find(self.text, at + 1)


@dataclass(frozen=True)
class Pattern:
    """A run of characters that may be written in several ways, the year of a number in any bracket.

    Every place matches ``pattern``, and so has ``grams`` in it.
    """

    pattern: str
    grams: tuple[str, ...]
    gram: None = field(default=None, init=False)

    @cached_property
    def _expression(self) -> re.Pattern[str]:
        return re.compile(f"(?=({self.pattern}))")

    def within(self, text: str) -> bool:
        return all(gram in text for gram in self.grams) and bool(self._expression.search(text))

    def held(self, places: Iterable[int], texts: Sequence[str]) -> list[int]:
        return [place for place in places if self.within(texts[place])]

    def counts(self, places: Iterable[int], texts: Sequence[str]) -> dict[int, int]:
        held = self.held(places, texts)
        return {place: sum(1 for _ in self.spans(texts[place])) for place in held}

    def spans(self, text: str) -> Iterator[tuple[int, int]]:
        return (match.span(1) for match in self._expression.finditer(text))


def run(text: str) -> Term | None:
    """Return the term for a run of text as typed; ``None`` if nothing of it is left by folding.

    A bracketed year with a digit after it is part of a number: 〔〕, [] and （） are alike there.
    So is one in [ ] at the end, where the number is typed so far: 国发[20, 国发[2016].
    """
    folded = fold(text)
    if not folded:
        return None
    if typed := _YEAR_SO_FAR.fullmatch(folded):
        close = _CLOSE if typed["close"] else ""
        pattern = re.escape(typed["name"]) + _OPEN + typed["year"] + close
        return Pattern(pattern, _grams(typed["name"]) + _grams(typed["year"]))
    pieces = _BRACKETED_YEAR.split(folded)
    if len(pieces) == 1:
        return Literal(folded)
    # split() gives the text between and, at each odd index, the year in brackets.
    pattern = "".join(
        _OPEN + piece + _CLOSE if index % 2 else re.escape(piece)
        for index, piece in enumerate(pieces)
    )
    return Pattern(
        pattern, tuple(dict.fromkeys(gram for piece in pieces for gram in _grams(piece)))
    )


def number(canonical: str) -> Term:
    """Return the term for a document number in canonical form, in any writing of it in a text."""
    match = _SERIES.fullmatch(canonical)
    if match is not None:
        year = f"{_OPEN}{_year(match['year'])}{_CLOSE}"
        tail = f"{year}第?{_serial(match['serial'])}号"
    elif (match := _ORDER.fullmatch(canonical)) is not None:
        tail = rf"{_OPEN}?(?:[0-9]{{4}}年)?第{_serial(match['serial'])}号"
    elif (match := _NOTICE.fullmatch(canonical)) is not None:
        tail = rf"{_OPEN}?{match['year']}年第?{_serial(match['serial'])}号"
    else:
        return Literal(fold(canonical))
    name = fold(match["name"])
    return Pattern(re.escape(name) + tail, _grams(name))


def _year(year: str) -> str:
    spelt = "".join("[〇零○]" if digit == "0" else _DIGITS[int(digit)] for digit in year)
    return f"(?:{year}|{spelt})"


def _serial(serial: str) -> str:
    value = int(serial)
    digits = "".join("[〇零○]" if digit == "0" else _DIGITS[int(digit)] for digit in str(value))
    return f"(?:0*{value}|{digits}|{_numeral(value)})"


def _numeral(value: int) -> str:
    """The Chinese numeral as a pattern: 四十九, 一百零五, 一?十二."""
    if value == 0:
        return "[〇零○]"
    parts: list[str] = []
    gap = False
    for unit, name in ((10000, "万"), (1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = value // unit % 10
        if digit:
            parts.append(("[〇零○]" if gap and parts else "") + _digit(digit, unit, parts) + name)
            gap = False
        else:
            gap = True
    return "".join(parts)


def _digit(digit: int, unit: int, before: list[str]) -> str:
    if digit == 1 and unit == 10:
        return "一?" if not before else "一"
    return "[二两]" if digit == 2 and unit > 10 else _DIGITS[digit]


def _grams(text: str) -> tuple[str, ...]:
    if len(text) < 2:
        return (text,) if text else ()
    # Of a long run every second pair rules out as much as all of them, in half the time.
    step = 1 if len(text) <= _LONG else 2
    starts = [*range(0, len(text) - 1, step), len(text) - 2]
    return tuple(dict.fromkeys(text[at : at + 2] for at in starts))
