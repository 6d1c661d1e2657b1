"""The parts of a document: head, body, closing, the texts it issues, attachments.

A cover notice signs off and dates before the text that it issues, so a document does not end at its
date: what follows is divided into enclosures (印发/转发的正文) and attachments (附件).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from zhupi.gazette import notes
from zhupi.gazette.fields import (
    Closing,
    addressees_end,
    closings,
    date_of,
    find_date,
    is_officer,
    issuer_in_title,
)
from zhupi.gazette.heads import Start, occasion_end
from zhupi.gazette.model import BlockKind, Part
from zhupi.gazette.sections import Finder, Section, is_title_line, issued_names
from zhupi.gazette.sheets import Sheet
from zhupi.gazette.wording import DATE, ENCLOSED_TITLE, ISSUER_LINE, narrow, plain

_REMARK = re.compile(r"[（(](?:此件|本文|此页|信息公开|联系人|有删减).{0,60}[）)]")
_COPIES = re.compile(r"(?:抄\s*送|主\s*送|抄\s*报|分\s*送|主\s*题\s*词)\s*[：:]")
_PRINTED = re.compile(r"[一-鿿\s]{2,40}\s*\d{4}年\d{1,2}月\d{1,2}日\s*印发")
_SOURCE_NOTE = re.compile(r"[（(].*(?:通过|公布|发布|修订|修正|施行|批准|整理|供稿|来源).*[）)]")
_SIGNED_NOTE = re.compile(rf"[（(](?P<names>[一-鿿、\s]{{2,80}}?)\s*(?:{DATE.pattern})[）)]")
_CREDIT = re.compile(
    r"[（(][^（）()]{0,50}(?:整理|供稿|来源|摘编|撰稿|报送|编辑)[^（）()]{0,20}[）)]"
)
_EDITION = re.compile(
    r"[（(](?:试行|暂行|修订|征求意见|第.{1,3}版|[12]\d{3}年)[^（）()]{0,12}[）)]"
)
_ISSUING = ("令", "公告", "通告", "决定")
"""Kinds of document that may issue a text without saying so in their titles."""

_COVER_LINES = 40
_SOURCE_NOTE_LINES = 10
_TITLE_LINES = 3
_SIGNERS = 3
"""More bodies below a title are a list of them, not its signers."""


@dataclass(frozen=True, slots=True)
class Span:
    """Lines ``[first, last]`` (indexes) of one kind; kind ``None`` is text still to be joined."""

    kind: BlockKind | None
    first: int
    last: int
    part: Part = Part.BODY


@dataclass(slots=True)
class Division:
    """A document's lines, divided: every line is in exactly one span."""

    spans: list[Span] = field(default_factory=list)
    sections: list[Section] = field(default_factory=list)
    closing: Closing | None = None
    addressees: tuple[int, int] | None = None
    bracket_date: str | None = None
    trailing: tuple[int, int] | None = None


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
        noted = notes.titles(self.lines, at, body_end)
        tail = at if closing is None else notes.late_end(self.lines, closing.dated + 1)
        if closing is not None:
            noted += notes.titles(self.lines, closing.dated + 1, tail)
        cover = self.lines[at : min(body_end, at + _COVER_LINES)]
        names = issued_names(cover, title)
        issues = closing is not None and (bool(names) or title.endswith(_ISSUING))
        finder = Finder(self.lines, noted, names, issues)
        sections = finder.find(self._below_asides(tail))
        first_section = sections[0].first if sections else end
        self._content(at, min(body_end, first_section), Part.BODY)
        if closing is not None:
            self._close(closing, Part.BODY)
            self._content(closing.dated + 1, tail, Part.BODY)
            self._content(tail, first_section, Part.BODY)
            self.out.trailing = (tail, first_section - 1)
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
            return self._unproved_title()
        if self.start.masthead is not None and self.start.number_at is not None:
            last = self.start.number_at - 1
            self._add(BlockKind.MASTHEAD, self.start.masthead, last, Part.BODY)
        self._add(BlockKind.TITLE, self.start.first, self.start.last, Part.BODY)
        if self.start.number_at is not None:
            self._add(BlockKind.NUMBER, self.start.number_at, self.start.number_at, Part.BODY)
        return self.start.head_end + 1

    def _unproved_title(self) -> int:
        """Take the short first lines for the title where no head of a document was found."""
        title = ""
        for last in range(min(_TITLE_LINES, len(self.lines) - 2)):
            if not is_title_line(self.lines[last]):
                return 0
            title += self.lines[last].text
            if notes.LABEL.fullmatch(self.lines[last + 1].text):
                return 0  # an attachment, its label below its title
            if ENCLOSED_TITLE.fullmatch(title):
                last += bool(_EDITION.fullmatch(self.lines[last + 1].text))
                self._add(BlockKind.TITLE, 0, last, Part.BODY)
                return last + 1
        return 0

    def _front(self, at: int, part: Part, section: Section | None) -> int:
        """Take date or note in brackets and addressees below a title."""
        end = len(self.lines) if section is None else section.last + 1
        if at < end:
            text = narrow(self.lines[at].text)
            bare = section is None and self.start is not None and at + 1 < end
            date = date_of(text) if bare or text[:1] in "（(" else None
            spoken = occasion_end(self.lines, at)
            if spoken is not None and spoken < end:
                at = self._occasion(at, spoken, part, end)
            elif date is not None:
                self._add(BlockKind.DATE, at, at, part)
                if section is None:
                    self.out.bracket_date = date
                else:
                    section.dated = at
                at += 1
            else:
                at = self._source_note(at, part, end)
        if self.start is None:
            return at
        if section is not None:
            at = self._signed_in_brackets(at, section)
            at = self._signed_above(at, section)
        if section is None or section.number_at is not None:
            last = addressees_end(self.lines, at)
            if last is not None and last < end:
                self._add(BlockKind.ADDRESSEES, at, last, part)
                if section is None:
                    self.out.addressees = (at, last)
                else:
                    section.addressees = (at, last)
                at = last + 1
        return at

    def _signed_in_brackets(self, at: int, section: Section) -> int:
        """Take the bodies and the date that stand in brackets below a title (（财政部 某日）)."""
        note = ""
        for last in range(at, min(at + _SIGNERS, section.last)):
            note += self.lines[last].text
            match = _SIGNED_NOTE.fullmatch(narrow(note))
            if match is not None and ISSUER_LINE.fullmatch(match["names"].strip()):
                self._add(BlockKind.SIGNOFF, at, last, section.part)
                section.signed = (at, last)
                section.dated = last
                return last + 1
            if note[:1] not in "（(" or note.endswith(("）", ")")):
                break
        return at

    def _signed_above(self, at: int, section: Section) -> int:
        """Take the bodies that sign an enclosed text below its title."""
        last = at
        while last < min(at + _SIGNERS + 1, section.last) and ISSUER_LINE.fullmatch(
            self.lines[last].text
        ):
            last += 1
        if at < last <= at + _SIGNERS and len(self.lines[at].text) <= 40:
            self._add(BlockKind.SIGNOFF, at, last - 1, section.part)
            section.signed = (at, last - 1)
            return last
        return at

    def _occasion(self, at: int, last: int, part: Part, end: int) -> int:
        """Take the lines that tell when and where a report was given, and the speaker's."""
        self._add(BlockKind.SOURCE_NOTE, at, last, part)
        self.out.bracket_date = find_date("".join(line.text for line in self.lines[at : last + 1]))
        if last + 1 < end and is_officer(self.lines[last + 1].text):
            last += 1
            self._add(BlockKind.SOURCE_NOTE, last, last, part)
        return last + 1

    def _source_note(self, at: int, part: Part, end: int) -> int:
        """Take the note in brackets that tells how a text was issued (（…通过 …公布）)."""
        note = ""
        for index in range(at, min(at + _SOURCE_NOTE_LINES, end)):
            note += narrow(self.lines[index].text)
            if note[:1] not in "（(" or len(note) > 600:
                return at
            if note.endswith(("）", ")")):
                if not _SOURCE_NOTE.fullmatch(note):
                    return at
                self._add(BlockKind.SOURCE_NOTE, at, index, part)
                if part is Part.BODY:
                    self.out.bracket_date = find_date(note)
                return index + 1
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

    def _below_asides(self, first: int) -> int:
        """Skip remarks and lists of copies between a closing and what follows it."""
        while first < len(self.lines) and _aside(self.lines[first].text) is not None:
            first += 1
        return first

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
        at = section.head_end + 1
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
        note = notes.begin(self.lines, first, end)
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
            for begin, last in notes.items(self.lines, note, end):
                self._add(BlockKind.ATTACHMENT_NOTE, begin, last, part)


def _first_of(closing: Closing) -> int:
    return closing.dated if closing.signed is None else closing.signed


def _shift(closing: Closing, by: int) -> Closing:
    signed = None if closing.signed is None else closing.signed + by
    return Closing(signed, closing.dated + by, closing.signoff, closing.date)


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
