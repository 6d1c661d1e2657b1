"""Excerpts: each highlight once, with its note and its source, under what they are grouped by."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from zhupi.annotations.addresses import AnnotationAddress, DocumentAddress, written
from zhupi.annotations.markdown import pieces
from zhupi.annotations.model import Annotation, Colour, Kind, Selector, State
from zhupi.export.model import Excerpted, Grouping, Options, Variant
from zhupi.export.parts import (
    Heading,
    Note,
    Paragraph,
    Part,
    Quote,
    Role,
    Ruled,
    Run,
    SourceLine,
)
from zhupi.export.wording import document_line, short_citation, source_line
from zhupi.gazette.folding import fold
from zhupi.gazette.model import BlockKind
from zhupi.gazette.places import block_at, ladder_begins
from zhupi.gazette.signposts import attachment_at

ORPHANS = "未能定位的批注"
DOCUMENT_NOTE = "公文笔记"
UNTAGGED = "未加标签"
CLOSING = "文末"
"""What stands below the last heading's text: sign-off, date, what is attached."""
SPACE = 4
"""Ruled lines below an excerpt."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A highlight, its document and its place."""

    item: Excerpted
    annotation: Annotation
    selector: Selector

    @property
    def colour(self) -> Colour:
        return self.annotation.colour or Colour.RED


def highlights(item: Excerpted, state: State = State.ANCHORED) -> list[Entry]:
    """The highlights in that state in the order of the text, the outer before the inner."""
    found = [
        Entry(item, annotation, annotation.selector)
        for annotation in item.annotations
        if annotation.selector is not None and annotation.state is state
    ]
    return sorted(found, key=lambda entry: (entry.selector.start, -entry.selector.end))


def grouped(items: Sequence[Excerpted], entries: Sequence[Entry], options: Options) -> list[Part]:
    """The entries under their headings; then, or under their document, its notes and orphans.

    ``entries`` stand in the order of the items.
    """
    parts: list[Part] = []
    match options.grouping:
        case Grouping.DOCUMENT:
            for item in items:
                own = [entry for entry in entries if entry.item is item]
                parts += _of_document(item, own, options)
            return parts
        case Grouping.TAG:
            parts += _by_tag(entries, options)
        case Grouping.COLOUR:
            parts += _by_colour(entries, options)
        case Grouping.ORDER:
            for entry in entries:
                parts += excerpt(entry, options)
    return parts + list(_left_over(items, options))


def excerpt(entry: Entry, options: Options) -> Iterator[Part]:
    """The words, the note or room for one, the source."""
    annotation = entry.annotation
    meaning = options.meanings.get(entry.colour, "")
    yield Quote(lines_of(entry.selector.quote), entry.colour, meaning, annotation.tags)
    if options.variant is Variant.SPACE:
        yield Ruled(SPACE)
    elif annotation.note.strip() and options.variant is Variant.TEACHER:
        yield Note(pieces(annotation.note))
    yield source_of(entry, options)


def source_of(entry: Entry, options: Options) -> SourceLine:
    """Where the words of an entry stand."""
    address = written(AnnotationAddress(entry.annotation.id)) if options.links else ""
    found = entry.annotation.state is State.ANCHORED
    return SourceLine(source_line(entry.item, entry.selector, found=found), address)


def lines_of(quote: str) -> tuple[str, ...]:
    """The lines of a quote that hold more than blanks."""
    return tuple(filter(None, map(str.strip, quote.split("\n"))))


def document_notes(item: Excerpted, options: Options) -> Iterator[Part]:
    """The notes on a document as a whole."""
    if options.variant is not Variant.TEACHER:
        return
    for annotation in item.annotations:
        if annotation.kind is Kind.NOTE and (annotation.note.strip() or annotation.tags):
            yield Note(pieces(annotation.note), DOCUMENT_NOTE, annotation.tags)


def orphans(item: Excerpted, options: Options, level: int = 3) -> Iterator[Part]:
    """The highlights whose words were not found again, under a heading."""
    found = highlights(item, State.ORPHAN)
    if found:
        yield Heading(level, (Run(ORPHANS),))
    for entry in found:
        yield from excerpt(entry, options)


def _of_document(item: Excerpted, entries: Iterable[Entry], options: Options) -> Iterator[Part]:
    parts = [*_under_headings(item, entries, options), *orphans(item, options)]
    if parts:
        yield _document_heading(item, 2, options)
        yield Paragraph((Run(document_line(item)),), Role.INFO)
    yield from parts


def _under_headings(item: Excerpted, entries: Iterable[Entry], options: Options) -> Iterator[Part]:
    yield from document_notes(item, options)
    above = ""
    for heading, group in groupby(entries, key=_stands_under):
        if heading or above:
            yield Heading(3, (Run(heading or CLOSING),))
        above = heading
        for entry in group:
            yield from excerpt(entry, options)


def _document_heading(item: Excerpted, level: int, options: Options) -> Heading:
    link = written(DocumentAddress(item.id)) if options.links else ""
    return Heading(level, (Run(short_citation(item.document), link=link),))


def _stands_under(entry: Entry) -> str:
    """The heading over an entry, or the title of the text that begins without one.

    That of an attachment has its name before it, as each has a ladder of its own.
    """
    document, start = entry.item.document, entry.selector.start
    heading = entry.annotation.heading or entry.selector.place
    attachment = attachment_at(document, start)
    if attachment is not None:
        return "　".join(filter(None, [attachment.name, heading or attachment.title]))
    first = document.blocks[ladder_begins(document, block_at(document, start))]
    return heading or (first.text if first.kind is BlockKind.ENCLOSURE_TITLE else "")


def _by_tag(entries: Sequence[Entry], options: Options) -> Iterator[Part]:
    """An excerpt stands under its first tag only; its others are named beside it."""
    names: dict[str, str] = {}
    groups: dict[str, list[Entry]] = {}
    for entry in entries:
        tag = next(iter(entry.annotation.tags), "")
        names.setdefault(fold(tag), tag)
        groups.setdefault(fold(tag), []).append(entry)
    for key in sorted(groups, key=lambda key: (not key, key)):
        yield Heading(2, (Run(f"#{names[key]}" if key else UNTAGGED),))
        yield from _under_documents(groups[key], options)


def _by_colour(entries: Sequence[Entry], options: Options) -> Iterator[Part]:
    for colour in Colour:
        group = [entry for entry in entries if entry.colour is colour]
        if group:
            yield Heading(2, (Run(options.meanings.get(colour) or colour.value),))
            yield from _under_documents(group, options)


def _under_documents(entries: Iterable[Entry], options: Options) -> Iterator[Part]:
    for _, group in groupby(entries, key=lambda entry: entry.item.id):
        own = list(group)
        yield _document_heading(own[0].item, 3, options)
        for entry in own:
            yield from excerpt(entry, options)


def _left_over(items: Iterable[Excerpted], options: Options) -> Iterator[Part]:
    """What belongs to documents, where excerpts do not stand under them."""
    noted = [(item, notes) for item in items if (notes := list(document_notes(item, options)))]
    if noted:
        yield Heading(2, (Run(DOCUMENT_NOTE),))
    for item, notes in noted:
        yield _document_heading(item, 3, options)
        yield from notes
    lost = [entry for item in items for entry in highlights(item, State.ORPHAN)]
    if lost:
        yield Heading(2, (Run(ORPHANS),))
        yield from _under_documents(lost, options)
