"""Putting a document together: blocks, fields, headings, citations, enclosures, attachments."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import accumulate

from zhupi.gazette import (
    citations,
    fields,
    masthead,
    outline,
    paragraphs,
    sheets,
    structure,
    tables,
)
from zhupi.gazette.clean import clean, join
from zhupi.gazette.contents import Listing
from zhupi.gazette.guidance import NO_GUIDANCE, Guidance, regroup
from zhupi.gazette.heads import Start, bare_title
from zhupi.gazette.lines import Line
from zhupi.gazette.model import (
    Attachment,
    Block,
    BlockKind,
    Citation,
    Document,
    Doubt,
    Enclosure,
    Lines,
    Part,
)
from zhupi.gazette.numbers import normalise
from zhupi.gazette.outline import NAMING, Draft
from zhupi.gazette.sections import Section
from zhupi.gazette.sheets import Sheet
from zhupi.gazette.structure import Division, Span
from zhupi.gazette.wording import DATE, STRONG_END, kind_of, narrow

_WORDS = re.compile("[一-鿿]{4}")
_MENTIONED = re.compile(r"(?:详?见|按照|填写)附件\s*[0-9]?")
_RUNNING = (BlockKind.PARAGRAPH, BlockKind.ITEM, BlockKind.HEADING)
_UNSURE_BORDER = "段落分界不确定"
_BROKEN_OFF = ("，", "、", "（", "《", "“", "〔")
_LONGEST_FIRST_LINE = 60


def assemble(
    sheet: Sheet, start: Start | None, listing: Listing, guidance: Guidance = NO_GUIDANCE
) -> Document:
    """Read the lines of one document; without ``start`` its head is searched for or doubted."""
    head = masthead.find(sheet.lines) if start is None else None
    division = structure.divide(sheet, start) if head is None else _with_masthead(sheet, head)
    return _Assembly(sheet, start, division, head, guidance).document(listing)


def _with_masthead(sheet: Sheet, head: masthead.Masthead) -> Division:
    """Divide a bulletin: masthead, title, then the text."""
    title = Start(head.title_first, head.title_last, head.title, None, None)
    division = structure.divide(sheet, title)
    division.spans.insert(0, Span(BlockKind.MASTHEAD, 0, head.last))
    return division


class _Assembly:
    def __init__(
        self,
        sheet: Sheet,
        start: Start | None,
        division: Division,
        head: masthead.Masthead | None,
        guidance: Guidance,
    ) -> None:
        self.sheet = sheet
        self.lines = sheet.lines
        self.start = start
        self.division = division
        self.head = head
        self.doubts: list[Doubt] = []
        self.tables: dict[int, tuple[tables.Table, bool]] = {}
        self.drafts = regroup(self._drafts(), self.lines, guidance)
        self.doubts = [
            doubt
            for doubt in self.doubts
            if doubt.what != _UNSURE_BORDER or doubt.lines[1] not in guidance.settled
        ]

    def document(self, listing: Listing) -> Document:
        blocks, headings = outline.finish(self.drafts)
        title = self._title()
        closing = self.division.closing
        signoff = None if closing is None else closing.signoff
        number = self.start.number if self.start else None
        date = closing.date if closing is not None else self.division.bracket_date
        issuers = fields.issuers_of(title, signoff, number) or self._issuers_above(number)
        if self.head is not None:
            issuers, date = (self.head.issuer,), self.head.date
        self._judge(issuers, title, number, listing)
        attachments = self._attachments()
        self._judge_text(blocks)
        return Document(
            title=title,
            number=number,
            issuers=issuers,
            kind=kind_of(title),
            date=date,
            addressees=self._addressees(self.division.addressees),
            signoff=signoff,
            complete=self._complete(blocks, attachments),
            lines=(self.lines[0].number, self.lines[-1].number),
            blocks=blocks,
            headings=headings,
            citations=self._citations(blocks),
            enclosures=tuple(
                self._enclosure(section)
                for section in self.division.sections
                if section.part is Part.ENCLOSURE
            ),
            attachments=attachments,
            doubts=tuple(self.doubts),
        )

    def _issuers_above(self, number: str | None) -> tuple[str, ...]:
        """The issuers that the masthead names, or the series of an order."""
        if self.start is not None and self.start.masthead is not None:
            lines = self.lines[self.start.masthead : self.start.number_at]
            text = join(lines, names=True).text.removesuffix("文件")
            return fields.names_in(text)
        if number is not None and "令第" in number:
            return (number.split("令第")[0],)
        return ()

    def _drafts(self) -> list[Draft]:
        drafts: list[Draft] = []
        for span in self.division.spans:
            section = self._section_at(span.first)
            if span.kind is None:
                drafts += self._prose(span, section)
            else:
                drafts.append(self._draft(span.kind, span.first, span.last, span.part, section))
        return drafts

    def _draft(
        self, kind: BlockKind | None, first: int, last: int, part: Part, section: int
    ) -> Draft:
        text = join(self.lines[first : last + 1], names=kind in NAMING)
        return Draft(kind, text, self._numbers(first, last), part, section)

    def _section_at(self, index: int) -> int:
        """0 for the body, else one more than the place of the section that holds the line."""
        return sum(section.first <= index for section in self.division.sections)

    def _prose(self, span: Span, section: int) -> list[Draft]:
        piece = self.sheet.part(span.first, span.last)
        attached = span.part is Part.ATTACHMENT
        if attached and any(tables.is_header(line.text) for line in piece.lines):
            return [self._table(span, section)]
        drafts: list[Draft] = []
        at = span.first
        for first, last in tables.stretches(piece.lines):
            first, last = span.first + first, span.first + last
            if at < first:
                drafts += self._listed(replace(span, first=at, last=first - 1), section, 4)
            drafts.append(self._table(replace(span, first=first, last=last), section))
            at = last + 1
        if at <= span.last:
            least = 2 if attached else 4
            drafts += self._listed(replace(span, first=at), section, least)
        return drafts

    def _paragraphs(self, first: int, last: int, part: Part, section: int) -> list[Draft]:
        piece = self.sheet.part(first, last)
        stretch = sheets.heading_stretch(piece.lines, piece.measures)
        drafts = []
        piece = replace(piece, heading_stretch=stretch)
        runs, doubtful = paragraphs.join_doubting(piece)
        for index in doubtful:
            why = "上一行排满并以句号结尾，看不出这一行是接排还是另起一段"
            lines = self._numbers(first + index - 1, first + index)
            self.doubts.append(Doubt(lines, _UNSURE_BORDER, why))
        for run in runs:
            draft = self._draft(None, first + run.first, first + run.last, part, section)
            drafts.append(replace(draft, alone=run.heading))
        return drafts

    def _listed(self, span: Span, section: int, least: int) -> list[Draft]:
        """Running text with lists of names in it."""
        piece = self.sheet.part(span.first, span.last)
        drafts: list[Draft] = []
        at = span.first
        strict = span.part is Part.BODY
        for first, last in tables.list_runs(piece, least, strict=strict):
            first, last = span.first + first, span.first + last
            if at < first:
                drafts += self._paragraphs(at, first - 1, span.part, section)
            listed = tables.list_table(self.sheet.part(first, last))
            known = self.tables.get(section)
            merged = (
                listed if known is None else replace(known[0], cells=known[0].cells + listed.cells)
            )
            self.tables[section] = (merged, False)
            lines = self._numbers(first, last)
            drafts.append(Draft(BlockKind.TABLE, listed.text, lines, span.part, section))
            at = last + 1
        if at <= span.last:
            drafts += self._paragraphs(at, span.last, span.part, section)
        return drafts

    def _table(self, span: Span, section: int) -> Draft:
        piece = self.lines[span.first : span.last + 1]
        lines = self._numbers(span.first, span.last)
        table = tables.rebuild(piece)
        if table is None:
            why = "表格文字按栏抽取，行列数对不上，按原有行序保留"
            self.doubts.append(Doubt(lines, "表格未能还原", why))
            text = tables.as_they_stand(piece)
            return Draft(BlockKind.TABLE, text, lines, span.part, section)
        self.tables[section] = (table, True)
        if not table.rearranged:
            return Draft(BlockKind.TABLE, table.text, lines, span.part, section)
        why = f"由逐栏抽取的文字重排为{len(table.rows)}行{len(table.columns)}列"
        self.doubts.append(Doubt(lines, "表格经过重排", why))
        return Draft(BlockKind.TABLE, table.text, lines, span.part, section)

    def _numbers(self, first: int, last: int) -> Lines:
        return self.lines[first].number, self.lines[last].number

    def _title(self) -> str:
        if self.head is not None:
            return self.head.title
        if self.start is not None:
            lines = self.lines[self.start.first : self.start.last + 1]
            return bare_title(join(lines, names=True).text)
        titled = [draft.text.text for draft in self.drafts if draft.kind is BlockKind.TITLE]
        if titled:
            return titled[0]
        first = next((line for line in self.lines if _WORDS.search(line.text)), self.lines[0])
        text = clean(first.text) or first.text
        return text if len(text) <= _LONGEST_FIRST_LINE else text[:_LONGEST_FIRST_LINE] + "…"

    def _addressees(self, place: tuple[int, int] | None) -> str | None:
        if place is None:
            return None
        return join(self.lines[place[0] : place[1] + 1]).text.rstrip("：: ")

    def _judge(
        self, issuers: tuple[str, ...], title: str, number: str | None, listing: Listing
    ) -> None:
        """Record what about the head is a guess."""
        whole = self._numbers(0, len(self.lines) - 1)
        if self.start is None and self.head is None:
            why = "全文没有找到发文字号、主送机关或成文的标题，整篇作为一份文件保留"
            self.doubts.append(Doubt(whole, "未识别出公文", why))
            return
        if self.start is None:
            return
        lines = self._numbers(self.start.first, self.start.last)
        if not self.start.sure:
            self.doubts.append(Doubt(lines, "标题起止不确定", "文号上方的文字不合标题的常见写法"))
        titled = fields.issuer_in_title(title)
        if titled is not None and issuers and "".join(issuers) != re.sub(r"[\s、，]", "", titled):
            why = f"标题署“{titled}”，文号和落款属“{'、'.join(issuers)}”"
            self.doubts.append(Doubt(lines, "标题与落款的发文机关不一致", why))
        if listing.lacks(title, number):
            self.doubts.append(Doubt(lines, "目录中没有这份文件", "文号不见于本期目录"))

    def _judge_text(self, blocks: Sequence[Block]) -> None:
        """Record text below the closing, and paragraphs that break off in mid-sentence."""
        if self.division.trailing is not None:
            first, last = self.division.trailing
            below = self._numbers(first, last) if first <= last else (0, -1)
            if any(b.kind in _RUNNING and below[0] <= b.lines[0] <= below[1] for b in blocks):
                why = "这些文字既不像附件，也不像印发的正文"
                self.doubts.append(Doubt(below, "落款之后还有文字", why))
        for block in blocks:
            if block.kind in _RUNNING and block.text.endswith(_BROKEN_OFF):
                why = f"这一段以“{block.text[-1]}”结尾，后面的文字可能缺失或排在别处"
                self.doubts.append(Doubt(block.lines, "句子没有完", why))

    def _complete(self, blocks: Sequence[Block], attachments: Sequence[Attachment]) -> bool:
        """Tell whether the text ends well and the attachments it points to are there."""
        if self.start is None and self.head is None:
            return False
        noted = any(block.kind is BlockKind.ATTACHMENT_NOTE for block in blocks)
        if not attachments and not noted:
            mentioned = any(_MENTIONED.search(block.text) for block in blocks)
            if mentioned:
                return False
        last = blocks[-1]
        if last.kind in (BlockKind.PARAGRAPH, BlockKind.ITEM) and last.part is not Part.ATTACHMENT:
            return bool(STRONG_END.search(last.text[-8:])) or last.text.endswith(("）", "〕"))
        return True

    def _citations(self, blocks: Sequence[Block]) -> tuple[Citation, ...]:
        starts = list(accumulate((len(block.text) + 1 for block in blocks), initial=0))
        aliases = citations.aliases_in([draft.text for draft in self.drafts])
        return tuple(
            Citation(
                item.title,
                item.number,
                draft.text.lines_of(item.start, item.end),
                start + item.start,
                start + item.end,
            )
            for draft, start in zip(self.drafts, starts, strict=False)
            if draft.kind is not BlockKind.NUMBER
            for item in citations.find(draft.text.text, aliases)
        )

    def _enclosure(self, section: Section) -> Enclosure:
        title = self._section_title(section)
        lines = self._numbers(section.first, section.last)
        number = self._own_number(section)
        closing = section.closing
        signoff = None if closing is None else closing.signoff
        if signoff is None and section.signed is not None:
            first, last = section.signed
            signers: Sequence[Line] = self.lines[first : last + 1]
            if section.dated == last:  # （财政部 二〇〇五年七月一日）
                words = narrow("".join(line.text for line in signers))
                signers = [signers[0].repaired(DATE.sub("", words).strip("（）() "))]
            signoff = join(signers, names=True).text
        date = closing.date if closing is not None else None
        if section.dated is not None:
            first = section.dated if section.signed is None else section.signed[0]
            date = fields.find_date(join(self.lines[first : section.dated + 1]).text) or date
        issuers = fields.issuers_of(title, signoff, number)
        return Enclosure(title, number, lines, issuers, kind_of(title), date, signoff)

    def _own_number(self, section: Section) -> str | None:
        if section.number_at is None:
            return None
        return normalise(narrow(self.lines[section.number_at].text))

    def _section_title(self, section: Section) -> str:
        lines: Sequence[Line] = self.lines[section.title_first : section.title_last + 1]
        text = join(lines, names=True).text if lines else ""
        if section.label is not None:
            text = re.sub(r"^附件\s*[0-9一二三四五六七八九十]*\s*[：:]\s*", "", text)
        return text or "附件"

    def _attachments(self) -> tuple[Attachment, ...]:
        found = []
        for place, section in enumerate(self.division.sections, 1):
            if section.part is not Part.ATTACHMENT:
                continue
            title = self._section_title(section)
            lines = self._numbers(section.first, section.last)
            table = self.tables.get(place)
            if table is None:
                found.append(Attachment(title, "text", lines))
            else:
                form = "table" if table[1] else "list"
                cells = table[0]
                found.append(
                    Attachment(title, form, lines, cells.columns, cells.rows, cells.cell_lines)
                )
        return tuple(found)
