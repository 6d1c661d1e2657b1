"""The world's faults, each with one clear sentence in Chinese for the user.

Anything else that goes wrong is a bug: it is reported with its trace, never swallowed.
"""

from __future__ import annotations

import errno
from pathlib import Path

_REASONS = {
    errno.ENOSPC: "磁盘空间不足",
    errno.EDQUOT: "磁盘配额已满",
    errno.EFBIG: "文件太大，超出了磁盘或系统的限制",
    errno.EACCES: "没有权限，或正被其他程序占用",  # a file in use, on Windows
    errno.EPERM: "没有权限",
    errno.EROFS: "该磁盘是只读的",
    errno.ENOENT: "文件或文件夹不存在",
    errno.ENOTDIR: "路径的上一级不是文件夹",
    errno.EISDIR: "这是一个文件夹",
    errno.ENAMETOOLONG: "文件名太长",
    errno.ELOOP: "符号链接循环",
    errno.EEXIST: "已有同名的文件或文件夹",
    errno.EIO: "磁盘读写出错",
}


def reason(error: OSError) -> str:
    """Tell in Chinese, without a full stop, why the system refused."""
    if error.errno is None:
        return "系统错误"
    return _REASONS.get(error.errno, f"系统错误 {error.errno}")


class KnownError(Exception):
    """A fault of the world. ``str(error)`` is the sentence for the user."""


class UnreadableFile(KnownError):  # noqa: N818 - named by what it is to the user
    """A source that cannot be read: missing, forbidden, empty, binary, damaged."""

    def __init__(self, path: Path | str, reason: str) -> None:
        super().__init__(f"无法读取“{Path(path).name or path}”：{reason}。")
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
