"""States of annotations, notebooks and their items: written, and written back.

Every edit is a list of states before and after. To take it back, each *part* that the edit changed
(a note, a colour, a place) is written back if it still is as the edit left it; what another process
or a re-reading has made of it since is left alone, and told. So is a place whose words are gone.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any, Final

from zhupi.annotations.model import Annotation, State
from zhupi.annotations.notebooks import Item, Notebook
from zhupi.annotations.positions import between
from zhupi.library.model import Edited, Record, Restated
from zhupi.storage import Annotations, Database, Documents
from zhupi.storage.database import Transaction
from zhupi.storage.notebooks import Notebooks
from zhupi.storage.times import now

_PLACE: Final = ("document", "selector", "heading", "state")
_PARTS: dict[type[Record], tuple[tuple[str, ...], ...]] = {
    Annotation: (
        ("note",),
        ("colour",),
        ("style",),
        ("tags",),
        _PLACE,
        ("deleted",),
    ),
    Notebook: (("name",), ("position",), ("deleted",)),
    Item: (
        ("notebook", "position"),
        ("kind", "level", "text", "annotation", "source"),
        ("deleted",),
    ),
}


_TICK: Final = timedelta(milliseconds=1)
"""The least by which two times differ in the database."""


class Records:
    """Writes states, several in one transaction."""

    def __init__(
        self,
        database: Database,
        documents: Documents,
        annotations: Annotations,
        notebooks: Notebooks,
    ) -> None:
        self._database = database
        self._documents = documents
        self._annotations = annotations
        self._notebooks = notebooks

    def put(
        self, transaction: Transaction, before: Sequence[Record], after: Sequence[Record]
    ) -> Edited:
        """Write the states that differ from those before, with the time of the change."""
        moment = now()
        pairs = [
            (former, _dated(former, state, moment))
            for former, state in zip(before, after, strict=True)
            if former != state
        ]
        self._write(transaction, pairs, moment)
        return Edited(
            **_touched(record for pair in pairs for record in pair),
            before=tuple(former for former, _ in pairs),
            after=tuple(state for _, state in pairs),
        )

    def restate(self, wanted: Sequence[Record], instead_of: Sequence[Record]) -> Restated:
        """Write back former states; see the head of this module and `Library.restate`."""
        expected = {record.id: record for record in instead_of}
        moment = now()
        with self._database.writing() as transaction:
            present = self._present(wanted)
            before, after, left = [], [], []
            for record in wanted:
                here = present[record.id]
                state, complete = _merged(here, expected[record.id], record, moment)
                stays = self._staying(here, state)
                if stays is not None:
                    state, complete = stays, False
                state = self._placed(here, state)
                before.append(here)
                after.append(state)
                if not complete:
                    left.append(record.id)
            edited = self.put(transaction, before, after)
        return Restated(
            edited.documents,
            edited.annotations,
            edited.sources,
            edited.notebooks,
            before=edited.before,
            after=edited.after,
            left=tuple(left),
        )

    def _staying(self, present: Record, state: Record) -> Annotation | None:
        """The state at its present place, where the words of the former one are not any more."""
        if not isinstance(state, Annotation) or not isinstance(present, Annotation):
            return None
        if _values(state, _PLACE) == _values(present, _PLACE) or state.state is State.ORPHAN:
            return None
        selector, stored = state.selector, self._documents.document(state.document)
        if stored is not None and not self._documents.is_gone(state.document):
            text = stored.document.text
            if selector is None or text[selector.start : selector.end] == selector.quote:
                return None
        return replace(state, **{name: getattr(present, name) for name in _PLACE})

    def _placed(self, present: Record, state: Record) -> Record:
        """Beside what has taken the former position meanwhile, if something has."""
        if isinstance(state, Annotation) or isinstance(present, Annotation):
            return state
        if present.position == state.position:
            return state
        there: Sequence[Notebook | Item]
        if isinstance(state, Item):
            there = self._notebooks.items(state.notebook, deleted=True)
        else:
            there = [*self._notebooks.all(), *self._notebooks.deleted()]
        taken = sorted(one.position for one in there if one.id != state.id)
        if state.position not in taken:
            return state
        later = next((one for one in taken if one > state.position), None)
        return replace(state, position=between(state.position, later)[0])

    def _present(self, records: Sequence[Record]) -> dict[str, Record]:
        def ids(kind: type[Record]) -> list[str]:
            return [record.id for record in records if isinstance(record, kind)]

        found: list[Record] = [
            *self._annotations.with_ids(ids(Annotation)),
            *self._notebooks.with_ids(ids(Notebook)),
            *self._notebooks.items_with_ids(ids(Item)),
        ]
        return {record.id: record for record in found}

    def _write(
        self,
        transaction: Transaction,
        pairs: Sequence[tuple[Record, Record]],
        moment: datetime,
    ) -> None:
        for former, state in pairs:
            if not isinstance(state, Annotation):
                continue
            if not _only_moved(former, state) or former.deleted == former.created:  # made
                self._annotations.save(transaction, state)
            if former.deleted != state.deleted:
                self._annotations.set_deleted(
                    transaction, [state.id], deleted=state.deleted is not None, moment=state.deleted
                )
        states = [state for _, state in pairs]
        self._notebooks.save(transaction, [one for one in states if isinstance(one, Notebook)])
        self._notebooks.save_items(transaction, [one for one in states if isinstance(one, Item)])
        holding = {record.notebook for pair in pairs for record in pair if isinstance(record, Item)}
        self._notebooks.touch(transaction, sorted(holding), moment)


def made(record: Record) -> Record:
    """The state before a record was made: as if it lay in the waste basket."""
    return replace(record, deleted=record.created)


def _dated(former: Record, state: Record, moment: datetime) -> Record:
    """The state with the time of its change; going into the waste basket and back is none."""
    if _only_moved(former, state):
        return state
    # The time tells one state of a thing from another, so two within a millisecond must differ.
    return replace(state, modified=max(moment, former.modified + _TICK))


def _only_moved(former: Record, state: Record) -> bool:
    """Whether a state differs from the one before by lying in the waste basket or not."""
    return replace(former, deleted=state.deleted) == state


def _merged(
    present: Record, expected: Record, wanted: Record, moment: datetime
) -> tuple[Record, bool]:
    """The present state with what was changed from ``wanted`` to ``expected`` changed back.

    Also whether that is all of it: a part that is neither as expected nor as wanted stays.
    """
    state, complete = present, True
    for part in _PARTS[type(present)]:
        target, former = _values(wanted, part), _values(expected, part)
        if target == former or target == _values(present, part):
            continue
        if _values(present, part) != former:
            complete = False
        elif part == ("deleted",):
            state = replace(state, deleted=None if wanted.deleted is None else moment)
        else:
            state = replace(state, **{name: getattr(wanted, name) for name in part})
    return state, complete


def _values(record: Record, part: tuple[str, ...]) -> tuple[Any, ...]:
    # When something was put away is no part of its state: it was, or it was not.
    return tuple(
        getattr(record, name) if name != "deleted" else record.deleted is not None for name in part
    )


def _touched(records: Iterable[Record]) -> dict[str, Any]:
    documents, annotations, notebooks = set[str](), set[str](), set[str]()
    for record in records:
        match record:
            case Annotation():
                documents.add(record.document)
                annotations.add(record.id)
            case Notebook():
                notebooks.add(record.id)
            case Item():
                notebooks.add(record.notebook)
    return {
        "documents": frozenset(documents),
        "annotations": frozenset(annotations),
        "notebooks": frozenset(notebooks),
    }
