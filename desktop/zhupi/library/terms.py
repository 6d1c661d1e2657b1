"""Until when texts are in force: what they say themselves, and for how long others extend it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from zhupi.gazette.days import day_of
from zhupi.gazette.effective import extended_until
from zhupi.gazette.statements import Relation
from zhupi.storage.citations import CitationRow, Citations, Link
from zhupi.storage.standings import Place


@dataclass(slots=True)
class Terms:
    """Last days in force, in ISO form.

    ``last`` are those of texts, ``None`` where one is extended and no day is told; ``told`` those
    that statements tell, by the place of each (`Link.place`).
    """

    last: dict[Place, str | None]
    told: dict[Place, str | None] = field(default_factory=dict)

    def over(self, today: str) -> dict[Place, str]:
        """The texts that are in force no more, with their last days."""
        return {place: day for place, day in self.last.items() if day is not None and day < today}

    def to_end(self, today: str) -> dict[Place, str]:
        """The texts that are in force until ``today`` or later, with their last days."""
        return {place: day for place, day in self.last.items() if day is not None and day >= today}


def terms(own: Mapping[Place, str], links: Iterable[Link], citations: Citations) -> Terms:
    """Reckon with what extends texts among ``links``; ``own`` are the days that they tell.

    One after the other, as two years more begin where the former extension ends. Of what one
    document says of the same text, that with a day counts.
    """
    found = Terms(dict(own))
    longer = [link for link in links if link.relation is Relation.EXTENDS]
    if not longer:
        return found
    places = sorted({link.place for link in longer})
    rows = {(row.document, row.ordinal): row for row in citations.at(places)}
    former: dict[Place, tuple[str, str | None]] = {}
    for link in sorted(longer, key=lambda link: (link.dated or "", link.citing, link.ordinal)):
        for place in _meant(link, own):
            citing, ended = former.get(place, ("", found.last.get(place)))
            if citing != link.citing:
                ended = found.last.get(place)
            until = _until(rows[link.place], link, ended)
            if citing != link.citing or until is not None:
                found.last[place] = until
            former[place] = (link.citing, ended)
            found.told[link.place] = until
    return found


def _meant(link: Link, own: Mapping[Place, str]) -> list[Place]:
    """Which terms are made longer: of a whole, all that it tells; of a part, else its whole's."""
    place, whole = (link.document, link.enclosure), (link.document, 0)
    if not link.enclosure:
        return [one for one in own if one[0] == link.document] or [whole]
    return [whole] if place not in own and whole in own else [place]


def _until(row: CitationRow, link: Link, ended: str | None) -> str | None:
    until = extended_until(row.sentence, row.at, ended=day_of(ended), dated=day_of(link.dated))
    return None if until is None else until.isoformat()
