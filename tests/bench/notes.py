"""Notes across a library with 100,000 annotations: ``notes.py [ANNOTATIONS]``.

The documents are those of the seeds, each many times under other numbers; the annotations and their
notes are stretches of their texts. Every list is checked against a scan of all annotations in
Python; a wrong one ends the run with a fault, a slow one does not.
"""

from __future__ import annotations

import random
import statistics
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256
from pathlib import Path
from time import perf_counter

from zhupi.annotations.anchoring import describe
from zhupi.annotations.model import Annotation, Colour, Kind, State, Style
from zhupi.gazette import parse
from zhupi.gazette.folding import fold
from zhupi.gazette.model import Document, Issue
from zhupi.library import Library
from zhupi.library.model import NoteFilter, NoteSort
from zhupi.locations import places, seeds
from zhupi.storage.model import NewSource

ANNOTATIONS = 100_000
DOCUMENTS = 7_500
EXCERPTS = 2_000
SCREEN = 50
RUNS = 5
BODIES = ("国务院", "国务院办公厅", *(f"第{number}省人民政府" for number in range(60)))
TAGS = tuple(f"标签{number}" for number in range(200))
FIRST_DAY = datetime(2016, 1, 1, tzinfo=UTC)


def main(number: int = ANNOTATIONS) -> None:
    """Print the figures, one line each."""
    with tempfile.TemporaryDirectory() as folder:
        library = Library.open(places(Path(folder)))
        try:
            documents, notes = fill(library, number)
            _row("documents / annotations", f"{len(documents):,} / {len(notes):,}")
            _row("library on disk", f"{(Path(folder) / 'library.sqlite3').stat().st_size:,} bytes")
            listing(library, documents, notes)
            searching(library, notes)
            changing(library, notes)
            notebook(library, notes)
        finally:
            library.close()


def fill(library: Library, number: int) -> tuple[dict[str, Document], list[Annotation]]:
    """Make so many annotations, and documents for them."""
    documents = _documents(library, max(28, DOCUMENTS * number // ANNOTATIONS))
    return documents, list(_annotate(library, documents, number))


FILTERS: dict[str, NoteFilter] = {
    "text, the commonest character": NoteFilter(text="的"),
    "text": NoteFilter(text="人民政府"),
    "text that is not there": NoteFilter(text="没有这几个字的"),
    "tag": NoteFilter(tags=(TAGS[7],)),
    "colour": NoteFilter(colours=(Colour.RED,)),
    "issuer": NoteFilter(issuer="国务院"),
    "year": NoteFilter(year=2016),
    "date": NoteFilter(since=date(2017, 1, 1), until=date(2017, 6, 30)),
    "orphans": NoteFilter(orphans=True),
    "underlined": NoteFilter(style=Style.UNDERLINE),
    "with a note": NoteFilter(noted=True),
    "text, colour, year": NoteFilter(text="发展", colours=(Colour.BLUE,), year=2020),
}


def listing(library: Library, documents: dict[str, Document], notes: list[Annotation]) -> None:
    """The notes view opened, filtered and sorted."""

    def opened() -> None:
        found = library.note_list()
        found.rows(0, SCREEN)
        found.counts()

    _row("open: total, first screen, all counts", _milliseconds(opened), "≤ 300 ms")
    document = next(iter(documents))
    for name, wanted in [*FILTERS.items(), ("document", NoteFilter(document=document))]:
        found = library.note_list(wanted)
        expected = sum(_meets(one, documents[one.document], wanted) for one in notes)
        if found.total != expected:
            sys.exit(f"wrong: {name}: {found.total} instead of {expected}")
        times = [
            _milliseconds(lambda sort=sort: library.note_list(wanted, sort).rows(0, SCREEN))  # noqa: B023
            for sort in NoteSort
        ]
        _row(
            f"filter: {name}",
            f"{found.total:,}: {times[0]}",
            f"≤ 100 ms; by time {times[1]}, {times[2]}",
        )
    counted = _milliseconds(lambda: library.note_list(FILTERS["text"]).counts())
    _row("counts beside a filtered list (in the background)", counted)
    found = library.note_list()
    _row("a screen in the middle", _milliseconds(lambda: found.rows(50_000, 50_000 + SCREEN)))
    _row("all ids", _milliseconds(found.ids))
    _row("tags that begin so", _milliseconds(lambda: library.tags("标签1", 10)))


def searching(library: Library, notes: list[Annotation]) -> None:
    """One's own words, and a new note found at once."""
    for query in ("人民政府", "的", "发展 改革"):
        found = library.find_notes(query)
        words = query.split()
        expected = sum(
            all(word in fold(one.note) or any(word in fold(tag) for tag in one.tags)
                for word in words)
            for one in notes
        )  # fmt: skip
        if found.total != expected:
            sys.exit(f"wrong: {query}: {found.total} instead of {expected}")
        time = _milliseconds(lambda query=query: library.find_notes(query).hits(0, 20))
        _row(f"search notes for {query}, first 20", f"{found.total:,}: {time}")
    library.edit(notes[0].id, note="独一无二的话")
    if library.find_notes("独一无二").total != 1:
        sys.exit("wrong: a new note is not found")


def changing(library: Library, notes: list[Annotation]) -> None:
    """A thousand at once, and one."""
    ids = [one.id for one in notes[:1_000]]
    start = perf_counter()
    edited = library.tag(ids, ["新标签"])
    tagged = perf_counter()
    library.restate(edited.before, edited.after)
    undone = perf_counter()
    _row(
        "tag 1,000 annotations / take it back",
        f"{(tagged - start) * 1000:.0f} / {(undone - tagged) * 1000:.0f} ms",
    )
    colours = iter([*Colour] * RUNS)
    _row("change one", _milliseconds(lambda: library.edit(ids[0], colour=next(colours))))


def notebook(library: Library, notes: list[Annotation]) -> None:
    """A long notebook: read, and something put into its middle."""
    made, _ = library.notebooks.make("长摘编")
    library.notebooks.add_excerpts(made.id, [one.id for one in notes[:EXCERPTS]])
    outline = library.notebooks.outline(made.id)
    _row(
        f"a notebook of {len(outline.entries):,} excerpts",
        _milliseconds(lambda: library.notebooks.outline(made.id)),
    )
    middle = outline.entries[EXCERPTS // 2].id
    _row(
        "put a text into its middle",
        _milliseconds(lambda: library.notebooks.add_text(made.id, "文", before=middle)),
    )


# Making


def _documents(library: Library, number: int) -> dict[str, Document]:
    draw = random.Random(2016)  # noqa: S311 - for the same library each time
    models = [
        document
        for path in sorted(seeds().glob("*.txt"))
        for document in parse(path.read_text("utf-8")).documents
        if 1_000 < len(document.text) < 4_000
    ]
    made: dict[str, Document] = {}
    serial = 0
    while len(made) < number:
        issue = []
        for _ in range(13):
            serial += 1
            year = draw.randrange(2001, 2027)
            issue.append(
                replace(
                    draw.choice(models),
                    number=f"国发〔{year}〕{serial}号",
                    issuers=(draw.choice(BODIES),),
                    date=f"{year}-03-01",
                )
            )
        name = f"issue-{serial}.txt"
        new = NewSource(
            name,
            name,
            sha256(name.encode()).hexdigest(),
            "utf-8",
            b"",
            1,
            Issue(documents=tuple(issue)),
        )
        with library._database.writing() as transaction:
            _, ids = library._sources.add(transaction, new)
        made.update(zip(ids, issue, strict=True))
    return made


def _annotate(
    library: Library, documents: dict[str, Document], number: int
) -> Iterator[Annotation]:
    draw = random.Random(49)  # noqa: S311
    ids = list(documents)
    with library._database.writing() as transaction:
        for at in range(number):
            document = draw.choice(ids)
            one = _annotation(draw, f"{at:032x}", document, documents[document].text)
            library._annotations.save(transaction, one)
            yield one


def _annotation(draw: random.Random, key: str, document: str, text: str) -> Annotation:
    def stretch(longest: int) -> tuple[int, int]:
        start = draw.randrange(len(text) - longest)
        return start, start + draw.randrange(5, longest)

    made = FIRST_DAY + timedelta(minutes=draw.randrange(5_000_000))
    start, end = stretch(80)
    first, last = stretch(100)
    return Annotation(
        id=key,
        document=document,
        kind=Kind.HIGHLIGHT,
        selector=describe(text, start, end, "一（二）"),
        colour=draw.choice(list(Colour)),
        heading="一、总体要求",
        note=text[first:last] if draw.random() < 0.5 else "",
        tags=tuple(draw.sample(TAGS, draw.randrange(4))),
        created=made,
        modified=made + timedelta(days=draw.randrange(300)),
        state=State.ORPHAN if draw.random() < 0.01 else State.ANCHORED,
        style=draw.choice(list(Style)),
    )


# Checking and measuring


def _meets(one: Annotation, document: Document, wanted: NoteFilter) -> bool:
    day = one.created.astimezone().date()
    quote = "" if one.selector is None else one.selector.quote
    return (
        (not wanted.text or fold(wanted.text) in fold(quote) or fold(wanted.text) in fold(one.note))
        and set(wanted.tags) <= set(one.tags)
        and (not wanted.colours or one.colour in wanted.colours)
        and (wanted.issuer is None or wanted.issuer in document.issuers)
        and (wanted.year is None or str(wanted.year) == (document.date or "")[:4])
        and wanted.document in (None, one.document)
        and (wanted.since is None or wanted.since <= day)
        and (wanted.until is None or day <= wanted.until)
        and (not wanted.orphans or one.state is State.ORPHAN)
        and wanted.style in (None, one.style)
        and (wanted.noted is None or wanted.noted == bool(one.note.strip()))
    )


def _milliseconds(work: Callable[[], object]) -> str:
    times = []
    for _ in range(RUNS):
        start = perf_counter()
        work()
        times.append(perf_counter() - start)
    return f"{statistics.median(times) * 1000:.0f} ms"


def _row(what: str, figure: str, budget: str = "") -> None:
    print(f"{what:<52} {figure:>24}   {budget}", flush=True)


if __name__ == "__main__":
    main(*map(int, sys.argv[1:2]))
