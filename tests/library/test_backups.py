"""Backups and the way back, looked at with sqlite3 from outside."""

from __future__ import annotations

import datetime
import shutil
import sqlite3
from pathlib import Path

import pytest

from zhupi.errors import LibraryError, UnwritableFile
from zhupi.jobs import Job
from zhupi.library import Library, backups
from zhupi.locations import places, seeds

DOC = "国发〔2016〕49号"


def quotes(file: Path) -> list[str]:
    with sqlite3.connect(file) as outside:
        assert outside.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        found = [row[0] for row in outside.execute("SELECT quote FROM annotation ORDER BY quote")]
    outside.close()
    return found


def mark(library: Library, words: str) -> None:
    document = library.resolve(DOC)
    library.highlight(document, *library.find_quote(document, words))


def test_a_backup_is_one_whole_file(seeded: Library, tmp_path: Path) -> None:
    mark(seeded, "分灶吃饭")
    out = tmp_path / "copy.sqlite3"
    assert seeded.backup(out) == out
    assert quotes(out) == ["分灶吃饭"]
    # Its header (bytes 18 and 19) asks for no log beside it: it opens on a disk that is read-only.
    assert out.read_bytes()[18:20] == b"\x01\x01"
    assert [path.name for path in tmp_path.glob("copy*")] == ["copy.sqlite3"]
    with pytest.raises(UnwritableFile, match="已经存在"):
        seeded.backup(out)
    folder = tmp_path / "usb"
    folder.mkdir()
    assert quotes(seeded.backup(folder)) == ["分灶吃饭"]
    assert seeded.backup().parent == tmp_path / "library" / "backups"
    assert seeded.backup() != seeded.backup()


def test_a_backup_that_cannot_be_written_is_a_sentence(seeded: Library, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", "utf-8")
    with pytest.raises(LibraryError, match="无法写备份"):
        seeded.backup(tmp_path / "file" / "copy.sqlite3")


def test_what_is_restored_is_the_backup_and_the_rest_is_kept(
    seeded: Library, tmp_path: Path
) -> None:
    folder = places(tmp_path / "library")
    mark(seeded, "分灶吃饭")
    copy = seeded.backup(tmp_path / "copy.sqlite3")
    mark(seeded, "财政事权由中央决定")
    seeded.close()
    aside = backups.restore(folder, copy)
    assert aside is not None
    assert quotes(aside) == ["分灶吃饭", "财政事权由中央决定"]
    assert quotes(folder.library / "library.sqlite3") == ["分灶吃饭"]
    library = Library.open(folder)
    assert library.search("财政事权").total == 1
    library.update_index(Job())
    assert library.check() == []
    library.close()
    # And back again.
    backups.restore(folder, aside)
    assert len(quotes(folder.library / "library.sqlite3")) == 2


def test_into_an_empty_place_nothing_is_kept(seeded: Library, tmp_path: Path) -> None:
    copy = seeded.backup(tmp_path / "copy.sqlite3")
    new = places(tmp_path / "new")
    assert backups.restore(new, copy) is None
    library = Library.open(new)
    assert library.document_count() == 28
    library.close()


def test_a_copy_of_the_bare_files_with_their_log_is_restored_whole(
    seeded: Library, tmp_path: Path
) -> None:
    mark(seeded, "分灶吃饭")
    copy = tmp_path / "stick"
    copy.mkdir()
    for path in (tmp_path / "library").glob("library.sqlite3*"):
        shutil.copyfile(path, copy / path.name)
    assert (copy / "library.sqlite3-wal").stat().st_size
    new = places(tmp_path / "new")
    backups.restore(new, copy / "library.sqlite3")
    assert quotes(new.library / "library.sqlite3") == ["分灶吃饭"]


def test_a_damaged_library_is_kept_as_it_is(seeded: Library, tmp_path: Path) -> None:
    copy = seeded.backup(tmp_path / "copy.sqlite3")
    seeded.close()
    file = tmp_path / "library" / "library.sqlite3"
    file.write_bytes(b"damaged" * 1000)
    aside = backups.restore(places(tmp_path / "library"), copy)
    assert aside is not None
    assert aside.read_bytes() == b"damaged" * 1000
    assert quotes(file) == []


def test_what_is_no_sound_library_is_refused_and_nothing_changes(
    seeded: Library, tmp_path: Path
) -> None:
    copy = seeded.backup(tmp_path / "copy.sqlite3")
    folder = places(tmp_path / "library")
    seeded.close()
    before = (folder.library / "library.sqlite3").read_bytes()
    data = bytearray(copy.read_bytes())
    data[40 * 4096 : 60 * 4096] = b"\x55" * (20 * 4096)
    (tmp_path / "damaged.sqlite3").write_bytes(data)
    (tmp_path / "text.sqlite3").write_text("no database", "utf-8")
    with sqlite3.connect(tmp_path / "foreign.sqlite3") as other:
        other.execute("CREATE TABLE t (a)")
    other.close()
    shutil.copyfile(copy, tmp_path / "newer.sqlite3")
    with sqlite3.connect(tmp_path / "newer.sqlite3") as other:
        other.execute("PRAGMA user_version = 9999")
    other.close()
    for name in ("damaged", "text", "foreign", "newer", "missing"):
        with pytest.raises(LibraryError, match=r"已损坏|更新版本|没有找到"):
            backups.restore(folder, tmp_path / f"{name}.sqlite3")
    assert (folder.library / "library.sqlite3").read_bytes() == before
    assert not list(folder.library.glob("backups/*"))


def test_refused_while_a_window_or_another_program_has_it_open(
    seeded: Library, tmp_path: Path
) -> None:
    copy = seeded.backup(tmp_path / "copy.sqlite3")
    with pytest.raises(LibraryError, match="另一个程序"):
        backups.restore(places(tmp_path / "library"), copy)
    seeded.close()
    window = Library.open(places(tmp_path / "library"), window=True)
    with pytest.raises(LibraryError, match="窗口"):
        backups.restore(places(tmp_path / "library"), copy)
    window.close()
    backups.restore(places(tmp_path / "library"), copy)


def test_once_a_day(seeded: Library) -> None:
    first = datetime.date(2026, 3, 1)
    made = backups.back_up_daily(seeded._database, first)
    assert made is not None
    assert made.name == "library-2026-03-01.sqlite3"
    assert quotes(made) == []
    assert backups.back_up_daily(seeded._database, first) is None
    for day in range(1, 60):
        backups.back_up_daily(seeded._database, first + datetime.timedelta(days=day))
    names = sorted(path.name for path in made.parent.glob("*"))
    # Until 29 April, a Wednesday: seven days, and before them the Sundays and the last one of the
    # week that those days begin in.
    assert names == [
        f"library-2026-{day}.sqlite3"
        for day in (
            "04-05", "04-12", "04-19", "04-22",
            "04-23", "04-24", "04-25", "04-26", "04-27", "04-28", "04-29",
        )
    ]  # fmt: skip


def test_of_the_copies_before_a_change_the_last_two_stay(seeded: Library) -> None:
    made = []
    for version in (1, 2, 3):
        copy = backups.back_up_before(seeded._database, f"reader-{version}")
        assert backups.back_up_before(seeded._database, f"reader-{version}") == copy
        made.append(backups.closed(copy))
    assert sorted(made[0].parent.iterdir()) == sorted(made[1:])


def test_days_without_a_start_cost_no_copy() -> None:
    names = [f"library-{day}.sqlite3" for day in ("2025-01-01", "2025-06-01", "2026-01-01")]
    assert backups.superfluous([*names, "library-2026-02-31.sqlite3", "library-x.sqlite3"]) == []


def test_an_empty_library_is_not_copied(empty: Library, tmp_path: Path) -> None:
    assert empty.backup_daily() is None
    assert not (tmp_path / "library" / "backups").exists()
    empty.import_paths([seeds()], Job())
    assert empty.backup_daily() is not None
    assert empty.backup_daily() is None
