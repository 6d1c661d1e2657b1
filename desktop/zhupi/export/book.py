"""A notebook into the neutral form: in its own order, each item once."""

from __future__ import annotations

from collections.abc import Iterator

from zhupi.annotations.markdown import pieces
from zhupi.annotations.notebooks import ItemKind
from zhupi.export.compose import excerpt, lines_of
from zhupi.export.model import (
    Book,
    BookItem,
    Content,
    Heading,
    Layout,
    Options,
    Paragraph,
    Part,
    Prose,
    Quote,
    References,
    Role,
    Run,
    SourceLine,
    Title,
)
from zhupi.export.wording import clock, reference

REFERENCES = "引用文件"


def compose_book(book: Book, options: Options) -> Content:
    """The content of the file: the notebook's name, its items, what they are taken from."""
    title = options.title or book.name
    return Content(
        title, options.author, Layout.EXCERPTS, options.now, tuple(_parts(book, title, options))
    )


def _parts(book: Book, title: str, options: Options) -> Iterator[Part]:
    yield Title((Run(title),))
    line = f"公文{len(book.documents)}件　摘录{book.excerpts}条　{clock(options.now)}"
    yield Paragraph((Run(f"{options.author}　{line}" if options.author else line),), Role.INFO)
    for item in book.items:
        yield from _item(item, options)
    if book.documents:
        yield Heading(2, (Run(REFERENCES),))
        yield References(tuple(reference(document) for document in book.documents))


def _item(item: BookItem, options: Options) -> Iterator[Part]:
    match item.kind:
        case ItemKind.HEADING:
            yield Heading(item.level + 1, (Run(item.words),))
        case ItemKind.TEXT:
            if item.words.strip():
                yield Prose(pieces(item.words))
        case ItemKind.EXCERPT if item.annotation is not None:
            yield from excerpt(item.annotation, item.words, item.source, options)
        case _:
            yield Quote(lines_of(item.words), None, "")
            yield SourceLine(item.source)
