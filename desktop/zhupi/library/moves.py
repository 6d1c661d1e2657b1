"""Where corrections found annotations: remembered while others are made, given back afterwards."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from zhupi.annotations.model import Annotation, Kind, State
from zhupi.gazette.model import Document
from zhupi.library.reattaching import lost, reanchored
from zhupi.library.settling import Outcome
from zhupi.storage import Annotations
from zhupi.storage.model import Move, Spot, StoredCorrection


def moves_in(outcome: Outcome) -> tuple[Move, ...]:
    """What a correction has to remember of what became of annotations."""
    return tuple(
        Move(before.id, Spot.of(before), Spot.of(after))
        for before, after in outcome.changed.values()
    )


def carried_on(
    rows: Sequence[StoredCorrection], key: str, outcome: Outcome, returned: Collection[str]
) -> list[StoredCorrection]:
    """The corrections after one of them, ``key``, was made or taken back.

    Where that moved on what another had moved, it is there that the other left it now. What
    ``returned`` is where it was before all those that were made since: they have no claim to it.
    """
    went = {id_: tuple(map(Spot.of, states)) for id_, states in outcome.changed.items()}

    def carried(move: Move) -> Move:
        before, after = went.get(move.annotation, (None, move.after))
        return replace(move, after=after) if move.after == before else move

    since = False
    found = []
    for row in rows:
        moves = [one for one in row.moves if not (since and one.annotation in returned)]
        found.append(row if row.id == key else replace(row, moves=tuple(map(carried, moves))))
        since |= row.id == key
    return found


def put_back(
    moves: Sequence[Move],
    annotations: Annotations,
    outcome: Outcome,
    documents: Mapping[str, Document],
) -> frozenset[str]:
    """Let annotations stand where a correction found them, if they are where it left them.

    Return those that do.
    """
    present = {one.id: one for one in annotations.with_ids([move.annotation for move in moves])}
    returned = set()
    for move in moves:
        annotation = present.get(move.annotation)
        if annotation is None or Spot.of(annotation) != move.after:
            continue
        home = _home(annotation, move.before, documents)
        if home is None:
            continue
        if home.kind is Kind.NOTE and not _cleared(home, annotations, outcome):
            continue
        outcome.add(annotation, home)
        returned.add(home.id)
    return frozenset(returned)


def _home(
    annotation: Annotation, spot: Spot, documents: Mapping[str, Document]
) -> Annotation | None:
    """The annotation where it was, though other corrections may have moved the words there."""
    document = documents.get(spot.document)
    if document is None:
        return None
    there = replace(spot.put(annotation), state=State.ANCHORED)
    selector = spot.selector
    if selector is None or annotation.kind is Kind.NOTE:
        return there
    if spot.state is State.ORPHAN:
        return None
    if document.text[selector.start : selector.end] == selector.quote:
        return there
    found = reanchored(there, document)
    same = found.selector is not None and found.selector.quote == selector.quote
    return found if same and found.state is State.ANCHORED else None


def _cleared(note: Annotation, annotations: Annotations, outcome: Outcome) -> bool:
    """Whether its document has no other note; one that comes there only now gives way."""
    for before, after in list(outcome.changed.values()):
        if after.document == note.document and after.kind is Kind.NOTE and after.id != note.id:
            if before.document == note.document:
                return False
            outcome.add(before, lost(before))
    return not any(
        one.kind is Kind.NOTE and one.id not in {note.id, *outcome.changed}
        for one in annotations.of_document(note.document)
    )
