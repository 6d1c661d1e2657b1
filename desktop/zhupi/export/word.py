"""Word: a file that an office hands on, written with python-docx."""

from __future__ import annotations

import io
from collections.abc import Sequence

import docx
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docx.text.paragraph import Paragraph as WordParagraph
from docx.text.run import Run as WordRun

from zhupi.annotations.markdown import Piece
from zhupi.export.looks import GREY, HEI, INKS, KAI, PLAIN, VERMILION, Font, Ink
from zhupi.export.model import (
    Content,
    Heading,
    Layout,
    Note,
    PageBreak,
    Paragraph,
    Part,
    Prose,
    Quote,
    References,
    Role,
    Run,
    SourceLine,
    Table,
    Title,
)
from zhupi.export.styles import apply_styles
from zhupi.export.wordnotes import fill_comment, is_plain, write_piece, write_runs
from zhupi.export.wordpage import PROGRAM, repacked, set_page, set_properties, set_settings
from zhupi.export.wordxml import (
    box,
    clean,
    element,
    row_properties,
    set_font,
    set_outline,
    set_style,
    shade_run,
    xml,
)

_STYLES = {
    Role.BODY: "Body",
    Role.ADDRESSEES: "Addressees",
    Role.NUMBER: "Number",
    Role.RIGHT: "SignOff",
    Role.REMARK: "Remark",
    Role.LABEL: "AttachmentLabel",
    Role.INFO: "Info",
}
_LAST_HEADING = 4
_LEAD_FONTS = {1: HEI, 2: KAI}


def render(content: Content) -> bytes:
    """The content as a .docx file."""
    writer = _Writer(content)
    for part in content.parts:
        writer.part(part)
    writer.place_comments()
    stream = io.BytesIO()
    writer.document.save(stream)
    return repacked(stream.getvalue())


class _Writer:
    """Writes parts in turn and remembers on which runs each comment stands."""

    def __init__(self, content: Content) -> None:
        self._content = content
        self._full = content.layout is Layout.FULL
        self._size = 16 if self._full else 14
        titles = sum(isinstance(part, Title) and part.level == 1 for part in content.parts)
        self._nested = self._full and titles > 1
        self._spans: dict[str, tuple[WordRun, WordRun]] = {}
        self._new_page = False
        self._last: WordParagraph | None = None
        self._last_role: Role | None = None
        self.document = docx.Document()
        apply_styles(self.document, content.layout)
        self._end = xml(self.document.sections[0])
        set_page(self.document, full=self._full)
        set_settings(self.document)
        set_properties(self.document, content)

    def part(self, part: Part) -> None:
        match part:
            case Title(runs, level):
                self._outlined("Title" if level == 1 else "Subtitle", runs, level)
            case Heading(level, runs):
                self._outlined(f"Heading{min(max(level - 1, 1), _LAST_HEADING)}", runs, level)
            case Paragraph(runs, role):
                self._paragraph(runs, role)
            case Quote():
                self._quote(part)
            case Note():
                self._note(part)
            case Prose(pieces):
                self._prose(pieces)
            case SourceLine(text):
                self._add("Source", (Run(text),))
            case Table():
                self._table(part)
            case References(entries):
                for number, entry in enumerate(entries, 1):
                    self._add("Reference", (Run(f"[{number}]\t{entry}"),))
            case PageBreak():
                self._new_page = True

    def place_comments(self) -> None:
        """Anchor each comment on its words, in the order of the text."""
        author = self._content.author or PROGRAM
        for key, (first, last) in self._spans.items():
            comment = self._content.comments[key]
            made = self.document.add_comment([first, last], "", author, initials(author))
            # python-docx would write UTC, which Word shows as if it were local time.
            local = comment.when.replace(tzinfo=None, microsecond=0)
            xml(made).set(qn("w:date"), local.isoformat())
            fill_comment(made, comment)

    def _outlined(self, style: str, runs: Sequence[Run], level: int) -> None:
        paragraph = self._add(style, runs)
        if self._nested:  # several documents: their headings stand under their titles
            set_outline(paragraph, level - 1)
        elif level > _LAST_HEADING + 1:  # as deep as it is, in the looks of the last style
            set_outline(paragraph, level - 2)

    def _paragraph(self, runs: Sequence[Run], role: Role) -> None:
        paragraph = self._add(_STYLES[role], runs)
        if role is Role.RIGHT and self._last_role is not Role.RIGHT:
            paragraph.paragraph_format.space_before = Pt(29)
        self._last_role = role

    def _add(self, style: str, runs: Sequence[Run] = ()) -> WordParagraph:
        # python-docx would look through the whole body for its end, each time.
        self._end.addprevious(made := element("p"))
        paragraph = WordParagraph(made, self.document)
        set_style(paragraph, style)
        if self._new_page:
            paragraph.paragraph_format.page_break_before = True
            self._new_page = False
        self._write(paragraph, runs)
        self._last = paragraph
        return paragraph

    def _write(
        self, paragraph: WordParagraph, runs: Sequence[Run], font: Font | None = None
    ) -> None:
        for run in runs:
            written = paragraph.add_run(clean(run.text))
            own_font = _LEAD_FONTS.get(run.lead, font)
            if own_font is not None:
                set_font(written, own_font)
            if run.colours:
                shade_run(written, INKS[run.colours[-1]].wash)
            for key in run.comments:
                first, _ = self._spans.get(key, (written, written))
                self._spans[key] = (first, written)

    def _quote(self, quote: Quote) -> None:
        ink = PLAIN if quote.colour is None else INKS[quote.colour]
        if quote.meaning or quote.tags:
            self._quote_label(quote, ink)
        for line in quote.lines:
            box(self._add("Excerpt", (Run(line),)), ink.line, ink.wash)

    def _quote_label(self, quote: Quote, ink: Ink) -> None:
        label = self._add("ExcerptLabel")
        meaning = label.add_run(clean(quote.meaning))
        meaning.font.color.rgb = RGBColor.from_string(ink.line)
        for tag in quote.tags:
            label.add_run(clean(f"　#{tag}")).font.color.rgb = RGBColor.from_string(GREY)
        box(label, ink.line, ink.wash)

    def _prose(self, pieces: Sequence[Piece]) -> None:
        for piece in pieces:
            style = "Body" if is_plain(piece) else "Addressees"  # no indent of its own
            write_piece(self._add(style), piece, 0, 400)

    def _note(self, note: Note) -> None:
        first = self._add("Note")
        label = first.add_run(f"【{clean(note.label) or '批注'}】")
        set_font(label, HEI)
        label.font.size = Pt(self._size - 3)
        label.font.color.rgb = RGBColor.from_string(VERMILION)
        for tag in note.tags:
            first.add_run(clean(f"#{tag}　")).font.color.rgb = RGBColor.from_string(GREY)
        pieces = list(note.pieces)
        if pieces and is_plain(pieces[0]):
            write_runs(first, pieces.pop(0))
        for piece in pieces:
            write_piece(self._add("Note"), piece, 200, 400)

    def _table(self, table: Table) -> None:
        width = max((len(row) for row in table.rows), default=0)
        if not width:
            return
        if self._last is not None:
            self._last.paragraph_format.space_after = Pt(8)
        made = self.document.add_table(len(table.rows), width, self.document.styles["Table Grid"])
        made.autofit = False
        made.alignment = WD_TABLE_ALIGNMENT.CENTER
        widths = column_widths(table, 156 if self._full else 160)
        for column, breadth in zip(made.columns, widths, strict=True):
            column.width = Mm(breadth)
        for index, (row, cells) in enumerate(zip(made.rows, table.rows, strict=True)):
            properties = row_properties(row)
            properties.append(element("cantSplit"))
            if table.header and index == 0:
                properties.append(element("tblHeader"))
            for cell, breadth, runs in zip(row.cells, widths, _filled(cells, width), strict=True):
                cell.width = Mm(breadth)
                paragraph = cell.paragraphs[0]
                set_style(paragraph, "TableText")
                self._write(paragraph, runs, HEI if table.header and index == 0 else None)
        self._add("TableText")  # Word wants a paragraph between a table and the next


def initials(author: str) -> str:
    """ZS of Zhang San, 张 of 张三."""
    words = author.split()
    if all(word[0].isascii() for word in words):
        return "".join(word[0] for word in words)[:3].upper()
    return author[:1]


def column_widths(table: Table, breadth: float) -> list[float]:
    """Share out the breadth, in millimetres, by the length of what stands in each column."""
    columns = max(len(row) for row in table.rows)
    longest = [1] * columns
    for row in table.rows:
        for index, cell in enumerate(row):
            length = sum(len(run.text) for run in cell)
            longest[index] = max(longest[index], length)
    weights = [min(max(length, 3), 40) for length in longest]
    return [breadth * weight / sum(weights) for weight in weights]


def _filled(cells: Sequence[Sequence[Run]], width: int) -> list[Sequence[Run]]:
    return [*cells, *[()] * (width - len(cells))]
