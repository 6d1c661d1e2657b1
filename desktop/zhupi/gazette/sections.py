"""Where the texts that a document issues, and its attachments, begin (印发的正文、附件)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from zhupi.gazette import notes
from zhupi.gazette.fields import Closing, date_of
from zhupi.gazette.heads import is_number_line
from zhupi.gazette.ladder import mark_of
from zhupi.gazette.lines import Line
from zhupi.gazette.model import Part
from zhupi.gazette.notes import LABEL
from zhupi.gazette.wording import BRACKET_END, ENCLOSED_TITLE, SOFT_END, STRONG_END, plain, unnested

_LABELLED = re.compile(r"附\s*件\s*(?:[0-9０-９]{1,2}|[一二三四五六七八九十]{1,3})?\s*[：:]\s*\S.*")
_ISSUED = re.compile(r"印发|转发|批转|发布|公布|批准|同意|下发")
_ORDERS = ("令", "公告")
_QUOTED = re.compile(r"《([^《》]*(?:《[^《》]*》[^《》]*)*)》")
_TITLED = re.compile(
    r"(?:印发|转发|批转|发布|公布)《?(?P<name>.{3,90}?)》?的(?:通知|决定|通告|公告|函|批复)(?:（.*）)?$"
)
_TITLE_LINES = 4
_LONGEST_TITLE_LINE = 45
_NOTES_AHEAD = 4000


@dataclass(slots=True)
class Section:
    """An enclosure or an attachment: its title lines and all its lines."""

    part: Part
    first: int
    last: int
    title_first: int
    title_last: int
    label: int | None = None
    number_at: int | None = None
    dated: int | None = None
    addressees: tuple[int, int] | None = None
    signed: tuple[int, int] | None = None
    closing: Closing | None = None

    @property
    def head_end(self) -> int:
        """The last line of label and title."""
        return max(self.title_last, self.first, self.label or 0)


def issued_names(lines: Sequence[Line], title: str) -> list[str]:
    """Return the folded titles that a cover (its lines, its title) issues or forwards."""
    names: list[str] = []
    titled = _TITLED.search(plain(title))
    if titled is not None:
        names.append(unnested(titled["name"]))
    if _ISSUED.search(title) or title.endswith(_ORDERS):
        for sentence in re.split("[。;]", plain("".join(line.text for line in lines))):
            if len(sentence) < 2000 and _ISSUED.search(sentence):
                names += [unnested(match[1]) for match in _QUOTED.finditer(sentence)]
    return [name for name in dict.fromkeys(names) if len(name) >= 4]


@dataclass(slots=True)
class Finder:
    """Looks for sections below the closing of a cover, or from ``first`` where there is none.

    ``noted`` are the folded titles of attachments, ``issued`` those of the texts issued. ``issues``
    tells that the text below the closing is what the document issues, whatever it is called.
    """

    lines: Sequence[Line]
    noted: list[str]
    issued: list[str]
    issues: bool

    def find(self, first: int) -> list[Section]:
        """Find where enclosures and attachments begin, from line ``first`` on."""
        found: list[Section] = []
        noted = list(self.noted)
        index = first
        while index < len(self.lines):
            section = self._attachment_at(index, noted)
            if section is None:
                fresh = self.issues and not found and index == first
                section = self._enclosure_at(index, fresh=fresh)
            if section is None:
                index += 1
                continue
            if section.part is Part.ENCLOSURE:
                below = section.title_last + 1
                ahead = min(len(self.lines), below + _NOTES_AHEAD)
                noted += notes.titles_within(self.lines, below, ahead)
            found.append(section)
            index = section.head_end + 1
        for section, following in pairwise(found):
            section.last = following.first - 1
        return found

    def _attachment_at(self, index: int, noted: Sequence[str]) -> Section | None:
        """An attachment whose label, or whose title above its label, stands at ``index``."""
        text = self.lines[index].text
        last = len(self.lines) - 1
        if LABEL.fullmatch(text):
            title = self._title_after(index + 1, noted)
            if index < title < last and plain(self.lines[title + 1].text) == plain(text):
                return None  # a note: the label comes once more, with the attachment itself
            return Section(Part.ATTACHMENT, index, last, index + 1, title, label=index)
        if len(text) > 60 or STRONG_END.search(text[-8:]):
            return None
        if _LABELLED.fullmatch(text) and not self._in_note(index):
            return Section(Part.ATTACHMENT, index, last, index, index, label=index)
        for count in range(1, _TITLE_LINES):
            label = index + count
            if label > last or not LABEL.fullmatch(self.lines[label].text):
                continue
            joined = self._joined(index, label - 1)
            if joined in noted or _begins_note(joined, noted):
                return Section(Part.ATTACHMENT, index, last, index, label - 1, label=label)
            above = self.lines[index]
            led = above.page_led and above.text[0] not in "（("
            if led and all(is_title_line(line) for line in self.lines[index:label]):
                return Section(Part.ATTACHMENT, index, last, index, label - 1, label=label)
            return None
        return None

    def _in_note(self, index: int) -> bool:
        """Tell a note (附件：…, the label itself still to come) from a label with its title."""
        if notes.is_numbered_note(self.lines[index].text):
            return True
        ahead = self.lines[index + 1 : index + 1 + notes.REACH]
        return any(LABEL.fullmatch(line.text) for line in ahead)

    def _title_after(self, first: int, noted: Sequence[str]) -> int:
        """The last line of the title that follows a label; ``first - 1`` where there is none."""
        for count in range(1, _TITLE_LINES):
            last = first + count - 1
            if last < len(self.lines) and self._joined(first, last) in noted:
                return last
        if first >= len(self.lines) or not is_title_line(self.lines[first]):
            return first - 1
        last = first
        while (
            last + 1 < len(self.lines)
            and last - first < 2
            and self.lines[last + 1].tight
            and is_title_line(self.lines[last + 1])
        ):
            last += 1
        return last

    def _enclosure_at(self, index: int, *, fresh: bool) -> Section | None:
        last = len(self.lines) - 1
        if not is_title_line(self.lines[index]):
            return None
        settled = fresh or self._settled(index)
        if settled:
            for count in range(_TITLE_LINES, 0, -1):
                end = index + count - 1
                if end > last or not all(map(is_title_line, self.lines[index : end + 1])):
                    continue
                if _names(self._joined(index, end), self.issued):
                    return self._with_number(Section(Part.ENCLOSURE, index, last, index, end))
        if fresh:
            end = self._title_by_shape(index)
            return self._with_number(Section(Part.ENCLOSURE, index, last, index, end))
        if settled:
            for count in (1, 2, 3):
                end = index + count - 1
                if end + 1 <= last and self._heads_text(index, end):
                    return Section(Part.ENCLOSURE, index, last, index, end)
        return None

    def _with_number(self, section: Section) -> Section:
        below = section.title_last + 1
        if below < len(self.lines) and is_number_line(self.lines[below].text):
            section.number_at = below
        return section

    def _settled(self, index: int) -> bool:
        """Tell whether the line before has ended its paragraph."""
        if index == 0:
            return True
        text = self.lines[index - 1].text
        return bool(STRONG_END.search(text[-8:]) or BRACKET_END.search(text[-2:])) or (
            date_of(text) is not None
        )

    def _heads_text(self, first: int, last: int) -> bool:
        """Tell a title by its words and by the first mark of a ladder below it."""
        joined = self._joined(first, last)
        if len(joined) > 60 or not ENCLOSED_TITLE.fullmatch(joined):
            return False
        if not all(map(is_title_line, self.lines[first : last + 1])):
            return False
        mark = mark_of(self.lines[last + 1].text)
        return mark is not None and mark.ordinal == 1 and mark.name in ("one", "chapter", "article")

    def _title_by_shape(self, first: int) -> int:
        """The last line of a title that is known only by standing below the closing."""
        last = first
        while last + 1 < len(self.lines) and last - first < 3:
            line, below = self.lines[last], self.lines[last + 1]
            if ENCLOSED_TITLE.fullmatch(self._joined(first, last)) and not below.tight:
                break
            if not (below.tight and is_title_line(below)) or line.text.endswith("："):
                break
            last += 1
        return last

    def _joined(self, first: int, last: int) -> str:
        return unnested("".join(line.text for line in self.lines[first : last + 1]))


def is_title_line(line: Line) -> bool:
    """Tell whether a title, or a part of one, may stand on the line."""
    text = line.text
    return (
        len(text) <= _LONGEST_TITLE_LINE
        and not STRONG_END.search(text[-8:])
        and not SOFT_END.search(text[-3:])
        and not text.endswith(("，", "、"))
        and mark_of(text) is None
        and not LABEL.fullmatch(text)
        and date_of(text) is None
    )


def _names(joined: str, names: Sequence[str]) -> bool:
    """Tell whether ``joined`` is, or ends in, one of the titles that the cover names."""
    return any(
        joined == name or (joined.endswith(name) and len(joined) <= len(name) + 24)
        for name in names
    )


def _begins_note(joined: str, noted: Sequence[str]) -> bool:
    return any(note.startswith(joined) and len(joined) >= 6 for note in noted)
