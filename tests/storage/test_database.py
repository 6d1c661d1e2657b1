"""The SQLite file itself, looked at with sqlite3 from outside where that tells more."""

import sqlite3
import threading
from pathlib import Path

import pytest

from zhupi.errors import LibraryError
from zhupi.storage.database import FILE_NAME, Database, newest_version


@pytest.fixture
def database(tmp_path: Path):
    database = Database(tmp_path)
    yield database
    database.close()


def test_a_new_library_is_wal_and_numbered(database: Database) -> None:
    with sqlite3.connect(database.path) as outside:
        assert outside.execute("PRAGMA journal_mode").fetchone() == ("wal",)
        assert outside.execute("PRAGMA user_version").fetchone() == (newest_version(),)
        assert outside.execute("PRAGMA application_id").fetchone() == (0x5A485550,)
    outside.close()
    with database.writing() as connection:
        assert connection.execute("PRAGMA foreign_keys").fetchone() == (1,)
        assert connection.execute("PRAGMA synchronous").fetchone() == (2,)


def test_opening_twice_migrates_once(database: Database, tmp_path: Path) -> None:
    Database(tmp_path).close()
    with database.reading() as connection:
        assert connection.execute("SELECT count(*) FROM source").fetchone() == (0,)


def test_a_failed_transaction_leaves_nothing(database: Database) -> None:
    with pytest.raises(ZeroDivisionError), database.writing() as connection:
        connection.execute("INSERT INTO change (kind, id) VALUES ('source', '1')")
        raise ZeroDivisionError
    with database.reading() as connection:
        assert connection.execute("SELECT count(*) FROM change").fetchone() == (0,)
    with database.writing() as connection:  # the next one works
        connection.execute("INSERT INTO change (kind, id) VALUES ('source', '1')")


def test_a_bug_in_sql_is_not_taken_for_a_fault_of_the_world(database: Database) -> None:
    with pytest.raises(sqlite3.OperationalError), database.writing() as connection:
        connection.execute("SELECT no_such_column FROM source")


def test_a_newer_library_is_refused_and_left_alone(tmp_path: Path) -> None:
    Database(tmp_path).close()
    path = tmp_path / FILE_NAME
    with sqlite3.connect(path) as outside:
        outside.execute("PRAGMA user_version = 99")
    outside.close()
    before = path.read_bytes()
    with pytest.raises(LibraryError, match="更新版本"):
        Database(tmp_path)
    assert path.read_bytes() == before


def test_another_programs_database_is_refused(tmp_path: Path) -> None:
    with sqlite3.connect(tmp_path / FILE_NAME) as outside:
        outside.execute("CREATE TABLE t (a)")
    outside.close()
    with pytest.raises(LibraryError, match="不是朱批的文库"):
        Database(tmp_path)


def test_a_damaged_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / FILE_NAME).write_bytes(b"not a database at all" * 100)
    with pytest.raises(LibraryError, match="已损坏"):
        Database(tmp_path)


def test_a_file_in_the_place_of_the_folder(tmp_path: Path) -> None:
    (tmp_path / "here").write_text("", "utf-8")
    with pytest.raises(LibraryError, match="不是文件夹"):
        Database(tmp_path / "here")


def test_read_only_refuses_to_write(tmp_path: Path) -> None:
    Database(tmp_path).close()
    database = Database(tmp_path, read_only=True)
    with pytest.raises(LibraryError, match="另一个窗口"), database.writing():
        pass
    database.close()


def test_each_thread_reads_while_another_writes(database: Database) -> None:
    seen: list[int] = []

    def read() -> None:
        with database.reading() as connection:
            seen.append(connection.execute("SELECT count(*) FROM change").fetchone()[0])

    with database.writing() as connection:
        connection.execute("INSERT INTO change (kind, id) VALUES ('source', '1')")
        thread = threading.Thread(target=read)
        thread.start()
        thread.join()
    read()
    assert seen == [0, 1]


def test_locked_by_another_program(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("zhupi.storage.database._BUSY_SECONDS", 0.01)
    impatient = Database(database.path.parent)
    with database.writing(), pytest.raises(LibraryError, match="占用"), impatient.writing():
        pass
    impatient.close()


def test_foreign_changes_are_told_once_and_own_ones_never(tmp_path: Path) -> None:
    ours, theirs = Database(tmp_path), Database(tmp_path)
    with ours.writing() as connection:
        connection.execute("INSERT INTO change (kind, id) VALUES ('document', 'ours')")
    with theirs.writing() as connection:
        connection.execute("INSERT INTO change (kind, id) VALUES ('document', 'theirs')")
    with ours.writing() as connection:
        connection.execute("INSERT INTO change (kind, id) VALUES ('document', 'ours again')")
    assert ours.foreign_changes() == [("document", "theirs", None)]
    assert ours.foreign_changes() == []
    ours.close()
    theirs.close()


def test_data_version_moves_with_other_connections(tmp_path: Path) -> None:
    ours, theirs = Database(tmp_path), Database(tmp_path)
    before = ours.data_version()
    assert ours.data_version() == before
    with theirs.writing() as connection:
        connection.execute("INSERT INTO change (kind, id) VALUES ('document', 'x')")
    assert ours.data_version() != before
    ours.close()
    theirs.close()


def test_a_failed_commit_does_not_hide_what_others_write(tmp_path: Path) -> None:
    ours, theirs = Database(tmp_path), Database(tmp_path)
    with pytest.raises(sqlite3.IntegrityError), ours.writing() as connection:
        # A deferred constraint fails at the commit itself, as a full disk may.
        connection.execute("PRAGMA defer_foreign_keys = ON")
        connection.execute("INSERT INTO change (kind, id) VALUES ('document', 'ours')")
        connection.execute("INSERT INTO document_text VALUES ('no such document', '', '[]', '{}')")
    with theirs.writing() as connection:
        connection.execute("INSERT INTO change (kind, id) VALUES ('document', 'theirs')")
    assert ours.foreign_changes() == [("document", "theirs", None)]
    with ours.writing() as connection:
        connection.execute("INSERT INTO change (kind, id) VALUES ('document', 'again')")
    ours.close()
    theirs.close()


def test_a_place_that_cannot_be_used_is_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(LibraryError, match="文库"):
        Database(tmp_path / ("长" * 200))
    with pytest.raises(LibraryError, match="文库"):
        Database(Path("/proc/zhupi"))
