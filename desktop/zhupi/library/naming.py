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
    row = find(name, rows)
    return row.enclosed_in or row.id


def find(name: str, rows: Sequence[CatalogRow]) -> CatalogRow:
    """Return the row of the document or of the enclosed text named.

    Raise `NotFound`, listing the nearest, for a name that fits none or several.
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
    raise NotFound(f"库中没有“{name}”。{_nearest(number or name, rows)}")


def _nearest(name: str, rows: Sequence[CatalogRow]) -> str:
    if not rows:
        return "库里还没有公文。"

    def likeness(row: CatalogRow) -> float:
        names = (row.number or "", row.id, row.title)
        return max(difflib.SequenceMatcher(None, name, other).ratio() for other in names)

    best = sorted(rows, key=likeness, reverse=True)[:_NEAREST]
    return (
        "最接近的有：" + "；".join(row.number or f"{row.title}（{row.id}）" for row in best) + "。"
    )
