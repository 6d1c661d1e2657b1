"""Word: a file that an office hands on, written with python-docx."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager

import docx
from docx.shared import Mm, Pt, RGBColor
from docx.text.paragraph import Paragraph as WordParagraph

from zhupi.annotations.markdown import Piece, PieceKind
from zhupi.annotations.model import Colour
from zhupi.export.gongwen import attached_indents, right_indent
from zhupi.export.looks import GREY, HEI, INKS, VERMILION
from zhupi.export.model import Look
from zhupi.export.outline import is_collection, listed, outline_level
from zhupi.export.paging import line_total, page_numbers
from zhupi.export.parts import (
    Content,
    Contents,
    Heading,
    Legend,
    Note,
    NoteTable,
    OwnText,
    PageBreak,
    Paragraph,
    Part,
    Question,
    Quote,
    References,
    Role,
    Ruled,
    Run,
    SourceLine,
    Table,
    Title,
    belongs_above,
    words_of,
)
from zhupi.export.styles import apply_styles
from zhupi.export.stylesheets import sheet_of, style_of
from zhupi.export.title_ends import in_lines, title_ends
from zhupi.export.wordcontents import contents_element
from zhupi.export.wordmarks import Inscriber
from zhupi.export.wordnotes import is_plain, write_piece, write_runs
from zhupi.export.wordpage import PAGES, repacked, set_page, set_properties, set_settings
from zhupi.export.wordtables import column_widths, write_note_table, write_rows, write_table
from zhupi.export.wordxml import (
    bookmark,
    box,
    clean,
    element,
    indent,
    indent_right,
    ruled,
    set_font,
    set_outline,
    set_style,
    xml,
)
from zhupi.jobs import Job

_BATCH = 200
"""Parts written between two reports."""


def render(content: Content, job: Job | None = None) -> bytes:
    """The content as a .docx file. Raises `Cancelled` if the job is called off."""
    job = job or Job()
    writer = _Writer(content)
    for index, part in enumerate(content.parts):
        if index % _BATCH == 0:
            job.report(index, len(content.parts), content.title)
        writer.part(index, part)
    writer.finish()
    job.check()
    stream = io.BytesIO()
    writer.document.save(stream)
    return repacked(stream.getvalue())


class _Writer:
    """Writes parts in turn; what rests on the whole file comes at the finish."""

    def __init__(self, content: Content) -> None:
        self._content = content
        self._page = PAGES[content.look]
        self._sheet = sheet_of(content.look)
        self._styles = {style.name: style.id for style in self._sheet.styles}
        self._collection = is_collection(content)
        titled = [p for p in content.parts if isinstance(p, Title) and p.address]
        self._places = {title.address: f"doc_{n}" for n, title in enumerate(titled, 1)}
        contents = next((part for part in content.parts if isinstance(part, Contents)), None)
        self._listed = dict(listed(content, contents.depth)) if contents else {}
        self._names: list[tuple[int, str, str]] = []
        self._contents: tuple[WordParagraph, int] | None = None
        self._bookmarks = 0
        self._new_page = False
        self._last: WordParagraph | None = None
        self._last_role: Role | None = None
        self.document = docx.Document()
        apply_styles(self.document, self._sheet, round(Mm(self._page.breadth).twips))
        self._end = xml(self.document.sections[0])
        set_page(self.document, content.look)
        set_settings(self.document)
        set_properties(self.document, content)
        self._inscriber = Inscriber(self.document, content, self._places)

    def part(self, index: int, part: Part) -> None:
        if not isinstance(part, Paragraph):
            self._last_role = None
        if self._last is not None and belongs_above(part):
            self._last.paragraph_format.keep_with_next = True
        match part:
            case Title() | Heading():
                self._outlined(index, part)
            case Paragraph():
                self._paragraph(index, part)
            case Table() | NoteTable():
                self._table(part)
            case Legend(meanings):
                self._legend(meanings)
            case PageBreak():
                self._new_page = True
            case Contents(depth):
                self._contents = self._add("Body"), depth
            case _:
                self._excerpted(part)

    def _excerpted(self, part: Part) -> None:
        match part:
            case Quote():
                self._quote(part)
            case Note():
                self._note(part)
            case OwnText(pieces):
                self._pieces(pieces, "OwnList", 0, 420, plain="OwnText")
            case Question():
                self._question(part)
            case Ruled(lines):
                for _ in range(lines):
                    ruled(self._add("Ruled"), GREY)
            case SourceLine(text, address):
                self._add("Source", (Run(text, link=address),))
            case References(entries):
                for number, entry in enumerate(entries, 1):
                    self._add("Reference", (Run(f"[{number}]\t{entry}"),))
            case _:
                raise AssertionError(f"no such part: {part}")

    def finish(self) -> None:
        """Place the comments, and the table of contents with its page numbers."""
        self._inscriber.place_comments()
        if self._contents is None:
            return
        place, depth = self._contents
        table, lines = xml(place), -1
        pages = dict.fromkeys((name for _, _, name in self._names), 100)
        for _ in range(3):  # with its own number in place an entry may take another line
            made = contents_element(self._names, depth, pages)
            table.getparent().replace(table, made)
            table, before, lines = made, lines, line_total(made, self._sheet, self._page)
            if lines == before:
                return
            pages = page_numbers(self.document, self._sheet, self._page)

    def _outlined(self, index: int, part: Title | Heading) -> None:
        paragraph = self._add(self._styles[style_of(part)], self._title_runs(index, part))
        if self._collection:  # its documents' headings stand under their titles
            level = outline_level(part, collection=True)
            if level is not None:
                set_outline(paragraph, level)
        if index in self._listed:
            name = f"_Toc{index:06}"
            self._bookmark(paragraph, name)
            self._names.append((self._listed[index], words_of(part.runs), name))
        if isinstance(part, Title) and part.address:
            self._bookmark(paragraph, self._places[part.address])

    def _title_runs(self, index: int, part: Title | Heading) -> Iterable[Run]:
        """The runs of a title or heading; the title of a 公文 is parted into lines.

        Not where there is a table of contents: Word would take the line breaks along into it.
        """
        if isinstance(part, Heading) or self._content.look is not Look.GONGWEN or self._contents:
            return part.runs
        style = next(style for style in self._sheet.styles if style.name == style_of(part))
        room = Mm(self._page.breadth).pt / (style.size + self._sheet.spacing / 20)
        ends = title_ends(words_of(part.runs), room, self._content.parts[index:])
        return in_lines(part.runs, ends)

    def _bookmark(self, paragraph: WordParagraph, name: str) -> None:
        bookmark(paragraph, name, self._bookmarks)
        self._bookmarks += 1

    def _paragraph(self, index: int, part: Paragraph) -> None:
        paragraph = self._add(self._styles[style_of(part)], part.runs)
        begins = part.role is not self._last_role
        if begins and part.role in (Role.RIGHT, Role.ATTACHED):
            # A line is left blank above a sign-off and above what is attached.
            paragraph.paragraph_format.space_before = Pt(self._sheet.line / 20)
        if part.role is Role.ATTACHED:
            size = self._sheet.size
            first, left = attached_indents(words_of(part.runs))
            indent(paragraph, round(left * size * 20), round((left - first) * size * 20))
        if part.role is Role.RIGHT and self._content.look is Look.GONGWEN:
            right = right_indent(self._content.parts, index)
            indent_right(paragraph, right, self._sheet.size)
        self._last_role = part.role

    def _add(self, style: str, runs: Iterable[Run] = ()) -> WordParagraph:
        # python-docx would look through the whole body for its end, each time.
        self._end.addprevious(made := element("p"))
        paragraph = WordParagraph(made, self.document)
        set_style(paragraph, style)
        if self._new_page:
            paragraph.paragraph_format.page_break_before = True
            self._new_page = False
        self._inscriber.write(paragraph, runs, quiet=style.startswith(("Heading", "Source")))
        self._last = paragraph
        return paragraph

    def _quote(self, quote: Quote) -> None:
        line, wash = INKS[quote.colour] if quote.colour is not None else (GREY, "F2F2F2")
        if quote.meaning or quote.tags:
            label = self._add("ExcerptLabel")
            meaning = label.add_run(clean(quote.meaning))
            meaning.font.color.rgb = RGBColor.from_string(line)
            for tag in quote.tags:
                label.add_run(clean(f"　#{tag}")).font.color.rgb = RGBColor.from_string(GREY)
            box(label, line, wash)
        for index, words in enumerate(quote.lines):
            paragraph = self._add("Quote", (Run(words),))
            box(paragraph, line, wash)
            if not (index or quote.meaning or quote.tags):
                paragraph.paragraph_format.space_before = Pt(12)

    def _legend(self, meanings: Sequence[tuple[Colour, str]]) -> None:
        paragraph = self._add("Legend", (Run("标记："),))
        for index, (colour, words) in enumerate(meanings):
            square = paragraph.add_run("　■" if index else "■")
            square.font.color.rgb = RGBColor.from_string(INKS[colour].line)
            paragraph.add_run(clean(words))

    def _note(self, note: Note) -> None:
        first = self._add("Note")
        label = first.add_run(f"【{clean(note.label) or '批注'}】")
        set_font(label, HEI)
        label.font.size = Pt(self._sheet.size - 3)
        label.font.color.rgb = RGBColor.from_string(VERMILION)
        for tag in note.tags:
            first.add_run(clean(f"#{tag}　")).font.color.rgb = RGBColor.from_string(GREY)
        pieces = list(note.pieces)
        if pieces and is_plain(pieces[0]):
            write_runs(first, pieces.pop(0).runs)
        self._pieces(pieces, "Note", 200, 400)

    def _question(self, question: Question) -> None:
        first = self._add("Question", (Run(f"{question.number}.\t"),))
        pieces = list(question.pieces)
        if pieces and is_plain(pieces[0]):
            write_runs(first, pieces.pop(0).runs)
        self._pieces(pieces, "QuestionMore", 420, 420)

    def _pieces(
        self, pieces: Iterable[Piece], style: str, left: int, step: int, *, plain: str = ""
    ) -> None:
        """Pieces of a note below one another; ``plain`` is the style of its plain paragraphs."""
        for piece in pieces:
            if piece.kind is PieceKind.TABLE:
                widths = column_widths(piece.rows, self._page.breadth)
                with self._around_table():
                    write_rows(self.document, piece.rows, widths, write_runs, header=True)
            else:
                own = plain if plain and is_plain(piece) else style
                write_piece(self._add(own), piece, left, step)

    def _table(self, table: Table | NoteTable) -> None:
        if isinstance(table, Table) and not any(table.rows):
            return
        with self._around_table():
            if isinstance(table, Table):
                write_table(self.document, table, self._page.breadth, self._inscriber.write)
            else:
                write_note_table(self.document, table, self._page.breadth)

    @contextmanager
    def _around_table(self) -> Iterator[None]:
        """Leave room above a table; Word wants a paragraph between it and the next."""
        if self._last is not None:
            self._last.paragraph_format.space_after = Pt(8)
        yield
        self._add("TableEnd")
