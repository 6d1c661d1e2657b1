"""Everything that the library says of one document: what it cites, what cites it, its force."""

from __future__ import annotations

from dataclasses import dataclass, replace

from zhupi.library import Library
from zhupi.library.citation_model import CitedBy, CitedText, Standing
from zhupi.library.model import CatalogRow

PAGE = 100
"""Documents that cite another, read at a time."""


@dataclass(frozen=True, slots=True)
class Relations:
    """``copies`` are all of the work, this one too, that first which citations open.

    ``preferred`` is the row that the user wants them to open, or ``None``. ``cited_by`` may hold
    fewer texts than its total.
    """

    document: str
    revision: int
    cites: tuple[CitedText, ...]
    cited_by: CitedBy
    standing: Standing
    copies: tuple[CatalogRow, ...]
    preferred: str | None

    def with_more(self, page: CitedBy) -> Relations:
        """The same with a further page of what cites it."""
        texts = (*self.cited_by.texts, *page.texts)
        return replace(self, cited_by=replace(page, texts=texts))


def look_up(library: Library, document_id: str, revision: int = 0) -> Relations:
    """Ask the library. Slow where there are many citations: not for the UI thread."""
    return Relations(
        document=document_id,
        revision=revision,
        cites=library.cites(document_id),
        cited_by=library.cited_by(document_id, limit=PAGE),
        standing=library.standing(document_id),
        copies=library.copies(document_id),
        preferred=library.preferred_copy(document_id),
    )
