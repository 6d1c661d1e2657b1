"""Two states of one annotation made one: whose it is, and that no words of either are lost."""

from __future__ import annotations

import time
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from zhupi.annotations.model import Annotation, Colour, Kind, Selector, Style
from zhupi.library.merging import Verdict, merged

EARLY = datetime(2026, 3, 1, 8, tzinfo=UTC)
LATE = EARLY + timedelta(hours=1)
OURS = Annotation(
    "m", "here", Kind.HIGHLIGHT, Selector(3, 5, "甲乙"), Colour.RED, "一、甲", "我方", ("甲",),
    EARLY, EARLY,
)  # fmt: skip
THEIRS = replace(
    OURS, document="there", selector=Selector(7, 9, "甲乙"), note="他方", tags=("乙",),
    colour=Colour.BLUE, style=Style.UNDERLINE, modified=LATE,
)  # fmt: skip


def both(ours: Annotation, theirs: Annotation) -> tuple[Annotation, str]:
    """What is made of two that were changed apart."""
    found = merged(ours, theirs, our_former=[], their_former=[])
    assert found.verdict is Verdict.BOTH
    assert found.annotation.modified > max(ours.modified, theirs.modified)
    return found.annotation, found.what


def test_what_says_the_same_stays_ours() -> None:
    same = replace(OURS, id="other", document="there", modified=LATE)
    found = merged(OURS, same, our_former=[], their_former=[])
    assert (found.annotation, found.verdict, found.what) == (OURS, Verdict.SAME, "")


def test_the_state_that_left_the_other_behind_wins() -> None:
    ours = merged(OURS, THEIRS, our_former=[LATE], their_former=[])
    assert (ours.annotation, ours.verdict) == (OURS, Verdict.OURS)
    theirs = merged(OURS, THEIRS, our_former=[], their_former=[EARLY])
    assert theirs.verdict is Verdict.THEIRS
    # The place is not theirs to say.
    assert theirs.annotation == replace(THEIRS, document=OURS.document, selector=OURS.selector)


def test_of_another_annotation_no_state_was_left_behind() -> None:
    other = replace(THEIRS, id="other")
    assert merged(OURS, other, our_former=[LATE], their_former=[EARLY]).verdict is Verdict.BOTH


def test_what_was_changed_apart_keeps_the_words_of_both_the_newer_first() -> None:
    then = time.strftime("%Y-%m-%d %H:%M", time.localtime(EARLY.timestamp()))
    one, what = both(OURS, THEIRS)
    assert one.note == f"他方\n\n---\n\n（另一份，改于 {then}）\n\n我方"
    assert one.tags == ("乙", "甲")
    assert (one.colour, one.style) == (Colour.BLUE, Style.UNDERLINE)
    assert (one.document, one.selector, one.id) == (OURS.document, OURS.selector, OURS.id)
    assert what == (
        "两处都改过，两份笔记都留在批注里，较新的在前，颜色取较新的花青，原为朱，标签合在一起。"
    )
    late = replace(OURS, modified=LATE + timedelta(hours=1))
    one, _ = both(late, THEIRS)
    assert one.note.startswith("我方\n\n---\n\n")
    assert one.note.endswith("\n\n他方")
    assert (one.tags, one.colour) == (("甲", "乙"), Colour.RED)


def test_of_equal_times_ours_counts_as_the_newer() -> None:
    one, _ = both(OURS, replace(THEIRS, modified=EARLY))
    assert one.note.startswith("我方")


def test_words_that_the_newer_holds_are_not_said_twice() -> None:
    one, what = both(OURS, replace(THEIRS, note="他方也读过我方的话"))
    assert one.note == "他方也读过我方的话"
    assert "两份笔记" not in what
    one, _ = both(OURS, replace(THEIRS, note="  "))
    assert one.note == "我方"
    one, what = both(replace(OURS, note=""), replace(THEIRS, colour=Colour.RED, tags=("甲",)))
    assert (one.note, what) == ("他方", "两处都改过。")


def test_ours_that_holds_everything_already_is_not_written_again() -> None:
    whole = replace(OURS, note="他方，我方", tags=("甲", "乙"), modified=LATE + timedelta(hours=1))
    found = merged(whole, THEIRS, our_former=[], their_former=[])
    assert (found.annotation, found.verdict) == (whole, Verdict.OURS)
