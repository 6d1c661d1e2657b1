"""The list of corrections."""

from __future__ import annotations

from itertools import groupby

from zhupi.gazette.corrections import Amends
from zhupi.library.model import CorrectionRow
from zhupi.storage import Documents, Sources
from zhupi.storage.corrections import Corrections
from zhupi.storage.model import CatalogRow, CorrectionState, StoredCorrection


def listed(
    corrections: Corrections, sources: Sources, documents: Documents, source: int | None = None
) -> list[CorrectionRow]:
    """The corrections that were not taken back, each with its document now.

    Those of one source, or of all that are live.
    """
    found: list[CorrectionRow] = []
    for source_id, group in groupby(corrections.live(source), key=lambda row: row.source):
        file = sources.get(source_id)
        if file is None or file.deleted is not None:
            continue
        parts = sources.parts(source_id, gone=False)
        rows = documents.any_rows_of([part.id for part in parts])
        ordered = [rows[part.id] for part in parts]
        live = {part.id for part in parts if not part.deleted}
        held = list(group)
        former = documents.any_rows_of({row.document for row in held})
        for row in held:
            at = _at(ordered, row)
            here = None if at is None else ordered[at]
            other = at if row.correction.amends is Amends.PART_DOCUMENT else None
            found.append(
                CorrectionRow(
                    key=row.id,
                    correction=row.correction,
                    state=row.state,
                    document=here.id if here is not None and here.id in live else None,
                    title=(here or former[row.document]).title,
                    source=file.name,
                    source_id=source_id,
                    line=row.witness.text,
                    before=row.before,
                    created=row.created,
                    other=ordered[other - 1].id if other else None,
                )
            )
    return found


def _at(ordered: list[CatalogRow], row: StoredCorrection) -> int | None:
    """The place of the document that a correction is of: the next one for what stands between."""
    if row.state is CorrectionState.UNFIT:
        own = [at for at, one in enumerate(ordered) if one.id == row.document]
        return own[0] if own else None
    line = row.correction.line
    later = (at for at, one in enumerate(ordered) if line <= one.lines[1])
    return next(later, len(ordered) - 1 if ordered else None)
