"""A user who answers whatever the window asks, at random."""

from __future__ import annotations

import random
from collections.abc import Sequence
from pathlib import Path

from zhupi.qt.messages import Days, Offer, Recorder


class Answers(Recorder):
    """Says yes mostly, and saves files in one folder."""

    def __init__(self, chance: random.Random, folder: Path) -> None:
        super().__init__()
        self._chance, self._folder = chance, folder

    def info(self, sentence: str, *offers: Offer) -> None:
        super().info(sentence, *offers)
        del self.offers[:-3]

    def ask(self, question: str, detail: str, yes: str, no: str = "取消") -> bool:
        self.answers = [self._chance.random() < 0.8]
        return super().ask(question, detail, yes, no)

    def choose(self, question: str, detail: str, ways: Sequence[str]) -> int | None:
        self.ways = [self._chance.choice([None, *range(len(ways))])]
        return super().choose(question, detail, ways)

    def ask_name(self, title: str, name: str) -> str | None:
        self.names = [self._chance.choice([None, "甲", "乙", f"名{self._chance.random()}"])]
        return super().ask_name(title, name)

    def ask_days(self, title: str, days: Days) -> Days | None:
        self.days = [days]
        return super().ask_days(title, days)

    def choose_target(self, title: str, suggested: str, patterns: str) -> Path | None:
        agreed = self._chance.random() < 0.7
        self.chosen = [self._folder / Path(suggested).name] if agreed else []
        return super().choose_target(title, suggested, patterns)
