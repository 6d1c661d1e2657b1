"""A library read by an earlier parser is read again; the raw lines tell where each mark belongs."""

from __future__ import annotations

import random
import shutil
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from reading import Earlier, documents_halved, documents_joined, lines_unjoined

from zhupi.annotations.model import Annotation, Kind, State
from zhupi.errors import LibraryError
from zhupi.gazette.folding import fold
from zhupi.gazette.model import Lines
from zhupi.gazette.places import block_at
from zhupi.jobs import Job
from zhupi.library import Library
from zhupi.library.late import Late
from zhupi.locations import places, seeds

READINGS = [lines_unjoined, documents_joined, documents_halved]


def open_earlier(folder: Path, reading: object) -> Library:
    library = Library.open(places(folder))
    library._workshop = Late(lambda: Earlier(reading))  # type: ignore[arg-type]
    return library


def make_outdated(library: Library) -> None:
    with library._database.writing() as connection:
        connection.execute("UPDATE source SET parser = 0")


@pytest.fixture(scope="session")
def earlier_folders(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Libraries of the five gazettes, each as an earlier parser read it; copy them."""
    folders = {}
    for reading in READINGS:
        folder = tmp_path_factory.mktemp(reading.__name__)
        library = open_earlier(folder, reading)
        assert not library.import_paths([seeds()], Job()).failed
        make_outdated(library)
        library.close()
        folders[reading.__name__] = folder
    return folders


@pytest.fixture
def earlier(
    request: pytest.FixtureRequest, earlier_folders: dict[str, Path], tmp_path: Path
) -> Iterator[Library]:
    """One of them, of one's own: where two documents are one, unless the test asks for others."""
    name = getattr(request, "param", documents_joined).__name__
    shutil.copytree(earlier_folders[name], tmp_path / "library")
    library = Library.open(places(tmp_path / "library"))
    yield library
    library.close()


in_each_reading = pytest.mark.parametrize(
    "earlier", READINGS, indirect=True, ids=lambda reading: reading.__name__
)


def raw_lines(library: Library, document: str, start: int, end: int) -> Lines:
    """The raw lines of the paragraphs in which a stretch begins and ends."""
    content = library.document(document).document
    first = content.blocks[block_at(content, start)]
    last = content.blocks[block_at(content, end - 1)]
    return first.lines[0], last.lines[1]


def mark_everywhere(library: Library) -> dict[str, tuple[Annotation, int, Lines]]:
    """Marks at random in every document: each with its source and its raw lines."""
    chance = random.Random(5)  # noqa: S311 - chance for a test
    marks = {}
    for row in library.rows():
        if row.enclosed_in is not None:
            continue
        text = library.document(row.id).document.text
        for _ in range(5):
            start = chance.randrange(len(text))
            end = min(len(text), start + chance.choice((2, 6, 15, 40, 120)))
            if not text[start:end].strip():
                continue
            made, _ = library.highlight(row.id, start, end, note=f"注 {start}", tags=["甲"])
            assert made.selector is not None
            lines = raw_lines(library, row.id, made.selector.start, made.selector.end)
            marks[made.id] = made, row.source_id, lines
    return marks


@in_each_reading
def test_marks_are_where_they_were_or_orphans(earlier: Library) -> None:
    marks = mark_everywhere(earlier)
    report = earlier.reread(Job())
    assert report.sources == 5
    assert not report.failed
    assert earlier.outdated() == 0
    sources = {row.id: row.source_id for row in earlier.rows()}
    lost = 0
    for before, source, lines in marks.values():
        now = earlier._marks.get(before.id)
        assert (now.note, now.tags, now.created, now.modified) == (
            before.note, before.tags, before.created, before.modified,
        )  # fmt: skip
        assert now.selector is not None
        assert before.selector is not None
        if now.state is State.ORPHAN:
            lost += 1
            continue
        text = earlier.document(now.document).document.text
        words = text[now.selector.start : now.selector.end]
        assert words == now.selector.quote
        assert sources[now.document] == source
        # The same words, but for a repaired glyph in long ones, on the same raw lines.
        if len(fold(words)) < 12:
            assert fold(words) == fold(before.selector.quote)
        stands = raw_lines(earlier, now.document, now.selector.start, now.selector.end)
        assert stands[0] <= lines[1]
        assert lines[0] <= stands[1]
    assert lost == report.orphaned == earlier.orphan_count()
    # Not one in twenty may be lost where only bounds and line breaks differ.
    assert lost <= len(marks) // 20
    assert not earlier.check()


@in_each_reading
def test_it_ends_as_if_it_had_been_read_so_from_the_start(
    earlier: Library, seeded_folder: Path, tmp_path: Path
) -> None:
    mark_everywhere(earlier)
    earlier.reread(Job())
    fresh = Library.open(places(Path(shutil.copytree(seeded_folder, tmp_path / "fresh"))))

    def texts(library: Library) -> list[tuple[str, str]]:
        return sorted(
            (row.source, library.document(row.id).document.text)
            for row in library.rows()
            if row.enclosed_in is None
        )

    assert texts(earlier) == texts(fresh)
    assert earlier.search("财政事权").total == fresh.search("财政事权").total == 1
    fresh.close()


def test_once_read_nothing_is_left_to_do(earlier: Library) -> None:
    assert earlier.outdated() == 5
    earlier.reread(Job())
    report = earlier.reread(Job())
    assert (report.sources, report.backup) == (0, None)
    assert not report.changes


def test_the_library_as_it_was_is_kept(earlier: Library) -> None:
    mark_everywhere(earlier)
    before = {row.id: row.title for row in earlier.rows()}
    report = earlier.reread(Job())
    assert report.backup is not None
    with sqlite3.connect(report.backup) as copy:
        assert copy.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        titles = dict(copy.execute("SELECT id, title FROM document WHERE gone IS NULL"))
    copy.close()
    assert titles == {id_: title for id_, title in before.items() if "#" not in id_}


def test_broken_off_it_goes_on_the_next_time(earlier: Library) -> None:
    marks = mark_everywhere(earlier)
    job = Job(lambda done, _total, _what: job.cancel() if done == 2 else None)
    report = earlier.reread(job)
    assert report.cancelled
    assert report.sources == 2
    assert earlier.outdated() == 3
    # The index is behind, as it is not made before all is read; nothing else is wrong.
    assert {problem.what[:2] for problem in earlier.check()} == {"由旧", "索引"}
    again = earlier.reread(Job())
    assert again.sources == 3
    # One copy, of the time before the first attempt.
    assert again.backup is not None
    assert list(again.backup.parent.iterdir()) == [again.backup]
    assert earlier.outdated() == 0
    assert len([row for row in earlier.notes() if row.annotation.state is State.ANCHORED]) == (
        len(marks) - report.orphaned - again.orphaned
    )


def test_check_mentions_it_and_repair_does_it(earlier: Library) -> None:
    problems = [problem for problem in earlier.check() if "旧版" in problem.what]
    assert [problem.where for problem in problems] == sorted(p.name for p in seeds().glob("*.txt"))
    assert all(problem.repairable for problem in problems)
    assert earlier.check(repair=True) == []
    assert earlier.outdated() == 0


def test_a_backup_that_cannot_be_written_stops_it_before_it_begins(earlier: Library) -> None:
    (earlier._database.path.parent / "backups").write_text("a file stands in the way", "utf-8")
    with pytest.raises(LibraryError, match="无法写备份"):
        earlier.reread(Job())
    assert earlier.outdated() == 5


def test_the_worker_process_reads_again(earlier: Library, tmp_path: Path) -> None:
    earlier.close()
    window = Library.open(places(tmp_path / "library"), window=True)
    seen: list[tuple[int, int]] = []
    report = window.reread(Job(lambda done, total, _what: seen.append((done, total))))
    window.close()
    assert report.sources == 5
    assert (5, 5) in seen


def test_what_cannot_be_read_stays_and_is_told(earlier: Library) -> None:
    with earlier._database.writing() as connection:
        connection.execute("UPDATE source SET raw = x'89504e47000102' WHERE id = 1")
    report = earlier.reread(Job())
    (failed,) = report.failed
    assert "这不是文本文件" in failed.reason
    assert report.sources == 4
    assert earlier.outdated() == 1
    # The first gazette holds six documents, read as three; the others are read anew.
    assert earlier.document_count() == 28 - 6 + 3


def test_documents_that_were_one_keep_their_ids_and_notes(earlier: Library) -> None:
    """Two documents were read as one: the first keeps the id, the second gets a new one."""
    library = earlier
    old = {row.id: row for row in library.rows() if row.enclosed_in is None}
    for row in old.values():
        library.add_note(row.id, f"笔记 {row.title}")
    library.reread(Job())
    new = {row.id: row for row in library.rows() if row.enclosed_in is None}
    assert len(new) == 28
    assert set(old) <= set(new)
    assert {id_: new[id_].title for id_ in old} == {id_: row.title for id_, row in old.items()}
    notes = {
        one.document: one.note
        for id_ in new
        for one in library.annotations(id_)
        if one.kind is Kind.NOTE
    }
    assert notes == {id_: f"笔记 {row.title}" for id_, row in old.items()}


@pytest.mark.parametrize("earlier", [documents_halved], indirect=True)
def test_the_note_of_a_document_that_was_none_is_an_orphan_where_there_is_one_already(
    earlier: Library,
) -> None:
    library = earlier
    rows = [row for row in library.rows() if row.enclosed_in is None and row.source_id == 1]
    first, second = rows[0], rows[1]
    library.add_note(first.id, "前半的笔记")
    lost, _ = library.add_note(second.id, "后半的笔记")
    library.reread(Job())
    (note,) = [one for one in library.annotations(first.id) if one.kind is Kind.NOTE]
    assert note.note == "前半的笔记"
    (orphan,) = library.orphans()
    assert (orphan.annotation.id, orphan.annotation.note, orphan.absent) == (
        lost.id, "后半的笔记", True,
    )  # fmt: skip
    # It comes home once the other note makes room.
    library.delete([note.id])
    library.reattach(lost.id, first.id, 0, 0)
    assert [one.note for one in library.annotations(first.id)] == ["后半的笔记"]
    assert library.orphan_count() == 0


@pytest.mark.parametrize("earlier", [documents_halved], indirect=True)
def test_what_would_hide_a_document_comes_out_of_the_waste_basket(earlier: Library) -> None:
    """The first half lies there when both halves are read as one document."""
    library = earlier
    rows = [row for row in library.rows() if row.enclosed_in is None and row.source_id == 1]
    first, second, other = rows[0], rows[1], rows[2]
    words = library.document(second.id).document.text[-20:]
    library.remove_document(first.id)
    library.remove_document(other.id)
    report = library.reread(Job())
    assert report.fetched == 2
    assert "2 件公文因有别的公文并入，已从回收站取回" in report.words
    live = {row.id for row in library.rows()}
    assert {first.id, other.id} <= live
    assert second.id not in live
    assert words in library.document(first.id).document.text
    assert library.basket() == []
