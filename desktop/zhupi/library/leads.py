"""Whether citations lead somewhere, for all of a library at once.

The rules are those of `zhupi.storage.citations`, which answers for one document.
"""

from __future__ import annotations

from collections.abc import Iterable

from zhupi.gazette.statements import EFFECTS
from zhupi.storage.citations import Cited, Named


class Leads:
    """Holds what the texts of a library are called."""

    def __init__(self, names: Iterable[Named]) -> None:
        self._by_number: dict[str, list[Named]] = {}
        self._by_title: dict[str, list[Named]] = {}
        for one in names:
            if one.number is not None:
                self._by_number.setdefault(one.number, []).append(one)
            self._by_title.setdefault(one.folded, []).append(one)

    def somewhere(self, cited: Cited) -> bool:
        """Whether a text of the library is meant, other than the document that cites."""
        bearers = self._by_number.get(cited.number or "", ())
        if any(one.whole != cited.whole for one in bearers):
            return True
        return any(
            one.whole != cited.whole
            and (cited.number is None or (one.number is None and not bearers))
            and not _is_later(one, cited)
            for one in self._by_title.get(cited.folded or "", ())
        )


def _is_later(one: Named, cited: Cited) -> bool:
    """Whether a text is too late to be what is repealed, replaced, revised or extended."""
    if cited.relation not in EFFECTS or one.date is None or cited.dated is None:
        return False
    return one.date >= cited.dated
