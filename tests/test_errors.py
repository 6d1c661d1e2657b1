"""The faults of the world: each a sentence in Chinese."""

from __future__ import annotations

import errno
import importlib
import os
import pickle
import re
from inspect import Parameter, signature
from pathlib import Path
from pkgutil import walk_packages

import pytest

import zhupi
from zhupi.errors import KnownError, reason

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


def test_every_known_error_comes_whole_from_the_worker_process() -> None:
    for module in walk_packages(zhupi.__path__, "zhupi."):
        if not module.name.endswith("__main__"):
            importlib.import_module(module.name)
    classes = _with_subclasses(KnownError)
    assert {"KnownError", "UnreadableFile", "LibraryError", "IndexBusy"} <= {
        cls.__name__ for cls in classes
    }
    for cls in classes:
        error = _made(cls)
        arrived = pickle.loads(pickle.dumps(error))  # noqa: S301 - made here
        assert type(arrived) is cls
        assert str(arrived) == str(error) != ""
        assert vars(arrived) == vars(error)


def _with_subclasses(cls: type[KnownError]) -> set[type[KnownError]]:
    return {cls}.union(*(_with_subclasses(below) for below in cls.__subclasses__()))


def _made(cls: type[KnownError]) -> KnownError:
    """An error with a value for each argument that its class asks for."""
    values = {"path": Path("夹/文件.txt")}
    return cls(
        *(
            values.get(name, "一个缘由")
            for name, parameter in signature(cls.__init__).parameters.items()
            if name != "self" and parameter.kind is not Parameter.VAR_KEYWORD
        )
    )
