"""The SQLite file: opening, migrating, and the two ways to it.

Reading goes through one connection a thread. Writing goes through a single connection behind a
lock, one transaction at a time, durable when it returns (`synchronous=FULL`).
"""

from __future__ import annotations

import json
import os
import re
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Final

from zhupi.errors import LibraryError, reason
from zhupi.gazette.folding import fold
from zhupi.gazette.seats import same_seat

Transaction = sqlite3.Connection
"""What `Database.writing` gives: an open transaction, for the methods that write."""

FILE_NAME: Final = "library.sqlite3"
_APPLICATION_ID: Final = 0x5A485550  # "ZHUP": tells a library from any other SQLite file
_BUSY_SECONDS: Final = 10.0
_MIGRATION_NAME = re.compile(r"(\d{4})_\w+\.sql")


class Database:
    """An open library file.

    Raise `LibraryError`, with a sentence, for every fault of the world: no rights, disk full,
    locked, damaged, written by a newer version.
    """

    def __init__(self, folder: Path, *, read_only: bool = False) -> None:
        self.path = folder / FILE_NAME
        self.read_only = read_only
        self._writing = threading.RLock()
        self._guard = threading.Lock()  # of the two lists below; never held while waiting
        self._local = threading.local()
        self._connections: list[sqlite3.Connection] = []
        self._own_changes: list[tuple[int, int]] = []
        self._seen = 0
        with faults(self.path):
            if not read_only:
                folder.mkdir(parents=True, exist_ok=True)
            elif not self.path.exists():
                raise LibraryError(f"没有找到文库：{self.path}")
            self._writer = self._connect()
            try:
                self._identify()
                if not read_only:
                    self._migrate()
                self._seen = last_change(self._writer)
            except BaseException:
                # Nobody gets this object, to close it.
                self.close()
                raise

    def close(self) -> None:
        """Close every connection of every thread."""
        with self._writing, self._guard:
            for connection in self._connections:
                connection.close()
            self._connections.clear()

    @property
    def reader(self) -> sqlite3.Connection:
        """This thread's connection for reading."""
        connection: sqlite3.Connection | None = getattr(self._local, "connection", None)
        if connection is None:
            with faults(self.path):
                connection = self._connect()
                connection.execute("PRAGMA query_only = ON")
            self._local.connection = connection
        return connection

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """One consistent view of the library for several questions."""
        with faults(self.path):
            connection = self.reader
            if connection.in_transaction:
                yield connection
                return
            connection.execute("BEGIN")
            try:
                yield connection
            finally:
                connection.execute("COMMIT")

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """One transaction: all of it is on disk afterwards, or none of it."""
        if self.read_only:
            raise LibraryError("文库正由另一个窗口使用，这里只能阅读，不能修改。")
        with self._writing, faults(self.path):
            connection = self._writer
            connection.execute("BEGIN IMMEDIATE")
            try:
                first = last_change(connection)
                yield connection
                last = last_change(connection)
            except BaseException:
                # All of it or nothing, whatever went wrong. A full disk makes SQLite roll back by
                # itself.
                if connection.in_transaction:
                    connection.execute("ROLLBACK")
                raise
            span = (first, last)
            with self._guard:
                # Before the commit: afterwards another thread could take them for foreign.
                self._own_changes.append(span)
            try:
                connection.execute("COMMIT")
            except BaseException:
                # The numbers are free again and may become those of another process.
                with self._guard:
                    self._own_changes.remove(span)
                if connection.in_transaction:
                    connection.execute("ROLLBACK")
                raise

    def foreign_changes(self) -> list[tuple[str, str, str | None]]:
        """What other processes wrote since this was last asked: kind, id, document."""
        with self.reading() as connection:
            rows = connection.execute(
                "SELECT sequence, kind, id, document FROM change WHERE sequence > ?"
                " ORDER BY sequence",
                (self._seen,),
            ).fetchall()
        if rows:
            self._seen = rows[-1][0]
        with self._guard:
            own = self._own_changes
            # Those not yet committed are asked for next time.
            self._own_changes = [span for span in own if span[1] > self._seen]
        return [
            (kind, item, document)
            for sequence, kind, item, document in rows
            if not any(first < sequence <= last for first, last in own)
        ]

    def data_version(self) -> int:
        """A number that changes when another connection commits; compare on the same thread."""
        with faults(self.path):
            return int(self.reader.execute("PRAGMA data_version").fetchone()[0])

    def integrity_problems(self) -> list[str]:
        """What SQLite itself finds wrong with the file, empty if nothing."""
        with self.reading() as connection:
            rows = [str(row[0]) for row in connection.execute("PRAGMA integrity_check")]
            rows += [
                f"{row[0]} → {row[2]}" for row in connection.execute("PRAGMA foreign_key_check")
            ]
        return [row for row in rows if row != "ok"]

    def _connect(self) -> sqlite3.Connection:
        connection = sqlite3.connect(
            self.path, timeout=_BUSY_SECONDS, isolation_level=None, check_same_thread=False
        )
        with self._guard:
            self._connections.append(connection)
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("PRAGMA synchronous = FULL")
        connection.create_function("fold", 1, fold, deterministic=True)
        connection.create_function("same_seat", 3, _same_seat, deterministic=True)
        return connection

    def _identify(self) -> None:
        application = self._writer.execute("PRAGMA application_id").fetchone()[0]
        tables = self._writer.execute("SELECT count(*) FROM sqlite_schema").fetchone()[0]
        if application != _APPLICATION_ID and tables:
            raise LibraryError(f"“{self.path}”不是朱批的文库，没有打开。")
        version = self._version()
        if version > newest_version():
            raise LibraryError(
                f"这个文库由更新版本的朱批写成（格式 {version}，本程序只认识到 "
                f"{newest_version()}），请升级朱批后再打开；库中内容没有改动。"
            )
        if self.read_only and version < newest_version():
            raise LibraryError(
                "这个文库正由旧版本的朱批使用，请先关闭那个窗口，再重新打开；库中内容没有改动。"
            )

    def _version(self) -> int:
        return int(self._writer.execute("PRAGMA user_version").fetchone()[0])

    def _migrate(self) -> None:
        self._writer.execute("PRAGMA journal_mode = WAL")
        if self._version() == newest_version():
            return
        for number, script in _migrations():
            # Asked again inside the transaction: another process may have been faster.
            with self.writing() as connection:
                if self._version() >= number:
                    continue
                for statement in _statements(script.read_text("utf-8")):
                    connection.execute(statement)
                connection.execute(f"PRAGMA application_id = {_APPLICATION_ID}")
                connection.execute(f"PRAGMA user_version = {number}")


def last_change(connection: sqlite3.Connection) -> int:
    """The number of the last change in the log; the same number, the same library."""
    # sqlite_sequence remembers the number even when the rows were pruned.
    if not connection.execute(
        "SELECT 1 FROM sqlite_schema WHERE name = 'sqlite_sequence'"
    ).fetchone():
        return 0  # before the first migration
    row = connection.execute("SELECT seq FROM sqlite_sequence WHERE name = 'change'").fetchone()
    return 0 if row is None else int(row[0])


def newest_version() -> int:
    """The `user_version` that this program writes."""
    return _migrations()[-1][0]


@cache
def _migrations() -> tuple[tuple[int, Path], ...]:
    folder = Path(__file__).with_name("migrations")
    return tuple(
        sorted(
            (int(match[1]), script)
            for script in folder.iterdir()
            if (match := _MIGRATION_NAME.fullmatch(script.name))
        )
    )


def _statements(script: str) -> Iterator[str]:
    # executescript() would commit the open transaction first.
    statement = ""
    for line in script.split("\n"):
        statement += line + "\n"
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""
    if statement.strip():
        raise ValueError("migration ends inside a statement")


@contextmanager
def faults(path: Path) -> Iterator[None]:
    """Turn the world's faults into `LibraryError`; leave bugs as they are."""
    try:
        yield
    except sqlite3.DatabaseError as error:
        sentence = _sentence(error, path)
        if sentence is None:
            raise
        raise LibraryError(sentence) from error
    except PermissionError as error:
        raise LibraryError(f"没有权限使用文库所在的文件夹：{path.parent}") from error
    except (FileExistsError, NotADirectoryError) as error:
        raise LibraryError(f"文库的位置不是文件夹：{path.parent}") from error
    except OSError as error:
        raise LibraryError(f"无法使用文库所在的位置（{reason(error)}）：{path.parent}") from error


_SENTENCES = {
    sqlite3.SQLITE_BUSY: "文库正被另一个程序占用，请稍后再试；刚才的改动没有写入。",
    sqlite3.SQLITE_LOCKED: "文库正被另一个程序占用，请稍后再试；刚才的改动没有写入。",
    sqlite3.SQLITE_FULL: "磁盘已满，刚才的改动没有写入；腾出空间后请再试一次。",
    sqlite3.SQLITE_IOERR: "读写文库时磁盘出错，刚才的改动没有写入。",
    sqlite3.SQLITE_READONLY: "文库所在的位置不允许写入。",
    sqlite3.SQLITE_PERM: "没有权限打开文库。",
    sqlite3.SQLITE_CANTOPEN: "无法打开文库，请检查它所在的文件夹是否存在、有无权限。",
    sqlite3.SQLITE_CORRUPT: "文库文件已损坏，请从备份恢复。",
    sqlite3.SQLITE_NOTADB: "文库文件已损坏或不是文库，请从备份恢复。",
}


def _sentence(error: sqlite3.DatabaseError, path: Path) -> str | None:
    code = getattr(error, "sqlite_errorcode", None)
    if code is None:
        return None
    primary = code & 0xFF
    if primary == sqlite3.SQLITE_CANTOPEN and _is_read_only(path):
        primary = sqlite3.SQLITE_READONLY
    sentence = _SENTENCES.get(primary)
    return None if sentence is None else f"{sentence}（{path}）"


def _same_seat(title: str, citing: str, cited: str) -> bool:
    """`same_seat` for SQL, where issuers are JSON."""
    return same_seat(title, json.loads(citing), json.loads(cited))


def _is_read_only(path: Path) -> bool:
    """Whether the file is there, but nothing can be written beside it: SQLite does not say so."""
    return os.path.exists(path) and not os.access(path.parent, os.W_OK)  # noqa: PTH110 - quiet
