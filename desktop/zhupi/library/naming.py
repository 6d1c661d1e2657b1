"""Which document a person means: by its number in any writing, or by its id."""

from __future__ import annotations

import difflib
from collections.abc import Sequence

from zhupi.errors import NotFound
from zhupi.gazette.numbers import as_typed
from zhupi.library.model import CatalogRow

_NEAREST = 5


def parted(row_id: str) -> tuple[str, int]:
    """The document that a row's id names, and the ordinal of the enclosure in it or 0."""
    document_id, _, ordinal = row_id.partition("#")
    return document_id, int(ordinal or 0)


def joined(document_id: str, enclosure: int) -> str:
    """The id of the row of a document, or of what it encloses; see `parted`."""
    return f"{document_id}#{enclosure}" if enclosure else document_id


def resolve(name: str, rows: Sequence[CatalogRow]) -> str:
    """Return the id of the document named; an enclosed text stands for its document; see `find`."""
    row = find(name, rows, sources=False)
    return row.enclosed_in or row.id


def find(name: str, rows: Sequence[CatalogRow], *, sources: bool = True) -> CatalogRow:
    """Return the row of the document or of the enclosed text named.

    Raise `NotFound`, listing the nearest, for a name that fits none or several; ``sources`` are
    files, which may have been meant.
    """
    name = name.strip()
    for row in rows:
        if row.id == name:
            return row
    number = as_typed(name)
    found = [row for row in rows if number is not None and row.number == number]
    ids = list(dict.fromkeys(row.enclosed_in or row.id for row in found))
    if len(ids) == 1:
        return found[0]
    if ids:
        several = "；".join(f"{row.enclosed_in or row.id}（{row.source}）" for row in found)
        raise NotFound(f"“{name}”在库中有 {len(ids)} 份，请用编号指明：{several}。")
    raise NotFound(f"库中没有“{name}”。{_nearest(number or name, rows, sources=sources)}")


def _nearest(name: str, rows: Sequence[CatalogRow], *, sources: bool) -> str:
    if not rows:
        return "库里还没有公文。"
    likeness: dict[str, float] = {}
    for row in rows:
        names = (row.number or "", row.id, row.title)
        likeness[_label(row)] = max(_likeness(name, other) for other in names)
        if sources:
            likeness[row.source] = _likeness(name, row.source)
    best = sorted(likeness, key=lambda label: likeness[label], reverse=True)
    return f"最接近的有：{'；'.join(best[:_NEAREST])}。"


def _label(row: CatalogRow) -> str:
    return row.number or f"{row.title}（{row.id}）"


def _likeness(name: str, other: str) -> float:
    """From 0 to 2: a part of the other is nearer than anything that only looks like it."""
    return difflib.SequenceMatcher(None, name, other).ratio() + (name != "" and name in other)
