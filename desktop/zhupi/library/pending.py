"""What is said already and does not hold yet: a repeal that takes effect on a day to come.

An extension is no such: it holds when the term before it ends, whatever day it names.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, timedelta

from zhupi.gazette.effective import effective_day
from zhupi.gazette.statements import Relation
from zhupi.library.naming import parted
from zhupi.storage import Documents
from zhupi.storage.citations import CitationRow, Citations, Link
from zhupi.storage.standings import Place, Standings

_LONGEST_WAIT = timedelta(days=5 * 366)
"""Nothing takes effect later than so long after it was issued."""


class Pending:
    """A day is told in the sentence itself, else by the text that the sentence stands in."""

    def __init__(self, documents: Documents, citations: Citations, standings: Standings) -> None:
        self._documents = documents
        self._citations = citations
        self._standings = standings

    def of(self, links: Iterable[Link], today: date) -> dict[Place, str]:
        """The days, in ISO form, from which links hold that do not hold ``today``, by place."""
        long_ago = (today - _LONGEST_WAIT).isoformat()
        late = {
            link.place
            for link in links
            if link.relation is not Relation.EXTENDS
            and (link.dated is None or link.dated > long_ago)
        }
        if not late:
            return {}
        starting = self._standings.to_start(today.isoformat())
        found: dict[Place, str] = {}
        for row in self._citations.at(sorted(late)):
            said = effective_day(row.sentence, row.at)
            day = self._start_of(row, starting) if said is None else said.isoformat()
            if day is not None and day > today.isoformat():
                found[row.document, row.ordinal] = day
        return found

    def _start_of(self, row: CitationRow, starting: Mapping[Place, str]) -> str | None:
        """The first day in force of the text in which a citation stands, if it is yet to come."""
        if not any(document == row.document for document, _ in starting):
            return None
        for one in self._documents.enclosed(row.document):
            if one.lines[0] <= row.lines[0] <= one.lines[1]:
                return starting.get(parted(one.id))
        return starting.get((row.document, 0))
