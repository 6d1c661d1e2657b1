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
    assert target.read_text(encoding="utf-8").startswith("---\ntitle: ")


_WRITE = """
import sys
from pathlib import Path
from zhupi.errors import UnwritableFile
from zhupi.export import write

try:
    write(Path(sys.argv[1]), [], overwrite=sys.argv[2] == "overwrite")
except UnwritableFile as error:
    print(error)
"""


@pytest.mark.parametrize("overwrite", ["overwrite", ""])
@pytest.mark.parametrize("mode", [0, 0o444, 0o500])
def test_a_folder_without_rights(
    tmp_path: Path, as_user: Callable[..., str], mode: int, overwrite: str
) -> None:
    folder = tmp_path / "夹"
    folder.mkdir(mode)
    folder.chmod(mode)
    said = as_user(_WRITE, folder / "摘录.md", overwrite)
    assert said == "无法写入“摘录.md”：没有权限，或正被其他程序占用。\n"
    folder.chmod(0o700)
    assert list(folder.iterdir()) == []


@pytest.mark.parametrize("overwrite", [True, False])
def test_a_name_that_is_too_long(tmp_path: Path, *, overwrite: bool) -> None:
    with pytest.raises(UnwritableFile, match=r"：文件名太长。$"):
        write(tmp_path / ("长" * 300 + ".md"), [], overwrite=overwrite)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("overwrite", [True, False])
def test_links_in_a_circle(tmp_path: Path, *, overwrite: bool) -> None:
    one, other = tmp_path / "甲.md", tmp_path / "乙.md"
    one.symlink_to(other)
    other.symlink_to(one)
    with pytest.raises(UnwritableFile, match=r"：符号链接循环。$"):
        write(one, [], overwrite=overwrite)
    assert one.is_symlink()
    assert other.is_symlink()


@pytest.mark.parametrize("overwrite", [True, False])
def test_a_link_to_what_is_missing_is_followed(tmp_path: Path, *, overwrite: bool) -> None:
    folder, link = tmp_path / "夹", tmp_path / "链.md"
    link.symlink_to(folder / "真.md")
    with pytest.raises(UnwritableFile, match="所在文件夹不存在"):
        write(link, [], overwrite=overwrite)
    folder.mkdir()
    write(link, [], overwrite=overwrite)
    assert link.is_symlink()
    assert (folder / "真.md").read_text(encoding="utf-8").startswith("---\ntitle: ")


def test_a_link_to_a_file_asks_for_overwriting(tmp_path: Path) -> None:
    target, link = tmp_path / "真.md", tmp_path / "链.md"
    target.write_text("旧", encoding="utf-8")
    link.symlink_to(target)
    with pytest.raises(UnwritableFile, match="已经存在"):
        write(link, [])
    assert target.read_text(encoding="utf-8") == "旧"


@pytest.mark.skipif(os.name == "nt", reason="rights of another kind")
@pytest.mark.parametrize("mode", [0o444, 0o600, 0o664])
def test_overwriting_keeps_the_rights_of_the_file(tmp_path: Path, mode: int) -> None:
    path = tmp_path / "摘录.md"
    path.write_text("旧", encoding="utf-8")
    path.chmod(mode)
    write(path, [], overwrite=True)
    assert path.stat().st_mode & 0o777 == mode
    assert path.read_text(encoding="utf-8").startswith("---\ntitle: ")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes with a name")
def test_what_is_no_plain_file_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "管.md"
    os.mkfifo(path)
    with pytest.raises(UnwritableFile, match="不是普通文件"):
        write(path, [], overwrite=True)
    assert path.is_fifo()


def _no_links(*_: object) -> None:
    raise OSError(errno.EPERM, os.strerror(errno.EPERM))


@pytest.mark.skipif(os.name == "nt", reason="renaming never replaces there")
@pytest.mark.parametrize("links", [True, False])
def test_a_file_that_appears_at_the_last_moment_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, links: bool
) -> None:
    path = tmp_path / "摘录.md"
    link = os.link if links else _no_links

    def late(source: Path, target: Path) -> None:
        target.write_text("别人的", encoding="utf-8")
        link(source, target)

    monkeypatch.setattr(os, "link", late)
    with pytest.raises(UnwritableFile, match="已经存在"):
        write(path, [])
    assert path.read_text(encoding="utf-8") == "别人的"
    assert list(tmp_path.iterdir()) == [path]


def test_a_disk_without_links(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "link", _no_links)
    path = tmp_path / "摘录.md"
    write(path, [])
    assert path.read_text(encoding="utf-8").startswith("---\ntitle: ")
    assert list(tmp_path.iterdir()) == [path]


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
        (errno.EACCES, "没有权限"),
        (errno.EROFS, "只读"),
        (errno.ENAMETOOLONG, "太长"),
        (errno.EIO, "磁盘读写出错"),
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
