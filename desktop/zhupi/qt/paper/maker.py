"""The parts of the neutral form into slices, in the styles of the Word files."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from zhupi.annotations.markdown import Piece, PieceKind
from zhupi.annotations.markdown import Run as NoteRun
from zhupi.export.gongwen import attached_indents, right_indent
from zhupi.export.looks import GREY, HEI, INKS, PLAIN, VERMILION, Font, Ink
from zhupi.export.model import Look
from zhupi.export.numbering import runs_of
from zhupi.export.outline import listed
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
from zhupi.export.styles import Sheet, Style
from zhupi.export.stylesheets import sheet_of, style_of
from zhupi.export.title_ends import title_ends
from zhupi.export.wording import clock
from zhupi.export.wordtables import NOTE_COLUMNS, R, Rows, column_widths, laid_out
from zhupi.qt.paper.drawn import BAR, Boxed, Entry, hung, is_plain, ruled, sliced
from zhupi.qt.paper.inlines import label, number, of_note, of_piece, of_runs
from zhupi.qt.paper.lines import POINT, Inline, Line, lay
from zhupi.qt.paper.paging import Slice
from zhupi.qt.paper.tables import EDGE, rows

_TWIPS_PER_MM = 1440 / 25.4
_ABOVE_TABLE = 160
"""Free above a table, and below it."""


Cell = Callable[[Sequence[R], Font | None, list[str]], list[Inline]]


class Maker:
    """Makes slices of ``width``; notes stand in the margin, ``beside`` wide, where it is not 0.

    ``pages`` tell, when the table of contents is drawn, on which page each part came to stand.
    """

    def __init__(
        self, content: Content, width: float, beside: float, pages: Mapping[int, int]
    ) -> None:
        self._content = content
        self._width = width
        self._beside = beside
        self._pages = pages
        self._sheet: Sheet = sheet_of(content.look)
        self._styles: Mapping[str, Style] = {style.name: style for style in self._sheet.styles}
        runs = (run for part in content.parts for run in runs_of(part))
        self._left = Counter(key for run in runs for key in run.comments)
        self._numbers = {key: at for at, key in enumerate(self._left, 1)}
        self._turn = False
        self._last_role: Role | None = None

    def slices(self) -> Iterator[Slice]:
        """The slices of the parts, in turn, each made when it is asked for."""
        last: Slice | None = None
        above: Part | None = None
        for index, part in enumerate(self._content.parts):
            if not isinstance(part, Paragraph):
                self._last_role = None
            if isinstance(part, PageBreak):
                self._turn = True
                continue
            if last is not None and belongs_above(part):
                last = replace(last, keep=True)
            for at, one in enumerate(self._part(index, part)):
                if last is not None:
                    yield last
                heading = index if at == 0 and isinstance(part, Title | Heading) else None
                if at == 0 and isinstance(above, Table | NoteTable):
                    one = replace(one, before=max(one.before, _ABOVE_TABLE))
                last = replace(one, turn=self._turn or one.turn, heading=heading)
                self._turn = False
            above = part
        if last is not None:
            yield last

    def _part(self, index: int, part: Part) -> Iterable[Slice]:
        match part:
            case Title():
                style = self._styles[style_of(part)]
                return self._text(style, part.runs, self._content.parts[index:])
            case Heading():
                return self._text(self._styles[style_of(part)], part.runs, quiet=True)
            case Paragraph():
                return self._paragraph(index, part)
            case Table():
                return self._table(part)
            case NoteTable():
                return self._note_table(part)
            case Contents(depth):
                return self._contents(depth)
            case _:
                return self._excerpted(part)

    def _excerpted(self, part: Part) -> Iterable[Slice]:
        match part:
            case Quote():
                return self._quote(part)
            case Note():
                return self._note(part)
            case OwnText(pieces):
                return self._pieces(self._styles["Own Text"], pieces)
            case Question():
                return self._question(part)
            case Ruled(lines):
                one = ruled(self._width, self._styles["Ruled"].line)
                return [replace(one, keep=True)] * lines
            case SourceLine(text):
                return self._plain(self._styles["Source"], [Inline(text)])
            case Legend(meanings):
                words = [Inline("标记：")]
                for colour, meaning in meanings:  # told by the line below it, too
                    words += [Inline(meaning, colours=(colour,)), Inline("　")]
                return self._plain(self._styles["Legend"], words[:-1])
            case References(entries):
                style = self._styles["Reference"]
                return [
                    one
                    for at, entry in enumerate(entries, 1)
                    for one in self._plain(style, [Inline(f"[{at}]\t{entry}")])
                ]
            case _:
                raise AssertionError(f"no such part: {part}")

    def _lay(
        self,
        style: Style,
        inlines: Sequence[Inline],
        width: float | None = None,
        ends: Sequence[int] = (),
    ) -> list[Line]:
        available = self._width if width is None else width
        return lay(style, inlines, available, self._sheet.line, self._sheet.spacing, ends)

    def _plain(
        self, style: Style, inlines: Sequence[Inline], box: Ink | None = None
    ) -> list[Slice]:
        return list(sliced(self._lay(style, inlines), style, self._width, box))

    def _text(
        self, style: Style, runs: Sequence[Run], title: Sequence[Part] = (), *, quiet: bool = False
    ) -> list[Slice]:
        """A paragraph of a text, its notes beside the lines on which their words end.

        ``title`` is a title and what follows it, by whose words it is parted into lines.
        """
        words: list[Inline] = []
        ends: list[tuple[int, str]] = []
        at = 0
        for run, inline in zip(runs, of_runs(runs, self._content.look, quiet=quiet), strict=True):
            words.append(inline)
            at += len(run.text.encode("utf-16-le")) // 2
            for key in run.comments:
                self._left[key] -= 1
                if not self._left[key]:
                    mark = number(self._numbers[key])
                    words.append(mark)
                    at += len(mark.text)
                    ends.append((at, key))
        line_ends: Sequence[int] = ()
        if title:
            room = self._width / (style.size * POINT + self._sheet.spacing)
            line_ends = title_ends(words_of(words), room, title)
        lines = self._lay(style, words, ends=line_ends)
        made = list(sliced(lines, style, self._width, None))
        for end, key in ends:
            row = next(i for i, line in enumerate(lines) if end <= line.end or line is lines[-1])
            made[row] = replace(made[row], notes=(*made[row].notes, self._remark(key)))
        return made

    def _remark(self, key: str) -> list[Slice]:
        """A note for the margin: its number, what its mark means, itself."""
        comment = self._content.comments[key]
        style = replace(self._styles["annotation text"], size=9, line=260)
        head = [Inline(f"[{self._numbers[key]}] ", HEI, colour=VERMILION)]
        head += label(comment.meaning, comment.tags, comment.colour)
        width = self._beside - 2 * BAR
        parts = [lay(style, head, width, 260)]
        for piece in comment.pieces:
            own = hung(style, piece, 180)
            parts.append(lay(own, list(of_piece(piece)), width, 260))
        ink = Ink(INKS[comment.colour].line, "FFFFFF")
        lines = [line for part in parts for line in part]
        return [
            Slice(
                line.pitch,
                Boxed(line, self._beside, ink, inset=2 * BAR),
                before=100 if at == 0 else 0,
                lines=(line,),
            )
            for at, line in enumerate(lines)
        ]

    def _paragraph(self, index: int, part: Paragraph) -> list[Slice]:
        style = self._styles[style_of(part)]
        begins = part.role is not self._last_role
        if begins and part.role in (Role.RIGHT, Role.ATTACHED):
            style = replace(style, before=self._sheet.line)
        size = round(self._sheet.size * 20)
        if part.role is Role.ATTACHED:
            first, left = attached_indents(words_of(part.runs))
            style = replace(style, left=round(left * size), hang=round((left - first) * size))
        if part.role is Role.RIGHT and self._content.look is Look.GONGWEN:
            style = replace(style, right=round(right_indent(self._content.parts, index) * 100))
        self._last_role = part.role
        return self._text(style, part.runs)

    def _quote(self, quote: Quote) -> list[Slice]:
        ink = INKS[quote.colour] if quote.colour is not None else Ink(GREY, PLAIN.wash)
        made: list[Slice] = []
        if quote.meaning or quote.tags:
            words = [Inline(quote.meaning, colour=ink.line)]
            words += [Inline(f"　#{tag}", colour=GREY) for tag in quote.tags]
            made += self._plain(self._styles["Excerpt Label"], words, ink)
        for line in quote.lines:
            style = self._styles["Quote"]
            style = style if made else replace(style, before=240)
            made += self._plain(style, [Inline(line)], ink)
        return made

    def _note(self, note: Note) -> list[Slice]:
        style = self._styles["Note"]
        size = self._sheet.size - 3
        head = [Inline(f"【{note.label or '批注'}】", HEI, size, VERMILION)]
        head += [Inline(f"#{tag}　", colour=GREY) for tag in note.tags]
        return self._headed(style, head, note.pieces)

    def _question(self, question: Question) -> list[Slice]:
        style = self._styles["Question"]
        return self._headed(style, [Inline(f"{question.number}.\t")], question.pieces)

    def _headed(self, style: Style, head: list[Inline], pieces: Sequence[Piece]) -> list[Slice]:
        rest = list(pieces)
        if rest and is_plain(rest[0]):
            head += of_piece(rest.pop(0))
        made = self._plain(style, head)
        return made + self._pieces(replace(style, hang=0, before=0), rest)

    def _pieces(self, style: Style, pieces: Iterable[Piece]) -> list[Slice]:
        made: list[Slice] = []
        for piece in pieces:
            if piece.kind is PieceKind.RULE:
                made.append(ruled(self._width, self._sheet.line // 2))
                continue
            if piece.kind is PieceKind.TABLE:
                widths = column_widths(piece.rows, self._width / _TWIPS_PER_MM)
                made += self._grid(piece.rows, widths, _note_cell, header=True)
                continue
            own = style if is_plain(piece) else replace(style, first=0, align="left")
            own = hung(own, piece, 420)
            box = Ink("BBBBBB", "FFFFFF") if piece.quoted else None
            made += self._plain(own, list(of_piece(piece)), box)
        return made

    def _table(self, table: Table) -> Iterable[Slice]:
        if not any(table.rows):
            return ()
        table, widths = laid_out(table, self._width / _TWIPS_PER_MM)
        return self._grid(table.rows, widths, self._cell, header=table.header, ruled=table.ruled)

    def _grid(
        self,
        table: Rows[R],
        millimetres: Sequence[float],
        cell: Cell[R],
        *,
        header: bool,
        ruled: bool = True,
    ) -> Iterator[Slice]:
        """The rows of a table; ``cell`` sets the runs of one and notes which notes end in it."""
        widths = [width * _TWIPS_PER_MM for width in millimetres]
        style = self._styles["Table Text"]
        head: tuple[Slice, ...] = ()
        for index, row in enumerate(table):
            heads = header and index == 0  # never alone at the foot of a page
            own: list[str] = []
            laid = [
                self._lay(style, cell(runs, HEI if heads else None, own), width - 2 * EDGE)
                for runs, width in zip(row, widths, strict=False)
            ]
            laid += [[]] * (len(widths) - len(row))
            beside = tuple(self._remark(key) for key in own)
            made = [
                replace(one, head=head, keep=one.keep or heads)
                for one in rows([laid], widths, ruled=ruled)
            ]
            above = 0 if index else _ABOVE_TABLE
            yield replace(made[0], notes=beside, before=above)
            yield from made[1:]
            if heads:
                head = tuple(made)

    def _cell(self, runs: Sequence[Run], font: Font | None, ended: list[str]) -> list[Inline]:
        words: list[Inline] = []
        for run, inline in zip(runs, of_runs(runs, self._content.look, font), strict=True):
            words.append(inline)
            for key in run.comments:
                self._left[key] -= 1
                if not self._left[key]:
                    words.append(number(self._numbers[key]))
                    ended.append(key)
        return words

    def _note_table(self, table: NoteTable) -> Iterator[Slice]:
        widths = [part / 160 * self._width for _, part in NOTE_COLUMNS]
        style = self._styles["Note Text"]

        def cell(column: int, *paragraphs: Sequence[Inline]) -> list[Line]:
            room = widths[column] - 2 * EDGE
            return [line for words in paragraphs for line in self._lay(style, words, room)]

        names = [cell(at, [Inline(name, HEI)]) for at, (name, _) in enumerate(NOTE_COLUMNS)]
        head = tuple(rows([names], widths))
        yield from (replace(one, before=_ABOVE_TABLE, keep=True) for one in head)
        for note in table.notes:
            comment = note.comment
            colours = (comment.colour,)
            about = [list(label(comment.meaning, (), comment.colour))]
            about += [[Inline("　".join(f"#{tag}" for tag in comment.tags))]] * bool(comment.tags)
            row = [
                cell(0, [Inline(f"[{note.number}]")]),
                cell(1, *([Inline(line, colours=colours)] for line in note.lines)),
                cell(2, *(list(of_piece(piece)) for piece in comment.pieces)),
                cell(3, *about, [Inline(clock(comment.when))]),
            ]
            yield from (replace(one, head=head) for one in rows([row], widths))

    def _contents(self, depth: int) -> Iterator[Slice]:
        yield from self._plain(self._styles["TOC Heading"], [Inline("目录")])
        for index, level in listed(self._content, depth):
            style = self._styles[f"toc {min(level + 1, 3)}"]
            words = words_of(runs_of(self._content.parts[index]))
            room = self._width - 30 * _TWIPS_PER_MM / 2
            lines = self._lay(style, [Inline(words)], room)
            for line in lines:
                last = line is lines[-1]
                yield Slice(
                    line.pitch,
                    Entry(
                        line,
                        self._width,
                        index if last else None,
                        self._pages,
                        style,
                        self._number_line,
                    ),
                    keep=not last,
                    lines=(line,),
                )

    def _number_line(self, style: Style, text: str) -> Line:
        """A page number, or what leads to it, in one line."""
        return self._lay(replace(style, left=0, leader=False, align="left"), [Inline(text)])[0]


def _note_cell(runs: Sequence[NoteRun], font: Font | None, _ended: list[str]) -> list[Inline]:
    return list(of_note(runs, font))
