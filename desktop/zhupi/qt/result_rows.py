"""The rows of the result list: notes first, then documents with their passages.

::

    批注  3                                   a group
      推进中央与地方财政事权…　二（三）           where a note stands
      【财政】事权见附表                          the note, its hits marked
    2016年                                   a group, where the order is by date or by issuer
    推进中央与地方【财政】事权…             ×129   a document, the hits in its title marked
    国发〔2016〕49号　2016年8月16日
      （一）指导思想                            the heading over a passage
      合理划分中央与地方【财政】事权…              the passage
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from zhupi.gazette.date_words import chinese_date
from zhupi.library.model import CatalogRow, NotebookHit, NoteHit, SearchHit
from zhupi.qt.catalog_model import NO_ISSUER
from zhupi.qt.passages import PassageRow, RowKind
from zhupi.qt.titles import short_title

NOTES_FIRST = 2
"""Notes shown over the documents until all are asked for."""

_MARKED = 40
"""Places marked in one row, at most."""


def note_rows(notes: Sequence[NoteHit], total: int, *, all_shown: bool) -> list[PassageRow]:
    """Rows for the notes found, of which there are ``total``; the rest behind a row of its own."""
    if not notes:
        return []
    rows = [PassageRow(RowKind.GROUP, "批注", count=total)]
    # One row more says that there are more: not worth it for a single note.
    first = len(notes) if all_shown or len(notes) == NOTES_FIRST + 1 else NOTES_FIRST
    rows += [_note_row(hit) for hit in notes[:first]]
    if len(notes) > first:
        rows.append(PassageRow(RowKind.MORE, f"再看其余 {len(notes) - first} 条批注"))
    return rows


def entry_rows(entries: Sequence[NotebookHit]) -> list[PassageRow]:
    """Rows for what was found in notebooks."""
    if not entries:
        return []
    return [
        PassageRow(RowKind.GROUP, "摘编", count=len(entries)),
        *(
            PassageRow(
                RowKind.PASSAGE,
                hit.text.replace("\n", " "),
                note=hit.notebook.name,
                start=hit.start,
                end=hit.end,
                notebook=hit.notebook.id,
                item=hit.item.id,
            )
            for hit in entries
        ),
    ]


def hit_rows(
    hits: Iterable[SearchHit], sort: str, after: SearchHit | None = None
) -> list[PassageRow]:
    """Rows for documents; ``after`` is the document over the first, if there is one."""
    rows: list[PassageRow] = []
    group = "" if after is None else _group(after.row, sort)
    for hit in hits:
        under = _group(hit.row, sort)
        if under != group:
            rows.append(PassageRow(RowKind.GROUP, under))
            group = under
        rows += _rows_of(hit)
    return rows


def _group(row: CatalogRow, sort: str) -> str:
    if sort == "date":
        return f"{row.date[:4]}年" if row.date else "日期不详"
    if sort == "issuer":
        return "、".join(row.issuers) or NO_ISSUER
    return ""


def _rows_of(hit: SearchHit) -> Iterator[PassageRow]:
    words = {snippet.text[snippet.start : snippet.end] for snippet in hit.snippets}
    first = hit.snippets[0] if hit.snippets else None
    facts = (hit.row.number or "", chinese_date(hit.row.date))
    yield PassageRow(
        RowKind.DOCUMENT,
        hit.row.title,
        note="　".join(fact for fact in facts if fact),
        count=hit.count or None,
        spans=_places(hit.row.title, words),
        document=hit.row.id,
        at=first.at if first else None,
        length=first.end - first.start if first else 0,
    )
    for snippet in hit.snippets:
        if snippet.text == hit.row.title:
            continue  # it stands in the row above, its hits marked
        heading = snippet.heading
        yield PassageRow(
            RowKind.PASSAGE,
            snippet.text.replace("\n", " "),
            note="" if snippet.text.startswith(heading[:20]) else heading,
            start=snippet.start,
            end=snippet.end,
            spans=_places(snippet.text, words),
            document=hit.row.id,
            at=snippet.at,
            length=snippet.end - snippet.start,
        )


def _note_row(hit: NoteHit) -> PassageRow:
    annotation = hit.note.annotation
    place = f"　{hit.note.place}" if hit.note.place else ""
    return PassageRow(
        RowKind.PASSAGE,
        hit.text.replace("\n", " "),
        note=f"{short_title(hit.note.row)}{place}",
        start=hit.start,
        end=hit.end,
        spans=_places(hit.text, {hit.text[hit.start : hit.end]}),
        document=hit.note.row.id,
        at=annotation.selector.start if annotation.selector is not None else None,
        annotation=annotation.id,
    )


def _places(text: str, words: Iterable[str]) -> tuple[tuple[int, int], ...]:
    """Where any of the words found stands in a text, in code points, without overlaps."""
    taken: list[tuple[int, int]] = []
    for word in words:
        at = text.find(word) if word else -1
        while at >= 0 and len(taken) < _MARKED:
            taken.append((at, at + len(word)))
            at = text.find(word, at + len(word))
    places: list[tuple[int, int]] = []
    for start, end in sorted(taken):
        if places and start < places[-1][1]:
            places[-1] = (places[-1][0], max(end, places[-1][1]))
        else:
            places.append((start, end))
    return tuple(places)
