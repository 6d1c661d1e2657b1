"""Write an export to the disk: all of it or nothing."""

from __future__ import annotations

import errno
import os
import secrets
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from typing import cast

from zhupi.errors import UnwritableFile
from zhupi.export.compose import compose
from zhupi.export.model import Excerpted, Options, Written
from zhupi.jobs import Job

FORMATS = {".docx": "Word 文档", ".md": "Markdown", ".html": "网页", ".json": "批注交换"}
"""The formats, by file name extension."""

_WRITERS = {".docx": "word", ".md": "markdown", ".html": "html"}

_REASONS = {
    errno.ENOSPC: "磁盘空间不足",
    errno.EDQUOT: "磁盘配额已满",
    errno.EACCES: "没有写入权限，或文件正被其他程序使用",
    errno.EPERM: "没有写入权限",
    errno.EROFS: "该磁盘是只读的",
    errno.ENOENT: "所在文件夹不存在",
    errno.ENOTDIR: "所在文件夹不存在",
    errno.ENAMETOOLONG: "文件名太长",
    errno.EFBIG: "文件太大，该磁盘放不下",
}


def write(
    path: Path,
    items: Sequence[Excerpted],
    options: Options | None = None,
    *,
    overwrite: bool = False,
    job: Job | None = None,
) -> Written:
    """Write `items` to `path` in the format that its extension names.

    Raises `UnwritableFile`; the file is then as it was before.
    """
    _check(path, overwrite=overwrite)
    data = render(path.suffix.lower(), items, options or Options(), job or Job())
    if job is not None:
        job.check()
    _replace(path, data, overwrite=overwrite)
    return Written(path, len(items), sum(len(item.annotations) for item in items))


def render(extension: str, items: Sequence[Excerpted], options: Options, job: Job) -> bytes:
    """The bytes of the file. `extension` is one of `FORMATS`."""
    # Writers are imported late: python-docx and markdown-it cost start-up time.
    if extension == ".json":
        exchange = import_module("zhupi.export.json")
        return cast("bytes", exchange.render(items, options))
    writer = import_module(f"zhupi.export.{_WRITERS[extension]}")
    return cast("bytes", writer.render(compose(items, options, job)))


def _check(path: Path, *, overwrite: bool) -> None:
    if path.suffix.lower() not in FORMATS:
        known = "、".join(FORMATS)
        raise UnwritableFile(f"无法导出到“{path.name}”：扩展名须是 {known} 之一。")
    if path.is_dir():
        raise _unwritable(path, "这是一个文件夹")
    if not path.parent.is_dir():
        raise _unwritable(path, "所在文件夹不存在")
    if not overwrite and os.path.lexists(path):
        raise _unwritable(path, "文件已经存在，且没有要求覆盖")


def _replace(path: Path, data: bytes, *, overwrite: bool) -> None:
    target = path.resolve()  # a link is followed, not replaced by a file
    beside = target.with_name(f".zhupi-{secrets.token_hex(6)}.tmp")
    try:
        try:
            with beside.open("xb") as stream:
                stream.write(data)
                stream.flush()
                os.fsync(stream.fileno())
            _check(path, overwrite=overwrite)
            beside.replace(target)
        finally:
            beside.unlink(missing_ok=True)
    except OSError as error:
        raise _unwritable(path, _reason(error)) from error


def _reason(error: OSError) -> str:
    return _REASONS.get(error.errno or 0, f"系统报告“{error.strerror}”")


def _unwritable(path: Path, reason: str) -> UnwritableFile:
    return UnwritableFile(f"无法写入“{path.name}”：{reason}。")
