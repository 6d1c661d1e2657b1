"""Corrections in another state of their file, under another parser, in a backup."""

from __future__ import annotations

import random
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from issues import Paper
from putting_right import (
    FIRST,
    SECOND,
    THIRD,
    again,
    anything,
    begin,
    content,
    fix,
    hits,
    ids,
    mark,
    problems,
    texts,
)

from zhupi.gazette import corrections
from zhupi.gazette.corrections import Amends, Correction, Refused
from zhupi.gazette.model import BlockKind
from zhupi.jobs import Job
from zhupi.library import Library
from zhupi.library.model import CorrectionState
from zhupi.locations import places


def test_corrections_survive_the_same_file(issue: Library, tmp_path: Path) -> None:
    first = ids(issue)[0]
    fix(issue, first, corrections.furniture(5))
    corrected = content(issue, first)
    report = again(issue, tmp_path, FIRST, SECOND, THIRD)
    assert len(report.unchanged) == 1
    assert content(issue, first) == corrected


def test_corrections_go_along_into_a_file_brought_up_to_date(
    issue: Library, tmp_path: Path
) -> None:
    first, second, third = ids(issue)
    fix(issue, first, corrections.field(content(issue, first), Amends.TITLE, "甲事"), "title")
    at = texts(issue, first).index("第一段讲的是甲事的缘起。")
    fix(issue, first, corrections.join(content(issue, first), at), "join")
    fix(issue, third, corrections.join_documents(content(issue, third)), "documents")
    marked = mark(issue, second, "丙事照此")
    updated = Paper(THIRD.title, THIRD.number, ("丙事照此办理，不得延误。",))
    report = again(issue, tmp_path, FIRST, SECOND, updated, above="某省公报\n\n")
    assert (len(report.updated), report.unfit) == (1, 0)
    assert ids(issue) == [first, second]
    assert issue.document(first).document.title == "甲事"
    assert "第一段讲的是甲事的缘起。第二段讲的是甲事的办法。" in texts(issue, first)
    assert "丙事照此办理，不得延误。" in texts(issue, second)
    assert issue.annotation(marked).document == second
    assert {row.state for row in issue.corrections()} == {CorrectionState.APPLIES}
    issue.uncorrect("documents")
    assert ids(issue) == [first, second, third]


def test_what_does_not_fit_the_new_file_is_listed_and_applied_nowhere(
    issue: Library, tmp_path: Path
) -> None:
    first = ids(issue)[0]
    fix(issue, first, corrections.furniture(5), "line")
    fix(issue, first, corrections.field(content(issue, first), Amends.KIND, "意见"), "kind")
    changed = Paper(FIRST.title, FIRST.number, (FIRST.body[0], "这一段换了说法。", FIRST.body[2]))
    report = again(issue, tmp_path, changed, SECOND, THIRD)
    assert (len(report.updated), report.unfit) == (1, 1)
    assert "这一段换了说法。" in texts(issue, first)
    states = {row.key: row.state for row in issue.corrections(first)}
    assert states == {"line": CorrectionState.UNFIT, "kind": CorrectionState.APPLIES}
    again(issue, tmp_path, FIRST, SECOND, THIRD)
    assert {row.state for row in issue.corrections(first)} == {CorrectionState.APPLIES}
    assert "第二段讲的是甲事的办法。" not in texts(issue, first)


def test_a_file_that_puts_right_what_was_corrected_is_the_same_file(
    issue: Library, tmp_path: Path
) -> None:
    first = ids(issue)[0]
    number = corrections.field(content(issue, first), Amends.NUMBER, "某政发〔2018〕11号")
    fix(issue, first, number, "n")
    right = Paper(FIRST.title, "某政发〔2018〕11号", FIRST.body)
    report = again(issue, tmp_path, right, SECOND, THIRD)
    assert len(report.updated) == 1
    assert ids(issue)[0] == first
    issue.uncorrect("n")
    assert issue.document(first).document.number == "某政发〔2018〕11号"


def test_the_note_of_a_document_that_is_none_any_more_goes_where_its_lines_went(
    issue: Library, tmp_path: Path
) -> None:
    first = ids(issue)[0]
    done = fix(issue, first, corrections.part_document(content(issue, first), 4))
    note, _ = issue.add_note(done.document, "另成一件的笔记")
    changed = Paper(FIRST.title, FIRST.number, (FIRST.body[0], "这一段换了说法。", FIRST.body[2]))
    again(issue, tmp_path, changed, SECOND, THIRD, above="某省公报\n\n")
    assert [one.id for one in issue.annotations(first)] == [note.id]
    assert problems(issue) == []


def test_the_note_of_a_document_that_is_none_any_more_waits_where_there_is_one(
    issue: Library, tmp_path: Path
) -> None:
    first = ids(issue)[0]
    done = fix(issue, first, corrections.part_document(content(issue, first), 4))
    note, _ = issue.add_note(done.document, "另成一件的笔记")
    kept, _ = issue.add_note(first, "先有的笔记")
    changed = Paper(FIRST.title, FIRST.number, (FIRST.body[0], "这一段换了说法。", FIRST.body[2]))
    again(issue, tmp_path, changed, SECOND, THIRD, above="某省公报\n\n")
    assert [one.id for one in issue.annotations(first)] == [kept.id]
    assert [one.annotation.id for one in issue.orphans()] == [note.id]
    # It is there again with its document.
    again(issue, tmp_path, FIRST, SECOND, THIRD)
    assert issue.orphans() == []
    assert [one.id for one in issue.annotations(done.document)] == [note.id]


def test_what_would_hide_a_document_comes_out_of_the_waste_basket(
    issue: Library, tmp_path: Path
) -> None:
    """The line at which a document was parted off is another, and it goes back into the first."""
    first, second, third = ids(issue)
    parted = fix(issue, first, corrections.part_document(content(issue, first), 4)).document
    noted = mark(issue, parted, FIRST.body[2])
    issue.remove_document(first)
    issue.remove_document(third)
    assert ids(issue) == [parted, second]
    changed = Paper(FIRST.title, FIRST.number, (FIRST.body[0], "这一段换了说法。", FIRST.body[2]))
    report = again(issue, tmp_path, changed, SECOND, THIRD, above="某省公报\n\n")
    assert report.unfit == 1
    assert [(file.documents, file.reason) for file in report.updated] == [
        (3, "其中 1 件因有别的公文并入，已从回收站取回")
    ]
    assert ids(issue) == [first, second]
    assert FIRST.body[2] in texts(issue, first)
    assert issue.annotation(noted).document == first
    assert [item.key for item in issue.basket()] == [f"document:{third}"]
    assert hits(issue, FIRST.body[2]) == [(first, 1)]


@pytest.mark.parametrize("known", [True, False])
def test_a_stored_file_that_cannot_be_read_any_more_stops_no_import(
    issue: Library, tmp_path: Path, *, known: bool
) -> None:
    """Its works are known only as they were corrected: a file without these is another one."""
    first, _, third = ids(issue)
    fix(issue, first, corrections.part_document(content(issue, first), 4))
    noted = mark(issue, third, "丙事照此")
    path = tmp_path / "library" / "library.sqlite3"
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("UPDATE source SET raw = ?", (b"%PDF-1.4",))
    parted_off = FIRST.body[1] if known else "这一段换了说法。"
    changed = Paper(FIRST.title, FIRST.number, (FIRST.body[0], parted_off, FIRST.body[2]))
    report = again(issue, tmp_path, changed, SECOND, THIRD, above="某省公报\n\n")
    assert not report.failed
    assert (len(report.updated), len(report.added)) == ((1, 0) if known else (0, 1))
    kept = issue.annotation(noted)
    assert kept.document == third and kept.selector is not None
    assert kept.selector.quote == "丙事照此"


def test_what_became_part_of_another_lies_in_the_waste_basket_for_its_orphans_only(
    issue: Library,
) -> None:
    first, second, third = ids(issue)
    noted, _ = issue.add_note(second, "乙事的笔记")
    issue.add_note(first, "甲事的笔记")
    issue.remove_document(second, with_notes=True)
    issue.remove_document(third)
    for _ in range(2):
        # Each is the second document of the issue then.
        document = content(issue, first)
        line = document.lines[1] + 2
        fix(issue, first, Correction(Amends.JOIN_DOCUMENTS, line))
    assert [item.key for item in issue.basket()] == [f"document:{second}"]
    issue.restore(f"document:{second}")
    assert [one.annotation.id for one in issue.orphans()] == [noted.id]


def test_another_reading_is_corrected_too(issue: Library) -> None:
    first, second, third = ids(issue)
    fix(issue, first, corrections.furniture(5))
    fix(issue, second, corrections.join_documents(content(issue, second)))
    corrected = content(issue, first)
    with issue._database.writing() as connection:
        connection.execute("UPDATE source SET parser = 0")
        connection.execute("UPDATE document SET title = '旧'")
    report = issue.reread(Job())
    assert (report.sources, report.unfit, report.orphaned) == (1, 0, 0)
    assert ids(issue) == [first, third]
    assert content(issue, first) == corrected
    assert {row.state for row in issue.corrections()} == {CorrectionState.APPLIES}


def test_a_backup_holds_corrections(issue: Library, tmp_path: Path) -> None:
    first = ids(issue)[0]
    fix(issue, first, corrections.field(content(issue, first), Amends.TITLE, "甲事"), "k")
    copy = issue.backup(tmp_path / "copy.sqlite3")
    (tmp_path / "other").mkdir()
    (tmp_path / "other/library.sqlite3").write_bytes(copy.read_bytes())
    other = Library.open(places(tmp_path / "other"))
    assert [row.words for row in other.corrections()] == ["标题改为“甲事”"]
    other.uncorrect("k")
    assert other.document(first).document.title == FIRST.title
    other.close()


def test_a_check_tells_what_is_not_as_it_was_corrected(issue: Library) -> None:
    first = ids(issue)[0]
    at = texts(issue, first).index("第一段讲的是甲事的缘起。")
    fix(issue, first, corrections.join(content(issue, first), at), "k")
    corrected = content(issue, first)
    assert problems(issue) == []
    with issue._database.writing() as connection:
        connection.execute("UPDATE correction SET deleted = created")
    assert problems(issue) == ["公文与其更正不符"]
    assert issue.check(repair=True) == []
    assert "第一段讲的是甲事的缘起。" in texts(issue, first)
    issue.recorrect("k")
    assert content(issue, first) == corrected


@pytest.mark.parametrize("chance", range(4))
def test_nothing_is_put_right_on_other_lines(empty: Library, tmp_path: Path, chance: int) -> None:
    draw = random.Random(chance)  # noqa: S311 - chance for a test
    (path,) = begin(empty, tmp_path, draw.choice(["003", "002"]))
    made: set[str] = set()
    while len(made) < 6:
        try:
            made.add(fix(empty, *anything(draw, empty)).key)
        except Refused:
            continue
    inside = [
        line
        for one in ids(empty)
        for block in content(empty, one).blocks
        if block.kind is BlockKind.PARAGRAPH
        for line in range(block.lines[0], block.lines[1] + 1)
    ]
    lines = path.read_text("utf-8").split("\n")
    for line in sorted(draw.sample(inside, 12), reverse=True):
        if draw.random() < 0.5:
            lines.insert(line, f"　　新加的一行，第{line}处。")
        else:
            del lines[line - 1]
    path.write_text("\n".join(lines), "utf-8")
    report = empty.import_paths([path], Job())
    assert len(report.updated) == 1
    found = {row.key: row for row in empty.corrections()}
    assert set(found) == made
    for row in found.values():
        if row.state is not CorrectionState.UNFIT:
            assert "".join(lines[row.correction.line - 1].split()) == row.line
    assert problems(empty) == []
