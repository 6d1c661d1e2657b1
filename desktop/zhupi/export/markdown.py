"""Markdown: CommonMark, escaped so that the words survive any reader.

What CommonMark lacks is written as its readers commonly know it: a head in YAML, tables with pipes,
``<mark>`` or ``==`` around highlighted words, footnotes.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import replace
from html import escape
from itertools import groupby, pairwise

from zhupi.annotations.model import Colour
from zhupi.export import markup
from zhupi.export.marknotes import note_markup
from zhupi.export.model import Marks
from zhupi.export.numbering import runs_of
from zhupi.export.outline import is_collection
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

_MARKS = {
    Marks.HTML: ('<mark title="{}">', "</mark>"),
    Marks.EQUALS: ("==", "=="),
    Marks.PLAIN: ("", ""),
}
"""What opens and closes a mark, with room for what it means."""


def render(content: Content, job: Job | None = None) -> bytes:
    """The content as a Markdown file in UTF-8. Raises `Cancelled`."""
    writer = _Writer(content)
    chunks = [_head(content)]
    for part in content.parts:
        if job is not None:
            job.check()
        chunks += writer.part(part)
    chunks += writer.footnotes()
    return ("\n\n".join(chunk for chunk in chunks if chunk) + "\n").encode()


def _head(content: Content) -> str:
    """The head in YAML. JSON strings are YAML strings."""
    lines = ["---", f"title: {_yaml(content.title)}"]
    if content.author:
        lines.append(f"author: {_yaml(content.author)}")
    lines.append(f"exported: {content.now.replace(microsecond=0).isoformat()}")
    lines += ["documents:"] if content.sources else []
    for source in content.sources:
        lines.append(f"  - title: {_yaml(source.title)}")
        lines += [f"    number: {_yaml(source.number)}"] if source.number else []
        lines.append(f"    issuer: [{', '.join(map(_yaml, source.issuers))}]")
        lines += [f"    date: {_yaml(source.date)}"] if source.date else []
        lines += [f"    force: {_yaml(source.force)}"] if source.force else []
        lines += [f"    corrected: {_yaml(source.corrected)}"] if source.corrected else []
        lines += [f"    source: {_yaml(source.file)}"] if source.file else []
        lines += [f"    sha256: {source.sha256}"] if source.sha256 else []
        lines += [f"    link: {_yaml(source.address)}"] if source.address else []
    return "\n".join([*lines, "---"])


def _yaml(text: str) -> str:
    # YAML takes these for line ends, also inside quotation marks; JSON leaves them as they are.
    plain = text.replace("\x85", "\\x85").replace("\u2028", " ").replace("\u2029", " ")
    return json.dumps(plain, ensure_ascii=False)


class _Writer:
    """Writes parts in turn; a comment stands below the first block that holds words of its."""

    def __init__(self, content: Content) -> None:
        self._content = content
        self._comments = dict(content.comments)
        self._deeper = 1 if is_collection(content) else 0
        self._marks = _MARKS[content.marks]
        self._footnotes: list[Comment] = []
        self._left: dict[str, int] = {}
        if content.footnotes:
            for run in (run for part in content.parts for run in runs_of(part)):
                for key in run.comments:
                    self._left[key] = self._left.get(key, 0) + 1

    def part(self, part: Part) -> Iterator[str]:
        match part:
            case Title(runs, level):
                yield self._heading(level + self._deeper if level else 1, runs)
                yield from self._remarks(runs)
            case Heading(level, runs):
                yield self._heading(level + self._deeper, runs)
                yield from self._remarks(runs)
            case Paragraph(runs):
                yield markup.as_block(self._runs(runs))
                yield from self._remarks(runs)
            case Table():
                yield self._table(part)
                for row in part.rows:
                    for cell in row:
                        yield from self._remarks(cell)
            case PageBreak():
                yield "---"
            case Legend():
                pass  # what a mark means is told with each
            case Contents():
                pass  # readers of Markdown show the headings beside the text
            case _:
                yield from _excerpted(part)

    def footnotes(self) -> Iterator[str]:
        """The notes, below all."""
        for number, comment in enumerate(self._footnotes, 1):
            yield markup.prefixed(_remark(comment), f"[^{number}]: ", "    ")

    def _heading(self, level: int, runs: Sequence[Run]) -> str:
        return "#" * min(level, 6) + " " + markup.as_heading(self._runs(runs))

    def _remarks(self, runs: Sequence[Run]) -> Iterator[str]:
        if self._content.footnotes:
            return
        for key in [key for run in runs for key in run.comments]:
            comment = self._comments.pop(key, None)
            if comment is not None:
                yield markup.prefixed(_remark(comment), "> ", "> ")

    def _runs(self, runs: Sequence[Run]) -> str:
        """Runs in a line; neighbours under the same highlights share one mark."""
        line = ""
        nothing = Run("")
        runs = self._merged([self._plainer(run) for run in runs])
        if self._content.marks is Marks.EQUALS:
            runs = _settled(runs)
        for before, run, after in zip([nothing, *runs], runs, [*runs[1:], nothing], strict=False):
            opens = _shown(run) != _shown(before)
            closes = _shown(run) != _shown(after)
            left = self._close(before) + self._open(run) if opens else ""
            right = self._close(run) + self._open(after) if closes else ""
            line += self._open(run) if opens else ""
            line += _words(run, left or before.text, right or after.text)
            line += self._close(run) if closes else ""
            line += "".join(self._footnote(key) for key in run.comments)
        return line

    def _plainer(self, run: Run) -> Run:
        """The run without what will not show: all colours are one to ``==``."""
        match self._content.marks:
            case Marks.HTML:
                return run
            case Marks.EQUALS:
                return replace(run, colours=run.colours[-1:] and (Colour.YELLOW,))
            case Marks.PLAIN:
                return replace(run, colours=(), lines=())

    def _merged(self, runs: Sequence[Run]) -> list[Run]:
        """Neighbours that look the same made one: marks that meet would be other marks."""
        made: list[Run] = []
        for run in runs:
            last = made[-1] if made else None
            if (
                last is not None
                and (_shown(last), last.lead, last.link) == (_shown(run), run.lead, run.link)
                and not (run.raised or last.raised)
                and not (self._content.footnotes and last.comments)
            ):
                made[-1] = replace(run, text=last.text + run.text)
            else:
                made.append(run)
        return made

    def _open(self, run: Run) -> str:
        line = f'<u title="{self._meaning(run.lines[-1])}">' if run.lines else ""
        if not run.colours:
            return line
        return line + self._marks[0].format(self._meaning(run.colours[-1]))

    def _meaning(self, colour: Colour) -> str:
        return escape(self._content.meanings.get(colour, ""))

    def _close(self, run: Run) -> str:
        line = "</u>" if run.lines else ""
        return (self._marks[1] if run.colours else "") + line

    def _footnote(self, key: str) -> str:
        if key not in self._left:
            return ""
        self._left[key] -= 1
        if self._left[key]:
            return ""
        self._footnotes.append(self._comments[key])
        return f"[^{len(self._footnotes)}]"

    def _table(self, table: Table) -> str:
        rows = [[markup.as_cell(self._runs(cell)) for cell in row] for row in table.rows]
        return markup.piped(rows)


def _excerpted(part: Part) -> Iterator[str]:
    match part:
        case Quote(lines, _, meaning, tags):
            paragraphs = "\n\n".join(markup.escape(line) for line in lines)
            yield markup.prefixed(paragraphs, "> ", "> ")
            yield _label(meaning, tags)
        case Note(pieces, label, tags):
            yield _label(label, tags)
            yield note_markup(pieces)
        case OwnText(pieces):
            yield note_markup(pieces)
        case Question(number, pieces):
            indent = " " * (len(str(number)) + 2)
            yield markup.prefixed(note_markup(pieces), f"{number}. ", indent)
        case Ruled(lines):
            yield "\n\n".join(["\\_" * 40] * lines)
        case SourceLine(text, address):
            escaped = markup.escape(text)
            yield f"[{escaped}](<{address}>)" if address else escaped
        case References(entries):
            yield "\n".join(
                f"{number}. {markup.escape(entry)}" for number, entry in enumerate(entries, 1)
            )
        case NoteTable(notes):
            rows = [["序号", "原文", "批注", "类别、时间"]]
            for note in notes:
                about = [note.comment.meaning, *(f"#{tag}" for tag in note.comment.tags)]
                said = "\n".join(piece.text for piece in note.comment.pieces)
                cells = [f"[{note.number}]", "\n".join(note.lines), said]
                cells.append("\n".join([*about, clock(note.comment.when)]))
                rows.append([markup.as_cell(markup.inline(cell)) for cell in cells])
            yield markup.piped(rows)
        case _:
            raise AssertionError(f"no such part: {part}")


def _remark(comment: Comment) -> str:
    label = f"{_label(f'批注·{comment.meaning}', comment.tags)}　{clock(comment.when)}"
    note = note_markup(comment.pieces)
    return f"{label}\n\n{note}" if note else label


def _label(label: str, tags: Sequence[str]) -> str:
    words = [markup.emphasised(f"【{label}】", "**")] if label else []
    return "　".join(words + [markup.inline(f"#{tag}") for tag in tags])


def _shown(run: Run) -> tuple[object, ...]:
    return run.colours, run.lines


def _settled(runs: Sequence[Run]) -> list[Run]:
    """The runs with marks drawn in from the characters that they cannot stand beside."""
    settled: list[Run] = []
    groups = [list(group) for _, group in groupby(runs, key=_shown)]
    for index, group in enumerate(groups):
        text = words_of(group)
        before = groups[index - 1][-1].text[-1:] if index else ""
        after = groups[index + 1][0].text[:1] if index + 1 < len(groups) else ""
        left, right = (
            (0, len(text))
            if not group[0].colours
            else markup.within(text, before=before, after=after)
        )
        at = 0
        for run in group:
            cuts = sorted({0, len(run.text), *(c - at for c in (left, right))})
            inside = [cut for cut in cuts if 0 <= cut <= len(run.text)]
            for start, end in pairwise(inside):
                marked = left <= at + start < right
                settled.append(
                    replace(
                        run,
                        text=run.text[start:end],
                        colours=run.colours if marked else (),
                        comments=run.comments if end == len(run.text) else (),
                    )
                )
            at += len(run.text)
    return settled


def _words(run: Run, before: str, after: str) -> str:
    """The words of a run between what is written before and after it."""
    if run.raised:
        return f"<sup>{markup.inline(run.text)}</sup>"
    words = markup.inline(run.text)
    if run.lead:
        words = markup.emphasised(run.text, "**", before=before[-1:], after=after[:1])
    return f"[{words}](<{run.link}>)" if run.link else words
