"""The citations of a document as rows: what it cites that is here, what is not, what cites it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from zhupi.library import Library
from zhupi.library.citation_model import CitedText, CitingPlace
from zhupi.qt.passages import PassageRow, RowKind

_PASSAGES = 3
"""How many places of one text are shown."""
_BEFORE, _AFTER = 18, 60
"""Characters of a sentence that are shown on either side of a citation."""


@dataclass(frozen=True, slots=True)
class Found:
    """The rows, and how many texts the document cites."""

    rows: tuple[PassageRow, ...]
    cited: int


def find(library: Library, document_id: str) -> Found:
    """Look up what a document cites and what cites it. Slow: not for the UI thread."""
    texts = [
        text
        for text in library.cites(document_id)
        if text.row is None or text.row.enclosed_in != document_id
    ]
    here = [text for text in texts if text.row is not None]
    missing = [text for text in texts if text.row is None]
    rows = [*_group("库中已有", here), *_group("库中没有", missing), *_citing(library, document_id)]
    return Found(tuple(rows), len(texts))


def _group(name: str, texts: Sequence[CitedText]) -> Iterable[PassageRow]:
    if texts:
        yield PassageRow(RowKind.GROUP, name, count=len(texts))
    for text in texts:
        if text.row is None:
            yield _missing(text)
        else:
            sure = "仅题名相同" if text.by_title_only else ""
            note = "　".join(filter(None, (text.row.number, sure)))
            yield _head(text.row.title, note, len(text.places), text.row.id)
        for place in text.places[:_PASSAGES]:
            yield _passage(place, None)


def _citing(library: Library, document_id: str) -> list[PassageRow]:
    found = library.cited_by(document_id)
    if not found.total:
        return []
    rows = [PassageRow(RowKind.GROUP, "被引用", count=found.total)]
    for text in found.texts:
        rows += [
            _head(text.row.title, text.row.number or "", None, text.row.id),
            _passage(text.places[0], text.row.id),
        ]
    return rows


def _head(title: str, note: str, count: int | None, document: str) -> PassageRow:
    shown = count if count is not None and count > 1 else None
    return PassageRow(RowKind.DOCUMENT, title, note=note, count=shown, document=document)


def _missing(text: CitedText) -> PassageRow:
    name = f"《{text.title}》" if text.title else text.number or ""
    note = (text.number or "") if text.title else ""
    shown = len(text.places) if len(text.places) > 1 else None
    return PassageRow(RowKind.DOCUMENT, name, note=note, count=shown, faint=True)


def _passage(place: CitingPlace, opens: str | None) -> PassageRow:
    """The sentence of a citation; ``opens`` is the document it stands in, if another."""
    start = max(0, place.start - _BEFORE)
    end = min(len(place.sentence), place.end + _AFTER)
    lead = "…" if start else ""
    words = lead + place.sentence[start:end]
    shift = start - len(lead)
    return PassageRow(
        RowKind.PASSAGE,
        words,
        start=place.start - shift,
        end=min(place.end - shift, len(words)),
        document=opens,
        at=place.at,
        length=place.length,
    )
