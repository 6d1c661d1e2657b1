"""The faults of the world: each a sentence in Chinese."""

from __future__ import annotations

import errno
import os
import re
from pathlib import Path

import pytest

from zhupi.errors import reason

_NAMES = (
    "ENOSPC EACCES EPERM EROFS ENOENT ENOTDIR EISDIR ENAMETOOLONG ELOOP EIO EEXIST EDQUOT EFBIG"
)


@pytest.mark.parametrize("name", _NAMES.split())
def test_a_fault_of_the_system_has_its_reason_in_chinese(name: str) -> None:
    number = getattr(errno, name)
    words = reason(OSError(number, os.strerror(number)))
    assert re.fullmatch("[\u4e00-\u9fff，]+", words)
    assert not words.startswith("系统错误")


def test_a_fault_that_the_disk_reports(tmp_path: Path) -> None:
    with pytest.raises(OSError) as missing:
        (tmp_path / "没有.txt").read_bytes()
    assert reason(missing.value) == "文件或文件夹不存在"


def test_a_rare_fault_shows_its_number() -> None:
    assert reason(OSError(errno.ENOTEMPTY, "Directory not empty")) == f"系统错误 {errno.ENOTEMPTY}"
    assert reason(OSError("no number")) == "系统错误"
