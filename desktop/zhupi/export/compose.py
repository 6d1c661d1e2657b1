"""Documents and annotations into the neutral form."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from zhupi.annotations.markdown import pieces
from zhupi.annotations.model import Annotation, Colour, Kind, Selector, State
from zhupi.export.fulltext import full_text
from zhupi.export.model import (
    Comment,
    Content,
    Excerpted,
    Heading,
    Layout,
    Note,
    Options,
    PageBreak,
    Paragraph,
    Part,
    Quote,
    References,
    Role,
    Run,
    SourceLine,
    Table,
    Title,
)
from zhupi.export.wording import clock, document_line, reference, short_citation, source_line
from zhupi.jobs import Job

ORPHANS = "未能定位的批注"
DOCUMENT_NOTE = "公文笔记"
REMARKS = "读者批注"


def compose(items: Sequence[Excerpted], options: Options, job: Job | None = None) -> Content:
    """The content of one file. Raises `Cancelled` if the job is called off."""
    job = job or Job()
    parts: list[Part] = []
    comments: dict[str, Comment] = {}
    if options.layout is Layout.EXCERPTS:
        parts += _opening(items, options)
    for index, item in enumerate(items):
        job.report(index, len(items), item.document.title)
        if options.layout is Layout.EXCERPTS:
            parts += _excerpts(item, options)
        else:
            if index:
                parts.append(PageBreak())
            text = list(full_text(item))
            parts += text
            comments |= _comments(item, options)
            parts += _after_text(item, text, options)
    if options.layout is Layout.EXCERPTS and items:
        parts.append(Heading(2, (Run("引用文件"),)))
        parts.append(References(tuple(reference(item.document) for item in items)))
    return Content(
        _title(items, options), options.author, options.layout, options.now, tuple(parts), comments
    )


def _title(items: Sequence[Excerpted], options: Options) -> str:
    if options.title:
        return options.title
    if len(items) == 1:
        title = items[0].document.title
        return title if options.layout is Layout.FULL else f"{title}：摘录"
    return "公文汇编" if options.layout is Layout.FULL else "公文摘录"


def _opening(items: Sequence[Excerpted], options: Options) -> Iterator[Part]:
    yield Title((Run(options.title or "公文摘录"),))
    marks = sum(len(item.annotations) for item in items)
    line = f"公文{len(items)}件　批注{marks}条　{clock(options.now)}"
    yield Paragraph((Run(f"{options.author}　{line}" if options.author else line),), Role.INFO)


def _excerpts(item: Excerpted, options: Options) -> Iterator[Part]:
    yield Heading(2, (Run(short_citation(item.document)),))
    yield Paragraph((Run(document_line(item)),), Role.INFO)
    yield from _document_notes(item)
    for (heading, place), group in groupby(highlights(item.annotations), key=_stands_under):
        if heading or place:
            yield Heading(3, (Run(heading or place),))
        for annotation, selector in group:
            yield from _excerpt(item, annotation, selector, options)
    yield from _orphans(item, options)


Highlight = tuple[Annotation, Selector]


def highlights(annotations: Sequence[Annotation], state: State = State.ANCHORED) -> list[Highlight]:
    """The highlights in that state in the order of the text, the outer before the inner."""
    found = [(a, a.selector) for a in annotations if a.selector is not None and a.state is state]
    return sorted(found, key=lambda found: (found[1].start, -found[1].end))


def _stands_under(highlight: Highlight) -> tuple[str, str]:
    annotation, selector = highlight
    return annotation.heading, selector.place


def _excerpt(
    item: Excerpted, annotation: Annotation, selector: Selector, options: Options
) -> Iterator[Part]:
    yield from excerpt(annotation, selector.quote, source_line(item, selector), options)


def excerpt(annotation: Annotation, words: str, source: str, options: Options) -> Iterator[Part]:
    """The words marked, their note, their source line."""
    colour = annotation.colour or Colour.RED
    meaning = options.meanings.get(colour, "")
    yield Quote(lines_of(words), colour, meaning, annotation.tags)
    if annotation.note.strip():
        yield Note(pieces(annotation.note))
    yield SourceLine(source)


def lines_of(words: str) -> tuple[str, ...]:
    """The lines of an excerpt, without empty ones."""
    return tuple(line for line in map(str.strip, words.split("\n")) if line)


def _document_notes(item: Excerpted) -> Iterator[Part]:
    for annotation in item.annotations:
        if annotation.kind is Kind.NOTE and (annotation.note.strip() or annotation.tags):
            yield Note(pieces(annotation.note), DOCUMENT_NOTE, annotation.tags)


def _orphans(item: Excerpted, options: Options) -> Iterator[Part]:
    orphans = highlights(item.annotations, State.ORPHAN)
    if orphans:
        yield Heading(3, (Run(ORPHANS),))
    for annotation, selector in orphans:
        yield from _excerpt(item, annotation, selector, options)


def _comments(item: Excerpted, options: Options) -> dict[str, Comment]:
    return {
        annotation.id: Comment(
            pieces(annotation.note),
            annotation.tags,
            annotation.colour or Colour.RED,
            options.meanings.get(annotation.colour or Colour.RED, ""),
            annotation.modified.astimezone(options.now.tzinfo),
        )
        for annotation, _ in highlights(item.annotations)
        if annotation.note.strip() or annotation.tags
    }


def _after_text(item: Excerpted, text: Sequence[Part], options: Options) -> Iterator[Part]:
    shown = {key for part in text for run in _runs_of(part) for key in run.comments}
    parts = [*_document_notes(item)]
    for annotation, selector in highlights(item.annotations):
        if annotation.note.strip() and annotation.id not in shown:  # it stands on blanks only
            parts += _excerpt(item, annotation, selector, options)
    parts += _orphans(item, options)
    if parts:
        yield Title((Run(REMARKS),), 2)
    yield from parts


def _runs_of(part: Part) -> Iterator[Run]:
    match part:
        case Title(runs) | Heading(_, runs) | Paragraph(runs):
            yield from runs
        case Table(rows):
            yield from (run for row in rows for cell in row for run in cell)
        case _:
            pass
