"""The corrections of a source laid upon a text of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from zhupi.gazette.corrections import Amends, Correction, subject
from zhupi.gazette.model import Document
from zhupi.gazette.witnesses import RawLines
from zhupi.storage.model import CorrectionState, StoredCorrection

BORDERS = (Amends.PART_DOCUMENT, Amends.JOIN_DOCUMENTS)


@dataclass(frozen=True, slots=True)
class Plan:
    """Corrections in the order in which they were made, each on the line where it belongs now.

    ``lost`` are the ids of those whose line is not there any more.
    """

    rows: tuple[StoredCorrection, ...]
    lost: frozenset[str]

    @property
    def live(self) -> list[StoredCorrection]:
        """Those that can apply."""
        return [row for row in self.rows if row.deleted is None and row.id not in self.lost]

    @property
    def given(self) -> tuple[Correction, ...]:
        """Those, for `zhupi.gazette.amending.amend`."""
        return tuple(row.correction for row in self.live)

    @property
    def promised(self) -> dict[int, str]:
        """The id of the document that begins at a line, should one begin there."""
        return {
            row.correction.line: row.parted
            for row in self.rows
            if row.parted is not None and row.id not in self.lost
        }

    def settled(
        self, fits: Sequence[bool], documents: Mapping[str, Document]
    ) -> list[StoredCorrection]:
        """The corrections as they are once the text was read with them.

        ``fits`` are for those given; ``documents`` what was read, by id.
        """
        live = self.live
        order = {row.id: at for at, row in enumerate(live)}
        shown = dict(zip((row.id for row in live), fits, strict=True))
        counts = {subject(row.correction): order[row.id] for row in live if shown[row.id]}
        begins = {document.lines[0]: id_ for id_, document in documents.items()}
        settled = []
        for row in self.rows:
            state = row.state
            if row.deleted is None:
                if shown.get(row.id, False):
                    state = CorrectionState.APPLIES
                elif order.get(row.id, len(live)) < counts.get(subject(row.correction), -1):
                    state = CorrectionState.OVERRIDDEN
                else:
                    state = CorrectionState.UNFIT
            parted = row.parted
            if row.correction.amends in BORDERS and row.id not in self.lost:
                parted = begins.get(row.correction.line, parted)
            settled.append(replace(row, state=state, parted=parted))
        return settled


def plan(rows: Sequence[StoredCorrection], raw: RawLines) -> Plan:
    """Find the lines of corrections in a raw text."""
    placed, lost = [], set()
    for row in rows:
        line = raw.find(row.correction.line, row.witness)
        if line is None:
            lost.add(row.id)
            placed.append(row)
        else:
            correction = replace(row.correction, line=line)
            placed.append(replace(row, correction=correction, witness=raw.witness(line)))
    return Plan(tuple(placed), frozenset(lost))


def newly_unfit(before: Sequence[StoredCorrection], after: Sequence[StoredCorrection]) -> list[str]:
    """Those that applied and do not any more, though nobody took them back."""
    unfit = {row.id for row in before if row.state is CorrectionState.UNFIT}
    return [
        row.id
        for row in after
        if row.deleted is None and row.state is CorrectionState.UNFIT and row.id not in unfit
    ]
