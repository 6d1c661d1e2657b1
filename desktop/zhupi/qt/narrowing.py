"""What the tree and the search are narrowed to."""

from __future__ import annotations

from dataclasses import dataclass

from zhupi.library.model import CatalogRow


@dataclass(frozen=True, slots=True)
class Narrowing:
    """What the catalog and the search are narrowed to. An empty one narrows nothing.

    ``""`` and ``0`` stand for documents without an issuer, a kind or a year. ``words`` are those
    typed over the tree, see `zhupi.library.title_filter`.
    """

    words: str = ""
    issuer: str | None = None
    year: int | None = None
    kind: str | None = None

    def __bool__(self) -> bool:
        return self != Narrowing()

    def takes(self, row: CatalogRow) -> bool:
        """Whether a document stays in sight by its issuer, year and kind."""
        return (
            (self.issuer is None or self.issuer in (row.issuers or ("",)))
            and (self.year is None or (row.year or 0) == self.year)
            and (self.kind is None or (row.kind or "") == self.kind)
        )

    @property
    def only_words(self) -> bool:
        """Whether it asks for nothing but words."""
        return self.issuer is None and self.year is None and self.kind is None
