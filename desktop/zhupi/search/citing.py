"""A document number asked for: who bears it here, and whose text cites it."""

from __future__ import annotations

import re
from collections.abc import Set
from dataclasses import dataclass

from zhupi.gazette.numbers import find_numbers
from zhupi.search import terms
from zhupi.search.entry import BREAK, Entry
from zhupi.search.evaluation import Evaluation
from zhupi.search.snapshot import Snapshot, members
from zhupi.search.terms import Term

_LEAD = 24
"""Characters before a number in which the rest of its name may stand."""
_NAME = re.compile("[^0-9〔第]*")


@dataclass(frozen=True, slots=True)
class NumberAnswer:
    """The ids of the documents that bear the number, and of those that cite it, in source order."""

    number: str
    bearers: tuple[str, ...]
    citing: tuple[str, ...]


def answer(number: str, evaluation: Evaluation, snapshot: Snapshot) -> NumberAnswer:
    """Say who bears and who cites a number in canonical form."""
    term = terms.number(number)
    bearers = snapshot.bearing(number)
    holding = evaluation.holding(term, snapshot.everything) & ~bearers
    names = {_name(other) for other in snapshot.bearers} - {_name(number)}
    documents = snapshot.documents
    citing = [documents[at] for at in members(holding) if _cites(documents[at].text, term, names)]
    return NumberAnswer(number, _ids([documents[at] for at in members(bearers)]), _ids(citing))


def _cites(text: str, term: Term, others: Set[str]) -> bool:
    """Whether a place is the number itself, not the end of one with a longer name.

    川府发〔2018〕1号 ends in 府发〔2018〕1号. Where a name begins in running text is a guess, so it
    must be one that documents here bear to be believed.
    """
    for start, end in term.spans(text):
        lead = max(text.rfind(BREAK, 0, start) + 1, start - _LEAD)
        *_, found = [None, *find_numbers(text[lead:end])]
        if found is None or lead + found.start >= start or _name(found.number) not in others:
            return True
    return False


def _name(number: str) -> str:
    """The name of the series: 国发 of 国发〔2016〕49号."""
    found = _NAME.match(number)
    return found[0] if found else ""


def _ids(entries: list[Entry]) -> tuple[str, ...]:
    return tuple(entry.id for entry in sorted(entries, key=lambda one: (one.order, one.id)))
