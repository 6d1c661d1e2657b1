"""The quiet word of a text's force, put beside the documents of a list."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from zhupi.library.citation_model import State
from zhupi.qt.passages import PassageRow, RowKind
from zhupi.qt.standing_words import in_hits


def flagged(rows: Iterable[PassageRow], states: Mapping[str, State]) -> list[PassageRow]:
    """The rows; those of documents with a word for their state, by row id, if it has one."""
    return [_flagged(row, states) for row in rows]


def _flagged(row: PassageRow, states: Mapping[str, State]) -> PassageRow:
    if row.kind is not RowKind.DOCUMENT or row.document is None:
        return row
    word = in_hits(states.get(row.document))
    return replace(row, flag=word) if word else row
