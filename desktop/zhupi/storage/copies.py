"""Copies of the library file: made by SQLite while others write, opened and checked, put back."""

from __future__ import annotations

import os
import shutil
import sqlite3
from contextlib import closing, suppress
from pathlib import Path

from zhupi.errors import LibraryError, reason
from zhupi.storage.database import FILE_NAME, Database, newest_version

_APPLICATION_ID = 0x5A485550
_SIDES = ("-wal", "-shm")


def copy_to(database: Database, path: Path) -> None:
    """Write a copy of the library, whole as of one moment, and check it.

    A copy that is there already is replaced only when the new one is sound. Raise `LibraryError`.
    """
    partial = path.with_name(path.name + ".partial")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        partial.unlink(missing_ok=True)
        with closing(sqlite3.connect(partial)) as copy:
            database.reader.backup(copy)
            # One file, without the write-ahead log beside it.
            copy.execute("PRAGMA journal_mode = DELETE")
        if _integrity(partial) != ["ok"]:
            raise LibraryError(f"文库已损坏，没有写备份；请从以前的备份恢复：{database.path}")
        _flush(partial)
        partial.replace(path)
    except OSError as error:
        raise LibraryError(f"无法写备份（{reason(error)}）：{path}") from error
    except sqlite3.Error as error:
        raise LibraryError(f"无法写备份（{_why(error, '文库')}）：{path}") from error
    finally:
        with suppress(OSError):
            partial.unlink(missing_ok=True)


def examine(path: Path) -> None:
    """Raise `LibraryError` unless the file is a sound library that this program can read."""
    try:
        if not path.is_file():
            raise LibraryError(f"没有找到备份文件：{path}")
        path.open("rb").close()  # SQLite does not tell why it cannot open a file
        with closing(_opened(path)) as copy:
            (application,) = copy.execute("PRAGMA application_id").fetchone()
            (version,) = copy.execute("PRAGMA user_version").fetchone()
        found = _integrity(path)
    except OSError as error:
        raise LibraryError(f"无法读取备份（{reason(error)}）：{path}") from error
    except sqlite3.Error as error:
        raise LibraryError(f"“{path.name}”不是朱批的文库，或已损坏，没有使用。") from error
    if application != _APPLICATION_ID or found != ["ok"]:
        raise LibraryError(f"“{path.name}”不是朱批的文库，或已损坏，没有使用。")
    if version > newest_version():
        raise LibraryError(f"“{path.name}”由更新版本的朱批写成，请升级朱批后再恢复。")


def put_back(copy: Path, folder: Path, aside: Path) -> bool:
    """Put a copy in the place of the library in ``folder``; the present one goes to ``aside``.

    At every moment one of the two stands there whole. Return whether there was one. The caller
    sees to it that nobody has the library open, and that ``copy`` is sound.
    """
    present = folder / FILE_NAME
    fresh = present.with_name(present.name + ".restoring")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        fresh.unlink(missing_ok=True)
        with closing(_opened(copy)) as source, closing(sqlite3.connect(fresh)) as target:
            source.backup(target)
            target.execute("PRAGMA journal_mode = DELETE")
        examine(fresh)
        _flush(fresh)
        was_there = present.exists()
        if was_there:
            _fold_in_log(present)
            aside.parent.mkdir(parents=True, exist_ok=True)
            _keep(present, aside)
            for side in _SIDES:
                # The log of the one must never be read into the other.
                log = present.with_name(present.name + side)
                if log.exists():
                    log.replace(aside.with_name(aside.name + side))
        fresh.replace(present)
    except OSError as error:
        raise LibraryError(f"无法恢复（{reason(error)}）：{folder}") from error
    except sqlite3.Error as error:
        raise LibraryError(f"无法恢复（{_why(error, '备份')}）：{copy}") from error
    finally:
        with suppress(OSError):
            fresh.unlink(missing_ok=True)
    return was_there


def _integrity(path: Path) -> list[str]:
    """What SQLite says of the file, ``ok`` alone if it is sound."""
    with closing(_opened(path)) as copy:
        return [str(row[0]) for row in copy.execute("PRAGMA integrity_check")]


_REASONS = {
    sqlite3.SQLITE_FULL: "磁盘空间不足",
    sqlite3.SQLITE_IOERR: "磁盘读写出错",
    sqlite3.SQLITE_CANTOPEN: "没有权限",
    sqlite3.SQLITE_READONLY: "没有权限",
    sqlite3.SQLITE_PERM: "没有权限",
    sqlite3.SQLITE_BUSY: "正被其他程序占用",
    sqlite3.SQLITE_LOCKED: "正被其他程序占用",
}


def _why(error: sqlite3.Error, subject: str) -> str:
    """Why a copy could not be made of the subject, a word for the file that is read."""
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    if code in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB):
        return f"{subject}已损坏"
    return _REASONS.get(code, f"系统错误 {code}")


def _opened(path: Path) -> sqlite3.Connection:
    """Open a copy for reading, on a read-only disk too; a log beside it belongs to it."""
    log = path.with_name(path.name + "-wal")
    mode = "mode=rw" if log.exists() and log.stat().st_size else "immutable=1"
    return sqlite3.connect(f"{path.absolute().as_uri()}?{mode}", uri=True)


def _fold_in_log(present: Path) -> None:
    """Write the log into the file, so that it is whole by itself; a damaged one stays as it is."""
    try:
        with closing(sqlite3.connect(present, timeout=1, isolation_level=None)) as library:
            library.execute("PRAGMA locking_mode = EXCLUSIVE")
            library.execute("BEGIN EXCLUSIVE")
            library.execute("COMMIT")
            library.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode & 0xFF in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
            raise LibraryError("文库正被另一个程序使用，没有恢复；请关闭后再试。") from error
    except sqlite3.DatabaseError:
        # It is damaged, which may be why it is to be replaced: kept as it is, with its log.
        return


def _keep(present: Path, aside: Path) -> None:
    try:
        os.link(present, aside)
    except OSError:
        # No second name on this file system (FAT): a copy.
        shutil.copyfile(present, aside)
        _flush(aside)


def _flush(path: Path) -> None:
    """See to it that the file is on disk before it takes another's name."""
    with path.open("r+b") as file:
        os.fsync(file.fileno())
