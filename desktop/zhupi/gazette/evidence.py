"""What lines show of where paragraphs begin, and how the house sets its headings and notes.

All of it is told once for a run of lines: each line's ending, opening, mark and shortfall, and the
habits that sister lines show together. What it weighs is the business of `paragraphs`.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from zhupi.gazette.ladder import Mark, marks_in, opens_dash
from zhupi.gazette.sheets import STOP, Sheet
from zhupi.gazette.widths import INDENT, width_of
from zhupi.gazette.wording import BRACKET_END, SOFT_END, STRONG_END

PLAY = 1.5
"""By how much a full line may fall short of its column."""

LABEL = re.compile(r"[一-鿿]{2,10}：")
BOLD = 1.12
"""How much wider a heading may be set than the house's other headings tell."""

_OFTEN = 3
_BRACKET_LINES = 8
_BRACKET_REACH = 400
_ORPHAN = 8
"""A last line shorter than this has its last words begun on the line above."""

_DAY = re.compile(r"(?:[0-9０-９]{1,2}月)?[0-9０-９]{1,2}日(?:[，,—－-]|至)")
_QUOTED_MARK = re.compile(
    "“(?:第[一二三四五六七八九十百零]{1,7}条|（[一二三四五六七八九十]{1,3}）|[一二三四五六七八九十]{1,3}、)"
)
"""A mark at the beginning of words that an amendment puts in."""

_LEADS_ON = re.compile(r"(?:如下|下列[一-鿿]{1,8}|决定)[：:]$|如下(?:[一-鿿]{2,4})?[。：]$")
_ORDINAL = re.compile("[一二三四五六七八九十]是|第[一二三四五]，|首先")
_OPENING_WORDS = re.compile(
    r"本(?:决定|通知|公告|通告|办法|规定|条例|意见|细则|方案|规则|措施)(?:自|由|从|有效期|印发)"
    r"|特此|以上.{0,12}请|希望[一-鿿]{0,10}(?:单位|个人|集体|同志)|各位(?:代表|委员)[！：，]"
    r"|(?:违反|依照|按照|有|对|在)?前[两三]?款|本(?:法|条例|办法|规定|细则)所称"
)
"""Words that open a document's last paragraph, an appeal, a further paragraph of an article."""

_APPOINTS = re.compile(r"(?:任命|免去|聘任|解聘|授予|追授|同意|接受).")
"""Words that begin one sentence of a list of appointments or honours after another."""

_NOTE_BRACKETS = "（〔("
_NOTE = re.compile(r"[（〔(](?:责任|牵头|配合|参加|[^。；）〕]{2,80}(?:牵头|负责|配合))")
_NOTE_INSIDE = re.compile(r"[。；](?=[（〔(])")
_FIRST_STOP = re.compile(r"[。：；]")


class Evidence:
    """What the lines of ``sheet`` show, line by line (lists) and together."""

    def __init__(self, sheet: Sheet) -> None:
        self.sheet = sheet
        self.texts = [line.text for line in sheet.lines]
        self.marks = _in_sequence(marks_in(self.texts))
        self.opens = [
            mark is not None or opens_dash(text) or _QUOTED_MARK.match(text) is not None
            for mark, text in zip(self.marks, self.texts, strict=True)
        ]
        self.lacks = [self.lack(index) for index in range(len(self.texts))]
        glued = [line.glued for line in sheet.lines]
        self.loose = [glued[i] or (i + 1 < len(glued) and glued[i + 1]) for i in range(len(glued))]
        self.strong = [bool(STRONG_END.search(text[-8:])) for text in self.texts]
        self.soft = [bool(SOFT_END.search(text[-3:])) for text in self.texts]
        self.bracket = [bool(BRACKET_END.search(text[-2:])) for text in self.texts]
        self.labelled = self._labelled()
        self.notes = [
            text[0] in _NOTE_BRACKETS and bool(_NOTE.match("".join(self.texts[index : index + 3])))
            for index, text in enumerate(self.texts)
        ]
        style = {bracket: self._notes_run_in(bracket) for bracket in _NOTE_BRACKETS}
        self.notes_run_in = [style.get(text[0]) for text in self.texts]
        self.appoints = [bool(_APPOINTS.match(text)) for text in self.texts]
        self.recurring = self._recurring()
        self.in_series = _in_series(self.marks)
        self.ends_none = not any(self.strong)
        self.stopped_style, self.second_level_alone = self._second_level_style()
        self.first_level_heads = self._first_level_heads()
        self.may_head = [
            not STOP.search(text) and len(text) <= 40 and not self.soft[index]
            for index, text in enumerate(self.texts)
        ]

    def _labelled(self) -> list[bool]:
        """Tell lines of paragraphs that a label opens (责任单位：): they need not end in 。."""
        labelled: list[bool] = []
        for index, text in enumerate(self.texts):
            goes_on = index > 0 and labelled[-1] and not self.strong[index - 1]
            labelled.append(bool(LABEL.match(text)) or (goes_on and not self.opens[index]))
        return labelled

    def _recurring(self) -> list[bool]:
        """Tell lines that begin as paragraphs do again and again: with a label, or with a day."""
        labels = [
            None if self._bracket_is_open(index) else LABEL.match(text)
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
            short = self.lack(index, BOLD) > INDENT + 2 * PLAY
            stop = self.texts[index].find("。")
            if stop >= 0:
                stopped += 1
                run_in += stop < len(self.texts[index]) - 1
                alone += short and stop == len(self.texts[index]) - 1
            elif short and not self.soft[index]:
                bare += 1
        return stopped > 0 and bare == 0, run_in == 0 and alone + bare >= 3

    def _notes_run_in(self, bracket: str) -> bool | None:
        """Tell whether notes of responsibility in such brackets run on in their paragraphs.

        ``False`` where they stand apart; ``None`` where the text shows neither, or both.
        """
        run_in = any(
            text[inside.end()] == bracket
            and _NOTE.match(text[inside.end() :] + "".join(self.texts[index + 1 : index + 3]))
            for index, text in enumerate(self.texts)
            for inside in _NOTE_INSIDE.finditer(text)
        )
        apart = any(
            self.notes[index]
            and self.texts[index][0] == bracket
            and self.strong[index - 1]
            and self.lacks[index - 1] > PLAY + INDENT
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
            if STOP.search(self.texts[index]) or self.soft[index]:
                stopped += 1
            elif self.lacks[index] - INDENT >= 2 * PLAY or any(self.marks[index + 1 : index + 2]):
                return True
            else:
                full += 1
        return full < 3 and not (stopped and full + stopped > 1)

    def lack(self, index: int, least: float = 1.0) -> float:
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
                lack -= (max(stretch, BOLD) - 1.0) * width_of(self.texts[index][: stop.end()])
        return lack

    def _goes_on_heading(self, index: int) -> bool:
        """Tell whether the heading on the line above ends on this one."""
        mark = self.marks[index - 1]
        above = self.texts[index - 1]
        return mark is not None and mark.name in ("one", "two") and not _FIRST_STOP.search(above)

    def cue(self, index: int) -> float:
        """The cost of going on where the words tell that a paragraph begins."""
        above = self.texts[index - 1]
        if len(above) < _ORPHAN and index > 1:
            above = self.texts[index - 2][-_ORPHAN:] + above
        if self.strong[index - 1] and _OPENING_WORDS.match(self.texts[index]):
            return 3.0
        mark = self.marks[index - 1]
        if mark is not None and mark.name == "two" and self.second_level_alone:
            return 3.0 if self.strong[index - 1] or self.may_head[index - 1] else 0.0
        if self.soft[index - 1] or self.strong[index - 1]:
            if self.appoints[index] and self.appoints[index - 1]:
                return 3.5
            if _LEADS_ON.search(above) and not _ORDINAL.match(self.texts[index]):
                return 2.5
        return 3.5 if self.bracket[index - 1] and LABEL.fullmatch(self.texts[index]) else 0.0


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
