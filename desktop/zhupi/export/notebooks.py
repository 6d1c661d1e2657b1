"""Study notes: a notebook (摘编) into the neutral form."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from zhupi.annotations.markdown import pieces
from zhupi.export.compose import content_of, contents, references
from zhupi.export.excerpts import Entry, excerpt, lines_of
from zhupi.export.model import (
    Layout,
    Notebook,
    NotebookExcerpt,
    NotebookHeading,
    NotebookItem,
    NotebookQuote,
    NotebookText,
    Options,
)
from zhupi.export.parts import (
    Content,
    Heading,
    OwnText,
    Paragraph,
    Part,
    Quote,
    Role,
    Run,
    SourceLine,
    Title,
)
from zhupi.export.questions import answers, parted, questions
from zhupi.gazette.date_words import chinese_date


def compose_notebook(notebook: Notebook, options: Options) -> Content:
    """The study notes. The options' layout and grouping mean nothing here."""
    title = options.title or notebook.name
    entries = _entries(notebook.items)
    documents = {entry.item.id: entry.item for entry in entries.values()}
    return content_of(
        title,
        _parts(title, notebook, entries, options),
        documents.values(),
        replace(options, layout=Layout.EXCERPTS),
    )


def _entries(items: Sequence[NotebookItem]) -> dict[int, Entry]:
    """The excerpts by their place in the notebook; a highlight stands once."""
    found: dict[int, Entry] = {}
    seen: set[str] = set()
    for index, item in enumerate(items):
        if not isinstance(item, NotebookExcerpt) or item.annotation.id in seen:
            continue
        selector = item.annotation.selector
        if selector is not None:
            seen.add(item.annotation.id)
            found[index] = Entry(item.item, item.annotation, selector)
    return found


def _parts(
    title: str, notebook: Notebook, entries: dict[int, Entry], options: Options
) -> Iterator[Part]:
    plain, asked = parted(list(entries.values()), options)
    kept = {entry.annotation.id for entry in plain}
    body: list[Part] = []
    for index, item in enumerate(notebook.items):
        entry = entries.get(index)
        if entry is None:
            body += _own(item)
        elif entry.annotation.id in kept:
            body += excerpt(entry, options)
    body += questions(asked, options)
    documents = {entry.item.id: entry.item for entry in entries.values()}
    yield Title((Run(title),), 0)
    yield Paragraph((Run(_cover_line(len(documents), len(entries), options)),), Role.INFO)
    yield from contents(body, 2, options)
    yield from body
    yield from references(documents.values(), options)
    yield from answers(asked, options)


def _cover_line(documents: int, excerpts: int, options: Options) -> str:
    words = [options.author, chinese_date(options.now.date().isoformat())]
    words.append(f"摘自公文{documents}件，{excerpts}条" if excerpts else "")
    return "　".join(filter(None, words))


def _own(item: NotebookItem) -> Iterator[Part]:
    match item:
        case NotebookHeading(level, text):
            yield Heading(level + 1, (Run(text),))
        case NotebookText(text):
            if text.strip():
                yield OwnText(pieces(text))
        case NotebookQuote(text, source):
            yield Quote(lines_of(text), None, "")
            if source:
                yield SourceLine(source)
        case NotebookExcerpt():
            pass  # again a highlight that stands above, or a note that quotes nothing
