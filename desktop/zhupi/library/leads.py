"""Whether citations lead somewhere, for all of a library at once.

The rules are those of `zhupi.storage.citations`, which answers for one document.
"""

from __future__ import annotations

from collections.abc import Iterable

from zhupi.gazette.seats import same_seat
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
            and _may_be_meant(one, cited)
            for one in self._by_title.get(cited.folded or "", ())
        )


def _may_be_meant(one: Named, cited: Cited) -> bool:
    """Whether a text of the title cited is early and near enough to be repealed or revised."""
    if cited.relation not in EFFECTS:
        return True
    late = one.date is not None and cited.dated is not None and one.date >= cited.dated
    return not late and same_seat(one.folded, cited.issuers, one.issuers)
