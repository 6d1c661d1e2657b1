"""HTML: one file without script and without anything from elsewhere, fit to be printed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape

from zhupi.annotations.markdown import Piece, PieceKind
from zhupi.annotations.markdown import Run as NoteRun
from zhupi.export.looks import (
    FANGSONG,
    GREY,
    HEI,
    INKS,
    KAI,
    LATIN,
    PLAIN,
    SONG,
    TITLE,
    VERMILION,
    Font,
)
from zhupi.export.model import (
    Comment,
    Content,
    Heading,
    Note,
    PageBreak,
    Paragraph,
    Part,
    Prose,
    Quote,
    References,
    Run,
    SourceLine,
    Table,
    Title,
)


def render(content: Content) -> bytes:
    """The content as an HTML file in UTF-8."""
    writer = _Writer(content)
    body = "\n".join(markup for part in content.parts for markup in writer.part(part))
    author = f'<meta name="author" content="{escape(content.author)}">\n' if content.author else ""
    return (
        '<!DOCTYPE html>\n<html lang="zh-CN">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta http-equiv="Content-Security-Policy" content="default-src \'none\';'
        " style-src 'unsafe-inline'\">\n"
        f"{author}<title>{escape(content.title)}</title>\n<style>\n{_style()}</style>\n</head>\n"
        f'<body class="{content.layout.value}">\n<main>\n{body}\n</main>\n</body>\n</html>\n'
    ).encode()


def note_html(pieces: Sequence[Piece]) -> str:
    """A parsed note; lists are told by indent and mark, as in the other formats."""
    return "\n".join(_piece(piece) for piece in pieces)


class _Writer:
    """Writes parts in turn; a comment stands behind the first block that holds words of its."""

    def __init__(self, content: Content) -> None:
        self._comments = dict(content.comments)
        self._page = ""

    def part(self, part: Part) -> Iterator[str]:
        match part:
            case Title(runs, level) | Heading(level, runs):
                kind = "title" if isinstance(part, Title) else "rung"
                level = min(level, 6)
                yield f'<h{level} class="{kind}{self._page}">{_runs(runs)}</h{level}>'
                self._page = ""
                yield from self._remarks(runs)
            case Paragraph(runs, role):
                yield f'<p class="{role.value}{self._page}">{_runs(runs)}</p>'
                self._page = ""
                yield from self._remarks(runs)
            case Quote():
                yield _quote(part)
            case Note(pieces, label, tags):
                yield _aside(label or "批注", tags, pieces)
            case Prose(pieces):
                yield f'<div class="prose">{note_html(pieces)}</div>'
            case SourceLine(text):
                yield f'<p class="source">{escape(text)}</p>'
            case Table():
                yield _table(part)
                for row in part.rows:
                    for cell in row:
                        yield from self._remarks(cell)
            case References(entries):
                items = "".join(f"<li>{escape(entry)}</li>" for entry in entries)
                yield f'<ol class="references">{items}</ol>'
            case PageBreak():
                self._page = " page"

    def _remarks(self, runs: Sequence[Run]) -> Iterator[str]:
        for key in [key for run in runs for key in run.comments]:
            comment = self._comments.pop(key, None)
            if comment is not None:
                yield _remark(comment)


def _remark(comment: Comment) -> str:
    return _aside(comment.meaning, comment.tags, comment.pieces, comment.colour.value)


def _aside(label: str, tags: Sequence[str], pieces: Sequence[Piece], colour: str = "") -> str:
    words = "".join(f' <span class="tag">#{escape(tag)}</span>' for tag in tags)
    head = f'<p class="label"><b>{escape(label)}</b>{words}</p>'
    return f'<aside class="note {colour}">{head}\n{note_html(pieces)}</aside>'


def _quote(quote: Quote) -> str:
    tags = "".join(f' <span class="tag">#{escape(tag)}</span>' for tag in quote.tags)
    lines = "".join(f"<p>{escape(line)}</p>" for line in quote.lines)
    colour = "plain" if quote.colour is None else quote.colour.value
    label = f'<p class="label"><b>{escape(quote.meaning)}</b>{tags}</p>'
    if not (quote.meaning or quote.tags):
        label = ""
    return f'<blockquote class="{colour}">{label}{lines}</blockquote>'


def _runs(runs: Sequence[Run]) -> str:
    return "".join(_run(run) for run in runs)


def _run(run: Run) -> str:
    words = escape(run.text)
    if run.lead:
        words = f'<span class="lead{run.lead}">{words}</span>'
    if run.colours:
        words = f'<mark class="{run.colours[-1].value}">{words}</mark>'
    return words


def _table(table: Table) -> str:
    rows = []
    for index, row in enumerate(table.rows):
        tag = "th" if table.header and index == 0 else "td"
        rows.append("<tr>" + "".join(f"<{tag}>{_runs(c)}</{tag}>" for c in row) + "</tr>")
    return "<table>" + "\n".join(rows) + "</table>"


def _piece(piece: Piece) -> str:
    if piece.kind is PieceKind.RULE:
        return "<hr>"
    if piece.kind is PieceKind.CODE:
        return f"<pre>{escape(piece.text)}</pre>"
    words = "".join(_note_run(run) for run in piece.runs)
    if piece.kind is PieceKind.HEADING:
        words = f"<b>{words}</b>"
    depth = piece.depth + piece.quoted
    hang = "text-indent:-1.5em;" if piece.marker else ""
    style = f' style="{hang}margin-left:{1.5 * depth:g}em"' if depth else ""
    marker = f'<span class="marker">{escape(piece.marker)}</span>' if piece.marker else ""
    return f"<p{style}>{marker}{words}</p>"


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


def _family(font: Font) -> str:
    names = ", ".join(f'"{name}"' for name in (LATIN, font.name, *font.instead))
    return f"font-family: {names}, serif"


def _style() -> str:
    inks = "".join(
        f".{colour.value} {{ --line: #{ink.line}; --wash: #{ink.wash} }}\n"
        for colour, ink in INKS.items()
    )
    return (
        inks
        + f".plain {{ --line: #{PLAIN.line}; --wash: #{PLAIN.wash} }}\n"
        + f"""\
body {{ margin: 0; background: #f4f1ea; color: #222; {_family(FANGSONG)};
  font-size: 17px; line-height: 1.8 }}
main {{ max-width: 40em; margin: 2em auto; padding: 3em 3.5em; background: #fffdf8;
  box-shadow: 0 1px 6px #0002 }}
h1, h2, h3, h4, h5, h6 {{ font-weight: normal; line-height: 1.5; break-after: avoid }}
.title {{ text-align: center; {_family(TITLE)} }}
h1 {{ font-size: 1.7em }}
h2 {{ font-size: 1.15em; {_family(HEI)}; margin: 2em 0 .3em }}
h3 {{ font-size: 1.05em; {_family(KAI)}; margin: 1.4em 0 .5em }}
h2.title {{ font-size: 1.5em }}
.full .rung {{ font-size: 1em; text-indent: 2em; margin: .4em 0 }}
p {{ margin: .3em 0; text-align: justify }}
.body, .remark {{ text-indent: 2em }}
.number {{ text-align: center; margin-bottom: 1.5em }}
.right {{ text-align: right; padding-right: 4em }}
.label {{ break-after: avoid }}
p.label {{ {_family(HEI)}; font-size: .8em; text-indent: 0 }}
.lead1 {{ {_family(HEI)} }}
.lead2 {{ {_family(KAI)} }}
.info, .source, .references, .tag {{ color: #{GREY}; font-size: .82em; {_family(SONG)} }}
.source {{ text-align: right; margin-bottom: 1.6em }}
.full .info {{ text-align: center }}
blockquote {{ margin: 1em 0 .6em; padding: .4em 1em .5em; border-left: 4px solid var(--line);
  background: var(--wash) }}
blockquote p {{ text-indent: 2em }}
blockquote b {{ color: var(--line); font-weight: normal }}
mark {{ background: var(--wash); color: inherit; border-bottom: 2px solid var(--line) }}
.note {{ --line: #{VERMILION}; {_family(KAI)}; margin: .5em 0 .5em 1em }}
.full .note {{ border-left: 3px solid var(--line); padding-left: .8em; margin-left: 2em }}
{_note_inks()}.note b {{ font-weight: normal; {_family(HEI)} }}
.note p.label b {{ color: var(--line) }}
.marker {{ display: inline-block; width: 1.5em; text-indent: 0 }}
code, pre {{ font-family: "Courier New", monospace; font-size: .9em; white-space: pre-wrap }}
a {{ color: #2c5a8a }}
table {{ border-collapse: collapse; width: 100%; font-size: .85em; margin: 1em 0 }}
td, th {{ border: 1px solid #999; padding: .2em .5em; font-weight: normal; vertical-align: top }}
th {{ {_family(HEI)} }}
@page {{ size: A4; margin: 25mm }}
@media print {{
  body, main {{ background: none; box-shadow: none; padding: 0; margin: 0; max-width: none }}
  blockquote, mark {{ print-color-adjust: exact; -webkit-print-color-adjust: exact }}
  .page {{ break-before: page }}
}}
"""
    )


def _note_inks() -> str:
    return "".join(
        f".note.{colour.value} {{ --line: #{ink.line} }}\n" for colour, ink in INKS.items()
    )
