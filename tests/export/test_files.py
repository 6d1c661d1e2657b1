from __future__ import annotations

import errno
import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from zhupi.errors import UnwritableFile
from zhupi.export import FORMATS, Excerpted, Layout, Options, write
from zhupi.jobs import Cancelled, Job


@pytest.mark.parametrize("layout", list(Layout))
@pytest.mark.parametrize("extension", [*FORMATS, ".MD"])
def test_writes_every_format(
    tmp_path: Path, item: Excerpted, options: Options, extension: str, layout: Layout
) -> None:
    path = tmp_path / f"摘录{extension}"
    written = write(path, [item], replace(options, layout=layout))
    assert (written.path, written.documents, written.annotations) == (path, 1, 7)
    assert path.stat().st_size > 500
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("extension", FORMATS)
def test_the_same_again_byte_for_byte(
    tmp_path: Path, item: Excerpted, options: Options, extension: str
) -> None:
    first, second = tmp_path / f"1{extension}", tmp_path / f"2{extension}"
    write(first, [item], options)
    write(second, [item], options)
    assert first.read_bytes() == second.read_bytes()


def test_an_empty_export_is_a_file(tmp_path: Path, options: Options) -> None:
    for extension in FORMATS:
        write(tmp_path / f"空{extension}", [], options)
    assert len(list(tmp_path.iterdir())) == len(FORMATS)


def test_an_unknown_extension_lists_the_four(tmp_path: Path) -> None:
    with pytest.raises(UnwritableFile) as fault:
        write(tmp_path / "摘录.odt", [])
    assert all(extension in str(fault.value) for extension in (".docx", ".md", ".html", ".json"))
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_exists_stays(tmp_path: Path, item: Excerpted) -> None:
    path = tmp_path / "摘录.md"
    path.write_text("我的", encoding="utf-8")
    with pytest.raises(UnwritableFile, match="已经存在"):
        write(path, [item])
    assert path.read_text(encoding="utf-8") == "我的"
    write(path, [item], overwrite=True)
    assert "公文摘录" in path.read_text(encoding="utf-8")


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    path = tmp_path / "夹.md"
    path.mkdir()
    with pytest.raises(UnwritableFile, match="文件夹"):
        write(path, [], overwrite=True)


def test_a_folder_that_is_missing(tmp_path: Path) -> None:
    with pytest.raises(UnwritableFile, match="所在文件夹不存在"):
        write(tmp_path / "没有" / "摘录.md", [])


def test_a_link_is_followed(tmp_path: Path, item: Excerpted) -> None:
    target, link = tmp_path / "真.md", tmp_path / "链.md"
    target.write_text("旧", encoding="utf-8")
    link.symlink_to(target)
    write(link, [item], overwrite=True)
    assert link.is_symlink()
    assert target.read_text(encoding="utf-8").startswith("# 公文摘录")


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_without_rights(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    try:
        with pytest.raises(UnwritableFile, match="权限"):
            write(tmp_path / "摘录.md", [])
    finally:
        tmp_path.chmod(0o700)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a disk that is always full")
def test_a_full_disk(tmp_path: Path, item: Excerpted, monkeypatch: pytest.MonkeyPatch) -> None:
    """The kernel's own always-full device stands in for the file beside."""
    path = tmp_path / "摘录.md"
    path.write_text("旧", encoding="utf-8")
    opened = Path.open

    def open_on_full_disk(self: Path, mode: str) -> object:
        opened(self, mode).close()
        return opened(Path("/dev/full"), "wb")

    monkeypatch.setattr(Path, "open", open_on_full_disk)
    with pytest.raises(UnwritableFile, match="磁盘空间不足"):
        write(path, [item], overwrite=True)
    monkeypatch.undo()
    assert path.read_text(encoding="utf-8") == "旧"
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (errno.EACCES, "没有写入权限"),
        (errno.EROFS, "只读"),
        (errno.ENAMETOOLONG, "太长"),
        (errno.EIO, os.strerror(errno.EIO)),
    ],
)
def test_faults_of_the_disk_leave_the_old_file(
    tmp_path: Path,
    item: Excerpted,
    monkeypatch: pytest.MonkeyPatch,
    number: int,
    words: str,
) -> None:
    path = tmp_path / "摘录.md"
    path.write_text("旧", encoding="utf-8")

    def fail(*_: object) -> Path:
        raise OSError(number, os.strerror(number))

    with monkeypatch.context() as patch:
        patch.setattr(Path, "replace", fail)
        with pytest.raises(UnwritableFile, match=words):
            write(path, [item], overwrite=True)
    assert path.read_text(encoding="utf-8") == "旧"
    assert list(tmp_path.iterdir()) == [path]


def test_cancelled_writes_nothing(tmp_path: Path, item: Excerpted) -> None:
    job = Job()
    on_progress: Callable[[int, int, str], None] = lambda *_: job.cancel()  # noqa: E731
    job = Job(on_progress)
    with pytest.raises(Cancelled):
        write(tmp_path / "摘录.docx", [item, item], job=job)
    assert list(tmp_path.iterdir()) == []
