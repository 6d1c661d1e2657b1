"""Documents and annotations into the neutral form."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from zhupi.annotations.addresses import DocumentAddress, written
from zhupi.annotations.markdown import pieces
from zhupi.annotations.model import Colour
from zhupi.export.carrying import carried
from zhupi.export.excerpts import document_notes, excerpt, grouped, highlights, orphans
from zhupi.export.fulltext import full_text, speaks
from zhupi.export.model import Carry, Excerpted, Layout, NotePlace, Options
from zhupi.export.numbering import numbered, runs_of
from zhupi.export.parts import (
    Comment,
    Content,
    Contents,
    Heading,
    Legend,
    NoteTable,
    PageBreak,
    Paragraph,
    Part,
    References,
    Role,
    Run,
    Source,
    Title,
)
from zhupi.export.questions import answers, parted, questions
from zhupi.export.wording import clock, place_words, reference, short_citation
from zhupi.gazette.corrections import amended_words
from zhupi.gazette.places import place_of
from zhupi.jobs import Job

REMARKS = "读者批注"
REFERENCES = "引用文件"
EXCERPTS = "公文摘录"
COLLECTION = "公文汇编"


def compose(items: Sequence[Excerpted], options: Options, job: Job | None = None) -> Content:
    """The content of one file. Raises `Cancelled` if the job is called off."""
    job = job or Job()
    if options.layout is Layout.EXCERPTS:
        return content_of(_title(items, options), _excerpts(items, options), items, options)
    return _full(items, options, job)


def content_of(
    title: str,
    parts: Iterable[Part],
    items: Iterable[Excerpted],
    options: Options,
    comments: Mapping[str, Comment] | None = None,
    silent: Mapping[str, Comment] | None = None,
) -> Content:
    """The parts with what the options say of the whole file; `items` are its sources."""
    return Content(
        title,
        options.author,
        options.layout,
        options.now,
        tuple(parts),
        comments or {},
        silent or {},
        options.meanings,
        options.look,
        options.marks,
        options.notes is NotePlace.FOOTNOTES,
        tuple(_source(item, options) for item in items),
        options.initials,
    )


def references(items: Iterable[Excerpted], options: Options) -> Iterator[Part]:
    """The reference list: each text once, in the order of its first excerpt."""
    entries = [reference(item.document, options.edition, options.type_code) for item in items]
    if entries:
        yield Heading(2, (Run(REFERENCES),))
        yield References(tuple(dict.fromkeys(entries)))


def contents(parts: Sequence[Part], depth: int, options: Options) -> Iterator[Part]:
    """A table of contents, where there is more than one thing to list."""
    if options.contents and sum(isinstance(part, Heading) for part in parts) > 2:
        yield Contents(depth)


def _title(items: Sequence[Excerpted], options: Options) -> str:
    if options.title:
        return options.title
    if len(items) == 1:
        title = items[0].document.title
        if options.layout is Layout.FULL:
            return title if items[0].span is None else f"{title}（节选）"
        return f"{title}：摘录"
    return COLLECTION if options.layout is Layout.FULL else EXCERPTS


def _excerpts(items: Sequence[Excerpted], options: Options) -> Iterator[Part]:
    entries = [entry for item in items for entry in highlights(item)]
    plain, asked = parted(entries, options)
    body = [*grouped(items, plain, options), *questions(asked, options)]
    yield Title((Run(options.title or EXCERPTS),), 0)
    marks = sum(len(item.annotations) for item in items)
    line = f"公文{len(items)}件　批注{marks}条　{clock(options.now)}"
    yield Paragraph((Run(f"{options.author}　{line}" if options.author else line),), Role.INFO)
    yield from contents(body, 2, options)
    yield from body
    yield from references(items, options)
    yield from answers(asked, options)


def _full(items: Sequence[Excerpted], options: Options, job: Job) -> Content:
    parts: list[Part] = []
    comments: dict[str, Comment] = {}
    silent: dict[str, Comment] = {}
    notes = 0
    if len(items) > 1:
        parts.append(Title((Run(_title(items, options)),), 0))
        if options.contents:
            parts.append(Contents(1))
    front = len(parts)
    for index, whole in enumerate(items):
        job.report(index, len(items), whole.document.title)
        item = carried(whole, options.carry)
        if parts:
            parts.append(PageBreak())
        text = [*_cut_from(item), *full_text(item)]
        own = _comments(item, options)
        silent |= _comments(item, options, speaking=False)
        after = list(_after_text(item, text, options))
        if options.notes is NotePlace.TABLE:
            text, table = numbered(text, own, item.annotations, notes + 1)
            notes += len(table)
            after = [NoteTable(tuple(table)), *after] if table else after
        else:
            comments |= own
        parts += text
        if item.force and options.carry is not Carry.NOTHING:
            parts.append(Paragraph((Run(f"效力：据本库文件，{item.force}"),), Role.INFO))
        if after:
            parts += [Title((Run(REMARKS),), 2), *after]
    told = _legend(parts, options)
    if len(items) > 1:
        parts[front:front] = told
    else:
        parts += told
    return content_of(_title(items, options), parts, items, options, comments, silent)


def _legend(parts: Iterable[Part], options: Options) -> list[Part]:
    used = {
        colour for part in parts for run in runs_of(part) for colour in (*run.colours, *run.lines)
    }
    told = [(c, options.meanings.get(c) or c.value) for c in Colour if c in used]
    return [Legend(tuple(told))] if told else []


def _cut_from(item: Excerpted) -> Iterator[Part]:
    """The line that says of what a stretch is a part."""
    if item.span is not None:
        start = item.span[0]
        place = place_words(item.document, start, place_of(item.document, start))
        yield Paragraph((Run(f"节选自{short_citation(item.document)}{place}"),), Role.INFO)


def _comments(item: Excerpted, options: Options, *, speaking: bool = True) -> dict[str, Comment]:
    return {
        entry.annotation.id: Comment(
            pieces(entry.annotation.note),
            entry.annotation.tags,
            entry.colour,
            options.meanings.get(entry.colour, ""),
            entry.annotation.modified.astimezone(options.now.tzinfo),
        )
        for entry in highlights(item)
        if speaks(entry.annotation) is speaking
    }


def _after_text(item: Excerpted, text: Sequence[Part], options: Options) -> Iterator[Part]:
    shown = {key for part in text for run in runs_of(part) for key in run.comments}
    yield from document_notes(item, options)
    for entry in highlights(item):
        if entry.annotation.note.strip() and entry.annotation.id not in shown:
            yield from excerpt(entry, options)  # it stands on blanks only
    yield from orphans(item, options)


def _source(item: Excerpted, options: Options) -> Source:
    document = item.document
    return Source(
        document.title,
        document.number or "",
        document.issuers,
        document.date or "",
        item.source,
        item.sha256,
        written(DocumentAddress(item.id)) if options.links else "",
        amended_words(document.amended),
        item.force,
    )
