"""Two states of one annotation, from two libraries, made one; no words of either are lost.

Each annotation remembers the times of the states it has left behind. A state that the other side
has left behind is older, and the other goes on from it; where neither knows the other's, both were
changed apart.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime
from enum import Enum, auto

from zhupi.annotations.markdown import clean_tags
from zhupi.annotations.model import PIGMENTS, Annotation
from zhupi.storage.times import now


class Verdict(Enum):
    """Whose state it is afterwards."""

    SAME = auto()
    """Both say the same."""
    OURS = auto()
    """Ours goes on from theirs."""
    THEIRS = auto()
    """Theirs goes on from ours."""
    BOTH = auto()
    """Both were changed: a new state that holds the words of both."""


@dataclass(frozen=True, slots=True)
class Merged:
    """The annotation afterwards, and for `Verdict.BOTH` what was done, in a sentence."""

    annotation: Annotation
    verdict: Verdict
    what: str = ""


def merged(
    ours: Annotation,
    theirs: Annotation,
    *,
    our_former: Collection[datetime],
    their_former: Collection[datetime],
) -> Merged:
    """Merge their note, tags, colour and style into ours; the place is not looked at."""
    if _content(ours) == _content(theirs):
        return Merged(ours, Verdict.SAME)
    if ours.id == theirs.id:
        if theirs.modified in our_former:
            return Merged(ours, Verdict.OURS)
        if ours.modified in their_former:
            return Merged(_taken(ours, theirs, theirs.modified), Verdict.THEIRS)
    newer, older = (theirs, ours) if theirs.modified > ours.modified else (ours, theirs)
    both = replace(
        newer,
        note=_joined(newer, older),
        tags=clean_tags((*newer.tags, *older.tags)),
    )
    if _content(both) == _content(ours):
        return Merged(ours, Verdict.OURS)
    return Merged(_taken(ours, both, now()), Verdict.BOTH, _told(newer, older, both))


def _content(annotation: Annotation) -> tuple[object, ...]:
    return annotation.note, annotation.tags, annotation.colour, annotation.style


def _taken(ours: Annotation, content: Annotation, modified: datetime) -> Annotation:
    return replace(
        ours,
        note=content.note,
        tags=content.tags,
        colour=content.colour,
        style=content.style,
        modified=modified,
    )


def _joined(newer: Annotation, older: Annotation) -> str:
    """The newer note, the older one below it unless the newer holds it."""
    if older.note.strip() in newer.note:
        return newer.note
    if not newer.note.strip():
        return older.note
    when = f"{older.modified.astimezone():%Y-%m-%d %H:%M}"
    return f"{newer.note}\n\n---\n\n（另一份，改于 {when}）\n\n{older.note}"


def _told(newer: Annotation, older: Annotation, both: Annotation) -> str:
    parts = ["两处都改过"]
    if both.note != newer.note:
        parts.append("两份笔记都留在批注里，较新的在前")
    if newer.colour is not older.colour and newer.colour and older.colour:
        parts.append(f"颜色取较新的{PIGMENTS[newer.colour]}，原为{PIGMENTS[older.colour]}")
    if both.tags != newer.tags:
        parts.append("标签合在一起")
    return "，".join(parts) + "。"
