"""The one door for what the window says and asks; free of Qt, a recorder stands there in tests."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Protocol

Days = tuple[date | None, date | None]
"""The first and the last day of a span, both included; ``None`` where it is open."""


@dataclass(frozen=True, slots=True)
class Offer:
    """A button beside a message."""

    label: str
    act: Callable[[], None]


class Messages(Protocol):
    """What may be said to the user, and asked of him."""

    def info(self, sentence: str, *offers: Offer) -> None:
        """Tell something that went well, with up to two offers; it goes away by itself."""

    def warn(self, sentence: str) -> None:
        """Tell something that stays true: a banner until it is closed."""

    def error(self, sentence: str) -> None:
        """Tell a fault of the world in one sentence."""

    def bug(self, trace: str) -> None:
        """Show a fault of the program with its trace."""

    def ask(self, question: str, detail: str, yes: str, no: str = "取消") -> bool:
        """Ask before something that takes much away."""

    def choose(self, question: str, detail: str, ways: Sequence[str]) -> int | None:
        """Let the user choose one of several ways; ``None`` if he thinks better of it."""

    def ask_name(self, title: str, name: str) -> str | None:
        """Ask for a name, which is not blank; ``name`` is the present one."""

    def ask_days(self, title: str, days: Days) -> Days | None:
        """Ask for the first and the last day of a span, ``None`` where it is open."""

    def choose_files(self, title: str, folder: str, patterns: str) -> list[Path]:
        """Let the user choose files to open; none if he thinks better of it."""

    def choose_folder(self, title: str, folder: str) -> Path | None:
        """Let the user choose a folder."""

    def choose_target(self, title: str, suggested: str, patterns: str) -> Path | None:
        """Let the user choose where to write; an existing file was agreed to."""


@dataclass
class Recorder:
    """Keeps what was said, and answers as it was told to. For tests."""

    said: list[tuple[str, str]] = field(default_factory=list)
    answers: list[bool] = field(default_factory=list)
    ways: list[int | None] = field(default_factory=list)
    names: list[str | None] = field(default_factory=list)
    days: list[Days | None] = field(default_factory=list)
    chosen: list[Path] = field(default_factory=list)
    offers: list[Offer] = field(default_factory=list)

    def info(self, sentence: str, *offers: Offer) -> None:
        self.said.append(("info", sentence))
        self.offers.extend(offers)

    def warn(self, sentence: str) -> None:
        self.said.append(("warn", sentence))

    def error(self, sentence: str) -> None:
        self.said.append(("error", sentence))

    def bug(self, trace: str) -> None:
        self.said.append(("bug", trace))

    def ask(self, question: str, detail: str, yes: str, no: str = "取消") -> bool:
        self.said.append(("ask", f"{question} {detail} [{yes}/{no}]"))
        return self.answers.pop(0)

    def choose(self, question: str, detail: str, ways: Sequence[str]) -> int | None:
        self.said.append(("choose", f"{question} {detail} [{'/'.join(ways)}]"))
        return self.ways.pop(0)

    def ask_name(self, title: str, name: str) -> str | None:
        self.said.append(("name", f"{title} {name}"))
        return self.names.pop(0)

    def ask_days(self, title: str, days: Days) -> Days | None:
        self.said.append(("days", f"{title} {days[0]} {days[1]}"))
        return self.days.pop(0)

    def choose_files(self, title: str, folder: str, patterns: str) -> list[Path]:
        self.said.append(("files", f"{title} {folder} {patterns}"))
        chosen, self.chosen = self.chosen, []
        return chosen

    def choose_folder(self, title: str, folder: str) -> Path | None:
        self.said.append(("folder", f"{title} {folder}"))
        return self.chosen.pop(0) if self.chosen else None

    def choose_target(self, title: str, suggested: str, patterns: str) -> Path | None:
        self.said.append(("target", f"{title} {suggested} {patterns}"))
        return self.chosen.pop(0) if self.chosen else None

    def of(self, tone: str) -> Sequence[str]:
        """The sentences of one tone."""
        return [sentence for said, sentence in self.said if said == tone]
