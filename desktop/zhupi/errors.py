"""The world's faults, each with one clear sentence in Chinese for the user.

Anything else that goes wrong is a bug: it is reported with its trace, never swallowed.
"""

from __future__ import annotations

from pathlib import Path


class KnownError(Exception):
    """A fault of the world. ``str(error)`` is the sentence for the user."""


class UnreadableFile(KnownError):  # noqa: N818 - named by what it is to the user
    """A source that cannot be read: missing, forbidden, empty, binary, damaged."""

    def __init__(self, path: Path | str, reason: str) -> None:
        super().__init__(f"无法读取“{Path(path).name}”：{reason}。")
        self.path = Path(path)
        self.reason = reason

    def __reduce__(self) -> tuple[type[UnreadableFile], tuple[Path, str]]:
        # Crosses from the worker process; the default would call __init__ with the sentence.
        return (type(self), (self.path, self.reason))


class UnwritableFile(KnownError):  # noqa: N818
    """A path that exists already, or cannot be written."""


class LibraryError(KnownError):
    """The library cannot be opened or written: locked, damaged, newer, disk full, read-only."""


class NotFound(KnownError):  # noqa: N818
    """A name that matches nothing, or several things."""
