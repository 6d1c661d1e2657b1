"""Write an export to the disk: all of it or nothing."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from importlib import import_module
from pathlib import Path
from typing import cast

from zhupi.errors import UnwritableFile, reason
from zhupi.export.compose import compose
from zhupi.export.fonts import lacking
from zhupi.export.model import (
    Excerpted,
    Notebook,
    NotebookExcerpt,
    NotePlace,
    Options,
    Written,
)
from zhupi.export.notebooks import compose_notebook
from zhupi.export.parts import Content
from zhupi.jobs import Job

FORMATS = {
    ".docx": "Word 文档",
    ".md": "Markdown",
    ".html": "网页",
    ".txt": "纯文本",
    ".json": "批注交换",
}
"""The formats, by file name extension."""

_WRITERS = {".docx": "word", ".md": "markdown", ".html": "html", ".txt": "text"}

_EXISTS = "文件已经存在，且没有要求覆盖"


def write(
    path: Path,
    items: Sequence[Excerpted] | Notebook,
    options: Options | None = None,
    *,
    overwrite: bool = False,
    job: Job | None = None,
) -> Written:
    """Write documents, or a notebook, to `path` in the format that its extension names.

    Raises `UnwritableFile`; the file is then as it was before.
    """
    extension = path.suffix.lower()
    check(path, overwrite=overwrite)
    if isinstance(items, Notebook) and extension not in _WRITERS:
        raise UnwritableFile(
            f"无法写入“{path.name}”：摘编只能导出为 Word、Markdown、网页或纯文本。"
        )
    data = render(extension, items, options or Options(), job or Job())
    if job is not None:
        job.check()
    with _faults(path):
        _place(_target(path), data, overwrite=overwrite)
    fonts = lacking() if extension == ".docx" else ()
    return Written(path, *_counts(items), fonts)


def check(path: Path, *, overwrite: bool = False) -> None:
    """Raise `UnwritableFile` if nothing could be written there, before anything is made for it."""
    with _faults(path):
        if path.suffix.lower() not in FORMATS:
            known = "、".join(FORMATS)
            raise UnwritableFile(f"无法导出到“{path.name}”：扩展名须是 {known} 之一。")
        _check_place(path, overwrite=overwrite)


def put(path: Path, data: bytes, *, overwrite: bool = False) -> None:
    """Write bytes to `path`, all or nothing; raises `UnwritableFile`."""
    with _faults(path):
        _check_place(path, overwrite=overwrite)
        _place(_target(path), data, overwrite=overwrite)


def render(
    extension: str, items: Sequence[Excerpted] | Notebook, options: Options, job: Job
) -> bytes:
    """The bytes of the file. `extension` is one of `FORMATS`; a notebook has no `.json`."""
    # Writers are imported late: python-docx and markdown-it cost start-up time.
    if extension == ".json":
        exchange = import_module("zhupi.export.json")
        return cast("bytes", exchange.render(items, options))
    if options.notes is NotePlace.FOOTNOTES and extension != ".md":
        options = replace(options, notes=NotePlace.TABLE)
    writer = import_module(f"zhupi.export.{_WRITERS[extension]}")
    return cast("bytes", writer.render(content(items, options, job), job))


def content(items: Sequence[Excerpted] | Notebook, options: Options, job: Job) -> Content:
    """The neutral form of documents or of a notebook."""
    if isinstance(items, Notebook):
        return compose_notebook(items, options)
    return compose(items, options, job)


def _counts(items: Sequence[Excerpted] | Notebook) -> tuple[int, int]:
    """How many documents and annotations are written."""
    if not isinstance(items, Notebook):
        return len(items), sum(len(item.annotations) for item in items)
    excerpts = [item for item in items.items if isinstance(item, NotebookExcerpt)]
    documents = {excerpt.item.id for excerpt in excerpts}
    return len(documents), len({excerpt.annotation.id for excerpt in excerpts})


def _check_place(path: Path, *, overwrite: bool) -> None:
    target = _target(path)
    if not target.parent.is_dir():
        raise _unwritable(path, "所在文件夹不存在")
    if target.is_dir():
        raise _unwritable(path, "这是一个文件夹")
    if target.exists():
        if not overwrite:
            raise _unwritable(path, _EXISTS)
        if not target.is_file():
            raise _unwritable(path, "这不是普通文件")


def _target(path: Path) -> Path:
    """The file that is written: a link is followed, also where what it leads to is missing."""
    try:
        return Path(os.path.realpath(path, strict=True))
    except FileNotFoundError:
        return Path(os.path.realpath(path))


def _place(target: Path, data: bytes, *, overwrite: bool) -> None:
    import secrets  # late: it brings hashlib, which no start needs

    beside = target.with_name(f".zhupi-{secrets.token_hex(6)}.tmp")
    try:
        with beside.open("xb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        if overwrite:
            _keep_rights(beside, target)
            beside.replace(target)
        else:
            _name(beside, target)
    finally:
        beside.unlink(missing_ok=True)


def _keep_rights(new: Path, old: Path) -> None:
    """Give the new file the permission bits of the one it will replace, if there is one."""
    if os.name == "nt":
        return  # there is but one bit, and a file that has it cannot be replaced
    try:
        rights = old.stat().st_mode & 0o777
    except FileNotFoundError:
        return
    if new.stat().st_mode & 0o777 != rights:
        new.chmod(rights)


def _name(beside: Path, target: Path) -> None:
    """Give a file its name, or raise `FileExistsError` if the name was taken meanwhile."""
    if os.name == "nt":
        beside.rename(target)  # refuses there, where elsewhere it replaces
        return
    try:
        os.link(beside, target)
    except FileExistsError:
        raise
    except OSError:
        # No hard links on this disk: take the name with an empty file, then replace that.
        target.open("xb").close()
        try:
            beside.replace(target)
        except OSError:
            target.unlink(missing_ok=True)
            raise


@contextmanager
def _faults(path: Path) -> Iterator[None]:
    try:
        yield
    except FileExistsError as error:
        raise _unwritable(path, _EXISTS) from error
    except OSError as error:
        raise _unwritable(path, reason(error)) from error


def _unwritable(path: Path, why: str) -> UnwritableFile:
    return UnwritableFile(f"无法写入“{path.name}”：{why}。")
