"""Joining lines into paragraphs and headings.

Each line opens a paragraph (B) or continues one (C), or it opens a heading on its own lines (H) or
continues one (K). The cheapest sequence of the four is found over a whole run of lines, so that one
odd line does not carry its neighbours away. The costs are the judgement: how far a line that is not
the last of its paragraph falls short of its column, how far an opening line exceeds the column less
the indent, what a last line ends in, what an opening line begins with.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from zhupi.gazette.evidence import BOLD, LABEL, PLAY, Evidence
from zhupi.gazette.ladder import Mark
from zhupi.gazette.sheets import UNFINISHED, Sheet
from zhupi.gazette.widths import INDENT

_INNER_PLAY = 1.2
"""By how much a line inside its paragraph may fall short: in five gazettes 97 of 100 do so by 1 em
or less, where opening lines, indented by two, do so by 2 or more."""

_CANNOT_OPEN = re.compile(r"[，。、；：！？”’）〕》〉％%)\]]")
_DIGIT_FIRST = re.compile(r"[0-9０-９]")
_PAIRS = (("《", "》"), ("（", "）"), ("“", "”"), ("〔", "〕"))


@dataclass(frozen=True, slots=True)
class Run:
    """Lines ``[first, last]`` (indexes, inclusive) that make one paragraph or one heading."""

    first: int
    last: int
    heading: bool


def join(sheet: Sheet) -> list[Run]:
    """Divide the lines of ``sheet`` into paragraphs and headings."""
    return join_doubting(sheet)[0]


def join_doubting(sheet: Sheet) -> tuple[list[Run], list[int]]:
    """Divide the lines of ``sheet``; with the runs return lines that may as well open one."""
    judge = _Judge(sheet)
    runs = judge.runs()
    return runs, _doubtful(judge.seen, runs)


def _doubtful(seen: Evidence, runs: Sequence[Run]) -> list[int]:
    """Return the lines of which neither width nor words tell whether they open a paragraph.

    Each is the short last line of its paragraph and stands below a full opening line, or is a note
    of responsibility below a full line; that line ends in 。.
    """
    sheet = seen.sheet
    firsts = {run.first for run in runs}
    lasts = {run.last for run in runs}
    found = []
    for index in range(1, len(seen.texts) if sheet.wrapped and not sheet.indents_kept else 0):
        opening = index - 1 in firsts
        full = seen.lacks[index - 1] - (INDENT if opening else 0.0) < _INNER_PLAY
        note = seen.notes[index] and seen.notes_run_in[index] is None
        told = seen.opens[index] or seen.recurring[index] or seen.loose[index] or seen.cue(index)
        short = index in lasts and seen.lacks[index] > INDENT and seen.strong[index]
        if full and seen.strong[index - 1] and not told and (note or (opening and short)):
            found.append(index)
    return found


class _Judge:
    def __init__(self, sheet: Sheet) -> None:
        self.seen = Evidence(sheet)

    def runs(self) -> list[Run]:
        labels = self._labels()
        runs: list[Run] = []
        for index, label in enumerate(labels):
            if label in "BH":
                runs.append(Run(index, index, heading=label == "H"))
            else:
                runs[-1] = Run(runs[-1].first, index, runs[-1].heading)
        return runs

    def _labels(self) -> str:
        if not self.seen.texts:
            return ""
        if not self.seen.sheet.wrapped:
            return "".join(self._unwrapped(index) for index in range(len(self.seen.texts)))
        costs = {"B": self._opens(0, "B", alone=True), "H": self._opens(0, "H", alone=True)}
        trail: list[dict[str, str]] = []
        for index in range(1, len(self.seen.texts)):
            step: dict[str, float] = {}
            back: dict[str, str] = {}
            for label in self._possible(index, costs):
                options = [
                    (cost + self._step(index, before, label), before)
                    for before, cost in costs.items()
                    if label in "BH" or (before in "HK") == (label == "K")
                ]
                if options:
                    step[label], back[label] = min(options)
            costs = step
            trail.append(back)
        last = len(self.seen.texts) - 1
        label = min(costs, key=lambda name: costs[name] + self._closes(last, name))
        labels = [label]
        for back in reversed(trail):
            label = back[label]
            labels.append(label)
        return "".join(reversed(labels))

    def _possible(self, index: int, before: dict[str, float]) -> str:
        """The labels that a line may have after lines that may have those ``before``."""
        if not self.seen.may_head[index]:
            return "BC"
        if self.seen.marks[index] is not None:
            return "BCH"
        return "BCK" if "H" in before or "K" in before else "BC"

    def _unwrapped(self, index: int) -> str:
        """The label of a line in a text that has a paragraph a line."""
        line = self.seen.sheet.lines[index]
        broken = (
            index > 0
            and UNFINISHED.search(self.seen.texts[index - 1])
            and not self.seen.opens[index]
        )
        if index > 0 and (line.glued or (broken and not line.indented)):
            return "C"
        mark = self.seen.marks[index]
        heads = mark is not None and mark.name != "article" and self.seen.may_head[index]
        return "H" if heads else "B"

    def _step(self, index: int, before: str, label: str) -> float:
        """The cost of ``label`` at ``index`` when the line before it has the label ``before``."""
        if label in "BH":
            return self._closes(index - 1, before, index) + self._opens(index, label)
        cost = self._falls_short(index - 1, first=before in "BH", heading=label == "K")
        if label == "K":
            if not self.seen.may_head[index] or self.seen.marks[index] is not None:
                return cost + 20.0
            return cost + (0.3 if self.seen.texts[index].count("、") < 2 else 2.8)
        if self.seen.sheet.lines[index].glued:
            return cost
        if self.seen.sheet.lines[index].indented:
            cost += 8.0
        if self.seen.recurring[index]:
            cost += 5.0
        if (
            self.seen.notes[index]
            and self.seen.notes_run_in[index] is False
            and self.seen.strong[index - 1]
        ):
            cost += 2.0
        cost += self.seen.cue(index)
        return cost + (self._ignores_mark(index) if self.seen.opens[index] else 0.0)

    def _ignores_mark(self, index: int) -> float:
        """The cost of taking a mark at the beginning of a line for a part of the sentence."""
        if self.seen.strong[index - 1]:
            cost = 5.0
        elif self.seen.soft[index - 1]:
            cost = 4.0
        elif self.seen.bracket[index - 1]:
            cost = 2.0
        else:
            return 0.8
        return cost + (2.0 if self.seen.in_series[index] else 0.0)

    def _falls_short(self, index: int, *, first: bool, heading: bool) -> float:
        """The cost of going on after a line that does not fill its column."""
        if self.seen.loose[index]:
            return 0.0
        ended = self.seen.strong[index] or self.seen.soft[index] or self.seen.bracket[index]
        most = 9.0 if ended else 6.0
        if not (first or heading):
            return min(most, max(0.0, self.seen.lacks[index] - _INNER_PLAY) * 2.0)
        lack = self.seen.lack(index, BOLD) if first else self.seen.lacks[index]
        lack -= (INDENT if first else 0.0) + PLAY
        return min(most, max(0.0, lack) * (2.0 if heading else 1.2))

    def _opens(self, index: int, label: str, *, alone: bool = False) -> float:
        """The cost of opening a paragraph or heading at ``index``."""
        text, mark = self.seen.texts[index], self.seen.marks[index]
        if label == "H" and (
            mark is None or mark.name == "article" or not self.seen.may_head[index]
        ):
            return 50.0
        cost = 0.3 if label == "H" else 0.0
        if label == "B" and mark is not None and mark.name == "one" and self.seen.may_head[index]:
            # a first-level heading seldom runs into its text without a 。
            cost += 2.0 if self.seen.first_level_heads else 0.0
        lacks = self.seen.sheet.measures[index].lacks
        plain = mark is None and not self.seen.sheet.lines[index].indented
        over = INDENT - (0.3 if plain else 0.7) - lacks
        if not self.seen.sheet.measures[index].over_page:
            short = index > 0 and self.seen.lacks[index - 1] > 3 * INDENT
            cost += min(5.0 if short else 12.0, max(0.0, over) * 5.0)
        if alone:
            return cost
        if self.seen.sheet.lines[index].glued:
            return cost + 50.0
        if self.seen.sheet.indents_kept and not self.seen.sheet.lines[index].indented:
            cost += 4.0
        if self.seen.notes[index] and self.seen.notes_run_in[index]:
            cost += 3.0
        if _CANNOT_OPEN.match(text):
            cost += 9.0
        elif self.seen.sheet.lines[index].indented:
            pass
        elif (
            not self.seen.opens[index] and not self.seen.recurring[index] and not LABEL.match(text)
        ):
            cost += 1.5 if _DIGIT_FIRST.match(text) else 0.5
        return cost

    def _closes(self, index: int, label: str, following: int | None = None) -> float:
        """The cost of ending a paragraph or heading with the line at ``index``."""
        lack = self.seen.lacks[index] - (INDENT if label in "BH" else 0.0)
        full = lack < PLAY
        if label in "HK":
            if UNFINISHED.search(self.seen.texts[index]) or self._inside_brackets(index, label):
                return 6.0
            cost = 0.0
            if full:  # a heading seldom fills its line exactly; its sisters tell whether it may
                name = self._head_mark(index, label)
                first = name == "one" and self.seen.first_level_heads
                second = name == "two" and self.seen.second_level_alone
                cost = 1.0 if first or second else 2.2
            if self.seen.stopped_style and self._head_mark(index, label) == "two":
                cost += 3.0
            if label == "K" and lack < 0.4 * self.seen.sheet.measures[index].column:
                cost += 1.5
            return cost
        if following is None:
            return 0.0
        marked = self.seen.opens[following]
        if self.seen.strong[index]:
            return 0.0
        if self.seen.soft[index]:
            led = marked or self.seen.cue(following)
            return 0.3 if led or not full else 3.0
        if self.seen.bracket[index]:
            marked = marked or self.seen.cue(following) > 0
            return (0.3 if marked else 0.6) if not full else (1.0 if marked else 4.0)
        return self._breaks_off(index, following, lack)

    def _breaks_off(self, index: int, following: int, lack: float) -> float:
        """The cost of ending a paragraph on a line that ends no sentence."""
        marked = self.seen.opens[following]
        if self.seen.ends_none and lack > PLAY and not UNFINISHED.search(self.seen.texts[index]):
            return 1.0
        if marked and self.seen.labelled[index]:
            return 1.0
        if self.seen.recurring[following]:
            return 1.0
        if lack > 2.5 and LABEL.match(self.seen.texts[following]):
            return 1.2
        return (4.0 if lack > 4.0 else 7.0) if marked else 9.0

    def _head_mark(self, index: int, label: str) -> str | None:
        mark = self.seen.marks[index if label == "H" else index - 1]
        return None if mark is None else mark.name

    def _inside_brackets(self, index: int, label: str) -> bool:
        text = (
            self.seen.texts[index]
            if label == "H"
            else self.seen.texts[index - 1] + self.seen.texts[index]
        )
        return any(text.count(left) > text.count(right) for left, right in _PAIRS)


def first_sentence(text: str, mark: Mark) -> str | None:
    """Return the words that ``text`` opens with up to the first 。, its mark included."""
    end = text.find("。", mark.length)
    return None if end < 0 else text[: end + 1]
