"""Joining lines into paragraphs and headings.

Each line opens a paragraph (B) or continues one (C), or it opens a heading on its own lines (H) or
continues one (K). The cheapest sequence of the four is found over a whole run of lines, so that one
odd line does not carry its neighbours away. The costs are the judgement: how far a line that is not
the last of its paragraph falls short of its column, how far an opening line exceeds the column less
the indent, what a last line ends in, what an opening line begins with.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from zhupi.gazette.ladder import Mark, mark_of, marks_in, opens_dash
from zhupi.gazette.lines import Line
from zhupi.gazette.widths import INDENT, Measure, measure, width_of
from zhupi.gazette.wording import BRACKET_END, SOFT_END, STRONG_END

_PLAY = 1.5
"""By how much a full line may fall short of its column."""

_INNER_PLAY = 1.2
"""The same for a line inside its paragraph: in five gazettes 97 of 100 fall short by 1 em or less,
where opening lines, indented by two, do so by 2 or more."""

_BOLD = 1.12
"""How much wider a heading may be set than the house's other headings tell."""

_LABEL = re.compile(r"[一-鿿]{2,10}：")
_ORPHAN = 8
"""A last line shorter than this has its last words begun on the line above."""

_DAY = re.compile(r"(?:[0-9０-９]{1,2}月)?[0-9０-９]{1,2}日(?:[，,—－-]|至)")
_CANNOT_OPEN = re.compile(r"[，。、；：！？”’）〕》〉％%)\]]")
_UNFINISHED = re.compile(r"[，、（〔《“‘—－\-·]$")
_STOP = re.compile(r"[。；！？]")
_DIGIT_FIRST = re.compile(r"[0-9０-９]")
_PAIRS = (("《", "》"), ("（", "）"), ("“", "”"), ("〔", "〕"))
_LONG = 15.0
_OFTEN = 3
_BRACKET_LINES = 8
_BRACKET_REACH = 400
_ENDED = re.compile(r"[。；：！？…）〕”;:!?)]$")
_QUOTED_MARK = re.compile(
    "“(?:第[一二三四五六七八九十百零]{1,7}条|（[一二三四五六七八九十]{1,3}）|[一二三四五六七八九十]{1,3}、)"
)
"""A mark at the beginning of words that an amendment puts in."""

_LEADS_ON = re.compile(r"(?:如下|下列[一-鿿]{1,8}|决定)[：:]$|如下(?:[一-鿿]{2,4})?[。：]$")
_ORDINAL = re.compile("[一二三四五六七八九十]是|第[一二三四五]，|首先")
_CLOSING_WORDS = re.compile(
    r"本(?:决定|通知|公告|通告|办法|规定|条例|意见|细则|方案|规则|措施)(?:自|由|从|有效期|印发)|特此|以上.{0,12}请"
    r"|希望[一-鿿]{0,10}(?:单位|个人|集体|同志)|各位(?:代表|委员)[！：，]|(?:违反|依照|按照|有|对|在)?前[两三]?款|本(?:法|条例|办法|规定|细则)所称"
)
"""Words that open the last paragraph of a document, an appeal, or another paragraph of an article."""

_APPOINTS = re.compile(r"(?:任命|免去|聘任|解聘|授予|追授|同意|接受).")
"""Words that begin one sentence of a list of appointments or honours after another."""

_NOTE = re.compile(r"[（〔(](?:责任|牵头|配合|参加|[^。；）〕]{2,80}(?:牵头|负责|配合))")
_NOTE_INSIDE = re.compile(r"[。；](?=[（〔(])")
_FIRST_STOP = re.compile(r"[。：；]")


@dataclass(frozen=True, slots=True)
class Run:
    """Lines ``[first, last]`` (indexes, inclusive) that make one paragraph or one heading."""

    first: int
    last: int
    heading: bool


@dataclass(frozen=True, slots=True)
class Sheet:
    """Lines with their measures, and by how much the house sets headings wider than text."""

    lines: Sequence[Line]
    measures: Sequence[Measure]
    heading_stretch: float = 1.0
    wrapped: bool = True
    indents_kept: bool = False

    def part(self, first: int, last: int) -> Sheet:
        """Return lines ``[first, last]`` as a sheet of their own."""
        part = slice(first, last + 1)
        return replace(self, lines=self.lines[part], measures=self.measures[part])


def sheet_of(lines: Sequence[Line]) -> Sheet:
    """Measure ``lines`` and tell how they are set: wrapped or a paragraph a line, with indents."""
    measures = measure(lines)
    long = [line.text for line, it in zip(lines, measures, strict=True) if it.width >= _LONG]
    ended = sum(bool(_ENDED.search(text[-4:])) for text in long)
    wrapped = len(long) < 3 or ended < 0.7 * len(long)
    openings = [
        line.indented
        for above, line in pairwise(lines)
        if STRONG_END.search(above.text[-8:]) and mark_of(line.text) is None
    ]
    kept = sum(openings) >= 3 and sum(line.indented for line in lines) >= 0.05 * len(lines)
    return Sheet(lines, measures, wrapped=wrapped, indents_kept=kept)


def heading_stretch(lines: Sequence[Line], measures: Sequence[Measure]) -> float:
    """Estimate how much wider than text headings are set, from those that fill their line.

    Bold or regular-script headings are often letter-spaced: their full lines hold fewer characters.
    """
    widths = sorted(
        (measure.column - INDENT - 0.5) / measure.width
        for line, measure in zip(lines, measures, strict=True)
        if (mark := mark_of(line.text)) is not None
        and mark.name in ("one", "two")
        and not _STOP.search(line.text[:-1])
        and not _UNFINISHED.search(line.text)
        and measure.width > measure.column / 2
    )
    if len(widths) < 4:
        return 1.0
    fullest = widths[len(widths) // 20]
    alike = sum(ratio <= 1.05 * fullest for ratio in widths)
    if alike < max(4, 0.35 * len(widths)):
        return 1.0  # headings of all lengths, none of them filling its line
    return min(1.25, fullest) if fullest > 1.06 else 1.0


def join(sheet: Sheet) -> list[Run]:
    """Divide the lines of ``sheet`` into paragraphs and headings."""
    return _Judge(sheet).runs()


class _Judge:
    def __init__(self, sheet: Sheet) -> None:
        self.sheet = sheet
        self.texts = [line.text for line in sheet.lines]
        self.marks = _in_sequence(marks_in(self.texts))
        self.opens = [
            mark is not None or opens_dash(text) or _QUOTED_MARK.match(text) is not None
            for mark, text in zip(self.marks, self.texts, strict=True)
        ]
        self.lacks = [self._lack(index) for index in range(len(self.texts))]
        glued = [line.glued for line in sheet.lines]
        self.loose = [glued[i] or (i + 1 < len(glued) and glued[i + 1]) for i in range(len(glued))]
        self.strong = [bool(STRONG_END.search(text[-8:])) for text in self.texts]
        self.soft = [bool(SOFT_END.search(text[-3:])) for text in self.texts]
        self.bracket = [bool(BRACKET_END.search(text[-2:])) for text in self.texts]
        self.labelled = self._labelled()
        self.notes = [
            text[0] in "（〔(" and bool(_NOTE.match("".join(self.texts[index : index + 3])))
            for index, text in enumerate(self.texts)
        ]
        self.notes_run_in = self._notes_run_in()
        self.appoints = [bool(_APPOINTS.match(text)) for text in self.texts]
        self.recurring = self._recurring()
        self.in_series = _in_series(self.marks)
        self.ends_none = not any(self.strong)
        self.stopped_style, self.second_level_alone = self._second_level_style()
        self.first_level_heads = self._first_level_heads()
        self.may_head = [
            not _STOP.search(text) and len(text) <= 40 and not self.soft[index]
            for index, text in enumerate(self.texts)
        ]

    def runs(self) -> list[Run]:
        labels = self._labels()
        runs: list[Run] = []
        for index, label in enumerate(labels):
            if label in "BH":
                runs.append(Run(index, index, heading=label == "H"))
            else:
                runs[-1] = Run(runs[-1].first, index, runs[-1].heading)
        return runs

    def _labelled(self) -> list[bool]:
        """Tell lines of paragraphs that a label opens (责任单位：): they need not end in 。."""
        labelled: list[bool] = []
        for index, text in enumerate(self.texts):
            goes_on = index > 0 and labelled[-1] and not self.strong[index - 1]
            labelled.append(bool(_LABEL.match(text)) or (goes_on and not self.opens[index]))
        return labelled

    def _recurring(self) -> list[bool]:
        """Tell lines that begin as paragraphs do again and again: with a label, or with a day."""
        labels = [
            None if self._bracket_is_open(index) else _LABEL.match(text)
            for index, text in enumerate(self.texts)
        ]
        counts = Counter(label.group() for label in labels if label is not None)
        days = [
            (index == 0 or self.strong[index - 1]) and _DAY.match(text) is not None
            for index, text in enumerate(self.texts)
        ]
        chronicle = sum(days) >= _OFTEN
        return [
            (label is not None and counts[label.group()] >= _OFTEN) or (chronicle and day)
            for label, day in zip(labels, days, strict=True)
        ]

    def _bracket_is_open(self, index: int) -> bool:
        """Tell whether a bracket that the lines above opened is still open."""
        above = "".join(self.texts[max(0, index - _BRACKET_LINES) : index])[-_BRACKET_REACH:]
        last = max(above.rfind(mark) for mark in "（(〔《")
        return last > max(above.rfind(mark) for mark in "）)〕》")

    def _second_level_style(self) -> tuple[bool, bool]:
        """Tell how second-level headings (（一）) are set: ending in 。, and on lines of their own.

        Where they end in 。, a line without one goes on; where all that fall short of their line
        stand alone, one that fills its line does too.
        """
        stopped = bare = alone = run_in = 0
        for index, mark in enumerate(self.marks):
            if mark is None or mark.name != "two":
                continue
            short = self._lack(index, _BOLD) > INDENT + 2 * _PLAY
            stop = self.texts[index].find("。")
            if stop >= 0:
                stopped += 1
                run_in += stop < len(self.texts[index]) - 1
                alone += short and stop == len(self.texts[index]) - 1
            elif short and not self.soft[index]:
                bare += 1
        return stopped > 0 and bare == 0, run_in == 0 and alone + bare >= 3

    def _notes_run_in(self) -> bool | None:
        """Tell whether notes of responsibility run on in their paragraphs or stand apart.

        ``None`` where the text shows neither, or both.
        """
        run_in = any(
            _NOTE.match(text[inside.end() :] + "".join(self.texts[index + 1 : index + 3]))
            for index, text in enumerate(self.texts)
            for inside in _NOTE_INSIDE.finditer(text)
        )
        apart = any(
            self.notes[index] and self.strong[index - 1] and self.lacks[index - 1] > _PLAY + INDENT
            for index in range(1, len(self.texts))
        )
        return None if run_in == apart else run_in

    def _first_level_heads(self) -> bool:
        """Tell whether marks of the first level (一、) stand on headings here, or count items.

        Headings fill their line exactly now and then, never all of them.
        """
        full = stopped = 0
        for index, mark in enumerate(self.marks):
            if mark is None or mark.name != "one":
                continue
            if _STOP.search(self.texts[index]) or self.soft[index]:
                stopped += 1
            elif self.lacks[index] - INDENT >= 2 * _PLAY or any(self.marks[index + 1 : index + 2]):
                return True
            else:
                full += 1
        return full < 3 and not (stopped and full + stopped > 1)

    def _lack(self, index: int, least: float = 1.0) -> float:
        """By how much the line falls short, its heading part counted as wide as it is set."""
        measure, mark = self.sheet.measures[index], self.marks[index]
        lack = measure.lacks
        stretch = max(least, self.sheet.heading_stretch)
        if mark is not None and mark.name in ("one", "two") and stretch > 1.0:
            text = self.texts[index]
            stop = _FIRST_STOP.search(text)
            head = text[: stop.end()] if stop else text
            lack -= (stretch - 1.0) * width_of(head)
        elif mark is None and index and self._goes_on_heading(index):
            stop = _FIRST_STOP.search(self.texts[index])
            if stop:
                lack -= (max(stretch, _BOLD) - 1.0) * width_of(self.texts[index][: stop.end()])
        return lack

    def _goes_on_heading(self, index: int) -> bool:
        """Tell whether the heading on the line above ends on this one."""
        mark = self.marks[index - 1]
        above = self.texts[index - 1]
        return mark is not None and mark.name in ("one", "two") and not _FIRST_STOP.search(above)

    def _labels(self) -> str:
        if not self.texts:
            return ""
        if not self.sheet.wrapped:
            return "".join(self._unwrapped(index) for index in range(len(self.texts)))
        costs = {"B": self._opens(0, "B", alone=True), "H": self._opens(0, "H", alone=True)}
        trail: list[dict[str, str]] = []
        for index in range(1, len(self.texts)):
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
        last = len(self.texts) - 1
        label = min(costs, key=lambda name: costs[name] + self._closes(last, name))
        labels = [label]
        for back in reversed(trail):
            label = back[label]
            labels.append(label)
        return "".join(reversed(labels))

    def _possible(self, index: int, before: dict[str, float]) -> str:
        """The labels that a line may have after lines that may have those ``before``."""
        if not self.may_head[index]:
            return "BC"
        if self.marks[index] is not None:
            return "BCH"
        return "BCK" if "H" in before or "K" in before else "BC"

    def _unwrapped(self, index: int) -> str:
        """The label of a line in a text that has a paragraph a line."""
        line = self.sheet.lines[index]
        broken = index > 0 and _UNFINISHED.search(self.texts[index - 1]) and not self.opens[index]
        if index > 0 and (line.glued or (broken and not line.indented)):
            return "C"
        mark = self.marks[index]
        heads = mark is not None and mark.name != "article" and self.may_head[index]
        return "H" if heads else "B"

    def _step(self, index: int, before: str, label: str) -> float:
        """The cost of ``label`` at ``index`` when the line before it has the label ``before``."""
        if label in "BH":
            return self._closes(index - 1, before, index) + self._opens(index, label)
        cost = self._falls_short(index - 1, first=before in "BH", heading=label == "K")
        if label == "K":
            if not self.may_head[index] or self.marks[index] is not None:
                return cost + 20.0
            return cost + (0.3 if self.texts[index].count("、") < 2 else 2.8)
        if self.sheet.lines[index].glued:
            return cost
        if self.sheet.lines[index].indented:
            cost += 8.0
        if self.recurring[index]:
            cost += 5.0
        if self.notes[index] and self.notes_run_in is False and self.strong[index - 1]:
            cost += 2.0
        cost += self._cue(index)
        if self.opens[index]:
            if self.strong[index - 1]:
                cost += 5.0
            elif self.soft[index - 1]:
                cost += 4.0
            elif self.bracket[index - 1]:
                cost += 2.0
            else:
                return cost + 0.8
            if self.in_series[index]:
                cost += 2.0
        return cost

    def _cue(self, index: int) -> float:
        """The cost of going on where the words tell that a paragraph begins."""
        above = self.texts[index - 1]
        if len(above) < _ORPHAN and index > 1:
            above = self.texts[index - 2][-_ORPHAN:] + above
        if self.strong[index - 1] and _CLOSING_WORDS.match(self.texts[index]):
            return 3.0
        mark = self.marks[index - 1]
        if mark is not None and mark.name == "two" and self.second_level_alone:
            return 3.0 if self.strong[index - 1] or self.may_head[index - 1] else 0.0
        if self.soft[index - 1] or self.strong[index - 1]:
            if self.appoints[index] and self.appoints[index - 1]:
                return 3.5
            if _LEADS_ON.search(above) and not _ORDINAL.match(self.texts[index]):
                return 2.5
        return 3.5 if self.bracket[index - 1] and _LABEL.fullmatch(self.texts[index]) else 0.0

    def _falls_short(self, index: int, *, first: bool, heading: bool) -> float:
        """The cost of going on after a line that does not fill its column."""
        if self.loose[index]:
            return 0.0
        ended = self.strong[index] or self.soft[index] or self.bracket[index]
        most = 9.0 if ended else 6.0
        if not (first or heading):
            return min(most, max(0.0, self.lacks[index] - _INNER_PLAY) * 2.0)
        lack = self._lack(index, _BOLD) if first else self.lacks[index]
        lack -= (INDENT if first else 0.0) + _PLAY
        return min(most, max(0.0, lack) * (2.0 if heading else 1.2))

    def _opens(self, index: int, label: str, *, alone: bool = False) -> float:
        """The cost of opening a paragraph or heading at ``index``."""
        text, mark = self.texts[index], self.marks[index]
        if label == "H" and (mark is None or mark.name == "article" or not self.may_head[index]):
            return 50.0
        cost = 0.3 if label == "H" else 0.0
        if label == "B" and mark is not None and mark.name == "one" and self.may_head[index]:
            # a first-level heading seldom runs into its text without a 。
            cost += 2.0 if self.first_level_heads else 0.0
        lacks = self.sheet.measures[index].lacks
        plain = mark is None and not self.sheet.lines[index].indented
        over = INDENT - (0.3 if plain else 0.7) - lacks
        if not self.sheet.measures[index].over_page:
            short = index > 0 and self.lacks[index - 1] > 3 * INDENT
            cost += min(5.0 if short else 12.0, max(0.0, over) * 5.0)
        if alone:
            return cost
        if self.sheet.lines[index].glued:
            return cost + 50.0
        if self.sheet.indents_kept and not self.sheet.lines[index].indented:
            cost += 4.0
        if self.notes[index] and self.notes_run_in:
            cost += 3.0
        if _CANNOT_OPEN.match(text):
            cost += 9.0
        elif self.sheet.lines[index].indented:
            pass
        elif not self.opens[index] and not self.recurring[index] and not _LABEL.match(text):
            cost += 1.5 if _DIGIT_FIRST.match(text) else 0.5
        return cost

    def _closes(self, index: int, label: str, following: int | None = None) -> float:
        """The cost of ending a paragraph or heading with the line at ``index``."""
        lack = self.lacks[index] - (INDENT if label in "BH" else 0.0)
        full = lack < _PLAY
        if label in "HK":
            if _UNFINISHED.search(self.texts[index]) or self._inside_brackets(index, label):
                return 6.0
            cost = 0.0
            if full:  # a heading seldom fills its line exactly; its sisters tell whether it may
                name = self._head_mark(index, label)
                first = name == "one" and self.first_level_heads
                second = name == "two" and self.second_level_alone
                cost = 1.0 if first or second else 2.2
            if self.stopped_style and self._head_mark(index, label) == "two":
                cost += 3.0
            if label == "K" and lack < 0.4 * self.sheet.measures[index].column:
                cost += 1.5
            return cost
        if following is None:
            return 0.0
        marked = self.opens[following]
        if self.strong[index]:
            return 0.0
        if self.soft[index]:
            led = marked or self._cue(following)
            return 0.3 if led or not full else 3.0
        if self.bracket[index]:
            marked = marked or self._cue(following) > 0
            return (0.3 if marked else 0.6) if not full else (1.0 if marked else 4.0)
        return self._breaks_off(index, following, lack)

    def _breaks_off(self, index: int, following: int, lack: float) -> float:
        """The cost of ending a paragraph on a line that ends no sentence."""
        marked = self.opens[following]
        if self.ends_none and lack > _PLAY and not _UNFINISHED.search(self.texts[index]):
            return 1.0
        if marked and self.labelled[index]:
            return 1.0
        if self.recurring[following]:
            return 1.0
        if lack > 2.5 and _LABEL.match(self.texts[following]):
            return 1.2
        return (4.0 if lack > 4.0 else 7.0) if marked else 9.0

    def _head_mark(self, index: int, label: str) -> str | None:
        mark = self.marks[index if label == "H" else index - 1]
        return None if mark is None else mark.name

    def _inside_brackets(self, index: int, label: str) -> bool:
        text = self.texts[index] if label == "H" else self.texts[index - 1] + self.texts[index]
        return any(text.count(left) > text.count(right) for left, right in _PAIRS)


def _in_sequence(marks: Sequence[Mark | None]) -> list[Mark | None]:
    """Drop Arabic marks that no line numbered one less precedes: the count runs on in a line."""
    seen: dict[str, set[int]] = {"three": {0}, "four": {0}}
    kept: list[Mark | None] = []
    for mark in marks:
        if mark is not None and mark.name in seen:
            known = seen[mark.name]
            if mark.ordinal > 1 and mark.ordinal - 1 not in known:
                kept.append(None)
                known.add(mark.ordinal)
                continue
            known.add(mark.ordinal)
        kept.append(mark)
    return kept


def _in_series(marks: Sequence[Mark | None]) -> list[bool]:
    """Tell marks that count on from the last mark of their kind."""
    last: dict[str, int] = {}
    found: list[bool] = []
    for mark in marks:
        found.append(mark is not None and mark.ordinal == last.get(mark.name, 0) + 1)
        if mark is not None:
            last[mark.name] = mark.ordinal
    return found


def first_sentence(text: str, mark: Mark) -> str | None:
    """Return the words that ``text`` opens with up to the first 。, its mark included."""
    end = text.find("。", mark.length)
    return None if end < 0 else text[: end + 1]
