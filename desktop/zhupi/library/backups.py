"""Backups: on demand, before every risk, and by themselves once a day."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, datetime
from pathlib import Path

from zhupi.errors import LibraryError, UnwritableFile, reason
from zhupi.locations import Places
from zhupi.storage import Database, WindowLock
from zhupi.storage.copies import copy_to, examine, put_back

FOLDER = "backups"
"""The folder of the copies, beside the library."""
DAYS, WEEKS = 7, 4
"""How many daily copies are kept, and how many weekly ones of the time before."""

CLOSED = 2
"""How many copies are kept of those made before a change that came to its end."""

_DAILY = re.compile(r"library-(\d{4}-\d{2}-\d{2})\.sqlite3")


def back_up(database: Database, out: Path | None) -> Path:
    """Copy the library to ``out``, a folder or a file that is not there yet; return the file.

    Without ``out`` into the folder beside the library.
    """
    folder = database.path.parent / FOLDER if out is None else out
    try:
        if out is None or out.is_dir():
            path = _free(folder / f"zhupi-{_stamp()}.sqlite3")
        elif out.exists():
            raise UnwritableFile(f"“{out}”已经存在，没有覆盖；请换一个文件名。")
        else:
            path = out
    except OSError as error:
        raise LibraryError(f"无法写备份（{reason(error)}）：{folder}") from error
    copy_to(database, path)
    return path


def back_up_before(database: Database, what: str) -> Path:
    """Copy the library before something that changes much of it.

    A copy that is there stays: it was made when the same thing began and was broken off. `closed`
    tells that it was brought to its end.
    """
    path = database.path.parent / FOLDER / f"before-{what}.sqlite3"
    if not path.exists():
        copy_to(database, path)
    return path


def closed(path: Path) -> Path:
    """Give a copy of `back_up_before` its lasting name, and drop the oldest of its kind."""
    lasting = _free(path.with_stem(f"{path.stem}-{_stamp()}"))
    try:
        path.rename(lasting)
        kind = path.stem.rpartition("-")[0]
        former = sorted(path.parent.glob(f"{kind}-*-*.sqlite3"), key=lambda it: it.stat().st_mtime)
        for old in former[:-CLOSED]:
            old.unlink()
    except OSError as error:
        raise LibraryError(f"无法整理备份（{reason(error)}）：{path}") from error
    return lasting


def back_up_daily(database: Database, today: date) -> Path | None:
    """Copy the library unless that was done today, and drop old copies; return the new one."""
    folder = database.path.parent / FOLDER
    path = folder / f"library-{today.isoformat()}.sqlite3"
    if path.exists():
        return None
    copy_to(database, path)
    try:
        for old in superfluous(copy.name for copy in folder.glob("library-*.sqlite3")):
            (folder / old).unlink(missing_ok=True)
    except OSError as error:
        raise LibraryError(f"无法删去旧的备份（{reason(error)}）：{folder}") from error
    return path


def superfluous(names: Iterable[str]) -> list[str]:
    """Which daily copies are to go: not of the last days, nor the last of one of the weeks before.

    Days and weeks count where there is a copy: a month away from the machine costs none.
    """
    dated = sorted(
        ((day, name) for name in names if (day := _day_of(name)) is not None), reverse=True
    )
    weeks: dict[tuple[int, int], str] = {}
    for day, name in dated[DAYS:]:
        weeks.setdefault(day.isocalendar()[:2], name)
    kept = {name for _, name in dated[:DAYS]} | set(list(weeks.values())[:WEEKS])
    return [name for _, name in dated if name not in kept]


def _day_of(name: str) -> date | None:
    found = _DAILY.fullmatch(name)
    try:
        return None if found is None else date.fromisoformat(found[1])
    except ValueError:
        return None  # 2026-02-31: not one of ours


def restore(places: Places, file: Path) -> Path | None:
    """Put a backup in the library's place; return where the present library is kept, if any.

    Refused while a window has it open. Raise `LibraryError`.
    """
    examine(file)
    lock = WindowLock(places.library)
    if not lock.acquire():
        raise LibraryError("文库正在窗口中打开，没有恢复；请先关闭朱批的窗口。")
    try:
        aside = _free(places.library / FOLDER / f"replaced-{_stamp()}.sqlite3")
        return aside if put_back(file, places.library, aside) else None
    finally:
        lock.release()


def _stamp() -> str:
    return f"{datetime.now().astimezone():%Y-%m-%d-%H%M%S}"


def _free(path: Path) -> Path:
    """The path, or the first one like it that is not taken."""
    number = 1
    free = path
    while free.exists():
        number += 1
        free = path.with_stem(f"{path.stem}-{number}")
    return free
