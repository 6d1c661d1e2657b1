"""Where citations lead, and what cites a text."""

from __future__ import annotations

from collections.abc import Sequence

from zhupi.gazette.folding import fold
from zhupi.gazette.model import Citation
from zhupi.library.model import CatalogRow, CitationTarget
from zhupi.storage import Documents


class Citing:
    """Numbers first, then exact titles; a title alone is less sure."""

    def __init__(self, documents: Documents) -> None:
        self._documents = documents

    def targets(self, citations: Sequence[Citation]) -> list[CitationTarget]:
        """Where citations lead, in one look at the catalog; a complete copy before others."""
        rows = [*self._documents.rows(), *self._documents.enclosed()]
        by_number: dict[str, CatalogRow] = {}
        by_title: dict[str, CatalogRow] = {}
        for row in sorted(rows, key=lambda row: not row.complete):
            if row.number is not None:
                by_number.setdefault(row.number, row)
            by_title.setdefault(fold(row.title), row)
        targets = []
        for citation in citations:
            if citation.number is not None:
                targets.append(CitationTarget(by_number.get(citation.number)))
            else:
                found = by_title.get(fold(citation.title or ""))
                targets.append(CitationTarget(found, by_title_only=found is not None))
        return targets

    def cited_by(self, row: CatalogRow) -> list[tuple[CatalogRow, Citation]]:
        """The documents that cite a text, each with the first place."""
        own = row.enclosed_in or row.id
        title = fold(row.title)
        found = []
        for document_id in self._documents.citing(row.number, title):
            stored = self._documents.document(document_id)
            if stored is None or document_id == own:
                continue
            first = next(
                citation
                for citation in stored.document.citations
                if (
                    fold(citation.title or "") == title
                    if citation.number is None
                    else citation.number == row.number
                )
            )
            found.append((self._documents.rows(document_id)[0], first))
        return found
