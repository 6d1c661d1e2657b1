"""One window a library: the second one reads only.

The lock is the operating system's and dies with its process, so a killed window leaves none.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import IO

from zhupi.storage.database import faults

if sys.platform == "win32":
    import msvcrt

    def _try_lock(file: IO[bytes]) -> bool:
        try:
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

else:
    import fcntl

    def _try_lock(file: IO[bytes]) -> bool:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True


class WindowLock:
    """Held by the window that may write."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / "window.lock"
        self._file: IO[bytes] | None = None

    def acquire(self) -> bool:
        """Take the lock; return whether no other window holds it."""
        with faults(self._path):
            self._path.parent.mkdir(parents=True, exist_ok=True)
            file = self._path.open("ab")
        if not _try_lock(file):
            file.close()
            return False
        self._file = file
        return True

    def release(self) -> None:
        if self._file is not None:
            self._file.close()
            self._file = None
