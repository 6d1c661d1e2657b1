"""Filtering the catalog by words typed: in titles, numbers, and initials of titles."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property

from zhupi.gazette.folding import fold
from zhupi.jobs import Job
from zhupi.library.initials import Initials
from zhupi.library.model import CatalogRow

_BRACKETS = str.maketrans("〔〕【】（）", "[][]()")


class TitleFilter:
    """Knows the rows of a catalog by their words. Words are folded, in any writing of brackets."""

    def __init__(self, rows: Iterable[CatalogRow]) -> None:
        self._rows = list(rows)
        self._initials: Initials | None = None

    @cached_property
    def _words(self) -> list[str]:
        # No word that is typed has a line break: none is found across title and number.
        return [f"{_folded(row.title)}\n{_folded(row.number or '')}" for row in self._rows]

    def prepare(self, job: Job) -> TitleFilter:
        """Do beforehand what takes time, and read the initials; return itself. Slow."""
        self._initials = self._initials or Initials([row.title for row in self._rows], job)
        _ = self._words
        return self

    def matching(self, words: str) -> frozenset[str] | None:
        """The ids of the rows that have all these words; ``None`` where no word is given.

        Without `prepare` initials find nothing.
        """
        found: set[int] | None = None
        for word in words.split():
            typed = _folded(word)
            here = {at for at, text in enumerate(self._words) if typed in text}
            if self._initials is not None:
                here |= self._initials.matching(typed)
            found = here if found is None else found & here
        if found is None:
            return None
        return frozenset(self._rows[at].id for at in found)


def _folded(text: str) -> str:
    return fold(text).translate(_BRACKETS)
