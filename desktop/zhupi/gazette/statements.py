"""What a text can say of others and of its own force: apart from the rules that find it, which take
long to load.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

RULES_VERSION = 4
"""Counts up when the same document would be read to say something else of others or of itself."""


class Relation(StrEnum):
    """What one text does to another, the weightiest first."""

    REPEALS = "repeals"
    REPLACES = "replaces"
    REVISES = "revises"
    EXTENDS = "extends"
    ISSUES = "issues"
    FORWARDS = "forwards"
    CARRIES_OUT = "carries_out"
    MENTIONS = "mentions"

    @property
    def label(self) -> str:
        """The Chinese word."""
        return _LABELS[self]

    @property
    def weight(self) -> int:
        """0 for the weightiest."""
        return _WEIGHTS[self]


_LABELS = dict(
    zip(Relation, ("废止", "替代", "修改", "延长", "印发", "转发", "贯彻", "提及"), strict=True)
)
_WEIGHTS = {relation: at for at, relation in enumerate(Relation)}
EFFECTS = (Relation.REPEALS, Relation.REPLACES, Relation.REVISES, Relation.EXTENDS)
"""What changes the force of the other text, which is an earlier one."""


@dataclass(frozen=True, slots=True)
class Validity:
    """What a text says of its own force; dates are ISO 8601, ``ends`` is the last day in force.

    ``enclosure`` is the ordinal of the enclosed text that says it, 0 for the document itself.
    ``reckoned``: a date was counted from that of the document (自印发之日起). ``words`` stand from
    ``start`` to ``end`` in the document text.
    """

    starts: str | None
    ends: str | None
    trial: bool
    reckoned: bool
    words: str
    start: int
    end: int
    enclosure: int = 0
