"""The parts of a document: head, body, closing, the texts it issues, attachments.

A cover notice signs off and dates before the text that it issues, so a document does not end at its
date: what follows is divided into enclosures (印发/转发的正文) and attachments (附件).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from zhupi.gazette.boundaries import Start, is_number_line
from zhupi.gazette.fields import Closing, addressees_end, closings, date_of, issuer_in_title
from zhupi.gazette.ladder import mark_of
from zhupi.gazette.lines import Line
from zhupi.gazette.model import BlockKind, Part
from zhupi.gazette.paragraphs import Sheet
from zhupi.gazette.wording import (
    BRACKET_END,
    ENCLOSED_TITLE,
    SOFT_END,
    STRONG_END,
    narrow,
    plain,
)

_LABEL = re.compile(r"附\s*件\s*(?:[0-9０-９]{1,2}|[一二三四五六七八九十]{1,3})?\s*[：:]?")
_LABELLED = re.compile(r"附\s*件\s*(?:[0-9０-９]{1,2}|[一二三四五六七八九十]{1,3})?\s*[：:]\s*\S.*")
_NOTE = re.compile(r"附\s*件\s*(?:[0-9０-９]{1,2})?\s*[：:．.]\s*\S")
_NUMBERED_NOTE = re.compile(r"附\s*件\s*[：:]\s*[0-9０-９]{1,2}\s*[．.、]")
_NOTE_ITEM = re.compile(r"(?:^|(?<=[^0-9.]))[0-9]{1,2}[.、](?=[^0-9]|[12][0-9]{3}年)")
_REMARK = re.compile(r"[（(](?:此件|本文|此页|信息公开|联系人|有删减).{0,60}[）)]")
_COPIES = re.compile(r"(?:抄\s*送|主\s*送|抄\s*报|分\s*送)\s*[：:]")
_PRINTED = re.compile(r".{2,40}\s*\d{4}年\d{1,2}月\d{1,2}日\s*印发")
_SOURCE_NOTE = re.compile(r"[（(].*(?:通过|公布|发布|修订|修正|施行|批准|整理|供稿|来源).*[）)]")
_CREDIT = re.compile(
    r"[（(][^（）()]{0,50}(?:整理|供稿|来源|摘编|撰稿|报送|编辑)[^（）()]{0,20}[）)]"
)
_ISSUED = re.compile(r"印发|转发|批转|发布|公布|批准|同意|下发")
_QUOTED = re.compile(r"《([^《》]*(?:《[^《》]*》[^《》]*)*)》")
_TITLED = re.compile(
    r"(?:印发|转发|批转|发布|公布)《?(?P<name>.{3,90}?)》?的(?:通知|决定|通告|公告|函|批复)(?:（.*）)?$"
)
_TITLE_LINES = 4
_NOTE_LINES = 16
_LONGEST_TITLE_LINE = 45


@dataclass(frozen=True, slots=True)
class Span:
    """Lines ``[first, last]`` (indexes) of one kind; kind ``None`` is text still to be joined."""

    kind: BlockKind | None
    first: int
    last: int
    part: Part = Part.BODY


@dataclass(slots=True)
class Section:
    """An enclosure or an attachment: its title lines and all its lines."""

    part: Part
    first: int
    last: int
    title_first: int
    title_last: int
    label: int | None = None
    named: bool = True
    number_at: int | None = None
    dated: int | None = None
    addressees: tuple[int, int] | None = None
    closing: Closing | None = None


@dataclass(slots=True)
class Division:
    """A document's lines, divided: every line is in exactly one span."""

    spans: list[Span] = field(default_factory=list)
    sections: list[Section] = field(default_factory=list)
    closing: Closing | None = None
    addressees: tuple[int, int] | None = None
    bracket_date: str | None = None
    notes: list[str] = field(default_factory=list)


def divide(sheet: Sheet, start: Start | None) -> Division:
    """Divide the lines of one document; ``start`` has indexes relative to ``sheet``."""
    return _Divider(sheet, start).divide()


class _Divider:
    def __init__(self, sheet: Sheet, start: Start | None) -> None:
        self.sheet = sheet
        self.lines = sheet.lines
        self.start = start
        self.out = Division()

    def divide(self) -> Division:
        at = self._head()
        at = self._front(at, Part.BODY, None)
        title = self.start.title if self.start else ""
        closing = self._main_closing(at, title)
        self.out.closing = closing
        end = len(self.lines)
        body_end = end if closing is None else _first_of(closing)
        self.out.notes = self._notes(at, body_end)
        names = self._issued_names(at, body_end, title)
        tail = at if closing is None else self._late_note(closing.dated + 1)
        sections = self._sections(tail, names, issued=closing is not None)
        first_section = sections[0].first if sections else end
        self._content(at, min(body_end, first_section), Part.BODY)
        if closing is not None:
            self._close(closing, Part.BODY)
            self._content(closing.dated + 1, tail, Part.BODY)
            self._content(tail, first_section, Part.BODY)
        for section in sections:
            self._section(section)
        self.out.sections = sections
        self.out.spans.sort(key=lambda span: span.first)
        return self.out

    def _add(self, kind: BlockKind | None, first: int, last: int, part: Part) -> None:
        if first <= last:
            self.out.spans.append(Span(kind, first, last, part))

    def _head(self) -> int:
        if self.start is None:
            return 0
        self._add(BlockKind.TITLE, self.start.first, self.start.last, Part.BODY)
        if self.start.number_at is not None:
            self._add(BlockKind.NUMBER, self.start.number_at, self.start.number_at, Part.BODY)
        return self.start.head_end + 1

    def _front(self, at: int, part: Part, section: Section | None) -> int:
        """Take date or note in brackets and addressees below a title."""
        if at < len(self.lines):
            text = narrow(self.lines[at].text)
            date = date_of(text) if text[:1] in "（(" else None
            if date is not None:
                self._add(BlockKind.DATE, at, at, part)
                if section is None:
                    self.out.bracket_date = date
                else:
                    section.dated = at
                at += 1
            elif len(text) < 120 and _SOURCE_NOTE.fullmatch(text):
                self._add(BlockKind.SOURCE_NOTE, at, at, part)
                at += 1
        if section is None or section.number_at is not None:
            last = addressees_end(self.lines, at)
            if last is not None:
                self._add(BlockKind.ADDRESSEES, at, last, part)
                if section is None:
                    self.out.addressees = (at, last)
                else:
                    section.addressees = (at, last)
                at = last + 1
        return at

    def _main_closing(self, at: int, title: str) -> Closing | None:
        found = closings(self.lines[at:], title)
        shifted = [_shift(closing, at) for closing in found]
        signed = [closing for closing in shifted if closing.signed is not None]
        if signed:
            issuer = plain(issuer_in_title(title) or "")
            own = (closing for closing in signed if plain(closing.signoff or "-") == issuer)
            return next(own, signed[0])
        return next((c for c in shifted if self.lines[c.dated].text[:1] not in "（("), None)

    def _close(self, closing: Closing, part: Part) -> None:
        if closing.signed is not None:
            last = closing.dated if closing.signed == closing.dated else closing.dated - 1
            self._add(BlockKind.SIGNOFF, closing.signed, last, part)
        if closing.signed != closing.dated:
            self._add(BlockKind.DATE, closing.dated, closing.dated, part)

    def _notes(self, first: int, end: int) -> list[str]:
        """The attachment titles that the note 附件：… before the sign-off names."""
        begins = self._note_begin(first, end)
        if begins is None:
            return []
        joined = plain("".join(line.text for line in self.lines[begins:end]))
        body = re.sub(r"^附件\d{0,2}[:.]?", "", joined)
        items = [item for item in _NOTE_ITEM.split(body) if item]
        return [re.sub(r"[((](?:略|此略)[))]$", "", item).strip("。;") for item in items]

    def _late_note(self, first: int) -> int:
        """Where the tail begins when the note of attachments stands below the date."""
        end = first
        if first < len(self.lines) and _NOTE.match(self.lines[first].text):
            many = bool(_NUMBERED_NOTE.match(self.lines[first].text))
            end = first + 1
            while many and end < len(self.lines) and _continues_note(self.lines, end):
                end += 1
            alone = end == len(self.lines) or _LABEL.fullmatch(self.lines[end].text)
            if not (many or alone):
                return first
            self.out.notes += self._notes(first, end)
        return end

    def _note_begin(self, first: int, end: int) -> int | None:
        for index in range(max(first, end - _NOTE_LINES), end):
            if _NOTE.match(self.lines[index].text):
                rest = self.lines[index:end]
                if not any("。" in line.text for line in rest):
                    return index
        return None

    def _issued_names(self, first: int, end: int, title: str) -> list[str]:
        """Titles that the cover issues or forwards, folded."""
        names: list[str] = []
        titled = _TITLED.search(plain(title))
        if titled is not None:
            names.append(titled["name"])
        if _ISSUED.search(title):
            cover = plain("".join(line.text for line in self.lines[first : min(end, first + 40)]))
            for sentence in re.split("[。;]", cover):
                if _ISSUED.search(sentence):
                    names += [match[1] for match in _QUOTED.finditer(sentence)]
        return [name for name in dict.fromkeys(names) if len(name) >= 4]

    def _sections(self, first: int, names: list[str], *, issued: bool) -> list[Section]:
        """Find where enclosures and attachments begin, from line ``first`` on."""
        found: list[Section] = []
        notes = list(self.out.notes)
        while first < len(self.lines) and _aside(self.lines[first].text) is not None:
            first += 1
        index = first
        while index < len(self.lines):
            section = self._attachment_at(index, notes)
            if section is None:
                fresh = issued and not found and index == first
                section = self._enclosure_at(index, names, fresh=fresh)
            if section is None:
                index += 1
                continue
            if section.part is Part.ENCLOSURE:
                notes += self._inner_notes(section, len(self.lines))
            found.append(section)
            index = max(section.title_last, section.label or 0, index) + 1
        for section, following in pairwise(found):
            section.last = following.first - 1
        return found

    def _inner_notes(self, section: Section, end: int) -> list[str]:
        """Attachment titles that an enclosed text names at its own end."""
        for index in range(section.title_last + 1, end):
            text = self.lines[index].text
            if _LABEL.fullmatch(text):
                return self._notes(max(section.title_last + 1, index - _NOTE_LINES), index)
            if _NOTE.match(text):
                stop = min(end, index + _NOTE_LINES)
                at = next(
                    (i for i in range(index, stop) if _LABEL.fullmatch(self.lines[i].text)), stop
                )
                body = plain("".join(line.text for line in self.lines[index:at]))
                items = _NOTE_ITEM.split(re.sub(r"^附件\d{0,2}[:.]?", "", body))
                return _heads_of_notes([item for item in items if item])
        return []

    def _attachment_at(self, index: int, notes: Sequence[str]) -> Section | None:
        """An attachment whose label, or whose title above its label, stands at ``index``."""
        text = self.lines[index].text
        last = len(self.lines) - 1
        if _LABEL.fullmatch(text):
            title = self._title_after(index + 1, notes)
            return Section(Part.ATTACHMENT, index, last, index + 1, title, label=index)
        if len(text) > 60 or STRONG_END.search(text[-8:]):
            return None
        if _LABELLED.fullmatch(text) and not self._in_note(index):
            return Section(Part.ATTACHMENT, index, last, index, index, label=index)
        for count in range(1, _TITLE_LINES):
            label = index + count
            if label > last or not _LABEL.fullmatch(self.lines[label].text):
                continue
            joined = self._joined(index, label - 1)
            if joined in notes or _begins_note(joined, notes):
                return Section(Part.ATTACHMENT, index, last, index, label - 1, label=label)
            above = self.lines[index]
            if above.page_led and all(_is_title_line(line) for line in self.lines[index:label]):
                return Section(Part.ATTACHMENT, index, last, index, label - 1, label=label)
            return None
        return None

    def _in_note(self, index: int) -> bool:
        """Tell a note (附件：…, the label itself still to come) from a label with its title."""
        closing = self.out.closing
        if closing is not None and index < _first_of(closing):
            return True
        if _NUMBERED_NOTE.match(self.lines[index].text):
            return True
        ahead = self.lines[index + 1 : index + 1 + _NOTE_LINES]
        return any(_LABEL.fullmatch(line.text) for line in ahead)

    def _title_after(self, first: int, notes: Sequence[str]) -> int:
        """The last line of the title that follows a label; ``first - 1`` where there is none."""
        for count in range(1, _TITLE_LINES):
            last = first + count - 1
            if last < len(self.lines) and self._joined(first, last) in notes:
                return last
        if first >= len(self.lines) or not _is_title_line(self.lines[first]):
            return first - 1
        last = first
        while (
            last + 1 < len(self.lines)
            and last - first < 2
            and self.lines[last + 1].tight
            and _is_title_line(self.lines[last + 1])
        ):
            last += 1
        return last

    def _enclosure_at(self, index: int, names: Sequence[str], *, fresh: bool) -> Section | None:
        last = len(self.lines) - 1
        if not _is_title_line(self.lines[index]):
            return None
        settled = fresh or self._settled(index)
        if settled:
            for count in range(_TITLE_LINES, 0, -1):
                end = index + count - 1
                if end > last or not all(map(_is_title_line, self.lines[index : end + 1])):
                    continue
                if _names(self._joined(index, end), names):
                    return self._with_number(Section(Part.ENCLOSURE, index, last, index, end))
        if fresh:
            end = self._title_by_shape(index)
            return self._with_number(Section(Part.ENCLOSURE, index, last, index, end, named=False))
        if settled:
            for count in (1, 2, 3):
                end = index + count - 1
                if end + 1 <= last and self._heads_text(index, end):
                    return Section(Part.ENCLOSURE, index, last, index, end, named=False)
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
        if not all(map(_is_title_line, self.lines[first : last + 1])):
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
            if not (below.tight and _is_title_line(below)) or line.text.endswith("："):
                break
            last += 1
        return last

    def _section(self, section: Section) -> None:
        part = section.part
        label = BlockKind.ATTACHMENT_LABEL
        title = BlockKind.ENCLOSURE_TITLE if part is Part.ENCLOSURE else BlockKind.ATTACHMENT_TITLE
        if section.label is not None:
            if section.label == section.title_first:
                title = label
            else:
                self._add(label, section.label, section.label, part)
        self._add(title, section.title_first, section.title_last, part)
        at = max(section.title_last, section.first, section.label or 0) + 1
        if section.number_at is not None:
            self._add(BlockKind.NUMBER, section.number_at, section.number_at, part)
            at = section.number_at + 1
        if part is Part.ENCLOSURE:
            at = self._front(at, part, section)
        end = section.last + 1
        closing = self._last_closing(at, end) if part is Part.ENCLOSURE else None
        if closing is not None:
            section.closing = closing
            self._content(at, _first_of(closing), part)
            self._close(closing, part)
            at = closing.dated + 1
        self._content(at, end, part)

    def _last_closing(self, first: int, end: int) -> Closing | None:
        found = closings(self.lines[first:end], "")
        signed = [_shift(c, first) for c in found if c.signed is not None]
        return signed[-1] if signed else None

    def _content(self, first: int, end: int, part: Part) -> None:
        """Add the text between ``first`` and ``end``, with the notes that close it."""
        note = self._note_begin(first, end)
        stop = end if note is None else note
        at = first
        for index in range(first, stop):
            kind = _aside(self.lines[index].text)
            if kind is not None:
                self._add(None, at, index - 1, part)
                self._add(kind, index, index, part)
                at = index + 1
        self._add(None, at, stop - 1, part)
        if note is not None:
            for begin, last in self._note_items(note, end):
                self._add(BlockKind.ATTACHMENT_NOTE, begin, last, part)

    def _note_items(self, first: int, end: int) -> Iterable[tuple[int, int]]:
        begins = [first]
        for index in range(first + 1, end):
            mark = mark_of(self.lines[index].text)
            if mark is not None and mark.name == "three" and mark.ordinal > 1:
                begins.append(index)
        return zip(begins, [*(begin - 1 for begin in begins[1:]), end - 1], strict=True)

    def _joined(self, first: int, last: int) -> str:
        return plain("".join(line.text for line in self.lines[first : last + 1]))


def _continues_note(lines: Sequence[Line], index: int) -> bool:
    """Tell the next item of a numbered note, or the rest of one that its line cut."""
    text = lines[index].text
    mark = mark_of(text)
    if mark is not None:
        return mark.name == "three" and mark.ordinal > 1
    following = mark_of(lines[index + 1].text) if index + 1 < len(lines) else None
    return following is not None and following.name == "three" and following.ordinal > 1


def _first_of(closing: Closing) -> int:
    return closing.dated if closing.signed is None else closing.signed


def _shift(closing: Closing, by: int) -> Closing:
    signed = None if closing.signed is None else closing.signed + by
    return Closing(signed, closing.dated + by, closing.signoff, closing.date)


def _is_title_line(line: Line) -> bool:
    text = line.text
    return (
        len(text) <= _LONGEST_TITLE_LINE
        and not STRONG_END.search(text[-8:])
        and not SOFT_END.search(text[-3:])
        and not text.endswith(("，", "、"))
        and mark_of(text) is None
        and not _LABEL.fullmatch(text)
        and date_of(text) is None
    )


def _names(joined: str, names: Sequence[str]) -> bool:
    """Tell whether ``joined`` is, or ends in, one of the titles that the cover names."""
    return any(
        joined == name or (joined.endswith(name) and len(joined) <= len(name) + 24)
        for name in names
    )


def _begins_note(joined: str, notes: Sequence[str]) -> bool:
    return any(note.startswith(joined) and len(joined) >= 6 for note in notes)


def _heads_of_notes(items: Sequence[str]) -> list[str]:
    """Undo the gluing of the last noted title with the title line that follows it."""
    heads = list(items)
    if heads:
        last = heads[-1]
        half = len(last) // 2
        if len(last) % 2 == 0 and last[:half] == last[half:]:
            heads[-1] = last[:half]
    return heads


def _aside(text: str) -> BlockKind | None:
    if len(text) > 80:
        return None
    if _CREDIT.fullmatch(text):
        return BlockKind.SOURCE_NOTE
    if _REMARK.fullmatch(text):
        return BlockKind.REMARK
    if _COPIES.match(text) or _PRINTED.fullmatch(narrow(text)):
        return BlockKind.COPIES
    return None
