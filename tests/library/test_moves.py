"""Annotations that several corrections moved, given back by each in its turn."""

from __future__ import annotations

from pathlib import Path

from issues import Paper, bring
from putting_right import FIRST, content, fix, ids, problems, spot

from zhupi.gazette import corrections
from zhupi.library import Library


def test_words_that_one_correction_cut_and_another_moved_come_back_whole(
    empty: Library, tmp_path: Path
) -> None:
    body = (
        "各地要充分认识这项工作的重要意义，切实加强组织领导，明确任务分工。",
        "是。",
        "省级人民政府每年十二月底前将落实情况报送国务院，由办公厅督促检查。",
    )
    bring(empty, tmp_path, "甲.txt", Paper(FIRST.title, FIRST.number, body))
    (document,) = ids(empty)
    start, end = empty.find_quote(document, "".join(body))
    wide, _ = empty.highlight(document, start, end)
    fix(empty, document, corrections.furniture(5), "cut")
    cut = empty.annotation(wide.id)
    assert cut.selector is not None
    assert cut.selector.quote == "\n".join(body[::2])
    fix(empty, document, corrections.join(content(empty, document), 0), "moved")
    assert empty.annotation(wide.id).selector != cut.selector
    empty.uncorrect("cut")
    moved = empty.annotation(wide.id).selector
    assert moved is not None
    assert (moved.start, moved.quote) == (start - 1, "\n".join(body))
    empty.uncorrect("moved")
    assert spot(empty.annotation(wide.id)) == spot(wide)


def test_a_note_that_found_a_place_meanwhile_comes_back_to_its_document(issue: Library) -> None:
    first, second, third = ids(issue)
    issue.add_note(first, "甲事的笔记")
    note, _ = issue.add_note(second, "乙事的笔记")
    fix(issue, second, corrections.join_documents(content(issue, second)), "j")
    assert [one.annotation.id for one in issue.orphans()] == [note.id]
    # The lines of the second are in a new document now, which has no note.
    parted = fix(issue, first, corrections.part_document(content(issue, first), 5), "p").document
    assert [one.id for one in issue.annotations(parted)] == [note.id]
    issue.uncorrect("j")
    issue.uncorrect("p")
    assert ids(issue) == [first, second, third]
    assert issue.orphans() == []
    assert [one.id for one in issue.annotations(second)] == [note.id]


def test_a_note_does_not_come_back_to_a_document_that_has_another_by_now(issue: Library) -> None:
    first, second, _ = ids(issue)
    issue.add_note(first, "甲事的笔记")
    note, _ = issue.add_note(second, "乙事的笔记")
    fix(issue, second, corrections.join_documents(content(issue, second)), "j")
    parted = fix(issue, first, corrections.part_document(content(issue, first), 5), "p").document
    later, _ = issue.add_note(second, "后写的笔记")  # in a window that shows the second still
    issue.uncorrect("j")
    assert [one.id for one in issue.annotations(second)] == [later.id]
    assert [one.id for one in issue.annotations(parted)] == [note.id]
    issue.uncorrect("p")
    assert [one.id for one in issue.annotations(second)] == [later.id]
    assert [one.annotation.id for one in issue.orphans()] == [note.id]


def test_a_note_that_wandered_over_several_documents_comes_back(issue: Library) -> None:
    first, second, third = ids(issue)
    issue.add_note(first, "甲事的笔记")
    note, _ = issue.add_note(second, "乙事的笔记")
    parted = fix(issue, first, corrections.part_document(content(issue, first), 5), "p").document
    fix(issue, second, corrections.join_documents(content(issue, second)), "j")
    assert [one.id for one in issue.annotations(parted)] == [note.id]
    issue.uncorrect("p")
    assert [one.annotation.id for one in issue.orphans()] == [note.id]
    issue.uncorrect("j")
    assert ids(issue) == [first, second, third]
    assert [one.id for one in issue.annotations(second)] == [note.id]


def test_a_note_that_only_found_room_gives_way_to_the_one_whose_document_it_is(
    issue: Library,
) -> None:
    first, second, third = ids(issue)
    note, _ = issue.add_note(second, "乙事的笔记")
    other, _ = issue.add_note(third, "丙事的笔记")
    fix(issue, third, corrections.join_documents(content(issue, third)), "third")
    assert [one.annotation.id for one in issue.orphans()] == [other.id]
    fix(issue, second, corrections.join_documents(content(issue, second)), "second")
    assert [one.id for one in issue.annotations(first)] == [note.id]
    issue.uncorrect("second")
    assert [one.id for one in issue.annotations(second)] == [note.id]
    issue.uncorrect("third")
    assert [one.id for one in issue.annotations(third)] == [other.id]
    assert problems(issue) == []
