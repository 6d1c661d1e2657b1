"""Orphans: how they are listed, what is offered for them, how they get a place or stay."""

from __future__ import annotations

from pathlib import Path

import pytest

from zhupi.annotations.model import Annotation, State
from zhupi.errors import LibraryError, NotFound
from zhupi.gazette import corrections
from zhupi.jobs import Job
from zhupi.library import Library
from zhupi.locations import seeds

DOC = "国发〔2016〕49号"
FIRST = "000_d0b377c5939d8c83.txt"
QUOTE = "分灶吃饭"


@pytest.fixture
def orphan(seeded: Library, tmp_path: Path) -> Annotation:
    """A mark on 分灶吃饭, words that a corrected file replaced by 另起炉灶."""
    document = seeded.resolve(DOC)
    start = seeded.document(document).document.text.index(QUOTE)
    made, _ = seeded.highlight(document, start, start + len(QUOTE), note="要点", tags=["财政"])
    raw = (seeds() / FIRST).read_bytes().decode()
    (tmp_path / FIRST).write_bytes(raw.replace(QUOTE, "另起炉灶", 1).encode())
    report = seeded.import_paths([tmp_path / FIRST], Job())
    assert len(report.updated) == 1
    return made


def test_it_is_listed_with_its_words(seeded: Library, orphan: Annotation) -> None:
    (listed,) = seeded.orphans()
    assert listed.annotation.id == orphan.id
    assert listed.annotation.selector == orphan.selector
    assert (listed.row.number, listed.kept, listed.absent) == (DOC, False, False)
    assert seeded.orphan_count() == 1


def test_what_stands_in_its_place_is_the_first_candidate(
    seeded: Library, orphan: Annotation
) -> None:
    first, *others = seeded.orphan_candidates(orphan.id)
    text = seeded.document(orphan.document).document.text
    start = text.index("另起炉灶")
    assert (first.row.id, first.start, first.end, first.text) == (
        orphan.document, start, start + 4, "另起炉灶",
    )  # fmt: skip
    assert first.before == text[start - 32 : start]
    assert first.after == text[start + 4 : start + 36]
    assert first.context == 1.0
    assert 0 < first.similarity < 1
    assert first.place == orphan.selector.place  # type: ignore[union-attr]
    assert all(one.context < 1.0 for one in others)
    assert len(seeded.orphan_candidates(orphan.id, limit=2)) <= 2


def test_the_same_words_elsewhere_come_before_less_like_ones(seeded: Library) -> None:
    document = seeded.resolve(DOC)
    text = seeded.document(document).document.text
    words = "共同财政事权"
    start = text.index(words)
    made, _ = seeded.highlight(document, start, start + len(words))
    places = [one.start for one in seeded.orphan_candidates(made.id, limit=50) if one.text == words]
    expected = [at for at in range(len(text)) if text.startswith(words, at)]
    assert len(expected) > 2
    assert sorted(places) == expected
    assert places[0] == start


def test_it_is_not_put_on_other_words_than_those_that_were_chosen(
    seeded: Library, orphan: Annotation
) -> None:
    chosen = seeded.orphan_candidates(orphan.id)[0]
    document, place = chosen.row.id, (chosen.start, chosen.end)
    seeded.correct(document, corrections.furniture(10))  # 合理划分中央与地方财政事权…
    with pytest.raises(LibraryError, match="刚刚更新，没有放回"):
        seeded.reattach(orphan.id, document, *place, words=chosen.text)
    (listed,) = seeded.orphans()
    assert listed.annotation.id == orphan.id
    again = seeded.orphan_candidates(orphan.id)[0]
    assert (again.text, again.start) == (chosen.text, chosen.start - 19)
    seeded.reattach(orphan.id, document, again.start, again.end, words=again.text)
    assert seeded.orphans() == []


def test_a_place_that_the_user_chose_holds_and_can_be_taken_back(
    seeded: Library, orphan: Annotation
) -> None:
    (listed,) = seeded.orphans()
    candidate = seeded.orphan_candidates(orphan.id)[0]
    changes = seeded.reattach(orphan.id, candidate.row.id, candidate.start, candidate.end)
    assert changes.annotations == {orphan.id}
    assert changes.documents == {orphan.document}
    (now,) = seeded.annotations(orphan.document)
    assert now.state is State.ANCHORED
    assert now.selector is not None
    assert now.selector.quote == "另起炉灶"
    assert (now.note, now.tags) == ("要点", ("财政",))
    assert seeded.orphan_count() == 0
    assert seeded.check() == []

    seeded.edit(orphan.id, note="改过的要点")
    seeded.detach(listed.annotation)
    (back,) = seeded.orphans()
    assert back.annotation.selector == orphan.selector
    assert back.annotation.note == "改过的要点"


def test_kept_ones_are_not_counted_and_can_be_opened_again(
    seeded: Library, orphan: Annotation
) -> None:
    assert seeded.keep_orphans([orphan.id]).annotations == {orphan.id}
    assert seeded.orphan_count() == 0
    assert [(one.annotation.id, one.kept) for one in seeded.orphans()] == [(orphan.id, True)]
    seeded.keep_orphans([orphan.id], kept=False)
    assert seeded.orphan_count() == 1


def test_one_that_found_a_place_and_lost_it_again_counts_again(
    seeded: Library, orphan: Annotation, tmp_path: Path
) -> None:
    seeded.keep_orphans([orphan.id])
    raw = (seeds() / FIRST).read_bytes().decode()
    for words, open_ones in ((QUOTE, 0), ("另起锅灶", 1)):
        (tmp_path / FIRST).write_bytes((raw.replace(QUOTE, words, 1) + "\n").encode())
        assert len(seeded.import_paths([tmp_path / FIRST], Job()).updated) == 1
        assert seeded.orphan_count() == open_ones


@pytest.mark.parametrize(("start", "end"), [(-1, 3), (5, 5), (0, 10**9)])
def test_a_stretch_that_is_none_is_refused(
    seeded: Library, orphan: Annotation, start: int, end: int
) -> None:
    with pytest.raises(LibraryError, match="不在正文里"):
        seeded.reattach(orphan.id, orphan.document, start, end)
    assert seeded.orphan_count() == 1


def test_what_is_not_there_is_a_sentence(seeded: Library, orphan: Annotation) -> None:
    with pytest.raises(NotFound):
        seeded.orphan_candidates("0" * 32)
    with pytest.raises(NotFound):
        seeded.reattach(orphan.id, "nowhere", 0, 1)


def test_words_that_another_copy_of_the_work_holds_go_there(
    seeded: Library, tmp_path: Path
) -> None:
    document = seeded.resolve(DOC)
    raw = (seeds() / FIRST).read_bytes().decode()
    copy = tmp_path / "另一期.txt"
    copy.write_bytes((raw + "\n\n").encode())
    seeded.import_paths([copy], Job())
    (other,) = [row.id for row in seeded.rows() if row.number == DOC and row.id != document]
    start = seeded.document(document).document.text.index(QUOTE)
    made, _ = seeded.highlight(document, start, start + len(QUOTE))
    (tmp_path / FIRST).write_bytes(raw.replace(QUOTE, "另起炉灶", 1).encode())
    seeded.import_paths([tmp_path / FIRST], Job())
    (moved,) = seeded.annotations(other)
    assert (moved.id, moved.state) == (made.id, State.ANCHORED)
    text = seeded.document(other).document.text
    assert moved.selector is not None
    assert text[moved.selector.start : moved.selector.end] == QUOTE
    assert seeded.annotations(document) == []
