"""HTML: one file without script and without anything from elsewhere, fit to be printed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from html import escape

from zhupi.annotations.markdown import Piece, PieceKind
from zhupi.annotations.markdown import Run as NoteRun
from zhupi.export.htmlstyle import style_sheet
from zhupi.export.numbering import runs_of
from zhupi.export.outline import listed
from zhupi.export.parts import (
    Comment,
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
    Ruled,
    Run,
    SourceLine,
    Table,
    Title,
    words_of,
)
from zhupi.export.wording import clock
from zhupi.jobs import Job


def render(content: Content, job: Job | None = None) -> bytes:
    """The content as an HTML file in UTF-8. Raises `Cancelled`."""
    writer = _Writer(content)
    chunks: list[str] = []
    for index, part in enumerate(content.parts):
        if job is not None:
            job.check()
        chunks += writer.part(index, part)
    body = "\n".join(chunks)
    author = f'<meta name="author" content="{escape(content.author)}">\n' if content.author else ""
    margin = " margin" if content.comments else ""
    return (
        '<!DOCTYPE html>\n<html lang="zh-CN">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta http-equiv="Content-Security-Policy" content="default-src \'none\';'
        " style-src 'unsafe-inline'\">\n"
        f"{author}<title>{escape(content.title)}</title>\n"
        f"<style>\n{style_sheet()}</style>\n</head>\n"
        f'<body class="{content.layout.value}{margin}">\n<main>\n{body}\n</main>\n'
        "</body>\n</html>\n"
    ).encode()


def note_html(pieces: Sequence[Piece], kind: str = "") -> str:
    """A parsed note; lists are told by indent and mark, as in the other formats."""
    return "\n".join(_piece(piece, kind) for piece in pieces)


class _Writer:
    """Writes parts in turn; a comment stands before the first block that holds words of its.

    There it floats in the margin, at the height of its words. A number is on both.
    """

    def __init__(self, content: Content) -> None:
        self._content = content
        self._page = ""
        runs = (run for part in content.parts for run in runs_of(part))
        self._left = Counter(key for run in runs for key in run.comments)
        self._numbers = {key: number for number, key in enumerate(self._left, 1)}
        self._told: set[str] = set()
        titled = [p for p in content.parts if isinstance(p, Title) and p.address]
        self._places = {title.address: f"doc-{n}" for n, title in enumerate(titled, 1)}
        contents = next((part for part in content.parts if isinstance(part, Contents)), None)
        self._listed = dict(listed(content, contents.depth)) if contents else {}

    def part(self, index: int, part: Part) -> Iterator[str]:
        match part:
            case Title(runs, level) | Heading(level, runs):
                yield from self._remarks(runs)
                yield self._outlined(index, part, max(1, min(level, 6)))
            case Paragraph(runs, role):
                yield from self._remarks(runs)
                yield f'<p class="{role.value}{self._page}">{self._runs(runs)}</p>'
                self._page = ""
            case Table():
                for row in part.rows:
                    for cell in row:
                        yield from self._remarks(cell)
                yield self._table(part)
            case SourceLine(text, address):
                words = f'<a href="{escape(address)}">{escape(text)}</a>' if address else ""
                yield f'<p class="source">{words or escape(text)}</p>'
            case PageBreak():
                self._page = " page"
            case Contents():
                yield self._contents()
            case _:
                yield from _excerpted(part)

    def _outlined(self, index: int, part: Title | Heading, level: int) -> str:
        kind = "title" if isinstance(part, Title) else "rung"
        names = [f"part-{index}"] if index in self._listed else []
        if isinstance(part, Title) and part.address:
            names.append(self._places[part.address])
        words = self._runs(part.runs)
        own = f' id="{names[0]}"' if names else ""
        words = "".join(f'<span id="{name}"></span>' for name in names[1:]) + words
        page, self._page = self._page, ""
        return f'<h{level} class="{kind}{page}"{own}>{words}</h{level}>'

    def _contents(self) -> str:
        lines = []
        for index, level in self._listed.items():
            words = words_of(runs_of(self._content.parts[index]))
            under = ' class="under"' if level else ""
            lines.append(f'<li{under}><a href="#part-{index}">{escape(words)}</a></li>')
        return f"<nav><ol>{''.join(lines)}</ol></nav>"

    def _remarks(self, runs: Sequence[Run]) -> Iterator[str]:
        for key in dict.fromkeys(key for run in runs for key in run.comments):
            if key not in self._told:
                self._told.add(key)
                comment = self._content.comments[key]
                yield _remark(comment, self._numbers[key])

    def _runs(self, runs: Sequence[Run]) -> str:
        return "".join(self._run(run) for run in runs)

    def _run(self, run: Run) -> str:
        words = escape(run.text)
        if run.raised:
            return f"<sup>{words}</sup>"
        if run.link:
            inside = self._places.get(run.link)
            address = f"#{inside}" if inside else run.link
            words = f'<a href="{escape(address)}">{words}</a>'
        if run.lead:
            words = f'<span class="lead{run.lead}">{words}</span>'
        if run.lines:
            words = f'<u class="{run.lines[-1].value}">{words}</u>'
        if run.colours:
            words = f'<mark class="{run.colours[-1].value}">{words}</mark>'
        return words + "".join(self._number(key) for key in run.comments)

    def _number(self, key: str) -> str:
        self._left[key] -= 1
        return "" if self._left[key] else f"<sup>{self._numbers[key]}</sup>"

    def _table(self, table: Table) -> str:
        rows = [[self._runs(cell) for cell in row] for row in table.rows]
        return _rows_html(rows, header=table.header)


def _rows_html(rows: Sequence[Sequence[str]], *, header: bool) -> str:
    lines = []
    for index, row in enumerate(rows):
        tag = "th" if header and index == 0 else "td"
        lines.append(f"<tr>{''.join(f'<{tag}>{cell}</{tag}>' for cell in row)}</tr>")
    return "<table>" + "\n".join(lines) + "</table>"


def _excerpted(part: Part) -> Iterator[str]:
    match part:
        case Quote():
            yield _quote(part)
        case Note(pieces, label, tags):
            yield _aside(label or "批注", tags, pieces)
        case OwnText(pieces):
            yield note_html(pieces, "own")
        case Question(number, pieces):
            asked = f"<div>{note_html(pieces)}</div>"
            yield f'<div class="question"><span>{number}.</span>{asked}</div>'
        case Ruled(lines):
            yield '<div class="ruled"></div>' * lines
        case References(entries):
            items = "".join(f"<li>{escape(entry)}</li>" for entry in entries)
            yield f'<ol class="references">{items}</ol>'
        case Legend(meanings):
            told = (f'<b class="{c.value}">■</b>{escape(words)}' for c, words in meanings)
            yield f'<p class="legend">标记：{"　".join(told)}</p>'
        case NoteTable():
            yield _note_table(part)
        case _:
            raise AssertionError(f"no such part: {part}")


def _remark(comment: Comment, number: int) -> str:
    label = f"{number}　{comment.meaning}"
    kind = f" {comment.colour.value} beside"
    return _aside(label, comment.tags, comment.pieces, kind, clock(comment.when))


def _aside(
    label: str, tags: Sequence[str], pieces: Sequence[Piece], kind: str = "", when: str = ""
) -> str:
    told = [*(f"#{tag}" for tag in tags), when]
    words = "".join(f' <span class="tag">{escape(word)}</span>' for word in told if word)
    head = f'<p class="label"><b>{escape(label)}</b>{words}</p>'
    return f'<aside class="note{kind}">{head}\n{note_html(pieces)}</aside>'


def _quote(quote: Quote) -> str:
    tags = "".join(f' <span class="tag">#{escape(tag)}</span>' for tag in quote.tags)
    lines = "".join(f"<p>{escape(line)}</p>" for line in quote.lines)
    kind = f' class="{quote.colour.value}"' if quote.colour is not None else ""
    label = f'<p class="label"><b>{escape(quote.meaning)}</b>{tags}</p>' if quote.meaning else ""
    return f"<blockquote{kind}>{label}{lines}</blockquote>"


def _note_table(table: NoteTable) -> str:
    rows = ["<tr><th>序号</th><th>原文</th><th>批注</th><th>类别、时间</th></tr>"]
    for note in table.notes:
        comment = note.comment
        lines = "<br>".join(map(escape, note.lines))
        about = [comment.meaning, *(f"#{tag}" for tag in comment.tags), clock(comment.when)]
        rows.append(
            f"<tr><td>[{note.number}]</td>"
            f'<td><mark class="{comment.colour.value}">{lines}</mark></td>'
            f"<td>{note_html(comment.pieces)}</td><td>{'<br>'.join(map(escape, about))}</td></tr>"
        )
    return '<table class="notes">' + "\n".join(rows) + "</table>"


def _piece(piece: Piece, kind: str) -> str:
    if piece.kind is PieceKind.RULE:
        return "<hr>"
    if piece.kind is PieceKind.CODE:
        return f"<pre>{escape(piece.text)}</pre>"
    if piece.kind is PieceKind.TABLE:
        return _rows_html(
            [["".join(map(_note_run, cell)) for cell in row] for row in piece.rows], header=True
        )
    words = "".join(_note_run(run) for run in piece.runs)
    if piece.kind is PieceKind.HEADING:
        words = f"<b>{words}</b>"
    depth = piece.depth + piece.quoted
    hang = "text-indent:-1.5em;" if piece.marker else ""
    style = f' style="{hang}margin-left:{1.5 * depth:g}em"' if depth else ""
    marker = f'<span class="marker">{escape(piece.marker)}</span>' if piece.marker else ""
    own = f' class="{kind}"' if kind and not depth else ""
    return f"<p{own}{style}>{marker}{words}</p>"


def _note_run(run: NoteRun) -> str:
    words = escape(run.text).replace("\n", "<br>")
    for tag, wanted in (
        ("code", run.code),
        ("s", run.strike),
        ("em", run.italic),
        ("strong", run.bold),
    ):
        if wanted:
            words = f"<{tag}>{words}</{tag}>"
    return f'<a href="{escape(run.link)}">{words}</a>' if run.link else words
