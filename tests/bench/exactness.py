"""What a query must find, by looking through every text; nothing here knows the search engine."""

from __future__ import annotations

import random
import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

_KEPT_SPACE = re.compile(r"(?<=[0-9a-z])\s+(?=[0-9a-z])")
_SPACE = re.compile(r"\s+")
_PLAIN = re.compile("[\u4e00-\u9fff0-9、，。；：“”%]+")
"""Runs of other characters have a meaning of their own in a query, or may be written two ways."""


def folded(text: str) -> str:
    """Return the text as the design says it is compared: NFKC, case, white space in Chinese."""
    text = unicodedata.normalize("NFKC", text).casefold()
    parts = _KEPT_SPACE.split(text)
    return " ".join(_SPACE.sub("", part) for part in parts)


def places(run: str, text: str) -> int:
    """Count the places where a run stands, those that overlap too."""
    count, at = 0, text.find(run)
    while at >= 0:
        count += 1
        at = text.find(run, at + 1)
    return count


@dataclass(frozen=True, slots=True)
class Text:
    """A document: its folded blocks, one a line, and what the fields look at."""

    id: str
    body: str
    title: str
    issuers: tuple[str, ...]
    year: int | None
    kind: str | None


@dataclass(frozen=True, slots=True)
class Asked:
    """A query, the documents it must find, and the runs whose places are its hits."""

    query: str
    ids: frozenset[str]
    runs: tuple[str, ...]


class Scan:
    """Looks through all texts, each run once."""

    def __init__(self, texts: Iterable[Text]) -> None:
        self._texts = list(texts)
        self._found: dict[str, dict[str, int]] = {}

    @property
    def texts(self) -> Sequence[Text]:
        return self._texts

    def places(self, run: str) -> dict[str, int]:
        """Return each document with the run and how often it holds it."""
        if run not in self._found:
            needle = folded(run)
            self._found[run] = {
                text.id: places(needle, text.body) for text in self._texts if needle in text.body
            }
        return self._found[run]

    def counts(self, asked: Asked) -> dict[str, int]:
        """Return the number of places for each document that a query must find."""
        runs = {folded(run): self.places(run) for run in asked.runs}
        return {id_: sum(found.get(id_, 0) for found in runs.values()) for id_ in asked.ids}

    def run(self, draw: random.Random, length: int) -> str:
        """A run of a text of this length, as folded."""
        while True:
            text = draw.choice(self._texts).body
            start = draw.randrange(len(text) - length)
            run = text[start : start + length]
            if _PLAIN.fullmatch(run):
                return run


class Questions:
    """Queries of every sort, the same ones for the same texts."""

    def __init__(self, scan: Scan, runs: int) -> None:
        self._scan = scan
        self._draw = random.Random(1722)  # noqa: S311 - repeatable, no secrets
        own = [scan.run(self._draw, self._draw.randint(1, 12)) for _ in range(runs)]
        signs = sorted({sign for run in own for sign in run})
        strange = ["".join(self._draw.choices(signs, k=1 + at % 4)) for at in range(runs // 5)]
        self._runs = own + strange

    def ask(self, depth: int = 2) -> Asked:
        """Draw one: a run, a field, or several in AND, OR and NOT."""
        sort = self._draw.random()
        if not depth or sort < 0.4:
            return self._leaf()
        if sort < 0.55:
            part, out = self.ask(depth - 1), self._leaf()
            without = self._draw.choice(("-", "NOT "))
            return Asked(f"({part.query} {without}{out.query})", part.ids - out.ids, part.runs)
        parts = [self.ask(depth - 1) for _ in range(self._draw.randint(2, 3))]
        runs = tuple(run for part in parts for run in part.runs)
        ids = [part.ids for part in parts]
        words = [part.query for part in parts]
        if sort < 0.8:
            return Asked(f"({' '.join(words)})", frozenset.intersection(*ids), runs)
        return Asked(f"({' OR '.join(words)})", frozenset.union(*ids), runs)

    def _leaf(self) -> Asked:
        if self._draw.random() < 0.75:
            run = self._draw.choice(self._runs)
            return Asked(f'"{run}"', frozenset(self._scan.places(run)), (run,))
        like = self._draw.choice(self._scan.texts)
        colon = self._draw.choice(":：")
        match self._draw.randrange(4):
            case 0:
                first = like.year or 2016
                last = first + self._draw.randrange(3)
                return self._field(
                    f"年份{colon}{first}-{last}",
                    lambda text: text.year is not None and first <= text.year <= last,
                )
            case 1:
                kind = like.kind or "通知"
                return self._field(f"文种{colon}{kind}", lambda text: kind in (text.kind or ""))
            case 2:
                issuer = like.issuers[0][:5] if like.issuers else "国务院"
                return self._field(
                    f"机关{colon}{issuer}",
                    lambda text: any(issuer in one for one in text.issuers),
                )
            case _:
                start = self._draw.randrange(len(like.title) - 3)
                piece = like.title[start : start + 3]
                return self._field(f'标题{colon}"{piece}"', lambda text: piece in text.title)

    def _field(self, query: str, fits: Callable[[Text], bool]) -> Asked:
        return Asked(query, frozenset(text.id for text in self._scan.texts if fits(text)), ())
